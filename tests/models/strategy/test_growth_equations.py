"""The community model against closed forms, limits and a second writing of its equations."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tertulia.models.strategy.growth.equations import Rates, Stocks, rates, start, step
from tertulia.models.strategy.growth.parameters import PARAMETERS
from tertulia.models.strategy.growth.settings import Settings

MEDIANS = {name: np.ones(1) for name in PARAMETERS}
FIRM = Settings(
    audience=8000,
    today=500,
    goal=1000,
    posts=3,
    promotion=0.3,
    hours=6,
    reply_hours=0.2,
    euros=20,
    ambassadors=4,
    contacts=150,
    shares_per_week=2,
    reach=0.2,
    messages=0.05,
    minutes_per_message=6,
)


def riccati(size: float, p: float, q: float, churn: float, first: float, weeks: np.ndarray) -> np.ndarray:
    """Bass with churn back to the pool: A' = (p + q A/N)(N - A) - churn A."""
    a, b, c = q / size, q - p - churn, p * size
    root = math.sqrt(b * b + 4 * a * c)
    upper, lower = (b + root) / (2 * a), (b - root) / (2 * a)
    fading = (first - upper) / (first - lower) * np.exp(-root * weeks)
    return (upper - lower * fading) / (1 - fading)


def bass(size: float, p: float, q: float, weeks: np.ndarray) -> np.ndarray:
    """Bass 1969, cumulative adopters from nobody."""
    fading = np.exp(-(p + q) * weeks)
    return size * (1 - fading) / (1 + q / p * fading)


def followers(hazard: Rates, first: float, weeks: int, parts: int) -> np.ndarray:
    """Active by week, each week in so many steps."""
    stocks = Stocks(*(np.array(x) for x in (float(hazard.audience) - first, first, 0.0, 0.0)))
    path = [first]
    for _week in range(weeks):
        for _part in range(parts):
            stocks = step(stocks, hazard, 1 / parts)
        path.append(float(stocks.active))
    return np.array(path)


def worst(path: np.ndarray, reference: np.ndarray) -> float:
    """Largest relative distance after today."""
    return float(np.max(np.abs(path[1:] / reference[1:] - 1)))


WEEKS = np.arange(209.0)


@pytest.mark.parametrize(
    ("p", "q", "churn", "first"),
    [(6e-4, 0.06, 0.0, 0.0), (6e-4, 0.06, 0.01, 100.0), (6e-4, 0.06, 0.05, 100.0), (3e-4, 8e-3, 4e-3, 500.0)],
)
def test_short_steps_converge_to_the_closed_form(p: float, q: float, churn: float, first: float) -> None:
    # Those who leave may join again at once: left merged into potential.
    hazard = Rates(audience=np.array(8000.0), finding=p, imitation=q, leaving=churn, returning=math.inf)
    reference = riccati(8000, p, q, churn, first, WEEKS)
    coarse, fine = (followers(hazard, first, 208, parts) for parts in (8, 16))
    # A first-order map: half the step, half the error (within 3 %), and the error that remains
    # after extrapolation is of second order.
    assert worst(coarse, reference) / worst(fine, reference) == pytest.approx(2, rel=0.03)
    assert worst(2 * fine - coarse, reference) < 5e-5


def test_the_closed_form_is_bass_without_churn() -> None:
    assert worst(riccati(8000, 6e-4, 0.06, 0, 0, WEEKS), bass(8000, 6e-4, 0.06, WEEKS)) < 1e-13


def test_weekly_map_is_far_from_the_continuous_one_only_at_high_rates() -> None:
    high = Rates(audience=np.array(8000.0), finding=6e-4, imitation=0.06, leaving=0.01, returning=math.inf)
    ours = replace(high, finding=3e-4, imitation=8e-3, leaving=4e-3)
    assert 0.03 < worst(followers(high, 100, 208, 1), riccati(8000, 6e-4, 0.06, 0.01, 100, WEEKS)) < 0.08
    assert worst(followers(ours, 500, 208, 1), riccati(8000, 3e-4, 8e-3, 4e-3, 500, WEEKS)) < 5e-4


