"""Rows that stand in one column: a table of commas opened by a spreadsheet that expects semicolons, and saved again.

The spreadsheet keeps each line as a text in its first column, or parts it at the few signs it does expect. Saved as
CSV, lines with quotation marks come back as one quoted cell and the others as they were, so that often only some rows
are such. Put together again, the lines are what was downloaded, and are split once more.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from tertulia.exports.cells import SEPARATORS, Cell

_HEAD = 400
"""Rows from which it is judged how a table is split."""

_SHARE = 0.8
"""So many of the lines must come to the same number of cells."""

_LINES_BEFORE = 15

_OUTER = (";", ",", "\t")
"""What a spreadsheet parts cells at, by country; the last one when it saves a text."""


def split_again(rows: list[list[Cell]], text: str = "") -> tuple[list[list[Cell]], int]:
    """The rows, those that stood in one column split, and how many these were; the same rows if none did.

    text: of the file they come from, where it is a text.
    """
    alone = [place for place, row in enumerate(rows) if not (len(row) > 1 and row[1]) and _is_alone(row)]
    if not alone:
        return rows, 0
    whole = _whole_again(rows, text)
    if whole:
        return whole, sum(map(bool, map(_width, whole)))
    return _some_again(rows, alone)


def _filled(cell: Cell) -> bool:
    return cell is not None and cell != ""


def _width(row: Sequence[Cell]) -> int:
    """Cells up to the last filled one."""
    return next((place for place in range(len(row), 0, -1) if _filled(row[place - 1])), 0)


def _is_alone(row: Sequence[Cell]) -> bool:
    """Only one cell is filled, with a text that could be several cells."""
    filled = [cell for cell in row if _filled(cell)]
    return len(filled) == 1 and isinstance(filled[0], str) and any(sign in filled[0] for sign in SEPARATORS)


def _usual(rows: Sequence[Sequence[Cell]], *, sheet: bool = False) -> tuple[int, float]:
    """The commonest number of cells, more than one, and the share of the rows that have it.

    sheet: its rows are as long as the longest, whatever stands in them.
    """
    if sheet:
        rows = [row[: _width(row)] if sum(map(_filled, row)) > 1 else list(filter(_filled, row)) for row in rows]
    widths = Counter(len(row) for row in rows if any(map(_filled, row)))
    several = {width: times for width, times in widths.items() if width > 1}
    if not several:
        return 0, 0.0
    width = max(several, key=lambda each: (several[each], each))
    return width, several[width] / widths.total()


# ---- the whole table -----------------------------------------------------------------------------------------------


def _whole_again(rows: list[list[Cell]], text: str) -> list[list[Cell]] | None:
    """All rows as they were before a spreadsheet opened them, if that reads better."""
    _width_now, best = _usual(rows[:_HEAD], sheet=True)
    found: list[list[Cell]] | None = None
    for outer in _OUTER if text else _OUTER[:2]:
        lines = _lines_of_text(text, outer) if text else _lines(rows, outer)
        head = "\n".join(lines[:_HEAD])
        for inner in SEPARATORS:
            if inner == outer or inner not in head:
                continue
            read = _parsed(head, inner, whole=len(lines) <= _HEAD)
            width, share = _usual(read)
            if share >= _SHARE and share > best and _has_header(read, width):
                again = _parsed("\n".join(lines), inner)
                if again:
                    kinds = _kinds(again, width)
                    best, found = share, [_first_together(row, width, kinds, inner) for row in again]
    return found


def _has_header(rows: Sequence[Sequence[Cell]], width: int) -> bool:
    """The first row of that width is one of short words above values: no list of texts with commas begins so."""
    for row in rows[:_LINES_BEFORE]:
        if len(row) == width:
            words = all(cell and not cell[0].isdigit() and len(cell) < 80 for cell in map(str, row))
            below = [other for other in rows if other != row]  # a header may come again, on each page
            return words and not {"number", "moment"}.isdisjoint(_kinds([row, *below], width))
    return False


def _lines(rows: list[list[Cell]], outer: str) -> list[str]:
    """What each row of a sheet was before the sheet parted it at `outer`."""
    lines = []
    begin = min((place for row in rows for place, cell in enumerate(row) if _filled(cell)), default=0)
    for row in rows:
        cells = [_written(cell) for cell in row[begin : _width(row)]]
        for place in range(1, len(cells)):
            # ",05" became the number 5, as ",5" does: which of them it was is lost
            if outer == "," and re.fullmatch("[1-9]", cells[place]) and cells[place - 1][-1:].isdigit():
                cells[place] = f"?{cells[place]}"
        lines.append(outer.join(cells))
    return lines


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _lines_of_text(text: str, outer: str) -> list[str]:
    """The lines of a text file, without the quotation marks that the spreadsheet put around some of them."""
    try:
        parted = csv.reader(io.StringIO(text, newline=""), delimiter=outer, strict=True)
        return [outer.join(row[: _width(row)]) for row in parted]
    except csv.Error:
        return []


def _parsed(text: str, separator: str, *, whole: bool = True) -> list[list[Cell]]:
    """The text as cells; nothing if its quotation marks do not match, unless it is only the beginning of one."""
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            rows.append(list(row))
    except csv.Error:
        return [] if whole else rows
    return rows


_NUMBER = re.compile(r"[-+]?[\d.,\s]*\d[\d.,\s]*[%€$]?")
_MOMENT = re.compile(r"[\d./:\sTZ-]*\d[\d./:\sTZ+-]*")


def _kind(cell: Cell) -> str:
    if not isinstance(cell, str):
        return "" if cell is None else "value"
    if not cell:
        return ""
    return "number" if _NUMBER.fullmatch(cell) else "moment" if _MOMENT.fullmatch(cell) else "text"


def _kinds(rows: Sequence[Sequence[Cell]], width: int) -> list[str]:
    """What stands in each column, as far as all rows of that width agree."""
    body = [row for row in rows[:_HEAD] if len(row) == width or _width(row) == width][1:]
    kinds = []
    for column in zip(*(row[:width] for row in body), strict=True):
        found = set(map(_kind, column)) - {""}
        kinds.append(found.pop() if len(found) == 1 else "")
    return kinds


def _fits(row: Sequence[Cell], kinds: Sequence[str]) -> bool:
    """Each cell is of its column's kind."""
    return all(not kind or kind == "text" or _kind(cell) in ("", kind) for cell, kind in zip(row, kinds, strict=False))


