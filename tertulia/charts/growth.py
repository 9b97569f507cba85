"""The community simulator's picture: a band of futures, the goal, doing nothing, and a hundred dots."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from tertulia.charts.futures import Futures
from tertulia.charts.picture import NARROW, WIDE, Picture, at_widths
from tertulia.language import _, number

if TYPE_CHECKING:
    from tertulia.charts.growth_picture import GrowthPicture


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
    return Picture(title=title, alternative=alternative, wide=drawn[WIDE], narrow=drawn[NARROW], caption=caption)


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
        f'<polyline class="edge m-high" points="{path(futures.high)}"/>'
        f'<polyline class="edge m-low" points="{path(futures.low)}"/>'
        f'<polyline class="nothing" points="{path(futures.nothing)}"/>'
        f'<polyline class="median" points="{path(futures.median)}"/>'
        f'<line class="goal" x1="2" x2="114" y1="{goal:.1f}" y2="{goal:.1f}"/></svg>'
    )
