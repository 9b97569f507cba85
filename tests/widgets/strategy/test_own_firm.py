"""The learner's own firm in the four exercises of this room: told once, kept, and never invented."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tertulia import device, language
from tertulia.entries import EntriesKeeper
from tertulia.models.department import Department
from tertulia.models.strategy import growth
from tertulia.models.strategy.canvas_examples import example
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.mix_weeks import capacity
from tertulia.models.strategy.objective import Objective
from tertulia.plan import storage
from tertulia.plan.review import smallest
from tertulia.plan.schema import Content, Duties, Plan
from tertulia.plan.updates import with_canvas
from tertulia.profile import Account, Buyers, FoundAt, HowMuch, Profile, ProfileKeeper, SkillLevel, Women
from tertulia.widgets.base.firm_facts import USED_IN
from tertulia.widgets.strategy.canvas import StrategyCanvas
from tertulia.widgets.strategy.mix import ContentMix
from tertulia.widgets.strategy.picker import NetworkPicker
from tertulia.widgets.strategy.simulator import CommunitySimulator

pytestmark = pytest.mark.usefixtures("undrawn")

EXERCISES = (StrategyCanvas, NetworkPicker, ContentMix, CommunitySimulator)

TOLD = {
    "sector": "retail",
    "aim": Objective.BRING_BACK,
    "answers": "Nekane",
    "leader": Department.OWNER,
    "hours": 3.5,
    "reply_hours": 1.5,
    "posts": 2.0,
    "promotion": 0.1,
    "network": "facebook",
    "second": "whatsapp",
    "places": (FoundAt.WEBSITE, FoundAt.EMAIL),
    "buyers": Buyers.BOTH,
    "women": Women.FEW,
    "ages": ("35-54", "55-74"),
    "skills": (SkillLevel(ContentSkill.WRITING, HowMuch.YES),),
    "accounts": (Account("facebook", 340),),
    "audience": 3200,
    "goal": 500,
    "euros": 20.0,
}

KNOWN = {
    StrategyCanvas: {
        "objective": "bring_back",
        "response_owner": "Nekane",
        "channel_owner": "owner",
        "hours": 3.5,
        "website": True,
        "email": True,
    },
    NetworkPicker: {
        "aim": "bring_back",
        "hours": 3.5,
        "website": True,
        "email_daily": True,
        "owner_named": True,
        "firms": 5,
        "women": 2,
        "ages.18-24": 0,
        "ages.25-34": 0,
        "ages.35-54": 5,
        "ages.55-74": 5,
        "skills.writing": 1.0,
    },
    ContentMix: {
        "sector": "retail",
        "objective": "bring_back",
        "network": "facebook",
        "second": "whatsapp",
        "promotion_cap": 10,
        "posts": 2,
        "hours": 3.5,
        "reply_hours": 1.5,
    },
    CommunitySimulator: {
        "audience": 3200,
        "today": 340,
        "goal": 500,
        "posts": 2,
        "promotion": 10,
        "hours": 3.5,
        "reply_hours": 1.5,
        "euros": 20,
    },
}

CHANGES = {
    StrategyCanvas: {
        "objective": "listen",
        "audience": "people who mend their own house",
        "response_owner": "Iker",
        "hours": 2.5,
        "website": True,
        "kpis.0.kind": "visits",
        "kpis.0.name": "people who ask",
        "kpis.0.baseline": 12.5,
        "kpis.0.target": 20,
        "kpis.0.by": date(2027, 6, 1),
    },
    NetworkPicker: {
        "website": True,
        "basics_right": True,
        "owner_named": True,
        "answers_within": 8,
        "hours": 2.5,
        "aim": "listen",
        "firms": 3,
        "women": 7,
        "ages.18-24": 3,
        "skills.writing": 1.0,
    },
    ContentMix: {
        "sector": "hospitality",
        "objective": "listen",
        "network": "facebook",
        "second": "telegram",
        "shares.useful": 5,
        "promotion_cap": 50,
        "posts": 3,
        "hours": 4.5,
        "reply_hours": 0.5,
        "pace": 1.5,
        "start": date(2027, 2, 1),
        "weeks": 6,
        "at": 20,
        "weekdays.6": True,
    },
    CommunitySimulator: {
        "audience": 4100,
        "today": 210,
        "goal": 390,
        "posts": 4,
        "promotion": 35,
        "hours": 4.5,
        "reply_hours": 0.5,
        "ambassadors": 2,
        "euros": 15,
        "hoped": True,
        "monthly": 9,
    },
}


@pytest.fixture(autouse=True)
def held_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTULIA_TODAY", "2026-11-23")
    monkeypatch.setattr(language, "_chosen", "en")


def values(exercise, names=None):
    return {
        name: control.value for name, control in exercise.controls.named().items() if names is None or name in names
    }


def change(exercise, wanted):
    for name, value in wanted.items():
        exercise.controls[name].value = value


@pytest.mark.parametrize("kind", EXERCISES)
def test_what_was_told_elsewhere_is_known_here(kind):
    ProfileKeeper().change(**TOLD)
    exercise = kind()
    assert exercise.firm.key == "mine"
    assert values(exercise, KNOWN[kind]) == KNOWN[kind]


@pytest.mark.parametrize("kind", EXERCISES)
def test_a_reload_keeps_everything_also_in_the_other_language(kind, monkeypatch):
    exercise = kind("bakery")
    exercise.who.value = "mine"
    change(exercise, CHANGES[kind])
    before = values(exercise)
    assert {name: before[name] for name in CHANGES[kind]} == CHANGES[kind]
    assert values(kind()) == before
    monkeypatch.setattr(language, "_chosen", "es")
    assert values(kind()) == before


@pytest.mark.parametrize("kind", EXERCISES)
def test_what_is_told_here_is_known_elsewhere(kind):
    exercise = kind("mine")
    change(exercise, CHANGES[kind])
    profile = ProfileKeeper().load()
    for name, fact in exercise.facts.items():
        if name in CHANGES[kind] and fact.name not in ("buyers", "women", "ages", "followers"):
            assert fact.read(profile) == CHANGES[kind][name], name
    if kind is NetworkPicker:
        assert (profile.women, profile.buyers) == (Women.MOST, Buyers.BOTH)


@pytest.mark.parametrize("kind", EXERCISES)
def test_an_example_leaves_what_is_the_learners_untouched(kind):
    exercise = kind("bakery")
    change(exercise, CHANGES[kind])
    assert EntriesKeeper(exercise.name).load() is None
    assert ProfileKeeper().load() == Profile()


@pytest.mark.parametrize("kind", EXERCISES)
@pytest.mark.parametrize(
    "entries",
    [
        {"values": 7, "state": 7},
        {"values": {"hours": "many", "weekdays.0": [], "kpis.0.by": "soon", "nobody": 1}, "state": {"ages": 3}},
        {"values": {"hours": float("1e300"), "audience": -1}, "state": {"ages": {"ages.18-24": "x", "ages.25-34": 99}}},
        {"values": {}, "state": [1, 2]},
    ],
)
def test_hostile_entries_are_left_out(kind, entries):
    EntriesKeeper(kind.name).save(entries)
    exercise = kind()
    assert exercise.firm.key == "mine" and exercise.widget
    wanted = {name: value for name, value in values(kind("mine")).items() if name != "audience"}
    assert {name: value for name, value in values(exercise).items() if name != "audience"} == wanted


@pytest.mark.parametrize("kind", EXERCISES)
def test_facts_name_controls_and_where_they_are_used(kind):
    exercise = kind()
    for name, fact in exercise.facts.items():
        assert name in exercise.controls.named()
        assert kind.name in USED_IN[fact.name]
    used = {fact for fact, exercises in USED_IN.items() if kind.name in exercises}
    assert used >= {fact.name for fact in exercise.facts.values()}


def test_one_age_that_is_moved_tells_all_that_were_seen():
    picker = NetworkPicker("mine")
    picker.controls.ages["18-24"].value = 0
    assert ProfileKeeper().load().ages == ("25-34", "35-54", "55-74")
    assert values(NetworkPicker()) == values(picker)


def test_ages_changed_elsewhere_are_followed():
    picker = NetworkPicker("mine")
    picker.controls.ages["18-24"].value = 7
    ProfileKeeper().change(ages=("35-54",))
    assert [control.value for control in NetworkPicker().controls.ages.values()] == [0, 0, 0, 10, 0]


def test_nothing_is_in_place_before_it_was_told():
    controls = NetworkPicker("mine").controls
    assert not any(tick.value for tick in (controls.website, controls.basics_right, controls.email_daily))
    assert not controls.owner_named.value


def test_our_own_numbers_are_no_answer_for_my_firm():
    simulator = CommunitySimulator("mine")
    assert (
        simulator.plan_button.button.disabled
        and "Type first how many people" in simulator.plan_button.line.status.value
    )
    simulator.controls.audience.value = 3000
    assert simulator.plan_button.button.disabled
    simulator.controls.goal.value = 400
    assert "in your community today" in simulator.plan_button.line.status.value
    simulator.controls.today.value = 40
    assert not simulator.plan_button.button.disabled
    assert not CommunitySimulator("bakery").nothing_yet()


def test_a_number_that_cannot_be_is_told_to_nobody():
    simulator = CommunitySimulator("mine")
    simulator.controls.audience.value = -5
    simulator.controls.goal.value = 10**9
    profile = ProfileKeeper().load()
    assert (profile.audience, profile.goal) == (None, None)


def test_my_limit_on_promotion_does_not_move_my_parts():
    before = ContentMix("mine")
    before.controls.promotion_cap.value = 60
    assert values(ContentMix()) == values(before)


# posts that fit the hours -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("hours", "reply_hours"), [(4, 1.5), (3, 1), (2, 0.5), (7.5, 2), (5, 3)])
def test_the_mix_the_simulator_and_the_review_agree(hours, reply_hours):
    ProfileKeeper().change(**TOLD | {"hours": hours, "reply_hours": reply_hours, "posts": 14.0, "second": ""})
    simulated = CommunitySimulator().settings_now()
    planned = capacity(ContentMix().mix_now()).posts
    plan = Plan(duties=Duties(answers="Nekane", hours=hours, reply_hours=reply_hours), content=Content(posts=14))
    assert planned == growth.published(simulated) == smallest(plan, date(2026, 11, 23)).posts


@pytest.mark.parametrize("hours", [3.0, 2.75, 4.25])
def test_who_lacks_hours_never_needs_what_there_is(hours):
    ProfileKeeper().change(**TOLD | {"hours": hours, "posts": 14.0, "reply_hours": 0.5})
    exercise = ContentMix()
    for posts in range(1, 15):
        exercise.controls.posts.value = posts
        trouble = exercise.trouble.value
        if "you would need" in trouble:
            needed = float(trouble.split("you would need ")[1].split(" ")[0])
            assert needed > hours
            assert f"but {hours:g} hours hold" in trouble


# the canvas and the kept plan -------------------------------------------------------------------------------


def keep_plan() -> Plan:
    whole = StrategyCanvas("bakery").result
    plan = with_canvas(Plan(), replace(whole, kpis=whole.kpis[:2], tactics=whole.tactics[:3]))
    storage.keeper().save(plan, None)
    return plan


def test_the_canvas_begins_from_the_kept_plan():
    plan = keep_plan()
    exercise = StrategyCanvas("mine")
    assert exercise.for_plan(plan) == plan, "adding it again changes nothing"
    assert exercise.canvas_now().kpis and exercise.canvas_now().tactics
    assert ProfileKeeper().load().aim is plan.strategy.objective


def test_what_is_typed_wins_over_the_plan_and_what_is_told_too():
    keep_plan()
    ProfileKeeper().change(**TOLD)
    exercise = StrategyCanvas()
    assert exercise.controls.response_owner.value == "Nekane" and exercise.controls.hours.value == 3.5
    exercise.controls.audience.value = "people who mend their own house"
    exercise.controls["tactics.0.text"].value = ""
    again = StrategyCanvas()
    assert again.controls.audience.value == "people who mend their own house"
    assert again.controls["tactics.0.text"].value == ""


def test_an_example_is_no_plan_of_mine():
    keep_plan()
    exercise = StrategyCanvas("workshop")
    assert exercise.who.value == "mine", "who has a plan sees it"
    exercise.who.value = "workshop"
    assert exercise.canvas_now() == example("workshop", date(2026, 11, 23))


def test_a_plan_that_cannot_be_read_leaves_the_canvas_empty():
    place = Path(str(device.store("plan").path))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps({"format": "nothing of ours"}))
    assert StrategyCanvas("mine").controls.objective.value == ""
