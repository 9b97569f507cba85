"""A month beside the last one, and the plan beside what was seen."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.errors import InputError
from tertulia.models.manager.report import STEPS, Kpi, Range, compare, monthly
from tertulia.models.manager.results import Costs, Posts, Tracked

COSTS, TRACKED = Costs(10, 20), Tracked(0, 10)
JUNE = 12 * 2026 + 5


def two_months(before, now, unit="post", **counts):
    """Posts of May and June 2026 with these reaches."""
    n = len(before) + len(now)
    month = np.r_[np.full(len(before), JUNE - 1), np.full(len(now), JUNE)]
    given = {"reach": np.r_[before, now].astype(float)}
    given |= {name: np.array(values, dtype=float) for name, values in counts.items()}
    return Posts(unit, month, np.full(n, -1), np.full(n, -1), (), np.full(n, -1), np.full(n, np.nan), given)


def line(report, kpi):
    return next(each for each in report.lines if each.kpi is kpi)


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        (np.arange(100, 130), np.arange(200, 230), "up"),
        (np.arange(200, 230), np.arange(100, 130), "down"),
        (np.arange(100, 130), np.arange(101, 131), "unclear"),
        (np.arange(100, 109), np.arange(200, 230), "too_few"),
        ([], np.arange(200, 230), "no_last"),
    ],
)
def test_a_month_is_told_from_the_last_only_when_it_can_be(before, now, verdict):
    found = line(monthly(two_months(before, now), JUNE, COSTS, TRACKED), Kpi.REACH)
    assert found.verdict == verdict
    assert found.now == np.median(now)
    if len(before):
        assert found.before == np.median(before)
    if verdict in ("up", "down", "unclear"):
        assert found.times_low <= found.times <= found.times_high


def test_counts_are_counted_and_what_was_not_measured_is_left_out():
    report = monthly(two_months([1] * 3, [1] * 5, comments=[1, np.nan, 2, 3, 4, np.nan, 0, 1]), JUNE, COSTS, TRACKED)
    comments = line(report, Kpi.COMMENTS)
    assert (comments.now, comments.before, comments.n, comments.verdict) == (8, 3, 4, "counted")
    assert line(report, Kpi.POSTS).now == 5
    assert {each.kpi for each in report.lines} == {Kpi.REACH, Kpi.POSTS, Kpi.COMMENTS}


def test_what_is_learned_and_what_follows():
    n = 30
    posts = Posts(
        "post",
        np.full(2 * n, JUNE),
        np.full(2 * n, -1),
        np.full(2 * n, -1),
        ("Photo", "Link"),
        np.repeat([0, 1], n),
        np.full(2 * n, np.nan),
        {"reach": np.full(2 * n, 100.0), "interactions": np.r_[np.arange(20, 20 + n), np.arange(1, 1 + n) / 10]},
    )
    report = monthly(posts, JUNE, COSTS, TRACKED)
    learned = [(each.code, each.values.get("kind")) for each in report.learned]
    assert learned == [("kind_more", "Photo"), ("kind_less", "Link")]
    assert [each.code for each in report.next] == ["more_of", "less_of", "track"]
    # the same rates, but photos reach fewer people: then it depends on the aim, and nobody is told to publish more
    posts.counts["reach"][:n] /= 2
    posts.counts["interactions"][:n] /= 2
    traded = monthly(posts, JUNE, COSTS, TRACKED)
    assert "kind_reach" in {each.code for each in traded.learned}
    assert [each.code for each in traded.next] == ["choose_aim", "track"]


def test_a_fall_asks_for_its_cause_and_a_quiet_month_for_patience():
    down = monthly(two_months(np.arange(200, 230), np.arange(100, 130)), JUNE, COSTS, TRACKED)
    assert down.next[0].code == "find_cause" and down.next[0].values == {"kpi": "reach"}
    assert down.learned[0].code == "kpi_down"
    quiet = monthly(two_months(np.arange(100, 130), np.arange(100, 130)), JUNE, COSTS, TRACKED)
    assert [each.code for each in quiet.learned] == ["nothing_clear"]
    assert quiet.next[0].code == "wait"


@pytest.mark.parametrize(("sales", "code"), [(0, "track"), (5, "costs_more"), (30, "may_pay"), (90, "pays")])
def test_the_return_has_its_own_next_step(sales, code):
    report = monthly(two_months([], range(20)), JUNE, COSTS, Tracked(sales, 10))
    assert code in {each.code for each in report.next}


def test_a_month_without_posts_is_refused():
    with pytest.raises(InputError) as refused:
        monthly(two_months([1], [2]), JUNE + 1, COSTS, TRACKED)
    assert (refused.value.field, refused.value.code) == ("month", "no_posts")


# ---- the plan beside what was seen ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        (5.0, "within"),
        (4.0, "within"),
        (6.0, "within"),
        (3.9, "below"),
        (6.1, "above"),
        (math.nan, "not_measured"),
        (Range(4.5, 5.5), "within"),
        (Range(3, 4.5), "unsure"),
        (Range(5, 9), "unsure"),
        (Range(1, 9), "unsure"),
        (Range(1, 3), "below"),
        (Range(7, 9), "above"),
    ],
)
def test_a_kpi_lies_where_the_plan_expected_it_or_not(seen, verdict):
    (judged,) = compare({"reach": Range(4, 6)}, {"reach": seen, "views": 1.0})
    assert (judged.kpi, judged.verdict, judged.step) == ("reach", verdict, STEPS[verdict])


def test_the_most_urgent_comes_first_and_what_nobody_measured_is_said():
    wanted = {"a": Range(0, 1), "b": Range(0, 1), "c": Range(0, 1), "d": Range(0, 1), "e": Range(1, 2)}
    judged = compare(wanted, {"a": 0.5, "b": 2.0, "c": Range(0.5, 2), "e": 0.0})
    assert [(each.kpi, each.verdict) for each in judged] == [
        ("e", "below"),
        ("d", "not_measured"),
        ("c", "unsure"),
        ("b", "above"),
        ("a", "within"),
    ]
    assert compare({}, {"a": 1.0}) == ()


def test_a_line_of_a_report_can_be_compared():
    report = monthly(two_months(np.arange(100, 130), np.arange(200, 230)), JUNE, COSTS, TRACKED)
    reach = line(report, Kpi.REACH)
    (judged,) = compare({Kpi.REACH: Range(0, 1e6)}, {Kpi.REACH: reach})
    assert judged.verdict == "within" and judged.observed == Range(reach.low, reach.high)
    (counted,) = compare({Kpi.POSTS: Range(50, 60)}, {Kpi.POSTS: line(report, Kpi.POSTS)})
    assert counted.verdict == "below"


@given(*[st.floats(-100, 100)] * 4)
def test_verdicts_are_what_intervals_say(a, b, c, d):
    wanted, seen = Range(*sorted((a, b))), Range(*sorted((c, d)))
    (judged,) = compare({"x": wanted}, {"x": seen})
    apart = seen.high < wanted.low or seen.low > wanted.high
    assert (judged.verdict in ("below", "above")) == apart
    assert (judged.verdict == "within") == (wanted.low <= seen.low and seen.high <= wanted.high)


def test_a_range_upside_down_is_refused():
    with pytest.raises(InputError):
        Range(2, 1)
