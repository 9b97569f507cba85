"""No page has a slip of joined words, in either language."""

from __future__ import annotations

import pytest

from tests.language.grammar import sentences, slips


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_page_has_a_slip(pages, language):
    texts = {name: sentences(str(pages.read(name).select_one("article, main"))) for name in pages.of(language)}
    assert all(texts.values())
    assert {name: found for name, text in texts.items() if (found := slips(text, language))} == {}
