"""What each page says of itself to those who look for it, and the page for what is not there."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from publish import share_picture, sitemap

pytestmark = pytest.mark.any_edition


def real(pages):
    """The pages with the book's frame."""
    return [(name, pages.read(name)) for name in pages.names if name not in pages.forwards]


def test_every_title_says_what_the_page_is_and_of_which_course(pages, edition):
    for language in pages.languages:
        titles = Counter()
        course = edition.name[language].replace("'", "’")  # as a page writes it
        for name, page in real(pages):
            if name.startswith(f"{language}/"):
                title = page.title.text.replace("'", "’")
                titles[title] += 1
                assert course in title.split(" · "), name
                heading = page.h1.get_text(" ", strip=True).replace("'", "’")
                assert title != course and title.split(" · ")[0] in (heading, course), name
                assert ("/exercises/" in name) == (len(title.split(" · ")) == 3), name
        assert [title for title, times in titles.items() if times > 1] == []


def test_every_page_says_in_a_sentence_what_it_is_about(pages):
    for language in pages.languages:
        said = Counter()
        for name, page in real(pages):
            if name.startswith(f"{language}/"):
                [told] = page.select("meta[name=description]")
                assert 15 <= len(told["content"]) <= 260, f"{name}: {told['content']}"
                said[told["content"]] += 1
        assert [text for text, times in said.items() if times > 1] == []


def test_every_page_has_one_viewport_and_its_icons(pages):
    for name, page in real(pages):
        assert len(page.select("meta[name=viewport]")) == 1, name
        assert [link.get("sizes") for link in page.select("link[rel=icon]")] == ["32x32", "any"], name
        assert page.select_one("link[rel=apple-touch-icon]") and page.select_one("link[rel=manifest]"), name


def test_whole_addresses_stand_where_the_site_has_one_and_nowhere_else(pages, edition):
    for name, page in real(pages):
        canonical = [link["href"] for link in page.select("link[rel=canonical]")]
        alternates = {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate]")}
        told = {tag["property"]: tag["content"] for tag in page.select("meta[property]")}
        if not edition.address:
            assert not canonical and not told and not any(urlsplit(each).scheme for each in alternates.values()), name
            continue
        language = name.partition("/")[0]
        assert canonical == [alternates[language]] == [told["og:url"]] == [edition.address + name], name
        assert set(alternates) == {*pages.languages, "x-default"}
        assert told["og:title"] == page.title.text and told["og:description"], name
        assert told["og:image"] == edition.address + share_picture.name_of(language)
        assert (pages.site / share_picture.name_of(language)).is_file()


def test_the_list_of_pages_is_that_of_the_site(pages, edition):
    file = pages.site / sitemap.FILE
    assert file.is_file() == bool(edition.address)
    if edition.address:
        found = [each.text for each in ElementTree.parse(file).getroot().iter() if each.tag.endswith("loc")]
        there = [edition.address + name for name, _page in real(pages) if not name.endswith("/search.html")]
        assert sorted(found) == sorted([edition.address, *there])
