"""Rumour run: how often a rumour reaches a quarter of the staff before the official word does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.rumour import course, course_words
from tertulia.firms import ExampleFirm
from tertulia.html import Html, as_html, markup
from tertulia.language import _, number, percent
from tertulia.models.errors import InputError
from tertulia.models.inside import rumour as model
from tertulia.models.inside.rumour import Rumour, Story
from tertulia.models.inside.workplace import Organisation
from tertulia.plan import LINE
from tertulia.widgets.base.components import conclusion, number_tile, numbers
from tertulia.widgets.base.controls import Choice, Controls, Slider, TextField, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.guess import Guess
from tertulia.widgets.inside import rumour_words as words
from tertulia.widgets.inside.rumour_tables import for_the_curious, levers
from tertulia.widgets.inside.workplaces import STAFF_FACTS, StaffControls, everybody, staff_start
from tertulia.widgets.inside.workplaces_words import nothing_words, staff_complaint, staff_share_bold, unread_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

DELAY, CHANNEL, TALKED = 7, 0, "usual"
"""What the exercise begins with: days, percent of the staff, and how much is talked."""

TALK = {"quiet": 0.08, "usual": 0.15, "lively": 0.25}
"""Chance per day that somebody passes the rumour on to one who talks with them. Grade D."""


@lru_cache(maxsize=64)
def _spread(organisation: Organisation, story: Story) -> Rumour:
    return model.spread(organisation, story)


@dataclass(kw_only=True)
class RumourControls(Controls):
    """What is expected; when the word is spoken, the channel, how much is talked, whose firm."""

    guess: Choice
    delay: Slider
    channel: Slider
    talk: Choice
    teller: TextField
    staff: StaffControls


class RumourRun(Exercise[RumourControls]):
    """A rumour and the official word race through the firm, two hundred times."""

    name = "rumour"
    facts = STAFF_FACTS
    learners_own = ("guess",)

    organisation: Organisation
    """The firm of the last runs."""

    result: Rumour
    """The last runs."""

    def make_controls(self, firm: ExampleFirm) -> RumourControls:
        """When the word is spoken, the channel, how much is talked, whose firm."""
        self.guess = Guess(_("What do you expect: how often is the rumour first?"), words.guesses(), self.refresh)
        return RumourControls(
            guess=self.guess.choice,
            delay=Slider(_("You speak after"), DELAY, 0, 21, 1, words.days_bold),
            channel=Slider(_("On one shared channel"), CHANNEL, 0, 100, 10, staff_share_bold, words.channel_evidence()),
            talk=Choice(
                _("How much this is talked about"),
                [(_("a little"), "quiet"), (_("as most news"), "usual"), (_("by everybody"), "lively")],
                TALKED,
                words.talk_evidence(),
            ),
            teller=TextField(_("Who tells it"), firm.owner, _("a name"), most=LINE),
            staff=StaffControls.of(firm, self.told_of(firm)),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's values, by control."""
        return {
            "guess": None,
            "delay": DELAY,
            "channel": CHANNEL,
            "talk": TALKED,
            "teller": firm.owner,
            **staff_start(firm, self.told_of(firm)),
        }

    def cards(self) -> list[ipywidgets.Box]:
        """The word first, then the firm."""
        controls = self.controls
        return [
            card(_("The official word"), [controls.delay, controls.channel, controls.talk, controls.teller]),
            controls.staff.card(),
        ]

    def answer_parts(self) -> list[Any]:
        """What is expected; the numbers, the course of the days, what could not be read."""
        self.trouble = html("tt-piece")
        return [self.guess.box, self.numbers, self.picture, self.trouble]

    def after_parts(self) -> list[Any]:
        """What a few days or a wider channel would change."""
        self.levers = html("tt-piece")
        return [self.levers]

    def restart(self) -> None:
        """The chosen firm, of which nothing is shown before its guess."""
        self.guess.begin()
        super().restart()

    def story_now(self) -> Story:
        """What the controls say, as the model takes it."""
        controls = self.controls
        return Story(delay=controls.delay.value, channel=controls.channel.value / 100, talk=TALK[controls.talk.value])

    def show(self) -> None:
        """How often the rumour is first; how many heard it; then the picture and the two levers."""
        staff = self.controls.staff
        staff.show_used()
        if missing := self._missing():
            for part in (self.numbers, self.mini, self.trouble):
                part.value = ""
            self.guess.about("")
            self.words.value = nothing_words(missing)
            self.draw({self.picture: Html, self.levers: Html, self.folds: Html})
            return
        organisation, unread = staff.organisation()

        def first(story: Story) -> float:
            return _spread(organisation, story).first

        rumour = _spread(organisation, self.story_now())
        self.organisation, self.result = organisation, rumour
        self.guess.hides(self.numbers, self.picture, self.trouble, self.conclusion, self.mini, self.levers, self.folds)
        self.guess.about(words.guessed(rumour))
        self.numbers.value = self._numbers(organisation, rumour)
        self.words.value = conclusion(*words.meaning(rumour, first))
        chance = as_html(_("chance that the rumour is first"))
        self.mini.value = Html(f"<p><b>{percent(rumour.first)}</b><br>{chance}</p>")
        self.trouble.value = unread_words(unread)
        self.draw(
            {
                self.picture: lambda: self._picture(rumour),
                self.levers: lambda: levers(rumour, first),
                self.folds: lambda: for_the_curious(rumour, first, staff.about()),
            }
        )

    def _numbers(self, organisation: Organisation, rumour: Rumour) -> Html:
        half = rumour.half_informed
        return numbers(
            [
                number_tile(
                    percent(rumour.first),
                    _("chance that the rumour reaches {n} of {all} people before your word does").format(
                        n=number(model.early(organisation.n)), all=number(organisation.n)
                    ),
                    main=True,
                ),
                number_tile(
                    percent(rumour.median[-1]),
                    markup(
                        _("hear the rumour in the end; 8 in 10 runs: <strong>{low} to {high}</strong>"),
                        low=percent(rumour.low[-1]),
                        high=percent(rumour.high[-1]),
                    ),
                ),
                number_tile(
                    "–" if half is None else number(half), _("days until half of the staff know what you said")
                ),
            ]
        )

    def _picture(self, rumour: Rumour) -> Html:
        alternative = course_words(rumour)
        drawn = course(rumour, self.name, alternative)
        return Picture(
            title=words.picture_title(rumour),
            alternative=alternative,
            wide=drawn[WIDE],
            narrow=drawn[NARROW],
            caption=words.picture_caption(rumour.story),
        ).html()

    def complaint(self, error: InputError) -> str:
        """What is wrong with the list or the departments."""
        return staff_complaint(error)

    def nothing_yet(self) -> str:
        """A firm of 1987 is not the learner's, a firm of one person has nobody to ask, and our days are not theirs."""
        if missing := self._missing() or self.controls.staff.nobody_real():
            return missing
        return "" if self.said("delay", "teller") else _("Say first when you tell the news, or who does.")

    def _missing(self) -> str:
        return self.controls.staff.missing(self.firm, self.told_of(self.firm))

    def for_plan(self, plan: Plan) -> Plan:
        """Within how many days everybody knows, who tells it, when and by which way."""
        from tertulia.plan import schema, updates

        days, teller = self.result.everybody_informed, updates.line(self.controls.teller.value)
        told = schema.Announcements(
            within_days=None if days is None else float(days),
            reaches_all=days is not None,
            told_by=teller,
            how=updates.line(words.announcement_words(self.result.story)),
        )
        if not self.said("delay"):  # when the word is spoken is still ours
            told = replace(plan.announcements, told_by=teller)
        return updates.with_rumour(plan, told)

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """Who tells it, and how many work there."""
        return {"teller": plan.announcements.told_by or None, "departments": everybody(plan.firm.staff) or None}

    def summary(self) -> str:
        """The chance and the delay in a line."""
        if missing := self._missing():
            return missing
        return _("Official word after {days}: the rumour is first in {n} of 100 runs").format(
            days=words.days_words(self.result.story.delay or 0), n=words.of_hundred(self.result.first)
        )
