"""The sentences of the rumour run: what the race means, the picture's title, how the firm announces things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tertulia.html import Html, as_html, joined, markup
from tertulia.language import _, ngettext, number, percent
from tertulia.models.inside.rumour import Rumour, Story
from tertulia.widgets.base.controls import Evidence

SOONER, WIDER = 3, 0.3
"""The two levers that are compared: so many days sooner, so much more of the staff on the channel."""

First = Callable[[Story], float]
"""Share of the runs of a story in which the rumour is first."""


def channel_evidence() -> Evidence:
    """How well we know who reads a channel."""
    return Evidence("D", _("That half of those on the channel read it on a day is our judgement."))


def talk_evidence() -> Evidence:
    """How well we know how much is talked."""
    return Evidence("D", _("Nobody has measured it in a firm like yours. Try all three before you trust one."))


def guesses() -> list[tuple[str, str]]:
    """What may be expected of the race."""
    return [
        (_("seldom, in less than a third of the runs"), "seldom"),
        (_("about half of the time"), "half"),
        (_("mostly, in more than two thirds of the runs"), "mostly"),
    ]


def guessed(rumour: Rumour) -> str:
    """What is likely, beside what was expected."""
    return _("As it is set now, the rumour is first in {n} of 100 runs.").format(n=of_hundred(rumour.first))


def days_words(n: int) -> str:
    """Days as the learner reads them."""
    return ngettext("{n} day", "{n} days", n).format(n=number(n))


def days_bold(n: float) -> Html:
    """Days as a control shows them."""
    return markup(ngettext("<b>{n}</b> day", "<b>{n}</b> days", n), n=number(n))


def of_hundred(share: float) -> str:
    """A share of the runs as a number of a hundred."""
    return number(100 * share)


def meaning(rumour: Rumour, first: First) -> list[Html]:
    """What the learner should take from it, a paragraph each."""
    story = rumour.story
    assert story.delay is not None
    if not story.delay:
        later = first(replace(story, delay=7))
        return [
            _ahead(_("If you speak on the first day"), rumour),
            as_html(_("Wait a week and it is {later} of 100.").format(later=of_hundred(later))),
        ]
    when = ngettext("If you speak after {n} day", "If you speak after {n} days", story.delay)
    return [_ahead(when.format(n=number(story.delay)), rumour), _levers(rumour, story, story.delay, first)]


def _ahead(when: str, rumour: Rumour) -> Html:
    return markup(
        _("{when}, the rumour is ahead of you in <strong>{share} of 100 runs</strong>."),
        when=when,
        share=of_hundred(rumour.first),
    )


def _levers(rumour: Rumour, story: Story, delay: int, first: First) -> Html:
    """What each lever alone would do: some days sooner, more people on the channel."""
    sooner = first(replace(story, delay=max(delay - SOONER, 0)))
    channel = min(round(story.channel + WIDER, 9), 1.0)
    wider = first(replace(story, channel=channel))
    gain_days, gain_channel = rumour.first - sooner, rumour.first - wider
    days = days_words(min(SOONER, delay))
    if gain_days < 0.02 and gain_channel < 0.02:
        sentence = _("Here neither {days} less nor a wider channel changes much.").format(days=days_words(SOONER))
        return as_html(sentence)
    if story.channel == 1:
        return as_html(_("Speaking {days} sooner makes it {sooner}.").format(days=days, sooner=of_hundred(sooner)))
    both = _(
        "Speaking {days} sooner makes it {sooner}; {more} more of 100 people on the channel make it {wider}."
    ).format(days=days, sooner=of_hundred(sooner), more=of_hundred(channel - story.channel), wider=of_hundred(wider))
    verdict = (
        _("<strong>Speed matters more than the tool.</strong>")
        if gain_days > gain_channel
        else _("<strong>Here the channel is worth as much as the days.</strong>")
    )
    return joined((both, Html(verdict)), " ")


def picture_title(rumour: Rumour) -> str:
    """The finding above the days."""
    if rumour.first >= 0.5:
        return _("The rumour is usually faster than you")
    if rumour.first >= 0.1:
        return _("You are usually faster, but not surely")
    return _("Your word is there first")


def picture_caption(story: Story) -> str:
    """How to read the days."""
    return _(
        "{runs} simulated runs. Dashed line: the middle of them for the rumour; shaded: 8 in 10 of them. Solid "
        "line: the official word. Dotted: a quarter of the staff."
    ).format(runs=number(story.runs))


def announcement_words(story: Story) -> str:
    """When and by which way the firm announces things, as the plan says it."""
    when = (
        _("{days} after we know it ourselves").format(days=days_words(story.delay))
        if story.delay
        else _("the same day we know it ourselves")
    )
    way = (
        _("from boss to staff, and on one channel for {share} of us").format(share=percent(story.channel))
        if story.channel
        else _("from boss to staff")
    )
    return f"{when}, {way}"
