"""The page for an address at which nothing is: 404.html, with the script and the style sheet it loads.

Web servers show it in the place of what was asked for, so that no relative link in it would lead anywhere. Its links
begin at the site's address, or at the host's root while that is not known; the script mends them where the course lies
elsewhere.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader

from publish import contents, icons
from publish.editions import Edition
from tertulia.language import _, speak, spoken

HERE = Path(__file__).parent
FILE = "404.html"
DEPTHS = 7
"""Folders below the course's own from which the script is still found; its own pages lie in four at most."""


def write(edition: Edition, site: Path) -> None:
    """Write the page and its two files into a site."""
    look = Template((HERE / "not_found.css").read_text(encoding="utf-8")).substitute(colour=edition.colour)
    (site / FILE).write_text(page(edition), encoding="utf-8")
    (site / "404.css").write_text(look, encoding="utf-8")
    shutil.copyfile(HERE / "not_found.js", site / "404.js")


def page(edition: Edition) -> str:
    """The page: what has happened, search and home, in each of the edition's languages."""
    words = Environment(loader=FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    before = spoken()
    try:
        sections = [_section(language) for language in edition.languages]
    finally:
        speak(before)
    first = edition.languages[0]
    return words.get_template("not_found.html").render(
        language=first,
        name=edition.name[first],
        storage=edition.storage,
        base=base(edition),
        icon=icons.TAB,
        home=contents.home(),
        sections=sections,
        depths=DEPTHS,
    )


def base(edition: Edition) -> str:
    """The path at which the site lies on its host, as far as we know."""
    return urlsplit(edition.address).path or "/"


def _section(language: str) -> dict[str, str]:
    speak(language)
    return {
        "language": language,
        "heading": _("This page is not here"),
        "happened": _(
            "The address may have a slip in it, or the page has moved or is gone. What you entered in the course is "
            "still in this browser."
        ),
        "label": _("Search the course"),
        "button": _("Search"),
        "lead": _("To the home page"),
    }


def without(text: str, missing: set[str]) -> str:
    """The page without some languages."""
    for language in missing:
        text = re.sub(rf'<section lang="{language}">.*?</section>\n', "", text, flags=re.DOTALL)
    left = re.findall(r'<section lang="([^"]+)">', text)
    told = re.search(r'<html lang="([^"]*)"', text)
    if told and told[1] in missing and left:
        text = text.replace(told[0], f'<html lang="{left[0]}"', 1)
    return text
