"""The tables an edition brings beside ours: read in the same way, and checked as strictly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tertulia import facts
from tertulia.facts import FactsError
from tertulia.facts_check import check_local
from tests import made_edition

STATUS = {"name": "status", "type": "string", "constraints": {"required": True, "enum": ["read_primary"]}}
FIELDS = [
    {"name": "year", "type": "integer", "constraints": {"required": True}},
    {"name": "value", "type": "integer", "constraints": {"required": True}},
    {"name": "note", "type": "string"},
]
CAFES: dict[str, Any] = {
    "name": "cafes_with_wifi",
    "title": "Cafés with wifi",
    "description": "How many cafés of the guild have wifi. The guild counted them itself, in the street, door by door, "
    "each autumn.",
    "path": "cafes_with_wifi.csv",
    "sources": [{"title": "The guild", "path": "https://gremio.example/wifi"}],
    "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
    "retrieved": "2026-10",
    "place": "Valladolid",
    "unit": "cafés",
    "grade": "C",
    "measure": "firms",
    "review_by": "2027-10-01",
    "schema": {"fields": [*FIELDS, STATUS], "primaryKey": ["year"]},
}
ROWS = "year,value,note,status\n2025,41,,read_primary\n2026,52,,read_primary\n"


def package(patch: pytest.MonkeyPatch, editions: Path, rows: str = ROWS, **head: Any) -> Path:
    folder = made_edition.use(patch, editions) / "data"
    folder.mkdir()
    content = {"name": "guild", "resources": [{**CAFES, **head}]}
    (folder / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
    (folder / "cafes_with_wifi.csv").write_text(rows, encoding="utf-8")
    return folder


def test_they_are_read_beside_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = facts.datasets()
    check_local(package(monkeypatch, tmp_path))
    assert facts.datasets() == ours and [data.name for data in facts.local_datasets()] == ["cafes_with_wifi"]
    assert [row["value"] for row in facts.rows("cafes_with_wifi")] == [41, 52]
    assert facts.dataset("network_use_spain") in ours
    monkeypatch.undo()
    assert facts.local_datasets() == ()
    with pytest.raises(FactsError, match="cafes_with_wifi"):
        facts.rows("cafes_with_wifi")


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ({"name": "network_use_spain"}, "already"),
        ({"path": "../../cafes.csv"}, "outside"),
        ({"title": ""}, "title"),
        ({"description": "Cafés."}, "described"),
        ({"sources": []}, "no source"),
        ({"sources": [{"title": "The guild", "path": "gremio.example"}]}, "gremio.example"),
        ({"retrieved": "last year"}, "last year"),
        ({"retrieved": "2026-13"}, "2026-13"),
        ({"review_by": "2026-01-01"}, "review date"),
        ({"review_by": "2031-01-01"}, "review date"),
        ({"measure": "cafés"}, "measure|counts"),
        ({"grade": "E"}, "grade"),
        ({"grade": ""}, "no grade"),
        ({"schema": {**CAFES["schema"], "primaryKey": []}}, "no key"),
        ({"schema": {**CAFES["schema"], "fields": FIELDS}}, "got here"),
    ],
)
def test_a_head_that_says_too_little_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: dict[str, Any], words: str
) -> None:
    with pytest.raises(FactsError, match=words) as refused:
        check_local(package(monkeypatch, tmp_path, **head))
    assert refused.value.file.name == "datapackage.json"


@pytest.mark.parametrize(
    ("rows", "row", "words"),
    [
        (ROWS + "2026,60,,read_primary\n", 4, "repeats"),
        (ROWS + "2027,many,,read_primary\n", 4, "whole number"),
        (ROWS + "2027,60,via a newspaper,read_primary\n", 4, "copy"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, row: int, words: str
) -> None:
    with pytest.raises(FactsError, match=words) as refused:
        check_local(package(monkeypatch, tmp_path, rows))
    assert (refused.value.file.name, refused.value.row) == ("cafes_with_wifi.csv", row)


def test_a_table_that_nobody_describes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = package(monkeypatch, tmp_path)
    (folder / "left_over.csv").write_text("year\n2025\n", encoding="utf-8")
    with pytest.raises(FactsError, match="left_over"):
        check_local(folder)
