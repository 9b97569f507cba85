"""The short pages "Twenty minutes with …": short, alike, dated, and reached from the chapters."""

from __future__ import annotations

import re

import pytest

PAGES = ("map", "whatsapp", "photos", "adverts", "keys", "assistant", "readable")
MOST_WORDS = 700


def names(language: str) -> list[str]:
    return [f"{language}/chapters/practice/{page}.html" for page in PAGES]


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_has_at_most_seven_hundred_words(pages, language):
    for name in names(language):
        article = pages.read(name).article
        text = " ".join(
            part.get_text(" ", strip=True)
            for part in article.select("h1, h2, h3, p, li")
            if not part.find_parent(["li", "form", "details"]) and not part.find_parent(class_="tt-sources")
        )
        assert 300 < len(text.split()) <= MOST_WORDS, f"{name}: {len(text.split())}"


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_has_steps_something_to_do_what_it_costs_and_what_goes_wrong(pages, language):
    headings = [[part.text for part in pages.read(name).select("article h2")] for name in names(language)]
    shared = set(headings[0]).intersection(*headings)
    assert len(shared) == 5, shared
    for name in names(language):
        article = pages.read(name).article
        assert article.select_one("ol > li"), name
        assert article.select_one(".tt-monday"), name
        assert article.select_one(".tt-evidence .tt-grade"), name
        assert re.search(r"\b2026\b", article.find_all("p", string=re.compile("2026"))[-1].text), name
        assert article.select_one(".tt-sources li a[href^=http]"), name


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_is_reached_from_a_chapter_and_from_the_home_page(pages, language):
    home = {link["href"] for link in pages.read(f"{language}/chapters/index.html").select(".bd-footer a")}
    linked = {
        link["href"].rpartition("/")[2]
        for name in pages.of(language)
        if re.fullmatch(rf"{language}/chapters/\w+\.html", name)
        for link in pages.read(name).select('article a[href*="practice/"]')
    }
    for page in PAGES:
        assert f"practice/{page}.html" in home
        assert f"{page}.html" in linked


def test_the_calendars_posts_lead_to_what_they_need(pages):
    links = pages.read("en/exercises/strategy/content_mix.html").select('.tt-exercise a[href*="/practice/"]')
    assert {link["href"].rpartition("/")[2] for link in links} == {"photos.html", "assistant.html", "readable.html"}
