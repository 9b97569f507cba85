"""What the owner asks of the futures: which goal, how long, what sells too much, what matters most."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from SALib.analyze import sobol
from SALib.sample import sobol as sample

from tertulia.models.errors import InputError
from tertulia.models.strategy import growth
from tertulia.models.strategy.growth import (
    LEVERS,
    PARAMETERS,
    Settings,
    chance_later,
    draws,
    hoped,
    likely_goal,
    luck,
    needed_monthly,
    run,
    sensitivity,
    simulate,
    spam_experiment,
    weeks_to,
)

SHOP = Settings(8000, 400, 1500, posts=3, promotion=0.3, hours=4, reply_hours=1, euros=20, ambassadors=2)


def test_the_hoped_curve_ends_at_the_goal_when_growth_is_what_it_needs() -> None:
    assert needed_monthly(SHOP) == pytest.approx((1500 / 400) ** (1 / 12) - 1, rel=1e-12)
    assert needed_monthly(replace(SHOP, weeks=26)) == pytest.approx((1500 / 400) ** (1 / 6) - 1, rel=1e-12)
    curve = hoped(SHOP, needed_monthly(SHOP))
    assert curve.shape == (53,)
    assert (curve[0], curve[-1]) == pytest.approx((400, 1500), rel=1e-12)
    assert hoped(SHOP, 0.1)[52] == pytest.approx(400 * 1.1**12, rel=1e-12)
    assert np.all(hoped(SHOP, 0) == 400)
    # A new profile hopes as from its first follower.
    new = replace(SHOP, today=0)
    assert hoped(new, 0.5)[0] == 1
    assert needed_monthly(new) == pytest.approx(1500 ** (1 / 12) - 1)


@pytest.mark.parametrize("monthly", [-1, -2, math.nan, math.inf])
def test_a_hope_that_is_no_growth_is_refused(monthly: float) -> None:
    with pytest.raises(InputError) as refused:
        hoped(SHOP, monthly)
    assert (refused.value.field, refused.value.code) == ("monthly", "out_of_range")


@pytest.mark.parametrize("chance", [0.1, 0.25, 0.5, 0.8])
def test_the_likely_goal_is_reached_as_often_as_asked(chance: float) -> None:
    goal = likely_goal(SHOP, chance)
    assert goal is not None
    assert simulate(replace(SHOP, goal=goal)).chance >= chance
    # The next round number is not: two digits, half steps below 2,000.
    step = 50 if 1000 <= goal < 2000 else 10 ** (len(str(goal)) - 2)
    assert goal % step == 0
    assert simulate(replace(SHOP, goal=goal + step)).chance < chance


def test_the_likely_goal_does_not_depend_on_the_goal_and_may_be_none() -> None:
    assert likely_goal(SHOP) == likely_goal(replace(SHOP, goal=401))
    shrinking = replace(SHOP, today=4000, goal=5000, posts=0, euros=0, ambassadors=0)
    assert likely_goal(shrinking, 0.9) is None
    # Just above today no round number fits: the plain one is given.
    slow = replace(SHOP, today=493, goal=600, euros=0, weeks=4)
    end = float(np.sort(simulate(slow).ends)[500])  # 500 of 1,000 futures end here or above
    assert 494 <= end < 500
    assert likely_goal(slow) == math.floor(end)
    with pytest.raises(InputError) as refused:
        likely_goal(SHOP, 0)
    assert (refused.value.field, refused.value.code) == ("chance", "out_of_range")


@pytest.mark.parametrize(
    ("people", "rounded"),
    [(7.9, 7), (12.9, 12), (99.9, 99), (118, 115), (119.9, 115), (234, 230), (1170, 1150), (1999, 1950)]
    + [(2080, 2000), (9999, 9900), (123_456, 120_000)],
)
def test_rounding_down_keeps_two_digits(people: float, rounded: int) -> None:
    assert growth._round_down(people) == rounded


def test_the_week_in_which_an_even_chance_is_reached() -> None:
    week = weeks_to(SHOP)
    assert week is not None and 52 < week <= 156
    assert simulate(replace(SHOP, weeks=week)).chance >= 0.5
    assert simulate(replace(SHOP, weeks=week - 1)).chance < 0.5
    assert weeks_to(SHOP, limit=week) == week
    assert weeks_to(SHOP, limit=week - 1) is None
    earlier = weeks_to(SHOP, chance=0.2)
    assert earlier is not None and earlier < week
    # A chance that is met to the last future is met.
    chances = simulate(replace(SHOP, weeks=156)).chances
    assert weeks_to(SHOP, chance=float(chances[80])) == int(np.argmax(chances == chances[80]))
    with pytest.raises(InputError) as refused:
        weeks_to(SHOP, limit=300)
    assert refused.value.field == "weeks"


def test_another_half_year() -> None:
    assert chance_later(SHOP) == simulate(replace(SHOP, weeks=78)).chance
    assert chance_later(SHOP) > simulate(SHOP).chance
    assert chance_later(SHOP, 0) == simulate(SHOP).chance
    assert chance_later(SHOP, 10_000) == simulate(replace(SHOP, weeks=260)).chance


def test_the_spam_experiment() -> None:
    shares = (0, 0.2, 0.4, 0.7, 1)
    found = spam_experiment(SHOP, shares)
    assert tuple(row.promotion for row in found) == shares
    assert found[1].active == pytest.approx(simulate(replace(SHOP, promotion=0.2)).active[-1])
    assert found[1].visible == pytest.approx(simulate(replace(SHOP, promotion=0.2)).median[-1])
    assert all(a.active > b.active and a.visible > b.visible for a, b in zip(found, found[1:], strict=False))
    # The opposite effect: selling only costs the active community a fifth at least.
    assert found[-1].active < 0.8 * found[0].active


def test_sensitivity_names_what_moves_the_median_most() -> None:
    found = sensitivity(SHOP)
    assert {effect.name for effect in found} == set(LEVERS)
    assert found[0].name == "euros"
    assert [abs(effect.change) for effect in found] == sorted((abs(e.change) for e in found), reverse=True)
    by_name = {effect.name: effect for effect in found}
    euros = by_name["euros"]
    assert (euros.low_value, euros.high_value) == (20 / 1.5, 30)
    assert euros.low == pytest.approx(simulate(replace(SHOP, euros=20 / 1.5)).median[-1], rel=1e-12)
    assert euros.high == pytest.approx(simulate(replace(SHOP, euros=30)).median[-1], rel=1e-12)
    assert by_name["promotion"].change < 0 < by_name["ambassadors"].change


def test_sensitivity_stays_inside_what_is_possible() -> None:
    found = {e.name: e for e in sensitivity(replace(SHOP, euros=0, ambassadors=0, promotion=0.9, reply_hours=3.5))}
    assert (found["euros"].low_value, found["euros"].high_value) == (0, LEVERS["euros"])
    assert (found["ambassadors"].low_value, found["ambassadors"].high_value) == (0, 1)
    assert found["promotion"].high_value == 1
    assert (found["reply_hours"].high_value, found["hours"].low_value) == (4, 3.5)
    with pytest.raises(InputError) as refused:
        sensitivity(SHOP, ratio=1)
    assert refused.value.field == "ratio"


def test_what_is_not_known_about_people_matters_more_than_what_is_not_known_about_details() -> None:
    """Sobol indices (Saltelli's estimator, SALib) of the expected community after a year."""
    names = ["audience", "innovation", "imitation", "leaving", "reach", "waking", "returning", "flood_limit"]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names), "dists": ["norm"] * len(names)}
    z = sample.sample(problem, 512, calc_second_order=False, seed=1)
    factors = {name: np.ones(len(z)) for name in PARAMETERS}
    for column, name in enumerate(names):
        factors[name] = PARAMETERS[name].factor ** z[:, column]
    organic = replace(SHOP, euros=0, ambassadors=0, promotion=0.2)
    ends = run(organic, factors)[0][-1]
    found = sobol.analyze(problem, ends, calc_second_order=False, seed=1)
    total = dict(zip(names, found["ST"], strict=True))
    # How many there are to be found, how easily they find the firm: nearly all of the width.
    assert set(sorted(names, key=lambda name: -total[name])[:2]) == {"audience", "innovation"}
    assert total["audience"] > 0.2 and total["innovation"] > 0.2
    assert total["leaving"] > total["waking"] and total["flood_limit"] < 0.01
    assert np.all(found["ST"] >= found["S1"] - 0.05)
    assert 0.8 < np.sum(found["S1"]) < 1.05


def test_helpers_use_the_same_futures_as_the_answer() -> None:
    visible, _active = run(SHOP, draws(300, 9), luck(300, 9))
    found = simulate(SHOP, 300, 9)
    assert np.array_equal(found.ends, visible[-1])
    assert likely_goal(SHOP, 0.5, 300, 9) == growth._round_down(float(np.sort(visible[-1])[::-1][149]))
