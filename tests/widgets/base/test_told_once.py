"""What is said in one exercise is not asked in the next, and two tabs of one exercise keep what was typed in either."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable

import pytest

from tertulia.device import store
from tertulia.entries import EntriesKeeper
from tertulia.firms import own_firm
from tertulia.profile import Account, FoundAt, Profile, ProfileKeeper
from tertulia.widgets import (
    content_mix,
    foundations_check,
    manager_brief,
    monthly_report,
    network_picker,
    results_dashboard,
    rumour_run,
    strategy_canvas,
    workplace_network,
)

pytestmark = pytest.mark.usefixtures("place", "undrawn")


def known() -> Profile:
    return ProfileKeeper().load()


@pytest.fixture(autouse=True)
def shop(place):
    ProfileKeeper().change(
        sector="retail",
        people=5,
        hours=4.0,
        ages=("35-54",),
        answers="Elvira",
        places=(FoundAt.WEBSITE, FoundAt.MAP, FoundAt.EMAIL),
        accounts=(Account("linkedin", 80),),
        network="linkedin",
    )


def test_what_the_foundations_found_right_the_picker_does_not_ask():
    assert not network_picker().controls.basics_right.value, "to be on the map is not yet to be right there"
    check = foundations_check()
    check.controls["questions.listing_right"].value = True
    assert known().details_right is None and not network_picker().controls.basics_right.value
    check.controls["questions.current"].value = True
    picker = network_picker()
    assert known().details_right and picker.controls.basics_right.value
    picker.controls.basics_right.value = False
    again = foundations_check()
    assert not again.controls["questions.listing_right"].value and not again.controls["questions.current"].value


def test_one_of_two_ticks_taken_back_leaves_the_other():
    network_picker().controls.basics_right.value = True
    check = foundations_check()
    assert check.controls["questions.listing_right"].value and check.controls["questions.current"].value
    check.controls["questions.current"].value = False
    assert known().details_right is False
    again = foundations_check()
    assert again.controls["questions.listing_right"].value and not again.controls["questions.current"].value


def test_without_a_website_nothing_is_right_on_it():
    ProfileKeeper().change(places=(FoundAt.MAP,), details_right=True)
    check = foundations_check()
    assert check.controls["questions.listing_right"].value and not check.controls["questions.current"].value


def test_the_network_added_to_the_plan_is_the_first_one_elsewhere():
    network_picker().controls.basics_right.value = True
    picker = network_picker()
    picker.controls.aim.value = "new_customers"
    chosen = picker.result.network
    assert chosen not in (None, "linkedin") and known().network == "linkedin", "looked at is not chosen"
    picker.plan_button.button.click()
    assert known().network == chosen and content_mix().controls.network.value == chosen
    assert "content mix" in picker.used_elsewhere.value
    mix = content_mix()
    mix.controls.network.value = "youtube"
    network_picker().controls.women.value = 7
    assert known().network == "youtube", "only what is added is chosen"


def test_nobody_follows_a_firm_where_it_is_not_yet():
    accounts = (Account("linkedin", 80),)
    assert own_firm(Profile(sector="retail", accounts=accounts, network="instagram")).today == 0
    assert own_firm(Profile(sector="retail", accounts=accounts, network="linkedin")).today == 80


def test_an_hours_cost_a_margin_and_traced_sales_are_asked_once():
    results = results_dashboard()
    for name, value in (("hour_euros", 17), ("conversions", 3), ("margin", 12.5)):
        results.controls[name].value = value
    report = monthly_report()
    assert [report.controls[name].value for name in ("hour_euros", "conversions", "margin")] == [17, 3, 12.5]
    assert manager_brief().controls.hour.value == 17.0
    report.controls.costs.conversions.value = 4
    assert results_dashboard().controls.costs.conversions.value == 4
    manager_brief().controls.hour.value = 18.6
    assert results_dashboard().controls.costs.hour_euros.value == 19 and manager_brief().controls.hour.value == 18.6


@pytest.mark.parametrize(
    ("name", "value"), [("departments", "Taller 3, Tienda 2"), ("people", "Ana; Taller\nLeo; Taller; Ana\nMar; Tienda")]
)
def test_who_works_there_is_listed_once(name, value):
    workplace_network().controls.staff[name].value = value
    assert rumour_run().controls.staff[name].value == value
    rumour_run().controls.staff[name].value = f"{value[:-1]}4" if name == "departments" else f"{value}\nPau"
    assert workplace_network().controls.staff[name].value == rumour_run().controls.staff[name].value != value


def test_two_tabs_of_one_exercise_keep_what_was_typed_in_either():
    one, other = strategy_canvas(), strategy_canvas()
    one.controls.audience.value = "people who frame"
    other.controls.question.value = "What is missing?"
    again = strategy_canvas()
    assert (again.controls.audience.value, again.controls.question.value) == ("people who frame", "What is missing?")
    one.controls.heard_by.value = "all of us"
    other.controls.question.value = ""
    again = strategy_canvas().controls
    assert (again.audience.value, again.question.value, again.heard_by.value) == ("people who frame", "", "all of us")
    other.controls.audience.value = "people who look"
    assert strategy_canvas().controls.audience.value == "people who look", "what changed last counts"


@pytest.mark.parametrize("values", [None, 3, [], {"audience": 4}])
def test_what_another_tab_left_there_may_be_anything(values, place):
    canvas = strategy_canvas()
    written = {"format": "tertulia-entries", "version": 1, "exercises": {"canvas": {"values": values, "state": 1}}}
    place.with_name("my-entries.json").write_text(json.dumps(written))
    canvas.controls.question.value = "What is missing?"
    kept = EntriesKeeper("canvas").load()
    assert kept is not None and kept["values"]["question"] == "What is missing?"


@pytest.fixture
def refused(monkeypatch):
    """refused[name](why): the browser could not keep after all what it was given last."""
    calls: dict[str, Callable[[str], None]] = {}
    monkeypatch.setattr("tertulia.browser.when_refused", calls.__setitem__)
    return calls


class Full:
    """A browser that has no room for more than a store holds now."""

    def __init__(self, name: str) -> None:
        self.text = store(name).read()

    def read(self) -> str | None:
        return self.text

    def write(self, text: str, expected: str | None) -> bool:
        raise OSError(errno.ENOSPC, "full")

    def erase(self) -> None: ...


def test_what_could_not_be_kept_after_all_is_said_at_once_and_still_known(refused):
    canvas, firm, entries = strategy_canvas(), Full("firm"), Full("entries")
    canvas.controls.audience.value, canvas.controls.response_owner.value = "people who frame", "Tomás"
    assert "keeps nothing" not in canvas.about_firm.value
    canvas.own_firm._profiles.place, canvas.own_firm._keeper.place = firm, entries
    refused["firm"]("full")
    refused["entries"]("full")
    assert "keeps nothing" in canvas.about_firm.value
    assert canvas.own_firm.profile.answers == "Tomás" and canvas.own_firm.profile.sector == "retail"


def test_what_another_tab_wrote_in_the_same_moment_is_joined(refused, place):
    canvas = strategy_canvas()
    firm = place.with_name("my-firm.json").read_text()
    canvas.controls.audience.value, canvas.controls.response_owner.value = "people who frame", "Tomás"
    place.with_name("my-firm.json").write_text(firm.replace('"people": 5', '"people": 6'))
    other = {"canvas": {"values": {"question": "What is missing?"}, "state": None}}
    place.with_name("my-entries.json").write_text(
        json.dumps({"format": "tertulia-entries", "version": 1, "exercises": other})
    )
    refused["firm"]("changed")
    refused["entries"]("changed")
    assert (known().answers, known().people) == ("Tomás", 6)
    again = strategy_canvas().controls
    assert (again.audience.value, again.question.value) == ("people who frame", "What is missing?")
