"""The road of weeks: every row and the first network stand in both pictures, inside their frame."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.charts.picture import NARROW, WIDE
from tertulia.charts.road import RoadRow, road, week_ticks

TEXT = "{http://www.w3.org/2000/svg}text"
ROWS = (RoadRow("E-mail", ((0.0, 0.4, True),)), RoadRow("Website", ((0.4, 6.0, True), (7.0, 7.5, False))))


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter(TEXT)]


@given(st.integers(1, 5000), st.integers(3, 12))
def test_never_more_week_numbers_than_fit(weeks: int, most: int) -> None:
    found = week_ticks(weeks, most)
    assert 1 <= len(found) <= most and found[-1] <= weeks
    assert len({b - a for a, b in zip(found, found[1:], strict=False)}) <= 1


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("weeks", [8, 40, 240])
def test_the_words_stand_in_the_picture(width: int, weeks: int) -> None:
    svg = road(ROWS, weeks, "First network", 6.0, "r", "All of it")[width]
    assert {"E-mail", "Website", "First network"} <= set(texts(svg))
    assert ET.fromstring(svg).get("aria-label") == "All of it"
    assert not re.search(r"#[0-9a-fA-F]{6}\b", re.sub(r"var\(--[\w-]+, #[0-9a-f]{6}\)", "", svg))


@pytest.mark.parametrize("begins", [0.0, 3.0, 8.0])
def test_the_arrow_begins_when_the_network_can_begin_and_stays_inside(begins: float) -> None:
    svg = road(ROWS, 8, "First network", begins, "r", "")[NARROW]
    line = re.search(r'd="M ([\d.]+) ([\d.]+) L ([\d.]+) \2 *"[^>]*--chart-goal', svg)
    assert line
    assert float(line[1]) == pytest.approx(begins * (NARROW - 22) / 8, abs=0.1)
    assert float(line[1]) < float(line[3]) < NARROW


def test_nothing_to_do_can_be_drawn() -> None:
    assert texts(road((), 1, "First network", 0.0, "r", "")[NARROW])[-1] == "First network"
