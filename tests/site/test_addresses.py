"""Every address in the site leads somewhere, and nothing is loaded from another host."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urlsplit

import pytest

from publish import not_found

LOADING = "link[href], object[data], :is(script, img, iframe, source, embed, video, audio)[src]"


pytestmark = pytest.mark.any_edition


def test_all_languages_have_the_same_pages(pages):
    first, *others = pages.languages
    names = [name.partition("/")[2] for name in pages.of(first)]
    assert len(names) >= 9
    for language in others:
        assert [name.partition("/")[2] for name in pages.of(language)] == names


def is_there(page, place):
    """Whether the page has this place; a control is one by its class (theme/static/field.js)."""
    return page.find(id=place) or (place.startswith("field-") and page.find(class_=f"tt-{place}"))


def test_every_link_inside_the_site_leads_to_a_page_and_a_place_in_it(pages, edition):
    broken = []
    checked = 0
    for name in pages.names:
        for link in pages.read(name).select("a[href], link[href], script[src], form[action]"):
            address = link.get("href") or link.get("src") or link.get("action") or ""
            if edition.address and address.startswith(edition.address):  # of this site, by its whole address
                address = "../" * name.count("/") + (address.removeprefix(edition.address) or "index.html")
            if name == not_found.FILE:
                if re.fullmatch(r"(\.\./)+404\.js", address):  # the script, from wherever the page is shown
                    continue
                address = address.removeprefix(not_found.base(edition))
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            beside = posixpath.join(posixpath.dirname(name), unquote(parts.path))
            target = posixpath.normpath(beside) if parts.path else name
            checked += 1
            if not (pages.site / target).is_file():
                broken.append(f"{name}: {address}")
            elif parts.fragment and not is_there(pages.read(target), unquote(parts.fragment)):
                broken.append(f"{name}: {address} (no such place)")
    assert checked > 40 * len(pages.names), "hardly a page without its menu; slides and sheets for teachers have none"
    assert broken == []


def test_nothing_is_loaded_from_another_host(pages):
    for name in pages.names:
        for tag in pages.read(name).select(LOADING):
            address = tag.get("src") or tag.get("href") or tag.get("data") or ""
            if {"canonical", "alternate"} & set(tag.get("rel") or ()):
                continue  # says where the page is, and loads nothing
            assert not urlsplit(address).netloc, f"{name}: {address}"
            assert urlsplit(address).scheme in ("", "data"), f"{name}: {address}"


def test_style_sheets_and_scripts_ask_no_other_host(pages):
    for file in [*pages.site.rglob("*.css"), *pages.site.rglob("*.js")]:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*[\"']?(https?:)?//", text), file
        assert "@import" not in text, file
        assert not re.search(r"(fetch|import|XMLHttpRequest|sendBeacon)\s*\(\s*[\"'`](https?:)?//", text), file


def test_nothing_of_an_icon_font_or_of_a_math_renderer_is_left(pages):
    for name in pages.names:
        text = (pages.site / name).read_text(encoding="utf-8").lower()
        for word in ("fontawesome", "fa-solid", "mathjax", "thebe", "requirejs", "bootstrap"):
            assert word not in text, f"{name}: {word}"


def test_the_files_of_the_site_are_few_and_ours(pages):
    for language in pages.languages:
        shipped = (pages.site / language / "_static").rglob("*")
        files = [path for path in shipped if path.is_file() and not path.name.endswith("-stemmer.js")]
        assert {"book.css", "book.js", "tokens.css", "alegreya-latin-wght-normal.woff2"} <= {
            path.name for path in files
        }
        assert sum(path.stat().st_size for path in files) < 400_000
