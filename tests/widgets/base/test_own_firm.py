"""The learner's own firm in an exercise: resumed, kept, told to the others; examples touch nothing."""

from __future__ import annotations

import errno
import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from tertulia import widgets
from tertulia.firms import ExampleFirm
from tertulia.language import speak
from tertulia.models.department import Department
from tertulia.models.errors import InputError
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.objective import Objective
from tertulia.post_ideas import sector_words
from tertulia.profile import Account, Buyers, FoundAt, HowMuch, NotShown, Profile, ProfileKeeper, SkillLevel, Women
from tertulia.widgets.base import exercise as exercise_module
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.controls import Choice, Controls, DecimalField, Slider, TextField, WholeNumberField, card
from tertulia.widgets.base.exercise import Exercise
from tertulia.widgets.base.firm_facts import USED_IN, exercise_title

pytestmark = pytest.mark.usefixtures("place")


@dataclass(kw_only=True)
class FewControls(Controls):
    hours: Slider
    followers: WholeNumberField
    note: TextField
    price: DecimalField
    colour: Choice


class Few(Exercise[FewControls]):
    """An exercise with little in it: two facts, three answers of its own, and a list in no control."""

    name = "few"
    facts = {"hours": firm_facts.HOURS, "followers": firm_facts.FOLLOWERS}

    def make_controls(self, firm: ExampleFirm) -> FewControls:
        self.list: list[str] = []
        start = self.start(firm)
        return FewControls(
            hours=Slider("Hours", start["hours"], 0, 200, 0.5, str),
            followers=WholeNumberField("Followers", start["followers"]),
            note=TextField("Note", "", most=10),
            price=DecimalField("Price", 4.5),
            colour=Choice("Colour", [("red", "r"), ("blue", "b")], "r"),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        return {"hours": firm.hours, "followers": firm.today, "note": "", "price": 4.5, "colour": "r"}

    def cards(self) -> list[ipywidgets.Box]:
        return [card("All", self.controls.named().values())]

    def show(self) -> None:
        if self.controls.hours.value > 40:
            raise InputError("hours", "above")
        self.numbers.value = str(self.controls.hours.value)

    def complaint(self, error: InputError) -> str:
        return "too many"

    def summary(self) -> str:
        return "few"

    def state(self) -> Any:
        return {"list": self.list} if self.list else None

    def resume(self, state: Any) -> None:
        self.list = list(state["list"]) if isinstance(state, dict) else []


class Other(Few):
    name = "other"


def tell(**facts: Any) -> None:
    ProfileKeeper().change(**facts)


def known() -> Profile:
    return ProfileKeeper().load()


def entries(place) -> dict[str, Any]:
    file = place.with_name("my-entries.json")
    return json.loads(file.read_text())["exercises"] if file.exists() else {}


def test_who_has_told_nothing_sees_the_example_and_who_has_sees_their_own():
    assert Few("bakery").who.value == "bakery"
    tell(sector="retail", name="Ferretería Sol", hours=6.5)
    few = Few("bakery")
    assert few.who.value == "mine" and few.controls.hours.value == 6.5
    assert few.who.widget.options[0][0] == "Ferretería Sol"


def test_an_example_keeps_nothing_and_touches_nothing(place):
    few = Few("bakery")
    few.controls.hours.value, few.controls.note.value = 9.0, "hers"
    few.list.append("hers")
    few.refresh()
    few.who.value = "guesthouse"
    few.reset.click()
    assert not list(place.parent.iterdir())


def test_everything_is_there_again_and_only_what_the_learner_said(place):
    few = Few("mine")
    assert not list(place.parent.iterdir()), "starting values were not said by the learner"
    few.controls.note.value = "mine"
    few.list.append("Ana")
    few.controls.colour.value = "b"
    assert entries(place) == {"few": {"values": {"note": "mine", "colour": "b"}, "state": {"list": ["Ana"]}}}
    again = Few("bakery")
    assert again.who.value == "mine" and again.list == ["Ana"]
    assert (again.controls.note.value, again.controls.colour.value, again.controls.price.value) == ("mine", "b", 4.5)


def test_after_an_example_the_own_answers_are_there_again():
    few = Few("mine")
    few.controls.note.value, few.controls.hours.value = "mine", 7.0
    few.who.value = "bakery"
    assert (few.controls.note.value, few.controls.hours.value) == ("", 4.0)
    few.controls.hours.value = 11.0
    few.who.value = "mine"
    assert (few.controls.note.value, few.controls.hours.value) == ("mine", 7.0)


def test_a_fact_told_in_one_exercise_is_known_in_the_other_and_follows():
    Few("mine").controls.hours.value = 7.5
    assert known() == Profile(hours=7.5)
    tell(sector="retail")
    other = Other("bakery")
    assert other.controls.hours.value == 7.5
    other.controls.hours.value = 2.0
    assert Few("bakery").controls.hours.value == 2.0


def test_a_fact_goes_there_and_back_again():
    few = Few("mine")
    for hours in (7.0, 3.5, 7.0, 3.0):
        few.controls.hours.value = hours
        assert known().hours == hours


def test_what_is_refused_is_kept_here_and_told_to_nobody_until_it_is_mended(place):
    few = Few("mine")
    few.controls.hours.value = 7.0
    few.controls.hours.value = 90.0
    assert known().hours == 7.0 and few.controls.hours.has_problem
    assert Few("bakery").controls.hours.value == 7.0, "what is known of the firm counts"
    few.controls.hours.value = 8.0
    assert known().hours == 8.0
    few.controls.hours.value = 190.0
    few.controls.hours.value = 8.0
    assert known().hours == 8.0 and not few.controls.hours.has_problem


def test_a_number_no_profile_can_hold_does_not_make_it_unreadable():
    tell(sector="retail", network="instagram")
    few = Few("mine")
    few.controls.followers.value = -5
    assert known().followers("instagram") is None
    few.controls.followers.value = 50
    assert known().accounts == (Account("instagram", 50),)


def test_an_entry_that_says_a_fact_more_exactly_stays():
    class Rough(Few):
        name = "rough"
        facts = {
            "hours": firm_facts.Fact(
                name="hours",
                read=lambda profile: profile.hours,
                change=lambda profile, value: replace(profile, hours=float(round(value))),
            )
        }

    Rough("mine").controls.hours.value = 6.5
    assert known().hours == 6.0 and Rough("mine").controls.hours.value == 6.5
    tell(hours=9.0)
    assert Rough("mine").controls.hours.value == 9.0


def test_followers_keep_the_order_of_the_networks():
    tell(sector="retail", network="instagram", accounts=(Account("instagram", 1), Account("facebook", 2)))
    Few("mine").controls.followers.value = 50
    assert known().accounts == (Account("instagram", 50), Account("facebook", 2))


def test_a_fact_that_has_no_place_yet_is_told_when_it_has_one():
    few = Few("mine")
    few.controls.followers.value = 50
    assert known() == Profile() and Few("mine").controls.followers.value == 50
    tell(network="instagram")
    again = Few("mine")
    assert again.controls.followers.value == 50


def test_a_number_typed_in_one_language_is_there_in_the_other():
    few = Few("mine")
    few.controls.price.widget.value = "1,234.5"
    speak("es")
    again = Few("mine")
    assert again.controls.price.widget.value == "1.234,5" and again.controls.price.value == 1234.5
    again.controls.price.widget.value = "dos"
    assert Few("mine").controls.price.widget.value == "dos"
    again.controls.price.widget.value = ""
    assert Few("mine").controls.price.value is None


def test_of_a_text_that_is_too_long_the_beginning_is_kept():
    Few("mine").controls.note.value = "x" * 500
    assert Few("mine").controls.note.value == "x" * 10


HOSTILE: list[Any] = [None, True, -1, 10**39, 1e300, "x" * 1000, "\ud800", [], {}, [[1]], {"a": 1}]


@cache
def questions(name: str) -> tuple[str, tuple[str, ...]]:
    """What an exercise is called on the device, and the names of its controls."""
    exercise = getattr(widgets, name)("mine")
    return exercise.name, tuple(exercise.controls.named())


@pytest.mark.parametrize("entry", HOSTILE, ids=repr)
@pytest.mark.parametrize("name", widgets.__all__)
def test_no_entry_breaks_an_exercise(name, entry, place):
    kept_as, controls = questions(name)
    written = {
        "format": "tertulia-entries",
        "version": 1,
        "exercises": {kept_as: {"values": dict.fromkeys(controls, entry), "state": entry}},
    }
    place.with_name("my-entries.json").write_text(json.dumps(written))
    again = getattr(widgets, name)("mine")
    assert again.who.value == "mine" and again.summary()


@pytest.mark.parametrize("values", [None, 3, [], "words", {"no such control": 1}])
def test_entries_of_another_shape_are_left_out(values, place):
    written = {"format": "tertulia-entries", "version": 1, "exercises": {"few": {"values": values}}}
    place.with_name("my-entries.json").write_text(json.dumps(written))
    assert Few("bakery").controls.hours.value == 3.0


class Blocked:
    def read(self) -> str | None:
        raise OSError(errno.EACCES, "blocked")

    def write(self, text: str, expected: str | None) -> bool:
        raise OSError(errno.EACCES, "blocked")

    def erase(self) -> None: ...


def test_where_nothing_is_kept_the_exercise_works_and_says_so(monkeypatch):
    for module in ("tertulia.profile", "tertulia.entries"):
        monkeypatch.setattr(f"{module}.store", lambda _name: Blocked())
    assert "keeps nothing" not in Few("bakery").about_firm.value
    few = Few("mine")
    few.controls.hours.value, few.controls.note.value = 7.0, "mine"
    assert few.numbers.value == "7.0" and "keeps nothing" in few.about_firm.value
    assert few.own_firm.profile.hours == 7.0


def test_a_profile_that_cannot_be_read_is_left_and_what_is_typed_is_still_kept(place):
    file = place.with_name("my-firm.json")
    file.write_text('{"format": "tertulia-firm", "version": 7}')
    few = Few("mine")
    few.controls.hours.value = 7.0
    assert "cannot be read here" in few.about_firm.value
    assert file.read_text() == '{"format": "tertulia-firm", "version": 7}'
    assert Few("mine").controls.hours.value == 7.0


def test_too_much_to_be_kept_is_said(monkeypatch):
    monkeypatch.setattr("tertulia.entries.MOST_CHARACTERS", 50)
    few = Few("mine")
    few.controls.note.value = "short"
    few.list = ["x" * 50]
    few.refresh()
    assert "too much to be kept" in few.about_firm.value


def test_back_to_the_start_keeps_what_is_known_and_has_a_way_back():
    few = Few("mine")
    few.controls.hours.value, few.controls.note.value = 7.0, "mine"
    few.reset.click()
    assert (few.controls.hours.value, few.controls.note.value) == (7.0, "") and known().hours == 7.0
    assert few.reset.description == "Put back what I entered"
    few.reset.click()
    assert few.controls.note.value == "mine" and few.reset.description == "Back to the starting values"
    assert Few("mine").controls.note.value == "mine"
    few.reset.click()
    few.controls.note.value = "other"
    assert few.reset.description == "Back to the starting values"


# what the head of an exercise says --------------------------------------------------------------------------


def test_an_example_is_marked_and_the_own_firm_is_named_with_a_way_to_change_it(monkeypatch):
    few = Few("bakery")
    assert few.about_firm.value == '<p class="tt-note">An invented example.</p>'
    few.who.value = "mine"
    page = exercise_module.address("exercises/start/your_firm")
    assert f'<a href="{page}">Tell your firm once</a>' in few.about_firm.value
    tell(sector="retail")
    assert f'Your firm: {sector_words("retail")}, <a href="{page}">change</a>' in Few("bakery").about_firm.value
    tell(name="Sol & <b>Hijos</b>")
    few = Few("bakery")
    assert "Your firm: Sol &amp; &lt;b&gt;Hijos&lt;/b&gt;, <a" in few.about_firm.value
    few.who.value = "workshop"
    assert few.about_firm.value == '<p class="tt-note">An invented example.</p>'


def test_a_changed_fact_says_where_else_it_is_used():
    few = Few("mine")
    few.controls.note.value = "mine"
    assert few.used_elsewhere.value == ""
    few.controls.hours.value = 7.0
    assert "Also used in: foundations check, strategy canvas, network picker, content mix" in few.used_elsewhere.value
    few.who.value = "bakery"
    assert few.used_elsewhere.value == ""


def exercises() -> dict[str, type[Exercise[Any]]]:
    made: dict[str, Callable[..., Exercise[Any]]] = {name: getattr(widgets, name) for name in widgets.__all__}
    return {exercise.name: type(exercise) for exercise in (make("bakery") for make in made.values())}


TOLD_OTHERWISE = {
    "hours": {"hours": 8.5},
    "reply_hours": {"reply_hours": 2.5},
    "posts": {"posts": 6.0},
    "promotion": {"promotion": 0.6},
    "aim": {"aim": Objective.RECRUIT},
    "network": {"network": "linkedin"},
    "answers": {"answers": "Maite"},
    "name": {"name": "Casa Otra"},
    "people": {"people": 23},
    "audience": {"audience": 7100},
    "followers": {"network": "instagram", "accounts": (Account("instagram", 711),)},
    "second": {"network": "instagram", "second": "linkedin"},
    "sector": {"sector": "professional"},
    "leader": {"leader": Department.MARKETING},
    "places.website": {"places": (FoundAt.WEBSITE,)},
    "places.email": {"places": (FoundAt.EMAIL,)},
    "places.map": {"places": (FoundAt.MAP,)},
    "ages": {"ages": ("25-34",)},
    "women": {"women": Women.MOST},
    "buyers": {"buyers": Buyers.FIRMS},
    "skills": {"skills": (SkillLevel(ContentSkill.PHOTO, HowMuch.NO),)},
    "euros": {"euros": 37.0},
    "goal": {"goal": 4321},
    "region": {"region": "ES-MC"},
    "refuses": {"refuses": (NotShown.FACES,)},
    "details_right": {"details_right": True},
    "hour_euros": {"hour_euros": 31.0},
    "margin": {"margin": 12.5},
    "traced": {"traced": 7},
    "departments": {"departments": "Bench 7, Shop 3"},
    "staff": {"staff": "Ana; Bench\nLeo; Bench\nMar; Shop"},
}
"""For each fact an answer that no exercise begins with by itself."""


def test_whoever_is_said_to_use_a_fact_begins_with_it(undrawn, monkeypatch, tmp_path):
    """The page "Your firm" says where else a fact is used: there it must change how the exercise begins."""
    assert TOLD_OTHERWISE.keys() == USED_IN.keys()
    kinds = exercises()

    def begins(name: str, told: Mapping[str, Any]) -> dict[str, Any]:
        place = Path(tempfile.mkdtemp(dir=tmp_path))
        monkeypatch.setenv("TERTULIA_PLAN", str(place / "my-plan.json"))
        ProfileKeeper().change(sector="retail")
        ProfileKeeper().change(**told)
        return {key: control.entry for key, control in kinds[name]("bakery").controls.named().items()}

    untold = {name: begins(name, {}) for names in USED_IN.values() for name in names}
    for fact, told in TOLD_OTHERWISE.items():
        for name in USED_IN[fact]:
            assert begins(name, told) != untold[name], (fact, name)


def test_every_exercise_that_uses_a_fact_has_a_name_within_a_sentence():
    for name in {name for names in USED_IN.values() for name in names}:
        title = exercise_title(name)
        assert title and title == title[0].lower() + title[1:]


@pytest.mark.parametrize("name", widgets.__all__)
def test_every_control_that_holds_a_fact_exists(name):
    exercise = getattr(widgets, name)("bakery")
    assert set(exercise.facts) <= set(exercise.controls.named())


def test_what_was_added_with_nothing_typed_is_not_filled_from_the_plan():
    tell(sector="retail")
    brief = widgets.manager_brief("bakery")
    begun = {name: control.entry for name, control in brief.controls.named().items()}
    brief.plan_button.button.click()
    again = widgets.manager_brief("bakery")
    assert {name: control.entry for name, control in again.controls.named().items()} == begun
