"""What happens to an export between the network and the reader: the accidents of spreadsheets, each a pure function.

`written` makes a right export of invented posts in the words of one network. `typed_in` is a spreadsheet that opens
it and takes its texts for numbers and dates in its own way; the accidents of `TABLE` happen while it is open; `saved`
and `FILES` are the ways in which it comes out again. An accident's second argument only chooses among its variants.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import openpyxl

Cell = str | int | float | datetime | None
Row = tuple[Cell, ...]

COUNTS = ("views", "reach", "reactions", "comments", "shares", "saves")


@dataclass(frozen=True, kw_only=True)
class InventedPost:
    """A post as its owner knows it. counts: one for each of `COUNTS`, None where the network says nothing."""

    when: datetime
    text: str
    counts: tuple[int | None, ...]

    def count(self, name: str) -> int | None:
        return self.counts[COUNTS.index(name)]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """An export as a network writes it. header: its names. row: a post and its number to cells. figures: by field, its
    header. when: the header of its dates. hours: they have a time of day. linked: each post has its own link.
    separator, encoding: of its text file. above: a line over the header.
    """

    name: str
    header: Row
    row: Callable[[InventedPost, int], Row]
    figures: Mapping[str, str]
    when: str
    hours: bool = True
    linked: bool = True
    separator: str = ","
    encoding: str = "utf-8-sig"
    above: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table in a program. header: the place of its header among the rows."""

    kind: Kind
    rows: tuple[Row, ...]
    header: int = 0

    @property
    def body(self) -> tuple[Row, ...]:
        return self.rows[self.header + 1 :]

    def with_body(self, body: Sequence[Row]) -> Sheet:
        return replace(self, rows=(*self.rows[: self.header + 1], *body))

    @property
    def figure_places(self) -> tuple[int, ...]:
        return tuple(place for place, name in enumerate(self.rows[self.header]) if name in self.kind.figures.values())


@dataclass(frozen=True, kw_only=True)
class Office:
    """A spreadsheet of one country: how it reads and shows numbers and dates, and how it saves a text file.

    shown: the form of a date, "serial" for the number of its day; %b is a Spanish month.
    """

    name: str
    decimal: str
    separator: str
    day_first: bool
    shown: str
    encoding: str


OFFICES = (
    Office(name="Excel es", decimal=",", separator=";", day_first=True, shown="%d/%m/%Y", encoding="cp1252"),
    Office(name="Excel es utf-8", decimal=",", separator=";", day_first=True, shown="%d/%m/%Y", encoding="utf-8-sig"),
    Office(name="Excel UK", decimal=".", separator=",", day_first=True, shown="%d/%m/%Y", encoding="cp1252"),
    Office(name="Excel US", decimal=".", separator=",", day_first=False, shown="%m/%d/%Y", encoding="utf-8-sig"),
    Office(name="Excel es, dd-mmm-aa", decimal=",", separator=";", day_first=True, shown="%d-%b-%y", encoding="cp1252"),
    Office(
        name="Excel es, days as numbers", decimal=",", separator=";", day_first=True, shown="serial", encoding="cp1252"
    ),
    Office(name="Sheets es", decimal=",", separator=",", day_first=True, shown="%d/%m/%Y", encoding="utf-8"),
)

# ---- right exports -------------------------------------------------------------------------------------------------


def _blank(count: int | None) -> str:
    return "" if count is None else str(count)


def _instagram(kind: str, total: str) -> Callable[[InventedPost, int], Row]:
    def row(post: InventedPost, number: int) -> Row:
        views, reach, likes, comments, shares, saves = map(_blank, post.counts)
        return (
            str(18041234567890123 + 7919 * number),
            "17841400000000000",
            "horno.inventado",
            "Horno inventado",
            post.text,
            "0",
            post.when.strftime("%m/%d/%Y %H:%M"),
            f"https://www.instagram.com/p/Cx{number}InV/",
            kind,
            "",
            total,
            views,
            reach,
            likes,
            shares,
            "2",
            comments,
            saves,
        )

    return row


