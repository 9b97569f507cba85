"""The path of a number as drawn: from today's value to the one wanted, each step on the way where it should be."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tertulia import language
from tertulia.charts.path import MONTH, Path, amount, path
from tertulia.terms import half_words
from tests.charts.svg_marks import NEAR, Drawing

TODAY = date(2026, 11, 23)
WAYS = {"rising": (22.0, 35.0, 182), "falling": (30.0, 6.0, 91), "below zero": (-3.0, 4.0, 300), "small": (95, 100, 42)}
both = pytest.mark.parametrize("width", ["wide", "narrow"])
every = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "en")


def drawn(way, width):
    baseline, target, days = way
    one = Path(
        name="customers",
        baseline=baseline,
        target=target,
        unit="customers",
        today=TODAY,
        by=TODAY + timedelta(days=days),
    )
    drawing = Drawing(path(one, "p").svg[width])

    def day(text):
        if text == "today":
            return 0
        number, month = re.match(r"(\d+) (\w{3})", text).groups()
        months = ["Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"]
        place = months.index(month)
        return (date(2026 + (place > 1), (place + 10) % 12 + 1, int(number)) - TODAY).days

    return one, drawing, drawing.scale("x", day), drawing.scale("y")


@every
@both
def test_the_line_leads_from_the_baseline_today_to_the_target_on_its_day(way, width):
    one, drawing, x, y = drawn(way, width)
    line = drawing.mark("way")
    assert line.xs == pytest.approx([x.px(0), x.px(one.days)], abs=NEAR)
    assert line.ys == pytest.approx([y.px(one.baseline), y.px(one.target)], abs=NEAR)
    assert line.stroke == "--chart-median" and not line.dashed


@every
@both
def test_the_goal_line_lies_at_the_target_from_edge_to_edge(way, width):
    one, drawing, x, y = drawn(way, width)
    goal = drawing.mark("goal")
    assert goal.ys == pytest.approx([y.px(one.target)] * 2, abs=NEAR)
    assert goal.xs == pytest.approx([x.px(0), x.px(one.days)], abs=NEAR)
    assert goal.stroke == "--chart-goal"


@every
@both
def test_a_dot_for_every_step_and_larger_ones_at_the_ends_and_half_way(way, width):
    one, drawing, x, y = drawn(way, width)

    def places(days):
        slope = (one.target - one.baseline) / one.days
        return [spot for day in days for spot in (x.px(day), y.px(one.baseline + slope * day))]

    steps = [dot for dot in drawing.marks("step") if dot.form.startswith("#")]
    ends = [dot for dot in drawing.marks("end") if dot.form.startswith("#")]
    between = [step * one.span for step in range(1, round(one.days / one.span))]
    assert len(between) == {182: 5, 91: 2, 300: 9, 42: 5}[one.days]
    assert [spot for dot in steps for spot in dot.centre] == pytest.approx(places(between), abs=NEAR)
    assert [spot for dot in ends for spot in dot.centre] == pytest.approx(
        places([0, one.days // 2, one.days]), abs=NEAR
    )
    assert ends[0].right - ends[0].left == pytest.approx(10, abs=NEAR)
    assert steps[0].right - steps[0].left == pytest.approx(6, abs=NEAR)


@every
@both
def test_each_number_stands_above_the_point_it_names(way, width):
    one, drawing, x, y = drawn(way, width)
    words = drawing.words("value")
    assert [each.text for each in words] == [amount(one.baseline), half_words(one), amount(one.target)]
    days = [0, one.days // 2, one.days]
    for each, day in zip(words, days, strict=True):
        value = one.baseline + (one.target - one.baseline) * day / one.days
        assert each.x == pytest.approx(x.px(day), abs=NEAR)
        assert 9 < y.px(value) - each.y < 51
    free = "end" if one.target > one.baseline else "start"
    assert [each.anchor for each in words] == ["start", free, "end"]
    assert [each.fill for each in words] == ["--chart-median", "--chart-median", "--chart-goal"]


@every
@both
def test_the_axis_holds_the_whole_way_and_starts_at_zero_where_the_change_stays_visible(way, width):
    one, drawing, _x, y = drawn(way, width)
    lines = [line.ys[0] for line in drawing.marks("ytick")]
    for value in (one.baseline, one.target):
        assert min(lines) - NEAR <= y.px(value) <= max(lines) + NEAR
    bottom = y.value(max(lines))
    if one.baseline in (22.0, 30.0):
        assert bottom == pytest.approx(0, abs=0.1)
    if one.baseline == 95:
        assert 80 < bottom < 95


@both
def test_days_are_written_at_their_place_on_the_axis(width):
    _one, drawing, x, _y = drawn(WAYS["rising"], width)
    labels = {words.text: words for words in drawing.words("xtick")}
    assert list(labels) == ["today", "22 Feb", "24 May"]
    for words, day, anchor in zip(labels.values(), (0, 91, 182), ("start", "middle", "end"), strict=True):
        assert words.anchor == anchor and words.x == pytest.approx(x.px(day), abs=NEAR)


@both
def test_more_steps_than_can_be_told_apart_are_not_marked(width):
    _one, drawing, _x, _y = drawn_long(width)
    assert drawing.marks("step") == [] and len([m for m in drawing.marks("end") if m.form.startswith("#")]) == 3


def drawn_long(width):
    days = round(28 * MONTH)
    one = Path(name="a", baseline=1, target=30, unit="", today=TODAY, by=TODAY + timedelta(days=days))
    return one, Drawing(path(one, "p").svg[width]), None, None
