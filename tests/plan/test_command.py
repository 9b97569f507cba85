"""The plan from a terminal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tertulia.language import speak
from tertulia.plan.__main__ import main
from tertulia.plan.examples import path
from tertulia.plan.export import files


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    monkeypatch.setenv("TERTULIA_TODAY", "2026-11-25")
    yield
    speak("en")


def run(*arguments: object) -> int:
    return main([str(each) for each in arguments])


@pytest.mark.parametrize(("firm", "status"), [("bakery", 0), ("workshop", 1), ("guesthouse", 0)])
def test_check_says_what_to_mend_and_its_status_whether_anything_must(firm, status, capsys):
    assert run("check", path(firm, "en")) == status
    told = capsys.readouterr()
    assert told.err == ""
    assert ("Nothing to mend." in told.out) == (status == 0)
    if status:
        first = told.out.splitlines()[0]
        assert first.startswith("Mend first: Nobody is named") and first.endswith("strategy/strategy_canvas")


def test_check_speaks_spanish(capsys):
    assert run("check", path("workshop", "es"), "--lang", "es") == 1
    assert "Arregla esto primero: " in capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "es"])
def test_export_writes_all_files_and_again_the_same(language, tmp_path, capsys):
    for folder in ("one", "two"):
        assert run("export", path("bakery", language), "--to", tmp_path / folder / "deep", "--lang", language) == 0
    made = {file.name: file.read_bytes() for file in (tmp_path / "one" / "deep").iterdir()}
    speak(language)
    assert made.keys() == {file.name for file in files().values()}
    assert made == {file.name: file.read_bytes() for file in (tmp_path / "two" / "deep").iterdir()}
    assert str(tmp_path / "one" / "deep") in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "There is no such file"),
        ("{", "breaks off"),
        ("{}", "no Tertulia plan"),
        (json.dumps({"format": "tertulia-plan", "version": 2, "firm": {"staff": "six"}}), "At $.firm.staff: A number"),
        ("[" * 5000, "nested"),
    ],
)
@pytest.mark.parametrize("does", ["check", "export"])
def test_a_bad_file_is_said_on_the_error_line_without_a_traceback(content, says, does, tmp_path, capsys):
    file = tmp_path / "plan.json"
    if content is not None:
        file.write_text(content)
    extra = ["--to", tmp_path / "out"] if does == "export" else []
    assert run(does, file, *extra) == 2
    told = capsys.readouterr()
    assert told.out == "" and says in told.err and str(file) in told.err and "Traceback" not in told.err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert run("export", path("bakery", "en"), "--to", tmp_path / "file") == 2
    assert "Name a folder." in capsys.readouterr().err
    assert run("check", tmp_path) == 2
    assert "This is a folder." in capsys.readouterr().err


def test_it_runs_as_a_program_even_where_the_terminal_has_no_accents(tmp_path):
    command = [sys.executable, "-m", "tertulia.plan", "check", str(path("workshop", "es")), "--lang", "es"]
    root = Path(__file__).resolve().parent.parent.parent
    done = subprocess.run(
        command,
        capture_output=True,
        cwd=root,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(root), "PATH": "/usr/bin"},
    )
    assert done.returncode == 1 and b"Arregla esto primero" in done.stdout and done.stderr == b""
