"""Ranges one below the other on a common scale: from low to high a bar, the middle marked and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tertulia.charts.picture import INK, TEXT, WIDE, at_widths
from tertulia.language import number

ROW, BAR = 62, 14
"""Height of a row and of its bar in px."""


@dataclass(frozen=True)
class Span:
    """One range: its words, low, middle and high in the same unit; `quiet` stands back."""

    words: str
    low: float
    middle: float
    high: float
    quiet: bool = False


def ranges(rows: Sequence[Span], name: str, alternative: str) -> dict[int, str]:
    """SVG by width. The scale begins at 0."""
    return at_widths(lambda width: _drawn(rows, name, alternative, width))


def _drawn(rows: Sequence[Span], name: str, alternative: str, width: int) -> str:
    # only here: in a page numbers come before matplotlib
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyBboxPatch
    from matplotlib.transforms import IdentityTransform

    from tertulia.charts.style import canvas, halo, svg

    height = ROW * len(rows) + 6
    figure = canvas(width, height)
    longest = width - 24
    scale = longest / max(max(row.high for row in rows), 1.0)
    for place, row in enumerate(rows):
        base = height - ROW * place
        text: dict[str, Any] = {"size": TEXT, "color": INK["--tt-text"]}
        figure.text(0, (base - 17) / height, row.words, weight="bold", **text)
        length = max((row.high - row.low) * scale, 2.0)
        bar = FancyBboxPatch(
            (row.low * scale, base - 26 - BAR), length, BAR, boxstyle="round,pad=0,rounding_size=1",
            linewidth=1.5, facecolor=INK["--chart-grid" if row.quiet else "--chart-band"],
            edgecolor=INK["--chart-nothing" if row.quiet else "--chart-band-edge"], transform=IdentityTransform(),
        )  # fmt: skip
        figure.add_artist(bar)
        middle = row.middle * scale
        ink = INK["--chart-nothing" if row.quiet else "--chart-median"]
        mark = Line2D(
            [middle, middle], [base - 44, base - 22], color=ink, linewidth=4, transform=IdentityTransform()
        )  # fmt: skip
        figure.add_artist(mark)
        low, high = row.low * scale, row.high * scale
        said = f"{number(row.low)} – {number(row.middle)} – {number(row.high)}"
        middle_of = min(max((low + high) / 2, 62), width - 62)
        halo(figure.text(middle_of / width, (base - 59) / height, said, ha="center", **text))
    return svg(figure, f"{name}-{width}", alternative, "wide" if width == WIDE else "narrow")