def _facebook(kind: str, total: str) -> Callable[[InventedPost, int], Row]:
    def row(post: InventedPost, number: int) -> Row:
        views, reach, likes, comments, shares, _saves = map(_blank, post.counts)
        whole = sum(post.count(name) or 0 for name in ("reactions", "comments", "shares"))
        return (
            str(122158000000000041 + 31 * number),
            "100064000000777",
            "Horno inventado",
            "",
            post.text,
            "0",
            post.when.strftime("%m/%d/%Y %H:%M"),
            f"https://www.facebook.com/horno/posts/pfbid{number:02}abcXYZ",
            kind,
            total,
            views,
            reach,
            str(whole),
            likes,
            comments,
            shares,
            "12",
        )

    return row


def _x(post: InventedPost, number: int) -> Row:
    views, _reach, likes, comments, shares, saves = map(_blank, post.counts)
    return (
        str(2060000000000000001 + 104729 * number),
        post.when.strftime("%a, %b %-d, %Y"),
        post.text,
        f"https://x.com/horno/status/{2060000000000000001 + 104729 * number}",
        views,
        likes,
        "99",
        saves,
        "0",
        "0",
        comments,
        shares,
        "1",
    )


def _linkedin(post: InventedPost, number: int) -> Row:
    views, _reach, likes, comments, shares, _saves = map(_blank, post.counts)
    return (
        post.text,
        f"https://www.linkedin.com/feed/update/urn:li:activity:72{number:017}",
        "Orgánico",
        post.when.strftime("%m/%d/%Y"),
        views,
        "4",
        likes,
        comments,
        shares,
    )


def _own(form: str, grouped: str = "") -> Callable[[InventedPost, int], Row]:
    """A row of a table somebody keeps by hand. grouped: the sign between its thousands."""

    def shown(count: int | None) -> str:
        return "" if count is None else f"{count:,}".replace(",", grouped)

    def row(post: InventedPost, _number: int) -> Row:
        _views, *others = map(shown, post.counts)
        return (post.when.strftime(form), post.text, "Instagram", *others)

    return row


_META_ES = {"views": "Visualizaciones", "reach": "Alcance", "comments": "Comentarios"}
_META_EN = {"views": "Views", "reach": "Reach", "comments": "Comments", "shares": "Shares"}
_HAND_ES = dict(zip(COUNTS[1:], ("Alcance", "Me gusta", "Comentarios", "Compartidos", "Guardados"), strict=True))
_HAND_EN = dict(zip(COUNTS[1:], ("Reach", "Likes", "Comments", "Shares", "Saves"), strict=True))

