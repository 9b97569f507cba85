"""Luck: who really comes and goes, and which posts are shared far; the same luck for every setting.

References: T. G. Kurtz, "Representations of Markov processes as multiparameter time changes", Annals of
Probability 8 (1980) 682-715. M. Rathinam, P. W. Sheppard, M. Khammash, J. Chemical Physics 132 (2010) 034103
(common reaction paths).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tertulia.models.random_stream import Chance
from tertulia.models.strategy.growth.parameters import PARAMETERS, Array, strata
from tertulia.models.strategy.growth.settings import LONGEST

Index = NDArray[np.intp]

KNOTS = 128
"""The paths are kept at the squares of 0 to this number."""


@dataclass(frozen=True, kw_only=True)
class Luck:
    """The luck of n futures, the same whatever the settings, so that settings can be compared.

    Who comes and who goes are counts: of an expected total of m people up to now, Poisson(m) really came.
    Each future has one fixed Poisson path for coming and one for going, read at the expected total so far
    (Kurtz 1980; "common reaction path", Rathinam et al. 2010). So the mean is right for a firm with 20
    followers as for one with 20,000, no count is negative, and expecting more never brings fewer. The paths
    are kept at totals of 0, 1, 4, 9 … 128² people and run straight between them; beyond 16,384 people chance
    moves the total by less than 1 % and is left out. As weekly hazards are a few percent at most, Poisson and
    binomial agree; the count is cut at the people there are. Going quiet and waking up keep their mean: they
    do not change the visible community.

    Attributes
    ----------
    slope, offset
        The paths, coming and going, shape (2, n · 129): between two knots, counted = offset + slope · expected.
    shared
        Uniform on (0, 1), shape (weeks, n); a post is shared far in a week when it is below 1 - exp(-the week's
        expected number).
    seed
        Of the reach of what is shared, log-normal with median 1.
    """

    slope: Array
    offset: Array
    shared: Array
    seed: int

    def reach(self, week: Index, future: Index) -> Array:
        """Look up how far the posts shared in these weeks of these futures go.

        Parameters
        ----------
        week, future
            Places in `shared`, of equal shape.

        Returns
        -------
        Array
            Factors with median 1, of that shape.
        """
        n = self.shared.shape[1]
        slice_ = (Chance(self.seed, 4).at(week * n + future) * n).astype(np.intp)
        reach: Array = PARAMETERS["burst_spread"].median ** strata(n)[slice_]
        return reach


@lru_cache(maxsize=4)
def luck(n: int, seed: int, weeks: int = LONGEST) -> Luck:
    """Fix the luck of n futures; a run of fewer weeks meets the first part of the same luck.

    Parameters
    ----------
    n
        Number of futures.
    seed
        Another one brings other luck.
    weeks
        Longest run it serves.
    """
    slope, offset = _paths(n, seed)
    return Luck(slope=slope, offset=offset, shared=Chance(seed, 3).random((weeks, n)), seed=seed)


@lru_cache(maxsize=4)
def _paths(n: int, seed: int) -> tuple[Array, Array]:
    uniform = Chance(seed, 2)
    increments = np.empty((2, n, KNOTS))
    for k in range(KNOTS):
        mean = 2 * k + 1
        counts = np.arange(1, int(mean + 12 * math.sqrt(mean)) + 12)
        below = np.cumsum(math.exp(-mean) * np.cumprod(np.concatenate(([1.0], mean / counts))))
        increments[:, :, k] = np.searchsorted(below, uniform.random((2, n)))
    knots = np.arange(KNOTS + 1)
    total = np.concatenate((np.zeros((2, n, 1)), np.cumsum(increments, axis=2)), axis=2)
    slope = np.concatenate((increments / (2 * knots[:-1] + 1), np.ones((2, n, 1))), axis=2)
    offset = total - slope * knots**2
    return slope.reshape(2, -1), offset.reshape(2, -1)


class Tally:
    """People expected and people counted so far, one way (coming or going), per future.

    Parameters
    ----------
    slope, offset
        That way's paths in `Luck`, shape (n · 129,).
    n
        Number of futures.
    """

    def __init__(self, slope: Array, offset: Array, n: int) -> None:
        self.slope, self.offset = slope, offset
        self.row = np.arange(n) * (KNOTS + 1)
        self.expected, self.counted = np.zeros(n), np.zeros(n)

    def happen(self, expected: Array) -> Array:
        """Count how many really come or go now.

        Parameters
        ----------
        expected
            People expected in this step, shape (n,).

        Returns
        -------
        Array
            People counted, shape (n,), never negative.
        """
        self.expected += expected
        knot = np.minimum(np.sqrt(self.expected), KNOTS).astype(np.intp)
        knot += self.row
        counted = self.offset[knot] + self.slope[knot] * self.expected
        now = np.maximum(counted - self.counted, 0)
        self.counted = counted
        return now
