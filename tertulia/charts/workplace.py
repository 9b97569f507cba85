"""A firm in a ring: people by department, a curve for each two who talk, and the formal tree behind, dashed.

Nobody's place depends on luck: departments follow each other clockwise from the top, people as they are listed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from tertulia.charts.layout import apart
from tertulia.charts.month import LOOKS
from tertulia.charts.picture import INK, NARROW, TEXT, WIDE, at_widths
from tertulia.language import _
from tertulia.models.inside.workplace import Organisation
from tertulia.models.inside.workplace_measures import WorkplaceMeasures

SIDE = {WIDE: 140, NARROW: 86}
"""Room for the names at each side in px, by width of the picture."""

LETTERS = {WIDE: 15, NARROW: 9}
"""Longest name shown whole, in characters."""

GAP = 1.2
"""Room between two departments, in people."""

ALL_NAMED = 30
"""In a larger firm only heads, brokers and people without ties are named."""

LINE = 18
"""Height of a name in px."""


def letter(department: int) -> str:
    """The sign of a department in the picture and its key: A, B, C …"""
    return chr(ord("A") + department)


def look_of(department: int) -> tuple[str, str, str]:
    """Fill, edge and letter of a department's people."""
    return LOOKS[department % len(LOOKS)]


def ring(place: Organisation, measures: WorkplaceMeasures, name: str, alternative: str) -> dict[int, str]:
    """SVG by width."""
    return at_widths(lambda width: _drawn(place, measures, name, alternative, width))


