"""The row of marks with its range, and the lines over the years."""

from __future__ import annotations

import re

from tertulia.charts.picture import NARROW, WIDE
from tertulia.charts.strip import PER_ROW, strip
from tertulia.charts.years import YearLine, years


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
