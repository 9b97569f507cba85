"""What breaks a rule in a content mix or in its calendar: codes and values, never sentences."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from tertulia.models.finding import Finding, Severity, worst_first
from tertulia.models.strategy.ideas import PostKind
from tertulia.models.strategy.mix import (
    WINDOW_WEEKS,
    Mix,
    lacking_on,
    network_hours,
    networks_allowed,
    networks_used,
    promotion_gap,
    promotions_allowed,
    usable,
)
from tertulia.models.strategy.mix_weeks import capacity, gaps, monday, reply_minutes, spread, weeks_of
from tertulia.models.strategy.schedule import REST, Post, calendar

ROUNDING = 0.05
"""Shares are told in parts: so much more than the limit may come of that."""


class MixFinding(StrEnum):
    """What breaks a rule, with the values it comes with."""

    HOURS_EXCEEDED = "hours_exceeded"
    """More posts planned than fit (`planned`, `fits`: posts a week; `needed`, `hours`: a week)."""
    REPLY_MISSING = "reply_missing"
    """No time to answer (`posts`: a week)."""
    PROMOTION_OVER_CAP = "promotion_over_cap"
    """`share` of the posts were wished to sell, more than `cap`; `sell` `of` all do."""
    OBJECTIVE_MISSING = "objective_missing"
    """Nobody said what the `posts` of the period are for."""
    NETWORKS_OVER_HOURS = "networks_over_hours"
    """More `networks` than the hours carry (`allowed`: how many; `needed`, `hours`: a week)."""
    NO_CONVERSATION = "no_conversation"
    """None of the `posts` asks or answers anybody."""
    POSTS_OVER_DAYS = "posts_over_days"
    """More posts `planned` a week than the `days` hold (`most`)."""
    PROMOTIONS_IN_ROW = "promotions_in_row"
    """Two posts that sell follow each other (`first`: the day of the earlier)."""
    PROMOTION_OVER_HALF = "promotion_over_half"
    """`share` of the posts were wished to sell; every second at most can, and `sell` `of` all do."""
    PROMOTION_SELDOM = "promotion_seldom"
    """With so few posts one in `every` sells; `sell` of `posts` do."""
    CANNOT_MAKE = "cannot_make"
    """A `network` lives on a `format` that the firm does not make."""
    NOTHING_TO_MAKE = "nothing_to_make"
    """None of the ideas can be made with what the firm makes, shows and has time for."""
    CLOSED_WEEKS = "closed_weeks"
    """Nobody works in so many `weeks`, the first on from `first`."""
    HOLIDAYS_UNKNOWN = "holidays_unknown"
    """The calendar goes on after the last day (`last`) of which public holidays are known."""
    LITTLE_FOR_AIM = "little_for_aim"
    """Only so many `posts` `of` all serve the aim: fewer than half."""
    REPLY_GAP = "reply_gap"
    """With `slots` a week somebody may wait so many `days`."""
    IDEAS_REPEAT = "ideas_repeat"
    """More `posts` than `ideas`."""
    OTHER_OBJECTIVE = "other_objective"
    """So many `posts` `of` all serve another aim."""
    POST_WITHOUT_OBJECTIVE = "post_without_objective"
    """So many `posts` changed by hand serve no aim (`first`: the day of the first)."""
    WEEK_OVER_HOURS = "week_over_hours"
    """Posts changed by hand take more `minutes` than are `available` in a `week` (its Monday)."""
    PROMOTION_WINDOW = "promotion_window"
    """Posts changed by hand: `share` of them sells from `first` to `last`, more than `cap`."""


def check(mix: Mix, posts: Sequence[Post] | None = None, holidays_until: date | None = None) -> tuple[Finding, ...]:
    """Check the mix and its posts against the rules.

    Parameters
    ----------
    mix
        What the learner decides.
    posts
        Posts changed by hand; by default the mix's own calendar.
    holidays_until
        Last day of which public holidays are known; None: of all.

    Returns
    -------
    tuple[Finding, ...]
        With codes of `MixFinding`, the worst first.
    """
    changed_by_hand = posts is not None
    entries = tuple(posts) if posts is not None else calendar(mix)
    findings = [*_network_findings(mix), *_hours_findings(mix), *_share_findings(mix, entries)]
    findings += _time_findings(mix, holidays_until)
    if mix.objective is None:
        findings.append(_stop(MixFinding.OBJECTIVE_MISSING, "objective", posts=len(entries)))
    elif changed_by_hand:
        findings += _aimless(entries)
    if changed_by_hand:
        findings += [*_week_findings(mix, entries), *_window_findings(mix, entries)]
    findings += _row_findings(entries)
    soon = _repeated_soon(entries)
    if soon:
        findings.append(_note(MixFinding.IDEAS_REPEAT, "posts", posts=soon))
    serving = sum(post.objective is mix.objective for post in entries)
    if mix.objective is not None and serving < len(entries):
        values = {"posts": len(entries) - serving, "of": len(entries)}
        findings.append(_note(MixFinding.OTHER_OBJECTIVE, "objective", **values))
        if 2 * serving < len(entries):
            findings.append(_warn(MixFinding.LITTLE_FOR_AIM, "objective", posts=serving, of=len(entries)))
    return worst_first(findings)


def _repeated_soon(posts: Sequence[Post]) -> int:
    """Count the posts whose idea was there less than `REST` before."""
    last: dict[str, date] = {}
    soon = 0
    for post in sorted(posts, key=lambda each: each.day):
        if post.idea:
            soon += post.idea in last and post.day - last[post.idea] < REST
            last[post.idea] = post.day
    return soon


def _time_findings(mix: Mix, holidays_until: date | None) -> list[Finding]:
    findings = []
    shut = [week for week in weeks_of(mix) if not week.weekdays]
    if shut:
        findings.append(_note(MixFinding.CLOSED_WEEKS, "weeks", weeks=len(shut), first=shut[0].monday))
    if holidays_until is not None and mix.last_day > holidays_until:
        findings.append(_note(MixFinding.HOLIDAYS_UNKNOWN, "weeks", last=holidays_until))
    return findings


def _stop(code: MixFinding, part: str, **values: float | int | date | str) -> Finding:
    return Finding(code=code, part=part, severity=Severity.STOP, values=values)


def _warn(code: MixFinding, part: str, **values: float | int | date) -> Finding:
    return Finding(code=code, part=part, severity=Severity.WARN, values=values)


def _note(code: MixFinding, part: str, **values: float | int | date) -> Finding:
    return Finding(code=code, part=part, severity=Severity.NOTE, values=values)


def _hours_findings(mix: Mix) -> list[Finding]:
    findings = []
    room = capacity(mix)
    if mix.posts > room.posts and usable(mix):
        findings.append(
            _stop(
                MixFinding.HOURS_EXCEEDED,
                "posts",
                planned=mix.posts,
                fits=room.posts,
                needed=room.needed,
                hours=mix.hours,
            )
        )
    if mix.posts > room.most:
        findings.append(
            _warn(MixFinding.POSTS_OVER_DAYS, "posts", planned=mix.posts, most=room.most, days=len(mix.weekdays))
        )
    slots = len(reply_minutes(mix.reply_hours, len(mix.weekdays)))
    if slots == 0:
        findings.append(_stop(MixFinding.REPLY_MISSING, "reply_hours", posts=mix.posts))
    elif slots < len(mix.weekdays):
        wait = max(gaps(spread(mix.weekdays, slots)))
        findings.append(_note(MixFinding.REPLY_GAP, "reply_hours", days=wait, slots=slots))
    return findings


def _share_findings(mix: Mix, posts: Sequence[Post]) -> list[Finding]:
    if not posts:
        return []
    findings = []
    held = Counter(post.kind for post in posts)
    share, sell = mix.shares[PostKind.PROMOTION], held[PostKind.PROMOTION]
    told = {"share": share, "sell": sell, "of": len(posts)}
    # The difference of a part or two is rounding; more is a contradiction of the learner's own.
    if share > mix.promotion_cap + 1e-9:
        say = _warn if share > mix.promotion_cap + ROUNDING else _note
        findings.append(say(MixFinding.PROMOTION_OVER_CAP, "shares", cap=mix.promotion_cap, **told))
    if share > 0.5 and mix.promotion_cap > 0.5:
        findings.append(_warn(MixFinding.PROMOTION_OVER_HALF, "shares", **told))
    elif share > 0 and mix.promotion_cap > 0 and sell < 1:
        every = math.ceil(promotion_gap(mix))
        findings.append(_note(MixFinding.PROMOTION_SELDOM, "shares", every=every, posts=len(posts), sell=sell))
    if not held[PostKind.CONVERSATION]:
        findings.append(_warn(MixFinding.NO_CONVERSATION, "shares", posts=len(posts)))
    return findings


def _network_findings(mix: Mix) -> list[Finding]:
    findings = [
        _stop(MixFinding.CANNOT_MAKE, "network" if turn == 0 else "second", network=key, format=str(skill))
        for turn, key in enumerate(networks_used(mix))
        for skill in lacking_on(mix, key)[:1]
    ]
    if not findings and not usable(mix):
        findings.append(_stop(MixFinding.NOTHING_TO_MAKE, "network"))
    allowed = networks_allowed(mix.networks, mix.hours)
    if len(allowed) == len(mix.networks):
        return findings
    hours = [network_hours(key) for key in mix.networks]
    needed = hours[0][1] if len(hours) == 1 else sum(decent for decent, _least in hours)
    findings.append(
        _stop(
            MixFinding.NETWORKS_OVER_HOURS,
            "networks",
            networks=len(mix.networks),
            allowed=len(allowed),
            needed=needed,
            hours=mix.hours,
        )
    )
    return findings


def _aimless(posts: Sequence[Post]) -> list[Finding]:
    days = sorted(post.day for post in posts if post.objective is None)
    return [_stop(MixFinding.POST_WITHOUT_OBJECTIVE, "objective", posts=len(days), first=days[0])] if days else []


def _week_findings(mix: Mix, posts: Sequence[Post]) -> list[Finding]:
    minutes: Counter[date] = Counter()
    for post in posts:
        minutes[monday(post.day)] += post.minutes
    available = {week.monday: week.minutes for week in weeks_of(mix)}
    return [
        _stop(MixFinding.WEEK_OVER_HOURS, "hours", week=week, minutes=spent, available=available.get(week, 0))
        for week, spent in sorted(minutes.items())
        if spent > available.get(week, 0)
    ]


def _window_findings(mix: Mix, posts: Sequence[Post]) -> list[Finding]:
    """Find the worst full window, if it is above the cap."""
    worst: tuple[float, date] | None = None
    for offset in range(7 * (mix.weeks - WINDOW_WEEKS) + 1):
        first = mix.first_day + timedelta(days=offset)
        window = [post for post in posts if 0 <= (post.day - first).days < 7 * WINDOW_WEEKS]
        selling = sum(post.kind is PostKind.PROMOTION for post in window)
        share = selling / len(window) if window else 0.0
        if selling > promotions_allowed(len(window), mix.promotion_cap) and (worst is None or share > worst[0]):
            worst = share, first
    if worst is None:
        return []
    share, first = worst
    last = first + timedelta(days=7 * WINDOW_WEEKS - 1)
    return [_stop(MixFinding.PROMOTION_WINDOW, "shares", share=share, cap=mix.promotion_cap, first=first, last=last)]


def _row_findings(posts: Sequence[Post]) -> list[Finding]:
    ordered = sorted(posts, key=lambda post: (post.day, post.at))
    for before, after in pairwise(ordered):
        if before.kind is after.kind is PostKind.PROMOTION:
            return [_warn(MixFinding.PROMOTIONS_IN_ROW, "posts", first=before.day)]
    return []
