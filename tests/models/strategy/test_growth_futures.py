"""Many futures of a community: draws, luck, bands, chances; and luck never makes more effort look worse."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as some

from tertulia.models.strategy.growth import common_luck, futures, parameters
from tertulia.models.strategy.growth.common_luck import Tally, luck
from tertulia.models.strategy.growth.equations import StepRates, advance, audience_size, rates
from tertulia.models.strategy.growth.futures import live, run, simulate
from tertulia.models.strategy.growth.parameters import PARAMETERS, draws
from tertulia.models.strategy.growth.questions import WEEKS_PER_MONTH
from tertulia.models.strategy.growth.settings import Settings, idle

ACCOUNT = Settings(audience=8000, today=500, goal=1500)
"""The account of the calibration: no ads, no ambassadors, three posts a week."""

SHOP = Settings(audience=8000, today=500, goal=1000, posts=3, hours=12, reply_hours=1, euros=5, ambassadors=2)


@some.composite
def firms(draw: some.DrawFn) -> Settings:
    """Any firm that may be asked about, from a hamlet to a country."""
    audience = draw(some.floats(1, 1e8))
    today = draw(some.floats(0, 0.999)) * audience
    goal = today + draw(some.floats(0.001, 1)) * (audience - today)
    assume(today < goal <= audience)
    hours = draw(some.floats(0, 80))
    return Settings(
        audience=audience,
        today=today,
        goal=goal,
        weeks=draw(some.integers(1, 80)),
        posts=draw(some.floats(0, 60)),
        promotion=draw(some.floats(0, 1)),
        hours=hours,
        reply_hours=hours * draw(some.floats(0, 1)),
        hours_per_post=draw(some.floats(0.1, 8)),
        euros=draw(some.floats(0, 5000)),
        ambassadors=draw(some.floats(0, 300)),
        contacts=draw(some.floats(0, 2000)),
        shares_per_week=draw(some.floats(0, 20)),
        reach=draw(some.floats(0, 1)),
        messages=draw(some.floats(0, 2)),
        minutes_per_message=draw(some.floats(0.1, 60)),
    )


# --- draws ---------------------------------------------------------------------------------------


def test_each_slice_of_each_parameter_is_drawn_once() -> None:
    drawn = draws(200, 3)
    assert set(drawn) == set(PARAMETERS)
    for name, row in PARAMETERS.items():
        factors = np.sort(drawn[name])
        if row.factor == 1:
            assert np.all(factors == 1), name
            continue
        z = np.log(factors) / math.log(row.factor)
        share = np.array([0.5 * (1 + math.erf(x / math.sqrt(2))) for x in z])
        assert share == pytest.approx((np.arange(200) + 0.5) / 200, abs=1e-12), name
        assert np.median(factors) == pytest.approx(1, abs=0.01)


def test_parameters_are_drawn_independently() -> None:
    drawn = draws(1000, 1)
    z = np.array([np.log(drawn[name]) for name, row in PARAMETERS.items() if row.factor > 1])
    apart = np.corrcoef(z) - np.eye(len(z))
    assert np.max(np.abs(apart)) < 4 / math.sqrt(1000)  # four standard errors, some 250 pairs


def test_draws_are_kept_and_cannot_be_changed() -> None:
    assert draws(100, 5) is draws(100, 5)
    assert np.any(draws(100, 5)["innovation"] != draws(100, 6)["innovation"])
    with pytest.raises(ValueError, match="read-only"):
        draws(100, 5)["innovation"][0] = 2


# --- luck ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("expected", [0.3, 1, 2.5, 9, 144, 2500])
def test_as_many_come_as_are_expected_and_as_scattered(expected: float) -> None:
    n = 4000
    paths = luck(n, 2)
    for way in (0, 1):
        tally = Tally(paths.slope[way], paths.offset[way], n)
        counted = sum(tally.happen(np.full(n, expected / 7)) for _part in range(7))
        assert np.all(counted >= 0)
        error = 4 * math.sqrt(expected / n)
        assert np.mean(counted) == pytest.approx(expected, abs=error)
        if math.sqrt(expected).is_integer():  # at its knots the path is Poisson
            assert np.var(counted) == pytest.approx(expected, rel=4 * math.sqrt(2 / n) + 0.05)
            assert counted == pytest.approx(np.round(counted), abs=1e-7)


def test_expecting_more_never_brings_fewer_and_nobody_is_forgotten_at_the_end_of_the_path() -> None:
    n = 300
    paths = luck(n, 2)
    tally = Tally(paths.slope[0], paths.offset[0], n)
    before = np.zeros(n)
    for _part in range(400):
        now = tally.happen(np.full(n, 60.0))
        assert np.all(now >= 0)
        before = before + now
    # 24,000 people, past the 16,384 of the path: within five standard deviations of 16,384.
    assert np.all(np.abs(before - 24_000) < 5 * 128)


def test_shared_posts_are_as_rare_as_they_say() -> None:
    fortune = luck(1000, 1)
    for often in (0.005, 0.1):
        share = np.mean(fortune.shared < -np.expm1(-often))
        assert share == pytest.approx(-math.expm1(-often), rel=0.1)
    week, future = np.indices((260, 1000))
    size = fortune.reach(week, future)
    assert np.median(size) == pytest.approx(1, rel=0.02)
    spread = np.exp(np.std(np.log(size)))
    assert spread == pytest.approx(PARAMETERS["burst_spread"].median, rel=0.02)


def test_bursts_lift_single_futures_and_only_with_posts() -> None:
    ones = {name: np.ones(2000) for name in PARAMETERS}
    calm = replace(luck(2000, 1), shared=np.ones((260, 2000)))
    lucky = luck(2000, 1)
    without, with_bursts = (run(ACCOUNT, ones, x)[0][-1] for x in (calm, lucky))
    gain = with_bursts - without
    # 52 weeks x 0.005 x 3 posts x 0.8: 46 % of the futures see one at least.
    assert np.mean(gain > 1) == pytest.approx(-math.expm1(-52 * 0.012), abs=0.04)
    assert np.all(gain > -1e-9)
    still = replace(ACCOUNT, posts=0)
    assert np.array_equal(run(still, ones, calm)[0], run(still, ones, lucky)[0])


def test_luck_scatters_around_the_expected_path() -> None:
    ones = {name: np.ones(4000) for name in PARAMETERS}
    calm = replace(luck(4000, 1), shared=np.ones((260, 4000)))
    chance, mean = run(ACCOUNT, ones, calm)[0][-1], run(ACCOUNT, ones)[0][-1]
    come_and_gone = 130 + 75  # about so many joined and left in the year
    assert np.mean(chance) == pytest.approx(mean[0], abs=4 * math.sqrt(come_and_gone / 4000) + 0.5)
    assert np.std(chance) == pytest.approx(math.sqrt(come_and_gone), rel=0.15)


# --- people --------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(firm=firms(), lucky=some.booleans())
@example(
    firm=Settings(audience=1000, today=3, goal=10, posts=200, promotion=1, hours=150, hours_per_post=0.5), lucky=True
)
def test_everybody_is_somewhere_and_nobody_is_negative(firm: Settings, lucky: bool) -> None:
    factors = draws(60, 1)
    size = audience_size(firm, factors)
    for stocks in live(firm, factors, luck(60, 1) if lucky else None):
        for people in stocks:
            assert np.all(people >= 0)
            assert np.all(np.isfinite(people))
        # Up to the rounding of 80 additions.
        assert np.max(np.abs(sum(stocks) / size - 1)) < 1e-13 * (firm.weeks + 1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(firm=firms())
def test_the_answer_hangs_together(firm: Settings) -> None:
    ensemble = simulate(firm, 120, 4)
    assert ensemble.low.shape == ensemble.median.shape == ensemble.active.shape == (firm.weeks + 1,)
    assert ensemble.ends.shape == (120,) and ensemble.dots.shape == (100,)
    assert np.all(ensemble.low <= ensemble.median) and np.all(ensemble.median <= ensemble.high)
    assert ensemble.low[0] == pytest.approx(firm.today) and ensemble.high[0] == pytest.approx(firm.today)
    assert np.all(ensemble.active <= ensemble.median * (1 + 1e-12))
    assert ensemble.chance == np.mean(ensemble.ends >= firm.goal)
    assert np.count_nonzero(ensemble.dots >= firm.goal) == ensemble.percent
    assert np.all(np.diff(ensemble.dots) >= 0)


# --- bands and chances ---------------------------------------------------------------------------


def test_bands_are_numpys_quantiles() -> None:
    ensemble = simulate(SHOP, 333, 2)
    visible, active = run(SHOP, draws(333, 2), luck(333, 2))
    for band, share in ((ensemble.low, 0.1), (ensemble.median, 0.5), (ensemble.high, 0.9)):
        assert band == pytest.approx(np.quantile(visible, share, axis=1), rel=1e-12)
    assert ensemble.active == pytest.approx(np.median(active, axis=1), rel=1e-12)
    assert np.array_equal(ensemble.ends, visible[-1])


@pytest.mark.parametrize("n", [1, 37, 100, 150, 200, 1000])
def test_dots_at_the_goal_count_the_chance(n: int) -> None:
    ends = np.sort(simulate(SHOP, n, 1).ends)
    middle = [float(x) for x in ends if 500 < x <= 8000][:: max(1, n // 25)]
    # Goals that are exactly somebody's end are the ties: that end counts as reached.
    for goal in [501.0, 650.0, 8000.0, *middle]:
        ensemble = simulate(replace(SHOP, goal=goal), n, 1)
        reached = int(np.count_nonzero(ends >= goal))
        rounded_half_up = math.floor(Fraction(100 * reached, n) + Fraction(1, 2))
        assert ensemble.percent == rounded_half_up
        assert np.count_nonzero(ensemble.dots >= goal) == rounded_half_up
        assert abs(ensemble.percent - 100 * ensemble.chance) <= 0.5 + 1e-9


def test_the_same_seed_gives_the_same_numbers() -> None:
    first = simulate(SHOP, 500, 7)
    for cache in (futures._simulate, futures._without_history, draws, luck, common_luck._paths, parameters.strata):
        cache.cache_clear()
    again = simulate(SHOP, 500, 7)
    assert again is not first
    for name in ("low", "median", "high", "active", "nothing", "gain", "ends", "dots"):
        assert getattr(again, name) == pytest.approx(getattr(first, name), rel=1e-12)
    assert again.chance == first.chance
    assert np.any(simulate(SHOP, 500, 8).ends != first.ends)


def test_the_same_numbers_on_every_machine() -> None:
    """Written down once; also what the page must show, to 1e-9."""
    ensemble = simulate(SHOP)
    seen = [
        ensemble.low[-1],
        ensemble.median[-1],
        ensemble.high[-1],
        ensemble.active[-1],
        ensemble.nothing[-1],
        ensemble.chance,
        *ensemble.gain,
        ensemble.nothing_chance,
    ]
    assert seen == pytest.approx(REFERENCE, rel=1e-9)


REFERENCE = [
    *(565.596311235881, 747.3963390882316, 1123.657181264233, 436.8852142920142, 430.2659966512616, 0.181),
    *(163.91289071, 323.51023294, 680.242201, 0.0),
]
"""Low, middle, high, the active, doing nothing, the chance; the gain's low, middle, high; the chance of idling."""


