"""What a comparison of posts says: in a sentence, and as a picture."""

from __future__ import annotations

from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.results import GroupSpan, spans
from tertulia.html import Html, markup
from tertulia.language import _, and_list, number
from tertulia.models.manager.results import TOO_FEW, GroupVerdict, PostGroup, PostMeasure
from tertulia.widgets.base.own_posts_words import counted_words
from tertulia.widgets.manager.results_comparison import Comparison
from tertulia.widgets.manager.results_words import group_words, measure_words, measured_words

CLEAR = (GroupVerdict.MORE, GroupVerdict.LESS)


def comparison_words(comparison: Comparison) -> Html:
    """The clearest difference, or that there is none, in a sentence or two."""
    posts, measure, whole = comparison.posts, comparison.measure, comparison.whole
    if not whole.enough:
        return markup(
            _("{n} posts are too few to compare anything: wait until you have {least}."),
            n=number(whole.n),
            least=number(TOO_FEW),
        )
    if not comparison.groups:
        return markup(_("The file does not say this about any post, so there is nothing to compare."))
    clear = [group for group in comparison.groups if group.verdict in CLEAR]
    if not clear:
        return markup(
            _("<strong>No clear difference</strong> by this: the ranges overlap. Choose as it suits your week.")
        )
    best = max(clear, key=lambda group: (group.verdict is GroupVerdict.MORE, group.middle.n))
    difference = markup(
        _("“{group}” got clearly more than the rest: {this} against {rest}, {what}.")
        if best.verdict is GroupVerdict.MORE
        else _("“{group}” got clearly less than the rest: {this} against {rest}, {what}."),
        group=group_words(comparison.grouping, best.key, posts),
        this=_strong(measured_words(measure, best.middle.median)),
        rest=measured_words(measure, best.rest.median),
        what=measure_words(measure, posts.unit).lower(),
    )
    fewer = _reached_fewer(comparison, best)
    if fewer is None:
        but = markup(_("That is seen, not proved: try it on purpose for a month."))
    else:
        but = markup(
            _("But these posts reached fewer people: {this} against {rest}."),
            this=_strong(number(fewer.middle.median)),
            rest=number(fewer.rest.median),
        )
    return markup("{difference} {but}", difference=difference, but=but)


def _strong(text: str) -> Html:
    return markup("<strong>{text}</strong>", text=text)


def _reached_fewer(comparison: Comparison, best: PostGroup) -> PostGroup | None:
    """The reach of a group whose rate is higher, if it is clearly lower: more reactions from fewer people."""
    rates = (PostMeasure.BY_REACH, PostMeasure.BY_VIEWS)
    if best.verdict is not GroupVerdict.MORE or comparison.measure not in rates:
        return None
    reach = comparison.answers.groups(PostMeasure.REACH, comparison.grouping)
    return next((group for group in reach if group.key == best.key and group.verdict is GroupVerdict.LESS), None)


def comparison_picture(comparison: Comparison, name: str, source: str) -> Picture:
    """Each group's middle and range. name: of the exercise; source: where the posts come from."""
    measure, unit = comparison.measure, comparison.posts.unit
    whole = measured_words(measure, comparison.whole.median)
    rows, listed = [], []
    for group in comparison.groups:
        words = group_words(comparison.grouping, group.key, comparison.posts)
        count = counted_words(group.middle.n, unit)
        middle = group.middle
        if middle.enough:
            shown = measured_words(measure, middle.median)
            span = f"{measured_words(measure, middle.low)}–{measured_words(measure, middle.high)}"
            listed.append(f"{words} {shown} ({span}, {count})")
        else:
            shown = _("{posts}: too few to say").format(posts=count)
            listed.append(f"{words}: {shown}")
        rows.append(
            GroupSpan(
                words=f"{words} · {count}" if middle.enough else words,
                middle=middle.median,
                low=middle.low if middle.enough else None,
                high=middle.high if middle.enough else None,
                value_text=shown,
                strong=group.verdict in CLEAR,
            )
        )
    alternative = _("{measure}, middle and range of each group: {list}. All together: {whole}.").format(
        measure=measure_words(measure, unit), list="; ".join(listed) or "–", whole=whole
    )
    drawn = spans(rows, comparison.whole.median, name, alternative, lambda value: measured_words(measure, value))
    caption = _(
        "Dot: the middle. Bar: where the true middle lies, 95 times in 100. Dashed: all posts together, "
        "{whole}. Bold: clearly apart from the rest."
    ).format(whole=whole)
    return Picture(
        title=_title(comparison),
        alternative=alternative,
        wide=drawn[WIDE],
        narrow=drawn[NARROW],
        caption=caption,
        source=source,
    )


def _title(comparison: Comparison) -> Html:
    measure = measure_words(comparison.measure, comparison.posts.unit)
    for verdict, title in (
        (GroupVerdict.MORE, _("{measure}: clearly more with {groups}")),
        (GroupVerdict.LESS, _("{measure}: clearly less with {groups}")),
    ):
        named = [
            group_words(comparison.grouping, group.key, comparison.posts)
            for group in comparison.groups
            if group.verdict is verdict
        ]
        if named:
            return markup(title, measure=measure, groups=and_list(named))
    return markup(_("{measure}: no clear difference"), measure=measure)
