"""The row of marks with its range, and the lines over the years."""

from __future__ import annotations

import re

import pytest

from tertulia.charts.picture import NARROW, WIDE
from tertulia.charts.strip import PER_ROW, strip
from tertulia.charts.years import YearLine, years
from tests.charts.svg_marks import NEAR, Drawing, Scale, amount


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


def test_every_mark_has_its_letter_and_its_number() -> None:
    marks = [k % 3 == 0 for k in range(PER_ROW + 3)]
    drawn = strip(marks, ("C", "B"), (0.1, 0.3, 0.6), "x", "told")
    for width in (WIDE, NARROW):
        shown = texts(drawn[width])
        assert shown.count("C") == sum(marks) and shown.count("B") == len(marks) - sum(marks)
        assert [word for word in shown if word.isdigit()] == [str(k + 1) for k in range(len(marks))]
        assert {"10\u202f%", "30\u202f%", "60\u202f%"} <= set(shown)
        assert 'aria-label="told"' in drawn[width]


def test_the_share_stays_inside_at_the_ends() -> None:
    for share in (0.0, 1.0):
        drawn = strip([share == 1.0], ("C", "B"), (0.0, share, 1.0), "x", "told")[NARROW]
        for x in re.findall(r'<text[^>]* x="([\d.]+)"', drawn):
            assert 0 <= float(x) <= NARROW


def test_each_line_has_its_own_stroke_and_none_joins_two() -> None:
    lines = [
        YearLine(words="old", points=((2013, 0.3), (2017, 0.47)), end=False),
        YearLine(words="new", points=((2014, 0.34), (2023, 0.61))),
    ]
    drawn = years(lines, "x", "told")[WIDE]
    assert "old 30\u202f%" in drawn and "new 61\u202f%" in drawn
    assert drawn.count("stroke-dasharray") == 1  # the second of two that must be told apart without colour


MARKS = [k % 3 == 0 for k in range(PER_ROW + 3)]
both = pytest.mark.parametrize("width", [WIDE, NARROW])


def read(width, span=(0.1, 0.3, 0.6)):
    """A strip, and the scale below it: three lines, each with its number."""
    drawing = Drawing(strip(MARKS, ("C", "B"), span, "x", "")[width])
    lines, words = drawing.marks("tick"), drawing.words("tick")
    for line, label in zip(lines, words, strict=True):
        assert abs(label.x - line.xs[0]) < 10
    return drawing, Scale.of([(line.xs[0], amount(label.text)) for line, label in zip(lines, words, strict=True)])


@both
def test_the_share_and_its_range_lie_on_the_scale(width):
    for span in ((0.1, 0.3, 0.6), (0.0, 0.45, 0.9), (0.5, 0.8, 1.0)):
        drawing, x = read(width, span)
        low, share, high = span
        band, dot, line = drawing.mark("range"), drawing.mark("share"), drawing.mark("scale")
        assert (band.left, band.right) == pytest.approx((x.px(low), x.px(high)), abs=NEAR)
        assert dot.centre == pytest.approx((x.px(share), line.ys[0]), abs=NEAR)
        assert band.centre[1] == pytest.approx(line.ys[0], abs=NEAR)
        assert line.xs == pytest.approx([x.px(0), x.px(1)], abs=NEAR)
        assert (band.fill, dot.fill) == ("--chart-band", "--chart-median")


@both
def test_the_numbers_of_the_range_stand_at_its_ends(width):
    drawing, x = read(width)
    share, (low, high) = drawing.word("share"), drawing.words("range")
    assert [amount(words.text) for words in (low, share, high)] == [0.1, 0.3, 0.6]
    assert [words.x for words in (low, share, high)] == pytest.approx([x.px(0.1), x.px(0.3), x.px(0.6)], abs=NEAR)
    assert [words.anchor for words in (low, share, high)] == ["start", "middle", "end"]
    assert max(words.y for words in (low, share, high)) < drawing.mark("range").top


@both
def test_an_end_is_not_named_where_its_number_would_cover_the_shares(width):
    drawing, _x = read(width, (0.29, 0.3, 0.31))
    assert drawing.words("range") == [] and drawing.word("share")


@both
def test_each_post_is_a_square_of_its_kind_in_its_place(width):
    drawing, _x = read(width)
    counted, other = drawing.marks("counted"), drawing.marks("other")
    assert {box.fill for box in counted} == {"--chart-median"} and {box.fill for box in other} == {"--tt-surface"}
    squares = sorted([*counted, *other], key=lambda box: (box.top, box.left))
    assert [box in counted for box in squares] == MARKS
    assert squares[PER_ROW - 1].top == squares[0].top < squares[PER_ROW].top
    assert squares[PER_ROW].left == squares[0].left and squares[PER_ROW - 1].right <= width
    assert all(box.right - box.left == pytest.approx(30, abs=NEAR) for box in squares)
    for box, number in zip(squares, drawing.words("number"), strict=True):
        assert number.x == pytest.approx(box.centre[0], abs=NEAR) and 5 < number.y - box.bottom < 20
    for kind, letter in (("counted", "C"), ("other", "B")):
        for box, words in zip(drawing.marks(kind), drawing.words(kind), strict=True):
            assert words.text == letter and words.anchor == "middle"
            assert words.x == pytest.approx(box.centre[0], abs=NEAR) and box.top < words.y < box.bottom


LINES = [
    YearLine(words="old", points=((2013, 0.3), (2015, 0.41), (2017, 0.47)), end=False),
    YearLine(words="new", points=((2014, 0.34), (2019, 0.5), (2023, 0.61))),
    YearLine(words="Spain", points=((2014, 0.4), (2023, 0.7)), above=True, both=True),
]
LOOKS = ["--chart-nothing", "--chart-median", "--chart-goal"]


@both
def test_every_year_is_marked_at_its_share_and_the_line_passes_through(width):
    drawing = Drawing(years(LINES, "x", "")[width])
    x, y = drawing.scale("x"), drawing.scale("y")
    forms = []
    for place, line in enumerate(LINES):
        stroke, *dots = drawing.marks(f"line{place}")
        where = [spot for year, share in line.points for spot in (x.px(year), y.px(share))]
        assert [spot for vertex in stroke.vertices for spot in vertex] == pytest.approx(where, abs=NEAR)
        assert [spot for dot in dots for spot in dot.centre] == pytest.approx(where, abs=NEAR)
        assert {stroke.stroke, *(dot.fill for dot in dots)} == {LOOKS[place]}
        assert stroke.dashed == (place == 0)
        forms += {dot.form for dot in dots}
    assert len(set(forms)) == 3, "each line has its own sign"
    assert y.px(0) <= drawing.height - 34 + NEAR


@both
def test_a_name_stands_at_the_end_of_its_own_line(width):
    drawing = Drawing(years(LINES, "x", "")[width])
    x, y = drawing.scale("x"), drawing.scale("y")
    expected = {
        0: [("old 30\u202f%", 2013, 0.3, "start")],
        1: [("new 61\u202f%", 2023, 0.61, "end")],
        2: [("40\u202f%", 2014, 0.4, "start"), ("Spain 70\u202f%", 2023, 0.7, "end")],
    }
    for place, labels in expected.items():
        for words, (text, year, share, anchor) in zip(drawing.words(f"line{place}"), labels, strict=True):
            assert (words.text, words.anchor, words.fill) == (text, anchor, LOOKS[place])
            assert abs(words.x - x.px(year)) < 10
            away = words.y - y.px(share)
            assert -14 < away < -8 if LINES[place].above else 18 < away < 26
            assert words.bold == ("old" in text or "new" in text or "Spain" in text)
