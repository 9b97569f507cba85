"""The walk-in check, driven without a browser, and what the foundations check makes of it."""

from __future__ import annotations

import html
import re

import pytest

from tertulia.entries import EntriesKeeper
from tertulia.models.start.foundations_questions import Question
from tertulia.models.start.walk_in import ANSWERS, Door, Found
from tertulia.profile import FoundAt, ProfileKeeper
from tertulia.widgets import foundations_check, network_picker, walk_in_check
from tertulia.widgets.start.foundations_starts import STARTS
from tertulia.widgets.start.walk_in_words import door_words

pytestmark = pytest.mark.usefixtures("place")


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def find(exercise, **doors: str):
    for door, found in doors.items():
        exercise.controls[f"doors.{door}"].value = found
    return exercise


def ticked(exercise) -> set[Question]:
    return set(exercise.firm_now().done)


@pytest.mark.parametrize("firm", ["bakery", "workshop", "guesthouse"])
def test_a_customer_finds_what_the_foundations_check_says_of_the_firm(firm):
    found = walk_in_check(firm).found()
    assert {door: found[door] is Found.YES for door in ANSWERS} == {
        door: question in STARTS[firm].done for door, question in ANSWERS.items()
    }


def test_the_answer_says_where_a_customer_turns_back_and_what_to_do():
    exercise = walk_in_check("guesthouse")
    assert exercise.result.turns_back is Door.HOURS and door_words(Door.HOURS).shut in plain(exercise.words.value)
    assert "6 of 10" in plain(exercise.numbers.value) and "Answer phone and WhatsApp" in plain(exercise.steps.value)
    assert "foundations_check" in exercise.words.value


def test_for_my_firm_nothing_is_said_before_a_door_was_tried():
    exercise = walk_in_check("mine")
    assert not exercise.doors.value and not exercise.steps.value and "0 of 0" not in plain(exercise.numbers.value)
    assert not exercise.adds
    assert ticked(foundations_check("mine")) == set() and foundations_check("mine").nothing_yet()


def test_what_was_found_is_where_the_foundations_check_begins():
    find(walk_in_check("mine"), owned="yes", hours="yes", phone="yes", message="no", website="yes", photos="yes")
    check = foundations_check("mine")
    assert ticked(check) == {
        Question.LISTING_CLAIMED,
        Question.LISTING_RIGHT,
        Question.PHONE,
        Question.WEBSITE,
        Question.PHOTOS,
    }
    assert not check.nothing_yet(), "what was found can be added"
    check.controls[f"questions.{Question.PHONE}"].value = False
    assert Question.PHONE not in ticked(foundations_check("mine")), "what is said there stays"


def test_a_message_without_an_answer_takes_back_that_the_mail_is_read():
    ProfileKeeper().change(sector="retail", places=(FoundAt.EMAIL, FoundAt.MAP))
    assert {Question.EMAIL_READ, Question.LISTING_CLAIMED} <= ticked(foundations_check())
    assert walk_in_check().found()[Door.MESSAGE] is Found.UNTRIED, "to have an address is not to answer"
    find(walk_in_check(), message="no", owned="no")
    assert not {Question.EMAIL_READ, Question.LISTING_CLAIMED} & ticked(foundations_check())
    assert ProfileKeeper().load().places == (FoundAt.MAP,), "an entry that nobody claimed is one"


def test_right_everywhere_is_told_and_wrong_anywhere_too():
    exercise = find(walk_in_check("mine"), website="yes", hours="yes")
    assert ProfileKeeper().load().details_right is None
    find(exercise, prices="yes")
    assert ProfileKeeper().load().details_right is True
    find(exercise, prices="no")
    assert ProfileKeeper().load().details_right is False
    assert {Question.LISTING_RIGHT, Question.CURRENT} & ticked(foundations_check("mine")) == {Question.LISTING_RIGHT}


def test_what_is_said_elsewhere_later_goes_before_what_was_found():
    find(walk_in_check("mine"), website="yes", hours="yes", prices="yes")
    picker = network_picker("mine")
    assert picker.controls.basics_right.value
    picker.controls.basics_right.value = False
    assert not {Question.LISTING_RIGHT, Question.CURRENT} & ticked(foundations_check("mine"))
    assert ProfileKeeper().load().details_right is False


def test_without_a_website_its_doors_are_locked_and_what_was_chosen_stays():
    exercise = find(walk_in_check("mine"), website="yes", readable="yes")
    assert ProfileKeeper().load().places == (FoundAt.WEBSITE,)
    find(exercise, website="no")
    locked = {door for door, choice in exercise.controls.doors.items() if choice.widget.disabled}
    assert locked == {Door.PRICES, Door.READABLE}
    assert exercise.controls["doors.readable"].value == "yes"
    assert ProfileKeeper().load().places == ()


def test_a_shut_door_does_not_say_that_the_firm_is_nowhere():
    find(walk_in_check("mine"), website="no", message="no", owned="no")
    assert ProfileKeeper().load().places is None


def test_everything_is_there_after_a_reload():
    exercise = find(walk_in_check("mine"), **{**dict.fromkeys(Door, "no"), Door.SEARCH: "yes"})
    assert walk_in_check("mine").found() == exercise.found()


@pytest.mark.parametrize(
    "entries", [7, [], {"values": 3}, {"values": {"doors.phone": True, "doors.x": "yes"}}], ids=str
)
def test_entries_that_are_none_are_left_out(entries):
    EntriesKeeper("walk_in").save(entries)
    assert ticked(foundations_check("mine")) == set()
    assert set(walk_in_check("mine").found().values()) == {Found.UNTRIED}
