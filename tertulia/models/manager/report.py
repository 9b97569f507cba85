"""A month on one page: each figure beside the month before, what can be learned from it, and what to do next.

`compare` is for later months: what the plan expected beside what was seen.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from tertulia.models.errors import InputError
from tertulia.models.manager.results import (
    By,
    Costs,
    Group,
    Measure,
    Middle,
    Posts,
    Return,
    Tracked,
    compared,
    measurable,
    middle,
    ratio,
    returns,
    values_of,
)


class Kpi(StrEnum):
    """A figure of the report. Medians per post have a range; the others are counted."""

    BY_REACH = "by_reach"
    BY_FOLLOWERS = "by_followers"
    REACH = "reach"
    INTERACTIONS = "interactions"
    POSTS = "posts"
    COMMENTS = "comments"
    CLICKS = "clicks"
    LINK_CLICKS = "link_clicks"
    FOLLOWS = "follows"
    MESSAGES = "messages"


MEDIANS: Mapping[Kpi, Measure] = {
    Kpi.BY_REACH: Measure.BY_REACH,
    Kpi.BY_FOLLOWERS: Measure.BY_FOLLOWERS,
    Kpi.REACH: Measure.REACH,
    Kpi.INTERACTIONS: Measure.INTERACTIONS,
}
"""KPIs that are the middle of the posts."""


@dataclass(frozen=True)
class Line:
    """One KPI of the month beside the month before.

    now, before: value, NaN if it was not measured. low, high: its range, NaN for a count. n, n_before: posts behind
    it. times: now over before, with times_low, times_high. verdict: up, down, unclear (the range holds "no change"),
    too_few (posts in one of the months), no_last, counted, not_measured.
    """

    kpi: Kpi
    now: float
    low: float
    high: float
    n: int
    before: float
    n_before: int
    times: float
    times_low: float
    times_high: float
    verdict: str


@dataclass(frozen=True)
class Remark:
    """Something learned, or something to change; the widget turns the code into a sentence with the values.

    Learned: kind_more, kind_less, weekday_more, weekday_less, paid_reach (kind or weekday, middle, rest), kind_reach
    (the kind that gets more reactions reaches fewer people: kind, middle, rest), kpi_up, kpi_down (kpi, times),
    nothing_clear, few_posts (posts, least). Next: more_of, less_of, choose_aim (kind), find_cause (kpi), wait, track
    (break_even), costs_more (roi), pays (roi), may_pay (low, high), ask_reach.
    """

    code: str
    values: Mapping[str, float | int | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """A month. month: 12 * year + month - 1. posts: number of posts, or of days. returned: None without costs."""

    month: int
    posts: int
    unit: str
    lines: tuple[Line, ...]
    learned: tuple[Remark, ...]
    next: tuple[Remark, ...]
    hours: float
    returned: Return


def monthly(posts: Posts, month: int, costs: Costs, tracked: Tracked, seed: int = 1) -> Report:
    """The report of one month of the posts; InputError on "month" with no_posts if it has none."""
    now, before = posts.where(posts.month == month), posts.where(posts.month == month - 1)
    if len(now) == 0:
        raise InputError("month", "no_posts")
    lines = tuple(line for line in (_line(kpi, now, before, seed) for kpi in Kpi) if line.verdict != "not_measured")
    returned = returns(costs, tracked)
    learned = _learned(posts, now, month, lines)
    return Report(
        month, len(now), posts.unit, lines, learned, _next(learned, lines, returned, now), costs.hours, returned
    )


def _line(kpi: Kpi, now: Posts, before: Posts, seed: int) -> Line:
    none = math.nan
    if kpi in MEDIANS:
        values, earlier = values_of(now, MEDIANS[kpi]), values_of(before, MEDIANS[kpi])
        one, two = middle(values), middle(earlier)
        if one.n == 0:
            return Line(kpi, none, none, none, 0, two.median, two.n, none, none, none, "not_measured")
        times = ratio(values, earlier, seed)
        return Line(
            kpi,
            one.median,
            one.low,
            one.high,
            one.n,
            two.median,
            two.n,
            times.ratio,
            times.low,
            times.high,
            _moved(one, two, times.low, times.high),
        )
    counted, known = _counted(kpi, now)
    earlier_count, earlier_known = _counted(kpi, before)
    if known == 0 or now.unit == "day" and kpi is Kpi.POSTS:
        return Line(kpi, none, none, none, 0, none, 0, none, none, none, "not_measured")
    before_value = earlier_count if earlier_known else none
    times_now = counted / before_value if before_value and before_value > 0 else none
    return Line(
        kpi,
        counted,
        none,
        none,
        known,
        before_value,
        earlier_known,
        times_now,
        none,
        none,
        "counted" if earlier_known else "no_last",
    )


def _counted(kpi: Kpi, posts: Posts) -> tuple[float, int]:
    if kpi is Kpi.POSTS:
        return float(len(posts)), len(posts)
    values = posts.counts.get(kpi.value)
    if values is None:
        return math.nan, 0
    return float(np.nansum(values)), int(np.isfinite(values).sum())


def _moved(one: Middle, two: Middle, low: float, high: float) -> str:
    if two.n == 0:
        return "no_last"
    if not (one.enough and two.enough) or math.isnan(low):
        return "too_few"
    return "up" if low > 1 else "down" if high < 1 else "unclear"


# ---- what it says --------------------------------------------------------------------------------------------------


def _learned(posts: Posts, now: Posts, month: int, lines: tuple[Line, ...]) -> tuple[Remark, ...]:
    """From all posts up to this month, because one month is rarely enough to compare kinds or days."""
    until = posts.where((posts.month >= 0) & (posts.month <= month))
    found: list[Remark] = [
        Remark(f"kpi_{line.verdict}", {"kpi": line.kpi.value, "times": line.times})
        for line in lines
        if line.verdict in ("up", "down")
    ]
    best = next(
        (
            measure
            for measure in (Measure.BY_REACH, Measure.BY_FOLLOWERS, Measure.INTERACTIONS, Measure.VIEWS)
            if measure in measurable(until)
        ),
        None,
    )
    if best:
        for by in (By.KIND, By.WEEKDAY):
            found += [
                Remark(
                    f"{by.value}_{group.verdict}",
                    {
                        by.value: until.kinds[group.key] if by is By.KIND else group.key,
                        "measure": best.value,
                        "middle": group.middle.median,
                        "rest": group.rest.median,
                        "n": group.middle.n,
                    },
                )
                for group in _clearest(compared(until, best, by))
            ]
    fewer = {group.key: group for group in compared(until, Measure.REACH, By.KIND) if group.verdict == "less"}
    for remark in [each for each in found if each.code == "kind_more" and best in (Measure.BY_REACH, Measure.BY_VIEWS)]:
        group = fewer.get(until.kinds.index(str(remark.values["kind"])))
        if group:
            found.append(
                Remark(
                    "kind_reach",
                    {"kind": remark.values["kind"], "middle": group.middle.median, "rest": group.rest.median},
                )
            )
    if np.nansum(now.paid) > 0 and Measure.REACH in measurable(until):
        for group in compared(until, Measure.REACH, By.PAID):
            if group.key == 1 and group.verdict == "more":
                found.append(Remark("paid_reach", {"middle": group.middle.median, "rest": group.rest.median}))
    if len(now) < 10 and now.unit == "post":
        found.append(Remark("few_posts", {"posts": len(now), "least": 10}))
    return tuple(found) or (Remark("nothing_clear"),)


def _clearest(groups: tuple[Group, ...]) -> list[Group]:
    """One that is clearly above and one that is clearly below, those with most posts."""
    clear = []
    for verdict in ("more", "less"):
        said = [group for group in groups if group.verdict == verdict]
        clear += [max(said, key=lambda group: group.middle.n)] if said else []
    return clear


def _next(learned: tuple[Remark, ...], lines: tuple[Line, ...], returned: Return, now: Posts) -> tuple[Remark, ...]:
    found: list[Remark] = []
    by_code = {remark.code: remark for remark in learned}
    if "kind_reach" in by_code:
        found.append(Remark("choose_aim", {"kind": by_code["kind_reach"].values["kind"]}))
    for code, step in (("kind_more", "more_of"), ("kind_less", "less_of")):
        if code in by_code and "kind_reach" not in by_code:
            found.append(Remark(step, {"kind": by_code[code].values["kind"]}))
    down = next((line for line in lines if line.verdict == "down"), None)
    if down:
        found.append(Remark("find_cause", {"kpi": down.kpi.value}))
    if returned.roi is None:
        found.append(Remark("track", {"break_even": returned.break_even[1]}))
    elif returned.roi[2] < 0:
        found.append(Remark("costs_more", {"roi": returned.roi[2]}))
    elif returned.roi[0] > 0:
        found.append(Remark("pays", {"roi": returned.roi[0]}))
    else:
        found.append(Remark("may_pay", {"low": returned.roi[0], "high": returned.roi[2]}))
    if not any(remark.code in ("more_of", "less_of", "choose_aim", "find_cause") for remark in found):
        found.insert(0, Remark("wait"))
    if Measure.REACH not in measurable(now) and now.unit == "post":
        found.append(Remark("ask_reach"))
    return tuple(found)


# ---- the plan beside what was seen ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Range:
    """From low to high, both included. InputError on "expected" with order if low is above high."""

    low: float
    high: float

    def __post_init__(self) -> None:
        """Check the order."""
        if math.isnan(self.low) or math.isnan(self.high):
            raise InputError("expected", "not_a_number")
        if self.low > self.high:
            raise InputError("expected", "order", low=self.low, high=self.high)


@dataclass(frozen=True)
class Judged:
    """One KPI of the plan beside what was seen.

    observed: None if it was not measured. verdict: below, above, within, unsure (its range crosses a limit of what
    was expected) or not_measured. step: find_cause, raise_goal, keep, look_again or measure.
    """

    kpi: str
    expected: Range
    observed: Range | None
    verdict: str
    step: str


STEPS = {
    "below": "find_cause",
    "not_measured": "measure",
    "unsure": "look_again",
    "above": "raise_goal",
    "within": "keep",
}
"""What follows from each verdict, the most urgent first."""


def compare(expected: Mapping[str, Range], observed: Mapping[str, float | Range | Line]) -> tuple[Judged, ...]:
    """Which KPI lies where the plan expected it, and what to do next, the most urgent first.

    expected: by KPI. observed: a value, a range, or a line of a report; a KPI that the plan does not name is left
    out, one that nobody measured is said.
    """
    found = []
    for kpi, wanted in expected.items():
        seen = _seen(observed.get(kpi))
        if seen is None:
            verdict = "not_measured"
        elif seen.high < wanted.low:
            verdict = "below"
        elif seen.low > wanted.high:
            verdict = "above"
        elif seen.low >= wanted.low and seen.high <= wanted.high:
            verdict = "within"
        else:
            verdict = "unsure"
        found.append(Judged(str(kpi), wanted, seen, verdict, STEPS[verdict]))
    order = list(STEPS)
    return tuple(sorted(found, key=lambda judged: order.index(judged.verdict)))


def _seen(value: float | Range | Line | None) -> Range | None:
    if isinstance(value, Range) or value is None:
        return value
    if isinstance(value, Line):
        if math.isnan(value.now):
            return None
        known = not math.isnan(value.low)
        return Range(value.low, value.high) if known else Range(value.now, value.now)
    return None if math.isnan(value) else Range(value, value)
