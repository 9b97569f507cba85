"""The plan from a terminal."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bench.group import broken, plans
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


def test_group_says_what_a_folder_of_plans_says_together(tmp_path, capsys):
    for file in plans(9):
        (tmp_path / file.name).write_bytes(file.content)
    assert run("group", tmp_path) == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[0] == "9 plans" and told.err == ""
    assert "Owner 1" not in told.out and "plan-1" not in told.out


def test_group_names_the_broken_files_and_its_status_says_that_there_are_some(tmp_path, capsys):
    (tmp_path / "usb").mkdir()
    for file in [*plans(6), *broken()]:
        (tmp_path / "usb" / file.name).write_bytes(file.content)
    (tmp_path / ".hidden").write_bytes(b"x")
    assert run("group", tmp_path) == 1
    told = capsys.readouterr()
    assert told.out.startswith("6 plans")
    assert {line.split(":")[0] for line in told.err.splitlines()} == {file.name for file in broken()}


def test_group_fails_where_there_is_no_plan_or_no_folder(tmp_path, capsys):
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8")
    assert run("group", tmp_path) == 2
    assert "a.jpg: The file is not readable text" in capsys.readouterr().err
    assert run("group", tmp_path / "none") == 2 and "There is no such file" in capsys.readouterr().err
    assert run("group", tmp_path / "a.jpg") == 2 and "Name a folder" in capsys.readouterr().err


def test_group_reads_a_zip_file_and_no_more_of_a_large_one_than_a_plan_may_have(tmp_path, capsys):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        for file in plans(5):
            packed.writestr(file.name, file.content)
    (tmp_path / "film.json").write_bytes(b"{" + b" " * 5_000_000)
    assert run("group", tmp_path) == 1
    told = capsys.readouterr()
    assert told.out.startswith("5 plans") and "film.json: The file is larger than 2 MB" in told.err