KINDS = (
    Kind(
        name="instagram es",
        header=(
            "identificador de la publicación",
            "Identificador de la cuenta",
            "Nombre de usuario de la cuenta",
            "Nombre de la cuenta",
            "Descripción",
            "Duración (segundos)",
            "Hora de publicación",
            "Enlace permanente",
            "Tipo de publicación",
            "Comentario sobre los datos",
            "Fecha",
            "Visualizaciones",
            "Alcance",
            "Me gusta",
            "Veces que se ha compartido",
            "Seguidores",
            "Comentarios",
            "Veces guardado",
        ),
        row=_instagram("Reel de Instagram", "Total"),
        when="Hora de publicación",
        figures={
            **_META_ES,
            "reactions": "Me gusta",
            "shares": "Veces que se ha compartido",
            "saves": "Veces guardado",
        },
    ),
    Kind(
        name="instagram en",
        header=(
            "Post ID",
            "Account ID",
            "Account username",
            "Account name",
            "Description",
            "Duration (sec)",
            "Publish time",
            "Permalink",
            "Post type",
            "Data comment",
            "Date",
            "Views",
            "Reach",
            "Likes",
            "Shares",
            "Follows",
            "Comments",
            "Saves",
        ),
        row=_instagram("IG reel", "Lifetime"),
        when="Publish time",
        figures={**_META_EN, "reactions": "Likes", "saves": "Saves"},
    ),
    Kind(
        name="facebook es",
        header=(
            "Identificador de la publicación",
            "Identificador de la página",
            "Nombre de la página",
            "Título",
            "Descripción",
            "Duración (segundos)",
            "Hora de publicación",
            "Enlace permanente",
            "Tipo de publicación",
            "Fecha",
            "Visualizaciones",
            "Alcance",
            "Reacciones, comentarios y veces que se ha compartido",
            "Reacciones",
            "Comentarios",
            "Veces que se ha compartido",
            "Total de clics",
        ),
        row=_facebook("Fotos", "Total"),
        when="Hora de publicación",
        figures={**_META_ES, "reactions": "Reacciones", "shares": "Veces que se ha compartido"},
    ),
    Kind(
        name="facebook en",
        header=(
            "Post ID",
            "Page ID",
            "Page name",
            "Title",
            "Description",
            "Duration (sec)",
            "Publish time",
            "Permalink",
            "Post type",
            "Date",
            "Views",
            "Reach",
            "Reactions, Comments and Shares",
            "Reactions",
            "Comments",
            "Shares",
            "Total clicks",
        ),
        row=_facebook("Photos", "Lifetime"),
        when="Publish time",
        figures={**_META_EN, "reactions": "Reactions"},
    ),
    Kind(
        name="x",
        header=(
            "Post id",
            "Date",
            "Post text",
            "Post Link",
            "Impressions",
            "Likes",
            "Engagements",
            "Bookmarks",
            "Shares",
            "New follows",
            "Replies",
            "Reposts",
            "Profile visits",
        ),
        row=_x,
        when="Date",
        figures={
            "views": "Impressions",
            "reactions": "Likes",
            "saves": "Bookmarks",
            "comments": "Replies",
            "shares": "Reposts",
        },
        hours=False,
        encoding="utf-8",
    ),
    Kind(
        name="linkedin es",
        header=(
            "Título de la publicación",
            "Enlace de la publicación",
            "Tipo de publicación",
            "Fecha de creación",
            "Impresiones",
            "Clics",
            "Recomendaciones",
            "Comentarios",
            "Veces compartido",
        ),
        row=_linkedin,
        when="Fecha de creación",
        figures={
            "views": "Impresiones",
            "reactions": "Recomendaciones",
            "comments": "Comentarios",
            "shares": "Veces compartido",
        },
        hours=False,
        above=("Publicaciones creadas en el periodo seleccionado",),
    ),
    Kind(
        name="own es",
        header=("Fecha", "Publicación", "Red", *_HAND_ES.values()),
        row=_own("%d/%m/%Y"),
        when="Fecha",
        figures=_HAND_ES,
        hours=False,
        linked=False,
        separator=";",
    ),
    Kind(
        name="own en, thousands with commas",
        header=("Date", "Text", "Network", *_HAND_EN.values()),
        row=_own("%Y-%m-%d %H:%M", ","),
        when="Date",
        figures=_HAND_EN,
        linked=False,
    ),
)


def written(kind: Kind, posts: Sequence[InventedPost], first: int = 0) -> Sheet:
    """The export of these posts, all of it text. first: the number of the first post, which its link is made of."""
    width = len(kind.header)
    above = tuple((line, *("",) * (width - 1)) for line in kind.above)
    rows = tuple(kind.row(post, number) for number, post in enumerate(posts, first))
    return Sheet(kind=kind, rows=(*above, kind.header, *rows), header=len(above))


def moments(kind: Kind, posts: Sequence[InventedPost], *, hours: bool) -> Counter[str]:
    """When they were made, as far as that export tells; hours: to the minute."""
    form = "%Y-%m-%d" if not hours else "%Y-%m-%dT%H:%M" if kind.hours else "%Y-%m-%dT00:00"
    return Counter(post.when.strftime(form) for post in posts)


