"""The accessibility statement: short, reached from every page, and it says what is missing and whom to write to."""

from __future__ import annotations

import pytest

from theme.edition import href

pytestmark = pytest.mark.any_edition
STATEMENT = "chapters/accessibility.html"
MOST_WORDS = 700


def test_every_page_leads_to_it_from_its_foot(pages):
    for name in (name for name in pages.names if name not in pages.forwards):
        found = [link["href"].rpartition("/")[2] for link in pages.read(name).select(".bd-footer a[href]")]
        assert ("#" if name.endswith(STATEMENT) else "accessibility.html") in found, name


def test_it_is_short_says_what_is_missing_and_whom_to_write_to(pages, edition):
    for language in pages.languages:
        article = pages.read(f"{language}/{STATEMENT}").article
        parts = [part for part in article.select("h1, h2, p, li") if not part.find_parent("li")]
        text = " ".join(part.get_text(" ", strip=True) for part in parts)
        assert 300 < len(text.split()) <= MOST_WORDS
        assert {"axe", "WCAG", "Chromium", "Firefox", "WebKit", "NVDA", "VoiceOver"} <= set(
            text.replace(",", " ").replace(".", " ").split()
        )
        if edition.contact:
            assert article.select_one(f'p a[href="{href(edition.contact)}"]')
        assert len(article.select("h2")) == 4
