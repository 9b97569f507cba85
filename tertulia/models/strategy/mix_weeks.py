"""The weeks of a content mix: on which days somebody works, for how long, and how many posts that holds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

from tertulia.models.strategy.ideas import PostKind
from tertulia.models.strategy.mix import PER_DAY, STEP, Making, Mix, usable
from tertulia.models.strategy.posts_that_fit import HOURS_A_POST, whole_posts_that_fit

REPLY_SLOT = 10
"""Minutes a reply slot has at least, where the week has that many."""

ENOUGH_DAYS = 0.5
"""A week in which at least this share of the usual days is worked keeps its hours; another has fewer in proportion."""

HOURS_A_DAY = 12
"""On one day nobody works longer than this on the channel, however few days a week has left."""


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """What an ordinary week holds."""

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


@dataclass(frozen=True, kw_only=True)
class Week:
    """One week of the calendar.

    Attributes
    ----------
    number
        From 1.
    monday
        Its first day.
    weekdays
        Usual ones on which somebody works.
    for_posts
        Of these, those on which something may be published.
    replies
        Weekday -> minutes for answering.
    minutes
        Left for posts.
    posts
        That it holds.
    """

    number: int
    monday: date
    weekdays: tuple[int, ...]
    for_posts: tuple[int, ...]
    replies: Mapping[int, int]
    minutes: int
    posts: int

    def day(self, weekday: int) -> date:
        """The date of one of its weekdays."""
        return self.monday + timedelta(days=weekday)


def capacity(mix: Mix, made: Mapping[str, tuple[Making, ...]] | None = None) -> Capacity:
    """Compute how many posts an ordinary week holds, replies booked first.

    Half an hour each, or what this firm's ideas take on average if that is more.

    Parameters
    ----------
    mix
        What the learner decides.
    made
        The result of `usable`, if it is at hand.
    """
    made = usable(mix) if made is None else made
    each = minutes_each(mix, made)
    replies = sum(reply_minutes(mix.reply_hours, len(mix.weekdays)))
    return Capacity(
        minutes=STEP * math.floor(mix.hours * 60 / STEP + 1e-9) - replies,
        each=each,
        posts=whole_posts_that_fit(mix.hours, mix.reply_hours, each / 60) if made else 0,
        needed=mix.reply_hours + mix.posts * each / 60,
        most=PER_DAY * len(mix.weekdays),
    )


def minutes_each(mix: Mix, made: Mapping[str, tuple[Making, ...]]) -> float:
    """Compute the minutes to count on for one post of this mix: the mean of its ideas, each made the best way."""
    minutes: dict[PostKind, list[int]] = {kind: [] for kind in PostKind}
    for best, *_others in made.values():
        minutes[best.idea.kind].append(best.minutes)
    shares = {kind: mix.shares[kind] for kind, of_kind in minutes.items() if of_kind}
    total = math.fsum(shares.values())
    usual = sum(share / total * sum(minutes[kind]) / len(minutes[kind]) for kind, share in shares.items() if total)
    return max(60 * HOURS_A_POST * mix.pace, usual)


def weeks_of(mix: Mix, made: Mapping[str, tuple[Making, ...]] | None = None) -> tuple[Week, ...]:
    """Lay out every week of the calendar; one in which nobody works has no days, no replies and no posts.

    The parameters are those of `capacity`.
    """
    made = usable(mix) if made is None else made
    each = minutes_each(mix, made)
    return tuple(_week(mix, number, each if made else math.inf) for number in range(1, mix.weeks + 1))


def _week(mix: Mix, number: int, each: float) -> Week:
    monday = mix.first_day + timedelta(days=7 * (number - 1))
    weekdays = tuple(day for day in mix.weekdays if mix.year.works_on(monday + timedelta(days=day)))
    share = min(1.0, len(weekdays) / (ENOUGH_DAYS * len(mix.weekdays)))
    usual = mix.hours_on(monday + timedelta(days=3))  # the month that has most of the week
    hours = min(share * usual, HOURS_A_DAY * len(weekdays))
    answering = mix.reply_hours * min(share, hours / (mix.hours or 1))
    minutes = reply_minutes(answering, len(weekdays))
    posts = whole_posts_that_fit(hours, answering, each / 60)
    for_posts = tuple(day for day in weekdays if mix.year.publishes_on(monday + timedelta(days=day)))
    return Week(
        number=number,
        monday=monday,
        weekdays=weekdays,
        for_posts=for_posts,
        replies=dict(zip(spread(weekdays, len(minutes)), minutes, strict=True)),
        minutes=STEP * math.floor(hours * 60 / STEP + 1e-9) - sum(minutes),
        posts=min(mix.posts, posts, PER_DAY * len(for_posts)),
    )


def reply_minutes(reply_hours: float, days: int) -> list[int]:
    """Divide a week's answering into slots on so many days, in minutes: multiples of 5, as equal as they can be."""
    steps = math.floor(reply_hours * 60 / STEP + 1e-9)
    if steps == 0 or days == 0:
        return []
    slots = min(days, max(1, steps * STEP // REPLY_SLOT))
    return [STEP * (steps // slots + (number < steps % slots)) for number in range(slots)]


def gaps(weekdays: Sequence[int]) -> list[int]:
    """Count the days from each of these weekdays to the next, round the week: [0, 2, 4] gives [2, 2, 3]."""
    return [(after - before - 1) % 7 + 1 for before, after in pairwise([*weekdays, weekdays[0]])]


def spread(weekdays: Sequence[int], number: int) -> list[int]:
    """Choose weekdays as far apart round the week as they can be.

    Parameters
    ----------
    weekdays
        To choose from, ascending, 0 Monday to 6 Sunday; none, if none is wanted.
    number
        How many; where it is more than there are, every one comes again.

    Returns
    -------
    list[int]
        Ascending.
    """
    if not number:
        return []
    rounds, rest = divmod(number, len(weekdays))
    extra = max(combinations(weekdays, rest), key=lambda days: sorted(gaps(days))) if rest else ()
    return sorted([*weekdays] * rounds + [*extra])


def monday(day: date) -> date:
    """Find the Monday of this day's week."""
    return day - timedelta(days=day.weekday())
