"""Manager brief: hours and euros by hand, what must rise and fall, and the point where two ways cost the same."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.errors import InputError, Refusal
from tertulia.models.finding import Severity
from tertulia.models.manager.brief import (
    FLAG_SEVERITY,
    MOST_HOURS,
    Estimate,
    Flag,
    HoursFinding,
    ManagerTask,
    Needs,
    Option,
    break_even,
    check,
    compare,
    costs,
    hours,
    task_hours,
)

NURIA = Needs(
    posts=4,
    messages=30,
    post_minutes=30,
    message_minutes=10,
    listen_minutes=15,
    report_hours=2.0,
    hour=20.0,
    contract=10.0,
    course=400.0,
    course_hours=30.0,
    fee=450.0,
    contact=1.0,
    hour_spread=1.0,
    fee_spread=1.0,
    years=2.0,
)

amounts: dict[str, Any] = {
    "posts": st.integers(0, 14),
    "messages": st.integers(0, 150),
    "hour": st.floats(5, 80),
    "contract": st.floats(0, 40),
    "course": st.floats(0, 3000),
    "course_hours": st.floats(0, 120),
    "fee": st.floats(0, 3000),
    "contact": st.floats(0, 10),
    "hour_spread": st.floats(1, 3),
    "fee_spread": st.floats(1, 3),
}
needs = st.builds(Needs, **amounts)


def test_hours_by_hand() -> None:
    """15 min listening, 30 x 10 min answers, 4 x 30 min posts, 24 h of reports in 52 weeks."""
    assert task_hours(NURIA) == {
        ManagerTask.LISTEN: 0.25,
        ManagerTask.ANSWER: 5.0,
        ManagerTask.POSTS: 2.0,
        ManagerTask.REPORT: pytest.approx(24 / 52),
    }
    total = 7.25 + 24 / 52
    assert hours(NURIA).mid == pytest.approx(total)
    assert hours(NURIA).low == pytest.approx(total / 1.5) and hours(NURIA).high == pytest.approx(total * 1.5)


def test_costs_by_hand() -> None:
    found = costs(NURIA)
    total = 7.25 + 24 / 52
    assert found[Option.HIRE].mid == pytest.approx(52 * 10 * 20)  # the contract is longer than the work
    assert found[Option.HIRE].high == pytest.approx(52 * 1.5 * total * 20)
    assert found[Option.TRAIN].mid == pytest.approx(52 * total * 20 + (400 + 30 * 20) / 2)
    assert found[Option.OUTSOURCE].mid == pytest.approx(12 * 450 + 52 * 20)


@given(needs)
def test_ranges_are_in_order_and_the_cheapest_is_the_cheapest(some: Needs) -> None:
    result = compare(some)
    for span in (result.hours, *result.costs.values()):
        assert 0 <= span.low <= span.mid <= span.high
    assert result.costs[result.cheapest].mid == min(span.mid for span in result.costs.values())
    others = [span for option, span in result.costs.items() if option is not result.cheapest]
    assert result.clear == all(result.costs[result.cheapest].high < span.low for span in others)


@given(needs, st.integers(1, 50))
def test_more_messages_never_cost_less(some: Needs, extra: int) -> None:
    more = replace(some, messages=some.messages + extra)
    assert hours(more).mid > hours(some).mid
    for option in Option:
        assert costs(more)[option].mid >= costs(some)[option].mid
    assert costs(more)[Option.OUTSOURCE] == costs(some)[Option.OUTSOURCE]  # a fee is a fee


@given(needs)
def test_at_the_break_even_both_cost_the_same(some: Needs) -> None:
    at = break_even(some)
    once = (some.course + some.course_hours * some.hour) / some.years
    outside = costs(some)[Option.OUTSOURCE].mid
    if at is None:
        free = (outside - once) / (52 * some.hour)
        assert free <= 0 or free > MOST_HOURS
    else:
        assert 52 * at * some.hour + once == pytest.approx(outside)


def test_a_red_flag_is_found_and_the_worst_comes_first() -> None:
    found = check(NURIA, [Flag.TIED, Flag.SALES, Flag.ACCESS])
    assert [item.code for item in found] == ["access", "sales", "tied", "answering_most"]
    assert [item.severity for item in found[:3]] == [Severity.STOP, Severity.WARN, Severity.NOTE]
    assert set(FLAG_SEVERITY) == set(Flag)


def test_what_the_hours_say() -> None:
    codes = {item.code for item in check(replace(NURIA, messages=0, listen_minutes=0), ())}
    assert codes == {HoursFinding.NOBODY_LISTENS, HoursFinding.NOBODY_ANSWERS}
    assert check(replace(NURIA, messages=400), ())[0].code == HoursFinding.HOURS_OVER


def test_impossible_input_names_its_field() -> None:
    impossible = (
        (float("nan"), Refusal.NOT_A_NUMBER),
        (-1, Refusal.BELOW),
        (1e6, Refusal.ABOVE),
        (True, Refusal.NOT_A_NUMBER),
    )
    for field in fields(Needs):
        for value, code in impossible:
            with pytest.raises(InputError) as caught:
                replace(NURIA, **{field.name: value})
            assert (caught.value.field, caught.value.code) == (field.name, code)


def test_ranges_that_touch_overlap() -> None:
    assert Estimate(1, 2, 3).overlaps(Estimate(3, 4, 5)) and not Estimate(1, 2, 3).overlaps(Estimate(3.01, 4, 5))
