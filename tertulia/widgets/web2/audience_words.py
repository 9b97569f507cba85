"""The words of the audience explorer: views, groups, periods, and what the figures mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertulia.html import Html, markup
from tertulia.language import _, and_list, number, percent
from tertulia.models.web2.audience import (
    ALL,
    ANY_NETWORK,
    AudienceCount,
    AudienceFigure,
    AudienceMeasure,
    GroupFigures,
    runners_up,
)
from tertulia.widgets.base.components import number_tile, numbers
from tertulia.widgets.base.controls import Evidence
from tertulia.widgets.web2.audience_figures import MINE, VIEWS


def view_words(key: str) -> str:
    """What a view shows."""
    return {
        MINE: _("Spain: customers like mine"),
        "estimate": _("Spain: by age and sex"),
        "spain_month": _("Spain: used it last month"),
        "spain_week": _("Spain: used it last week"),
        "spain_uses": _("Spain: use it"),
        "spain_regularly": _("Spain: use it often, as a network"),
        "spain_messages": _("Spain: use it often, for messages"),
        "spain_seniors": _("Spain, 55 and over: usual apps"),
        "spain_seniors_panel": _("Spain, 55 and over: seen there"),
        "spain_any": _("Spain: use any network"),
        "spain_accounts": _("Spain: accounts"),
        "eu_accounts": _("European Union: accounts"),
        "spain_ads": _("Spain: the ad tools, for sex and age"),
        "eu_any": _("European Union: use any network"),
        "us_ever": _("United States: ever use it"),
    }[key]


def measure_words(measure: AudienceMeasure) -> str:
    """What was counted."""
    return {
        AudienceMeasure.USE: _("What people say in a survey"),
        AudienceMeasure.PANEL: _("People whose devices were seen there"),
        AudienceMeasure.ACCOUNTS: _("Accounts the network reports, not people"),
        AudienceMeasure.ADS: _("Accounts an advert can reach, told by the seller"),
        AudienceMeasure.ESTIMATE: _("Our estimate"),
    }[measure]


def value_words(figure: AudienceFigure) -> str:
    """The number as the learner reads it: "64 %", or "39.8 million" accounts."""
    if figure.count.measure is AudienceMeasure.ACCOUNTS:
        return _("{n} million").format(n=number(figure.value / 1e6, 1))
    return percent(figure.value)


def name_words(network: str) -> str:
    """A network's name."""
    return _("any network") if network == ANY_NETWORK else network


def row_words(figure: AudienceFigure) -> str:
    """What a bar stands for: the network, or the group where no network is named."""
    return group_words(figure.age, figure.sex) if figure.network == ANY_NETWORK else figure.network


def group_words(age: str, sex: str) -> str:
    """A group of people: "everybody", "women", "18–24", "men, 25–34"."""
    sexes = {ALL: "", "women": _("women"), "men": _("men")}[sex]
    if age == ALL:
        return sexes or _("everybody asked")
    ages = age.replace("-", "\u2013") if "+" not in age else _("{age} and over").format(age=age.rstrip("+"))
    return f"{sexes}, {ages}" if sexes else ages


def place_words(place: str) -> str:
    """Where."""
    return {
        "Spain": _("Spain"),
        "EU27": _("the European Union"),
        "European Union": _("the European Union"),
        "United States": _("the United States"),
    }[place]


def by_words(by: str) -> str:
    """Who counted; proper names stay as they are."""
    return _("the networks themselves") if by == "the networks themselves" else by


def period_words(period: str) -> str:
    """A year, and the part of it where the data say so: "2024", "end of 2024", "first half of 2026"."""
    year, part = period[:4], period[4:].lstrip("-")
    return {
        "": year,
        "Q4": _("end of {year}").format(year=year),
        "H1": _("first half of {year}").format(year=year),
        "H2": _("second half of {year}").format(year=year),
        "02": _("February {year}").format(year=year),
    }[part]


def unit_words(count: AudienceCount) -> str:
    """What the bars of a count show."""
    if count.view == MINE:
        return _("Estimated share of customers like yours who open it in a month, among those who use networks.")
    return {
        AudienceMeasure.USE: _("Share of the people asked."),
        AudienceMeasure.PANEL: _("Share of the people in the panel."),
        AudienceMeasure.ACCOUNTS: _("Accounts in a month. Somebody may have several, and firms have them too."),
        AudienceMeasure.ADS: _("Share of each network’s own ad audience; it says nothing of how many there are."),
        AudienceMeasure.ESTIMATE: _("Estimated share of those who use networks."),
    }[count.measure]


