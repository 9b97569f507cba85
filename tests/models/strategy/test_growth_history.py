"""What the firm's own counts say: bands that hold on simulated truths, and no more than they know."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy.growth import (
    LEAST_WEEKS,
    PARAMETERS,
    Count,
    Lever,
    Settings,
    draws,
    fit,
    history,
    likely_goal,
    luck,
    run,
    simulate,
    what_it_takes,
)
from tertulia.models.strategy.growth.history import POOL, checked
from tertulia.models.strategy.growth.settings import LONGEST

SHOP = Settings(audience=8000, today=500, goal=8000, weeks=26)


def steady(today: float, monthly: float, weeks: int, step: int) -> tuple[Count, ...]:
    """Counts that grew by this share a month and end at today's number."""
    return tuple(Count(ago, today * (1 + monthly) ** (-ago * 12 / 52)) for ago in range(weeks, -1, -step))


# what the bands hold ------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def truths(weeks: int, trials: int = 240) -> np.ndarray:
    """Firms of which everything is known, lived with a luck of their own: people by week, shape (weeks + 27, n)."""
    firm = replace(SHOP, weeks=weeks + 26)
    return run(firm, draws(trials, 777), luck(trials, 778, firm.weeks))[0]


def told(weeks: int, step: int) -> Iterator[tuple[Settings, tuple[Count, ...], float]]:
    """For each truth what its owner knows today, and how it really ends half a year on."""
    for path in truths(weeks).T:
        counts = tuple(Count(weeks - week, float(round(path[week]))) for week in range(0, weeks + 1, step))
        now = max(counts[-1].people, 1.0)
        yield replace(SHOP, today=now), counts, float(path[-1])


@pytest.mark.parametrize(("weeks", "step"), [(13, 1), (52, 4)])
def test_the_band_of_eight_in_ten_holds_eight_in_ten(weeks: int, step: int) -> None:
    inside = below = above = 0
    narrower = []
    for settings, counts, end in told(weeks, step):
        fitted, plain = simulate(settings, 400, 1, counts), simulate(settings, 400, 1)
        inside += fitted.low[-1] <= end <= fitted.high[-1]
        below += end < fitted.low[-1]
        above += end > fitted.high[-1]
        narrower.append((fitted.high[-1] - fitted.low[-1]) / (plain.high[-1] - plain.low[-1]))
    trials = inside + below + above
    assert trials >= 200
    assert 0.75 <= inside / trials <= 0.85
    assert min(below, above) / trials > 0.04  # it is wrong on both sides
    assert np.median(narrower) < (0.6 if weeks == 13 else 0.4)


def test_longer_histories_tell_more() -> None:
    for monthly in (-0.01, 0.01, 0.03):
        spread = [fit(SHOP, steady(500, monthly, weeks, 1)).told for weeks in (8, 26, 104)]
        assert 0 <= spread[0] < spread[1] < spread[2] < 1


def test_counts_that_grew_let_more_growth_be_expected() -> None:
    ends = [simulate(SHOP, counts=steady(500, monthly, 26, 2)).median[-1] for monthly in (-0.02, 0, 0.02, 0.04)]
    assert np.min(np.diff(ends)) > 10
    # About as fast as they grew; a little slower at the fast end, for most firms do not grow so.
    assert ends[1] == pytest.approx(500, rel=0.04)
    assert ends[2] == pytest.approx(500 * 1.02**6, rel=0.05)


def test_a_history_like_the_middle_changes_the_middle_little_and_the_band_much() -> None:
    path = simulate(replace(SHOP, today=450, weeks=52)).median
    counts = tuple(Count(52 - week, float(path[week])) for week in range(0, 53, 4))
    now = replace(SHOP, today=round(path[-1]))
    fitted, plain = simulate(now, counts=counts), simulate(now)
    assert fitted.median[-1] == pytest.approx(plain.median[-1], rel=0.03)
    assert fitted.high[-1] - fitted.low[-1] < 0.5 * (plain.high[-1] - plain.low[-1])


# how the weights are found ------------------------------------------------------------------------------------


