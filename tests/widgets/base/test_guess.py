"""What do you expect? One guess before a result is shown: kept, beside the result, never in the way."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tertulia.language import number
from tertulia.models.strategy.growth import spam_experiment
from tertulia.plan.schema import Plan
from tertulia.profile import ProfileKeeper
from tertulia.widgets import community_simulator, rumour_run
from tertulia.widgets.base.static_html import static_html

pytestmark = pytest.mark.usefixtures("place")

HIDES = {rumour_run: ("numbers", "picture", "conclusion", "mini", "levers", "folds"), community_simulator: ("spam",)}


def hidden(exercise) -> set[bool]:
    """Whether its result is out of sight."""
    return {"tt-unguessed" in getattr(exercise, name)._dom_classes for name in HIDES[type_of(exercise)]}


def type_of(exercise):
    return next(made for made in HIDES if made("mine").name == exercise.name)


def said(exercise) -> str:
    """What a screen reader hears beside the guess."""
    return unescape(" ".join(re.findall('role="status">(.*?)</p>', static_html(exercise.guess.box))))


def press(exercise) -> None:
    exercise.guess._button.click()


@pytest.mark.parametrize("made", HIDES)
def test_a_guess_is_made_and_stands_beside_the_result(made):
    exercise = made("bakery")
    assert hidden(exercise) == {True} and not said(exercise)
    exercise.controls.guess.value = "half"
    assert hidden(exercise) == {True}, "the arrow keys pass over answers that are not meant"
    press(exercise)
    assert hidden(exercise) == {False}
    assert said(exercise).startswith("You expected: about half")


@pytest.mark.parametrize("made", HIDES)
def test_nobody_has_to_guess(made):
    exercise = made("bakery")
    press(exercise)
    assert hidden(exercise) == {False} and said(exercise).startswith("You made no guess.")


@pytest.mark.parametrize("made", HIDES)
@pytest.mark.parametrize("firm", ["bakery", "mine"])
def test_a_guess_is_kept_and_shown_with_its_result_after_a_reload(made, firm):
    if firm == "mine":
        ProfileKeeper().change(sector="retail", people=5, audience=4000, goal=90)
    exercise = made(firm)
    if firm == "mine" and made is rumour_run:
        exercise.controls.staff.departments.value = "Oven 3, Counter 2"
    exercise.controls.guess.value = "half"
    press(exercise)
    again = made("bakery")
    assert again.who.value == firm and again.controls.guess.value == "half"
    assert hidden(again) == {False} and said(again) == said(exercise)
    again.reset.click()
    assert again.controls.guess.value is None and not said(again)
    again.reset.click()
    assert again.controls.guess.value == "half"


def test_only_the_guess_is_kept_of_an_example():
    exercise = rumour_run("workshop")
    exercise.controls.delay.value, exercise.controls.guess.value = 14, "half"
    again = rumour_run("workshop")
    assert (again.controls.delay.value, again.controls.guess.value) == (7, "half")


def test_the_numbers_beside_the_guess_are_the_models():
    exercise = rumour_run("workshop")
    press(exercise)
    exercise.controls.delay.value = 14
    assert f"the rumour is first in {number(100 * exercise.result.first)} of 100 runs" in said(exercise)
    simulator = community_simulator("bakery")
    press(simulator)
    none, all_posts = spam_experiment(simulator.result.settings, (0.0, 1.0))
    few, many = number(all_posts.active), number(none.active)
    assert f"{few} still listen if every post sells, and {many} if none does." in said(simulator)


def test_the_guess_stops_nobody_from_adding_to_the_plan():
    exercise = rumour_run("workshop")
    assert not exercise.plan_button.button.disabled
    assert exercise.for_plan(Plan()).announcements.within_days is not None


def test_without_anybody_to_ask_there_is_nothing_to_guess():
    exercise = rumour_run("mine")
    assert "tt-unguessed" in exercise.guess.box._dom_classes
    assert "tt-unguessed" not in exercise.conclusion._dom_classes
    exercise.controls.staff.departments.value = "Oven 3, Counter 2"
    assert "tt-unguessed" not in exercise.guess.box._dom_classes and hidden(exercise) == {True}


def test_the_keyboard_stays_where_the_result_comes(monkeypatch):
    exercise = rumour_run("workshop")
    taken = []
    monkeypatch.setattr(type(exercise.guess.box), "focus", lambda widget: taken.append(widget))
    press(exercise)
    assert taken == [exercise.guess.box] and exercise.guess.box.tabbable is False
