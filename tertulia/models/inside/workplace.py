"""A firm as it is drawn and as it talks: the formal tree, and who goes to whom.

`from_departments` invents a firm with a block model: people of one department talk with chance `inside`, people of
two departments with chance `across`. `workplace_measures` says what the ties mean; `staff_list` reads a firm from a
typed list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tertulia.models.errors import InputError, Refusal
from tertulia.models.random_stream import Chance

Bools = NDArray[np.bool_]

LEAST, MOST = 3, 60
"""People a firm needs and may have here: fewer have no network, more are not readable on a phone."""

MOST_DEPARTMENTS = 12

INSIDE, ACROSS = 0.35, 0.03
"""Chance that two people of one department, and of two departments, talk about work. Our judgement, grade D."""


class StaffRefusal(StrEnum):
    """Why a staff is refused, beside what all models share."""

    CIRCLE = "circle"
    """Above `name` the bosses lead back to the same person."""
    NOBODY = "nobody"
    """The department `name` has no people."""
    NO_SIZE = "no_size"
    """A department without a number; `value` is what was typed."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Organisation:
    """Who works here, who leads whom and who goes to whom.

    Raises
    ------
    InputError
        On "people": TOO_FEW or TOO_MANY (`found`, and `least` or `most`); on "departments": TOO_MANY (`found`,
        `most`); on "boss": CIRCLE (`name`).
    """

    names: tuple[str, ...]
    """By person; n of them."""
    departments: tuple[str, ...]
    """Names of the departments."""
    department: tuple[int, ...]
    """Place in `departments`, by person."""
    boss: tuple[int, ...]
    """Place of the boss in `names`, by person; -1 for who has none."""
    asks: Bools
    """Row goes to column about work, (n, n); nobody goes to themselves."""

    def __post_init__(self) -> None:
        """Refuse what is no firm."""
        n = len(self.names)
        if n < LEAST:
            raise InputError("people", Refusal.TOO_FEW, found=n, least=LEAST)
        if n > MOST:
            raise InputError("people", Refusal.TOO_MANY, found=n, most=MOST)
        if len(self.departments) > MOST_DEPARTMENTS:
            raise InputError("departments", Refusal.TOO_MANY, found=len(self.departments), most=MOST_DEPARTMENTS)
        for person in range(n):
            if in_circle(self.boss, person):
                raise InputError("boss", StaffRefusal.CIRCLE, name=self.names[person])
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
        leaders = tuple(p for p in range(self.n) if self.boss[p] < 0 and p in self.boss)
        return leaders or (0,)


def in_circle(boss: Sequence[int], person: int) -> bool:
    """Whether going up from boss to boss leads back to this person.

    Parameters
    ----------
    boss
        Place of the boss, by person; -1 for none.
    person
        Place of the person.
    """
    above, steps = boss[person], 0
    while above >= 0 and above != person and steps <= len(boss):
        above, steps = boss[above], steps + 1
    return above == person


def from_departments(
    sizes: Sequence[tuple[str, int]], inside: float = INSIDE, across: float = ACROSS, seed: int = 1
) -> Organisation:
    """An invented firm with these departments.

    The first of each department leads it; the first of the first department leads the firm. A tie goes one way, the
    other way or both ways with equal chance.

    Parameters
    ----------
    sizes
        Name of each department and how many work there.
    inside, across
        Chance that two people of one department, and of two departments, talk; 0 to 1.
    seed
        The same seed gives the same firm.

    Returns
    -------
    Organisation
        Its people are named "1", "2" …

    Raises
    ------
    InputError
        On "departments": EMPTY, or NOBODY (`name`); and as `Organisation` does.

    References
    ----------
    P. W. Holland, K. B. Laskey, S. Leinhardt, "Stochastic blockmodels: first steps", Social Networks 5 (1983)
    109-137.
    """
    if not sizes:
        raise InputError("departments", Refusal.EMPTY)
    for name, size in sizes:
        if size < 1:
            raise InputError("departments", StaffRefusal.NOBODY, name=name)
    n = sum(size for _name, size in sizes)
    if n > MOST:  # before anything of that size is made
        raise InputError("people", Refusal.TOO_MANY, found=n, most=MOST)
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
    direction = luck.T
    asks = (tie & (direction < 2 / 3)) | (tie & (direction >= 1 / 3)).T
    return Organisation(
        names=tuple(str(person + 1) for person in range(n)),
        departments=tuple(name for name, _size in sizes),
        department=tuple(int(d) for d in department),
        boss=tuple(boss),
        asks=asks,
    )


def from_arcs(
    names: Sequence[str], department: Sequence[str], boss: Sequence[int], arcs: Iterable[tuple[int, int]]
) -> Organisation:
    """A firm as it was observed.

    Parameters
    ----------
    names, department, boss
        Name, department and place of the boss (-1 for none), by person.
    arcs
        Who goes to whom: places in `names`.

    Returns
    -------
    Organisation
        Its departments stand in the order in which they appear.
    """
    departments = tuple(dict.fromkeys(department))
    asks = np.zeros((len(names), len(names)), dtype=bool)
    for source, target in arcs:
        asks[source, target] = True
    return Organisation(
        names=tuple(names),
        departments=departments,
        department=tuple(departments.index(d) for d in department),
        boss=tuple(boss),
        asks=asks,
    )