def test_few_draws_carry_a_history_that_is_unlike_the_model() -> None:
    ordinary = fit(SHOP, steady(500, 0.01, 26, 2))
    doubled = fit(SHOP, tuple(Count(ago, 500 / 2 ** (ago / 8)) for ago in range(26, -1, -2)))
    assert 1 <= doubled.effective < 40 < 200 < ordinary.effective <= POOL * 1000


def test_the_effective_number_is_kishs() -> None:
    counts = steady(500, 0.01, 26, 2)
    fitted = fit(SHOP, counts, 300, 5)
    pool = draws(POOL * 300, 5)
    # Each draw is drawn again about as often as its weight says, so the draws tell the weights back.
    times = np.array([np.count_nonzero(fitted.factors["innovation"] == each) for each in pool["innovation"]])
    assert np.sum(times) == 300
    share = times / 300
    assert 1 / np.sum(share**2) == pytest.approx(fitted.effective, rel=0.45)
    assert set(fitted.factors) == set(PARAMETERS)
    assert all(factor.shape == (300,) for factor in fitted.factors.values())


def test_one_draw_that_fits_best_of_all_is_drawn_most() -> None:
    """Counts that a known draw expects, nearly without chance: draws like it carry the weight."""
    big = Settings(audience=5e7, today=1e6, goal=5e7, weeks=26)
    pool = draws(POOL * 200, 3)
    for which in (10, 400):
        one = {name: factor[which : which + 1] for name, factor in pool.items()}
        path = run(replace(big, weeks=52), one)[0][:, 0]
        counts = tuple(Count(52 - week, float(path[week])) for week in range(0, 53, 2))
        at = replace(big, today=float(path[-1]))
        fitted = simulate(at, 200, 3, counts)
        onward = path[-1] * (path[-1] / path[26])  # as in the half-year before
        assert fitted.median[-1] == pytest.approx(onward, rel=0.05)


def test_the_share_that_is_awake_today_comes_from_the_history() -> None:
    hard = fit(replace(SHOP, posts=7), steady(500, 0.01, 104, 4)).factors["awake_today"]
    slack = fit(replace(SHOP, posts=0), steady(500, -0.01, 104, 4)).factors["awake_today"]
    assert np.median(slack) < 0.7 * np.median(hard)
    assert np.all(hard > 0) and np.all(hard <= 2)


def test_the_same_history_gives_the_same_answer_in_any_order() -> None:
    counts = steady(500, 0.01, 26, 2)
    mixed = (*counts[7:], *counts[:7][::-1])
    assert simulate(SHOP, counts=mixed) is simulate(SHOP, counts=counts)
    assert checked(mixed) == checked(counts) == counts


def test_the_goal_the_weeks_and_the_season_ahead_do_not_change_what_the_past_says() -> None:
    counts = steady(500, 0.01, 26, 2)
    once = fit(SHOP, counts)
    assert fit(replace(SHOP, goal=700, weeks=52, hours_by_week=(0.0, 1.0)), counts) is once
    assert fit(replace(SHOP, posts=1), counts) is not once


def test_a_firm_that_was_larger_than_its_audience_of_now_is_read_all_the_same() -> None:
    shrank = tuple(Count(ago, 900 + 20 * ago) for ago in range(10, -1, -1))
    fitted = simulate(Settings(audience=1000, today=900, goal=1000, weeks=26), counts=shrank)
    assert np.all(np.isfinite(fitted.ends)) and fitted.median[-1] < 900


@pytest.mark.parametrize("people", [0.0, 1.0, 1e9])
def test_odd_counts_give_finite_futures(people: float) -> None:
    counts = (Count(LONGEST, people), Count(100, people), Count(0, 500.0))
    ensemble = simulate(SHOP, 100, 1, counts)
    assert np.all(np.isfinite(ensemble.ends)) and np.all(ensemble.ends >= 0)
    assert fit(SHOP, counts, 100).effective >= 1


def test_helpers_ask_the_same_futures() -> None:
    counts = steady(500, 0.03, 26, 2)
    fitted = simulate(SHOP, counts=counts)
    goal = likely_goal(SHOP, counts=counts)
    assert goal is not None and goal > (likely_goal(SHOP) or 0)
    assert np.mean(fitted.ends >= goal) >= 0.5


