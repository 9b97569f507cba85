"""The straight path of a number from today's value to the one wanted, and where it stands half way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class StraightPath:
    """A number that changes by the same each day.

    Attributes
    ----------
    baseline, target
        The value today and the one wanted.
    today, by
        The day of the one and of the other.

    Raises
    ------
    ValueError
        For a path that goes nowhere or into the past.
    """

    baseline: float
    target: float
    today: date
    by: date

    def __post_init__(self) -> None:
        """Refuse what is no path."""
        if self.by <= self.today or self.baseline == self.target:
            raise ValueError(f"no path from {self.baseline} on {self.today} to {self.target} on {self.by}")

    @property
    def days(self) -> int:
        """Days from the first to the last."""
        return (self.by - self.today).days

    @property
    def middle(self) -> date:
        """The day half way."""
        return self.today + timedelta(days=self.days // 2)

    @property
    def halves(self) -> bool:
        """Whether there is a day half way."""
        return self.days > 1

    @property
    def half(self) -> float:
        """Where the number should be on that day."""
        return self.baseline + (self.target - self.baseline) * (self.days // 2) / self.days
