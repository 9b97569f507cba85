"""What the owner asks of the futures: what was hoped for, which goal is likely, what it would take, what it costs.

Reference: C. Spearman, "The proof and measurement of association between two things", American Journal of Psychology
15 (1904) 72-101 (ranks, for what matters most).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from tertulia.models.errors import number_within
from tertulia.models.strategy.growth.common_luck import luck
from tertulia.models.strategy.growth.futures import Ensemble, run, simulate
from tertulia.models.strategy.growth.history import Count
from tertulia.models.strategy.growth.parameters import PARAMETERS, Array, draws
from tertulia.models.strategy.growth.settings import Settings, published
from tertulia.models.strategy.posts_that_fit import posts_that_fit

WEEKS_PER_MONTH = 52 / 12


def hoped(settings: Settings, monthly: float) -> Array:
    """Compute the exponential the owner hopes for: today · (1 + monthly)**months; from 0 as from 1.

    Parameters
    ----------
    settings
        Where it begins and how long it runs.
    monthly
        Growth per month as a share, -0.99 to 100 (0.1 is 10 %).

    Returns
    -------
    Array
        People by week, shape (weeks + 1,).

    Raises
    ------
    InputError
        On "monthly".
    """
    number_within("monthly", monthly, -0.99, 100)
    return max(settings.today, 1.0) * (1 + monthly) ** (np.arange(settings.weeks + 1) / WEEKS_PER_MONTH)


def likely_goal(
    settings: Settings,
    chance: float = 0.5,
    n: int = 1000,
    seed: int = 1,
    counts: tuple[Count, ...] = (),
    did: Settings | None = None,
) -> int | None:
    """Find the largest round number of people that at least this share of the futures reaches at the end.

    Parameters
    ----------
    settings
        Its goal plays no part.
    chance
        Share of the futures, 0 to 1.
    n, seed, counts, did
        As in `simulate`.

    Returns
    -------
    int | None
        Rounded down to two digits (to half of the second where the first is 1: 1,150). None if no number above
        today is reached so often.

    Raises
    ------
    InputError
        On "chance".
    """
    number_within("chance", chance, 0, 1)
    ends = np.sort(simulate(settings, n, seed, counts, did).ends)[::-1]
    reached = float(ends[max(math.ceil(chance * n - 1e-9), 1) - 1])
    rounded = _round_down(reached)
    best = rounded if rounded > settings.today else math.floor(reached)
    return best if best > settings.today else None


def _round_down(people: float) -> int:
    if people < 10:
        return math.floor(people)
    power = int(10 ** (len(str(math.floor(people))) - 2))
    grain = power // 2 if people < 20 * power and power > 1 else power
    return int(people // grain) * grain


@dataclass(frozen=True)
class PromotionCase:
    """What one share of posts that sell leads to: median people at the end."""

    promotion: float
    """Share of the posts that sell, 0 to 1."""
    visible: float
    active: float


def spam_experiment(
    settings: Settings, shares: Sequence[float], n: int = 1000, seed: int = 1
) -> tuple[PromotionCase, ...]:
    """Try other shares of posts that sell on the same firm with the same luck.

    Parameters
    ----------
    settings
        The firm; its own promotion share plays no part.
    shares
        The shares to try, 0 to 1.
    n, seed
        As in `simulate`.
    """
    cases = []
    for share in shares:
        visible, active = run(replace(settings, promotion=share), draws(n, seed), luck(n, seed, settings.weeks))
        cases.append(PromotionCase(share, float(np.median(visible[-1])), float(np.median(active[-1]))))
    return tuple(cases)


class Lever(StrEnum):
    """What a firm can give more of."""

    HOURS = "hours"
    """With as many posts as they hold, up to `MOST_POSTS`."""
    POSTS = "posts"
    """Within the hours there are."""
    EUROS = "euros"
    AMBASSADORS = "ambassadors"


MOST_POSTS = 14.0
"""Posts a week that are tried at most: two a day (grade D)."""

EVEN = 0.5
"""The chance that is asked for."""

LEVERS: Mapping[Lever, tuple[float, float]] = {
    Lever.HOURS: (0.5, 40.0),
    Lever.POSTS: (1.0, MOST_POSTS),
    Lever.EUROS: (5.0, 200.0),
    Lever.AMBASSADORS: (1.0, 20.0),
}
"""Step and most of each lever that is tried: hours, posts and euros a week, people."""


@dataclass(frozen=True)
class Needed:
    """The least of one lever that makes the goal an even chance; None where the most that is tried does not."""

    lever: Lever
    amount: float | None
    chance: float
    """With this amount, or the highest that was found."""


def what_it_takes(
    settings: Settings,
    most: Mapping[Lever, float] | None = None,
    counts: tuple[Count, ...] = (),
    seed: int = 1,
    did: Settings | None = None,
) -> tuple[Needed, ...]:
    """Find, lever by lever, the smallest change that makes the goal an even chance; the rest stays as it is.

    Parameters
    ----------
    settings
        The firm as it is.
    most
        The most of a lever that this firm has, for example its staff; else that of `LEVERS`.
    counts, seed, did
        As in `simulate`; what is tried has not been done, so `did` is the firm as it is if nothing is said.
    """
    past = did or settings

    def chance(changed: Settings) -> float:
        return simulate(changed, seed=seed, counts=counts, did=past).chance

    return tuple(_needed(settings, lever, (most or {}).get(lever, LEVERS[lever][1]), chance) for lever in Lever)


def _needed(settings: Settings, lever: Lever, most: float, chance_of: Callable[[Settings], float]) -> Needed:
    step, now = LEVERS[lever][0], float(getattr(settings, lever.value))

    def chance(steps: int) -> float:
        return chance_of(_with(settings, lever, now + steps * step))

    low, high = 0, max(0, math.floor((most - now) / step + 1e-9))
    if lever in (Lever.HOURS, Lever.POSTS):  # from some number on, more posts bring fewer people: each is tried
        best = 0.0
        for steps in range(_as_many_as_help(settings, lever, high) + 1):
            if (found := chance(steps)) >= EVEN:
                return Needed(lever, now + steps * step, found)
            best = max(best, found)
        return Needed(lever, None, best)
    best = chance(high)
    if best < EVEN:
        return Needed(lever, None, best)
    while low < high:
        middle = (low + high) // 2
        if chance(middle) >= EVEN:
            high = middle
        else:
            low = middle + 1
    return Needed(lever, now + high * step, chance(high))


def _as_many_as_help(settings: Settings, lever: Lever, most: int) -> int:
    """Steps after which no post more is published: the hours are full, or hold all that are tried."""
    step, now = LEVERS[lever][0], float(getattr(settings, lever.value))
    posts = [published(_with(settings, lever, now + steps * step)) for steps in range(most + 1)]
    return posts.index(max(posts))


def _with(settings: Settings, lever: Lever, amount: float) -> Settings:
    if lever is Lever.HOURS:
        posts = posts_that_fit(amount, settings.reply_hours, settings.hours_per_post)
        return replace(settings, hours=amount, posts=max(settings.posts, min(posts, MOST_POSTS)))
    return replace(settings, **{lever.value: amount})  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What the work of the whole time costs, in hours and euros, and for each person it brings in the middle future.

    The last two are None where it brings nobody.
    """

    hours: float
    euros: float
    hours_each: float | None
    euros_each: float | None


