"""The glossary of both languages, and the words that lead to it."""

from __future__ import annotations

from theme.glossary import order

GLOSSARY = "chapters/glossary.html"


def terms(pages, language: str) -> dict[str, str]:
    """Each term's name by its place in the page, in the order shown."""
    entries = pages.read(f"{language}/{GLOSSARY}").select("dl.glossary dt")
    return {term["id"]: term.get_text(strip=True) for term in entries}


def test_both_languages_explain_the_same_words_each_in_its_own_order(pages):
    english, spanish = terms(pages, "en"), terms(pages, "es")
    assert len(english) >= 60
    assert set(english) == set(spanish)
    assert list(english) != list(spanish)
    for shown in (english, spanish):
        names = list(shown.values())
        assert names == sorted(names, key=order)
        assert len({name.lower() for name in names}) == len(names)


def test_every_word_has_an_explanation(pages):
    for language in ("en", "es"):
        for term in pages.read(f"{language}/{GLOSSARY}").select("dl.glossary dt"):
            explanation = term.find_next_sibling("dd")
            assert explanation and 5 <= len(explanation.text.split()) <= 60, term.text


def test_a_word_leads_to_the_same_term_in_both_languages_and_only_once_on_a_page(pages):
    explained = 0
    for name in pages.of("en"):
        places = {}
        for language in ("en", "es"):
            links = [span.parent["href"] for span in pages.read(language + name[2:]).select("a > .std-term")]
            assert len(links) == len(set(links)), f"{language}{name[2:]}: explained twice"
            places[language] = sorted(links)
        assert places["en"] == places["es"], name
        explained += len(places["en"])
    assert explained > 5
