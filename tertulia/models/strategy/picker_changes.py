"""What would change the network picker's answer: single answers given otherwise, and what follows from each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from tertulia.models.customer_groups import AGES, YOUNGEST
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.networks import NETWORKS, Network
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker_input import HOURS_OF_A_WEEK, Audience, PickerInput, Values
from tertulia.models.strategy.picker_ranking import candidates, rank
from tertulia.models.strategy.picker_weights import DRAWS, SEED, Weights

MOST = 0.6
"""What "most of your customers" means when a change is tried. Our judgement (grade D)."""


class ChangeCode(StrEnum):
    """One answer given otherwise."""

    HOURS_MORE = "hours_more"
    HOURS_LESS = "hours_less"
    ANSWERS_SLOWER = "answers_slower"
    ANSWERS_FASTER = "answers_faster"
    FORMAT_YES = "format_yes"
    FORMAT_NO = "format_no"
    AIM_CHANGED = "aim_changed"
    AIM_STATED = "aim_stated"
    MOST_OLDER = "most_older"
    MOST_YOUNGER = "most_younger"
    MOSTLY_WOMEN = "mostly_women"
    MOSTLY_MEN = "mostly_men"
    MOSTLY_REGULARS = "mostly_regulars"
    MOSTLY_ONCE = "mostly_once"
    MOSTLY_FIRMS = "mostly_firms"
    MOSTLY_PEOPLE = "mostly_people"
    BASICS_FIXED = "basics_fixed"
    PAGE_MADE = "page_made"
    EMAIL_USED = "email_used"
    OWNER_NAMED = "owner_named"


class ChangeEffect(StrEnum):
    """What a change does to the answer."""

    FIRST = "first"
    PAGE_FIRST = "page_first"
    NONE_YET = "none_yet"
    JOINS = "joins"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One answer given otherwise, and what follows.

    Attributes
    ----------
    code, values
        Which answer, and the numbers its sentence needs.
    effect
        What follows.
    network
        The one that comes first or joins the ranking, None for "no network" and "none yet".
    place
        Its place then, from 1.
    size
        How big the change is, as a share of that answer's range (our measure, for ordering only).
    """

    code: ChangeCode
    values: Values
    effect: ChangeEffect
    network: str | None
    place: int | None
    size: float


class _Variant(NamedTuple):
    """One answer given otherwise. Of several steps on one ladder only the smallest that has an effect is told."""

    ladder: str
    code: ChangeCode
    values: Values
    size: float
    answers: PickerInput


def what_would_change(
    answers: PickerInput,
    audience: Audience,
    weights: Weights | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    networks: Mapping[str, Network] = NETWORKS,
) -> tuple[Change, ...]:
    """Single answers that, given otherwise, would change what the picker says.

    Parameters
    ----------
    answers, audience, weights, draws, seed, networks
        As `pick` takes them.

    Returns
    -------
    tuple[Change, ...]
        First those that change what to begin with or turn it into "none yet" (or out of it), smallest first;
        then those that only let a network into the ranking. Of several steps of one kind (one hour more, two hours
        more) only the smallest that has the effect is told.

    Raises
    ------
    InputError
        As `pick` does.
    """
    weights = weights or Weights()
    among = candidates(audience, networks, draws, seed)
    before = rank(answers, among, weights)
    ranked = {scored.network.key for scored in before.ranked}
    changes: dict[tuple[str, bool], Change] = {}
    for variant in _variants(answers):
        after = rank(variant.answers, among, weights)
        joins = [place for place, scored in enumerate(after.ranked, 1) if scored.network.key not in ranked]
        if after.first != before.first:
            effect = ChangeEffect.FIRST if after.network else ChangeEffect.PAGE_FIRST
            effect = effect if after.first else ChangeEffect.NONE_YET
            network, place = after.network, 1 if after.network else None
        elif after.first and joins:
            effect = ChangeEffect.JOINS
            network, place = after.ranked[joins[0] - 1].network.key, joins[0]
        else:
            continue
        change = Change(
            code=variant.code, values=variant.values, effect=effect, network=network, place=place, size=variant.size
        )
        changes.setdefault((variant.ladder, effect is ChangeEffect.JOINS), change)
    return tuple(sorted(changes.values(), key=lambda change: (change.effect is ChangeEffect.JOINS, change.size)))


def _variants(answers: PickerInput) -> Iterator[_Variant]:
    """Single answers given otherwise, those of one ladder smallest first.

    Gates that are open are not closed by hand, except by slower answers and fewer hours, which happen to firms.
    """
    yield from _basics_mended(answers)
    yield from _other_hours(answers)
    yield from _other_answering(answers)
    yield from _other_formats(answers)
    yield from _other_aims(answers)
    yield from _other_customers(answers)


