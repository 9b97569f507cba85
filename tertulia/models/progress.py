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
from enum import StrEnum

SLACK = 0.25
"""So much of the whole way above and below the straight line is still where it should be."""

STILL = 0.1
"""A number that has gone less than this share of its way has hardly moved."""


class Movement(StrEnum):
    """Which way a number has gone since its starting value."""

    TOWARD = "toward"
    AWAY = "away"
    STILL = "still"
    UNKNOWN = "unknown"


class ProgressVerdict(StrEnum):
    """Where a number is beside what was expected, the most urgent first."""

    BELOW = "below"
    """Behind, also for a number that should fall."""
    NOT_MEASURED = "not_measured"
    NO_EXPECTATION = "no_expectation"
    ABOVE = "above"
    """Ahead."""
    WITHIN = "within"


class ProgressStep(StrEnum):
    """What follows."""

    FIND_CAUSE = "find_cause"
    RAISE_GOAL = "raise_goal"
    KEEP = "keep"
    MEASURE = "measure"
    COMPLETE = "complete"
    """Something is missing: a starting value, a goal, or a day."""
    RETHINK_GOAL = "rethink_goal"
    """It goes as it was simulated, but the straight way to the goal lies beyond every simulated future."""


STEPS = {
    ProgressVerdict.BELOW: ProgressStep.FIND_CAUSE,
    ProgressVerdict.NOT_MEASURED: ProgressStep.MEASURE,
    ProgressVerdict.NO_EXPECTATION: ProgressStep.COMPLETE,
    ProgressVerdict.ABOVE: ProgressStep.RAISE_GOAL,
    ProgressVerdict.WITHIN: ProgressStep.KEEP,
}
"""What follows from each verdict, as long as the goal itself can be reached."""


@dataclass(frozen=True)
class Expected:
    """From low to high, both included."""

    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Fan:
    """Simulated people in the community: `today` on the day `begun`, and after `weeks` from low to high."""

    begun: date
    today: float
    low: float
    median: float
    high: float
    weeks: int

    def at(self, on: date) -> tuple[float, float, float]:
        """The simulated people on a day.

        Parameters
        ----------
        on
            Any day; before the first as on it, after the last as on the last.

        Returns
        -------
        tuple
            Low, median and high.
        """
        gone = min(max((on - self.begun).days / (7 * self.weeks), 0.0), 1.0)
        low, median, high = (self.today + (end - self.today) * gone for end in (self.low, self.median, self.high))
        return low, median, high


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A number that should go from `baseline`, read on the day `begun`, to `target` until the day `by`.

    Each may be missing. fan: what was simulated for it; if it begins elsewhere, it is scaled to the baseline.
    """

    baseline: float | None = None
    target: float | None = None
    begun: date | None = None
    by: date | None = None
    fan: Fan | None = None

    @property
    def rises(self) -> bool:
        """Whether more is better."""
        return self.baseline is None or self.target is None or self.target >= self.baseline

    def due(self, on: date) -> float | None:
        """What the straight line says.

        Parameters
        ----------
        on
            Any day; before the first as on it, after the last as on the last.

        Returns
        -------
        float or None
            In the number's own unit; None without a line.
        """
        gone = self._gone(on)
        if gone is None or self.baseline is None or self.target is None:
            return None
        return self.baseline + (self.target - self.baseline) * gone

    def expected(self, on: date) -> Expected | None:
        """What can be expected; the simulated futures go before the line.

        Parameters
        ----------
        on
            Any day; from the last on the goal itself counts.

        Returns
        -------
        Expected or None
            In the number's own unit; None where nothing can be expected.
        """
        if self.fan and self.fan.today > 0:
            low, _median, high = self.fan.at(on)
            scale = 1.0 if self.baseline is None else self.baseline / self.fan.today
            return Expected(low * scale, high * scale)
        gone = self._gone(on)
        if gone is None or self.baseline is None or self.target is None:
            return None
        way = self.target - self.baseline
        ends = (self.baseline + way * (1.0 if gone >= 1 else gone - SLACK), self.baseline + way * (gone + SLACK))
        return Expected(min(ends), max(ends))

    def way(self, value: float) -> float | None:
        """How far a value has come.

        Parameters
        ----------
        value
            In the number's own unit.

        Returns
        -------
        float or None
            Share of the way from baseline to target, below 0 if it went the other way; None without a way.
        """
        if self.baseline is None or self.target is None or self.baseline == self.target:
            return None
        return (value - self.baseline) / (self.target - self.baseline)

    def _gone(self, on: date) -> float | None:
        if self.begun is None or self.by is None or self.by <= self.begun or self.way(0) is None:
            return None
        return min(max((on - self.begun).days / (self.by - self.begun).days, 0.0), 1.0)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One number on a day.

    Attributes
    ----------
    place
        Of its goal.
    value
        What was measured, None if nobody did.
    expected
        None if nothing can be.
    due
        What the straight line says, None without one.
    way
        Share of the way done, None without one.
    moved, verdict, step
        Which way it went, where it is, and what follows.
    """

    place: int
    value: float | None
    expected: Expected | None
    due: float | None
    way: float | None
    moved: Movement
    verdict: ProgressVerdict
    step: ProgressStep


def progress(goals: Sequence[Goal], values: Sequence[float | None], on: date) -> tuple[Progress, ...]:
    """Every number beside what was expected of it.

    Parameters
    ----------
    goals
        n goals.
    values
        What was measured for each of them, None if nobody did.
    on
        The day it was measured.

    Returns
    -------
    tuple
        n numbers, the most urgent first.
    """
    numbers = [_progress(place, goal, value, on) for place, (goal, value) in enumerate(zip(goals, values, strict=True))]
    order = list(ProgressVerdict)
    return tuple(sorted(numbers, key=lambda each: order.index(each.verdict)))


def _progress(place: int, goal: Goal, value: float | None, on: date) -> Progress:
    expected, due = goal.expected(on), goal.due(on)
    way = None if value is None else goal.way(value)
    verdict = _verdict(value, expected, goal.rises)
    step = STEPS[verdict]
    if goal.fan and value is not None and expected and due is not None and due > max(expected.high, value):
        if verdict is ProgressVerdict.WITHIN:
            step = ProgressStep.RETHINK_GOAL
        elif verdict is ProgressVerdict.ABOVE:
            step = ProgressStep.KEEP
    return Progress(
        place=place, value=value, expected=expected, due=due, way=way, moved=_moved(way), verdict=verdict, step=step
    )


def _verdict(value: float | None, expected: Expected | None, rises: bool) -> ProgressVerdict:
    if value is None:
        return ProgressVerdict.NOT_MEASURED
    if expected is None:
        return ProgressVerdict.NO_EXPECTATION
    if expected.low <= value <= expected.high:
        return ProgressVerdict.WITHIN
    return ProgressVerdict.BELOW if (value < expected.low) == rises else ProgressVerdict.ABOVE


def _moved(way: float | None) -> Movement:
    if way is None:
        return Movement.UNKNOWN
    return Movement.TOWARD if way >= STILL else Movement.AWAY if way <= -STILL else Movement.STILL
