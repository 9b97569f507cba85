"""The search: an index of the finished pages, made with them and asked in the reader's browser.

Sphinx's own search is left out: it keeps what was asked for in the reader's browser, stops where storage is full or
switched off, and takes a letter with an accent for another letter. In its place MiniSearch answers from an index that
is made here (`index.py`) of what a reader sees of each page (`finished.py`), in the words of its language (`words.py`).
`static/search_find.js` asks, `static/search.js` shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from tertulia.language import _
from theme.search import finished, index
from theme.search.words import Words

PAGE = "search"
ALL_SOURCES = "chapters/references"
FOLDER = "search"
"""Beside the pages: the index, and the texts from which a hit shows some words."""


def texts() -> dict[str, str]:
    """What the page says of a search."""
    return {
        "searching": _("Searching"),
        "found": _("Pages found: {n}"),
        "near": _("No page has all of this. Pages that come near: {n}"),
        "nothing": _("Nothing found. Try another word, or a shorter one."),
        "failed": _("The search could not be loaded. Check the connection and load the page again."),
    }


def leave_sphinx_out(app: Sphinx) -> None:
    """Let the builder make no index and no page of its own."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def add_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Our page, whose frame is `search.html`."""
    yield PAGE, {}, "search.html"


def write_index(app: Sphinx, exception: Exception | None) -> None:
    """Put the index of the finished pages beside them."""
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        out = Path(app.outdir)
        pages = {doc: out / f"{doc}.html" for doc in sorted(app.env.found_docs)}
        read = {
            doc: finished.sections(file.read_text(encoding="utf-8"), with_sources=doc == ALL_SOURCES)
            for doc, file in pages.items()
        }
        index.write(out / FOLDER, read, Words.of(app.config.language))


def setup(app: Sphinx) -> None:
    """Take the place of Sphinx's search."""
    app.connect("builder-inited", leave_sphinx_out)
    app.connect("html-collect-pages", add_page)
    app.connect("build-finished", write_index)
