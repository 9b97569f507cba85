"""Network picker: places over all weightings, firmness, flips and what the hours allow."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest

from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker import Firmness, pick
from tertulia.models.strategy.picker_scores import Family
from tertulia.models.strategy.picker_weights import Weights, weightings, weights_of
from tests.models.strategy.picker_firms import AUDIENCE, SHOP


def test_places_sum_to_one_by_network_and_by_place():
    answer = pick(SHOP, AUDIENCE)
    places = np.array([standing.acceptability for standing in answer.ranking])
    assert places.shape == (len(answer.ranking),) * 2
    assert places.sum(axis=0) == pytest.approx(1, abs=1e-12)
    assert places.sum(axis=1) == pytest.approx(1, abs=1e-12)


def test_an_answer_takes_less_than_ten_milliseconds():
    def once() -> float:
        start = perf_counter()
        pick(SHOP, AUDIENCE)
        return perf_counter() - start

    assert min(once() for _ in range(10)) < 0.010


def test_the_same_seed_gives_the_same_answer_and_another_seed_nearly():
    first, again = pick(SHOP, AUDIENCE, seed=7), pick(SHOP, AUDIENCE, seed=7)
    assert first == again
    weightings.cache_clear()
    assert pick(SHOP, AUDIENCE, seed=7) == first
    other = pick(SHOP, AUDIENCE, seed=8)
    assert other.ranking != first.ranking
    assert other.ranking[0].first_share == pytest.approx(first.ranking[0].first_share, abs=0.03)


def test_central_weights_put_their_network_first():
    answer = pick(SHOP, AUDIENCE)
    winners = [standing for standing in answer.ranking if standing.first_share > 0]
    assert len(winners) >= 3
    for standing in winners:
        # The weightings that favour one network are a convex set, so their mean favours it too.
        assert pick(SHOP, AUDIENCE, standing.central).network == standing.network
    assert all((s.central is None) == (s.first_share == 0) for s in answer.ranking)


def test_firmness_follows_the_first_share():
    for aim in Objective:
        answer = pick(replace(SHOP, aim=aim), AUDIENCE)
        first = answer.ranking[0].first_share
        assert answer.firmness is (
            Firmness.CLEAR if first >= 2 / 3 else Firmness.LEANING if first >= 0.5 else Firmness.DEPENDS
        )
    assert len({pick(replace(SHOP, aim=aim), AUDIENCE).firmness for aim in Objective}) > 1


@pytest.mark.parametrize("aim", list(Objective))
def test_the_flip_told_to_the_learner_flips_the_answer(aim):
    firm = replace(SHOP, aim=aim)
    start = Weights(customers=3, aim=3, means=2, time=2)
    answer = pick(firm, AUDIENCE, start)
    flip = answer.flip
    assert flip is not None and flip.rival != answer.network
    assert sum(flip.taken.values()) == pytest.approx(flip.moved)
    assert np.abs(flip.weights.array() - start.array()).sum() == pytest.approx(2 * flip.moved)
    for family in Family:
        changed = getattr(flip.weights, family) - getattr(start, family)
        expected = flip.moved if family is flip.to else -flip.taken.get(family, 0)
        assert changed == pytest.approx(expected, abs=1e-12)

    def along(t: float) -> str | None:
        at = start.array() + t * (flip.weights.array() - start.array())
        return pick(firm, AUDIENCE, weights_of(at), draws=10).network

    assert along(1 - 1e-6) == answer.network
    assert along(1 + 1e-6) == flip.rival


def test_the_networks_that_the_hours_allow():
    for hours in (2, 3, 4, 6, 8, 12, 40):
        answer = pick(replace(SHOP, hours=hours), AUDIENCE)
        ranked = [s.network for s in answer.ranking]
        assert list(answer.allowed) == ranked[: len(answer.allowed)]
        asked = [NETWORKS[key].hours_per_week for key in ranked]
        assert sum(asked[: len(answer.allowed)]) <= hours
        assert len(answer.allowed) == len(ranked) or sum(asked[: len(answer.allowed) + 1]) > hours
    assert pick(replace(SHOP, hours=2), AUDIENCE).allowed == ()
    assert pick(replace(SHOP, hours=4), AUDIENCE).allowed == ("instagram",)


def test_an_unstated_aim_is_neither_strength_nor_weakness():
    for standing in pick(replace(SHOP, aim=None), AUDIENCE).ranking:
        assert "aim" not in (standing.strong, standing.weak)
