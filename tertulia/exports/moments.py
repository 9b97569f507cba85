"""What one cell says of a moment: ISO, 02/11/2026 either way, "12 nov 2024", "6 de agosto", a spreadsheet's number.

A cell by itself cannot tell which of two small numbers is the day; `dates` decides that for a column.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tertulia.exports.cells import Cell
from tertulia.exports.numbers import EMPTY

EPOCH = date(1970, 1, 1).toordinal()
DAY = 24 * 60
"""Minutes in a day."""

YEARS = (2000, 2099)
"""A day of other years is a mishap: nobody published before, and what is counted by months runs out of years."""

SERIAL = (36526, 58000)
"""The days from 2000 to 2058 as spreadsheets count them, from 30 December 1899."""

_SERIAL_EPOCH = date(1899, 12, 30)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ene enero gen gener xan xaneiro janeiro",
            "feb february febrero febr febrer febreiro fev fevereiro",
            "mar march marzo març março",
            "apr april abr abril",
            "may mayo maig mai maio",
            "jun june junio juny xuñ xuño junho",
            "jul july julio juliol xul xullo julho",
            "aug august ago agosto ag agost",
            "sep sept september set septiembre setiembre setembre setembro",
            "oct october octubre out outubro",
            "nov november noviembre novembre novembro",
            "dec december dic diciembre des desembre decembro dez dezembro",
        ),
        1,
    )
    for name in names.split()
}
"""English, and the languages spreadsheets and networks speak in Spain and next to it."""

_CLOCK = (
    r"(?:[T\s,]+(?:a las\s+|at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?(?:\s*h(?:rs?)?\.?)?)?"
    r"(?:\s*(?P<zone>Z|(?:UTC|GMT)?\s*[+-]\d{2}:?\d{2}|(?:UTC|GMT)(?:\s*[+-]\d{1,2})?))?"
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
            _WEEKDAY + r"(?P<d>\d{1,2})(?:\s+de\s+|[\s/.-]+)(?P<m>[^\W\d]{2,10})\.?"
            r"(?:(?:,?\s+(?:de\s+|del\s+)?|[-/.])(?P<y>\d{4}|\d{2}))?",
        ),
        ("words", _WEEKDAY + r"(?P<m>[^\W\d]{3,10})\.?\s+(?P<d>\d{1,2})(?:,?\s+(?P<y>\d{4}))?"),
    )
)
_USUAL = re.compile(r"(?:(\d\d?)/(\d\d?)/(\d{4})|(\d{4})-(\d\d)-(\d\d))(?:[ T](\d\d?):(\d\d)(?::\d\d)?)?")
"""What most files write, told at once: some have fifty thousand."""

_SERIAL_TEXT = re.compile(r"(\d{5})(?:[.,](\d+))?")
_ZONE = re.compile(
    r"\b(?:UTC|GMT)\b\s*(?P<sign>[+\u2212-])?(?P<hours>\d{1,2})?(?::?(?P<minutes>\d{2}))?", re.IGNORECASE
)


class DateParts(NamedTuple):
    """What a cell says.

    kind: "two" for two small numbers, where a and b may be either way; else a is the day and b the month: "real" (the
    spreadsheet knew it to be a date), "serial" (the same, without its format), "ymd", "words". year 0: none. minutes:
    of the day, -1 for none, -2 for a time no clock shows. offset: minutes from UTC, where the cell says so. padded: a
    small number below 10 is written with a zero (True) or without (False); None where there is none. short: the year
    has two digits.
    """

    kind: str
    a: int
    b: int
    year: int
    minutes: int
    offset: int | None = None
    padded: bool | None = None
    short: bool = False

    @property
    def exchanged(self) -> DateParts:
        """The same with day and month the other way round."""
        return self._replace(a=self.b, b=self.a)


def taken_apart(cell: Cell) -> DateParts | str | None:
    """What a cell says, None if it is empty, a code if it is no date."""
    if cell is None:
        return None
    if isinstance(cell, datetime):
        clock = cell.hour * 60 + cell.minute
        return DateParts(kind="real", a=cell.day, b=cell.month, year=cell.year, minutes=clock if clock else -1)
    if not isinstance(cell, str):
        return _of_number(cell)
    usual = _USUAL.fullmatch(cell)
    if usual:
        a, b, year, iso_year, iso_month, iso_day, hour, minute = usual.groups()
        clock = -1 if hour is None else _clock_of(int(hour), int(minute))
        if iso_year:
            return DateParts("ymd", int(iso_day), int(iso_month), int(iso_year), clock)
        return DateParts("two", int(a), int(b), _year(year), clock, None, _padded(a, b))
    bare = " ".join(cell.replace("\u200e", "").split())
    if bare.casefold() in EMPTY:
        return None
    serial = _SERIAL_TEXT.fullmatch(bare)
    if serial:
        return _of_number(float(f"{serial[1]}.{serial[2] or 0}"))
    for kind, form in _FORMS:
        match = form.fullmatch(bare)
        if match:
            return _MAKERS[kind](match)
    return "not_a_date"


def zone_offset(text: str) -> int | None:
    """Minutes from UTC that a header names ("Date (GMT)", "Hora (UTC+1)"), None if it names none."""
    match = _ZONE.search(text)
    if not match:
        return None
    away = int(match["hours"] or 0) * 60 + int(match["minutes"] or 0)
    return away if match["sign"] == "+" else -away


def named_span(name: str) -> tuple[date, date] | None:
    """The days that a file's name says it is about: "Jan-01-2026_Jan-31-2026_…", "… 2026-05-03_2026-08-01"."""
    found: list[date] = []
    for match in _NAMED_DAY.finditer(name):
        month = _MONTHS.get((match["name"] or "").casefold()) or int(match["m"] or match["m2"] or 0)
        try:
            found.append(
                date(
                    int(match["y"] or match["y2"] or match["y3"]), month, int(match["d"] or match["d2"] or match["d3"])
                )
            )
        except ValueError:
            return None
    return (found[0], found[1]) if len(found) == 2 and found[0] <= found[1] else None


