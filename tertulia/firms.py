"""Where each exercise starts: invented firms, and "my firm" with values to overwrite.

Three firms are ours; an edition may leave them out and bring its own (`tertulia.firm_files`).

Every number here is invented or our own starting value (grade D) and is shown to the learner as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from tertulia.clock import today
from tertulia.edition import EURO, CourseEdition, edition
from tertulia.entries import Entries, EntriesKeeper
from tertulia.firm_files import FirmFile, firm_file, firm_path
from tertulia.language import _
from tertulia.models.customer_groups import AGES as AGES
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.profile import Buyers, FoundAt, HowMuch, Profile, Women


def _marked(text: str) -> str:
    """Mark a text for the catalogue; it is translated when shown."""
    return text


N_ = _marked


def _by_age(*shares: float) -> Mapping[str, float]:
    """Shares of customers, the youngest first, by their band."""
    return dict(zip(AGES, shares, strict=True))


@dataclass(frozen=True, kw_only=True)
class ExampleFirm:
    """One firm as the exercises see it.

    audience: people it could ever reach. today, goal: people in its community now and wished for in a year.
    posts: per week. promotion: share of posts that sell. hours, reply_hours: per week, replies included in
    hours. euros: advertising a week. ambassadors of staff: employees who share. hope: monthly growth the
    owner hopes for. ages, women: shares of its customers; firms: share of customers that are firms.
    makes: what it will make each week, 0 to 1. answers_within: hours until a message is answered. profile: what was
    told of the learner's own and of an edition's firm; of ours nothing was, their answers stand in the exercises.
    """

    key: str
    name: str
    label: str
    owner: str
    sector: str
    region: str
    objective: str
    network: str
    audience: int
    today: int
    goal: int
    posts: int
    promotion: float
    hours: float
    reply_hours: float
    euros: int
    staff: int
    ambassadors: int
    hope: float
    ages: Mapping[str, float]
    women: float
    firms: float
    makes: Mapping[str, float]
    answers_within: int
    basics: bool = True
    email: bool = True
    website: bool = True
    owner_named: bool = True
    weekdays: tuple[int, ...] = field(default=(0, 1, 2, 3, 4, 5))
    profile: Profile = field(default=Profile())

    @property
    def shown(self) -> str:
        """What the list of firms says, in the learner's language."""
        return _(self.label) if self.label else _("{firm} (invented)").format(firm=self.name)

    @property
    def starts(self) -> str:
        """Whose answers an exercise begins with: of ours, their own; of a firm that was told, those of `OWN`."""
        return self.key if self.key in FIRMS else OWN


FIRMS: Mapping[str, ExampleFirm] = {
    firm.key: firm
    for firm in (
        ExampleFirm(
            key="bakery",
            name="Horno Tres Calles",
            label=N_("Horno Tres Calles, a bakery (invented)"),
            owner="Marisol",
            sector="bakery",
            region="ES-CL",
            objective="quiet_hours",
            network="instagram",
            audience=8000,
            today=400,
            goal=600,
            posts=3,
            promotion=0.30,
            hours=4.0,
            reply_hours=1.0,
            euros=0,
            staff=6,
            ambassadors=2,
            hope=0.10,
            ages=_by_age(0.1, 0.2, 0.4, 0.3),
            women=0.6,
            firms=0.0,
            makes={"photo": 1.0, "short_video": 0.0, "long_video": 0.0, "writing": 0.5, "conversation": 1.0},
            answers_within=24,
        ),
        ExampleFirm(
            key="workshop",
            name="Talleres Arga",
            label=N_("Talleres Arga, a metal workshop (invented)"),
            owner="Íñigo",
            sector="workshop",
            region="ES-NC",
            objective="new_customers",
            network="linkedin",
            audience=2500,
            today=120,
            goal=260,
            posts=1,
            promotion=0.20,
            hours=3.0,
            reply_hours=0.5,
            euros=0,
            staff=14,
            ambassadors=4,
            hope=0.08,
            ages=_by_age(0.0, 0.2, 0.6, 0.2),
            women=0.2,
            firms=0.9,
            makes={"photo": 1.0, "short_video": 0.5, "long_video": 0.0, "writing": 1.0, "conversation": 0.5},
            answers_within=24,
            weekdays=(0, 1, 2, 3, 4),
        ),
        ExampleFirm(
            key="guesthouse",
            name="Casa Alba",
            label=N_("Casa Alba, a rural guesthouse (invented)"),
            owner="Nuria",
            sector="guesthouse",
            region="ES-AS",
            objective="be_found",
            network="instagram",
            audience=20000,
            today=900,
            goal=1500,
            posts=4,
            promotion=0.25,
            hours=5.0,
            reply_hours=1.5,
            euros=15,
            staff=3,
            ambassadors=1,
            hope=0.12,
            ages=_by_age(0.1, 0.3, 0.4, 0.2),
            women=0.6,
            firms=0.0,
            makes={"photo": 1.0, "short_video": 0.5, "long_video": 0.0, "writing": 0.5, "conversation": 0.5},
            answers_within=48,
            weekdays=(0, 1, 2, 3, 4, 5, 6),
        ),
        ExampleFirm(
            key="mine",
            name="",
            label=N_("My firm"),
            owner="",
            sector="retail",
            region="",
            objective="be_found",
            network="instagram",
            audience=5000,
            today=200,
            goal=300,
            posts=2,
            promotion=0.20,
            hours=3.0,
            reply_hours=1.0,
            euros=0,
            staff=4,
            ambassadors=0,
            hope=0.05,
            ages=_by_age(0.1, 0.3, 0.4, 0.2),
            women=0.50,
            firms=0.1,
            makes={"photo": 1.0, "short_video": 0.5, "long_video": 0.0, "writing": 0.5, "conversation": 0.5},
            answers_within=24,
        ),
    )
}

