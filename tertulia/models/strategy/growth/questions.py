"""What the owner asks of the futures: what was hoped for, which goal is likely, what too much selling does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tertulia.models.errors import number_within
from tertulia.models.strategy.growth.common_luck import luck
from tertulia.models.strategy.growth.futures import run, simulate
from tertulia.models.strategy.growth.parameters import Array, draws
from tertulia.models.strategy.growth.settings import Settings

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


def likely_goal(settings: Settings, chance: float = 0.5, n: int = 1000, seed: int = 1) -> int | None:
    """Find the largest round number of people that at least this share of the futures reaches at the end.

    Parameters
    ----------
    settings
        Its goal plays no part.
    chance
        Share of the futures, 0 to 1.
    n, seed
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
    ends = np.sort(simulate(settings, n, seed).ends)[::-1]
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