_NAMED_DAY = re.compile(
    r"(?<![^\W_])(?:(?P<name>[A-Za-z]{3})-(?P<d>\d{2})-(?P<y>\d{4})|(?P<y2>20\d{2})-(?P<m>\d{2})-(?P<d2>\d{2})"
    r"|(?P<y3>20\d{2})(?P<m2>\d{2})(?P<d3>\d{2}))(?![^\W_])"
)


def clock_minutes(cell: Cell) -> int | str | None:
    """Minutes of the day of a cell that holds an hour: 18:45, 6:45 PM, 18, or a share of a day as spreadsheets keep it.

    None if it is empty, a code if it is no hour.
    """
    if cell is None or isinstance(cell, str) and cell.strip().casefold() in EMPTY:
        return None
    if isinstance(cell, datetime):
        return cell.hour * 60 + cell.minute if cell.year < 1901 else "not_an_hour"
    if isinstance(cell, str):
        match = _CLOCK_CELL.fullmatch(" ".join(cell.split()))
        if match:
            known = _clock(match)
            return known if known >= 0 else "no_such_day"
        bare = cell.strip().rstrip("hH. ").replace(",", ".")
        if not _PLAIN_NUMBER.fullmatch(bare):
            return "not_an_hour"
        cell = float(bare)
    if 0 < cell < 1:
        return round(cell * DAY) % DAY
    return int(cell) * 60 if float(cell).is_integer() and 0 <= cell < 24 else "not_an_hour"


_CLOCK_CELL = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?\s?m\.?)?(?:\s*h(?:rs?)?\.?)?"
    r"(?:\s*(?:Z|(?:UTC|GMT)?\s*[+-]\d{2}:?\d{2}|UTC|GMT))?",
    re.IGNORECASE,
)
_PLAIN_NUMBER = re.compile(r"\d{1,2}(?:\.\d+)?")


def minutes_of(parts: DateParts, day_first: bool, near: date) -> int | str:
    """Minutes since 1970 on the clock the cell shows, or a code."""
    day, month = parts.a, parts.b
    if parts.kind == "two" and not day_first:
        day, month = month, day
    if parts.kind == "two" and month > 12 >= day:
        return "other_order"
    if parts.minutes == -2:
        return "no_such_day"
    try:
        moment = date(parts.year, month, day) if parts.year else _last(month, day, near)
    except ValueError:
        return "no_such_day"
    if not YEARS[0] <= moment.year <= YEARS[1]:
        return "no_such_year"
    return (moment.toordinal() - EPOCH) * DAY + max(parts.minutes, 0)


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


def _of_number(number: float) -> DateParts | str:
    if SERIAL[0] <= number < SERIAL[1]:
        minutes = round(number * DAY)
        day, clock = _SERIAL_EPOCH + timedelta(days=minutes // DAY), minutes % DAY
        return DateParts(kind="serial", a=day.day, b=day.month, year=day.year, minutes=clock if clock else -1)
    if float(number).is_integer():
        match = _FORMS[1][1].fullmatch(str(int(number)))
        if match:
            return _of_ymd(match)
    return "not_a_date"


def _of_ymd(match: re.Match[str]) -> DateParts:
    return DateParts(
        kind="ymd",
        a=int(match["d"]),
        b=int(match["m"]),
        year=int(match["y"]),
        minutes=_clock(match),
        offset=_offset(match["zone"]),
    )


def _of_two(match: re.Match[str]) -> DateParts:
    return DateParts(
        kind="two",
        a=int(match["a"]),
        b=int(match["b"]),
        year=_year(match["y"]),
        minutes=_clock(match),
        offset=_offset(match["zone"]),
        padded=_padded(match["a"], match["b"]),
        short=len(match["y"]) == 2,
    )


def _of_words(match: re.Match[str]) -> DateParts | str:
    month = _MONTHS.get(match["m"].casefold())
    if month is None:
        return "not_a_date"
    return DateParts(
        kind="words",
        a=int(match["d"]),
        b=month,
        year=_year(match["y"]),
        minutes=_clock(match),
        offset=_offset(match["zone"]),
    )


_MAKERS: dict[str, Callable[[re.Match[str]], DateParts | str]] = {"ymd": _of_ymd, "two": _of_two, "words": _of_words}


def _padded(one: str, other: str) -> bool | None:
    if len(one) == 1 or len(other) == 1:
        return False
    return True if one[0] == "0" or other[0] == "0" else None


def _year(text: str | None) -> int:
    year = int(text or 0)
    return 2000 + year if text and year < 100 else year


def _offset(text: str | None) -> int | None:
    if not text:
        return None
    digits = re.sub(r"\D", "", text)
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "")
    away = int(hours or 0) * 60 + int(minutes or 0)
    return -away if "-" in text else away


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
    return _clock_of(hour, minute)


def _clock_of(hour: int, minute: int) -> int:
    return hour * 60 + minute if hour < 24 and minute < 60 else -2
