"""Audience explorer: who is on which network, looked up one count at a time.

A *count* is one way of counting: what was measured, where, who was asked what, by whom, when. Accounts, the audience
of an advert, what people say of themselves and our estimate are different things, so an answer holds figures of one
count only, and a group nobody counted has no figure. Nothing here is computed from two counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tertulia.models.errors import InputError

ALL = "all"
"""The age or sex of a figure that is about everybody."""

CLOSE = 0.10
"""Shares nearer than this are not told apart: surveys by age rest on under a hundred interviews (our judgement, D)."""


class Measure(StrEnum):
    """What was counted."""

    USE = "use"
    """People who say they use it."""
    PANEL = "panel"
    """People whose devices were seen there by an audience panel."""
    ACCOUNTS = "accounts"
    """Accounts active in a month, as the network reports them by law."""
    ADS = "ads"
    """Accounts an advert can reach, as the network tells buyers; used for its shape, never for its size."""
    ESTIMATE = "estimate"
    """Our estimate from a survey and the ad tools."""


@dataclass(frozen=True)
class Count:
    """One way of counting.

    view: the key under which the learner finds it ("us_ever"). place, question, asked, by: as the data say them.
    period: a year, or a year and more ("2024-Q4"). grade: A to D for our use of it.
    """

    view: str
    measure: Measure
    place: str
    question: str
    asked: str
    by: str
    period: str
    grade: str

    @property
    def year(self) -> int:
        """The year in which it was counted."""
        return int(self.period[:4])


@dataclass(frozen=True)
class Figure:
    """One number. value: a share 0 to 1, or a number of accounts. network: "any" for whichever.

    status: how it got here ("read_primary", "read_secondary", "derived"). url: where it was read.
    """

    count: Count
    network: str
    age: str
    sex: str
    value: float
    status: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """The figures of one count for one group, the largest first, and the networks without one.

    Raises ValueError for figures of another count: measures are never mixed.
    """

    count: Count
    age: str
    sex: str
    figures: tuple[Figure, ...]
    missing: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse figures of two counts."""
        if any(figure.count != self.count for figure in self.figures):
            raise ValueError("figures of two counts in one answer")

    @property
    def close(self) -> tuple[Figure, ...]:
        """The figures too near the largest to be told from it, the largest included; for shares only."""
        if not self.figures or self.count.measure is Measure.ACCOUNTS:
            return self.figures[:1]
        return tuple(f for f in self.figures if self.figures[0].value - f.value < CLOSE - 1e-9)


def counts(figures: Iterable[Figure], view: str) -> tuple[Count, ...]:
    """The counts of a view, the newest first; of one period those with more figures first."""
    held: dict[Count, int] = {}
    for figure in figures:
        if figure.count.view == view:
            held[figure.count] = held.get(figure.count, 0) + 1
    return tuple(sorted(held, key=lambda count: (count.period[:4], held[count], count.period), reverse=True))


def groups(figures: Iterable[Figure], count: Count) -> tuple[tuple[str, str], ...]:
    """The ages and sexes this count has figures for, everybody first, then the ages upwards."""
    found = {(figure.age, figure.sex) for figure in figures if figure.count == count}
    return tuple(sorted(found, key=_order))


def look_up(figures: Iterable[Figure], count: Count, age: str = ALL, sex: str = ALL) -> Answer:
    """What a count says about a group. A network it counted, but not for this group, is missing; nothing is made up.

    Networks that this count's publisher never counted at all are missing too: the nine the course knows are asked for.
    """
    every = tuple(figures)
    found = [f for f in every if f.count == count and f.age == age and f.sex == sex]
    networks = dict.fromkeys(f.network for f in every if f.network != "any")
    have = {f.network for f in found}
    missing = () if "any" in have else tuple(network for network in networks if network not in have)
    return Answer(count, age, sex, tuple(sorted(found, key=lambda f: -f.value)), missing)


def by_group(figures: Iterable[Figure], count: Count) -> tuple[Figure, ...]:
    """The figures of a count that names no network, group by group."""
    found = [f for f in figures if f.count == count and f.network == "any"]
    return tuple(sorted(found, key=lambda f: _order((f.age, f.sex))))


def customers(
    shares: Mapping[str, Mapping[tuple[str, str], float]], ages: Mapping[str, float], women: float
) -> dict[str, float]:
    """Share of customers like these who use each network, the largest first.

    shares: by network, share 0 to 1 of each (age, "women" or "men"). ages: how many customers of each age, in any
    unit. women: share 0 to 1, the same at all ages. A network without a figure for a group these customers have is
    left out. Raises InputError: ("ages", "nobody") if no age has anybody, ("ages", "negative"),
    ("women", "not_a_share").
    """
    if any(part < 0 for part in ages.values()):
        raise InputError("ages", "negative")
    if not 0 <= women <= 1:
        raise InputError("women", "not_a_share", value=women)
    total = sum(ages.values())
    if total <= 0:
        raise InputError("ages", "nobody")
    weights = {
        (age, sex): part / total * share
        for age, part in ages.items()
        for sex, share in (("women", women), ("men", 1 - women))
        if part * share > 0
    }
    found = {
        network: sum(weight * held[group] for group, weight in weights.items())
        for network, held in shares.items()
        if all(group in held for group in weights)
    }
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _order(group: tuple[str, str]) -> tuple[int, int, str, bool, str]:
    age, sex = group
    bounds = age.rstrip("+").split("-")
    return (-1 if age == ALL else int(bounds[0])), int(bounds[-1]) if age != ALL else 0, age, sex != ALL, sex