def _variant(
    answers: PickerInput, code: ChangeCode, size: float, values: Values, changed: Mapping[str, object], ladder: str = ""
) -> _Variant:
    other = replace(answers, **changed)  # type: ignore[arg-type]
    return _Variant(ladder or code.value, code, values, size, other)


def _basics_mended(answers: PickerInput) -> Iterator[_Variant]:
    for field, code, size in (
        ("basics_right", ChangeCode.BASICS_FIXED, 0.05),
        ("owner_named", ChangeCode.OWNER_NAMED, 0.1),
        ("email_daily", ChangeCode.EMAIL_USED, 0.15),
        ("website", ChangeCode.PAGE_MADE, 0.4),
    ):
        if not getattr(answers, field):
            yield _variant(answers, code, size, {}, {field: True})


def _other_hours(answers: PickerInput) -> Iterator[_Variant]:
    for by in range(1, 7):
        for code, hours in ((ChangeCode.HOURS_MORE, answers.hours + by), (ChangeCode.HOURS_LESS, answers.hours - by)):
            if 0 <= hours <= HOURS_OF_A_WEEK:
                yield _variant(answers, code, by / 10, {"by": by, "hours": hours}, {"hours": hours})


def _other_answering(answers: PickerInput) -> Iterator[_Variant]:
    # Waiting is felt in doublings: one hour or two, one day or two.
    doublings = {within: math.log2(within / max(1, answers.answers_within)) for within in (2, 8, 24, 48)}
    for within, by_doublings in sorted(doublings.items(), key=lambda item: abs(item[1])):
        if within != answers.answers_within:
            code = ChangeCode.ANSWERS_SLOWER if by_doublings > 0 else ChangeCode.ANSWERS_FASTER
            yield _variant(answers, code, abs(by_doublings) / 10, {"hours": within}, {"answers_within": within})


def _other_formats(answers: PickerInput) -> Iterator[_Variant]:
    for name, skill in answers.skills.items():
        for target, code in ((1.0, ChangeCode.FORMAT_YES), (0.0, ChangeCode.FORMAT_NO)):
            if skill != target:
                value = ContentSkill(name).value
                changed = {"skills": {**answers.skills, name: target}}
                yield _variant(answers, code, abs(target - skill), {"format": value}, changed, f"{code}:{value}")


def _other_aims(answers: PickerInput) -> Iterator[_Variant]:
    code = ChangeCode.AIM_CHANGED if answers.aim else ChangeCode.AIM_STATED
    for aim in Objective:
        if aim is not answers.aim:
            yield _variant(answers, code, 0.5, {"aim": aim.value}, {"aim": aim}, f"aim:{aim}")


def _other_customers(answers: PickerInput) -> Iterator[_Variant]:
    # Those under 18 count among the younger where there are any; none are invented.
    young = (YOUNGEST, *AGES[:2]) if answers.ages[YOUNGEST] else AGES[:2]
    for bands, code in ((AGES[-1:], ChangeCode.MOST_OLDER), (young, ChangeCode.MOST_YOUNGER)):
        have = sum(answers.ages[band] for band in bands)
        if have < MOST:
            ages = _towards(answers.ages, bands, have)
            yield _variant(answers, code, MOST - have, {"share": MOST}, {"ages": ages})
    for field, target, code in (
        ("women", 0.8, ChangeCode.MOSTLY_WOMEN),
        ("women", 0.2, ChangeCode.MOSTLY_MEN),
        ("regulars", 0.8, ChangeCode.MOSTLY_REGULARS),
        ("regulars", 0.2, ChangeCode.MOSTLY_ONCE),
        ("firms", 0.8, ChangeCode.MOSTLY_FIRMS),
        ("firms", 0.2, ChangeCode.MOSTLY_PEOPLE),
    ):
        have = getattr(answers, field)
        if (target > 0.5 and have < target) or (target < 0.5 and have > target):
            values: Values = {"share": max(target, 1 - target)}
            yield _variant(answers, code, abs(target - have), values, {field: target})


def _towards(ages: Mapping[str, float], bands: tuple[str, ...], have: float) -> dict[str, float]:
    """The ages with `MOST` of the customers in these bands, the rest in the proportions of today."""
    return {
        band: (
            MOST * (ages[band] / have if have > 0 else 1 / len(bands))
            if band in bands
            else (1 - MOST) * ages[band] / (1 - have)
        )
        for band in ages
    }
