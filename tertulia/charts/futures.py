"""What is known of a community's futures: the numbers that the simulator's picture is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, kw_only=True)
class Futures:
    """What the picture shows. Arrays are people by week, shape (weeks + 1,), unless said otherwise.

    dots: (100,) people at the end, one per future. chance: share of futures at or above the goal.
    hoped: the exponential the owner hopes for, or None.
    """

    low: np.ndarray
    median: np.ndarray
    high: np.ndarray
    nothing: np.ndarray
    dots: np.ndarray
    goal: float
    chance: float
    hoped: np.ndarray | None = None
