"""The tables of the conversation audit: the posts with their marks to take away, the rules, and how it works."""

from __future__ import annotations

from tertulia.html import Html, joined, paragraphs
from tertulia.language import _, number
from tertulia.models.web2.conversation import Audit
from tertulia.models.web2.phrase_rules import WEIGHTS
from tertulia.widgets.base.components import fold, table
from tertulia.widgets.web2.conversation_words import mark_words, rule_words


def post_heads() -> list[str]:
    """What stands above the columns of `post_rows`."""
    return [_("Post"), _("Text"), _("Mark"), _("Words that led to it")]


def post_rows(audit: Audit) -> list[list[str | int | float | None]]:
    """The posts with their marks, for a spreadsheet."""
    return [
        [
            place,
            post,
            mark_words(mark),
            "; ".join(f"{rule_words(sign.rule)}: {sign.words}" for sign in suggestion.signs),
        ]
        for place, (post, mark, suggestion) in enumerate(
            zip(audit.posts, audit.marks, audit.suggestions, strict=True), start=1
        )
    ]


def for_the_curious() -> Html:
    """The rules and how it works."""
    return joined(
        (fold(_("The rules, one by one"), _rule_table()), fold(_("How it works, in plain words"), _how_it_works()))
    )


def _rule_table() -> Html:
    return table(
        [_("Rule"), _("Points to"), _("Weight")],
        [[rule_words(rule), mark_words(mark), number(weight)] for rule, (mark, weight) in WEIGHTS.items()],
        words=2,
    )


def _how_it_works() -> Html:
    return paragraphs(
        _(
            "Each rule is a list of turns of phrase. What points to conversation is added up, and so is what "
            "points to broadcast. The larger sum decides; without any sign, or with equal sums, we say broadcast."
        ),
        _(
            "The rules, their weights and the advice are our judgement, grade D. We know of no study that measured "
            "them. No share of conversation is proven right: compare yourself with yourself, three months later."
        ),
        _(
            "The range is the Wilson interval at 95 %. It speaks of a habit, so it only helps if these posts are "
            "like your others."
        ),
    )
