"""The site's first page: it sends the reader to the book in their language."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path
from string import Template

from publish import contents, icons
from publish.editions import Edition
from tertulia.languages import BY_CODE
from theme.found import FoundPage

HERE = Path(__file__).parent


def write(edition: Edition, site: Path) -> None:
    """Write the site's first page, with what it loads."""
    look = Template((HERE / "start.css").read_text(encoding="utf-8")).substitute(colour=edition.colour)
    (site / "index.html").write_text(page(edition), encoding="utf-8")
    (site / "start.css").write_text(look, encoding="utf-8")
    shutil.copyfile(HERE / "start.js", site / "start.js")


def page(edition: Edition) -> str:
    """The page that chooses: the reader's earlier choice, then the browser's languages, then the first one offered."""
    home, first = contents.home(), edition.languages[0]
    links = "\n".join(
        f'<li><a href="{each}/{home}.html" lang="{each}" hreflang="{each}">{escape(BY_CODE[each].name)}</a></li>'
        for each in edition.languages
    )
    return Template((HERE / "start.html").read_text(encoding="utf-8")).substitute(
        language=first,
        name=escape(edition.name[first]),
        links=links,
        icon=icons.TAB,
        claim=escape(edition.claim[first], quote=True),
        found=_found(edition),
        storage=escape(edition.storage, quote=True),
    )


def _found(edition: Edition) -> str:
    """What others are told of the site as a whole; nothing while its address is not known."""
    if not edition.address:
        return ""
    first, home = edition.languages[0], contents.home()
    links = [(each, f"{edition.address}{each}/{home}.html") for each in edition.languages]
    lines = [
        f'<link rel="alternate" hreflang="{language}" href="{escape(address)}">'
        for language, address in (*links, ("x-default", edition.address))
    ]
    page = FoundPage(
        address=edition.address,
        path="",
        language=first,
        languages=edition.languages,
        course=edition.name[first],
        claim=edition.claim[first],
        title=edition.name[first],
        summary=edition.claim[first],
        is_article=False,
    )
    return "\n".join([*lines, page.tags()])


def forward(edition: Edition, language: str) -> str:
    """The index.html of a language, which leads to its home page."""
    target, name = f"{contents.home()}.html", escape(edition.name[language])
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{name}</title>'
        f'<meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><main><h1><a href="{target}">{name}</a></h1></main></body></html>\n'
    )
