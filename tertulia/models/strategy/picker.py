"""Network picker: which network first, none but the firm's own page, or none yet.

Gates come first (`picker_gates`); then a weighted sum over four families of criteria (`picker_scores`), in points out
of 100 (`picker_ranking`). What weights and judgements hide is shown by stochastic multicriteria acceptability analysis
(`picker_weights`, `picker_draws`): the share of all possible weightings, each with judgements drawn anew, in which a
network takes each place. The one that is first in most of them is named, and the words follow that share.

Every number about a network (`networks`) and every threshold is our judgement (grade D). The audience figures are the
caller's, with their own source and grade.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tertulia.models.strategy.networks import NETWORKS, OWN_PAGE, Network
from tertulia.models.strategy.picker_gates import GateState, gates
from tertulia.models.strategy.picker_input import Audience, PickerInput
from tertulia.models.strategy.picker_ranking import Because, LeftOut, ScoredNetwork, candidates, drawn_scores, rank
from tertulia.models.strategy.picker_scores import Criterion, Family
from tertulia.models.strategy.picker_steps import FirstStep, steps_before
from tertulia.models.strategy.picker_weights import (
    DRAWS,
    SEED,
    FlipPoint,
    Weights,
    acceptability,
    smallest_flip,
    weights_of,
)


class Firmness(StrEnum):
    """How far the first place depends on what the learner thinks matters and on what we judged."""

    CLEAR = "clear"
    LEANING = "leaning"
    DEPENDS = "depends"


@dataclass(frozen=True, kw_only=True)
class RankedNetwork:
    """One ranked network.

    Attributes
    ----------
    network
        Its key; that of `OWN_PAGE` for the firm's own page, map and e-mail.
    total
        Points out of 100, exactly the sum of `points` in the order of `Family`.
    points, criterion_points
        Points by family, and split by criterion.
    values
        0-1 per criterion; the audience's is the share of the firm's customers who use it.
    strong, weak
        The criteria of the highest and the lowest value (never the aim while it is unstated).
    acceptability
        Share of all draws of weights and judgements in which it takes place 1, 2, ...
    central
        The mean weighting among the draws that put it first, None if there is none.
    """

    network: str
    total: float
    points: Mapping[Family, float]
    criterion_points: Mapping[Criterion, float]
    values: Mapping[Criterion, float]
    strong: Criterion
    weak: Criterion
    acceptability: tuple[float, ...]
    central: Weights | None

    @property
    def first_share(self) -> float:
        """Share of all draws in which it comes first."""
        return self.acceptability[0]

    def whole_points(self) -> dict[Family, int]:
        """Points as whole numbers that add up to the rounded total (largest remainders)."""
        whole = {family: math.floor(value) for family, value in self.points.items()}
        missing = math.floor(self.total + 0.5) - sum(whole.values())
        by_remainder = sorted(whole, key=lambda family: whole[family] - self.points[family])
        for family in by_remainder[:missing]:
            whole[family] += 1
        return whole


@dataclass(frozen=True, kw_only=True)
class WeightFlip:
    """The smallest change of the weights that puts another network level with the first.

    Attributes
    ----------
    rival
        The network that takes over.
    moved
        Weight to move, 0-1 (half the L1 distance).
    taken
        How much is taken from each family.
    to
        The family that receives it.
    weights
        The weighting at the tipping point.
    """

    rival: str
    moved: float
    taken: Mapping[Family, float]
    to: Family
    weights: Weights


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """What the picker says.

    Attributes
    ----------
    network
        The one to begin with, None for "no network" or "none yet", for the reason in `because`.
    gates
        The four gates, in order.
    steps
        What to do first, only without a network.
    ranking
        Best in most draws first; for information only while a gate is closed.
    left_out
        Those with the most points first.
    firmness, flip
        None without a ranking; flip also if no weighting changes the first place, or if the first of the draws does not
        have the most points.
    more_points
        The one that has more points than the first of the draws when the weights and judgements stand as they are.
    allowed
        The networks, in rank order, whose hours together fit the firm's week (empty if even the first asks for more
        hours than there are).
    """

    network: str | None
    because: Because
    gates: tuple[GateState, ...]
    steps: tuple[FirstStep, ...]
    ranking: tuple[RankedNetwork, ...]
    left_out: tuple[LeftOut, ...]
    firmness: Firmness | None
    flip: WeightFlip | None
    more_points: str | None
    allowed: tuple[str, ...]


def pick(
    answers: PickerInput,
    audience: Audience,
    weights: Weights | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    networks: Mapping[str, Network] = NETWORKS,
) -> Recommendation:
    """Which network first for a firm, if any.

    Parameters
    ----------
    answers
        The firm's.
    audience
        Share 0-1 of each group of people who use each network; one without figures is left out. With figures for
        `OWN_PAGE`, the page is weighed against the networks.
    weights
        Those the points are given at, equal by default. The answer rests on all weightings.
    draws, seed
        Of the weightings and judgements behind the acceptabilities; the same seed gives the same answer.
    networks
        The networks to choose from, by key.

    Returns
    -------
    Recommendation
        The network to begin with or what to do first, and what that rests on.

    Raises
    ------
    InputError
        At "audience.network.band.sex" for figures that are missing for a group or are not shares; at "draws".
    """
    weights = weights or Weights()
    among = candidates(audience, networks, draws, seed)
    ranking = rank(answers, among, weights)
    shares, central = acceptability(drawn_scores(answers, among, ranking.ranked), draws, seed)
    telling = [criterion for criterion in Criterion if answers.aim or criterion is not Criterion.AIM]
    ranked = tuple(
        RankedNetwork(
            network=scored.network.key,
            total=scored.total,
            points=scored.points,
            criterion_points=scored.criterion_points,
            values=scored.values,
            strong=max(telling, key=scored.values.__getitem__),
            weak=min(telling, key=scored.values.__getitem__),
            acceptability=tuple(shares[place].tolist()),
            central=None if np.isnan(central[place]).any() else weights_of(central[place]),
        )
        for place, scored in enumerate(ranking.ranked)
    )
    states = gates(answers)
    most = min(ranking.ranked, key=lambda scored: (-round(scored.total, 9), scored.tie), default=None)
    leads = most is not None and most is ranking.ranked[0]
    values = np.array([scored.families for scored in ranking.ranked])
    flip = smallest_flip(values, weights.array(), 0) if leads else None
    return Recommendation(
        network=ranking.network,
        because=ranking.because,
        gates=states,
        steps=() if ranking.network else steps_before(states, ranking.left_out, ranking.because),
        ranking=ranked,
        left_out=ranking.left_out,
        firmness=_firmness(ranked[0].first_share) if ranked else None,
        flip=_weight_flip(flip, ranked, weights) if flip else None,
        more_points=most.network.key if most and not leads else None,
        allowed=_allowed(answers.hours, ranking.ranked),
    )


def _firmness(first_share: float) -> Firmness:
    return Firmness.CLEAR if first_share >= 2 / 3 else Firmness.LEANING if first_share >= 0.5 else Firmness.DEPENDS


def _weight_flip(flip: FlipPoint, ranked: Sequence[RankedNetwork], weights: Weights) -> WeightFlip:
    change = zip(Family, (weights.array() - flip.weights).tolist(), strict=True)
    taken = {family: by for family, by in change if by > 0}
    return WeightFlip(
        rival=ranked[flip.rival].network,
        moved=math.fsum(taken.values()),
        taken=taken,
        to=tuple(Family)[flip.to],
        weights=weights_of(flip.weights),
    )


def _allowed(hours: float, ranked: Sequence[ScoredNetwork]) -> tuple[str, ...]:
    allowed: list[str] = []
    for scored in ranked:
        if scored.network is OWN_PAGE:
            continue
        hours -= scored.network.hours_per_week
        if hours < -1e-9:
            break
        allowed.append(scored.network.key)
    return tuple(allowed)
