"""The rules of the inbox drill for the curious: how it is scored, what never goes, which tone fits."""

from __future__ import annotations

from collections.abc import Iterable

from tertulia.html import Html, joined, markup, paragraphs
from tertulia.language import _, number
from tertulia.models.manager import inbox as model
from tertulia.widgets.base.components import assumptions, fold, table
from tertulia.widgets.manager.inbox_words import broken_words, burning, how_words, stance_words


def for_the_curious() -> Html:
    """What stands folded below the answer."""
    rules = markup("<ul>{items}</ul>", items=_items(broken_words(rule) for rule in model.BrokenRule))
    steps = markup("<ol>{items}</ol>", items=_items(burning()))
    return joined(
        [
            fold(_("How it is scored, in plain words"), joined([_how(), _minutes()])),
            fold(_("Seven mistakes that no wording can fix"), rules),
            fold(_("In a crisis, step by step"), steps),
            fold(_("Which tone fits, after Coombs"), _coombs()),
            fold(_("What we take for granted"), _taken_for_granted()),
        ]
    )


def _items(texts: Iterable[str]) -> Html:
    return joined(markup("<li>{text}</li>", text=text) for text in texts)


def _how() -> Html:
    return paragraphs(
        _(
            "Two points each for the moment, the way and the tone; a message counts as many times as it is severe "
            "(1 to 5)."
        ),
        _(
            "The moment follows from severity × reach × age: from 12 on it is due now, from 4 on today. Safety and "
            "crises are always due now, and so is a privacy request when its month is nearly over."
        ),
        _(
            "What you decide for today takes minutes. The most urgent is done first; what no longer fits slips to "
            "another day."
        ),
        _(
            "The possible points are those of the best of all plans for these messages and these minutes. It is "
            "found by computing, so it may leave something small undone on purpose."
        ),
    )


def _minutes() -> Html:
    return table(
        [_("What takes how long"), _("Minutes")],
        [
            *([how_words(way), number(n)] for way, n in model.WAY_MINUTES.items()),
            *(
                [_("and {tone}").format(tone=stance_words(tone).lower()), number(n)]
                for tone, n in model.TONE_MINUTES.items()
                if n
            ),
        ],
    )


def _coombs() -> Html:
    return table(
        [_("What people think"), _("What fits")],
        [
            [_("It is not true"), _("Deny it, with a fact")],
            [_("It came from outside"), _("Give the facts")],
            [_("It happened to you, for the first time"), _("Give the facts: diminish")],
            [_("It happened to you again"), _("Apologise and mend: rebuild")],
            [_("You could have prevented it"), _("Apologise and mend: rebuild")],
            [_("Thanks and past merits"), _("Only on top of one of these: bolster")],
        ],
        words=2,
    )


def _taken_for_granted() -> Html:
    return assumptions(
        [
            (
                _("Tone after responsibility"),
                "C",
                _("Coombs 2007"),
                _(
                    "A theory built on experiments about firms in crises, mostly large ones. We apply it to small "
                    "complaints, which it was not tested on."
                ),
            ),
            (
                _("Points, thresholds and minutes"),
                "D",
                _("Our judgement"),
                _("They make the rules visible. Your own shop may weigh them otherwise."),
            ),
            (
                _("One month for privacy requests"),
                "B",
                _("GDPR, article 12.3"),
                _("It can be extended by two further months if you say so and why within the first. No legal advice."),
            ),
            (
                _("What you may do about a review"),
                "B",
                _("Real Decreto Legislativo 1/2007, article 20.4"),
                _(
                    "In force since 28 December 2025: a review is about the thirty days before it, you may answer in "
                    "the same place, and ask for its removal with proof. Read in a copy. No legal advice."
                ),
            ),
        ]
    )