def test_answers_are_read_only_and_kept() -> None:
    ensemble = simulate(SHOP)
    assert simulate(SHOP) is ensemble
    with pytest.raises(ValueError, match="read-only"):
        ensemble.median[0] = 0
    with pytest.raises(ValueError, match="n = 0"):
        simulate(SHOP, n=0)


def test_a_longer_run_begins_with_the_shorter_one() -> None:
    short, long = (simulate(replace(SHOP, weeks=weeks)) for weeks in (20, 200))
    assert np.array_equal(short.median, long.median[:21])
    assert np.array_equal(short.nothing, long.nothing[:21])


def test_an_answer_comes_in_time_for_a_slider() -> None:
    # About 5 ms of processor on a desk; the limit leaves room for a slow and busy machine.
    simulate(SHOP)
    spent = []
    for _turn in range(15):
        begun = time.process_time()
        futures._simulate.__wrapped__(SHOP, 1000, 1, ())
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.025


# --- calibration ---------------------------------------------------------------------------------


def monthly(firm: Settings, seed: int = 1) -> np.ndarray:
    """Growth per month in percent, 10/50/90 % of the futures."""
    visible, _active = run(firm, draws(4000, seed), luck(4000, seed))
    growth_rate = (visible[-1] / firm.today) ** (1 / (firm.weeks / WEEKS_PER_MONTH)) - 1
    return 100 * np.quantile(growth_rate, [0.1, 0.5, 0.9])


