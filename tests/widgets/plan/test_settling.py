"""What the plan says twice: asked on its page, and settled by one click, in the plan and in the learner's firm."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tertulia.device import FileStore
from tertulia.language import speak
from tertulia.plan.plan_file import read, write
from tertulia.plan.schema import Plan, PlanFact
from tertulia.plan.storage import Keeper
from tertulia.profile import ProfileKeeper
from tertulia.widgets import community_simulator, plan_review
from tertulia.widgets.base.static_html import static_html

pytestmark = pytest.mark.usefixtures("place")

OLD = (Path(__file__).parents[2] / "plan" / "fixtures" / "version_2.json").read_text(encoding="utf-8")
"""A plan of version 2 in which hours, posts, promotion, networks and people stand twice, and not the same."""


def kept(place) -> Plan:
    return Keeper(FileStore(place)).load().plan


def asked(exercise) -> dict[PlanFact, list[str]]:
    """The questions on the page, each with the words of its buttons."""
    return {
        item.fact: [button.description for button in question.children[1].children]
        for item, question in zip(exercise.questions.asked, exercise.questions.box.children, strict=True)
    }


def press(exercise, fact: PlanFact, label: str) -> None:
    place = [item.fact for item in exercise.questions.asked].index(fact)
    (button,) = (
        each for each in exercise.questions.box.children[place].children[1].children if each.description == label
    )
    button.click()


def choice(exercise, label: str) -> None:
    next(each for each in exercise.plan_button.line.choices.children if each.description == label).click()


def upload(exercise, content: bytes) -> None:
    exercise.controls.file.widget.value = (
        {
            "name": "plan.json",
            "type": "application/json",
            "size": len(content),
            "content": memoryview(content),
            "last_modified": datetime(2026, 11, 25),
        },
    )


def test_an_old_plan_is_asked_what_holds(place):
    place.write_text(OLD)
    exercise = plan_review("mine")
    assert asked(exercise) == {
        PlanFact.HOURS: ["4 hours", "6 hours"],
        PlanFact.POSTS: ["3 posts", "5 posts"],
        PlanFact.PROMOTION: ["20\u202f%", "40\u202f%"],
        PlanFact.NETWORKS: ["Instagram", "Facebook"],
        PlanFact.STAFF: ["3 people", "4 people"],
    }
    page = static_html(exercise.widget)
    assert "you said 4 hours (Who does what) and 6 hours (What to expect)" in page
    assert "two_answers" not in {item.code for item in exercise.findings}  # asked, and not told besides
    assert place.read_text() == OLD  # nothing is changed by looking


@pytest.mark.parametrize(
    ("fact", "label", "read_it", "value", "facts"),
    [
        (PlanFact.HOURS, "4 hours", lambda plan: plan.duties.hours, 4.0, {"hours": 4.0}),
        (PlanFact.HOURS, "6 hours", lambda plan: plan.duties.hours, 6.0, {"hours": 6.0}),
        (PlanFact.POSTS, "5 posts", lambda plan: plan.content.posts, 5, {"posts": 5.0}),
        (PlanFact.PROMOTION, "40\u202f%", lambda plan: plan.content.cap, 0.4, {"promotion": 0.4}),
        (
            PlanFact.NETWORKS,
            "Facebook",
            lambda plan: [each.network for each in plan.networks.chosen],
            ["facebook"],
            {"network": "facebook", "second": ""},
        ),
        (PlanFact.STAFF, "4 people", lambda plan: plan.firm.staff, 4, {"people": 4}),
    ],
)
def test_one_click_settles_it_in_the_plan_and_in_the_firm(fact, label, read_it, value, facts, place):
    place.write_text(OLD)
    ProfileKeeper().change(name="Ferretería Sol", euros=9.0)
    exercise = plan_review("mine")
    left = asked(exercise).keys() - {fact}
    press(exercise, fact, label)
    assert read_it(kept(place)) == value and asked(exercise).keys() == left
    now = ProfileKeeper().load()
    assert {name: getattr(now, name) for name in facts} == facts and (now.name, now.euros) == ("Ferretería Sol", 9.0)
    assert "It is in your plan." in exercise.plan_button.line.status.value
    assert asked(plan_review("mine")).keys() == left  # and is not asked again


def test_settling_keeps_the_rest_byte_for_byte(place):
    place.write_text(OLD)
    before = json.loads(write(kept(place)))
    exercise = plan_review("mine")
    exercise.controls.question.value = "typed, and not added yet"
    press(exercise, PlanFact.HOURS, "6 hours")
    after = json.loads(place.read_text())
    assert after.pop("edition") == before.pop("edition") + 1
    assert after["duties"].pop("hours") == 6.0 and before["duties"].pop("hours") == 4.0
    assert before["growth"].pop("unsettled") == ["hours", "posts", "promotion"]
    assert after["growth"].pop("unsettled") == ["posts", "promotion"]
    assert after == before
    assert exercise.controls.question.value == "typed, and not added yet"


def test_networks_are_settled_without_a_second_question_and_can_be_undone(place):
    place.write_text(OLD)
    exercise = plan_review("mine")
    press(exercise, PlanFact.NETWORKS, "Facebook")
    assert [each.network for each in kept(place).networks.chosen] == ["facebook"]
    choice(exercise, "Undo")
    assert kept(place).networks == read(OLD).networks
    assert PlanFact.NETWORKS in asked(exercise)


def test_undo_brings_back_the_plan_and_what_the_firm_said(place):
    place.write_text(OLD)
    ProfileKeeper().change(hours=5.0)
    exercise = plan_review("mine")
    assert asked(exercise)[PlanFact.HOURS] == ["4 hours", "6 hours", "5 hours"]
    press(exercise, PlanFact.HOURS, "6 hours")
    press(exercise, PlanFact.POSTS, "5 posts")
    assert ProfileKeeper().load().hours == 6.0
    choice(exercise, "Undo")
    choice(exercise, "Undo")
    assert replace(kept(place), edition=7) == read(OLD)
    firm = ProfileKeeper().load()
    assert (firm.hours, firm.posts) == (5.0, None)
    assert asked(exercise)[PlanFact.HOURS] == ["4 hours", "6 hours", "5 hours"]
    assert "Undone" in exercise.plan_button.line.status.value


def test_the_exercises_follow(place):
    place.write_text(OLD)
    ProfileKeeper().change(hours=6.0)
    exercise = plan_review("mine")
    press(exercise, PlanFact.HOURS, "4 hours")
    assert community_simulator("mine").controls.hours.value == 4.0
    assert "growth_other_hours" in {item.code for item in exercise.findings}  # the year was simulated with 6


def test_what_only_the_firm_says_otherwise_changes_only_the_firm(place):
    plan = replace(read(OLD), edition=3, growth=Plan().growth, workplace=Plan().workplace)
    Keeper(FileStore(place)).save(plan, None)
    ProfileKeeper().change(stand_in="Iker", reply_hours=2.0)
    exercise = plan_review("mine")
    assert asked(exercise)[PlanFact.STAND_IN] == ["Ana", "Iker"]
    before = place.read_text()
    press(exercise, PlanFact.STAND_IN, "Ana")
    press(exercise, PlanFact.REPLY_HOURS, "1 hour")
    assert place.read_text() == before
    firm = ProfileKeeper().load()
    assert (firm.stand_in, firm.reply_hours) == ("Ana", 1.0) and exercise.controls.stand_in.value == "Ana"
    assert "Your firm says the same now." in exercise.plan_button.line.status.value
    assert asked(plan_review("mine")).keys() == {PlanFact.NETWORKS}


def test_the_stand_in_of_the_firm_can_hold_too(place):
    Keeper(FileStore(place)).save(replace(read(OLD), growth=Plan().growth), None)
    ProfileKeeper().change(stand_in="Iker")
    exercise = plan_review("mine")
    press(exercise, PlanFact.STAND_IN, "Iker")
    assert kept(place).duties.stand_in == "Iker" == exercise.controls.stand_in.value
    assert ProfileKeeper().load().stand_in == "Iker" and PlanFact.STAND_IN not in asked(exercise)


def test_an_invented_firm_is_asked_nothing(place):
    place.write_text(OLD)
    ProfileKeeper().change(hours=9.0)
    exercise = plan_review("bakery")
    exercise.who.value = "bakery"
    assert exercise.questions.asked == () and exercise.questions.box.children == ()


def test_a_loaded_file_is_settled_where_it_is_shown_and_kept_when_added(place):
    Keeper(FileStore(place)).save(Plan(), None)
    ProfileKeeper().change(hours=9.0)
    exercise = plan_review("mine")
    upload(exercise, OLD.encode())
    assert asked(exercise)[PlanFact.HOURS] == ["4 hours", "6 hours"]  # a file is not the firm of this device yet
    press(exercise, PlanFact.HOURS, "6 hours")
    assert PlanFact.HOURS not in asked(exercise)
    assert not kept(place).strategy.kpis and ProfileKeeper().load().hours == 9.0
    exercise.plan_button.button.click()
    assert kept(place).duties.hours == 6.0 and kept(place).strategy.kpis
    assert asked(exercise)[PlanFact.HOURS] == ["6 hours", "9 hours"]  # now it is


def test_what_the_page_asks_is_known_from_the_firm_and_told_to_it(place):
    ProfileKeeper().change(name="Ferretería Sol", makes="keys", stand_in="Iker")
    exercise = plan_review("mine")
    named = exercise.controls
    assert (named.name.value, named.does.value, named.stand_in.value) == ("Ferretería Sol", "keys", "Iker")
    named.stand_in.value = "Luz"
    assert ProfileKeeper().load().stand_in == "Luz"


def test_a_loaded_file_tells_the_firm_nothing_before_it_is_added(place):
    ProfileKeeper().change(name="Mi tienda", stand_in="Luz")
    exercise = plan_review("mine")
    upload(exercise, OLD.encode())
    assert exercise.controls.name.value == "Ferretería Sol" and ProfileKeeper().load().name == "Mi tienda"
    exercise.plan_button.button.click()
    assert ProfileKeeper().load().name == "Ferretería Sol"


def test_what_was_typed_here_and_added_gives_way_to_what_the_plan_says_later(place):
    exercise = plan_review("mine")
    exercise.controls.question.value = "Go on?"
    exercise.controls.day.value = date(2027, 2, 1)
    exercise.plan_button.button.click()
    plan = kept(place)
    later = replace(plan, reviews=replace(plan.reviews, question="Stop?", dates=(date(2027, 3, 1),)))
    Keeper(FileStore(place)).save(later, place.read_text())
    again = plan_review("mine")
    assert (again.controls.question.value, again.controls.day.value) == ("Stop?", date(2027, 3, 1))


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_a_plan_says_becomes_markup(language, place):
    speak(language)
    nasty = "<img src=x onerror=alert(1)>"
    plan = read(OLD)
    networks = replace(plan.networks, chosen=(replace(plan.networks.chosen[0], network=nasty),))
    Keeper(FileStore(place)).save(replace(plan, networks=networks), None)
    page = static_html(plan_review("mine").widget)
    assert "<img src=x" not in page and "&lt;img src=x" in page
