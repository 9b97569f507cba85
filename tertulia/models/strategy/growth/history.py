"""What a firm's own follower counts say about the futures: draws that would have grown so weigh more.

Each of many draws is let grow from the first count to today, in expectation. What it expects between two counts is
compared with what was counted, against the chance that ends what it expects: people come and go as they please
(Poisson), and now and then a post is shared far (hence Student's t and not the normal). The draws are then drawn again
in proportion to how well they fit. The firm is taken to have done the same in all these weeks.

References: A. F. M. Smith, A. E. Gelfand, "Bayesian statistics without tears", The American Statistician 46 (1992)
84-88 (sampling-resampling). L. Kish, Survey Sampling (Wiley, 1965), for the effective number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from tertulia.models.errors import InputError, Refusal, number_within, whole_within
from tertulia.models.strategy.growth.equations import StepRates, advance, rates, start
from tertulia.models.strategy.growth.parameters import PARAMETERS, Array, draws
from tertulia.models.strategy.growth.settings import LONGEST, RANGES, Settings

LEAST_WEEKS = 8
"""Shorter histories say next to nothing (grade D)."""

POOL = 4
"""Draws tried for each one that is kept."""

LOOSE = 4.0
"""Degrees of freedom of Student's t: how often a week may be an odd one (grade D)."""

SLACK = 0.005
"""Counts are read off a screen: so much of them may be rounding or a clean-up by the network (grade D)."""


@dataclass(frozen=True, order=True)
class Count:
    """People counted in the community so many weeks before today, 0 is today."""

    weeks_ago: int
    people: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Fit:
    """The draws that fit a history.

    Attributes
    ----------
    factors
        As from `draws`, drawn again in proportion to their fit, shape (n,).
    effective
        How many draws of the pool carry the weight, 1 to the whole pool: few say that the history is unlike anything
        the model expects.
    told
        How much narrower the spread of the growth that the draws expect of these weeks has become, 0 (nothing) to 1.
    """

    factors: Mapping[str, Array]
    effective: float
    told: float


def checked(counts: Sequence[Count]) -> tuple[Count, ...]:
    """Put counts in order, the earliest first.

    Raises
    ------
    InputError
        On "history": fewer than two, two for the same week, less than `LEAST_WEEKS`, or a number out of range.
    """
    for count in counts:
        whole_within("history", count.weeks_ago, 0, LONGEST)
        number_within("history", count.people, 0, 1e9)
    if len(counts) < 2:
        raise InputError("history", Refusal.TOO_FEW, least=2)
    ordered = tuple(sorted(counts, reverse=True))
    if len({count.weeks_ago for count in ordered}) < len(ordered):
        raise InputError("history", Refusal.TWICE)
    if ordered[0].weeks_ago - ordered[-1].weeks_ago < LEAST_WEEKS:
        raise InputError("history", Refusal.BELOW, low=LEAST_WEEKS)
    return ordered


def fit(settings: Settings, counts: Sequence[Count], n: int = 1000, seed: int = 1) -> Fit:
    """Draw n futures' coefficients again in the light of a history.

    Parameters
    ----------
    settings
        What the firm did in these weeks; its goal, its weeks and its hours by week play no part.
    counts
        At least two, over at least `LEAST_WEEKS` weeks.
    n, seed
        As in `simulate`.

    Raises
    ------
    InputError
        As from `checked`.
    """
    plain = replace(settings, weeks=1, goal=settings.audience, hours_by_week=())
    return _fit(plain, checked(counts), n, seed)


@lru_cache(maxsize=8)
def _fit(settings: Settings, counts: tuple[Count, ...], n: int, seed: int) -> Fit:
    pool = draws(POOL * n, seed)
    expected, moved, awake = _expected(settings, counts, pool)
    people = np.array([count.people for count in counts])
    # from each count anew: what chance did before is in the count already
    grown = people[:-1, None] * expected[1:] / np.maximum(expected[:-1], 1e-9)
    scale = people[:-1, None] / np.maximum(expected[:-1], 1e-9)
    variance = moved * scale + (SLACK * people[1:, None]) ** 2 + 0.25
    off = (people[1:, None] - grown) ** 2 / variance
    weight = -0.5 * (LOOSE + 1) * np.log1p(off / LOOSE).sum(axis=0) - 0.5 * np.log(variance).sum(axis=0)
    weight = np.exp(weight - weight.max())
    weight /= weight.sum()
    # systematic resampling: each draw comes about as often as its weight says
    chosen = np.searchsorted(np.cumsum(weight), (np.arange(n) + 0.5) / n)
    chosen = np.minimum(chosen, weight.size - 1)
    factors = {name: factor[chosen] for name, factor in pool.items()}
    factors["awake_today"] = awake[chosen] / PARAMETERS["awake_today"].median
    for factor in factors.values():
        factor.setflags(write=False)
    growth = np.log(np.maximum(expected[-1], 1e-9) / np.maximum(expected[0], 1e-9))
    spread, left = float(np.std(growth)), float(np.std(growth[chosen]))
    return Fit(
        factors=MappingProxyType(factors),
        effective=float(1 / np.sum(weight**2)),
        told=0.0 if spread == 0 else max(0.0, 1 - left / spread),
    )


def _expected(settings: Settings, counts: Sequence[Count], factors: Mapping[str, Array]) -> tuple[Array, Array, Array]:
    """What each draw expects at each count, how many came and went between two, and the share awake at the end."""
    first = min(max(counts[0].people, 1.0), RANGES["audience"][1] - 1)
    size = max(settings.audience, first + 1)  # it may have been larger than all who are reached now
    begins = replace(settings, today=first, audience=size, goal=size)
    stocks, rate = start(begins, factors), StepRates.of(rates(begins, factors), 1.0)
    expected = np.empty((len(counts), stocks.active.size))
    moved = np.zeros((len(counts) - 1, stocks.active.size))
    expected[0] = stocks.active + stocks.dormant
    for place, (before, after) in enumerate(zip(counts, counts[1:], strict=False)):
        for _week in range(before.weeks_ago - after.weeks_ago):
            last = stocks
            stocks = advance(stocks, rate, 0.0)
            change = (stocks.active + stocks.dormant) - (last.active + last.dormant)
            gone = stocks.left - last.left
            moved[place] += np.maximum(change + 2 * gone, np.abs(change))  # who came and who went
        expected[place + 1] = stocks.active + stocks.dormant
    return expected, moved, stocks.active / np.maximum(expected[-1], 1e-9)