SMALL = [(audience, today) for audience in (8_000, 50_000) for today in (50, 100, 200, 300)]


@pytest.mark.parametrize("posts", [1, 2, 3])
@pytest.mark.parametrize(("audience", "today"), SMALL)
def test_small_accounts_grow_as_published(audience: int, today: int, posts: int) -> None:
    # Said of small accounts without adverts: 0 to 3 % a month; measured: 0.3 to 1.5 %.
    firm = Settings(audience=audience, today=today, goal=audience, posts=posts)
    low, middle, high = monthly(firm)
    assert 0 < middle < 3
    assert -1.5 < low < 0 < 2 < high < 9


@pytest.mark.parametrize("seed", [1, 2])
def test_the_account_of_the_calibration(seed: int) -> None:
    low, middle, high = monthly(ACCOUNT, seed)
    assert -0.95 < low < -0.55
    assert 0.6 < middle < 0.95
    assert 3.0 < high < 3.9
    # With one post a week it only just holds.
    assert abs(monthly(replace(ACCOUNT, posts=1), seed)[1]) < 0.15


def test_the_exponential_does_not_come() -> None:
    ensemble = simulate(ACCOUNT)
    assert ensemble.median[-1] == pytest.approx(551, abs=15)
    assert ensemble.percent <= 1  # three times the community in a year


