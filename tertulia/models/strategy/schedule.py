"""The calendar of a content mix: dated posts and reply slots.

Method. Posts fall on days on which somebody works. Those that sell are set so far apart that no two follow each other
and no 28 days hold more than the cap allows; days a post leads up to get theirs; the other kinds fill the rest as
evenly as they can. Of the ideas that the firm can and will publish and that make sense on the day, one that has rested
goes before one that has not, then one that serves the aim if fewer than half of the month's posts would, then the
firm's own.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

from tertulia.models.strategy.ideas import OTHER, Care, Idea, PostFormat, PostKind, Touches
from tertulia.models.strategy.mix import (
    STEP,
    WINDOW_WEEKS,
    Making,
    Mix,
    OwnThing,
    promotion_gap,
    promotions_allowed,
    usable,
    ways,
)
from tertulia.models.strategy.mix_weeks import Week, minutes_each, monday, spread, weeks_of
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.occasions import CLOSING, REOPENING, Moment

REST = timedelta(weeks=12)
"""An idea comes again after this time at the earliest, while there is another."""

LONG_REST = timedelta(weeks=26)
"""An idea that has rested so long is as good as new; before, one for anybody that was not used yet goes before it."""

FOR_OTHERS = 3
"""Of so many posts that anybody could use, one is for those who speak another language."""

OWN_SHARE, ANY_SHARE = 3, 6
"""One in so many posts around a day leads up to it: where the trade has ideas of its own for it, and where not."""

LONG_PAUSE = 28
"""Days from which a pause is announced twice."""


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
    """Key of the idea; empty where `text` says it."""
    format: PostFormat
    objective: Objective | None
    """None while the learner has stated none, else the learner's own if the idea serves it, else what the idea serves
    best."""
    occasion: str = ""
    """Key of the occasion it leads up to."""
    language: str = ""
    """Of those it is for, if it is not the firm's own."""
    text: str = ""
    """The learner's own words, which go before the idea."""
    caption: str = ""
    """What the learner will write beside it."""
    place: str = ""
    """Its key, where the learner has changed it: it may stand on another day now."""

    @property
    def key(self) -> str:
        """Its place in the calendar: the same after the plan was changed, so that an import replaces it."""
        return self.place or f"post/{monday(self.day)}/{self.number}"


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
    """Set the slots for answering, in order: on every day on which somebody works, if there are 10 minutes for each."""
    made = usable(mix)
    longest = _longest(made)
    return tuple(
        Reply(
            week=week.number,
            number=number,
            day=week.day(weekday),
            at=_begin(mix, week, weekday, longest),
            minutes=minutes,
        )
        for week in weeks_of(mix, made)
        for number, (weekday, minutes) in enumerate(week.replies.items(), 1)
    )


def calendar(mix: Mix) -> tuple[Post, ...]:
    """Date the posts of the whole period, in order; the same mix always gives the same calendar.

    Where the plan asks for more than the hours or the days allow, it holds only what fits; where the mix
    names more networks than the hours allow, only those allowed, and at least one (see `check`).
    """
    made = usable(mix)
    weeks = weeks_of(mix, made)
    places = _places(weeks)
    if not places:
        return ()
    led = _led_up_to(mix, places, made)
    chooser = _Chooser(
        mix=mix, made=made, promotions=_promotions(mix, places, led, made), led=led, own=_own_places(mix, places, led)
    )
    return tuple(chooser.choose(places))


