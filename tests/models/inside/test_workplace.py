"""A firm's ties: the block model, and every measure against networkx or counted by hand."""

from __future__ import annotations

from enum import StrEnum

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.managers import managers
from tertulia.models.errors import InputError, Refusal
from tertulia.models.inside.workplace import MOST, Organisation, StaffRefusal, from_arcs, from_departments
from tertulia.models.inside.workplace_measures import (
    advice_ties,
    betweenness,
    cut_off,
    distances,
    measure,
    on_channel,
    opened,
    reach,
    silos,
)

PLACES = st.builds(
    from_departments,
    st.lists(st.tuples(st.sampled_from("ABC"), st.integers(1, 9)), min_size=1, max_size=4).filter(
        lambda sizes: 3 <= sum(size for _name, size in sizes) <= MOST
    ),
    st.floats(0, 1),
    st.floats(0, 0.5),
    st.integers(0, 99),
)


def firm(arcs, n=5, department="AAABB", boss=(-1, 0, 0, 0, 3)):
    return from_arcs([f"p{k}" for k in range(n)], department, boss, arcs)


@given(PLACES)
def test_betweenness_and_distances_are_networkxs(place: Organisation) -> None:
    graph = nx.from_numpy_array(place.talks)
    theirs = nx.betweenness_centrality(graph)
    assert betweenness(place.talks) == pytest.approx([theirs[p] for p in range(place.n)], abs=1e-12)
    ours = distances(place.talks)
    ways = dict(nx.all_pairs_shortest_path_length(graph))
    assert [[ways[i].get(j, -1) for j in range(place.n)] for i in range(place.n)] == ours.tolist()


@given(PLACES)
def test_pairs_steps_and_what_a_broker_cuts_are_networkxs(place: Organisation) -> None:
    measures = measure(place)
    graph = nx.from_numpy_array(place.talks)
    joined = [d for i, row in nx.all_pairs_shortest_path_length(graph) for j, d in row.items() if i < j]
    assert measures.before.joined == len(joined)
    assert measures.before.steps == pytest.approx(np.mean(joined) if joined else np.nan, nan_ok=True)
    assert measures.alone == tuple(nx.isolates(graph))
    if measures.brokers:
        first = measures.brokers[0]
        rest = graph.subgraph(p for p in graph if p != first)
        with_them = sum(nx.has_path(graph, i, j) for i in rest for j in rest if i < j)
        without = sum(nx.has_path(rest, i, j) for i in rest for j in rest if i < j)
        assert measures.cut == cut_off(place.talks, first) == with_them - without


def test_silos_and_the_ei_index_counted_by_hand() -> None:
    # inside: 0-1, 1-2, 3-4; across: 2-3. Pairs inside: 3 of A and 1 of B, of 10.
    kept = silos(firm([(0, 1), (1, 0), (1, 2), (3, 4), (2, 3)]))
    assert (kept.ties, kept.inside, kept.across) == (4, 3, 1)
    assert (kept.share, kept.ei, kept.chance) == (0.75, -0.5, 0.4)
    assert silos(firm([])).ei == silos(firm([])).share == 0


@given(PLACES)
def test_the_ei_index_is_networkxs_mixing(place: Organisation) -> None:
    graph = nx.from_numpy_array(place.talks)
    nx.set_node_attributes(graph, dict(enumerate(place.department)), "department")
    mixing = nx.attribute_mixing_matrix(graph, "department", normalized=False) if graph.edges else np.zeros((1, 1))
    inside, all_ = np.trace(mixing) / 2, mixing.sum() / 2
    assert silos(place).ei == pytest.approx((all_ - 2 * inside) / all_ if all_ else 0)


def test_who_is_asked_is_sorted_by_the_tree() -> None:
    advice = advice_ties(firm([(1, 0), (0, 2), (1, 2), (4, 3), (4, 0), (2, 4)]))
    assert (advice.boss, advice.led, advice.department, advice.across) == (2, 1, 1, 2)
    assert advice.total == 6


