"""The course as an icon on a phone's home screen: what a phone is told of it, for each language.

    <language>/manifest.webmanifest

The icon opens the course in the reader's own browser (`display: browser`). As an app by itself it would have, on some
phones, a storage of its own, and nobody would find there what they typed in the browser.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from publish import contents, icons, share_picture
from publish.editions import Edition
from theme.edition import MANIFEST

SIZES = (192, 512)
"""In pixels: those that phones ask for."""


def write(edition: Edition, site: Path) -> None:
    """Write one into the folder of each language."""
    for language in edition.languages:
        says = json.dumps(manifest(edition, language), ensure_ascii=False, indent=1)
        (site / language / MANIFEST).write_text(says, encoding="utf-8")


def manifest(edition: Edition, language: str) -> dict[str, Any]:
    """What is said in a language; its addresses begin at that language's folder."""
    return {
        "name": edition.name[language],
        "short_name": edition.short_name[language],
        "description": edition.claim[language] or edition.name[language],
        "lang": language,
        "start_url": f"{contents.home()}.html",
        "scope": "../",
        "display": "browser",
        "theme_color": edition.colour,
        "background_color": share_picture.GROUND,
        "icons": [
            {
                "src": f"../{icons.FOLDER}/icon-{size}.png",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in SIZES
        ],
    }
