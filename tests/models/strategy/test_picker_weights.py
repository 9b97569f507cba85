"""Network picker: weightings, acceptabilities and the smallest flip."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy.picker import pick
from tertulia.models.strategy.picker_weights import (
    acceptability,
    first_shares,
    scores,
    smallest_flip,
    weightings,
    weights_of,
)
from tests.models.strategy.picker_firms import AUDIENCE, SHOP, some_values, some_weights


def places_of(values, draws=10_000):
    """Acceptabilities of rows of values that are not drawn."""
    families = [values[:, [family]] for family in range(values.shape[1])]
    scored = scores(families, draws)
    shares = acceptability(scored, draws, families=len(families)).shares
    assert first_shares(scored).tolist() == shares[:, 0].tolist()
    return shares


@settings(max_examples=40, deadline=None)
@given(some_values)
def test_places_of_any_values_sum_to_one(values):
    places = places_of(values, 500)
    assert places.sum(axis=0) == pytest.approx(1, abs=1e-12)
    assert places.sum(axis=1) == pytest.approx(1, abs=1e-12)


def test_equal_values_give_the_better_place_to_the_earlier_row():
    third = 0.1 + 0.2  # is not quite 0.3
    values = np.array([[0.3, 0.5, 0.7, 0.3], [third, 0.5, 0.7, 0.3], [0.3, 0.5, 0.7, third]])
    assert (places_of(values) == np.eye(3)).all()


@pytest.mark.parametrize("other", [0.1, 0.5, 1.0, 0.8])
def test_two_families_give_the_analytic_share(other):
    # The first wins when w > other * (1 - w), and w is even on 0-1.
    places = places_of(np.array([[1.0, 0.0], [0.0, other]]))
    assert places[0, 0] == pytest.approx(1 / (1 + other), abs=0.015)


def test_two_families_three_networks_give_the_analytic_shares():
    # Scores w, 0.6 and 1 - w, with w even on 0-1: 40 %, 20 % and 40 % first; the middle one is never last.
    places = places_of(np.array([[1.0, 0.0], [0.6, 0.6], [0.0, 1.0]]))
    assert places[:, 0] == pytest.approx([0.4, 0.2, 0.4], abs=0.015)
    assert places[1].tolist() == [pytest.approx(0.2, abs=0.015), pytest.approx(0.8, abs=0.015), 0]


def test_four_families_one_champion_each_share_evenly():
    assert places_of(np.eye(4))[:, 0] == pytest.approx(0.25, abs=0.015)


def test_weightings_are_even_on_the_simplex():
    drawn = weightings()
    assert drawn.shape == (10_000, 4)
    assert drawn.sum(axis=1) == pytest.approx(1, abs=1e-12)
    assert drawn.mean(axis=0) == pytest.approx(1 / 4, abs=0.01)
    # Dirichlet(1): the variance of one weight among k is (k-1) / (k^2 (k+1)).
    assert drawn.var(axis=0) == pytest.approx(3 / 80, abs=0.002)
    with pytest.raises(ValueError, match="read-only"):
        drawn[0, 0] = 1.0


@settings(max_examples=60, deadline=None)
@given(some_values, st.data())
def test_a_dominated_row_is_never_first(values, data):
    worse = data.draw(st.integers(0, len(values) - 1))
    values = np.vstack([values, values[worse] - 0.05])
    assert places_of(values, 500)[-1, 0] == 0


# All weightings in steps of one twentieth.
GRID = np.array([(*abc, 20 - sum(abc)) for abc in product(range(21), repeat=3) if sum(abc) <= 20]) / 20


@settings(max_examples=80, deadline=None)
@given(some_values, some_weights)
def test_the_flip_is_the_nearest_weighting_that_another_row_reaches(values, weights):
    start = weights.array()
    scores = values @ start
    first = int(np.argmax(scores))
    flip = smallest_flip(values, start, first)
    beats = ((GRID @ values.T) > (GRID @ values[first])[:, None] + 1e-9).any(axis=1)
    if flip is None:
        assert not beats.any()
        return
    rival, to, at = flip
    distance = np.abs(at - start).sum()
    assert at.sum() == pytest.approx(1) and (at >= -1e-12).all()
    assert values[rival] @ at == pytest.approx(values[first] @ at, abs=1e-9)
    assert at[to] >= start[to]
    # No weighting of the grid that flips the first place is nearer.
    if beats.any():
        assert np.abs(GRID[beats] - start).sum(axis=1).min() >= distance - 1e-9
    # Just before, the first still leads; just beyond, the rival leads it and nobody leads the rival.
    before = start + 0.999 * (at - start)
    assert (values @ before).max() <= values[first] @ before + 1e-9
    if distance > 1e-6 and at[to] < 1 - 1e-6:
        beyond = at + 1e-3 * (np.eye(4)[to] - at)
        assert values[rival] @ beyond > values[first] @ beyond


def test_a_tie_at_the_learners_weights_needs_no_move():
    flip = smallest_flip(np.array([[1.0, 0, 0, 0], [0, 0, 1.0, 0]]), np.full(4, 0.25), 0)
    assert flip is not None
    rival, to, at = flip
    assert (rival, to) == (1, 2)
    assert at == pytest.approx(np.full(4, 0.25))


def test_no_flip_where_the_first_leads_in_everything():
    assert smallest_flip(np.array([[0.5] * 4, [0.4, 0.5, 0.1, 0.2]]), np.full(4, 0.25), 0) is None


def test_the_flip_takes_from_two_families_when_one_is_not_enough():
    values = np.array([[1.0, 0.4, 0.0, 0.0], [0.0, 0.0, 0.1, 0.0]])
    flip = smallest_flip(values, np.full(4, 0.25), 0)
    assert flip is not None
    rival, to, at = flip
    # The gap is 0.325. The first family's 0.25 closes 1.1 each, 0.275; the second closes 0.5 each, so 0.1.
    assert (rival, to) == (1, 2)
    assert at == pytest.approx([0, 0.15, 0.6, 0.25])


@pytest.mark.parametrize(
    ("weights", "field", "code"),
    [
        ((0, 0, 0, 0), "weights", Refusal.ALL_ZERO),
        ((1, -1, 1, 1), "weights.aim", Refusal.BELOW),
        ((1, 1, float("nan"), 1), "weights.means", Refusal.NOT_A_NUMBER),
    ],
)
def test_impossible_weights_are_refused(weights, field, code):
    with pytest.raises(InputError) as refused:
        weights_of(np.array(weights, dtype=float))
    assert (refused.value.field, refused.value.code) == (field, code)


def test_draws_below_one_are_refused():
    with pytest.raises(InputError) as refused:
        pick(SHOP, AUDIENCE, draws=0)
    assert (refused.value.field, refused.value.code) == ("draws", Refusal.BELOW)
