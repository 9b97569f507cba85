"""A rumour in a firm: what is kept, what is known in closed form, and what delay and channel do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.models.errors import InputError
from tertulia.models.inside.rumour import Story, compared, never_hear, spread, spread_on
from tertulia.models.inside.workplace import made
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
    found = spread(made([("A", 7), ("B", 5)], 0.5, 0.1), story)
    assert found.heard.shape == (story.days + 1, story.runs)
    assert (np.diff(found.heard, axis=0) >= 0).all() and (np.diff(found.told, axis=0) >= 0).all()
    assert (found.spreading <= found.heard).all() and (found.spreading >= 0).all() and (found.heard <= 1).all()
    assert np.allclose(found.heard[0], 1 / 12) and (found.spreading[0] == found.heard[0]).all()
    assert (found.low <= found.median).all() and (found.median <= found.high).all()
    assert found.median == pytest.approx(np.median(found.heard, axis=1))
    assert found.low == pytest.approx(np.quantile(found.heard, 0.1, axis=1))
    if story.delay is None or story.delay >= story.days:
        assert not found.told.any()


def test_the_same_as_counting_neighbours_one_by_one() -> None:
    """The neighbours' counts, kept up to date, are those of a matrix product; the chances strike as they should."""
    place = made(FORTY, seed=3)
    story = Story(delay=None, runs=2000, days=1, started_by=8)
    found = spread(place, story)
    ties = place.talks.astype(int)
    start = np.argsort(np.argsort(Chance(1, 8).random((2000, 40)), axis=1), axis=1) < 8
    near = start @ ties
    expected = 8 + ((1 - 0.85**near) * ~start).sum(axis=1)
    assert found.heard[1].mean() * 40 == pytest.approx(expected.mean(), abs=0.1)
    quiet = ((1 - 0.9**near) * start).sum(axis=1)
    assert (found.spreading[1] * 40).mean() == pytest.approx((expected - quiet).mean(), abs=0.12)


@pytest.mark.parametrize(("tire_over_talk", "share"), [(1.0, 0.2032), (2.0, None), (0.5, None)])
def test_in_a_large_firm_the_known_share_never_hears(tire_over_talk: float, share: float | None) -> None:
    """Maki and Thompson's limit. With 300 people and small daily chances the mean of 40 runs is within 0.015 of it."""
    limit = never_hear(tire_over_talk)
    assert (1 + tire_over_talk) * (1 - limit) + tire_over_talk * np.log(limit) == pytest.approx(0, abs=1e-9)
    if share:
        assert limit == pytest.approx(share, abs=1e-4)
    n = 300
    talk = 0.04 / n / min(tire_over_talk, 1)  # so that the slower of the two is through within 400 days
    story = Story(delay=None, talk=talk, tire=talk * tire_over_talk, days=400, runs=40, started_by=5)
    found = spread_on(*everybody(n), story)
    assert found.spreading[-1].mean() < 0.003  # it is over but for a person here and there
    assert found.never == pytest.approx(limit, abs=0.015)


def test_everybody_talks_with_everybody_is_the_mean_field() -> None:
    n, talk, tire, days, start = 400, 0.0008, 0.0005, 40, 40
    found = spread_on(*everybody(n), Story(None, talk=talk, tire=tire, days=days, runs=200, started_by=start))
    ignorant, spreading = float(n - start), float(start)
    for day in range(1, days + 1):
        heard = ignorant * (1 - (1 - talk) ** spreading)
        tired = spreading * (1 - (1 - tire) ** (n - ignorant - 1))
        ignorant, spreading = ignorant - heard, spreading + heard - tired
        assert found.heard[day].mean() == pytest.approx(1 - ignorant / n, abs=0.01)
        assert found.spreading[day].mean() == pytest.approx(spreading / n, abs=0.01)


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
    runs = [compared(made(FORTY, seed=seed), Story(runs=50, seed=seed)) for seed in range(1, 41)]
    for case, share in reference.items():
        assert np.mean([found[case] for found in runs]) == pytest.approx(share, abs=0.05), case


@given(st.integers(0, 30), st.floats(0, 1))
@settings(max_examples=15)
def test_a_later_word_is_known_to_nobody_sooner(seed: int, channel: float) -> None:
    """The same luck: whoever knows it by some day with a later word knows it then with an earlier one too."""
    place = made(FORTY, seed=seed)
    told = [spread(place, Story(delay=delay, channel=channel, runs=50, seed=seed)).told for delay in (0, 1, 4, 9, 15)]
    for sooner, later in zip(told, told[1:], strict=False):
        assert (sooner >= later).all()


@pytest.mark.parametrize("seed", range(4))
def test_the_rumour_is_first_more_often_the_later_the_word(seed: int) -> None:
    place = made(FORTY, seed=seed)
    for channel in (0.0, 0.6):
        first = [spread(place, Story(delay=delay, channel=channel, seed=seed)).first for delay in range(0, 16, 3)]
        assert first == sorted(first)
        assert first[-1] > first[0] + 0.4
    never = spread(place, Story(delay=None, seed=seed))
    assert never.first >= first[-1]


def test_a_wider_channel_tells_more_and_never_fewer() -> None:
    place = made(FORTY)
    told = [spread(place, Story(delay=3, channel=channel)).told for channel in (0, 0.3, 0.6, 1)]
    for less, more in zip(told, told[1:], strict=False):
        assert (less <= more).all()
    assert told[0][10].mean() < told[-1][10].mean()


def test_the_seed_gives_the_same_runs_and_another_one_others() -> None:
    place = made(FORTY)
    one, again = spread(place, Story()), spread(place, Story())
    assert np.array_equal(one.heard, again.heard) and np.array_equal(one.told, again.told)
    assert not np.array_equal(one.heard, spread(place, replace(Story(), seed=2)).heard)


def test_a_rumour_that_cannot_be_believed_stays_where_it_is() -> None:
    found = spread(made(FORTY), Story(delay=0, doubt=1.0, channel=1.0, read=1.0, relay=1.0))
    assert (found.told[1] == 1).all()
    # who hears it on the first day, before anybody has read the word, is all there is
    assert (found.heard[-1] == found.heard[1]).all()


@pytest.mark.parametrize("field", ["channel", "talk", "tire", "relay", "read", "doubt", "correct"])
def test_a_chance_is_a_chance(field: str) -> None:
    for value in (-0.1, 1.1, float("nan")):
        with pytest.raises(InputError) as caught:
            replace(Story(), **{field: value})
        assert (caught.value.field, caught.value.code) == (field, "out_of_range")


def test_days_before_the_beginning_are_refused() -> None:
    with pytest.raises(InputError, match="delay"):
        Story(delay=-1)
    with pytest.raises(InputError, match="tire_over_talk"):
        never_hear(0)


def test_the_day_on_which_everybody_knows_is_the_first_one() -> None:
    found = spread(made(FORTY, seed=3), Story(delay=4, channel=0.5))
    assert found.everybody is not None and found.everybody > 4
    assert found.official[found.everybody] == 1 > found.official[found.everybody - 1]
    assert spread(made(FORTY, seed=3), Story(delay=None)).everybody is None
