"""Address books as the people they hold: name and firm, and nothing more.

What else a file knows of somebody (e-mail, telephone, link, birthday) is counted and left behind here: it reaches no
map, no plan and no device. A table without the headings of an address book is given back as lines, for whoever knows
what stands in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from tertulia.exports.address_words import READ, PersonField, field_of
from tertulia.exports.cells import SEPARATORS, Cell, FileRefusal, Grid, OwnFile, of_file, refused
from tertulia.exports.columns import plain
from tertulia.exports.download import MOST_JSON, loaded
from tertulia.exports.encodings import decoded
from tertulia.exports.friends import FRIENDS_FILE, FRIENDS_PAGE, friends_in
from tertulia.exports.sources import ANY, recognised
from tertulia.exports.table import MOST_BYTES, MOST_FILES, grids, text_grid, unpacked
from tertulia.exports.vcards import CardLine, cards
from tertulia.models.errors import InputError
from tertulia.models.networking.contacts_vocabulary import GROUP_WORDS, HEADS, OFTEN_WORDS, as_word, columns_of
from tertulia.models.person_names import family_first, is_address, is_name, put_together, turned_round

HEADING_WITHIN = 30
"""A heading is looked for in so many rows that hold something."""

MOST_PEOPLE = 10_000
"""Entries of an address book at most: so many take a page a few seconds."""

MOST_LINES = 5_000
"""Lines that are pasted; no table of people has more in the characters a field takes."""

NAME_LONGEST = 60
"""Characters of a line that may be a name."""


class BookKind(StrEnum):
    """Where an address book comes from."""

    LINKEDIN = "linkedin"
    GOOGLE = "google"
    OUTLOOK = "outlook"
    CARDS = "cards"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    TABLE = "table"
    """A table with headings, of whatever program."""


class BookRefusal(StrEnum):
    """Why a file is no list of people, beside what `FileRefusal` says."""

    NO_STAFF = "no_staff"
    """A table in which no heading says where the names of a firm's staff are (`headings`)."""
    POSTS = "posts"
    """Figures of a network, which belong into another exercise."""
    OTHER_PEOPLE = "other_people"
    """Those who were blocked, asked or removed: nobody the firm knows."""
    NOBODY = "nobody"
    """A list of people without one name."""
    WEB_PAGES = "web_pages"
    """Followers or friends as web pages; asked for as JSON they can be read."""
    CALENDAR = "calendar"
    DIRECTORY = "directory"
    """LDIF, as Thunderbird writes it."""
    JSON = "json"
    """It looks like a saved file, and is none we know."""
    PEOPLE_MANY = "people_many"
    """More than `most`."""


@dataclass(frozen=True)
class BookPerson:
    """Somebody in an address book."""

    name: str
    firm: str = ""


@dataclass(frozen=True, kw_only=True)
class AddressBook:
    """The people of an address book, in its order.

    left_out: what else it held, by kind, and of how many people; `headings` the columns that are of no kind we know.
    nameless: entries without a name. repeated: entries that say what an earlier one says. groups: lists of people among
    the cards. others: tables of the file that were not read.
    """

    kind: BookKind
    people: tuple[BookPerson, ...]
    left_out: Mapping[PersonField, int] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    nameless: int = 0
    repeated: int = 0
    groups: int = 0
    others: int = 0


@dataclass(frozen=True, kw_only=True)
class PeopleTable:
    """Lines that are no address book's: number in the file, cells without empty columns, as texts."""

    lines: tuple[tuple[int, tuple[str, ...]], ...]


