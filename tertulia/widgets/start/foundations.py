"""Foundations check: what the firm has, what to do first and in which weeks. It may say "not yet"."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia import browser
from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html, as_html, markup
from tertulia.language import _, money, ngettext, number
from tertulia.models.department import Department
from tertulia.models.errors import InputError
from tertulia.models.start import foundations as model
from tertulia.models.start.foundations import FoundationsInput, WebsiteMaker
from tertulia.models.start.foundations_questions import ON_THE_WEBSITE, QUESTIONS, Foundation, Question
from tertulia.profile import FoundAt, Profile
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.components import conclusion, findings
from tertulia.widgets.base.controls import Choice, Control, Controls, Slider, Tick, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.firm_facts import Fact
from tertulia.widgets.base.words import hours_bold
from tertulia.widgets.start import foundations_answer as answer
from tertulia.widgets.start.foundations_from_plan import AMONG_CHECKS, answers, foundations_from_plan
from tertulia.widgets.start.foundations_picture import road_picture
from tertulia.widgets.start.foundations_starts import start_of, walked_in
from tertulia.widgets.start.foundations_words import (
    decider_words,
    decides_evidence,
    euros_evidence,
    finding_words,
    hours_evidence,
    question_evidence,
    question_words,
    readiness_words,
)

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan


LEAST_SHOWN, MOST_SHOWN = 0.5, 15
"""Hours a week at the ends of the slider."""


def _hours_shown(profile: Profile) -> float | None:
    """The firm's hours where the slider can show them; its end for what lies beyond."""
    return None if profile.hours is None else min(max(profile.hours, LEAST_SHOWN), MOST_SHOWN)


def _with_hours(profile: Profile, hours: float) -> Profile:
    return profile if hours == _hours_shown(profile) else replace(profile, hours=hours)


def _claimed_entry(profile: Profile) -> bool | None:
    """Whether the entry on the map is ours, as far as it was told; the walk-in found it out, and then that holds."""
    return None if Question.LISTING_CLAIMED in walked_in(OWN) else _MAP.read(profile)


def _with_claimed_entry(profile: Profile, claimed: bool) -> Profile:
    """An entry on the map that is ours is one; one that is not ours may be there all the same."""
    return _MAP.change(profile, True) if claimed else profile


_MAP = firm_facts.found_at(FoundAt.MAP)


def _details_right(done: Collection[Question]) -> bool:
    """Whether what people read about the firm is right on the map and, if there is one, on its website."""
    return Question.LISTING_RIGHT in done and (Question.CURRENT in done or Question.WEBSITE not in done)


def _right_at(place: FoundAt) -> Fact:
    """Whether the details are right there; `told_together` tells it. That they are not right does not say where."""

    def read(profile: Profile) -> bool | None:
        there = place is FoundAt.MAP or place in (profile.places or ())
        return True if profile.details_right and there else None

    return Fact(name=firm_facts.DETAILS_RIGHT.name, read=read, change=lambda profile, _value: profile, together=True)


@dataclass(kw_only=True)
class FoundationsControls(Controls):
    """A tick for each question; who decides, who makes a website, hours and money."""

    questions: Mapping[Question, Tick]
    decides: Choice
    maker: Choice
    profile: Tick
    hours: Slider
    euros: Slider


