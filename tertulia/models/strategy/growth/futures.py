"""Many futures of one community: the weekly equations with what is not known drawn and what is luck played."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache

import numpy as np

from tertulia.models.strategy.growth.common_luck import Index, Luck, Tally, luck
from tertulia.models.strategy.growth.equations import StepRates, Stocks, advance, rates, start
from tertulia.models.strategy.growth.history import Count, checked, fit
from tertulia.models.strategy.growth.parameters import Array, draws
from tertulia.models.strategy.growth.settings import Settings, idle, in_week

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
    stocks = start(settings, factors)
    n, weeks = stocks.active.size, settings.weeks
    share = np.ones(weeks)
    share[: len(settings.hours_by_week)] = settings.hours_by_week[:weeks]
    hazards = {each: rates(in_week(settings, each), factors) for each in np.unique(share).tolist()}
    step_rates = {each: StepRates.of(hazard, 1.0) for each, hazard in hazards.items()}
    comers = goers = None
    bursts: Array | None = None
    if fortune is not None:
        comers, goers = (Tally(fortune.slope[way], fortune.offset[way], n) for way in (0, 1))
        bursts = np.zeros((weeks, n))
        for each, hazard in hazards.items():
            often = np.where(share == each, 1.0, 0.0)[:, None] * np.broadcast_to(hazard.bursts, n)
            week, future = np.nonzero(fortune.shared[:weeks] < -np.expm1(-often))
            views, follow = (np.broadcast_to(x, n)[future] for x in (hazard.burst_views, hazard.burst_follow))
            bursts[week, future] = -np.expm1(-views * fortune.reach(week, future)) * follow
    yield stocks
    for now in range(weeks):
        stocks = advance(stocks, step_rates[float(share[now])], 0.0 if bursts is None else bursts[now], comers, goers)
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
    gain
        What working brings in the same future, people more or fewer than doing nothing in the last week: what 10, 50
        and 90 % of the futures stay below, shape (3,).
    nothing_chance
        Share of the futures that reach the goal doing nothing.
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
    gain: Array
    nothing_chance: float
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


def simulate(
    settings: Settings, n: int = 1000, seed: int = 1, counts: tuple[Count, ...] = (), did: Settings | None = None
) -> Ensemble:
    """Simulate n futures of the community; the answer is kept and read-only.

    Parameters
    ----------
    settings
        What the learner decides or knows.
    n
        Number of futures.
    seed
        The same one gives the same draws and the same luck to all settings.
    counts
        The firm's own history: draws that would have grown so count more (`history`).
    did
        What the firm did in the weeks of that history, where it is not what it does now.

    Raises
    ------
    ValueError
        If n is not positive.
    InputError
        On "history", as from `history.fit`.
    """
    if n < 1:
        raise ValueError(f"n = {n} futures: there must be at least 1")
    return _simulate(settings, n, seed, checked(counts) if counts else (), did if counts and did != settings else None)


@lru_cache(maxsize=16)
def _simulate(
    settings: Settings, n: int, seed: int, counts: tuple[Count, ...], did: Settings | None = None
) -> Ensemble:
    factors = fit(did or settings, counts, n, seed).factors if counts else draws(n, seed)
    visible, active = run(settings, factors, luck(n, seed, settings.weeks))
    ends = visible[-1].copy()
    low, median, high = _quantiles(visible, (0.1, 0.5, 0.9))
    doing_nothing = replace(idle(settings), goal=settings.audience)
    if counts:  # what the history says depends on what was done
        nothing, nothing_ends = _idle_run(doing_nothing, factors, n, seed)
    else:
        nothing, nothing_ends = _without_history(doing_nothing, n, seed)
    ensemble = Ensemble(
        settings=settings,
        low=low,
        median=median,
        high=high,
        active=_quantiles(active, (0.5,))[0],
        nothing=nothing,
        gain=np.array(_quantiles((ends - nothing_ends)[None, :], (0.1, 0.5, 0.9)))[:, 0],
        nothing_chance=float(np.mean(nothing_ends >= settings.goal)),
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
def _without_history(settings: Settings, n: int, seed: int) -> tuple[Array, Array]:
    """The median path and the ends of doing nothing; kept, so that moving what is done finds it ready."""
    return _idle_run(settings, draws(n, seed), n, seed)


def _idle_run(settings: Settings, factors: Mapping[str, Array], n: int, seed: int) -> tuple[Array, Array]:
    visible, _active = run(settings, factors, luck(n, seed, settings.weeks))
    return _quantiles(visible, (0.5,))[0], visible[-1].copy()