def cost(ensemble: Ensemble, hour_euros: float = 0.0) -> Cost:
    """Compute what a person won costs.

    Parameters
    ----------
    ensemble
        The futures.
    hour_euros
        What an hour of the owner's costs; 0 counts only what is paid to others.
    """
    settings = ensemble.settings
    weeks = [*settings.hours_by_week[: settings.weeks]]
    weeks += [1.0] * (settings.weeks - len(weeks))
    hours = settings.hours * math.fsum(weeks)
    euros = settings.euros * sum(share > 0 for share in weeks) + hours * hour_euros
    won = float(ensemble.gain[1])
    if round(won) < 1:
        return Cost(hours=hours, euros=euros, hours_each=None, euros_each=None)
    return Cost(hours=hours, euros=euros, hours_each=hours / won, euros_each=euros / won)


@dataclass(frozen=True)
class Matters:
    """How much one unknown moves the answer. share: of all that moves it, 0 to 1. upward: more of it brings more."""

    name: str
    share: float
    upward: bool


def what_matters(settings: Settings, n: int = 1000, seed: int = 1) -> tuple[Matters, ...]:
    """Order the unknowns by how far they go along with the people at the end, the strongest first.

    The square of Spearman's rank correlation of each drawn coefficient with the ends, as a share of their sum. What is
    left to chance is not among them. Empty where all futures end alike.

    Parameters
    ----------
    settings
        The firm.
    n, seed
        As in `simulate`.
    """
    factors = draws(n, seed)
    visible, _active = run(settings, factors, luck(n, seed, settings.weeks))
    if np.ptp(visible[-1]) == 0:
        return ()
    ends = _ranks(visible[-1])
    found = {
        name: float(np.corrcoef(_ranks(factor), ends)[0, 1])
        for name, factor in factors.items()
        if PARAMETERS[name].factor > 1
    }
    whole = math.fsum(value**2 for value in found.values()) or 1.0
    ordered = sorted(found.items(), key=lambda each: -(each[1] ** 2))
    return tuple(Matters(name, value**2 / whole, value > 0) for name, value in ordered)


def _ranks(values: Array) -> Array:
    """Place in the order, from 0; equal values share the middle of their places."""
    _different, which, times = np.unique(values, return_inverse=True, return_counts=True)
    middles: Array = np.cumsum(times) - (times + 1) / 2
    return middles[which]
