"""How a column writes its numbers, and the numbers: "1.234,5" or "1,234.5", percent, "1,2 mil", "1.2K".

The decision is made for a column, from all its cells, and never for a file: one export mixes both. Where no cell
tells the two apart ("1.234"), a count has no decimals; for anything else the answer is marked as ambiguous.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tertulia.exports.cells import Cell

EMPTY = frozenset(
    {
        "",
        "-",
        "--",
        "\u2013",
        "\u2014",
        "undefined",
        "nan",
        "n/a",
        "n.a.",
        "null",
        "none",
        "n/d",
        "s/d",
        "#n/a",
        "n. d.",
    }
)
"""What networks write where they have no number. It is never read as zero."""


class Style(StrEnum):
    """Which sign parts the decimals."""

    POINT = "point"
    COMMA = "comma"


@dataclass(frozen=True)
class UnreadCell:
    """A cell that could not be read: its place in the column, why, and what stood there.

    code: not_a_number, below ("< 1%"), other_style (it writes decimals as no other cell of the column does),
    not_a_date, other_order, no_such_day, no_such_year.
    """

    place: int
    code: str
    shown: str


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """A column of numbers. values: NaN where there is none. style: None where no cell has a point or a comma.

    ambiguous: no cell could tell a decimal from a thousands sign, and the style was assumed. Percentages are shares;
    percent: there are some.
    """

    values: NDArray[np.float64]
    style: Style | None
    ambiguous: bool
    unread: tuple[UnreadCell, ...]
    percent: bool = False

    @property
    def readable(self) -> float:
        """Share of the cells that held something which could be read; 1.0 for an empty column."""
        had = int(np.isfinite(self.values).sum())
        return had / (had + len(self.unread)) if had or self.unread else 1.0


_SIMPLE = (
    (None, re.compile(r"(?:[0-9]*\n)*")),
    (Style.POINT, re.compile(r"(?:(?:-?[0-9]+(?:\.[0-9]{1,2})?)?\n)*")),
    (Style.COMMA, re.compile(r"(?:(?:-?[0-9]+(?:,[0-9]{1,2})?)?\n)*")),
)
"""Columns that need no thought, most columns of most files: read at once, because some have fifty thousand cells."""

_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u2007\u2009\u202f'\u2019](?=\d{3}(?!\d))")
_NUMBER = re.compile(
    r"(?P<sign>[-+\u2212]?)\s*(?:[€$£]|EUR|USD)?\s*(?P<body>\d[\d.,]*|[.,]\d+)\s*"
    r"(?P<scale>K|k|M|B|mil|mill\.?|millones|thousand|m)?\s*(?:[€$£]|EUR|USD)?\s*(?P<percent>%)?"
)
_SCALES = {"k": 1e3, "mil": 1e3, "thousand": 1e3, "mill": 1e6, "millones": 1e6, "b": 1e9}


@dataclass(frozen=True, kw_only=True)
class _Parts:
    sign: int
    body: str
    factor: float
    style: Style | None
    """What this cell alone proves."""
    open: bool
    """It has one sign before three digits: "1.234"."""
    percent: bool = False


def read_numbers(cells: Sequence[Cell], *, count: bool = True, style: Style | None = None) -> Numbers:
    """The numbers of a column. count: whole by nature, like views. style: what the learner said, if asked."""
    at_once = _simple(cells, style)
    if at_once is not None:
        return at_once
    values = np.full(len(cells), np.nan)
    parts: dict[str, _Parts | str | None] = {}
    for cell in cells:
        if isinstance(cell, str) and cell not in parts:
            parts[cell] = _taken_apart(cell)
    votes = {Style.POINT: 0, Style.COMMA: 0}
    open_cells: list[_Parts] = []
    for part in parts.values():
        if isinstance(part, _Parts):
            if part.style:
                votes[part.style] += 1
            elif part.open:
                open_cells.append(part)
    decided, ambiguous = style, False
    if decided is None and any(votes.values()):
        decided = max(votes, key=lambda each: votes[each])
    if decided is None and open_cells:
        points = sum("." in part.body for part in open_cells)
        group, other = (Style.COMMA, Style.POINT) if 2 * points >= len(open_cells) else (Style.POINT, Style.COMMA)
        decided, ambiguous = (group if count else other), not count
    known: dict[str, float | str] = {}
    for text, part in parts.items():
        if isinstance(part, _Parts):
            known[text] = _value(part, decided)
        elif part is not None:
            known[text] = part
    unread: list[UnreadCell] = []
    for place, cell in enumerate(cells):
        if cell is None:
            continue
        if isinstance(cell, str):
            number = known.get(cell, math.nan)
            if isinstance(number, str):
                unread.append(UnreadCell(place, number, cell))
            else:
                values[place] = number
        elif isinstance(cell, datetime):
            unread.append(UnreadCell(place, "not_a_number", cell.isoformat()))
        elif math.isfinite(cell):
            values[place] = cell
        else:
            unread.append(UnreadCell(place, "not_a_number", str(cell)))
    return Numbers(
        values=values,
        style=decided,
        ambiguous=ambiguous,
        unread=tuple(unread),
        percent=any(isinstance(part, _Parts) and part.percent for part in parts.values()),
    )


def _simple(cells: Sequence[Cell], style: Style | None) -> Numbers | None:
    if set(map(type, cells)) != {str}:
        return None
    column = "\n".join(cells) + "\n"  # type: ignore[arg-type]
    for written, form in _SIMPLE:
        if (style is None or written in (None, style)) and form.fullmatch(column):
            if written is Style.COMMA:
                column = column.replace(",", ".")
            known = {cell: float(cell or "nan") for cell in set(column.split("\n")[:-1])}
            return Numbers(
                values=np.array([known[cell] for cell in column.split("\n")[:-1]]),
                style=written and (written if "." in column else None),
                ambiguous=False,
                unread=(),
            )
    return None


def _taken_apart(text: str) -> _Parts | str | None:
    """The parts of a number, None for an empty cell, a code for anything else."""
    bare = text.strip().strip("\u200e\u200f\ufeff").strip()
    if bare.casefold() in EMPTY:
        return None
    if bare.startswith(("<", ">")) or bare.casefold().startswith(("menos de", "less than")):
        return "below"
    match = _NUMBER.fullmatch(_SPACES.sub("", bare))
    if not match:
        return "not_a_number"
    scale = (match["scale"] or "").rstrip(".")
    factor = 1e6 if scale == "M" else 1e3 if scale == "m" else _SCALES.get(scale.casefold(), 1.0)
    if scale == "m":
        return "not_a_number"
    body, style, unsure = match["body"], None, False
    points, commas = body.count("."), body.count(",")
    if points and commas:
        style = Style.POINT if body.rindex(".") > body.rindex(",") else Style.COMMA
    elif points + commas > 1:
        style = Style.COMMA if points else Style.POINT
    elif points + commas == 1:
        head, _sign, tail = body.partition("." if points else ",")
        if len(tail) != 3 or len(head) > 3 or head in ("", "0") or head.startswith("0") or scale:
            style = Style.POINT if points else Style.COMMA
        else:
            unsure = True
    if style and not _well_formed(body, style):
        return "not_a_number"
    return _Parts(
        sign=-1 if match["sign"] in ("-", "\u2212") else 1,
        body=body,
        factor=factor * (0.01 if match["percent"] else 1),
        style=style,
        open=unsure,
        percent=bool(match["percent"]),
    )


_FORMS = {
    Style.POINT: re.compile(r"(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?"),
    Style.COMMA: re.compile(r"(\d+|\d{1,3}(\.\d{3})+)?(,\d*)?"),
}


def _well_formed(body: str, style: Style) -> bool:
    return bool(_FORMS[style].fullmatch(body))


def _value(part: _Parts, style: Style | None) -> float | str:
    used = style or Style.POINT
    if not _well_formed(part.body, used):
        return "other_style"
    group, decimal = (",", ".") if used is Style.POINT else (".", ",")
    value = part.sign * float(part.body.replace(group, "").replace(decimal, ".")) * part.factor
    return round(value, 6) if part.factor > 1 else value  # 1.2K is 1200, not a hair beside it
