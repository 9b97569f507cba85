"""The pictures of a firm, a rumour and ranges: valid, in the style sheet's colours, nothing off the page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from tertulia import language
from tertulia.charts.figures import FIGURES
from tertulia.charts.picture import NARROW, WIDE
from tertulia.charts.rumour import course, told
from tertulia.charts.workplace import key, letter, ring
from tertulia.language import percent
from tertulia.managers import managers
from tertulia.models.inside.rumour import Story, spread
from tertulia.models.inside.workplace import from_departments
from tertulia.models.inside.workplace_measures import measure


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "en")


def texts(drawn: str) -> list[ET.Element]:
    return list(ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text"))


PLACES = {
    "three": from_departments([("A", 2), ("B", 1)]),
    "fourteen": from_departments([("A", 3), ("B", 3), ("C", 8)], 0.5, 0.1),
    "managers": managers("advice"),
    "sixty in twelve": from_departments([(chr(65 + k), 5) for k in range(12)]),
    "sixty in one": from_departments([("A", 60)]),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_ring_is_valid_and_everybody_is_on_the_picture(place, width):
    found = measure(place, 0.5)
    drawn = ring(place, found, "x", "said in words")[width]
    root = ET.fromstring(drawn)
    height = float(root.get("viewBox").split()[3])
    assert root.get("aria-label") == "said in words"
    assert not re.search(r"#[0-9a-fA-F]{6}\b", re.sub(r"var\(--[\w-]+, #[0-9a-f]{6}\)", "", drawn))
    for text in texts(drawn):
        assert 0 <= float(text.get("x")) <= width and 0 < float(text.get("y")) <= height
    named = {"".join(text.itertext()) for text in texts(drawn)}
    assert {place.names[p] for p in found.alone} <= named
    assert place.names[place.heads[0]] in named
    # one sign for each person, one ring for each on the channel
    assert drawn.count("<path") >= place.n + len(found.members)


def test_the_same_firm_is_drawn_the_same():
    place = PLACES["fourteen"]
    assert ring(place, measure(place), "x", "a") == ring(place, measure(place), "x", "a")


def test_names_do_not_lie_on_each_other():
    place = PLACES["managers"]
    drawn = ring(place, measure(place), "x", "a")[NARROW]
    for anchor in ("start", "end"):
        heights = sorted(float(t.get("y")) for t in texts(drawn) if f"text-anchor: {anchor}" in t.get("style"))
        assert all(below - above >= 17.5 for above, below in zip(heights, heights[1:], strict=False))


def test_the_key_names_every_department_with_its_own_letter():
    place = PLACES["sixty in twelve"]
    said = key(place, channel=False)
    assert len({letter(d) for d in range(12)}) == 12
    assert all(f"{letter(d)}</i>{name} · 5" in said for d, name in enumerate(place.departments))
    assert "on the channel" not in said and "on the channel" in key(place, channel=True)


@pytest.mark.parametrize("delay", [0, 3, 14, 30, None])
def test_a_course_is_valid_and_says_where_it_ends(delay):
    found = spread(PLACES["fourteen"], Story(delay=delay))
    for width, drawn in course(found, "x", told(found)).items():
        said = ["".join(t.itertext()) for t in texts(drawn)]
        assert f"{percent(found.median[-1])} rumour" in said and f"{percent(found.official[-1])} official" in said
        assert ("you speak" in said) == (delay is not None and delay < 30)
        assert all(0 <= float(t.get("x")) <= width for t in texts(drawn))
    assert f"day 14: rumour {percent(found.median[14])}" in told(found)


def test_the_advice_figure_counts_the_managers():
    picture = FIGURES["advice"]()
    assert picture.title == "Of 190 ways to advice, 19 lead to the boss"
    for share, n in ((136 / 190, 136), (25 / 190, 25), (19 / 190, 19), (10 / 190, 10)):
        assert f"{percent(share)} ({n})" in picture.alternative
    assert "Krackhardt" in picture.source and "copy" in picture.source
