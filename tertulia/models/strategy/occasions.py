"""Days a post can lead up to: Christmas, the sales, the local fiesta, the days before a firm shuts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

CLOSING, REOPENING, FIESTA = "closing", "reopening", "fiesta"
"""The occasions whose days are the firm's own: before it shuts for a time, when it opens again, its local fiesta."""


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """Something that comes on certain days.

    Attributes
    ----------
    key
        Stable name, "christmas".
    texts
        Its name by language.
    before, after
        Days before and after it on which a post about it makes sense (grade D).
    days
        On which it falls, in order.
    """

    key: str
    texts: Mapping[str, str]
    before: int
    after: int = 0
    days: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Moment:
    """An occasion on one of its days: from `first` to `last` posts may be about it."""

    occasion: str
    day: date
    first: date
    last: date


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Find the nth weekday of a month, counted from 1; weekday 0 is Monday."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def moments(occasions: Iterable[Occasion], first: date, last: date) -> tuple[Moment, ...]:
    """List every occasion of which a post may speak between two days, both included, in the order of their days."""
    found = [
        Moment(
            occasion=occasion.key,
            day=day,
            first=day - timedelta(days=occasion.before),
            last=day + timedelta(days=occasion.after),
        )
        for occasion in occasions
        for day in occasion.days
    ]
    return tuple(
        sorted(
            (each for each in found if each.last >= first and each.first <= last),
            key=lambda each: (each.day, each.occasion),
        )
    )


def with_days(occasions: Iterable[Occasion], days: Mapping[str, Iterable[date]]) -> tuple[Occasion, ...]:
    """Give the occasions named in `days` these days, and leave the others as they are."""
    return tuple(
        replace(each, days=tuple(sorted(set(days[each.key])))) if each.key in days else each for each in occasions
    )
