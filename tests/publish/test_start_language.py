"""Another language is begun with its rules and empty catalogues, and nothing that is there is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages import Catalog

from publish import messages
from publish.__main__ import main
from publish.errors import PublishError
from publish.start_language import language_file, start_language
from tertulia.languages import LanguageStatus, read


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    page, code = Catalog(), Catalog()
    page.add("Start here")
    page.add("Two more words")
    code.add(("{n} step", "{n} steps"))
    monkeypatch.setattr(messages, "extract", lambda _root: {"chapters/page": page, "tertulia": code})
    return tmp_path


def test_it_writes_the_rules_empty_catalogues_and_what_is_left_to_do(root, capsys):
    assert start_language("pl", root) == 0
    folder = root / "locale" / "pl"
    polish = read(folder / "language.toml")
    assert (polish.name, polish.place, polish.status) == ("Polski", "pl_PL", LanguageStatus.BEGUN)
    written = (folder / "LC_MESSAGES" / "tertulia.po").read_text(encoding="utf-8")
    assert '"Language: pl\\n"' in written and f'"Plural-Forms: {polish.plural_forms}\\n"' in written
    assert 'msgstr[2] ""' in written
    table = (folder / "waiting.md").read_text(encoding="utf-8")
    assert "0 of 3 texts are translated, 0 %" in table
    assert "| chapters/page | 2 | 2 | 5 |" in table and "| tertulia | 1 | 1 | 2 |" in table
    assert table in capsys.readouterr().out


def test_what_is_translated_no_longer_waits(root):
    start_language("pl", root)
    file = root / "locale" / "pl" / "LC_MESSAGES" / "chapters" / "page.po"
    file.write_text(file.read_text().replace('"Start here"\nmsgstr ""', '"Start here"\nmsgstr "Zacznij tutaj"'))
    messages.write(root, messages.extract(root), read(root / "locale" / "pl" / "language.toml"))
    assert "Zacznij tutaj" in file.read_text()
    assert "| chapters/page | 1 | 2 | 3 |" in (root / "locale" / "pl" / "waiting.md").read_text()


def test_it_never_overwrites(root):
    start_language("pl", root)
    before = {file: file.read_bytes() for file in (root / "locale").rglob("*") if file.is_file()}
    with pytest.raises(PublishError, match="locale/pl is there already; nothing was changed"):
        start_language("pl", root)
    assert {file: file.read_bytes() for file in (root / "locale").rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("code", ["zz", "por", "PT", "", "../x", "pt_BR"])
def test_an_unknown_code_is_refused_with_what_to_do(root, code):
    with pytest.raises(PublishError, match="such as pt, fr or eu"):
        start_language(code, root)
    assert not (root / "locale").exists()


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("pt", ['place = "pt_PT"', 'percent = "#%"', r'euros = "#\u00a0¤"', 'separator = ";"', "small_names = true"]),
        ("de", ['place = "de_DE"', r'percent = "#\u00a0%"', 'usual = "{0} und {1}"', "small_names = false"]),
        ("eu", ['place = "eu_ES"', 'name = "Euskara"', r'percent = "%\u00a0#"']),
        ("ja", ['place = "ja_JP"', 'separator = ","', 'plural_forms = "nplurals=1; plural=0;"']),
    ],
)
def test_the_rules_are_those_of_the_place(code, lines):
    written = language_file(code).splitlines()
    assert [line for line in lines if line not in written] == []


def test_the_command_tells_of_a_language_that_is_there(capsys):
    assert main(["start-language", "es"]) == 1
    assert capsys.readouterr().err.startswith("publish: locale/es is there already")
