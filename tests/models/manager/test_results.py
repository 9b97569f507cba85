"""Rates, medians with ranges, comparisons, and what the hours brought: against counting, pandas and simulation."""

from __future__ import annotations

import math
from itertools import combinations_with_replacement

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.errors import InputError
from tertulia.models.manager.results import (
    COVERAGE,
    TOO_FEW,
    By,
    Costs,
    Measure,
    Posts,
    Tracked,
    _ranks,
    compared,
    coverage,
    measurable,
    middle,
    ratio,
    returns,
    values_of,
)

SOME = st.lists(st.floats(0, 1e6), min_size=1, max_size=80)


def posts(n=40, kinds=None, paid=None, **counts):
    unknown = np.full(n, -1)
    return Posts(
        "post",
        unknown,
        unknown,
        unknown,
        ("a", "b", "c"),
        unknown if kinds is None else np.array(kinds),
        np.full(n, np.nan) if paid is None else np.array(paid, dtype=float),
        {name: np.array(values, dtype=float) for name, values in counts.items()},
    )


# ---- rates ---------------------------------------------------------------------------------------------------------


def test_each_rate_has_its_own_denominator_and_a_missing_one_gives_no_rate():
    few = posts(4, interactions=[10, 10, 10, np.nan], reach=[100, 0, np.nan, 50], followers=[1000] * 4)
    assert values_of(few, Measure.BY_REACH).tolist()[0] == 0.1
    assert np.isnan(values_of(few, Measure.BY_REACH)[1:]).all()
    assert values_of(few, Measure.BY_FOLLOWERS)[:3].tolist() == [0.01] * 3
    assert Measure.BY_VIEWS not in measurable(few)
    assert measurable(few) == (Measure.BY_REACH, Measure.BY_FOLLOWERS, Measure.INTERACTIONS, Measure.REACH)


# ---- medians and their ranges --------------------------------------------------------------------------------------


@given(SOME)
def test_the_median_is_pandas_and_lies_in_its_range(values):
    found = middle(np.array([*values, np.nan]))
    assert found.n == len(values)
    assert found.median == pytest.approx(pd.Series(values).median())
    assert math.isnan(found.low) == (len(values) < 6)
    if len(values) >= 6:
        assert found.low <= found.median <= found.high


@given(SOME, st.floats(0.1, 10))
def test_a_range_moves_with_its_values_whatever_their_scale(values, factor):
    one, other = middle(np.array(values)), middle(np.array(values)[::-1] * factor)
    assert other.low == pytest.approx(one.low * factor, nan_ok=True)
    assert other.high == pytest.approx(one.high * factor, nan_ok=True)


@pytest.mark.parametrize("n", [6, 7, 10, 13, 30])
def test_the_range_is_as_wide_as_it_must_be_and_no_wider(n):
    """Exact: the true middle lies below value k of n with the chance of fewer than k heads in n throws."""
    place = sum(1 for _k in range(n) if sum(math.comb(n, i) for i in range(_k + 1)) / 2**n <= (1 - COVERAGE) / 2) - 1
    found = middle(np.arange(n, dtype=float))
    assert (found.low, found.high) == (place, n - 1 - place)
    assert coverage(n) == pytest.approx(1 - 2 * sum(math.comb(n, i) for i in range(place + 1)) / 2**n)
    assert coverage(n) >= COVERAGE


def test_no_range_below_six():
    assert [coverage(n) for n in range(1, 6)] == [0.0] * 5
    assert coverage(6) > COVERAGE


def test_the_range_holds_the_true_middle_as_often_as_it_says():
    random = np.random.default_rng(7)
    held = 0
    for _time in range(2000):
        found = middle(random.lognormal(0, 2, 25))  # the true middle is 1
        held += found.low <= 1 <= found.high
    assert held / 2000 == pytest.approx(coverage(25), abs=0.015)


# ---- comparisons ---------------------------------------------------------------------------------------------------


def test_a_real_difference_is_found_and_too_few_posts_are_not_compared():
    random = np.random.default_rng(1)
    kinds = [0] * 40 + [1] * 40 + [2] * (TOO_FEW - 1)
    reach = np.r_[random.normal(300, 20, 40), random.normal(100, 20, 40), np.full(TOO_FEW - 1, 9000.0)]
    groups = compared(posts(len(kinds), kinds, reach=reach), Measure.REACH, By.KIND)
    assert {group.key: group.verdict for group in groups} == {0: "more", 1: "less", 2: "too_few"}


def test_where_nothing_differs_hardly_anything_is_called_a_difference():
    random = np.random.default_rng(11)
    alarms = 0
    for _time in range(1000):
        week = Posts(
            "post",
            np.full(140, -1),
            np.repeat(np.arange(7), 20),
            np.full(140, -1),
            (),
            np.full(140, -1),
            np.full(140, np.nan),
            {"reach": random.lognormal(6, 1, 140)},
        )
        alarms += any(group.verdict in ("more", "less") for group in compared(week, Measure.REACH, By.WEEKDAY))
    assert alarms / 1000 < 0.05


