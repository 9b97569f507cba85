"""How the futures of a community are drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter
from matplotlib.transforms import IdentityTransform

from tertulia.charts.growth import Futures, apart, ticks
from tertulia.charts.picture import INK, NARROW, TEXT, WIDE
from tertulia.charts.style import axes, canvas, halo, kind, svg
from tertulia.language import _, number, percent

DOT = {WIDE: (5.5, 7.0), NARROW: (4.7, 5.9)}
"""Diameter and distance of the dots in px."""


class GrowthPicture:
    """One drawing of the futures at one width, kept and redrawn: only its data change."""

    def __init__(self, width: int) -> None:
        self.width, self.height = width, 372 if width == WIDE else 356
        wide = width == WIDE
        self.left, self.right, self.top, self.bottom = (50, 122, 38, 42) if wide else (46, 104, 38, 42)
        self.figure = canvas(width, self.height)
        self.area = axes(self.figure, self.left, self.top, self.right, self.bottom)
        area = self.area
        area.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: number(value)))
        area.grid(axis="y", color=INK["--chart-grid"], linewidth=1)
        area.set_axisbelow(True)
        area.spines["bottom"].set(visible=True, color=INK["--tt-line-strong"], linewidth=1.2)
        area.tick_params(axis="x", length=5, color=INK["--tt-line-strong"])
        edge: dict[str, Any] = {"color": INK["--chart-band-edge"], "linewidth": 1.5}
        self.band = area.fill_between([0, 1], [0, 0], [1, 1], color=INK["--chart-band"], linewidth=0)
        self.hairs = [area.plot([], [], color=INK["--chart-band-edge"], linewidth=0.6)[0] for _k in range(12)]
        self.low, self.high = area.plot([], [], **edge)[0], area.plot([], [], **edge)[0]
        self.hoped = area.plot([], [], color=INK["--tt-text"], linewidth=1.6, linestyle=(0, (1, 2.4)))[0]
        self.nothing = area.plot([], [], color=INK["--chart-nothing"], linewidth=2.2, linestyle=(0, (3.2, 2.3)))[0]
        self.median = area.plot([], [], color=INK["--chart-median"], linewidth=3, solid_capstyle="round")[0]
        ink: dict[str, Any] = {"va": "baseline", "color": INK["--chart-axis"], "size": TEXT}
        text = self.figure.text
        self.unit = text(0, 1 - 14 / self.height, "", **ink)
        right = ink | {"ha": "right", "color": INK["--tt-text"]}
        self.above = text(1, 1 - 14 / self.height, "", **right, weight="bold")
        self.ends = [text(0, 0, "", **ink) for _k in range(4)]
        self.ends[1].set(color=INK["--chart-median"], weight="bold")
        self.ends[3].set(color=INK["--chart-nothing"], weight="bold")
        self.say_goal = halo(text(0, 0, "", **ink | {"color": INK["--chart-goal"]}, weight="bold"))
        self.say_nothing = halo(text(0, 0, "", **ink | {"ha": "right", "color": INK["--chart-nothing"]}, weight="bold"))
        self.say_hoped = halo(text(0, 0, "", **ink | {"ha": "right", "color": INK["--tt-text"]}, weight="bold"))
        self.dots_axes = axes(self.figure, width - self.right + 62, self.top, 0, self.bottom)
        self.dots_axes.set(xticks=[], yticks=[], xlim=(0, self.right - 62))
        size = DOT[width][0] ** 2
        self.dots = [
            kind(self.dots_axes.scatter([], [], s=size, color=INK[ink_name], linewidth=0, clip_on=False), name)
            for ink_name, name in (("--chart-goal", "dots"), ("--chart-median", "dots"))
        ]
        self.counts = [
            text(0, 0, "", va="center", size=TEXT, color=INK[ink_name], weight="bold")
            for ink_name in ("--chart-goal", "--chart-median")
        ]
        self.goal = Line2D([], [], color=INK["--chart-goal"], linewidth=2, transform=IdentityTransform())
        self.figure.add_artist(self.goal)

    def _y(self, people: float) -> float:
        """Height on the figure in px from the bottom."""
        inner = self.height - self.top - self.bottom
        return self.bottom + inner * people / self.area.get_ylim()[1]

    def draw(self, futures: Futures, name: str, alternative: str) -> str:
        """The SVG for these futures; name makes its ids unique on the page."""
        weeks = np.arange(len(futures.median))
        last = len(weeks) - 1
        hoped_top = 0.0 if futures.hoped is None else min(futures.hoped[-1], 1.6 * futures.goal)
        # the few futures far above the rest are drawn at the top edge rather than flattening all others
        top = max(1.05 * futures.high.max(), 1.12 * futures.goal, float(np.quantile(futures.dots, 0.96)), hoped_top)
        steps = ticks(top)
        area = self.area
        area.set(xlim=(0, last), ylim=(0, steps[-1]))
        area.yaxis.set_major_locator(FixedLocator(steps))
        wide = self.width == WIDE
        marks = [0, round(last / 4), round(last / 2), round(3 * last / 4), last] if wide else [0, round(last / 2), last]
        area.set_xticks(marks, [self._week(week, last) for week in marks])
        for label in area.get_xticklabels():
            label.set_horizontalalignment("center")
        area.get_xticklabels()[0].set_horizontalalignment("left")
        for line, path in ((self.low, futures.low), (self.median, futures.median), (self.high, futures.high),
                           (self.nothing, futures.nothing)):  # fmt: skip
            line.set_data(weeks, path)
        self.band.set_verts([np.column_stack([
            np.concatenate([weeks, weeks[::-1]]), np.concatenate([futures.low, futures.high[::-1]])
        ])])  # fmt: skip
        paths = [] if futures.hairs is None else list(futures.hairs[: len(self.hairs)])
        for k, hair in enumerate(self.hairs):
            shown = k < len(paths)
            hair.set_data(weeks if shown else [], paths[k] if shown else [])
        if futures.hoped is None:
            self.hoped.set_data([], [])
        else:
            inside = futures.hoped <= steps[-1]
            self.hoped.set_data(weeks[inside], futures.hoped[inside])
        self._say(futures, last)
        self._count(futures)
        return svg(self.figure, name, alternative, "wide" if wide else "narrow")

    def _week(self, week: int, last: int) -> str:
        if week == 0:
            return _("today")
        return _("{n} weeks").format(n=week) if week == last else str(week)

    def _say(self, futures: Futures, last: int) -> None:
        """Place the words beside the lines they name."""
        width, height = self.width, self.height
        self.unit.set_text(_("People in your community"))
        self.above.set_text(_("100 futures"))
        x_end = (width - self.right + 8) / width
        values = [futures.high[-1], futures.median[-1], futures.low[-1], futures.nothing[-1]]
        for text, value, y in zip(self.ends, values, apart([self._y(v) for v in values], 17), strict=True):
            text.set(position=(x_end, (y - 5) / height), text=number(value))
        goal = self._y(futures.goal)
        edge = width - 6
        self.goal.set_data([self.left, edge], [goal, goal])
        self.say_goal.set(
            position=((self.left + 8) / width, (goal + 8) / height),
            text=_("Goal {goal} · chance {chance}").format(goal=number(futures.goal), chance=percent(futures.chance)),
        )
        inside = (width - self.right - 4) / width
        nothing = self._y(futures.nothing[-1])
        below = nothing - self.bottom > 24
        self.say_nothing.set(
            position=(inside, (nothing - 19 if below else nothing + 9) / height),
            text=_("if you do nothing") if self.width == WIDE else _("do nothing"),
        )
        if futures.hoped is None:
            self.say_hoped.set_text("")
            return
        inside_weeks = np.flatnonzero(futures.hoped <= self.area.get_ylim()[1])
        week = int(inside_weeks[-1]) if len(inside_weeks) else 0
        x = self.left + (width - self.left - self.right) * week / last
        self.say_hoped.set(
            position=(max(x - 6, self.left + 130) / width, (self._y(futures.hoped[week]) - 12) / height),
            text=_("what you hoped for"),
        )

    def _count(self, futures: Futures) -> None:
        """Stack the hundred dots in rows at their height, never across the goal, and count each side."""
        step = DOT[self.width][1]
        inner = self.height - self.top - self.bottom
        self.dots_axes.set_ylim(0, inner)
        scale = inner / self.area.get_ylim()[1]
        goal = futures.goal * scale
        dots = np.asarray(futures.dots, dtype=float)
        over = dots >= futures.goal
        columns = int((self.right - 62) // step)
        spots = np.empty((len(dots), 2))
        for side, direction in ((over, 1), (~over, -1)):
            last = int((inner - goal if direction > 0 else goal) // step)
            filled: dict[int, int] = {}
            # from the goal outwards, so that a full row passes its dots on to the next one
            for k in sorted(np.flatnonzero(side), key=lambda k: abs(dots[k] - futures.goal)):
                row = min(int(abs(dots[k] - futures.goal) * scale // step), last)
                while filled.get(row, 0) >= columns:
                    row += 1
                column = filled[row] = filled.get(row, 0) + 1
                spots[k] = (column - 0.5) * step, goal + direction * (row + 0.5) * step
        for drawn, side in zip(self.dots, (over, ~over), strict=True):
            drawn.set_offsets(spots[side] if side.any() else np.empty((0, 2)))
        start = self.width - self.right + 62
        for text, side, shift in zip(self.counts, (over, ~over), (0, -1), strict=True):
            if not side.any():
                text.set_text("")
                continue
            lowest = spots[side][:, 1].min() if shift else spots[side][:, 1].max()
            row_width = spots[side][np.isclose(spots[side][:, 1], lowest)][:, 0].max()
            y = self.bottom + lowest + (-4 if shift else 4)
            text.set(position=((start + row_width + 10) / self.width, y / self.height), text=str(int(side.sum())))
