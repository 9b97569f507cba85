"""The weeks of a content mix: days, hours and how many posts they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.mix_weeks import Week, capacity, gaps, monday, reply_minutes, spread, weeks_of
from tertulia.models.strategy.working_year import Pause, WorkingYear
from tests.models.strategy.mix_firms import few, firm

MARISOL = firm("bakery", start=date(2027, 3, 1), hours=4.0, year=WorkingYear())


def first_week(**change: Any) -> Week:
    return weeks_of(replace(MARISOL, **change))[0]


def test_capacity_by_hand() -> None:
    """4 h less 1 h of replies are 180 minutes; the plan needs the replies and its posts."""
    room = capacity(MARISOL)
    assert room.minutes == 180 and room.most == 10
    assert room.needed == pytest.approx(1 + 3 * room.each / 60)
    assert room.each >= 30 and room.posts == 180 // room.each


@few
@given(st.floats(0, 20), st.floats(0, 20))
def test_more_hours_never_hold_fewer_posts(less: float, more: float) -> None:
    low, high = (replace(MARISOL, hours=hours, reply_hours=0.0) for hours in sorted((less, more)))
    assert capacity(low).minutes <= capacity(high).minutes
    assert capacity(low).posts <= capacity(high).posts


def test_twice_as_slow_makes_half_as_many() -> None:
    wide = replace(MARISOL, hours=20.0, posts=50)
    quick, slow = capacity(wide), capacity(replace(wide, pace=2.0))
    assert slow.each == pytest.approx(2 * quick.each, rel=0.05)
    assert slow.posts == pytest.approx(quick.posts / 2, abs=1)


def test_no_hours_no_posts() -> None:
    empty = replace(MARISOL, hours=0.0, reply_hours=0.0)
    assert capacity(empty).posts == 0
    assert {(week.posts, week.minutes, len(week.replies)) for week in weeks_of(empty)} == {(0, 0, 0)}


def test_the_days_limit_the_posts_too() -> None:
    assert first_week(hours=40.0, posts=9, weekdays=(1, 4)).posts == 4


def test_who_can_make_nothing_has_room_for_nothing() -> None:
    nothing = replace(MARISOL, makes=dict.fromkeys(ContentSkill, 0.0))
    assert capacity(nothing).posts == 0
    assert {week.posts for week in weeks_of(nothing)} == {0}


def test_an_ordinary_week() -> None:
    week = first_week()
    assert (week.number, week.monday, week.weekdays) == (1, date(2027, 3, 1), (0, 1, 2, 3, 4))
    assert (week.posts, week.minutes) == (3, 180)
    assert week.replies == {0: 15, 1: 15, 2: 10, 3: 10, 4: 10}
    assert week.day(4) == date(2027, 3, 5) and monday(week.day(4)) == week.monday
    assert [each.number for each in weeks_of(MARISOL)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("last_shut", "weekdays", "minutes", "answering"),
    [
        (date(2027, 3, 2), (2, 3, 4), 180, 60),  # half the days or more keep the hours
        (date(2027, 3, 4), (4,), 75, 20),  # one day of five: two fifths of the hours
        (date(2027, 3, 7), (), 0, 0),
    ],
)
def test_a_week_with_days_off(last_shut: date, weekdays: tuple[int, ...], minutes: int, answering: int) -> None:
    week = first_week(year=WorkingYear(closed=(Pause(date(2027, 3, 1), last_shut),)))
    assert week.weekdays == weekdays
    assert (week.minutes, sum(week.replies.values())) == (minutes, answering)
    assert set(week.replies) <= set(weekdays) and week.posts <= 2 * len(weekdays)
    assert bool(week.posts) is bool(weekdays)


def test_in_quiet_months_hours_and_answering_are_fewer_in_proportion() -> None:
    """From the week on whose Thursday lies in the month."""
    mix = replace(MARISOL, start=date(2027, 7, 19), quiet_hours=2.0, year=WorkingYear(quiet_months=(8,)), weeks=6)
    usual, usual_too, *quiet = weeks_of(mix)
    assert usual.minutes == usual_too.minutes == 180
    assert {(week.minutes, sum(week.replies.values())) for week in quiet} == {(90, 30)}


def test_longer_hours_in_a_season_do_not_add_to_answering() -> None:
    week = first_week(quiet_hours=8.0, year=WorkingYear(quiet_months=(3,)))
    assert sum(week.replies.values()) == 60 and week.minutes == 420


@pytest.mark.parametrize(
    ("reply_hours", "slots"),
    [
        (0.0, []),
        (0.05, []),
        (0.1, [5]),
        (0.25, [15]),
        (0.5, [10, 10, 10]),
        (1.0, [15, 15, 10, 10, 10]),
        (1.25, [15, 15, 15, 15, 15]),
    ],
)
def test_reply_slots_have_ten_minutes_or_more(reply_hours: float, slots: list[int]) -> None:
    assert reply_minutes(reply_hours, 5) == slots


def test_where_nobody_works_nobody_answers() -> None:
    assert reply_minutes(1.0, 0) == []


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
