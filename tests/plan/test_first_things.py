"""The one list of what comes first: each thing once, in the order of doing, in the words of the plan."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from tertulia.language import LANGUAGES, in_each_language, speak
from tertulia.models.start.foundations_questions import Question
from tertulia.models.strategy.picker_steps import StepCode
from tertulia.plan.export.first_things import FirstThing, first_thing_words, first_things, known, settled_by
from tertulia.plan.review import NOT_NOW, THEN, PlanFinding, review, smallest
from tertulia.plan.schema import Duties, Foundations, Networks, Plan
from tertulia.widgets.start.foundations_words import question_words
from tertulia.widgets.strategy.picker_words import step_words

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def english():
    yield
    speak("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_of_the_exercises_is_known_in_each_language(language):
    speak(language)
    said = {step_words(code)[0] for code in StepCode} | {question_words(question).task for question in Question}
    assert said <= known().keys()
    spoken_or_english = {text for text in known() if text in said}
    assert len(spoken_or_english) == len(StepCode) + len(Question)


def test_what_an_exercise_says_stands_in_the_list_in_the_words_of_the_plan():
    words = [first_thing_words(thing) for thing in FirstThing]
    assert len(set(words)) == len(FirstThing)
    for text in words:
        assert not re.search(r"\byou(r|rs)?\b", text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_lists_become_one_each_thing_once_in_the_order_of_doing(language):
    speak(language)
    plan = Plan(
        foundations=Foundations(
            website=False,
            email=False,
            details_right=False,
            first=tuple(question_words(question).task for question in (Question.WEBSITE, Question.EMAIL_READ)),
        ),
        networks=Networks(
            none_yet=True,
            first=tuple(step_words(code)[0] for code in (StepCode.MAKE_PAGE, StepCode.USE_EMAIL, StepCode.FIX_BASICS)),
        ),
    )
    things = first_things(plan, TODAY)
    wanted = [FirstThing.DETAILS, FirstThing.WHO_ANSWERS, FirstThing.HOURS, FirstThing.AIM, FirstThing.AUDIENCE]
    wanted += [FirstThing.NUMBER, FirstThing.EMAIL_READ, FirstThing.WEBSITE]
    assert list(things) == [first_thing_words(thing) for thing in wanted]


def test_what_was_added_in_one_language_is_known_in_the_other():
    speak("es")
    told = step_words(StepCode.FIX_BASICS)[0]
    plan = Plan(networks=Networks(none_yet=True, first=(told,)))
    speak("en")
    things = first_things(plan, TODAY)
    assert told not in things and things[0] == first_thing_words(FirstThing.DETAILS)
    assert in_each_language("Put the opening hours right")[1] == told


def test_the_entry_on_the_map_says_more_exactly_what_is_wrong():
    task = question_words(Question.LISTING_RIGHT).task
    plan = Plan(foundations=Foundations(details_right=False, first=(task,)))
    things = first_things(plan, TODAY)
    assert first_thing_words(FirstThing.LISTING_RIGHT) in things
    assert first_thing_words(FirstThing.DETAILS) not in things
    assert PlanFinding.DETAILS_WRONG in settled_by(plan, TODAY)


def test_words_of_ones_own_stay_and_come_last():
    plan = Plan(foundations=Foundations(first=("Paint the door", "Paint the door", " ")), duties=Duties(answers="Ana"))
    assert first_things(plan, TODAY)[-1] == "Paint the door"
    assert first_things(plan, TODAY).count("Paint the door") == 1


def test_whatever_the_smallest_plan_puts_first_is_in_the_list():
    plan = Plan(foundations=Foundations(website=True))
    first = smallest(plan, TODAY).first
    assert first and {PlanFinding(each.code) for each in first} <= settled_by(plan, TODAY)
    for code in (*NOT_NOW, *THEN):
        found = {PlanFinding(each.code) for each in review(plan, TODAY)}
        assert code not in found or code in settled_by(plan, TODAY), code
    mended = replace(plan, duties=Duties(answers="Ana", stand_in="Leo"))
    assert first_thing_words(FirstThing.WHO_ANSWERS) not in first_things(mended, TODAY)
