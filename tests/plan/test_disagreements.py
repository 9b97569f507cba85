"""What a plan says twice and not the same: found, said with its places, and settled without touching anything else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.language import speak
from tertulia.models.strategy.objective import Objective
from tertulia.plan.disagreements import YOUR_FIRM, Disagreement, disagreements, for_profile, settled
from tertulia.plan.examples import EXAMPLES, example
from tertulia.plan.plan_file import read, write
from tertulia.plan.schema import Chosen, Duties, Entry, Growth, Networks, Plan, PlanFact, Strategy, Tactic, Workplace
from tertulia.plan.words import disagreement_words, fact_value_words
from tertulia.profile import Profile
from tests.plan.plans import plans

TODAY = date(2026, 11, 25)
OLD = read((Path(__file__).parent / "fixtures" / "version_2.json").read_bytes())
"""A plan of version 2 whose sections disagree wherever they can."""


def of(fact: PlanFact, plan: Plan, profile: Profile | None = None) -> Disagreement:
    (found,) = (each for each in disagreements(plan, profile) if each.fact is fact)
    return found


def said(item: Disagreement) -> list[tuple[object, tuple[str, ...]]]:
    return [(answer.value, answer.places) for answer in item.answers]


@pytest.mark.parametrize("firm", EXAMPLES)
def test_the_invented_firms_agree_with_themselves(firm):
    assert disagreements(example(firm, TODAY)) == ()


def test_an_old_plan_says_which_answers_disagree_and_where_each_was_given():
    assert {each.fact: said(each) for each in disagreements(OLD)} == {
        PlanFact.HOURS: [(4.0, ("duties",)), (6.0, ("growth",))],
        PlanFact.POSTS: [(3.0, ("content",)), (5.0, ("growth",))],
        PlanFact.PROMOTION: [(0.2, ("content",)), (0.4, ("growth",))],
        PlanFact.NETWORKS: [(("instagram",), ("networks", "content")), (("facebook",), ("strategy",))],
        PlanFact.STAFF: [(3, ("firm",)), (4, ("workplace",))],
    }


PROFILE = Profile(
    hours=6.0,
    reply_hours=2.0,
    posts=3.4,
    promotion=0.2,
    network="facebook",
    second="instagram",
    answers="LUZ ",
    stand_in="Iker",
    aim=Objective.RECRUIT,
    people=4,
)


def test_what_your_firm_says_otherwise_is_found_too_and_the_same_is_said_once():
    found = {each.fact: said(each) for each in disagreements(OLD, PROFILE)}
    assert found == {
        PlanFact.HOURS: [(4.0, ("duties",)), (6.0, ("growth", YOUR_FIRM))],
        PlanFact.REPLY_HOURS: [(1.0, ("duties",)), (2.0, (YOUR_FIRM,))],
        PlanFact.POSTS: [(3.0, ("content",)), (5.0, ("growth",))],  # 3.4 of the profile is neither
        PlanFact.PROMOTION: [(0.2, ("content", YOUR_FIRM)), (0.4, ("growth",))],
        PlanFact.NETWORKS: [
            (("instagram",), ("networks", "content")),
            (("facebook",), ("strategy",)),
            (("facebook", "instagram"), (YOUR_FIRM,)),
        ],
        PlanFact.STAND_IN: [("Ana", ("duties",)), ("Iker", (YOUR_FIRM,))],
        PlanFact.AIM: [(Objective.NEW_CUSTOMERS, ("strategy",)), (Objective.RECRUIT, (YOUR_FIRM,))],
        PlanFact.STAFF: [(3, ("firm",)), (4, ("workplace", YOUR_FIRM))],
    }


def test_what_only_one_side_says_is_no_disagreement():
    assert disagreements(Plan(), PROFILE) == ()
    assert disagreements(OLD, Profile()) == disagreements(OLD) != ()
    flagged = Plan(growth=replace(OLD.growth, unsettled=tuple(PlanFact)))
    assert disagreements(flagged) == ()


def test_the_settings_of_a_simulation_are_asked_only_where_an_old_plan_left_them_open():
    later = replace(OLD, growth=replace(OLD.growth, unsettled=()))
    assert {each.fact for each in disagreements(later)} == {PlanFact.NETWORKS, PlanFact.STAFF}


NEW = {
    PlanFact.HOURS: [{"duties.hours"}, {"growth.unsettled"}],
    PlanFact.POSTS: [{"content.posts"}, {"growth.unsettled"}],
    PlanFact.PROMOTION: [{"content.cap"}, {"growth.unsettled"}],
    PlanFact.NETWORKS: [{"networks.chosen", "networks.acceptability"}, {"strategy.tactics"}, {"content.entries"}],
    PlanFact.STAFF: [{"firm.staff"}, {"workplace.people"}],
}
"""What settling each of them may change."""


@pytest.mark.parametrize(("fact", "place"), [(fact, place) for fact in NEW for place in (0, 1)])
def test_settling_changes_that_fact_and_nothing_else(fact, place):
    item = of(fact, OLD)
    plan = settled(OLD, item, item.answers[place].value)
    assert {each.fact for each in disagreements(plan)} == NEW.keys() - {fact}
    before, after = (json.loads(write(each)) for each in (OLD, plan))
    changed = {
        f"{section}.{name}"
        for section in before.keys() | after.keys()
        if isinstance(before.get(section), dict)
        for name in before[section].keys() | after[section].keys()
        if before[section].get(name) != after[section].get(name)
    }
    assert changed and changed <= set().union(*NEW[fact])
    assert [name for name in before if not isinstance(before[name], dict) and before[name] != after[name]] == []
    assert plan.growth.simulated_with == OLD.growth.simulated_with  # the range stays that of its own settings


def test_the_chosen_value_stands_in_its_place():
    for fact, read_it in (
        (PlanFact.HOURS, lambda plan: plan.duties.hours),
        (PlanFact.POSTS, lambda plan: plan.content.posts),
        (PlanFact.PROMOTION, lambda plan: plan.content.cap),
        (PlanFact.STAFF, lambda plan: plan.firm.staff),
    ):
        item = of(fact, OLD)
        for answer in item.answers:
            assert read_it(settled(OLD, item, answer.value)) == answer.value
    assert settled(OLD, of(PlanFact.STAFF, OLD), 3).workplace.people == 3


def test_all_that_was_planned_elsewhere_moves_to_the_network_that_holds():
    item = of(PlanFact.NETWORKS, OLD)
    stays = settled(OLD, item, ("instagram",))
    assert [each.network for each in stays.strategy.tactics] == ["instagram"]
    assert stays.networks == OLD.networks and stays.content == OLD.content
    moves = settled(OLD, item, ("facebook",))
    assert moves.networks == replace(OLD.networks, chosen=(Chosen("facebook"),), acceptability=None)
    assert [each.network for each in moves.content.entries] == ["facebook"] and moves.strategy == OLD.strategy
    both = Plan(
        networks=Networks(chosen=(Chosen("instagram", "photos"),), acceptability=0.7),
        strategy=Strategy(tactics=(Tactic(text="x"),)),
        content=replace(OLD.content, entries=(Entry(network="instagram"), Entry(network="facebook"), Entry())),
    )
    widened = settled(both, of(PlanFact.NETWORKS, both), ("instagram", "facebook"))
    assert widened.networks == Networks(chosen=(Chosen("instagram", "photos"), Chosen("facebook")), acceptability=0.7)
    assert widened.content == both.content and widened.strategy == both.strategy


def test_a_calendar_of_whole_weeks_and_the_same_name_are_no_disagreement():
    plan = replace(OLD, content=replace(OLD.content, posts=2.75), growth=Growth())
    assert PlanFact.POSTS not in {each.fact for each in disagreements(plan, Profile(posts=3.0))}
    assert PlanFact.POSTS in {each.fact for each in disagreements(plan, Profile(posts=4.0))}
    assert disagreements(Plan(duties=Duties(answers="Luz")), Profile(answers=" luz")) == ()


@pytest.mark.parametrize(
    ("fact", "choice", "facts"),
    [
        (PlanFact.HOURS, 4.0, {"hours": 4.0}),
        (PlanFact.REPLY_HOURS, 1.0, {"reply_hours": 1.0}),
        (PlanFact.STAFF, 3, {"people": 3}),
        (PlanFact.NETWORKS, ("facebook",), {"network": "facebook", "second": ""}),
        (PlanFact.NETWORKS, ("facebook", "x", "tiktok"), {"network": "facebook", "second": "x"}),
        (PlanFact.AIM, Objective.RECRUIT, {"aim": Objective.RECRUIT}),
        (PlanFact.ANSWERS, "Luz", {"answers": "Luz"}),
        (PlanFact.STAND_IN, "x" * 81, {}),  # more than a profile holds
        (PlanFact.HOURS, 168.0, {}),
        (PlanFact.STAFF, 0, {}),
    ],
)
def test_an_answer_is_told_to_the_profile_where_it_can_hold_it(fact, choice, facts):
    assert for_profile(fact, choice) == facts
    assert all(hasattr(Profile(), name) for name in facts)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_answer_is_said_with_its_places(language):
    speak(language)
    for item in disagreements(OLD, PROFILE):
        sentence = disagreement_words(item)
        assert "{" not in sentence
        for answer in item.answers:
            assert fact_value_words(item.fact, answer.value) in sentence
    speak("en")
    assert disagreement_words(of(PlanFact.HOURS, OLD, PROFILE)) == (
        "Hours a week: you said 4 hours (Who does what) and 6 hours (What to expect, Your firm)."
    )


@settings(max_examples=100)
@given(plans(), st.data())
def test_any_plan_can_be_settled_one_question_after_the_other(plan, data):
    plan = replace(plan, growth=replace(plan.growth, unsettled=tuple(PlanFact)), workplace=Workplace(people=7))
    for _round in range(len(PlanFact)):
        found = disagreements(plan)
        if not found:
            break
        item = found[0]
        plan = settled(plan, item, data.draw(st.sampled_from([each.value for each in item.answers])))
        assert item.fact not in {each.fact for each in disagreements(plan)}
        assert read(write(plan)) == plan
    assert disagreements(plan) == ()
