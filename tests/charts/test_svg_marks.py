"""The reader of drawings reads what is there."""

from __future__ import annotations

import pytest

from tests.charts.svg_marks import Drawing, Scale, amount

DRAWN = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">
<g class="m-ytick"><g><path d="M 10 40 L 90 40 "/></g><g><text x="8" y="45">0</text></g></g>
<g class="m-ytick"><g><path d="M 10 20 L 90 20 "/></g><g><text x="8" y="25">1,000</text></g></g>
<g class="m-line"><path d="M 10 30 L 50 20 " style="fill: none; stroke: var(--chart-goal, #945700); stroke-width: 2"/>
<defs><path id="dot" d="M 0 4 L 0 -4"/></defs><g><use xlink:href="#dot" x="10" y="30"/></g></g>
<path class="m-bent" d="M1 2Q5 9 3 4" style="stroke-dasharray:2 4"/></svg>"""


def test_a_mark_is_found_by_its_class_and_read_on_the_drawn_scale():
    drawing = Drawing(DRAWN)
    line, dot = drawing.marks("line")
    assert [drawing.scale("y").value(y) for y in line.ys] == pytest.approx([500, 1000])
    assert (line.stroke, line.fill, line.thick, line.dashed) == ("--chart-goal", "", 2, False)
    assert dot.form == "#dot" and dot.centre == (10, 30)
    assert drawing.mark("bent").dashed and drawing.mark("bent").vertices == ((1, 2), (3, 4))
    assert drawing.mark("bent").bottom == 9
    assert drawing.marks("nobody") == [] == drawing.words("nobody")


@pytest.mark.parametrize(("lengths", "seen"), [("8,6.4", True), ("2 4", True), ("8,0", False)])
def test_a_stroke_is_dashed_where_its_gaps_are_seen(lengths, seen):
    assert Drawing(DRAWN.replace("2 4", lengths)).mark("bent").dashed == seen


def test_ticks_whose_numbers_are_exchanged_are_no_scale():
    with pytest.raises(AssertionError, match="not on one scale"):
        Scale.of([(0, 0), (10, 2), (20, 1)])
    with pytest.raises(AssertionError, match="away from its tick"):
        Drawing(DRAWN.replace('y="45"', 'y="25"')).scale("y")


def test_numbers_are_read_as_they_are_written():
    assert [amount(text) for text in ("1,500", "45\u202f%", "-2.5", "\u22123")] == [1500, 0.45, -2.5, -3]
