"""Groups beside each other: what stands where, and nothing drawn where nothing can be said."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from tertulia.charts.picture import NARROW, WIDE
from tertulia.charts.results import GroupSpan, spans

ROWS = [
    GroupSpan(words="Photo & film", middle=20, low=15, high=30, said="20", strong=True),
    GroupSpan(words="Text", middle=10, low=8, high=12, said="10"),
    GroupSpan(words="Video", middle=99, low=None, high=None, said="3 posts: too few to say"),
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
    svg = drawn()[width]
    dots = re.findall(r'<path d="M ([\d.]+) [\d.]+ C [^"]+" style="fill: var\(--chart-median', svg)
    left, right = 8.0, width - 12.0
    where = [left + share / 30 * (right - left) for share in (20, 10)]
    assert [float(x) for x in dots] == pytest.approx(where, abs=0.02)
    assert svg.count("--chart-band-edge") == 2


def test_every_colour_follows_the_page():
    bare = re.sub(r"var\(--[\w-]+, #[0-9a-f]{6}\)", "", drawn()[WIDE])
    assert not re.search(r"#[0-9a-fA-F]{6}\b", bare)


def test_all_zero_and_no_group_can_be_drawn():
    assert drawn([GroupSpan(words="a", middle=0, low=0, high=0, said="0")], 0.0)[WIDE]
    assert drawn([], 0.0)[WIDE]
