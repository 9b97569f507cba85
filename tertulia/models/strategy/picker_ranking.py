"""The networks in the order of the draws they win, those left out with the reasons, and which to begin with, if any.

Values run from 0 to 1; points are 100 * weight * value; a network's points sum to its total. The first is the one that
is best in most draws of weights and judgements, so the points, which take both as they stand, may say otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from tertulia.models.customer_groups import EVERY_AGE, SEXES
from tertulia.models.strategy.networks import ESSENTIAL, OWN_PAGE, Network, lacking
from tertulia.models.strategy.picker_draws import drawn_judgements
from tertulia.models.strategy.picker_gates import gates
from tertulia.models.strategy.picker_input import Array, Audience, PickerInput, Values, audience_figures
from tertulia.models.strategy.picker_scores import (
    ASKS,
    FAMILY_OF,
    Criterion,
    Family,
    Judgements,
    criterion_shares,
    criterion_values,
    judgements,
    strangers_sought,
)
from tertulia.models.strategy.picker_weights import DRAWS, SEED, Weights, first_shares, scores

LEAST_KIND = 0.3
"""Fit to the firm's kind of customers below which a network is left out."""

LEAST_AUDIENCE = 0.20
"""Share of the customers on a network below which it is left out; half of it if all of them are firms."""

LEAST_MADE = 0.4
"""Share of what a network needs, made every week, below which one that lives on something is left out."""

STRANGERS = 0.5
"""How far the aim must seek strangers for a network where nobody comes upon a firm to be left out, from here on not.

These four are our judgement (grade D), and rules: they are not drawn.
"""


class LeftOutCode(StrEnum):
    """Why a network is left out."""

    NOBODY_FINDS = "nobody_finds"
    NEEDS_FORMAT = "needs_format"
    LITTLE_MADE = "little_made"
    FOR_FIRMS = "for_firms"
    FOR_PEOPLE = "for_people"
    FEW_HOURS = "few_hours"
    FEW_CUSTOMERS = "few_customers"
    NO_FIGURES = "no_figures"


class Because(StrEnum):
    """What the answer rests on."""

    RANKED_FIRST = "ranked_first"
    PAGE_FIRST = "page_first"
    """A page of one's own, the map and e-mail do more than any network would."""
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


@dataclass(frozen=True, kw_only=True, eq=False)
class Candidates:
    """The networks that have audience figures, what is judged about them and who uses them.

    networks: all there are, in their order; `OWN_PAGE` last, where it has figures. known: places in it of those with
    figures. judged and drawn hold the judgements about these as they stand and as drawn; figures, shape (known, 10).
    draws, seed: of weights and judgements.
    """

    networks: tuple[Network, ...]
    known: tuple[int, ...]
    judged: Judgements
    drawn: Judgements
    figures: Array
    draws: int
    seed: int
    _families: dict[tuple[object, ...], Array] = field(default_factory=dict)

    def family(self, family: Family, answers: PickerInput) -> Array:
        """A family's drawn values, shape (known, draws); kept, because most answers given otherwise leave it alone."""
        asked = (family, *(str(getattr(answers, name)) for name in ASKS[family]))
        if asked not in self._families:
            shares = criterion_shares(answers)
            values = criterion_values(family, answers, self.drawn, self.figures)
            self._families[asked] = sum(
                (shares[criterion] * value for criterion, value in values.items()), start=np.zeros(1)
            )
        return self._families[asked]


class ScoredNetwork(NamedTuple):
    """What a network scores.

    row: its place among those with figures. first_share: of the draws. values: 0-1 per criterion. families: the same
    per family, shape (4,). criterion_points and points: out of 100. total: the sum of `points` in the order of
    `Family`. tie: what decides between equal points.
    """

    network: Network
    row: int
    first_share: float
    values: dict[Criterion, float]
    families: Array
    criterion_points: dict[Criterion, float]
    points: dict[Family, float]
    total: float
    tie: tuple[float, int]


