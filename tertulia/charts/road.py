"""The weeks ahead: what is worked on when, one row for each kind of work, and what can begin after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tertulia.charts.picture import INK, TEXT, WIDE, at_widths
from tertulia.language import _, number

HEAD, BAR = 28, 14
"""Height of the line with the weeks and of a bar, in px."""

ROOM = 22.0
"""Px at the right, kept for the arrow of what can begin."""

WORDS = 200.0
"""Px that the words have beside the bars on the wide picture; on the narrow one they stand above."""

LINES = 20
"""Up to so many weeks, each has its line."""


@dataclass(frozen=True)
class RoadRow:
    """One kind of work: its words, and the times it is worked on.

    pieces: (begin, end, full) in weeks from 0; drawn full, or pale with an edge.
    """

    words: str
    pieces: tuple[tuple[float, float, bool], ...]


def road(rows: Sequence[RoadRow], weeks: int, after: str, begins: float, name: str, alternative: str) -> dict[int, str]:
    """SVG by width. weeks: how many the road has, at least 1. after: what can begin at `begins`, in weeks from 0."""
    return at_widths(lambda width: _drawn(rows, weeks, after, begins, name, alternative, width))


def week_ticks(weeks: int, most: int) -> list[int]:
    """The weeks whose number is written, at most `most`: each, or every second, fifth, tenth and so on."""
    steps = (base * 10**power for power in range(9) for base in (1, 2, 5))
    step = next(step for step in steps if weeks <= most * step)
    return list(range(step, weeks + 1, step))


def _drawn(
    rows: Sequence[RoadRow], weeks: int, after: str, begins: float, name: str, alternative: str, width: int
) -> str:
    # only here: in a page numbers come before matplotlib
    from matplotlib.collections import LineCollection
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyBboxPatch, Polygon
    from matplotlib.transforms import IdentityTransform

    from tertulia.charts.style import canvas, kind, svg

    plain = IdentityTransform()
    beside = width == WIDE
    row_height, down = (34, 14) if beside else (48, 33)
    height = HEAD + row_height * (len(rows) + 1)
    figure = canvas(width, height)
    left = WORDS if beside else 0.0
    scale = (width - left - ROOM) / weeks
    axis: dict[str, Any] = {"size": TEXT, "color": INK["--chart-axis"]}
    bold: dict[str, Any] = {"size": TEXT, "weight": "bold", "color": INK["--tt-text"]}

    written = week_ticks(weeks, 12 if beside else 8)
    for week in written:
        x = (left + (week - 0.5) * scale) / width
        kind(figure.text(x, 1 - 15 / height, number(week), ha="center", **axis), "m-week")
    if beside:
        figure.text(0, 1 - 15 / height, _("Week"), **axis)
    edges = [left + week * scale for week in (range(weeks + 1) if weeks <= LINES else [0, *written])]
    grid = LineCollection(
        [[(x, 0), (x, height - HEAD + 5)] for x in edges],
        colors=INK["--chart-grid"],
        linewidths=1,
        transform=plain,
        zorder=0,
    )
    figure.add_artist(kind(grid, "m-grid"))

    def line(words: str, place: int) -> float:
        top = height - HEAD - row_height * place
        kind(figure.text(0, (top - (19 if beside else 16)) / height, words, **bold), "m-words")
        return top - down

    for place, row in enumerate(rows):
        middle = line(row.words, place)
        for begin, end, full in row.pieces:
            long = max((end - begin) * scale - 1, 4.0)
            bar = FancyBboxPatch(
                (left + begin * scale, middle - BAR / 2),
                long,
                BAR,
                boxstyle=f"round,pad=0,rounding_size={min(3.0, long / 2)}",
                linewidth=0 if full else 1.5,
                facecolor=INK["--chart-median" if full else "--chart-band"],
                edgecolor=INK["--chart-median" if full else "--chart-band-edge"],
                transform=plain,
            )
            figure.add_artist(kind(bar, "m-full" if full else "m-pale"))
    middle = line(after, len(rows))
    x, end = left + begins * scale, width - 2.0
    ink = INK["--chart-goal"]
    shaft = Line2D([x, end - 8], [middle, middle], color=ink, linewidth=4, transform=plain)
    figure.add_artist(kind(shaft, "m-after"))
    tip = [(end - 13, middle - 9), (end, middle), (end - 13, middle + 9)]
    point = Polygon(tip, closed=True, linewidth=0, facecolor=ink, transform=plain)
    figure.add_artist(kind(point, "m-tip"))
    return svg(figure, f"{name}-{width}", alternative, "wide" if beside else "narrow")
