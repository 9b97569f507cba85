"""A month on one page: each figure beside the month before, what can be learned from it, and what to do next."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from tertulia.models.errors import InputError
from tertulia.models.manager.results import (
    TOO_FEW,
    Costs,
    Grouping,
    GroupVerdict,
    Middle,
    PostGroup,
    PostMeasure,
    Posts,
    Return,
    TrackedSales,
    compared,
    measurable,
    middle,
    ratio,
    returns,
    values_of,
)


class ReportFigure(StrEnum):
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


MEDIANS: Mapping[ReportFigure, PostMeasure] = {
    ReportFigure.BY_REACH: PostMeasure.BY_REACH,
    ReportFigure.BY_FOLLOWERS: PostMeasure.BY_FOLLOWERS,
    ReportFigure.REACH: PostMeasure.REACH,
    ReportFigure.INTERACTIONS: PostMeasure.INTERACTIONS,
}
"""Figures that are the middle of the posts."""


class MonthVerdict(StrEnum):
    """How a figure stands beside the month before."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"
    """The range holds "no change"."""
    TOO_FEW = "too_few"
    """Posts in one of the months."""
    NO_LAST = "no_last"
    """It was not measured in the month before."""
    COUNTED = "counted"
    """A count, which has no range."""


MOVED = (MonthVerdict.UP, MonthVerdict.DOWN)
"""What cannot well be chance."""


class ReportRefusal(StrEnum):
    """Why there is no report of a month."""

    NO_POSTS = "no_posts"
    """None in the month."""
    NO_MONTHS = "no_months"
    """No post says when it was published."""


@dataclass(frozen=True, kw_only=True)
class ReportLine:
    """One figure of the month beside the month before.

    Attributes
    ----------
    figure
        Which.
    now, before
        The month's value and that of the month before, NaN if it was not measured.
    low, high
        The range of `now`, NaN for a count.
    n, n_before
        Posts behind the values.
    times, times_low, times_high
        `now` over `before`, with its range; NaN where there is none.
    verdict
        What the two months come to.
    """

    figure: ReportFigure
    now: float
    low: float = math.nan
    high: float = math.nan
    n: int
    before: float
    n_before: int
    times: float
    times_low: float = math.nan
    times_high: float = math.nan
    verdict: MonthVerdict


class Lesson(StrEnum):
    """Something learned; its values stand behind it."""

    FIGURE_UP = "figure_up"
    """figure, times."""
    FIGURE_DOWN = "figure_down"
    """figure, times."""
    KIND_MORE = "kind_more"
    """kind, measure, middle, rest, n."""
    KIND_LESS = "kind_less"
    """kind, measure, middle, rest, n."""
    WEEKDAY_MORE = "weekday_more"
    """weekday, measure, middle, rest, n."""
    WEEKDAY_LESS = "weekday_less"
    """weekday, measure, middle, rest, n."""
    KIND_REACH = "kind_reach"
    """The kind that gets more reactions reaches fewer people: kind, middle, rest."""
    PAID_REACH = "paid_reach"
    """Promoted posts reached more people: middle, rest."""
    FEW_POSTS = "few_posts"
    """posts, least."""
    NOTHING_CLEAR = "nothing_clear"


class NextStep(StrEnum):
    """Something to change; its values stand behind it."""

    CHOOSE_AIM = "choose_aim"
    """kind."""
    MORE_OF = "more_of"
    """kind."""
    LESS_OF = "less_of"
    """kind."""
    FIND_CAUSE = "find_cause"
    """figure."""
    WAIT = "wait"
    TRACK = "track"
    """break_even: conversions in the month; not there if nobody has said what stays of a sale."""
    COSTS_MORE = "costs_more"
    """roi: even at its best."""
    PAYS = "pays"
    """roi: even at its worst."""
    MAY_PAY = "may_pay"
    """low, high: of the return."""
    ASK_REACH = "ask_reach"


OF_COSTS = (NextStep.TRACK, NextStep.COSTS_MORE, NextStep.PAYS, NextStep.MAY_PAY)
"""What follows from the costs, whoever's the posts are."""

_OF_POSTS = (NextStep.CHOOSE_AIM, NextStep.MORE_OF, NextStep.LESS_OF, NextStep.FIND_CAUSE)


