"""Group sheets: what a plan gives away and what it does not, the way to a file and back, and every broken file."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.plan import plan_file
from tertulia.plan.examples import EXAMPLES, example
from tertulia.plan.group_sheet import (
    FORMAT,
    MOST_BYTES,
    OTHER,
    VERSION,
    GroupSheet,
    Topic,
    read,
    sheet_of,
    signed,
    write,
)
from tertulia.plan.review import PlanFinding
from tertulia.plan.schema import Chosen, Duties, Entry, Firm, Growth, Kpi, Networks, Plan, Strategy
from tertulia.plan.words import topic_words
from tertulia.records import RecordError, RecordFault
from tests.plan.plans import plans, sections

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("TERTULIA_TODAY", TODAY.isoformat())


def a_sheet(**changes: object) -> bytes:
    return json.dumps({"format": FORMAT, "version": VERSION, **changes}).encode()


# what a sheet says --------------------------------------------------------------------------------------------


def test_an_example_gives_what_its_plan_says():
    plan = example("bakery", TODAY)
    sheet = sheet_of(plan, TODAY)
    assert sheet.objective is plan.strategy.objective
    assert sheet.networks == tuple(each.network for each in plan.networks.chosen)
    assert (sheet.hours, sheet.reply_hours, sheet.posts) == (4.0, 1.5, 3.0)
    assert sheet.followers == plan.growth.today == 400
    assert (sheet.name, sheet.offers, sheet.seeks) == ("", (), ())


def test_a_plan_that_holds_nothing_but_whose_it_is_says_nothing():
    assert sheet_of(Plan(), TODAY) == sheet_of(Plan(firm=Firm(name="Bar Sol", staff=3)), TODAY) == GroupSheet()


def test_what_the_review_stops_at_is_there_once_and_without_its_values():
    plan = Plan(strategy=Strategy(kpis=(Kpi(name="Orders of Bar Sol"), Kpi(name="Visits"))))
    sheet = sheet_of(plan, TODAY)
    assert sheet.stops.count(PlanFinding.KPI_INCOMPLETE) == 1
    assert sheet.stops[0] is PlanFinding.NO_OBJECTIVE
    assert PlanFinding.NO_REVIEW_DATE in sheet.warnings and not set(sheet.stops) & set(sheet.warnings)
    assert PlanFinding.NO_CRISIS not in (*sheet.stops, *sheet.warnings)  # only worth knowing
    assert "Sol" not in write(sheet)


def test_a_network_of_its_own_is_only_another_one():
    chosen = Networks(chosen=(Chosen("instagram"), Chosen("forum of Bar Sol"), Chosen("club Sol"), Chosen("")))
    assert sheet_of(Plan(networks=chosen), TODAY).networks == ("instagram", OTHER)
    assert sheet_of(Plan(networks=replace(chosen, none_yet=True)), TODAY).networks == ()


def test_where_no_network_is_chosen_those_the_calendar_names_count():
    plan = Plan()
    plan = replace(plan, content=replace(plan.content, entries=(Entry(network="tiktok"),)))
    assert sheet_of(plan, TODAY).networks == ("tiktok",)


@pytest.mark.parametrize(
    ("exact", "shown"),
    [(0, 0), (9, 9), (99, 99), (431, 430), (1_249, 1_200), (1_250, 1_200), (98_765, 99_000), (None, None)],
)
def test_people_are_told_to_two_figures(exact, shown):
    sheet = sheet_of(Plan(growth=Growth(today=exact, goal=exact, weeks=26)), TODAY)
    assert (sheet.followers, sheet.goal) == (shown, shown)


def test_hours_posts_and_the_chance_are_rounded():
    plan = Plan(duties=Duties(hours=3.3, reply_hours=1.1), growth=Growth(chance=0.613))
    sheet = sheet_of(replace(plan, content=replace(plan.content, posts=2.85)), TODAY)
    assert (sheet.hours, sheet.reply_hours, sheet.posts, sheet.chance) == (3.5, 1.0, 3.0, 0.6)


def test_a_range_is_whole_and_in_order_or_not_there():
    whole = sheet_of(Plan(growth=Growth(low=371, median=462, high=653)), TODAY)
    assert (whole.low, whole.median, whole.high) == (370, 460, 650)
    for growth in (Growth(low=371, high=653), Growth(low=700, median=462, high=653)):
        torn = sheet_of(Plan(growth=growth), TODAY)
        assert (torn.low, torn.median, torn.high) == (None, None, None)


# the name and the help ------------------------------------------------------------------------------------------


def test_help_is_shown_with_a_name_only():
    sheet = sheet_of(example("bakery", TODAY), TODAY)
    known = signed(sheet, " Ana\u00a0Ruiz ", [Topic.PHOTOS, Topic.PHOTOS], [Topic.ADVERTS])
    assert (known.name, known.offers, known.seeks) == ("Ana Ruiz", (Topic.PHOTOS,), (Topic.ADVERTS,))
    assert signed(sheet, " \t", [Topic.PHOTOS], [Topic.ADVERTS]) == sheet
    assert signed(known, "") == sheet
    assert read(a_sheet(offers=["photos"], seeks=["adverts"])) == GroupSheet()


def test_a_name_holds_nothing_that_cannot_be_seen():
    assert signed(GroupSheet(), "A\u202ena\x00\u200b\nRuiz\ud800").name == "Ana Ruiz"
    assert len(signed(GroupSheet(), "x" * 500).name) == 200


def test_each_topic_has_words_of_its_own():
    assert len({topic_words(topic) for topic in Topic}) == len(Topic)


# files ----------------------------------------------------------------------------------------------------------

sheets = st.one_of(
    plans().map(lambda plan: sheet_of(plan, TODAY)),
    sections(GroupSheet).map(lambda sheet: signed(sheet, sheet.name, sheet.offers, sheet.seeks)),
)


@settings(max_examples=80, deadline=None)
@given(sheets)
def test_a_sheet_survives_its_file_and_is_small(sheet):
    text = write(sheet)
    assert read(text.encode()) == sheet
    assert write(read(text.encode())) == text
    assert len(text.encode()) < MOST_BYTES / 4


@settings(max_examples=40, deadline=None)
@given(plans())
def test_a_plan_file_is_a_sheet_as_well(plan):
    assert read(plan_file.write(plan).encode()) == sheet_of(plan, TODAY)


def test_a_full_sheet_is_small():
    full = GroupSheet(
        networks=(*NETWORKS, OTHER), stops=tuple(PlanFinding), warnings=tuple(PlanFinding), objective=Objective.LISTEN
    )
    assert len(write(signed(full, "ñ" * 200, Topic, Topic)).encode()) < MOST_BYTES / 4


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        (b"\xff\xfe\x00", "$", RecordFault.NOT_UTF8),
        (b"", "$", RecordFault.NOT_JSON),
        (b"hello", "$", RecordFault.NOT_JSON),
        (b"[" * 50, "$", RecordFault.TOO_DEEP),
        (b"[1]", "$", RecordFault.NOT_A_PLAN),
        (b"null", "$", RecordFault.NOT_A_PLAN),
        (b'{"format": "tertulia-entries"}', "$", RecordFault.NOT_A_PLAN),
        (b'{"format": ["tertulia-plan"]}', "$", RecordFault.NOT_A_PLAN),
        (b'{"format": "tertulia-plan", "version": 99}', "$.version", RecordFault.NEWER),
        (b'{"format": "tertulia-plan", "version": 3, "firm": 1}', "$.firm", RecordFault.NOT_A_GROUP),
        (a_sheet(version=2), "$.version", RecordFault.NEWER),
        (a_sheet(version="1"), "$.version", RecordFault.NO_VERSION),
        (a_sheet(version=True), "$.version", RecordFault.NO_VERSION),
        (a_sheet(version=0), "$.version", RecordFault.NO_VERSION),
        (a_sheet(name="x" * MOST_BYTES), "$", RecordFault.TOO_LARGE),
        (b" " * 2_000_001, "$", RecordFault.TOO_LARGE),
        (a_sheet(name="x" * 201), "$.name", RecordFault.TOO_LONG),
        (a_sheet(name=1), "$.name", RecordFault.NOT_A_TEXT),
        (a_sheet(hours="4"), "$.hours", RecordFault.NOT_A_NUMBER),
        (a_sheet(hours=-1), "$.hours", RecordFault.OUT_OF_RANGE),
        (a_sheet(followers=1.5), "$.followers", RecordFault.NOT_WHOLE),
        (b'{"format": "tertulia-group-sheet", "version": 1, "hours": NaN}', "$", RecordFault.NOT_FINITE),
        (b'{"format": "tertulia-group-sheet", "version": 1, "hours": 1, "hours": 2}', "$..hours", RecordFault.TWICE),
        (a_sheet(stops="no_kpi"), "$.stops", RecordFault.NOT_A_LIST),
        (a_sheet(stops=["no_kpi", 1]), "$.stops[1]", RecordFault.NOT_A_CHOICE),
        (a_sheet(stops=["no_kpi"] * 500), "$.stops", RecordFault.TOO_MANY),
        (a_sheet(networks=[{}]), "$.networks[0]", RecordFault.NOT_A_TEXT),
        (a_sheet(offers=[["photos"]]), "$.offers[0]", RecordFault.NOT_A_CHOICE),
        (a_sheet(objective="rule the world"), "$.objective", RecordFault.NOT_A_CHOICE),
        (a_sheet(note="<script>"), "$.note", RecordFault.UNKNOWN),
    ],
)
def test_what_is_no_sheet_is_refused_with_its_place(data, path, code):
    with pytest.raises(RecordError) as refused:
        read(data)
    assert (refused.value.path, refused.value.code) == (path, code)


def test_what_another_course_calls_its_things_is_no_error():
    sheet = read(
        a_sheet(
            networks=["instagram", "<b>", "x" * 900], stops=["no_kpi", "<b>", "no_kpi"], offers=["cake"], name="Ana"
        )
    )
    assert sheet == GroupSheet(networks=("instagram", OTHER), stops=(PlanFinding.NO_KPI,), name="Ana")


def test_a_sheet_that_somebody_edited_is_no_more_exact_than_ours():
    sheet = read(a_sheet(followers=431, low=700, median=500, high=600, hours=3.3, chance=0.613))
    assert sheet == GroupSheet(followers=430, hours=3.5, chance=0.6)


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
        max_leaves=8,
    ).flatmap(
        lambda value: st.sampled_from([each.name for each in fields(GroupSheet)]).map(
            lambda name: a_sheet(**{name: value})
        )
    )
)
def test_whatever_comes_is_read_or_refused(data):
    try:
        sheet = read(data)
    except RecordError:
        return
    assert read(write(sheet).encode()) == sheet


def test_every_example_has_a_sheet_that_says_what_it_wants():
    for firm in EXAMPLES:
        sheet = sheet_of(example(firm, TODAY), TODAY)
        assert sheet.objective is not None and (sheet.networks or sheet.none_yet), firm
