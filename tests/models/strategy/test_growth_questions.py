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
    EVEN,
    PARAMETERS,
    Cost,
    Lever,
    Needed,
    Settings,
    cost,
    draws,
    hoped,
    likely_goal,
    luck,
    questions,
    run,
    simulate,
    spam_experiment,
    what_it_takes,
    what_matters,
)
from tertulia.models.strategy.growth.questions import LEVERS

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


# what it takes ------------------------------------------------------------------------------------------------

SLOW = replace(SHOP, goal=640, posts=2, euros=0, ambassadors=0)


def with_lever(lever: Lever, amount: float, firm: Settings) -> Settings:
    """The firm giving so much of it, written a second time."""
    if lever is Lever.HOURS:
        return replace(firm, hours=amount, posts=max(firm.posts, min(14, (amount - firm.reply_hours) / 0.5)))
    return replace(firm, **{lever.value: amount})


STEP = {Lever.HOURS: 0.5, Lever.POSTS: 1, Lever.EUROS: 5, Lever.AMBASSADORS: 1}


@pytest.mark.parametrize("goal", [420, 430, 450, 480, 640, 900])
def test_what_it_takes_is_enough_and_a_step_less_is_not(goal: float) -> None:
    firm = replace(SLOW, goal=goal)
    needed = {each.lever: each for each in what_it_takes(firm)}
    assert list(needed) == list(Lever)
    for lever, each in needed.items():
        if each.amount is None:
            continue
        assert each.chance == simulate(with_lever(lever, each.amount, firm)).chance >= EVEN
        less, now = each.amount - STEP[lever], getattr(firm, lever.value)
        assert less < now or simulate(with_lever(lever, less, firm)).chance < EVEN


def test_some_goal_is_reached_by_each_lever_and_some_by_none() -> None:
    found = {lever: [] for lever in Lever}
    for goal in (420, 450, 480, 640, 7000):
        for each in what_it_takes(replace(SLOW, goal=goal)):
            found[each.lever].append(each.amount)
    for lever, amounts in found.items():
        told = [math.inf if amount is None else amount for amount in amounts]
        assert told[0] < math.inf == told[-1], lever
        assert told == sorted(told), lever  # more is wanted, more is needed


def test_where_nothing_does_nothing_is_said() -> None:
    firm = replace(SLOW, goal=7000)
    for each in what_it_takes(firm):
        assert each.amount is None
        tried = np.arange(getattr(firm, each.lever.value), LEVERS[each.lever][1] + 1e-9, STEP[each.lever])
        chances = [simulate(with_lever(each.lever, float(amount), firm)).chance for amount in tried]
        assert max(chances) < EVEN
        assert each.chance == pytest.approx(max(chances), abs=0.002)


def test_posts_that_are_enough_are_found_where_more_would_be_too_many() -> None:
    """With many posts the chance falls again; the most that is tried says nothing of fewer."""
    firm = replace(SHOP, audience=1000, today=300, goal=1000, posts=1, promotion=0.2, hours=15, euros=5)
    at = replace(firm, goal=float(np.sort(simulate(replace(firm, posts=7)).ends)[490]))
    chances = [simulate(replace(at, posts=posts)).chance for posts in range(1, 15)]
    assert chances[6] >= EVEN > chances[-1]
    needed = {each.lever: each for each in what_it_takes(at)}
    amount = needed[Lever.POSTS].amount
    assert amount is not None and 4 <= amount <= 7
    assert amount == 1 + next(place for place, chance in enumerate(chances) if chance >= EVEN)


def test_posts_stay_within_the_hours() -> None:
    firm = replace(SLOW, hours=2, reply_hours=1)  # two posts fit
    needed = {each.lever: each for each in what_it_takes(firm)}
    assert needed[Lever.POSTS] == Needed(Lever.POSTS, None, simulate(firm).chance)


def test_a_firm_asks_no_more_people_than_it_has() -> None:
    firm = replace(SLOW, goal=480)
    without = {each.lever: each for each in what_it_takes(firm)}[Lever.AMBASSADORS]
    assert without.amount is not None and without.amount > 2
    within = {each.lever: each for each in what_it_takes(firm, {Lever.AMBASSADORS: 2})}[Lever.AMBASSADORS]
    assert within.amount is None
    assert within.chance == simulate(replace(firm, ambassadors=2)).chance
    # Who gives more than that already is asked for no less.
    more = {each.lever: each for each in what_it_takes(replace(firm, ambassadors=9), {Lever.AMBASSADORS: 2})}
    assert more[Lever.AMBASSADORS].amount in (None, 9)


# what it costs ------------------------------------------------------------------------------------------------


