"""The exercises on workplaces with the learner's own firm: nobody invented, nothing lost, nobody alone is asked."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tertulia.entries import EntriesKeeper
from tertulia.language import speak
from tertulia.profile import Account, Profile, ProfileKeeper
from tertulia.widgets import ambassador_programme, rumour_run, workplace_network

pytestmark = pytest.mark.usefixtures("place")

STAFF = (workplace_network, rumour_run)
EVERY = (*STAFF, ambassador_programme)

WORKSHOP = Profile(
    sector="workshop",
    name="Ferretería Goñi",
    people=7,
    answers="Amaia",
    audience=3000,
    network="instagram",
    accounts=(Account("instagram", 150),),
)


def tell(profile: Profile) -> None:
    ProfileKeeper().change(**vars(profile))


def told() -> Profile:
    return ProfileKeeper().load()


def shown(exercise) -> str:
    parts = (exercise.numbers, exercise.mini, exercise.picture, exercise.words, exercise.folds, exercise.trouble)
    return "".join(part.value for part in parts)


@pytest.mark.parametrize("made", STAFF)
def test_of_my_firm_only_the_people_that_were_told_are_known(made):
    tell(WORKSHOP)
    exercise = made()
    assert exercise.firm.key == "mine" and exercise.organisation.n == 7
    assert exercise.controls.staff.people.value == ""


@pytest.mark.parametrize("made", STAFF)
def test_without_people_it_asks_for_them_and_shows_nobody(made):
    tell(replace(WORKSHOP, people=None))
    exercise = made()
    assert "departments" in exercise.nothing_yet() and exercise.plan_button.button.disabled
    assert exercise.numbers.value == "" and exercise.summary() == exercise.nothing_yet()
    assert not any(control.has_problem for control in exercise.controls.named().values())
    exercise.controls.staff.departments.value = "Shop 3, Store 2"
    if made is rumour_run:
        exercise.controls.teller.value = "Jon"
    assert exercise.nothing_yet() == "" and exercise.organisation.n == 5
    exercise.controls.staff.departments.value = ""
    assert exercise.numbers.value == "" and exercise.nothing_yet()


@pytest.mark.parametrize("made", EVERY)
def test_a_firm_of_one_person_is_not_asked_for_colleagues(made):
    tell(replace(WORKSHOP, people=1))
    exercise = made()
    assert "more than one person" in exercise.nothing_yet() and exercise.nothing_yet() in exercise.words.value
    assert 'href="../../exercises/networking/contact_map' in exercise.words.value
    assert exercise.numbers.value == exercise.picture.value == exercise.trouble.value == ""
    exercise.who.value = "workshop"
    assert exercise.numbers.value and "more than one person works" not in shown(exercise)


@pytest.mark.parametrize("made", STAFF)
def test_a_typed_list_is_there_again_in_the_other_language_and_an_example_leaves_it(made):
    tell(WORKSHOP)
    exercise = made()
    people = "Ana; Tienda; ; Luis\nLuis; Tienda; Ana; Ana\nIker; Taller; Ana"
    exercise.controls.staff.source.value = "list"
    exercise.controls.staff.people.value = people
    exercise.controls.channel.value = 30
    kept = EntriesKeeper(exercise.name).load()
    exercise.who.value = "bakery"
    exercise.controls.staff.people.value = "X"
    exercise.controls.channel.value = 90
    assert EntriesKeeper(exercise.name).load() == kept
    speak("es")
    again = made()
    assert again.controls.staff.people.value == people and again.controls.channel.value == 30
    assert again.organisation.names == ("Ana", "Luis", "Iker")


def test_ambassadors_know_what_was_told_and_tell_what_they_ask():
    tell(WORKSHOP)
    exercise = ambassador_programme()
    controls = exercise.controls
    known = [controls[name].value for name in ("staff", "name", "contact", "audience", "today")]
    assert known == [7, "Ferretería Goñi", "Amaia", 3000, 150]
    assert exercise.result.programme.people == 0
    controls.volunteers.value = 30
    controls.staff.value = 9
    controls.today.value = 180
    assert (told().people, told().followers("instagram")) == (9, 180)
    assert "rumour run" not in exercise.used_elsewhere.value
    again = ambassador_programme()
    assert (again.controls.staff.value, again.controls.volunteers.value, again.controls.today.value) == (9, 30, 180)


def test_what_cannot_be_is_not_told_and_spoils_nothing():
    tell(WORKSHOP)
    exercise = ambassador_programme()
    exercise.controls.staff.value = -3
    assert told() == WORKSHOP
    exercise.controls.staff.value = 7
    exercise.controls.name.value = "x" * 500
    assert told().name == "x" * 80 and "first 80 characters" in exercise.controls.name._message.value
    exercise.controls.staff.value = 0
    assert "how many people" in exercise.nothing_yet() and told().people == 7


@pytest.mark.parametrize("made", EVERY)
def test_an_example_tells_nothing_of_mine(made):
    tell(WORKSHOP)
    exercise = made()
    exercise.who.value = "guesthouse"
    for control in exercise.controls.named().values():
        if control.fits(3):
            control.value = 3
    assert told() == WORKSHOP and EntriesKeeper(exercise.name).load() is None


@pytest.mark.parametrize("made", EVERY)
@pytest.mark.parametrize(
    "entries",
    [
        {"values": {"staff": "many", "people": 5, "departments": ["a"], "source": "nowhere", "channel": 1e9}},
        {"values": [1, 2], "state": {"x": None}},
        {"values": {"people": "\x00;;;;", "source": "list"}, "state": "?"},
    ],
)
def test_hostile_entries_do_not_raise(made, entries, place):
    tell(WORKSHOP)
    name = made().name
    whole = {"format": "tertulia-entries", "version": 1, "exercises": {name: entries}}
    place.with_name("my-entries.json").write_text(json.dumps(whole))
    exercise = made()
    assert exercise.firm.key == "mine" and exercise._repr_mimebundle_()["text/plain"]
