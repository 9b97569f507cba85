"""The learner's firm, told once: what several exercises need to know, each fact in one place.

Every fact may be missing: None, an empty text or an empty tuple says "not told yet", and an exercise asks where it is
first needed. The profile is small and is read without the plan, so that a page shows the learner's own firm at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from tertulia.device import TRIES, Store, store, what_failed
from tertulia.edition import edition
from tertulia.models.department import Department
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.ideas import Care
from tertulia.models.strategy.objective import Objective
from tertulia.records import Many, RecordError, RecordFault, Text, Within, json_of, plain, record_from, text_of

FORMAT = "tertulia-firm"
"""What a profile calls itself."""

VERSION = 1

AGES = ("0-17", "18-24", "25-34", "35-54", "55-74")
"""Age bands of customers, in years: those of the audience table, and the younger ones."""

Name = Annotated[str, Text(80)]
Words = Annotated[str, Text(200)]
Key = Annotated[str, Text(60)]
Hours = Annotated[float, Within(0, 100)]
Count = Annotated[int, Within(0, 10_000_000)]
Share = Annotated[float, Within(0, 1)]


class Buyers(StrEnum):
    """Who buys from the firm."""

    PEOPLE = "people"
    BOTH = "both"
    FIRMS = "firms"


class Women(StrEnum):
    """How many of the customers are women."""

    FEW = "few"
    HALF = "half"
    MOST = "most"


class FoundAt(StrEnum):
    """Where customers can find the firm besides the networks."""

    WEBSITE = "website"
    MAP = "map"
    LISTING = "listing"
    """A directory, or a site for bookings."""
    SHOP = "shop"
    EMAIL = "email"


class HowMuch(StrEnum):
    """How much of a kind of content the firm can make."""

    YES = "yes"
    SOME = "some"
    NO = "no"


class NotShown(StrEnum):
    """What the firm does not want to show."""

    FACES = "faces"
    """Nobody's face, the owner's included."""
    VOICE = "voice"
    PRICES = "prices"
    WORKSHOP = "workshop"
    """The place where the work is done."""


@dataclass(frozen=True)
class SkillLevel:
    """How much of one kind of content the firm can make."""

    skill: ContentSkill = ContentSkill.PHOTO
    much: HowMuch = HowMuch.NO


@dataclass(frozen=True)
class Account:
    """A network the firm is on, with its followers on the day they were told."""

    network: Key = ""
    followers: Count | None = None


@dataclass(frozen=True)
class Closure:
    """Days on which the firm is shut, both included."""

    first: date | None = None
    last: date | None = None


Months = Annotated[tuple[Annotated[int, Within(1, 12)], ...], Many(12)]


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One firm.

    sector: key of a trade (`tertulia.post_ideas`). makes: what it sells, in its own words. region: ISO 3166-2 code
    of the autonomous community ("ES-NC"), or "online". people: who work there, the owner included. answers,
    stand_in: names of who answers messages. buyers: people or firms. ages: bands of `AGES`. countries, languages:
    two-letter codes. places: where it is found; None: not told, empty: nowhere. open_months: empty means all year.
    hours: a week on the networks in an ordinary week; quiet_hours in the months `quiet_months`. skills: what it can
    make. refuses, care: what it will not or may not show and say. accounts: networks it is on. euros: for adverts,
    a week.

    What it has decided, and several exercises use: aim, network (the first), second (network), posts (a week),
    promotion (share of posts that may sell), reply_hours (of the hours, those for answering).

    What it has found out, and several exercises use: details_right (hours, phone and map entry are right everywhere),
    hour_euros (an hour of work costs it), margin (what stays of one sale), traced (sales a month), departments and
    staff (who works there, as the workplace network reads it).

    Amounts are in the edition's currency; `euros` and `hour_euros` keep their names because kept files have them.
    """

    name: Name = ""
    sector: Key | None = None
    makes: Words = ""
    region: Key = ""
    people: Annotated[int, Within(1, 10_000)] | None = None
    leader: Department | None = None
    answers: Name = ""
    stand_in: Name = ""
    buyers: Buyers | None = None
    ages: Annotated[tuple[Key, ...], Many(6)] = ()
    women: Women | None = None
    countries: Annotated[tuple[Key, ...], Many(12)] = ()
    languages: Annotated[tuple[Key, ...], Many(12)] = ()
    places: Annotated[tuple[FoundAt, ...], Many(5)] | None = None
    open_months: Months = ()
    closed: Annotated[tuple[Closure, ...], Many(6)] = ()
    hours: Hours | None = None
    quiet_hours: Hours | None = None
    quiet_months: Months = ()
    skills: Annotated[tuple[SkillLevel, ...], Many(5)] = ()
    refuses: Annotated[tuple[NotShown, ...], Many(4)] = ()
    care: Annotated[tuple[Care, ...], Many(4)] = ()
    accounts: Annotated[tuple[Account, ...], Many(12)] = ()
    euros: Annotated[float, Within(0, 100_000)] | None = None
    aim: Objective | None = None
    network: Key = ""
    second: Key = ""
    posts: Annotated[float, Within(0, 100)] | None = None
    promotion: Share | None = None
    reply_hours: Hours | None = None
    details_right: bool | None = None
    hour_euros: Annotated[float, Within(0, 1000)] | None = None
    margin: Annotated[float, Within(0, 1_000_000)] | None = None
    traced: Count | None = None
    departments: Annotated[str, Text(300)] = ""
    staff: Annotated[str, Text(6000)] = ""
    audience: Count | None = None
    goal: Count | None = None

    @property
    def told(self) -> bool:
        """Whether the learner has told anything of their firm: the sector, which alone is needed."""
        return bool(self.sector)

    @property
    def zone(self) -> str:
        """Name of the time zone the firm's clock runs in, as far as its region tells."""
        return "Atlantic/Canary" if (self.region or edition().region) == "ES-CN" else "Europe/Madrid"

    def can(self, skill: ContentSkill) -> HowMuch | None:
        """How much of this kind of content the firm can make, None if it was not told."""
        return next((each.much for each in self.skills if each.skill is skill), None)

    def followers(self, network: str) -> int | None:
        """Followers on this network when they were told, None if they were not."""
        return next((each.followers for each in self.accounts if each.network == network), None)


