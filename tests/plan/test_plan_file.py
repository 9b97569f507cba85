"""Plan files: whole plans survive the way to text and back, and every broken file is refused with its place."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.language import speak
from tertulia.plan.examples import EXAMPLES, example, path
from tertulia.plan.json_schema import json_schema
from tertulia.plan.migrate import STEPS, migrated
from tertulia.plan.plan_file import read, write
from tertulia.plan.review import review
from tertulia.plan.schema import (
    SECTIONS,
    VERSION,
    Content,
    Duties,
    Firm,
    Growth,
    Kpi,
    Plan,
    PlanFact,
    SimulatedWith,
    Strategy,
    filled,
)
from tertulia.plan.words import problem_words
from tertulia.records import MOST_BYTES, RecordError, plain
from tests.plan.plans import plans, sections

HERE = Path(__file__).parent
SCHEMA = HERE.parent.parent / "tertulia" / "plan" / "plan.schema.json"
TODAY = date(2026, 11, 25)


def a_file(**changes: object) -> str:
    return json.dumps({"format": "tertulia-plan", "version": VERSION, **changes})


@settings(max_examples=60, deadline=None)
@given(plans())
def test_a_plan_survives_the_file_and_the_file_fits_the_schema(plan):
    text = write(plan)
    assert read(text) == plan
    assert read(text.encode()) == plan
    assert write(read(text)) == text
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text())).validate(json.loads(text))


def test_the_published_schema_is_that_of_the_dataclasses():
    told = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert told == json_schema(), "write it anew: python -m tertulia.plan.json_schema"
    jsonschema.Draft202012Validator.check_schema(told)


@pytest.mark.parametrize(
    "change",
    [
        {"firm": {"name": "x" * 201}},
        {"firm": {"nom": "x"}},
        {"strategy": {"kpis": [{}] * 11}},
        {"version": VERSION + 1},
        {"growth": {"chance": 1.5}},
        {"reviews": {"dates": ["1999-12-31"]}},
        {"duties": {"hours": "4"}},
        {"networks": {"none_yet": None}},
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(change):
    text = a_file(**change)
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(json.loads(text))
    with pytest.raises(RecordError):
        read(text)


BROKEN = [
    ("{", "$", "not_json"),
    ("", "$", "not_json"),
    ("[1]", "$", "not_a_plan"),
    ('{"format": "other", "version": 2}', "$", "not_a_plan"),
    ('{"format": "tertulia-plan"}', "$.version", "no_version"),
    (a_file(version="2"), "$.version", "no_version"),
    (a_file(version=True), "$.version", "no_version"),
    (a_file(version=0), "$.version", "no_version"),
    (a_file(version=VERSION + 1), "$.version", "newer"),
    (a_file(surprise=1), "$.surprise", "unknown"),
    (a_file(firm=[]), "$.firm", "not_a_group"),
    (a_file(firm={"name": 7}), "$.firm.name", "not_a_text"),
    (a_file(firm={"name": None}), "$.firm.name", "missing"),
    (a_file(firm={"name": "x" * 201}), "$.firm.name", "too_long"),
    (a_file(firm={"staff": 1.5}), "$.firm.staff", "not_whole"),
    (a_file(firm={"staff": -1}), "$.firm.staff", "out_of_range"),
    (a_file(firm={"staff": True}), "$.firm.staff", "not_a_number"),
    (a_file(firm={"staff": "six"}), "$.firm.staff", "not_a_number"),
    (a_file(strategy={"kpis": [{}, {"target": "35"}]}), "$.strategy.kpis[1].target", "not_a_number"),
    (a_file(strategy={"kpis": {}}), "$.strategy.kpis", "not_a_list"),
    (a_file(strategy={"kpis": [{}] * 11}), "$.strategy.kpis", "too_many"),
    (a_file(strategy={"objective": "money"}), "$.strategy.objective", "not_a_choice"),
    (a_file(strategy={"objective": 3}), "$.strategy.objective", "not_a_choice"),
    (a_file(strategy={"begun": "2026-02-30"}), "$.strategy.begun", "not_a_date"),
    (a_file(strategy={"begun": "20260203"}), "$.strategy.begun", "not_a_date"),
    (a_file(strategy={"begun": 20260203}), "$.strategy.begun", "not_a_date"),
    (a_file(strategy={"begun": "0001-01-01"}), "$.strategy.begun", "not_a_date"),
    (a_file(content={"entries": [{"at": "25:00"}]}), "$.content.entries[0].at", "not_a_time"),
    (a_file(content={"entries": [{"at": "10:00:00"}]}), "$.content.entries[0].at", "not_a_time"),
    (a_file(networks={"none_yet": "yes"}), "$.networks.none_yet", "not_yes_or_no"),
    (a_file(zone="Europe/Atlantis"), "$.zone", "no_zone"),
    (a_file(zone="../../etc/passwd"), "$.zone", "no_zone"),
    (a_file(zone=""), "$.zone", "no_zone"),
    ('{"format": "tertulia-plan", "version": 2, "firm": {"name": "a", "name": "b"}}', "$..name", "twice"),
    ('{"format": "tertulia-plan", "version": 2, "firm": {"staff": NaN}}', "$", "not_finite"),
    ('{"format": "tertulia-plan", "version": 2, "firm": {"staff": -Infinity}}', "$", "not_finite"),
    ('{"format": "tertulia-plan", "version": 2, "growth": {"chance": 1e999}}', "$", "not_finite"),
    ('{"format": "tertulia-plan", "version": 2, "firm": {"staff": ' + "9" * 5000 + "}}", "$", "not_finite"),
    ('{"format": "tertulia-plan", "version": 2, "firm": {"name": "\\ud83d"}}', "$.firm.name", "half_a_character"),
    ('{"format": "tertulia-plan", "version": 2, "\\ud83d": 1}', "$.?", "unknown"),
    ("[" * 100_000, "$", "too_deep"),
    ("x" * (MOST_BYTES + 1), "$", "too_large"),
    (b"\xff\xfe{\x00", "$", "not_utf8"),
]


@pytest.mark.parametrize(("data", "place", "code"), BROKEN, ids=[f"{code} {place}" for _, place, code in BROKEN])
def test_a_broken_file_is_refused_with_its_place_and_a_sentence(data, place, code):
    with pytest.raises(RecordError) as caught:
        read(data)
    assert (caught.value.path, caught.value.code) == (place, code)
    for language in ("en", "es"):
        speak(language)
        told = problem_words(caught.value)
        assert "{" not in told.replace("{ }", "") and (place == "$" or place in told)
    speak("en")


def test_brackets_inside_a_text_are_no_depth():
    assert read(a_file(firm={"name": "[" * 100 + '"\\' + "{" * 50})).firm.name.startswith("[[[")


def test_a_byte_order_mark_is_passed_over():
    assert read(b"\xef\xbb\xbf" + a_file(firm={"name": "ñ"}).encode()) == Plan(firm=Firm(name="ñ"))


def test_what_no_file_may_hold_is_not_written_either():
    with pytest.raises(RecordError, match=r"half_a_character"):
        write(Plan(firm=Firm(name="\ud83d")))
    with pytest.raises(RecordError, match=r"\$\.strategy\.kpis\[0\]\.target"):
        write(Plan(strategy=Strategy(kpis=(Kpi(target=float("nan")),))))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inside: (
            st.lists(inside, max_size=3)
            | st.dictionaries(
                st.sampled_from(["firm", "name", "kpis", "strategy", "version", "reviews", "dates", "hours", "x"]),
                inside,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
@settings(max_examples=150, deadline=None)
def test_whatever_json_comes_it_is_a_plan_or_a_plan_error(value):
    told = {"format": "tertulia-plan", "version": VERSION, **(value if isinstance(value, dict) else {"firm": value})}
    try:
        assert isinstance(read(json.dumps(told)), Plan)
    except RecordError as error:
        assert problem_words(error)


# earlier versions -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [1, 2])
def test_a_plan_of_an_earlier_version_becomes_the_one_it_meant(version):
    names = (f"version_{version}.json", f"version_{version}_as_3.json")
    old, new = ((HERE / "fixtures" / name).read_text(encoding="utf-8") for name in names)
    assert read(old) == read(new)
    assert migrated(json.loads(old)) == json.loads(new)


def test_the_version_2_file_of_the_tests_fills_every_section():
    text = (HERE / "fixtures" / "version_2.json").read_text(encoding="utf-8")
    assert set(filled(read(text))) == set(SECTIONS)


@pytest.mark.parametrize("firm", EXAMPLES)
def test_the_plans_of_the_invented_firms_as_version_2_had_them_are_read(firm):
    old = json.loads((HERE / "fixtures" / f"version_2_{firm}.json").read_text(encoding="utf-8"))
    plan = read(json.dumps(old))
    settings = plan.growth.simulated_with
    assert (settings.hours, settings.posts, settings.promotion) == tuple(
        old["growth"][name] for name in ("hours", "posts", "promotion")
    )
    assert plan.growth.unsettled == ((PlanFact.POSTS,) if firm == "guesthouse" else ())
    assert {name: each for name, each in plain(plan).items() if name != "growth"} == {
        name: each for name, each in old.items() if name not in ("growth", "format", "version")
    }
    assert read(write(plan)) == plan


def test_every_version_has_its_step():
    assert sorted(STEPS) == list(range(1, VERSION))


def as_version_2(plan: Plan) -> dict[str, Any]:
    """The plan as a file of version 2 had it; what it could not hold is left out."""
    content = plain(plan)
    growth = content.get("growth", {})
    settings = growth.pop("simulated_with", {})
    growth |= {name: settings[name] for name in ("hours", "posts", "promotion") if name in settings}
    growth.pop("unsettled", None)
    for section, name in (("foundations", "verdict"), ("announcements", "reaches_all")):
        content.get(section, {}).pop(name, None)
    return content | ({"growth": growth} if growth else {})


def without_what_moves(plan: Plan) -> Plan:
    """All that the step from 2 to 3 leaves alone, and that version 2 could hold."""
    return replace(
        plan,
        growth=replace(plan.growth, simulated_with=SimulatedWith(), unsettled=()),
        foundations=replace(plan.foundations, verdict=None),
        announcements=replace(plan.announcements, reaches_all=None),
        duties=replace(plan.duties, hours=None),
        content=replace(plan.content, posts=None),
    )


@settings(max_examples=100, deadline=None)
@given(st.one_of(plans(), st.builds(Plan, growth=sections(Growth), duties=sections(Duties), content=sections(Content))))
def test_no_value_is_lost_on_the_way_from_version_2(plan):
    """Written as version 2 would have had it, and read: all is there, and what stood twice is the same or asked."""
    plan = read(write(plan))
    after = read(json.dumps({"format": "tertulia-plan", "version": 2, **as_version_2(plan)}))
    assert without_what_moves(after) == without_what_moves(plan)
    before, now = plan.growth.simulated_with, after.growth.simulated_with
    assert now == replace(before, reply_hours=None)
    for fact, here, home, moved in (
        (PlanFact.HOURS, before.hours, plan.duties.hours, after.duties.hours),
        (PlanFact.POSTS, before.posts, plan.content.posts, after.content.posts),
    ):
        assert moved == (here if home is None else home)
        if home is not None and here is not None:
            apart = 1 - 1e-9 if fact is PlanFact.POSTS else 1e-9
            assert (fact in after.growth.unsettled) == (abs(here - home) > apart)
    assert read(write(after)) == after


@pytest.mark.parametrize(
    ("growth", "place"),
    [
        ({"hours": "6"}, "$.growth.simulated_with.hours"),
        ({"posts": True}, "$.growth.simulated_with.posts"),
        ({"hours": 6, "simulated_with": {}}, "$.growth.hours"),
        ({"promotion": {}}, "$.growth.simulated_with.promotion"),
    ],
)
def test_what_is_wrong_in_an_earlier_version_is_still_refused(growth, place):
    with pytest.raises(RecordError) as caught:
        read(json.dumps({"format": "tertulia-plan", "version": 2, "duties": {"hours": 4}, "growth": growth}))
    assert caught.value.path == place


@settings(max_examples=40, deadline=None)
@given(plans())
def test_no_value_is_lost_on_the_way_from_version_1(plan):
    """Written as version 1 would have had it, and read: the same plan."""
    told = as_version_2(plan)
    strategy, duties, reviews = (told.pop(name, {}) for name in ("strategy", "duties", "reviews"))
    moved = {name: strategy.pop(name) for name in ("objective", "kpis", "tactics") if name in strategy}
    firm = told.get("firm", {}) | {name: duties.pop(name) for name in ("answers", "hours") if name in duties}
    old = {"format": "tertulia-plan", "version": 1, **told, **moved}
    old |= ({"firm": firm} if firm else {}) | ({"review": reviews["dates"][0]} if reviews.get("dates") else {})
    after = read(json.dumps(old))
    assert after.strategy.kpis == plan.strategy.kpis and after.strategy.tactics == plan.strategy.tactics
    assert after.duties.answers == plan.duties.answers
    assert plan.duties.hours is None or after.duties.hours == plan.duties.hours
    assert after.reviews.dates == plan.reviews.dates[:1]
    assert after.content.entries == plan.content.entries


def test_a_mixture_of_versions_loses_nothing_silently():
    with pytest.raises(RecordError, match=r"\$\.objective: unknown"):
        read(json.dumps({"format": "tertulia-plan", "version": 1, "objective": "listen", "strategy": {}}))


# the examples -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("firm", EXAMPLES)
def test_the_examples_are_whole_and_say_the_same_in_both_languages(firm):
    english, spanish = (read(path(firm, language).read_bytes()) for language in ("en", "es"))
    assert english.firm.example == spanish.firm.example == firm
    assert filled(english) == filled(spanish)

    def bare(value: object) -> object:
        """Everything but the words."""
        if isinstance(value, dict):
            return {name: bare(each) for name, each in value.items()}
        if isinstance(value, list):
            return [bare(each) for each in value]
        return len(value) > 0 if isinstance(value, str) and not value[:4].isdigit() else value

    assert bare(plain(english)) == bare(plain(spanish))
    assert [f.code for f in review(english, TODAY)] == [f.code for f in review(spanish, TODAY)]


def test_the_bakerys_plan_uses_every_section_but_the_monthly_report():
    assert set(SECTIONS) - set(filled(example("bakery", TODAY))) == {"report"}


def test_an_example_moves_by_whole_weeks():
    plan, later = example("bakery", TODAY), example("bakery", date(2028, 2, 3))
    shift = later.strategy.begun - plan.strategy.begun
    assert shift.days % 7 == 0 and later.strategy.begun <= date(2028, 2, 3)
    assert [entry.day - shift for entry in later.content.entries] == [entry.day for entry in plan.content.entries]
    assert all(
        str(entry.day - (entry.day - date.fromisoformat(entry.key.split("/")[1]))) in entry.key
        for entry in later.content.entries
    )
    assert review(later, date(2028, 2, 3)) == ()
