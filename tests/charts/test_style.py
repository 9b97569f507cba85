"""Pictures: their colours are the style sheet's, their text stays text, their ids do not collide."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from tertulia import look
from tertulia.charts.figures import FIGURES
from tertulia.charts.futures import Futures
from tertulia.charts.growth import growth
from tertulia.charts.layout import apart, round_ticks
from tertulia.charts.style import INK, canvas, svg
from tertulia.language import speak


def futures(goal=1500.0, high=1660.0, dots=None):
    weeks = np.arange(53)
    median = 400 + 770 * weeks / 52
    ends = np.linspace(500, 2300, 100) if dots is None else dots
    return Futures(
        low=400 + 490 * weeks / 52,
        median=median,
        high=400 + (high - 400) * weeks / 52,
        nothing=400 - 30 * weeks / 52,
        dots=ends,
        goal=goal,
        chance=float(np.mean(ends >= goal)),
    )


def test_every_ink_is_the_light_colour_of_its_variable():
    sheet = (look.FOLDER / "tokens.css").read_text(encoding="utf-8")
    light = sheet[
        sheet.index(':root, [data-theme="light"]') : sheet.index("@media screen and (prefers-color-scheme: dark)")
    ]
    for name, colour in INK.items():
        assert re.search(rf"{name}: {colour};", light), name
    assert len(set(INK.values())) == len(INK), "a colour can stand for one variable only"


def test_no_colour_is_left_that_dark_mode_could_not_change():
    for drawn in (*growth(futures(), "t", "c").svg.values(), *FIGURES["purposes"]().svg.values()):
        bare = re.sub(r"var\(--[\w-]+, #[0-9a-f]{6}\)", "", drawn)
        assert not re.search(r"#[0-9a-fA-F]{6}\b", bare)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_the_picture_is_valid_and_its_text_is_text(width):
    drawn = growth(futures(), "t", "c").svg[width]
    root = ET.fromstring(drawn)
    texts = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Goal 1,500 · chance 45\u202f%" in texts
    assert "1,170" in texts
    assert root.get("role") == "img"
    assert "1,170" in root.get("aria-label")


def test_words_are_never_shortened_as_coordinates_are():
    speak("es")
    try:
        drawn = growth(futures(), "t", "c").wide
    finally:
        speak("en")
    assert ">1.170</text>" in drawn
    assert ">2.500</text>" in drawn


def test_two_pictures_on_a_page_share_no_id():
    wide, narrow = growth(futures(), "t", "c", "one").svg.values()
    other = growth(futures(), "t", "c", "two").wide
    found = [set(re.findall(r'\bid="([^"]+)"', text)) for text in (wide, narrow, other)]
    assert not found[0] & found[1]
    assert not found[0] & found[2]
    for text, ids in zip((wide, narrow, other), found, strict=True):
        assert set(re.findall(r'(?:href="|url\()#([\w-]+)', text)) <= ids


def test_the_same_futures_give_the_same_picture():
    assert growth(futures(), "t", "c") == growth(futures(), "t", "c")


def test_a_picture_is_redrawn_for_other_futures():
    before = growth(futures(), "t", "c").wide
    assert growth(futures(goal=900.0), "t", "c").wide != before
    assert growth(futures(), "t", "c").wide == before


def dots_of(drawn: str) -> dict[str, list[tuple[float, float]]]:
    """Dots by colour."""
    found: dict[str, list[tuple[float, float]]] = {}
    for path, ink in re.findall(r'<g class="dots [\w-]+"><path d="([^"]*)"[^>]*?stroke: var\((--chart-\w+)', drawn):
        found[ink] = [(float(x), float(y)) for x, y in re.findall(r"M ([\d.]+) ([\d.]+) L \1 \2(?= |$)", path)]
    return found


@pytest.mark.parametrize(
    "dots",
    [
        np.linspace(500, 2300, 100),
        np.full(100, 1499.0),
        np.full(100, 1500.0),
        np.r_[np.full(90, 450.0), np.full(10, 50_000.0)],
    ],
    ids=["spread", "all below", "all at the goal", "some far above"],
)
@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_hundred_dots_each_on_its_side_of_the_goal_and_none_on_another(dots, width):
    shown = futures(dots=dots)
    drawn = growth(shown, "t", "c").svg[width]
    by_ink = dots_of(drawn)
    over, under = by_ink.get("--chart-goal", []), by_ink.get("--chart-median", [])
    assert len(over) == int(np.sum(dots >= 1500))
    assert len(under) == int(np.sum(dots < 1500))
    everywhere = over + under
    assert len(set(everywhere)) == 100
    if over and under:
        assert max(y for _x, y in over) < min(y for _x, y in under)
    limit = 568 if width == "wide" else 350
    assert all(0 < x < limit for x, _y in everywhere)


@pytest.mark.parametrize("top", [0.5, 3, 17, 640, 2499, 2501, 12_345, 3_000_000])
def test_ticks_are_round_few_and_reach_the_top(top):
    steps = round_ticks(top)
    assert steps[0] == 0
    assert steps[-1] >= top
    assert len(steps) <= 7
    assert np.allclose(np.diff(steps), steps[1])


def test_labels_are_pushed_apart_and_keep_their_order():
    moved = apart([10, 12, 11, 100], 17)
    assert np.all(np.diff(sorted(moved)) >= 17 - 1e-6)
    assert moved[0] < moved[2] < moved[1] < moved[3]
    assert apart([0, 50, 100], 17) == [0, 50, 100]
    assert apart([10, 10], 10) == [5, 15]


def test_an_unused_id_is_dropped():
    figure = canvas(100, 100)
    assert 'id="x-' not in svg(figure, "x", "nothing", "wide")
