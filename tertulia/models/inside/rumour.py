"""A rumour in a firm, and the official word that may come too late.

Maki and Thompson's rumour (D. P. Maki, M. Thompson, "Mathematical models and applications", 1973; D. J. Daley,
D. G. Kendall, Nature 204 (1964) 1118) on the firm's ties, day by day. Everybody is ignorant, spreads the rumour,
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

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertulia.models.errors import InputError
from tertulia.models.inside.workplace import Bools, Workplace
from tertulia.models.random_stream import Chance

Array = NDArray[np.float64]
Counts = NDArray[np.signedinteger[Any]]

GRADE = "D"
"""Evidence grade of every chance in this file."""

EARLY = 0.25
"""The race is to this share of the staff, and to two people at least."""

_RANGES = {
    "channel": (0, 1),
    "talk": (0, 0.99),
    "tire": (0, 0.99),
    "relay": (0, 1),
    "read": (0, 1),
    "doubt": (0, 1),
    "correct": (0, 1),
    "days": (1, 400),
    "runs": (1, 10_000),
    "started_by": (1, 10_000),
}


@dataclass(frozen=True)
class Story:
    """What is tried. Chances 0 to 1 per day. InputError ("out_of_range", low, high) names the field.

    delay: days until the head of the firm speaks, None for never. channel: share of the staff on it.
    started_by: how many people know the rumour at the start, drawn by lot in each run.
    """

    delay: int | None = 3
    channel: float = 0.0
    talk: float = 0.15
    tire: float = 0.10
    relay: float = 0.35
    read: float = 0.50
    doubt: float = 0.80
    correct: float = 0.30
    days: int = 30
    runs: int = 200
    started_by: int = 1
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if self.delay is not None and self.delay < 0:
            raise InputError("delay", "out_of_range", value=self.delay, low=0, high=self.days)
        for item in fields(self):
            low, high = _RANGES.get(item.name, (-np.inf, np.inf))
            value = getattr(self, item.name)
            if value is not None and not low <= value <= high:
                raise InputError(item.name, "out_of_range", value=value, low=low, high=high)


@dataclass(frozen=True, eq=False)
class Rumour:
    """Many runs of one story. Arrays by day have shape (days + 1, …), day 0 is the start; shares 0 to 1.

    heard, told: (days + 1, runs), share who has heard the rumour and who knows the official word. spreading:
    the same for those who spread it. low, median, high: of `heard`, 10, 50 and 90 % of the runs below.
    official: median of `told`. first: share of the runs in which the rumour reached a quarter first.
    never: share of the staff who never heard it, mean of the runs.
    """

    story: Story
    heard: Array
    told: Array
    spreading: Array
    low: Array
    median: Array
    high: Array
    official: Array
    first: float

    @property
    def everybody(self) -> int | None:
        """First day on which, in the middle of the runs, everybody knows the official word; None if never."""
        days = np.flatnonzero(self.official > 1 - 1e-9)
        return int(days[0]) if days.size else None

    @property
    def never(self) -> float:
        """Share who had not heard it by the last day, mean of the runs."""
        return float(1 - self.heard[-1].mean())


def spread(place: Workplace, story: Story) -> Rumour:
    """Run the story in this firm."""
    return spread_on(place.talks, place.boss, place.heads, story)


def spread_on(ties: Bools, boss: tuple[int, ...], heads: tuple[int, ...], story: Story) -> Rumour:
    """The same for ties (n, n) given as they are, symmetric; boss and heads as in `Workplace`."""
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
            passed = official[:, above] & luck.relay[day]
            passed &= led
            passed |= member & luck.read[day]
            official |= passed
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
    early = max(2, int(np.ceil(EARLY * n)))
    rumour_day, official_day = (_day_of(counts[k], early) for k in (0, 1))
    return Rumour(
        story,
        shares[0],
        shares[1],
        shares[2],
        low,
        median,
        high,
        _quantiles(shares[1], (0.5,))[0],
        float((rumour_day < official_day).mean()),
    )


def compared(
    place: Workplace, story: Story, delays: tuple[int, ...] = (0, 3, 7, 14), channels: tuple[float, ...] = (0.0, 0.6)
) -> dict[tuple[int, float], float]:
    """How often the rumour comes first, by delay and share on the channel, all else as in the story."""
    return {
        (delay, channel): spread(place, replace(story, delay=delay, channel=channel)).first
        for delay in delays
        for channel in channels
    }


def never_hear(tire_over_talk: float = 1.0) -> float:
    """Share that never hears a rumour in a large firm where everybody talks with everybody and nobody speaks up.

    The root below 1 of (1 + c)(1 - x) + c ln x = 0, c how much faster one tires than one talks; 0.2032 for
    c = 1 (Maki & Thompson; A. Sudbury, Journal of Applied Probability 22 (1985) 443-446). InputError on
    "tire_over_talk" if it is not positive.
    """
    c = tire_over_talk
    if not 0 < c < np.inf:
        raise InputError("tire_over_talk", "out_of_range", value=c, low=0, high=np.inf)
    low, high = 0.0, c / (1 + c)  # the left side rises up to here and has its second root at 1
    for _halving in range(200):
        middle = (low + high) / 2
        if middle <= 0 or (1 + c) * (1 - middle) + c * np.log(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# --- luck -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Luck:
    """The luck of all runs. hear, stop: (days, runs, n), least count of neighbours at which it happens; the
    others (days, runs, n) whether it happens; rank, rank_start: (runs, n), a shuffle of the people in each run.
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
) -> _Luck:
    def uniform(stream: int, *shape: int) -> Array:
        return Chance(seed, stream).random(shape)

    def ranked(stream: int) -> NDArray[np.intp]:
        return np.argsort(np.argsort(uniform(stream, runs, n), axis=1, kind="stable"), axis=1, kind="stable")

    whole = (days, runs, n)
    return _Luck(
        _least(uniform(1, *whole), talk, n),
        _least(uniform(2, *whole), tire, n),
        uniform(3, *whole) < doubt,
        uniform(4, *whole) < correct,
        uniform(5, *whole) < relay,
        uniform(6, *whole) < read,
        ranked(7),
        ranked(8),
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
    found = []
    for level in levels:
        below = int(level * last)
        part = level * last - below
        found.append(ranked[:, below] + part * (ranked[:, min(below + 1, last)] - ranked[:, below]))
    return found
