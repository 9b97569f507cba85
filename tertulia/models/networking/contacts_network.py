"""MapMeasures of a contact map: circles, bridges, structural holes.

Effective size, efficiency and constraint are Burt's (Structural Holes, 1992; effective size of plain ties after
Borgatti 1997), betweenness is Freeman's, computed with Brandes' way of counting (2001). All are computed with
numpy; the tests compare them with networkx.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertulia.models.networking.contacts import ContactGroup, ContactMap

Matrix = NDArray[np.float64]
"""Who knows whom without the owner: (n, n) of 0 and 1, symmetric, 0 on the diagonal."""


def ties_matrix(contacts: ContactMap) -> Matrix:
    """Give the ties of a map without the owner as a matrix."""
    return adjacency(len(contacts.people), contacts.ties)


def adjacency(n: int, ties: Sequence[tuple[int, int]]) -> Matrix:
    """Give ties between n contacts, as pairs of places, as an (n, n) matrix of 0 and 1."""
    matrix = np.zeros((n, n))
    for x, y in ties:
        matrix[x, y] = matrix[y, x] = 1.0
    return matrix


def with_owner(matrix: Matrix) -> Matrix:
    """Add the owner, who knows everybody, in the first place: (n + 1, n + 1)."""
    n = len(matrix)
    whole = np.ones((n + 1, n + 1))
    whole[1:, 1:] = matrix
    whole[0, 0] = 0.0
    return whole


def effective_size(matrix: Matrix) -> float:
    """Count the contacts with those who know each other counting for less: n − 2t/n for t ties, 0 for nobody.

    Returns
    -------
        From 1 (all know each other) to n (nobody knows another one).

    References
    ----------
    Burt (1992), Structural Holes; for plain ties Borgatti (1997), Structural holes: unpacking Burt's redundancy
    measures, Connections 20(1):35-38.
    """
    n = len(matrix)
    return float(n - matrix.sum() / n) if n else 0.0


def redundancy(matrix: Matrix) -> Matrix:
    """Give for each contact the share of the other contacts whom they know, 0 to 1, shape (n,)."""
    n = len(matrix)
    share: Matrix = matrix.sum(axis=1) / max(n - 1, 1)
    return share


def constraint(matrix: Matrix) -> float:
    """Measure how far all of the owner's contacts lead back to the same people (Burt's constraint).

    Returns
    -------
        0 for nobody, 1 with one contact, 1/n with n who do not know each other. It can pass 1 in a small map where
        all know each other.

    References
    ----------
    Burt (1992), Structural Holes.
    """
    n = len(matrix)
    if not n:
        return 0.0
    whole = with_owner(matrix)
    share = whole / whole.sum(axis=1, keepdims=True)
    mine = share[0]
    return float((((mine + mine @ share)[1:]) ** 2).sum())


def distances(matrix: Matrix) -> tuple[NDArray[np.int_], Matrix]:
    """Count the steps between any two contacts and the shortest ways between them.

    Returns
    -------
        Two (n, n) matrices: steps, −1 where there is no way; and the number of shortest ways.
    """
    n = len(matrix)
    far = np.full((n, n), -1)
    ways = np.eye(n)
    np.fill_diagonal(far, 0)
    front, step = np.eye(n), 0
    while True:
        step += 1
        front = (front @ matrix) * (far < 0)
        reached = front > 0
        if not reached.any():
            return far, ways
        far[reached] = step
        ways += front


def betweenness(matrix: Matrix) -> Matrix:
    """Give for each contact the share of pairs of others whose shortest way, without the owner, leads through them.

    Returns
    -------
        Shape (n,), 0 to 1; pairs with several shortest ways count in parts.

    References
    ----------
    Freeman (1977), A set of measures of centrality based on betweenness, Sociometry 40(1):35-41, computed as in
    Brandes (2001), A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25(2):163-177.
    """
    n = len(matrix)
    if n < 3:
        return np.zeros(n)
    far, ways = distances(matrix)
    through = np.zeros((n, n))
    for step in range(int(far.max()), 0, -1):
        end = far == step
        portion = np.where(end, (1.0 + through) / np.maximum(ways, 1.0), 0.0)
        through += np.where(far == step - 1, ways * (portion @ matrix), 0.0)
    np.fill_diagonal(through, 0.0)
    share: Matrix = through.sum(axis=0) / ((n - 1) * (n - 2))
    return share


def circles(matrix: Matrix) -> tuple[tuple[int, ...], ...]:
    """Part the network into those joined to each other without the owner, the largest part first."""
    far, _ways = distances(matrix)
    left, parts = set(range(len(matrix))), []
    for place in range(len(matrix)):
        if place in left:
            part = tuple(int(k) for k in np.flatnonzero(far[place] >= 0))
            left -= set(part)
            parts.append(part)
    return tuple(sorted(parts, key=lambda part: (-len(part), part)))


def splits(matrix: Matrix, place: int) -> tuple[tuple[int, ...], ...]:
    """Part the circle of this contact as it falls without them; one part or none if they hold nothing together."""
    friends = [int(k) for k in np.flatnonzero(matrix[place])]
    seen, parts = {place}, []
    for friend in friends:
        if friend in seen:
            continue
        part, waiting = {friend}, [friend]
        while waiting:
            for k in np.flatnonzero(matrix[waiting.pop()]):
                if k != place and k not in part:
                    part.add(int(k))
                    waiting.append(int(k))
        seen |= part
        parts.append(tuple(sorted(part)))
    return tuple(parts)


@dataclass(frozen=True, kw_only=True)
class MapMeasures:
    """A map in numbers.

    Attributes
    ----------
    contacts, ties
        How many there are.
    circles
        The parts without the owner, as places of contacts, the largest first.
    effective
        Effective size, 0 to the number of contacts.
    efficiency
        Effective size over the number of contacts, 0 to 1.
    constraint
        As the function of this name gives it.
    betweenness, redundancy
        As the functions of these names give them, one entry per contact.
    weak
        Places of those spoken with less than once a month.
    group_ties
        Two groups that are there, in both orders, to the number of ties between them.
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
    group_ties: dict[tuple[ContactGroup, ContactGroup], int]

    @property
    def holes(self) -> tuple[tuple[ContactGroup, ContactGroup], ...]:
        """Pairs of groups between which nobody knows anybody: the structural holes only the owner spans."""
        order = list(ContactGroup)
        return tuple(
            pair for pair, n in self.group_ties.items() if n == 0 and order.index(pair[0]) < order.index(pair[1])
        )


def measure(contacts: ContactMap) -> MapMeasures:
    """Measure a map."""
    matrix = ties_matrix(contacts)
    n = len(contacts.people)
    groups = [group for group in ContactGroup if any(person.group is group for person in contacts.people)]
    group_ties = {(x, y): 0 for x in groups for y in groups}
    for one, other in contacts.ties:
        x, y = contacts.people[one].group, contacts.people[other].group
        group_ties[x, y] += 1
        if x is not y:
            group_ties[y, x] += 1
    size = effective_size(matrix)
    return MapMeasures(
        contacts=n,
        ties=len(contacts.ties),
        circles=circles(matrix),
        effective=size,
        efficiency=size / n if n else 0.0,
        constraint=constraint(matrix),
        betweenness=tuple(float(b) for b in betweenness(matrix)),
        redundancy=tuple(float(r) for r in redundancy(matrix)),
        weak=tuple(k for k, person in enumerate(contacts.people) if person.weak),
        group_ties=group_ties,
    )
