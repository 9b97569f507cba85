"""What the simulator does not know: each coefficient's middle value, its width, its grade, and how it is drawn.

Reference: M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21 (1979) 239-245 (Latin hypercube).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from tertulia.models.random_stream import Chance

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One coefficient: what it is, how wide it is, how well it is known.

    Attributes
    ----------
    name
        Its key in `PARAMETERS` and in `data/growth_parameters.csv`.
    symbol
        As in the equations (`equations`).
    unit
        Of the median.
    median
        Middle of the log-normal it is drawn from.
    factor
        Two in three draws lie between median / factor and median · factor; 1 means it is not drawn.
    grade
        "A" causal experiment, "B" measured benchmark, "C" survey or vendor, "D" our judgement.
    source
        Key of the study in `data/studies_parameters.csv`, "own" for the learner's own figure, "judgement" where
        there is none. p and q are set so that small accounts grow as published, 0 to 3 % a month; see the tests.
    setting
        The field of `Settings` that replaces the median, or "".
    """

    name: str
    symbol: str
    unit: str
    median: float
    factor: float
    grade: str
    source: str
    setting: str


_TABLE = (
    # name, symbol, unit, median, factor, grade, source, setting
    ("audience", "N", "people", 8000, 1.8, "D", "own", "audience"),
    ("innovation", "p", "/week", 3e-4, 2, "D", "bass-p", ""),
    ("found_without_posts", "ε", "share", 0.1, 2, "D", "judgement", ""),
    ("posts_to_be_found", "n_g", "posts/week", 1, 1.6, "D", "judgement", ""),
    ("near", "c_F", "people/follower", 20, 1.8, "D", "judgement", ""),
    ("strangers", "χ", "people/follower reached", 0.5, 2, "D", "judgement", ""),
    ("imitation", "q", "/week", 8e-3, 2, "D", "bass-q", ""),
    ("leaving", "δ₀", "/week", 4e-3, 1.6, "C", "unfollow-51-days", ""),
    ("reach", "r", "/post", 0.10, 2, "C", "organic-reach-facebook", "reach"),
    ("promotion_harm", "θ", "/post seen", 5.0, 1.5, "C", "promotions-unfollow", ""),
    ("promotion_limit", "s*", "share", 0.2, 1, "D", "content-mix-rules", ""),
    ("flood_harm", "φ", "/post", 0.1, 2.5, "C", "unfollow-51-days", ""),
    ("flood_limit", "n*", "posts/week", 7, 1.5, "C", "unfollow-51-days", ""),
    ("silence_harm", "ψ", "–", 0.5, 2.5, "C", "messages-unanswered", ""),
    ("thousand_views", "CPM", "USD", 6, 1.5, "B", "cpm-spain", ""),
    ("dollars_per_euro", "usd", "USD/€", 1.13, 1, "B", "ecb-2025", ""),
    ("ad_follow", "f_p", "/person reached", 4e-3, 2, "D", "judgement", ""),
    ("share_follow", "f₀", "/view", 4e-3, 2, "D", "judgement", ""),
    ("ambassador_pull", "a", "×", 1.9, 1.1, "C", "employee-shares-clicks", ""),
    ("share_seen", "u", "/share", 0.10, 1.6, "D", "judgement", ""),
    ("contacts", "c", "people", 120, 1.5, "C", "facebook-friends-2009", "contacts"),
    ("shares", "σ", "/week", 1.0, 1.5, "D", "own", "shares_per_week"),
    ("messages", "μ", "/active/week", 0.02, 2, "D", "judgement", "messages"),
    ("minutes", "τ", "minutes", 5, 1.4, "D", "judgement", "minutes_per_message"),
    ("awake_today", "α₀", "share", 0.5, 1.3, "D", "judgement", ""),
    ("quiet", "ω", "/week", 0.02, 1.6, "D", "judgement", ""),
    ("waking", "γ", "/week", 0.04, 1.8, "D", "judgement", ""),
    ("dormant_leaving", "δ_D/δ₀", "×", 0.5, 1, "D", "judgement", ""),
    ("returning", "ρ", "/week", 0.01, 2, "D", "judgement", ""),
    ("burst_chance", "κ", "/post", 0.005, 2, "D", "judgement", ""),
    ("burst_reach", "k", "views/person", 0.3, 1.5, "D", "judgement", ""),
    ("burst_spread", "k_s", "×, post to post", 3, 1, "D", "judgement", ""),
)

PARAMETERS: Mapping[str, Parameter] = MappingProxyType(
    {
        name: Parameter(
            name=name,
            symbol=symbol,
            unit=unit,
            median=median,
            factor=factor,
            grade=grade,
            source=source,
            setting=setting,
        )
        for name, symbol, unit, median, factor, grade, source, setting in _TABLE
    }
)
"""Every coefficient of the model by name."""


@lru_cache(maxsize=4)
def strata(n: int) -> Array:
    """Find the midpoints of n equally likely slices of the standard normal, ascending, shape (n,)."""
    normal = NormalDist()
    return np.array([normal.inv_cdf((k + 0.5) / n) for k in range(n)])


@lru_cache(maxsize=4)
def draws(n: int, seed: int) -> Mapping[str, Array]:
    """Draw how far each of n futures lies from the median of each parameter.

    Latin hypercube: each parameter is cut into n equally likely slices, each slice is used once, and the
    slices are shuffled independently, each draw is factor**z with z standard normal.

    Parameters
    ----------
    n
        Number of futures.
    seed
        Another one shuffles otherwise.

    Returns
    -------
    Mapping[str, Array]
        Factors with median 1, shape (n,), read-only, by the names of `PARAMETERS`.

    References
    ----------
    McKay, Beckman & Conover 1979; see the head of this file.
    """
    uniform = Chance(seed, 1)
    factors: dict[str, Array] = {}
    for name, row in PARAMETERS.items():
        shuffled = np.argsort(uniform.random(n))
        factors[name] = row.factor ** strata(n)[shuffled]
        factors[name].setflags(write=False)
    return MappingProxyType(factors)
