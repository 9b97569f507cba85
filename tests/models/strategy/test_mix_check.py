"""Every finding about a mix or its calendar: provoked once, and absent from a sound plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tertulia.models.finding import Finding, Severity
from tertulia.models.strategy.ideas import PostKind, Sector
from tertulia.models.strategy.mix import Mix
from tertulia.models.strategy.mix_check import MixFinding, check
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.schedule import Post, calendar

SOUND = Mix(sector=Sector.BAKERY, objective=Objective.QUIET_HOURS, networks=("instagram",), start=date(2026, 3, 2))
EQUAL = dict.fromkeys(PostKind, 0.2)


def findings(mix: Mix, posts: tuple[Post, ...] | None = None) -> dict[str, Finding]:
    return {finding.code: finding for finding in check(mix, posts)}


def test_a_sound_mix_has_nothing_but_the_note_on_objectives() -> None:
    assert set(findings(SOUND)) == {"other_objective"}
    assert set(findings(SOUND, calendar(SOUND))) == {"other_objective"}
    served = replace(SOUND, objective=Objective.LISTEN, shares={PostKind.CONVERSATION: 1.0}, posts=2)
    assert check(served) == ()


PROVOKED: dict[str, tuple[Severity, dict[str, Any], dict[str, Any]]] = {
    "hours_exceeded": (Severity.STOP, {"posts": 12, "hours": 4.0}, {"planned": 12, "hours": 4.0}),
    "reply_missing": (Severity.STOP, {"reply_hours": 0.0}, {"posts": 3}),
    "promotion_over_cap": (
        Severity.STOP,
        {"shares": {PostKind.CONVERSATION: 0.6, PostKind.PROMOTION: 0.4}},
        {"share": 0.4, "cap": 0.2},
    ),
    "objective_missing": (Severity.STOP, {"objective": None}, {"posts": 12}),
    "networks_over_hours": (
        Severity.STOP,
        {"networks": ("instagram", "whatsapp")},
        {"networks": 2, "allowed": 1, "needed": 7.0, "hours": 4.0},
    ),
    "no_conversation": (Severity.WARN, {"shares": {PostKind.USEFUL: 1.0}}, {"posts": 12}),
    "posts_over_days": (
        Severity.WARN,
        {"posts": 5, "weekdays": (1, 4), "hours": 9.0},
        {"planned": 5, "most": 4, "days": 2},
    ),
    "promotion_over_half": (
        Severity.NOTE,
        {"shares": {PostKind.CONVERSATION: 0.3, PostKind.PROMOTION: 0.7}, "promotion_cap": 0.8},
        {"share": 0.7},
    ),
    "promotion_rounds_to_none": (Severity.NOTE, {"posts": 1, "shares": EQUAL}, {"share": 0.2, "posts": 4}),
    "reply_gap": (Severity.NOTE, {"reply_hours": 0.25}, {"days": 7, "slots": 1}),
    "ideas_repeat": (
        Severity.NOTE,
        {"posts": 6, "weeks": 13, "shares": {PostKind.CONVERSATION: 1.0}},
        {"posts": 78, "ideas": 10},
    ),
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
    assert set(findings(SOUND, aimless)) == {"post_without_objective"}


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
    assert set(MixFinding) == set(PROVOKED) | by_hand
    assert all(isinstance(finding.code, MixFinding) for finding in check(replace(SOUND, objective=None, posts=20)))
