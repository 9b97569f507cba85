"""What a page carries of its book's languages, and what it says of one that has only been begun."""

from __future__ import annotations

import re

import pytest
import yaml

from publish.paths import ROOT
from tertulia import language
from tertulia.facts import DATA
from tertulia.language import entries
from tertulia.languages import BY_CODE
from theme import languages
from theme.search.words import Words

CONFIG = yaml.safe_load((DATA.parent / "_config.yml").read_text(encoding="utf-8"))["sphinx"]["config"]

HALF = """\
msgid ""
msgstr ""
"Language: pt\\n"

msgid "One two"
msgstr "Um dois"

#, fuzzy
msgid "Three words here"
msgstr "Talvez"

msgid "step"
msgid_plural "steps"
msgstr[0] "passo"
msgstr[1] ""
"""


@pytest.fixture(autouse=True)
def back_to_english():
    yield
    language.speak("en")


def test_a_page_carries_the_languages_of_its_book_and_no_other():
    carried = languages.with_languages(CONFIG, ["es", "en"])
    assert carried["live_files"] == [
        "tertulia",
        "data",
        "locale/en/language.toml",
        "locale/es/language.toml",
        "locale/es/LC_MESSAGES/tertulia.po",
    ]
    assert set(carried["live_drop"]) == {"babel", "pytz", "tzdata"}
    dropped = re.compile(carried["live_drop"]["babel"])
    kept = [
        name
        for name in "root en en_001 en_GB es es_ES pt pt_PT fr en_US es_MX".split()
        if not dropped.search(f"babel/locale-data/{name}.dat")
    ]
    assert kept == ["root", "en", "en_001", "en_GB", "es", "es_ES"]


def test_english_is_carried_wherever_another_language_is():
    carried = languages.with_languages({}, ["pt"])
    assert "locale/en/language.toml" in carried["live_files"]
    assert not re.search(carried["live_drop"]["babel"], "locale-data/pt_PT.dat")


def test_how_far_a_language_is(tmp_path):
    file = tmp_path / "LC_MESSAGES" / "chapters" / "page.po"
    file.parent.mkdir(parents=True)
    file.write_text(HALF, encoding="utf-8")
    found = languages.translated(tmp_path)
    assert found == {"chapters/page": languages.Translated(texts=3, waiting=2, words=4)}
    assert languages.share(found.values()) == 0.33


def test_all_is_said_of_all_alone():
    def share(waiting: int) -> float:
        return languages.share([languages.Translated(texts=1000, waiting=waiting, words=waiting)])

    assert [share(waiting) for waiting in (0, 1, 999, 1000)] == [1.0, 0.99, 0.0, 0.0]


def test_a_begun_language_says_so_in_itself_and_in_english():
    language.speak("pt")
    here, english = languages.how_far("pt")
    assert (here.language, english.language) == ("pt", "en")
    assert re.fullmatch(
        r"Esta língua está começada: \d+% dos textos estão traduzidos\. O resto está em inglês\.", here.text
    )
    assert re.fullmatch(r"This language has been begun: \d+\u202f% of the texts .*", english.text)
    assert languages.how_far("en") == languages.how_far("es") == ()


def test_the_search_knows_the_words_of_each_language():
    found = {code: Words.of(code) for code in BY_CODE}
    assert "não" not in found["pt"].common and "nao" in found["pt"].common  # as the search writes them
    assert "the" in found["en"].common and "the" not in found["es"].common
    assert [*found["pt"]("uma padaria em 2027, 4b")] == ["padaria", "2027"]


def test_a_page_gets_what_the_exercises_say_and_no_more_of_a_catalogue(tmp_path):
    name = "locale/es/LC_MESSAGES/tertulia.po"
    whole = (ROOT / name).read_text(encoding="utf-8")
    carried = languages.catalogues_of_pages(ROOT, ["en", "es"], tmp_path)
    assert list(carried) == [name]
    text = carried[name].read_text(encoding="utf-8")
    of_pages, of_all = dict(entries(text)), dict(entries(whole))
    assert of_pages.items() < of_all.items()
    assert of_pages["Add to my plan"] == ("Añadir a mi plan",)
    assert "This page is not here" in of_all
    assert "This page is not here" not in of_pages
    assert not [line for line in text.splitlines() if line.startswith("#:")]
    assert len(text) < 0.8 * len(whole)
