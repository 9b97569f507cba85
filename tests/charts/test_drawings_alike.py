"""What two drawings of the same answer may differ in when they are compared, and what they may not."""

from __future__ import annotations

import pytest

from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import WIDE
from tertulia.charts.years import YearLine, years
from tests.drawings_alike import difference, with_stored_drawings

DRAWN = bars([Bar(words="One", share=0.5, earlier=0.4), Bar(words="Two", share=0.8)], "b", "said")[WIDE]
LINES = years([YearLine(words="new", points=((2014, 0.34), (2023, 0.61)))], "y", "said")[WIDE]
STORED = f"<p>Words 12.34</p><figure>{DRAWN}</figure>"


def test_a_last_digit_may_be_another():
    moved = DRAWN.replace('d="M 3 ', 'd="M 3.01 ')
    assert moved != DRAWN and difference(moved, DRAWN) == ""
    assert with_stored_drawings(STORED.replace(DRAWN, moved), STORED) == (STORED, [])


def test_a_mark_that_moved_is_seen():
    moved = DRAWN.replace('d="M 3 ', 'd="M 3.2 ')
    assert moved != DRAWN and difference(moved, DRAWN) == "2 coordinates are elsewhere, by up to 0.20 px"
    answer, said = with_stored_drawings(STORED.replace(DRAWN, moved), STORED)
    assert moved in answer and len(said) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">One<", ">Other<"),
        ("80\u202f%", "80.01\u202f%"),
        ('aria-label="said"', 'aria-label="unsaid"'),
        ("--chart-median", "--chart-goal"),
        ("stroke-width: 2.2", "stroke-width: 2.3"),
        ('viewBox="0 0 568', 'viewBox="0 0 568.01'),
        ('class="m-bar"', 'class="m-value"'),
    ],
)
def test_words_inks_and_marks_are_compared_to_the_letter(old, new):
    assert old in DRAWN
    assert difference(DRAWN.replace(old, new, 1), DRAWN) == "other words, marks or inks"


def test_a_mark_more_or_less_is_seen():
    begin = DRAWN.index('<g class="m-earlier">')
    without = DRAWN[:begin] + DRAWN[DRAWN.index("</g>", begin) + len("</g>") :]
    assert without != DRAWN and difference(without, DRAWN)
    assert with_stored_drawings("<p></p>", STORED)[1] == ["0 drawings, 1 stored"]


def test_ids_made_of_coordinates_may_be_others_but_point_at_the_same_shapes():
    codes = [each.split('"')[0] for each in LINES.split('<path id="y-568-')[1:]]
    assert codes
    other = LINES.replace(codes[0][-10:], "0123456789")
    assert other != LINES and difference(other, LINES) == ""
    astray = LINES.replace(f'href="#y-568-{codes[0]}"', 'href="#y-568-m0123456789"', 1)
    assert astray != LINES and difference(astray, LINES)


def test_words_beside_a_drawing_stay_as_they_are():
    answer, said = with_stored_drawings(STORED.replace("12.34", "12.35"), STORED)
    assert "12.35" in answer and said == []
