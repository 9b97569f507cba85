"""How a column writes its dates, and the dates.

Day or month first is decided for a column from all its cells. Where no day is above 12 the order that the network is
known to use counts; without one, day first is assumed and the learner is asked.

A spreadsheet that reads day first turns the month-first texts of a network: 01/09 (9 January) becomes a real date, 1
September, while 02/27 stays a text, because there is no month 27. So real dates whose days are all 12 at most beside
texts that no day-first reader could take for dates are exchanged back. Where the texts are missing, only something
outside the column can tell: days that have not come yet, or the days that the file's name says it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from math import comb, sqrt
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from tertulia.exports.cells import Cell
from tertulia.exports.moments import DAY, EPOCH, DateParts, minutes_of, taken_apart
from tertulia.exports.numbers import UnreadCell

LATE_DAYS = 0.6
"""Share of the days of a month that are above 12."""

UNLIKELY = 0.01
"""What happens less often than this by chance did not happen by chance. Our judgement (grade D)."""

MANY, DEVIATIONS = 200, 2.33
"""From so many dates on the normal law is as good as the binomial; so many standard deviations it leaves to chance."""

GRACE = timedelta(days=2)
"""Another time zone, and a device whose clock is a little wrong."""

FEW_IN_ORDER = 5
"""So many different days one after the other are no accident."""

MOST_EXAMPLES = 3


class Order(StrEnum):
    """Which of the two small numbers comes first."""

    DAY = "day"
    MONTH = "month"

    @property
    def other(self) -> Order:
        """The other one."""
        return Order.MONTH if self is Order.DAY else Order.DAY


class DateDoubt(StrEnum):
    """What a column of dates leaves open."""

    ORDER = "order"
    """Which of two small numbers is the day."""
    TURNED = "turned"
    """Whether a spreadsheet exchanged day and month."""


class DateExample(NamedTuple):
    """A cell and its two readings: as it stands or day first, and exchanged or month first."""

    cell: str
    readings: tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a column of dates from outside it.

    near: the day of the export. usual: the order the network writes. order, turned: what the learner said. span: the
    days the file is about, where its name says so. resaved: the file went through a spreadsheet. padded: the network
    writes small numbers with a zero in front. zone: name of the zone in which the learner's clock runs, empty if
    unknown. offset: minutes from UTC that the header names.
    """

    near: date
    usual: Order | None = None
    order: Order | None = None
    turned: bool | None = None
    span: tuple[date, date] | None = None
    resaved: bool = False
    padded: bool = False
    zone: str = ""
    offset: int | None = None


@dataclass(frozen=True, kw_only=True)
class Dates:
    """A column of moments, to the minute; NaT where there is none.

    order: None where no date is written with two small numbers. hours: some cell has a time of day. years_added: dates
    without a year, which got the last one that is not after `near`. turned: dates whose day and month were exchanged.
    serial: dates that stood as a spreadsheet's number. moved: hours that were turned into the learner's zone. in_utc:
    hours that stayed in UTC, because the learner's zone is unknown. doubt: what is open or was decided by a rule;
    ambiguous: it is open. examples: for the doubt.
    """

    values: NDArray[np.datetime64]
    order: Order | None
    ambiguous: bool
    hours: bool
    years_added: int
    unread: tuple[UnreadCell, ...]
    turned: int = 0
    serial: int = 0
    moved: int = 0
    in_utc: int = 0
    doubt: DateDoubt | None = None
    examples: tuple[DateExample, ...] = field(default=(), repr=False)

    @property
    def readable(self) -> float:
        """Share of the cells that held something which could be read; 1.0 for an empty column."""
        had = int((~np.isnat(self.values)).sum())
        return had / (had + len(self.unread)) if had or self.unread else 1.0


def read_dates(cells: Sequence[Cell], near: date, *, usual: Order | None = None, order: Order | None = None) -> Dates:
    """The dates of a column of which little is known. near, usual, order: as `Known` has them."""
    return dates_of(cells, Known(near=near, usual=usual, order=order))


