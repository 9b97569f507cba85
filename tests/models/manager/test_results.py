"""Rates, medians with ranges, comparisons, and what the hours brought: against counting, pandas and simulation."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations_with_replacement

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.errors import InputError, Refusal
from tertulia.models.manager.results import (
    COVERAGE,
    TOO_FEW,
    CostRefusal,
    Costs,
    Grouping,
    PostMeasure,
    Posts,
    TrackedSales,
    _ranks,
    compared,
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
        unit="post",
        month=unknown,
        weekday=unknown,
        hour=unknown,
        kinds=("a", "b", "c"),
        kind=unknown if kinds is None else np.array(kinds),
        paid=np.full(n, np.nan) if paid is None else np.array(paid, dtype=float),
        counts={name: np.array(values, dtype=float) for name, values in counts.items()},
    )


# ---- rates ---------------------------------------------------------------------------------------------------------


def test_each_rate_has_its_own_denominator_and_a_missing_one_gives_no_rate():
    few = posts(4, interactions=[10, 10, 10, np.nan], reach=[100, 0, np.nan, 50], followers=[1000] * 4)
    assert values_of(few, PostMeasure.BY_REACH).tolist()[0] == 0.1
    assert np.isnan(values_of(few, PostMeasure.BY_REACH)[1:]).all()
    assert values_of(few, PostMeasure.BY_FOLLOWERS)[:3].tolist() == [0.01] * 3
    assert PostMeasure.BY_VIEWS not in measurable(few)
    assert measurable(few) == (
        PostMeasure.BY_REACH,
        PostMeasure.BY_FOLLOWERS,
        PostMeasure.INTERACTIONS,
        PostMeasure.REACH,
    )


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


def test_no_range_below_six():
    assert all(math.isnan(middle(np.arange(n, dtype=float)).low) for n in range(1, 6))
    assert middle(np.arange(6, dtype=float)).low == 0


def test_the_range_holds_the_true_middle_as_often_as_it_says():
    random = np.random.default_rng(7)
    held = 0
    for _time in range(2000):
        spread = middle(random.lognormal(0, 2, 25))  # the true middle is 1
        held += spread.low <= 1 <= spread.high
    exact = 1 - 2 * sum(math.comb(25, i) for i in range(8)) / 2**25
    assert held / 2000 == pytest.approx(exact, abs=0.015) and exact > COVERAGE


# ---- comparisons ---------------------------------------------------------------------------------------------------


def test_a_real_difference_is_found_and_too_few_posts_are_not_compared():
    random = np.random.default_rng(1)
    kinds = [0] * 40 + [1] * 40 + [2] * (TOO_FEW - 1)
    reach = np.r_[random.normal(300, 20, 40), random.normal(100, 20, 40), np.full(TOO_FEW - 1, 9000.0)]
    groups = compared(posts(len(kinds), kinds, reach=reach), PostMeasure.REACH, Grouping.KIND)
    assert {group.key: group.verdict for group in groups} == {0: "more", 1: "less", 2: "too_few"}


def test_where_nothing_differs_hardly_anything_is_called_a_difference():
    random = np.random.default_rng(11)
    alarms = 0
    for _time in range(1000):
        week = replace(posts(140, reach=random.lognormal(6, 1, 140)), weekday=np.repeat(np.arange(7), 20))
        alarms += any(
            group.verdict in ("more", "less") for group in compared(week, PostMeasure.REACH, Grouping.WEEKDAY)
        )
    assert alarms / 1000 < 0.05


def test_groups_are_pandas_groups():
    random = np.random.default_rng(3)
    hour, paid = random.integers(-1, 24, 200), random.choice([0, 1, np.nan], 200)
    reach = random.lognormal(5, 1, 200)
    some = replace(posts(200, paid=paid, reach=reach), hour=hour)
    bands = pd.cut(pd.Series(hour), [-0.5, 5.5, 8.5, 11.5, 14.5, 17.5, 20.5, 23.5], labels=False)
    theirs = pd.Series(reach).groupby(bands).median()
    ours = {group.key: group.middle.median for group in compared(some, PostMeasure.REACH, Grouping.HOUR)}
    assert ours == pytest.approx({int(key): value for key, value in theirs.items()})
    theirs = pd.Series(reach).groupby(paid).median()
    assert {g.key: g.middle.median for g in compared(some, PostMeasure.REACH, Grouping.PAID)} == pytest.approx(
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


def month_costs(hours, hour_euros, ads=0):
    return Costs(hours=hours, hour_euros=hour_euros, ads=ads)


def sales(conversions, margin, least=0.1, most=0.5):
    return TrackedSales(conversions=conversions, margin=margin, anyway_least=least, anyway_most=most)


def test_return_is_what_a_calculator_says():
    found = returns(month_costs(16, 15, 60), sales(14, 9.0, 0.1, 0.5))
    assert found.cost == 300
    assert found.gain == pytest.approx((14 * 4.5, 14 * 6.3, 14 * 8.1))
    assert found.roi == pytest.approx(tuple((gain - 300) / 300 for gain in found.gain))
    assert found.break_even == (math.ceil(300 / 8.1), math.ceil(300 / 6.3), math.ceil(300 / 4.5))


@given(st.integers(0, 500), st.floats(0.5, 5000), st.floats(0, 0.9), st.floats(0, 0.9), st.floats(1, 5000))
def test_low_is_never_above_high_and_breaking_even_means_it(conversions, margin, one, other, cost):
    least, most = sorted((one, other))
    found = returns(month_costs(0, 0, cost), sales(conversions, margin, least, most))
    assert found.break_even[0] <= found.break_even[1] <= found.break_even[2]
    for needed, share in zip(found.break_even, (least, (least + most) / 2, most), strict=True):
        assert needed * margin * (1 - share) >= cost * (1 - 1e-6)
        assert (needed - 1) * margin * (1 - share) < cost
    if conversions == 0:
        assert found.gain is None and found.roi is None
    else:
        assert found.roi[0] <= found.roi[1] <= found.roi[2]
        even = returns(month_costs(0, 0, cost), sales(found.break_even[2], margin, least, most))
        assert even.roi[0] >= -1e-6


def test_followers_never_enter_the_return():
    assert set(TrackedSales.__dataclass_fields__) == {"conversions", "margin", "anyway_least", "anyway_most"}


@pytest.mark.parametrize(
    ("make", "field", "code"),
    [
        (lambda: month_costs(-1, 10), "hours", Refusal.BELOW),
        (lambda: month_costs(0, 10), "hours", CostRefusal.NO_COST),
        (lambda: month_costs(500, 10), "hours", Refusal.ABOVE),
        (lambda: month_costs(1, math.nan), "hour_euros", Refusal.NOT_A_NUMBER),
        (lambda: sales(1.5, 10), "conversions", Refusal.NOT_WHOLE),
        (lambda: sales(1, 0), "margin", CostRefusal.ZERO_MARGIN),
        (lambda: sales(-1, 10), "conversions", Refusal.BELOW),
        (lambda: sales(1, 10, 0.5, 0.4), "anyway_most", CostRefusal.ORDER),
        (lambda: sales(1, 10, 0.5, 1.0), "anyway_most", Refusal.ABOVE),
        (lambda: sales(True, 10), "conversions", Refusal.NOT_A_NUMBER),
    ],
)
def test_what_cannot_be_is_refused(make, field, code):
    with pytest.raises(InputError) as refused:
        make()
    assert (refused.value.field, refused.value.code) == (field, code)