class Ranking(NamedTuple):
    """Which to begin with and why, those ranked, best first, those left out.

    first: key of a network or of `OWN_PAGE`, None for "none yet".
    """

    first: str | None
    because: Because
    ranked: tuple[ScoredNetwork, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def network(self) -> str | None:
        """The network to begin with, if it is one."""
        return None if self.first == OWN_PAGE.key else self.first


def candidates(audience: Audience, networks: Mapping[str, Network], draws: int = DRAWS, seed: int = SEED) -> Candidates:
    """The networks to choose from, and the firm's own page where it has figures, brought into arrays.

    Raises
    ------
    InputError
        At "audience.network.band.sex" for figures that are missing for a group or are not shares.
    """
    among = {**networks, OWN_PAGE.key: OWN_PAGE} if OWN_PAGE.key in audience else networks
    every, keys = tuple(among.values()), tuple(among)
    known = tuple(place for place, key in enumerate(keys) if key in audience)
    judged = judgements([every[place] for place in known])
    return Candidates(
        networks=every,
        known=known,
        judged=judged,
        drawn=drawn_judgements(judged, draws, seed),
        figures=np.array([audience_figures(audience[keys[place]], keys[place]) for place in known]).reshape(
            len(known), len(EVERY_AGE) * len(SEXES)
        ),
        draws=draws,
        seed=seed,
    )


def rank(answers: PickerInput, among: Candidates, weights: Weights) -> Ranking:
    """The ranking for a firm's answers, with points at these weights.

    The one that is best in most draws comes first. Equal shares go to more points, then to the network that asks for
    fewer hours, then to the earlier one. Those left out stand with the most points first, those without figures last.
    """
    shares = criterion_shares(answers)
    values = {
        criterion: value[:, 0]
        for family in Family
        for criterion, value in criterion_values(family, answers, among.judged, among.figures).items()
    }
    left_out = [
        LeftOut(network.key, (LeftOutReason(LeftOutCode.NO_FIGURES, {}),), None)
        for place, network in enumerate(among.networks)
        if place not in among.known
    ]
    ranked: list[ScoredNetwork] = []
    for row, place in enumerate(among.known):
        own = {criterion: float(values[criterion][row]) for criterion in Criterion}
        scored = _scored(among.networks[place], own, shares, weights, (row, place))
        reasons = left_out_reasons(answers, scored.network, own)
        if reasons:
            left_out.append(LeftOut(scored.network.key, reasons, scored.total))
        else:
            ranked.append(scored)
    # In the draws, too, a tie must fall to the network of fewer hours.
    ranked.sort(key=lambda scored: scored.tie)
    won = first_shares(drawn_scores(answers, among, ranked))
    ranked = [scored._replace(first_share=share) for scored, share in zip(ranked, won.tolist(), strict=True)]
    ranked.sort(key=lambda scored: (-scored.first_share, -round(scored.total, 9), scored.tie))
    left_out.sort(key=lambda out: -1.0 if out.total is None else out.total, reverse=True)
    first, because = _answer(answers, ranked)
    return Ranking(first, because, tuple(ranked), tuple(left_out))


def drawn_scores(answers: PickerInput, among: Candidates, ranked: Sequence[ScoredNetwork]) -> Array:
    """What these score in each draw: shape (ranked, draws)."""
    rows = [scored.row for scored in ranked]
    if not rows:
        return np.zeros((0, among.draws))
    return scores([among.family(family, answers)[rows] for family in Family], among.draws, among.seed)


def _answer(answers: PickerInput, ranked: Sequence[ScoredNetwork]) -> tuple[str | None, Because]:
    if not all(state.open for state in gates(answers)):
        return None, Because.GATES_CLOSED
    first = ranked[0].network.key if ranked else None
    if all(scored.network is OWN_PAGE for scored in ranked):
        return first, Because.ALL_LEFT_OUT
    return first, Because.PAGE_FIRST if first == OWN_PAGE.key else Because.RANKED_FIRST


def _scored(
    network: Network,
    values: dict[Criterion, float],
    shares: Mapping[Criterion, float],
    weights: Weights,
    at: tuple[int, int],
) -> ScoredNetwork:
    row, place = at
    criterion_points: dict[Criterion, float] = {}
    points, families = dict.fromkeys(Family, 0.0), dict.fromkeys(Family, 0.0)
    for criterion, value in values.items():
        family, part = FAMILY_OF[criterion], shares[criterion] * value
        criterion_points[criterion] = 100.0 * getattr(weights, family.value) * part
        points[family] += criterion_points[criterion]
        families[family] += part
    return ScoredNetwork(
        network=network,
        row=row,
        first_share=0.0,
        values=values,
        families=np.array(list(families.values())),
        criterion_points=criterion_points,
        points=points,
        total=sum(points.values()),
        tie=(network.hours_per_week, place),
    )


def left_out_reasons(
    answers: PickerInput, network: Network, values: Mapping[Criterion, float]
) -> tuple[LeftOutReason, ...]:
    """Why the network is left out, its values being these; empty if it is not."""
    reasons: list[LeftOutReason] = []
    if not network.finds and strangers_sought(answers) > STRANGERS:
        reasons.append(LeftOutReason(LeftOutCode.NOBODY_FINDS, {}))
    without = lacking(network, answers.skills)
    reasons += [LeftOutReason(LeftOutCode.NEEDS_FORMAT, {"format": skill.value}) for skill in without]
    lives_on_something = max(network.formats.values()) >= ESSENTIAL
    if lives_on_something and not without and values[Criterion.FORMATS] < LEAST_MADE:
        reasons.append(LeftOutReason(LeftOutCode.LITTLE_MADE, {}))
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
