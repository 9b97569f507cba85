"""What the rumour run compares: if something were different; and for the curious, day by day and how it is played."""

from __future__ import annotations

from dataclasses import replace

from tertulia.html import Html, joined, paragraphs
from tertulia.language import _, number, percent
from tertulia.models.inside.rumour import GRADE, Rumour, Story
from tertulia.widgets.base.components import assumptions, changes, fold, table
from tertulia.widgets.base.words import short
from tertulia.widgets.inside.rumour_words import SOONER, First, days_words, of_hundred

DELAYS, CHANNELS = (0, 3, 7, 14), (0.0, 0.6)
"""What the table compares: days until the word, shares on the channel."""


def levers(rumour: Rumour, first: First) -> Html:
    """What other days and other channels would change."""
    story = rumour.story
    assert story.delay is not None
    different: list[tuple[str, Story]] = [
        (
            _("You speak after {days}").format(days=days_words(delay)) if delay else _("You speak the same day"),
            replace(story, delay=delay),
        )
        for delay in dict.fromkeys((0, max(story.delay - SOONER, 0), story.delay + SOONER))
        if delay != story.delay
    ]
    different += [
        (
            _("{share} of the staff on the channel").format(share=percent(channel))
            if channel
            else _("Nobody is on a channel"),
            replace(story, channel=channel),
        )
        for channel in (0.0, 0.6, 1.0)
        if channel != story.channel
    ]
    return changes(
        _("If something were different (now {n} of 100)").format(n=of_hundred(rumour.first)),
        [(words, _("rumour first in {n} of 100").format(n=of_hundred(first(other)))) for words, other in different],
    )


def for_the_curious(rumour: Rumour, first: First, about: Html) -> Html:
    """The folds below the answer; about: what one should know about the source of these people."""
    often = paragraphs(_("How often the rumour is first:"))
    return joined(
        (
            fold(_("The numbers as a table"), _by_day(rumour)),
            fold(_("Delay against channel"), joined((often, _compared(rumour.story, first)))),
            fold(
                _("How the rumour is played, in plain words"), joined((_how(rumour.story), _assumptions(rumour.story)))
            ),
            fold(_("Where these people come from"), about),
        )
    )


def _by_day(rumour: Rumour) -> Html:
    paths = (rumour.low, rumour.median, rumour.high, rumour.official)
    return table(
        [_("Day"), _("Low"), _("Middle"), _("High"), _("Official")],
        [
            [number(day), *(percent(path[day]) for path in paths)]
            for day in (1, 3, 7, 14, 21, 30)
            if day <= rumour.story.days
        ],
    )


def _compared(story: Story, first: First) -> Html:
    return table(
        [_("You speak after"), *(_("{share} on the channel").format(share=percent(c)) for c in CHANNELS)],
        [
            [days_words(delay), *(percent(first(replace(story, delay=delay, channel=c))) for c in CHANNELS)]
            for delay in DELAYS
        ],
    )


def _how(story: Story) -> Html:
    return paragraphs(
        _(
            "One person, drawn by lot, knows the rumour. Each day everybody who spreads it may pass it on to those "
            "they talk with. Who meets people who know it already tires of it and stops."
        ),
        _(
            "After the days you chose you speak. Your word goes down from boss to staff, and to everybody on the "
            "channel. Who knows it mostly does not believe the rumour and stops passing it on."
        ),
        _(
            "We play this {runs} times with the same luck for every setting. The model (Maki and Thompson, 1973) "
            "is a sketch: it compares delays, it does not foretell your rumour."
        ).format(runs=number(story.runs)),
    )


def _assumptions(story: Story) -> Html:
    judged = _("Our judgement: nothing measured was found.")

    def daily(chance: float) -> str:
        return _("{n} in 100 a day").format(n=short(100 * chance))

    return assumptions(
        [
            (_("Passing it on to one person"), GRADE, daily(story.talk), judged),
            (_("Tiring, for each who knows it already"), GRADE, daily(story.tire), judged),
            (_("A boss passes your word on"), GRADE, daily(story.relay), judged),
            (_("Somebody on the channel reads it"), GRADE, daily(story.read), judged),
            (
                _("Anyone who knows your word turns the rumour down"),
                GRADE,
                _("{n} in 100").format(n=short(100 * story.doubt)),
                judged,
            ),
            (_("Who knows your word stops spreading it"), GRADE, daily(story.correct), judged),
        ]
    )
