"""What holds for every calendar, whatever the firm is, can and wants."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings

from tertulia import post_ideas
from tertulia.models.strategy.ideas import MADE_WITH, Care, ContentSkill, Idea, PostFormat, PostKind, Touches
from tertulia.models.strategy.mix import BRIEF, TAKES, Mix, networks_used, promotions_allowed
from tertulia.models.strategy.mix_check import MixFinding, check
from tertulia.models.strategy.mix_weeks import monday
from tertulia.models.strategy.networks import NETWORKS, lacking
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.schedule import REST, Post, Reply, calendar, reply_slots
from tests.models.strategy.mix_firms import TRADES, any_firms, few, firm, ordinary_firms

BY_HAND = {
    MixFinding.WEEK_OVER_HOURS,
    MixFinding.PROMOTION_WINDOW,
    MixFinding.PROMOTIONS_IN_ROW,
    MixFinding.POST_WITHOUT_OBJECTIVE,
}
"""Findings that only a learner's own change can bring about."""


def idea_of(post: Post) -> Idea:
    found = post_ideas.idea(post.idea)
    assert found is not None, post.idea
    return found


def too_soon(posts: Sequence[Post]) -> list[str]:
    last: dict[str, date] = {}
    found = []
    for post in posts:
        if post.idea in last and post.day - last[post.idea] < REST:
            found.append(post.idea)
        last[post.idea] = post.day
    return found


def can_will_and_may(mix: Mix, post: Post, idea: Idea) -> None:
    assert idea.sector in (mix.sector, "other")
    assert post.kind is idea.kind
    assert any(mix.makes.get(skill, 1.0) > 0 for skill in MADE_WITH[post.format])
    as_long = post.format is PostFormat.LONG_VIDEO and PostFormat.SHORT_VIDEO in idea.formats
    assert post.format in idea.formats or as_long
    assert post.network in networks_used(mix)
    assert post.format in TAKES.get(post.network, BRIEF)
    assert post.network not in NETWORKS or not lacking(NETWORKS[post.network], mix.makes)
    assert not idea.touches & mix.avoids
    if mix.care & {Care.HEALTH, Care.LAW, Care.TAX}:
        assert Touches.RESULT not in idea.touches
    if Care.HEALTH in mix.care:
        assert Touches.CUSTOMER not in idea.touches
    assert mix.objective is Objective.RECRUIT or idea.objectives != (Objective.RECRUIT,)
    assert post.objective is (mix.objective if mix.objective in (None, *idea.objectives) else idea.objectives[0])
    assert post.language in ("", *mix.languages[1:])


def has_its_time(mix: Mix, post: Post, idea: Idea) -> None:
    assert (post.day.month, post.day.day) not in ((12, 24), (12, 31))
    assert not idea.months or post.day.month in idea.months
    assert post.occasion == idea.occasion
    assert not idea.occasion or any(
        moment.occasion == idea.occasion and moment.first <= post.day <= moment.last for moment in mix.moments
    )


def somebody_works(mix: Mix, entry: Post | Reply) -> None:
    assert mix.first_day <= entry.day <= mix.last_day
    assert entry.week == (entry.day - mix.first_day).days // 7 + 1
    assert entry.day.weekday() in mix.weekdays
    assert not mix.year.open_months or entry.day.month in mix.year.open_months
    assert not any(pause.first <= entry.day <= pause.last for pause in mix.year.closed)
    assert entry.day not in mix.year.holidays


def in_order_and_apart(posts: Sequence[Post], slots: Sequence[Reply]) -> None:
    assert [(post.day, post.at) for post in posts] == sorted((post.day, post.at) for post in posts)
    spans = sorted(
        (begin, begin + timedelta(minutes=entry.minutes))
        for entry in (*posts, *slots)
        for begin in [datetime.combine(entry.day, entry.at)]
    )
    assert all(end <= begin for (_, end), (begin, _) in pairwise(spans))
    assert all(begin.date() == end.date() for begin, end in spans), "ends before midnight"
    assert all(count <= 2 for count in Counter(post.day for post in posts).values())
    assert len({entry.key for entry in (*posts, *slots)}) == len(posts) + len(slots)


