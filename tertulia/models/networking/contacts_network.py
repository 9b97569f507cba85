"""Measures of a contact map: circles, bridges, structural holes.

Effective size, efficiency and constraint are Burt's (Structural Holes, 1992; effective size of plain ties after
Borgatti 1997), betweenness is Freeman's, computed with Brandes' way of counting (2001). All are computed with
numpy; the tests compare them with networkx.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tertulia.models.networking.contacts import ContactMap, Group

Matrix = np.ndarray


def ties_matrix(known: ContactMap) -> Matrix:
    """Who knows whom without the owner: (n, n) of 0 and 1, symmetric, 0 on the diagonal."""
    return adjacency(len(known.people), known.ties)


def adjacency(n: int, ties: Sequence[tuple[int, int]]) -> Matrix:
    """Ties as an (n, n) matrix of 0 and 1."""
    a = np.zeros((n, n))
    for x, y in ties:
        a[x, y] = a[y, x] = 1.0
    return a


def with_owner(a: Matrix) -> Matrix:
    """The same network with the owner, who knows everybody, in the first place: (n + 1, n + 1)."""
    n = len(a)
    whole = np.ones((n + 1, n + 1))
    whole[1:, 1:] = a
    whole[0, 0] = 0.0
    return whole


def effective_size(a: Matrix) -> float:
    """How many contacts are left when those who know each other count for less: n − 2t/n, 0 for nobody.

    a: the ties between the contacts. From 1 (all know each other) to n (nobody knows another one).
    """
    n = len(a)
    return float(n - a.sum() / n) if n else 0.0


def redundancy(a: Matrix) -> Matrix:
    """For each contact the share of the other contacts whom they know, 0 to 1, shape (n,)."""
    n = len(a)
    known: Matrix = a.sum(axis=1) / max(n - 1, 1)
    return known


def constraint(a: Matrix) -> float:
    """Burt's constraint of the owner: how far all contacts lead back to the same people. 0 for nobody.

    With one contact it is 1, with n who do not know each other 1/n. It can pass 1 in a small map where all know
    each other.
    """
    n = len(a)
    if not n:
        return 0.0
    whole = with_owner(a)
    share = whole / whole.sum(axis=1, keepdims=True)
    mine = share[0]
    return float((((mine + mine @ share)[1:]) ** 2).sum())


def distances(a: Matrix) -> tuple[Matrix, Matrix]:
    """Steps between any two, −1 where there is no way, and the number of shortest ways: two (n, n) matrices."""
    n = len(a)
    far = np.full((n, n), -1)
    ways = np.eye(n)
    np.fill_diagonal(far, 0)
    front, step = np.eye(n), 0
    while True:
        step += 1
        front = (front @ a) * (far < 0)
        reached = front > 0
        if not reached.any():
            return far, ways
        far[reached] = step
        ways += front


def betweenness(a: Matrix) -> Matrix:
    """For each contact the share of pairs of others whose shortest way, without the owner, leads through them.

    Shape (n,), 0 to 1; pairs with several shortest ways count in parts.
    """
    n = len(a)
    if n < 3:
        return np.zeros(n)
    far, ways = distances(a)
    through = np.zeros((n, n))
    for step in range(int(far.max()), 0, -1):
        end = far == step
        portion = np.where(end, (1.0 + through) / np.maximum(ways, 1.0), 0.0)
        through += np.where(far == step - 1, ways * (portion @ a), 0.0)
    np.fill_diagonal(through, 0.0)
    share: Matrix = through.sum(axis=0) / ((n - 1) * (n - 2))
    return share


def circles(a: Matrix) -> tuple[tuple[int, ...], ...]:
    """Who is joined to whom without the owner: the parts of the network, the largest first."""
    far, _ways = distances(a)
    left, found = set(range(len(a))), []
    for place in range(len(a)):
        if place in left:
            part = tuple(int(k) for k in np.flatnonzero(far[place] >= 0))
            left -= set(part)
            found.append(part)
    return tuple(sorted(found, key=lambda part: (-len(part), part)))


def splits(a: Matrix, place: int) -> tuple[tuple[int, ...], ...]:
    """The parts into which this contact's circle falls without them; one part or none if they hold nothing together."""
    friends = [int(k) for k in np.flatnonzero(a[place])]
    seen, parts = {place}, []
    for friend in friends:
        if friend in seen:
            continue
        part, waiting = {friend}, [friend]
        while waiting:
            for k in np.flatnonzero(a[waiting.pop()]):
                if k != place and k not in part:
                    part.add(int(k))
                    waiting.append(int(k))
        seen |= part
        parts.append(tuple(sorted(part)))
    return tuple(parts)


@dataclass(frozen=True)
class Measures:
    """A map in numbers; arrays have one entry per contact, as tuples.

    circles: the parts without the owner. effective: effective size. efficiency: it over the number of contacts, 0
    to 1. constraint, betweenness, redundancy: see the functions. weak: places of those spoken with less than once
    a month. group_ties: (group, group) to the number of ties between them, for groups that are there; both orders.
    """

    contacts: int
    ties: int
    circles: tuple[tuple[int, ...], ...]
    effective: float
    efficiency: float
    constraint: float
    betweenness: tuple[float, ...]
    redundancy: tuple[float, ...]
    weak: tuple[int, ...]
    group_ties: dict[tuple[Group, Group], int]

    @property
    def holes(self) -> tuple[tuple[Group, Group], ...]:
        """Pairs of groups between which nobody knows anybody: the structural holes only the owner spans."""
        order = list(Group)
        return tuple(
            pair for pair, n in self.group_ties.items() if n == 0 and order.index(pair[0]) < order.index(pair[1])
        )


def measure(known: ContactMap) -> Measures:
    """The map in numbers."""
    a = ties_matrix(known)
    n = len(known.people)
    groups = [group for group in Group if any(person.group is group for person in known.people)]
    between = {(x, y): 0 for x in groups for y in groups}
    for one, other in known.ties:
        x, y = known.people[one].group, known.people[other].group
        between[x, y] += 1
        if x is not y:
            between[y, x] += 1
    size = effective_size(a)
    return Measures(
        contacts=n,
        ties=len(known.ties),
        circles=circles(a),
        effective=size,
        efficiency=size / n if n else 0.0,
        constraint=constraint(a),
        betweenness=tuple(float(b) for b in betweenness(a)),
        redundancy=tuple(float(r) for r in redundancy(a)),
        weak=tuple(k for k, person in enumerate(known.people) if person.weak),
        group_ties=between,
    )
