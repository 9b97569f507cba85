"""The tables of the audience explorer: who was counted, every figure, the years, and how it works."""

from __future__ import annotations

from collections.abc import Sequence

from tertulia.html import Html, joined, markup, paragraphs
from tertulia.language import _, number
from tertulia.models.web2 import audience as model
from tertulia.models.web2.audience import AudienceCount, AudienceFigure
from tertulia.widgets.base.components import fold, grade, table
from tertulia.widgets.web2.audience_figures import MINE
from tertulia.widgets.web2.audience_words import (
    by_words,
    measure_words,
    name_words,
    period_words,
    place_words,
    row_words,
    value_words,
)
from tertulia.widgets.web2.status_words import status_words


def who_was_counted(count: AudienceCount, rows: Sequence[AudienceFigure]) -> Html:
    """Who was counted, how, by whom, when, and how well."""
    lines = [
        (_("Who was counted"), _(count.asked)),
        (_("How"), measure_words(count.measure)),
        (_("By whom"), by_words(count.by)),
        (_("Where and when"), f"{place_words(count.place)}, {period_words(count.period)}"),
        (_("How we know it"), _how_known(rows)),
    ]
    return markup(
        '<section class="tt-section tt-counted"><h2>{title}</h2><dl>{lines}</dl><p>{grade}</p></section>',
        title=_("Who was counted"),
        lines=joined(
            markup("<div><dt>{head}</dt><dd>{words}</dd></div>", head=head, words=words) for head, words in lines
        ),
        grade=grade(count.grade),
    )


def _how_known(rows: Sequence[AudienceFigure]) -> str:
    """How many of the figures were not read at their source."""
    copied = sum(figure.status == "read_secondary" for figure in rows)
    computed = sum(figure.status == "derived" for figure in rows)
    notes = []
    if copied:
        notes.append(
            _("{n} of {all} read in a copy, not at the source").format(n=number(copied), all=number(len(rows)))
        )
    if computed:
        notes.append(_("{n} of {all} computed from other figures").format(n=number(computed), all=number(len(rows))))
    if ours := sum(figure.status == "ours" for figure in rows):
        notes.append(_("{n} of {all} set by us").format(n=number(ours), all=number(len(rows))))
    return "; ".join(notes) or _("read at the source")


def for_the_curious(figures: Sequence[AudienceFigure], view: str, rows: Sequence[AudienceFigure]) -> Html:
    """Every figure behind the answer, the view over the years, and how it works."""
    over_time = _year_table(figures, view)
    return joined(
        (
            fold(_("The figures as a table"), _figure_table(rows)) if rows else Html(),
            fold(_("Year by year"), over_time) if over_time else Html(),
            fold(_("How it works, in plain words"), _how_it_works()),
        )
    )


def _figure_table(rows: Sequence[AudienceFigure]) -> Html:
    return table(
        [_("Network or group"), _("Figure"), _("How we know it")],
        [[row_words(figure), value_words(figure), status_words(figure.status)] for figure in rows],
    )


def _year_table(figures: Sequence[AudienceFigure], view: str) -> Html:
    """The view's figures for everybody over the years, and who was asked each time; nothing for a single year."""
    by_count: dict[AudienceCount, dict[str, AudienceFigure]] = {}
    for count in model.counts(figures, view) if view != MINE else ():
        by_network = {figure.network: figure for figure in model.look_up(figures, count).figures}
        if by_network:
            by_count[count] = by_network
    if len(by_count) < 2:
        return Html()
    networks = list(dict.fromkeys(network for by_network in by_count.values() for network in by_network))
    lines = [
        [
            period_words(count.period),
            f"{_(count.asked)}, {by_words(count.by)}",
            *(value_words(by_network[network]) if network in by_network else "–" for network in networks),
        ]
        for count, by_network in by_count.items()
    ]
    heads = [_("When"), _("Who was counted"), *(name_words(network) for network in networks)]
    comparison = _("Compare two years only where the same people were asked. A dash is a figure we do not have.")
    return joined((paragraphs(comparison), table(heads, lines, words=2)))


def _how_it_works() -> Html:
    return paragraphs(
        _(
            "Each entry of the first list is one way of counting. We never put two of them into one picture, "
            "because an account is no person, and what an advert can reach is what its seller says."
        ),
        _(
            "Where nobody counted the group you chose, or where we could not read the figure, we say that there is "
            "none. A gap is not a zero."
        ),
        _(
            "Customers like yours are weighed from our estimate, by age and by sex, and the share of women is "
            "taken as the same at all ages. Being there is not the same as wanting to see you there."
        ),
    )
