"""The glossary in the alphabet of the language, with a row of letters to jump by.

A glossary is written without `:sorted:`, whose order counts an accent as one more letter: "público" would come after
"punto".
"""

from __future__ import annotations

import unicodedata
from html import escape
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from tertulia.language import _
from theme.nodes import frame


def order(term: str) -> str:
    """What a term is sorted by: without accents and capitals, ñ after n."""
    plain = unicodedata.normalize("NFD", term.lower().replace("ñ", "n\uffff"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def _first(item: nodes.Node) -> nodes.term:
    assert isinstance(item, nodes.Element)
    term = item.next_node(nodes.term)
    assert term is not None
    return term


class SortGlossary(SphinxTransform):
    """Sort each glossary by its terms as they are shown, and put the letters above it."""

    default_priority = 25  # Sphinx translates at 20

    def apply(self, **_kwargs: Any) -> None:
        """Sort the glossaries of this page."""
        for glossary in list(self.document.findall(addnodes.glossary)):
            for terms in glossary.findall(nodes.definition_list):
                terms[:] = sorted(terms.children, key=lambda item: order(_first(item).astext()))
                glossary.parent.insert(glossary.parent.index(glossary), self.letters(terms.children))

    def letters(self, items: list[nodes.Node]) -> nodes.Node:
        """A link from each letter to its first term."""
        firsts = groupby((_first(item) for item in items), key=lambda term: order(term.astext())[0].upper())
        links = "".join(
            f'<li><a href="#{escape(next(terms)["ids"][0])}">{escape(letter)}</a></li>' for letter, terms in firsts
        )
        return frame(f'<nav class="tt-letters" aria-label="{escape(_("Letters"))}"><ul>{links}</ul></nav>', end="")


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(SortGlossary)
