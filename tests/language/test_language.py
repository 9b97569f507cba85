"""Numbers, dates and sentences in the learner's language."""

from __future__ import annotations

from datetime import date

import pytest

from tertulia import language


@pytest.fixture(autouse=True)
def back_to_english():
    yield
    language.speak("en")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ["1,170", "12,345.6", "18\u202f%", "€20", "4 January 2027"]),
        ("es", ["1.170", "12.345,6", "18\u202f%", "20\u00a0€", "4 de enero de 2027"]),
    ],
)
def test_numbers_money_and_dates_follow_the_language(code, said):
    language.speak(code)
    assert [
        language.number(1170),
        language.number(12345.6, 1),
        language.percent(0.18),
        language.euros(20),
        language.day(date(2027, 1, 4)),
    ] == said


def test_a_language_without_an_edition_is_refused():
    with pytest.raises(ValueError, match="'fr' is not one of en, es"):
        language.speak("fr")


def test_the_environment_chooses_and_an_unknown_choice_falls_back(monkeypatch):
    monkeypatch.setattr(language, "_chosen", None)
    monkeypatch.setenv("TERTULIA_LANGUAGE", "es")
    assert language.spoken() == "es"
    monkeypatch.setenv("TERTULIA_LANGUAGE", "tlh")
    assert language.spoken() == "en"


def test_sentences_come_from_the_catalogue_and_numbers_choose_the_form():
    language.speak("es")
    assert language._("What this means for you") == "Qué significa esto para ti"
    assert language.ngettext("{n} post", "{n} posts", 1) == "{n} publicación"
    assert language.ngettext("{n} post", "{n} posts", 3) == "{n} publicaciones"
    assert language._("not in any catalogue") == "not in any catalogue"


def test_the_catalogue_is_read_as_babel_reads_it():
    from babel.messages.pofile import read_po

    file = language.CATALOGUES / "es" / "LC_MESSAGES" / "tertulia.po"
    with file.open("rb") as opened:
        known = {
            message.id if isinstance(message.id, str) else message.id[0]: (message.string,)
            if isinstance(message.string, str)
            else tuple(message.string)
            for message in read_po(opened, locale="es")
            if message.id and not message.fuzzy and message.string
        }
    assert language._catalogue("es") == {key: texts for key, texts in known.items() if all(texts)}


def test_signs_that_need_care_survive_and_fuzzy_messages_do_not_count():
    text = """
msgid ""
msgstr ""
"Language: es\\n"

#: a comment
msgid "say \\"a\\"\\n"
"and b"
msgstr "di \\"a\\"\\n"
"y \\\\ b"

#, fuzzy
msgid "guess"
msgstr "adivina"

msgid "{n} hour"
msgid_plural "{n} hours"
msgstr[0] "{n} hora"
msgstr[1] "{n} horas"
"""
    found = dict(language.entries(text))
    assert found['say "a"\nand b'] == ('di "a"\ny \\ b',)
    assert found["{n} hour"] == ("{n} hora", "{n} horas")
    assert "guess" not in found