def test_without_imitation_it_settles_where_joins_meet_leaving() -> None:
    p, churn = 3e-3, 7e-3
    hazard = Rates(audience=np.array(8000.0), finding=p, leaving=churn, returning=math.inf)
    end = followers(hazard, 0, 4000, 1)[-1]
    join, leave = -math.expm1(-p), -math.expm1(-churn)
    assert end == pytest.approx(8000 * join / (join + leave), rel=1e-9)  # the weekly map's own limit
    assert end == pytest.approx(8000 * p / (p + churn), rel=2e-3)  # the continuous one


def test_without_innovation_it_settles_at_one_minus_churn_over_imitation() -> None:
    q, churn = 8e-3, 4e-3
    hazard = Rates(audience=np.array(8000.0), imitation=q, leaving=churn, returning=math.inf)
    assert followers(hazard, 500, 6000, 1)[-1] == pytest.approx(8000 * (1 - churn / q), rel=3e-3)
    # Below the threshold the community dies out.
    dying = replace(hazard, leaving=2 * q)
    assert followers(dying, 500, 6000, 1)[-1] < 1e-6


def slope(stocks: np.ndarray, firm: Settings) -> np.ndarray:
    """The differential equations, written a second time from the description, at the medians."""
    m = {name: row.median for name, row in PARAMETERS.items()}
    potential, active, dormant, left = stocks
    size, promotion = firm.audience, firm.promotion
    followers = active + dormant
    posts = min(firm.posts, (firm.hours - firm.reply_hours) / firm.hours_per_post)
    seen = 1 - math.exp(-firm.reach * posts)
    follow = m["ambassador_pull"] * m["share_follow"]
    views = 1000 * firm.euros * m["dollars_per_euro"] / m["thousand_views"]

    def share(people: float) -> float:
        """Of the audience, who is met when so many are told at random."""
        return 1 - math.exp(-people / size)

    by_chance = m["innovation"] * m["found_without_posts"] * share(m["near"] * followers)
    something_there = 1 - math.exp(-posts / m["posts_to_be_found"])
    sought = m["innovation"] * (1 - m["found_without_posts"]) * something_there * share(m["near"] * max(followers, 25))
    strangers = share(m["strangers"] * firm.reach * posts * (1 - promotion) * followers)
    told = firm.ambassadors * firm.contacts * min(firm.shares_per_week, posts) * m["share_seen"]
    join = (
        by_chance
        + sought
        + m["share_follow"] * strangers
        + m["imitation"] * seen * (1 - promotion) * active / size
        + follow * share(told)
        + m["ad_follow"] * share(views)
    )
    answered = min(1, 60 * firm.reply_hours / (firm.minutes_per_message * firm.messages * active))
    leave = (
        m["leaving"]
        * (1 + m["promotion_harm"] * firm.reach * posts * max(0, promotion - 0.2))
        * (1 + m["flood_harm"] * max(0, posts - m["flood_limit"]))
        * (1 + m["silence_harm"] * (1 - answered))
    )
    quiet, wake = m["quiet"] * (1 - seen), m["waking"] * seen
    joins, back = join * potential, m["returning"] * left
    fading = m["leaving"] / 2 * dormant
    return np.array(
        [
            back - joins,
            joins + wake * dormant - (quiet + leave) * active,
            quiet * active - wake * dormant - fading,
            leave * active + fading - back,
        ]
    )


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"posts": 0, "euros": 0, "ambassadors": 0, "reply_hours": 0},
        {"posts": 12, "hours": 14, "hours_per_post": 1},
        {"posts": 12, "hours": 5, "hours_per_post": 1.7},
        {"promotion": 0.9, "euros": 0},
        {"reply_hours": 5, "promotion": 0},
        {"today": 8, "posts": 1, "ambassadors": 0, "euros": 0},
        {"ambassadors": 300, "contacts": 2000, "shares_per_week": 20, "posts": 2},
        {"audience": 600, "goal": 600, "posts": 6, "hours": 6},
    ],
)
def test_short_steps_meet_a_runge_kutta_solution_of_all_equations(change: dict[str, float]) -> None:
    firm = replace(FIRM, **change)  # type: ignore[arg-type]
    exact = np.array([x.item() for x in start(firm, MEDIANS)])
    width = 0.25
    for _step in range(round(52 / width)):
        k1 = slope(exact, firm)
        k2 = slope(exact + width / 2 * k1, firm)
        k3 = slope(exact + width / 2 * k2, firm)
        k4 = slope(exact + width * k3, firm)
        exact = exact + width / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    hazard = rates(firm, MEDIANS)
    ends = []
    for parts in (16, 32):
        stocks = start(firm, MEDIANS)
        for _part in range(52 * parts):
            stocks = step(stocks, hazard, 1 / parts)
        ends.append(np.array([x.item() for x in stocks]))
    # Extrapolated to step zero; the corner where answers stop sufficing costs the last digits.
    assert 2 * ends[1] - ends[0] == pytest.approx(exact, rel=2e-5)


