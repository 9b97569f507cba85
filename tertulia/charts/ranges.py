"""Horizontal ranges with their middle, the words above them, so that they are read on a phone too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tertulia.charts.picture import INK, TEXT, WIDE, at_widths

ROW, BAR = 74, 16
"""Height of a row and of its bar in px."""


@dataclass(frozen=True, kw_only=True)
class RangeRow:
    """One range: its words, low, middle and high in the same unit, what is written beside it, and if it stands back."""

    words: str
    low: float
    mid: float
    high: float
    value_text: str
    quiet: bool = False


def ranges(rows: Sequence[RangeRow], name: str, alternative: str) -> dict[int, str]:
    """SVG by width. The longest range ends at the right edge; all begin on one scale from zero."""
    return at_widths(lambda width: _drawn(rows, name, alternative, width))


def _drawn(rows: Sequence[RangeRow], name: str, alternative: str, width: int) -> str:
    # only here: in a page numbers come before matplotlib
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyBboxPatch
    from matplotlib.transforms import IdentityTransform

    from tertulia.charts.style import canvas, kind, svg

    height = ROW * len(rows) + 4
    figure = canvas(width, height)
    scale = (width - 6) / max(max(row.high for row in rows), 1e-9)
    for place, row in enumerate(rows):
        base = height - ROW * place
        bold: dict[str, Any] = {"size": TEXT, "weight": "bold", "color": INK["--tt-text"]}
        kind(figure.text(0, (base - 17) / height, row.words, **bold), "m-words")
        value = figure.text(0, (base - 36) / height, row.value_text, size=TEXT, color=INK["--chart-axis"])
        kind(value, "m-value")
        low, middle = base - 46 - BAR, base - 46 - BAR / 2
        track = Line2D(
            [0, width], [middle, middle], color=INK["--chart-grid"], linewidth=2, transform=IdentityTransform()
        )
        figure.add_artist(kind(track, "m-track"))
        length = max((row.high - row.low) * scale, 2.0)
        ink = INK["--chart-band-edge" if row.quiet else "--chart-median"]
        bar = FancyBboxPatch(
            (row.low * scale, low),
            length,
            BAR,
            boxstyle=f"round,pad=0,rounding_size={min(3.0, length / 2)}",
            linewidth=0,
            facecolor=ink,
            transform=IdentityTransform(),
        )
        figure.add_artist(kind(bar, "m-range"))
        for thick, colour in ((6.0, "--tt-bg"), (2.2, "--tt-text")):
            mark = Line2D(
                [row.mid * scale] * 2,
                [low - 4, low + BAR + 4],
                color=INK[colour],
                linewidth=thick,
                transform=IdentityTransform(),
            )
            figure.add_artist(kind(mark, "m-middle"))
    return svg(figure, f"{name}-{width}", alternative, "wide" if width == WIDE else "narrow")