OWN = "mine"
"""The key of the learner's own firm."""

_WOMEN: Mapping[Women, float] = {Women.FEW: 0.2, Women.HALF: 0.5, Women.MOST: 0.8}
_FIRMS: Mapping[Buyers, float] = {Buyers.PEOPLE: 0.0, Buyers.BOTH: 0.5, Buyers.FIRMS: 0.9}
_MAKES: Mapping[HowMuch, float] = {HowMuch.NO: 0.0, HowMuch.SOME: 0.5, HowMuch.YES: 1.0}


def ads_are_known() -> bool:
    """Whether the exercises can say what paid reach brings: its price is known in euros only."""
    return edition().currency == EURO


def followers_told(profile: Profile, network: str) -> int | None:
    """Followers there; nobody yet where the firm has told its networks and is not on this one."""
    elsewhere = profile.accounts and all(each.network != network for each in profile.accounts)
    return 0 if elsewhere else profile.followers(network)


def firms() -> Mapping[str, ExampleFirm]:
    """The firms on offer in this edition by their keys, in their order; the learner's own, untold, is the last.

    FirmFileError or RecordError for a firm of the edition that cannot be read.
    """
    course = edition()
    return _offered(course, tuple((key, firm_path(key)) for key in course.firms if key not in FIRMS), today())


@lru_cache(maxsize=16)
def _offered(course: CourseEdition, paths: tuple[tuple[str, Path], ...], day: date) -> Mapping[str, ExampleFirm]:
    told = {key: replace(own_firm(firm_file(path).profile(day)), key=key, label="") for key, path in paths}
    offered = {key: FIRMS[key] if key in FIRMS else told[key] for key in course.firms}
    return {**offered, OWN: own_firm(Profile())}


def begins_with(firm: str) -> str:
    """The key of the firm an exercise begins with that would begin with this one: the first if it is not on offer."""
    return firm if firm in firms() else next(iter(firms()))


def invented_firm_names() -> tuple[str, ...]:
    """Which invented firms there are in this edition."""
    return tuple(firm.name for firm in firms().values() if firm.key != OWN)


def entries_of(firm: str, exercise: str) -> Entries | None:
    """What was typed of this firm in an exercise: the learner's own, or an edition's. KeepError as for a device."""
    if firm in FIRMS and firm != OWN:
        return None
    file = edition_file(firm)
    return file.entries(exercise) if file else EntriesKeeper(exercise).load()


def edition_file(firm: str) -> FirmFile | None:
    """The file of this firm if it is one that the edition brings; None for ours and the learner's own."""
    return firm_file(firm_path(firm)) if firm in edition().firms and firm not in FIRMS else None


def own_firm(profile: Profile) -> ExampleFirm:
    """The learner's firm as the exercises see it: what was told, and our starting values where nothing was.

    Customers' ages count alike, those of the bands that were told.
    """
    start = replace(FIRMS[OWN], region=edition().region)
    told: dict[str, object] = {
        "name": profile.name,
        "label": profile.name or start.label,
        "owner": profile.answers,
        "sector": profile.sector,
        "region": profile.region,
        "objective": profile.aim and str(profile.aim),
        "network": profile.network,
        "audience": profile.audience,
        "today": followers_told(profile, profile.network or start.network),
        "goal": profile.goal,
        "posts": profile.posts and round(profile.posts),
        "promotion": profile.promotion,
        "hours": profile.hours,
        "reply_hours": profile.reply_hours,
        "euros": round(profile.euros) if profile.euros is not None and ads_are_known() else None,
        "staff": profile.people,
        "ages": {band: float(band in profile.ages) / len(profile.ages) for band in AGES} if profile.ages else None,
        "women": profile.women and _WOMEN[profile.women],
        "firms": None if profile.buyers is None else _FIRMS[profile.buyers],
        "makes": {
            skill: _MAKES[much] if (much := profile.can(ContentSkill(skill))) else share
            for skill, share in start.makes.items()
        },
        "basics": None if profile.places is None else FoundAt.MAP in profile.places,
        "website": None if profile.places is None else FoundAt.WEBSITE in profile.places,
        "email": None if profile.places is None else FoundAt.EMAIL in profile.places,
        "owner_named": bool(profile.answers) if profile.told else None,
        "profile": profile,
    }
    facts = {name: value for name, value in told.items() if value not in (None, "")}
    return replace(start, **facts)  # type: ignore[arg-type]
