"""Your firm, told once: what every exercise needs to know of it. Nothing is compulsory but what the firm does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html, as_html, markup
from tertulia.language import _, and_list, number
from tertulia.models.department import Department
from tertulia.models.errors import InputError
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.ideas import Sector
from tertulia.models.strategy.networks import NETWORKS
from tertulia.profile import AGES, Account, Buyers, Care, FoundAt, HowMuch, NotShown, Profile, SkillLevel, Women
from tertulia.terms import department_words, sector_words
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.components import conclusion, section
from tertulia.widgets.base.controls import Choice, Control, Controls, Slider, TextField, Tick, WholeNumberField, card
from tertulia.widgets.base.exercise import Exercise, address
from tertulia.widgets.base.firm_facts import Fact
from tertulia.widgets.base.words import hours_bold, skill_words
from tertulia.widgets.start.your_firm_words import (
    ABROAD,
    ONLINE,
    REGIONS,
    age_words,
    buyers_words,
    care_words,
    country_words,
    firm_lines,
    how_much_words,
    language_words,
    month_words,
    not_shown_words,
    place_words,
    region_words,
    women_words,
)

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

COUNTRIES = ("ES", "FR", "PT", "DE", "GB", "XX")
LANGUAGES = ("es", "ca", "eu", "gl", "en", "fr", "de", "pt")
ACCOUNTS = 3
"""Networks a small firm is on at most, as this page asks."""

UNTOLD = ""

_REGIONS: Mapping[str, str] = {"bakery": "ES-CL", "workshop": "ES-NC", "guesthouse": "ES-CB"}
"""Where the invented firms are."""


class YourFirmRefusal(StrEnum):
    """Why a number is refused."""

    OUT_OF_RANGE = "out_of_range"


@dataclass(kw_only=True)
class AccountControls(Controls):
    """A network the firm is on."""

    network: Choice
    followers: WholeNumberField


@dataclass(kw_only=True)
class YourFirmControls(Controls):
    """The firm, its customers, its time, what it makes, where it is."""

    sector: Choice
    name: TextField
    makes: TextField
    region: Choice
    people: WholeNumberField
    leader: Choice
    answers: TextField
    stand_in: TextField
    buyers: Choice
    ages: Mapping[str, Tick]
    women: Choice
    languages: Mapping[str, Tick]
    countries: Mapping[str, Tick]
    places: Mapping[str, Tick]
    hours: Slider
    quiet_hours: Slider
    open_from: Choice
    open_until: Choice
    skills: Mapping[str, Choice]
    refuses: Mapping[str, Tick]
    care: Mapping[str, Tick]
    accounts: tuple[AccountControls, ...]
    euros: WholeNumberField


def _one_of(field: str, key: str, kind: Callable[[str], Any]) -> Fact:
    """Whether one of several stands in a tuple of the profile."""

    def read(profile: Profile) -> bool | None:
        held = getattr(profile, field)
        return kind(key) in held if held else None

    def change(profile: Profile, value: bool) -> Profile:
        others = tuple(each for each in getattr(profile, field) or () if each != kind(key))
        facts: dict[str, Any] = {field: (*others, kind(key)) if value else others}
        return replace(profile, **facts)

    return Fact(field, read, change)


def _month(first: bool) -> Fact:
    """The first or the last month of the season."""

    def read(profile: Profile) -> int | None:
        months = profile.open_months
        if not months:
            return None
        return months[0] if first else months[-1]

    def change(profile: Profile, value: int) -> Profile:
        months = profile.open_months
        begin, end = (value, months[-1] if months else value) if first else (months[0] if months else value, value)
        if not value:
            return replace(profile, open_months=())
        length = (end - begin) % 12
        return replace(profile, open_months=tuple((begin - 1 + step) % 12 + 1 for step in range(length + 1)))

    return Fact("open_months", read, change)


def _account(place: int, part: str) -> Fact:
    """The network, or its followers, of one of the firm's accounts."""

    def read(profile: Profile) -> Any:
        return getattr(profile.accounts[place], part) if place < len(profile.accounts) else None

    def change(profile: Profile, value: Any) -> Profile:
        accounts = [*profile.accounts, *[Account()] * (place + 1 - len(profile.accounts))]
        if part == "network":
            accounts[place] = Account(value, accounts[place].followers)
        else:
            accounts[place] = Account(accounts[place].network, value)
        named = tuple(each for each in accounts if each.network)
        network = profile.network or (named[0].network if named else "")
        return replace(profile, accounts=named, network=network)

    return Fact("accounts", read, change)


