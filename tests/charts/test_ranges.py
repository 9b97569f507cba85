"""Ranges on one scale from zero, readable at both widths."""

from __future__ import annotations

import re

import pytest

from tertulia.charts.picture import NARROW, WIDE
from tertulia.charts.ranges import ROW, RangeRow, ranges
from tests.charts.svg_marks import NEAR, Drawing, Scale

ROWS = [
    RangeRow(words="One", low=100, mid=200, high=400, value_text="€200"),
    RangeRow(words="Two", low=0, mid=0, high=0, value_text="€0", quiet=True),
]


def test_both_widths_have_every_word_and_the_alternative():
    drawn = ranges(ROWS, "test", "One €200; Two €0")
    assert set(drawn) == {WIDE, NARROW}
    for width, svg in drawn.items():
        assert f'viewBox="0 0 {width} {2 * ROW + 4}"' in svg
        assert 'aria-label="One €200; Two €0"' in svg
        for words in ("One", "Two", "€200", "€0"):
            assert f">{words}<" in svg


def test_the_longest_range_ends_within_the_picture():
    svg = ranges(ROWS, "test", "x")[NARROW]
    spots = [float(x) for x in re.findall(r"[ML] (-?[\d.]+) ", svg)]
    assert max(spots) <= NARROW
    assert min(spots) >= 0


THREE = [
    RangeRow(words="Do it yourself", low=100, mid=250, high=400, value_text="100 – 250 – 400"),
    RangeRow(words="Somebody else", low=300, mid=650, high=800, value_text="300 – 650 – 800", quiet=True),
    RangeRow(words="Nobody", low=0, mid=0, high=0, value_text="0 – 0 – 0"),
]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_each_range_reaches_from_low_to_high_with_a_mark_at_its_middle(width):
    drawing = Drawing(ranges(THREE, "r", "")[width])
    bars = drawing.marks("range")
    lines = [mark for mark in drawing.marks("middle") if mark.stroke == "--tt-text"]
    gaps = [mark for mark in drawing.marks("middle") if mark.stroke == "--tt-bg"]
    written = [[float(part) for part in words.text.split(" – ")] for words in drawing.words("value")]
    assert written == [[row.low, row.mid, row.high] for row in THREE]
    x = Scale.of([(drawing.marks("track")[0].left, 0), (bars[1].right, written[1][2])])
    assert width - 10 < bars[1].right < width, "the longest ends at the right edge"
    for (low, middle, high), bar, line, gap, track in zip(
        written, bars, lines, gaps, drawing.marks("track"), strict=True
    ):
        assert bar.left == pytest.approx(x.px(low), abs=NEAR)
        assert bar.right == pytest.approx(max(x.px(high), x.px(low) + 2), abs=NEAR), "at least 2 px to be seen"
        assert line.xs == pytest.approx([x.px(middle)] * 2, abs=NEAR) and gap.vertices == line.vertices
        assert line.top < bar.top < track.ys[0] < bar.bottom < line.bottom
        assert (track.left, track.right) == (0, width)
    assert [bar.fill for bar in bars] == ["--chart-median", "--chart-band-edge", "--chart-median"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_words_and_numbers_stand_above_their_own_range(width):
    drawing = Drawing(ranges(THREE, "r", "")[width])
    for row, bar, words, value in zip(
        THREE, drawing.marks("range"), drawing.words("words"), drawing.words("value"), strict=True
    ):
        assert (words.text, value.text) == (row.words, row.value_text)
        assert 5 < bar.top - value.y < 15 and 15 < value.y - words.y < 25