def dates_of(cells: Sequence[Cell], known: Known) -> Dates:
    """The dates of a column."""
    parts: dict[Cell, DateParts | str | None] = {}
    for cell in cells:
        if cell not in parts:
            parts[cell] = taken_apart(cell)
    in_rows = [part for part in map(parts.__getitem__, cells) if isinstance(part, DateParts)]
    column = _DateColumn(in_rows, known)
    moments: dict[Cell, int | str] = {}
    moved: set[Cell] = set()
    in_utc: set[Cell] = set()
    clock = _Clock(known)
    for cell, part in parts.items():
        if isinstance(part, DateParts):
            minutes = column.minutes(part)
            if isinstance(minutes, int) and part.minutes >= 0:
                minutes, how = clock.told(minutes, part.offset)
                if how:
                    (moved if how == "moved" else in_utc).add(cell)
            moments[cell] = minutes
        elif part is not None:
            moments[cell] = part
    values = np.full(len(cells), np.datetime64("NaT"), dtype="datetime64[m]")
    whole = values.view(np.int64)
    unread: list[UnreadCell] = []
    for place, cell in enumerate(cells):
        moment = moments.get(cell)
        if isinstance(moment, int):
            whole[place] = moment
        elif moment is not None:
            unread.append(UnreadCell(place, moment, str(cell)))
    return Dates(
        values=values,
        order=column.order,
        ambiguous=column.open,
        hours=any(part.minutes >= 0 for part in in_rows),
        years_added=sum(part.year == 0 for part in in_rows),
        unread=tuple(unread),
        turned=sum(column.exchanges(part) and part.a != part.b for part in in_rows) if column.turns else 0,
        serial=sum(part.kind == "serial" for part in in_rows),
        moved=sum(cell in moved for cell in cells) if moved else 0,
        in_utc=sum(cell in in_utc for cell in cells) if in_utc else 0,
        doubt=column.doubt,
        examples=tuple(column.examples(parts)) if column.doubt else (),
    )


def dates_together(parts: Sequence[tuple[Sequence[int], Dates]], count: int) -> Dates:
    """The dates of a column that was read in parts, each with the places of its cells."""
    if len(parts) == 1:
        return parts[0][1]
    values = np.full(count, np.datetime64("NaT"), dtype="datetime64[m]")
    unread: list[UnreadCell] = []
    for places, dates in parts:
        values[list(places)] = dates.values
        unread += [replace(one, place=places[one.place]) for one in dates.unread]
    every = [dates for _places, dates in parts]
    doubtful = [dates for dates in every if dates.ambiguous] or [dates for dates in every if dates.doubt]
    ordered = [dates for dates in (*doubtful, *every) if dates.order]
    return Dates(
        values=values,
        order=ordered[0].order if ordered else None,
        ambiguous=any(dates.ambiguous for dates in every),
        hours=any(dates.hours for dates in every),
        years_added=sum(dates.years_added for dates in every),
        unread=tuple(sorted(unread, key=lambda one: one.place)),
        turned=sum(dates.turned for dates in every),
        serial=sum(dates.serial for dates in every),
        moved=sum(dates.moved for dates in every),
        in_utc=sum(dates.in_utc for dates in every),
        doubt=doubtful[0].doubt if doubtful else None,
        examples=doubtful[0].examples if doubtful else (),
    )


def moved_to(
    values: NDArray[np.datetime64], where: NDArray[np.bool_], offset: int, zone: str
) -> tuple[NDArray[np.datetime64], str]:
    """Moments that are `offset` minutes from UTC on the learner's clock, and the code of what was done to them."""
    clock, moved, code = _Clock(Known(near=date.min, zone=zone)), values.copy(), ""
    whole = moved.view(np.int64)
    for place in np.flatnonzero(where):
        whole[place], code = clock.told(int(whole[place]), offset)
    return moved, {"moved": "hours_moved", "utc": "hours_in_utc"}.get(code, "")


