"""The site's first page: it sends the reader to the book in their language."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

import yaml

from publish.paths import ROOT
from tertulia.languages import BY_CODE, LANGUAGES
from theme.drawings import favicon

TEMPLATE = Path(__file__).parent / "start.html"


def home() -> str:
    """The home page inside a language, without its suffix: the root of the table of contents."""
    return str(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["root"])


def storage() -> str:
    """What every name in the reader's browser begins with, as the book's pages have it."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    return str(config["sphinx"]["config"]["tertulia_storage"])


def page(languages: tuple[str, ...] = LANGUAGES) -> str:
    """The page that chooses: the reader's earlier choice, then the browser's languages, then the first one offered."""
    links = "\n".join(
        f'<li><a href="{each}/{home()}.html" lang="{each}" hreflang="{each}">{escape(BY_CODE[each].name)}</a></li>'
        for each in languages
    )
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        language=languages[0], links=links, icon=favicon(), storage=escape(storage(), quote=True)
    )


def forward(language: str) -> str:
    """The index.html of a language, which leads to its home page."""
    target = f"{home()}.html"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>Tertulia</title>'
        f'<meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><main><h1><a href="{target}">Tertulia</a></h1></main></body></html>\n'
    )
