"""The community simulator, driven as a learner drives it but without a browser."""

from __future__ import annotations

import re
from html import escape

import pytest

from tertulia import facts
from tertulia.firms import FIRMS
from tertulia.language import number, percent
from tertulia.models.strategy import growth
from tertulia.widgets import community_simulator


@pytest.fixture(scope="module")
def exercise():
    return community_simulator("bakery")


@pytest.fixture
def bakery(exercise):
    exercise.who.value = "bakery"
    exercise.restart()
    return exercise


def natively(**changes):
    firm = FIRMS["bakery"]
    settings = {
        "audience": firm.audience,
        "today": firm.today,
        "goal": firm.goal,
        "posts": firm.posts,
        "promotion": firm.promotion,
        "hours": firm.hours,
        "reply_hours": firm.reply_hours,
        "euros": firm.euros,
        "ambassadors": firm.ambassadors,
    }
    return growth.simulate(growth.Settings(**(settings | changes)))


def test_the_numbers_are_the_models(bakery):
    found = natively()
    assert percent(found.percent / 100) in bakery.numbers.value
    for people in (found.median[-1], found.low[-1], found.high[-1], found.nothing[-1]):
        assert number(people) in bakery.numbers.value


@pytest.mark.parametrize(
    ("control", "value", "change"),
    [
        ("posts", 1, {"posts": 1}),
        ("promotion", 80, {"promotion": 0.8}),
        ("hours", 2, {"hours": 2}),
        ("reply_hours", 0, {"reply_hours": 0}),
        ("ambassadors", 6, {"ambassadors": 6}),
        ("euros", 50, {"euros": 50}),
        ("audience", 20000, {"audience": 20000}),
        ("today", 500, {"today": 500}),
        ("goal", 700, {"goal": 700}),
    ],
)
def test_each_control_reaches_the_model(bakery, control, value, change):
    before = bakery.numbers.value
    bakery.controls[control].value = value
    found = natively(**change)
    assert bakery.numbers.value != before
    assert number(found.median[-1]) in bakery.numbers.value
    assert percent(found.percent / 100) in bakery.numbers.value


def test_plus_and_minus_move_by_one_step_and_stop_at_the_ends(bakery):
    posts = bakery.controls.posts
    less, _slider, more = posts.box.children[1].children
    more.click()
    assert posts.value == 4
    for _press in range(30):
        less.click()
    assert posts.value == 0


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("goal", 300, "more than the 400 people"),
        ("goal", 9000, "more than the 8,000 people"),
        ("today", 9000, "cannot have more people today"),
        ("reply_hours", 8, "Give fewer to answering"),
        ("audience", -5, "Type a number"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_changes_nothing_else(bakery, field, value, words):
    before = (bakery.numbers.value, bakery.words.value, bakery.picture.value, bakery.folds.value)
    bakery.controls[field].value = value
    assert words in bakery.controls[field]._message.value
    assert [name for name, control in bakery.controls.named().items() if control.has_problem] == [field]
    assert (bakery.numbers.value, bakery.words.value, bakery.picture.value, bakery.folds.value) == before
    assert bakery.controls[field].value == value, "what was entered is kept"
    bakery.restart()
    assert not any(control.has_problem for control in bakery.controls.named().values())


def test_another_firm_brings_its_own_values(bakery):
    bakery.who.value = "guesthouse"
    assert bakery.controls.audience.value == FIRMS["guesthouse"].audience
    assert number(FIRMS["guesthouse"].goal) in bakery.numbers.value


def test_the_offered_goal_can_be_taken(bakery):
    bakery.controls.goal.value = 2000
    (offer,) = bakery.actions.children
    offer.click()
    settings = bakery.settings_now()
    assert settings.goal == growth.likely_goal(settings)
    assert 0.4 <= bakery.result.chance <= 0.62
    assert bakery.actions.children == ()


def test_the_hoped_for_curve_appears_only_when_asked_for(bakery):
    assert "what you hoped for" not in bakery.picture.value
    bakery.controls.hoped.value = True
    assert "what you hoped for" in bakery.picture.value


def test_hours_that_allow_less_than_planned_are_told(bakery):
    bakery.controls.posts.value = 10
    assert "Your hours allow 3 posts a week, not the 10 you planned." in bakery.words.value


def test_the_sentence_is_made_from_the_inputs(bakery):
    bakery.controls.posts.value = 2
    assert "2 posts" in bakery.words.value
    assert number(bakery.settings_now().goal) in bakery.words.value


def test_every_parameter_is_shown_with_its_reason_and_grade(bakery):
    rows = facts.rows("growth_parameters")
    assert {row["key"] for row in rows} == set(growth.PARAMETERS)
    for row in rows:
        assert escape(row["label"]) in bakery.folds.value
        assert escape(row["evidence"]) in bakery.folds.value


def test_every_slider_of_the_model_says_how_well_it_is_known(bakery):
    known = {"audience", "posts", "promotion", "hours", "reply_hours", "ambassadors", "euros"}
    graded = {
        name
        for name, control in bakery.controls.named().items()
        if any("tt-grade" in str(getattr(part, "value", "")) for part in control.box.children)
    }
    assert known <= graded


def test_the_spam_experiment_shows_fewer_listening(bakery):
    row = r"<td>(\d+)\u202f%</td><td class=num>([\d,]+)</td><td class=num>([\d,]+)</td>"
    rows = re.findall(row, bakery.folds.value)
    listening = [int(active.replace(",", "")) for _share, _visible, active in rows]
    assert len(listening) == 6
    assert listening == sorted(listening, reverse=True)
    assert listening[-1] < listening[0]
