"""What the owner asks of the futures: what was hoped for, which goal is likely, what sells too much."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from SALib.analyze import sobol
from SALib.sample import sobol as sample

from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy.growth import (
    PARAMETERS,
    Settings,
    draws,
    hoped,
    likely_goal,
    luck,
    questions,
    run,
    simulate,
    spam_experiment,
)

SHOP = Settings(
    audience=8000, today=400, goal=1500, posts=3, promotion=0.3, hours=4, reply_hours=1, euros=20, ambassadors=2
)


def test_the_hoped_curve_ends_at_the_goal_when_growth_is_what_it_needs() -> None:
    curve = hoped(SHOP, (1500 / 400) ** (1 / 12) - 1)
    assert curve.shape == (53,)
    assert (curve[0], curve[-1]) == pytest.approx((400, 1500), rel=1e-12)
    assert hoped(replace(SHOP, weeks=26), (1500 / 400) ** (1 / 6) - 1)[-1] == pytest.approx(1500, rel=1e-12)
    assert hoped(SHOP, 0.1)[52] == pytest.approx(400 * 1.1**12, rel=1e-12)
    assert np.all(hoped(SHOP, 0) == 400)
    # A new profile hopes as from its first follower.
    new = replace(SHOP, today=0)
    assert hoped(new, 0.5)[0] == 1


@pytest.mark.parametrize(
    ("monthly", "code"),
    [
        (-1, Refusal.BELOW),
        (-2, Refusal.BELOW),
        (101, Refusal.ABOVE),
        (math.nan, Refusal.NOT_A_NUMBER),
        (math.inf, Refusal.NOT_A_NUMBER),
    ],
)
def test_a_hope_that_is_no_growth_is_refused(monthly: float, code: Refusal) -> None:
    with pytest.raises(InputError) as refused:
        hoped(SHOP, monthly)
    assert (refused.value.field, refused.value.code) == ("monthly", code)


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
        likely_goal(SHOP, 1.01)
    assert (refused.value.field, refused.value.code) == ("chance", Refusal.ABOVE)


@pytest.mark.parametrize(
    ("people", "rounded"),
    [(7.9, 7), (12.9, 12), (99.9, 99), (118, 115), (119.9, 115), (234, 230), (1170, 1150), (1999, 1950)]
    + [(2080, 2000), (9999, 9900), (123_456, 120_000)],
)
def test_rounding_down_keeps_two_digits(people: float, rounded: int) -> None:
    assert questions._round_down(people) == rounded


def test_the_spam_experiment() -> None:
    shares = (0, 0.2, 0.4, 0.7, 1)
    cases = spam_experiment(SHOP, shares)
    assert tuple(row.promotion for row in cases) == shares
    assert cases[1].active == pytest.approx(simulate(replace(SHOP, promotion=0.2)).active[-1])
    assert cases[1].visible == pytest.approx(simulate(replace(SHOP, promotion=0.2)).median[-1])
    assert all(a.active > b.active and a.visible > b.visible for a, b in zip(cases, cases[1:], strict=False))
    # The opposite effect: selling only costs the active community a fifth at least.
    assert cases[-1].active < 0.8 * cases[0].active


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
    indices = sobol.analyze(problem, ends, calc_second_order=False, seed=1)
    total = dict(zip(names, indices["ST"], strict=True))
    # How many there are to be indices, how easily they find the firm: nearly all of the width.
    assert set(sorted(names, key=lambda name: -total[name])[:2]) == {"audience", "innovation"}
    assert total["audience"] > 0.2 and total["innovation"] > 0.2
    assert total["leaving"] > total["waking"] and total["flood_limit"] < 0.01
    assert np.all(indices["ST"] >= indices["S1"] - 0.05)
    assert 0.8 < np.sum(indices["S1"]) < 1.05


def test_helpers_use_the_same_futures_as_the_answer() -> None:
    visible, _active = run(SHOP, draws(300, 9), luck(300, 9))
    assert np.array_equal(simulate(SHOP, 300, 9).ends, visible[-1])
    assert likely_goal(SHOP, 0.5, 300, 9) == questions._round_down(float(np.sort(visible[-1])[::-1][149]))