def test_what_a_person_won_costs() -> None:
    ensemble = simulate(SHOP)
    won = float(ensemble.gain[1])
    assert won > 50
    paid = cost(ensemble, 20)
    assert paid == Cost(
        hours=4 * 52, euros=20 * 52 + 4 * 52 * 20, hours_each=4 * 52 / won, euros_each=(20 * 52 + 4 * 52 * 20) / won
    )
    free = cost(ensemble)
    assert (free.hours, free.euros) == (208, 1040)
    half = cost(simulate(replace(SHOP, weeks=26)), 20)
    assert (half.hours, half.euros) == (104, 26 * 20 + 104 * 20)


def test_weeks_that_are_closed_cost_nothing_and_busy_ones_more() -> None:
    season = replace(SHOP, hours_by_week=(0.0, 0.0, 0.5, 2.0) + (1.0,) * 100)
    told = cost(simulate(season), 10)
    assert told.hours == pytest.approx(4 * (0.5 + 2 + 48))
    assert told.euros == pytest.approx(20 * 50 + told.hours * 10)


def test_where_nobody_is_won_no_cost_for_each_can_be_told() -> None:
    told = cost(simulate(replace(SHOP, posts=0, euros=0, ambassadors=0, reply_hours=0)), 20)
    assert told == Cost(hours=208, euros=4160, hours_each=None, euros_each=None)
    driven_away = simulate(replace(SHOP, promotion=1, posts=14, hours=8, euros=0, ambassadors=0))
    assert driven_away.gain[1] < 0
    assert cost(driven_away).hours_each is None


# what matters -------------------------------------------------------------------------------------------------

ORGANIC = replace(SHOP, euros=0, ambassadors=0, promotion=0.2)


def test_what_matters_is_all_that_is_not_known() -> None:
    found = what_matters(SHOP)
    assert math.fsum(each.share for each in found) == pytest.approx(1, rel=1e-12)
    assert [each.share for each in found] == sorted((each.share for each in found), reverse=True)
    assert {each.name for each in found} == {name for name, row in PARAMETERS.items() if row.factor > 1}
    upward = {each.name: each.upward for each in found}
    assert upward["innovation"] and upward["near"] and upward["ad_follow"]
    assert not upward["leaving"] and not upward["thousand_views"]


def test_what_matters_hangs_on_what_is_done() -> None:
    paid = [each.name for each in what_matters(replace(SHOP, euros=150))]
    assert "ad_follow" in paid[:2] and "thousand_views" in paid[:4]
    assert "ad_follow" not in [each.name for each in what_matters(ORGANIC)][:6]
    # With nobody to be won or lost all ends are the same, and nothing moves them.
    still = Settings(audience=1, today=0, goal=1, weeks=1, posts=0, hours=0, reply_hours=0)
    assert what_matters(still) == ()


def test_sobol_indices_put_the_unknowns_in_the_same_order() -> None:
    """Total effects (Saltelli's estimator, SALib) on the expected community after a year, without any luck."""
    names = ["innovation", "near", "strangers", "share_follow", "leaving", "reach", "waking", "flood_limit"]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names), "dists": ["norm"] * len(names)}
    z = sample.sample(problem, 512, calc_second_order=False, seed=1)
    factors = {name: np.ones(len(z)) for name in PARAMETERS}
    for column, name in enumerate(names):
        factors[name] = PARAMETERS[name].factor ** z[:, column]
    indices = sobol.analyze(problem, run(ORGANIC, factors)[0][-1], calc_second_order=False, seed=1)
    total = dict(zip(names, indices["ST"], strict=True))
    assert np.all(indices["ST"] >= indices["S1"] - 0.05)
    share = {each.name: each.share for each in what_matters(ORGANIC) if each.name in names}
    theirs, ours = (sorted(names, key=lambda name, by=by: -by[name]) for by in (total, share))
    assert ours[:2] == theirs[:2]
    assert float(np.corrcoef([total[name] for name in names], [share[name] for name in names])[0, 1]) > 0.9
    assert total["flood_limit"] < 0.02 and share["flood_limit"] < 0.02


def test_helpers_use_the_same_futures_as_the_answer() -> None:
    visible, _active = run(SHOP, draws(300, 9), luck(300, 9))
    assert np.array_equal(simulate(SHOP, 300, 9).ends, visible[-1])
    assert likely_goal(SHOP, 0.5, 300, 9) == questions._round_down(float(np.sort(visible[-1])[::-1][149]))


def test_equal_values_share_their_place() -> None:
    assert questions._ranks(np.array([3.0, 1.0, 3.0, 2.0, 3.0, 1.0])).tolist() == [4.0, 0.5, 4.0, 2.0, 4.0, 0.5]
