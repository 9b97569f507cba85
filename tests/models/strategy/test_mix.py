"""Content mix: what the learner decides, and what the firm can and will do of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any

import pytest

from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.ideas import MADE_WITH, Care, Idea, PostFormat, PostKind, Touches
from tertulia.models.strategy.mix import (
    CONVENTIONS,
    MINUTES,
    TAKES,
    Mix,
    MixRefusal,
    formats_made,
    lacking_on,
    minutes_for,
    networks_allowed,
    networks_used,
    not_touched,
    promotion_gap,
    promotions_allowed,
    usable,
    ways,
)
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.occasions import CLOSING, REOPENING, Occasion
from tertulia.models.strategy.working_year import Pause, WorkingYear

PHOTO, SHORT, TEXT, STORY, LONG = PostFormat

WELD = Idea(
    key="workshop.weld_check",
    sector="workshop",
    kind=PostKind.USEFUL,
    objectives=(Objective.BE_FOUND, Objective.RECRUIT),
    formats=(PHOTO, SHORT),
    minutes=30,
    texts={},
)
WANTED = replace(WELD, key="workshop.wanted", objectives=(Objective.RECRUIT,), formats=(TEXT,))
SEEN = replace(WELD, key="workshop.seen", touches=frozenset({Touches.CUSTOMER}))
BEFORE_AND_AFTER = replace(WELD, key="workshop.after", touches=frozenset({Touches.RESULT, Touches.FACES}))

MARISOL = Mix(
    sector="workshop",
    ideas=(WELD, WANTED, SEEN, BEFORE_AND_AFTER),
    objective=Objective.QUIET_HOURS,
    networks=("instagram",),
    start=date(2026, 3, 4),
)


def test_every_network_has_its_formats_and_every_format_its_skills_and_minutes() -> None:
    assert set(TAKES) == set(NETWORKS)
    assert set(MADE_WITH) == set(PostFormat)
    assert all(set(minutes) == set(PostFormat) for minutes in MINUTES.values()) and set(MINUTES) == set(PostKind)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
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
        ("weeks", 53, Refusal.ABOVE),
        ("pace", 0.4, Refusal.BELOW),
        ("pace", 3.5, Refusal.ABOVE),
        ("quiet_hours", -1.0, Refusal.BELOW),
        ("quiet_hours", 61.0, Refusal.ABOVE),
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
    assert replace(MARISOL, reply_hours=8.0, **one_day).reply_hours == 8
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
    assert replace(MARISOL, objective="listen").objective is Objective.LISTEN


@pytest.mark.parametrize("start", [date(2026, 3, 3), date(2026, 3, 8), date(2026, 3, 9)])
def test_weeks_begin_on_a_monday(start: date) -> None:
    mix = replace(MARISOL, start=start, weeks=5)
    assert (mix.first_day, mix.last_day) == (date(2026, 3, 9), date(2026, 4, 12))


@pytest.mark.parametrize("name", CONVENTIONS)
def test_conventions_are_whole_mixes(name: str) -> None:
    assert sum(CONVENTIONS[name].values()) == pytest.approx(1, abs=1e-12)
    assert CONVENTIONS[name][PostKind.PROMOTION] == {"80_20": 0.2, "70_20_10": 0.1, "5_3_2": 0.0}[name]


def test_minutes_follow_the_format_and_the_pace() -> None:
    assert minutes_for(WELD, PostFormat.PHOTO) == 30
    assert minutes_for(WELD, PostFormat.SHORT_VIDEO) == 60
    assert minutes_for(WELD, PostFormat.LONG_VIDEO) == 180
    assert minutes_for(WELD, PostFormat.PHOTO, pace=2.0) == 60
    assert minutes_for(replace(WELD, minutes=5), PostFormat.STORY, pace=0.5) == 5


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
    ("makes", "forms"),
    [
        ({}, [PHOTO, SHORT, TEXT, STORY, LONG]),
        ({ContentSkill.SHORT_VIDEO: 0.0, ContentSkill.LONG_VIDEO: 0.0}, [PHOTO, TEXT, STORY]),
        ({ContentSkill.PHOTO: 0.0}, [SHORT, TEXT, STORY, LONG]),
        ({ContentSkill.PHOTO: 0.0, ContentSkill.SHORT_VIDEO: 0.0}, [TEXT, LONG]),
        (dict.fromkeys(ContentSkill, 0.0), []),
    ],
)
def test_formats_are_made_of_what_the_firm_makes(makes: dict[str, float], forms: list[PostFormat]) -> None:
    assert list(formats_made(replace(MARISOL, makes=makes))) == forms


@pytest.mark.parametrize(
    ("networks", "makes", "made"),
    [
        (("instagram",), {}, [PHOTO, SHORT]),
        (("instagram",), {ContentSkill.PHOTO: 0.7}, [SHORT, PHOTO]),
        (("instagram",), {ContentSkill.SHORT_VIDEO: 0.0}, [PHOTO]),
        (("tiktok",), {}, [SHORT]),
        (("tiktok",), {ContentSkill.SHORT_VIDEO: 0.1}, []),
        (("youtube",), {}, [SHORT, LONG]),
        (("youtube",), {ContentSkill.SHORT_VIDEO: 0.0}, [LONG]),
        (("youtube",), {ContentSkill.LONG_VIDEO: 0.1}, []),
        (("village_board",), {}, [PHOTO, SHORT]),
    ],
)
def test_an_idea_is_made_as_the_network_and_the_firm_like_it(
    networks: tuple[str, ...], makes: dict[str, float], made: list[PostFormat]
) -> None:
    found = ways(replace(MARISOL, networks=networks, makes=makes), WELD)
    assert [way.format for way in found] == made
    assert all(way.network == networks[0] and way.minutes == minutes_for(WELD, way.format) for way in found)


def test_who_makes_no_video_gets_nothing_for_the_second_network_that_lives_on_it() -> None:
    mix = replace(MARISOL, networks=("instagram", "tiktok"), hours=9.0, makes={ContentSkill.SHORT_VIDEO: 0.0})
    assert networks_used(mix) == ("instagram", "tiktok")
    assert lacking_on(mix, "tiktok") == (ContentSkill.SHORT_VIDEO,)
    assert {way.network for way in ways(mix, WELD)} == {"instagram"}


def test_a_long_video_may_take_a_day_and_no_longer() -> None:
    slow = replace(MARISOL, networks=("youtube",), pace=3.0)
    assert [way.format for way in ways(slow, WELD)] == [SHORT]


def test_at_least_the_first_network_is_used() -> None:
    assert networks_used(replace(MARISOL, networks=("instagram", "whatsapp"), hours=1.0)) == ("instagram",)


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({}, {"weld_check", "seen", "after"}),
        ({"objective": Objective.RECRUIT, "networks": ("linkedin",)}, {"weld_check", "wanted", "seen", "after"}),
        ({"networks": ("linkedin",)}, {"weld_check", "seen", "after"}),
        ({"avoids": frozenset({Touches.FACES})}, {"weld_check", "seen"}),
        ({"care": frozenset({Care.TAX})}, {"weld_check", "seen"}),
        ({"care": frozenset({Care.LAW})}, {"weld_check", "seen"}),
        ({"care": frozenset({Care.HEALTH})}, {"weld_check"}),
        ({"care": frozenset({Care.SECRET})}, {"weld_check", "seen", "after"}),
        ({"makes": dict.fromkeys(ContentSkill, 0.0)}, set()),
    ],
)
def test_what_can_will_and_may_be_published_is_left(change: dict[str, Any], left: set[str]) -> None:
    assert set(usable(replace(MARISOL, **change))) == {f"workshop.{name}" for name in left}


def test_matters_of_health_show_neither_a_result_nor_a_patient() -> None:
    health = replace(MARISOL, avoids=frozenset({Touches.PRICES}), care=frozenset({Care.HEALTH}))
    assert not_touched(health) == {Touches.PRICES, Touches.RESULT, Touches.CUSTOMER}


@pytest.mark.parametrize(
    ("posts", "cap", "allowed"),
    [(12, 0.2, 2), (4, 0.2, 1), (1, 0.01, 1), (12, 0.0, 0), (10, 0.3, 3), (12, 0.25, 3), (12, 1.0, 12)],
)
def test_the_limit_is_told_in_whole_posts_and_one_where_it_comes_to_less(posts: int, cap: float, allowed: int) -> None:
    assert promotions_allowed(posts, cap) == allowed


@pytest.mark.parametrize(
    ("share", "cap", "gap"),
    [(0.2, 0.2, 5), (0.11, 0.1, 10), (0.5, 0.3, Fraction(10, 3)), (1.0, 1.0, 2), (1e-6, 1.0, 1_000_000)],
)
def test_posts_that_sell_lie_as_far_apart_as_share_and_limit_say(share: float, cap: float, gap: Fraction) -> None:
    shares = {PostKind.PROMOTION: share, PostKind.USEFUL: 1 - share}
    assert float(promotion_gap(replace(MARISOL, shares=shares, promotion_cap=cap))) == pytest.approx(float(gap))


def test_before_a_pause_and_after_it_are_occasions() -> None:
    pause = Pause(date(2026, 3, 16), date(2026, 3, 25))
    own = (Occasion(key=CLOSING, texts={}, before=14), Occasion(key=REOPENING, texts={}, before=0, after=7))
    closing, reopening = replace(MARISOL, year=WorkingYear(closed=(pause,)), occasions=own).moments
    assert (closing.occasion, closing.day) == (CLOSING, pause.first)
    assert (reopening.occasion, reopening.day) == (REOPENING, pause.last + timedelta(days=1))


def test_hours_are_others_in_quiet_months_only() -> None:
    mix = replace(MARISOL, quiet_hours=1.5, year=WorkingYear(quiet_months=(8,)))
    assert (mix.hours_on(date(2026, 8, 31)), mix.hours_on(date(2026, 9, 1))) == (1.5, 4.0)
    assert replace(mix, quiet_hours=None).hours_on(date(2026, 8, 31)) == 4.0
    assert replace(mix, quiet_hours=0.0).hours_on(date(2026, 8, 31)) == 0.0
