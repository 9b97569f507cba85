"""The community simulator's picture: a band of futures, the goal, doing nothing, and a hundred dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from tertulia.charts.picture import NARROW, WIDE, Picture, at_widths
from tertulia.language import _, number

if TYPE_CHECKING:
    from tertulia.charts.growth_picture import GrowthPicture


@dataclass(frozen=True)
class Futures:
    """What the picture shows. Arrays are people by week, shape (weeks + 1,), unless said otherwise.

    dots: (100,) people at the end, one per future. chance: share of futures at or above the goal.
    hoped: the exponential the owner hopes for, or None. hairs: (k, weeks + 1) single futures, or None.
    """

    low: np.ndarray
    median: np.ndarray
    high: np.ndarray
    nothing: np.ndarray
    dots: np.ndarray
    goal: float
    chance: float
    hoped: np.ndarray | None = None
    hairs: np.ndarray | None = None


def ticks(top: float, most: int = 6) -> list[float]:
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


@cache
def _kept(width: int) -> GrowthPicture:
    """Building a figure costs as much as drawing it, so one is kept for each width."""
    from tertulia.charts.growth_picture import GrowthPicture  # only here: in a page numbers come before matplotlib

    return GrowthPicture(width)


def growth(futures: Futures, title: str, caption: str, name: str = "growth") -> Picture:
    """The picture at both widths."""
    alternative = _(
        "From {today} people today. Middle future after {weeks} weeks: {median} people. Eight in ten futures end "
        "between {low} and {high}. Doing nothing: {nothing}. The goal of {goal} is reached in {over} of 100 futures."
    ).format(
        today=number(futures.median[0]),
        weeks=len(futures.median) - 1,
        median=number(futures.median[-1]),
        low=number(futures.low[-1]),
        high=number(futures.high[-1]),
        nothing=number(futures.nothing[-1]),
        goal=number(futures.goal),
        over=int(np.sum(futures.dots >= futures.goal)),
    )
    drawn = at_widths(lambda width: _kept(width).draw(futures, f"{name}-{width}", alternative))
    return Picture(title, alternative, drawn[WIDE], drawn[NARROW], caption)


def sparkline(futures: Futures) -> str:
    """The same futures in 116 × 52 px without a word, for the answer that stays on a phone's screen."""
    top = max(float(futures.high.max()), futures.goal * 1.08)
    weeks = np.linspace(0, len(futures.median) - 1, 14).astype(int)
    x = np.linspace(2, 114, len(weeks))

    def path(values: np.ndarray) -> str:
        return " ".join(f"{a:.1f},{50 - 48 * b / top:.1f}" for a, b in zip(x, values[weeks], strict=True))

    back = " ".join(path(futures.low).split()[::-1])
    goal = 50 - 48 * futures.goal / top
    return (
        '<svg class="ch" viewBox="0 0 116 52" aria-hidden="true">'
        f'<polygon class="band" points="{path(futures.high)} {back}"/>'
        f'<polyline class="edge" points="{path(futures.high)}"/><polyline class="edge" points="{path(futures.low)}"/>'
        f'<polyline class="nothing" points="{path(futures.nothing)}"/>'
        f'<polyline class="median" points="{path(futures.median)}"/>'
        f'<line class="goal" x1="2" x2="114" y1="{goal:.1f}" y2="{goal:.1f}"/></svg>'
    )
