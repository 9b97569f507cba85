"""For "my firm" nothing of ours gets into the plan: no figure, and no answer to a question nobody was asked."""

from __future__ import annotations

import re

import pytest

from tertulia import widgets
from tertulia.plan.export.document_blocks import Paragraph
from tertulia.plan.export.outline import section
from tertulia.plan.plan_file import write
from tertulia.plan.schema import Duties, Foundations, Plan
from tertulia.profile import FoundAt, ProfileKeeper
from tertulia.widgets.base.exercise import Exercise

pytestmark = pytest.mark.usefixtures("place")

EMPTY = write(Plan())


def adds(exercise: Exercise) -> str:
    """What the button would add now, as the plan file has it; nothing while the button waits."""
    if not exercise.adds or exercise.plan_button.button.disabled:
        return EMPTY
    return write(exercise.for_plan(Plan()))


@pytest.mark.parametrize("name", widgets.__all__)
@pytest.mark.parametrize("told", [{}, {"sector": "retail", "name": "Ferretería Sol"}], ids=["fresh", "told"])
def test_without_any_input_no_exercise_adds_a_figure_or_an_answer(name, told):
    if told:
        ProfileKeeper().change(**told)
    exercise = getattr(widgets, name)("mine")
    text = re.sub(r'"version": \d', "", adds(exercise))
    if name == "listening_setup":
        text = re.sub(r'"minutes": \d+', "", text)  # ours, and marked as such: the next test
    assert not re.findall(r"\d", text), "no figure, and no day, that nobody gave"
    assert not re.findall(r"true|false", text), "no answer to a question nobody was asked"


def test_the_minutes_for_listening_are_marked_as_a_suggestion():
    listening = widgets.listening_setup("mine")
    listening.controls.name.value = "Ferretería Sol"
    said = [block.text for block in section(listening.for_plan(Plan()), "listening") if isinstance(block, Paragraph)]
    assert "Minutes a week, suggested: 15" in said


@pytest.mark.parametrize("name", widgets.__all__)
def test_an_exercise_that_waits_says_for_what(name):
    exercise = getattr(widgets, name)("mine")
    if exercise.adds and exercise.plan_button.button.disabled:
        assert exercise.nothing_yet() in exercise.plan_button.line.status.value


def test_our_limit_and_our_hours_for_answering_are_no_facts_of_the_firm():
    mix = widgets.content_mix("mine")
    mix.controls.hours.value = 6.0
    before = Plan(duties=Duties(reply_hours=2.0))
    plan = mix.for_plan(before)
    assert (plan.duties.hours, plan.duties.reply_hours, plan.content.cap) == (6.0, 2.0, None)
    mix.controls.reply_hours.value, mix.controls.promotion_cap.value = 1.5, 10
    plan = mix.for_plan(before)
    assert (plan.duties.reply_hours, plan.content.cap) == (1.5, 0.1)


def test_the_gates_get_into_the_plan_only_as_far_as_they_were_said():
    picker = widgets.network_picker("mine")
    picker.controls.website.value = True
    before = Plan(foundations=Foundations(answers_within=8.0))
    # the website has one home with the map and the e-mail: whoever says one of them has seen the others
    assert picker.for_plan(before).foundations == Foundations(website=True, email=False, answers_within=8.0)
    picker.controls.answers_within.value = 48
    picker.controls.basics_right.value = True
    told = picker.for_plan(before).foundations
    assert (told.answers_within, told.details_right) == (48.0, True)


def test_the_canvas_says_nothing_of_a_website_nobody_was_asked_about():
    canvas = widgets.strategy_canvas("mine")
    canvas.controls.objective.value = "be_found"
    assert canvas.for_plan(Plan()).foundations == Foundations()
    ProfileKeeper().change(places=(FoundAt.WEBSITE,))
    canvas = widgets.strategy_canvas("mine")
    assert canvas.for_plan(Plan()).foundations == Foundations(website=True, email=False)


def test_an_ordinary_week_of_which_half_is_ours_is_not_told_as_theirs():
    brief = widgets.manager_brief("mine")
    brief.controls.posts.value = 4
    assert not [task for task in brief.for_plan(Plan()).brief.tasks if "ordinary week" in task]
    brief.controls.messages.value = 7
    assert [task for task in brief.for_plan(Plan()).brief.tasks if task.startswith("4 posts and 7 messages")]


def test_what_the_rumour_and_the_channel_begin_with_is_ours():
    rumour = widgets.rumour_run("mine")
    rumour.controls.staff.departments.value = "Oven 3, Counter 2"
    rumour.controls.teller.value = "Pilar"
    told = rumour.for_plan(Plan()).announcements
    assert (told.told_by, told.how, told.within_days) == ("Pilar", "", None)
    rumour.controls.delay.value = 2
    assert rumour.for_plan(Plan()).announcements.how.startswith("2 days")
    workplace = widgets.workplace_network("mine")
    workplace.controls.staff.departments.value = "Oven 3, Counter 2"
    assert workplace.for_plan(Plan()).workplace.channel == ""
    workplace.controls.channel.value = 100
    assert workplace.for_plan(Plan()).workplace.channel == "5 of 5 people on it"
