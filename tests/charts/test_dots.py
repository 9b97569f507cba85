"""Each answer is a dot where its value stands, the middle half and the middle one lie under them, on one scale."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from tertulia.charts.dots import LARGEST, PILE, SMALLEST, DotLine, dots
from tertulia.charts.picture import NARROW
from tertulia.language import percent
from tests.charts.svg_marks import NEAR, Drawing, Scale, amount

HOURS = (0.5, 2, 2, 2.5, 3, 3, 3, 4, 5, 6, 8, 12)


def drawn(each=HOURS, low=2.25, middle=3.0, high=5.5, most=20.0, tick=lambda value: f"{value:g}"):
    line = DotLine(each=each, low=low, middle=middle, high=high, most=most)
    return Drawing(dots(line, "d", "", tick, lambda value: f"{value:g} or more"))


def scale_of(drawing):
    """From the strokes at the ticks and the numbers written there."""
    strokes = [mark.xs[0] for mark in drawing.marks("tick")]
    written = [amount(words.text.removesuffix(" or more")) for words in drawing.words("tick")]
    return Scale.of(zip(strokes, written, strict=True))


def size_of(drawing):
    first = drawing.marks("dot")[0]
    return first.right - first.left + 2


def test_every_answer_is_a_dot_where_its_value_is():
    drawing = drawn()
    scale, size = scale_of(drawing), size_of(drawing)
    assert SMALLEST <= size <= LARGEST + NEAR
    places = sorted(mark.centre[0] for mark in drawing.marks("dot"))
    assert len(places) == len(HOURS)
    for place, value in zip(places, HOURS, strict=True):
        assert place == pytest.approx(scale.px(value), abs=NEAR)
    columns = sorted({round(place, 1) for place in places})
    assert all(after - before >= size - NEAR for before, after in pairwise(columns)), "neighbours touch at most"


def test_the_middle_half_and_the_middle_one_lie_on_the_scale():
    drawing = drawn()
    scale, half, middle = scale_of(drawing), drawing.mark("half"), drawing.mark("middle")
    assert (half.left, half.right) == pytest.approx((scale.px(2.25), scale.px(5.5)), abs=NEAR)
    assert middle.xs == pytest.approx([scale.px(3.0)] * 2, abs=NEAR)
    assert middle.top < half.top < half.bottom < middle.bottom
    assert (half.fill, half.stroke, middle.stroke) == ("--chart-band", "--chart-band-edge", "--tt-text")
    assert all(mark.bottom < middle.top for mark in drawing.marks("dot")), "dots stand above, none is covered"


@pytest.mark.parametrize("each", [(3.0,) * 200, tuple(k % 7 / 2 for k in range(200)), HOURS])
def test_piles_stay_inside_the_picture_however_many_say_the_same(each):
    drawing = drawn(each)
    marks = drawing.marks("dot")
    assert len(marks) == len(each)
    assert min(mark.top for mark in marks) > 0 and max(mark.right for mark in marks) <= NARROW
    columns = Counter(round(mark.centre[0], 1) for mark in marks)
    heights = {x: sorted(mark.centre[1] for mark in marks if round(mark.centre[0], 1) == x) for x in columns}
    assert all(len(set(each)) == len(each) for each in heights.values()), "no two in one place"
    assert max(columns.values()) * size_of(drawing) <= PILE or size_of(drawing) == pytest.approx(SMALLEST, abs=NEAR)


def test_what_is_above_the_end_is_piled_there_and_the_end_says_so():
    drawing = drawn(each=(*HOURS, 60, 168))
    scale = scale_of(drawing)
    assert drawing.words("tick")[-1].text == "20 or more"
    rightmost = max(mark.centre[0] for mark in drawing.marks("dot"))
    assert rightmost == pytest.approx(scale.px(20), abs=NEAR)
    assert drawn().words("tick")[-1].text == "15"


def test_few_answers_are_not_shown_one_by_one():
    drawing = drawn(each=())
    assert drawing.marks("dot") == [] and drawing.height < drawn().height
    scale = scale_of(drawing)
    assert drawing.mark("half").left == pytest.approx(scale.px(2.25), abs=NEAR)


def test_shares_are_on_a_scale_of_all():
    drawing = drawn(
        each=(0, 0.1, 0.5, 0.5, 0.6, 0.65, 0.7, 0.7, 0.9, 1), low=0.5, middle=0.6, high=0.7, most=1.0, tick=percent
    )
    assert [amount(words.text) for words in drawing.words("tick")] == [0, 0.25, 0.5, 0.75, 1]
    assert drawing.mark("middle").xs[0] == pytest.approx(scale_of(drawing).px(0.6), abs=NEAR)


def test_all_zero_has_a_scale():
    drawing = drawn(each=(0.0,) * 12, low=0.0, middle=0.0, high=0.0)
    assert drawing.mark("half").left == pytest.approx(scale_of(drawing).px(0), abs=NEAR)
