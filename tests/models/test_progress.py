"""A plan's numbers on their way: the expectation, the verdict, and the simulator's own futures beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.firms import FIRMS
from tertulia.models.progress import SLACK, Expected, Fan, Goal, ProgressVerdict, progress
from tertulia.models.strategy import growth

BEGUN = date(2026, 11, 23)
CUSTOMERS = Goal(baseline=20, target=40, begun=BEGUN, by=BEGUN + timedelta(weeks=20))
HOURS = Goal(baseline=30, target=6, begun=BEGUN, by=BEGUN + timedelta(weeks=12))
HALF = BEGUN + timedelta(weeks=10)


def one(goal, value, on):
    (found,) = progress([goal], [value], on)
    return found


@pytest.mark.parametrize(
    ("value", "verdict", "moved", "step"),
    [
        (30, "within", "toward", "keep"),
        (25, "within", "toward", "keep"),
        (35, "within", "toward", "keep"),
        (24.9, "below", "toward", "find_cause"),
        (35.1, "above", "toward", "raise_goal"),
        (21, "below", "still", "find_cause"),
        (17, "below", "away", "find_cause"),
        (None, "not_measured", "unknown", "measure"),
    ],
)
def test_half_way_the_straight_line_has_a_quarter_of_the_way_on_each_side(value, verdict, moved, step):
    found = one(CUSTOMERS, value, HALF)
    assert (found.expected, found.due) == (Expected(25, 35), 30)
    assert (found.verdict, found.moved, found.step) == (verdict, moved, step)


def test_a_number_that_should_fall_is_behind_when_it_is_high():
    on = BEGUN + timedelta(weeks=6)
    assert one(HOURS, 18, on).expected == Expected(12, 24)
    assert [one(HOURS, value, on).verdict for value in (25, 20, 11)] == ["below", "within", "above"]
    assert one(HOURS, 18, on).way == pytest.approx(0.5)
    assert one(HOURS, 34, on).moved == "away"


@pytest.mark.parametrize("goal", [CUSTOMERS, HOURS])
def test_from_the_last_day_on_the_goal_itself_counts(goal):
    near = goal.target - 0.1 * (goal.target - goal.baseline)
    assert one(goal, near, goal.by - timedelta(days=1)).verdict == "within"
    for on in (goal.by, goal.by + timedelta(days=90)):
        assert one(goal, near, on).verdict == "below" and one(goal, goal.target, on).verdict == "within"


@pytest.mark.parametrize(
    "goal",
    [
        replace(CUSTOMERS, baseline=None),
        replace(CUSTOMERS, target=None),
        replace(CUSTOMERS, begun=None),
        replace(CUSTOMERS, by=None),
        replace(CUSTOMERS, target=20),
        replace(CUSTOMERS, begun=HALF, by=BEGUN),
        replace(CUSTOMERS, by=BEGUN),
    ],
)
def test_without_a_way_nothing_is_expected_and_that_is_said(goal):
    found = one(goal, 25, HALF)
    assert (found.expected, found.due, found.verdict, found.step) == (None, None, "no_expectation", "complete")
    assert one(goal, None, HALF).verdict == "not_measured"


def test_the_most_urgent_comes_first():
    found = progress([CUSTOMERS] * 4 + [Goal()], [30, None, 40, 20, 1], HALF)
    assert [each.verdict for each in found] == list(ProgressVerdict)
    assert [each.place for each in found] == [3, 1, 4, 2, 0]


def test_a_community_is_expected_where_it_was_simulated_scaled_to_where_it_began():
    fan = Fan(begun=BEGUN, today=100, low=90, median=120, high=200, weeks=52)
    on = BEGUN + timedelta(weeks=26)
    assert fan.at(on) == (95, 110, 150)
    assert fan.at(BEGUN - timedelta(days=9)) == (100, 100, 100) and fan.at(date(2030, 1, 1)) == (90, 120, 200)
    goal = Goal(baseline=120, target=1000, begun=BEGUN, by=BEGUN + timedelta(weeks=52), fan=fan)
    found = one(goal, 150, on)
    assert (found.expected.low, found.expected.high) == (pytest.approx(114), pytest.approx(180))
    assert (found.verdict, found.due, found.moved, found.step) == ("within", 560, "still", "rethink_goal")
    near = replace(goal, target=160)
    assert one(near, 150, on).step == "keep" and one(goal, 100, on).step == "find_cause"
    assert (one(goal, 190, on).verdict, one(goal, 190, on).step) == ("above", "keep"), "the goal is far away still"
    assert one(near, 190, on).step == "raise_goal"
    assert one(Goal(fan=fan), 94, on).verdict == "below"


@pytest.mark.parametrize("key", ["bakery", "workshop", "guesthouse", "mine"])
def test_the_straight_edges_lie_near_those_the_simulator_draws(key):
    firm = FIRMS[key]
    found = growth.simulate(
        growth.Settings(
            audience=firm.audience,
            today=firm.today,
            goal=firm.goal,
            posts=firm.posts,
            promotion=firm.promotion,
            hours=firm.hours,
            reply_hours=firm.reply_hours,
            euros=firm.euros,
        )
    )
    fan = Fan(begun=BEGUN, today=firm.today, low=found.low[-1], median=found.median[-1], high=found.high[-1], weeks=52)
    for week in range(53):
        low, median, high = fan.at(BEGUN + timedelta(weeks=week))
        for line, drawn in ((low, found.low), (median, found.median), (high, found.high)):
            assert line == pytest.approx(float(drawn[week]), abs=firm.today / 10)


@given(st.floats(0, 1000), st.floats(0, 1000), st.integers(-10, 40), st.floats(-100, 1100))
def test_better_is_never_judged_worse(baseline, target, week, value):
    goal = Goal(baseline=baseline, target=target, begun=BEGUN, by=BEGUN + timedelta(weeks=20))
    on = BEGUN + timedelta(weeks=week)
    rank = ["below", "within", "above", "no_expectation"]
    better = value + (1 if goal.rises else -1)
    assert rank.index(one(goal, better, on).verdict) >= rank.index(one(goal, value, on).verdict)
    assert 0 < SLACK < 0.5
