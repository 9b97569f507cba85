<<<<<<< HEAD
"""Horizontal ranges with their middle, the words above them, so that they are read on a phone too."""
=======
"""Ranges one below the other on a common scale: from low to high a bar, the middle marked and written."""
>>>>>>> inside

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tertulia.charts.picture import INK, TEXT, WIDE, at_widths
<<<<<<< HEAD

ROW, BAR = 74, 16
=======
from tertulia.language import number

ROW, BAR = 62, 14
>>>>>>> inside
"""Height of a row and of its bar in px."""


@dataclass(frozen=True)
class Span:
<<<<<<< HEAD
    """One range: its words, low, middle and high in the same unit, what is written beside it, and if it stands back."""

    words: str
    low: float
    mid: float
    high: float
    said: str
=======
    """One range: its words, low, middle and high in the same unit; `quiet` stands back."""

    words: str
    low: float
    middle: float
    high: float
>>>>>>> inside
    quiet: bool = False


def ranges(rows: Sequence[Span], name: str, alternative: str) -> dict[int, str]:
<<<<<<< HEAD
    """SVG by width. The longest range ends at the right edge; all begin on one scale from zero."""
=======
    """SVG by width. The scale begins at 0."""
>>>>>>> inside
    return at_widths(lambda width: _drawn(rows, name, alternative, width))


def _drawn(rows: Sequence[Span], name: str, alternative: str, width: int) -> str:
    # only here: in a page numbers come before matplotlib
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyBboxPatch
    from matplotlib.transforms import IdentityTransform

<<<<<<< HEAD
    from tertulia.charts.style import canvas, svg

    height = ROW * len(rows) + 4
    figure = canvas(width, height)
    scale = (width - 6) / max(max(row.high for row in rows), 1e-9)
    for place, row in enumerate(rows):
        base = height - ROW * place
        bold: dict[str, Any] = {"size": TEXT, "weight": "bold", "color": INK["--tt-text"]}
        figure.text(0, (base - 17) / height, row.words, **bold)
        figure.text(0, (base - 36) / height, row.said, size=TEXT, color=INK["--chart-axis"])
        low, middle = base - 42 - BAR, base - 42 - BAR / 2
        track = Line2D([0, width], [middle, middle], color=INK["--chart-grid"], linewidth=2,
                       transform=IdentityTransform())  # fmt: skip
        figure.add_artist(track)
        length = max((row.high - row.low) * scale, 2.0)
        ink = INK["--chart-band-edge" if row.quiet else "--chart-median"]
        bar = FancyBboxPatch(
            (row.low * scale, low), length, BAR, boxstyle=f"round,pad=0,rounding_size={min(3.0, length / 2)}",
            linewidth=0, facecolor=ink, transform=IdentityTransform(),
        )  # fmt: skip
        figure.add_artist(bar)
        for thick, colour in ((6.0, "--tt-bg"), (2.2, "--tt-text")):
            mark = Line2D([row.mid * scale] * 2, [low - 4, low + BAR + 4], color=INK[colour], linewidth=thick,
                          transform=IdentityTransform())  # fmt: skip
            figure.add_artist(mark)
=======
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
>>>>>>> inside
    return svg(figure, f"{name}-{width}", alternative, "wide" if width == WIDE else "narrow")
