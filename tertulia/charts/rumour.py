"""A rumour's days: a band of how many have heard it, the official word on its way, and the quarter they race to."""

from __future__ import annotations

from typing import Any

import numpy as np

from tertulia.charts.layout import apart
from tertulia.charts.picture import INK, NARROW, TEXT, WIDE, at_widths
from tertulia.language import _, ngettext, number, percent
from tertulia.models.inside.rumour import EARLY, Rumour

HEIGHT = 310
LEFT, TOP, BOTTOM = 56, 30, 48
RIGHT = {WIDE: 146, NARROW: 106}
"""Margins in px; on the right stand the words for the lines."""


def course(rumour: Rumour, name: str, alternative: str) -> dict[int, str]:
    """SVG by width."""
    return at_widths(lambda width: _drawn(rumour, name, alternative, width))


def _drawn(rumour: Rumour, name: str, alternative: str, width: int) -> str:
    # only here: in a page numbers come before matplotlib
    from matplotlib.lines import Line2D
    from matplotlib.patches import Polygon
    from matplotlib.transforms import IdentityTransform

    from tertulia.charts.style import canvas, halo, kind, svg

    last, delay = len(rumour.median) - 1, rumour.story.delay
    figure = canvas(width, HEIGHT)
    inner, plot = width - LEFT - RIGHT[width], HEIGHT - TOP - BOTTOM
    x = LEFT + inner * np.arange(last + 1) / last
    text: dict[str, Any] = {"size": TEXT, "va": "baseline"}
    axis = text | {"color": INK["--chart-axis"]}

    def y(shares: Any) -> Any:
        return BOTTOM + plot * np.asarray(shares)

    def line(name: str, xs: Any, ys: Any, ink: str, thick: float, dashes: Any = "-", order: int = 1) -> None:
        # no axes: they would cost more than all that is drawn in them
        stroke = Line2D(
            xs, ys, color=INK[ink], linewidth=thick, linestyle=dashes, zorder=order, transform=IdentityTransform()
        )
        figure.add_artist(kind(stroke, name))

    for share in (0, EARLY, 0.5, 0.75, 1):
        quarter = share == EARLY
        line(
            "m-quarter" if quarter else "m-grid",
            x[[0, -1]],
            y([share, share]),
            "--chart-axis" if quarter else "--chart-grid",
            1.2 if quarter else 1.0,
            (0, (2, 3)) if quarter else "-",
            3 if quarter else 0,
        )
        named = figure.text((LEFT - 8) / width, (y(share) - 5) / HEIGHT, percent(share), ha="right", **axis)
        kind(named, "m-grid")
    for day in sorted({0, last, *(day for day in (7, 14, 21) if day < last)}):
        kind(figure.text(x[day] / width, (BOTTOM - 20) / HEIGHT, number(day), ha="center", **axis), "m-day")
    band = np.column_stack((np.concatenate((x, x[::-1])), np.concatenate((y(rumour.low), y(rumour.high)[::-1]))))
    area = Polygon(band, facecolor=INK["--chart-goal-soft"], linewidth=0, zorder=1, transform=IdentityTransform())
    figure.add_artist(kind(area, "m-band"))
    line("m-low", x, y(rumour.low), "--chart-goal", 1)
    line("m-high", x, y(rumour.high), "--chart-goal", 1)
    line("m-median", x, y(rumour.median), "--chart-goal", 3, (0, (6, 3)), 4)
    line("m-official", x, y(rumour.official), "--chart-median", 3, "-", 5)
    figure.text(0, 1 - 14 / HEIGHT, _("Share of the staff"), **axis)
    if delay is not None and delay < last:
        line("m-speak", [x[delay]] * 2, y([0, 1]), "--chart-median", 1.2, (0, (4, 3)), 2)
        right = delay > last / 2
        announced = halo(
            figure.text(
                (x[delay] + (-6 if right else 6)) / width,
                (HEIGHT - TOP - 14) / HEIGHT,
                _("you speak"),
                ha="right" if right else "left",
                color=INK["--chart-median"],
                weight="bold",
                **text,
            ),
            "m-speak",
        )
        announced.set_zorder(6)
    ends = [
        ("m-official", rumour.official[-1], _("official"), "--chart-median"),
        ("m-median", rumour.median[-1], _("rumour"), "--chart-goal"),
    ]
    heights = apart([float(y(share)) for _name, share, _words, _ink in ends], 19)
    for (curve, share, words, ink), height in zip(ends, heights, strict=True):
        bold: dict[str, Any] = {"color": INK[ink], "weight": "bold", **text}
        place = (width - RIGHT[width] + 8) / width, (height - 5) / HEIGHT
        kind(figure.text(*place, f"{percent(share)} {words}", **bold), curve)
    figure.text((LEFT + inner / 2) / width, 6 / HEIGHT, _("days since it began"), ha="center", **axis)
    return svg(figure, f"{name}-{width}", alternative, "wide" if width == WIDE else "narrow")


def course_words(rumour: Rumour) -> str:
    """The picture in words and numbers."""
    days = [day for day in (3, 7, 14, 30) if day < len(rumour.median)]
    rows = "; ".join(
        _("day {day}: rumour {middle} ({low} to {high}), official word {official}").format(
            day=number(day),
            middle=percent(rumour.median[day]),
            low=percent(rumour.low[day]),
            high=percent(rumour.high[day]),
            official=percent(rumour.official[day]),
        )
        for day in days
    )
    runs = ngettext("{n} run", "{n} runs", rumour.story.runs).format(n=number(rumour.story.runs))
    return _("Share of the staff by day, middle of {runs} and in brackets 8 in 10 of them. {rows}.").format(
        runs=runs, rows=rows
    )
