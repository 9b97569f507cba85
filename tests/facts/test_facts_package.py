"""The data package as committed: its schema, its sources, its sums and the honesty of its status column."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal

import frictionless
import pytest

from tertulia import facts, facts_check
from tertulia.models.strategy.growth import PARAMETERS
from tertulia.post_ideas import CALENDAR

NAMES = [data.name for data in facts.datasets()]
OURS = {"string": str, "integer": int, "number": float, "date": date}


def test_frictionless_finds_nothing_wrong() -> None:
    report = frictionless.validate(str(facts.DATA / "datapackage.json"))
    assert report.errors == []
    assert len(report.tasks) == len(NAMES) == 24
    assert {task.name: [error.message for error in task.errors] for task in report.tasks} == {
        name: [] for name in NAMES
    }


def test_frictionless_finds_nothing_wrong_with_what_firms_can_post() -> None:
    report = frictionless.validate(str(CALENDAR / "datapackage.json"))
    assert report.errors == []
    assert {task.name: [error.message for error in task.errors] for task in report.tasks} == {
        "sectors": [],
        "ideas": [],
        "occasions": [],
    }
    assert {data.path for data in facts.datasets(CALENDAR)} == set(CALENDAR.glob("*.csv"))


def test_ideas_and_days_lean_on_what_the_other_tables_hold() -> None:
    trades = {row["key"] for row in facts.rows("sectors", CALENDAR)}
    occasions = {row["key"] for row in facts.rows("occasions", CALENDAR)}
    for row in facts.rows("ideas", CALENDAR):
        assert str(row["key"]).partition(".")[0] in trades
        assert row["occasion"] in {None, *occasions}


def test_every_file_belongs_to_the_package() -> None:
    listed = {data.path for data in facts.datasets()}
    assert listed == set(facts.DATA.glob("*.csv"))
    assert {data.path.name for data in facts.datasets()} == {f"{name}.csv" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_our_reader_agrees_with_frictionless(name: str) -> None:
    package = frictionless.Package(str(facts.DATA / "datapackage.json"))
    theirs = package.get_resource(name).read_rows()
    ours = facts.rows(name)
    assert len(theirs) == len(ours)
    fields = facts.dataset(name).fields
    for mine, their in zip(ours, theirs, strict=True):
        for field in fields:
            value = their[field.name]
            if mine[field.name] is None:
                assert value is None
                continue
            assert type(mine[field.name]) is OURS[field.type]
            assert mine[field.name] == (float(value) if isinstance(value, Decimal) else value)


@pytest.mark.parametrize("name", NAMES)
def test_each_table_says_of_itself_what_it_must(name: str) -> None:
    facts_check.check_table(facts.dataset(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_promises_no_status_that_no_row_has(name: str) -> None:
    status = next(field for field in facts.dataset(name).fields if field.name == "status")
    assert {row["status"] for row in facts.rows(name)} == set(status.enum)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_computed_by_us_is_flagged(name: str) -> None:
    columns = {field.name for field in facts.dataset(name).fields}
    texts = [column for column in ("source", "read_in", "note") if column in columns]
    for row in facts.rows(name):
        told = " ".join(str(row[column] or "") for column in texts).lower()
        if "computed by us" in told:
            assert row["status"] == "derived", row
        assert "not_found" not in told


@pytest.mark.parametrize("name", NAMES)
def test_every_row_that_was_read_leads_to_its_source(name: str) -> None:
    columns = {field.name for field in facts.dataset(name).fields}
    if "url" in columns:
        assert all(str(row["url"]).startswith("http") for row in facts.rows(name))
    else:
        # one publisher for the whole table, or made by us from the other tables
        assert name in (
            "firms_social_media_eu",
            "audience_by_group_spain",
            "growth_parameters",
            "managers",
            "managers_ties",
            "facebook_posts_2014",
            "public_holidays_spain",
            "invented_firms",
        )


def test_no_text_of_the_package_names_how_it_was_made() -> None:
    for file in (*facts.DATA.rglob("*.csv"), *facts.DATA.rglob("datapackage.json")):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"(?:^|\s)/\w+/|stored (copy|copies|page)", text), file.name


def test_measures_of_audience_are_kept_apart() -> None:
    found = {name: facts.dataset(name).measure for name in NAMES}
    assert {name: found[name] for name in found if name.startswith(("network", "audience"))} == {
        "network_accounts_spain": "accounts",
        "network_use_spain": "self-reported use",
        "network_ad_audience_spain": "ad audience",
        "network_use_abroad": "self-reported use",
        "network_ad_audience_abroad": "ad audience",
        "audience_by_group_spain": "estimate",
        "network_use_us": "self-reported use",
    }
    measured = [row for row in facts.rows("network_use_spain") if row["method"] == "audience panel"]
    assert {row["question"] for row in measured} == {"reached in the month"}
    assert len(measured) == 4
    assert not any(
        row["question"] == "reached in the month" and row["method"] == "survey"
        for row in facts.rows("network_use_spain")
    )


def test_firms_of_the_eu() -> None:
    rows = facts.rows("firms_social_media_eu")
    assert {row["place"] for row in rows if "EU" in str(row["place"])} == {"EU28"}
    found = {
        (row["place"], row["year"], row["size_class"]): row["value"]
        for row in rows
        if row["indicator"] == "social_networks" and row["activity_code"] == "C10-S951 excl K"
    }
    assert found["EU28", 2019, "10+"] == 51 and found["Spain", 2013, "10+"] == 29
    # a larger firm uses them more often, and the whole lies between the sizes
    small, middle, large = (found["EU28", 2019, size] for size in ("10-49", "50-249", "250+"))
    assert small < found["EU28", 2019, "10+"] < middle < large
    # an indicator cut off at a comma would be a broken row
    assert not any(str(row["indicator"]).startswith(" ") for row in rows)
    measured = [row for row in rows if "label" not in str(row["read_from"])]
    assert {row["status"] for row in measured} == {"derived"}


def test_accounts_in_spain_are_a_part_of_those_in_the_union() -> None:
    rows = facts.rows("network_accounts_spain")
    by_place: dict[tuple[object, object], dict[object, int]] = defaultdict(dict)
    for row in rows:
        by_place[row["network"], row["period"]][row["place"]] = int(str(row["accounts"]))
    both = [value for value in by_place.values() if len(value) == 2]
    assert len(both) == 11
    # Spain has about a tenth of the people of the Union
    assert all(0.07 < value["Spain"] / value["EU27"] < 0.20 for value in both)
    primary = {(row["network"], row["place"]) for row in rows if row["status"] == "read_primary"}
    second = {(row["network"], row["place"]) for row in rows if row["status"] == "read_secondary"}
    assert not primary & second, "a figure in a copy stands beside one from the source"


def test_profiles_of_users_add_up() -> None:
    sums: dict[tuple[object, str], float] = defaultdict(float)
    for row in facts.rows("network_use_spain"):
        if row["question"] == "who the users are":
            sums[row["network"], "age" if row["age"] != "all" else "sex"] += float(str(row["value"]))
    assert sums == {(network, kind): 100.0 for network in ("any", "Facebook") for kind in ("age", "sex")}


def test_ad_audience_adds_up_where_the_note_says_so() -> None:
    rows = facts.rows("network_ad_audience_spain")
    assert {row["network"] for row in rows} == {
        "Instagram",
        "Facebook",
        "YouTube",
        "TikTok",
        "LinkedIn",
        "X",
        "Pinterest",
    }
    for network in {row["network"] for row in rows}:
        mine = [row for row in rows if row["network"] == network]
        sexes = sum(float(str(row["value"])) for row in mine if row["figure"] == "share by sex")
        assert sexes == pytest.approx(100, abs=0.11)
        cells = sum(float(str(row["value"])) for row in mine if row["figure"] == "share by age and sex")
        expected = {"TikTok": 100, "Facebook": 100, "YouTube": 89.6, "Instagram": 96, "Pinterest": 0}
        if network in expected:
            assert cells == pytest.approx(expected[str(network)], abs=0.11)
        else:
            assert cells < 100  # the oldest ages were not read


def test_other_countries_are_compared_with_spain_by_one_question_only() -> None:
    rows = facts.rows("network_ad_audience_abroad")
    assert {(row["period"], row["asked"], row["unit"]) for row in rows} == {("2025-10", "adults 18+", "% of adults")}
    assert {row["network"] for row in rows if row["place"] == "Spain"} == {"Instagram", "TikTok"}
    assert "Spain" not in {row["place"] for row in facts.rows("network_use_abroad")}


def test_hours_of_owners_add_up() -> None:
    owners = [row for row in facts.rows("marketing_hours") if str(row["asked"]).startswith("owners")]
    assert sum(float(str(row["value"])) for row in owners) == pytest.approx(100, abs=0.5)


def test_engagement_names_its_denominator() -> None:
    for row in facts.rows("engagement_benchmarks"):
        metric = str(row["metric"])
        if "of followers" in metric or "of fans" in metric:
            assert row["denominator"] == "followers"
        elif "impression" in metric:
            assert row["denominator"] == "impressions"
        else:
            assert row["denominator"] is None


def test_the_simulators_numbers_are_those_it_runs_with() -> None:
    rows = {row["key"]: row for row in facts.rows("growth_parameters")}
    assert set(rows) == set(PARAMETERS)
    for key, used in PARAMETERS.items():
        told = rows[key]
        assert (told["symbol"], told["median"], told["factor"], told["grade"]) == (
            used.symbol,
            used.median,
            used.factor,
            used.grade,
        ), key
        assert (told["source"] or used.source) == used.source, key
        assert told["source"] or used.source in ("own", "judgement"), key


def test_the_simulators_numbers_rest_on_rows_that_exist() -> None:
    keys = {row["key"] for row in facts.rows("studies_parameters")}
    for row in facts.rows("growth_parameters"):
        assert row["source"] is None or row["source"] in keys
        if row["grade"] in ("A", "B", "C") and row["source"] is None:
            assert "Your own figure" in str(row["evidence"]), row["key"]


def test_only_experiments_have_grade_a() -> None:
    for row in facts.rows("studies"):
        experiment = "experiment" in str(row["design"]) and "quasi" not in str(row["design"])
        assert (row["grade"] == "A") == experiment, row["key"]
        assert len(str(row["wording"]).split()) <= 12


def test_review_dates_of_what_is_made_from_others_come_no_later() -> None:
    made = facts.dataset("audience_by_group_spain").review_by
    assert made <= min(facts.dataset(name).review_by for name in ("network_use_spain", "network_ad_audience_spain"))
