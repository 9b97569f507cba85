"""A plan's numbers on their way: where each should be by now, whether it moved, and what follows.

Two kinds of expectation. A number with a starting value, a goal and a day is expected around the straight line between
them. A community that was simulated is expected between the low and the high end of its futures; the plan holds only
where they end, so each edge is taken as a straight line, too. Within a year that lies within a tenth of the community
at the start of what the simulator draws (the tests compare them), the high edge a little too low in between.

SLACK and STILL are our judgement (grade D): a small firm counts few things a month, and few things jump.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tertulia.models.manager.report import STEPS, Range, compare

SLACK = 0.25
"""So much of the whole way above and below the straight line is still where it should be."""

STILL = 0.1
"""A number that has gone less than this share of its way has hardly moved."""


@dataclass(frozen=True, kw_only=True)
class Fan:
    """Simulated people in the community: from one number on the first day to a range on the last."""

    begun: date
    """The first day."""
    today: float
    """People on it."""
    low: float
    """People on the last day; one in ten futures lies below."""
    median: float
    """People on the last day; half of the futures lie below."""
    high: float
    """People on the last day; one in ten futures lies above."""
    weeks: int
    """From the first day to the last."""

    def at(self, on: date) -> tuple[float, float, float]:
        """Low, median and high on a day, in people; before the first day as on it, after the last as on the last."""
        gone = min(max((on - self.begun).days / (7 * self.weeks), 0.0), 1.0)
        low, median, high = (self.today + (end - self.today) * gone for end in (self.low, self.median, self.high))
        return low, median, high


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A number that should go from `baseline` to `target`; each field may be missing."""

    baseline: float | None = None
    target: float | None = None
    begun: date | None = None
    """The day on which the baseline was read."""
    by: date | None = None
    """The day of the target."""
    fan: Fan | None = None
    """What was simulated for it; if it begins elsewhere, it is scaled to the baseline."""

    @property
    def rises(self) -> bool:
        """Whether more is better."""
        return self.baseline is None or self.target is None or self.target >= self.baseline

    def due(self, on: date) -> float | None:
        """What the straight line says for a day; None without a line."""
        gone = self._gone(on)
        if gone is None or self.baseline is None or self.target is None:
            return None
        return self.baseline + (self.target - self.baseline) * gone

    def expected(self, on: date) -> Range | None:
        """From low to high on a day.

        The simulated futures go before the line; on the line, the goal itself counts from the last day on.

        Returns
        -------
        Range or None
            None where nothing can be expected.
        """
        if self.fan and self.fan.today > 0:
            low, _median, high = self.fan.at(on)
            scale = 1.0 if self.baseline is None else self.baseline / self.fan.today
            return Range(low * scale, high * scale)
        gone = self._gone(on)
        if gone is None or self.baseline is None or self.target is None:
            return None
        way = self.target - self.baseline
        ends = (self.baseline + way * (1.0 if gone >= 1 else gone - SLACK), self.baseline + way * (gone + SLACK))
        return Range(min(ends), max(ends))

    def way(self, value: float) -> float | None:
        """Share of the way from baseline to target that a value has gone; None without a way."""
        if self.baseline is None or self.target is None or self.baseline == self.target:
            return None
        return (value - self.baseline) / (self.target - self.baseline)

    def _gone(self, on: date) -> float | None:
        if self.begun is None or self.by is None or self.by <= self.begun or self.way(0) is None:
            return None
        return min(max((on - self.begun).days / (self.by - self.begun).days, 0.0), 1.0)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One number on a day."""

    place: int
    """Of its goal."""
    value: float | None
    """None if nobody measured it."""
    expected: Range | None
    """None if nothing can be expected."""
    due: float | None
    """What the straight line says; None without a line."""
    way: float | None
    """Share of the way done; None without a way."""
    moved: str
    """toward, away, still, or unknown."""
    verdict: str
    """below (behind, also for a number that should fall), above (ahead), within, not_measured, or no_expectation."""
    step: str
    """find_cause, raise_goal, keep, measure, complete, or rethink_goal: it goes as it was simulated, but the straight
    way to the goal lies beyond every simulated future.
    """


ORDER = ("below", "not_measured", "no_expectation", "above", "within")
"""The verdicts, the most urgent first."""


def progress(goals: Sequence[Goal], values: Sequence[float | None], on: date) -> tuple[Progress, ...]:
    """Every number beside what was expected of it on that day, the most urgent first.

    Parameters
    ----------
    goals
        The numbers' goals.
    values
        What was measured, in the order of the goals; None for what was not.
    on
        The day.

    Raises
    ------
    ValueError
        If there are not as many values as goals.
    """
    expectations, measured = {}, {}
    for place, (goal, value) in enumerate(zip(goals, values, strict=True)):
        expected = goal.expected(on)
        if expected:
            better = 1 if goal.rises else -1  # `compare` takes more for better
            expectations[str(place)] = Range(*sorted((better * expected.low, better * expected.high)))
            if value is not None:
                measured[str(place)] = better * value
    verdicts = {int(each.kpi): each.verdict for each in compare(expectations, measured)}
    numbers = []
    for place, (goal, value) in enumerate(zip(goals, values, strict=True)):
        verdict = verdicts.get(place, "not_measured" if value is None else "no_expectation")
        way = None if value is None else goal.way(value)
        expected, due = goal.expected(on), goal.due(on)
        step = STEPS.get(verdict, "complete")
        if goal.fan and value is not None and expected and due is not None and due > max(expected.high, value):
            step = {"within": "rethink_goal", "above": "keep"}.get(verdict, step)
        numbers.append(
            Progress(
                place=place,
                value=value,
                expected=expected,
                due=due,
                way=way,
                moved=_moved(way),
                verdict=verdict,
                step=step,
            )
        )
    return tuple(sorted(numbers, key=lambda each: ORDER.index(each.verdict)))


def _moved(way: float | None) -> str:
    if way is None:
        return "unknown"
    return "toward" if way >= STILL else "away" if way <= -STILL else "still"
