"""Whom to write to about the copy that is being read."""

from __future__ import annotations

import pytest

PAGES = {"chapters/index": "# Home\n\nWords.", "chapters/a": "# A\n\nBelow.\n\n```{contact}\n```"}


@pytest.mark.parametrize(
    ("contact", "href", "shown"),
    [
        ("help@example.org", "mailto:help@example.org", "Write to Guild & Sons Ltd: help@example.org."),
        ("https://example.org/help", "https://example.org/help", "Write to Guild & Sons Ltd: example.org/help."),
    ],
)
def test_an_editions_contact_is_a_link(book, contact, href, shown):
    told = {"name": "Kurs", "publisher": "Guild & Sons Ltd.", "contact": contact}
    article = book(PAGES, tertulia_edition=told).page("chapters/a").article
    [link] = article.select(f'a[href="{href}"]')
    assert link.find_parent("p").get_text() == shown


def test_without_one_the_publisher_is_the_one_to_ask(book):
    article = book(PAGES).page("chapters/a").article
    assert article.select("p")[-1].get_text() == "Write to the people who published the copy you are reading."
    assert article.select('a[href^="mailto:"]') == []
