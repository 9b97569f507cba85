"""How the futures of a community are drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter
from matplotlib.transforms import IdentityTransform

from tertulia.charts.futures import Futures
from tertulia.charts.layout import apart, round_ticks
from tertulia.charts.picture import INK, NARROW, TEXT, WIDE
from tertulia.charts.style import axes, canvas, drawn, halo, kind, whole
from tertulia.language import _, number, percent, spoken

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
        self.low, self.high = area.plot([], [], **edge)[0], area.plot([], [], **edge)[0]
        self.hoped = area.plot([], [], color=INK["--tt-text"], linewidth=1.6, linestyle=(0, (1, 2.4)))[0]
        self.nothing = area.plot([], [], color=INK["--chart-nothing"], linewidth=2.2, linestyle=(0, (3.2, 2.3)))[0]
        self.median = area.plot([], [], color=INK["--chart-median"], linewidth=3, solid_capstyle="round")[0]
        for curve, name in (
            (self.band, "m-band"),
            (self.low, "m-low"),
            (self.high, "m-high"),
            (self.hoped, "m-hoped"),
            (self.nothing, "m-nothing"),
            (self.median, "m-median"),
        ):
            kind(curve, name)
        ink: dict[str, Any] = {"va": "baseline", "color": INK["--chart-axis"], "size": TEXT}
        text = self.figure.text
        self.unit = text(0, 1 - 14 / self.height, "", **ink)
        right = ink | {"ha": "right", "color": INK["--tt-text"]}
        self.above = text(1, 1 - 14 / self.height, "", **right, weight="bold")
        self.ends = [kind(text(0, 0, "", **ink), f"m-{name}") for name in ("high", "median", "low", "nothing")]
        self.ends[1].set(color=INK["--chart-median"], weight="bold")
        self.ends[3].set(color=INK["--chart-nothing"], weight="bold")
        inside = ink | {"ha": "right", "weight": "bold"}
        self.say_goal = halo(text(0, 0, "", **ink | {"color": INK["--chart-goal"]}, weight="bold"), "m-goal")
        self.say_nothing = halo(text(0, 0, "", **inside | {"color": INK["--chart-nothing"]}), "m-say-nothing")
        self.say_hoped = halo(text(0, 0, "", **inside | {"color": INK["--tt-text"]}), "m-hoped")
        self.dots_axes = axes(self.figure, width - self.right + 62, self.top, 0, self.bottom)
        self.dots_axes.set(xticks=[], yticks=[], xlim=(0, self.right - 62))
        # a dot is a line without length and with round ends: all of a colour are one path
        dot: dict[str, Any] = {"linewidth": DOT[width][0], "solid_capstyle": "round", "clip_on": False}
        self.dots = [
            kind(self.dots_axes.plot([], [], color=INK[ink_name], **dot)[0], f"dots {name}")
            for ink_name, name in (("--chart-goal", "m-over"), ("--chart-median", "m-under"))
        ]
        self.counts = [
            kind(text(0, 0, "", va="center", size=TEXT, color=INK[ink_name], weight="bold"), name)
            for ink_name, name in (("--chart-goal", "m-over"), ("--chart-median", "m-under"))
        ]
        self.goal = Line2D([], [], color=INK["--chart-goal"], linewidth=2, transform=IdentityTransform())
        self.figure.add_artist(kind(self.goal, "m-goal"))
        self.frame: list[Artist] = [area.xaxis, area.yaxis, area.spines["bottom"]]
        self.moving: list[Artist] = [
            self.band,
            self.low,
            self.high,
            self.hoped,
            self.nothing,
            self.median,
            *self.figure.texts,
            self.goal,
            self.dots_axes,
        ]
        self.kept: tuple[Any, str] = None, ""

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
        steps = round_ticks(top)
        area = self.area
        area.set(xlim=(0, last), ylim=(0, steps[-1]))
        area.yaxis.set_major_locator(FixedLocator(steps))
        wide = self.width == WIDE
        marks = [0, round(last / 4), round(last / 2), round(3 * last / 4), last] if wide else [0, round(last / 2), last]
        area.set_xticks(marks, [self._week(week, last) for week in marks])
        for label in area.get_xticklabels():
            label.set_horizontalalignment("center")
        area.get_xticklabels()[0].set_horizontalalignment("left")
        for line, path in (
            (self.low, futures.low),
            (self.median, futures.median),
            (self.high, futures.high),
            (self.nothing, futures.nothing),
        ):
            line.set_data(weeks, path)
        self.band.set_verts(
            [np.column_stack([np.concatenate([weeks, weeks[::-1]]), np.concatenate([futures.low, futures.high[::-1]])])]
        )
        if futures.hoped is None:
            self.hoped.set_data([], [])
        else:
            inside = futures.hoped <= steps[-1]
            self.hoped.set_data(weeks[inside], futures.hoped[inside])
        self._say(futures, last)
        self._count(futures)
        drawn_in = self._inside(name, (name, steps, last, spoken()))
        return whole(self.figure, drawn_in, alternative, "wide" if wide else "narrow")

    def _inside(self, name: str, scale: Any) -> str:
        """Axes and grid, drawn anew only when their scale changes, and all that moves over them."""
        if self.kept[0] != scale:
            self._show(self.frame)
            self.kept = scale, drawn(self.figure, f"{name}-axes")
        self._show(self.moving)
        return self.kept[1] + drawn(self.figure, name)

    def _show(self, shown: list[Artist]) -> None:
        for artist in (*self.frame, *self.moving):
            artist.set_visible(artist in shown)

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
        inner = self.height - self.top - self.bottom
        self.dots_axes.set_ylim(0, inner)
        scale = inner / self.area.get_ylim()[1]
        goal = futures.goal * scale
        dots = np.asarray(futures.dots, dtype=float)
        over = dots >= futures.goal
        spots = np.empty((len(dots), 2))
        for side, direction in ((over, 1), (~over, -1)):
            step, room = DOT[self.width][1], inner - goal if direction > 0 else goal
            while ((self.right - 62) // step) * (room // step) < side.sum() and step > 1:
                step *= 0.95  # too many for the room: closer together, never into the axis
            columns, last = int((self.right - 62) // step), int(room // step) - 1
            filled: dict[int, int] = {}
            # from the goal outwards, so that a full row passes its dots on to the next one
            for k in sorted(np.flatnonzero(side), key=lambda k: abs(dots[k] - futures.goal)):
                row = min(int(abs(dots[k] - futures.goal) * scale // step), last)
                while filled.get(row, 0) >= columns and row < last:
                    row += 1
                while filled.get(row, 0) >= columns:
                    row -= 1
                column = filled[row] = filled.get(row, 0) + 1
                spots[k] = (column - 0.5) * step, goal + direction * (row + 0.5) * step
        for dots_of_side, side in zip(self.dots, (over, ~over), strict=True):
            there = np.repeat(spots[side], 3, axis=0)
            there[2::3] = np.nan
            dots_of_side.set_data(there[:, 0], there[:, 1])
        start = self.width - self.right + 62
        for text, side, shift in zip(self.counts, (over, ~over), (0, -1), strict=True):
            if not side.any():
                text.set_text("")
                continue
            lowest = spots[side][:, 1].min() if shift else spots[side][:, 1].max()
            row_width = spots[side][np.isclose(spots[side][:, 1], lowest)][:, 0].max()
            y = self.bottom + lowest + (-4 if shift else 4)
            text.set(position=((start + row_width + 10) / self.width, y / self.height), text=str(int(side.sum())))
