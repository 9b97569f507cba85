"""Counts that lost their thousands comma: "1,204" of an English tool is the number 1.204 to a Spanish spreadsheet.

What counts people or clicks is whole. Where some cells have a fraction of three digits and the whole ones stay below
a thousand, the fractions are thousands. A mean ("41.2", "1093.5") has a fraction too; it is never taken for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

THOUSAND, MILLION = 1000.0, 1_000_000.0

ONE_OF_MANY = 20
"""A whole number so many times smaller than the middle one of its column may itself be thousands: 2 for 2,000."""


class LostThousands(StrEnum):
    """Whether the fractions of a column of counts are thousands."""

    NO = "no"
    """There are none, or they cannot be."""
    MAYBE = "maybe"
    CERTAIN = "certain"


@dataclass(frozen=True)
class Restored:
    """A column with its thousands. places: where they were put back. doubtful: where a whole number may be one too."""

    values: Floats
    places: NDArray[np.int64]
    doubtful: NDArray[np.int64]


def fractions(values: Floats) -> NDArray[np.bool_]:
    """Which values are not whole."""
    whole: NDArray[np.bool_] = np.where(np.isfinite(values), values, 0) % 1 == 0
    return ~whole


def three_decimals(values: Floats) -> bool:
    """Whether some value has three decimals, not fewer."""
    parts = values[fractions(values)] * 100
    return bool((np.abs(parts - np.round(parts)) > 1e-6).any())


def lost_thousands(values: Floats) -> LostThousands:
    """Whether the fractions among these counts are thousands, from the column alone."""
    broken = fractions(values)
    if not broken.any():
        return LostThousands.NO
    parts = values[broken]
    moved = parts * THOUSAND
    if (parts < 1).any() or (parts >= THOUSAND).any() or not np.allclose(moved, np.round(moved), rtol=0, atol=1e-6):
        return LostThousands.NO
    three = three_decimals(values)
    whole = values[np.isfinite(values) & ~broken & (values > 0)]
    written_out = ((whole >= THOUSAND) & (whole < MILLION)).any()
    if written_out:
        return LostThousands.MAYBE if three else LostThousands.NO
    small = whole[whole < THOUSAND]
    if three and len(small) and parts.max() < np.median(small):
        return LostThousands.CERTAIN
    return LostThousands.MAYBE


def alike(values: Floats) -> bool:
    """Whether the column goes with another one of its table that lost its thousands for certain."""
    return lost_thousands(values) is not LostThousands.NO and not ((values >= THOUSAND) & (values < MILLION)).any()


def restored(values: Floats) -> Restored:
    """The counts with their thousands put back."""
    broken = fractions(values)
    whole = np.isfinite(values) & ~broken & (values > 0) & (values < THOUSAND)
    made = values.copy()
    made[broken] = np.round(values[broken] * THOUSAND)
    doubtful = np.zeros(len(values), dtype=bool)
    if whole.any() and broken.any():
        doubtful = whole & (values <= values[broken].max()) & (values * ONE_OF_MANY <= np.median(values[whole]))
    return Restored(made, np.flatnonzero(broken), np.flatnonzero(doubtful))
