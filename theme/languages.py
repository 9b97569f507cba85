"""The same page in the book's other languages."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx.application import Sphinx

NAMES = {"en": "English", "es": "Español"}
"""Each language by its own name."""


@dataclass(frozen=True, kw_only=True)
class Translation:
    """One language of a page: its address seen from the page in hand."""

    language: str
    name: str
    href: str
    current: bool


def translations(app: Sphinx, page: str) -> list[Translation]:
    """The page in every language of this site, `page` without its suffix; empty when a book is built alone.

    The languages lie beside each other, each in a folder named after its language.
    """
    up = "../" * (page.count("/") + 1)
    return [
        Translation(
            language=language,
            name=NAMES[language],
            href=f"{up}{language}/{page}.html",
            current=language == app.config.language,
        )
        for language in app.config.tertulia_languages
    ]
