"""The results dashboard for the curious: the figures as tables, how they are worked out, what is taken for granted."""

from __future__ import annotations

import math

import numpy as np

from tertulia.html import Html, joined, paragraphs
from tertulia.language import _, number, percent
from tertulia.models.manager import results as model
from tertulia.models.manager.results import GroupVerdict, Middle, PostMeasure
from tertulia.widgets.base.components import assumptions, fold, table
from tertulia.widgets.manager.results_comparison import Comparison
from tertulia.widgets.manager.results_words import group_words, grouping_words, measure_words, measured_words


def for_the_curious(comparison: Comparison, returned: model.Return | None) -> Html:
    """What stands folded below the answer."""
    return joined(
        [
            fold(_("The comparison as a table"), _groups(comparison)),
            fold(_("All figures of these posts"), _measures(comparison)),
            fold(_("How it works, in plain words"), _how(comparison, returned)),
            fold(_("What we take for granted"), _taken_for_granted()),
        ]
    )


def _groups(comparison: Comparison) -> Html:
    measure, whole = comparison.measure, comparison.whole
    verdicts = {
        GroupVerdict.MORE: _("clearly more"),
        GroupVerdict.LESS: _("clearly less"),
        GroupVerdict.UNCLEAR: _("no clear difference"),
        GroupVerdict.TOO_FEW: _("too few to say"),
    }
    rows = [
        [
            group_words(comparison.grouping, group.key, comparison.posts),
            number(group.middle.n),
            measured_words(measure, group.middle.median),
            _range(measure, group.middle),
            verdicts[group.verdict],
        ]
        for group in comparison.groups
    ]
    rows.append([_("All"), number(whole.n), measured_words(measure, whole.median), _range(measure, whole), ""])
    heads = [grouping_words(comparison.grouping), _("Posts"), _("Middle"), _("Range"), _("Beside the rest")]
    return table(heads, rows)


def _measures(comparison: Comparison) -> Html:
    middles = {measure: comparison.answers.middle(measure) for measure in comparison.answers.measures}
    return table(
        [_("Figure"), _("Middle"), _("Range")],
        [
            [
                measure_words(measure, comparison.posts.unit),
                measured_words(measure, middle.median),
                _range(measure, middle),
            ]
            for measure, middle in middles.items()
        ],
    )


def _how(comparison: Comparison, returned: model.Return | None) -> Html:
    measure = comparison.measure
    mean = float(np.nanmean(model.values_of(comparison.posts, measure)))
    roi = "–" if returned is None or returned.roi is None else " / ".join(percent(each) for each in returned.roi)
    return paragraphs(
        _(
            "Each rate divides interactions (reactions, comments, shares, and saves where counted) by something, "
            "and that something is in its name. Two rates with different denominators cannot be compared, whoever "
            "shows them to you."
        ),
        _(
            "The middle post (median) has as many posts above it as below. Here it is {middle}; the mean is "
            "{mean}, pulled by a few posts that went far."
        ).format(middle=measured_words(measure, comparison.whole.median), mean=measured_words(measure, mean)),
        _(
            "The range lies between two of your posts in order of size. In 95 of 100 such samples it holds the "
            "true middle. “Clearly” means that the range of a group and that of the rest do not touch."
        ),
        _(
            "Return is what came back beyond the cost, divided by the cost: low, middle and high {roi}. Only sales "
            "you traced count, less those who would have come anyway."
        ).format(roi=roi),
    )


def _taken_for_granted() -> Html:
    return assumptions(
        [
            (
                _("Too few to compare"),
                "D",
                _("{n} posts").format(n=number(model.TOO_FEW)),
                _("our line; a range exists from six posts on"),
            ),
            (
                _("Liking and buying"),
                "A",
                _("no effect in five experiments"),
                _("of liking a brand on what people bought (John et al. 2017)"),
            ),
            (_("Hours of the example"), "C", _("time zone not stated"), _("take them as an exercise, not as advice")),
        ]
    )


def _range(measure: PostMeasure, middle: Middle) -> str:
    if math.isnan(middle.low):
        return "–"
    return _("{low} to {high}").format(
        low=measured_words(measure, middle.low), high=measured_words(measure, middle.high)
    )
