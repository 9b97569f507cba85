"""Posts in a row, each a lettered square, and below them a share with the range in which it may lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tertulia.charts.picture import INK, TEXT, WIDE, at_widths
from tertulia.language import percent

ROW, SIDE, PER_ROW = 56, 30.0, 10
"""Height of a row of squares, side of a square in px, and squares in a row."""

SCALE = 92
"""Height of the scale below, in px."""


def strip(
    marks: Sequence[bool], letters: tuple[str, str], span: tuple[float, float, float], name: str, alternative: str
) -> dict[int, str]:
    """SVG by width. marks: True for the kind to count, whose letter is the first of `letters`, the newest post first.

    span: lowest, middle and highest share, 0 to 1.
    """
    return at_widths(lambda width: _drawn(marks, letters, span, name, alternative, width))


def _drawn(
    marks: Sequence[bool],
    letters: tuple[str, str],
    span: tuple[float, float, float],
    name: str,
    alternative: str,
    width: int,
) -> str:
    # only here: in a page numbers come before matplotlib
    from matplotlib.lines import Line2D
    from matplotlib.patches import Circle, FancyBboxPatch
    from matplotlib.transforms import IdentityTransform

    from tertulia.charts.style import canvas, halo, kind, svg

    rows = -(-len(marks) // PER_ROW)
    height = ROW * rows + SCALE
    figure = canvas(width, height)
    column = min(width / PER_ROW, 50)
    still: dict[str, Any] = {"transform": IdentityTransform()}

    def box(name: str, x: float, y: float, wide: float, high: float, fill: str, edge: str) -> None:
        shape = FancyBboxPatch(
            (x, y),
            wide,
            high,
            boxstyle=f"round,pad=0,rounding_size={min(5.0, wide / 2)}",
            linewidth=1.5,
            facecolor=INK[fill],
            edgecolor=INK[edge],
            **still,
        )
        figure.add_artist(kind(shape, name))

    def line(name: str, x: list[float], y: list[float]) -> None:
        stroke = Line2D(x, y, color=INK["--tt-line-strong"], linewidth=1.5, **still)
        figure.add_artist(kind(stroke, name))

    for place, mark in enumerate(marks):
        x = (place % PER_ROW) * column
        y = height - ROW * (place // PER_ROW) - SIDE - 2
        sort, fill, edge, ink = (
            ("m-counted", "--chart-median", "--chart-median", "--tt-surface")
            if mark
            else ("m-other", "--tt-surface", "--cat-3", "--cat-3")
        )
        box(sort, x + 1, y, SIDE, SIDE, fill, edge)
        middle = (x + 1 + SIDE / 2) / width
        strong: dict[str, Any] = {"ha": "center", "size": TEXT, "weight": "bold", "color": INK[ink]}
        kind(figure.text(middle, (y + 9.5) / height, letters[0 if mark else 1], **strong), sort)
        counter = figure.text(
            middle, (y - 17) / height, str(place + 1), ha="center", size=14, color=INK["--chart-axis"]
        )
        kind(counter, "m-number")

    low, share, high = span
    left, right = 8.0, width - 8.0
    base = 42.0

    def at(part: float) -> float:
        return left + part * (right - left)

    line("m-scale", [left, right], [base, base])
    for part in (0.0, 0.5, 1.0):
        line("m-tick", [at(part)] * 2, [base - 14, base - 9])
        side = {0.0: "left", 0.5: "center", 1.0: "right"}[part]
        place_x = {0.0: 0.0, 0.5: 0.5, 1.0: 1.0}[part]
        words = figure.text(place_x, (base - 31) / height, percent(part), ha=side, size=TEXT, color=INK["--chart-axis"])
        kind(words, "m-tick")
    box("m-range", at(low), base - 8, max(at(high) - at(low), 2), 16, "--chart-band", "--chart-band-edge")
    dot = Circle((at(share), base), 8, facecolor=INK["--chart-median"], linewidth=0, **still)
    figure.add_artist(kind(dot, "m-share"))
    bold: dict[str, Any] = {"size": TEXT, "weight": "bold", "color": INK["--chart-median"]}
    named = percent(share)
    half = 5.0 * len(named)
    x = min(max(at(share), half), width - half)
    halo(figure.text(x / width, (base + 15) / height, named, ha="center", **bold), "m-share")
    for part, side in ((low, "left"), (high, "right")):
        # an end is named where its label keeps clear of the share's
        end = at(part)
        nearest = end + 40 if side == "left" else end - 40
        clear = nearest < x - half - 4 if side == "left" else nearest > x + half + 4
        if clear:
            quiet: dict[str, Any] = {"size": TEXT, "color": INK["--chart-axis"]}
            words = figure.text(end / width, (base + 15) / height, percent(part), ha=side, **quiet)
            kind(words, "m-range")
    return svg(figure, f"{name}-{width}", alternative, "wide" if width == WIDE else "narrow")
