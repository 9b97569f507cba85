"""What is to be read again is listed in time, the oldest first."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from publish import reviews

TODAY = date(2027, 3, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package of tables that are named after their review dates."""
    tables = [
        {
            "name": day.replace("-", "_"),
            "title": f"By {day}",
            "description": "Text.",
            "path": f"{day}.csv",
            "sources": [{"title": "Somebody", "path": f"https://example.org/{day}"}],
            "licenses": [{"name": "CC0-1.0", "title": "Free"}],
            "retrieved": "2026-11",
            "place": "Spain",
            "unit": "Accounts",
            "grade": "B",
            "measure": "accounts",
            "review_by": day,
            "schema": {"fields": [{"name": "day", "type": "date"}]},
        }
        for day in ("2027-05-01", "2027-04-30", "2027-02-28", "2027-03-01", "2026-12-31")
    ]
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": tables}), encoding="utf-8")
    return tmp_path


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if "csv" in line]


def test_what_is_past_or_near_is_listed_the_oldest_first(folder, capsys):
    assert reviews.report(TODAY, folder) == 1
    shown = capsys.readouterr().out
    assert lines(shown) == [
        "2026-12-31  past  2026-12-31.csv: By 2026-12-31",
        "2027-02-28  past  2027-02-28.csv: By 2027-02-28",
        "2027-03-01  due   2027-03-01.csv: By 2027-03-01",
        "2027-04-30  due   2027-04-30.csv: By 2027-04-30",
    ]
    assert "https://example.org/2026-12-31\n" in shown
    assert "Tables past their review date: 2." in shown


def test_what_is_only_near_is_no_failure(folder, capsys):
    assert reviews.report(date(2026, 12, 31), folder) == 0
    assert [line[:16] for line in lines(capsys.readouterr().out)] == [
        "2026-12-31  due ",
        "2027-02-28  due ",
        "2027-03-01  due ",
    ]


def test_nothing_to_review_is_said(folder, capsys):
    assert reviews.report(date(2026, 10, 1), folder) == 0
    assert capsys.readouterr().out == "No table is to be reviewed before 2026-11-30.\n"


@pytest.mark.parametrize(("day", "status"), [("2026-11-23", 0), ("2099-01-01", 1)])
def test_the_command_looks_at_the_courses_own_facts(day, status, monkeypatch):
    monkeypatch.setenv("TERTULIA_TODAY", day)
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-m", "publish", "facts"], cwd=root, capture_output=True, check=False)
    assert done.returncode == status, done.stderr