def in_order(posts: Iterable[Post], replies: Iterable[Reply]) -> tuple[Post | Reply, ...]:
    """Put posts and slots for answering in the order of time, as a diary holds them."""
    return tuple(sorted((*posts, *replies), key=lambda entry: (entry.day, entry.at)))


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Room for one post: the `number`th of its week, on a day."""

    week: Week
    number: int
    day: date


def _places(weeks: Iterable[Week]) -> list[_Place]:
    return [
        _Place(week=week, number=number, day=week.day(weekday))
        for week in weeks
        for number, weekday in enumerate(spread(week.for_posts, week.posts), 1)
    ]


def _longest(made: Mapping[str, tuple[Making, ...]]) -> int:
    return max((way.minutes for each in made.values() for way in each), default=0)


def _begin(mix: Mix, week: Week, weekday: int, longest: int) -> time:
    """When the first entry of a day begins: as the learner likes, but early enough to end by midnight."""
    latest = 24 * 60 - STEP - week.replies.get(weekday, 0) - min(2 * longest, week.minutes)
    wanted = mix.at.hour * 60 + mix.at.minute
    return time(*divmod(max(0, min(wanted, latest)), 60))


def _led_up_to(mix: Mix, places: Sequence[_Place], made: Mapping[str, tuple[Making, ...]]) -> dict[int, Moment]:
    """Choose which places lead up to which moment: more to one that the trade has ideas of its own for."""
    ideas = Counter(each[0].idea.occasion for each in made.values())
    own = Counter(each[0].idea.occasion for each in made.values() if each[0].idea.sector != OTHER)
    pauses = {pause.first: pause for pause in mix.year.pauses(mix.first_day, mix.last_day)}
    chosen: dict[int, Moment] = {}
    # the firm's own days first: whoever finds the door shut was told
    order = sorted(mix.moments, key=lambda moment: (moment.occasion not in (CLOSING, REOPENING), moment.day))
    for moment in order:
        free = [
            place
            for place, each in enumerate(places)
            if moment.first <= each.day <= moment.last and place not in chosen
        ]
        share = OWN_SHARE if own[moment.occasion] > 1 else ANY_SHARE
        wanted = min(ideas[moment.occasion], max(1, len(free) // share), len(free))
        if moment.occasion == CLOSING:
            before = [place for place in free if places[place].day < moment.day]
            twice = pauses[moment.day].days >= LONG_PAUSE and len(before) > 1 and ideas[CLOSING] > 1
            picked = [before[0], before[-1]] if twice else before[-1:] if wanted else []
        elif moment.occasion == REOPENING:
            picked = free[: min(wanted, 1)]
        else:
            picked = [free[(2 * turn + 1) * len(free) // (2 * wanted)] for turn in range(wanted)]
        chosen.update(dict.fromkeys(picked, moment))
    return chosen


def _own_places(mix: Mix, places: Sequence[_Place], led: Mapping[int, Moment]) -> dict[int, OwnThing]:
    """Give each thing of the learner's own a place in every four weeks."""
    chosen: dict[int, OwnThing] = {}
    if not mix.own:
        return chosen
    begins = places[0].day
    while begins <= places[-1].day:
        ends = begins + timedelta(weeks=WINDOW_WEEKS)
        free = [place for place, each in enumerate(places) if begins <= each.day < ends and place not in led]
        count = min(len(mix.own), len(free))
        for turn in range(count):
            chosen[free[(2 * turn + 1) * len(free) // (2 * count)]] = mix.own[turn]
        begins = ends
    return chosen


def _promotions(
    mix: Mix, places: Sequence[_Place], led: Mapping[int, Moment], made: Mapping[str, tuple[Making, ...]]
) -> set[int]:
    """Choose the places that sell: first those that lead up to a day with an offer of its own, then far apart."""
    share = min(mix.shares[PostKind.PROMOTION], mix.promotion_cap)
    number = math.floor(share * len(places) + 1e-9)
    if not number:
        return set()
    gap = promotion_gap(mix)
    number = min(number, math.floor((len(places) - 1) / gap) + 1)
    first = (len(places) - math.floor((number - 1) * gap)) // 2
    with_offers = {each[0].idea.occasion for each in made.values() if each[0].idea.kind is PostKind.PROMOTION}
    # one for each day, the first that leads up to it
    offers = sorted({moment: place for place, moment in sorted(led.items(), reverse=True)}.values())
    offers = [place for place in offers if led[place].occasion in with_offers]
    # a place that leads up to a day without offers sells nothing
    able = [place for place in range(len(places)) if place not in led or led[place].occasion in with_offers]
    evenly = sorted({first + math.floor(turn * gap) for turn in range(number)} & set(able))
    days = [place.day for place in places]
    chosen: list[int] = []
    rounds: list[tuple[int, Sequence[int]]] = [
        (2, offers),
        (math.floor(gap), [each for each in evenly if each in able]),
    ]
    rounds += [(apart, able) for apart in range(min(math.floor(gap), len(places)), 1, -1)]
    for nearest, candidates in rounds:
        for place in candidates:
            if len(chosen) == number:
                break
            if all(abs(place - other) >= nearest for other in chosen) and _may_sell(mix, days, chosen, place):
                chosen.append(place)
    return set(chosen)


def _may_sell(mix: Mix, days: Sequence[date], chosen: Sequence[int], place: int) -> bool:
    """Whether a post may sell here, too: in no 28 days more than the cap allows."""
    window = timedelta(weeks=WINDOW_WEEKS)
    selling = sorted([*(days[each] for each in chosen), days[place]])
    earliest = max(days[place] - window + timedelta(days=1), mix.first_day)
    latest = max(min(days[place], mix.last_day - window + timedelta(days=1)), mix.first_day)
    for offset in range((latest - earliest).days + 1):
        first = earliest + timedelta(days=offset)
        held, sold = (bisect_left(each, first + window) - bisect_left(each, first) for each in (days, selling))
        if sold > promotions_allowed(held, mix.promotion_cap):
            return False
    return True


@dataclass(kw_only=True)
class _Month:
    """Posts of one month: those so far, how many of them serve the aim, and the places that are left.

    free: places left that neither sell nor lead up to anything.
    """

    places: int = 0
    posts: int = 0
    serving: int = 0
    left: int = 0
    free: int = 0

    @property
    def wanting(self) -> int:
        """How many must serve the aim yet, for half of the month's posts to do."""
        return -(-self.places // 2) - self.serving


@dataclass(kw_only=True)
class _Chooser:
    """Hands out ideas, place by place, and shares the posts among the networks."""

    mix: Mix
    made: Mapping[str, tuple[Making, ...]]
    promotions: set[int]
    led: Mapping[int, Moment]
    own: Mapping[int, OwnThing]
    used: dict[str, date] = field(default_factory=dict)
    placed: Counter[PostKind] = field(default_factory=Counter)
    posts_on: Counter[str] = field(default_factory=Counter)
    months: dict[tuple[int, int], _Month] = field(default_factory=dict)
    for_anybody: int = 0

    def __post_init__(self) -> None:
        """Draw the order of the ideas."""
        # Only random(): of all of the generator's methods, this one is promised to stay the same.
        draw = random.Random(self.mix.seed).random
        self.drawn = {key: draw() for key in self.made}
        self.each = max(STEP, STEP * math.floor(minutes_each(self.mix, self.made) / STEP))
        others = {kind: share for kind, share in self.mix.shares.items() if kind is not PostKind.PROMOTION}
        # where only selling has a share, the rest is divided in equal parts
        self.shares = others if any(others.values()) else dict.fromkeys(others, 1.0)
        self.longest = _longest(self.made)
        self.moments = self.mix.moments

    def choose(self, places: Sequence[_Place]) -> Iterator[Post]:
        """The posts, in order."""
        for place, each in enumerate(places):
            month = self.months.setdefault((each.day.year, each.day.month), _Month())
            month.places += 1
            month.left += 1
            month.free += place not in self.promotions and place not in self.led
        numbered = list(enumerate(places))
        for _number, group in groupby(numbered, key=lambda each: each[1].week.number):
            of_week = list(group)
            left = of_week[0][1].week.minutes
            spent: Counter[date] = Counter()
            for turn, (place, each) in enumerate(of_week, 1):
                later = (len(of_week) - turn) * self.each
                post = self._post(place, each, left - later, spent[each.day])
                if post is not None:
                    left -= post.minutes
                    spent[each.day] += post.minutes
                    yield post

    def _post(self, place: int, where: _Place, minutes: int, spent: int) -> Post | None:
        month = self.months[where.day.year, where.day.month]
        month.left -= 1
        month.free -= place not in self.promotions and place not in self.led
        own, moment = self.own.get(place), self.led.get(place)
        way = self._own_way(own, minutes) if own else None
        if own is None or way is None:
            own, way = None, self._way(place, where.day, minutes, moment, month)
        if way is None:
            return None
        idea = way.idea
        objective = self.mix.objective if own else serves(self.mix, idea)
        if not own:
            self.used[idea.key] = where.day
        self.placed[idea.kind] += 1
        self.posts_on[way.network] += 1
        month.posts += 1
        month.serving += objective is self.mix.objective
        begin = _begin(self.mix, where.week, where.day.weekday(), self.longest)
        after = timedelta(minutes=where.week.replies.get(where.day.weekday(), 0) + spent)
        return Post(
            week=where.week.number,
            number=where.number,
            day=where.day,
            at=(datetime.combine(where.day, begin) + after).time(),
            minutes=way.minutes,
            network=way.network,
            kind=idea.kind,
            idea="" if own else idea.key,
            format=way.format,
            objective=objective,
            occasion=idea.occasion,
            language="" if own else self._language(idea.kind),
            text=own.text if own else "",
        )

    def _way(self, place: int, day: date, minutes: int, moment: Moment | None, month: _Month) -> Making | None:
        """The best idea for a place, and how to make it in these minutes; None if nothing can be made."""
        sells, kind = place in self.promotions, self._kind(place)
        lack = {each: self._lack(each) for each in PostKind}
        must = month.wanting > month.left
        should = 2 * month.serving < month.posts + 1 or month.wanting > month.free
        # what sells may always be an offer for a day that is near
        near = {each.occasion for each in self.moments if each.first <= day <= each.last} if sells else set()
        led = {moment.occasion} if moment else near
        best: tuple[tuple[float, ...], Making] | None = None
        for key, each in self.made.items():
            idea = each[0].idea
            in_time = idea.in_season(day.month) and (not idea.occasion or idea.occasion in led)
            if not in_time or (idea.kind is PostKind.PROMOTION and not sells):
                continue
            fitting = [way for way in each if way.minutes <= minutes]
            if not fitting:
                continue
            last = self.used.get(key)
            rested = last is None or day - last >= REST
            as_new = last is None or day - last >= LONG_REST
            helps = serves(self.mix, idea) is self.mix.objective
            here, trades = bool(idea.occasion), idea.sector != OTHER
            score = (
                not rested,
                must and not helps,
                sells and idea.kind is not kind,
                bool(led) and not here,
                here and not trades,
                should and not helps,
                idea.kind is not kind,
                self._delicate(idea),
                (0 if trades else 1) if as_new else (2 if trades else 3),
                -lack[idea.kind],
                helps,  # kept for when it is needed
                0.0 if last is None else (last - date.min).days,
                self.drawn[key],
            )
            if best is None or score < best[0]:
                best = score, min(fitting, key=lambda way: self.posts_on[way.network])
        return best[1] if best else None

    def _own_way(self, own: OwnThing, minutes: int) -> Making | None:
        """How to make something of the learner's own, in a kind that is lacking and does not sell."""
        kind = max(self.shares, key=self._lack)
        forms = tuple(dict.fromkeys(way.format for each in self.made.values() for way in each))
        if not forms:
            return None
        usual = min(self.each, minutes)
        idea = Idea(key="", sector="", kind=kind, objectives=(), formats=forms, minutes=usual, texts={})
        possible = [way for way in ways(self.mix, idea) if way.network == own.network] or ways(self.mix, idea)
        best = min(possible, key=lambda way: self.posts_on[way.network])
        return Making(idea=idea, network=best.network, format=best.format, minutes=usual)

    def _kind(self, place: int) -> PostKind:
        return PostKind.PROMOTION if place in self.promotions else max(self.shares, key=self._lack)

    def _lack(self, kind: PostKind) -> float:
        """How many posts a kind is behind its share, were the next one its own."""
        if kind is PostKind.PROMOTION:
            return 0.0
        total = sum(self.shares.values())
        placed = sum(count for each, count in self.placed.items() if each is not PostKind.PROMOTION)
        return round(self.shares[kind] / total * (placed + 1) - self.placed[kind], 9)

    def _delicate(self, idea: Idea) -> bool:
        """Whether a customer would have to agree in a firm whose customers' matters are confidential."""
        return Touches.CUSTOMER in idea.touches and bool(self.mix.care & {Care.SECRET, Care.LAW, Care.TAX})

    def _language(self, kind: PostKind) -> str:
        """Every third post that anybody could use is for those who speak another of the languages, in turn."""
        others = self.mix.languages[1:]
        if not others or kind in (PostKind.PEOPLE, PostKind.CONVERSATION):
            return ""
        self.for_anybody += 1
        turn, rest = divmod(self.for_anybody, FOR_OTHERS)
        return others[(turn - 1) % len(others)] if rest == 0 else ""


def serves(mix: Mix, idea: Idea) -> Objective | None:
    """Tell what an idea is for: the learner's own aim if it serves that, else what it serves best; None without one."""
    if mix.objective is None or mix.objective in idea.objectives:
        return mix.objective
    return idea.objectives[0]
