"""The road of weeks: every row and the first network stand in both pictures, inside their frame."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.charts.picture import NARROW, WIDE
from tertulia.charts.road import RoadRow, road, week_ticks
from tests.charts.svg_marks import NEAR, Drawing, Scale, amount

TEXT = "{http://www.w3.org/2000/svg}text"
ROWS = (RoadRow("E-mail", ((0.0, 0.4, True),)), RoadRow("Website", ((0.4, 6.0, True), (7.0, 7.5, False))))


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter(TEXT)]


@given(st.integers(1, 5000), st.integers(3, 12))
def test_never_more_week_numbers_than_fit(weeks: int, most: int) -> None:
    found = week_ticks(weeks, most)
    assert 1 <= len(found) <= most and found[-1] <= weeks
    assert len({b - a for a, b in zip(found, found[1:], strict=False)}) <= 1


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("weeks", [8, 40, 240])
def test_the_words_stand_in_the_picture(width: int, weeks: int) -> None:
    svg = road(ROWS, weeks, "First network", 6.0, "r", "All of it")[width]
    assert {"E-mail", "Website", "First network"} <= set(texts(svg))
    assert ET.fromstring(svg).get("aria-label") == "All of it"
    assert not re.search(r"#[0-9a-fA-F]{6}\b", re.sub(r"var\(--[\w-]+, #[0-9a-f]{6}\)", "", svg))


@pytest.mark.parametrize("begins", [0.0, 3.0, 8.0])
def test_the_arrow_begins_when_the_network_can_begin_and_stays_inside(begins: float) -> None:
    for width, svg in road(ROWS, 8, "First network", begins, "r", "").items():
        drawing, x = read(svg)
        shaft, tip = drawing.mark("after"), drawing.mark("tip")
        assert shaft.xs[0] == pytest.approx(x.px(begins), abs=NEAR)
        assert shaft.ys[0] == shaft.ys[1] == pytest.approx(tip.centre[1], abs=NEAR)
        assert shaft.xs[0] < shaft.xs[1] < tip.right < width
        assert tip.left < shaft.xs[1]
        assert max(tip.vertices)[1] == pytest.approx(shaft.ys[0], abs=NEAR), "the tip points to the right"
        assert shaft.stroke == tip.fill == "--chart-goal"
        words = drawing.words("words")[-1]
        assert words.text == "First network" and abs(words.y - shaft.ys[0]) < 20
        assert shaft.ys[0] > drawing.marks("pale")[-1].bottom


def test_nothing_to_do_can_be_drawn() -> None:
    assert texts(road((), 1, "First network", 0.0, "r", "")[NARROW])[-1] == "First network"


def read(svg: str) -> tuple[Drawing, Scale]:
    """The drawing, and the scale of the weeks: a week's number stands in the middle of it."""
    drawing = Drawing(svg)
    assert all(words.anchor == "middle" for words in drawing.words("week"))
    return drawing, Scale.of([(words.x, amount(words.text) - 0.5) for words in drawing.words("week")])


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_each_stretch_of_work_lies_in_its_weeks(width: int) -> None:
    drawing, x = read(road(ROWS, 8, "First network", 6.0, "r", "")[width])
    full, pale = drawing.marks("full"), drawing.marks("pale")
    for bar, (begin, end) in zip([*full, *pale], [(0.0, 0.4), (0.4, 6.0), (7.0, 7.5)], strict=True):
        assert bar.left == pytest.approx(x.px(begin), abs=NEAR)
        assert bar.right == pytest.approx(x.px(end) - 1, abs=NEAR), "1 px apart from the next"
    assert {bar.fill for bar in full} == {"--chart-median"} and pale[0].fill == "--chart-band"
    assert full[1].centre[1] == pytest.approx(pale[0].centre[1], abs=NEAR) and full[0].bottom < full[1].top
    for bar, words in zip(full, drawing.words("words")[:2], strict=True):
        if width == WIDE:
            assert bar.top < words.y < bar.bottom + 2 and words.x < bar.left
        else:
            assert 0 < bar.top - words.y < 20
    assert drawing.words("words")[0].text == "E-mail"


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("weeks", [8, 20, 21, 240])
def test_lines_stand_between_the_weeks(width: int, weeks: int) -> None:
    drawing, x = read(road(ROWS, weeks, "First network", 6.0, "r", "")[width])
    lines = [line.xs[0] for line in drawing.marks("grid")]
    written = [amount(words.text) for words in drawing.words("week")]
    edges = range(weeks + 1) if weeks <= 20 else [0, *written]
    assert lines == pytest.approx([x.px(edge) for edge in edges], abs=NEAR)
    assert x.px(weeks) < width, "the whole road is on the picture"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_moment_of_work_is_still_seen(width: int) -> None:
    drawing, x = read(road((RoadRow("a", ((3.0, 3.001, True),)),), 8, "b", 6.0, "r", "")[width])
    assert drawing.mark("full").right - x.px(3) == pytest.approx(4, abs=NEAR)
