"""A contact map as a list: one contact a line, as people write it by hand or keep it in a spreadsheet.

    name; group; how often; what they know about; knows

Only the name must be there. Headings above the columns may put them into another order; columns with other headings are
left out, and counted. Lists inside a cell stand between commas, or between | where an item holds a comma.
Words are read in both languages of the course (`contacts_vocabulary`), so a list saved in one opens in the other. A
line that cannot be read is returned with its number and the reason; nothing is left out in silence.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from tertulia.models.errors import InputError, Refusal
from tertulia.models.networking.contacts import (
    MOST,
    NAME_MOST,
    Contact,
    ContactGroup,
    ContactMap,
    ContactRefusal,
    Need,
    Often,
    folded,
    from_plain,
)
from tertulia.models.networking.contacts_vocabulary import (
    GROUP_WORDS,
    HEADS,
    NEED_WORDS,
    OFTEN_WORDS,
    ListColumn,
    as_word,
    columns_of,
)
from tertulia.models.person_names import is_address, put_together

TEXT_MOST = 60_000
"""Characters of a list at most."""

COLUMNS = 5

_ORDER: tuple[ListColumn | None, ...] = tuple(ListColumn)[:COLUMNS]
"""What stands where in a line, if no headings say otherwise."""

LINE_KEPT = 500
"""Characters of a line that are returned when it could not be read."""

_FORMULA = re.compile("'+[=+@\uff1d\uff0b\uff0d\uff20-]")
"""The start of a text which a spreadsheet would compute, behind the apostrophe that keeps it from doing so."""


class ContactListFault(StrEnum):
    """What is wrong with a line of a list, or with the whole text; in brackets the values its sentence needs."""

    NO_NAME = "no_name"
    NAME_LONG = "name_long"
    """(most)"""
    NAME_SIGN = "name_sign"
    NAME_ADDRESS = "name_address"
    """An e-mail or web address or a telephone number stands where the name should."""
    NAME_TWICE = "name_twice"
    """The line says otherwise than the map of somebody who is there already (other)."""
    GROUP_UNKNOWN = "group_unknown"
    """(word)"""
    OFTEN_UNKNOWN = "often_unknown"
    """(word)"""
    ABOUT_MANY = "about_many"
    """(most)"""
    ABOUT_LONG = "about_long"
    """(most)"""
    ABOUT_SIGN = "about_sign"
    ABOUT_EMPTY = "about_empty"
    """A topic of signs only that say nothing."""
    KNOWS_UNKNOWN = "knows_unknown"
    """(name)"""
    KNOWS_ITSELF = "knows_itself"
    """(name)"""
    CELLS = "cells"
    """More cells than columns (n)."""
    FULL = "full"
    """The map holds no more (most)."""
    TEXT_LONG = "text_long"
    """The whole text is too long (most)."""
    JSON = "json"
    """The whole text looks like a saved file and is none."""


_FAULTS: Mapping[tuple[str, StrEnum], ContactListFault] = {
    ("name", Refusal.EMPTY): ContactListFault.NO_NAME,
    ("name", Refusal.TOO_LONG): ContactListFault.NAME_LONG,
    ("name", ContactRefusal.SIGN): ContactListFault.NAME_SIGN,
    ("about", Refusal.EMPTY): ContactListFault.ABOUT_EMPTY,
    ("about", Refusal.TOO_LONG): ContactListFault.ABOUT_LONG,
    ("about", Refusal.TOO_MANY): ContactListFault.ABOUT_MANY,
    ("about", ContactRefusal.SIGN): ContactListFault.ABOUT_SIGN,
}
"""What a contact refuses, as the fault of its line."""


@dataclass(frozen=True, kw_only=True)
class ContactListProblem:
    """A line of which something could not be read.

    Attributes
    ----------
    line
        Its number, the first is 1; 0 for the whole text.
    fault
        What is wrong.
    text
        The line, at most `LINE_KEPT` characters; empty for the whole text.
    values
        What the sentence for the fault needs.
    kept
        Whether the contact was taken all the same.
    """

    line: int
    fault: ContactListFault
    text: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)
    kept: bool = False


@dataclass(frozen=True, kw_only=True)
class ContactListReading:
    """What a list gave.

    Attributes
    ----------
    contacts
        The map with the contacts of the list.
    added
        The places of the new ones.
    problems
        What could not be read, by line.
    joined
        Contacts that were on the map already and got new ties or topics.
    left_out
        Headings of columns that are no part of a list, and of how many lines they held something.
    lines
        Lines that hold something, the headings aside.
    ungrouped, unsaid
        New contacts without a group, and without how often: they stand under somebody else, and under every month.
    """

    contacts: ContactMap
    added: tuple[int, ...] = ()
    problems: tuple[ContactListProblem, ...] = ()
    joined: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    lines: int = 0
    ungrouped: int = 0
    unsaid: int = 0

    @property
    def unread(self) -> tuple[str, ...]:
        """The lines that gave no contact, to be mended and read again."""
        return tuple(problem.text for problem in self.problems if not problem.kept and problem.text)


def topic(text: str) -> str:
    """Give a topic as it is kept: the key of a need where the word is one of its words, else the words themselves."""
    return NEED_WORDS.get(as_word(text), text)


def cells_of(line: str) -> list[str]:
    """Cut a line into its cells: by tabs, else by semicolons, else by commas; quotes as in a CSV file."""
    separator = next((sign for sign in "\t;" if sign in line), ",")
    return [_bare(cell) for cell in next(csv.reader([line], delimiter=separator), [])]


def _bare(cell: str) -> str:
    """Without blanks, and without the apostrophe that keeps a spreadsheet from taking a text for a formula."""
    text = cell.strip()
    return text[1:] if _FORMULA.match(text) else text


def items_of(cell: str) -> list[str]:
    """Cut a cell into the items of the list it holds."""
    return [item for item in (part.strip() for part in cell.split("|" if "|" in cell else ",")) if item]


def together(items: Sequence[str]) -> str:
    """Write items into a cell as `items_of` reads them again."""
    if any("," in item for item in items):
        return _kept(" | ".join(items) + (" |" if len(items) == 1 else ""))
    return _kept(", ".join(items))


def _kept(cell: str) -> str:
    """Write a cell so that `_bare` takes no apostrophe of the learner's own from it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def read(text: str, contacts: ContactMap | None = None) -> ContactListReading:
    """Read a list and add its contacts to those there are.

    A line for somebody who is there adds ties and topics to them. A text that begins with { is read as the JSON of
    `to_plain`: then it is the whole map.

    Parameters
    ----------
    text
        The list, at most `TEXT_MOST` characters.
    contacts
        The map to which they come; an empty one if none is given.
    """
    start = contacts or ContactMap()
    if len(text) > TEXT_MOST:
        too_long = ContactListProblem(line=0, fault=ContactListFault.TEXT_LONG, values={"most": TEXT_MOST})
        return ContactListReading(contacts=start, problems=(too_long,))
    if text.lstrip("\ufeff \n\r\t").startswith(("{", "[")):
        return _read_json(text, start)
    reader = _ListReader(start)
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if line.strip(" ;,\t"):
            reader.take(_Line(number, line))
    return reader.reading()


