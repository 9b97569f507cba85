"""What the ties of a firm say: silos, brokers, who asks whom across the tree, and what a channel would change.

Sources. E-I index: D. Krackhardt, R. N. Stern, "Informal networks and organizational crises", Social
Psychology Quarterly 51 (1988) 123-140. Betweenness: L. C. Freeman, Sociometry 40 (1977) 35-41, counted as in
U. Brandes, Journal of Mathematical Sociology 25 (2001) 163-177, all sources at once.

That everybody on a shared channel hears everybody else there is our assumption (grade D): the figures after
opening one are the most it can do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertulia.models.errors import InputError
from tertulia.models.inside.workplace import Bools, Workplace
from tertulia.models.random_stream import Chance

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Silos:
    """How far the departments keep to themselves.

    ties: pairs who talk; inside: of these, in one department. chance: share that would be inside if everybody
    talked with everybody alike. `ei` runs from -1, all ties inside, to 1, all across.
    """

    ties: int
    inside: int
    chance: float

    @property
    def across(self) -> int:
        """Ties between two departments."""
        return self.ties - self.inside

    @property
    def share(self) -> float:
        """Share of the ties inside departments, 0 if there are no ties."""
        return self.inside / self.ties if self.ties else 0.0

    @property
    def ei(self) -> float:
        """E-I index: (across - inside) / ties, 0 if there are no ties."""
        return (self.across - self.inside) / self.ties if self.ties else 0.0


@dataclass(frozen=True)
class Reach:
    """How far news can go. joined: pairs with a way between them, of `pairs`; steps: mean length of the
    shortest ways, nan if there is none; across: ties between departments.
    """

    pairs: int
    joined: int
    steps: float
    across: int

    @property
    def share(self) -> float:
        """Share of the pairs with a way between them."""
        return self.joined / self.pairs


@dataclass(frozen=True)
class Asked:
    """Whom people go to: each count is of (asker, asked)."""

    boss: int
    led: int
    department: int
    across: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.boss + self.led + self.department + self.across


@dataclass(frozen=True)
class Look:
    """A firm looked at, before and after a shared channel; people are places in `Workplace.names`.

    between: normalised betweenness of each person, 0 to 1. brokers: who lies on shortest ways, the most first.
    alone: who talks with nobody. thread: who hangs by a single tie. times_asked: how many go to each person.
    members: who is on the channel. tree, before, after: the ways along the tree, as people talk, and with the
    channel. cut: pairs of others who have a way to each other now, and none if the first broker is away.
    """

    silos: Silos
    asked: Asked
    between: tuple[float, ...]
    brokers: tuple[int, ...]
    alone: tuple[int, ...]
    thread: tuple[int, ...]
    times_asked: tuple[int, ...]
    members: tuple[int, ...]
    tree: Reach
    before: Reach
    after: Reach
    cut: int


def look(place: Workplace, channel: float = 0.0, seed: int = 1) -> Look:
    """Everything at once, with a channel for this share of the staff. InputError as `on_channel`."""
    members = on_channel(place.n, channel, seed)
    talks = place.talks
    between = betweenness(talks)
    # rounded, so that equal brokers stay in the order of the list whatever the last digit of a float says
    order = sorted(range(place.n), key=lambda p: -round(float(between[p]), 9))
    brokers = tuple(p for p in order if between[p] > 1e-9)
    degree = talks.sum(axis=1)
    department = np.asarray(place.department)
    return Look(
        silos=silos(place),
        asked=asked(place),
        between=tuple(float(b) for b in between),
        brokers=brokers,
        alone=tuple(int(p) for p in np.flatnonzero(degree == 0)),
        thread=tuple(int(p) for p in np.flatnonzero(degree == 1)),
        times_asked=tuple(int(k) for k in place.asks.sum(axis=0)),
        members=tuple(int(p) for p in np.flatnonzero(members)),
        tree=reach(place.tree, department),
        before=reach(talks, department),
        after=reach(opened(talks, members), department),
        cut=cut_off(talks, brokers[0]) if brokers else 0,
    )


def silos(place: Workplace) -> Silos:
    """How many ties stay inside departments."""
    same = np.equal.outer(place.department, place.department)
    pairs = np.triu(np.ones((place.n, place.n), dtype=bool), 1)
    talks = place.talks & pairs
    return Silos(int(talks.sum()), int((talks & same).sum()), float((same & pairs).sum() / pairs.sum()))


def asked(place: Workplace) -> Asked:
    """Where questions go: up to the boss, down, to a colleague of the department, or across."""
    boss = np.asarray(place.boss)
    people = np.arange(place.n)
    up = place.asks & (boss[:, None] == people[None, :])
    down = place.asks & (boss[None, :] == people[:, None])
    rest = place.asks & ~up & ~down
    same = np.equal.outer(place.department, place.department)
    return Asked(int(up.sum()), int(down.sum()), int((rest & same).sum()), int((rest & ~same).sum()))


def on_channel(n: int, share: float, seed: int = 1) -> Bools:
    """Who is on the channel: `round(share * n)` people drawn by lot; more share adds to the same people.

    InputError on "channel" ("out_of_range", low, high) outside 0 to 1.
    """
    if not 0 <= share <= 1:
        raise InputError("channel", "out_of_range", value=share, low=0, high=1)
    order = np.argsort(Chance(seed).random(n), kind="stable")
    members = np.zeros(n, dtype=bool)
    members[order[: round(share * n)]] = True
    return members


def opened(ties: Bools, members: Bools) -> Bools:
    """The ties with a channel on which all members hear each other; (n, n), symmetric."""
    return (ties | np.logical_and.outer(members, members)) & ~np.eye(len(ties), dtype=bool)


def cut_off(ties: Bools, person: int) -> int:
    """Pairs of others who lose every way to each other without this person."""
    others = np.arange(len(ties)) != person
    rest = np.ix_(others, others)
    return int(((distances(ties)[rest] > 0) & (distances(ties[rest]) < 0)).sum() // 2)


def reach(ties: Bools, department: Ints) -> Reach:
    """How far news goes along these ties."""
    far = distances(ties)[np.triu_indices(len(ties), 1)]
    joined = far[far > 0]
    across = np.triu(ties & np.not_equal.outer(department, department), 1)
    return Reach(far.size, joined.size, float(joined.mean()) if joined.size else float("nan"), int(across.sum()))


def distances(ties: Bools) -> Ints:
    """Steps on the shortest way between each two people, 0 to oneself, -1 where there is none; (n, n)."""
    return _ways(ties)[0]


def _ways(ties: Bools) -> tuple[Ints, Array]:
    # Breadth first from everybody at once: row s of `wave` holds how many shortest ways from s arrive now.
    n = len(ties)
    links = ties.astype(float)
    far, ways = np.full((n, n), -1), np.eye(n)
    np.fill_diagonal(far, 0)
    wave, step = np.eye(n), 0
    while True:
        wave = (wave @ links) * (far < 0)
        if not wave.any():
            return far, ways
        step += 1
        far[wave > 0] = step
        ways += wave


def betweenness(ties: Bools) -> Array:
    """Share of the shortest ways between all others that lead through each person, 0 to 1; (n,)."""
    n = len(ties)
    far, ways = _ways(ties)
    links = ties.astype(float)
    load = np.zeros((n, n))
    for step in range(int(far.max()), 0, -1):
        passed = np.divide(1 + load, ways, out=np.zeros((n, n)), where=far == step)
        load += (passed @ links) * np.where(far == step - 1, ways, 0)
    np.fill_diagonal(load, 0)
    return load.sum(axis=0) / ((n - 1) * (n - 2)) if n > 2 else np.zeros(n)
