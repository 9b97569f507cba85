"""The path of one number from today's value to the wanted one: how much each month or week asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any, Literal

from tertulia.charts.picture import INK, NARROW, TEXT, WIDE, Picture, at_widths
from tertulia.language import _, day, ngettext, number, spoken
from tertulia.models.strategy.straight_path import StraightPath
from tertulia.terms import about, half_words

_Side = Literal["left", "right"]

WEEK, MONTH = 7.0, 365.25 / 12
"""Days in the two steps a path is counted in."""

BY_MONTH, BY_WEEK = 70, 14
"""From so many days on a path is counted in months, in weeks; a shorter one is one step."""

NEXT_YEAR = 330
"""A date further away than these days is said with its year."""

MARKS = 26
"""More steps than these are not marked one by one."""


@dataclass(frozen=True, kw_only=True)
class Path(StraightPath):
    """A number on its way, with its name and its unit."""

    name: str
    unit: str

    @property
    def span(self) -> float:
        """Days of one step: a month, a week or, where there is less than two weeks, all of it."""
        return MONTH if self.days >= BY_MONTH else WEEK if self.days >= BY_WEEK else float(self.days)

    @property
    def step(self) -> float:
        """What one step has to change, below 0 for a number that should fall."""
        return (self.target - self.baseline) * self.span / self.days


def amount(value: float) -> str:
    """A number somebody typed, with as many of its decimals as it needs, at most four."""
    return number(value, next((k for k in range(4) if abs(value - round(value, k)) < 1e-9), 4))


def step_words(way: Path) -> str:
    """What the path asks for: "2 more each month"."""
    n = about(abs(way.step), abs(way.step) / 10)
    more = way.step > 0
    if way.span == MONTH:
        return (_("{n} more each month") if more else _("{n} less each month")).format(n=n)
    if way.span == WEEK:
        return (_("{n} more each week") if more else _("{n} less each week")).format(n=n)
    sentence = (
        ngettext("{n} more by tomorrow", "{n} more in {days} days", way.days)
        if more
        else ngettext("{n} less by tomorrow", "{n} less in {days} days", way.days)
    )
    return sentence.format(n=n, days=number(way.days))


def day_words(when: date, today: date) -> str:
    """A date in a sentence, with its year where that is not plain."""
    return day(when, _("d MMMM") if abs((when - today).days) <= NEXT_YEAR else _("d MMMM y"))


def with_unit(value: float, unit: str) -> str:
    """ "35 customers", or the number alone where it has no unit. Plain text."""
    return f"{amount(value)} {unit}" if unit else amount(value)


def finding(way: Path) -> str:
    """What the picture says, plain text: "35 customers by 24 May asks for 2 more each month"."""
    return _("{target} by {day} asks for {step}").format(
        target=with_unit(way.target, way.unit), day=day_words(way.by, way.today), step=step_words(way)
    )


def path(way: Path, name: str, caption: str = "") -> Picture:
    """The picture at both widths. Name and unit are plain text; `name` makes ids unique on the page."""
    sentence = _("{number}: {baseline} today, {target} by {day}. That asks for {step}.")
    if way.halves:
        sentence = _("{number}: {baseline} today, {half} on {middle}, {target} by {day}. That asks for {step}.")
    alternative = sentence.format(
        number=way.name,
        baseline=amount(way.baseline),
        target=with_unit(way.target, way.unit),
        half=half_words(way),
        middle=day_words(way.middle, way.today),
        day=day_words(way.by, way.today),
        step=step_words(way),
    )
    drawn = at_widths(lambda width: _drawn(way, name, alternative, width, spoken()))
    return Picture(
        title=escape(finding(way)), alternative=alternative, wide=drawn[WIDE], narrow=drawn[NARROW], caption=caption
    )


@lru_cache(maxsize=32)
def _drawn(way: Path, name: str, alternative: str, width: int, _language: str) -> str:
    """Kept for a while, so that a change elsewhere in the exercise does not draw it again.

    What the learner typed is not drawn: it stands in the title, where any sign can be set.
    """
    # only here: in a page numbers come before matplotlib
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

    from tertulia.charts.style import axes, canvas, halo, kind, svg

    wide = width == WIDE
    height = 236 if wide else 220
    values = sorted((way.baseline, way.target))
    # from zero where that leaves the change visible, so that a small change does not look like a large one
    low = min(values[0], 0.0)
    if values[0] > 0.75 * values[1] > 0:
        low = values[0] - (values[1] - values[0])
    steps = [float(k) for k in MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10]).tick_values(low, values[1])]
    figure = canvas(width, height)
    left, right, top, bottom = 14 + 8 * max(len(amount(k)) for k in steps), 14, 32, 34
    area = axes(figure, left, top, right, bottom)
    area.set(xlim=(0, way.days), ylim=(steps[0], steps[-1]))
    area.yaxis.set_major_locator(FixedLocator(steps))
    area.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: amount(round(value, 6))))
    area.grid(axis="y", color=INK["--chart-grid"], linewidth=1)
    area.set_axisbelow(True)
    area.spines["bottom"].set(visible=True, color=INK["--tt-line-strong"], linewidth=1.2)
    area.tick_params(axis="x", length=5, color=INK["--tt-line-strong"])
    form = _("d MMM") if way.days <= NEXT_YEAR else _("d MMM y")
    # day, its label on the axis, the value there, on which side of the point that stands, its colour
    points: list[tuple[int, str, str, _Side, str]] = [(0, _("today"), amount(way.baseline), "left", "--chart-median")]
    if way.halves:
        # beside a rising line the free room is above to the left, beside a falling one above to the right
        free: _Side = "right" if way.step > 0 else "left"
        points.append((way.days // 2, day(way.middle, form), half_words(way), free, "--chart-median"))
    points.append((way.days, day(way.by, form), amount(way.target), "right", "--chart-goal"))
    area.set_xticks([point[0] for point in points], [point[1] for point in points])
    named = area.get_xticklabels()
    named[0].set_horizontalalignment("left")
    named[-1].set_horizontalalignment("right")

    def at(days: float) -> float:
        return way.baseline + (way.target - way.baseline) * days / way.days

    kind(area.axhline(way.target, color=INK["--chart-goal"], linewidth=2), "m-goal")
    blue: dict[str, Any] = {"color": INK["--chart-median"], "clip_on": False}
    line = area.plot([0, way.days], [way.baseline, way.target], linewidth=3, solid_capstyle="round", **blue)[0]
    kind(line, "m-way")
    count = round(way.days / way.span) - 1
    if count <= MARKS:
        marks = [k * way.span for k in range(1, count + 1)]
        dots = area.plot(marks, [at(k) for k in marks], linestyle="", marker="o", markersize=6, **blue)[0]
        kind(dots, "m-step")
    ends = [point[0] for point in points]
    kind(area.plot(ends, [at(k) for k in ends], linestyle="", marker="o", markersize=10, **blue)[0], "m-end")

    rise = (way.target - way.baseline) * (height - top - bottom) / (steps[-1] - steps[0])
    slope = rise / (width - left - right)
    for days, _label, words, side, ink in points:
        # where the line climbs through the room of its label, the label stands higher
        climb = slope * 9 * len(words) * (1 if side == "left" else -1)
        place = (0.0, 10 + max(0.0, min(climb, 40.0)))
        halo(
            area.annotate(
                words,
                (days, at(days)),
                place,
                textcoords="offset points",
                ha=side,
                va="baseline",
                size=TEXT + 2,
                weight="bold",
                color=INK[ink],
                annotation_clip=False,
            ),
            "m-value",
        )
    return svg(figure, f"{name}-{width}", alternative, "wide" if wide else "narrow")
