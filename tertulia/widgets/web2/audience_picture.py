"""The picture of the audience explorer: the figures of one count as bars, the largest first."""

from __future__ import annotations

from collections.abc import Sequence

from tertulia import facts
from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.html import Html, joined, markup
from tertulia.language import _, and_list, day
from tertulia.models.web2.audience import ANY_NETWORK, AudienceCount, AudienceFigure, AudienceMeasure, GroupFigures
from tertulia.widgets.web2.audience_figures import VIEWS
from tertulia.widgets.web2.audience_words import (
    by_words,
    group_words,
    missing_words,
    name_words,
    period_words,
    row_words,
    unit_words,
    value_words,
    view_words,
    whom_words,
)

SHORTEST_SCALE = 0.5
"""Shares are drawn on a scale that reaches so far at least, so that small ones look small."""


def audience_picture(answer: GroupFigures, rows: Sequence[AudienceFigure], name: str) -> Picture:
    """The rows as bars; name: unique on the page."""
    accounts = answer.count.measure is AudienceMeasure.ACCOUNTS
    largest = max(figure.value for figure in rows)
    in_front = {figure.network for figure in answer.close} | {ANY_NETWORK}
    bar_rows = [
        Bar(
            words=row_words(figure),
            share=figure.value / largest if accounts else figure.value,
            value_text=value_words(figure),
            quiet=figure.network not in in_front,
        )
        for figure in rows
    ]
    alternative = _alternative(answer, bar_rows)
    drawn = bars(bar_rows, name, alternative, top=1.0 if accounts else max(largest, SHORTEST_SCALE))
    return Picture(
        title=_title(answer, rows[0]),
        alternative=alternative,
        wide=drawn[WIDE],
        narrow=drawn[NARROW],
        caption=_caption(answer),
        source=_source(answer.count),
    )


def _alternative(answer: GroupFigures, bar_rows: Sequence[Bar]) -> str:
    values = "; ".join(f"{row.words} {row.value_text}" for row in bar_rows)
    counted = f"{view_words(answer.count.view)}, {period_words(answer.count.period)}"
    words = f"{counted}, " + _("{group}: {list}").format(group=whom_words(answer), list=values)
    return f"{words}. {missing_words(answer)}" if answer.missing else words


def _title(answer: GroupFigures, first: AudienceFigure) -> str:
    """What the picture shows, the largest figure first."""
    value = value_words(first)
    if first.network == ANY_NETWORK:
        return _("Any network: {first}, {share}").format(first=group_words(first.age, first.sex), share=value)
    if answer.count.measure is AudienceMeasure.ADS:
        return _("{network} offers advertisers the largest part of this group: {share} of its accounts").format(
            network=first.network, share=value
        )
    if len(answer.close) > 1:
        return _("{networks} are too close to tell apart").format(
            networks=and_list([name_words(figure.network) for figure in answer.close])
        )
    title = (
        _("{network}, {share}, is the largest figure we have")
        if answer.missing
        else _("{network} comes first, with {share}")
    )
    return title.format(network=first.network, share=value)


def _caption(answer: GroupFigures) -> Html:
    sentences = [unit_words(answer.count), _("Counted: {asked}.").format(asked=_(answer.count.asked))]
    if answer.missing:
        sentences.append(missing_words(answer))
    return joined(sentences, " ")


def _source(count: AudienceCount) -> Html:
    return markup(
        _("Source: {by}, {period}; grade {grade}. To be reviewed by {review}."),
        by=by_words(count.by),
        period=period_words(count.period),
        grade=count.grade,
        review=day(facts.dataset(VIEWS[count.view].dataset).review_by),
    )