def _skill(skill: ContentSkill) -> Fact:
    """How much of this the firm can make, as this page asks it."""

    def read(profile: Profile) -> str | None:
        much = profile.can(skill)
        return None if much is None else str(much)

    def change(profile: Profile, value: str) -> Profile:
        others = tuple(each for each in profile.skills if each.skill is not skill)
        return replace(profile, skills=(*others, SkillLevel(skill, HowMuch(value))) if value else others)

    return Fact("skills", read, change)


class YourFirm(Exercise[YourFirmControls]):
    """What every exercise will know of the learner's firm."""

    name = "your_firm"
    facts = {
        "sector": firm_facts.SECTOR,
        "name": firm_facts.NAME,
        "makes": firm_facts.MAKES,
        "region": firm_facts.REGION,
        "people": firm_facts.PEOPLE,
        "leader": firm_facts.LEADER,
        "answers": firm_facts.ANSWERS,
        "stand_in": firm_facts.STAND_IN,
        "buyers": firm_facts.BUYERS,
        "women": firm_facts.WOMEN,
        "hours": firm_facts.HOURS,
        "quiet_hours": firm_facts.QUIET_HOURS,
        "euros": firm_facts.EUROS,
        "open_from": _month(True),
        "open_until": _month(False),
        **{f"ages.{band}": firm_facts.age_band(band) for band in AGES},
        **{f"languages.{code}": _one_of("languages", code, str) for code in LANGUAGES},
        **{f"countries.{code}": _one_of("countries", code, str) for code in COUNTRIES},
        **{f"places.{place}": firm_facts.found_at(place) for place in FoundAt},
        **{f"skills.{skill}": _skill(skill) for skill in ContentSkill},
        **{f"refuses.{each}": _one_of("refuses", each, NotShown) for each in NotShown},
        **{f"care.{each}": _one_of("care", each, Care) for each in Care},
        **{
            f"accounts.{place}.{part}": _account(place, part)
            for place in range(ACCOUNTS)
            for part in ("network", "followers")
        },
    }

    def make_controls(self, firm: ExampleFirm) -> YourFirmControls:
        """The questions, empty or as an invented firm answers them."""
        start = self.start(firm)
        networks = [(_("none"), UNTOLD), *((network.name, key) for key, network in NETWORKS.items())]
        months = [(_("all year"), 0), *((month_words(month), month) for month in range(1, 13))]
        untold = (_("choose"), UNTOLD)
        much = [untold, *((how_much_words(each), each.value) for each in HowMuch)]

        def ticks(name: str, words: Mapping[Any, str]) -> dict[str, Tick]:
            return {str(key): Tick(label, start[f"{name}.{key}"]) for key, label in words.items()}

        return YourFirmControls(
            sector=Choice(
                _("What the firm does"),
                [untold, *((sector_words(each), each.value) for each in Sector)],
                start["sector"],
            ),
            name=TextField(_("Name of the firm"), start["name"], most=80),
            makes=TextField(_("What it makes or sells, in a few words"), start["makes"], most=200),
            region=Choice(
                _("Where it is"),
                [untold, *((region_words(each), each) for each in (*REGIONS, ONLINE, ABROAD))],
                start["region"],
            ),
            people=WholeNumberField(_("People who work there, you included"), start["people"]),
            leader=Choice(
                _("Who decides what is published"),
                [untold, *((department_words(each), each.value) for each in Department)],
                start["leader"],
            ),
            answers=TextField(_("Who answers messages"), start["answers"], _("a name"), most=80),
            stand_in=TextField(_("Who stands in on days off"), start["stand_in"], _("a name"), most=80),
            buyers=Choice(
                _("Who buys from you"),
                [untold, *((buyers_words(each), each.value) for each in Buyers)],
                start["buyers"],
            ),
            ages=ticks("ages", {band: age_words(band) for band in AGES}),
            women=Choice(
                _("How many are women"), [untold, *((women_words(each), each.value) for each in Women)], start["women"]
            ),
            languages=ticks("languages", {code: language_words(code) for code in LANGUAGES}),
            countries=ticks("countries", {code: country_words(code) for code in COUNTRIES}),
            places=ticks("places", {place: place_words(place) for place in FoundAt}),
            hours=Slider(_("Hours a week for the networks"), start["hours"], 0, 15, 0.5, hours_bold),
            quiet_hours=Slider(_("In quiet weeks"), start["quiet_hours"], 0, 15, 0.5, hours_bold),
            open_from=Choice(_("Open from"), months, start["open_from"]),
            open_until=Choice(_("Open until the end of"), months, start["open_until"]),
            skills={str(each): Choice(skill_words(each), much, start[f"skills.{each}"]) for each in ContentSkill},
            refuses=ticks("refuses", {each: not_shown_words(each) for each in NotShown}),
            care=ticks("care", {each: care_words(each) for each in Care}),
            accounts=tuple(
                AccountControls(
                    network=Choice(
                        _("Network {n}").format(n=number(place + 1)), networks, start[f"accounts.{place}.network"]
                    ),
                    followers=WholeNumberField(
                        _("Followers today on network {n}").format(n=number(place + 1)),
                        start[f"accounts.{place}.followers"],
                    ),
                )
                for place in range(ACCOUNTS)
            ),
            euros=WholeNumberField(_("Euros a week for adverts"), start["euros"]),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """An invented firm's answers; for the learner's own, nothing."""
        own = firm.key == OWN
        ages = {f"ages.{band}": not own and firm.ages.get(band, 0) > 0 for band in AGES}
        makes = {1.0: HowMuch.YES, 0.5: HowMuch.SOME, 0.0: HowMuch.NO}
        places = {
            FoundAt.WEBSITE: firm.website,
            FoundAt.EMAIL: firm.email,
            FoundAt.MAP: firm.basics,
            FoundAt.LISTING: False,
            FoundAt.SHOP: True,
        }
        accounts: dict[str, Any] = {}
        for place in range(ACCOUNTS):
            first = place == 0 and not own
            accounts[f"accounts.{place}.network"] = firm.network if first else UNTOLD
            accounts[f"accounts.{place}.followers"] = firm.today if first else 0
        buyers = Buyers.FIRMS if firm.firms > 0.7 else Buyers.BOTH if firm.firms > 0.2 else Buyers.PEOPLE
        women = Women.MOST if firm.women > 0.65 else Women.FEW if firm.women < 0.35 else Women.HALF
        return {
            "sector": UNTOLD if own else firm.sector,
            "name": "" if own else firm.name,
            "makes": "",
            "region": UNTOLD if own else _REGIONS[firm.key],
            "people": 1 if own else firm.staff,
            "leader": UNTOLD if own else Department.OWNER.value,
            "answers": "" if own else firm.owner,
            "stand_in": "",
            "buyers": UNTOLD if own else buyers.value,
            **ages,
            "women": UNTOLD if own else women.value,
            **{f"languages.{code}": not own and code == "es" for code in LANGUAGES},
            **{f"countries.{code}": not own and code == "ES" for code in COUNTRIES},
            **{f"places.{place}": not own and places[place] for place in FoundAt},
            "hours": firm.hours,
            "quiet_hours": firm.hours,
            "open_from": 0,
            "open_until": 0,
            **{f"skills.{each}": UNTOLD if own else makes[firm.makes[each]].value for each in ContentSkill},
            **{f"refuses.{each}": False for each in NotShown},
            **{f"care.{each}": False for each in Care},
            **accounts,
            "euros": 0 if own else firm.euros,
        }

    def cards(self) -> list[ipywidgets.Box]:
        """Who, customers, time, content, networks, and what applies to some."""
        asked = self.controls
        accounts: list[Control] = [control for each in asked.accounts for control in (each.network, each.followers)]
        return [
            card(_("The firm"), [asked.sector, asked.name, asked.makes, asked.region, asked.people]),
            card(_("Who looks after it"), [asked.leader, asked.answers, asked.stand_in, asked.hours]),
            card(_("Your customers"), [asked.buyers, *asked.ages.values(), asked.women]),
            card(_("Where people find you today"), [*asked.places.values(), *accounts]),
            card(_("What you can make"), list(asked.skills.values())),
            card(_("What you will not show"), list(asked.refuses.values())),
            card(_("Where care is needed"), list(asked.care.values())),
            card(_("Languages of your customers"), list(asked.languages.values())),
            card(_("Where they come from"), list(asked.countries.values())),
            card(_("Season and money"), [asked.open_from, asked.open_until, asked.quiet_hours, asked.euros]),
        ]

    def answer_parts(self) -> list[Any]:
        """The firm in a few lines."""
        return [self.numbers]

    def show(self) -> None:
        """The firm as the exercises will know it, and where to go on."""
        people, euros = self.controls.people.value, self.controls.euros.value
        for field, value, high in (("people", people, 10_000), ("euros", euros, 100_000)):
            if not 0 <= value <= high:
                raise InputError(field, YourFirmRefusal.OUT_OF_RANGE, high=high)
        profile = self.shown()
        lines = firm_lines(profile)
        title = profile.name or _("Your firm")
        rows = Html("".join(f"<li>{as_html(line)}</li>" for line in lines))
        self.numbers.value = section(title, Html(f"<ul>{rows}</ul>")) if lines else section(title, "")
        self.mini.value = Html(f"<p><b>{as_html(title)}</b></p>")
        self.words.value = conclusion(*self._meaning(profile))

    def shown(self) -> Profile:
        """The firm the controls describe."""
        profile = self.own_firm.profile if self.firm.key == OWN else Profile()
        named = self.controls.named()
        for name, fact in self.facts.items():
            if self.firm.key != OWN:
                profile = fact.change(profile, named[name].entry)
        return profile

    def _meaning(self, profile: Profile) -> list[str]:
        if not profile.told:
            return [_("Say what the firm does, and every exercise begins with your firm. The rest can wait.")]
        following = markup(
            _(
                "Every exercise knows this now, and asks for what is missing. "
                '<a href="{link}">Go on with the foundations</a>.'
            ),
            link=address("exercises/start/foundations_check"),
        )
        missing = [
            label
            for told, label in (
                (profile.hours is not None, _("hours")),
                (bool(profile.answers), _("who answers")),
                (bool(profile.ages), _("ages of your customers")),
                (profile.places is not None, _("where people find you")),
            )
            if not told
        ]
        later = _("Not told yet: {list}. You will be asked where it is needed.").format(list=and_list(missing))
        return [following, later] if missing else [following]

    def complaint(self, error: InputError) -> str:
        """A number nobody can mean."""
        return _("Type a number from {low} to {high}.").format(low=number(0), high=number(int(error.values["high"])))

    def for_plan(self, plan: Plan) -> Plan:
        """Whose plan it is, who answers and stands in, the hours."""
        from tertulia.plan import updates

        return updates.with_profile(plan, self.shown())

    def nothing_yet(self) -> str:
        """Without a sector there is no firm yet."""
        return "" if self.shown().told else _("Say first what the firm does.")

    def summary(self) -> str:
        """The firm in a line."""
        profile = self.shown()
        return "; ".join([profile.name or _("Your firm"), *firm_lines(profile)])
