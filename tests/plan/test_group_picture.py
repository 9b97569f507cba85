"""What a group's sheets say together: counted right, silent about one person, names only of those who ticked them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.language import speak
from tertulia.models.strategy.objective import Objective
from tertulia.plan.examples import invented_group
from tertulia.plan.group_picture import LEAST, LEAST_DOTS, SHARED, GroupPicture, group_picture
from tertulia.plan.group_picture_words import lines, pair_words, unmet_words
from tertulia.plan.group_sheet import OTHER, GroupSheet, Topic
from tertulia.plan.group_words import matter_words
from tertulia.plan.helping import MOST_HELPED, helping
from tertulia.plan.review import PlanFinding
from tests.plan.plans import sections

DAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def english():
    yield
    speak("en")


def sheets(n=LEAST, **said):
    return [GroupSheet(objective=Objective.LISTEN, **said) for _ in range(n)]


# counts -----------------------------------------------------------------------------------------------------


def test_the_invented_group_is_counted_as_its_sheets_say():
    group = invented_group(DAY)
    picture = group_picture(group)
    assert picture.sheets == len(group) == 12
    aims = Counter(sheet.objective for sheet in group)
    assert dict(picture.objectives) == {aim: n for aim, n in aims.items() if aim}
    assert picture.undecided == aims[None]
    networks = Counter(key for sheet in group for key in sheet.networks)
    assert dict(picture.networks) == dict(networks)
    assert picture.none_yet == sum(sheet.none_yet for sheet in group)
    assert picture.stops.plans == sum(bool(sheet.stops) for sheet in group)
    hours = [sheet.hours for sheet in group if sheet.hours is not None]
    assert picture.hours.answers == len(hours) and picture.hours.middle == median(hours)
    assert list(picture.hours.each) == sorted(hours)
    ranges = [sheet for sheet in group if sheet.goal is not None and sheet.high is not None]
    assert picture.goals.above == sum(sheet.goal > sheet.high for sheet in ranges) and picture.goals.all == len(ranges)


def test_the_most_frequent_stands_first_and_equals_in_the_courses_order():
    group = [*sheets(3), *(GroupSheet(objective=aim) for aim in (Objective.RECRUIT, Objective.BE_FOUND))]
    assert group_picture(group).objectives == ((Objective.LISTEN, 3), (Objective.BE_FOUND, 1), (Objective.RECRUIT, 1))


def test_goals_on_the_ends_of_the_range_are_within_it():
    said = {"low": 100, "median": 120, "high": 150}
    group = [GroupSheet(goal=goal, **said) for goal in (90, 100, 150, 160, 170)]
    goals = group_picture(group).goals
    assert (goals.below, goals.within, goals.above) == (1, 2, 2)


def test_two_findings_that_are_one_to_a_group_are_counted_once_a_plan():
    group = sheets(stops=(PlanFinding.NO_OBJECTIVE, PlanFinding.TACTICS_NO_OBJECTIVE))
    assert group_picture(group).stops.shared == ((PlanFinding.NO_OBJECTIVE, LEAST),)


def test_a_plan_that_says_nothing_is_no_part_of_the_picture_and_is_told():
    picture = group_picture([*sheets(), GroupSheet(), GroupSheet(name="Ana", seeks=(Topic.MAP_ENTRY,))])
    assert (picture.sheets, picture.empty) == (LEAST, 2)
    assert picture.help.unmet == ((Topic.MAP_ENTRY, 1),)


# silence ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", range(LEAST))
def test_of_few_nothing_is_said_but_how_many(n):
    full = {
        "networks": ("instagram",),
        "hours": 3,
        "posts": 2,
        "goal": 9,
        "low": 1,
        "median": 2,
        "high": 3,
        "chance": 0.5,
    }
    picture = group_picture(sheets(n, stops=(PlanFinding.NO_KPI,), **full))
    assert replace(picture, sheets=0) == GroupPicture()
    assert picture.sheets == n and not picture.enough


@pytest.mark.parametrize("question", ["hours", "posts", "chance"])
def test_a_question_few_answered_is_left_out_and_dots_come_later(question):
    for answers in (LEAST - 1, LEAST, LEAST_DOTS - 1, LEAST_DOTS):
        group = [*sheets(answers, **{question: 0.5}), *sheets(20)]
        spread = getattr(group_picture(group), question)
        assert (spread is not None) == (answers >= LEAST)
        assert spread is None or bool(spread.each) == (answers >= LEAST_DOTS)


def test_what_few_want_or_chose_is_left_out_where_the_others_say_nothing():
    group = [*(GroupSheet(hours=2) for _ in range(9)), *sheets(2, networks=("x",))]
    picture = group_picture(group)
    assert (picture.objectives, picture.networks) == ((), ())
    assert (picture.undecided, picture.unsaid) == (9, 9)


def test_goals_beside_a_range_are_left_out_where_few_have_one():
    said = {"goal": 90, "low": 100, "median": 120, "high": 150}
    assert group_picture([*sheets(LEAST - 1, **said), *sheets(9)]).goals is None


def test_a_finding_of_one_plan_is_counted_and_not_named():
    alone, both = PlanFinding.NOT_VOLUNTARY, PlanFinding.NO_KPI
    group = [*sheets(), GroupSheet(stops=(alone, both)), GroupSheet(stops=(both,))]
    stops = group_picture(group).stops
    assert stops.shared == ((both, SHARED),) and stops.alone == 1
    assert matter_words(alone) not in "\n".join(lines(group_picture(group)))


some = st.lists(sections(GroupSheet).map(lambda sheet: replace(sheet, name=sheet.name.strip())), max_size=14)


@given(some, st.randoms())
@settings(max_examples=60)
def test_the_order_of_the_sheets_changes_nothing_and_no_finding_of_one_is_named(group, random):
    picture = group_picture(group)
    shuffled = list(group)
    random.shuffle(shuffled)
    assert replace(group_picture(shuffled), help=picture.help) == picture
    for findings, of in ((picture.stops, "stops"), (picture.warnings, "warnings")):
        for _code, n in findings.shared:
            assert n >= SHARED and n <= sum(bool(getattr(sheet, of)) for sheet in group)


# names ------------------------------------------------------------------------------------------------------


@given(st.integers(0, 12), st.data())
@settings(max_examples=60)
def test_only_those_who_ticked_their_name_are_named(ticked, data):
    topics = st.lists(st.sampled_from(Topic), max_size=4, unique=True).map(tuple)
    group = [
        GroupSheet(
            objective=Objective.LISTEN,
            hours=k,
            name=f"Zzyx{k}q" if k < ticked else "",
            offers=data.draw(topics),
            seeks=data.draw(topics),
        )
        for k in range(13)
    ]
    told = "\n".join(lines(group_picture(group)))
    for pair in group_picture(group).help.pairs:
        assert pair.helper and pair.seeker
    able = {f"Zzyx{k}q" for k in range(ticked)}
    assert {word.strip(":") for word in told.split() if word.startswith("Zzyx")} <= able


# who could help whom ----------------------------------------------------------------------------------------


def person(name, offers=(), seeks=()):
    return GroupSheet(name=name, offers=tuple(offers), seeks=tuple(seeks))


@given(
    st.lists(
        st.tuples(
            st.booleans(),
            st.lists(st.sampled_from(Topic), max_size=5, unique=True),
            st.lists(st.sampled_from(Topic), max_size=5, unique=True),
        ),
        max_size=12,
    )
)
def test_pairs_fit_and_nobody_is_asked_too_often(group):
    people = [person(f"P{k}" if named else "", offers, seeks) for k, (named, offers, seeks) in enumerate(group)]
    by_name = {each.name: each for each in people if each.name}
    found = helping(people)
    asked, got = Counter(), Counter()
    for pair in found.pairs:
        assert pair.helper != pair.seeker
        assert pair.topic in by_name[pair.helper].offers and pair.topic in by_name[pair.seeker].seeks
        asked[pair.helper] += 1
        got[pair.seeker] += 1
    assert len(set(found.pairs)) == len(found.pairs)
    assert max(asked.values(), default=0) <= MOST_HELPED
    met = {(pair.seeker, pair.topic) for pair in found.pairs}
    for name, each in by_name.items():
        for topic in each.seeks:
            if (name, topic) not in met:
                left = [
                    o for o in by_name.values() if topic in o.offers and o.name != name and asked[o.name] < MOST_HELPED
                ]
                assert not left, "somebody free could have helped"
    wishes = sum(len(each.seeks) for each in by_name.values())
    assert wishes == len(found.pairs) + sum(n for _topic, n in found.unmet)


def test_of_several_who_could_help_each_is_asked_as_often():
    helpers = [person(f"H{k}", [Topic.PHOTOS]) for k in range(4)]
    seekers = [person(f"S{k}", seeks=[Topic.PHOTOS]) for k in range(8)]
    Random(2).shuffle(group := [*helpers, *seekers])
    asked = Counter(pair.helper for pair in helping(group).pairs)
    assert set(asked.values()) == {2} and len(asked) == 4


def test_everybody_gets_one_before_anybody_gets_two():
    helper = person("Todo", [*Topic])
    greedy = person("Mucho", seeks=[Topic.PHOTOS, Topic.IDEAS, Topic.ADVERTS])
    modest = [person(f"S{k}", seeks=[Topic.PHOTOS]) for k in range(2)]
    pairs = helping([helper, greedy, *modest]).pairs
    assert Counter(pair.seeker for pair in pairs) == {"Mucho": 1, "S0": 1, "S1": 1}


def test_who_can_do_one_thing_is_asked_before_who_can_do_all():
    pairs = helping(
        [person("All", [*Topic]), person("One", [Topic.MAP_ENTRY]), person("S", seeks=[Topic.MAP_ENTRY])]
    ).pairs
    assert [pair.helper for pair in pairs] == ["One"]


def test_two_of_one_name_are_two_people_and_can_help_each_other():
    ana, other = person("Ana", [Topic.PHOTOS]), person("Ana", seeks=[Topic.PHOTOS])
    assert len(helping([ana, other]).pairs) == 1
    assert helping([person("Ana", [Topic.PHOTOS], [Topic.PHOTOS])]).pairs == ()


def test_what_nobody_can_help_with_is_told():
    picture = group_picture([person("Ana", seeks=[Topic.ADVERTS]), person("Eva", seeks=[Topic.ADVERTS])])
    assert unmet_words(picture) == "Still looking for help with: adverts (2)."


# words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("code", PlanFinding)
def test_every_finding_has_a_few_words_without_any_plans_own(code, language):
    speak(language)
    words = matter_words(code)
    assert 3 < len(words) <= 46 and "{" not in words and not words.endswith(".")


def test_the_words_of_findings_tell_them_apart():
    same = Counter(matter_words(code) for code in PlanFinding)
    assert {words for words, n in same.items() if n > 1} == {"A network before the foundations"}


def test_a_network_of_the_groups_own_is_not_named():
    told = "\n".join(lines(group_picture(sheets(networks=(OTHER,)))))
    assert "Another network: 5" in told


def test_the_picture_in_words():
    told = list(lines(group_picture(invented_group(DAY))))
    assert (
        told[0] == "12 plans" and "  Win new customers: 4" in told and "4 of 9 goals are above the likely range" in told
    )
    assert "7 of 12 plans have something to mend first" in told
    assert "Who could help whom" in told
    (few,) = lines(group_picture(sheets(2)))
    assert few.startswith("2 plans are there. The picture begins with 5")


def test_a_long_name_is_cut():
    pair = helping([person("A" * 100, [Topic.PHOTOS]), person("B", seeks=[Topic.PHOTOS])]).pairs[0]
    assert len(pair_words(pair)) < 90
