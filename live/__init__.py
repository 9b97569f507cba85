"""Makes the notebooks of a Jupyter Book come alive in the reader's browser, with no server.

A Sphinx extension on top of myst-nb. A page with code cells keeps its finished output; when the reader comes near, a
worker starts Python from files of the book itself, runs the cells and puts the live widgets in place. README.md says
how to set it up.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from live.build import Settings, build
from live.bundles import LivePage
from live.errors import LiveError

PAGES = "live-pages.json"
"""What `live_root` leaves to whoever builds the shared folder: the pages of this book and their cells."""

WORDS = {
    "starting": "Getting ready…",
    "getting": "Getting ready: {had} of {whole} MB",
    "numbers": "Ready. The numbers move at once; the picture follows shortly.",
    "ready": "Ready: move the controls.",
    "half": "The numbers move; the picture could not be fetched.",
    "slow": "This takes longer than usual.",
    "failed": "This could not be brought to life; here is the finished example.",
    "offline": "You are offline; here is the finished example.",
    "unable": "This browser is too old to move the controls; here is the finished example.",
    "scrolls": "This part can be scrolled.",
    "error": "Something went wrong in this exercise.",
    "unfetched": "This needs something that must be fetched once, and there is no connection now. Try again later.",
    "too_long": "{n} characters are too many here: at most {most}. Nothing was pasted.",
    "too_large": "{name} has {n}, and at most {most} can be opened here. Nothing was read.",
    "too_much": "These files have {n} together, and at most {most} can be opened at once. Nothing was read.",
    "too_many": "These are {n} files, and at most {most} can be opened at once. Nothing was read.",
    "retry": "Try again",
    "ask": "Moving the controls needs {whole} MB once.",
    "yes": "Fetch it",
}
"""What the reader is told, in English; a book in another language gives its own under `live_words`."""

SKIP = "no-live"
"""A cell with this tag stays as it is."""


def _cells(app: Sphinx, doc: str) -> list[tuple[str, str]]:
    """The code cells of a notebook page in order, each with its number; those without a source in the page too."""
    from myst_nb.core.read import create_nb_reader

    path = Path(app.env.doc2path(doc))
    env: Any = app.env  # myst-nb keeps its configuration there
    text = path.read_text(encoding="utf-8")
    reader = create_nb_reader(str(path), env.myst_config, env.mystnb_config, text)
    if reader is None:
        return []
    notebook = reader.read(text)
    return [
        (str(place), cell.source)
        for place, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and SKIP not in cell.metadata.get("tags", ()) and cell.source.strip()
    ]


def _mark_cells(app: Sphinx, doctree: nodes.document, doc: str) -> None:
    """Give each live cell a class by which its page finds it again."""
    if app.builder.format != "html":
        return
    known = dict(_cells_by_page(app.env).get(doc, ()))
    for cell in doctree.findall(nodes.container):
        if cell.get("nb_element") == "cell_code" and str(cell.get("cell_index")) in known:
            cell["classes"] += ["live-cell", f"live-cell-{cell['cell_index']}"]


def _cells_by_page(env: BuildEnvironment) -> dict[str, list[tuple[str, str]]]:
    if not hasattr(env, "live_cells"):
        env.live_cells = {}  # type: ignore[attr-defined]
    known: dict[str, list[tuple[str, str]]] = env.live_cells  # type: ignore[attr-defined]
    return known


def _note_cells(app: Sphinx, doctree: nodes.document) -> None:
    """Note a notebook's cells when its page is read."""
    doc = app.env.docname
    _cells_by_page(app.env).pop(doc, None)
    if "kernelspec" in app.env.metadata.get(doc, {}) or any(
        node.get("nb_element") == "cell_code" for node in doctree.findall(nodes.container)
    ):
        cells = _cells(app, doc)
        if cells:
            _cells_by_page(app.env)[doc] = cells


def _forget_cells(_app: Sphinx, env: BuildEnvironment, doc: str) -> None:
    _cells_by_page(env).pop(doc, None)


def _merge_cells(_app: Sphinx, env: BuildEnvironment, docs: set[str], other: BuildEnvironment) -> None:
    _cells_by_page(env).update({doc: cells for doc, cells in _cells_by_page(other).items() if doc in docs})


def _add_to_head(
    app: Sphinx, doc: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the one small script and the style sheet of the widgets into the head of a live page."""
    cells = _cells_by_page(app.env).get(doc)
    if not cells or doctree is None:
        return
    root = app.config.live_root or "live/"
    page = {
        "name": app.config.live_name + doc,
        "doc": doc,
        "cells": cells,
        "words": {**WORDS, **app.config.live_words},
        "environment": app.config.live_environment,
        "store": app.config.live_store,
        "stores": app.config.live_stores,
    }
    place = escape(context["pathto"](f"{root}live", resource=True), quote=True)
    data = escape(json.dumps(page, ensure_ascii=False), quote=True)
    context["metatags"] = context.get("metatags", "") + (
        f'<link rel="stylesheet" href="{place}.css">\n<script async src="{place}.js" data-page="{data}"></script>\n'
    )


def pages(app: Sphinx) -> list[LivePage]:
    """The live pages of this book."""
    return [
        LivePage(
            app.config.live_name + doc, tuple((cell, source) for cell, source in cells), app.config.live_environment
        )
        for doc, cells in sorted(_cells_by_page(app.env).items())
    ]


def _build_or_list(app: Sphinx, problem: Exception | None) -> None:
    """Build the folder the pages ask for, or leave that to whoever puts several books together."""
    if problem is not None or app.builder.format != "html":
        return
    if app.config.live_root:
        kept = [[page.name, page.cells, dict(page.environment)] for page in pages(app)]
        (Path(app.outdir) / PAGES).write_text(json.dumps(kept), encoding="utf-8")
        return
    live_pages = pages(app)
    if not live_pages:
        return
    from sphinx.util import logging

    cache = Path(app.config.live_cache or Path(app.srcdir) / ".cache" / "live")
    try:
        build(
            live_pages,
            Settings.read({value.name: value.value for value in app.config}),
            Path(app.srcdir),
            cache,
            Path(app.outdir) / "live",
            logging.getLogger("live").info,
        )
    except LiveError as error:
        raise ExtensionError(str(error)) from None


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything."""
    for name, default, kinds in (
        ("live_packages", [], list),
        ("live_wheels", {}, dict),
        ("live_drop", {}, dict),
        ("live_files", [], list),
        ("live_words", {}, dict),
        ("live_environment", {}, dict),
        ("live_store", "", str),
        ("live_stores", [], list),
        ("live_root", "", str),
        ("live_name", "", str),
        ("live_cache", "", str),
    ):
        app.add_config_value(name, default, "html", kinds)
    app.connect("doctree-read", _note_cells)
    app.connect("env-purge-doc", _forget_cells)
    app.connect("env-merge-info", _merge_cells)
    app.connect("doctree-resolved", _mark_cells, priority=100)
    app.connect("html-page-context", _add_to_head)
    app.connect("build-finished", _build_or_list)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
