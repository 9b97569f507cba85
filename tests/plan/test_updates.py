"""The contract between the exercises and the plan: each fills its own sections, again and again the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tertulia.models.strategy import canvas_examples, growth, mix
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.schedule import calendar, reply_slots
from tertulia.plan import schema, updates
from tertulia.plan.examples import example
from tertulia.plan.plan_file import read, write
from tertulia.plan.schema import SECTIONS, Plan
from tertulia.post_ideas import pool

TODAY = date(2026, 11, 25)
CANVAS = canvas_examples.example("bakery", TODAY)
MIX = mix.Mix(
    sector="bakery", ideas=pool("bakery"), objective=Objective.QUIET_HOURS, networks=("instagram",), start=TODAY
)
GROWTH = growth.Settings(audience=8000, today=400, goal=600)

EACH = {
    "foundations": (lambda plan: updates.with_foundations(plan, schema.Foundations(first=("map",))), {"foundations"}),
    "contacts": (lambda plan: updates.with_contacts(plan, schema.Contacts(people=3)), {"contacts"}),
    "asking": (
        lambda plan: updates.with_request(plan, schema.Request(to="Elena", question="May I call?")),
        {"contacts"},
    ),
    "audience": (lambda plan: updates.with_audience(plan, [schema.Use("instagram", 0.5)]), {"audience"}),
    "conversation": (lambda plan: updates.with_conversation(plan, schema.Conversation(posts=10)), {"conversation"}),
    "canvas": (lambda plan: updates.with_canvas(plan, CANVAS), {"strategy", "audience", "foundations", "duties"}),
    "mix": (
        lambda plan: updates.with_mix(plan, MIX, calendar(MIX), reply_slots(MIX)),
        {"content", "duties", "reviews"},
    ),
    "simulator": (
        lambda plan: updates.with_growth(plan, GROWTH, growth.simulate(GROWTH)),
        {"growth", "duties", "content"},
    ),
    "workplace": (lambda plan: updates.with_workplace(plan, schema.Workplace(people=3)), {"workplace"}),
    "rumour": (lambda plan: updates.with_rumour(plan, schema.Announcements(within_days=2.0)), {"announcements"}),
    "ambassadors": (lambda plan: updates.with_ambassadors(plan, schema.Ambassadors(people=5)), {"ambassadors"}),
    "brief": (
        lambda plan: updates.with_brief(plan, schema.Brief(way=schema.Way.HIRE), [schema.Task(what="x")]),
        {"brief", "duties"},
    ),
    "inbox": (lambda plan: updates.with_inbox(plan, schema.Crisis(steps=("breathe",))), {"crisis"}),
    "results": (lambda plan: updates.with_results(plan, schema.Results(cost=9.0)), {"results"}),
    "report": (lambda plan: updates.with_month(plan, schema.Month(begins=date(2026, 12, 1))), {"report"}),
    "listening": (lambda plan: updates.with_listening(plan, schema.Listening(words=("x",))), {"listening"}),
}


@pytest.mark.parametrize("name", EACH)
@pytest.mark.parametrize("before", [Plan(), example("guesthouse", TODAY)], ids=["empty", "full"])
def test_an_exercise_fills_its_sections_and_leaves_the_others(name, before):
    add, sections = EACH[name]
    after = add(before)
    changed = {section for section in SECTIONS if getattr(after, section) != getattr(before, section)}
    assert changed and changed <= sections
    assert add(after) == after
    assert read(write(after)) == after


def test_the_map_and_the_messages_leave_each_other_and_each_person_has_one():
    plan = EACH["asking"][0](EACH["contacts"][0](Plan()))
    plan = updates.with_request(plan, schema.Request(to="Javier", question="Who finishes in June?"))
    again = updates.with_contacts(
        updates.with_request(plan, schema.Request(to="Elena", question="And now?")), schema.Contacts(people=4)
    )
    assert again.contacts.people == 4
    asked = [(each.to, each.question) for each in again.contacts.requests]
    assert asked == [("Javier", "Who finishes in June?"), ("Elena", "And now?")]


def test_canvas_and_mix_share_the_duties_without_losing_each_others():
    plan = EACH["mix"][0](EACH["canvas"][0](Plan()))
    assert (plan.duties.answers, plan.duties.reply_hours) == ("Pilar", MIX.reply_hours)
    again = EACH["canvas"][0](plan)
    assert again.duties.reply_hours == MIX.reply_hours


def test_the_simulator_tells_hours_posts_and_promotion_in_their_own_places():
    settings = growth.Settings(audience=8000, today=400, goal=600, hours=6.0, reply_hours=2.0, posts=5, promotion=0.1)
    plan = updates.with_growth(EACH["mix"][0](Plan()), settings, growth.simulate(settings))
    assert (plan.duties.hours, plan.duties.reply_hours, plan.content.posts) == (6.0, 2.0, 5)
    assert plan.content.cap == 0.2, "a year may stay below the share that may sell"
    more = replace(settings, promotion=0.3)
    assert updates.with_growth(plan, more, growth.simulate(more)).content.cap == 0.3
    assert plan.growth.simulated_with == schema.SimulatedWith(hours=6.0, reply_hours=2.0, posts=5, promotion=0.1)
    assert plan.content.entries and plan.content.parts


def test_what_the_foundations_check_did_not_ask_stays():
    plan = updates.with_foundations(EACH["canvas"][0](Plan()), schema.Foundations(details_right=False))
    assert (plan.foundations.website, plan.foundations.details_right) == (True, False)


def test_the_day_a_number_was_first_read_stays_while_its_value_does():
    plan = EACH["canvas"][0](Plan())
    later = updates.with_canvas(plan, replace(CANVAS, today=date(2027, 1, 10)))
    assert later.strategy.begun == TODAY
    kpi = replace(CANVAS.kpis[0], baseline=25)
    later = updates.with_canvas(plan, replace(CANVAS, today=date(2027, 1, 10), kpis=(kpi, *CANVAS.kpis[1:])))
    assert later.strategy.begun == date(2027, 1, 10)


def test_the_day_of_a_simulation_stays_until_another_one_is_added():
    found = growth.simulate(GROWTH)
    plan = updates.with_growth(Plan(), GROWTH, found, TODAY)
    assert plan.growth.begun == TODAY
    later = date(2027, 1, 10)
    assert updates.with_growth(plan, GROWTH, found, later) == plan
    assert updates.with_growth(plan, replace(GROWTH, goal=700), found, later).growth.begun == later


def test_a_month_reported_again_replaces_the_first_report():
    plan = Plan()
    for month, learned in ((date(2027, 1, 1), "a"), (date(2026, 12, 1), "b"), (date(2027, 1, 1), "c")):
        plan = updates.with_month(plan, schema.Month(begins=month, learned=learned))
    assert [month.learned for month in plan.report.months] == ["b", "c"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("  a  ", "a"), ("x" * 300, "x" * 199 + "…"), ("\ud83d half", "half"), ("👩‍🍳", "👩‍🍳"), (7, "7")],
)
def test_a_line_is_what_the_plan_can_hold(text, kept):
    assert updates.line(text) == kept


def test_lines_leave_out_what_is_empty_and_what_is_too_many():
    assert updates.lines(["a", " ", "b"]) == ("a", "b") and len(updates.lines(map(str, range(99)))) == 20
