"""Content mix: what the learner decides, what fits the week, and how many posts of each kind that makes.

Replies are booked first. What is left of the week gives the number of posts that fit; shares become whole
posts by largest remainder over the whole period. `schedule` dates them, `mix_check` says what breaks a rule.

Every number in this file is our judgement (grade D). The shares called 80/20, 70-20-10 and 5-3-2 are
conventions: no controlled study supports any of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from fractions import Fraction

from tertulia.models.errors import InputError, Refusal, number_within, whole_within
from tertulia.models.strategy.ideas import Idea, PostFormat, PostKind, Sector, pool
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.posts_that_fit import HOURS_A_POST, whole_posts_that_fit

MINUTES: dict[PostKind, dict[PostFormat, int]] = {
    kind: dict(zip(PostFormat, minutes, strict=True))
    for kind, minutes in (
        # photo, short video, text, story
        (PostKind.USEFUL, (30, 60, 30, 15)),
        (PostKind.PEOPLE, (20, 45, 25, 10)),
        (PostKind.CONVERSATION, (15, 40, 15, 10)),
        (PostKind.PROOF, (25, 50, 20, 15)),
        (PostKind.PROMOTION, (20, 45, 15, 10)),
    )
}
"""Median minutes to make and publish one post, by kind and format."""

EVERY_FORMAT = tuple(PostFormat)

TAKES: dict[str, tuple[PostFormat, ...]] = {
    "facebook": EVERY_FORMAT,
    "instagram": (PostFormat.PHOTO, PostFormat.SHORT_VIDEO, PostFormat.STORY),
    "linkedin": (PostFormat.PHOTO, PostFormat.SHORT_VIDEO, PostFormat.TEXT),
    "pinterest": (PostFormat.PHOTO, PostFormat.SHORT_VIDEO),
    "telegram": (PostFormat.PHOTO, PostFormat.SHORT_VIDEO, PostFormat.TEXT),
    "tiktok": (PostFormat.PHOTO, PostFormat.SHORT_VIDEO),
    "whatsapp": EVERY_FORMAT,
    "x": (PostFormat.PHOTO, PostFormat.SHORT_VIDEO, PostFormat.TEXT),
    "youtube": (PostFormat.SHORT_VIDEO,),
}
"""Formats worth making for each network; a network not named here takes all. To be reviewed by June 2027."""

OTHER_HOURS = (3.0, 1.5)
"""Hours a week that a network unknown to the picker asks for: to run it decently, and at the very least."""

CONVENTIONS: dict[str, dict[PostKind, float]] = {
    name: dict(zip(PostKind, shares, strict=True))
    for name, shares in (
        # useful, people, conversation, proof, promotion
        ("80_20", (0.30, 0.20, 0.20, 0.10, 0.20)),
        ("70_20_10", (0.40, 0.10, 0.20, 0.20, 0.10)),
        ("5_3_2", (0.50, 0.20, 0.15, 0.15, 0.00)),
    )
}
"""Rules of thumb, read into our five kinds. They are told in several versions, and none was ever tested."""

WINDOW_WEEKS = 4
"""The cap on promotion holds over any span of this many weeks."""

PER_DAY = 2
"""Posts a day at most: people leave accounts that post many in a short time."""

MOST_HOURS = 60.0
"""Hours a week at most."""

REPLY_SLOT = 10
"""Minutes a reply slot has at least, where the week has that many."""

REPLY_DAY = 480
"""Minutes of replies a day at most."""

STEP = 5
"""Every duration is a multiple of this many minutes."""


class MixRefusal(StrEnum):
    """Decisions that contradict each other."""

    OVER_HOURS = "over_hours"
    """More hours for answering than there are (`reply_hours`, `hours`)."""
    OVER_A_DAY = "over_a_day"
    """More answering than the chosen days hold (`days`, and `most` hours a day)."""


@dataclass(frozen=True, kw_only=True)
class Mix:
    """What the learner decides.

    Attributes
    ----------
    sector
        Whose ideas.
    objective
        None while unstated.
    networks
        Keys, the most important first.
    start
        The calendar begins on the first Monday from this day on.
    hours
        A week, for everything, 0 to 60.
    reply_hours
        Of these, for answering.
    posts
        Planned per week, 1 to 50.
    shares
        Of the posts, per kind; any positive sum, kept so that they sum to 1.
    promotion_cap
        Most of the posts that may sell, a share from 0 to 1.
    weekdays
        0 Monday to 6 Sunday.
    at
        Local time of the first thing each day.
    weeks
        4 to 13.
    pace
        The learner's minutes over our median, 0.5 to 3.
    seasons
        Tell which posts lead up to a date of `SEASONS`.
    seed
        Another one orders the ideas otherwise.

    Raises
    ------
    InputError
        When made, with the field's name (one share: "shares.useful") and a code of `Refusal` or `MixRefusal`.
    """

    sector: Sector
    objective: Objective | None
    networks: tuple[str, ...]
    start: date
    hours: float = 4.0
    reply_hours: float = 1.0
    posts: int = 3
    shares: Mapping[PostKind, float] = field(default_factory=lambda: CONVENTIONS["80_20"])
    promotion_cap: float = 0.2
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    at: time = time(10, 0)
    weeks: int = 4
    pace: float = 1.0
    seasons: bool = False
    seed: int = 1

    def __post_init__(self) -> None:
        """Check the values and bring them into their usual form."""
        _known("sector", self.sector, Sector)
        _known("objective", self.objective, (None, *Objective))
        for name, low, high in (
            ("hours", 0.0, MOST_HOURS),
            ("reply_hours", 0.0, MOST_HOURS),
            ("promotion_cap", 0.0, 1.0),
            ("pace", 0.5, 3.0),
        ):
            number_within(name, getattr(self, name), low, high)
        for name, values in (("networks", self.networks), ("weekdays", self.weekdays)):
            if not values:
                raise InputError(name, Refusal.EMPTY)
            if len(set(values)) < len(values):
                raise InputError(name, Refusal.TWICE)
        for day in self.weekdays:
            whole_within("weekdays", day, 0, 6)
        object.__setattr__(self, "posts", whole_within("posts", self.posts, 1, 50))
        object.__setattr__(self, "weeks", whole_within("weeks", self.weeks, WINDOW_WEEKS, 13))
        object.__setattr__(self, "sector", Sector(self.sector))
        object.__setattr__(self, "objective", None if self.objective is None else Objective(self.objective))
        object.__setattr__(self, "networks", tuple(self.networks))
        object.__setattr__(self, "weekdays", tuple(sorted(self.weekdays)))
        object.__setattr__(self, "shares", _normal(self.shares))
        if self.reply_hours > self.hours:
            raise InputError("reply_hours", MixRefusal.OVER_HOURS, hours=self.hours, reply_hours=self.reply_hours)
        if self.reply_hours * 60 > REPLY_DAY * len(self.weekdays):
            raise InputError("reply_hours", MixRefusal.OVER_A_DAY, days=len(self.weekdays), most=REPLY_DAY / 60)

    @property
    def first_day(self) -> date:
        """The Monday on which the calendar begins."""
        return self.start + timedelta(days=-self.start.weekday() % 7)


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """What the week holds."""

    minutes: int
    """Left after replies."""
    each: float
    """Minutes to count on for one post."""
    posts: int
    """That fit."""
    needed: float
    """Hours a week the plan asks for, replies included."""
    most: int
    """Posts that the days allow."""


def largest_remainder(shares: Mapping[PostKind, float], total: int) -> dict[PostKind, int]:
    """Share out posts in whole numbers by Hamilton's method; equal remainders go to the earlier kind.

    Parameters
    ----------
    shares
        By kind, summing to 1.
    total
        Posts to share out; the result sums to it.

    References
    ----------
    M. L. Balinski, H. P. Young, Fair Representation (Yale University Press, 1982).
    """
    exact = {kind: share * total for kind, share in shares.items()}
    counts = {kind: math.floor(value) for kind, value in exact.items()}
    # Rounded, because 28.4 - 28 is not quite 1.4 - 1, and an equal remainder should count as equal.
    rest = sorted(exact, key=lambda kind: -round(exact[kind] - counts[kind], 9))
    for kind in rest[: total - sum(counts.values())]:
        counts[kind] += 1
    return counts


def networks_allowed(networks: Sequence[str], hours: float) -> tuple[str, ...]:
    """Keep as many of these networks, in their order, as the week's hours carry.

    The first needs the least it can live on; any further one only comes in if all can be run decently.

    Parameters
    ----------
    networks
        Keys, the most important first.
    hours
        A week, for everything.
    """
    if not networks or hours < network_hours(networks[0])[1] - 1e-9:
        return ()
    count = 1
    while count < len(networks) and _decent(networks[: count + 1]) <= hours + 1e-9:
        count += 1
    return tuple(networks[:count])


def minutes_for(idea: Idea, form: PostFormat, pace: float = 1.0) -> int:
    """Estimate the minutes to make an idea in one of the formats: its own for the first, the others in proportion.

    Parameters
    ----------
    idea, form
        What is made, and how.
    pace
        The learner's minutes over our median.

    Returns
    -------
    int
        A multiple of `STEP`, at least one.
    """
    table = MINUTES[idea.kind]
    exact = pace * idea.minutes * table[form] / table[idea.formats[0]]
    return max(STEP, STEP * round(exact / STEP))


def capacity(mix: Mix) -> Capacity:
    """Compute how many posts a week fit the hours, replies booked first: half an hour each, more if they take more."""
    left = STEP * math.floor(mix.hours * 60 / STEP + 1e-9) - sum(reply_minutes(mix))
    usual = math.fsum(share * _usual(mix, kind) for kind, share in mix.shares.items())
    # No post may ever fail to fit, whichever idea's turn it is: hence the dearest of the cheapest versions.
    dearest = [max((cheapest(mix, idea) for idea in makeable(mix, kind, left)), default=0) for kind in kinds_held(mix)]
    each = max(60 * HOURS_A_POST * mix.pace, usual, *dearest)
    fits = whole_posts_that_fit(mix.hours, mix.reply_hours, each / 60) if all(dearest) else 0
    needed = mix.reply_hours + mix.posts * each / 60
    return Capacity(minutes=left, each=each, posts=fits, needed=needed, most=PER_DAY * len(mix.weekdays))


def counts(mix: Mix) -> dict[PostKind, int]:
    """Count the posts of each kind over the whole period.

    What the cap does not allow to promotion goes to the other kinds, in proportion to their shares, or in
    equal parts if they have none.
    """
    weekly = posts_a_week(mix)
    total = weekly * mix.weeks
    wanted = largest_remainder(mix.shares, total)
    most = _most_promotions(weekly, mix.weeks, mix.promotion_cap)
    if wanted[PostKind.PROMOTION] <= most:
        return wanted
    others: list[PostKind] = [kind for kind in PostKind if kind is not PostKind.PROMOTION]
    rest = sum(mix.shares[kind] for kind in others)
    shares = {kind: mix.shares[kind] / rest if rest > 0 else 1 / len(others) for kind in others}
    return largest_remainder(shares, total - most) | {PostKind.PROMOTION: most}


def _known(name: str, value: object, allowed: Iterable[object]) -> None:
    if value not in tuple(allowed):
        raise InputError(name, Refusal.UNKNOWN, value=str(value))


def _normal(shares: Mapping[PostKind, float]) -> dict[PostKind, float]:
    for kind, share in shares.items():
        _known("shares", kind, PostKind)
        number_within(f"shares.{kind}", share, 0, math.inf)
    total = math.fsum(shares.values())
    if total <= 0:
        raise InputError("shares", Refusal.ALL_ZERO)
    return {kind: shares.get(kind, 0.0) / total for kind in PostKind}


def network_hours(key: str) -> tuple[float, float]:
    """Look up the hours a week a network asks for: to run it decently, and at the very least."""
    network = NETWORKS.get(key)
    return (network.hours_per_week, network.least_hours) if network else OTHER_HOURS


def _decent(networks: Iterable[str]) -> float:
    return math.fsum(network_hours(key)[0] for key in networks)


def networks_used(mix: Mix) -> tuple[str, ...]:
    """Choose the networks the calendar is made for: those the hours allow, and at least the first."""
    return networks_allowed(mix.networks, mix.hours) or mix.networks[:1]


def makings(mix: Mix, idea: Idea) -> list[tuple[str, PostFormat]]:
    """List every network and format an idea can be made for, the best format first."""
    used = networks_used(mix)
    return [(network, form) for form in idea.formats for network in used if form in TAKES.get(network, EVERY_FORMAT)]


def _usable(mix: Mix, kind: PostKind) -> list[Idea]:
    """List the ideas of a kind for this firm and its networks; a vacancy only for those who are looking."""
    return [
        idea
        for idea in pool(mix.sector)
        if idea.kind is kind
        and makings(mix, idea)
        and (idea.objectives != (Objective.RECRUIT,) or mix.objective is Objective.RECRUIT)
    ]


def makeable(mix: Mix, kind: PostKind, minutes: int) -> list[Idea]:
    """List the ideas of a kind that can be made in these minutes, in one format or another."""
    return [idea for idea in _usable(mix, kind) if cheapest(mix, idea) <= minutes]


def kinds_held(mix: Mix) -> list[PostKind]:
    """List the kinds the calendar can hold: those with a share, or all if only promotion has one."""
    wanted = [kind for kind in PostKind if mix.shares[kind] > 0]
    return list(PostKind) if wanted == [PostKind.PROMOTION] else wanted


def _usual(mix: Mix, kind: PostKind) -> float:
    """Mean minutes of a kind's ideas, each in the best format the networks take."""
    ideas = _usable(mix, kind)
    return sum(minutes_for(idea, makings(mix, idea)[0][1], mix.pace) for idea in ideas) / len(ideas)


