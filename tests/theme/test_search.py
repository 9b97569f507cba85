"""Which words the search index holds."""

from __future__ import annotations

import pytest

from theme.search import English, Spanish


@pytest.mark.parametrize("language", [English, Spanish])
@pytest.mark.parametrize(
    ("word", "held"),
    [("baker", True), ("2016", True), ("1999", True), ("0227instagram4", False), ("3000", False), ("tiktok5", False)],
)
def test_words_and_years_are_held(language, word, held):
    assert language({}).word_filter(word) is held


@pytest.mark.parametrize(("language", "word"), [(English, "the"), (Spanish, "para")])
def test_words_that_say_nothing_are_not(language, word):
    assert not language({}).word_filter(word)