def _is_body(rows: Sequence[Sequence[Cell]], kinds: Sequence[str]) -> bool:
    """The first row is no header: values stand where the columns have them."""
    return bool(rows) and _fits(rows[0], kinds)


def _first_together(row: list[Cell], width: int, kinds: Sequence[str], separator: str) -> list[Cell]:
    """A row with too many cells: a quoted text at its very beginning loses its quotation marks on the way."""
    more = len(row) - width
    if more <= 0:
        return row
    again: list[Cell] = [separator.join(map(str, row[: more + 1])), *row[more + 1 :]]
    return again if _fits(again, kinds) and not _fits(row[:width], kinds) else row


# ---- some rows of a table ------------------------------------------------------------------------------------------


def _some_again(rows: list[list[Cell]], alone: list[int]) -> tuple[list[list[Cell]], int]:
    """The rows with those split that then have as many cells as the others, each of its column's kind."""
    width, share = _usual(rows[:_HEAD], sheet=True)
    kinds = _kinds([row for row in rows[:_HEAD] if not _is_alone(row)], width)
    if width < 3 or share < 0.5 or not {"number", "moment", "value"} & set(kinds):
        return rows, 0
    loose = ["" if kind == "value" else kind for kind in kinds]
    again, count = list(rows), 0
    first = next((place for place, row in enumerate(rows) if any(map(_filled, row))), -1)
    for place in alone:
        for separator in SEPARATORS:
            read = _parsed(next(str(cell) for cell in rows[place] if _filled(cell)), separator)
            row = _first_together(read[0], width, kinds, separator) if len(read) == 1 else []
            values = [each for each, kind in enumerate(kinds) if kind == "value"]
            if len(row) != width:
                continue
            header = place == first and {"text"} == set(map(_kind, row)) and _is_body(rows[place + 1 :], kinds)
            if header or _fits(row, loose) and all(_kind(row[each]) in _VALUES for each in values):
                again[place], count = row, count + 1
                break
    return again, count


_VALUES = ("", "number", "moment")
