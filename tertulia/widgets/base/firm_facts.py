"""Facts of the learner's firm that exercises share: told in one, known in all.

An exercise says which of its controls hold which fact (`Exercise.facts`). What is changed there goes into the profile,
and the others follow when they are opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tertulia.language import _
from tertulia.models.department import Department
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.objective import Objective
from tertulia.profile import Account, Buyers, FoundAt, HowMuch, NotShown, Profile, SkillLevel, Women


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact: read(profile) gives the control's value, None if it was not told; change(profile, value) tells it.

    together: the control tells it only with others (`Exercise.told_together`), and change leaves all as it is.
    """

    name: str
    read: Callable[[Profile], Any]
    change: Callable[[Profile, Any], Profile]
    together: bool = False


def _plain(name: str, kind: Callable[[Any], Any] = lambda value: value) -> Fact:
    """A fact that a control holds as the profile does."""

    def read(profile: Profile) -> Any:
        value = getattr(profile, name)
        return None if value in (None, "") else kind(value)

    return Fact(name=name, read=read, change=lambda profile, value: replace(profile, **{name: value}))


def _chosen(name: str, kind: Callable[[str], Any]) -> Fact:
    """A fact of a few named values; the control holds its word, or an empty one."""

    def read(profile: Profile) -> str | None:
        value = getattr(profile, name)
        return None if value is None else str(value)

    def change(profile: Profile, value: Any) -> Profile:
        facts: dict[str, Any] = {name: kind(value) if value else None}
        return replace(profile, **facts)

    return Fact(name=name, read=read, change=change)


HOURS = _plain("hours")
REPLY_HOURS = _plain("reply_hours")
POSTS = Fact(
    name="posts",
    read=lambda profile: None if profile.posts is None else round(profile.posts),
    change=lambda profile, value: replace(profile, posts=float(value)),
)
PROMOTION = Fact(
    name="promotion",
    read=lambda profile: None if profile.promotion is None else round(100 * profile.promotion),
    change=lambda profile, value: replace(profile, promotion=value / 100),
)
AIM = _chosen("aim", Objective)
NETWORK = _plain("network")
SECOND = _plain("second")
ANSWERS = _plain("answers")
STAND_IN = _plain("stand_in")
NAME = _plain("name")
EUROS = Fact(
    name="euros",
    read=lambda profile: None if profile.euros is None else round(profile.euros),
    change=lambda profile, value: replace(profile, euros=float(value)),
)
HOUR_EUROS = Fact(
    name="hour_euros",
    read=lambda profile: None if profile.hour_euros is None else round(profile.hour_euros),
    change=lambda profile, value: replace(profile, hour_euros=float(value) or None),
)
"""What an hour of work costs, in whole euros; 0 says nothing."""
HOUR_EUROS_EXACTLY = _plain("hour_euros")
MARGIN = _plain("margin")
TRACED = _plain("traced")
DEPARTMENTS = _plain("departments")
STAFF = _plain("staff")
DETAILS_RIGHT = _plain("details_right")
AUDIENCE = _plain("audience")
GOAL = _plain("goal")
PEOPLE = _plain("people")
MAKES = _plain("makes")
REGION = _plain("region")
QUIET_HOURS = _plain("quiet_hours")
SECTOR = _chosen("sector", str)
LEADER = _chosen("leader", Department)
BUYERS = _chosen("buyers", Buyers)
WOMEN = _chosen("women", Women)


def _followers(profile: Profile) -> int | None:
    return profile.followers(profile.network) if profile.network else None


def _with_followers(profile: Profile, value: int) -> Profile:
    if not profile.network:
        return profile
    account = Account(profile.network, value)
    if all(each.network != profile.network for each in profile.accounts):
        return replace(profile, accounts=(*profile.accounts, account))
    accounts = tuple(account if each.network == profile.network else each for each in profile.accounts)
    return replace(profile, accounts=accounts)


FOLLOWERS = Fact(name="followers", read=_followers, change=_with_followers)
"""People in the community of the first network."""


def found_at(place: FoundAt) -> Fact:
    """Whether customers find the firm there."""

    def read(profile: Profile) -> bool | None:
        return None if profile.places is None else place in profile.places

    def change(profile: Profile, value: bool) -> Profile:
        others = tuple(each for each in profile.places or () if each is not place)
        return replace(profile, places=(*others, place) if value else others)

    return Fact(name=f"places.{place}", read=read, change=change)


def not_shown(what: NotShown) -> Fact:
    """Whether the firm does not want to show this."""

    def read(profile: Profile) -> bool | None:
        return what in profile.refuses if profile.refuses else None

    def change(profile: Profile, value: bool) -> Profile:
        others = tuple(each for each in profile.refuses if each is not what)
        return replace(profile, refuses=(*others, what) if value else others)

    return Fact(name="refuses", read=read, change=change)


def age_band(band: str) -> Fact:
    """Whether customers of this age are among the firm's."""

    def read(profile: Profile) -> bool | None:
        return band in profile.ages if profile.ages else None

    def change(profile: Profile, value: bool) -> Profile:
        others = tuple(each for each in profile.ages if each != band)
        return replace(profile, ages=tuple(sorted((*others, band))) if value else others)

    return Fact(name="ages", read=read, change=change)


