"""Two languages, equal in everything but the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, NavigableString
from bs4.element import Comment, Doctype, Tag

SAME = Path(__file__).parent / "same_in_both.txt"
ATTRIBUTES = ("alt", "aria-label", "aria-description", "aria-valuetext", "title", "placeholder", "content", "label")
NOT_WORDS = {"script", "style", "pre", "code"}


def allowed() -> list[re.Pattern[str]]:
    lines = SAME.read_text(encoding="utf-8").splitlines()
    return [
        re.compile(line[1:-1] if line.startswith("/") else re.escape(line))
        for line in lines
        if line and not line.startswith("#")
    ]


def texts(page: BeautifulSoup) -> Iterator[str]:
    """What a reader sees or hears, in the order of the page; names of languages and code left out."""
    for element in page.descendants:
        if isinstance(element, NavigableString):
            if isinstance(element, Comment | Doctype):
                continue
            inside = [parent for parent in element.parents if isinstance(parent, Tag)]
            if any(parent.name in NOT_WORDS or skipped(parent) for parent in inside):
                continue
            yield " ".join(element.split())
        elif isinstance(element, Tag) and not skipped(element):
            if any(skipped(parent) for parent in element.parents if isinstance(parent, Tag)):
                continue
            if element.name == "meta" and element.get("name") != "description":
                continue
            for name in ATTRIBUTES:
                if element.get(name):
                    yield " ".join(str(element[name]).split())


def skipped(tag: Tag) -> bool:
    """Marked as another language, or a source, which keeps the names and the title it was published under."""
    is_source = not {"citation", "bibtex-citation"}.isdisjoint(tag.get("class") or [])
    return tag.name == "cite" or is_source or (tag.has_attr("lang") and tag.name != "html")


@pytest.mark.any_edition
def test_every_page_says_its_language(pages):
    for language in pages.languages:
        for name in pages.of(language):
            assert pages.read(name).html["lang"] == language, name


@pytest.mark.any_edition
def test_every_page_leads_to_itself_in_the_other_languages(pages, edition):
    for name in (name for name in pages.names if name not in pages.forwards):
        language, _slash, path = name.partition("/")
        page = pages.read(name)
        alternates = {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate]")}
        assert set(alternates) == {*pages.languages, "x-default"}, name
        for other in pages.languages:
            beside = "../" * name.count("/") + f"{other}/{path}"
            assert alternates[other] == (f"{edition.address}{other}/{path}" if edition.address else beside), name
            switch = page.select(f".tt-lang a[hreflang={other}], .tt-pick a[hreflang={other}]")
            assert [link["href"] for link in switch] == ([beside] if len(pages.languages) > 1 else []), name
            assert all(link["lang"] == other for link in switch), name


def test_no_english_is_left_in_the_spanish_pages(pages):
    same = allowed()
    left = []
    for name in pages.of("es"):
        english = set(texts(pages.read("en" + name[2:])))
        for text in dict.fromkeys(texts(pages.read(name))):
            is_word = text in english and re.search(r"[^\W\d_]{2}", text)
            if is_word and not any(rule.fullmatch(text) for rule in same):
                left.append(f"{name}: {text}")
    assert left == []


def test_the_list_of_equal_texts_holds_nothing_superfluous(pages):
    both = {text for language in ("en", "es") for name in pages.of(language) for text in texts(pages.read(name))}
    unused = [rule.pattern for rule in allowed() if not any(rule.fullmatch(text) for text in both)]
    assert unused == []


def test_numbers_follow_the_language(pages):
    """1,170 in English is 1.170 in Spanish; 6.5 % is 6,5 %."""
    thousands = {"en": re.compile(r"\b[1-9]\d{0,2}(,\d{3})+\b"), "es": re.compile(r"\b[1-9]\d{0,2}(\.\d{3})+\b")}
    counts = {"en": 0, "es": 0}
    for language, other in (("en", "es"), ("es", "en")):
        for name in pages.of(language):
            if "/exercises/" not in name:
                continue
            names = set(texts(pages.read(other + name[2:])))  # what is the same in both is nobody's number but a name's
            for text in set(texts(pages.read(name))) - names:
                counts[language] += len(thousands[language].findall(text))
                assert not thousands[other].search(text), f"{name}: {text}"
    assert counts["en"] > 0
    assert counts["es"] > 0
