"""The book's own two typefaces for what is drawn when a site is built.

matplotlib reads neither WOFF2 nor a file that has all weights in it, so each weight is taken out once, into the cache.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from matplotlib.font_manager import FontProperties, fontManager

from publish.paths import CACHE

FOLDER = CACHE / "typefaces"
VOICE, TEXT = "alegreya-latin-wght-normal", "source-sans-3-latin-wght-normal"


def voice() -> FontProperties:
    """What titles are set in."""
    return _face(VOICE, 700, "DejaVu Serif")


def text() -> FontProperties:
    """What explains."""
    return _face(TEXT, 400, "DejaVu Sans")


@cache
def _face(name: str, weight: int, other: str) -> FontProperties:
    """A weight of a typeface; letters that the pages' own file lacks come from `other`, which matplotlib brings."""
    file = FOLDER / f"{name}-{weight}.ttf"
    if not file.is_file():
        FOLDER.mkdir(parents=True, exist_ok=True)
        whole = TTFont(CACHE / "fonts" / f"{name}.woff2")
        fresh = file.with_suffix(".new")
        drawn = instancer.instantiateVariableFont(whole, {"wght": weight})
        drawn.flavor = None  # plain, not packed as WOFF2
        drawn.save(fresh)
        fresh.replace(file)
    fontManager.addfont(file)
    family = next(each.name for each in fontManager.ttflist if Path(each.fname) == file)
    return FontProperties(family=[family, other], weight=weight)
