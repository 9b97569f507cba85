"""What breaks a rule in a content mix or in its calendar: codes and values, never sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from tertulia.models.finding import Finding, Severity, worst_first
from tertulia.models.strategy.ideas import PostKind
from tertulia.models.strategy.mix import WINDOW_WEEKS, Mix, capacity, network_hours, networks_allowed, reply_minutes
from tertulia.models.strategy.schedule import Post, calendar, gaps, monday, spread


def check(mix: Mix, posts: Sequence[Post] | None = None) -> tuple[Finding, ...]:
    """What breaks a rule, in the mix and in its posts (by default its own calendar), worst first.

    Stops: hours_exceeded (planned, fits, needed, hours: posts a week and hours a week), reply_missing
    (posts: a week), promotion_over_cap (share, cap), objective_missing (posts: in the period),
    networks_over_hours (networks, allowed: counts; needed, hours), and in posts changed by hand
    post_without_objective (posts, first: date), week_over_hours (week: its Monday, minutes, available),
    promotion_window (share, cap, first, last: dates).
    Warnings: no_conversation (posts), posts_over_days (planned, most, days), promotions_in_row (first: date).
    Notes: promotion_over_half (share), promotion_rounds_to_none (share, posts), reply_gap (days: the longest
    wait, slots: a week), ideas_repeat (posts, ideas), other_objective (posts, of).
    """
    given = posts is not None
    entries = tuple(posts) if posts is not None else calendar(mix)
    found = [*_hours_findings(mix), *_share_findings(mix, entries), *_network_findings(mix)]
    if mix.objective is None:
        found.append(_stop("objective_missing", "objective", posts=len(entries)))
    elif given:
        found += _aimless(entries)
    if given:
        found += [*_week_findings(mix, entries), *_window_findings(mix, entries)]
    found += _row_findings(entries)
    different = len({post.idea for post in entries})
    if different < len(entries):
        found.append(_note("ideas_repeat", "posts", posts=len(entries), ideas=different))
    other = sum(post.objective not in (None, mix.objective) for post in entries)
    if mix.objective is not None and other:
        found.append(_note("other_objective", "objective", posts=other, of=len(entries)))
    return worst_first(found)


def _stop(code: str, part: str, **values: float | int | date) -> Finding:
    return Finding(code=code, part=part, severity=Severity.STOP, values=values)


def _warn(code: str, part: str, **values: float | int | date) -> Finding:
    return Finding(code=code, part=part, severity=Severity.WARN, values=values)


def _note(code: str, part: str, **values: float | int | date) -> Finding:
    return Finding(code=code, part=part, severity=Severity.NOTE, values=values)


def _hours_findings(mix: Mix) -> list[Finding]:
    found = []
    room = capacity(mix)
    if mix.posts > room.posts:
        found.append(
            _stop("hours_exceeded", "posts", planned=mix.posts, fits=room.posts, needed=room.needed, hours=mix.hours)
        )
    if mix.posts > room.most:
        found.append(_warn("posts_over_days", "posts", planned=mix.posts, most=room.most, days=len(mix.weekdays)))
    slots = len(reply_minutes(mix))
    if slots == 0:
        found.append(_stop("reply_missing", "reply_hours", posts=mix.posts))
    elif slots < len(mix.weekdays):
        wait = max(gaps(spread(mix.weekdays, slots)))
        found.append(_note("reply_gap", "reply_hours", days=wait, slots=slots))
    return found


def _share_findings(mix: Mix, posts: Sequence[Post]) -> list[Finding]:
    found = []
    share = mix.shares[PostKind.PROMOTION]
    if share > mix.promotion_cap + 1e-9:
        found.append(_stop("promotion_over_cap", "shares", share=share, cap=mix.promotion_cap))
    elif share > 0.5:
        found.append(_note("promotion_over_half", "shares", share=share))
    held = Counter(post.kind for post in posts)
    if posts and share > 0 and not held[PostKind.PROMOTION]:
        found.append(_note("promotion_rounds_to_none", "shares", share=share, posts=len(posts)))
    if not held[PostKind.CONVERSATION]:
        found.append(_warn("no_conversation", "shares", posts=len(posts)))
    return found


def _network_findings(mix: Mix) -> list[Finding]:
    allowed = networks_allowed(mix.networks, mix.hours)
    if len(allowed) == len(mix.networks):
        return []
    hours = [network_hours(key) for key in mix.networks]
    needed = hours[0][1] if len(hours) == 1 else sum(decent for decent, _least in hours)
    return [
        _stop(
            "networks_over_hours",
            "networks",
            networks=len(mix.networks),
            allowed=len(allowed),
            needed=needed,
            hours=mix.hours,
        )
    ]


def _aimless(posts: Sequence[Post]) -> list[Finding]:
    days = sorted(post.day for post in posts if post.objective is None)
    return [_stop("post_without_objective", "objective", posts=len(days), first=days[0])] if days else []


def _week_findings(mix: Mix, posts: Sequence[Post]) -> list[Finding]:
    minutes: Counter[date] = Counter()
    for post in posts:
        minutes[monday(post.day)] += post.minutes
    available = capacity(mix).minutes
    return [
        _stop("week_over_hours", "hours", week=week, minutes=spent, available=available)
        for week, spent in sorted(minutes.items())
        if spent > available
    ]


def _window_findings(mix: Mix, posts: Sequence[Post]) -> list[Finding]:
    """The worst full window, if it is above the cap."""
    worst: tuple[float, date] | None = None
    for offset in range(7 * (mix.weeks - WINDOW_WEEKS) + 1):
        first = mix.first_day + timedelta(days=offset)
        window = [post for post in posts if 0 <= (post.day - first).days < 7 * WINDOW_WEEKS]
        share = sum(post.kind is PostKind.PROMOTION for post in window) / len(window) if window else 0.0
        if share > mix.promotion_cap + 1e-9 and (worst is None or share > worst[0]):
            worst = share, first
    if worst is None:
        return []
    share, first = worst
    last = first + timedelta(days=7 * WINDOW_WEEKS - 1)
    return [_stop("promotion_window", "shares", share=share, cap=mix.promotion_cap, first=first, last=last)]


def _row_findings(posts: Sequence[Post]) -> list[Finding]:
    ordered = sorted(posts, key=lambda post: (post.day, post.at))
    for before, after in pairwise(ordered):
        if before.kind is after.kind is PostKind.PROMOTION:
            return [_warn("promotions_in_row", "posts", first=before.day)]
    return []
