"""A rumour in a firm: what is kept, what is known in closed form, and what delay and channel do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.models.errors import InputError, Refusal
from tertulia.models.inside.rumour import Story, early, spread, spread_on
from tertulia.models.inside.workplace import from_departments
from tertulia.models.random_stream import Chance

FORTY = [("A", 10), ("B", 10), ("C", 10), ("D", 10)]
STORIES = st.builds(
    Story,
    delay=st.none() | st.integers(0, 20),
    channel=st.floats(0, 1),
    talk=st.floats(0, 0.9),
    tire=st.floats(0, 0.9),
    days=st.integers(1, 25),
    runs=st.just(20),
    seed=st.integers(0, 5),
)


def everybody(n: int):
    """Everybody talks with everybody; nobody leads."""
    return ~np.eye(n, dtype=bool), (-1,) * n, (0,)


@settings(max_examples=40)
@given(STORIES)
def test_everybody_is_ignorant_spreads_or_keeps_quiet_and_nobody_forgets(story: Story) -> None:
    rumour = spread(from_departments([("A", 7), ("B", 5)], 0.5, 0.1), story)
    assert rumour.heard.shape == (story.days + 1, story.runs)
    assert (np.diff(rumour.heard, axis=0) >= 0).all() and (np.diff(rumour.informed, axis=0) >= 0).all()
    assert (rumour.spreading <= rumour.heard).all() and (rumour.spreading >= 0).all() and (rumour.heard <= 1).all()
    assert np.allclose(rumour.heard[0], 1 / 12) and (rumour.spreading[0] == rumour.heard[0]).all()
    assert (rumour.low <= rumour.median).all() and (rumour.median <= rumour.high).all()
    assert rumour.median == pytest.approx(np.median(rumour.heard, axis=1))
    assert rumour.low == pytest.approx(np.quantile(rumour.heard, 0.1, axis=1))
    if story.delay is None or story.delay >= story.days:
        assert not rumour.informed.any()


def test_the_same_as_counting_neighbours_one_by_one() -> None:
    """The neighbours' counts, kept up to date, are those of a matrix product; the chances strike as they should."""
    place = from_departments(FORTY, seed=3)
    story = Story(delay=None, runs=2000, days=1, started_by=8)
    rumour = spread(place, story)
    ties = place.talks.astype(int)
    start = np.argsort(np.argsort(Chance(1, 8).random((2000, 40)), axis=1), axis=1) < 8
    near = start @ ties
    expected = 8 + ((1 - 0.85**near) * ~start).sum(axis=1)
    assert rumour.heard[1].mean() * 40 == pytest.approx(expected.mean(), abs=0.1)
    quiet = ((1 - 0.9**near) * start).sum(axis=1)
    assert (rumour.spreading[1] * 40).mean() == pytest.approx((expected - quiet).mean(), abs=0.12)


def never_hear(c: float) -> float:
    """Share that never hears a rumour in a large firm where everybody talks with everybody and nobody speaks up.

    The root below 1 of (1 + c)(1 - x) + c ln x = 0, c how much faster one tires than one talks (Maki & Thompson;
    A. Sudbury, Journal of Applied Probability 22 (1985) 443-446). The left side rises up to c / (1 + c).
    """
    low, high = 1e-12, c / (1 + c)
    for _halving in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if (1 + c) * (1 - middle) + c * np.log(middle) < 0 else (low, middle)
    return low


@pytest.mark.parametrize(("tire_over_talk", "share"), [(1.0, 0.2032), (2.0, None), (0.5, None)])
def test_in_a_large_firm_the_known_share_never_hears(tire_over_talk: float, share: float | None) -> None:
    """Maki and Thompson's limit. With 300 people and small daily chances the mean of 40 runs is within 0.015 of it."""
    limit = never_hear(tire_over_talk)
    if share:
        assert limit == pytest.approx(share, abs=1e-4)
    n = 300
    talk = 0.04 / n / min(tire_over_talk, 1)  # so that the slower of the two is through within 400 days
    story = Story(delay=None, talk=talk, tire=talk * tire_over_talk, days=400, runs=40, started_by=5)
    rumour = spread_on(*everybody(n), story)
    assert rumour.spreading[-1].mean() < 0.003  # it is over but for a person here and there
    assert 1 - rumour.heard[-1].mean() == pytest.approx(limit, abs=0.015)


def test_everybody_talks_with_everybody_is_the_mean_field() -> None:
    n, talk, tire, days, start = 400, 0.0008, 0.0005, 40, 40
    rumour = spread_on(*everybody(n), Story(delay=None, talk=talk, tire=tire, days=days, runs=200, started_by=start))
    ignorant, spreading = float(n - start), float(start)
    for day in range(1, days + 1):
        heard = ignorant * (1 - (1 - talk) ** spreading)
        tired = spreading * (1 - (1 - tire) ** (n - ignorant - 1))
        ignorant, spreading = ignorant - heard, spreading + heard - tired
        assert rumour.heard[day].mean() == pytest.approx(1 - ignorant / n, abs=0.01)
        assert rumour.spreading[day].mean() == pytest.approx(spreading / n, abs=0.01)


