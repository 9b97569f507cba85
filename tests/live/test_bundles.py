"""The cache keeps what the last build used, and nothing older."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from live import bundles
from live.bundles import LivePage
from live.downloads import PyodideFiles
from live.errors import LiveError


@pytest.fixture
def compiled_afresh(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Node's part without Node: what it was asked to do, and files where it would write them."""
    scripts: list[str] = []

    def node(script, _pyodide, job, _folder, _cache, _number=0):
        scripts.append(script)
        Path(job["target"]).write_text(json.dumps(job["env"]), encoding="utf-8")
        return json.dumps({"memory": len(job["env"]), "modules": []})

    monkeypatch.setattr(bundles, "_node", node)
    return scripts


def snapshots(cache: Path, stdlib: str, *languages: str) -> dict[str, bytes]:
    pages = [LivePage("page", (), {"LANGUAGE": language}) for language in languages]
    states, _memory, _modules = bundles._snapshots(PyodideFiles(cache, {}), pages, [], Path(stdlib), {}, {}, cache)
    return states


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_snapshots_of_an_older_build_are_thrown_away(tmp_path, compiled_afresh):
    assert set(snapshots(tmp_path, "one.zip", "en", "es")) == {'{"LANGUAGE":"en"}', '{"LANGUAGE":"es"}'}
    first = names(tmp_path / "snapshots")
    assert len(first) == 4, "a state and its description for each language"
    snapshots(tmp_path, "one.zip", "en", "es")
    assert names(tmp_path / "snapshots") == first
    assert len(compiled_afresh) == 2, "what is in use is not made again"
    snapshots(tmp_path, "two.zip", "en", "es")
    second = names(tmp_path / "snapshots")
    assert len(second) == 4
    assert not first & second


def test_a_package_that_changed_takes_the_place_of_its_older_form(tmp_path):
    def compiled(name: str, source: bytes) -> Path:
        jobs = []
        file = bundles._compiled_file(
            tmp_path, name, {"a.py": source}, "/book/", header=False, docstrings=False, jobs=jobs
        )
        file.touch()
        return file

    old, other = compiled("book", b"x = 1"), compiled("bookshelf", b"x = 1")
    assert compiled("book", b"x = 1") == old
    new = compiled("book", b"x = 2")
    assert new.exists() and other.exists()
    assert not old.exists()


def test_what_python_in_a_page_would_not_hear_is_refused() -> None:
    with pytest.raises(LiveError, match=r"PUBLISHER in live_environment holds 'Cámara': write it in ASCII"):
        LivePage("page", (), {"PUBLISHER": "Cámara"})
    assert LivePage("page", (), {"PUBLISHER": json.dumps("Cámara")}).environment