# --- who does nothing does not grow --------------------------------------------------------------


@pytest.mark.parametrize("audience", [500, 2_000, 8_000, 50_000, 200_000, 1_000_000])
@pytest.mark.parametrize("today", [1, 20, 50, 100, 400, 5_000, 100_000])
def test_an_idle_account_fades_whatever_audience_was_typed(audience: int, today: int) -> None:
    if today >= audience:
        today = audience - 1
    resting = Settings(audience=audience, today=today, goal=audience, posts=0, hours=0, reply_hours=0)
    ensemble = simulate(resting)
    assert ensemble.median[-1] < today * 0.95
    assert np.all(np.diff(ensemble.median) <= 0.01 * today)
    # Of a handful, one more or less is chance: nine in ten futures do not win a single person.
    assert ensemble.high[-1] < (today if today >= 100 else today + 1)
    assert simulate(replace(resting, weeks=260)).median[-1] < today * 0.8


def test_a_larger_audience_alone_changes_next_to_nothing() -> None:
    ends = [simulate(replace(ACCOUNT, audience=x)).median[-1] for x in (250_000, 1_000_000)]
    assert ends[1] / ends[0] == pytest.approx(1, abs=0.03)


# --- what working brings -------------------------------------------------------------------------


def test_the_gain_is_the_difference_in_the_same_future() -> None:
    factors, fortune = draws(777, 3), luck(777, 3)
    firm = replace(SHOP, goal=520)
    here, there = (run(each, factors, fortune)[0][-1] for each in (firm, idle(firm)))
    ensemble = simulate(firm, 777, 3)
    assert ensemble.gain == pytest.approx(np.quantile(here - there, [0.1, 0.5, 0.9]), rel=1e-12)
    assert ensemble.nothing_chance == np.mean(there >= 520)
    # It is another number than the difference of the middles, and has a range of its own.
    assert ensemble.gain[1] != pytest.approx(ensemble.median[-1] - ensemble.nothing[-1], abs=1)
    assert ensemble.gain[0] < ensemble.gain[1] < ensemble.gain[2]