def _drawn(place: Organisation, measures: WorkplaceMeasures, name: str, alternative: str, width: int) -> str:
    # only here: in a page numbers come before matplotlib
    from matplotlib.lines import Line2D
    from matplotlib.patches import Circle, FancyBboxPatch, PathPatch
    from matplotlib.path import Path
    from matplotlib.transforms import IdentityTransform

    from tertulia.charts.style import canvas, kind, svg

    order = sorted(range(place.n), key=lambda p: (place.department[p], p))
    named = set(order) if place.n <= ALL_NAMED else _notable(place, measures)
    slots, turn = _slots(place, order)
    on_side = {side: [p for p in order if (math.sin(turn[p]) >= 0) == side and p in named] for side in (True, False)}
    height = max(300, LINE * max(len(people) for people in on_side.values()) + 30)
    middle, across, along = (width / 2, height / 2), width / 2 - SIDE[width], height / 2 - 22
    spot = {p: (middle[0] + across * math.sin(turn[p]), middle[1] + along * math.cos(turn[p])) for p in order}
    size = min(11.0, 0.42 * math.pi * (across + along) / slots)

    figure = canvas(width, height)

    def curves(name: str, pairs: Iterable[tuple[int, int]], ink: str, thick: float, dashes: Any, order: int) -> None:
        points: list[tuple[float, float]] = []
        for one, other in pairs:
            a, b = spot[one], spot[other]
            bend = (0.5 * (a[0] + b[0]) + middle[0]) / 2, (0.5 * (a[1] + b[1]) + middle[1]) / 2
            points += [a, bend, b]
        if points:
            strokes = PathPatch(
                Path(points, [Path.MOVETO, Path.CURVE3, Path.CURVE3] * (len(points) // 3)),
                fill=False,
                edgecolor=INK[ink],
                linewidth=thick,
                linestyle=dashes,
                capstyle="round",
                zorder=order,
                transform=IdentityTransform(),
            )
            figure.add_artist(kind(strokes, name))

    talks = [(i, j) for i in range(place.n) for j in range(i + 1, place.n) if place.talks[i, j]]
    inside = [(i, j) for i, j in talks if place.department[i] == place.department[j]]
    lines = [(p, boss) for p, boss in enumerate(place.boss) if boss >= 0]
    many = len(talks) > 4 * place.n  # thinner where there is much to draw
    curves("m-reports", lines, "--chart-nothing", 1.2, (0, (2, 4)), 1)
    curves("m-inside", inside, "--chart-band-edge", 1.0 if many else 1.8, "-", 2)
    across_departments = [pair for pair in talks if pair not in set(inside)]
    curves("m-across", across_departments, "--chart-goal", 1.2 if many else 2.4, "-", 3)

    for right, people in on_side.items():
        heights = apart([spot[p][1] for p in people], LINE)
        edge = width - SIDE[width] + 22 if right else SIDE[width] - 22
        for p, y in zip(people, _kept(heights, 8, height - 8), strict=True):
            x0 = spot[p][0] + (size + 2 if right else -size - 2)
            leader = Line2D(
                [x0, edge],
                [spot[p][1], y],
                color=INK["--chart-grid"],
                linewidth=1,
                zorder=0,
                transform=IdentityTransform(),
            )
            figure.add_artist(kind(leader, "m-leader"))
            strong = p in measures.brokers[:1]
            text: dict[str, Any] = {"size": TEXT, "color": INK["--tt-text" if strong else "--chart-axis"]}
            words = figure.text(
                (edge + (4 if right else -4)) / width,
                (y - 5) / height,
                _short(place.names[p], LETTERS[width]),
                ha="left" if right else "right",
                weight="bold" if strong else "normal",
                **text,
            )
            kind(words, "m-name")
    for p in order:
        fill, edge_ink, ink = look_of(place.department[p])
        x, y = spot[p]
        if p in measures.members:
            channel = Circle(
                (x, y),
                size + 3.5,
                fill=False,
                edgecolor=INK["--tt-text"],
                linewidth=1.6,
                zorder=4,
                transform=IdentityTransform(),
            )
            figure.add_artist(kind(channel, "m-channel"))
        shape: Any
        common: dict[str, Any] = {
            "facecolor": INK[fill],
            "edgecolor": INK[edge_ink],
            "linewidth": 1.5,
            "zorder": 5,
            "transform": IdentityTransform(),
        }
        if p in place.boss:
            side = 1.8 * size
            rounding = f"round,pad=0,rounding_size={0.2 * size}"
            shape = FancyBboxPatch((x - side / 2, y - side / 2), side, side, boxstyle=rounding, **common)
        else:
            shape = Circle((x, y), size, **common)
        figure.add_artist(kind(shape, "m-head" if p in place.boss else "m-person"))
        if size >= 9.5:
            bold: dict[str, Any] = {"size": 14, "weight": "bold", "color": INK[ink], "zorder": 6}
            sign = figure.text(x / width, (y - 5) / height, letter(place.department[p]), ha="center", **bold)
            kind(sign, "m-letter")
    return svg(figure, f"{name}-{width}", alternative, "wide" if width == WIDE else "narrow")


def _slots(place: Organisation, order: list[int]) -> tuple[float, dict[int, float]]:
    """How many places the ring has, and everybody's angle from the top, clockwise."""
    slot, at, last = 0.0, {}, None
    for p in order:
        if last is not None and place.department[p] != last:
            slot += GAP
        at[p], last = slot, place.department[p]
        slot += 1
    slot += GAP
    return slot, {p: 2 * math.pi * (s + 0.5 + GAP / 2) / slot for p, s in at.items()}


def _notable(place: Organisation, measures: WorkplaceMeasures) -> set[int]:
    return {p for p in range(place.n) if p in place.boss} | set(measures.brokers[:3]) | set(measures.alone)


def _kept(heights: list[float], low: float, high: float) -> list[float]:
    """The heights moved together, so that the outermost stay on the picture."""
    if not heights:
        return heights
    shift = max(low - min(heights), 0) - max(max(heights) - high, 0)
    return [y + shift for y in heights]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def key(place: Organisation, channel: bool) -> str:
    """What the signs mean, as HTML above the picture: departments with their letters, lines, shapes."""
    from html import escape

    items = []
    for d, words in enumerate(place.departments):
        sign = f'<i class="tt-letter m{d % len(LOOKS)}">{letter(d)}</i>'
        items.append(f"<li>{sign}{escape(words) or _('no department')} · {place.department.count(d)}</li>")
    line = '<svg class="ch" width="34" height="12" viewBox="0 0 34 12" aria-hidden="true">{}</svg>'
    marks = [
        (
            '<path d="M0 6h34" fill="none" style="stroke:var(--chart-goal);stroke-width:2.4"/>',
            _("talk across departments"),
        ),
        ('<path d="M0 6h34" fill="none" style="stroke:var(--chart-band-edge);stroke-width:1.8"/>', _("talk inside")),
        (
            '<path d="M0 6h34" fill="none" style="stroke:var(--chart-nothing);stroke-width:1.2;stroke-dasharray:2 4"/>',
            _("reports to (square: leads somebody)"),
        ),
    ]
    if channel:
        marks.append(
            (
                '<circle cx="17" cy="6" r="5" fill="none" style="stroke:var(--tt-text);stroke-width:1.6"/>',
                _("on the channel"),
            )
        )
    items += [f"<li>{line.format(mark)}{words}</li>" for mark, words in marks]
    return f'<ul class="tt-key">{"".join(items)}</ul>'
