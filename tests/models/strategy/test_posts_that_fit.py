"""Posts that fit the hours: one answer for whoever asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tertulia.models.strategy.growth import Settings, published
from tertulia.models.strategy.mix import networks_allowed
from tertulia.models.strategy.mix_check import MixFinding, check
from tertulia.models.strategy.mix_weeks import capacity
from tertulia.models.strategy.posts_that_fit import posts_that_fit, whole_posts_that_fit
from tests.models.strategy.mix_firms import few, firm


@pytest.mark.parametrize(
    ("hours", "reply_hours", "hours_a_post", "posts"),
    [(4, 1.5, 0.5, 5), (4, 1, 1, 3), (1, 1, 0.5, 0), (1, 2, 0.5, 0), (0, 0, 0.5, 0), (0.9, 0.6, 0.1, 3), (3, 0, 2, 1)],
)
def test_by_hand(hours: float, reply_hours: float, hours_a_post: float, posts: int) -> None:
    """0.9 - 0.6 is a little less than 0.3, and holds three posts of 0.1 all the same."""
    assert whole_posts_that_fit(hours, reply_hours, hours_a_post) == posts
    assert posts <= posts_that_fit(hours, reply_hours, hours_a_post) + 1e-9 < posts + 1


HALVES = some.integers(1, 30).map(lambda halves: halves / 2)


@given(HALVES, some.integers(0, 30).map(lambda halves: halves / 2))
def test_mix_and_simulator_agree(hours: float, reply_hours: float) -> None:
    reply_hours = min(reply_hours, hours, 8.0)
    mix = firm("bakery", hours=hours, reply_hours=reply_hours)
    settings = Settings(audience=100, today=10, goal=20, posts=100, hours=hours, reply_hours=reply_hours)
    assert capacity(mix).posts == published(settings)


@few
@given(HALVES, some.integers(1, 14), some.sampled_from([0.5, 0.75, 1.0, 1.25, 2.0]))
def test_whoever_lacks_hours_needs_more_than_there_are(hours: float, posts: int, pace: float) -> None:
    mix = firm("bakery", hours=hours, reply_hours=0.0, posts=posts, pace=pace)
    room = capacity(mix)
    over = [each for each in check(mix) if each.code is MixFinding.HOURS_EXCEEDED]
    assert bool(over) == (posts > room.posts)
    for finding in over:
        assert room.needed > hours and finding.values["needed"] == room.needed


def test_a_sum_of_hours_that_misses_by_rounding_is_enough() -> None:
    """0.1 + 0.2 + 2.7 hours are three, whatever the machine says."""
    assert networks_allowed(("facebook",), 0.1 + 0.2 + 1.2 - 1e-12) == ("facebook",)
    assert networks_allowed(("facebook", "linkedin"), 6.0 - 1e-12) == ("facebook", "linkedin")
