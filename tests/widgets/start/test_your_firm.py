"""Your firm, told once: nothing is compulsory but what it does, and all that was told is said back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from tertulia.language import speak
from tertulia.models.department import Department
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.plan.schema import Duties, Firm, Plan
from tertulia.profile import (
    AGES,
    Account,
    Buyers,
    Care,
    Closure,
    FoundAt,
    HowMuch,
    NotShown,
    Profile,
    ProfileKeeper,
    SkillLevel,
    Women,
)
from tertulia.widgets import foundations_check, your_firm

pytestmark = pytest.mark.usefixtures("place")

TOLD = Profile(
    name="Ferretería Sol",
    sector="retail",
    makes="screws, and advice",
    region="ES-NC",
    people=2,
    leader=Department.OWNER,
    answers="Fermín",
    stand_in="Iker",
    buyers=Buyers.BOTH,
    ages=("18-24", "25-34"),
    women=Women.FEW,
    countries=("ES", "XX"),
    languages=("es", "eu"),
    places=(FoundAt.MAP, FoundAt.SHOP),
    open_months=(11, 12, 1, 2),
    hours=2.5,
    quiet_hours=1.0,
    quiet_months=(1, 2),
    skills=(SkillLevel(ContentSkill.PHOTO, HowMuch.YES), SkillLevel(ContentSkill.WRITING, HowMuch.SOME)),
    refuses=(NotShown.FACES,),
    care=(Care.SECRET,),
    accounts=(Account("instagram", 120), Account("facebook", None)),
    euros=7.0,
    closed=(Closure(date(2027, 8, 2), date(2027, 8, 15)),),
    network="instagram",
)


def known() -> Profile:
    return ProfileKeeper().load()


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def told(firm) -> None:
    """Answer every question as `TOLD` says."""
    asked = firm.controls
    asked.sector.value, asked.name.value, asked.makes.value = "retail", "Ferretería Sol", "screws, and advice"
    asked.region.value, asked.people.value, asked.leader.value = "ES-NC", 2, "owner"
    asked.answers.value, asked.stand_in.value, asked.buyers.value = "Fermín", "Iker", "both"
    asked.women.value, asked.hours.value = "few", 2.5
    for ticks, keys in (
        (asked.ages, ("18-24", "25-34")),
        (asked.countries, ("ES", "XX")),
        (asked.languages, ("es", "eu")),
        (asked.places, ("map", "shop")),
        (asked.refuses, ("faces",)),
        (asked.care, ("secret",)),
    ):
        for key in keys:
            ticks[key].value = True
    asked.skills["photo"].value, asked.skills["writing"].value = "yes", "some"
    asked.accounts[0].network.value, asked.accounts[0].followers.value = "instagram", 120
    asked.accounts[1].network.value = "facebook"
    asked.open_from.value, asked.open_until.value = 11, 2
    asked.quiet_from.value, asked.quiet_until.value, asked.quiet_hours.value = 1, 2, 1.0
    asked.euros.value = 7
    asked.closed[0].first.value, asked.closed[0].last.value = date(2027, 8, 2), date(2027, 8, 15)


def test_the_page_begins_with_the_learners_own_firm_and_empty():
    firm = your_firm()
    assert firm.who.value == "mine" and firm.about_firm.value == "" and firm.shown() == Profile()
    assert firm.plan_button.button.disabled and "Say first what the firm does" in firm.plan_button.line.status.value
    assert "The rest can wait" in firm.words.value and known() == Profile()
    assert "once the page" not in firm._note() and "as soon as this page has come alive" in firm._note()


def test_the_sector_alone_is_enough():
    firm = your_firm()
    firm.controls.sector.value = "hospitality"
    assert known() == Profile(sector="hospitality")
    assert "Every exercise knows this now" in firm.words.value and not firm.plan_button.button.disabled
    assert "hours, who answers, ages of your customers and where people find you" in text_of(firm.words.value)
    assert foundations_check("bakery").who.value == "mine"


def test_every_answer_is_told_and_there_again():
    firm = your_firm()
    told(firm)
    assert known() == TOLD
    again = your_firm()
    assert again.shown() == TOLD and again.own_firm.profile == TOLD
    assert {name: control.entry for name, control in again.controls.named().items()} == {
        name: control.entry for name, control in firm.controls.named().items()
    }
    again.refresh()
    assert known() == TOLD


def test_every_answer_can_be_taken_back():
    told(your_firm())
    firm = your_firm()
    start = firm.start(firm.firm)
    blank = {name: value for name, value in start.items() if name not in ("hours", "quiet_hours")}
    for name, value in reversed(blank.items()):
        firm.controls[name].value = value
    firm.controls.hours.value = 0.0
    left = known()
    assert left == Profile(network="instagram", quiet_hours=1.0, euros=0.0)
    assert your_firm().shown() == left


def test_all_that_was_told_is_said_back_in_both_languages():
    firm = your_firm()
    told(firm)
    said = text_of(firm.numbers.value)
    for part in (
        "Ferretería Sol",
        "Books, toys, gifts, bicycles, another shop, Navarre",
        "screws, and advice",
        "2 people work here",
        "Fermín answers messages, and Iker stands in",
        "2.5 hours a week for the networks",
        "People and firms buy here",
        "Ages of the customers: 18 to 34 years",
        "Few of the customers are women",
        "People find it by the map and its shop or office",
        "It is on Instagram (120 followers) and Facebook",
        "Can do: good photos Now and then: written posts",
        "Not shown: faces, mine included",
        "Care is needed: customers’ work is confidential",
        "Customers speak Spanish and Basque",
        "Customers come from Spain and other countries",
        "Open from November to February",
        "1 hour a week for the networks from January to February",
        "€7 a week for adverts",
        "Closed: 2 August 2027 to 15 August 2027",
    ):
        assert part in said, part
    assert not re.search(r", [A-Z](?!avarre)|\{", said)
    assert "Not told yet" not in firm.words.value
    speak("es")
    spanish = text_of(your_firm().numbers.value)
    assert "noviembre" in spanish and "Ferretería Sol" in spanish and "{" not in spanish


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        (("0-17",), "under 18 years"),
        (("0-17", "18-24"), "up to 24 years"),
        (AGES, "up to 74 years"),
        (("18-24", "35-54"), "18 to 24 years and 35 to 54 years"),
        (("55-74",), "55 to 74 years"),
    ],
)
def test_ages_that_follow_each_other_are_one(bands, said):
    ProfileKeeper().change(sector="other", ages=bands)
    assert f"Ages of the customers: {said}<" in your_firm().numbers.value


def test_one_person_is_told_only_when_it_was_typed():
    firm = your_firm()
    assert firm.controls.people.value == 0
    firm.controls.people.value = 1
    assert known().people == 1 and "One person works here" in firm.numbers.value
    firm.controls.people.value = 0
    assert known().people is None


def test_nowhere_is_an_answer_and_excludes_the_places():
    firm = your_firm()
    firm.controls.places["website"].value = True
    firm.controls.nowhere.value = True
    assert not firm.controls.places["website"].value and known().places == ()
    assert "People find it nowhere yet" in firm.numbers.value
    assert your_firm().controls.nowhere.value
    firm.controls.places["shop"].value = True
    assert not firm.controls.nowhere.value and known().places == (FoundAt.SHOP,)
    firm.controls.places["shop"].value = False
    firm.controls.nowhere.value = True
    firm.controls.nowhere.value = False
    assert known().places is None


def test_networks_are_asked_one_by_one_and_close_up():
    firm = your_firm()
    first, second, third = firm.controls.accounts

    def hidden() -> list[bool]:
        asked = [control for each in (first, second, third) for control in (each.network, each.followers)]
        return ["tt-hidden" in control.box._dom_classes for control in asked]

    assert hidden() == [False, True, True, True, True, True]
    first.network.value, first.followers.value = "instagram", 120
    second.network.value, second.followers.value = "facebook", 30
    assert hidden() == [False, False, False, False, False, True]
    first.network.value = ""
    assert (first.network.value, first.followers.value, second.network.value) == ("facebook", 30, "")
    assert known().accounts == (Account("facebook", 30),)
    assert your_firm().controls.accounts[0].followers.value == 30


def test_a_network_named_twice_or_an_impossible_number_is_refused_and_not_told():
    firm = your_firm()
    firm.controls.sector.value = "retail"
    first, second, _third = firm.controls.accounts
    first.network.value, second.network.value = "instagram", "instagram"
    assert second.network.has_problem and not first.network.has_problem
    assert known().accounts == (Account("instagram", None),)
    second.network.value = "facebook"
    assert known().accounts == (Account("instagram", None), Account("facebook", None))
    for control, wrong, right in (
        (firm.controls.people, -3, 3),
        (first.followers, -1, 5),
        (firm.controls.euros, -1, 5),
    ):
        control.value = wrong
        assert control.has_problem and firm.plan_button.button.disabled
        assert your_firm().summary(), "a reload with it shows the page all the same"
        control.value = right
        assert not control.has_problem
    assert (known().people, known().followers("instagram"), known().euros) == (3, 5, 5.0)


def test_followers_told_as_none_and_more_networks_than_are_asked_stay():
    accounts = (Account("instagram", 0), Account("facebook", 1), Account("x", 2), Account("tiktok", 3))
    ProfileKeeper().change(sector="other", accounts=accounts)
    firm = your_firm()
    firm.controls.name.value = "a"
    assert known().accounts == accounts
    firm.controls.accounts[0].followers.value = 9
    assert known().accounts == (Account("instagram", 9), Account("facebook", 1), Account("x", 2), Account("tiktok", 3))


def test_a_season_over_the_new_year_and_the_whole_year():
    firm = your_firm()
    firm.controls.open_from.value = 11
    assert known().open_months == (11, 12)
    firm.controls.open_until.value = 1
    assert known().open_months == (11, 12, 1)
    firm.controls.open_until.value = 10
    assert known().open_months == (), "eleven to ten is the whole year"
    assert "tt-hidden" in firm.controls.quiet_hours.box._dom_classes
    firm.controls.quiet_from.value = 8
    assert "tt-hidden" not in firm.controls.quiet_hours.box._dom_classes
    firm.controls.quiet_until.value = 8
    assert known().quiet_months == (8,)


def test_days_it_is_shut_are_told_in_whole_and_asked_one_after_the_other():
    firm = your_firm()
    summer, other = firm.controls.closed
    summer.first.value = date(2027, 8, 15)
    assert known().closed == (Closure(date(2027, 8, 15), None),) and "tt-hidden" in other.first.box._dom_classes
    summer.last.value = date(2027, 8, 2)
    assert summer.last.has_problem and "comes before" in summer.last._message.value
    assert known().closed == (Closure(date(2027, 8, 15), None),) and your_firm().controls.closed[0].last.has_problem
    summer.last.value = date(2027, 8, 20)
    assert known().closed == (Closure(date(2027, 8, 15), date(2027, 8, 20)),)
    assert "tt-hidden" not in other.first.box._dom_classes
    other.first.value, other.last.value = date(2027, 12, 25), date(2027, 12, 25)
    again = your_firm()
    assert again.controls.closed[1].last.value == date(2027, 12, 25) and len(known().closed) == 2
    summer.first.value = None
    assert [each.entry for each in your_firm().controls.closed[0].named().values()] == [None, "2027-08-20"]
    assert "August" not in your_firm().numbers.value
    summer.last.value = other.first.value = other.last.value = None
    assert known().closed == ()


def test_an_example_is_marked_tells_nothing_and_the_own_answers_come_back():
    firm = your_firm()
    told(firm)
    firm.who.value = "guesthouse"
    assert "An invented example" in firm.about_firm.value and "Casa Alba" in firm.numbers.value
    assert "So an invented firm answers" in firm.words.value
    firm.controls.name.value = "Casa Nueva"
    assert known() == TOLD
    firm.who.value = "mine"
    assert firm.shown() == TOLD


def test_no_button_erases_what_was_told():
    firm = your_firm()
    told(firm)
    assert "tt-hidden" in firm.reset._dom_classes
    firm.reset.click()
    assert known() == TOLD and firm.shown() == TOLD
    firm.who.value = "bakery"
    assert "tt-hidden" not in firm.reset._dom_classes


def test_the_plan_gets_what_was_told_and_loses_nothing():
    before = Plan(firm=Firm(name="old", place="Pamplona", owner="Amaia"), duties=Duties(answers="Amaia", hours=9.0))
    firm = your_firm()
    firm.controls.sector.value = "retail"
    assert firm.for_plan(before) == before
    told(firm)
    plan = firm.for_plan(before)
    assert plan.firm == replace(before.firm, name="Ferretería Sol", does="screws, and advice", staff=2)
    assert (plan.duties.answers, plan.duties.stand_in, plan.duties.hours) == ("Fermín", "Iker", 2.5)
    assert firm.for_plan(plan) == plan


def test_where_nothing_is_kept_the_page_does_not_promise_it(monkeypatch):
    from tertulia.device import Nowhere

    for module in ("tertulia.profile", "tertulia.entries"):
        monkeypatch.setattr(f"{module}.store", lambda _name: Nowhere())
    firm = your_firm()
    firm.controls.sector.value = "retail"
    assert "Every exercise knows" not in firm.words.value and "The others will not" in firm.words.value
    assert "keeps nothing" in firm.about_firm.value
