"""Every finding about a mix or its calendar: provoked once, and absent from a sound plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tertulia.models.finding import Finding, Severity
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.ideas import PostKind
from tertulia.models.strategy.mix import Mix
from tertulia.models.strategy.mix_check import MixFinding, check
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.schedule import Post, calendar
from tertulia.models.strategy.working_year import Pause, WorkingYear
from tests.models.strategy.mix_firms import firm

SOUND = firm("bakery", objective=Objective.NEW_CUSTOMERS, start=date(2026, 3, 2), hours=4.0, year=WorkingYear())
EQUAL = dict.fromkeys(PostKind, 0.2)


def findings(mix: Mix, posts: tuple[Post, ...] | None = None) -> dict[str, Finding]:
    return {finding.code: finding for finding in check(mix, posts)}


def test_a_sound_mix_has_nothing_but_the_note_on_objectives() -> None:
    assert set(findings(SOUND)) == {"other_objective"}
    assert set(findings(SOUND, calendar(SOUND))) == {"other_objective"}
    alike = tuple(replace(post, objective=SOUND.objective) for post in calendar(SOUND))
    assert check(SOUND, alike) == ()


PROVOKED: dict[str, tuple[Severity, dict[str, Any], dict[str, Any]]] = {
    "hours_exceeded": (Severity.STOP, {"posts": 12, "hours": 4.0}, {"planned": 12, "hours": 4.0}),
    "reply_missing": (Severity.STOP, {"reply_hours": 0.0}, {"posts": 3}),
    "promotion_over_cap": (
        Severity.WARN,
        {"shares": {PostKind.CONVERSATION: 0.6, PostKind.PROMOTION: 0.4}},
        {"share": 0.4, "cap": 0.2, "sell": 2, "of": 12},
    ),
    "objective_missing": (Severity.STOP, {"objective": None}, {"posts": 12}),
    "networks_over_hours": (
        Severity.STOP,
        {"networks": ("instagram", "whatsapp")},
        {"networks": 2, "allowed": 1, "needed": 7.0, "hours": 4.0},
    ),
    "no_conversation": (Severity.WARN, {"shares": {PostKind.USEFUL: 1.0}, "objective": None}, {"posts": 12}),
    "posts_over_days": (
        Severity.WARN,
        {"posts": 5, "weekdays": (1, 4), "hours": 9.0},
        {"planned": 5, "most": 4, "days": 2},
    ),
    "promotion_over_half": (
        Severity.WARN,
        {"shares": {PostKind.PROMOTION: 1.0}, "promotion_cap": 1.0, "occasions": ()},
        {"share": 1.0, "sell": 6, "of": 12},
    ),
    "promotion_seldom": (Severity.NOTE, {"posts": 1, "shares": EQUAL}, {"every": 5, "sell": 0, "posts": 4}),
    "cannot_make": (
        Severity.STOP,
        {"networks": ("tiktok",), "makes": {ContentSkill.SHORT_VIDEO: 0.0}},
        {"network": "tiktok", "format": "short_video"},
    ),
    "nothing_to_make": (Severity.STOP, {"ideas": ()}, {}),
    "closed_weeks": (
        Severity.NOTE,
        {"year": WorkingYear(closed=(Pause(date(2026, 3, 8), date(2026, 3, 22)),))},
        {"weeks": 2, "first": date(2026, 3, 9)},
    ),
    "little_for_aim": (
        Severity.WARN,
        {"objective": Objective.RECRUIT, "ideas": SOUND.ideas[:40], "posts": 5, "hours": 8.0, "weeks": 13},
        {"of": 65},
    ),
    "reply_gap": (Severity.NOTE, {"reply_hours": 0.25}, {"days": 7, "slots": 1}),
    "ideas_repeat": (Severity.NOTE, {"ideas": SOUND.ideas[:8], "occasions": ()}, {"posts": 4}),
    "other_objective": (Severity.NOTE, {"objective": Objective.LISTEN}, {"of": 12}),
}


@pytest.mark.parametrize("code", PROVOKED)
def test_each_finding_of_a_mix(code: str) -> None:
    severity, change, values = PROVOKED[code]
    finding = findings(replace(SOUND, **change))[code]
    assert finding.severity is severity
    assert {name: finding.values[name] for name in values} == pytest.approx(values)
    if code != "other_objective":
        assert code not in findings(SOUND)


def test_a_share_a_part_above_the_limit_is_no_warning() -> None:
    """11 % against 10 % comes of rounding; the calendar keeps the 10 %."""
    shares = {PostKind.USEFUL: 0.5, PostKind.CONVERSATION: 0.39, PostKind.PROMOTION: 0.11}
    mix = replace(SOUND, shares=shares, promotion_cap=0.1, weeks=13)
    sell = sum(post.kind is PostKind.PROMOTION for post in calendar(mix))
    assert 1 <= sell <= 3
    codes = findings(mix)
    assert {"share": 0.11, "cap": 0.1, "sell": sell, "of": 39} == pytest.approx(
        dict(codes["promotion_over_cap"].values)
    )
    assert {each.severity for each in codes.values()} == {Severity.NOTE}


def test_a_share_too_small_for_a_thousand_posts_is_told_all_the_same() -> None:
    shares = {PostKind.USEFUL: 0.5, PostKind.CONVERSATION: 0.5, PostKind.PROMOTION: 1e-4}
    assert findings(replace(SOUND, shares=shares))["promotion_seldom"].values["every"] >= 10_000


def test_a_second_network_that_cannot_be_fed_is_named_as_the_second() -> None:
    mix = replace(SOUND, networks=("instagram", "tiktok"), hours=9.0, makes={ContentSkill.SHORT_VIDEO: 0.0})
    (finding,) = (each for each in check(mix) if each.code is MixFinding.CANNOT_MAKE)
    assert (finding.part, finding.values["network"]) == ("second", "tiktok")


@pytest.mark.parametrize(("until", "told"), [(date(2026, 3, 28), True), (date(2026, 3, 29), False), (None, False)])
def test_a_calendar_beyond_the_known_holidays_says_so(until: date | None, told: bool) -> None:
    found = [each for each in check(SOUND, holidays_until=until) if each.code is MixFinding.HOLIDAYS_UNKNOWN]
    assert [each.values for each in found] == ([{"last": until}] if told else [])


def _with(change: Callable[[list[Post]], None]) -> tuple[Post, ...]:
    posts = list(calendar(SOUND))
    change(posts)
    return tuple(posts)


def test_a_post_that_lost_its_objective() -> None:
    def change(posts: list[Post]) -> None:
        for place in (3, 5):
            posts[place] = replace(posts[place], objective=None)

    finding = findings(SOUND, _with(change))["post_without_objective"]
    assert finding.severity is Severity.STOP
    assert finding.values == {"posts": 2, "first": calendar(SOUND)[3].day}


def test_a_post_without_objective_does_not_count_as_one_with_another() -> None:
    aimless = tuple(replace(post, objective=None) for post in calendar(SOUND))
    assert "post_without_objective" in findings(SOUND, aimless)


def test_a_week_that_became_too_long() -> None:
    def change(posts: list[Post]) -> None:
        posts[4] = replace(posts[4], minutes=400)

    finding = findings(SOUND, _with(change))["week_over_hours"]
    assert finding.values["week"] == date(2026, 3, 9)
    assert finding.values["available"] == 180 and finding.values["minutes"] > 400


def test_a_window_and_a_row_of_promotions() -> None:
    def change(posts: list[Post]) -> None:
        for place in (0, 1, 2):
            posts[place] = replace(posts[place], kind=PostKind.PROMOTION)

    codes = findings(SOUND, _with(change))
    window = codes["promotion_window"]
    assert window.severity is Severity.STOP
    assert window.values["share"] == pytest.approx(5 / 12) and window.values["cap"] == 0.2
    assert window.values["first"] == SOUND.first_day
    assert window.values["last"] == SOUND.first_day + timedelta(days=27)
    assert codes["promotions_in_row"].values["first"] == calendar(SOUND)[0].day
    assert codes["promotions_in_row"].severity is Severity.WARN


def test_a_window_in_the_middle_is_findings() -> None:
    """Too many promotions in weeks 6 and 7 of 13 that no span counted from the start would show."""
    long = replace(SOUND, weeks=13)
    posts = list(calendar(long))
    for place, post in enumerate(posts):
        posts[place] = replace(post, kind=PostKind.PROMOTION if 6 <= post.week <= 7 else PostKind.USEFUL)
    finding = findings(long, tuple(posts))["promotion_window"]
    assert finding.values["share"] == pytest.approx(0.5)
    assert date(2026, 3, 21) <= finding.values["first"] <= date(2026, 4, 6)


def test_the_worst_comes_first() -> None:
    codes = check(replace(SOUND, shares={PostKind.USEFUL: 1.0}, posts=20, objective=None, reply_hours=0.25))
    order = [list(Severity).index(finding.severity) for finding in codes]
    assert order == sorted(order) and order[0] == 0 and order[-1] == 2


def test_less_than_two_hours_carry_no_network() -> None:
    finding = findings(replace(SOUND, hours=1.5))["networks_over_hours"]
    assert finding.values == {"networks": 1, "allowed": 0, "needed": 2.0, "hours": 1.5}


def test_without_any_hours_it_says_so_and_does_not_fail() -> None:
    codes = findings(replace(SOUND, hours=0.0, reply_hours=0.0))
    assert {"hours_exceeded", "reply_missing", "networks_over_hours"} <= set(codes)
    assert codes["hours_exceeded"].values["fits"] == 0


def test_every_code_is_provoked_somewhere_here() -> None:
    by_hand = {"post_without_objective", "week_over_hours", "promotion_window", "promotions_in_row"}
    assert set(MixFinding) == set(PROVOKED) | by_hand | {"holidays_unknown"}
    assert all(isinstance(finding.code, MixFinding) for finding in check(replace(SOUND, objective=None, posts=20)))
