"""The plan's pictures as PNG for a document: the way of each number, and where the community is likely to end.

No word of the learner's stands inside a picture: a font may lack its letters. Without matplotlib there is no picture;
the numbers stand in the text anyway.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from tertulia.language import _, day, number
from tertulia.plan.export.document_blocks import Drawing
from tertulia.plan.export.half_way import straight_path
from tertulia.plan.schema import Plan
from tertulia.terms import half_words, short

INK, QUIET, BAND, GOAL = "#2b2622", "#857b72", "#e3c9b4", "#9a3b1e"
"""Dark text, axes, the band of futures, the value wanted; told apart by form as well."""

DOTS = 144
"""Per inch."""


def ways(plan: Plan) -> Iterator[Drawing]:
    """From today's value to the one wanted, for each number that has both and a day after the beginning."""
    whole = [(place, path) for place, kpi in enumerate(plan.strategy.kpis[:4], 1) if (path := straight_path(plan, kpi))]
    figure = _figure(6.3, 1.3 * len(whole) + 0.1) if whole else None
    if figure is None:
        return
    paths = []
    for row, (place, path) in enumerate(whole, 1):
        axes = figure.add_subplot(len(whole), 1, row)
        days = (path.days // 2) / path.days
        axes.plot([0, 1], [path.baseline, path.target], color=INK, lw=2, marker="o", markersize=6)
        axes.plot([days], [path.half], color=GOAL, marker="D", markersize=5)
        axes.set_xlim(-0.08, 1.08)
        axes.set_xticks([0, days, 1], [day(each, "short") for each in (path.today, path.middle, path.by)])
        low, high = sorted((path.baseline, path.target))
        room = (high - low) * 0.35
        axes.set_ylim(low - room, high + room)
        axes.set_yticks([path.baseline, path.target], [short(path.baseline), short(path.target)])
        axes.set_title(_("Number {n}").format(n=number(place)), loc="left", fontsize=9, color=INK)
        _quiet(axes)
        paths.append(
            _("Number {n}: {from} today, {half} half way, {to} on {day}").format(
                **{
                    "n": number(place),
                    "from": short(path.baseline),
                    "half": half_words(path),
                    "to": short(path.target),
                    "day": day(path.by),
                }
            )
        )
    caption = _("The way of each number; the diamond is half way. Real numbers go up and down.")
    yield _drawn(figure, "; ".join(paths), caption)


def futures(plan: Plan) -> Iterator[Drawing]:
    """Today, the goal, and the range in which eight futures in ten end."""
    growth = plan.growth
    if growth.low is None or growth.median is None or growth.high is None:
        return
    figure = _figure(6.3, 1.4)
    if figure is None:
        return
    axes = figure.add_subplot(1, 1, 1)
    axes.barh([0], [growth.high - growth.low], left=growth.low, height=0.5, color=BAND, edgecolor=QUIET)
    axes.plot([growth.median] * 2, [-0.32, 0.32], color=INK, lw=3)
    marks = {_("low"): growth.low, _("likely"): growth.median, _("high"): growth.high}
    labels = [f"{label} {number(value)}" for label, value in marks.items()]
    if growth.today is not None:
        axes.plot([growth.today], [0], color=INK, marker="o", markersize=7, linestyle="none")
        labels.append(_("today {n}").format(n=number(growth.today)))
    if growth.goal is not None:
        axes.plot([growth.goal] * 2, [-0.5, 0.5], color=GOAL, lw=2, linestyle="--")
        labels.append(_("goal {n}").format(n=number(growth.goal)))
    held = [value for value in (growth.low, growth.high, growth.today, growth.goal) if value is not None]
    room = max(1.0, 0.08 * (max(held) - min(held)))
    axes.set_xlim(min(held) - room, max(held) + room)
    axes.set_ylim(-0.7, 0.7)
    axes.set_yticks([])
    axes.locator_params(axis="x", nbins=5)
    axes.xaxis.set_major_formatter(lambda value, _place: number(value))
    _quiet(axes)
    axes.spines["left"].set_visible(False)
    caption = _("Band: eight futures in ten; thick line: the middle; dot: today; dashed line: the goal. People.")
    yield _drawn(figure, "; ".join(labels), caption)


def _figure(wide: float, high: float) -> Any:
    """An empty figure of this size in inches; None where there is no matplotlib."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        return None
    figure = Figure(figsize=(wide, high), dpi=DOTS, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def _quiet(axes: Any) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(QUIET)
    axes.tick_params(colors=QUIET, labelcolor=INK, labelsize=8)


def _drawn(figure: Any, alternative: str, caption: str) -> Drawing:
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=DOTS, metadata={"Software": None})
    wide, high = figure.get_size_inches()
    return Drawing(
        png=out.getvalue(), size=(round(wide * DOTS), round(high * DOTS)), alternative=alternative, caption=caption
    )
