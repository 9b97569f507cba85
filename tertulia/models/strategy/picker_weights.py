"""What the weights of the four families hide: places over all weightings, and the smallest change that flips the first.

The share of all possible weightings, drawn evenly, in which a network takes each place is its acceptability, the
mean weighting of its first places its central weights (stochastic multicriteria acceptability analysis, SMAA-2). As in
that method the values may be drawn as well, each draw with its own weighting (`picker_draws`).

References
----------
Lahdelma and Salminen 2001, Operations Research 49(3):444-454. Survey: Tervonen and Figueira 2008,
doi:10.1002/mcda.407.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tertulia.models.errors import whole_within
from tertulia.models.random_stream import Chance
from tertulia.models.strategy.picker_input import Array, normalised
from tertulia.models.strategy.picker_scores import Family

DRAWS = 10_000
SEED = 1
MOST_DRAWS = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Weights:
    """How much each family counts: any numbers of at least 0, brought to a sum of 1; equal unless given.

    Raises
    ------
    InputError
        At "weights.family": NOT_A_NUMBER or BELOW; at "weights": ALL_ZERO.
    """

    customers: float = 0.25
    aim: float = 0.25
    means: float = 0.25
    time: float = 0.25

    def __post_init__(self) -> None:
        """Check and normalise."""
        given = {family.value: getattr(self, family) for family in Family}
        for name, value in normalised("weights", tuple(given), given).items():
            object.__setattr__(self, name, value)

    def array(self) -> Array:
        """The weights in the order of `Family`, shape (4,)."""
        return np.array([getattr(self, family) for family in Family])


def weights_of(array: Array) -> Weights:
    """The weights in an array of shape (4,), in the order of `Family`."""
    return Weights(**{family.value: weight for family, weight in zip(Family, array.tolist(), strict=True)})


class PlaceShares(NamedTuple):
    """How often each row takes each place.

    shares: shape (rows, places), row = network, column = place, best first; rows and columns sum to 1.
    central: shape (rows, families), the mean weighting of a row's first places; nan where it has none.
    """

    shares: Array
    central: Array


class FlipPoint(NamedTuple):
    """Where another row draws level.

    rival: that row. to: the place of the family that gains weight. weights: the weighting there, shape (families,).
    """

    rival: int
    to: int
    weights: Array


@lru_cache(maxsize=8)
def weightings(draws: int = DRAWS, families: int = len(Family), seed: int = SEED) -> Array:
    """Weightings drawn evenly from all possible ones (Dirichlet with all parameters 1).

    Parameters
    ----------
    draws
        How many.
    families
        Weights in each.
    seed
        The same seed gives the same weightings.

    Returns
    -------
    Array
        Shape (draws, families), each row summing to 1, read-only.

    Raises
    ------
    InputError
        At "draws", for less than one or more than a million.
    """
    whole_within("draws", draws, 1, MOST_DRAWS)
    drawn = -np.log1p(-Chance(seed).random((draws, families)))
    drawn /= drawn.sum(axis=1, keepdims=True)
    drawn.flags.writeable = False
    return drawn


_ROUNDING = 1e-11
"""Differences smaller than this are none: sums taken in another order differ by as much."""


def scores(families: Sequence[Array], draws: int = DRAWS, seed: int = SEED) -> Array:
    """What each row scores in each draw of the weights.

    Parameters
    ----------
    families
        Per family the values of the rows, shape (rows, draws) or (rows, 1). Equal values: the earlier row gets the
        better score, by less than anything that counts.
    draws, seed
        Of the weightings.

    Returns
    -------
    Array
        Shape (rows, draws).
    """
    drawn = weightings(draws, len(families), seed).T
    total: Array = drawn[0] * families[0]
    for weight, values in zip(drawn[1:], families[1:], strict=True):
        total += weight * values
    total -= _ROUNDING * np.arange(len(total))[:, None]
    return total


def first_shares(scored: Array) -> Array:
    """The share of the draws in which each row comes first: shape (rows, draws) in, (rows,) out."""
    rows, draws = scored.shape
    if not rows:
        return np.zeros(0)
    best, first = scored[0].copy(), np.zeros(draws, dtype=np.intp)
    for row in range(1, rows):  # three times as fast as argmax over a few long rows
        first[scored[row] > best] = row
        np.maximum(best, scored[row], out=best)
    shares: Array = np.bincount(first, minlength=rows) / draws
    return shares


def acceptability(scored: Array, draws: int = DRAWS, seed: int = SEED, families: int = len(Family)) -> PlaceShares:
    """How often each row takes each place, over all weightings.

    Parameters
    ----------
    scored
        What `scores` gave for these draws and this seed, shape (rows, draws).
    draws, seed, families
        Of the weightings, and weights in each.

    Returns
    -------
    PlaceShares
        Shares of the draws, and the central weights.
    """
    drawn = weightings(draws, families, seed)
    places = places_by_score(scored)
    rows = len(places)
    shares = np.array([np.bincount(row, minlength=rows) for row in places]).reshape(rows, rows) / draws
    central = np.full((rows, families), np.nan)
    for row in range(rows):
        first = places[row] == 0
        if first.any():
            central[row] = first.astype(float) @ drawn / first.sum()
    return PlaceShares(shares, central)


def places_by_score(scores: Array) -> NDArray[np.intp]:
    """The place of each row in each column, 0 for the highest score.

    Parameters
    ----------
    scores
        Shape (rows, draws), whatever was drawn. Equal scores: the earlier row takes the better place.

    Returns
    -------
    NDArray[np.intp]
        Shape (rows, draws).
    """
    places = np.zeros(scores.shape, dtype=np.intp)
    for better in range(len(scores)):
        for worse in range(better + 1, len(scores)):
            beaten = scores[worse] > scores[better]
            places[better] += beaten
            places[worse] += ~beaten
    return places


def smallest_flip(values: Array, weights: Array, first: int) -> FlipPoint | None:
    """The weighting nearest to `weights` (L1) at which another row draws level with row `first`.

    Exact: against each rival the gap is linear in the weights, and each unit of weight moved to the rival's best
    family shrinks it by a fixed amount, so taking weight from the families in falling order of that amount is optimal.

    Parameters
    ----------
    values
        Shape (networks, families).
    weights
        Shape (families,), sums to 1.
    first
        The row that leads.

    Returns
    -------
    FlipPoint | None
        None if no weighting lets another row overtake.
    """
    nearest: FlipPoint | None = None
    least = np.inf
    for rival in range(len(values)):
        lead = values[first] - values[rival]
        to = int(np.argmin(lead))
        if rival == first or lead[to] > -1e-12:
            continue
        moved = weights.astype(float)
        gap = max(0.0, float(lead @ weights))
        for giver in sorted(range(len(lead)), key=lambda f: (-lead[f], f)):
            gain = float(lead[giver] - lead[to])
            if gap <= 0 or gain <= 0:
                break
            step = min(gap / gain, float(moved[giver]))
            moved[giver] -= step
            moved[to] += step
            gap -= step * gain
        distance = float(np.abs(moved - weights).sum())
        if distance < least - 1e-12:
            nearest, least = FlipPoint(rival, to, moved), distance
    return nearest