def test_doing_nothing_reaches_a_goal_that_is_near_by_chance() -> None:
    firm = Settings(audience=8000, today=20, goal=21, weeks=26)
    ensemble = simulate(firm)
    assert 0 < ensemble.nothing_chance == simulate(idle(firm)).chance < 0.2 < ensemble.chance
    assert np.array_equal(simulate(idle(firm)).gain, [0, 0, 0])


def test_posts_that_do_not_exist_cannot_sell() -> None:
    silent = replace(SHOP, posts=0)
    assert np.array_equal(simulate(replace(silent, promotion=1)).ends, simulate(replace(silent, promotion=0)).ends)


def test_ambassadors_without_posts_bring_nobody() -> None:
    silent = replace(SHOP, posts=0)
    crowd = replace(silent, ambassadors=300, shares_per_week=20)
    assert np.array_equal(simulate(crowd).ends, simulate(replace(silent, ambassadors=0)).ends)


def test_ambassadors_reach_no_more_people_than_there_are() -> None:
    firm = replace(SHOP, ambassadors=1e5, contacts=1e5, shares_per_week=3)
    assert simulate(firm).ends == pytest.approx(simulate(replace(firm, ambassadors=1e6)).ends, rel=1e-9)
    assert simulate(firm).median[-1] < 0.6 * 8000  # a year of everybody seeing it each week is no year of all joining


# --- hours by week -------------------------------------------------------------------------------


def test_weeks_like_all_others_are_the_same_as_none_said() -> None:
    for shares in ((1.0,) * 52, (1.0,) * 10, (1.0,) * 300):
        said = simulate(replace(SHOP, hours_by_week=shares))
        assert np.array_equal(said.ends, simulate(SHOP).ends)
        assert np.array_equal(said.nothing, simulate(SHOP).nothing)


def test_in_closed_weeks_nothing_is_done() -> None:
    always = simulate(replace(SHOP, hours_by_week=(0.0,) * 52))
    assert np.array_equal(always.ends, simulate(idle(SHOP)).ends)
    assert np.array_equal(always.gain, [0, 0, 0])
    factors, fortune = draws(200, 1), luck(200, 1)
    season = replace(SHOP, hours_by_week=(1.0,) * 20 + (0.0,) * 10)
    visible, active = run(season, factors, fortune)
    usual, usual_active = run(SHOP, factors, fortune)
    assert np.array_equal(visible[:21], usual[:21]) and np.array_equal(active[:21], usual_active[:21])
    # The closed weeks by themselves, from where the open ones ended.
    paths = list(live(season, factors))
    resting = StepRates.of(rates(idle(SHOP), factors), 1.0)
    for week in range(20, 30):
        assert np.array_equal(advance(paths[week], resting, 0.0).active, paths[week + 1].active)
    working = StepRates.of(rates(SHOP, factors), 1.0)
    assert np.array_equal(advance(paths[30], working, 0.0).active, paths[31].active)
    assert np.all(np.median(active[21:31], axis=1) < np.median(usual_active[21:31], axis=1))


