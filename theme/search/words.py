"""The words of a language as the search takes them: without accents, without endings, without those that say nothing.

`static/search_find.js` does the same with what is asked for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category, normalize

from sphinx.search import languages as stop_words
from sphinx.util import import_object

from tertulia.languages import FOLDER

FILE = "search.toml"
"""In a language's folder, where its endings stand. Pages do without it, so it is none of their rules."""

WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"https?://\S+|\w[\w.-]*\.\w{2,}/\S*")
YEAR = re.compile(r"(19|20)\d\d")
LEAST = 3
"""Letters that stay of a word when an ending is taken off."""


def fold(text: str) -> str:
    """In small letters and without accents: Publicación and publicacion are the same."""
    return "".join(sign for sign in normalize("NFKD", text) if not category(sign).startswith("M")).lower()


@dataclass(frozen=True, kw_only=True)
class Words:
    """What is particular to a language: the endings of its words, and the common ones nobody looks for, both folded."""

    endings: tuple[str, ...] = ()
    common: frozenset[str] = frozenset()

    @classmethod
    def of(cls, code: str) -> Words:
        """Those of a language; without a file it has no endings, and without a list of Sphinx's no common words."""
        file = FOLDER / code / FILE
        told = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        known = stop_words.get(code)
        known = import_object(known) if isinstance(known, str) else known
        common = frozenset(fold(word) for word in known.stopwords) if known else frozenset()
        return cls(endings=tuple(told.get("endings", ())), common=common)

    def stem(self, word: str) -> str:
        """A folded word without its endings, one after the other: rumores and rumor are the same."""
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= LEAST:
                return self.stem(word[: -len(ending)])
        return word

    def holds(self, word: str) -> bool:
        """Whether a folded word goes into the index: words and years, no marks along an axis and no single letters."""
        has_digits = any(sign.isnumeric() for sign in word)
        return len(word) > 1 and word not in self.common and (not has_digits or YEAR.fullmatch(word) is not None)

    def __call__(self, text: str) -> Iterator[str]:
        """The stems of a text's words, in their order; those of an address in the web are none."""
        plain = fold(ADDRESS.sub(" ", text))
        return (self.stem(word) for word in WORD.findall(plain) if self.holds(word))
