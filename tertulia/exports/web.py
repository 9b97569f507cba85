"""Tables written for a web page and named .xls: HTML, Excel's web archive, and the XML workbook of Excel 2003."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from html import unescape
from xml.parsers import expat

from tertulia.exports.cells import MOST_CELLS, MOST_COLUMNS, Cell, FileRefusal, Grid, Note, refused
from tertulia.exports.encodings import ARCHIVE, beginning, decoded
from tertulia.exports.spreadsheet import without_entities

_EMPTY_LINES = 20
"""Empty rows that an XML workbook may skip at once and that are still counted."""

Rows = list[list[Cell]]


def web_grids(content: bytes, name: str = "") -> tuple[Grid, ...]:
    """Its tables. InputError on "file" with web_table if it has none."""
    head = beginning(content)
    if head.startswith(ARCHIVE):
        found = _of_archive(content, name)
    elif "urn:schemas-microsoft-com:office:spreadsheet" in head:
        found = _of_workbook(content)
    else:
        found = _of_page(content, name)
    grids = [grid for grid in found if len(grid.rows) > 1 and max(map(len, grid.rows)) > 1]
    if not grids:
        raise refused(FileRefusal.WEB_TABLE)
    first = grids[0]
    return (replace(first, notes=(Note(code="web_page", count=1), *first.notes)), *grids[1:])


# ---- HTML ----------------------------------------------------------------------------------------------------------


def _of_page(content: bytes, name: str) -> list[Grid]:
    text, _encoding, notes = decoded(content)
    page = _Tables(text)
    return [Grid(name=name, rows=rows, notes=notes) for rows in page.tables if rows]


def _of_archive(content: bytes, name: str) -> list[Grid]:
    from email import message_from_bytes

    grids: list[Grid] = []
    for part in message_from_bytes(content).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            sheet = str(part.get("Content-Location", "")).replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
            grids += _of_page(page if isinstance(page, bytes) else b"", sheet or name)
    return grids


_PART = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9:]*)(?P<given>[^<>]*)>|<[!?][^<>]*>|(?P<text>[^<]+)|<")
_GIVEN = re.compile(r"(?<![\w:-])(colspan|rowspan|x:num)\s*=\s*[\"']?([^\s\"'>]+)", re.IGNORECASE)
_LONGEST_TAG = 2_000
"""Signs of a tag that are looked at."""


class _Tables:
    """The tables of a page, each as rows of cells; one inside a cell of another counts by itself.

    Python's own reader of HTML takes minutes for a page of open marks that somebody made for that; one pass over the
    text takes none, and tables need no more.
    """

    def __init__(self, page: str) -> None:
        self.tables: list[Rows] = []
        self._open: list[_WebTable] = []
        self._cells = 0
        text, place = _without_comments(page), 0
        while match := _PART.match(text, place):
            place = match.end()
            if match["text"]:
                if self._open:
                    self._open[-1].add(re.sub(r"[ \t\r\n]+", " ", unescape(match["text"])))
            elif match["tag"]:
                tag = match["tag"].lower()
                if tag in ("script", "style", "title") and not match["end"]:
                    end = re.compile(f"</{tag}", re.IGNORECASE).search(text, place)
                    if not end:
                        break
                    place = end.start()
                elif match["end"]:
                    self._ended(tag)
                else:
                    self._begun(tag, match["given"][:_LONGEST_TAG])
        for table in self._open:
            table.end()

    def _begun(self, tag: str, given: str) -> None:
        if tag == "table":
            table = _WebTable()
            self.tables.append(table.rows)
            self._open.append(table)
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].row()
        elif tag in ("td", "th"):
            told = {name.lower(): value for name, value in _GIVEN.findall(given)}
            self._cells += self._open[-1].cell(_span(told.get("colspan")), _span(told.get("rowspan")))
            self._open[-1].number = told.get("x:num")
            if self._cells > MOST_CELLS:
                raise refused(FileRefusal.TOO_MANY_CELLS, most=MOST_CELLS)
        elif tag in ("br", "p", "div"):
            self._open[-1].add("\n")

    def _ended(self, tag: str) -> None:
        if self._open and tag in ("td", "th", "tr"):
            self._open[-1].end()
        elif self._open and tag == "table":
            self._open.pop().end()


def _without_comments(page: str) -> str:
    parts, place = [], 0
    while (begin := page.find("<!--", place)) >= 0:
        parts.append(page[place:begin])
        end = page.find("-->", begin)
        if end < 0:
            return "".join(parts)
        place = end + 3
    return "".join([*parts, page[place:]])


def _span(given: str | None) -> int:
    return min(max(int(given), 1), MOST_COLUMNS) if given and given.isdecimal() and len(given) < 6 else 1


class _WebTable:
    """A table being read. Cells that reach over several rows keep their place in those below."""

    def __init__(self) -> None:
        self.rows: Rows = []
        self.number: str | None = None
        self._text: list[str] | None = None
        self._taken: dict[int, int] = {}
        self._column = self._columns = 0

    def row(self) -> None:
        self.end()
        self._taken = {column: times - 1 for column, times in self._taken.items() if times > 1}
        self.rows.append([])
        self._column = 0

    def cell(self, columns: int, rows: int) -> int:
        """Begin a cell; how many it takes."""
        self.end()
        if not self.rows:
            self.rows.append([])
        while self._column in self._taken:
            self._put(None)
        self._text, self._columns = [], columns
        for column in range(self._column, self._column + columns):
            if rows > 1:
                self._taken[column] = rows
        return columns

    def add(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self) -> None:
        """End the cell, if one is open."""
        if self._text is None:
            return
        lines = "".join(self._text).replace("\u00a0", " ").split("\n")
        shown = "\n".join(filter(None, (line.strip() for line in lines)))
        self._put(_exact(self.number, shown))
        for _more in range(self._columns - 1):
            self._put(None)
        self._text, self.number = None, None

    def _put(self, cell: Cell) -> None:
        row = self.rows[-1]
        if len(row) >= MOST_COLUMNS:
            raise refused(FileRefusal.TOO_MANY_COLUMNS, columns=len(row) + 1, most=MOST_COLUMNS)
        row.append(cell)
        self._column += 1


_SHOWN_NUMBER = re.compile(r"-?[\d.,\s]*\d[\d.,\s]*")


def _exact(number: str | None, shown: str) -> Cell:
    """What a cell holds: Excel writes the number beside what it shows of it."""
    if number and _SHOWN_NUMBER.fullmatch(shown):
        try:
            return float(number)
        except ValueError:
            return shown
    return shown


# ---- the XML workbook of Excel 2003 --------------------------------------------------------------------------------


def _of_workbook(content: bytes) -> list[Grid]:
    without_entities(content)
    book = _Workbook()
    try:
        book.parser.Parse(content, True)
    except expat.ExpatError:
        raise refused(FileRefusal.DAMAGED) from None
    return book.grids


class _Workbook:
    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self._kind, self._text = "", ""
        self._cells = 0

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        told = {key.rpartition(" ")[2]: value for key, value in given.items()}
        rows = self.grids[-1].rows if self.grids else []
        if name == "Worksheet":
            self.grids.append(Grid(name=told.get("Name", ""), rows=[]))
        elif name == "Row" and self.grids:
            empty = min(_index(told) - len(rows) - 1, _EMPTY_LINES)
            rows += [[] for _more in range(empty)]
            rows.append([])
        elif name == "Cell" and rows:
            place = _index(told)
            if max(place, len(rows[-1])) > MOST_COLUMNS:
                raise refused(FileRefusal.TOO_MANY_COLUMNS, columns=place, most=MOST_COLUMNS)
            rows[-1] += [None] * (place - len(rows[-1]) - 1)
            rows[-1].append(None)
            self._cells += len(rows[-1])
            if self._cells > MOST_CELLS:
                raise refused(FileRefusal.TOO_MANY_CELLS, most=MOST_CELLS)
        elif name == "Data":
            self._kind, self._text = told.get("Type", "String"), ""

    def _characters(self, text: str) -> None:
        if self._kind:
            self._text += text

    def _end(self, tag: str) -> None:
        if tag.rpartition(" ")[2] == "Data" and self._kind:
            row = self.grids[-1].rows[-1] if self.grids and self.grids[-1].rows else []
            if row:
                row[-1] = _typed(self._kind, self._text)
            self._kind = ""


def _index(told: dict[str, str]) -> int:
    given = told.get("Index", "")
    return int(given) if given.isdecimal() and len(given) < 8 else 0


def _typed(kind: str, text: str) -> Cell:
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        return text
    return text