class _Clock:
    """Turns moments that say how far they are from UTC into the learner's own time."""

    def __init__(self, known: Known) -> None:
        self.offset, self.zone = known.offset, known.zone
        self._place: ZoneInfo | None = None

    def told(self, minutes: int, offset: int | None) -> tuple[int, str]:
        """The minutes on the learner's clock and what was done: moved, utc, or nothing."""
        away = offset if offset is not None else self.offset
        if away is None:
            return minutes, ""
        if not self.zone:
            # Hours of another offset are somebody's own; only UTC is nobody's in Spain.
            return minutes, "utc" if away == 0 else ""
        # made when it is needed: a page fetches the zones only then
        self._place = self._place or ZoneInfo(self.zone)
        moment = datetime.fromtimestamp((minutes - away) * 60, UTC).astimezone(self._place)
        return (moment.date().toordinal() - EPOCH) * DAY + moment.hour * 60 + moment.minute, "moved"


class _DateColumn:
    """What all cells of a column say together.

    order: of its dates in two small numbers. back: dates that are no such text are exchanged. back_too: so are texts
    that either order could read. doubt, open: as in `Dates`.
    """

    def __init__(self, parts: Sequence[DateParts], known: Known) -> None:
        self.known, self.parts = known, parts
        two = [part for part in parts if part.kind == "two"]
        self.day_first = [part for part in two if part.a > 12 >= part.b]
        self.month_first = [part for part in two if part.b > 12 >= part.a]
        self.silent = [part for part in two if part.a <= 12 and part.b <= 12]
        self.fixed = [part for part in parts if part.kind != "two" and part.year]
        self.order: Order | None = None
        self.back = self.back_too = self.open = False
        self.doubt: DateDoubt | None = None
        if two:
            self._decide_order()
        self._decide_turned()

    # order ------------------------------------------------------------------------------------------------------

    def _decide_order(self) -> None:
        known, first, second = self.known, len(self.day_first), len(self.month_first)
        proven = first + second
        if known.order is not None:
            self.order, self.doubt = known.order, DateDoubt.ORDER
            return
        if not proven:
            self._decide_silent()
            return
        shown = Order.DAY if first > second else Order.MONTH if second > first else known.usual or Order.DAY
        self.order = shown
        if min(first, second) > 0.2 * proven:
            self._ask(DateDoubt.ORDER)
        elif self.silent and shown is not known.usual and self._stray(max(first, second)):
            # One date of another kind among many: it must not turn the others.
            self.order = known.usual or shown
            self._ask(DateDoubt.ORDER)

    def _stray(self, shown: int) -> bool:
        """Whether those that show an order are too few to be of it: of a network's own order, or a single one."""
        few = not _plausible(shown, len(self.day_first) + len(self.month_first) + len(self.silent))
        return few and (self.known.usual is not None or shown == 1)

    def _decide_silent(self) -> None:
        usual = self.known.usual
        self.order = usual or Order.DAY
        as_usual, otherwise = self._days(self.silent, self.order), self._days(self.silent, self.order.other)
        if not any(part.a != part.b for part in self.silent):
            return
        fits, other_fits = self._possible(as_usual), self._possible(otherwise)
        if fits and not other_fits:
            return
        if other_fits and not fits:
            self.order = self.order.other
            if usual:
                self.doubt = DateDoubt.ORDER
            return
        if usual and fits and not self._resaved() or usual and _in_order(as_usual) and not _in_order(otherwise):
            return
        self._ask(DateDoubt.ORDER)

    def _resaved(self) -> bool:
        return self.known.resaved or self.known.padded and any(part.padded is False for part in self.silent)

    # turned -----------------------------------------------------------------------------------------------------

    def _decide_turned(self) -> None:
        if self._two_writers():
            self._decide_rewritten()
            return
        movable = [part for part in self.fixed if part.a <= 12]
        if not movable or len(movable) < len(self.fixed) or all(part.a == part.b for part in movable):
            self._decide_partly()
            return
        proven = self.day_first if self.order is Order.DAY else self.month_first
        left = len(self.day_first) + len(self.month_first)
        usual = self.known.usual
        if left and len(proven) == left and not self.silent:
            # What is left as text no reader of the other order could take for a date: it took the rest.
            sure = usual is self.order and _plausible(left, left + len(movable))
        elif usual and not left:
            # The network writes small numbers, and none is left: somebody's spreadsheet read them all.
            sure = False
        elif usual and left and self.silent and self.order is usual:
            self._settle(sure=False, likely=False)
            return
        else:
            if not usual and not left and all(part.kind in ("real", "serial") for part in movable):
                self._decide_without_order()
            return
        self._settle(sure=sure, likely=True)

    def _decide_without_order(self) -> None:
        """Only real dates, no day above 12, in a table of which nobody knows how it wrote them.

        They stand as they are; it is asked, unless they stand one after the other or are one only.
        """
        stands = self._dates(self.fixed)
        fits = self._possible(stands)
        if not fits or (len(set(stands)) > 1 and not _in_order(stands)):
            self._settle(sure=False, likely=not fits)

    def _settle(self, *, sure: bool, likely: bool) -> None:
        """Exchange the dates or not. sure: the column alone shows that they are turned. likely: else we assume it."""
        self.doubt = DateDoubt.TURNED
        if self.known.turned is not None:
            self.back, self.open = self.known.turned, False
            return
        stands, back = self._dates(self.fixed), self._dates([part.exchanged for part in self.fixed])
        fits, back_fits = self._possible(stands), self._possible(back)
        if fits is not back_fits:
            # A column that shows by itself that it is turned, and cannot be, is a question.
            self.back, self.open = back_fits, (sure and fits) or self.known.usual is None
        elif sure:
            self.back = True
        elif likely and self.known.usual and _in_order(back) and not _in_order(stands):
            # Nobody sorts by what a date was before; that it stands in order shows how it was.
            self.back = True
        else:
            self.back, self.open = likely, True

    def _decide_partly(self) -> None:
        """Two spreadsheets, one after the other: the first turned what it could, the second read the rest rightly.

        Nothing in a date shows it then. It is asked where the days above 12 show that the others are out of place.
        """
        known = self.known
        rewritten = known.resaved or any(part.kind != "two" for part in self.fixed)
        if known.usual is None or not rewritten or self.order not in (None, known.usual):
            return
        order = self.order or known.usual
        stands = [self._day(part, order) for part in self.parts]
        back = [self._day(part.exchanged if self._movable(part) else part, order) for part in self.parts]
        pairs = [(a, b, self._movable(part)) for a, b, part in zip(stands, back, self.parts, strict=True) if a and b]
        anchors = [a for a, _b, movable in pairs if not movable]
        if not anchors or len(anchors) == len(pairs):
            return
        stood, moved = [a for a, _b, _movable in pairs], [b for _a, b, _movable in pairs]
        if not self._possible(moved) or stood == moved:
            return
        if (
            not self._possible(stood)
            or (_in_order(moved) and not _in_order(stood))
            or (_within(anchors, moved) and not _within(anchors, stood))
        ):
            self.doubt, self.open = DateDoubt.TURNED, known.turned is None
            self.back = self.back_too = known.turned is not False

    def _movable(self, part: DateParts) -> bool:
        return bool(part.year) and part.a <= 12 and part.b <= 12

    def _day(self, part: DateParts, order: Order) -> date | None:
        """The day that a cell says under an order of small numbers; None where it says none."""
        if not part.year or part.minutes == -2:
            return None
        swapped = part.kind == "two" and order is Order.MONTH
        month, day = (part.a, part.b) if swapped else (part.b, part.a)
        try:
            return date(part.year, month, day)
        except ValueError:
            return None

    def _two_writers(self) -> bool:
        """Texts that either order reads are written otherwise than the rest: somebody wrote them again."""
        proven = [*self.day_first, *self.month_first]
        if not self.silent or not proven:
            return False
        zeros, others = ({part.padded for part in texts} - {None} for texts in (self.silent, proven))
        short, other_short = ({part.short for part in texts} for texts in (self.silent, proven))
        return zeros == {False} and others == {True} or not short & other_short

    def _decide_rewritten(self) -> None:
        """The spreadsheet that wrote them had turned them: whether it wrote them as it read them is open."""
        self.doubt = DateDoubt.TURNED
        order = self.order or Order.DAY
        if self.known.turned is not None:
            self.back_too = self.known.turned
            return
        fits = self._possible(self._days(self.silent, order))
        back_fits = self._possible(self._days(self.silent, order.other))
        self.back_too = back_fits and not fits
        self.open = fits is back_fits

    # both -------------------------------------------------------------------------------------------------------

    def _ask(self, doubt: DateDoubt) -> None:
        self.doubt, self.open = doubt, True

    @property
    def turns(self) -> bool:
        """Whether some cells are read with day and month exchanged."""
        return self.back or self.back_too

    def exchanges(self, part: DateParts) -> bool:
        """Whether this cell is read with day and month exchanged."""
        if part.kind == "two":
            return self.back_too and part.a <= 12 and part.b <= 12
        return self.back and bool(part.year) and part.a <= 12

    def minutes(self, part: DateParts) -> int | str:
        """Minutes since 1970, or a code."""
        return self._minutes(part, self.order, self.turns and self.exchanges(part))

    def _minutes(self, part: DateParts, order: Order | None, exchanged: bool) -> int | str:
        return minutes_of(part.exchanged if exchanged else part, order is not Order.MONTH, self.known.near)

    def examples(self, parts: dict[Cell, DateParts | str | None]) -> Iterable[DateExample]:
        """Cells that the two readings read differently."""
        shown = 0
        for cell, part in parts.items():
            if not isinstance(part, DateParts) or part.a == part.b or shown == MOST_EXAMPLES:
                continue
            if self.doubt is DateDoubt.ORDER:
                both = [self._minutes(part, order, False) for order in Order] if part.kind == "two" else []
            else:
                turnable = self._movable(part) and (part.kind != "two" or bool(self.silent))
                both = [self._minutes(part, self.order, exchanged) for exchanged in (False, True)] if turnable else []
            if len(both) == 2 and all(isinstance(minutes, int) for minutes in both):
                shown += 1
                cell_text = cell.isoformat(" ", "minutes") if isinstance(cell, datetime) else str(cell)
                one, other = (datetime(1970, 1, 1) + timedelta(minutes=int(minutes)) for minutes in both)
                yield DateExample(cell_text, (one, other))

    def _days(self, parts: Sequence[DateParts], order: Order) -> list[date]:
        return self._dates([part if order is Order.DAY else part.exchanged for part in parts])

    def _dates(self, parts: Sequence[DateParts]) -> list[date]:
        return [date(part.year, part.b, part.a) for part in parts if part.b <= 12 and part.a <= 12]

    def _possible(self, days: Sequence[date]) -> bool:
        """Whether the file can be about these days: none has yet to come, none lies outside what its name says."""
        known = self.known
        if any(day > known.near + GRACE for day in days):
            return False
        return known.span is None or all(known.span[0] - GRACE <= day <= known.span[1] + GRACE for day in days)


def _plausible(late: int, whole: int) -> bool:
    """Whether so few days above 12 among so many happen by chance."""
    if whole > MANY:
        return late >= LATE_DAYS * whole - DEVIATIONS * sqrt(LATE_DAYS * (1 - LATE_DAYS) * whole)
    chance = sum(comb(whole, n) * LATE_DAYS**n * (1 - LATE_DAYS) ** (whole - n) for n in range(late + 1))
    return chance >= UNLIKELY


def _within(anchors: Sequence[date], days: Sequence[date]) -> bool:
    """Whether the days lie between the first and the last anchor, give or take what is left of a month."""
    part = timedelta(days=20)
    return all(min(anchors) - part <= day <= max(anchors) + part for day in days)


def _in_order(days: Sequence[date]) -> bool:
    """Whether the days stand one after the other, forwards or backwards."""
    steps = [later - earlier for earlier, later in zip(days, days[1:], strict=False)]
    none = timedelta()
    return len(set(days)) >= FEW_IN_ORDER and (
        all(step >= none for step in steps) or all(step <= none for step in steps)
    )