def whom_words(answer: GroupFigures) -> str:
    """The group an answer is about."""
    return _("your customers") if answer.count.view == MINE else group_words(answer.age, answer.sex)


def missing_words(answer: GroupFigures) -> str:
    """The networks without a figure."""
    return _("No figure for {networks}.").format(networks=and_list([name_words(name) for name in answer.missing]))


def women_evidence() -> Evidence:
    """How well the figures by age and sex are known."""
    return Evidence(
        "D",
        _(
            "Up to 34 the figures by age are a survey's. From 35 on, and for women and men, they are our "
            "estimate from that survey and the networks' ad tools. Ten points more or less mean nothing."
        ),
        "IAB Spain 2024; Digital 2025 Spain",
    )


def tiles(answer: GroupFigures, rows: Sequence[AudienceFigure]) -> Html:
    """The answer's numbers: the largest, the one after it, and when it was counted."""
    if not rows:
        return numbers([number_tile("–", _("no figure for this"), main=True)])
    shown = [number_tile(value_words(rows[0]), counted_words(rows[0]), main=True)]
    if len(rows) > 1:
        shown.append(number_tile(value_words(rows[1]), row_words(rows[1])))
    shown.append(number_tile(period_words(answer.count.period), _("is when it was counted")))
    return numbers(shown)


def counted_words(figure: AudienceFigure) -> str:
    """What the number of a network counts."""
    network, group = name_words(figure.network), group_words(figure.age, figure.sex)
    if figure.count.view == MINE:
        return _("of customers like yours open {network} in a month").format(network=network)
    if figure.count.measure is AudienceMeasure.ACCOUNTS:
        return _("accounts on {network}").format(network=network)
    if figure.count.measure is AudienceMeasure.ADS:
        return _("of those {network} offers to advertisers: {group}").format(network=network, group=group)
    if figure.count.measure is AudienceMeasure.PANEL:
        return _("were seen on {network}: {group}").format(network=network, group=group)
    if figure.network == ANY_NETWORK:
        return _("use any network: {group}").format(group=group)
    return _("say they use {network}: {group}").format(network=network, group=group)


def in_short(answer: GroupFigures, rows: Sequence[AudienceFigure]) -> Html:
    """The first number with its words, beside the controls."""
    if not rows:
        return markup("<p><b>–</b><br>{words}</p>", words=_("no figure for this"))
    return markup(
        "<p><b>{value}</b><br>{network}, {period}</p>",
        value=value_words(rows[0]),
        network=name_words(rows[0].network),
        period=period_words(answer.count.period),
    )


def meaning(answer: GroupFigures, mine: Mapping[str, float]) -> list[str]:
    """What the figures say to this firm, sentence by sentence; mine: share of its customers by network."""
    if answer.count.view == MINE:
        caution = _("It is an estimate. Ask ten of them which one they open: your own count is better than ours.")
    elif not answer.figures and VIEWS[answer.count.view].by_network:
        caution = Html(_("For the group you chose there is <strong>no figure</strong>. Choose another group or year."))
    else:
        caution = _(
            "The picture is another count, about {place}. Look at it by itself: its figures cannot be set "
            "beside the estimate, nor beside a picture with other words below it."
        ).format(place=place_words(answer.count.place))
    if mine:
        return [_estimate(mine), caution]
    return [no_ages_words()] if answer.count.view == MINE else [no_ages_words(), caution]


def no_ages_words() -> str:
    """What to do when nobody knows yet how old the customers are."""
    return _("Tick at least one age group.")


def _estimate(mine: Mapping[str, float]) -> Html:
    """The networks customers like these open most."""
    (first, share), (_second, share_of_second), *_others = mine.items()
    near = runners_up(mine)
    estimate = markup(
        _(
            "Of ten customers like yours who use networks, about <strong>{n} open {network}</strong> in a month, "
            "and about {m} open {second}."
        ),
        n=number(round(10 * share)),
        network=name_words(first),
        m=number(round(10 * share_of_second)),
        second=and_list([name_words(name) for name in near]),
    )
    if len(near) > 1:
        close = _("Those {n} are too close to tell apart.").format(n=number(len(near)))
        estimate = markup("{estimate} {close}", estimate=estimate, close=close)
    return estimate


def in_one_line(answer: GroupFigures, rows: Sequence[AudienceFigure]) -> str:
    """The view and its first figure as plain text."""
    view = view_words(answer.count.view)
    if not rows:
        return _("{view}: no figure for this").format(view=view)
    return _("{view}: {network} {share}").format(
        view=view, network=name_words(rows[0].network), share=value_words(rows[0])
    )