def read(text: str) -> Profile:
    """The profile in a text of ours. RecordError for anything else."""
    content = json_of(text)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise RecordError("$", RecordFault.NOT_A_PLAN)
    if content.get("version") != VERSION:
        raise RecordError("$.version", RecordFault.NO_VERSION)
    facts = {name: value for name, value in content.items() if name not in ("format", "version")}
    profile: Profile = record_from(Profile, facts, "$")
    return profile


def write(profile: Profile) -> str:
    """The profile as a text: the same facts, the same text."""
    return text_of({"format": FORMAT, "version": VERSION, **plain(profile)})


class ProfileKeeper:
    """Loads and changes the profile kept on this device.

    KeepError where the device keeps nothing. A text that is no profile is left as it is and counts as none told
    (`unreadable` says so): what cannot be read is never overwritten unasked.
    """

    def __init__(self, place: Store | None = None) -> None:
        self.place = place or store("firm")
        self.unreadable = False

    def load(self) -> Profile:
        """The profile; an empty one if none was told."""
        with what_failed():
            text = self.place.read()
        return self._read(text)

    def _read(self, text: str | None) -> Profile:
        self.unreadable = False
        if text is None:
            return Profile()
        try:
            return read(text)
        except RecordError:
            self.unreadable = True
            return Profile()

    def change(self, **facts: Any) -> Profile:
        """Set these facts and keep all others as they are now, whoever wrote them; the profile as it is kept then."""
        for _try in range(TRIES):
            with what_failed():
                text = self.place.read()
            before = self._read(text)
            after = replace(before, **facts)
            if after == before:
                return before
            if self.unreadable:
                return after
            with what_failed():
                if self.place.write(write(after), text):
                    return after
        return before