def test_no_post_is_shared_far_in_a_closed_week() -> None:
    ones = {name: np.ones(2000) for name in PARAMETERS}
    calm = replace(luck(2000, 1), shared=np.ones((260, 2000)))
    closed = replace(ACCOUNT, hours_by_week=(0.0,) * 30, weeks=30)
    assert np.array_equal(run(closed, ones, calm)[0], run(closed, ones, luck(2000, 1))[0])


def test_more_hours_in_some_weeks_are_more_posts_in_those() -> None:
    few = replace(SHOP, posts=14, hours=2, reply_hours=0)  # four posts fit
    more, less = (simulate(replace(few, hours_by_week=(share,) * 52)) for share in (2.0, 0.5))
    assert np.array_equal(more.ends, simulate(replace(few, hours=4)).ends)
    assert less.median[-1] < simulate(few).median[-1] < more.median[-1]


# --- more effort, same luck ----------------------------------------------------------------------

LADDERS = {
    "euros": np.linspace(0, 200, 21),
    "ambassadors": np.arange(0, 21.0),
    "contacts": np.linspace(0, 400, 11),
    "shares_per_week": np.linspace(0, 5, 11),
    "reply_hours": np.linspace(0, 8, 17),
}
"""The whole range of each control."""

FIRMS = {
    "shop": SHOP,
    "hamlet": replace(SHOP, audience=1000, today=300),
    "country": replace(SHOP, audience=200_000, today=50),
}


def ends_by(name: str, values: np.ndarray, firm: Settings = SHOP) -> np.ndarray:
    """Ends of the same 1,000 futures for each value, shape (values, 1000)."""
    return np.array([run(replace(firm, **{name: x}), draws(1000, 1), luck(1000, 1))[0][-1] for x in values])


@pytest.mark.parametrize("where", FIRMS)
@pytest.mark.parametrize("name", LADDERS)
def test_more_effort_is_better_over_the_whole_range(name: str, where: str) -> None:
    firm = replace(FIRMS[where], hours=15, **({"messages": 0.2} if name == "reply_hours" else {}))
    ends = ends_by(name, LADDERS[name], firm)
    middles, chances = np.median(ends, axis=1), np.mean(ends >= firm.goal, axis=1)
    assert np.min(np.diff(middles)) > -1e-9
    assert middles[-1] > middles[0] + 5
    assert np.min(np.diff(chances)) >= -0.001
    # In a single future counting may cost a few people: who joined sooner may leave sooner.
    assert np.min(np.diff(ends, axis=0)) > -0.02 * firm.today
    if where == "shop":
        assert np.min(np.diff(ends, axis=0)) > -0.3


@pytest.mark.parametrize("where", FIRMS)
@pytest.mark.parametrize("promotion", [0.0, 0.2])
def test_more_posts_are_better_up_to_the_flood_limit(promotion: float, where: str) -> None:
    # Here single futures may lose, with no luck involved: some people bear far fewer posts than others.
    firm = replace(FIRMS[where], hours=15, promotion=promotion)
    middles = np.median(ends_by("posts", np.arange(0, 8.0), firm), axis=1)
    assert np.min(np.diff(middles)) > 0
    # Beyond it, up to two a day, it is about the same: neither worth the hours nor the end of the world.
    beyond = np.median(ends_by("posts", np.arange(7, 15.0), firm), axis=1)
    assert 0.95 < np.min(beyond / beyond[0]) and np.max(beyond / beyond[0]) < 1.15


@pytest.mark.parametrize("where", FIRMS)
def test_more_hours_with_the_posts_that_fit_are_better(where: str) -> None:
    ends = []
    for hours in np.arange(0, 15.5, 0.5):
        answering = min(1.0, hours)
        firm = replace(FIRMS[where], hours=hours, reply_hours=answering, posts=min(7.0, 2 * (hours - answering)))
        ends.append(run(firm, draws(1000, 1), luck(1000, 1))[0][-1])
    assert np.min(np.diff(np.median(ends, axis=1))) > -1e-9


