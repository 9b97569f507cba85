"""The community simulator for the curious: its numbers week by week, the spam experiment, what it takes for granted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tertulia import facts
from tertulia.html import Html, as_html
from tertulia.language import _, number, percent
from tertulia.models.strategy.growth import Ensemble, PromotionCase
from tertulia.widgets.base.components import assumptions, table
from tertulia.widgets.base.words import short
from tertulia.widgets.strategy.simulator_words import horizon_words

WEEKS = (0, 13, 26, 39, 52)
"""Weeks of the table, as far as it looks ahead: today and each quarter's end."""

SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Promotion shares of the spam experiment."""


def figures_table(ensemble: Ensemble) -> Html:
    """The band and doing nothing, quarter by quarter."""
    paths = (ensemble.low, ensemble.median, ensemble.high, ensemble.nothing)
    return table(
        [_("Week"), _("Low"), _("Middle"), _("High"), _("Do nothing")],
        [[number(week), *(number(path[week]) for path in paths)] for week in WEEKS if week <= ensemble.settings.weeks],
    )


def spam_table(weeks: int, cases: Iterable[PromotionCase]) -> Html:
    """Followers at the end, and those who still listen, by the share of posts that sell."""
    after = _("Followers after {time}").format(time=horizon_words(weeks))
    return table(
        [_("Posts that sell"), after, _("Of them, still listening")],
        [[percent(case.promotion), number(case.visible), number(case.active)] for case in cases],
    )


def assumption_list() -> Html:
    """Every parameter with its grade, its value and its reason, as the data say them."""
    studies = {str(study["key"]): study for study in facts.rows("studies_parameters")}
    return assumptions(_assumption(row, studies) for row in facts.rows("growth_parameters"))


def _assumption(row: Mapping[str, object], studies: Mapping[str, Mapping[str, object]]) -> tuple[str, str, str, str]:
    value, factor, unit = float(str(row["median"])), float(str(row["factor"])), str(row["unit"])
    size = f"{short(value, 4)} {_(unit) if unit != 'none' else ''}".strip()
    if factor > 1:
        size = _("{value}, varied by a factor of {factor}").format(value=size, factor=short(factor))
    reason = as_html(_(str(row["evidence"])))
    if study := studies.get(str(row["source"])):
        reason = Html(f"{reason} <cite>{as_html(str(study['source']))}</cite>")
        if study["status"] == "read_secondary":
            reason = Html(f"{reason} {as_html(_('(read in a copy, not at the source)'))}")
    return _(str(row["label"])), str(row["grade"]), size, reason