def age_of_ten(band: str) -> Fact:
    """How many of ten customers are of this age; the profile knows only whether there are any."""
    any_of_it = age_band(band)

    def read(profile: Profile) -> int | None:
        if not profile.ages:
            return None
        return max(1, round(10 / len(profile.ages))) if band in profile.ages else 0

    return Fact(name="ages", read=read, change=lambda profile, value: any_of_it.change(profile, value > 0))


def _of_ten(name: str, kinds: Mapping[Any, int]) -> Fact:
    """How many of ten customers a control holds, where the profile knows a few kinds; the nearest is told."""

    def read(profile: Profile) -> int | None:
        kind = getattr(profile, name)
        return None if kind is None else kinds[kind]

    def change(profile: Profile, value: float) -> Profile:
        facts: dict[str, Any] = {name: min(kinds, key=lambda kind: abs(kinds[kind] - value))}
        return replace(profile, **facts)

    return Fact(name=name, read=read, change=change)


WOMEN_OF_TEN = _of_ten("women", {Women.FEW: 2, Women.HALF: 5, Women.MOST: 8})

FIRMS_OF_TEN = _of_ten("buyers", {Buyers.PEOPLE: 0, Buyers.BOTH: 5, Buyers.FIRMS: 9})


def skill(wanted: ContentSkill) -> Fact:
    """How much of this kind of content the firm can make: 0, 0.5 or 1 at the control."""
    shares: Mapping[HowMuch, float] = {HowMuch.NO: 0.0, HowMuch.SOME: 0.5, HowMuch.YES: 1.0}

    def read(profile: Profile) -> float | None:
        much = profile.can(wanted)
        return None if much is None else shares[much]

    def change(profile: Profile, value: float) -> Profile:
        much = min(shares, key=lambda each: abs(shares[each] - value))
        others = tuple(each for each in profile.skills if each.skill is not wanted)
        return replace(profile, skills=(*others, SkillLevel(wanted, much)))

    return Fact(name="skills", read=read, change=change)


USED_IN: Mapping[str, tuple[str, ...]] = {
    "hours": ("foundations", "canvas", "picker", "mix", "growth"),
    "name": ("ambassadors", "brief", "listening"),
    "people": ("ambassadors",),
    "audience": ("growth", "ambassadors"),
    "followers": ("growth", "ambassadors"),
    "reply_hours": ("mix", "growth"),
    "posts": ("mix", "growth", "brief"),
    "promotion": ("mix", "growth"),
    "aim": ("canvas", "picker", "mix", "brief"),
    "network": ("mix",),
    "second": ("mix",),
    "sector": ("mix",),
    "answers": ("canvas", "picker", "rumour", "ambassadors", "brief", "listening"),
    "leader": ("foundations", "canvas"),
    "places.website": ("foundations", "canvas", "picker", "adoption"),
    "places.email": ("foundations", "canvas", "picker"),
    "places.map": ("foundations",),
    "ages": ("picker", "audience"),
    "women": ("picker", "audience"),
    "buyers": ("picker",),
    "skills": ("picker", "mix"),
    "region": ("mix",),
    "refuses": ("mix",),
    "euros": ("growth",),
    "goal": ("growth",),
    "details_right": ("foundations", "picker"),
    "hour_euros": ("results", "report", "brief", "growth"),
    "margin": ("results", "report"),
    "traced": ("results", "report"),
    "departments": ("workplace", "rumour"),
    "staff": ("workplace", "rumour"),
}
"""Exercises that begin with a fact, by its name; a test tells each and looks."""


PAGES: Mapping[str, str] = {
    "foundations": "exercises/start/foundations_check",
    "canvas": "exercises/strategy/strategy_canvas",
    "picker": "exercises/strategy/network_picker",
    "mix": "exercises/strategy/content_mix",
    "growth": "exercises/strategy/community_simulator",
    "workplace": "exercises/inside/workplace_network",
    "rumour": "exercises/inside/rumour_run",
    "audience": "exercises/web2/audience_explorer",
    "conversation": "exercises/web2/conversation_audit",
    "adoption": "exercises/web2/adoption_explorer",
    "ambassadors": "exercises/inside/ambassador_programme",
    "results": "exercises/manager/results_dashboard",
    "report": "exercises/manager/monthly_report",
    "brief": "exercises/manager/manager_brief",
    "listening": "exercises/manager/listening_setup",
}
"""Where each of them is, by its `name`."""


def exercise_title(exercise: str) -> str:
    """What an exercise is called within a sentence, by its `name`."""
    return {
        "foundations": _("foundations check"),
        "canvas": _("strategy canvas"),
        "picker": _("network picker"),
        "mix": _("content mix"),
        "growth": _("community simulator"),
        "workplace": _("workplace network"),
        "rumour": _("rumour run"),
        "audience": _("audience explorer"),
        "conversation": _("conversation audit"),
        "adoption": _("adoption explorer"),
        "ambassadors": _("ambassador programme"),
        "results": _("results dashboard"),
        "report": _("monthly report"),
        "brief": _("manager brief"),
        "listening": _("listening set-up"),
    }[exercise]