@pytest.mark.parametrize("where", FIRMS)
@pytest.mark.parametrize("posts", [0, 1, 3, 8, 14])
def test_promotion_never_helps(posts: float, where: str) -> None:
    ends = ends_by("promotion", np.linspace(0, 1, 21), replace(FIRMS[where], hours=15, posts=posts))
    middles = np.median(ends, axis=1)
    assert np.max(np.diff(middles)) < 1e-9
    assert (middles[-1] < middles[0] - 3) == (posts > 0)


def test_less_promotion_is_better_in_every_single_future() -> None:
    ends = ends_by("promotion", np.linspace(1, 0, 41))
    assert np.min(np.diff(ends, axis=0)) > -1e-9
    assert np.median(ends[-1]) > np.median(ends[0]) + 100


def test_posts_beyond_the_hours_change_nothing() -> None:
    few, many = (replace(SHOP, hours=3, posts=x) for x in (4, 20))
    assert np.array_equal(simulate(few).ends, simulate(many).ends)


@pytest.mark.parametrize(("name", "sign"), [("innovation", 1), ("imitation", 1), ("leaving", -1)])
def test_joining_helps_and_leaving_hurts(name: str, sign: int) -> None:
    base = draws(1000, 1)
    ends = np.array([run(SHOP, {**base, name: base[name] * k}, luck(1000, 1))[0][-1] for k in np.linspace(0.3, 3, 10)])
    assert np.min(sign * np.diff(np.median(ends, axis=1))) > 0
    assert abs(np.log(np.median(ends[-1]) / np.median(ends[0]))) > 0.1


def test_selling_beyond_a_fifth_shrinks_the_active_community() -> None:
    active = [
        float(np.median(run(replace(SHOP, promotion=s), draws(1000, 1), luck(1000, 1))[1][-1]))
        for s in (0.2, 0.3, 0.5, 0.7, 1.0)
    ]
    assert np.all(np.diff(active) < 0)
    # Up to the limit nobody leaves for it: the loss per tenth is smaller there.
    at = {s: float(np.median(run(replace(SHOP, promotion=s), draws(1000, 1))[1][-1])) for s in (0.1, 0.2, 0.3)}
    assert at[0.2] - at[0.3] > 1.3 * (at[0.1] - at[0.2])


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    audience=some.floats(300, 300_000),
    share=some.floats(0.002, 0.2),
    weeks=some.integers(4, 52),
    posts=some.floats(0.25, 6),
    promotion=some.floats(0, 0.2),
    reply_hours=some.floats(0, 3),
    reach=some.floats(0.05, 0.3),
    euros=some.sampled_from([0, 0, 5, 50]),
)
def test_doing_nothing_never_gains_more(
    audience: float,
    share: float,
    weeks: int,
    posts: float,
    promotion: float,
    reply_hours: float,
    reach: float,
    euros: float,
) -> None:
    firm = Settings(
        audience=audience,
        today=audience * share,
        goal=audience,
        weeks=weeks,
        posts=posts,
        promotion=promotion,
        hours=reply_hours + 6,
        reply_hours=reply_hours,
        euros=euros,
        reach=reach,
    )
    ensemble = simulate(firm, 300, 1)
    # A post every other week is worth next to nothing: 0.2 % of today's people either way (worst of 5,000
    # firms tried: 0.04 %). The active community is never behind at all.
    assert ensemble.median[-1] >= ensemble.nothing[-1] - 0.002 * firm.today
    assert np.all(ensemble.active >= simulate(idle(firm), 300, 1).active - 1e-9)


def test_nothing_is_nothing() -> None:
    itself = simulate(idle(SHOP))
    assert simulate(SHOP).nothing == pytest.approx(itself.median, rel=1e-12)
    assert itself.active[-1] < 0.6 * itself.active[0]
