"""The file of an edition's firm is checked before anything is built with it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tertulia import profile
from tertulia.firm_files import MOST_FILE_BYTES, FirmFileError
from tertulia.firms import firms
from tertulia.plan import plan_file
from tertulia.plan.firm_check import check_firm, check_firm_key
from tertulia.plan.schema import Plan, Strategy
from tertulia.profile import Profile
from tests import made_edition


@pytest.fixture
def file() -> dict[str, Any]:
    firm = profile.write(Profile(name="Café Plaza", sector="hospitality", people=3))
    plan = plan_file.write(Plan(strategy=Strategy(begun=date(2026, 11, 25))))
    typed = {"canvas": {"values": {"audience": "who works nearby"}, "state": None}}
    entries = {"format": "tertulia-entries", "version": 1, "exercises": typed}
    kept = {"firm": json.loads(firm), "entries": entries, "plan": json.loads(plan)}
    return {"course": "tertulia", "format": 1, "saved": made_edition.SAVED, "kept": kept}


def test_what_the_course_saves_is_accepted(file: dict[str, Any]) -> None:
    check_firm(json.dumps(file).encode())
    check_firm(b"\xef\xbb\xbf" + json.dumps(file).encode())
    without = {**file, "kept": {name: each for name, each in file["kept"].items() if name != "entries"}}
    check_firm(json.dumps(without).encode())


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b'{"kept":\n {"firm": }}', "line 2", "JSON"),
        (b"\xff\xfe", "byte 0", "UTF-8"),
        (b"[]", "", "Your data"),
        (b"[" * 100_000, "", "nobody can read"),
        (b" " * (MOST_FILE_BYTES + 1), "", "larger than"),
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes, place: str, words: str) -> None:
    with pytest.raises(FirmFileError, match=words) as refused:
        check_firm(data)
    assert refused.value.place == place and refused.value.remedy


@pytest.mark.parametrize(
    ("at", "value", "place", "words"),
    [
        ("format", 2, "format", "not known"),
        ("saved", "yesterday", "saved", "no day"),
        ("kept.firm", None, "kept.firm", "missing"),
        ("kept.firm", {}, "kept.firm", "no firm"),
        ("kept.firm.people", "three", "kept.firm.people", "number"),
        ("kept.firm.colour", "red", "kept.firm.colour", "No part"),
        ("kept.firm.name", " ", "kept.firm.name", "no name"),
        ("kept.firm.sector", "circus", "kept.firm.sector", "circus"),
        ("kept.entries.exercises", [], "kept.entries", "no entries"),
        ("kept.entries.exercises.canvas", {}, "kept.entries.exercises.canvas", "values"),
        ("kept.entries.exercises.canvas", float("nan"), "kept.entries", "number"),
        ("kept.plan", None, "kept.plan", "missing"),
        ("kept.plan.strategy.begun", "soon", "kept.plan.strategy.begun", "date"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    file: dict[str, Any], at: str, value: object, place: str, words: str
) -> None:
    broken = json.loads(json.dumps(file))
    *way, last = at.split(".")
    inside = broken
    for name in way:
        inside = inside[name]
    if value is None:
        del inside[last]
    else:
        inside[last] = value
    with pytest.raises(FirmFileError, match=words) as refused:
        check_firm(json.dumps(broken).encode())
    assert refused.value.place == place and refused.value.remedy.endswith(".")


@pytest.mark.parametrize("key", ["bakery", "mine", "es", "cafe.es"])
def test_a_key_that_means_something_else_is_refused(key: str) -> None:
    with pytest.raises(FirmFileError):
        check_firm_key(key)
    check_firm_key("cafe")


def test_an_edition_without_the_files_folder_says_which_file_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_edition.use(monkeypatch, tmp_path, firms=("cafe",))
    with pytest.raises(FileNotFoundError, match=r"cafe\.json"):
        firms()