def test_the_first_runs_are_the_reference() -> None:
    """Forty people in four departments, 40 firms by lot with 50 runs each: within five points of it."""
    reference = {
        (0, 0.0): 0.0,
        (3, 0.0): 0.08,
        (7, 0.0): 0.53,
        (14, 0.0): 0.81,
        (0, 0.6): 0.0,
        (3, 0.6): 0.01,
        (7, 0.6): 0.40,
        (14, 0.6): 0.78,
    }
    firms = {seed: from_departments(FORTY, seed=seed) for seed in range(1, 41)}
    for (delay, channel), share in reference.items():
        first = [
            spread(firm, Story(delay=delay, channel=channel, runs=50, seed=seed)).first for seed, firm in firms.items()
        ]
        assert np.mean(first) == pytest.approx(share, abs=0.05), (delay, channel)


@given(st.integers(0, 30), st.floats(0, 1))
@settings(max_examples=15)
def test_a_later_word_is_known_to_nobody_sooner(seed: int, channel: float) -> None:
    """The same luck: whoever knows it by some day with a later word knows it then with an earlier one too."""
    place = from_departments(FORTY, seed=seed)
    informed = [
        spread(place, Story(delay=delay, channel=channel, runs=50, seed=seed)).informed for delay in (0, 1, 4, 9, 15)
    ]
    for sooner, later in zip(informed, informed[1:], strict=False):
        assert (sooner >= later).all()


@pytest.mark.parametrize("seed", range(4))
def test_the_rumour_is_first_more_often_the_later_the_word(seed: int) -> None:
    place = from_departments(FORTY, seed=seed)
    for channel in (0.0, 0.6):
        first = [spread(place, Story(delay=delay, channel=channel, seed=seed)).first for delay in range(0, 16, 3)]
        assert first == sorted(first)
        assert first[-1] > first[0] + 0.4
    never = spread(place, Story(delay=None, seed=seed))
    assert never.first >= first[-1]


def test_a_wider_channel_tells_more_and_never_fewer() -> None:
    place = from_departments(FORTY)
    informed = [spread(place, Story(delay=3, channel=channel)).informed for channel in (0, 0.3, 0.6, 1)]
    for less, more in zip(informed, informed[1:], strict=False):
        assert (less <= more).all()
    assert informed[0][10].mean() < informed[-1][10].mean()


def test_the_seed_gives_the_same_runs_and_another_one_others() -> None:
    place = from_departments(FORTY)
    one, again = spread(place, Story()), spread(place, Story())
    assert np.array_equal(one.heard, again.heard) and np.array_equal(one.informed, again.informed)
    assert not np.array_equal(one.heard, spread(place, replace(Story(), seed=2)).heard)


def test_a_rumour_that_cannot_be_believed_stays_where_it_is() -> None:
    rumour = spread(from_departments(FORTY), Story(delay=0, doubt=1.0, channel=1.0, read=1.0, relay=1.0))
    assert (rumour.informed[1] == 1).all()
    # who hears it on the first day, before anybody has read the word, is all there is
    assert (rumour.heard[-1] == rumour.heard[1]).all()


@pytest.mark.parametrize("field", ["channel", "talk", "tire", "relay", "read", "doubt", "correct"])
def test_a_chance_is_a_chance(field: str) -> None:
    for value, code in ((-0.1, Refusal.BELOW), (1.1, Refusal.ABOVE), (float("nan"), Refusal.NOT_A_NUMBER)):
        with pytest.raises(InputError) as caught:
            replace(Story(), **{field: value})
        assert (caught.value.field, caught.value.code) == (field, code)


def test_days_before_the_beginning_and_parts_of_runs_are_refused() -> None:
    for field, value, code in (
        ("delay", -1, Refusal.BELOW),
        ("runs", 0, Refusal.BELOW),
        ("days", 2.5, Refusal.NOT_WHOLE),
    ):
        with pytest.raises(InputError) as caught:
            replace(Story(), **{field: value})
        assert (caught.value.field, caught.value.code) == (field, code)


def test_the_days_on_which_half_and_everybody_know_are_the_first_ones() -> None:
    rumour = spread(from_departments(FORTY, seed=3), Story(delay=4, channel=0.5))
    half, whole = rumour.half_informed, rumour.everybody_informed
    assert half is not None and whole is not None and 4 < half < whole
    assert rumour.official[whole] == 1 > rumour.official[whole - 1]
    assert rumour.official[half] >= 0.5 > rumour.official[half - 1]
    silent = spread(from_departments(FORTY, seed=3), Story(delay=None))
    assert silent.everybody_informed is silent.half_informed is None


def test_the_race_is_to_a_quarter_of_the_staff_and_to_two_at_least() -> None:
    assert [early(n) for n in (3, 8, 9, 14, 40)] == [2, 2, 3, 4, 10]
    rumour = spread(from_departments(FORTY, seed=3), Story(delay=5))
    ahead = 0
    for run in range(200):
        days = [np.flatnonzero(shares[:, run] >= 10 / 40 - 1e-9) for shares in (rumour.heard, rumour.informed)]
        heard, informed = (day[0] if day.size else np.inf for day in days)
        ahead += heard < informed
    assert 0 < ahead < 200 and rumour.first == ahead / 200
