"""The manager brief's picture and tables: the three ways side by side, the figures, how they are worked out."""

from __future__ import annotations

from tertulia import facts
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.ranges import RangeRow, ranges
from tertulia.edition import edition
from tertulia.html import Html, joined, markup, paragraphs
from tertulia.language import _, currency_words, euros, money, number
from tertulia.models.manager.brief import WEEKS, BriefResult, Needs, Option
from tertulia.models.strategy.objective import Objective
from tertulia.widgets.base.components import assumptions, fold, section, table
from tertulia.widgets.base.controls import Evidence
from tertulia.widgets.base.words import short
from tertulia.widgets.manager.brief_paper import kpis
from tertulia.widgets.manager.brief_words import needs_of, option_words, quarter, task_words, tenth, year_words

YEAR = 2024
"""The last year of the labour costs in `data/`."""


def hour_cost() -> float:
    """What an hour of work costs before the learner says it: the edition's price, else what it cost in Spain."""
    price = edition().hour_cost
    return _measured_hour() if price is None else price


def hour_evidence() -> Evidence:
    """Where that price comes from, beside the control."""
    if edition().hour_cost is None:
        return Evidence(
            "C",
            _("The mean of all jobs in Spain in 2023. Your shop is not the mean: ask whoever does your payroll."),
            "INE, Encuesta trimestral de coste laboral",
        )
    words = _("The price that {publisher} proposes. Yours may be another: ask whoever does your payroll.")
    return Evidence("D", words.format(publisher=_proposes()))


def _proposes() -> str:
    return edition().publisher or edition().name


def _hour_of_work() -> tuple[str, str, str, str]:
    """The same among what the exercise takes for granted."""
    price = edition().hour_cost
    if price is not None:
        by = _("The starting value that {publisher} proposes; put in yours.").format(publisher=_proposes())
        return _("An hour of work"), "D", money(price, 2), by
    return (
        _("An hour of work"),
        "C",
        _("{euros}, Spain, {year}").format(euros=euros(_measured_hour(), 2), year=str(YEAR)),
        _(
            "Eurostat, total labour cost per hour, all branches but public administration; read in a copy. "
            "A good measure of the average job; yours is another."
        ),
    )


def _measured_hour() -> float:
    """What an hour of work cost in Spain in YEAR, euros: the mean of what the table has of it, to ten cents."""
    costs = [float(str(row["value"])) for row in facts.rows("labour_cost_spain") if row["year"] == YEAR]
    return round(sum(costs) / len(costs), 1)


def costs_picture(result: BriefResult, name: str) -> Picture:
    """The cost of each option from low to high. name: of the exercise."""
    rows = [
        RangeRow(
            words=option_words(option),
            low=cost.low,
            mid=cost.mid,
            high=cost.high,
            value_text=_("{mid} a year ({low} to {high})").format(
                mid=year_words(cost.mid), low=year_words(cost.low), high=year_words(cost.high)
            ),
            quiet=option is not result.cheapest,
        )
        for option, cost in result.costs.items()
    ]
    listed = "; ".join(f"{row.words}: {row.value_text}" for row in rows)
    drawn = ranges(rows, name, listed)
    title = (
        _("{option} costs least").format(option=option_words(result.cheapest))
        if result.clear
        else _("The three ways cost about as much as each other can")
    )
    caption = _(
        "{currencies} a year: bars from low to high, a mark across the middle. Computed from your figures; the "
        "hours of work may be half as many again or a third fewer."
    ).format(currencies=currency_words(begins=True))
    return Picture(title=title, alternative=listed, wide=drawn[WIDE], narrow=drawn[NARROW], caption=caption)


def options(result: BriefResult) -> Html:
    """What each option asks of the firm."""
    folds = joined(
        fold(option_words(option), _listed(needs_of(option)), note=year_words(result.costs[option].mid))
        for option in Option
    )
    return section(_("What each way asks of you"), markup("<div>{folds}</div>", folds=folds))


def _listed(items: list[str]) -> Html:
    return markup('<ul class="tt-plain">{items}</ul>', items=joined(markup("<li>{item}</li>", item=i) for i in items))


def for_the_curious(needs: Needs, result: BriefResult, aim: Objective) -> Html:
    """What stands folded below the answer."""
    how = paragraphs(
        _(
            "The hours are your week times your minutes. Low and high are a third fewer and half as many again: "
            "people are optimists about their own time."
        ),
        _(
            "Hiring counts every hour of the contract, used or not. Training adds the course and its hours, spread "
            "over two years. The agency is twelve fees and the hours somebody inside still spends with it."
        ),
        _("All count {weeks} weeks: in holidays the stand-in is paid.").format(weeks=number(WEEKS)),
    )
    return joined(
        [
            fold(_("The numbers as tables"), joined([_hours(result), _costs(result)])),
            fold(_("Four numbers to agree on"), _listed(kpis(aim))),
            fold(_("How it is computed, in plain words"), how),
            fold(_("What we take for granted"), _taken_for_granted(needs)),
        ]
    )


def _hours(result: BriefResult) -> Html:
    return table(
        [_("Hours a week"), _("Middle")],
        [
            *([task_words(task), short(quarter(hours))] for task, hours in result.tasks.items()),
            [_("All in all"), tenth(result.hours.mid)],
        ],
    )


def _costs(result: BriefResult) -> Html:
    return table(
        [_("{currencies} a year").format(currencies=currency_words(begins=True)), _("Low"), _("Middle"), _("High")],
        [
            [option_words(option), *(year_words(value) for value in (cost.low, cost.mid, cost.high))]
            for option, cost in result.costs.items()
        ],
    )


def _taken_for_granted(needs: Needs) -> Html:
    return assumptions(
        [
            _hour_of_work(),
            (
                _("Fee, course, contract"),
                "D",
                _("Our starting values"),
                _("We found no official figure for Spain. Ask for three quotes."),
            ),
            (
                _("Spread of the prices"),
                "D",
                _("Hour ÷ and × {hour}, fee ÷ and × {fee}").format(
                    hour=short(needs.hour_spread), fee=short(needs.fee_spread)
                ),
                _("Our judgement."),
            ),
        ]
    )
