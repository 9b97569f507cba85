"""Each language by its own rules: numbers, money, dates, lists, the form of a word that a number takes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from publish.start_language import language_file
from tertulia import language
from tertulia.languages import BY_CODE, LANGUAGES, SOURCE, Language, LanguageError, LanguageStatus, read


@pytest.fixture(autouse=True)
def back_to_english():
    yield
    language.speak(SOURCE)


@pytest.fixture
def made(tmp_path: Path):
    def made(code: str, old: str = "", new: str = "") -> Language:
        text = language_file(code)
        assert old in text
        file = tmp_path / code / "language.toml"
        file.parent.mkdir()
        file.write_text(text.replace(old, new), encoding="utf-8")
        return read(file)

    return made


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ["12,345.6", "18\u202f%", "€1,170", "1 May 2027", "a, b and c", "a or b", "English"]),
        ("es", ["12.345,6", "18\u202f%", "1.170\u00a0€", "1 de mayo de 2027", "a, b y c", "a o b", "english"]),
        ("pt", ["12\u00a0345,6", "18%", "1\u00a0170\u00a0€", "1 de maio de 2027", "a, b e c", "a ou b", "english"]),
    ],
)
def test_numbers_money_dates_and_lists(code, said):
    language.speak(code)
    assert [
        language.number(12345.6, 1),
        language.percent(0.18),
        language.euros(1170),
        language.day(date(2027, 5, 1)),
        language.and_list("abc"),
        language.or_list("ab"),
        language.small_name("English"),
    ] == said


@pytest.mark.parametrize(
    ("code", "one", "many"),
    [("en", [1, 1.0, -1], [0, 2, 1.5, 21]), ("es", [1], [0, 2, 1.5, 21]), ("pt", [1], [0, 2, 0.5])],
)
def test_one_and_many(code, one, many):
    assert [BY_CODE[code].plural(n) for n in one] == [0] * len(one)
    assert [BY_CODE[code].plural(n) for n in many] == [1] * len(many)


def test_polish_has_three_forms(made):
    polish = made("pl")
    forms = ("godzina", "godziny", "godzin")
    said = [forms[polish.plural(n)] for n in (1, 2, 4, 5, 12, 21, 22, 0, 1.5, 2.5)]
    assert said == "godzina godziny godziny godzin godzin godzin godziny godzin godziny godziny".split()


def test_french_counts_one_and_a_half_as_one(made):
    french = made("fr")
    assert [french.plural(n) for n in (0, 1, 1.5, 2)] == [0, 0, 0, 1]


def test_ngettext_takes_the_form_of_the_language_that_says_it(made, monkeypatch):
    polish = made("pl")
    monkeypatch.setitem(BY_CODE, "pl", polish)
    told = {"{n} hour": ("{n} godzina", "{n} godziny", "{n} godzin")}
    monkeypatch.setattr(language, "_catalogue", lambda code: told if code == "pl" else {})
    language.speak("pl")
    assert [language.ngettext("{n} hour", "{n} hours", n).format(n=n) for n in (1, 3, 5)] == [
        "1 godzina",
        "3 godziny",
        "5 godzin",
    ]
    # what is not translated is English, and takes the English form: 22 would be the second of three in Polish
    assert [language.ngettext("{n} day", "{n} days", n) for n in (1, 5, 22)] == ["{n} day", "{n} days", "{n} days"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('status = "begun"\n', "", "'status' is missing"),
        ('status = "begun"', 'status = "finished"', "'finished' is not a valid LanguageStatus"),
        ('separator = ";"', 'seperator = ";"', "seperator"),
        ('usual = "{0} i {1}"', "usual = ", "Invalid value"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(made, old, new, problem):
    with pytest.raises(LanguageError, match=problem) as told:
        made("pl", old, new)
    assert "pl/language.toml" in str(told.value)


def test_a_language_is_spoken_for_a_while():
    language.speak("es")
    with language.speaking("pt"):
        assert language.spoken() == "pt"
    assert language.spoken() == "es"


def test_the_source_comes_first_and_begun_languages_are_not_offered():
    assert LANGUAGES[0] == SOURCE
    assert {BY_CODE[code].status for code in LANGUAGES[1:]} == {LanguageStatus.COMPLETE}
    assert [code for code, each in BY_CODE.items() if each.status is LanguageStatus.BEGUN] == ["pt"]


def test_every_language_has_rules_that_babel_knows():
    from babel import Locale

    assert all(Locale.parse(each.place) and "#" in each.percent and "#" in each.euros for each in BY_CODE.values())
