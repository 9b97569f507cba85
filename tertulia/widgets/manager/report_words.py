"""The learner's words for the monthly report: its figures, what was learned, what to do next, how it is worked out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from tertulia.html import Html, joined, markup, paragraphs
from tertulia.language import _, money, ngettext, number, percent
from tertulia.models.manager.report import (
    MEDIANS,
    MOVED,
    Lesson,
    MonthReport,
    MonthVerdict,
    NextStep,
    Remark,
    ReportFigure,
    ReportLine,
)
from tertulia.models.manager.results import PostMeasure
from tertulia.widgets.base.components import fold, table
from tertulia.widgets.manager.results_words import kind_words, measure_words, measured_words, weekday_words


def figure_words(figure: ReportFigure, unit: str = "post") -> str:
    """A figure of the report, with its denominator in the name. unit: "post" or "day"."""
    if figure in MEDIANS:
        return measure_words(MEDIANS[figure], unit)
    return {
        ReportFigure.POSTS: _("Posts published"),
        ReportFigure.COMMENTS: _("Comments, all together"),
        ReportFigure.CLICKS: _("Clicks, all together"),
        ReportFigure.LINK_CLICKS: _("Clicks on links, all together"),
        ReportFigure.FOLLOWS: _("New followers, all together"),
        ReportFigure.MESSAGES: _("Messages, all together"),
    }[figure]


def value_words(line: ReportLine, value: float) -> str:
    """A value of a figure; a dash where it was not measured."""
    if math.isnan(value):
        return "–"
    return measured_words(MEDIANS[line.figure], value) if line.figure in MEDIANS else number(value)


def tile_words(line: ReportLine, unit: str) -> str:
    """A figure's name, and in a few words how it stands beside the month before."""
    verdict = {
        MonthVerdict.UP: _("clearly more than the month before"),
        MonthVerdict.DOWN: _("clearly less than the month before"),
        MonthVerdict.UNCLEAR: _("no clear change"),
        MonthVerdict.TOO_FEW: _("too few posts to compare"),
        MonthVerdict.NO_LAST: _("no month before"),
        MonthVerdict.COUNTED: _("the month before {before}").format(before=value_words(line, line.before)),
    }[line.verdict]
    return f"{figure_words(line.figure, unit)}; {verdict}"


def line_words(line: ReportLine, unit: str) -> str:
    """A figure in a line of the report."""
    now, before = value_words(line, line.now), value_words(line, line.before)
    if not math.isnan(line.low):
        low, high = value_words(line, line.low), value_words(line, line.high)
        now += " " + _("(range {low} to {high})").format(low=low, high=high)
    verdict = {
        MonthVerdict.UP: _("clearly more than the month before ({before})"),
        MonthVerdict.DOWN: _("clearly less than the month before ({before})"),
        MonthVerdict.UNCLEAR: _("no clear change from the month before ({before})"),
        MonthVerdict.TOO_FEW: _("too few posts to compare with the month before"),
        MonthVerdict.NO_LAST: _("no month before to compare with"),
        MonthVerdict.COUNTED: _("the month before {before}"),
    }[line.verdict].format(before=before)
    return f"{figure_words(line.figure, unit)}: {now}; {verdict}"


def cost_lines(report: MonthReport) -> list[str]:
    """Hours, cost and return, in two lines of the report."""
    returned = report.returned
    if returned is None or report.hours is None:
        return [_("What the month cost was not told.")]
    hours = ngettext("{n} hour", "{n} hours", report.hours).format(n=number(report.hours))
    cost = _("{hours}; cost of the month {cost}").format(hours=hours, cost=money(returned.cost))
    if returned.break_even is None:
        return [cost, _("No sale traced.")]
    if returned.gain is None or returned.roi is None:
        return [
            cost,
            ngettext(
                "No sale traced. It takes {n} traced sale to pay for the month.",
                "No sale traced. It takes {n} traced sales to pay for the month.",
                returned.break_even[1],
            ).format(n=number(returned.break_even[1])),
        ]
    return [
        cost,
        _("Brought by traced sales: {low} to {high}. Return {worst} to {best}.").format(
            low=money(returned.gain[0]),
            high=money(returned.gain[2]),
            worst=_signed(returned.roi[0]),
            best=_signed(returned.roi[2]),
        ),
    ]


def _signed(share: float) -> str:
    """A share with its sign."""
    return ("+" if share > 0 else "") + percent(share).replace("-", "\u2212")


def month_meaning(lines: Iterable[ReportLine], unit: str) -> Html:
    """What the month's figures mean, in a sentence or two."""
    lines = tuple(lines)
    moved = [line for line in lines if line.verdict in MOVED]
    if moved:
        return markup(
            _("{kpi} changed clearly. The rest may be chance: do not explain it."),
            kpi=markup("<strong>{figure}</strong>", figure=figure_words(moved[0].figure, unit)),
        )
    if all(line.verdict is not MonthVerdict.UNCLEAR for line in lines):
        return markup(
            _(
                "One month, or a handful of posts, proves nothing. <strong>Keep the report; the third one begins "
                "to say something.</strong>"
            )
        )
    return markup(
        _(
            "<strong>Nothing moved clearly</strong>: every range holds “as before”. That is the usual month, "
            "and no reason to change course."
        )
    )


