"""Shares over the years: one line for each kind of figure, and no line across a break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tertulia.charts.picture import INK, TEXT, WIDE, at_widths
from tertulia.language import percent

LOOKS = (("--chart-nothing", "o", "--"), ("--chart-median", "s", "-"), ("--chart-goal", "^", "-"))
"""Colour, mark and stroke of up to three lines, in order."""


@dataclass(frozen=True, kw_only=True)
class YearLine:
    """A line with its short name. points: year and share 0 to 1, in order. end: whether its name stands at its end.

    above: whether name and shares stand above the line. both: whether both ends give their share, or the named one.
    """

    words: str
    points: tuple[tuple[int, float], ...]
    end: bool = True
    above: bool = False
    both: bool = False


def years(lines: Sequence[YearLine], name: str, alternative: str) -> dict[int, str]:
    """SVG by width."""
    return at_widths(lambda width: _drawn(lines, name, alternative, width))


def _drawn(lines: Sequence[YearLine], name: str, alternative: str, width: int) -> str:
    # only here: in a page numbers come before matplotlib
    from matplotlib.ticker import FixedLocator, FuncFormatter

    from tertulia.charts.style import axes, canvas, halo, kind, svg

    wide = width == WIDE
    height = 270 if wide else 250
    figure = canvas(width, height)
    area = axes(figure, 52, 14, 26 if wide else 22, 34)
    every = [year for line in lines for year, _share in line.points]
    first, last = min(every), max(every)
    top = 0.2 * (int(max(share for line in lines for _year, share in line.points) / 0.2) + 1)
    area.set(xlim=(first - 0.4, last + 0.4), ylim=(0, top))
    area.yaxis.set_major_locator(FixedLocator([0.2 * k for k in range(round(top / 0.2) + 1)]))
    area.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: percent(value)))
    area.grid(axis="y", color=INK["--chart-grid"], linewidth=1)
    area.set_axisbelow(True)
    area.spines["bottom"].set(visible=True, color=INK["--tt-line-strong"], linewidth=1.2)
    step = 2 if wide else 4
    area.set_xticks([year for year in range(first, last + 1) if (year - first) % step == 0])
    for order, (line, (ink, mark, stroke)) in enumerate(zip(lines, LOOKS, strict=False)):
        look: dict[str, Any] = {"color": INK[ink], "clip_on": False}
        xs, ys = [point[0] for point in line.points], [point[1] for point in line.points]
        curve = area.plot(xs, ys, linestyle=stroke, linewidth=2.4, marker=mark, markersize=8, **look)[0]
        kind(curve, f"m-line{order}")
        lift = 11 if line.above else -23
        for place in sorted({0, len(xs) - 1}):
            named = place == (len(xs) - 1 if line.end else 0)
            if not named and not line.both:
                continue
            words = f"{line.words} {percent(ys[place])}" if named else percent(ys[place])
            side = "right" if place else "left"
            shift = 8 if side == "right" else -8
            halo(
                area.annotate(
                    words,
                    (xs[place], ys[place]),
                    (shift, lift),
                    textcoords="offset points",
                    ha=side,
                    va="baseline",
                    size=TEXT,
                    weight="bold" if named else "normal",
                    color=INK[ink],
                    annotation_clip=False,
                ),
                f"m-line{order}",
            )
    return svg(figure, f"{name}-{width}", alternative, "wide" if wide else "narrow")
