"""The course as an icon on a phone's home screen: a web app manifest for each language, and the icon.

The icon opens the course in the reader's own browser (`display: browser`). As an app by itself it would have, on some
phones, a storage of its own, and nobody would find there what they typed in the browser.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Circle
from sphinx.application import Sphinx

from tertulia import look
from theme import drawings
from theme.edition import ACCENT

NAME = "manifest.webmanifest"
SIZES = (192, 512)
"""In pixels: those that phones ask for."""

HALF = 26.0
"""From the middle of the icon to its edge, in the mark's units: a phone may cut it round, and the mark is 17 wide."""


def manifest(told: dict[str, Any], *, language: str, title: str, home: str, colour: str, ground: str) -> dict[str, Any]:
    """The manifest of a language. told: what the pages show of the edition; ground: the colour of the page."""
    return {
        "name": told.get("name", title),
        "short_name": told.get("short_name", title),
        "description": told.get("claim", title),
        "lang": language,
        "start_url": f"{home}.html",
        "scope": "../",
        "display": "browser",
        "theme_color": colour,
        "background_color": ground,
        "icons": [
            {
                "src": f"_static/icon-{size}.png",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in SIZES
        ],
    }


def draw(file: Path, size: int, colour: str, letter: str = "") -> None:
    """Draw the icon: the mark in white on the colour, or the first letter of an edition that has a mark of its own."""
    figure = Figure(figsize=(1, 1), dpi=size, facecolor=colour)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(-HALF, HALF), ylim=(-HALF, HALF))
    axes.set_axis_off()
    if letter:
        axes.text(0, 0, letter, color="white", size=38, weight="bold", ha="center", va="center_baseline")
    else:
        stroke = 1.5 * 72 / (2 * HALF)  # in points: the picture is an inch wide
        for x, y, radius, free in drawings.mark_circles():
            look = {"facecolor": "none", "linewidth": stroke} if free else {"facecolor": "white", "linewidth": 0}
            axes.add_patch(Circle((x, -y), radius, edgecolor="white", **look))
    figure.savefig(file, metadata={"Software": None})


def write(app: Sphinx, exception: Exception | None) -> None:
    """Put the manifest and the icons into the finished book."""
    if exception is not None or app.builder.format != "html":
        return
    config, told = app.config, app.config.tertulia_edition
    tokens = (look.FOLDER / "tokens.css").read_text(encoding="utf-8")
    colour = told.get("colour") or _found(ACCENT, tokens)
    out = Path(app.outdir)
    says = manifest(
        told,
        language=config.language,
        title=config.html_title,
        home=config.root_doc,
        colour=colour,
        ground=_found(_GROUND, tokens),
    )
    (out / NAME).write_text(json.dumps(says, ensure_ascii=False, indent=1), encoding="utf-8")
    letter = str(says["short_name"])[:1].upper() if told.get("logo") else ""
    for size in SIZES:
        draw(out / "_static" / f"icon-{size}.png", size, colour, letter)


_GROUND = re.compile(r"--tt-bg: (#[0-9a-fA-F]{6});")


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    assert found is not None, pattern.pattern
    return str(re.findall(r"#[0-9a-fA-F]{6}", found[0])[0])


def setup(app: Sphinx) -> None:
    """Connect to the end of the build, after what is not used was taken out."""
    app.connect("build-finished", write, priority=910)
