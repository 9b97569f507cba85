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
from tertulia.models.strategy.growth.equations import audience_size
from tertulia.models.strategy.growth.futures import live, run, simulate
from tertulia.models.strategy.growth.parameters import PARAMETERS, draws
from tertulia.models.strategy.growth.questions import WEEKS_PER_MONTH
from tertulia.models.strategy.growth.settings import Settings

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
    for cache in (futures._simulate, futures._nothing, draws, luck, common_luck._paths, parameters.strata):
        cache.cache_clear()
    again = simulate(SHOP, 500, 7)
    assert again is not first
    for name in ("low", "median", "high", "active", "nothing", "ends", "dots"):
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
    ]
    assert seen == pytest.approx(REFERENCE, rel=1e-9)


REFERENCE = [574.0212453569, 774.0122576786, 1171.3369566008, 441.6210523199, 520.4156853624, 0.207]


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
        futures._simulate.__wrapped__(SHOP, 1000, 1)
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.025


# --- calibration ---------------------------------------------------------------------------------


def monthly(firm: Settings, seed: int = 1) -> np.ndarray:
    """Growth per month in percent, 10/50/90 % of the futures."""
    visible, _active = run(firm, draws(4000, seed), luck(4000, seed))
    growth_rate = (visible[-1] / firm.today) ** (1 / (firm.weeks / WEEKS_PER_MONTH)) - 1
    return 100 * np.quantile(growth_rate, [0.1, 0.5, 0.9])


@pytest.mark.parametrize("ambassadors", [0, 3])
@pytest.mark.parametrize("seed", [1, 2])
def test_small_accounts_grow_as_published(ambassadors: int, seed: int) -> None:
    # Published organic growth of small accounts: 0 to 3 % a month, mean 1.69 %. The prototype that was
    # calibrated to it gave -0.8 / +1.2 / +4.8 %.
    low, middle, high = monthly(replace(ACCOUNT, ambassadors=ambassadors), seed)
    assert -1.2 < low < -0.2
    assert 0.9 < middle < 1.7
    assert 4.0 < high < 5.6


def test_the_exponential_does_not_come() -> None:
    ensemble = simulate(ACCOUNT)
    assert ensemble.median[-1] == pytest.approx(578, abs=15)
    assert ensemble.percent <= 3  # three times the community in a year


# --- more effort, same luck ----------------------------------------------------------------------

LADDERS = {
    "euros": np.linspace(0, 60, 31),
    "ambassadors": np.arange(0, 25.0),
    "contacts": np.linspace(0, 400, 21),
    "shares_per_week": np.linspace(0, 5, 21),
    "reply_hours": np.linspace(0, 3, 16),
}


def ends_by(name: str, values: np.ndarray, firm: Settings = SHOP) -> np.ndarray:
    """Ends of the same 1,000 futures for each value, shape (values, 1000)."""
    return np.array([run(replace(firm, **{name: x}), draws(1000, 1), luck(1000, 1))[0][-1] for x in values])


@pytest.mark.parametrize("name", LADDERS)
def test_more_effort_is_better_in_every_single_future(name: str) -> None:
    firm = replace(SHOP, messages=0.2) if name == "reply_hours" else SHOP
    ends = ends_by(name, LADDERS[name], firm)
    assert np.min(np.diff(ends, axis=0)) > -1e-9
    assert np.median(ends[-1]) > np.median(ends[0]) + 5
    chances = np.mean(ends >= SHOP.goal, axis=1)
    assert np.all(np.diff(chances) >= 0)


def test_less_promotion_is_better_in_every_single_future() -> None:
    ends = ends_by("promotion", np.linspace(1, 0, 41))
    assert np.min(np.diff(ends, axis=0)) > -1e-9
    assert np.median(ends[-1]) > np.median(ends[0]) + 100


def test_more_posts_are_better_up_to_where_some_get_too_many() -> None:
    # Here single futures may lose, with no luck involved: who is awake leaves sooner, and some bear fewer
    # posts. The median does not, up to five a week, and each whole post adds to the chance.
    ends = ends_by("posts", np.linspace(0, 5, 21))
    assert np.min(np.diff(np.median(ends, axis=1))) >= 0
    reached = np.sum(ends >= SHOP.goal, axis=1)
    assert np.all(np.diff(reached[::4]) > 0)
    assert np.min(np.diff(reached)) >= -1  # of a thousand futures
    without_luck = np.array([run(replace(SHOP, posts=x), draws(1000, 1))[0][-1] for x in np.linspace(0, 5, 21)])
    lost = np.diff(ends, axis=0) < -0.5
    lost_without_luck = np.diff(without_luck, axis=0) < 0
    # What luck adds to the losses is next to nothing: half a percent of the steps.
    assert np.mean(lost & ~lost_without_luck) < 0.01


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


def idle(firm: Settings) -> Settings:
    """The firm if it does nothing."""
    return replace(firm, posts=0, euros=0, ambassadors=0, reply_hours=0, hours=0)


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
