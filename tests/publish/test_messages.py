"""The catalogues: what is missing is told, what is translated is kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages import Catalog

from publish import messages
from publish.errors import PublishError
from tertulia.languages import BY_CODE

DONE = """\
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Start"
msgstr "Empieza"

msgid "{n} people join"
msgstr "se apuntan {n}"

msgid "one"
msgid_plural "many"
msgstr[0] "uno"
msgstr[1] "varios"
"""


CODE = """\
x = f"{_('In the code')}!"
y = ngettext("{n} step", "{n} steps", 2)
z = _("In " "two parts")
w = _(x)
"""


@pytest.fixture
def template() -> Catalog:
    catalogue = Catalog()
    catalogue.add("Start")
    catalogue.add("{n} people join")
    catalogue.add(("one", "many"))
    return catalogue


@pytest.fixture
def complaints(tmp_path: Path, template: Catalog):
    def complaints(text: str) -> list[str]:
        file = tmp_path / "locale" / "es" / "LC_MESSAGES" / "page.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return list(messages.complaints(tmp_path, {"page": template}, "es"))

    return complaints


def test_a_complete_catalogue_is_fine(complaints):
    assert complaints(DONE) == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('msgstr "Empieza"', 'msgstr ""', "not translated: 'Start'"),
        ('msgstr[1] "varios"', 'msgstr[1] ""', "not translated: 'one'"),
        ('msgid "Start"', '#, fuzzy\nmsgid "Start"', "to be looked at again (fuzzy): 'Start'"),
        ('msgid "Start"\nmsgstr "Empieza"\n', "", "not in the catalogue yet: 'Start'"),
        ("se apuntan {n}", "se apuntan {m}", "the places in braces differ: '{n} people join'"),
        ('msgid "one"', 'msgid "Old"\nmsgstr "Viejo"\n\nmsgid "one"', "no longer in the source: 'Old'"),
        ('msgid "one"', '#~ msgid "Old"\n#~ msgstr "Viejo"\n\nmsgid "one"', "no longer in the source: 'Old'"),
    ],
)
def test_what_is_wrong_is_told_with_its_file(complaints, old, new, complaint):
    assert old in DONE
    place = "" if complaint.startswith("not in") else r":\d+"
    (told,) = complaints(DONE.replace(old, new))
    assert re.fullmatch(rf"locale/es/LC_MESSAGES/page\.po{place}: {re.escape(complaint)}", told)


def test_a_page_without_a_catalogue_and_a_catalogue_without_a_page(tmp_path, template):
    stray = tmp_path / "locale" / "es" / "LC_MESSAGES" / "gone.po"
    stray.parent.mkdir(parents=True)
    stray.write_text(DONE, encoding="utf-8")
    assert list(messages.complaints(tmp_path, {"chapters/page": template}, "es")) == [
        "locale/es/LC_MESSAGES/chapters/page.po: there is no such catalogue",
        "locale/es/LC_MESSAGES/gone.po: there is no such page any more",
    ]


def test_check_fails_until_all_is_translated(tmp_path, template, monkeypatch, capsys):
    monkeypatch.setattr(messages, "extract", lambda root: {"page": template})
    assert messages.update(tmp_path) == 0
    assert messages.check(tmp_path) == 1
    assert "not translated: 'Start'" in capsys.readouterr().out
    (tmp_path / "locale" / "es" / "LC_MESSAGES" / "page.po").write_text(DONE, encoding="utf-8")
    assert messages.check(tmp_path) == 0


def test_a_begun_language_may_lack_texts_but_not_break_them(tmp_path, template, monkeypatch, capsys):
    monkeypatch.setattr(messages, "extract", lambda root: {"page": template})
    monkeypatch.setattr(messages, "TRANSLATIONS", (BY_CODE["pt"],))
    messages.update(tmp_path)
    file = tmp_path / "locale" / "pt" / "LC_MESSAGES" / "page.po"
    assert messages.check(tmp_path) == 0
    messages.refuse_broken("pt", tmp_path)
    text = file.read_text().replace('"{n} people join"\nmsgstr ""', '"{n} people join"\nmsgstr "entram {m}"')
    file.write_text(text)
    line = text[: text.index("people join")].count("\n") + 1
    said = f"locale/pt/LC_MESSAGES/page.po:{line}: the places in braces differ: '{{n}} people join'"
    capsys.readouterr()
    assert messages.check(tmp_path) == 1
    assert capsys.readouterr().out.startswith(said)
    with pytest.raises(PublishError, match=re.escape(said)):
        messages.refuse_broken("pt", tmp_path)


def test_an_update_keeps_translations_drops_what_is_gone_and_repeats_itself(tmp_path, template):
    file = tmp_path / "page.po"
    file.write_text(DONE + '\nmsgid "Old"\nmsgstr "Viejo"\n', encoding="utf-8")
    template.add("A wholly different sentence")
    first = messages.merged(file, template, BY_CODE["es"])
    assert 'msgstr "Empieza"' in first
    assert "Viejo" not in first
    assert "wholly different" in first
    file.write_text(first, encoding="utf-8")
    assert messages.merged(file, template, BY_CODE["es"]) == first


def test_the_files_hold_no_dates_and_no_line_numbers(tmp_path):
    catalogue = Catalog()
    catalogue.add("Start", locations=[("tertulia/a.py", 12)])
    text = messages.merged(tmp_path / "none.po", catalogue, BY_CODE["es"])
    assert "Date" not in text
    assert "#: tertulia/a.py\n" in text


def test_words_are_found_in_python_and_in_templates(tmp_path, monkeypatch):
    (tmp_path / "tertulia").mkdir()
    (tmp_path / "tertulia" / "a.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "theme").mkdir(parents=True)
    (tmp_path / "theme" / "layout.html").write_text('<p>{{ say("In the page") }}</p>')
    texts = {message.id for message in messages.code(tmp_path)}
    assert {"In the code", "In two parts", "In the page", ("{n} step", "{n} steps")} <= texts


def test_the_texts_of_the_data_are_in_the_catalogue():
    from tertulia import facts

    texts = {message.id for message in messages.code()}
    assert set(facts.messages()) <= texts