def totals(kind: Kind, posts: Sequence[InventedPost]) -> dict[str, int]:
    """The sums of the figures which that export shows."""
    return {name: sum(post.count(name) or 0 for post in posts) for name in kind.figures}


# ---- a spreadsheet opens it ----------------------------------------------------------------------------------------

_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d{2}))?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?")


def typed_in(sheet: Sheet, office: Office) -> Sheet:
    """What a spreadsheet makes of the texts: numbers with 15 digits at most, dates in its own order, the rest text."""
    return replace(sheet, rows=tuple(tuple(_typed(cell, office) for cell in row) for row in sheet.rows))


def _typed(cell: Cell, office: Office) -> Cell:
    if not isinstance(cell, str):
        return cell
    bare, group = cell.strip(), "." if office.decimal == "," else ","
    if not bare:
        return None
    if re.fullmatch(rf"-?(?:\d{{1,3}}(?:\{group}\d{{3}})+|\d+)(?:\{office.decimal}\d+)?", bare):
        number = float(bare.replace(group, "").replace(office.decimal, "."))
        return float(f"{number:.15g}") if number > 1e15 or not number.is_integer() else int(number)
    if _ISO.fullmatch(bare):
        return datetime.fromisoformat(bare)
    match = _DATE.fullmatch(bare)
    if match:
        one, two, year, hour, minute = (int(part or 0) for part in match.groups())
        day, month = (one, two) if office.day_first else (two, one)
        if month <= 12:
            return datetime(year, month, day, hour, minute)
    return cell


# ---- accidents while it is open ------------------------------------------------------------------------------------


def sorted_by_a_column(sheet: Sheet, at: int) -> Sheet:
    place = at % len(sheet.rows[sheet.header])

    def key(row: Row) -> tuple[int, float, str]:
        cell = row[place] if place < len(row) else None
        if cell in (None, ""):
            return 2, 0, ""
        if isinstance(cell, datetime):
            return 0, (cell - _FIRST_DAY) / timedelta(days=1), ""
        return (1, 0, cell.casefold()) if isinstance(cell, str) else (0, float(cell), "")

    full = sorted((row for row in sheet.body if key(row)[0] < 2), key=key, reverse=at % 2 == 1)
    return sheet.with_body([*full, *(row for row in sheet.body if key(row)[0] == 2)])


def empty_rows(sheet: Sheet, at: int) -> Sheet:
    """After the header, in the middle, or after each row."""
    blank: Row = ("",) * len(sheet.rows[sheet.header])
    body = sheet.body
    if at % 3 == 0:
        return sheet.with_body([blank, *body])
    if at % 3 == 1:
        return sheet.with_body([*body[: at % (len(body) + 1)], blank, *body[at % (len(body) + 1) :]])
    return sheet.with_body([each for row in body for each in (row, blank)])


def empty_column(sheet: Sheet, at: int) -> Sheet:
    place = at % (len(sheet.rows[sheet.header]) + 1)
    return replace(sheet, rows=tuple((*row[:place], "", *row[place:]) for row in sheet.rows))


TITLES = (
    "Informe de marzo",
    "Resumen de redes 2026 - Horno inventado",
    "Datos a 31/03/2026",
    "Report, all posts",
    "Publicaciones: total del año",
)


def title_line(sheet: Sheet, at: int) -> Sheet:
    """A line above the header, with an empty one below it or not."""
    width = len(sheet.rows[sheet.header])
    title: Row = (TITLES[at % len(TITLES)], *("",) * (width - 1))
    above = (title, ("",) * width) if at % 2 else (title,)
    return replace(sheet, rows=(*above, *sheet.rows), header=sheet.header + len(above))


def header_repeated(sheet: Sheet, at: int) -> Sheet:
    body = sheet.body
    place = at % (len(body) + 1)
    return sheet.with_body([*body[:place], sheet.rows[sheet.header], *body[place:]])


