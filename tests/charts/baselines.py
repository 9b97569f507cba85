"""A few whole pictures as Chromium shows them, beside stored ones; `python -m tests.charts.baselines` renews these.

Fonts differ between machines, so words are hidden and only marks are compared. The edge of a mark is smoothed
differently from one Chromium to the next, so a pixel counts as changed only where no pixel beside it has its colour
either: what moved by more than a pixel shows, how an edge is smoothed does not.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

from publish import chromium
from tertulia.charts.bars import Bar, bars
from tertulia.charts.futures import Futures
from tertulia.charts.growth import growth
from tertulia.charts.path import Path as NumberPath
from tertulia.charts.path import path
from tertulia.charts.picture import NARROW, WIDE

FOLDER = Path(__file__).parent / "pictures"

SAME = 48
"""Steps of 255 by which the colours of a pixel may differ."""

FEW = 15
"""Pixels that may have changed. A line that moved by two pixels changes hundreds, a dot that moved by three, twenty."""

PAGE = "<style>body{{margin:0;background:#fff}}svg{{display:block;width:{width}px}}text{{display:none}}</style>{svg}"

WEEKS = np.arange(53)
FUTURES = Futures(
    low=400 + 300 * (WEEKS / 52) ** 2,
    median=400 + 770 * WEEKS / 52,
    high=400 + 1400 * np.sqrt(WEEKS / 52),
    nothing=400 - 130 * WEEKS / 52,
    dots=np.linspace(500, 2300, 100),
    goal=1500.0,
    chance=0.45,
    hoped=400 * 1.03**WEEKS,
)
ROWS = (
    Bar(words="One", share=0.8, earlier=0.25),
    Bar(words="Two", share=0.3, earlier=0.6, quiet=True),
    Bar(words="Three", share=0.05),
)
WAY = NumberPath(
    name="customers", baseline=22, target=35, unit="customers", today=date(2026, 11, 23), by=date(2027, 5, 24)
)


def drawings(futures: Futures = FUTURES) -> dict[str, str]:
    """The SVG of each picture by its name, at both widths."""
    by_name: dict[str, dict[int, str]] = {"bars": bars(ROWS, "bars", "")}
    for name, picture in (("growth", growth(futures, "", "")), ("path", path(WAY, "path"))):
        by_name[name] = {WIDE: picture.wide, NARROW: picture.narrow}
    return {f"{name}-{width}": svg for name, widths in by_name.items() for width, svg in widths.items()}


def photographs(svgs: Mapping[str, str]) -> dict[str, bytes]:
    """Each SVG as a PNG, without its words."""
    executable = chromium.installed()
    assert executable, chromium.MISSING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=chromium.ARGUMENTS)
        page = browser.new_page()
        shots = {}
        for name, svg in svgs.items():
            page.set_content(PAGE.format(width=int(name.rpartition("-")[2]), svg=svg))
            shots[name] = page.locator("svg").screenshot()
        browser.close()
    return shots


def changed(one: bytes, other: bytes) -> int:
    """How many pixels of either picture have no like in the other one, at their place or beside it."""
    pixels, others = (np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=int) for png in (one, other))
    if pixels.shape != others.shape:
        return max(pixels.size, others.size)
    return _without_like(pixels, others) + _without_like(others, pixels)


def _without_like(pixels: np.ndarray, others: np.ndarray) -> int:
    height, width, _colours = pixels.shape
    around = np.pad(others, ((1, 1), (1, 1), (0, 0)), mode="edge")
    nearest = np.min(
        [
            np.abs(pixels - around[down : down + height, right : right + width]).max(axis=2)
            for down in range(3)
            for right in range(3)
        ],
        axis=0,
    )
    return int((nearest > SAME).sum())


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, png in photographs(drawings()).items():
        file = FOLDER / f"{name}.png"
        Image.open(io.BytesIO(png)).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(file, optimize=True)
