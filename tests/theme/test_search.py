"""Which words the search index holds."""

from __future__ import annotations

import pytest

from tertulia.languages import BY_CODE
from theme.search import languages_of_search

SEARCHED = {language.lang: language for language in languages_of_search()}
RAW = "# Home\n\nHello.\n\n```{raw} html\n<ul><li>Facebook</li><li>YouTube<br>Pinterest</li></ul>\n```\n"


@pytest.mark.parametrize("language", BY_CODE)
@pytest.mark.parametrize(
    ("word", "held"),
    [("baker", True), ("2016", True), ("1999", True), ("0227instagram4", False), ("3000", False), ("tiktok5", False)],
)
def test_words_and_years_are_held(language, word, held):
    assert SEARCHED[language]({}).word_filter(word) is held


@pytest.mark.parametrize(("language", "word"), [("en", "the"), ("es", "para")])
def test_words_that_say_nothing_are_not(language, word):
    assert not SEARCHED[language]({}).word_filter(word)


def test_words_that_only_a_tag_parts_are_two_words(book):
    built = book({"home": RAW})
    index = (built.folder / "searchindex.js").read_text(encoding="utf-8")
    assert {word for word in ("facebook", "youtub", "pinterest") if f'"{word}":' in index} == {
        "facebook",
        "youtub",
        "pinterest",
    }
    assert "<ul><li>Facebook</li><li>YouTube<br>Pinterest</li></ul>" in (built.folder / "home.html").read_text(
        encoding="utf-8"
    )
