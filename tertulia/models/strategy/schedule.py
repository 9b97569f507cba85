"""The calendar of a content mix: dated posts and reply slots.

Method. Every week has the same weekdays, so that any 28 days hold the same number of posts; promotions are
set so far apart that no 28 days hold more than the cap allows and no two follow each other. The other kinds
fill the rest as evenly as they can. Ideas that serve the learner's objective come first, then the firm's
own, and none comes twice while one of its kind is left.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import combinations, pairwise

from tertulia.models.strategy.ideas import SEASON_DAYS, SEASONS, Idea, PostFormat, PostKind, pool
from tertulia.models.strategy.mix import (
    STEP,
    Mix,
    capacity,
    cheapest,
    counts,
    kinds_held,
    makeable,
    makings,
    minutes_for,
    posts_a_week,
    promotion_gap,
    reply_minutes,
)
from tertulia.models.strategy.objective import Objective


@dataclass(frozen=True, kw_only=True)
class Post:
    """One post: make it and publish it, `minutes` from `at` on."""

    week: int
    """From 1."""
    number: int
    """Within the week, from 1."""
    day: date
    at: time
    minutes: int
    network: str
    kind: PostKind
    idea: str
    """Key of the idea."""
    format: PostFormat
    objective: Objective | None
    """None while the learner has stated none, else the learner's own if the idea serves it, else what the idea serves
    best."""
    season: str | None = None
    """Key in `SEASONS`."""

    @property
    def key(self) -> str:
        """Its place in the calendar: the same after the plan was changed, so that an import replaces it."""
        return f"post/{monday(self.day)}/{self.number}"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A slot for answering people, before anything is published that day."""

    week: int
    """From 1."""
    number: int
    """Within the week, from 1."""
    day: date
    at: time
    minutes: int

    @property
    def key(self) -> str:
        """Its place in the calendar."""
        return f"reply/{monday(self.day)}/{self.number}"


def reply_slots(mix: Mix) -> tuple[Reply, ...]:
    """Set the slots for answering, in order: on every usable weekday if there are 10 minutes for each."""
    begins = _begins(mix)
    return tuple(
        Reply(week=week + 1, number=number, day=_day(mix, week, weekday), at=begins[weekday], minutes=minutes)
        for week in range(mix.weeks)
        for number, (weekday, minutes) in enumerate(_replies(mix).items(), 1)
    )


def calendar(mix: Mix) -> tuple[Post, ...]:
    """Date the posts of the whole period, in order; the same mix always gives the same calendar.

    Where the plan asks for more than the hours or the days allow, it holds only what fits; where the mix
    names more networks than the hours allow, only those allowed, and at least one (see `check`).
    """
    weekly = posts_a_week(mix)
    kinds = _sequence(counts(mix), weekly, mix.promotion_cap)
    chooser = _Chooser(mix)
    begins = _begins(mix)
    budget = capacity(mix).minutes
    posts: list[Post] = []
    for week in range(mix.weeks):
        left = budget
        chosen: list[_Making] = []
        for kind in kinds[week * weekly : (week + 1) * weekly]:
            later = (weekly - len(chosen) - 1) * chooser.reserve
            chosen.append(chooser.choose(kind, left - later))
            left -= chosen[-1].minutes
        posts += _dated(mix, week, chosen, begins)
    return tuple(posts)


def season_near(day: date) -> str | None:
    """Find the key of the season a post on this day leads up to, if any."""
    for season in SEASONS:
        for year in (day.year, day.year + 1):
            if 0 <= (date(year, season.month, season.day) - day).days <= SEASON_DAYS:
                return season.key
    return None


def in_order(posts: Iterable[Post], replies: Iterable[Reply]) -> tuple[Post | Reply, ...]:
    """Put posts and slots for answering in the order of time, as a diary holds them."""
    return tuple(sorted((*posts, *replies), key=lambda entry: (entry.day, entry.at)))


def gaps(weekdays: Sequence[int]) -> list[int]:
    """Count the days from each of these weekdays to the next, round the week: [0, 2, 4] gives [2, 2, 3]."""
    return [(after - before - 1) % 7 + 1 for before, after in pairwise([*weekdays, weekdays[0]])]


def spread(weekdays: Sequence[int], number: int) -> list[int]:
    """Choose weekdays as far apart round the week as they can be.

    Parameters
    ----------
    weekdays
        To choose from, ascending, 0 Monday to 6 Sunday.
    number
        How many; where it is more than there are, every one comes again.

    Returns
    -------
    list[int]
        Ascending.
    """
    rounds, rest = divmod(number, len(weekdays))
    extra = max(combinations(weekdays, rest), key=lambda days: sorted(gaps(days))) if rest else ()
    return sorted([*weekdays] * rounds + [*extra])


def monday(day: date) -> date:
    """Find the Monday of this day's week."""
    return day - timedelta(days=day.weekday())


def _day(mix: Mix, week: int, weekday: int) -> date:
    return mix.first_day + timedelta(days=7 * week + weekday)