def lesson_words(remark: Remark) -> str:
    """A sentence for what was learned."""
    return {
        Lesson.KIND_MORE: _("“{kind}”: clearly more than the rest ({middle} against {rest}, {measure})."),
        Lesson.KIND_LESS: _("“{kind}”: clearly less than the rest ({middle} against {rest}, {measure})."),
        Lesson.WEEKDAY_MORE: _("{weekday}: clearly more than the other days ({middle} against {rest}, {measure})."),
        Lesson.WEEKDAY_LESS: _("{weekday}: clearly less than the other days ({middle} against {rest}, {measure})."),
        Lesson.KIND_REACH: _("“{kind}” reached fewer people than the rest, though ({middle} against {rest})."),
        Lesson.PAID_REACH: _(
            "Promoted posts reached more people ({middle} against {rest}). That is what we paid for; "
            "whether they bought is another question."
        ),
        Lesson.FIGURE_UP: _("{kpi}: {times} times the month before."),
        Lesson.FIGURE_DOWN: _("{kpi}: {times} times the month before."),
        Lesson.FEW_POSTS: _("{posts} posts are too few to compare; from {least} on it begins."),
        Lesson.NOTHING_CLEAR: _("No kind of post and no day stands out clearly. Chance explains the differences."),
    }[Lesson(remark.code)].format(**_values(remark.values))


def step_words(remark: Remark) -> str:
    """A sentence for what to do."""
    return {
        NextStep.CHOOSE_AIM: _(
            "Decide what counts for us: to be seen by many, or to get an answer from those who see us. "
            "“{kind}” does the second."
        ),
        NextStep.MORE_OF: _(
            "Publish “{kind}” more often for a month, on purpose, and see whether the difference stays."
        ),
        NextStep.LESS_OF: _("Publish “{kind}” less often, unless it does something else for us."),
        NextStep.FIND_CAUSE: _("Look at the posts of the month one by one: why did “{kpi}” fall?"),
        NextStep.WAIT: _("Change nothing because of the figures; go on and compare again next month."),
        NextStep.TRACK: _("Make sales traceable: a code, a link, and the question “how did you find us?” at the till."),
        NextStep.COSTS_MORE: _("The traced sales do not pay for the hours. Spend fewer, or trace better."),
        NextStep.PAYS: _("The hours pay for themselves. Keep them in the calendar."),
        NextStep.MAY_PAY: _("The hours may pay for themselves or not: ask more customers how they found us."),
        NextStep.ASK_REACH: _("Export the file with the column “reach”: without it we do not know who saw the posts."),
    }[NextStep(remark.code)].format(**_values(remark.values))


def _values(values: Mapping[str, float | int | str]) -> dict[str, str]:
    """The values of a remark as its sentence takes them."""
    measure = PostMeasure(str(values["measure"])) if "measure" in values else PostMeasure.REACH
    words: dict[str, str] = {}
    for name, value in values.items():
        if name == "kind":
            words[name] = kind_words(str(value))
        elif name == "weekday":
            words[name] = weekday_words(int(value))
        elif name == "measure":
            words[name] = measure_words(measure).lower()
        elif name == "figure":
            words["kpi"] = figure_words(ReportFigure(str(value)))
        elif name in ("middle", "rest"):
            words[name] = measured_words(measure, float(value))
        elif name in ("posts", "least"):
            words[name] = number(float(value))
        elif name == "times":
            words[name] = number(float(value), 2)
    return words


def for_the_curious(report: MonthReport) -> Html:
    """What stands folded below the report."""
    rows = [
        [
            figure_words(line.figure, report.unit),
            value_words(line, line.now),
            "–" if math.isnan(line.low) else f"{value_words(line, line.low)}–{value_words(line, line.high)}",
            value_words(line, line.before),
            _times(line),
        ]
        for line in report.lines
    ]
    heads = [_("Figure"), _("This month"), _("Range"), _("Month before"), _("Times as much")]
    how = paragraphs(
        _middle_words(report.unit),
        _(
            "“Clearly more” means: drawing months anew from your posts 4,000 times, at least 97 in 100 have more "
            "than the month before. Below ten posts a month no comparison is made."
        ),
        _(
            "Counts (comments, clicks, new followers) are what they are; they have no range, and one lucky post "
            "can double them."
        ),
    )
    return joined([fold(_("The numbers as a table"), table(heads, rows)), fold(_("How it works, in plain words"), how)])


def _middle_words(unit: str) -> str:
    return {
        "day": _(
            "A figure “per day” is that of the middle day of the month. Its range comes from the days themselves."
        ),
        "ad": _(
            "A figure “per advert” is that of the middle advert of the month. Its range comes from the adverts "
            "themselves."
        ),
    }.get(
        unit,
        _("A figure “per post” is that of the middle post of the month. Its range comes from the posts themselves."),
    )


def _times(line: ReportLine) -> str:
    """How many times the month before, with its range where there is one."""
    if math.isnan(line.times):
        return "–"
    if math.isnan(line.times_low):
        return number(line.times, 2)
    return f"{number(line.times, 2)} ({number(line.times_low, 2)}–{number(line.times_high, 2)})"
