"""The path of a number: what each step asks for, and a picture that says so."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia import language
from tertulia.charts.path import MONTH, WEEK, Path, amount, day_words, finding, path, step_words
from tertulia.terms import half_words

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "en")


BAKERY = Path(
    name="customers on Tuesday afternoon", baseline=22, target=35, unit="customers", today=TODAY, by=date(2027, 5, 24)
)


def way(baseline=22.0, target=35.0, days=182, unit="customers", name="customers"):
    return Path(name=name, baseline=baseline, target=target, unit=unit, today=TODAY, by=TODAY + timedelta(days=days))


figures = st.integers(-10_000, 1_000_000).map(lambda n: n / 10)


@given(figures, figures, st.integers(1, 4000))
def test_the_steps_together_make_the_way(baseline, target, days):
    if baseline == target:
        return
    one = way(baseline, target, days)
    assert one.step * one.days / one.span == pytest.approx(target - baseline)
    assert min(baseline, target) <= one.half <= max(baseline, target)
    assert one.today <= one.middle < one.by


@pytest.mark.parametrize(("days", "span"), [(1, 1), (13, 13), (14, WEEK), (69, WEEK), (70, MONTH), (365, MONTH)])
def test_a_short_way_is_counted_in_weeks_a_longer_one_in_months(days, span):
    assert way(days=days).span == span


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (BAKERY, "35 customers by 24 May asks for 2 more each month"),
        (way(30, 6, 91, "hours"), "6 hours by 22 February asks for 8 less each month"),
        (way(22, 31, 42), "31 customers by 4 January asks for 1.5 more each week"),
        (way(4.1, 4.5, 42, ""), "4.5 by 4 January asks for 0.07 more each week"),
        (way(3, 9, 9, ""), "9 by 2 December asks for 6 more in 9 days"),
        (way(9, 3, 1, ""), "3 by 24 November asks for 6 less by tomorrow"),
        (way(0, 1200, 365, ""), "1,200 by 23 November 2027 asks for 100 more each month"),
    ],
)
def test_the_title_says_what_the_target_asks_for(one, said):
    assert finding(one) == said
    assert path(one, "p").title == said


@given(figures, figures, st.integers(1, 4000))
def test_what_is_said_of_a_step_is_within_a_tenth_of_it(baseline, target, days):
    if baseline == target:
        return
    one = way(baseline, target, days)
    said = float(re.match(r"[\d,.]+", step_words(one))[0].replace(",", ""))
    # beyond six decimals nothing is said any more
    assert said == pytest.approx(abs(one.step), rel=0.1001, abs=1e-6)
    assert ("more" in step_words(one)) == (target > baseline)
    half = float(half_words(one).replace(",", ""))
    assert half == pytest.approx(one.half, abs=abs(target - baseline) / 20 + 1e-6)


def test_a_way_that_goes_nowhere_or_back_in_time_is_refused():
    with pytest.raises(ValueError, match="no path"):
        way(22, 22)
    with pytest.raises(ValueError, match="no path"):
        way(days=0)
    with pytest.raises(ValueError, match="no path"):
        way(days=-3)


def test_the_alternative_holds_every_number_of_the_picture():
    drawn = path(BAKERY, "p", "From your numbers.")
    expected = (
        "customers on Tuesday afternoon: 22 today, 28 on 22 February, 35 customers by 24 May. "
        "That asks for 2 more each month."
    )
    assert drawn.alternative == expected
    for svg in drawn.svg.values():
        assert ET.fromstring(svg).get("aria-label") == expected
    assert "From your numbers." in drawn.html()


def test_a_way_of_one_day_has_no_middle():
    one = way(1, 4, 1, "")
    assert not one.halves
    drawn = path(one, "p")
    assert drawn.alternative == "customers: 1 today, 4 by 24 November. That asks for 3 more by tomorrow."
    assert texts(drawn.wide).count("today") == 1


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize(
    "one", [BAKERY, way(30, 6, 91), way(4.1, 4.5, 42), way(-3, 4, 300), way(120_000, 1_250_000, 3330), way(1, 4, 1)]
)
@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_both_ends_and_the_middle_are_written_in_the_picture_and_nothing_leaves_it(one, width):
    svg = path(one, "p").svg[width]
    said = texts(svg)
    assert {amount(one.baseline), amount(one.target), "today"} <= set(said)
    assert not one.halves or half_words(one) in said
    _x, _y, across, down = map(float, ET.fromstring(svg).get("viewBox").split())
    assert across == (568 if width == "wide" else 350)
    for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        x, y = place(node)
        side = re.search(r"text-anchor: (\w+)", node.get("style") or "")
        long = 8.5 * len("".join(node.itertext()))
        left = x - {"end": long, "middle": long / 2}.get(side[1] if side else "start", 0)
        assert left > -1 and left + long < across + 6, "".join(node.itertext())
        assert 12 < y <= down


def place(node: ET.Element) -> tuple[float, float]:
    if node.get("x"):
        return float(node.get("x")), float(node.get("y"))
    found = re.search(r"translate\(([-\d.]+) ([-\d.]+)\)", node.get("transform"))
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_the_look_is_the_style_sheets(width):
    svg = path(BAKERY, "p").svg[width]
    assert not re.search(r"#[0-9a-fA-F]{6}\b", re.sub(r"var\(--[\w-]+, #[0-9a-f]{6}\)", "", svg))
    assert f"tt-{width}" in svg
    sizes = [float(size) for size in re.findall(r"font(?:-size: |: \d+ )([\d.]+)px", svg)]
    assert len(sizes) == len(texts(svg)) and min(sizes) >= 14


def test_the_words_of_the_learner_are_never_markup_and_stay_out_of_the_drawing():
    drawn = path(way(name="<script>$a$</script>", unit="<b>$x$</b>"), "p")
    assert "<script>" not in drawn.html() and "<b>" not in drawn.html()
    for svg in drawn.svg.values():
        assert "script" not in "".join(texts(svg))


def test_two_pictures_on_a_page_share_no_id():
    one, other = path(BAKERY, "one"), path(BAKERY, "two")
    found = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (one.wide, one.narrow, other.wide)]
    assert all(found)
    assert not found[0] & found[1] and not found[0] & found[2]


def test_the_year_is_said_only_where_it_is_not_plain():
    assert day_words(date(2027, 5, 24), TODAY) == "24 May"
    assert day_words(date(2027, 11, 23), TODAY) == "23 November 2027"


def test_the_picture_speaks_the_readers_language(monkeypatch):
    english = path(way(22, 35.5), "p").wide
    monkeypatch.setattr(language, "_chosen", "es")
    assert "35,5" in texts(path(way(22, 35.5), "p").wide)
    monkeypatch.setattr(language, "_chosen", "en")
    assert path(way(22, 35.5), "p").wide == english


def test_thousands_keep_their_noughts_in_spanish(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "es")
    assert "1.200" in texts(path(way(400, 1200), "p").wide)


@settings(deadline=None, max_examples=25)
@given(figures, figures, st.integers(1, 4000))
def test_any_way_can_be_drawn(baseline, target, days):
    if baseline == target:
        return
    for svg in path(way(baseline, target, days), "p").svg.values():
        assert texts(svg)
