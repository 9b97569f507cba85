"""A rumour in a firm, and the official word that may come too late.

Maki and Thompson's rumour (see `spread`) on the firm's ties, day by day. Everybody is ignorant, spreads the rumour,
or has heard it and keeps quiet (a stifler); I + S + R = n always. On a day

- an ignorant person hears it from each spreader they talk with, with chance `talk`;
- a spreader tires of it at each person they talk with who knows it already, with chance `tire`.

The head of the firm speaks after `delay` days. From then on the official word goes down the tree, one level a
day with chance `relay` each, and everybody on the shared channel reads it with chance `read` a day. Who knows it
turns the rumour down with chance `doubt` and stops spreading with chance `correct` a day.

Every chance here is our judgement (grade D): no study we found measured them in small firms. What the model can
say is how delay and channel compare under the same chances.

All runs go at once. Neighbours are counted only when somebody changes (`_bump`), and a uniform number u is turned
beforehand into the least count of neighbours at which it strikes: 1 - (1 - chance)^k > u. The same seed gives the
same luck to every delay and channel, and more channel adds to the same people, so that settings can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertulia.models.errors import number_within, whole_within
from tertulia.models.inside.workplace import Bools, Organisation
from tertulia.models.random_stream import Chance

Array = NDArray[np.float64]
Counts = NDArray[np.signedinteger[Any]]

GRADE = "D"
"""Evidence grade of every chance in this file."""

EARLY = 0.25
"""The race is to this share of the staff, and to two people at least."""

MOST_DAYS = 400

_CHANCES = {"channel": 1.0, "talk": 0.99, "tire": 0.99, "relay": 1.0, "read": 1.0, "doubt": 1.0, "correct": 1.0}
"""The most each may be; none of them less than 0."""


@dataclass(frozen=True, kw_only=True)
class Story:
    """What is tried. Chances are 0 to 1 per day.

    Raises
    ------
    InputError
        On the field that is out of range, as `number_within` and `whole_within` do.
    """

    delay: int | None = 3
    """Days until the head of the firm speaks, None for never."""
    channel: float = 0.0
    """Share of the staff on the shared channel."""
    talk: float = 0.15
    """Chance to hear it from one who spreads it."""
    tire: float = 0.10
    """Chance that a spreader tires of it, for each who knows it already."""
    relay: float = 0.35
    """Chance that a boss passes the official word on."""
    read: float = 0.50
    """Chance that somebody on the channel reads the official word."""
    doubt: float = 0.80
    """Chance that who knows the official word turns the rumour down."""
    correct: float = 0.30
    """Chance that who knows the official word stops spreading the rumour."""
    days: int = 30
    runs: int = 200
    started_by: int = 1
    """How many know the rumour at the start, drawn by lot in each run."""
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        for name, most in _CHANCES.items():
            number_within(name, getattr(self, name), 0, most)
        for name, most in (("days", MOST_DAYS), ("runs", 10_000), ("started_by", 10_000)):
            whole_within(name, getattr(self, name), 1, most)
        if self.delay is not None:
            whole_within("delay", self.delay, 0, MOST_DAYS)


@dataclass(frozen=True, kw_only=True, eq=False)
class Rumour:
    """Many runs of one story. Day 0 is the start; shares are 0 to 1 of the staff."""

    story: Story
    heard: Array
    """Who has heard the rumour, (days + 1, runs)."""
    informed: Array
    """Who knows the official word, (days + 1, runs)."""
    spreading: Array
    """Who spreads the rumour, (days + 1, runs)."""
    low: Array
    """Of `heard`, with 10 % of the runs below, (days + 1,)."""
    median: Array
    """Of `heard`, with 50 % of the runs below, (days + 1,)."""
    high: Array
    """Of `heard`, with 90 % of the runs below, (days + 1,)."""
    official: Array
    """Median of `informed`, (days + 1,)."""
    first: float
    """Share of the runs in which the rumour reached a quarter of the staff before the official word did."""

    @property
    def everybody_informed(self) -> int | None:
        """First day on which, in the middle of the runs, everybody knows the official word; None if never."""
        days = np.flatnonzero(self.official > 1 - 1e-9)
        return int(days[0]) if days.size else None

    @property
    def half_informed(self) -> int | None:
        """First day on which, in the middle of the runs, half of the staff know the official word; None if never."""
        days = np.flatnonzero(self.official >= 0.5)
        return int(days[0]) if days.size else None


def early(n: int) -> int:
    """How many of n people the rumour and the official word race to."""
    return max(2, int(np.ceil(EARLY * n)))


def spread(organisation: Organisation, story: Story) -> Rumour:
    """Run the story in this firm.

    References
    ----------
    D. P. Maki, M. Thompson, "Mathematical models and applications", 1973.
    D. J. Daley, D. G. Kendall, Nature 204 (1964) 1118.
    """
    return spread_on(organisation.talks, organisation.boss, organisation.heads, story)


def spread_on(ties: Bools, boss: tuple[int, ...], heads: tuple[int, ...], story: Story) -> Rumour:
    """Run the story on any ties.

    Parameters
    ----------
    ties
        Who talks with whom, (n, n), symmetric.
    boss, heads
        As in `Organisation`.
    story
        What is tried.
    """
    n, runs, days = len(ties), story.runs, story.days
    luck = _luck(n, days, runs, story.seed, story.talk, story.tire, story.relay, story.read, story.doubt, story.correct)
    start, ends = _neighbours(ties)
    above = np.asarray(boss)
    led = above >= 0
    member = luck.rank < round(story.channel * n)
    heard = luck.rank_start < min(story.started_by, n)
    spreading = heard.copy()
    official = np.zeros((runs, n), dtype=bool)
    shape = runs, n
    near_heard = _bump(np.flatnonzero(heard), shape, start, ends)
    near_spreading = near_heard.copy()
    counts = np.zeros((3, days + 1, runs))
    counts[:, 0] = heard.sum(axis=1), official.sum(axis=1), spreading.sum(axis=1)
    spoken, alive = False, True
    for day in range(days):
        now = counts[:, day + 1]
        now[:] = counts[:, day]
        if day == story.delay:
            official[:, heads] = True
            spoken = True
        if alive:
            hear = near_spreading >= luck.hear[day]
            hear &= ~heard
            stop = near_heard >= luck.stop[day]
            if spoken:
                hear &= ~(official & luck.doubt[day])
                stop |= official & luck.correct[day]
            stop &= spreading
        if spoken:
            reached = official[:, above] & luck.relay[day]
            reached &= led
            reached |= member & luck.read[day]
            official |= reached
            now[1] = official.sum(axis=1)
        if alive:
            heard |= hear
            spreading ^= stop
            spreading |= hear
            hearing, stopping = np.flatnonzero(hear), np.flatnonzero(stop)
            fresh = _bump(hearing, shape, start, ends)
            near_heard += fresh
            near_spreading += fresh
            near_spreading -= _bump(stopping, shape, start, ends)
            now[0] += np.bincount(hearing // n, minlength=runs)
            now[2] += now[0] - counts[0, day] - np.bincount(stopping // n, minlength=runs)
            alive = bool(now[2].any())
    shares = counts / n
    low, median, high = _quantiles(shares[0], (0.1, 0.5, 0.9))
    rumour_day, official_day = (_day_of(counts[k], early(n)) for k in (0, 1))
    return Rumour(
        story=story,
        heard=shares[0],
        informed=shares[1],
        spreading=shares[2],
        low=low,
        median=median,
        high=high,
        official=_quantiles(shares[1], (0.5,))[0],
        first=float((rumour_day < official_day).mean()),
    )


# --- luck -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, eq=False)
class _RumourLuck:
    """The luck of all runs.

    hear, stop: (days, runs, n), least count of neighbours at which it happens; the others (days, runs, n) whether it
    happens; rank, rank_start: (runs, n), a shuffle of the people in each run.
    """

    hear: Counts
    stop: Counts
    doubt: Bools
    correct: Bools
    relay: Bools
    read: Bools
    rank: NDArray[np.intp]
    rank_start: NDArray[np.intp]


@lru_cache(maxsize=4)
def _luck(
    n: int,
    days: int,
    runs: int,
    seed: int,
    talk: float,
    tire: float,
    relay: float,
    read: float,
    doubt: float,
    correct: float,
) -> _RumourLuck:
    def uniform(stream: int, *shape: int) -> Array:
        return Chance(seed, stream).random(shape)

    def ranked(stream: int) -> NDArray[np.intp]:
        return np.argsort(np.argsort(uniform(stream, runs, n), axis=1, kind="stable"), axis=1, kind="stable")

    whole = (days, runs, n)
    return _RumourLuck(
        hear=_least(uniform(1, *whole), talk, n),
        stop=_least(uniform(2, *whole), tire, n),
        doubt=uniform(3, *whole) < doubt,
        correct=uniform(4, *whole) < correct,
        relay=uniform(5, *whole) < relay,
        read=uniform(6, *whole) < read,
        rank=ranked(7),
        rank_start=ranked(8),
    )


def _least(uniform: Array, chance: float, n: int) -> Counts:
    """The least k with 1 - (1 - chance)^k > uniform; beyond n if none is."""
    table = 1 - (1 - chance) ** np.arange(n + 1)
    return np.searchsorted(table, uniform, side="right").astype(_small(n))


# --- counting -------------------------------------------------------------------------------------------


def _neighbours(ties: Bools) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Everybody's neighbours one after the other, and where each person's begin (n + 1 places)."""
    return np.concatenate(([0], np.cumsum(ties.sum(axis=1)))).astype(np.intp), np.nonzero(ties)[1]