def read_cells(lines: Iterable[tuple[int, Sequence[str]]], contacts: ContactMap | None = None) -> ContactListReading:
    """Read a list whose lines have been cut into cells, each with its number, as `read` does.

    Parameters
    ----------
    lines
        Numbers and cells.
    contacts
        The map to which they come; an empty one if none is given.
    """
    reader = _ListReader(contacts or ContactMap())
    for number, cells in lines:
        if any(cells):
            reader.take(_Line(number, _as_line(cells), tuple(map(_bare, cells))))
    return reader.reading()


def _as_line(cells: Sequence[str]) -> str:
    """Write cells as a line that `cells_of` cuts again."""
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="").writerow(cells)
    return line.getvalue().rstrip(";") or ";"


def _read_json(text: str, start: ContactMap) -> ContactListReading:
    try:
        contacts = from_plain(json.loads(text.lstrip("\ufeff")))
    except (ValueError, RecursionError):  # InputError is a ValueError, and so is JSON that breaks
        broken = ContactListProblem(line=0, fault=ContactListFault.JSON)
        return ContactListReading(contacts=start, problems=(broken,))
    return ContactListReading(contacts=contacts, added=tuple(range(len(contacts.people))))


class _Line(NamedTuple):
    """A line of a list, its number, and its cells where somebody has cut it already."""

    number: int
    text: str
    cut: tuple[str, ...] = ()

    def cells(self) -> list[str]:
        """Its cells; the whole line where its quotes are none."""
        if self.cut:
            return list(self.cut)
        try:
            return cells_of(self.text)
        except csv.Error:
            return [self.text.strip()]