def _replies(mix: Mix) -> dict[int, int]:
    """Weekday -> minutes of its reply slot."""
    minutes = reply_minutes(mix)
    return dict(zip(spread(mix.weekdays, len(minutes)), minutes, strict=True))


def _begins(mix: Mix) -> dict[int, time]:
    """Weekday -> when its first entry begins: as the learner likes, but early enough to end by midnight."""
    longest = max(minutes_for(idea, form, mix.pace) for idea in pool(mix.sector) for form in idea.formats)
    posts = Counter(spread(mix.weekdays, posts_a_week(mix)))
    replies = _replies(mix)
    begins = {}
    for weekday in mix.weekdays:
        latest = 24 * 60 - STEP - replies.get(weekday, 0) - posts[weekday] * longest
        wanted = mix.at.hour * 60 + mix.at.minute
        begins[weekday] = time(*divmod(min(wanted, latest), 60))
    return begins


def _sequence(counts: Mapping[PostKind, int], weekly: int, cap: float) -> list[PostKind]:
    """Set the kinds of all posts in order.

    With promotions at floor(j * gap), the j-th and the one `_window_promotions` later are a whole window
    apart, because gap times that number is at least the posts in a window.
    """
    total = sum(counts.values())
    promotions = counts[PostKind.PROMOTION]
    places: set[int] = set()
    if promotions:
        gap = max(promotion_gap(weekly, cap), Fraction(total, promotions))
        offset = (total - math.floor((promotions - 1) * gap)) // 2
        places = {offset + math.floor(j * gap) for j in range(promotions)}
    others = {kind: count for kind, count in counts.items() if kind is not PostKind.PROMOTION and count}
    room = sum(others.values())
    placed: Counter[PostKind] = Counter()
    sequence: list[PostKind] = []
    for place in range(total):
        if place in places:
            sequence.append(PostKind.PROMOTION)
            continue
        turn = placed.total() + 1
        open_kinds = [kind for kind in others if placed[kind] < others[kind]]
        kind = max(open_kinds, key=lambda each: others[each] * turn - placed[each] * room)
        placed[kind] += 1
        sequence.append(kind)
    return sequence


def _dated(mix: Mix, week: int, chosen: Sequence[_Making], begins: Mapping[int, time]) -> Iterator[Post]:
    """Date the week's posts, each after the day's replies and the posts before it."""
    spent = Counter(_replies(mix))
    weekdays = spread(mix.weekdays, len(chosen))
    for number, (weekday, making) in enumerate(zip(weekdays, chosen, strict=True), 1):
        day = _day(mix, week, weekday)
        at = datetime.combine(day, begins[weekday]) + timedelta(minutes=spent[weekday])
        yield Post(
            week=week + 1,
            number=number,
            day=day,
            at=at.time(),
            minutes=making.minutes,
            network=making.network,
            kind=making.idea.kind,
            idea=making.idea.key,
            format=making.format,
            objective=_serves(mix, making.idea),
            season=season_near(day) if mix.seasons else None,
        )
        spent[weekday] += making.minutes


def _serves(mix: Mix, idea: Idea) -> Objective | None:
    if mix.objective is None or mix.objective in idea.objectives:
        return mix.objective
    return idea.objectives[0]


@dataclass(frozen=True, kw_only=True)
class _Making:
    """An idea as it will be made."""

    idea: Idea
    network: str
    format: PostFormat
    minutes: int


class _Chooser:
    """Hands out ideas, each once while one of its kind is left, and shares the posts among the networks."""

    def __init__(self, mix: Mix) -> None:
        self.mix = mix
        self.posts_on: Counter[str] = Counter()
        budget = capacity(mix).minutes
        # Only random(): of all of the generator's methods, this one is promised to stay the same.
        draw = random.Random(mix.seed).random
        self.queues: dict[PostKind, list[Idea]] = {}
        own = [each.sector for each in pool(mix.sector)]
        for kind in kinds_held(mix):
            ideas = makeable(mix, kind, budget)
            drawn = {idea.key: draw() for idea in ideas}
            self.queues[kind] = sorted(
                ideas, key=lambda each: (mix.objective not in each.objectives, own.index(each.sector), drawn[each.key])
            )
        held = [idea for ideas in self.queues.values() for idea in ideas]
        self.reserve = max((cheapest(mix, idea) for idea in held), default=0)

    def choose(self, kind: PostKind, budget: int) -> _Making:
        """Choose the next idea of a kind, where and how to make it, and the minutes, not above the budget."""
        queue = self.queues[kind]
        idea = queue.pop(0)
        queue.append(idea)
        ways = [
            _Making(idea=idea, network=network, format=form, minutes=minutes_for(idea, form, self.mix.pace))
            for network, form in makings(self.mix, idea)
        ]
        way = min((way for way in ways if way.minutes <= budget), key=lambda way: self.posts_on[way.network])
        self.posts_on[way.network] += 1
        return way
