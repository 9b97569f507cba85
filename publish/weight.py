"""What a phone fetches of a finished page, and the most that it may be: a build that exceeds it fails."""

from __future__ import annotations

import gzip
import json
import posixpath
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

BEFORE_LIVE = 250_000
"""Bytes of a page with its pictures, style sheets, scripts and fonts, as a host sends them that compresses."""

BEFORE_THE_FIRST_MOVE = 8_400_000
"""Bytes in all until a reader can move something: Python with its snapshot takes 6.2 MB of them, as gzip packs it."""

COMPRESSED = {".woff2", ".png", ".jpg", ".webp"}
"""Files that a host sends as they are."""


def complaints(site: Path) -> list[str]:
    """The pages of a site that are too heavy, a line each: which, how heavy, and what weighs most."""

    @cache
    def sent(file: Path) -> int:
        data = file.read_bytes()
        return len(data) if file.suffix in COMPRESSED else len(gzip.compress(data, 6))

    told = site / "live" / "live.json"
    live = json.loads(told.read_text(encoding="utf-8")) if told.is_file() else {"pages": {}}
    found = []
    for page in sorted(site.rglob("*.html")):
        name = page.relative_to(site).with_suffix("").as_posix()
        files = sorted({page, *loaded(page)}, key=sent, reverse=True)
        weight = sum(map(sent, files))
        if weight > BEFORE_LIVE:
            heaviest = ", ".join(f"{file.name} {sent(file):,}" for file in files[:3])
            found.append(f"{name}: {weight:,} bytes, at most {BEFORE_LIVE:,}. Most of it: {heaviest}.")
        if name in live["pages"]:
            moves = weight + live["pages"][name]["bytes"] + live["core"]["page"]["packed"]
            if moves > BEFORE_THE_FIRST_MOVE:
                found.append(f"{name}: {moves:,} bytes before the first move, at most {BEFORE_THE_FIRST_MOVE:,}.")
    return found


def loaded(page: Path) -> Iterator[Path]:
    """The files of the site that a page asks for by itself."""
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    for address in reader.asked:
        parts = urlsplit(address)
        file = Path(posixpath.normpath(page.parent / parts.path))
        if not (parts.scheme or parts.netloc) and file.is_file():
            yield file


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in {"script", "img"}:
            self.asked += filter(None, [told.get("src")])
        elif tag == "link" and told.get("rel") in {"stylesheet", "preload"}:
            self.asked += filter(None, [told.get("href")])