def test_rates_in_numbers() -> None:
    """Each hazard worked out by hand at the medians."""
    hazard = rates(FIRM, MEDIANS)
    seen = 1 - math.exp(-0.6)
    assert hazard.audience == 8000
    ambassadors = 0.0076 * (1 - math.exp(-4 * 150 * 2 * 0.1 / 8000))
    ads = 0.004 * (1 - math.exp(-1000 * 20 * 1.13 / (6 * 8000)))
    assert hazard.finding == pytest.approx(ambassadors + ads, rel=1e-12)
    assert hazard.idle == pytest.approx(3e-5, rel=1e-12)
    assert hazard.found == pytest.approx(2.7e-4 * (1 - math.exp(-3)), rel=1e-12)
    assert hazard.near == pytest.approx(20, rel=1e-12)
    assert hazard.shown == pytest.approx(0.5 * 0.2 * 3 * 0.7, rel=1e-12)
    assert hazard.stranger_follow == pytest.approx(4e-3, rel=1e-12)
    assert hazard.imitation == pytest.approx(8e-3 * seen * 0.7, rel=1e-12)
    assert hazard.leaving == pytest.approx(4e-3 * 1.3, rel=1e-12)  # 1 + 5 · 0.6 seen · 0.1 too much
    assert hazard.answerable == pytest.approx(60 * 0.2 / 6, rel=1e-12)
    assert hazard.quiet == pytest.approx(0.02 * (1 - seen), rel=1e-12)
    assert hazard.waking == pytest.approx(0.04 * seen, rel=1e-12)
    assert hazard.fading == pytest.approx(2e-3, rel=1e-12)
    assert hazard.bursts == pytest.approx(0.005 * 3 * 0.7, rel=1e-12)
    assert hazard.burst_follow == pytest.approx(0.0076, rel=1e-12)
    many = rates(replace(FIRM, posts=12, hours=20), MEDIANS)
    assert many.leaving == pytest.approx(4e-3 * (1 + 5 * 2.4 * 0.1) * 1.5, rel=1e-12)


def test_what_is_not_published_can_be_neither_shared_nor_seen_nor_resented() -> None:
    silent = rates(replace(FIRM, posts=0, euros=0, promotion=1), MEDIANS)
    assert silent.finding == silent.found == silent.shown == silent.imitation == silent.bursts == 0
    assert silent.leaving == pytest.approx(4e-3, rel=1e-12)
    assert silent.idle == pytest.approx(3e-5, rel=1e-12)
    # however often they are said to share, not more than what was published
    often, seldom = (rates(replace(FIRM, euros=0, shares_per_week=x, posts=1), MEDIANS) for x in (20, 1))
    assert often.finding == seldom.finding > 0


def test_ambassadors_reach_no_more_people_than_there_are() -> None:
    crowd = replace(FIRM, euros=0, ambassadors=1e6, contacts=1e6)
    assert rates(crowd, MEDIANS).finding == pytest.approx(1.9 * 4e-3, rel=1e-12)


def test_found_by_those_around_those_who_follow() -> None:
    """While few of the audience follow, a page without posts is found in proportion to its followers, whatever N."""
    for size in (1e7, 1e9):
        hazard = Rates(audience=np.array(size), idle=1e-3, near=20.0)
        path = followers(hazard, 100, 52, 1)
        assert path == pytest.approx(100 * 1.02 ** np.arange(53), rel=2e-3)
    hazard = Rates(audience=np.array(1e9), stranger_follow=4e-3, shown=3.0)
    assert followers(hazard, 100, 52, 1) == pytest.approx(100 * 1.012 ** np.arange(53), rel=1e-5)


