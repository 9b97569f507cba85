"""Horizontal bars with their words above them, so that they are read on a phone too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tertulia.charts.picture import INK, NARROW, TEXT, WIDE, at_widths
from tertulia.language import percent

ROW, BAR = 54, 18
"""Height of a row and of its bar in px."""

CLOSE = 46
"""Height of a row where several pictures stand beside each other and one screen or sheet has to hold them."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar: its words, its share 0 to 1, an earlier share to mark on it, and whether it stands back.

    value_text: what stands at its end instead of the share, for a bar that shows a number of another kind.
    note: what stands after that.
    """

    words: str
    share: float
    earlier: float | None = None
    quiet: bool = False
    note: str = ""
    value_text: str = ""


def bars(rows: Sequence[Bar], name: str, alternative: str, top: float | None = None) -> dict[int, str]:
    """SVG by width. `top` is the share at the right end of the longest possible bar; else the largest share."""
    return at_widths(
        lambda width: _drawn(
            rows, f"{name}-{width}", alternative, top, width=width, shown="wide" if width == WIDE else "narrow"
        )
    )


def bars_beside(rows: Sequence[Bar], name: str, alternative: str, top: float | None = None) -> str:
    """SVG for a place beside others: as narrow as on a phone, however wide the page is, and its rows closer."""
    return _drawn(rows, name, alternative, top, width=NARROW, shown="beside", row_height=CLOSE)


def _drawn(
    rows: Sequence[Bar],
    name: str,
    alternative: str,
    top: float | None,
    *,
    width: int,
    shown: str,
    row_height: int = ROW,
) -> str:
    # only here: in a page numbers come before matplotlib
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyBboxPatch
    from matplotlib.transforms import IdentityTransform

    from tertulia.charts.style import canvas, kind, svg

    height = row_height * len(rows) + 4
    figure = canvas(width, height)
    longest = width - 76 - 9 * max((max(len(row.value_text) + len(row.note) - 4, 0) for row in rows), default=0)
    scale = longest / (top or max(row.share for row in rows))

    def line(x: float, low: float, high: float, ink: str, thick: float) -> None:
        mark = Line2D([x, x], [low, high], color=INK[ink], linewidth=thick, transform=IdentityTransform())
        figure.add_artist(kind(mark, "m-earlier"))

    for place, row in enumerate(rows):
        base = height - row_height * place
        bold: dict[str, Any] = {"size": TEXT, "weight": "bold", "color": INK["--tt-text"]}
        kind(figure.text(0, (base - 19) / height, row.words, **bold), "m-words")
        length = max(row.share * scale, 1.0)
        ink = INK["--chart-band-edge" if row.quiet else "--chart-median"]
        bar = FancyBboxPatch(
            (0, base - 27 - BAR),
            length,
            BAR,
            boxstyle=f"round,pad=0,rounding_size={min(3.0, length / 2)}",
            linewidth=0,
            facecolor=ink,
            transform=IdentityTransform(),
        )
        figure.add_artist(kind(bar, "m-bar"))
        if row.earlier is not None:
            line(row.earlier * scale, base - 49, base - 23, "--tt-bg", 6)
            line(row.earlier * scale, base - 49, base - 23, "--tt-text", 2.2)
        value = (row.value_text or percent(row.share)) + (f" {row.note}" if row.note else "")
        kind(figure.text((length + 8) / width, (base - 41) / height, value, **bold), "m-value")
    return svg(figure, name, alternative, shown)