SUM_WORDS = (
    "Total",
    "TOTAL MARZO",
    "Totales:",
    "Suma",
    "Resultados totales",
    "Grand total",
    "Sum",
    "Total general",
    "Subtotal",
    "Total del periodo",
    "TOTALES 2026",
)
MEAN_WORDS = ("Promedio", "Media", "Average", "Media por publicación", "Mean", "MEDIA", "Averages:", "Media mensual")


def _summed(sheet: Sheet, at: int, *, mean: bool) -> Row | None:
    numbers = {place: _figures(sheet, place) for place in sheet.figure_places}
    if not any(numbers.values()):
        return None
    words = MEAN_WORDS if mean else SUM_WORDS
    cells: list[Cell] = [""] * len(sheet.rows[sheet.header])
    text = any(isinstance(row[place], str) for place in sheet.figure_places for row in sheet.body if place < len(row))
    for place, column in numbers.items():
        if column:
            value = round(sum(column) / len(column), 1) if mean else sum(column)
            cells[place] = str(value) if text else value
    free = [place for place in range(min(3, len(cells))) if place not in numbers]
    if free:
        cells[free[at % len(free)]] = words[at % len(words)]
    return tuple(cells)


def _figures(sheet: Sheet, place: int) -> list[float]:
    cells = [row[place] for row in sheet.body if place < len(row)]
    found = [cell for cell in cells if isinstance(cell, int | float)]
    return [*found, *(float(cell) for cell in cells if isinstance(cell, str) and cell.isdigit())]


def totals_at_the_end(sheet: Sheet, at: int) -> Sheet:
    row = _summed(sheet, at, mean=False)
    return sheet.with_body([*sheet.body, row]) if row else sheet


def totals_on_top(sheet: Sheet, at: int) -> Sheet:
    row = _summed(sheet, at, mean=False)
    return sheet.with_body([row, *sheet.body]) if row else sheet


def totals_and_means(sheet: Sheet, at: int) -> Sheet:
    """Both at the end, below an empty row or not."""
    rows = [row for row in (_summed(sheet, at, mean=False), _summed(sheet, at, mean=True)) if row]
    blank: list[Row] = [("",) * len(sheet.rows[sheet.header])] if at % 2 else []
    return sheet.with_body([*sheet.body, *blank, *rows]) if rows else sheet


def totals_without_a_word(sheet: Sheet, at: int) -> Sheet:
    """A row of sums which only its numbers show; below three posts nothing could."""
    row = _summed(sheet, at, mean=False)
    if row is None or any(len(_figures(sheet, place)) < 3 for place in sheet.figure_places):
        return sheet
    kept = sheet.figure_places
    return sheet.with_body([*sheet.body, tuple(cell if place in kept else "" for place, cell in enumerate(row))])


def date_and_hour_apart(sheet: Sheet, at: int) -> Sheet:
    """The column of moments split at the blank: the hours stand in a column of their own, with a header or none."""
    header = sheet.rows[sheet.header]
    if sheet.kind.when not in header or not sheet.kind.hours:
        return sheet
    place = header.index(sheet.kind.when)
    rows = []
    for number, row in enumerate(sheet.rows):
        cell: Cell = row[place] if place < len(row) else None
        hour = ""
        if number == sheet.header:
            hour = ("Hora", "Time", "")[at % 3]
        elif isinstance(cell, datetime):
            cell, hour = cell.replace(hour=0, minute=0), f"{cell:%H:%M}"
        elif isinstance(cell, str) and cell[:1].isdigit():
            cell, _blank_sign, hour = cell.partition(" ")
        rows.append((*row[:place], cell, hour, *row[place + 1 :]))
    return replace(sheet, rows=tuple(rows))


def remark_below(sheet: Sheet, at: int) -> Sheet:
    remark = ("Fuente: Meta Business Suite", "* datos provisionales", "Source: exported on 31/03/2026")[at % 3]
    blank: list[Row] = [("",) * len(sheet.rows[sheet.header])] if at % 2 else []
    return sheet.with_body([*sheet.body, *blank, (remark, *("",) * (len(sheet.rows[sheet.header]) - 1))])