class _ListReader:
    """Takes a list line by line; whom each knows is joined at the end, when all are there."""

    def __init__(self, start: ContactMap) -> None:
        self.people = list(start.people)
        self.ties = set(start.ties)
        self.places = {folded(person.name): place for place, person in enumerate(self.people)}
        self.problems: list[ContactListProblem] = []
        self.added: list[int] = []
        self.joined: set[int] = set()
        self.knows: list[tuple[_Line, int, list[str]]] = []
        self.first = True
        self.columns = _ORDER
        self.headings: Sequence[str] = ()
        self.left_out: Counter[str] = Counter()
        self.lines = self.ungrouped = self.unsaid = 0

    def _wrong(
        self, line: _Line, fault: ContactListFault, values: Mapping[str, str | int], *, kept: bool = False
    ) -> None:
        text = line.text.strip()[:LINE_KEPT]
        self.problems.append(ContactListProblem(line=line.number, fault=fault, text=text, values=values, kept=kept))

    def take(self, line: _Line) -> None:
        """Put the contact of a line on the map, or say what is wrong; the names of the columns are passed over."""
        cells = line.cells()
        first, self.first = self.first, False
        if first and self._is_heading(cells):
            return
        self.lines += 1
        if any(cells[max(len(self.columns), len(self.headings)) :]):
            self._wrong(line, ContactListFault.CELLS, {"n": len(cells)})
            return
        cells = self._in_order(cells)
        if self.headings:  # what is told of the line can be read again without them
            line = line._replace(text=_as_line(cells))
        person = self._contact(line, cells)
        if person is None:
            return
        key = folded(person.name)
        if key in self.places:
            self._join(line, cells, self.places[key], person)
        elif len(self.people) >= MOST:
            self._wrong(line, ContactListFault.FULL, {"most": MOST})
            return
        else:
            self.places[key] = len(self.people)
            self.added.append(len(self.people))
            self.people.append(person)
            self.ungrouped += not cells[1]
            self.unsaid += not cells[2]
        self.knows.append((line, self.places[key], items_of(cells[4])))

    def _is_heading(self, cells: Sequence[str]) -> bool:
        """Whether these cells are headings; then the columns are as they say."""
        columns = columns_of(cells)
        if columns is not None and columns != _ORDER[: len(columns)]:
            self.columns, self.headings = columns, cells
        if columns is not None:
            return True
        return as_word(cells[0]) in HEADS and (len(cells) == 1 or as_word(cells[1]) not in GROUP_WORDS)

    def _in_order(self, cells: Sequence[str]) -> list[str]:
        """The cells in the order of a list without headings; what belongs into none of its columns is counted."""
        told: dict[ListColumn | None, str] = {}
        for place, (column, cell) in enumerate(zip(self.columns, cells, strict=False)):
            if column is None and cell:
                self.left_out[self.headings[place] or f"({place + 1})"] += 1
            told[column] = cell
        if told.get(ListColumn.FAMILY_NAME):
            told[ListColumn.NAME] = put_together((told.get(ListColumn.NAME, ""), told[ListColumn.FAMILY_NAME]))
        return [told.get(column, "") for column in _ORDER]

    def _contact(self, line: _Line, cells: Sequence[str]) -> Contact | None:
        """Make the contact of a line, or say what is wrong."""
        name, group_word, often_word, about, _knows = cells
        if is_address(name):
            self._wrong(line, ContactListFault.NAME_ADDRESS, {})
            return None
        group = GROUP_WORDS.get(as_word(group_word)) if group_word else ContactGroup.OTHER
        if group is None:
            self._wrong(line, ContactListFault.GROUP_UNKNOWN, {"word": group_word[:NAME_MOST]})
            return None
        often = OFTEN_WORDS.get(as_word(often_word)) if often_word else Often.MONTHLY
        if often is None:
            self._wrong(line, ContactListFault.OFTEN_UNKNOWN, {"word": often_word[:NAME_MOST]})
            return None
        try:
            return Contact(name=name, group=group, often=often, about=tuple(topic(item) for item in items_of(about)))
        except InputError as error:
            values = {key: value for key, value in error.values.items() if not isinstance(value, float)}
            self._wrong(line, _FAULTS[error.field, error.code], values)
            return None

    def _join(self, line: _Line, cells: Sequence[str], place: int, person: Contact) -> None:
        """Add the topics of a line to a contact who is there; say where the line contradicts what is known."""
        old = self.people[place]
        if (cells[1] and person.group is not old.group) or (cells[2] and person.often is not old.often):
            self._wrong(line, ContactListFault.NAME_TWICE, {"other": old.name}, kept=True)
        try:
            new = replace(old, about=(*old.about, *person.about))
        except InputError:
            self._wrong(line, ContactListFault.ABOUT_MANY, {"most": len(old.about)}, kept=True)
            return
        if new != old and place not in self.added:
            self.joined.add(place)
        self.people[place] = new

    def _tie(self, line: _Line, place: int, name: str) -> None:
        """Tie a contact to the one of this name, or say why not."""
        other = self.places.get(folded(name))
        if other is None:
            self._wrong(line, ContactListFault.KNOWS_UNKNOWN, {"name": name[:NAME_MOST]}, kept=True)
        elif other == place:
            self._wrong(line, ContactListFault.KNOWS_ITSELF, {"name": name[:NAME_MOST]}, kept=True)
        else:
            pair = (min(place, other), max(place, other))
            if pair not in self.ties and place not in self.added:
                self.joined.add(place)
            self.ties.add(pair)

    def reading(self) -> ContactListReading:
        """Tie everybody to whom they know, and give the whole."""
        for line, place, names in self.knows:
            for name in names:
                self._tie(line, place, name)
        return ContactListReading(
            contacts=ContactMap(tuple(self.people), tuple(self.ties)),
            added=tuple(self.added),
            problems=tuple(sorted(self.problems, key=lambda problem: problem.line)),
            joined=len(self.joined),
            left_out=self.left_out,
            lines=self.lines,
            ungrouped=self.ungrouped,
            unsaid=self.unsaid,
        )


def rows(
    contacts: ContactMap,
    group_words: Mapping[ContactGroup, str],
    often_words: Mapping[Often, str],
    need_words: Mapping[Need, str],
) -> Iterable[tuple[str, str, str, str, str]]:
    """Write the map as rows of a table in the learner's words; each tie stands in both of its rows.

    `read` gives the same map again if the words are among those of `contacts_vocabulary`.
    """
    for place, person in enumerate(contacts.people):
        about = [need_words[Need(item)] if item in set(Need) else item for item in person.about]
        knows = [contacts.people[k].name for k in contacts.knows(place)]
        yield _kept(person.name), group_words[person.group], often_words[person.often], together(about), together(knows)
