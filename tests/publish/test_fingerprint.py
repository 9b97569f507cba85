"""What makes the notebooks run again, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import fingerprint

FILES = {
    "tertulia/models/strategy/growth.py": "a = 1\n",
    "tertulia/look/tokens.css": ":root {}\n",
    "data/studies.csv": "study\n",
    "locale/es/language.toml": 'name = "a"\n',
    "locale/es/LC_MESSAGES/tertulia.po": 'msgid "a"\nmsgstr "b"\n',
    "locale/es/LC_MESSAGES/chapters/strategy.po": 'msgid "a"\nmsgstr "b"\n',
    "theme/page.py": "b = 1\n",
    "chapters/strategy.md": "# A\n",
    "chapters/references.bib": "",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "notebooks_en", "notebooks_es", "pages_es"),
    [
        ("tertulia/models/strategy/growth.py", True, True, True),
        ("tertulia/models/new.py", True, True, True),
        ("data/studies.csv", True, True, True),
        ("locale/es/language.toml", False, True, True),
        ("locale/es/LC_MESSAGES/tertulia.po", False, True, True),
        ("locale/es/LC_MESSAGES/chapters/strategy.po", False, False, False),
        ("theme/page.py", False, False, True),
        ("chapters/references.bib", False, False, True),
        ("chapters/strategy.md", False, False, False),
        ("tertulia/look/tokens.css", False, False, False),
    ],
)
def test_a_changed_file_counts_where_it_matters(root, name, notebooks_en, notebooks_es, pages_es):
    def all_of_them() -> list[str]:
        return [fingerprint.notebooks(root, "en"), fingerprint.notebooks(root, "es"), fingerprint.pages(root, "es")]

    before = all_of_them()
    (root / name).write_text("changed\n", encoding="utf-8")
    changed = [old != new for old, new in zip(before, all_of_them(), strict=True)]
    assert changed == [notebooks_en, notebooks_es, pages_es]


def test_another_library_version_counts(root, monkeypatch):
    before = fingerprint.notebooks(root, "en")
    monkeypatch.setattr(fingerprint, "version", lambda name: "99.0")
    assert fingerprint.notebooks(root, "en") != before


def test_another_python_counts(root, monkeypatch):
    before = fingerprint.notebooks(root, "en")
    monkeypatch.setattr(fingerprint.platform, "python_version", lambda: "3.99.0")
    assert fingerprint.notebooks(root, "en") != before


def test_it_does_not_depend_on_where_the_project_lies(root, tmp_path_factory):
    import shutil

    elsewhere = tmp_path_factory.mktemp("elsewhere") / "copy"
    shutil.copytree(root, elsewhere)
    assert fingerprint.pages(elsewhere, "es") == fingerprint.pages(root, "es")
