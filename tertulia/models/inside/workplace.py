"""A firm as it is drawn and as it talks: the formal tree, and who goes to whom.

`made` invents a firm from its departments with a block model: people of one department talk with chance
`inside`, people of two departments with chance `across` (P. W. Holland, K. B. Laskey, S. Leinhardt,
"Stochastic blockmodels: first steps", Social Networks 5 (1983) 109-137). Both chances are our judgement
(grade D). `workplace_measures` says what the ties mean; `staff_list` reads a firm from a typed list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertulia.models.errors import InputError
from tertulia.models.random_stream import Chance

Bools = NDArray[np.bool_]

LEAST, MOST = 3, 60
"""People a firm needs and may have here: fewer have no network, more are not readable on a phone."""

MOST_DEPARTMENTS = 12

INSIDE, ACROSS = 0.35, 0.03
"""Chance that two people of one department, and of two departments, talk about work. Grade D."""


@dataclass(frozen=True, eq=False)
class Workplace:
    """Who works here, who leads whom and who goes to whom.

    names: n people. departments: names of the departments. department: place in `departments`, by person.
    boss: place of the boss, -1 for who has none. asks: (n, n), row goes to column about work; nobody goes to
    themselves. Raises InputError: ("people", "too_few" | "too_many", found, least | most),
    ("departments", "too_many", found, most), ("boss", "circle", name).
    """

    names: tuple[str, ...]
    departments: tuple[str, ...]
    department: tuple[int, ...]
    boss: tuple[int, ...]
    asks: Bools

    def __post_init__(self) -> None:
        """Refuse what is no firm."""
        n = len(self.names)
        if n < LEAST:
            raise InputError("people", "too_few", found=n, least=LEAST)
        if n > MOST:
            raise InputError("people", "too_many", found=n, most=MOST)
        if len(self.departments) > MOST_DEPARTMENTS:
            raise InputError("departments", "too_many", found=len(self.departments), most=MOST_DEPARTMENTS)
        for person in range(n):
            if in_circle(self.boss, person):
                raise InputError("boss", "circle", name=self.names[person])
        asks = self.asks & ~np.eye(n, dtype=bool)
        asks.setflags(write=False)
        object.__setattr__(self, "asks", asks)

    @property
    def n(self) -> int:
        """People."""
        return len(self.names)

    @property
    def talks(self) -> Bools:
        """Ties: two people talk if one of them goes to the other; (n, n), symmetric."""
        return self.asks | self.asks.T

    @property
    def tree(self) -> Bools:
        """The formal lines between each person and the boss, in both directions; (n, n), symmetric."""
        lines = np.zeros((self.n, self.n), dtype=bool)
        for person, boss in enumerate(self.boss):
            if boss >= 0:
                lines[person, boss] = lines[boss, person] = True
        return lines

    @property
    def heads(self) -> tuple[int, ...]:
        """Who speaks for the firm: those who lead somebody and have no boss; the first person if nobody does."""
        found = tuple(p for p in range(self.n) if self.boss[p] < 0 and p in self.boss)
        return found or (0,)


def in_circle(boss: Sequence[int], person: int) -> bool:
    """Whether going up from boss to boss leads back to this person."""
    above, steps = boss[person], 0
    while above >= 0 and above != person and steps <= len(boss):
        above, steps = boss[above], steps + 1
    return above == person


def made(sizes: Sequence[tuple[str, int]], inside: float = INSIDE, across: float = ACROSS, seed: int = 1) -> Workplace:
    """An invented firm with these departments and sizes; people are named "1", "2" …

    The first of each department leads it; the first of the first department leads the firm. A tie goes one
    way, the other way or both ways with equal chance. The same seed gives the same firm. Raises InputError
    on "departments" ("empty", "not_positive" with name, "too_many") and as `Workplace` does.
    """
    if not sizes:
        raise InputError("departments", "empty")
    for name, size in sizes:
        if size < 1:
            raise InputError("departments", "not_positive", name=name)
    n = sum(size for _name, size in sizes)
    if n > MOST:  # before anything of that size is made
        raise InputError("people", "too_many", found=n, most=MOST)
    department = np.repeat(np.arange(len(sizes)), [size for _name, size in sizes])
    heads = [int(np.flatnonzero(department == d)[0]) for d in range(len(sizes))]
    boss = [heads[d] for d in department]
    for head in heads:
        boss[head] = heads[0]
    boss[heads[0]] = -1
    # only uniform numbers are asked for: their stream is the same in every numpy
    luck = Chance(seed).random((n, n))
    chance = np.where(department[:, None] == department[None, :], inside, across)
    tie = np.triu(luck < chance, 1)
    way = luck.T
    asks = (tie & (way < 2 / 3)) | (tie & (way >= 1 / 3)).T
    return Workplace(
        tuple(str(person + 1) for person in range(n)),
        tuple(name for name, _size in sizes),
        tuple(int(d) for d in department),
        tuple(boss),
        asks,
    )


def measured(
    names: Sequence[str], department: Sequence[str], boss: Sequence[int], arcs: Iterable[tuple[int, int]]
) -> Workplace:
    """A firm from observed arcs (from, to), each a place in `names`; departments in the order they appear."""
    departments = tuple(dict.fromkeys(department))
    asks = np.zeros((len(names), len(names)), dtype=bool)
    for source, target in arcs:
        asks[source, target] = True
    return Workplace(tuple(names), departments, tuple(departments.index(d) for d in department), tuple(boss), asks)
