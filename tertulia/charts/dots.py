"""Answers of a group on a line: each a dot, and below them the middle half with the middle one marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Any

from tertulia.charts.picture import INK, NARROW, TEXT

PILE = 72
"""Height in px up to which dots are piled."""

SCALE = 68
"""Height of the scale with the middle half, in px."""

LARGEST, SMALLEST = 16, 6
"""Width of a dot in px: as large as piles and neighbours allow; below the smallest they overlap."""

STEPS = (1, 2, 5, 10, 20, 50)
"""Of the scale: the smallest of which five reach far enough."""


@dataclass(frozen=True, kw_only=True)
class DotLine:
    """Answers from zero up. each: all of them, or none where they are not shown. low, middle, high: the middle half.

    most: where the scale ends at the latest; what is above is piled at its end, and the end says so.
    """

    each: Sequence[float]
    low: float
    middle: float
    high: float
    most: float


def _ticks(line: DotLine) -> list[float]:
    largest = max([line.high, *line.each])
    if line.most <= 1:  # shares
        return [0.0, 0.25 * line.most, 0.5 * line.most, 0.75 * line.most, line.most]
    reach = max(min(largest, line.most), 1.0)
    step = next(each for each in (*STEPS, reach) if reach <= 5 * each)
    return [step * k for k in range(ceil(reach / step) + 1)]


def _piles(places: Sequence[float]) -> tuple[float, Counter[float]]:
    """The width of a dot, and how many lie at each place; neighbours touch at most, if they are no smaller for it."""
    columns = Counter(round(place, 2) for place in places)
    gap = min((after - before for before, after in pairwise(sorted(columns))), default=LARGEST)
    return max(min(LARGEST, gap, PILE / max(columns.values())), SMALLEST), columns


def dots(
    line: DotLine, name: str, alternative: str, tick: Callable[[float], str], beyond: Callable[[float], str]
) -> str:
    """SVG for a place beside others, `NARROW`. tick: writes a number of the scale; beyond: the last, if some are above.

    name, alternative: as for every picture (`style.svg`).
    """
    # only here: in a page numbers come before matplotlib
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle
    from matplotlib.transforms import IdentityTransform

    from tertulia.charts.style import canvas, kind, svg

    width, height = NARROW, SCALE + (PILE if line.each else 0)
    figure = canvas(width, height)
    ticks = _ticks(line)
    top = ticks[-1]
    left, right = 10.0, width - 10.0
    still: dict[str, Any] = {"transform": IdentityTransform()}

    def at(value: float) -> float:
        return left + (right - left) * min(value, top) / top

    def stroke(name: str, x: Sequence[float], y: Sequence[float], ink: str, thick: float) -> None:
        figure.add_artist(kind(Line2D(x, y, color=INK[ink], linewidth=thick, **still), name))

    base = 30.0
    stroke("m-scale", [left, right], [base, base], "--tt-line-strong", 1.5)
    above = any(value > top for value in line.each) or line.high > top
    for place, value in enumerate(ticks):
        stroke("m-tick", [at(value)] * 2, [base - 5, base], "--tt-line-strong", 1.5)
        last = place == len(ticks) - 1
        side, x = ("left", 0.0) if place == 0 else ("right", 1.0) if last else ("center", at(value) / width)
        written = beyond(value) if last and above else tick(value)
        ink: dict[str, Any] = {"size": TEXT, "color": INK["--chart-axis"]}
        kind(figure.text(x, (base - 22) / height, written, ha=side, **ink), "m-tick")
    half = Rectangle(
        (at(line.low), base + 5),
        max(at(line.high) - at(line.low), 2.0),
        16,
        linewidth=1.5,
        facecolor=INK["--chart-band"],
        edgecolor=INK["--chart-band-edge"],
        **still,
    )
    figure.add_artist(kind(half, "m-half"))
    stroke("m-middle", [at(line.middle)] * 2, [base + 2, base + 24], "--tt-text", 3)
    if line.each:
        size, columns = _piles([at(value) for value in line.each])
        step = min(size, PILE / max(columns.values()))
        xs = [column for column, many in columns.items() for _dot in range(many)]
        ys = [base + 34 + step * level for many in columns.values() for level in range(many)]
        marks = Line2D(
            xs,
            ys,
            linestyle="none",
            marker="o",
            markersize=size - 2,
            markerfacecolor=INK["--chart-median"],
            markeredgewidth=0,
            **still,
        )
        figure.add_artist(kind(marks, "m-dot"))
    return svg(figure, name, alternative, "beside")
