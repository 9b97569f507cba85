"""What the search index holds: words, and years.

Sphinx takes the tags out of an exercise's finished answer before it looks for words, so that the marks along an axis
run together ("0227instagram4"). Nobody looks for these, and a phone would have to load them.
"""

from __future__ import annotations

import re

from sphinx.application import Sphinx
from sphinx.search import SearchLanguage
from sphinx.search.en import SearchEnglish
from sphinx.search.es import SearchSpanish

YEAR = re.compile(r"(19|20)\d\d")


class _WordsAndYears(SearchLanguage):
    def word_filter(self, word: str) -> bool:
        """Whether a word goes into the index."""
        has_digits = any(letter.isdigit() for letter in word)
        return super().word_filter(word) and (not has_digits or YEAR.fullmatch(word) is not None)


class English(_WordsAndYears, SearchEnglish):
    """English words and years."""


class Spanish(_WordsAndYears, SearchSpanish):
    """Spanish words and years."""


def setup(app: Sphinx) -> None:
    """Let the index hold these."""
    app.add_search_language(English)
    app.add_search_language(Spanish)
