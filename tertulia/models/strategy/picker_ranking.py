"""The networks in order of their points, those left out with the reasons, and which to begin with, if any.

Values run from 0 to 1; points are 100 * weight * value; a network's points sum to its total.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from tertulia.models.strategy.networks import Network, lacking
from tertulia.models.strategy.picker_gates import gates
from tertulia.models.strategy.picker_input import (
    Array,
    Audience,
    PickerInput,
    Values,
    audience_figures,
    customer_shares,
)
from tertulia.models.strategy.picker_scores import (
    FAMILY_OF,
    Criterion,
    Family,
    Judgements,
    criterion_shares,
    criterion_values,
    family_sums,
    judgements,
)
from tertulia.models.strategy.picker_weights import Weights

LEAST_KIND = 0.25
"""Fit to the firm's kind of customers below which a network is left out."""

LEAST_AUDIENCE = 0.20
"""Share of the customers on a network below which it is left out; half of it if all of them are firms."""


class LeftOutCode(StrEnum):
    """Why a network is left out."""

    NEEDS_FORMAT = "needs_format"
    FOR_FIRMS = "for_firms"
    FOR_PEOPLE = "for_people"
    FEW_HOURS = "few_hours"
    FEW_CUSTOMERS = "few_customers"
    NO_FIGURES = "no_figures"


class Because(StrEnum):
    """What the answer rests on."""

    RANKED_FIRST = "ranked_first"
    GATES_CLOSED = "gates_closed"
    ALL_LEFT_OUT = "all_left_out"


@dataclass(frozen=True)
class LeftOutReason:
    """Why a network is left out, with the numbers the sentence needs."""

    code: LeftOutCode
    values: Values


@dataclass(frozen=True)
class LeftOut:
    """A network that is not ranked; `total` is what it would have scored, None without audience figures."""

    network: str
    reasons: tuple[LeftOutReason, ...]
    total: float | None


class Candidates(NamedTuple):
    """The networks that have audience figures, what is judged about them and who uses them.

    networks: all there are, in their order. known: places in it of those with figures; judged and figures, shape
    (known, 8), have a row for each of these.
    """

    networks: tuple[Network, ...]
    known: tuple[int, ...]
    judged: Judgements
    figures: Array


class ScoredNetwork(NamedTuple):
    """What a network scores.

    values: 0-1 per criterion. families: the same per family, shape (4,). criterion_points and points: out of 100.
    total: the sum of `points` in the order of `Family`. tie: what decides between equal points.
    """

    network: Network
    values: dict[Criterion, float]
    families: Array
    criterion_points: dict[Criterion, float]
    points: dict[Family, float]
    total: float
    tie: tuple[float, int]


class Ranking(NamedTuple):
    """Everything but the weightings: the network to begin with and why, those ranked, best first, those left out."""

    network: str | None
    because: Because
    ranked: tuple[ScoredNetwork, ...]
    left_out: tuple[LeftOut, ...]


def candidates(audience: Audience, networks: Mapping[str, Network]) -> Candidates:
    """The networks to choose from, brought into arrays.

    Raises
    ------
    InputError
        At "audience.network.band.sex" for figures that are missing for a group or are not shares.
    """
    every = tuple(networks.values())
    known = tuple(place for place, key in enumerate(networks) if key in audience)
    keys = tuple(networks)
    return Candidates(
        networks=every,
        known=known,
        judged=judgements([every[place] for place in known]),
        figures=np.array([audience_figures(audience[keys[place]], keys[place]) for place in known]).reshape(-1, 8),
    )


def rank(answers: PickerInput, among: Candidates, weights: Weights) -> Ranking:
    """The ranking for a firm's answers at these weights.

    Equal points go to the network that asks for fewer hours, then to the earlier one. Those left out stand with the
    most points first, those without figures last.
    """
    customers = customer_shares(answers)
    audience = np.array([row @ customers for row in among.figures])
    values = criterion_values(answers, among.judged, audience)
    parts = criterion_shares(answers) * values
    families = family_sums(parts)
    points = 100.0 * weights.array()[[list(Family).index(FAMILY_OF[criterion]) for criterion in Criterion]] * parts
    rows = {place: row for row, place in enumerate(among.known)}
    ranked: list[ScoredNetwork] = []
    left_out: list[LeftOut] = []
    for place, network in enumerate(among.networks):
        if place not in rows:
            left_out.append(LeftOut(network.key, (LeftOutReason(LeftOutCode.NO_FIGURES, {}),), None))
            continue
        row = rows[place]
        scored = _scored(network, values[row], families[row], points[row], place)
        reasons = left_out_reasons(answers, network, scored.values)
        if reasons:
            left_out.append(LeftOut(network.key, reasons, scored.total))
        else:
            ranked.append(scored)
    ranked.sort(key=lambda scored: (-round(scored.total, 9), scored.tie))
    left_out.sort(key=lambda out: -1.0 if out.total is None else out.total, reverse=True)
    network_first, because = None, Because.RANKED_FIRST
    if not all(state.open for state in gates(answers)):
        because = Because.GATES_CLOSED
    elif not ranked:
        because = Because.ALL_LEFT_OUT
    else:
        network_first = ranked[0].network.key
    return Ranking(network_first, because, tuple(ranked), tuple(left_out))


def _scored(network: Network, values: Array, families: Array, points: Array, place: int) -> ScoredNetwork:
    criterion_points = dict(zip(Criterion, points.tolist(), strict=True))
    family_points = dict.fromkeys(Family, 0.0)
    for criterion, each in criterion_points.items():
        family_points[FAMILY_OF[criterion]] += each
    return ScoredNetwork(
        network=network,
        values=dict(zip(Criterion, values.tolist(), strict=True)),
        families=families,
        criterion_points=criterion_points,
        points=family_points,
        total=sum(family_points.values()),
        tie=(network.hours_per_week, place),
    )


def left_out_reasons(
    answers: PickerInput, network: Network, values: Mapping[Criterion, float]
) -> tuple[LeftOutReason, ...]:
    """Why the network is left out, its values being these; empty if it is not."""
    reasons = [
        LeftOutReason(LeftOutCode.NEEDS_FORMAT, {"format": skill.value}) for skill in lacking(network, answers.skills)
    ]
    if values[Criterion.KIND] < LEAST_KIND:
        code = LeftOutCode.FOR_FIRMS if network.firms > network.people else LeftOutCode.FOR_PEOPLE
        reasons.append(LeftOutReason(code, {}))
    least = LEAST_AUDIENCE * (1.0 - answers.firms / 2.0)
    if values[Criterion.AUDIENCE] < least:
        figures: Values = {"have": values[Criterion.AUDIENCE], "needed": least}
        reasons.append(LeftOutReason(LeftOutCode.FEW_CUSTOMERS, figures))
    if answers.hours < network.least_hours:
        reasons.append(LeftOutReason(LeftOutCode.FEW_HOURS, {"have": answers.hours, "needed": network.least_hours}))
    return tuple(reasons)