class FoundationsCheck(Exercise[FoundationsControls]):
    """Whether this firm is ready for a first network, and what comes before it."""

    name = "foundations"
    facts = {
        f"questions.{Question.WEBSITE}": firm_facts.found_at(FoundAt.WEBSITE),
        f"questions.{Question.EMAIL_READ}": firm_facts.found_at(FoundAt.EMAIL),
        f"questions.{Question.LISTING_CLAIMED}": Fact(name=_MAP.name, read=_claimed_entry, change=_with_claimed_entry),
        f"questions.{Question.LISTING_RIGHT}": _right_at(FoundAt.MAP),
        f"questions.{Question.CURRENT}": _right_at(FoundAt.WEBSITE),
        "decides": firm_facts.LEADER,
        "hours": Fact(name=firm_facts.HOURS.name, read=_hours_shown, change=_with_hours),
    }

    def make_controls(self, firm: ExampleFirm) -> FoundationsControls:
        """The controls with this firm's answers."""
        start = start_of(firm, self.told_of(firm))
        evidence = question_evidence()
        return FoundationsControls(
            questions={
                question: Tick(question_words(question).question, question in start.done, evidence.get(question))
                for question in Question
            },
            decides=Choice(
                _("Who decides what is published"),
                [(words, department.value) for department, words in decider_words().items()],
                start.decides.value,
                decides_evidence(),
            ),
            maker=Choice(
                _("If you need a website, who makes it"),
                [
                    (_("we do it ourselves"), WebsiteMaker.OURSELVES.value),
                    (_("a professional"), WebsiteMaker.PROFESSIONAL.value),
                ],
                start.maker.value,
            ),
            profile=Tick(_("We have a profile on a network already"), start.profile),
            hours=Slider(
                _("Hours per week for this"), start.hours, LEAST_SHOWN, MOST_SHOWN, 0.5, hours_bold, hours_evidence()
            ),
            euros=Slider(
                _("Money for the first year"),
                start.euros,
                0,
                3000,
                50,
                lambda n: markup("<b>{n}</b>", n=money(n)),
                euros_evidence(),
            ),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's answers, by control."""
        start = start_of(firm, self.told_of(firm))
        return {
            **{f"questions.{question}": question in start.done for question in Question},
            "decides": start.decides.value,
            "maker": start.maker.value,
            "profile": start.profile,
            "hours": start.hours,
            "euros": start.euros,
        }

    def told_together(self, profile: Profile) -> Profile:
        """Whether hours, phone and prices are right everywhere, which two ticks say."""
        right = _details_right([question for question, tick in self.controls.questions.items() if tick.value])
        return profile if right == bool(profile.details_right) else replace(profile, details_right=right)

    def cards(self) -> list[ipywidgets.Box]:
        """The questions in their groups, and at the end what the firm can give."""
        controls = self.controls

        def asked(*foundations: Foundation) -> list[Control]:
            return [controls.questions[question] for each in foundations for question in QUESTIONS[each]]

        return [
            card(_("Who looks after it"), [*asked(Foundation.OWNER), controls.decides]),
            card(_("E-mail and phone"), asked(Foundation.EMAIL, Foundation.PHONE)),
            card(_("Entry on the map"), asked(Foundation.LISTING)),
            card(_("Website"), [*asked(Foundation.WEBSITE, Foundation.LEGAL, Foundation.READABLE), controls.maker]),
            card(_("Photos"), asked(Foundation.PHOTOS)),
            card(_("Passwords"), asked(Foundation.ACCESS)),
            card(_("What you can give"), [controls.hours, controls.euros, controls.profile]),
        ]

    def answer_parts(self) -> list[Any]:
        """The verdict and its numbers, the road of weeks, what to know."""
        self.tiles, self.trouble = html("tt-piece"), html("tt-piece")
        return [self.numbers, self.tiles, self.picture, self.trouble]

    def after_parts(self) -> list[Any]:
        """What to do, in order; how far each foundation stands; the list to take away."""
        self.steps, self.standing, self.files = html("tt-piece"), html("tt-piece"), html("tt-piece")
        return [self.steps, self.standing, self.files]

    def firm_now(self) -> FoundationsInput:
        """The answers as the model takes them."""
        controls = self.controls
        return FoundationsInput(
            done=frozenset(question for question, tick in controls.questions.items() if tick.value),
            decides=Department(controls.decides.value),
            hours=controls.hours.value,
            euros=controls.euros.value,
            maker=WebsiteMaker(controls.maker.value),
            profile=controls.profile.value,
        )

    def show(self) -> None:
        """Verdict and numbers, then the road, then the tasks one by one."""
        firm = self.firm_now()
        assessment = model.assess(firm)
        self.firm_asked, self.result = firm, assessment
        self._lock(Question.WEBSITE in firm.done)
        self.numbers.value = answer.verdict(firm, assessment)
        self.tiles.value = answer.tiles(firm, assessment)
        self.words.value = conclusion(*answer.meaning(firm, assessment))
        self.mini.value = (
            f"<p><b>{as_html(readiness_words(assessment.readiness))}</b><br>"
            f"{as_html(answer.what_is_left(assessment))}</p>"
        )
        self.trouble.value = findings((finding.severity, finding_words(finding)) for finding in assessment.findings)
        self.steps.value = answer.steps(assessment)
        self.standing.value = answer.standing(firm, assessment)
        browser.when_here("icalendar", self._fill_files)
        self.draw({self.picture: self._draw_road})
        self.folds.value = self.folds.value or answer.for_the_curious()

    def _lock(self, website: bool) -> None:
        """Without a website there is nothing to ask about it; what was ticked stays."""
        for control, locked in (
            *((self.controls.questions[question], not website) for question in ON_THE_WEBSITE),
            (self.controls.maker, website),
        ):
            control.widget.disabled = locked
            (control.box.add_class if locked else control.box.remove_class)("tt-locked")

    def _draw_road(self) -> Html:
        return road_picture(self.result, self.name).html()

    def _fill_files(self) -> None:
        from tertulia.widgets.start.foundations_files import file_links  # large, and nobody waits for it

        self.files.value = file_links(self.result, self.firm.name)

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.field == "hours":
            return _("Give this at least a quarter of an hour a week, and at most forty hours.")
        return _("This cannot be right. Choose another value.")

    def nothing_yet(self) -> str:
        """For my firm, a list in which nothing was ticked yet says nothing."""
        asked = [f"questions.{question}" for question in Question]
        return "" if walked_in(self.firm.key) or self.said(*asked) else _("Tick first what is in place at your firm.")

    def for_plan(self, plan: Plan) -> Plan:
        """What stands, question by question, and what to do first."""
        from tertulia.plan import schema, updates

        yes = model.settled(self.firm_asked.done)
        _ours, others = answers(plan.foundations)
        return updates.with_foundations(
            plan,
            schema.Foundations(
                website=Question.WEBSITE in yes,
                email=Question.EMAIL_READ in yes,
                details_right=_details_right(yes),
                checks=(
                    *(
                        schema.Check(updates.line(question_words(question).question), question in yes)
                        for question in AMONG_CHECKS
                    ),
                    *others,
                )[:30],
                first=updates.lines(question_words(task.question).task for task in self.result.tasks),
                verdict=self.result.readiness,
            ),
        )

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """What stands already, as the plan has it."""
        return foundations_from_plan(plan)

    def summary(self) -> str:
        """The verdict and the first task in a line."""
        verdict, tasks = readiness_words(self.result.readiness), self.result.tasks
        if not tasks:
            return f"{verdict}."
        return _("{verdict}: {n} to do, beginning with “{task}”").format(
            verdict=verdict,
            n=ngettext("{n} thing", "{n} things", len(tasks)).format(n=number(len(tasks))),
            task=question_words(tasks[0].question).task,
        )
