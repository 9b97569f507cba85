"""Which control of the page "Your firm" holds which fact of the profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.ideas import Care
from tertulia.profile import AGES, Account, Closure, FoundAt, HowMuch, NotShown, Profile, SkillLevel
from tertulia.terms import CUSTOMER_LANGUAGES
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.firm_facts import Fact
from tertulia.widgets.start.your_firm_words import COUNTRIES

ACCOUNTS = 3
"""Networks this page asks for: a small firm is on no more."""

CLOSURES = 2
"""Times a year it is shut, of which this page asks: summer and one more."""

JANUARY, DECEMBER = 1, 12


def _or_untold(fact: Fact) -> Fact:
    """The same fact, where this page shows 0 for what was not told."""
    return replace(fact, change=lambda profile, value: fact.change(profile, value or None))


def _one_of(field: str, key: str, kind: Callable[[str], Any]) -> Fact:
    """Whether one of several stands in a tuple of the profile."""

    def read(profile: Profile) -> bool | None:
        held = getattr(profile, field)
        return kind(key) in held if held else None

    def change(profile: Profile, value: bool) -> Profile:
        others = tuple(each for each in getattr(profile, field) if each != kind(key))
        facts: dict[str, Any] = {field: (*others, kind(key)) if value else others}
        return replace(profile, **facts)

    return Fact(name=field, read=read, change=change)


def _skill(skill: ContentSkill) -> Fact:
    """How much of this the firm can make, as this page asks it."""

    def read(profile: Profile) -> str | None:
        much = profile.can(skill)
        return None if much is None else str(much)

    def change(profile: Profile, value: str) -> Profile:
        others = tuple(each for each in profile.skills if each.skill is not skill)
        return replace(profile, skills=(*others, SkillLevel(skill, HowMuch(value))) if value else others)

    return Fact(name="skills", read=read, change=change)


def _nowhere() -> Fact:
    """Whether people find the firm nowhere yet: told, and different from not told."""

    def change(profile: Profile, value: bool) -> Profile:
        if value:
            return replace(profile, places=())
        return profile if profile.places else replace(profile, places=None)

    return Fact(
        name="places", read=lambda profile: None if profile.places is None else not profile.places, change=change
    )


def _together(name: str, read: Callable[[Profile], Any]) -> Fact:
    """A fact that several controls tell together (`with_accounts`, `with_months`)."""
    return Fact(name=name, read=read, change=lambda profile, _value: profile, together=True)


def _month(field: str, place: int) -> Fact:
    """The first (place 0) or the last (-1) of a row of months."""
    return _together(field, lambda profile: getattr(profile, field)[place] if getattr(profile, field) else None)


def _account(place: int, part: str) -> Fact:
    """The network, or its followers, of one of the firm's accounts."""
    return _together(
        "accounts", lambda profile: getattr(profile.accounts[place], part) if place < len(profile.accounts) else None
    )


def _closure(place: int, end: str) -> Fact:
    """The first or the last day of a time the firm is shut, as "2027-08-01"."""

    def read(profile: Profile) -> str | None:
        day = getattr(profile.closed[place], end) if place < len(profile.closed) else None
        return None if day is None else str(day.isoformat())

    return _together("closed", read)


FACTS: Mapping[str, Fact] = {
    "sector": firm_facts.SECTOR,
    "name": firm_facts.NAME,
    "makes": firm_facts.MAKES,
    "region": firm_facts.REGION,
    "people": _or_untold(firm_facts.PEOPLE),
    "leader": firm_facts.LEADER,
    "answers": firm_facts.ANSWERS,
    "stand_in": firm_facts.STAND_IN,
    "buyers": firm_facts.BUYERS,
    "women": firm_facts.WOMEN,
    "hours": _or_untold(firm_facts.HOURS),
    "quiet_hours": firm_facts.QUIET_HOURS,
    "euros": firm_facts.EUROS,
    "open_from": _month("open_months", 0),
    "open_until": _month("open_months", -1),
    "quiet_from": _month("quiet_months", 0),
    "quiet_until": _month("quiet_months", -1),
    **{f"ages.{band}": firm_facts.age_band(band) for band in AGES},
    **{f"languages.{code}": _one_of("languages", code, str) for code in CUSTOMER_LANGUAGES},
    **{f"countries.{code}": _one_of("countries", code, str) for code in COUNTRIES},
    **{f"places.{place}": firm_facts.found_at(place) for place in FoundAt},
    "nowhere": _nowhere(),
    **{f"skills.{skill}": _skill(skill) for skill in ContentSkill},
    **{f"refuses.{each}": firm_facts.not_shown(each) for each in NotShown},
    **{f"care.{each}": _one_of("care", each, Care) for each in Care},
    **{
        f"accounts.{place}.{part}": _account(place, part)
        for place in range(ACCOUNTS)
        for part in ("network", "followers")
    },
    **{f"closed.{place}.{end}": _closure(place, end) for place in range(CLOSURES) for end in ("first", "last")},
}


def with_accounts(profile: Profile, asked: Iterable[tuple[str, int]]) -> Profile:
    """The networks the firm is on and their followers, as this page asks them; the first network if none was chosen.

    Where the page shows what the profile holds nothing changes: 0 followers may also have been told.
    """
    shown = [(network, followers) for network, followers in asked if network]
    if shown == [(each.network, each.followers or 0) for each in profile.accounts[:ACCOUNTS]]:
        return profile
    accounts = tuple(Account(network, followers or None) for network, followers in shown)
    first = profile.network or (accounts[0].network if accounts else "")
    return replace(profile, accounts=(*accounts, *profile.accounts[ACCOUNTS:]), network=first)


def with_closures(profile: Profile, asked: Iterable[tuple[date | None, date | None]]) -> Profile:
    """The times the firm is shut, as this page asks them; of one that is half told, the day that was."""
    shut = [Closure(first, last) for first, last in asked]
    beyond = profile.closed[CLOSURES:]
    while shut and not beyond and shut[-1] == Closure():
        shut.pop()
    return replace(profile, closed=(*shut, *beyond))


def with_months(profile: Profile, field: str, first: int, last: int) -> Profile:
    """A row of months, over the new year if need be; first 0 and the whole year are no row."""
    months: Sequence[int] = getattr(profile, field)
    if months and (months[0], months[-1]) == (first, last):
        return profile
    row = tuple((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)) if first else ()
    facts: dict[str, Any] = {field: () if len(row) == 12 else row}
    return replace(profile, **facts)
