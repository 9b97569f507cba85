"""What a phone must load before it can read a page, pictures in the page included."""

from __future__ import annotations

import gzip
import posixpath
import re
from urllib.parse import urlsplit

import pytest

from publish import not_found

BUDGET = 150_000
"""Bytes as sent (gzip; fonts are compressed already)."""


def sent(path) -> int:
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data, 6))


pytestmark = pytest.mark.any_edition


def test_each_page_stays_in_its_budget(pages):
    for name in pages.names:
        page = pages.read(name)
        files = {pages.site / name}
        for tag in page.select("script[src], link[rel=stylesheet], link[rel=preload], img[src]"):
            address = urlsplit(tag.get("src") or tag.get("href")).path
            if name == not_found.FILE:  # shown at any address, so it names its files from the top of the host
                address = posixpath.basename(address)
            files.add(pages.site / posixpath.normpath(posixpath.join(posixpath.dirname(name), address)))
        total = sum(sent(file) for file in files)
        pictures = sum(len(gzip.compress(str(svg).encode(), 6)) for svg in page.select("svg.ch"))
        assert total - pictures < BUDGET, f"{name}: {total - pictures} bytes without its pictures"


def test_the_fonts_are_the_only_ones_asked_for(pages):
    for language in pages.languages:
        static = pages.site / language / "_static"
        asked = set(re.findall(r"url\(\"(fonts/[^\"]+)\"\)", (static / "tokens.css").read_text(encoding="utf-8")))
        assert len(asked) == 2
        assert all((static / font).is_file() for font in asked)
