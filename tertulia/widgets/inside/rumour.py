"""Rumour run: how often a rumour reaches a quarter of the staff before the official word does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import ipywidgets
import numpy as np

from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.rumour import course, course_words
from tertulia.firms import Firm
from tertulia.language import _, ngettext, number, percent
from tertulia.models.errors import InputError
from tertulia.models.inside import rumour as model
from tertulia.models.inside.workplace import Workplace
from tertulia.plan import LINE
from tertulia.widgets.base.components import assumptions, changes, conclusion, fold, number_tile, numbers, table
from tertulia.widgets.base.controls import Choice, Control, Evidence, Slider, TextField, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.words import short
from tertulia.widgets.inside.workplaces import (
    SOURCE_NAMES,
    about,
    nobody_real,
    only_used,
    place_now,
    source_complaint,
    source_controls,
    source_start,
    unread_words,
)

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

DELAYS, CHANNELS = (0, 3, 7, 14), (0.0, 0.6)
"""What the table compares: days until the word, shares on the channel."""

SOONER, WIDER = 3, 0.3
"""The two levers that are compared: so many days sooner, so much more of the staff on the channel."""

TALK = {"quiet": 0.08, "usual": 0.15, "lively": 0.25}
"""Chance per day that somebody passes the rumour on to one who talks with them. Grade D."""


@lru_cache(maxsize=64)
def _spread(place: Workplace, story: model.Story) -> model.Rumour:
    return model.spread(place, story)


class RumourRun(Exercise):
    """A rumour and the official word race through the firm, two hundred times."""

    name = "rumour"

    result: model.Rumour
    """The last runs."""

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """When the word is spoken, the channel, how much is talked, whose firm."""
        start = self.start(firm)
        return {
            "delay": Slider(
                _("You speak after"),
                start["delay"],
                0,
                21,
                1,
                lambda n: ngettext("<b>{n}</b> day", "<b>{n}</b> days", n).format(n=number(n)),
            ),
            "channel": Slider(
                _("On one shared channel"),
                start["channel"],
                0,
                100,
                10,
                lambda n: _("<b>{share}</b> of the staff").format(share=percent(n / 100)),
                Evidence("D", _("That half of those on the channel read it on a day is our judgement.")),
            ),
            "talk": Choice(
                _("How much this is talked about"),
                [(_("a little"), "quiet"), (_("as most news"), "usual"), (_("by everybody"), "lively")],
                start["talk"],
                Evidence("D", _("Nobody has measured it in a firm like yours. Try all three before you trust one.")),
            ),
            "teller": TextField(_("Who tells it"), start["teller"], _("a name"), most=LINE),
            **source_controls(firm),
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's values, by control."""
        return {"delay": 7, "channel": 0, "talk": "usual", "teller": firm.owner, **source_start(firm)}

    def cards(self) -> list[ipywidgets.Box]:
        """The word first, then the firm."""
        use = self.controls
        return [
            card(_("The official word"), [use[name] for name in ("delay", "channel", "talk", "teller")]),
            card(_("Your firm"), [use[name] for name in SOURCE_NAMES]),
        ]

    def answer_parts(self) -> list[Any]:
        """The numbers, the course of the days, what could not be read."""
        self.trouble = html("tt-piece")
        return [self.numbers, self.picture, self.trouble]

    def after_parts(self) -> list[Any]:
        """What a few days or a wider channel would change."""
        self.levers = html("tt-piece")
        return [self.levers]

    def story_now(self) -> model.Story:
        """What the controls say, as the model takes it."""
        use = self.controls
        return model.Story(delay=use["delay"].value, channel=use["channel"].value / 100, talk=TALK[use["talk"].value])

    def show(self) -> None:
        """How often the rumour is first; how many heard it; then the picture and the two levers."""
        only_used(self.controls)
        place, unread = place_now(self.controls)
        story = self.story_now()
        found = _spread(place, story)
        self.place, self.result = place, found
        half = np.flatnonzero(found.official >= 0.5)
        early = max(2, int(np.ceil(model.EARLY * place.n)))
        self.numbers.value = numbers(
            [
                number_tile(
                    percent(found.first),
                    _("chance that the rumour reaches {n} of {all} people before your word does").format(
                        n=number(early), all=number(place.n)
                    ),
                    main=True,
                ),
                number_tile(
                    percent(found.median[-1]),
                    _("hear the rumour in the end; 8 in 10 runs: <strong>{low} to {high}</strong>").format(
                        low=percent(found.low[-1]), high=percent(found.high[-1])
                    ),
                ),
                number_tile(
                    number(half[0]) if half.size else "–", _("days until half of the staff know what you said")
                ),
            ]
        )
        self.words.value = conclusion(*self._meaning(place, found))
        self.mini.value = f"<p><b>{percent(found.first)}</b><br>" + _("chance that the rumour is first") + "</p>"
        self.trouble.value = unread_words(unread)
        self.draw(
            {
                self.picture: lambda: self._picture(found),
                self.levers: lambda: self._levers(place, story, found),
                self.folds: lambda: self._for_the_curious(place, story),
            }
        )

    # the answer ---------------------------------------------------------------------------------------------

    def _meaning(self, place: Workplace, found: model.Rumour) -> list[str]:
        story = found.story
        assert story.delay is not None
        when = (
            ngettext("If you speak after {n} day", "If you speak after {n} days", story.delay).format(
                n=number(story.delay)
            )
            if story.delay
            else _("If you speak on the first day")
        )
        first = _("{when}, the rumour is ahead of you in <strong>{share} of 100 runs</strong>.").format(
            when=when, share=number(100 * found.first)
        )
        if not story.delay:
            later = _spread(place, replace(story, delay=7)).first
            return [first, _("Wait a week and it is {later} of 100.").format(later=number(100 * later))]
        sooner, wider = self._both(place, story)
        gain_days, gain_channel = found.first - sooner, found.first - wider
        if gain_days < 0.02 and gain_channel < 0.02:
            return [first, _("Here neither {days} less nor a wider channel changes much.").format(days=_days(SOONER))]
        if story.channel == 1:
            return [
                first,
                _("Speaking {days} sooner makes it {sooner}.").format(
                    days=_days(min(SOONER, story.delay)), sooner=number(100 * sooner)
                ),
            ]
        values = {
            "days": _days(min(SOONER, story.delay)),
            "sooner": number(100 * sooner),
            "wider": number(100 * wider),
            "more": number(100 * (min(1.0, story.channel + WIDER) - story.channel)),
        }
        both = _("Speaking {days} sooner makes it {sooner}; {more} more of 100 people on the channel make it {wider}.")
        verdict = (
            _("<strong>Speed matters more than the tool.</strong>")
            if gain_days > gain_channel
            else _("<strong>Here the channel is worth as much as the days.</strong>")
        )
        return [first, f"{both.format(**values)} {verdict}"]

    def _both(self, place: Workplace, story: model.Story) -> tuple[float, float]:
        """How often the rumour is first with each lever alone: some days sooner, more people on the channel."""
        assert story.delay is not None
        sooner = _spread(place, replace(story, delay=max(story.delay - SOONER, 0)))
        wider = _spread(place, replace(story, channel=min(round(story.channel + WIDER, 9), 1.0)))
        return sooner.first, wider.first

    def _levers(self, place: Workplace, story: model.Story, found: model.Rumour) -> str:
        assert story.delay is not None
        tried = [
            (delay, _("You speak the same day") if not delay else _("You speak after {days}").format(days=_days(delay)))
            for delay in dict.fromkeys((0, max(story.delay - SOONER, 0), story.delay + SOONER))
            if delay != story.delay
        ]

        def first(other: model.Story) -> str:
            return _("rumour first in {n} of 100").format(n=number(100 * _spread(place, other).first))

        pairs = [(words, first(replace(story, delay=delay))) for delay, words in tried]
        for channel in (0.0, 0.6, 1.0):
            if channel != story.channel:
                words = _("{share} of the staff on the channel").format(share=percent(channel))
                said = words if channel else _("Nobody is on a channel")
                pairs.append((said, first(replace(story, channel=channel))))
        title = _("If something were different (now {n} of 100)").format(n=number(100 * found.first))
        return changes(title, pairs)

    def _picture(self, found: model.Rumour) -> str:
        alternative = course_words(found)
        if found.first >= 0.5:
            title = _("The rumour is usually faster than you")
        elif found.first >= 0.1:
            title = _("You are usually faster, but not surely")
        else:
            title = _("Your word is there first")
        drawn = course(found, self.name, alternative)
        caption = _(
            "{runs} simulated runs. Dashed line: the middle of them for the rumour; shaded: 8 in 10 of them. Solid "
            "line: the official word. Dotted: a quarter of the staff."
        ).format(runs=number(found.story.runs))
        return Picture(
            title=title, alternative=alternative, wide=drawn[WIDE], narrow=drawn[NARROW], caption=caption
        ).html()

    def _for_the_curious(self, place: Workplace, story: model.Story) -> str:
        found = self.result
        days = [day for day in (1, 3, 7, 14, 21, 30) if day <= story.days]
        by_day = table(
            [_("Day"), _("Low"), _("Middle"), _("High"), _("Official")],
            [
                [number(day), *(percent(path[day]) for path in (found.low, found.median, found.high, found.official))]
                for day in days
            ],
        )
        tried = {d: [replace(story, delay=d, channel=channel) for channel in CHANNELS] for d in DELAYS}
        compared = table(
            [_("You speak after"), *(_("{share} on the channel").format(share=percent(c)) for c in CHANNELS)],
            [[_days(d), *(percent(_spread(place, each).first) for each in row)] for d, row in tried.items()],
        )
        how = (
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
        judged = _("Our judgement: nothing measured was found.")

        def daily(chance: float) -> str:
            return _("{n} in 100 a day").format(n=short(100 * chance))

        known = assumptions(
            [
                (_("Passing it on to one person"), "D", daily(story.talk), judged),
                (_("Tiring, for each who knows it already"), "D", daily(story.tire), judged),
                (_("A boss passes your word on"), "D", daily(story.relay), judged),
                (_("Somebody on the channel reads it"), "D", daily(story.read), judged),
                (
                    _("Who knows your word turns the rumour down"),
                    "D",
                    _("{n} in 100").format(n=short(100 * story.doubt)),
                    judged,
                ),
                (_("Who knows your word stops spreading it"), "D", daily(story.correct), judged),
            ]
        )
        return (
            fold(_("The numbers as a table"), by_day)
            + fold(_("Delay against channel"), f"<p>{_('How often the rumour is first:')}</p>{compared}")
            + fold(_("How the rumour is played, in plain words"), "".join(f"<p>{part}</p>" for part in how) + known)
            + fold(_("Where these people come from"), about(self.controls["source"].value))
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with the list or the departments."""
        return source_complaint(error)

    def nothing_yet(self) -> str:
        """A firm of 1987 is not the learner's."""
        return nobody_real(self.controls)

    def for_plan(self, plan: Plan) -> Plan:
        """Within how many days everybody knows, who tells it, when and by which way."""
        from tertulia.plan import schema, updates

        story, found = self.result.story, self.result
        when = (
            _("{days} after we know it ourselves").format(days=_days(story.delay))
            if story.delay
            else _("the same day we know it ourselves")
        )
        way = (
            _("from boss to staff, and on one channel for {share} of us").format(share=percent(story.channel))
            if story.channel
            else _("from boss to staff")
        )
        days = found.everybody
        return updates.with_rumour(
            plan,
            schema.Announcements(
                within_days=None if days is None else float(days),
                told_by=updates.line(self.controls["teller"].value),
                how=updates.line(f"{when}, {way}"),
            ),
        )

    def summary(self) -> str:
        """The chance and the delay in a line."""
        delay = self.result.story.delay
        return _("Official word after {days}: the rumour is first in {n} of 100 runs").format(
            days=_days(delay or 0), n=number(100 * self.result.first)
        )


def _days(n: int) -> str:
    return ngettext("{n} day", "{n} days", n).format(n=number(n))