def within_the_hours(mix: Mix, posts: Sequence[Post], slots: Sequence[Reply]) -> None:
    assert all(count <= mix.posts for count in Counter(post.week for post in posts).values())
    minutes: Counter[date] = Counter()
    answering: Counter[date] = Counter()
    for entry in (*posts, *slots):
        assert entry.minutes > 0 and entry.minutes % 5 == 0
        minutes[monday(entry.day)] += entry.minutes
        answering[monday(entry.day)] += entry.minutes if isinstance(entry, Reply) else 0
    for week, spent in minutes.items():
        assert spent <= 60 * mix.hours_on(week + timedelta(days=3)) + 1e-6
        assert answering[week] <= 60 * mix.reply_hours + 1e-6


def sells_in_measure(mix: Mix, posts: Sequence[Post]) -> None:
    for offset in range(7 * mix.weeks - 27):
        first = mix.first_day + timedelta(days=offset)
        window = [post.kind for post in posts if 0 <= (post.day - first).days < 28]
        assert window.count(PostKind.PROMOTION) <= promotions_allowed(len(window), mix.promotion_cap)
    assert not any(before.kind is after.kind is PostKind.PROMOTION for before, after in pairwise(posts))


HOLIDAYS_IN_THE_WAY = firm(
    "health",
    "ES-NC",
    objective=None,
    networks=("facebook",),
    start=date(2026, 12, 8),
    hours=2,
    posts=2,
    shares=dict(zip(PostKind, (8, 4, 4, 4, 7), strict=True)),
    promotion_cap=0.34,
    weekdays=(0, 1, 2, 3, 4, 5),
    weeks=7,
)
"""The fewest posts of its windows stand in one that neither begins nor ends with a post that sells."""

ONE_DAY_LEFT = firm(
    "bakery",
    networks=("youtube",),
    start=date(2027, 11, 11),
    hours=36,
    reply_hours=16,
    weekdays=(0, 5),
    weeks=8,
    pace=3,
    makes={skill: float(skill is ContentSkill.LONG_VIDEO) for skill in ContentSkill},
)
"""A holiday takes one of two days away, and more work is asked for than a day has hours."""


@settings(few, max_examples=100)
@given(any_firms())
@example(HOLIDAYS_IN_THE_WAY)
@example(ONE_DAY_LEFT)
def test_every_calendar_keeps_every_rule(mix: Mix) -> None:
    posts, slots = calendar(mix), reply_slots(mix)
    for post in posts:
        can_will_and_may(mix, post, idea_of(post))
        has_its_time(mix, post, idea_of(post))
    for entry in (*posts, *slots):
        somebody_works(mix, entry)
    in_order_and_apart(posts, slots)
    within_the_hours(mix, posts, slots)
    sells_in_measure(mix, posts)
    assert calendar(replace(mix)) == posts, "the same mix gives the same calendar"

    codes = {finding.code for finding in check(mix, posts)}
    assert not codes & BY_HAND
    short = 2 * sum(post.objective is mix.objective for post in posts) < len(posts)
    assert (MixFinding.LITTLE_FOR_AIM in codes) == short


def months_short_of_the_aim(mix: Mix, posts: Sequence[Post]) -> list[tuple[int, int]]:
    by_month: dict[tuple[int, int], list[bool]] = defaultdict(list)
    for post in posts:
        by_month[post.day.year, post.day.month].append(post.objective is mix.objective)
    return [month for month, serving in by_month.items() if 2 * sum(serving) < len(serving)]


@few
@given(ordinary_firms())
def test_half_of_every_month_is_for_the_aim_and_no_idea_comes_again_within_twelve_weeks(mix: Mix) -> None:
    posts = calendar(mix)
    assert not too_soon(posts)
    assert not months_short_of_the_aim(mix, posts)


@pytest.mark.parametrize("objective", Objective)
@pytest.mark.parametrize("trade", TRADES)
def test_every_trade_has_enough_for_every_aim(trade: str, objective: Objective) -> None:
    """Half a year, begun in another month for each trade."""
    start = date(2027, TRADES.index(trade) % 12 + 1, 1)
    mix = firm(trade, objective=objective, start=start, weeks=26)
    posts = calendar(mix)
    assert not too_soon(posts)
    assert not months_short_of_the_aim(mix, posts)


@pytest.mark.parametrize("network", ["tiktok", "youtube"])
@pytest.mark.parametrize("objective", Objective)
def test_networks_of_video_are_fed_for_every_aim(network: str, objective: Objective) -> None:
    for trade in ("hospitality", "florist", "garage", "other"):
        mix = firm(trade, objective=objective, networks=(network,), hours=12.0, weeks=26)
        posts = calendar(mix)
        assert len(posts) > 60
        assert not months_short_of_the_aim(mix, posts), trade
