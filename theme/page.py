"""What the page template needs to know, and what a page may load."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any, cast

from docutils import nodes
from pygments.formatters import HtmlFormatter
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from tertulia import look
from tertulia.firms import invented_firm_names
from tertulia.language import _, and_list, ngettext, number
from theme import drawings, edition, progress, search, toc
from theme.audience import TEACHERS
from theme.found import FoundPage, site_address
from theme.languages import how_far, translations
from theme.toc import TocPage

CACHE = Path(__file__).parent.parent / ".cache"
FETCHED = {CACHE / "fonts": "_static/fonts", CACHE / "scripts": "_static"}
"""Where `publish fetch` puts what it brings, and where a book has it. Without, the book shows the system's fonts, draws
no QR code and finds nothing."""

OWN = {path.name for path in (Path(__file__).parent / "static").iterdir()} | {*look.SHEETS, "pygments.css"}
"""What a page may load. Sphinx and its extensions offer more; our frame does without."""


OF_TEXTS = {"field.js", "monday.js", "quiz.js", "jupyter.css", "print.css", "pygments.css"}
"""Scripts and style sheets for what stands in a page's text."""


VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>')
"""docutils says again what the frame says."""

STRIPPED = re.compile(r"<[^>]*>")


def add_words(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Fill the template's context."""
    env = app.env
    parts = toc.parts(env)
    in_languages = translations(app, pagename)
    times = _minutes_by_page(app)
    is_notebook = "kernelspec" in env.metadata.get(pagename, {})
    # one that is no step of the course is an exercise, too: that of who teaches
    is_exercise = is_notebook and (
        pagename.startswith("exercises/") or any(step.holds(pagename) for step in toc.steps(env))
    )
    is_home = pagename == app.config.root_doc
    summary = toc.summary(env, pagename) if pagename in env.all_docs else _("Find a word in the whole course.")
    title = _title(app, context, is_home=is_home, is_exercise=is_exercise)
    context.update(
        say=_,
        icon=drawings.icon,
        brand=edition.brand(app, context["content_root"]),
        edition=app.config.tertulia_edition,
        link=edition.href,
        invented=_invented(),
        there=env.found_docs.__contains__,
        seat=drawings.seat,
        search_words=as_data(search.texts()) if pagename == search.PAGE else "",
        favicon=edition.favicon(app, context["content_root"]),
        icons=edition.icons(app, context["content_root"]),
        metatags=VIEWPORT.sub("", context.get("metatags", "")),
        page_title=title,
        storage=app.config.tertulia_storage,
        parts=parts,
        teaching="teaching" if app.config.tertulia_audience == TEACHERS else "",
        is_home=is_home,
        is_exercise=is_exercise,
        mark_step=lambda page: progress.mark(app, page),
        seconds=progress.seconds(app, pagename, doctree),
        translations=in_languages,
        begun=how_far(app.config.language),
        any_language=_start_page(app, pagename) if in_languages else "",
        trail=_breadcrumbs([page for part in parts for page in part.pages], pagename),
        places=() if is_exercise else toc.places(env, pagename),
        summary=summary,
        found="\n"
        + FoundPage(
            address=site_address(app.config),
            path=f"{app.config.language}/{pagename}.html",
            language=app.config.language,
            languages=app.config.tertulia_languages,
            course=context["docstitle"],
            claim=app.config.tertulia_edition.get("claim", ""),
            title=title,
            summary=summary,
            is_article=not is_home,
        ).tags(),
        takes=_duration(env, pagename, times) if doctree is not None else "",
        **{
            kind: [each for each in _own(context[kind]) if doctree is not None or _of_frame(each)]
            for kind in ("css_files", "script_files")
        },
    )


def _title(app: Sphinx, context: Mapping[str, Any], *, is_home: bool, is_exercise: bool) -> str:
    """What the page is, and of which course: on the browser's tab, and in a list of what was found."""
    course = context["docstitle"]
    named = unescape(STRIPPED.sub("", context.get("title") or _("Search")))
    if is_home:
        claim = app.config.tertulia_edition.get("claim", "")
        return f"{named} · {claim}" if claim else named
    return " · ".join([named, _("Exercise"), course] if is_exercise else [named, course])


def _start_page(app: Sphinx, page: str) -> str:
    """The address that suits a reader of any language."""
    return site_address(app.config) or "../" * (page.count("/") + 1) + "index.html"


def as_data(told: Mapping[str, str]) -> str:
    """JSON that may stand in a page."""
    return json.dumps(told).replace("<", "\\u003c")


def _invented() -> str:
    """Which firms of the course nobody will find."""
    names = invented_firm_names()
    told = ngettext("{firms} is invented.", "{firms} are invented.", len(names)).format(firms=and_list(names))
    return f"{told} {_('Figures name their source.')}"


def _minutes_by_page(app: Sphinx) -> dict[str, int]:
    """How long the pages take; worked out once per build, since it looks into every page."""
    if not hasattr(app.builder, "tertulia_times"):
        app.builder.tertulia_times = toc.minutes(app.env)  # type: ignore[attr-defined]
    return cast(dict[str, int], app.builder.tertulia_times)  # type: ignore[attr-defined]


def _breadcrumbs(pages: list[TocPage], doc: str) -> list[TocPage]:
    """The page and those it lies under, the topmost first; empty if it is not in the table of contents."""
    for page in pages:
        if page.holds(doc):
            return [page, *_breadcrumbs(list(page.pages), doc)]
    return []


def _duration(env: Any, doc: str, times: dict[str, int]) -> str:
    """How long a chapter takes, to read and to do; empty for a page without exercises."""
    inner = [page for top in toc.steps(env) if top.doc == doc for page in top.walk()][1:]
    if not inner or doc not in times:
        return ""
    doing = sum(times.get(page.doc, 0) for page in inner)
    return _("{read} minutes to read, {do} to do").format(read=number(times[doc]), do=number(doing))


def _own(assets: Iterable[Any]) -> list[Any]:
    return [asset for asset in assets if PurePosixPath(asset.filename or "").name in OWN]


def _of_frame(asset: Any) -> bool:
    """Whether a page without a text of its own, the search, needs it too."""
    return PurePosixPath(asset.filename or "").name not in OF_TEXTS


def colour_code(app: Sphinx) -> None:
    """Give code its colours for light and for dark pages: the reader may choose, which Sphinx's own sheets ignore."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        sheet = "\n".join([*code_colours("light"), *code_colours("dark")])
        app.builder.highlighter.get_stylesheet = lambda *_selectors: sheet  # type: ignore[method-assign]


def code_colours(mode: str) -> list[str]:
    """The rules for code in a light or a dark page."""
    formatter = HtmlFormatter(style=f"a11y-high-contrast-{mode}")
    code = f'html[data-theme="{mode}"] .highlight'
    return [
        *(f"{code} {rule}" for rule in formatter.get_linenos_style_defs()),
        *formatter.get_background_style_defs(code),
        *formatter.get_token_style_defs(code),
    ]


def unused(book: Path) -> Iterator[Path]:
    """What lies beside the pages of a book and none of them names: of Sphinx, of its extensions, of other audiences."""
    beside = [path for path in (book / "_static").iterdir() if path.suffix in (".css", ".js", ".png")]
    naming = (*book.rglob("*.html"), *(path for path in beside if path.suffix == ".js" and path.name in OWN))
    told = "\n".join(path.read_text(encoding="utf-8") for path in naming)
    return (path for path in beside if path.name not in told)


def add_fetched(app: Sphinx, exception: Exception | None) -> None:
    """Put the fonts and the scripts of others into the finished book, and take out what no page loads."""
    if exception is None and app.builder.format == "html":
        for file in [*unused(Path(app.outdir))]:
            file.unlink()
        for folder, place in FETCHED.items():
            if folder.is_dir():
                shutil.copytree(folder, Path(app.outdir) / place, dirs_exist_ok=True)


def setup(app: Sphinx) -> None:
    """Connect to the writing of pages and to the end of the build."""
    app.connect("builder-inited", colour_code)
    app.connect("html-page-context", add_words, priority=900)  # last: others add theirs before
    app.connect("build-finished", add_fetched)
