"""Rows that sum up others, found by their sums: whatever they are called, and wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST_ROWS = 2
"""One row alone is summed up by any equal one."""

HALF = 0.5
"""Share of a row's figures that must be sums: a total of people reached is none, each of them counted once."""


def sums_and_means(counts: Sequence[Floats], nameless: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of the nameless rows are sums or means of the others, of all or of those since the last such row.

    counts: the columns that count something. nameless: rows with nothing that tells what they are of: no date where
    others have one, no link.
    """
    summed = np.zeros(len(nameless), dtype=bool)
    if not nameless.any() or not counts:
        return summed
    table = np.column_stack(counts)
    others = ~nameless
    begin = 0
    for place in map(int, np.flatnonzero(nameless)):
        since = others.copy()
        since[:begin] = since[place:] = False
        below = others.copy()
        below[: place + 1] = False
        if any(_sums_up(table[place], table[rows]) for rows in (others, since, below)):
            summed[place] = True
            begin = place
    return summed


def _sums_up(row: Floats, rows: Floats) -> bool:
    if len(rows) < LEAST_ROWS:
        return False
    known = np.isfinite(row) & np.isfinite(rows).any(axis=0) & (row != 0)
    if not known.any():
        return False
    filled = np.isfinite(rows)
    whole = np.where(filled, rows, 0).sum(axis=0)
    mean = whole / np.maximum(filled.sum(axis=0), 1)
    sums = known & (np.abs(row - whole) < 1e-6) & (filled.sum(axis=0) >= LEAST_ROWS)
    means = known & (np.abs(row - mean) <= np.where(row % 1 == 0, 0.5, 0.051)) & (row % 1 != 0)
    least = HALF * known.sum()
    return bool(sums.sum() >= least or means.sum() >= least)