@dataclass(frozen=True)
class Remark:
    """Something learned, or something to change; the widget turns the code into a sentence with the values."""

    code: Lesson | NextStep
    values: Mapping[str, float | int | str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class MonthReport:
    """A month.

    Attributes
    ----------
    month
        12 * year + month - 1.
    posts, unit
        Number of posts, or of days ("post", "day").
    lines
        The figures that were measured.
    lessons, steps
        What was learned, and what to do next.
    hours, returned
        Hours of work, and what they brought; None if nobody has said what the month cost.
    """

    month: int
    posts: int
    unit: str
    lines: tuple[ReportLine, ...]
    lessons: tuple[Remark, ...]
    steps: tuple[Remark, ...]
    hours: float | None
    returned: Return | None


def monthly(posts: Posts, month: int, costs: Costs | None, tracked: TrackedSales | None, seed: int = 1) -> MonthReport:
    """The report of one month.

    Parameters
    ----------
    posts
        Of all months.
    month
        12 * year + month - 1.
    costs, tracked
        What the month took, and the sales it could trace; None where nobody has said it.
    seed
        Of the bootstrap behind the ranges.

    Returns
    -------
    MonthReport
        Lessons come from all posts up to this month, because one month is rarely enough to compare kinds or days.

    Raises
    ------
    InputError
        NO_POSTS on "month" if it has none.
    """
    now, before = posts.where(posts.month == month), posts.where(posts.month == month - 1)
    if len(now) == 0:
        raise InputError("month", ReportRefusal.NO_POSTS)
    lines = tuple(line for line in (_line(figure, now, before, seed) for figure in ReportFigure) if line)
    returned = returns(costs, tracked) if costs else None
    lessons = _lessons(posts.where((posts.month >= 0) & (posts.month <= month)), now, lines)
    return MonthReport(
        month=month,
        posts=len(now),
        unit=posts.unit,
        lines=lines,
        lessons=lessons,
        steps=_steps(lessons, lines, returned, now),
        hours=costs.hours if costs else None,
        returned=returned,
    )


def _line(figure: ReportFigure, now: Posts, before: Posts, seed: int) -> ReportLine | None:
    if figure not in MEDIANS:
        return _counted_line(figure, now, before)
    values, earlier = values_of(now, MEDIANS[figure]), values_of(before, MEDIANS[figure])
    this, last = middle(values), middle(earlier)
    if this.n == 0:
        return None
    times = ratio(values, earlier, seed)
    return ReportLine(
        figure=figure,
        now=this.median,
        low=this.low,
        high=this.high,
        n=this.n,
        before=last.median,
        n_before=last.n,
        times=times.ratio,
        times_low=times.low,
        times_high=times.high,
        verdict=_verdict(this, last, times.low, times.high),
    )


def _counted_line(figure: ReportFigure, now: Posts, before: Posts) -> ReportLine | None:
    count, known = _counted(figure, now)
    earlier, earlier_known = _counted(figure, before)
    if known == 0 or now.unit == "day" and figure is ReportFigure.POSTS:
        return None
    last = earlier if earlier_known else math.nan
    return ReportLine(
        figure=figure,
        now=count,
        n=known,
        before=last,
        n_before=earlier_known,
        times=count / last if last > 0 else math.nan,
        verdict=MonthVerdict.COUNTED if earlier_known else MonthVerdict.NO_LAST,
    )


def _counted(figure: ReportFigure, posts: Posts) -> tuple[float, int]:
    if figure is ReportFigure.POSTS:
        return float(len(posts)), len(posts)
    values = posts.counts.get(figure.value)
    if values is None:
        return math.nan, 0
    return float(np.nansum(values)), int(np.isfinite(values).sum())


def _verdict(this: Middle, last: Middle, low: float, high: float) -> MonthVerdict:
    if last.n == 0:
        return MonthVerdict.NO_LAST
    if not (this.enough and last.enough) or math.isnan(low):
        return MonthVerdict.TOO_FEW
    return MonthVerdict.UP if low > 1 else MonthVerdict.DOWN if high < 1 else MonthVerdict.UNCLEAR


# ---- what it says --------------------------------------------------------------------------------------------------


def _lessons(until: Posts, now: Posts, lines: Sequence[ReportLine]) -> tuple[Remark, ...]:
    lessons = [
        Remark(
            Lesson.FIGURE_UP if line.verdict is MonthVerdict.UP else Lesson.FIGURE_DOWN,
            {"figure": line.figure.value, "times": line.times},
        )
        for line in lines
        if line.verdict in MOVED
    ]
    known = measurable(until)
    usual = (PostMeasure.BY_REACH, PostMeasure.BY_FOLLOWERS, PostMeasure.INTERACTIONS, PostMeasure.VIEWS)
    measure = next((each for each in usual if each in known), None)
    if measure:
        lessons += _kinds_and_days(until, measure)
    if measure is PostMeasure.BY_REACH:
        lessons += _fewer_reached(until, lessons)
    if np.nansum(now.paid) > 0 and PostMeasure.REACH in known:
        lessons += [
            Remark(Lesson.PAID_REACH, {"middle": group.middle.median, "rest": group.rest.median})
            for group in compared(until, PostMeasure.REACH, Grouping.PAID)
            if group.key == 1 and group.verdict is GroupVerdict.MORE
        ]
    if len(now) < TOO_FEW and now.unit != "day":
        lessons.append(Remark(Lesson.FEW_POSTS, {"posts": len(now), "least": TOO_FEW}))
    return tuple(lessons) or (Remark(Lesson.NOTHING_CLEAR),)


def _kinds_and_days(posts: Posts, measure: PostMeasure) -> list[Remark]:
    """The kinds and the weekdays that stand out."""
    return [
        Remark(
            Lesson(f"{grouping}_{group.verdict}"),
            {
                grouping.value: posts.kinds[group.key] if grouping is Grouping.KIND else group.key,
                "measure": measure.value,
                "middle": group.middle.median,
                "rest": group.rest.median,
                "n": group.middle.n,
            },
        )
        for grouping in (Grouping.KIND, Grouping.WEEKDAY)
        for group in _clearest(compared(posts, measure, grouping))
    ]


def _fewer_reached(posts: Posts, lessons: Iterable[Remark]) -> list[Remark]:
    """Whether the kind with more reactions per person reaches fewer people."""
    fewer = {
        posts.kinds[group.key]: group
        for group in compared(posts, PostMeasure.REACH, Grouping.KIND)
        if group.verdict is GroupVerdict.LESS
    }
    kinds = [str(each.values["kind"]) for each in lessons if each.code is Lesson.KIND_MORE]
    return [
        Remark(Lesson.KIND_REACH, {"kind": kind, "middle": fewer[kind].middle.median, "rest": fewer[kind].rest.median})
        for kind in kinds
        if kind in fewer
    ]


def _clearest(groups: Iterable[PostGroup]) -> list[PostGroup]:
    """One that is clearly above and one that is clearly below, those with most posts."""
    clearest = []
    for verdict in (GroupVerdict.MORE, GroupVerdict.LESS):
        clear = [group for group in groups if group.verdict is verdict]
        clearest += [max(clear, key=lambda group: group.middle.n)] if clear else []
    return clearest


def _steps(
    lessons: Iterable[Remark], lines: Iterable[ReportLine], returned: Return | None, now: Posts
) -> tuple[Remark, ...]:
    kinds = {remark.code: remark.values["kind"] for remark in lessons if "kind" in remark.values}
    steps: list[Remark] = []
    if Lesson.KIND_REACH in kinds:
        steps.append(Remark(NextStep.CHOOSE_AIM, {"kind": kinds[Lesson.KIND_REACH]}))
    else:
        for lesson, step in ((Lesson.KIND_MORE, NextStep.MORE_OF), (Lesson.KIND_LESS, NextStep.LESS_OF)):
            if lesson in kinds:
                steps.append(Remark(step, {"kind": kinds[lesson]}))
    fallen = next((line for line in lines if line.verdict is MonthVerdict.DOWN), None)
    if fallen:
        steps.append(Remark(NextStep.FIND_CAUSE, {"figure": fallen.figure.value}))
    if not any(remark.code in _OF_POSTS for remark in steps):
        steps.insert(0, Remark(NextStep.WAIT))
    if returned:
        steps.append(_of_costs(returned))
    if PostMeasure.REACH not in measurable(now) and now.unit != "day":
        steps.append(Remark(NextStep.ASK_REACH))
    return tuple(steps)


def _of_costs(returned: Return) -> Remark:
    if returned.roi is None:
        return Remark(NextStep.TRACK, {"break_even": returned.break_even[1]} if returned.break_even else {})
    low, _middle, high = returned.roi
    if high < 0:
        return Remark(NextStep.COSTS_MORE, {"roi": high})
    if low > 0:
        return Remark(NextStep.PAYS, {"roi": low})
    return Remark(NextStep.MAY_PAY, {"low": low, "high": high})