def test_groups_are_pandas_groups():
    random = np.random.default_rng(3)
    hour, paid = random.integers(-1, 24, 200), random.choice([0, 1, np.nan], 200)
    reach = random.lognormal(5, 1, 200)
    some = Posts("post", np.full(200, -1), np.full(200, -1), hour, (), np.full(200, -1), paid, {"reach": reach})
    bands = pd.cut(pd.Series(hour), [-0.5, 5.5, 8.5, 11.5, 14.5, 17.5, 20.5, 23.5], labels=False)
    theirs = pd.Series(reach).groupby(bands).median()
    ours = {group.key: group.middle.median for group in compared(some, Measure.REACH, By.HOUR)}
    assert ours == pytest.approx({int(key): value for key, value in theirs.items()})
    theirs = pd.Series(reach).groupby(paid).median()
    assert {g.key: g.middle.median for g in compared(some, Measure.REACH, By.PAID)} == pytest.approx(
        {int(key): value for key, value in theirs.items()}
    )


# ---- one month over another ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "place"), [(1, 0), (2, 0), (2, 1), (3, 1), (4, 2), (5, 2)])
def test_the_law_of_a_resamples_middle_is_the_one_that_counting_gives(n, place):
    counted = np.zeros(n)
    for drawn in combinations_with_replacement(range(n), n):
        ways = math.factorial(n) // math.prod(math.factorial(drawn.count(value)) for value in set(drawn))
        counted[drawn[place]] += ways
    assert _ranks(n, place) == pytest.approx(np.cumsum(counted) / n**n)


def test_for_many_values_the_normal_law_agrees_with_the_binomial(monkeypatch):
    from tertulia.models.manager import results

    exact = _ranks(299, 149).copy()
    monkeypatch.setattr(results, "LARGE", 100)
    assert _ranks.__wrapped__(299, 149) == pytest.approx(exact, abs=2e-3)


def test_a_ratio_is_that_of_the_medians_and_its_range_is_that_of_plain_resampling():
    random = np.random.default_rng(2)
    now, before = random.lognormal(0.5, 0.6, 41), random.lognormal(0, 0.6, 31)
    found = ratio(now, before)
    assert found.ratio == pytest.approx(np.median(now) / np.median(before))
    medians = [np.median(random.choice(values, (20_000, len(values))), axis=1) for values in (now, before)]
    drawn = np.sort(medians[0] / medians[1])
    assert found.low == pytest.approx(drawn[500], rel=0.04)
    assert found.high == pytest.approx(drawn[-500], rel=0.04)
    assert ratio(now, before) == found and ratio(now, before, seed=2) != found


def test_too_few_or_nothing_before_gives_no_ratio():
    assert math.isnan(ratio(np.ones(TOO_FEW - 1), np.ones(50)).ratio)
    assert math.isnan(ratio(np.ones(50), np.zeros(50)).low)


# ---- what it brought -----------------------------------------------------------------------------------------------


def test_return_is_what_a_calculator_says():
    found = returns(Costs(16, 15, 60), Tracked(14, 9.0, 0.1, 0.5))
    assert found.cost == 300
    assert found.gain == pytest.approx((14 * 4.5, 14 * 6.3, 14 * 8.1))
    assert found.roi == pytest.approx(tuple((gain - 300) / 300 for gain in found.gain))
    assert found.break_even == (math.ceil(300 / 8.1), math.ceil(300 / 6.3), math.ceil(300 / 4.5))


@given(st.integers(0, 500), st.floats(0.5, 5000), st.floats(0, 0.9), st.floats(0, 0.9), st.floats(1, 5000))
def test_low_is_never_above_high_and_breaking_even_means_it(conversions, margin, one, other, cost):
    least, most = sorted((one, other))
    found = returns(Costs(0, 0, cost), Tracked(conversions, margin, least, most))
    assert found.break_even[0] <= found.break_even[1] <= found.break_even[2]
    for needed, share in zip(found.break_even, (least, (least + most) / 2, most), strict=True):
        assert needed * margin * (1 - share) >= cost * (1 - 1e-6)
        assert (needed - 1) * margin * (1 - share) < cost
    if conversions == 0:
        assert found.gain is None and found.roi is None
    else:
        assert found.roi[0] <= found.roi[1] <= found.roi[2]
        even = returns(Costs(0, 0, cost), Tracked(found.break_even[2], margin, least, most))
        assert even.roi[0] >= -1e-6


def test_followers_never_enter_the_return():
    assert set(Tracked.__dataclass_fields__) == {"conversions", "margin", "anyway_least", "anyway_most"}


@pytest.mark.parametrize(
    ("make", "field", "code"),
    [
        (lambda: Costs(-1, 10), "hours", "negative"),
        (lambda: Costs(0, 10), "hours", "no_cost"),
        (lambda: Costs(500, 10), "hours", "above"),
        (lambda: Costs(1, math.nan), "hour_euros", "not_a_number"),
        (lambda: Tracked(1.5, 10), "conversions", "not_whole"),
        (lambda: Tracked(1, 0), "margin", "zero"),
        (lambda: Tracked(-1, 10), "conversions", "negative"),
        (lambda: Tracked(1, 10, 0.5, 0.4), "anyway_most", "order"),
        (lambda: Tracked(1, 10, 0.5, 1.0), "anyway_most", "above"),
        (lambda: Tracked(True, 10), "conversions", "not_a_number"),
    ],
)
def test_what_cannot_be_is_refused(make, field, code):
    with pytest.raises(InputError) as refused:
        make()
    assert (refused.value.field, refused.value.code) == (field, code)
