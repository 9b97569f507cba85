"""What the search index holds: words, and years.

Sphinx takes the tags out of an exercise's finished answer before it looks for words, so that words and the marks along
an axis run together ("FacebookYouTube", "0227instagram4"): nobody would find the first, and nobody looks for the
second. So the words are set apart before, and what is no word is left out: a phone would have to load it.
"""

from __future__ import annotations

import re
from functools import cache

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import SearchLanguage, languages
from sphinx.util import import_object

from tertulia.languages import BY_CODE

YEAR = re.compile(r"(19|20)\d\d")
TAG = re.compile(r"<[^<]+?>")


class _WordsAndYears(SearchLanguage):
    def word_filter(self, word: str) -> bool:
        """Whether a word goes into the index."""
        has_digits = any(letter.isdigit() for letter in word)
        return super().word_filter(word) and (not has_digits or YEAR.fullmatch(word) is not None)


@cache  # once: ours take the place of Sphinx's own
def languages_of_search() -> list[type[SearchLanguage]]:
    """Sphinx's languages that are ours too, for words and years. One it does not know is searched as English is."""
    found = []
    for code in BY_CODE:
        theirs = languages.get(code)
        if theirs is not None:
            theirs = import_object(theirs) if isinstance(theirs, str) else theirs
            found.append(type(f"_WordsAndYears_{code}", (_WordsAndYears, theirs), {}))
    return found


def words_apart(doctree: nodes.document) -> nodes.document:
    """A copy of a page in which no two words are parted by a tag alone."""
    page = doctree.deepcopy()
    for raw in page.findall(nodes.raw):
        raw[:] = [nodes.Text(TAG.sub(r" \g<0> ", raw.astext()))]
    return page


def index_words(app: Sphinx) -> None:
    """Let the builder look for words in such a copy."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        plain = app.builder.index_page

        def index_page(pagename: str, doctree: nodes.document, title: str) -> None:
            plain(pagename, words_apart(doctree), title)

        app.builder.index_page = index_page  # type: ignore[method-assign]


def setup(app: Sphinx) -> None:
    """Let the index hold these."""
    for language in languages_of_search():
        app.add_search_language(language)
    app.connect("builder-inited", index_words)