def _bump(changed: NDArray[np.intp], shape: tuple[int, int], start: NDArray[np.intp], ends: NDArray[np.intp]) -> Counts:
    """For each run and person, how many of their neighbours are among the changed; (runs, n).

    changed: places run * n + person, ascending.
    """
    runs, n = shape
    if not changed.size:
        return np.zeros(shape, dtype=_small(n))
    person = changed % n
    many = start[person + 1] - start[person]
    # where in `ends` each of them begins, less how many neighbours came before
    begin = np.repeat(start[person] - np.cumsum(many) + many, many)
    reached = ends[begin + np.arange(begin.size)] + np.repeat(changed - person, many)
    return np.bincount(reached, minlength=runs * n).astype(_small(n)).reshape(shape)


def _small(n: int) -> type[np.signedinteger[Any]]:
    """A kind of number that can count n people; the smaller it is the faster."""
    return np.int8 if n < 127 else np.int16


def _day_of(counts: Array, people: int) -> Array:
    """The first day with so many people in each run, infinity if there is none; (runs,)."""
    there = counts >= people
    return np.where(there.any(axis=0), there.argmax(axis=0), np.inf)


def _quantiles(shares: Array, levels: tuple[float, ...]) -> list[Array]:
    ranked = np.sort(shares, axis=1)
    last = shares.shape[1] - 1
    quantiles = []
    for level in levels:
        below = int(level * last)
        part = level * last - below
        quantiles.append(ranked[:, below] + part * (ranked[:, min(below + 1, last)] - ranked[:, below]))
    return quantiles
