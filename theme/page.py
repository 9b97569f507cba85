"""What the page template needs to know, and what a page may load."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx

from tertulia.language import _, number, spoken
from theme import drawings, progress, toc
from theme.editions import editions
from theme.toc import Page

NOT_LOADED = (
    "_static/scripts/",
    "_static/styles/",
    "_static/doctools.js",
    "_static/documentation_options.js",
    "_static/sphinx_highlight.js",
    "_static/translations.js",
    "mystnb.",
    "_static/mystnb.",
)
"""What the theme and Sphinx would put on every page and our page does without. The search page asks for its own."""

NOT_SHIPPED = ("vendor", "scripts", "styles", "webpack-macros.html", "sbt-webpack-macros.html", "images", "locales")
"""The theme's own files under _static that no page asks for."""


def search_words() -> str:
    """Our words for what Sphinx's search says, as JSON for its `addTranslations`."""
    words = {
        "Search Results": _("Results"),
        "Searching": _("Searching"),
        "Preparing search...": "",
        "Search finished, found ${resultCount} page(s) matching the search query.": _("Pages found: {n}").format(
            n="${resultCount}"
        ),
        "Your search did not match any documents. Please make sure that all words are spelled correctly and that "
        "you've selected enough categories.": _("Nothing found. Try another word, or a shorter one."),
    }
    return json.dumps({"locale": spoken(), "messages": words, "plural_expr": "n == 1 ? 0 : 1"})


def add_words(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Fill the template's context."""
    env = app.env
    parts = toc.parts(env)
    found = editions(app, pagename)
    times = _times(app)
    is_notebook = "kernelspec" in env.metadata.get(pagename, {})
    context.update(
        say=_,
        icon=drawings.icon,
        mark=drawings.mark,
        seat=drawings.seat,
        search_words=search_words() if pagename == "search" else "",
        favicon=drawings.favicon(),
        parts=parts,
        is_home=pagename == app.config.root_doc,
        is_exercise=is_notebook,
        mark_step=lambda page: progress.mark(app, page),
        seconds=progress.seconds(app, pagename, doctree),
        editions=found,
        any_language="../" * (pagename.count("/") + 1) + "index.html" if found else "",
        trail=_trail([page for part in parts for page in part.pages], pagename),
        places=() if is_notebook else toc.places(env, pagename),
        summary=toc.opening(env, pagename) if pagename in env.all_docs else "",
        takes=_takes(env, pagename, times) if doctree is not None else "",
        css_files=[sheet for sheet in context["css_files"] if _wanted(sheet)],
        script_files=[script for script in context["script_files"] if _wanted(script)],
    )


def _times(app: Sphinx) -> dict[str, int]:
    """How long the pages take; worked out once per build, since it looks into every page."""
    if not hasattr(app.builder, "tertulia_times"):
        app.builder.tertulia_times = toc.minutes(app.env)  # type: ignore[attr-defined]
    return cast(dict[str, int], app.builder.tertulia_times)  # type: ignore[attr-defined]


def _trail(pages: list[Page], doc: str) -> list[Page]:
    """The page and those it lies under, the topmost first; empty if it is not in the table of contents."""
    for page in pages:
        if page.holds(doc):
            return [page, *_trail(list(page.pages), doc)]
    return []


def _takes(env: Any, doc: str, times: dict[str, int]) -> str:
    """How long a chapter takes, to read and to do; empty for a page without exercises."""
    inner = [page for top in toc.steps(env) if top.doc == doc for page in top.walk()][1:]
    if not inner or doc not in times:
        return ""
    doing = sum(times.get(page.doc, 0) for page in inner)
    return _("{read} minutes to read, {do} to do").format(read=number(times[doc]), do=number(doing))


def _wanted(asset: Any) -> bool:
    name = str(getattr(asset, "filename", asset) or "")
    if not name:  # a script written into the page: only the theme and widget states do that
        return False
    return not name.startswith(NOT_LOADED)


def trim(app: Sphinx, exception: Exception | None) -> None:
    """Put the fonts into the finished book and take out what no page asks for."""
    if exception is not None or app.builder.format != "html":
        return
    from theme import FONTS

    static = Path(app.outdir) / "_static"
    for name in NOT_SHIPPED:
        target = static / name
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)
    for unused in (*static.glob("mystnb.*.css"), *static.glob("*.png"), *static.glob("basic.css")):
        unused.unlink()
    if FONTS.is_dir():
        shutil.copytree(FONTS, static / "fonts", dirs_exist_ok=True)


def setup(app: Sphinx) -> None:
    """Connect to the writing of pages and to the end of the build."""
    app.connect("html-page-context", add_words, priority=900)  # last: the theme adds its own before
    app.connect("build-finished", trim, priority=900)
