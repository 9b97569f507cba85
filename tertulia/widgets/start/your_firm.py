"""Your firm, told once: what every exercise needs to know of it. Nothing is compulsory but what the firm does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.edition import edition
from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html, as_html, joined, markup
from tertulia.language import _, and_list, currency_words, number
from tertulia.models.department import Department
from tertulia.models.errors import InputError
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.ideas import Care
from tertulia.models.strategy.networks import NETWORKS
from tertulia.post_ideas import sector_words, sectors
from tertulia.profile import AGES, Buyers, FoundAt, HowMuch, NotShown, Profile, Women
from tertulia.terms import ABROAD, CUSTOMER_LANGUAGES, ONLINE, REGIONS, department_words, language_words, region_words
from tertulia.widgets.base.components import conclusion, section
from tertulia.widgets.base.controls import (
    Choice,
    Control,
    Controls,
    DateField,
    Slider,
    TextField,
    Tick,
    WholeNumberField,
    card,
)
from tertulia.widgets.base.exercise import Exercise, address
from tertulia.widgets.base.words import hours_bold, skill_words
from tertulia.widgets.start.your_firm_facts import (
    ACCOUNTS,
    CLOSURES,
    DECEMBER,
    FACTS,
    JANUARY,
    with_accounts,
    with_closures,
    with_months,
)
from tertulia.widgets.start.your_firm_words import (
    COUNTRIES,
    age_words,
    buyers_words,
    care_words,
    country_words,
    firm_lines,
    how_much_words,
    month_words,
    not_shown_words,
    place_words,
    women_words,
)

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

UNTOLD = ""


class YourFirmRefusal(StrEnum):
    """Why an answer is refused."""

    OUT_OF_RANGE = "out_of_range"
    TWICE = "twice"
    """The same network once more."""
    BACKWARDS = "backwards"
    """Closed until a day before the first."""


@dataclass(kw_only=True)
class AccountControls(Controls):
    """A network the firm is on."""

    network: Choice
    followers: WholeNumberField


@dataclass(kw_only=True)
class ClosureControls(Controls):
    """Days on which the firm is shut."""

    first: DateField
    last: DateField


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
    nowhere: Tick
    hours: Slider
    open_from: Choice
    open_until: Choice
    quiet_from: Choice
    quiet_until: Choice
    quiet_hours: Slider
    closed: tuple[ClosureControls, ...]
    skills: Mapping[str, Choice]
    refuses: Mapping[str, Tick]
    care: Mapping[str, Tick]
    accounts: tuple[AccountControls, ...]
    euros: WholeNumberField


class YourFirm(Exercise[YourFirmControls]):
    """What every exercise will know of the learner's firm."""

    name = "your_firm"
    facts = FACTS

    result: Profile
    """The firm as it was told."""

    def make_controls(self, firm: ExampleFirm) -> YourFirmControls:
        """The questions, empty or as an invented firm answers them."""
        start = self.start(firm)
        networks = [(_("none"), UNTOLD), *((network.name, key) for key, network in NETWORKS.items())]
        months = [(month_words(month), month) for month in range(1, 13)]
        untold = (_("choose"), UNTOLD)
        much = [untold, *((how_much_words(each), each.value) for each in HowMuch)]

        def ticks(name: str, words: Mapping[Any, str]) -> dict[str, Tick]:
            return {str(key): Tick(label, start[f"{name}.{key}"]) for key, label in words.items()}

        controls = YourFirmControls(
            sector=Choice(
                _("What the firm does"),
                [untold, *((sector_words(each.key), each.key) for each in sectors())],
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
            languages=ticks("languages", {code: language_words(code) for code in CUSTOMER_LANGUAGES}),
            countries=ticks("countries", {code: country_words(code) for code in COUNTRIES}),
            places=ticks("places", {place: place_words(place) for place in FoundAt}),
            nowhere=Tick(_("Nowhere yet"), start["nowhere"]),
            hours=Slider(_("Hours a week for the networks"), start["hours"], 0, 15, 0.5, hours_bold),
            open_from=Choice(_("Open from"), months, start["open_from"]),
            open_until=Choice(_("Open until the end of"), months, start["open_until"]),
            quiet_from=Choice(
                _("Fewer hours for the networks from"), [(_("no month"), 0), *months], start["quiet_from"]
            ),
            quiet_until=Choice(_("Fewer hours until the end of"), months, start["quiet_until"]),
            quiet_hours=Slider(_("Hours a week then"), start["quiet_hours"], 0, 15, 0.5, hours_bold),
            closed=tuple(
                ClosureControls(
                    first=DateField(_("Closed from") if place == 0 else _("Closed again from"), None),
                    last=DateField(_("Closed until, that day too") if place == 0 else _("Until, that day too"), None),
                )
                for place in range(CLOSURES)
            ),
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
            euros=WholeNumberField(
                _("{currencies} a week for adverts").format(currencies=currency_words(begins=True)), start["euros"]
            ),
        )
        for tick in controls.places.values():
            tick.observe(partial(self._found, tick))
        controls.nowhere.observe(self._found_nowhere)
        return controls

    def _found(self, place: Tick) -> None:
        """Whoever is found somewhere is not found nowhere."""
        if place.value:
            with self.quietly():
                self.controls.nowhere.value = False

    def _found_nowhere(self) -> None:
        if self.controls.nowhere.value:
            with self.quietly():
                for place in self.controls.places.values():
                    place.value = False

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """An invented firm's answers; of the learner's own, and of one that was told as it is, nothing."""
        own = firm.starts == OWN
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
            "region": (edition().region or UNTOLD) if own else firm.region,
            "people": 0 if own else firm.staff,
            "leader": UNTOLD if own else Department.OWNER.value,
            "answers": "" if own else firm.owner,
            "stand_in": "",
            "buyers": UNTOLD if own else buyers.value,
            **ages,
            "women": UNTOLD if own else women.value,
            **{f"languages.{code}": not own and code == "es" for code in CUSTOMER_LANGUAGES},
            **{f"countries.{code}": not own and code == "ES" for code in COUNTRIES},
            **{f"places.{place}": not own and places[place] for place in FoundAt},
            "nowhere": False,
            "hours": 0.0 if own else firm.hours,
            "open_from": JANUARY,
            "open_until": DECEMBER,
            "quiet_from": 0,
            "quiet_until": DECEMBER,
            "quiet_hours": 0.0,
            **{f"closed.{place}.{end}": None for place in range(CLOSURES) for end in ("first", "last")},
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
            card(_("Where people find you today"), [*asked.places.values(), asked.nowhere, *accounts]),
            card(_("What you can make"), list(asked.skills.values())),
            card(_("What you will not show"), list(asked.refuses.values())),
            card(_("Where care is needed"), list(asked.care.values())),
            card(_("Languages of your customers"), list(asked.languages.values())),
            card(_("Where they come from"), list(asked.countries.values())),
            card(
                _("Season and money"),
                [
                    asked.open_from,
                    asked.open_until,
                    asked.quiet_from,
                    asked.quiet_until,
                    asked.quiet_hours,
                    *(day for each in asked.closed for day in (each.first, each.last)),
                    asked.euros,
                ],
            ),
        ]

    def answer_parts(self) -> list[Any]:
        """The firm in a few lines."""
        return [self.numbers]

    def show(self) -> None:
        """The firm as the exercises will know it, and where to go on."""
        # what was told of the learner's own firm is not taken back by one button: each answer can be
        (self.reset.add_class if self.firm.key == OWN else self.reset.remove_class)("tt-hidden")
        self._close_up()
        self._check()
        self.result = profile = self.shown()
        title = profile.name or _("Your firm")
        rows = joined(Html(f"<li>{as_html(line)}</li>") for line in firm_lines(profile))
        self.numbers.value = section(title, Html(f"<ul>{rows}</ul>") if rows else "")
        self.mini.value = Html(f"<p><b>{as_html(title)}</b></p>")
        self.words.value = conclusion(*self._meaning(profile))

    def _check(self) -> None:
        asked = self.controls
        followers = [(f"accounts.{place}.followers", each.followers) for place, each in enumerate(asked.accounts)]
        limits = [("people", asked.people, 10_000), ("euros", asked.euros, 100_000)]
        for field, control, high in [*limits, *((field, control, 10_000_000) for field, control in followers)]:
            if not 0 <= control.value <= high:
                raise InputError(field, YourFirmRefusal.OUT_OF_RANGE, high=high)
        networks = [each.network.value for each in asked.accounts]
        for place, network in enumerate(networks):
            if network and network in networks[:place]:
                raise InputError(f"accounts.{place}.network", YourFirmRefusal.TWICE)
        for place, each in enumerate(asked.closed):
            if each.first.value and each.last.value and each.last.value < each.first.value:
                raise InputError(f"closed.{place}.last", YourFirmRefusal.BACKWARDS)

    def _close_up(self) -> None:
        """Ask for one network more than were chosen, for followers where one was, for quiet hours in quiet months."""
        asked = self.controls
        chosen = [(each.network.value, each.followers.value) for each in asked.accounts if each.network.value]
        with self.quietly():
            for place, each in enumerate(asked.accounts):
                each.network.value, each.followers.value = chosen[place] if place < len(chosen) else (UNTOLD, 0)
                _show(each.network, place <= len(chosen))
                _show(each.followers, place < len(chosen))
        for before, after in pairwise(asked.closed):
            told = bool((before.first.value and before.last.value) or after.first.value or after.last.value)
            _show(after.first, told)
            _show(after.last, told)
        for control in (asked.quiet_until, asked.quiet_hours):
            _show(control, bool(asked.quiet_from.value))

    def shown(self) -> Profile:
        """The firm the controls describe."""
        named = self.controls.named()
        told = self._told_firm()
        if told is not None:
            return told.with_changes(named, self.told_together)
        profile = Profile()
        for name, fact in self.facts.items():
            profile = fact.change(profile, named[name].entry)
        return self.told_together(profile)

    def told_together(self, profile: Profile) -> Profile:
        """Networks with their followers, the seasons and the days it is shut; that no place was named is no answer."""
        asked = self.controls
        if profile.places == () and not asked.nowhere.value:
            profile = replace(profile, places=None)
        accounts = [(each.network.value, each.followers.value) for each in asked.accounts]
        if not any(control.has_problem for each in asked.accounts for control in (each.network, each.followers)):
            profile = with_accounts(profile, accounts)
        if not any(each.last.has_problem for each in asked.closed):
            profile = with_closures(profile, [(each.first.value, each.last.value) for each in asked.closed])
        profile = with_months(profile, "open_months", asked.open_from.value, asked.open_until.value)
        return with_months(profile, "quiet_months", asked.quiet_from.value, asked.quiet_until.value)

    def about(self) -> str:
        """An example is marked; of the learner's own firm the whole page speaks."""
        return "" if self.firm.key == OWN else super().about()

    def _note(self) -> Html:
        """In the book: the page is empty until Python is there, and a page that comes alive says so in this place."""
        words = _("You can answer as soon as this page has come alive, in a few seconds.")
        return Html(f'<p class="tt-note" data-live-status>{as_html(words)}</p>')

    def _meaning(self, profile: Profile) -> list[str]:
        if self.firm.key != OWN:
            return [_("So an invented firm answers. Choose “My firm” above to tell yours.")]
        if not profile.told:
            return [_("Say what the firm does, and every exercise begins with your firm. The rest can wait.")]
        if self.own_firm.fault is not None:
            return [_("This page knows your firm now. The others will not, as long as this device keeps nothing.")]
        link = address("exercises/start/foundations_check")
        following = markup(
            _(
                "Every exercise knows this now, and asks for what is missing. "
                '<a href="{link}">Go on with the foundations</a>.'
            )
            if link
            else _("Every exercise knows this now, and asks for what is missing."),
            link=link,
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
        """A number nobody can mean, or a network named twice."""
        if error.code == YourFirmRefusal.TWICE:
            return _("This network stands above already. Choose another one, or none.")
        if error.code == YourFirmRefusal.BACKWARDS:
            return _("This day comes before the first one. Choose a later day.")
        return _("Type a number from {low} to {high}.").format(low=number(0), high=number(int(error.values["high"])))

    def for_plan(self, plan: Plan) -> Plan:
        """Whose plan it is, who answers and stands in, the hours."""
        from tertulia.plan import updates

        return updates.with_profile(plan, self.shown())

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """What the plan says of the firm."""
        firm, duties = plan.firm, plan.duties
        return {
            "name": firm.name or None,
            "makes": firm.does or None,
            "people": firm.staff,
            "leader": duties.channel and duties.channel.value,
            "answers": duties.answers or None,
            "stand_in": duties.stand_in or None,
            "hours": duties.hours,
        }

    def nothing_yet(self) -> str:
        """Without a sector there is no firm yet."""
        return "" if self.shown().told else _("Say first what the firm does.")

    def summary(self) -> str:
        """The firm in a line."""
        profile = self.shown()
        return "; ".join([profile.name or _("Your firm"), *firm_lines(profile)])


def _show(control: Control, shown: bool) -> None:
    """Show a question, or leave it out as long as it does not apply."""
    (control.box.remove_class if shown else control.box.add_class)("tt-hidden")
