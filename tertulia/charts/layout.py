"""Where numbers and words go on a picture: round values for an axis, labels that keep clear of each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def round_ticks(top: float, most: int = 6) -> list[float]:
    """Round values from 0 to at least top, at most `most` steps."""
    for scale in (10.0**power for power in range(-1, 9)):
        for step in (1 * scale, 2 * scale, 2.5 * scale, 5 * scale):
            if top <= step * most and step >= 1:
                return [step * k for k in range(int(np.ceil(top / step)) + 1)]
    raise ValueError(f"{top} is too many people for an axis")


def apart(heights: Sequence[float], gap: float) -> list[float]:
    """Labels' heights in px pushed apart so that no two are nearer than gap; order is kept."""
    order = np.argsort(heights)
    placed = [float(heights[k]) for k in order]
    for _round in range(50):
        moved = False
        for k in range(len(placed) - 1):
            short = gap - (placed[k + 1] - placed[k])
            if short > 1e-6:
                placed[k] -= short / 2
                placed[k + 1] += short / 2
                moved = True
        if not moved:
            break
    result = [0.0] * len(placed)
    for place, k in zip(placed, order, strict=True):
        result[int(k)] = place
    return result
