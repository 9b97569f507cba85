"""The measures of a contact map against networkx, and the laws they keep."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.models.networking.contacts import Contact, ContactGroup, ContactMap, Often
from tertulia.models.networking.contacts_network import (
    adjacency,
    betweenness,
    circles,
    constraint,
    distances,
    effective_size,
    measure,
    redundancy,
    splits,
)


@st.composite
def networks(draw, least=1, most=24):
    n = draw(st.integers(least, most))
    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    return n, draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []


def both(n, ties):
    """Our matrix and networkx' graph without the owner, and networkx' graph with the owner as "me"."""
    alone = nx.Graph()
    alone.add_nodes_from(range(n))
    alone.add_edges_from(ties)
    whole = alone.copy()
    whole.add_edges_from(("me", k) for k in range(n))
    return adjacency(n, ties), alone, whole


def compare(n, ties):
    a, alone, whole = both(n, ties)
    assert effective_size(a) == pytest.approx(nx.effective_size(whole, ["me"])["me"], abs=1e-9)
    assert constraint(a) == pytest.approx(nx.constraint(whole, ["me"])["me"], abs=1e-9)
    expected = nx.betweenness_centrality(alone)
    assert betweenness(a) == pytest.approx([expected[k] for k in range(n)], abs=1e-9)
    assert {frozenset(part) for part in circles(a)} == {frozenset(part) for part in nx.connected_components(alone)}
    assert {k for k in range(n) if len(splits(a, k)) > 1} == set(nx.articulation_points(alone))
    lengths = dict(nx.all_pairs_shortest_path_length(alone))
    far, _ways = distances(a)
    assert {(x, y): far[x, y] for x in range(n) for y in range(n) if far[x, y] >= 0} == {
        (x, y): d for x, row in lengths.items() for y, d in row.items()
    }


@settings(deadline=None, max_examples=60)
@given(networks())
def test_the_measures_are_those_of_networkx(network):
    compare(*network)


@pytest.mark.parametrize(("n", "p"), [(40, 0.05), (60, 0.2), (90, 0.02)])
def test_the_measures_are_those_of_networkx_on_larger_maps(n, p):
    compare(n, list(nx.gnp_random_graph(n, p, seed=n).edges))


@given(networks(2))
def test_knowing_each_other_takes_from_the_effective_size_what_two_ties_weigh(network):
    n, ties = network
    free = [(a, b) for a in range(n) for b in range(a + 1, n) if (a, b) not in ties]
    if free:
        lost = effective_size(adjacency(n, ties)) - effective_size(adjacency(n, [*ties, free[0]]))
        assert lost == pytest.approx(2 / n)


@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(network, chance):
    n, ties = network
    order = list(range(n))
    chance.shuffle(order)
    moved = adjacency(n, [(order[a], order[b]) for a, b in ties])
    a = adjacency(n, ties)
    assert constraint(moved) == pytest.approx(constraint(a))
    assert betweenness(moved)[order] == pytest.approx(betweenness(a))
    assert sorted(map(len, circles(moved))) == sorted(map(len, circles(a)))


@pytest.mark.parametrize("n", [1, 2, 3, 10, 150])
def test_closed_forms(n):
    strangers, friends = adjacency(n, []), np.ones((n, n)) - np.eye(n)
    assert effective_size(strangers) == n
    assert constraint(strangers) == pytest.approx(1 / n)
    assert effective_size(friends) == pytest.approx(1)
    # every contact leads back to all others: n times (1/n + (n − 1)/n²)²
    assert constraint(friends) == pytest.approx(n * (1 / n + (n - 1) / n**2) ** 2)
    assert redundancy(friends) == pytest.approx(np.ones(n) * (n > 1))
    assert not betweenness(friends).any()


def test_the_middle_of_a_star_holds_everything_together():
    a = adjacency(5, [(0, k) for k in range(1, 5)])
    assert list(betweenness(a)) == [1, 0, 0, 0, 0]
    assert splits(a, 0) == ((1,), (2,), (3,), (4,))
    assert splits(a, 1) == ((0, 2, 3, 4),)


def test_an_empty_map_is_measured_too():
    empty = measure(ContactMap())
    assert (empty.contacts, empty.effective, empty.efficiency, empty.constraint) == (0, 0.0, 0.0, 0.0)
    assert empty.circles == () and empty.holes == ()


def test_holes_are_the_pairs_of_groups_without_a_tie():
    people = (
        Contact(name="Ana", group=ContactGroup.CUSTOMERS),
        Contact(name="Bea", group=ContactGroup.CUSTOMERS, often=Often.YEARLY),
        Contact(name="Leo", group=ContactGroup.SUPPLIERS),
        Contact(name="Mar", group=ContactGroup.PRESS, often=Often.RARELY),
    )
    found = measure(ContactMap(people, ((0, 1), (0, 2))))
    assert found.holes == ((ContactGroup.CUSTOMERS, ContactGroup.PRESS), (ContactGroup.SUPPLIERS, ContactGroup.PRESS))
    assert found.group_ties[ContactGroup.CUSTOMERS, ContactGroup.CUSTOMERS] == 1
    assert found.group_ties[ContactGroup.SUPPLIERS, ContactGroup.CUSTOMERS] == 1
    assert found.weak == (1, 3)
    assert found.circles == ((0, 1, 2), (3,))
    assert found.efficiency == pytest.approx(found.effective / 4)
