"""Groups beside each other: what stands where, and nothing drawn where nothing can be said."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from tertulia.charts.picture import NARROW, WIDE
from tertulia.charts.results import GroupSpan, spans
from tests.charts.svg_marks import NEAR, Drawing, Scale, amount

ROWS = [
    GroupSpan(words="Photo & film", middle=20, low=15, high=30, value_text="20", strong=True),
    GroupSpan(words="Text", middle=10, low=8, high=12, value_text="10"),
    GroupSpan(words="Video", middle=99, low=None, high=None, value_text="3 posts: too few to say"),
]


def drawn(rows=ROWS, whole=14.0):
    return spans(rows, whole, "t", "alternative", lambda value: f"{value:.0f}")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_words_are_text_and_the_axis_ends_at_the_largest_range_shown(width):
    root = ET.fromstring(drawn()[width])
    texts = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["Photo & film", "20", "Text", "10", "Video", "3 posts: too few to say", "0", "30"]
    assert root.get("aria-label") == "alternative"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_dot_stands_at_its_middle_and_a_group_too_small_has_none(width):
    drawing, x = read(width)
    dots, ranges = drawing.marks("middle"), drawing.marks("range")
    assert [dot.centre[0] for dot in dots] == pytest.approx([x.px(20), x.px(10)], abs=NEAR)
    assert [end for bar in ranges for end in (bar.left, bar.right)] == pytest.approx(
        [x.px(value) for value in (15, 30, 8, 12)], abs=NEAR
    )
    for dot, bar, track in zip(dots, ranges, drawing.marks("track"), strict=False):
        assert dot.centre[1] == pytest.approx(bar.centre[1], abs=NEAR) == pytest.approx(track.ys[0], abs=NEAR)
        assert (dot.fill, bar.fill) == ("--chart-median", "--chart-band")
    assert len(drawing.marks("track")) == 3


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_dashed_line_stands_at_all_posts_together(width):
    drawing, x = read(width)
    line = drawing.mark("whole")
    assert line.xs == pytest.approx([x.px(14)] * 2, abs=NEAR)
    assert line.dashed and line.stroke == "--chart-nothing"
    assert line.top < drawing.marks("range")[0].top and line.bottom > drawing.marks("range")[-1].bottom
    beyond, scale = read(width, whole=45.0)
    assert beyond.mark("whole").xs[0] == pytest.approx(scale.px(45), abs=NEAR)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_words_stand_above_their_group_and_the_strong_one_is_bold(width):
    drawing, _x = read(width)
    for row, track, words, value in zip(
        ROWS, drawing.marks("track"), drawing.words("words"), drawing.words("value"), strict=True
    ):
        assert (words.text, value.text) == (row.words, row.value_text)
        assert words.y == value.y and 10 < track.ys[0] - words.y < 25
        assert words.x == 0 and value.x == width and value.anchor == "end"
        assert words.bold == value.bold == row.strong


def read(width, whole=14.0):
    """The drawing, and the scale that the two numbers at its foot make."""
    drawing = Drawing(drawn(whole=whole)[width])
    ticks = drawing.words("axis")
    assert [words.anchor for words in ticks] == ["start", "end"]
    return drawing, Scale.of([(words.x, amount(words.text)) for words in ticks])


def test_every_colour_follows_the_page():
    bare = re.sub(r"var\(--[\w-]+, #[0-9a-f]{6}\)", "", drawn()[WIDE])
    assert not re.search(r"#[0-9a-fA-F]{6}\b", bare)


def test_all_zero_and_no_group_can_be_drawn():
    assert drawn([GroupSpan(words="a", middle=0, low=0, high=0, value_text="0")], 0.0)[WIDE]
    assert drawn([], 0.0)[WIDE]
