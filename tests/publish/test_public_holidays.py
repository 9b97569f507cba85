"""The table of public holidays is what the library says, and covers the years learners plan for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import holidays
import pytest

from publish import __main__, public_holidays
from tertulia import facts, post_ideas
from tertulia.clock import today

STORED = facts.rows("public_holidays_spain")
YEARS = sorted({row["day"].year for row in STORED})


def test_the_stored_table_is_what_the_library_gives() -> None:
    assert public_holidays.TABLE.read_text(encoding="utf-8") == public_holidays.table(YEARS[0])
    assert len(YEARS) == public_holidays.YEARS


def test_this_year_and_the_next_are_there() -> None:
    assert YEARS[0] <= today().year and today().year + 1 <= YEARS[-1]


@pytest.mark.parametrize("region", ["AN", "CN", "CT", "IB", "MD", "NC", "PV", "VC", "CE"])
def test_a_region_has_the_days_the_library_gives_it(region: str) -> None:
    """Asked region by region, in another way than the table is made."""
    theirs = holidays.Spain(subdiv=region, years=YEARS, language="es")
    ours = post_ideas.public_holidays(f"ES-{region}")
    assert sorted(ours) == sorted(theirs)


def test_a_place_that_is_no_region_has_the_days_all_have() -> None:
    everywhere = set.intersection(
        *(set(holidays.Spain(subdiv=region, years=YEARS)) for region in holidays.Spain.subdivisions if len(region) == 2)
    )
    assert set(post_ideas.public_holidays("online")) == everywhere


def test_good_friday_is_known_in_every_year_since_easter_comes_from_it() -> None:
    fridays = [row["day"] for row in STORED if row["name_en"] == post_ideas.GOOD_FRIDAY]
    assert [day.year for day in fridays] == YEARS
    assert date(2026, 4, 3) in fridays


def test_the_command_writes_this_year_and_the_next_three(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(public_holidays, "ROOT", tmp_path)
    monkeypatch.setattr(public_holidays, "TABLE", tmp_path / "table.csv")
    monkeypatch.setenv("TERTULIA_TODAY", "2028-05-01")
    assert __main__.main(["holidays"]) == 0
    assert "table.csv: 2028 to 2031" in capsys.readouterr().out
    lines = (tmp_path / "table.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "day,regions,name_en,name_es,status"
    assert lines[1] == "2028-01-01,,New Year’s Day,Año Nuevo,read_secondary"
    assert {line[:4] for line in lines[1:]} == {"2028", "2029", "2030", "2031"}