@given(PLACES, st.floats(0, 1), st.floats(0, 1), st.integers(0, 9))
def test_a_wider_channel_never_joins_less(place: Organisation, one: float, other: float, seed: int) -> None:
    few, many = (measure(place, share, seed) for share in sorted((one, other)))
    assert set(few.members) <= set(many.members)
    assert few.before == many.before or np.isnan(few.before.steps)
    assert few.after.joined <= many.after.joined
    assert few.after.across <= many.after.across
    assert few.before.joined <= few.after.joined


def test_a_channel_for_all_is_one_step_and_for_nobody_is_none() -> None:
    place = from_departments([("A", 6), ("B", 4)], 0.3, 0.05)
    assert measure(place, 1).after.steps == 1
    assert measure(place, 1).after.joined == 45
    assert np.array_equal(opened(place.talks, on_channel(10, 0)), place.talks)
    assert on_channel(10, 0.6).sum() == 6


def test_the_tree_reaches_everybody_and_its_steps_are_known() -> None:
    place = from_departments([("A", 3), ("B", 2)])
    # 0 leads 1, 2 and 3; 3 leads 4: 4 pairs at one step, 4 at two, 2 at three
    assert place.boss == (-1, 0, 0, 0, 3)
    way = reach(place.tree, np.asarray(place.department))
    assert (way.joined, way.steps, way.across) == (10, pytest.approx((4 + 4 * 2 + 2 * 3) / 10), 1)


def test_a_made_firm_has_its_chances_and_its_seed() -> None:
    places = [from_departments([("A", 20), ("B", 20)], 0.3, 0.05, seed) for seed in range(60)]
    inside = np.mean([silos(place).inside for place in places]) / (2 * 190)
    across = np.mean([silos(place).across for place in places]) / 400
    assert inside == pytest.approx(0.3, abs=0.01)
    assert across == pytest.approx(0.05, abs=0.006)
    again = from_departments([("A", 20), ("B", 20)], 0.3, 0.05, 7)
    assert np.array_equal(again.asks, places[7].asks)
    assert not np.array_equal(places[7].asks, places[8].asks)
    both = np.mean([np.triu(p.asks & p.asks.T).sum() / silos(p).ties for p in places])
    assert both == pytest.approx(1 / 3, abs=0.02)


def test_more_chance_only_adds_ties() -> None:
    few, many = from_departments([("A", 15), ("B", 15)], 0.2, 0.02), from_departments([("A", 15), ("B", 15)], 0.5, 0.2)
    assert (few.asks <= many.asks).all()
    assert few.asks.sum() < many.asks.sum()


@pytest.mark.parametrize(
    ("make", "field", "code"),
    [
        (lambda: from_departments([]), "departments", Refusal.EMPTY),
        (lambda: from_departments([("A", 0)]), "departments", StaffRefusal.NOBODY),
        (lambda: from_departments([("A", 2)]), "people", Refusal.TOO_FEW),
        (lambda: from_departments([("A", 10**9)]), "people", Refusal.TOO_MANY),
        (lambda: from_departments([(str(k), 1) for k in range(13)]), "departments", Refusal.TOO_MANY),
        (lambda: firm([], boss=(1, 2, 0, -1, -1)), "boss", StaffRefusal.CIRCLE),
        (lambda: on_channel(5, 1.1), "channel", Refusal.ABOVE),
        (lambda: on_channel(5, -0.1), "channel", Refusal.BELOW),
    ],
)
def test_what_is_no_firm_is_refused(make, field: str, code: StrEnum) -> None:
    with pytest.raises(InputError) as caught:
        make()
    assert (caught.value.field, caught.value.code) == (field, code)


def test_the_managers_of_1987_are_those_of_the_paper() -> None:
    advice, friends = managers("advice"), managers("friendship")
    assert (advice.n, advice.asks.sum(), friends.asks.sum(), advice.tree.sum() // 2) == (21, 190, 102, 20)
    assert advice.heads == (advice.names.index("7"),)
    assert advice_ties(advice).boss == 19
    # the friends of 1987 are measured in many textbooks: person 17 and 11 lie between the others
    assert [friends.names[p] for p in measure(friends).brokers[:2]] == ["17", "11"]
