"""Ranges on one scale from zero, readable at both widths."""

from __future__ import annotations

import re

from tertulia.charts.picture import NARROW, WIDE
from tertulia.charts.ranges import ROW, RangeRow, ranges

ROWS = [
    RangeRow(words="One", low=100, mid=200, high=400, said="€200"),
    RangeRow(words="Two", low=0, mid=0, high=0, said="€0", quiet=True),
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
