"""How a column writes its dates, and the dates: ISO, 02/11/2026 either way, "12 nov 2024", "6 de agosto".

Day or month first is decided for a column from all its cells. Where no day is above 12 the order that the network is
known to use counts; without one, day first is assumed and marked as ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tertulia.exports.cells import Cell
from tertulia.exports.numbers import EMPTY, UnreadCell

EPOCH = date(1970, 1, 1).toordinal()
DAY = 24 * 60
"""Minutes in a day."""


class Order(StrEnum):
    """Which of the two small numbers comes first."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class Dates:
    """A column of moments, to the minute; NaT where there is none.

    order: None where no date is written with two small numbers. ambiguous: the order was assumed. hours: some cell
    has a time of day. years_added: dates without a year, which got the last one that is not after `near`.
    """

    values: NDArray[np.datetime64]
    order: Order | None
    ambiguous: bool
    hours: bool
    years_added: int
    unread: tuple[UnreadCell, ...]

    @property
    def readable(self) -> float:
        """Share of the cells that held something which could be read; 1.0 for an empty column."""
        had = int((~np.isnat(self.values)).sum())
        return had / (had + len(self.unread)) if had or self.unread else 1.0


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ene enero",
            "feb february febrero",
            "mar march marzo",
            "apr april abr abril",
            "may mayo",
            "jun june junio",
            "jul july julio",
            "aug august ago agosto",
            "sep sept september set septiembre setiembre",
            "oct october octubre",
            "nov november noviembre",
            "dec december dic diciembre",
        ),
        1,
    )
    for name in names.split()
}

_CLOCK = (
    r"(?:[T\s,]+(?:a las\s+|at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?)?(?:\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?"
)
_WEEKDAY = r"(?:[^\W\d]{2,10}\.?,?\s+)?"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(form + _CLOCK, re.IGNORECASE))
    for kind, form in (
        ("ymd", r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
        ("ymd", r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})"),
        ("two", r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4}|\d{2})"),
        (
            "words",
            _WEEKDAY + r"(?P<d>\d{1,2})(?:\s+de\s+|[\s-]+)(?P<m>[^\W\d]{3,10})\.?"
            r"(?:(?:,?\s+(?:de\s+|del\s+)?|-)(?P<y>\d{4}))?",
        ),
        ("words", _WEEKDAY + r"(?P<m>[^\W\d]{3,10})\.?\s+(?P<d>\d{1,2})(?:,?\s+(?P<y>\d{4}))?"),
    )
)


@dataclass(frozen=True, kw_only=True)
class _DateParts:
    """What a cell says. a, b: the two small numbers, or day and month; year 0: none; minutes: of the day, or -1."""

    kind: str
    a: int
    b: int
    year: int
    minutes: int


def read_dates(cells: Sequence[Cell], near: date, *, usual: Order | None = None, order: Order | None = None) -> Dates:
    """The dates of a column. near: the day of the export. usual: the network's order. order: what the learner said."""
    parts: dict[str, _DateParts | str | None] = {}
    for cell in cells:
        if isinstance(cell, str) and cell not in parts:
            parts[cell] = _taken_apart(cell)
    first = sum(isinstance(part, _DateParts) and part.kind == "two" and part.a > 12 for part in parts.values())
    second = sum(isinstance(part, _DateParts) and part.kind == "two" and part.b > 12 for part in parts.values())
    open_cells = any(isinstance(part, _DateParts) and part.kind == "two" for part in parts.values())
    decided, ambiguous = order, False
    if decided is None and open_cells:
        if first or second:
            decided = Order.DAY if first >= second else Order.MONTH
        else:
            decided, ambiguous = usual or Order.DAY, usual is None
    minutes: dict[str, int | str] = {}
    years_added = 0
    hours = False
    for text, part in parts.items():
        if isinstance(part, _DateParts):
            known = _minutes(part, decided, near)
            minutes[text] = known
            hours |= part.minutes >= 0
        elif part is not None:
            minutes[text] = part
    values = np.full(len(cells), np.datetime64("NaT"), dtype="datetime64[m]")
    whole = values.view(np.int64)
    unread: list[UnreadCell] = []
    for place, cell in enumerate(cells):
        if cell is None:
            continue
        if isinstance(cell, str):
            moment = minutes.get(cell)
            if isinstance(moment, int):
                whole[place] = moment
                part = parts[cell]
                years_added += isinstance(part, _DateParts) and part.year == 0
            elif moment is not None:
                unread.append(UnreadCell(place, moment, cell))
        elif isinstance(cell, datetime):
            whole[place] = (cell.date().toordinal() - EPOCH) * DAY + cell.hour * 60 + cell.minute
            hours |= bool(cell.hour or cell.minute)
        else:
            part = _taken_apart(str(cell)) if float(cell).is_integer() else None
            moment = _minutes(part, decided, near) if isinstance(part, _DateParts) else "not_a_date"
            if isinstance(moment, int):
                whole[place] = moment
            else:
                unread.append(UnreadCell(place, moment, str(cell)))
    return Dates(
        values=values, order=decided, ambiguous=ambiguous, hours=hours, years_added=years_added, unread=tuple(unread)
    )


def _taken_apart(text: str) -> _DateParts | str | None:
    bare = " ".join(text.replace("\u200e", "").split())
    if bare.casefold() in EMPTY:
        return None
    for kind, form in _FORMS:
        match = form.fullmatch(bare)
        if match:
            return _MAKERS[kind](match)
    return "not_a_date"


def _of_ymd(match: re.Match[str]) -> _DateParts | str:
    return _DateParts(kind="ymd", a=int(match["d"]), b=int(match["m"]), year=int(match["y"]), minutes=_clock(match))


def _of_two(match: re.Match[str]) -> _DateParts | str:
    year = int(match["y"])
    return _DateParts(
        kind="two", a=int(match["a"]), b=int(match["b"]), year=year if year > 99 else 2000 + year, minutes=_clock(match)
    )


def _of_words(match: re.Match[str]) -> _DateParts | str:
    month = _MONTHS.get(match["m"].casefold())
    if month is None:
        return "not_a_date"
    return _DateParts(kind="words", a=int(match["d"]), b=month, year=int(match["y"] or 0), minutes=_clock(match))


_MAKERS: dict[str, Callable[[re.Match[str]], _DateParts | str]] = {"ymd": _of_ymd, "two": _of_two, "words": _of_words}


def _clock(match: re.Match[str]) -> int:
    """Minutes of the day, -1 for none, -2 for a time that no clock shows."""
    if match["hour"] is None:
        return -1
    hour, minute = int(match["hour"]), int(match["minute"])
    half = (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return -2
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else -2


def _minutes(part: _DateParts, order: Order | None, near: date) -> int | str:
    """Minutes since 1970, or a code."""
    day, month = part.a, part.b
    if part.kind == "two":
        day, month = (part.a, part.b) if order is Order.DAY else (part.b, part.a)
        if month > 12 >= day:
            return "other_order"
    if part.minutes == -2:
        return "no_such_day"
    try:
        if part.year:
            moment = date(part.year, month, day)
        else:
            moment = _last(month, day, near)
    except ValueError:
        return "no_such_day"
    return (moment.toordinal() - EPOCH) * DAY + max(part.minutes, 0)


def _last(month: int, day: int, near: date) -> date:
    """The last such day that is not after `near`, with two days' grace for another time zone."""
    for year in range(near.year + 1, near.year - 5, -1):
        try:
            last = date(year, month, day)
        except ValueError:  # 29 February
            continue
        if last <= near + timedelta(days=2):
            return last
    raise ValueError("no such day")