def cheapest(mix: Mix, idea: Idea) -> int:
    """Estimate the minutes of an idea in the quickest format that one of the networks takes."""
    return min(minutes_for(idea, form, mix.pace) for _network, form in makings(mix, idea))


def posts_a_week(mix: Mix) -> int:
    """Count the posts the calendar holds every week: as planned, or as many as the hours and the days allow."""
    room = capacity(mix)
    return min(mix.posts, room.posts, room.most)


def reply_minutes(mix: Mix) -> list[int]:
    """Divide the week's answering into slots, in minutes: multiples of 5, as equal as they can be."""
    steps = math.floor(mix.reply_hours * 60 / STEP + 1e-9)
    if steps == 0:
        return []
    slots = min(len(mix.weekdays), max(1, steps * STEP // REPLY_SLOT))
    return [STEP * (steps // slots + (number < steps % slots)) for number in range(slots)]


def _window_promotions(weekly: int, cap: float) -> int:
    return math.floor(cap * WINDOW_WEEKS * weekly + 1e-9)


def promotion_gap(weekly: int, cap: float) -> Fraction:
    """Compute the least distance between promotions: none next to another, no window above the cap.

    Parameters
    ----------
    weekly
        Posts a week.
    cap
        Most of the posts that may sell, a share that allows at least one promotion in a window.

    Returns
    -------
    Fraction
        In posts.
    """
    return max(Fraction(2), Fraction(WINDOW_WEEKS * weekly, _window_promotions(weekly, cap)))


def _most_promotions(weekly: int, weeks: int, cap: float) -> int:
    total = weekly * weeks
    if total == 0 or _window_promotions(weekly, cap) == 0:
        return 0
    return min(math.floor((total - 1) / promotion_gap(weekly, cap)) + 1, math.floor(cap * total + 1e-9))
