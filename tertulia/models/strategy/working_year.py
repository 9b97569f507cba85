"""When a firm lives: its season, the weeks it shuts, public holidays, and its quiet months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

EVES = ((12, 24), (12, 31))
"""Days, as month and day, on which people are answered and nothing is published: everybody is elsewhere (grade D)."""

SAID_FROM = 4
"""Days in a row without work from which a firm tells its customers (grade D)."""


@dataclass(frozen=True)
class Pause:
    """Days in a row on which the firm is shut, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, kw_only=True)
class WorkingYear:
    """On which days somebody works.

    Attributes
    ----------
    open_months
        1 to 12; empty: all year.
    closed
        Days on which the firm is shut.
    holidays
        Days on which it does not work because they are public, and their names.
    quiet_months
        Months with other hours.
    """

    open_months: tuple[int, ...] = ()
    closed: tuple[Pause, ...] = ()
    holidays: Mapping[date, str] = field(default_factory=dict)
    quiet_months: tuple[int, ...] = ()

    def open_on(self, day: date) -> bool:
        """Whether the firm is in its season and not shut for a time, whatever the weekday."""
        in_season = not self.open_months or day.month in self.open_months
        return in_season and not any(pause.first <= day <= pause.last for pause in self.closed)

    def works_on(self, day: date) -> bool:
        """Whether somebody works on this day, if it is one of their weekdays."""
        return self.open_on(day) and day not in self.holidays

    def publishes_on(self, day: date) -> bool:
        """Whether a post may stand on this day."""
        return self.works_on(day) and (day.month, day.day) not in EVES

    def pauses(self, first: date, last: date) -> Iterator[Pause]:
        """Find the times the firm is shut, `SAID_FROM` days or longer, of which a day lies between two days.

        A pause is told whole, up to a year before and after these days.
        """
        day, began = first - timedelta(days=366), None
        while day <= last + timedelta(days=366):
            if self.open_on(day):
                if began is not None:
                    pause = Pause(began, day - timedelta(days=1))
                    if pause.days >= SAID_FROM and pause.last >= first and pause.first <= last:
                        yield pause
                began = None
            elif began is None:
                began = day
            day += timedelta(days=1)
