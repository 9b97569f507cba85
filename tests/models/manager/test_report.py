"""A month beside the last one, what is learned from it, and what to do next."""

from __future__ import annotations

import numpy as np
import pytest

from tertulia.models.errors import InputError
from tertulia.models.manager.report import Lesson, NextStep, ReportFigure, ReportRefusal, monthly
from tertulia.models.manager.results import Costs, Posts, TrackedSales

COSTS, TRACKED = Costs(hours=10, hour_euros=20), TrackedSales(conversions=0, margin=10)
JUNE = 12 * 2026 + 5


def two_months(before, now, unit="post", **counts):
    """Posts of May and June 2026 with these reaches."""
    n = len(before) + len(now)
    month = np.r_[np.full(len(before), JUNE - 1), np.full(len(now), JUNE)]
    counted = {"reach": np.r_[before, now].astype(float)}
    counted |= {name: np.array(values, dtype=float) for name, values in counts.items()}
    return posts(n, unit=unit, month=month, counts=counted)


def posts(n, **known):
    """n posts of which only this is known."""
    unknown = np.full(n, -1)
    columns = {"unit": "post", "month": unknown, "weekday": unknown, "hour": unknown, "kinds": (), "kind": unknown}
    return Posts(**{**columns, "paid": np.full(n, np.nan), **known})


def line(report, figure):
    return next(each for each in report.lines if each.figure is figure)


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        (np.arange(100, 130), np.arange(200, 230), "up"),
        (np.arange(200, 230), np.arange(100, 130), "down"),
        (np.arange(100, 130), np.arange(101, 131), "unclear"),
        (np.arange(100, 109), np.arange(200, 230), "too_few"),
        ([], np.arange(200, 230), "no_last"),
    ],
)
def test_a_month_is_told_from_the_last_only_when_it_can_be(before, now, verdict):
    reach = line(monthly(two_months(before, now), JUNE, COSTS, TRACKED), ReportFigure.REACH)
    assert reach.verdict == verdict
    assert reach.now == np.median(now)
    if len(before):
        assert reach.before == np.median(before)
    if verdict in ("up", "down", "unclear"):
        assert reach.times_low <= reach.times <= reach.times_high


def test_counts_are_counted_and_what_was_not_measured_is_left_out():
    report = monthly(two_months([1] * 3, [1] * 5, comments=[1, np.nan, 2, 3, 4, np.nan, 0, 1]), JUNE, COSTS, TRACKED)
    comments = line(report, ReportFigure.COMMENTS)
    assert (comments.now, comments.before, comments.n, comments.verdict) == (8, 3, 4, "counted")
    assert line(report, ReportFigure.POSTS).now == 5
    assert {each.figure for each in report.lines} == {ReportFigure.REACH, ReportFigure.POSTS, ReportFigure.COMMENTS}


def test_what_is_learned_and_what_follows():
    n = 30
    two_kinds = posts(
        2 * n,
        month=np.full(2 * n, JUNE),
        kinds=("Photo", "Link"),
        kind=np.repeat([0, 1], n),
        counts={"reach": np.full(2 * n, 100.0), "interactions": np.r_[np.arange(20, 20 + n), np.arange(1, 1 + n) / 10]},
    )
    report = monthly(two_kinds, JUNE, COSTS, TRACKED)
    lessons = [(each.code, each.values.get("kind")) for each in report.lessons]
    assert lessons == [(Lesson.KIND_MORE, "Photo"), (Lesson.KIND_LESS, "Link")]
    assert [each.code for each in report.steps] == [NextStep.MORE_OF, NextStep.LESS_OF, NextStep.TRACK]
    # the same rates, but photos reach fewer people: then it depends on the aim, and nobody is told to publish more
    two_kinds.counts["reach"][:n] /= 2
    two_kinds.counts["interactions"][:n] /= 2
    traded = monthly(two_kinds, JUNE, COSTS, TRACKED)
    assert Lesson.KIND_REACH in {each.code for each in traded.lessons}
    assert [each.code for each in traded.steps] == [NextStep.CHOOSE_AIM, NextStep.TRACK]


def test_a_fall_asks_for_its_cause_and_a_quiet_month_for_patience():
    down = monthly(two_months(np.arange(200, 230), np.arange(100, 130)), JUNE, COSTS, TRACKED)
    assert down.steps[0].code == NextStep.FIND_CAUSE and down.steps[0].values == {"figure": "reach"}
    assert down.lessons[0].code == Lesson.FIGURE_DOWN
    quiet = monthly(two_months(np.arange(100, 130), np.arange(100, 130)), JUNE, COSTS, TRACKED)
    assert [each.code for each in quiet.lessons] == [Lesson.NOTHING_CLEAR]
    assert quiet.steps[0].code == NextStep.WAIT


@pytest.mark.parametrize(("sales", "code"), [(0, "track"), (5, "costs_more"), (30, "may_pay"), (90, "pays")])
def test_the_return_has_its_own_next_step(sales, code):
    report = monthly(two_months([], range(20)), JUNE, COSTS, TrackedSales(conversions=sales, margin=10))
    assert code in {each.code for each in report.steps}


def test_a_month_without_posts_is_refused():
    with pytest.raises(InputError) as refused:
        monthly(two_months([1], [2]), JUNE + 1, COSTS, TRACKED)
    assert (refused.value.field, refused.value.code) == ("month", ReportRefusal.NO_POSTS)
