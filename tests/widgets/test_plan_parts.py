"""What each exercise adds to the plan: its own answer, again and again the same."""

from __future__ import annotations

import pytest

from tertulia.language import speak
from tertulia.models import foundations
from tertulia.models.contacts import Contact, ContactMap
from tertulia.models.foundations import Check
from tertulia.plan import keeping, parts
from tertulia.plan.keeping import FileStore, Keeper
from tertulia.plan.reading import read, write
from tertulia.plan.schema import SECTIONS, Contacts, Person, Plan
from tertulia.widgets import audience_explorer, contact_map, foundations_check

LITTLE = ContactMap((Contact("Ana", "customers", about=("web",)), Contact("Leo", "suppliers"), Contact("Mar", "press")),
                    ((0, 1), (1, 2)))  # fmt: skip


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    monkeypatch.setenv("TERTULIA_TODAY", "2026-11-25")
    yield tmp_path / "my-plan.json"
    speak("en")


def enter(exercise):
    """Give "my firm" something to answer where it begins with nothing."""
    match exercise.name:
        case "contacts" if not exercise.known.people:
            exercise.take(LITTLE)
    return exercise


def added(exercise, before: Plan = Plan()) -> Plan:  # noqa: B008 (frozen)
    """The plan with the answer in it, having passed through its text."""
    assert not exercise.nothing_yet() and not exercise.keep.button.disabled
    plan = exercise.for_plan(before)
    assert exercise.for_plan(plan) == plan
    assert read(write(plan)) == plan
    return plan


ADDING = {
    foundations_check: {"foundations"},
    contact_map: {"contacts"},
    audience_explorer: {"audience"},
}


@pytest.mark.parametrize("made", ADDING, ids=lambda made: made.__name__)
@pytest.mark.parametrize("firm", ["bakery", "workshop", "guesthouse", "mine"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_an_exercise_adds_its_answer_and_says_whose_it_was(made, firm, language, place):
    speak(language)
    exercise = enter(made(firm))
    plan = added(exercise)
    changed = {name for name in SECTIONS if getattr(plan, name) != getattr(Plan(), name)}
    assert changed and changed <= ADDING[made]
    exercise.keep.add()
    kept = Keeper(FileStore(place)).load().plan
    assert all(getattr(kept, name) == getattr(plan, name) for name in SECTIONS)
    assert (exercise.firm.shown in exercise.keep.status.value) is (firm != "mine")


def test_the_foundations_say_what_stands_and_what_comes_first():
    exercise = foundations_check("guesthouse")
    told = added(exercise).foundations
    real = foundations.settled(exercise.firm_asked.done)
    assert (told.website, told.email) == (Check.WEBSITE in real, Check.EMAIL_READ in real) == (True, False)
    assert told.details_right is False
    assert sum(each.done for each in told.checks) == len(real - {Check.WEBSITE, Check.EMAIL_READ})
    assert len(told.first) == len(exercise.result.tasks)
    exercise.controls["listing_right"].value = exercise.controls["current"].value = True
    assert added(exercise).foundations.details_right is True


def test_the_audience_is_the_estimate_for_these_customers():
    exercise = audience_explorer("bakery")
    told = added(exercise).audience.uses
    assert [each.share for each in told] == list(exercise.mine.values())
    assert {each.network for each in told} >= {"whatsapp", "instagram"}
    exercise.controls["women"].value = 0
    assert added(exercise).audience.uses != told


def test_the_contacts_hold_the_answer_and_the_whole_map():
    exercise = contact_map("workshop")
    told, found = added(exercise).contacts, exercise.result
    names = [person.name for person in exercise.known.people]
    assert told.people == len(names) and told.groups == len({person.group for person in exercise.known.people})
    assert told.bridges == tuple(names[bridge.place] for bridge in found.bridges)
    assert [(each.first, each.second) for each in told.introduce] == [
        (names[pair.a], names[pair.b]) for pair in found.introductions
    ]
    assert all(each.why and "&" not in each.why for each in told.introduce)
    assert parts.contact_map(told.known) == exercise.known


def test_a_kept_contact_map_is_there_again_for_my_firm(place):
    exercise = contact_map("workshop")
    exercise.keep.add()
    again = contact_map("mine")
    assert again.known == exercise.known and "of your plan" in again.said["undo"].value
    other = contact_map("bakery")
    other.who.value = "mine"
    assert other.known == exercise.known
    assert added(other).contacts == added(exercise).contacts


def test_contacts_that_are_no_map_leave_an_empty_one_and_the_plan_as_it_is(place):
    twice = Plan(contacts=Contacts(known=(Person("Ana"), Person("Ána"))))
    keeping.keeper().save(twice, None)
    text = place.read_text()
    exercise = contact_map("mine")
    assert not exercise.known.people and "cannot be read" in exercise.said["undo"].value
    place.write_text("{")
    place.with_name(f"{place.name}.backup").unlink(missing_ok=True)
    assert not contact_map("mine").known.people
    place.write_text(text)


def test_an_empty_map_is_not_added():
    exercise = contact_map("mine")
    assert exercise.keep.button.disabled and "Put somebody on the map" in exercise.keep.status.value
    exercise.take(LITTLE)
    assert not exercise.keep.button.disabled and not exercise.keep.status.value
