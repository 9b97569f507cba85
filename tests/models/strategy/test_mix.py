"""Content mix: what the learner decides, what fits the week, whole posts by largest remainder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy.ideas import PostFormat, PostKind, Sector, idea
from tertulia.models.strategy.mix import (
    CONVENTIONS,
    Mix,
    MixRefusal,
    capacity,
    counts,
    largest_remainder,
    minutes_for,
    networks_allowed,
    posts_a_week,
    reply_minutes,
)
from tertulia.models.strategy.objective import Objective

MARISOL = Mix(sector=Sector.BAKERY, objective=Objective.QUIET_HOURS, networks=("instagram",), start=date(2026, 3, 4))


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("sector", "circus", Refusal.UNKNOWN),
        ("objective", "fame", Refusal.UNKNOWN),
        ("hours", float("nan"), Refusal.NOT_A_NUMBER),
        ("hours", -1.0, Refusal.BELOW),
        ("hours", 61.0, Refusal.ABOVE),
        ("posts", 0, Refusal.BELOW),
        ("posts", 2.5, Refusal.NOT_WHOLE),
        ("posts", 51, Refusal.ABOVE),
        ("promotion_cap", 1.01, Refusal.ABOVE),
        ("promotion_cap", -0.1, Refusal.BELOW),
        ("weeks", 3, Refusal.BELOW),
        ("weeks", 14, Refusal.ABOVE),
        ("pace", 0.4, Refusal.BELOW),
        ("pace", 3.5, Refusal.ABOVE),
        ("networks", (), Refusal.EMPTY),
        ("networks", ("x", "x"), Refusal.TWICE),
        ("weekdays", (), Refusal.EMPTY),
        ("weekdays", (7,), Refusal.ABOVE),
        ("weekdays", (1, 1), Refusal.TWICE),
        ("reply_hours", 4.5, MixRefusal.OVER_HOURS),
        ("shares", {PostKind.USEFUL: 0.0}, Refusal.ALL_ZERO),
        ("shares", {"gossip": 1.0}, Refusal.UNKNOWN),
    ],
)
def test_impossible_input_names_its_field(field: str, value: object, code: StrEnum) -> None:
    with pytest.raises(InputError) as caught:
        replace(MARISOL, **{field: value})
    assert (caught.value.field, caught.value.code) == (field, code)


@pytest.mark.parametrize(("share", "code"), [(-1.0, Refusal.BELOW), (float("inf"), Refusal.NOT_A_NUMBER)])
def test_an_impossible_share_names_its_kind(share: float, code: Refusal) -> None:
    with pytest.raises(InputError) as caught:
        replace(MARISOL, shares={PostKind.USEFUL: 1.0, PostKind.PROOF: share})
    assert (caught.value.field, caught.value.code) == ("shares.proof", code)


def test_a_day_holds_eight_hours_of_replies_at_most() -> None:
    one_day: dict[str, Any] = {"hours": 20.0, "weekdays": (0,)}
    assert sum(reply_minutes(replace(MARISOL, reply_hours=8.0, **one_day))) == 480
    with pytest.raises(InputError, match="over_a_day"):
        replace(MARISOL, reply_hours=8.1, **one_day)


def test_shares_are_kept_summing_to_one() -> None:
    mix = replace(MARISOL, shares={"useful": 30, "promotion": 10})
    assert mix.shares == {
        PostKind.USEFUL: 0.75,
        PostKind.PEOPLE: 0,
        PostKind.CONVERSATION: 0,
        PostKind.PROOF: 0,
        PostKind.PROMOTION: 0.25,
    }


def test_a_stored_plan_may_give_plain_words() -> None:
    mix = Mix(sector="bakery", objective="listen", networks=("instagram",), start=date(2026, 3, 4))  # type: ignore[arg-type]
    assert mix.sector is Sector.BAKERY and mix.objective is Objective.LISTEN


@pytest.mark.parametrize("start", [date(2026, 3, 3), date(2026, 3, 8), date(2026, 3, 9)])
def test_weeks_begin_on_a_monday(start: date) -> None:
    assert replace(MARISOL, start=start).first_day == date(2026, 3, 9)


@pytest.mark.parametrize("name", CONVENTIONS)
def test_conventions_are_whole_mixes(name: str) -> None:
    assert sum(CONVENTIONS[name].values()) == pytest.approx(1, abs=1e-12)
    assert CONVENTIONS[name][PostKind.PROMOTION] == {"80_20": 0.2, "70_20_10": 0.1, "5_3_2": 0.0}[name]


def test_largest_remainder_by_hand() -> None:
    """0.47, 0.16, 0.158, 0.12, 0.092 of 10: floors 4 1 1 1 0, and the three left go to 0.92, 0.7 and 0.6."""
    shares = dict(zip(PostKind, (0.47, 0.16, 0.158, 0.12, 0.092), strict=True))
    assert list(largest_remainder(shares, 10).values()) == [5, 2, 1, 1, 1]


def test_equal_remainders_go_to_the_earlier_kind() -> None:
    """28.4 and 1.4 of 100: in binary the second remainder is the larger by a hair."""
    shares = dict(zip(PostKind, (0.284, 0.014, 0.102, 0.3, 0.3), strict=True))
    assert list(largest_remainder(shares, 100).values()) == [29, 1, 10, 30, 30]


@given(st.lists(st.floats(0, 1), min_size=5, max_size=5).filter(lambda parts: sum(parts) > 0.01), st.integers(0, 300))
def test_largest_remainder_sums_and_stays_within_one_of_the_quota(parts: list[float], total: int) -> None:
    shares = {kind: part / sum(parts) for kind, part in zip(PostKind, parts, strict=True)}
    whole = largest_remainder(shares, total)
    assert sum(whole.values()) == total
    assert all(abs(whole[kind] - share * total) < 1 + 1e-6 for kind, share in shares.items())


def test_promotion_over_the_cap_goes_to_the_others() -> None:
    shares = {PostKind.USEFUL: 0.3, PostKind.CONVERSATION: 0.1, PostKind.PROMOTION: 0.6}
    held = counts(replace(MARISOL, shares=shares, posts=5))
    assert held == {
        PostKind.USEFUL: 12,
        PostKind.PEOPLE: 0,
        PostKind.CONVERSATION: 4,
        PostKind.PROOF: 0,
        PostKind.PROMOTION: 4,
    }
    only = counts(replace(MARISOL, shares={PostKind.PROMOTION: 1.0}, posts=5))
    assert list(only.values()) == [4, 4, 4, 4, 4]


def test_the_cap_holds_over_the_whole_period_too() -> None:
    """Three in 15 posts would fit every four weeks (2 of 12), but not 17 % of all."""
    mix = replace(MARISOL, shares={PostKind.USEFUL: 0.8, PostKind.PROMOTION: 0.2}, promotion_cap=0.17, weeks=5)
    assert counts(mix)[PostKind.PROMOTION] == 2


def test_a_cap_of_nothing_leaves_no_promotion() -> None:
    assert counts(replace(MARISOL, promotion_cap=0.0))[PostKind.PROMOTION] == 0


@pytest.mark.parametrize("posts", [1, 2, 3, 5, 7])
@pytest.mark.parametrize("weeks", [4, 7, 13])
def test_a_promotion_share_at_the_cap_is_used_up_to_less_than_one_post(posts: int, weeks: int) -> None:
    mix = replace(MARISOL, posts=posts, weeks=weeks, hours=8.0, weekdays=(0, 1, 2, 3, 4, 5, 6))
    held = counts(mix)[PostKind.PROMOTION]
    in_four_weeks = int(0.2 * 4 * posts)
    assert in_four_weeks * (weeks // 4) <= held <= 0.2 * posts * weeks


def test_capacity_by_hand() -> None:
    """4 h less 1 h of replies are 180 minutes; the plan needs the replies and its posts."""
    room = capacity(MARISOL)
    assert room.minutes == 180 and room.most == 10
    assert room.needed == pytest.approx(1 + 3 * room.each / 60)
    assert 10 < room.each < 35
    assert 180 / 30 <= room.posts <= 180 / room.each


@given(st.floats(0, 20), st.floats(0, 20))
def test_more_hours_never_hold_fewer_posts(less: float, more: float) -> None:
    low, high = (replace(MARISOL, hours=hours, reply_hours=0.0) for hours in sorted((less, more)))
    assert capacity(low).minutes <= capacity(high).minutes
    # A longer week lets in ideas that take longer, and they may cost one place.
    assert capacity(low).posts <= capacity(high).posts + 1


def test_twice_as_slow_makes_half_as_many() -> None:
    wide = replace(MARISOL, hours=20.0, posts=50)
    quick, slow = capacity(wide), capacity(replace(wide, pace=2.0))
    assert slow.each == pytest.approx(2 * quick.each, rel=0.05)
    assert slow.posts == pytest.approx(quick.posts / 2, abs=1)


def test_no_hours_no_posts() -> None:
    empty = replace(MARISOL, hours=0.0, reply_hours=0.0)
    assert capacity(empty).posts == posts_a_week(empty) == sum(counts(empty).values()) == 0


def test_the_days_limit_the_posts_too() -> None:
    assert posts_a_week(replace(MARISOL, hours=40.0, posts=9, weekdays=(1, 4))) == 4


def test_minutes_follow_the_format_and_the_pace() -> None:
    weld = idea("workshop.weld_check")
    assert minutes_for(weld, PostFormat.PHOTO) == 30
    assert minutes_for(weld, PostFormat.SHORT_VIDEO) == 60
    assert minutes_for(weld, PostFormat.PHOTO, pace=2.0) == 60


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (1.5, ()),
        (2.0, ("instagram",)),
        (6.9, ("instagram",)),
        (7.0, ("instagram", "whatsapp")),
        (9.9, ("instagram", "whatsapp")),
        (10.0, ("instagram", "whatsapp", "facebook")),
    ],
)
def test_networks_that_the_hours_carry(hours: float, expected: tuple[str, ...]) -> None:
    """Instagram asks for 4 h, at the least 2; WhatsApp and Facebook for 3 each (picker)."""
    assert networks_allowed(("instagram", "whatsapp", "facebook"), hours) == expected


def test_a_network_the_picker_does_not_know_asks_for_three_hours() -> None:
    assert networks_allowed(("village_board", "x"), 3.0) == ("village_board",)
    assert networks_allowed(("village_board", "local_radio"), 6.0) == ("village_board", "local_radio")
    assert networks_allowed((), 6.0) == ()


@pytest.mark.parametrize(
    ("reply_hours", "slots"),
    [
        (0.0, []),
        (0.05, []),
        (0.1, [5]),
        (0.25, [15]),
        (0.5, [10, 10, 10]),
        (1.0, [15, 15, 10, 10, 10]),
        (1.25, [15, 15, 15, 15, 15]),
    ],
)
def test_reply_slots_have_ten_minutes_or_more(reply_hours: float, slots: list[int]) -> None:
    assert reply_minutes(replace(MARISOL, reply_hours=reply_hours)) == slots


def test_the_time_of_day_is_kept() -> None:
    assert replace(MARISOL, at=time(21, 30)).at == time(21, 30)