def read_people(file: OwnFile) -> AddressBook | PeopleTable | str:
    """The people of a file; the text itself where that is JSON of somebody else's shape.

    Raises
    ------
    InputError
        On "file": FileRefusal or BookRefusal.
    """
    if len(file.content) > MOST_BYTES:
        raise refused(FileRefusal.TOO_LARGE, megabytes=round(len(file.content) / 2**20, 1), most=MOST_BYTES // 2**20)
    if file.content.startswith(b"PK"):
        inside = _inside(file.content)
        if inside:
            return _joined([_told_inside(name, text) for name, text in inside])
        return _tables(grids(file.content, file.name))
    start = file.content[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if start[:1] in (b"{", b"[") or start[:6].upper() == b"BEGIN:":
        return _told_or_text(decoded(file.content)[0])
    if start[:4].lower() == b"dn: ":
        raise InputError("file", BookRefusal.DIRECTORY)
    return _tables(grids(file.content, file.name))


def people_tables(file: OwnFile) -> tuple[tuple[PeopleTable, bool], ...]:
    """The tables of a file as lines, and of each whether its cells were cut at commas.

    Raises
    ------
    InputError
        On "file": FileRefusal.
    """
    read = [_divided(grid) for grid in grids(file.content, file.name)]
    return tuple((_lines(grid.rows), grid.separator == ",") for grid in read if grid.rows)


def pasted_people(text: str) -> AddressBook | None:
    """The people of an address book that was pasted; None for any other text, and for JSON of another shape.

    Raises
    ------
    InputError
        On "lines": BookRefusal.
    """
    if text.count("\n") > MOST_LINES:
        return None
    start = text.lstrip("\ufeff \r\n\t")
    try:
        if start[:1] in ("{", "[") or start[:6].upper() == "BEGIN:":
            found = _told_or_text(text)
            return found if isinstance(found, AddressBook) else None
        if start[:4].lower() == "dn: ":
            raise InputError("file", BookRefusal.DIRECTORY)
        try:
            grid = _divided(text_grid(text.encode("utf-8", "replace")))
        except InputError:  # what is no table is read line by line
            return None
        place = _heading(grid.rows)
        if place is None or columns_of(_texts(grid.rows[place])):
            return None
        return _joined([_table_book(grid.rows, place)])
    except InputError as error:
        raise InputError("lines", error.code, **error.values) from None


# ---- files that are no tables --------------------------------------------------------------------------------------


def _inside(content: bytes) -> list[tuple[str, str]]:
    """The cards and lists of friends in a zip file, as names and texts; none if it holds others."""
    with unpacked(content) as packed:
        names = [item for item in packed.infolist() if not item.is_dir() and "__MACOSX" not in item.filename]
        wanted = [
            item for item in names if FRIENDS_FILE.search(item.filename) or item.filename.lower().endswith(".vcf")
        ]
        if not wanted:
            if any(FRIENDS_PAGE.search(item.filename) for item in names):
                raise InputError("file", BookRefusal.WEB_PAGES)
            return []
        if len(wanted) > 100 * MOST_FILES or sum(item.file_size for item in wanted) > MOST_JSON:
            raise refused(FileRefusal.ZIP_BOMB)
        return [(item.filename.rpartition("/")[2], decoded(packed.read(item))[0]) for item in wanted]


def _told_inside(name: str, text: str) -> AddressBook:
    with of_file(name):
        return _told(text)


def _told_or_text(text: str) -> AddressBook | str:
    """The people of cards or of friends; the text where it is JSON of another shape."""
    if text.lstrip("\ufeff \r\n\t")[:1] == "{":
        told = _json(text)
        if friends_in(told) is None:
            return text
    return _joined([_told(text)])


def _json(text: str) -> Any:
    try:
        return loaded(text.lstrip("\ufeff").encode("utf-8", "replace"))
    except InputError:
        raise InputError("file", BookRefusal.JSON) from None


def _told(text: str) -> AddressBook:
    """The book in a text of cards or JSON."""
    start = text.lstrip("\ufeff \r\n\t")
    if start[:15].upper() == "BEGIN:VCALENDAR":
        raise InputError("file", BookRefusal.CALENDAR)
    if start[:6].upper() == "BEGIN:":
        return _card_book(text)
    found = friends_in(_json(text))
    if found is None:
        raise InputError("file", BookRefusal.JSON)
    if not found.names:
        raise InputError("file", BookRefusal.OTHER_PEOPLE)
    people = tuple(BookPerson(name) for name in found.names)
    left_out = {PersonField.LINK: found.links, PersonField.DATE: found.dates}
    return AddressBook(kind=BookKind(found.network), people=people, left_out=left_out)


_CARD_KINDS = {
    "EMAIL": PersonField.EMAIL,
    "TEL": PersonField.PHONE,
    "URL": PersonField.LINK,
    "IMPP": PersonField.LINK,
    "X-SOCIALPROFILE": PersonField.LINK,
    "TITLE": PersonField.POSITION,
    "ROLE": PersonField.POSITION,
    "ADR": PersonField.ADDRESS,
    "GEO": PersonField.ADDRESS,
    "BDAY": PersonField.DATE,
    "ANNIVERSARY": PersonField.DATE,
    "NOTE": PersonField.NOTES,
    "PHOTO": PersonField.PICTURE,
    "LOGO": PersonField.PICTURE,
}


def _card_book(text: str) -> AddressBook:
    people, groups = [], 0
    left_out: Counter[PersonField] = Counter()
    _not_too_many(text.upper().count("BEGIN:VCARD"))
    for lines in cards(text):
        first: dict[str, CardLine] = {}
        for line in lines:
            if line.value:
                first.setdefault(line.name, line)
        kind = first.get("KIND") or first.get("X-ADDRESSBOOKSERVER-KIND")
        if kind and kind.text().casefold() == "group":
            groups += 1
            continue
        firm = next((part for part in first["ORG"].parts() if part), "") if "ORG" in first else ""
        family, given, middle = (first["N"].parts() + [""] * 3)[:3] if "N" in first else ("", "", "")
        told = (
            first["FN"].text() if "FN" in first else "",
            put_together((given, middle, family)),
            first["NICKNAME"].text() if "NICKNAME" in first else "",
        )
        people.append(BookPerson(next((name for name in told if is_name(name)), ""), firm))
        left_out.update({kind for name, kind in _CARD_KINDS.items() if name in first})
    return AddressBook(kind=BookKind.CARDS, people=tuple(people), left_out=left_out, groups=groups)


def _not_too_many(entries: int) -> None:
    """Refuse more entries than there may be, before they are read."""
    if entries > MOST_PEOPLE:
        raise InputError("file", BookRefusal.PEOPLE_MANY, most=MOST_PEOPLE)


# ---- tables --------------------------------------------------------------------------------------------------------


def _tables(sheets: Sequence[Grid]) -> AddressBook | PeopleTable:
    """The best of a file's tables: those of a network, then the learner's own list, then any with names."""
    books: list[AddressBook] = []
    lists: list[PeopleTable] = []
    rest: list[PeopleTable] = []
    posts = False
    for grid in map(_divided, sheets):
        place = _heading(grid.rows)
        if place is not None and columns_of(_texts(grid.rows[place])):
            lists.append(_lines(grid.rows[place:], place))
        elif any(recognised(_texts(row)) is not ANY for row in grid.rows[:HEADING_WITHIN]):
            posts = True
        elif place is not None:
            books.append(_table_book(grid.rows, place))
        else:
            rest.append(_lines(grid.rows))
    best = min((book.kind for book in books), key=list(BookKind).index, default=BookKind.TABLE)
    if lists and best is BookKind.TABLE:
        return max(lists, key=lambda table: len(table.lines))
    if books:
        same = [book for book in books if book.kind is best]
        return _joined(same, others=len(sheets) - len(same))
    if posts:
        raise InputError("file", BookRefusal.POSTS)
    longest = max(rest, key=lambda table: len(table.lines))
    return _names_only(longest) or longest


def _names_only(table: PeopleTable) -> AddressBook | None:
    """The people of a column of names: what their group is, and how often one speaks, is asked then."""
    lines = [[text for text in cells if text] for _number, cells in table.lines]
    if any(len(texts) > 1 for texts in lines):
        return None
    names = [texts[0] for texts in lines]
    if names and as_word(names[0]) in HEADS:
        names = names[1:]
    if 2 * sum(map(_looks_like_a_name, names)) < len(names):
        raise InputError("file", BookRefusal.NOBODY)
    return _joined([AddressBook(kind=BookKind.TABLE, people=tuple(map(BookPerson, names)))])


def _looks_like_a_name(text: str) -> bool:
    """Whether a line is a name rather than a sentence or a piece of code: "Ana R.", not "Hoy compramos pan."."""
    end = text.rpartition(" ")[2]
    return (
        text[:1].isalpha() and len(text) <= NAME_LONGEST and (end[-1:].isalnum() or (end[-1:] == "." and len(end) < 5))
    )


def _divided(grid: Grid) -> Grid:
    """The grid; cut once more where a spreadsheet put whole lines into one column.

    Lists of people hold no figures, by which tables of posts are told from sentences with commas.
    """
    if any(sum(map(bool, _texts(row))) > 1 for row in grid.rows):
        return grid
    cells = [_texts(row) for row in grid.rows]
    lines = [" ".join(next(filter(None, row), "").split("\n")) for row in cells]
    told = [line for line in lines if line]
    if not any(2 * sum(sign in line for line in told) > len(told) for sign in SEPARATORS):
        return grid
    if any(field_of(line) is PersonField.NAME for line in told[:HEADING_WITHIN] if "," not in line):
        return grid  # a column of names, "Ruiz Gil, Ana"
    return text_grid("\n".join(lines).encode())


def _texts(row: Iterable[Cell]) -> list[str]:
    return [_cell(cell) for cell in row]


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.date().isoformat() if isinstance(cell, datetime) else " ".join(str(cell).replace("\ufeff", "").split())


def _heading(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The place of the row with the headings, None if there is none."""
    seen = 0
    for place, row in enumerate(rows):
        texts = [text for text in _texts(row) if text]
        if not texts or (len(texts) == 1 and texts[0].lower().startswith("sep=")):
            continue
        seen += 1
        if seen > HEADING_WITHIN:
            return None
        if columns_of(_texts(row)) or _are_headings(texts):
            return place
    return None


def _are_headings(texts: Sequence[str]) -> bool:
    """Whether these are headings of an address book, and not a line of the learner's list ("Ana; cliente; web")."""
    fields = [field_of(text) for text in texts]
    if not any(one in READ for one in fields) or sum(one is not PersonField.OTHER for one in fields) < 2:
        return False
    if any(as_word(text) in OFTEN_WORDS for text in texts) or any(is_address(text) for text in texts):
        return False
    return fields[0] is not PersonField.OTHER or as_word(texts[1]) not in GROUP_WORDS or plain(texts[0]) in _NUMBERS


_NUMBERS = frozenset(
    {"id", "n", "no", "num", "numero", "number", "codigo", "cod", "code", "ref", "nif", "cif", "dni", "#"}
)
"""Headings of the column that stands before the names."""


def _lines(rows: Sequence[Sequence[Cell]], before: int = 0) -> PeopleTable:
    """The rows as lines, without the columns that are empty in all of them."""
    texts = [_texts(row) for row in rows]
    width = max(map(len, texts), default=0)
    first = min((place for row in texts for place, text in enumerate(row) if text), default=0)
    last = max((place for row in texts for place, text in enumerate(row) if text), default=-1)
    lines = [
        (number, tuple((row + [""] * width)[first : last + 1]))
        for number, row in enumerate(texts, before + 1)
        if any(row) and not (row[0].lower().startswith("sep=") and not any(row[1:]))
    ]
    return PeopleTable(lines=tuple(lines))


def _table_book(rows: Sequence[Sequence[Cell]], place: int) -> AddressBook:
    """The people below a row of headings."""
    _not_too_many(len(rows) - place - 1)
    headings = _texts(rows[place])
    fields = [field_of(heading) if heading else PersonField.OTHER for heading in headings]
    if PersonField.FAMILY not in fields and PersonField.MIDDLE not in fields:
        fields = [PersonField.NAME if one is PersonField.GIVEN else one for one in fields]
    where: dict[PersonField, int] = {}
    for column, one in enumerate(fields):
        where.setdefault(one, column)
    below = [texts for texts in map(_texts, rows[place + 1 :]) if any(texts)]

    def told(texts: Sequence[str], one: PersonField) -> str:
        column = where.get(one, len(texts))
        return texts[column] if column < len(texts) else ""

    names = []
    for texts in below:
        parts = [
            told(texts, one)
            for one in (PersonField.GIVEN, PersonField.MIDDLE, PersonField.FAMILY, PersonField.FAMILY_TOO)
        ]
        choices = (told(texts, PersonField.NAME), put_together(parts), told(texts, PersonField.NICKNAME))
        if parts[0] and PersonField.FAMILY in where:
            choices = (choices[1], choices[0], choices[2])
        names.append(next((name for name in choices if is_name(name)), ""))
    if family_first(names):
        names = [turned_round(name) for name in names]
    people = tuple(BookPerson(name, told(texts, PersonField.FIRM)) for name, texts in zip(names, below, strict=True))
    left_out: Counter[PersonField] = Counter()
    unknown: Counter[str] = Counter()
    for texts in below:
        left_out.update({one for one, text in zip(fields, texts, strict=False) if text and one not in READ})
        unknown.update(
            heading
            for one, text, heading in zip(fields, texts, headings, strict=False)
            if text and heading and one is PersonField.OTHER
        )
    return AddressBook(kind=_kind(headings), people=people, left_out=left_out, headings=tuple(unknown))


_MARKS = (
    (BookKind.LINKEDIN, ({"connected on"}, {"conectado el"}, {"fecha de conexion"}, {"fecha de contacto", "cargo"})),
    (
        BookKind.GOOGLE,
        (
            {"organization 1 - name"},
            {"e-mail 1 - value"},
            {"organization name", "file as"},
            {"group membership"},
            {"phone 1 - value"},
        ),
    ),
    (
        BookKind.OUTLOOK,
        (
            {"e-mail address", "business street"},
            {"e-mail address", "business phone"},
            {"e-mail display name"},
            {"organizacion", "tratamiento"},
            {"compania", "calle del trabajo"},
            {"organizacion", "calle del trabajo"},
            {"direccion de correo electronico", "telefono del trabajo"},
        ),
    ),
)


def _kind(headings: Sequence[str]) -> BookKind:
    bare = {plain(heading) for heading in headings}
    return next((kind for kind, marks in _MARKS if any(mark <= bare for mark in marks)), BookKind.TABLE)


def _joined(books: Sequence[AddressBook], *, others: int = 0) -> AddressBook:
    """Several books as one: each person once, nobody without a name."""
    people: dict[tuple[str, str], BookPerson] = {}
    nameless = repeated = 0
    left_out: Counter[PersonField] = Counter()
    for book in books:
        left_out.update(book.left_out)
        for person in book.people:
            name = person.name or person.firm
            key = (plain(name), plain(person.firm))
            if not is_name(name):
                nameless += 1
            elif key in people:
                repeated += 1
            else:
                people[key] = BookPerson(name, person.firm if person.name else "")
    if not people:
        raise InputError("file", BookRefusal.NOBODY)
    _not_too_many(len(people))
    return AddressBook(
        kind=books[0].kind,
        people=tuple(people.values()),
        left_out=left_out,
        headings=tuple(dict.fromkeys(heading for book in books for heading in book.headings)),
        nameless=nameless,
        repeated=repeated,
        groups=sum(book.groups for book in books),
        others=others,
    )
