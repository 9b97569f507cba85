"""Bars are as long as the numbers at their ends say, and earlier shares are marked on the same scale."""

from __future__ import annotations

import re

import pytest

from tertulia.charts.bars import Bar, bars, bars_beside
from tertulia.charts.figures import FIGURES
from tertulia.charts.picture import NARROW, WIDE
from tests.charts.svg_marks import NEAR, Drawing, Scale, amount

ROWS = [
    Bar(words="Show the firm", share=0.8, earlier=0.25),
    Bar(words="Hear customers", share=0.3, earlier=0.6, quiet=True),
    Bar(words="Find staff", share=0.05, note="(7)"),
]


def drawn(width, rows=ROWS, top=None):
    return Drawing(bars(rows, "b", "", top)[width])


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("top", [None, 1.0])
def test_every_bar_begins_at_the_left_and_ends_at_its_share(width, top):
    drawing = drawn(width, top=top)
    shapes = drawing.marks("bar")
    assert [shape.left for shape in shapes] == pytest.approx([0, 0, 0], abs=NEAR)
    written = [amount(words.text.split(" (")[0]) for words in drawing.words("value")]
    assert written == [row.share for row in ROWS]
    scale = Scale.of([(0, 0), *zip((shape.right for shape in shapes), written, strict=True)])
    whole = scale.px(top or 0.8)
    assert width - 120 < whole < width - 60, "the longest bar leaves room for its number and no more"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_an_earlier_share_is_marked_on_its_own_bar_where_it_was(width):
    drawing = drawn(width)
    shapes = drawing.marks("bar")
    scale = Scale.of([(0, 0), (shapes[0].right, 0.8)])
    marks = [mark for mark in drawing.marks("earlier") if mark.stroke == "--tt-text"]
    gaps = [mark for mark in drawing.marks("earlier") if mark.stroke == "--tt-bg"]
    for mark, gap, shape, row in zip(marks, gaps, shapes, ROWS[:2], strict=False):
        assert mark.xs == pytest.approx([scale.px(row.earlier)] * 2, abs=NEAR)
        assert mark.top < shape.top < shape.bottom < mark.bottom
        assert mark.vertices == gap.vertices and gap.thick > mark.thick
    assert len(marks) == len(gaps) == 2, "the third has no earlier share"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_words_stand_above_their_bar_and_the_number_at_its_end(width):
    drawing = drawn(width)
    for row, shape, words, value in zip(
        ROWS, drawing.marks("bar"), drawing.words("words"), drawing.words("value"), strict=True
    ):
        assert words.text == row.words and words.x == 0
        assert 2 < shape.top - words.y < 20
        assert 5 < value.x - shape.right < 12 and shape.top < value.y < shape.bottom + 2
        assert shape.fill == ("--chart-band-edge" if row.quiet else "--chart-median")
        assert value.text.endswith(row.note)
    tops = [shape.top for shape in drawing.marks("bar")]
    assert tops == sorted(tops)


def test_what_is_said_takes_the_place_of_the_share_and_room_is_kept_for_it():
    rows = [Bar(words="Network", share=1.0, value_text="12.4 million accounts")]
    drawing = drawn(NARROW, rows)
    value = drawing.word("value")
    assert value.text == "12.4 million accounts"
    assert drawing.mark("bar").right + 8 == pytest.approx(value.x, abs=NEAR)
    assert value.x + 8.5 * len(value.text) < NARROW + 6


def test_beside_others_rows_are_closer_and_nothing_runs_into_the_next():
    drawing, alone = Drawing(bars_beside(ROWS, "b", "")), drawn(NARROW)
    assert drawing.width == NARROW and drawing.height < alone.height
    shapes, words = drawing.marks("bar"), drawing.words("words")
    assert [shape.right for shape in shapes] == pytest.approx([shape.right for shape in alone.marks("bar")], abs=NEAR)
    for shape, following in zip(shapes, words[1:], strict=False):
        assert following.y - 12 > shape.bottom, "the next one's words, twelve px high"
    assert shapes[-1].bottom < drawing.height


def test_a_share_of_nothing_is_a_line_at_the_left():
    bar = drawn(WIDE, [Bar(words="a", share=0.0), Bar(words="b", share=0.5)]).marks("bar")[0]
    assert (bar.left, bar.right) == (0, 1)


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("name", FIGURES)
def test_the_figures_of_the_chapters_are_drawn_as_their_numbers_in_words(name, width):
    picture = FIGURES[name]()
    drawing = Drawing(picture.svg[width])
    shapes = drawing.marks("bar")
    written = [amount(words.text.split(" (")[0]) for words in drawing.words("value")]
    # numbers are written in whole percent or tenths, the bars are exact
    scale = Scale.of([(0, 0), *zip((shape.right for shape in shapes), written, strict=True)], within=3)
    earlier = [amount(share) for share in re.findall(r"\(([\d.]+\s%)\)", picture.alternative)]
    marks = [mark for mark in drawing.marks("earlier") if mark.stroke == "--tt-text"]
    assert len(marks) == len(earlier)
    for mark, share in zip(marks, earlier, strict=True):
        assert abs(scale.value(mark.xs[0]) - share) < 0.006
    for words in drawing.words("words"):
        assert words.text in picture.alternative