SUMS = (totals_at_the_end, totals_on_top, totals_and_means, totals_without_a_word)
"""Of these only one happens: sums of sums are another accident."""

TABLE: tuple[Callable[[Sheet, int], Sheet], ...] = (
    *SUMS,
    sorted_by_a_column,
    empty_rows,
    empty_column,
    title_line,
    header_repeated,
    date_and_hour_apart,
    remark_below,
)

# ---- it is saved ---------------------------------------------------------------------------------------------------


def shown(cell: Cell, office: Office) -> str:
    """A cell as the spreadsheet shows it, which is what it writes into a text file."""
    if cell is None:
        return ""
    if isinstance(cell, datetime) and office.shown == "serial":
        return shown((cell - _FIRST_DAY) / timedelta(days=1), office)
    if isinstance(cell, datetime):
        day = cell.strftime(office.shown.replace("%b", _MONTHS[cell.month - 1]))
        return day if cell.hour == cell.minute == 0 else f"{day} {cell.hour}:{cell.minute:02}"
    if isinstance(cell, str):
        return cell
    if abs(cell) >= 1e11:
        digits, power = f"{cell:.5E}".split("E")
        return f"{digits.rstrip('0').rstrip('.')}E{power}".replace(".", office.decimal)
    return f"{cell:.10g}".replace(".", office.decimal)


_FIRST_DAY = datetime(1899, 12, 30)
_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")


def text_of(sheet: Sheet, office: Office | None, separator: str = "") -> str:
    """The table as a text file; without a spreadsheet as the network wrote it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator or (office.separator if office else sheet.kind.separator))
    for row in sheet.rows:
        writer.writerow([shown(cell, office or OFFICES[3]) for cell in row])
    return out.getvalue()


def workbook(*sheets: Sequence[Row]) -> bytes:
    """An .xlsx file with these tables, each on a sheet; dates are dates in it."""
    book = openpyxl.Workbook(write_only=True)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append([cell if cell != "" else None for cell in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def joined_in_one_column(text: str) -> tuple[Row, ...]:
    """A file with commas opened by a spreadsheet that parts at semicolons: nearly everything stands in column A."""
    return tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def joined_text(text: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(joined_in_one_column(text))
    return out.getvalue()


def twice_encoded(text: str) -> bytes:
    """UTF-8 taken for Windows' own alphabet and saved again: "PublicaciÃ³n"."""
    return text.encode("utf-8").decode("cp1252", "replace").encode("utf-8-sig")


ENCODINGS: Mapping[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode("utf-8"),
    "utf-8-sig": lambda text: text.encode("utf-8-sig"),
    "cp1252": lambda text: text.encode("cp1252", "replace"),
    "utf-16": lambda text: text.encode("utf-16"),
    "mac_roman": lambda text: text.encode("mac_roman", "replace"),
    "twice": twice_encoded,
}


def zipped(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return made.getvalue()


def by_month(posts: Sequence[InventedPost], *, overlap: bool) -> list[tuple[int, list[InventedPost]]]:
    """The posts of each month with the number of the first; overlap: each part begins with the last of the part before.

    The posts must be in the order of their dates.
    """
    parts: list[tuple[int, list[InventedPost]]] = []
    for number, post in enumerate(posts):
        if parts and f"{parts[-1][1][-1].when:%Y-%m}" == f"{post.when:%Y-%m}":
            parts[-1][1].append(post)
        elif parts and overlap:
            parts.append((number - 1, [posts[number - 1], post]))
        else:
            parts.append((number, [post]))
    return parts


FIRST, LAST = datetime(2025, 11, 24, 7), datetime(2026, 10, 31, 22)
MINUTES = int((LAST - FIRST) / timedelta(minutes=1))
