"""The reader: what it gives back, what it remembers, and what it says when the package is broken."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tertulia import facts
from tertulia.facts import FactsError

TABLE = """network,day,accounts,share,note
Instagram,2026-01-31,1200,12.5,"a, b"
X,2026-02-28,300,0,
"""
FIELDS: list[dict[str, Any]] = [
    {"name": "network", "type": "string", "constraints": {"required": True, "enum": ["Instagram", "X"]}},
    {"name": "day", "type": "date"},
    {"name": "accounts", "type": "integer", "constraints": {"minimum": 0}},
    {"name": "share", "type": "number", "constraints": {"maximum": 100}},
    {"name": "note", "type": "string", "translate": True, "constraints": {"pattern": "[a-z, ]+"}},
]


def write(folder: Path, table: str | bytes = TABLE, **resource: Any) -> Path:
    """A small package in this folder."""
    data = {
        "name": "small",
        "title": "Small",
        "description": "One.\n\nTwo.",
        "path": "small.csv",
        "sources": [{"title": "Somebody", "path": "https://example.org"}],
        "licenses": [{"name": "CC0-1.0", "title": "Free"}],
        "retrieved": "2026-11",
        "place": "Spain",
        "unit": "Accounts",
        "grade": "B",
        "measure": "accounts",
        "review_by": "2027-01-31",
        "schema": {"fields": FIELDS, "primaryKey": ["network", "day"]},
    } | resource
    (folder / "datapackage.json").write_text(json.dumps({"resources": [data]}), encoding="utf-8")
    (folder / "small.csv").write_bytes(table if isinstance(table, bytes) else table.encode("utf-8"))
    return folder


def test_rows_are_typed(tmp_path: Path) -> None:
    assert facts.rows("small", write(tmp_path)) == (
        {"network": "Instagram", "day": date(2026, 1, 31), "accounts": 1200, "share": 12.5, "note": "a, b"},
        {"network": "X", "day": date(2026, 2, 28), "accounts": 300, "share": 0.0, "note": None},
    )


def test_changing_a_row_does_not_change_the_next_answer(tmp_path: Path) -> None:
    write(tmp_path)
    facts.rows("small", tmp_path)[0]["accounts"] = 0
    assert facts.rows("small", tmp_path)[0]["accounts"] == 1200


def test_a_byte_order_mark_and_windows_line_ends_are_no_error(tmp_path: Path) -> None:
    table = b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode("utf-8")
    assert facts.rows("small", write(tmp_path, table))[0]["note"] == "a, b"


def test_table_is_a_data_frame(tmp_path: Path) -> None:
    frame = facts.table("small", write(tmp_path))
    assert list(frame.columns) == ["network", "day", "accounts", "share", "note"]
    assert frame["accounts"].sum() == 1500


def test_reading_rows_does_not_load_pandas() -> None:
    code = (
        "import sys; from tertulia import facts; facts.rows('legal_frame'); "
        "assert not {'pandas', 'numpy', 'frictionless'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=facts.DATA.parent).returncode == 0


def test_what_was_asked_for_is_remembered(tmp_path: Path) -> None:
    facts.forget()
    assert facts.read() == frozenset()
    facts.datasets()
    facts.dataset("studies")
    assert facts.read() == frozenset()
    facts.rows("studies")
    facts.table("managers")
    facts.rows("small", write(tmp_path))  # of another package: no page tells of its source
    assert facts.read() == {"studies", "managers"}
    facts.forget()
    facts.rows("studies")  # kept in memory, but asked for all the same
    assert facts.read() == {"studies"}


def test_dataset(tmp_path: Path) -> None:
    data = facts.dataset("small", write(tmp_path))
    assert data.review_by == date(2027, 1, 31)
    assert data.sources == (facts.DataSource("Somebody", "https://example.org"),)
    assert (data.licence, data.licence_url, data.key) == ("Free", "", ("network", "day"))
    assert data.fields[0] == facts.DataField(name="network", type="string", required=True, enum=("Instagram", "X"))
    assert data.path == tmp_path / "small.csv"
    with pytest.raises(AttributeError):
        data.title = "Large"  # type: ignore[misc]


@pytest.mark.parametrize(("by", "tables"), [(date(2027, 1, 30), 0), (date(2027, 1, 31), 1), (date(2027, 2, 1), 1)])
def test_a_table_is_to_review_by_its_date(tmp_path: Path, by: date, tables: int) -> None:
    assert len(facts.to_review(by, write(tmp_path))) == tables


def test_the_oldest_review_comes_first() -> None:
    dates = [data.review_by for data in facts.to_review(date(2099, 1, 1))]
    assert dates == sorted(data.review_by for data in facts.datasets())
    assert len(set(dates)) > 5


def test_messages_are_the_texts_a_reader_sees(tmp_path: Path) -> None:
    assert list(facts.messages(write(tmp_path))) == [
        "Small",
        "One.",
        "Two.",
        "Free",
        "Spain",
        "Accounts",
        "Somebody",
        "a, b",
    ]
    ours = list(facts.messages())
    assert len(ours) == len(set(ours))
    assert facts.dataset("legal_frame").title in ours
    assert facts.rows("growth_parameters")[0]["label"] in ours


BROKEN: list[tuple[str, str | bytes, int | None, str | None, str]] = [
    ("a missing column", TABLE.replace("accounts,", ""), 1, "accounts", "the header lacks accounts"),
    ("an extra column", TABLE.replace("note\n", "note,more\n"), 1, "more", "does not know"),
    ("another order", TABLE.replace("network,day", "day,network"), 1, None, "another order"),
    ("semicolons", TABLE.replace(",", ";"), 1, "network", "semicolons"),
    ("not a whole number", TABLE.replace("1200", "1.200"), 2, "accounts", "“1.200” is not a whole number"),
    ("not a number", TABLE.replace("12.5", "12.5%"), 2, "share", "“12.5%” is not a number"),
    ("not finite", TABLE.replace("12.5", "nan"), 2, "share", "“nan” is not a number"),
    ("not a date", TABLE.replace("2026-02-28", "28/02/2026"), 3, "day", "is not a date"),
    ("not a day", TABLE.replace("2026-02-28", "2026-02-30"), 3, "day", "not a day of the calendar"),
    ("required", TABLE.replace("X,", ","), 3, "network", "the cell is empty"),
    ("unknown word", TABLE.replace("X,", "Y,"), 3, "network", "Use one of: Instagram, X"),
    ("too small", TABLE.replace("300", "-1"), 3, "accounts", "-1 is less than 0"),
    ("too large", TABLE.replace("12.5", "100.1"), 2, "share", "100.1 is more than 100"),
    ("another form", TABLE.replace("a, b", "A"), 2, "note", "does not have the form"),
    ("a key twice", TABLE + "X,2026-02-28,301,1,\n", 4, "network, day", "it repeats row 3"),
    ("a cell too many", TABLE.replace("300,0,", "300,0,,"), 3, None, "it has 6 cells"),
    ("an empty row", TABLE + "\n", 4, None, "it has 0 cells"),
    ("open quotes", TABLE.replace('a, b"', "a, b"), 2, None, "the quotes do not match"),
    ("no rows", "network,day,accounts,share,note\n", 2, None, "there are no rows"),
    ("an empty file", "", 2, None, "there are no rows"),
    ("not UTF-8", TABLE.replace("a, b", "á").encode("latin-1"), None, None, "not UTF-8"),
]


@pytest.mark.parametrize(
    ("table", "row", "column", "says"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_a_broken_table_is_named(
    tmp_path: Path, table: str | bytes, row: int | None, column: str | None, says: str
) -> None:
    write(tmp_path, table)
    with pytest.raises(FactsError) as caught:
        facts.rows("small", tmp_path)
    error = caught.value
    assert (error.file, error.row, error.column) == (tmp_path / "small.csv", row, column)
    assert says in str(error)
    assert str(error).startswith(str(tmp_path / "small.csv"))
    if row is not None:
        assert f"row {row}" in str(error)
    # a problem, and then what to do about it
    assert str(error).endswith(".") and ". " in str(error)


def test_rows_are_counted_as_a_spreadsheet_does(tmp_path: Path) -> None:
    table = TABLE.replace('"a, b"', '"a,\nb"').replace("300", "many")
    write(tmp_path, table, schema={"fields": [*FIELDS[:4], {"name": "note", "type": "string"}]})
    with pytest.raises(FactsError) as caught:
        facts.rows("small", tmp_path)
    assert caught.value.row == 3  # line 4 of the file, row 3 in a spreadsheet


def test_a_missing_table_file(tmp_path: Path) -> None:
    write(tmp_path).joinpath("small.csv").unlink()
    with pytest.raises(FactsError, match="small.csv: the file is missing"):
        facts.rows("small", tmp_path)


def test_a_missing_package(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="datapackage.json: the file is missing"):
        facts.datasets(tmp_path)


def test_an_unknown_name(tmp_path: Path) -> None:
    facts.forget()
    with pytest.raises(FactsError, match="no table “smal”.*Use one of: small"):
        facts.rows("smal", write(tmp_path))
    assert facts.read() == frozenset()


def _cut(folder: Path) -> None:
    file = folder / "datapackage.json"
    file.write_text(file.read_text(encoding="utf-8")[:-2], encoding="utf-8")


def _latin(folder: Path) -> None:
    (folder / "datapackage.json").write_bytes('{"title": "España"}'.encode("latin-1"))


def _list(folder: Path) -> None:
    (folder / "datapackage.json").write_text("[]", encoding="utf-8")


def _resource(**change: Any) -> Callable[[Path], object]:
    return lambda folder: write(folder, **change)


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (_cut, "the JSON breaks at line 1"),
        (_latin, "it is not UTF-8"),
        (_list, "there is no list “resources”"),
        (_resource(measure="people"), "the measure “people”.*Use one of: firms"),
        (_resource(grade="E"), "the grade “E”"),
        (_resource(review_by="soon"), "the review date “soon”"),
        (_resource(schema={"fields": [{"name": "when", "type": "datetime"}]}), "the type “datetime”"),
    ],
)
def test_a_broken_package_is_named(tmp_path: Path, harm: Callable[[Path], object], says: str) -> None:
    write(tmp_path)
    harm(tmp_path)
    with pytest.raises(FactsError, match=says) as caught:
        facts.datasets(tmp_path)
    assert caught.value.file == tmp_path / "datapackage.json"


def test_a_package_without_sources(tmp_path: Path) -> None:
    write(tmp_path)
    file = tmp_path / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    del package["resources"][0]["sources"], package["resources"][0]["unit"]
    file.write_text(json.dumps(package), encoding="utf-8")
    with pytest.raises(FactsError, match="“small” lacks sources, unit"):
        facts.datasets(tmp_path)


def test_only_the_rows_that_begin_so_are_read_and_checked(tmp_path):
    """Of a long table a page looks at the part it needs; a fault elsewhere does not stop it."""
    folder = write(tmp_path, TABLE + "X,2026-03-31,many,0,\n")
    assert [row["accounts"] for row in facts.rows("small", folder, begins="Insta")] == [1200]
    assert facts.rows("small", folder, begins="Facebook") == ()
    with pytest.raises(FactsError, match="many"):
        facts.rows("small", folder)
