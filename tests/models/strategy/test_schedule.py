"""The calendar: dated, within the hours, under the cap, without an idea twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertulia.models.strategy.ideas import PostFormat, PostKind, Sector, idea, pool
from tertulia.models.strategy.mix import TAKES, Mix, capacity, counts, makeable, networks_used, posts_a_week
from tertulia.models.strategy.mix_check import check
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.schedule import (
    Post,
    Reply,
    calendar,
    gaps,
    in_order,
    monday,
    reply_slots,
    season_near,
    spread,
)

MARISOL = Mix(sector=Sector.BAKERY, objective=Objective.QUIET_HOURS, networks=("instagram",), start=date(2026, 3, 4))


@st.composite
def mixes(draw: st.DrawFn) -> Mix:
    """Any mix that is possible, sensible or not."""
    weekdays = tuple(draw(st.sets(st.integers(0, 6), min_size=1)))
    hours = draw(st.floats(0, 40) | st.integers(0, 12))
    shares = draw(st.lists(st.floats(0, 1), min_size=5, max_size=5).filter(lambda parts: sum(parts) > 1e-6))
    return Mix(
        sector=draw(st.sampled_from(Sector)),
        objective=draw(st.none() | st.sampled_from(Objective)),
        networks=tuple(draw(st.lists(st.sampled_from([*TAKES, "village_board"]), min_size=1, unique=True))),
        start=draw(st.dates(date(2024, 1, 1), date(2032, 12, 31))),
        hours=hours,
        reply_hours=draw(st.floats(0, 1)) * min(hours, 8 * len(weekdays)),
        posts=draw(st.integers(1, 20)),
        shares=dict(zip(PostKind, shares, strict=True)),
        promotion_cap=draw(st.floats(0, 1)),
        weekdays=weekdays,
        at=draw(st.times()),
        weeks=draw(st.integers(4, 13)),
        pace=draw(st.floats(0.5, 3)),
        seasons=draw(st.booleans()),
        seed=draw(st.integers(0, 2**32)),
    )


fairly = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@fairly
@given(mixes())
def test_the_calendar_keeps_every_rule(mix: Mix) -> None:
    posts, slots = calendar(mix), reply_slots(mix)
    assert len(posts) == posts_a_week(mix) * mix.weeks <= mix.posts * mix.weeks
    assert Counter(post.kind for post in posts) == +Counter(counts(mix))

    minutes: Counter[date] = Counter()
    for entry in (*posts, *slots):
        minutes[monday(entry.day)] += entry.minutes
        assert entry.minutes > 0 and entry.minutes % 5 == 0
    assert all(spent <= mix.hours * 60 + 1e-6 for spent in minutes.values())
    assert sum(slot.minutes for slot in slots) <= mix.reply_hours * 60 * mix.weeks + 1e-6

    last = mix.first_day + timedelta(days=7 * mix.weeks - 1)
    first = mix.first_day
    while first + timedelta(days=27) <= last:
        window = [post.kind for post in posts if 0 <= (post.day - first).days < 28]
        assert window.count(PostKind.PROMOTION) <= mix.promotion_cap * len(window) + 1e-6
        first += timedelta(days=1)
    assert counts(mix)[PostKind.PROMOTION] <= mix.promotion_cap * len(posts) + 1e-6
    assert not any(a.kind is b.kind is PostKind.PROMOTION for a, b in pairwise(posts))


@fairly
@given(mixes())
def test_entries_are_in_order_and_do_not_overlap(mix: Mix) -> None:
    posts, slots = calendar(mix), reply_slots(mix)
    spans = sorted(
        (start, start + timedelta(minutes=entry.minutes))
        for entry in (*posts, *slots)
        for start in [datetime.combine(entry.day, entry.at)]
    )
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(start.date() == (end - timedelta(seconds=1)).date() for start, end in spans)
    assert [post.day for post in posts] == sorted(post.day for post in posts)
    assert all(entry.day.weekday() in mix.weekdays for entry in (*posts, *slots))
    assert all(count <= 2 for count in Counter(post.day for post in posts).values())
    assert all(post.day >= mix.start for post in posts)
    for entry in (*posts, *slots):
        assert entry.day - mix.first_day < timedelta(days=7 * mix.weeks)
        assert entry.week == (entry.day - mix.first_day).days // 7 + 1
    keys = [entry.key for entry in (*posts, *slots)]
    assert len(set(keys)) == len(keys)


@fairly
@given(mixes())
def test_no_idea_comes_twice_while_one_is_left(mix: Mix) -> None:
    used: dict[PostKind, Counter[str]] = defaultdict(Counter)
    left = {kind: {each.key for each in makeable(mix, kind, capacity(mix).minutes)} for kind in PostKind}
    for post in calendar(mix):
        used[post.kind][post.idea] += 1
        assert post.idea in left[post.kind]
        assert idea(post.idea).kind is post.kind
        times = [used[post.kind][key] for key in left[post.kind]]
        assert max(times) - min(times) <= 1


@fairly
@given(mixes())
def test_every_post_can_be_made_for_its_network(mix: Mix) -> None:
    posts = calendar(mix)
    for post in posts:
        assert post.network in networks_used(mix)
        assert post.format in idea(post.idea).formats
        assert post.format in TAKES.get(post.network, tuple(PostFormat))
        if mix.objective is None:
            assert post.objective is None
        else:
            assert post.objective in idea(post.idea).objectives
            assert post.objective is mix.objective or mix.objective not in idea(post.idea).objectives
        assert post.season == (season_near(post.day) if mix.seasons else None)


@fairly
@given(mixes())
def test_the_same_mix_gives_the_same_calendar(mix: Mix) -> None:
    assert calendar(mix) == calendar(replace(mix))
    assert reply_slots(mix) == reply_slots(replace(mix))


@fairly
@given(mixes())
def test_its_own_calendar_never_breaks_a_rule_of_entries(mix: Mix) -> None:
    """Handed back as if the learner had changed it, it raises nothing that is about single entries."""
    codes = {finding.code for finding in check(mix, calendar(mix))}
    assert not codes & {"week_over_hours", "promotion_window", "promotions_in_row", "post_without_objective"}


def test_another_seed_gives_other_ideas_but_not_another_count() -> None:
    other = replace(MARISOL, seed=2)
    assert [post.idea for post in calendar(MARISOL)] != [post.idea for post in calendar(other)]
    assert counts(MARISOL) == counts(other)


def test_the_calendar_of_marisol_as_it_was_first_checked_by_hand() -> None:
    """Three posts a week: Monday, Wednesday, Friday, after the replies; two promotions in four weeks."""
    posts = calendar(MARISOL)
    assert [post.day for post in posts[:4]] == [
        date(2026, 3, 9),
        date(2026, 3, 11),
        date(2026, 3, 13),
        date(2026, 3, 16),
    ]
    assert posts[0].at == time(10, 15), "after a reply slot of 15 minutes at ten"
    assert [post.kind for post in posts].count(PostKind.PROMOTION) == 2
    assert posts[0].idea == "bakery.oven_times" and posts[0].objective is Objective.QUIET_HOURS
    assert posts[0].key == "post/2026-03-09/1"


def test_ideas_that_serve_the_objective_come_first_then_the_firms_own() -> None:
    by_kind: dict[PostKind, list[Post]] = defaultdict(list)
    for post in calendar(replace(MARISOL, hours=12.0, posts=10, weeks=13)):
        by_kind[post.kind].append(post)
    for kind, posts in by_kind.items():
        size = len({post.idea for post in posts})
        first_round = [idea(post.idea) for post in posts[:size]]
        serving = [Objective.QUIET_HOURS in each.objectives for each in first_round]
        assert serving == sorted(serving, reverse=True), kind
        order = [each.sector for each in pool(Sector.BAKERY)]
        for serves in (True, False):
            places = [
                order.index(each.sector) for each in first_round if (Objective.QUIET_HOURS in each.objectives) is serves
            ]
            assert places == sorted(places), kind


def test_a_vacancy_is_only_for_those_who_look_for_somebody() -> None:
    wide = replace(MARISOL, hours=12.0, posts=10, weeks=13)
    keys = {post.idea for post in calendar(wide)}
    assert not keys & {"bakery.night_baker", "other.vacancy"}
    looking = calendar(replace(wide, objective=Objective.RECRUIT))
    promotions = [post.idea for post in looking if post.kind is PostKind.PROMOTION]
    assert set(promotions[:2]) == {"bakery.night_baker", "other.vacancy"}


def test_two_networks_share_the_posts() -> None:
    two = replace(MARISOL, networks=("instagram", "whatsapp"), hours=7.0)
    assert Counter(post.network for post in calendar(two)) == {"instagram": 6, "whatsapp": 6}
    assert {post.network for post in calendar(replace(two, hours=4.0))} == {"instagram"}


@pytest.mark.parametrize("weeks", [4, 5, 13])
@pytest.mark.parametrize("cap", [0.6, 1.0])
def test_even_without_a_cap_every_second_post_is_something_else(weeks: int, cap: float) -> None:
    mix = replace(MARISOL, shares={PostKind.PROMOTION: 0.9, PostKind.PEOPLE: 0.1}, promotion_cap=cap, weeks=weeks)
    kinds = [post.kind for post in calendar(mix)]
    assert not any(a is b is PostKind.PROMOTION for a, b in pairwise(kinds))
    assert abs(kinds.count(PostKind.PROMOTION) - len(kinds) / 2) <= 1


def test_a_mix_of_nothing_but_promotion_is_filled_with_the_other_kinds() -> None:
    held = Counter(post.kind for post in calendar(replace(MARISOL, shares={PostKind.PROMOTION: 1.0})))
    assert held[PostKind.PROMOTION] == 2 and len(held) == 5


def test_few_promotions_are_spread_over_the_whole_period() -> None:
    """Six in 65 posts, although the cap would allow them every second post."""
    shares = {PostKind.USEFUL: 0.9, PostKind.PROMOTION: 0.1}
    mix = replace(MARISOL, shares=shares, promotion_cap=0.5, posts=5, hours=8.0, weeks=13)
    places = [place for place, post in enumerate(calendar(mix)) if post.kind is PostKind.PROMOTION]
    assert len(places) == 6
    assert all(10 <= after - before <= 11 for before, after in pairwise(places))
    assert abs(places[0] - (64 - places[-1])) <= 1


def test_kinds_are_spread_and_not_in_blocks() -> None:
    """In any five posts in a row of a balanced mix, at least three kinds."""
    kinds = [post.kind for post in calendar(replace(MARISOL, weeks=13))]
    assert all(len(set(kinds[i : i + 5])) >= 3 for i in range(len(kinds) - 4))


@pytest.mark.parametrize(
    ("weekdays", "number", "expected"),
    [
        ((0, 1, 2, 3, 4), 2, [0, 3]),
        ((0, 1, 2, 3, 4, 5, 6), 3, [0, 2, 4]),
        ((0, 1, 2, 3, 4), 3, [0, 2, 4]),
        ((1, 3), 2, [1, 3]),
        ((1, 3), 3, [1, 1, 3]),
        ((5,), 2, [5, 5]),
        ((2,), 0, []),
    ],
)
def test_days_are_far_apart(weekdays: tuple[int, ...], number: int, expected: list[int]) -> None:
    days = spread(weekdays, number)
    assert len(days) == number
    assert days == expected or sorted(gaps(days)) == sorted(gaps(expected))


@given(st.sets(st.integers(0, 6), min_size=1), st.integers(1, 7))
def test_gaps_go_round_the_week(weekdays: set[int], number: int) -> None:
    days = spread(sorted(weekdays), min(number, len(weekdays)))
    assert sum(gaps(days)) == 7
    assert len(set(days)) == len(days)


@pytest.mark.parametrize(
    ("day", "season"),
    [
        (date(2026, 1, 6), "epiphany"),
        (date(2025, 12, 30), "epiphany"),
        (date(2025, 12, 24), "christmas_eve"),
        (date(2026, 1, 7), None),
        (date(2026, 2, 7), "valentine"),
        (date(2026, 2, 6), None),
        (date(2026, 4, 23), "book_day"),
        (date(2026, 10, 31), "all_saints"),
        (date(2026, 7, 1), None),
    ],
)
def test_seasons_are_led_up_to_for_a_week(day: date, season: str | None) -> None:
    assert season_near(day) == season


def test_a_diary_holds_posts_and_slots_in_order_of_time() -> None:
    posts, slots = calendar(MARISOL), reply_slots(MARISOL)
    entries = in_order(posts, slots)
    assert len(entries) == len(posts) + len(slots) and set(entries) == {*posts, *slots}
    assert [(entry.day, entry.at) for entry in entries] == sorted((entry.day, entry.at) for entry in entries)
    assert isinstance(entries[0], Reply), "answering comes before anything is published"
    assert in_order((), slots) == slots


def test_a_changed_plan_keeps_the_keys_so_that_an_import_replaces() -> None:
    before = calendar(MARISOL)
    after = calendar(replace(MARISOL, objective=Objective.LISTEN, seed=9, weekdays=(1, 2, 5), at=time(8, 0)))
    assert [post.key for post in before] == [post.key for post in after]
    assert [post.idea for post in before] != [post.idea for post in after]
    assert isinstance(reply_slots(MARISOL)[0], Reply)


def test_late_work_still_ends_before_midnight() -> None:
    late = replace(MARISOL, at=time(23, 50), posts=10, hours=12.0)
    for post in calendar(late):
        end = datetime.combine(post.day, post.at) + timedelta(minutes=post.minutes)
        assert end.date() == post.day
