"""Answers of a group on a line: each a dot, and below them the middle half with the middle one marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from tertulia.charts.picture import INK, TEXT, WIDE, at_widths

PILE = 92
"""Height in px up to which dots are piled."""

SCALE = 68
"""Height of the scale with the middle half, in px."""

LARGEST, SMALLEST = 16, 6
"""Width of a dot in px: as large as the highest pile allows; below the smallest, dots overlap."""

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


def dots(
    line: DotLine, name: str, alternative: str, tick: Callable[[float], str], beyond: Callable[[float], str]
) -> dict[int, str]:
    """SVG by width. tick: writes a number of the scale; beyond: the last one, where answers are above it."""
    return at_widths(lambda width: _drawn(line, name, alternative, tick, beyond, width))


def _ticks(line: DotLine) -> list[float]:
    largest = max([line.high, *line.each])
    if line.most <= 1:  # shares
        return [0.0, 0.25 * line.most, 0.5 * line.most, 0.75 * line.most, line.most]
    reach = max(min(largest, line.most), 1.0)
    step = next(each for each in (*STEPS, reach) if reach <= 5 * each)
    return [step * k for k in range(ceil(reach / step) + 1)]


def _piles(places: Sequence[float], room: float) -> tuple[int, Counter[int]]:
    """The width of a dot, and how many lie in each column of that width."""
    for size in range(LARGEST, SMALLEST - 1, -2):
        columns = Counter(round(place / size) for place in places)
        if not columns or max(columns.values()) * size <= room:
            break
    return size, columns


def _drawn(
    line: DotLine, name: str, alternative: str, tick: Callable[[float], str], beyond: Callable[[float], str], width: int
) -> str:
    # only here: in a page numbers come before matplotlib
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle
    from matplotlib.transforms import IdentityTransform

    from tertulia.charts.style import canvas, kind, svg

    height = SCALE + (PILE if line.each else 0)
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
        size, columns = _piles([at(value) - left for value in line.each], PILE)
        step = min(size, PILE / max(columns.values()))
        xs = [left + column * size for column, many in columns.items() for _dot in range(many)]
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
    return svg(figure, f"{name}-{width}", alternative, "wide" if width == WIDE else "narrow")
