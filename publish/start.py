"""The site's first page: it sends the reader to the book in their language."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path
from string import Template

import yaml

from publish.paths import ROOT
from tertulia.language import LANGUAGES
from theme.drawings import favicon
from theme.languages import NAMES

HERE = Path(__file__).parent
FILES = ("start.css", "start.js")
"""What the page loads: a strict host runs no script that stands in a page."""


def home() -> str:
    """The home page inside a language, without its suffix: the root of the table of contents."""
    return str(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["root"])


def storage() -> str:
    """What every name in the reader's browser begins with, as the book's pages have it."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    return str(config["sphinx"]["config"]["tertulia_storage"])


def write(site: Path) -> None:
    """Write the site's first page, with what it loads."""
    (site / "index.html").write_text(page(), encoding="utf-8")
    for name in FILES:
        shutil.copyfile(HERE / name, site / name)


def page() -> str:
    """The page that chooses: the reader's earlier choice, then the browser's languages, then English."""
    links = "\n".join(
        f'<li><a href="{each}/{home()}.html" lang="{each}" hreflang="{each}">{escape(NAMES[each])}</a></li>'
        for each in LANGUAGES
    )
    return Template((HERE / "start.html").read_text(encoding="utf-8")).substitute(
        links=links, icon=favicon(), storage=escape(storage(), quote=True)
    )


def forward(language: str) -> str:
    """The index.html of a language, which leads to its home page."""
    target = f"{home()}.html"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>Tertulia</title>'
        f'<meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><main><h1><a href="{target}">Tertulia</a></h1></main></body></html>\n'
    )
