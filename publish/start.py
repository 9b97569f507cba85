"""The site's first page: it sends the reader to the book in their language."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

from publish import contents
from publish.editions import Edition
from theme.drawings import favicon
from theme.languages import NAMES

TEMPLATE = Path(__file__).parent / "start.html"


def page(edition: Edition) -> str:
    """The page that chooses: the reader's earlier choice, then the browser's languages, then the first one offered."""
    home, first = contents.home(), edition.languages[0]
    links = "\n".join(
        f'<li><a href="{each}/{home}.html" lang="{each}" hreflang="{each}">{escape(NAMES[each])}</a></li>'
        for each in edition.languages
    )
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        language=first,
        name=escape(edition.name[first]),
        links=links,
        icon=favicon(),
        storage=escape(edition.storage, quote=True),
        colour=edition.colour,
    )


def forward(edition: Edition, language: str) -> str:
    """The index.html of a language, which leads to its home page."""
    target, name = f"{contents.home()}.html", escape(edition.name[language])
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{name}</title>'
        f'<meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><main><h1><a href="{target}">{name}</a></h1></main></body></html>\n'
    )
