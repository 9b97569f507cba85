"""The community simulator's picture: every curve is its own numbers, every word stands at what it names."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from tertulia.charts.futures import Futures
from tertulia.charts.growth import growth, sparkline
from tests.charts.svg_marks import NEAR, Drawing, Scale, amount

WEEKS = np.arange(53)
FUTURES = Futures(
    low=400 + 300 * (WEEKS / 52) ** 2,
    median=400 + 770 * WEEKS / 52,
    high=400 + 1400 * np.sqrt(WEEKS / 52),
    nothing=400 - 130 * WEEKS / 52,
    dots=np.linspace(500, 2300, 100),
    goal=1500.0,
    chance=0.45,
    hoped=400 * 1.03**WEEKS,
)
INKS = {
    "low": "--chart-band-edge",
    "median": "--chart-median",
    "high": "--chart-band-edge",
    "nothing": "--chart-nothing",
    "hoped": "--tt-text",
}
both = pytest.mark.parametrize("width", ["wide", "narrow"])


def drawn(width, futures=FUTURES):
    return Drawing(growth(futures, "t", "c").svg[width])


def scales(drawing):
    def week(text):
        return 0.0 if text == "today" else float(text.removesuffix(" weeks"))

    return drawing.scale("x", week), drawing.scale("y")


@both
@pytest.mark.parametrize("name", INKS)
def test_every_curve_passes_through_its_numbers(name, width):
    drawing = drawn(width)
    x, y = scales(drawing)
    curve = drawing.mark(name)
    people = getattr(FUTURES, name)
    shown = people[people <= y.value(curve.clip[1]) + 1e-6]
    assert len(shown) > 40
    assert curve.xs == pytest.approx([x.px(week) for week in WEEKS[: len(shown)]], abs=NEAR)
    assert curve.ys == pytest.approx([y.px(value) for value in shown], abs=NEAR)
    assert curve.stroke == INKS[name]
    assert curve.dashed == (name in ("nothing", "hoped"))
    assert curve.clip[0] - NEAR <= curve.left and curve.right <= curve.clip[2] + NEAR
    assert curve.clip[1] - NEAR <= curve.top and curve.bottom <= curve.clip[3] + NEAR


@both
def test_the_middle_is_the_strongest_line(width):
    drawing = drawn(width)
    thick = {name: drawing.mark(name).thick for name in INKS}
    assert max(thick, key=thick.get) == "median"


@both
def test_the_band_lies_between_low_and_high(width):
    drawing = drawn(width)
    x, y = scales(drawing)
    band = drawing.mark("band")
    assert band.fill == "--chart-band"
    corners = band.vertices[: 2 * len(WEEKS)]
    assert [at for at, _y in corners] == pytest.approx([x.px(week) for week in (*WEEKS, *WEEKS[::-1])], abs=NEAR)
    people = (*FUTURES.low, *FUTURES.high[::-1])
    assert [up for _x, up in corners] == pytest.approx([y.px(value) for value in people], abs=NEAR)


@both
@pytest.mark.parametrize("goal", [650.0, 1500.0, 2100.0])
def test_the_goal_line_is_drawn_at_the_goal_across_curves_and_dots(goal, width):
    futures = replace(FUTURES, goal=goal)
    drawing = drawn(width, futures)
    x, y = scales(drawing)
    line = drawing.mark("goal")
    assert line.ys == pytest.approx([y.px(goal)] * 2, abs=NEAR)
    assert line.xs == pytest.approx([x.px(0), drawing.width - 6], abs=NEAR)
    assert line.stroke == "--chart-goal"
    label = drawing.word("goal")
    assert label.text == f"Goal {goal:,.0f} · chance 45\u202f%"
    assert 4 < line.ys[0] - label.y < 12 and x.px(0) < label.x < x.px(10) and label.fill == "--chart-goal"


@both
def test_each_number_at_the_right_stands_at_the_end_of_its_curve(width):
    drawing = drawn(width)
    for name in ("high", "median", "low", "nothing"):
        words, curve = drawing.word(name), drawing.mark(name)
        assert amount(words.text) == round(getattr(FUTURES, name)[-1])
        assert words.y == pytest.approx(curve.ys[-1] + 5, abs=NEAR), "these are far enough apart to stand exactly"
        assert 4 < words.x - curve.right < 12
        assert words.fill == ("--chart-axis" if name in ("high", "low") else INKS[name])


@both
def test_numbers_that_would_cover_each_other_keep_their_order(width):
    futures = replace(FUTURES, low=FUTURES.median - 5, high=FUTURES.median + 5, hoped=None)
    heights = [drawn(width, futures).word(name).y for name in ("high", "median", "low")]
    assert np.diff(heights) == pytest.approx([17, 17], abs=NEAR)


@both
def test_the_words_for_doing_nothing_stand_at_its_curve(width):
    drawing = drawn(width)
    words, curve = drawing.word("say-nothing"), drawing.mark("nothing")
    assert words.text == ("if you do nothing" if width == "wide" else "do nothing")
    assert words.anchor == "end" and words.fill == "--chart-nothing"
    assert abs(words.x - curve.right) < 8 and 10 < words.y - curve.ys[-1] < 24
    low = drawn(width, replace(FUTURES, nothing=FUTURES.nothing * (1 - 0.98 * WEEKS / 52)))
    assert 4 < low.mark("nothing").ys[-1] - low.word("say-nothing").y < 12, "above it where there is no room below"


@both
def test_the_words_for_what_was_hoped_stand_at_the_end_of_its_curve(width):
    drawing = drawn(width)
    words, curve = drawing.word("hoped"), drawing.mark("hoped")
    assert words.text == "what you hoped for"
    assert abs(words.x - curve.right) < 10 and 8 < words.y - curve.ys[-1] < 16


@both
def test_what_was_hoped_goes_with_its_words_when_it_is_unticked(width):
    assert drawn(width).words("hoped")
    without = drawn(width, replace(FUTURES, hoped=None))
    assert without.marks("hoped") == [] and without.words("hoped") == []
    assert drawn(width).marks("hoped")


@both
def test_hopes_beyond_the_picture_stop_at_its_edge(width):
    drawing = drawn(width, replace(FUTURES, hoped=400 * 1.2**WEEKS))
    curve = drawing.mark("hoped")
    _x, y = scales(drawing)
    assert curve.top >= curve.clip[1] - NEAR
    assert y.value(curve.ys[-1]) == pytest.approx(400 * 1.2 ** (len(curve.ys) - 1), rel=0.01)
    assert 0 < drawing.word("hoped").x < drawing.width


@both
def test_the_axis_begins_at_nobody_and_holds_the_goal_and_the_highest_curve(width):
    drawing = drawn(width)
    x, y = scales(drawing)
    clip = drawing.mark("median").clip
    assert y.px(0) == pytest.approx(clip[3], abs=NEAR) and x.px(0) == pytest.approx(clip[0], abs=NEAR)
    assert x.px(52) == pytest.approx(clip[2], abs=NEAR)
    assert y.value(clip[1]) >= max(FUTURES.goal, FUTURES.high.max())


@both
def test_the_weeks_are_written_at_even_steps(width):
    weeks = [words.text for words in drawn(width).words("xtick")]
    assert weeks == (["today", "13", "26", "39", "52 weeks"] if width == "wide" else ["today", "26", "52 weeks"])


@both
def test_each_of_the_hundred_dots_stands_at_its_height_and_both_sides_are_counted(width):
    drawing = drawn(width)
    _x, y = scales(drawing)
    for name, ends, ink in (
        ("over", FUTURES.dots[FUTURES.dots >= 1500], "--chart-goal"),
        ("under", FUTURES.dots[FUTURES.dots < 1500], "--chart-median"),
    ):
        dots = drawing.mark(name)
        assert dots.stroke == ink
        heights = sorted(dots.ys[::2], reverse=True)
        assert len(heights) == len(ends)
        row = dots.thick * 1.4  # from one row of dots to the next, in px
        assert max(abs(up - y.px(end)) for up, end in zip(heights, sorted(ends), strict=True)) < row
        count = drawing.word(name)
        assert count.text == str(len(ends)) and count.fill == ink
        outermost = min(dots.ys) if name == "over" else max(dots.ys)
        assert abs(count.y - outermost) < 12
        beside = max(x for x, up in dots.vertices if abs(up - outermost) < 0.5)
        assert 0 < count.x - beside < 16


@both
def test_a_side_without_dots_is_not_counted(width):
    drawing = drawn(width, replace(FUTURES, dots=np.full(100, 1600.0)))
    assert drawing.word("over").text == "100" and drawing.words("under") == [] == drawing.marks("under")


def test_the_small_picture_shows_the_same_futures():
    drawing = Drawing(sparkline(FUTURES))
    goal = drawing.mark("goal")
    assert goal.ys[0] == goal.ys[1]
    at = np.linspace(0, 52, 14).astype(int)
    # what it has instead of an axis: the goal, and everybody's beginning
    y = Scale.of([(goal.ys[0], FUTURES.goal), (drawing.mark("median").ys[0], FUTURES.median[0])])
    assert y.px(0) == pytest.approx(50, abs=0.3), "nobody is at its lower edge"
    for name in ("low", "median", "high", "nothing"):
        curve = drawing.mark(name)
        assert curve.ys == pytest.approx([y.px(value) for value in getattr(FUTURES, name)[at]], abs=0.3), name
        assert curve.xs == pytest.approx(list(np.linspace(2, 114, 14)), abs=NEAR)
    band = [up for _x, up in drawing.mark("band").vertices]
    assert band == drawing.mark("high").ys + drawing.mark("low").ys[::-1]
    assert 0 <= min(band) and max(band) <= 52
    assert not re.search(r"hoped", sparkline(FUTURES))
