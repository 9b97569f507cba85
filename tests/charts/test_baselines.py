"""Whole pictures look as they did when somebody last looked at them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.charts.baselines import FEW, FOLDER, FUTURES, changed, drawings, photographs

RENEW = "If it should look so: python -m tests.charts.baselines, and look at the pictures before you commit them."

MOVED = {
    "the goal two in a hundred higher": replace(FUTURES, goal=FUTURES.goal * 1.02),
    "low and middle exchanged": replace(FUTURES, low=FUTURES.median, median=FUTURES.low),
    "no hopes": replace(FUTURES, hoped=None),
}


@pytest.fixture(scope="module")
def shots() -> dict[str, bytes]:
    """Every picture as it is now; with other words; and the simulator's with marks that moved."""
    svgs = drawings()
    svgs |= {f"words {name}": svg.replace("</text>", " and more</text>") for name, svg in svgs.items()}
    for what, futures in MOVED.items():
        svgs |= {f"{what} {name}": svg for name, svg in drawings(futures).items() if name == "growth-350"}
    return photographs(svgs)


@pytest.mark.parametrize("name", drawings())
def test_a_picture_looks_as_it_did(name, shots, tmp_path):
    stored = FOLDER / f"{name}.png"
    pixels = changed(shots[name], stored.read_bytes())
    fresh: Path = tmp_path / f"{name}.png"
    fresh.write_bytes(shots[name])
    assert pixels <= FEW, f"{pixels} pixels of {name} changed; it is now {fresh}. {RENEW}"


def test_the_stored_pictures_are_small_and_all_are_compared():
    assert {file.stem for file in FOLDER.iterdir()} == set(drawings())
    assert max(file.stat().st_size for file in FOLDER.iterdir()) < 40_000


@pytest.mark.parametrize("what", MOVED)
def test_a_mark_that_moved_shows(what, shots):
    assert changed(shots["growth-350"], shots[f"{what} growth-350"]) > 4 * FEW


@pytest.mark.parametrize("name", drawings())
def test_words_are_not_compared(name, shots):
    assert changed(shots[name], shots[f"words {name}"]) == 0
