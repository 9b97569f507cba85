"""Many futures of one community: the weekly equations with what is not known drawn and what is luck played."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from tertulia.models.strategy.growth.common_luck import Index, Luck, Tally, luck
from tertulia.models.strategy.growth.equations import StepRates, Stocks, advance, rates, start
from tertulia.models.strategy.growth.parameters import Array, draws
from tertulia.models.strategy.growth.settings import Settings

DOTS = 100


def live(settings: Settings, factors: Mapping[str, Array], fortune: Luck | None = None) -> Iterator[Stocks]:
    """Play every future from today, week by week.

    Parameters
    ----------
    settings
        What the learner decides or knows.
    factors
        As from `draws`, shape (n,).
    fortune
        As from `luck`; without it the futures run in expectation, and no post is shared far.

    Yields
    ------
    Stocks
        Today and after each week: weeks + 1 times, each of shape (n,).
    """
    hazard, stocks = rates(settings, factors), start(settings, factors)
    n, weeks, step_rates = stocks.active.size, settings.weeks, StepRates.of(hazard, 1.0)
    comers = goers = None
    bursts: Array | None = None
    if fortune is not None:
        comers, goers = (Tally(fortune.slope[way], fortune.offset[way], n) for way in (0, 1))
        week, future = np.nonzero(fortune.shared[:weeks] < -np.expm1(-hazard.bursts))
        views, follow = (np.broadcast_to(x, n)[future] for x in (hazard.burst_views, hazard.burst_follow))
        bursts = np.zeros((weeks, n))
        bursts[week, future] = -np.expm1(-views * fortune.reach(week, future)) * follow
    yield stocks
    for now in range(weeks):
        stocks = advance(stocks, step_rates, 0.0 if bursts is None else bursts[now], comers, goers)
        yield stocks


def run(settings: Settings, factors: Mapping[str, Array], fortune: Luck | None = None) -> tuple[Array, Array]:
    """Count the people of every future, week by week; the parameters are those of `live`.

    Returns
    -------
    visible, active : Array
        A + D and A, people, shape (weeks + 1, n).
    """
    shape = (settings.weeks + 1, factors["audience"].size)
    visible, active = np.empty(shape), np.empty(shape)
    for week, stocks in enumerate(live(settings, factors, fortune)):
        np.add(stocks.active, stocks.dormant, out=visible[week])
        active[week] = stocks.active
    return visible, active


@dataclass(frozen=True, kw_only=True, eq=False)
class Ensemble:
    """Many futures of one community, people; week 0 is today.

    Attributes
    ----------
    settings
        What it was asked with.
    low, median, high
        Visible community that 10, 50 and 90 % of the futures stay below, by week, shape (weeks + 1,).
    active
        Median active community by week, shape (weeks + 1,).
    nothing
        Median visible community by week in the same futures without posts, answers, ads and ambassadors, shape
        (weeks + 1,).
    ends
        Visible community in the last week, shape (n,).
    dots
        Ends in the middle of each percent of the futures, ascending, shape (100,); exactly `percent` of them
        reach the goal.
    """

    settings: Settings
    low: Array
    median: Array
    high: Array
    active: Array
    nothing: Array
    ends: Array
    dots: Array

    @property
    def chance(self) -> float:
        """Share of the futures at or above the goal in the last week, on the day that was set."""
        return self._reached / self.ends.size

    @property
    def percent(self) -> int:
        """The chance in whole percent, halves rounded up: the number of dots at or above the goal."""
        n = self.ends.size
        return (200 * self._reached + n) // (2 * n)

    @property
    def _reached(self) -> int:
        return int(np.count_nonzero(self.ends >= self.settings.goal))


def simulate(settings: Settings, n: int = 1000, seed: int = 1) -> Ensemble:
    """Simulate n futures of the community; the answer is kept and read-only.

    Parameters
    ----------
    settings
        What the learner decides or knows.
    n
        Number of futures.
    seed
        The same one gives the same draws and the same luck to all settings.

    Raises
    ------
    ValueError
        If n is not positive.
    """
    if n < 1:
        raise ValueError(f"n = {n} futures: there must be at least 1")
    return _simulate(settings, n, seed)


@lru_cache(maxsize=16)
def _simulate(settings: Settings, n: int, seed: int) -> Ensemble:
    visible, active = run(settings, draws(n, seed), luck(n, seed, settings.weeks))
    ends = visible[-1].copy()
    low, median, high = _quantiles(visible, (0.1, 0.5, 0.9))
    ensemble = Ensemble(
        settings=settings,
        low=low,
        median=median,
        high=high,
        active=_quantiles(active, (0.5,))[0],
        nothing=_nothing(
            settings.audience, settings.today, settings.weeks, settings.messages, settings.minutes_per_message, n, seed
        ),
        ends=ends,
        dots=np.sort(ends)[_middles(n)],
    )
    for item in fields(ensemble):
        value = getattr(ensemble, item.name)
        if isinstance(value, np.ndarray):
            value.setflags(write=False)
    return ensemble


def _middles(n: int) -> Index:
    # Rank of the future in the middle of each of so many equal parts, in whole numbers: with floats the
    # number of dots at the goal could differ from the rounded chance.
    return ((2 * np.arange(DOTS) + 1) * n) // (2 * DOTS)


def _quantiles(people: Array, shares: Sequence[float]) -> list[Array]:
    # np.quantile's numbers, but all from one partition of each row.
    places = [share * (people.shape[1] - 1) for share in shares]
    around = [(int(place), min(int(place) + 1, people.shape[1] - 1)) for place in places]
    ranked = np.partition(people, sorted({rank for pair in around for rank in pair}), axis=1)
    return [
        ranked[:, below] + (place - below) * (ranked[:, above] - ranked[:, below])
        for place, (below, above) in zip(places, around, strict=True)
    ]


@lru_cache(maxsize=16)
def _nothing(audience: float, today: float, weeks: int, messages: float, minutes: float, n: int, seed: int) -> Array:
    # Takes only what matters when nothing is done, so that moving the other sliders finds it ready.
    idle = Settings(
        audience=audience,
        today=today,
        goal=audience,
        weeks=weeks,
        posts=0,
        promotion=0,
        hours=0,
        reply_hours=0,
        euros=0,
        ambassadors=0,
        messages=messages,
        minutes_per_message=minutes,
    )
    visible, _active = run(idle, draws(n, seed), luck(n, seed, weeks))
    return _quantiles(visible, (0.5,))[0]