def test_the_past_stays_as_it_was_when_something_else_is_tried() -> None:
    """Else more posts would have to explain the same counts, and would never be worth anything."""
    counts = steady(500, 0.01, 26, 2)
    more = replace(SHOP, posts=6, euros=20)
    tried = simulate(more, counts=counts, did=SHOP)
    assert tried.ends.tolist() == run(more, fit(SHOP, counts).factors, luck(1000, 1, 26))[0][-1].tolist()
    assert tried.median[-1] > simulate(more, counts=counts).median[-1] + 10
    assert np.array_equal(tried.nothing, simulate(SHOP, counts=counts).nothing)
    assert simulate(SHOP, counts=counts, did=SHOP) is simulate(SHOP, counts=counts)
    assert simulate(more, did=SHOP) is simulate(more)  # without counts there is no past


def test_what_it_takes_is_asked_of_the_same_past() -> None:
    counts = steady(500, 0.01, 26, 2)
    slow = replace(SHOP, goal=600)
    at_once = {each.lever: each for each in what_it_takes(slow, counts=counts)}
    euros = at_once[Lever.EUROS].amount
    assert euros is not None and euros > 0
    assert simulate(replace(slow, euros=euros), counts=counts, did=slow).chance >= 0.5
    assert simulate(replace(slow, euros=euros - 5), counts=counts, did=slow).chance < 0.5
    assert what_it_takes(replace(slow, posts=2), counts=counts, did=slow) != what_it_takes(
        replace(slow, posts=2), counts=counts
    )


def test_doing_nothing_is_taken_from_the_same_draws() -> None:
    counts = steady(500, 0.02, 52, 4)
    resting = replace(SHOP, posts=0, hours=0, reply_hours=0)
    factors = fit(SHOP, counts).factors
    there = run(resting, factors, luck(1000, 1, 26))[0]
    assert simulate(SHOP, counts=counts).nothing == pytest.approx(np.median(there, axis=1), rel=1e-12)


# what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        ([Count(8, 100)], Refusal.TOO_FEW),
        ([], Refusal.TOO_FEW),
        ([Count(8, 100), Count(0, 110), Count(8, 100)], Refusal.TWICE),
        ([Count(LEAST_WEEKS - 1, 100), Count(0, 110)], Refusal.BELOW),
        ([Count(20, 100), Count(13, 110)], Refusal.BELOW),
        ([Count(LONGEST + 1, 100), Count(0, 110)], Refusal.ABOVE),
        ([Count(-1, 100), Count(20, 110)], Refusal.BELOW),
        ([Count(10, -1), Count(0, 110)], Refusal.BELOW),
        ([Count(10, 2e9), Count(0, 110)], Refusal.ABOVE),
        ([Count(10, float("nan")), Count(0, 110)], Refusal.NOT_A_NUMBER),
        ([Count(2.5, 100), Count(20, 110)], Refusal.NOT_WHOLE),  # type: ignore[arg-type]
    ],
)
def test_counts_that_cannot_be_are_refused(counts: list[Count], code: Refusal) -> None:
    with pytest.raises(InputError) as refused:
        fit(SHOP, counts)
    assert (refused.value.field, refused.value.code) == ("history", code)
    if counts:  # no counts at all are no history
        with pytest.raises(InputError):
            simulate(SHOP, counts=tuple(counts))


def test_eight_weeks_are_enough_to_be_read() -> None:
    assert 0 <= fit(SHOP, [Count(LEAST_WEEKS, 490), Count(0, 500)]).told < 1


def test_what_was_found_is_read_only_and_kept() -> None:
    fitted = fit(SHOP, steady(500, 0.01, 26, 2))
    for factor in fitted.factors.values():
        with pytest.raises(ValueError, match="read-only"):
            factor[0] = 1


def test_a_history_is_read_in_time_for_a_field() -> None:
    # About 60 ms of processor on a desk, once for each history; the page may take 300.
    counts = checked(steady(500, 0.01, 104, 1))
    plain = replace(SHOP, weeks=1)
    draws(4000, 1)
    spent = []
    for _turn in range(5):
        begun = time.process_time()
        history._fit.__wrapped__(plain, counts, 1000, 1)
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.15
