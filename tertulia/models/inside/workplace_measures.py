"""What the ties of a firm say: silos, brokers, who asks whom across the tree, and what a channel would change.

That everybody on a shared channel hears everybody else there is our assumption (grade D): the figures after
opening one are the most it can do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertulia.models.errors import number_within
from tertulia.models.inside.workplace import Bools, Organisation
from tertulia.models.random_stream import Chance

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Silos:
    """How far the departments keep to themselves."""

    ties: int
    """Pairs who talk."""
    inside: int
    """Of these, in one department."""
    chance: float
    """Share that would be inside if everybody talked with everybody alike, 0 to 1."""

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
        """E-I index, from -1 (all ties inside) to 1 (all across); 0 if there are no ties.

        References
        ----------
        D. Krackhardt, R. N. Stern, "Informal networks and organizational crises", Social Psychology Quarterly 51
        (1988) 123-140.
        """
        return (self.across - self.inside) / self.ties if self.ties else 0.0


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How far news can go."""

    pairs: int
    """All pairs of people."""
    joined: int
    """Of these, with a way between them."""
    steps: float
    """Mean length of the shortest ways, in ties; nan if there is none."""
    across: int
    """Ties between departments."""


@dataclass(frozen=True, kw_only=True)
class AdviceTies:
    """Whom people go to: each count is of pairs (asker, asked)."""

    boss: int
    """Up, to the boss."""
    led: int
    """Down, to somebody they lead."""
    department: int
    """To another colleague of the department."""
    across: int
    """To anybody else in another department."""

    @property
    def total(self) -> int:
        """All of them."""
        return self.boss + self.led + self.department + self.across


@dataclass(frozen=True, kw_only=True)
class WorkplaceMeasures:
    """A firm looked at, before and after a shared channel; people are places in `Organisation.names`."""

    silos: Silos
    advice: AdviceTies
    between: tuple[float, ...]
    """Normalised betweenness, 0 to 1, by person."""
    brokers: tuple[int, ...]
    """Who lies on shortest ways, the most first."""
    alone: tuple[int, ...]
    """Who talks with nobody."""
    thread: tuple[int, ...]
    """Who hangs by a single tie."""
    times_asked: tuple[int, ...]
    """How many go to each person."""
    members: tuple[int, ...]
    """Who is on the channel."""
    tree: Reach
    """Along the formal tree."""
    before: Reach
    """As people talk."""
    after: Reach
    """As people talk, and on the channel."""
    cut: int
    """Pairs of others who have a way to each other now, and none if the first broker is away."""


def measure(organisation: Organisation, channel: float = 0.0, seed: int = 1) -> WorkplaceMeasures:
    """Everything at once.

    Parameters
    ----------
    organisation
        The firm.
    channel
        Share of the staff on the shared channel, 0 to 1.
    seed
        Which people are on it; see `on_channel`.

    Raises
    ------
    InputError
        As `on_channel` does.
    """
    members = on_channel(organisation.n, channel, seed)
    talks = organisation.talks
    between = betweenness(talks)
    # rounded, so that equal brokers stay in the order of the list whatever the last digit of a float says
    order = sorted(range(organisation.n), key=lambda p: -round(float(between[p]), 9))
    brokers = tuple(p for p in order if between[p] > 1e-9)
    degree = talks.sum(axis=1)
    department = np.asarray(organisation.department)
    return WorkplaceMeasures(
        silos=silos(organisation),
        advice=advice_ties(organisation),
        between=tuple(float(b) for b in between),
        brokers=brokers,
        alone=tuple(int(p) for p in np.flatnonzero(degree == 0)),
        thread=tuple(int(p) for p in np.flatnonzero(degree == 1)),
        times_asked=tuple(int(k) for k in organisation.asks.sum(axis=0)),
        members=tuple(int(p) for p in np.flatnonzero(members)),
        tree=reach(organisation.tree, department),
        before=reach(talks, department),
        after=reach(opened(talks, members), department),
        cut=cut_off(talks, brokers[0]) if brokers else 0,
    )


def silos(organisation: Organisation) -> Silos:
    """How many ties stay inside departments."""
    same = np.equal.outer(organisation.department, organisation.department)
    pairs = np.triu(np.ones((organisation.n, organisation.n), dtype=bool), 1)
    talks = organisation.talks & pairs
    return Silos(
        ties=int(talks.sum()), inside=int((talks & same).sum()), chance=float((same & pairs).sum() / pairs.sum())
    )


def advice_ties(organisation: Organisation) -> AdviceTies:
    """Where questions go: up to the boss, down, to a colleague of the department, or across."""
    boss = np.asarray(organisation.boss)
    people = np.arange(organisation.n)
    up = organisation.asks & (boss[:, None] == people[None, :])
    down = organisation.asks & (boss[None, :] == people[:, None])
    rest = organisation.asks & ~up & ~down
    same = np.equal.outer(organisation.department, organisation.department)
    return AdviceTies(
        boss=int(up.sum()), led=int(down.sum()), department=int((rest & same).sum()), across=int((rest & ~same).sum())
    )


def on_channel(n: int, share: float, seed: int = 1) -> Bools:
    """Who is on the channel: `round(share * n)` people drawn by lot; more share adds to the same people.

    Parameters
    ----------
    n
        People in the firm.
    share
        Share of them on the channel, 0 to 1.
    seed
        Of the lot.

    Returns
    -------
    Bools
        By person, (n,).

    Raises
    ------
    InputError
        On "channel", as `number_within` does.
    """
    number_within("channel", share, 0, 1)
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
    """How far news goes along these ties.

    Parameters
    ----------
    ties
        Who talks with whom, (n, n), symmetric.
    department
        Number of the department, by person.
    """
    far = distances(ties)[np.triu_indices(len(ties), 1)]
    joined = far[far > 0]
    across = np.triu(ties & np.not_equal.outer(department, department), 1)
    return Reach(
        pairs=far.size,
        joined=joined.size,
        steps=float(joined.mean()) if joined.size else float("nan"),
        across=int(across.sum()),
    )


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
    """Share of the shortest ways between all others that lead through each person, 0 to 1; (n,).

    References
    ----------
    L. C. Freeman, Sociometry 40 (1977) 35-41, counted as in U. Brandes, Journal of Mathematical Sociology 25 (2001)
    163-177, all sources at once.
    """
    n = len(ties)
    far, ways = _ways(ties)
    links = ties.astype(float)
    load = np.zeros((n, n))
    for step in range(int(far.max()), 0, -1):
        passed = np.divide(1 + load, ways, out=np.zeros((n, n)), where=far == step)
        load += (passed @ links) * np.where(far == step - 1, ways, 0)
    np.fill_diagonal(load, 0)
    return load.sum(axis=0) / ((n - 1) * (n - 2)) if n > 2 else np.zeros(n)
