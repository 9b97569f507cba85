"""Groups beside each other: a dot for the middle, a bar for the range it may truly have, the number written out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tertulia.charts.picture import INK, TEXT, WIDE, at_widths

ROW = 56
"""Height of a row in px."""


@dataclass(frozen=True, kw_only=True)
class GroupSpan:
    """A group: its words, its middle and range, what is written at its right, and whether it stands out.

    low, high: None if there are too few posts to say; then nothing is drawn but the words and `value_text`.
    """

    words: str
    middle: float
    low: float | None
    high: float | None
    value_text: str
    strong: bool = False


def spans(
    rows: Sequence[GroupSpan], whole: float, name: str, alternative: str, tick: Callable[[float], str]
) -> dict[int, str]:
    """SVG by width. whole: the middle of all posts, a dashed line. tick: writes a number of the axis."""
    return at_widths(lambda width: _drawn(rows, whole, name, alternative, tick, width))


def _drawn(
    rows: Sequence[GroupSpan], whole: float, name: str, alternative: str, tick: Callable[[float], str], width: int
) -> str:
    # only here: in a page numbers come before matplotlib
    from matplotlib.lines import Line2D
    from matplotlib.patches import Circle, FancyBboxPatch
    from matplotlib.transforms import IdentityTransform

    from tertulia.charts.style import canvas, halo, kind, svg

    height = ROW * len(rows) + 30
    figure = canvas(width, height)
    most = max([whole, *(row.high for row in rows if row.high is not None)]) or 1.0
    left, right = 8.0, width - 12.0
    scale = (right - left) / most
    still = IdentityTransform()
    words: dict[str, Any] = {"size": TEXT, "color": INK["--tt-text"]}

    def line(name: str, x: tuple[float, float], y: tuple[float, float], ink: str, thick: float, **more: Any) -> None:
        mark = Line2D(x, y, color=INK[ink], linewidth=thick, transform=still, zorder=0, **more)
        figure.add_artist(kind(mark, name))

    middle = left + whole * scale
    line("m-whole", (middle, middle), (26, height - 2), "--chart-nothing", 1.6, dashes=(5, 4))
    for place, row in enumerate(rows):
        top = height - ROW * place
        base = top - 38
        weight = "bold" if row.strong else "normal"
        halo(figure.text(0, (top - 20) / height, row.words, weight=weight, **words), "m-words")
        halo(figure.text(1, (top - 20) / height, row.value_text, ha="right", weight=weight, **words), "m-value")
        line("m-track", (left, right), (base, base), "--chart-grid", 1.0)
        if row.low is None or row.high is None:
            continue
        start, length = left + row.low * scale, max((row.high - row.low) * scale, 2.0)
        bar = FancyBboxPatch(
            (start, base - 5),
            length,
            10,
            boxstyle=f"round,pad=0,rounding_size={min(4.0, length / 2)}",
            linewidth=1.2,
            facecolor=INK["--chart-band"],
            edgecolor=INK["--chart-band-edge"],
            transform=still,
        )
        figure.add_artist(kind(bar, "m-range"))
        dot = Circle(
            (left + row.middle * scale, base),
            6.5,
            facecolor=INK["--chart-median"],
            edgecolor=INK["--tt-bg"],
            linewidth=1.5,
            transform=still,
        )
        figure.add_artist(kind(dot, "m-middle"))
    ink: dict[str, Any] = {"size": TEXT, "color": INK["--chart-axis"]}
    kind(figure.text(left / width, 6 / height, tick(0), **ink), "m-axis")
    kind(figure.text(right / width, 6 / height, tick(most), ha="right", **ink), "m-axis")
    return svg(figure, f"{name}-{width}", alternative, "wide" if width == WIDE else "narrow")