def test_a_new_page_is_met_by_friends_if_something_is_there() -> None:
    found = Rates(audience=np.array(8000.0), found=1e-3, near=20.0)
    met = 1 - math.exp(-20 * 25 / 8000)
    assert followers(found, 0, 1, 1)[1] == pytest.approx(8000 * -math.expm1(-1e-3 * met), rel=1e-12)
    assert followers(Rates(audience=np.array(8000.0), idle=1e-3, near=20.0), 0, 52, 1)[-1] == 0


def test_where_everybody_is_near_it_is_bass_again() -> None:
    near = Rates(audience=np.array(8000.0), idle=2e-4, found=4e-4, near=1e9, imitation=0.06)
    plain = Rates(audience=np.array(8000.0), finding=6e-4, imitation=0.06)
    assert followers(near, 1, 208, 4) == pytest.approx(followers(plain, 1, 208, 4), rel=1e-12)


def test_unanswered_messages_drive_people_away() -> None:
    hazard = Rates(audience=np.array(1000.0), leaving=0.01, silence=0.5, messages=0.1, answerable=np.array(5.0))
    people = Stocks(*(np.array(x) for x in (900.0, 100.0, 0.0, 0.0)))
    # 10 messages, 5 answered: U = 1/2.
    assert step(people, hazard).left == pytest.approx(100 * -math.expm1(-0.01 * 1.25), rel=1e-12)
    enough = replace(hazard, answerable=np.array(10.0))
    assert step(people, enough).left == pytest.approx(100 * -math.expm1(-0.01), rel=1e-12)
    nobody = replace(hazard, answerable=np.array(0.0))
    assert step(people, nobody).left == pytest.approx(100 * -math.expm1(-0.015), rel=1e-12)


def test_a_burst_is_a_join_hazard() -> None:
    everybody = 1e6  # is near
    hazard = Rates(audience=np.array(1000.0), finding=0.01, near=everybody)
    people = Stocks(*(np.array(x) for x in (1000.0, 0.0, 0.0, 0.0)))
    assert step(people, hazard, burst=0.03).active == pytest.approx(1000 * -math.expm1(-0.04), rel=1e-12)
    half = step(step(people, hazard, 0.5, burst=0.03), hazard, 0.5, burst=0.03)
    assert half.active == pytest.approx(1000 * -math.expm1(-0.04), rel=1e-12)
    # of those who are near, where not everybody is
    some_near = replace(hazard, near=20.0)
    met = 1 - math.exp(-20 * 25 / 1000)
    assert step(people, some_near, burst=0.03).active == pytest.approx(
        1000 * -math.expm1(-0.01 - 0.03 * met), rel=1e-12
    )


rate = some.floats(0, 5)


@settings(max_examples=200, deadline=None)
@given(
    shares=some.tuples(*[some.floats(0, 1)] * 4).filter(lambda x: sum(x) > 1e-3),
    size=some.floats(1, 1e8),
    hazards=some.tuples(*[rate] * 13),
    answerable=some.floats(0, 1e6),
    weeks=some.floats(1e-3, 4),
    burst=rate,
)
def test_a_step_keeps_everybody_and_makes_nobody_negative(
    shares: tuple[float, ...], size: float, hazards: tuple[float, ...], answerable: float, weeks: float, burst: float
) -> None:
    stocks = Stocks(*(np.array(size * x / sum(shares)) for x in shares))
    names = ("finding", "idle", "found", "near", "shown", "stranger_follow", "imitation", "leaving", "silence")
    names += ("messages", "quiet", "waking", "fading")
    hazard = Rates(
        audience=np.array(size),
        answerable=np.array(answerable),
        returning=0.3,
        **dict(zip(names, hazards, strict=True)),
    )
    total = sum(float(x) for x in stocks)
    for _step in range(20):
        stocks = step(stocks, hazard, weeks, burst)
        assert min(float(x) for x in stocks) >= 0
        assert sum(float(x) for x in stocks) == pytest.approx(total, rel=1e-13)
