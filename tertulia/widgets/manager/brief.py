"""Manager brief: hours, cost of three ways to fill them, red flags, and a paper to take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.clock import today
from tertulia.firms import ExampleFirm
from tertulia.html import markup
from tertulia.language import _, day, number
from tertulia.models.errors import InputError, Refusal
from tertulia.models.finding import Severity
from tertulia.models.manager import brief as model
from tertulia.models.manager.brief import Flag, Option
from tertulia.models.strategy.objective import Objective
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.components import conclusion, findings, fold, number_tile, numbers, section
from tertulia.widgets.base.controls import Control, card
from tertulia.widgets.base.downloads import download, take_away
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.words import short
from tertulia.widgets.manager.brief_controls import BriefControls, brief_controls, brief_start
from tertulia.widgets.manager.brief_paper import Paper, asks, limits, work
from tertulia.widgets.manager.brief_tables import costs_picture, for_the_curious, options
from tertulia.widgets.manager.brief_words import (
    finding_words,
    hours_a_week,
    needs_of,
    option_words,
    task_words,
    tenth,
    year_words,
)

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan


class ManagerBrief(Exercise[BriefControls]):
    """Who does it, what it takes, and what to put in writing."""

    name = "brief"
    facts = {
        "posts": firm_facts.POSTS,
        "hour": firm_facts.HOUR_EUROS_EXACTLY,
        "aim": firm_facts.AIM,
        "firm": firm_facts.NAME,
    }

    def make_controls(self, firm: ExampleFirm) -> BriefControls:
        """The work, the prices, the offer on the table, the paper."""
        return brief_controls(firm)

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's work and the offer on its table."""
        return brief_start(firm)

    def cards(self) -> list[ipywidgets.Box]:
        """The work, its minutes, the prices, the offer, the paper."""
        controls = self.controls
        minutes: list[Control] = [controls.post_minutes, controls.message_minutes, controls.listen_minutes]
        prices = [controls.hour, controls.contract, controls.course, controls.course_hours, controls.fee]
        return [
            card(_("An ordinary week"), [controls.posts, controls.messages]),
            card(_("How long it takes you"), [*minutes, controls.report_hours]),
            card(_("What it costs"), [*prices, controls.contact]),
            card(_("The offer on your table"), controls.flags.values()),
            card(_("The document"), [controls.option, controls.aim, controls.firm, controls.contact_name]),
        ]

    def answer_parts(self) -> list[Any]:
        """The numbers, the costs side by side, what is wrong with the offer."""
        self.trouble = html("tt-piece")
        return [self.numbers, self.picture, self.trouble]

    def after_parts(self) -> list[Any]:
        """What each option asks of the firm, the paper, the file."""
        self.options, self.paper, self.files = html("tt-piece"), html("tt-piece"), html("tt-piece")
        return [self.options, self.paper, self.files]

    def show(self) -> None:
        """Hours and costs, what they mean, what is wrong with the offer, the paper to take away."""
        needs = self.controls.needs()
        result = model.compare(needs)
        flags = [flag for flag in Flag if self.controls.flags[flag.value].value]
        self.needs, self.result, self.findings = needs, result, model.check(needs, flags)
        self.option = Option(self.controls.option.value or result.cheapest)
        cost = year_words(result.costs[result.cheapest].mid)
        tiles = [
            number_tile(
                tenth(result.hours.mid),
                _("hours a week, {low} to {high}").format(low=tenth(result.hours.low), high=tenth(result.hours.high)),
                main=True,
            ),
            number_tile(
                cost, _("a year for the cheapest way: {option}").format(option=option_words(result.cheapest).lower())
            ),
        ]
        if result.break_even is not None:
            tiles.append(
                number_tile(
                    tenth(result.break_even), _("hours a week: up to there, inside costs no more than an agency")
                )
            )
        self.numbers.value = numbers(tiles)
        self.words.value = conclusion(*self._meaning())
        self.mini.value = markup(
            "<p><b>{hours}</b> {a_week}<br>{cost} {a_year}</p>",
            hours=tenth(result.hours.mid),
            a_week=_("hours a week"),
            cost=cost,
            a_year=_("a year"),
        )
        self.trouble.value = findings((item.severity, finding_words(item)) for item in self.findings)
        self.options.value = options(result)
        self._show_paper()
        self.draw({self.picture: lambda: costs_picture(result, self.name).html()})
        self.folds.value = for_the_curious(needs, result, Objective(self.controls.aim.value))

    # the answer ---------------------------------------------------------------------------------------------

    def _meaning(self) -> list[str]:
        result = self.result
        most = max(result.tasks, key=lambda task: result.tasks[task])
        task, cheapest = task_words(most), option_words(result.cheapest)
        sentences: list[str] = [
            markup(
                _("The job takes about <strong>{hours}</strong>, most of it for one thing: {task}.")
                if result.tasks[most] > result.hours.mid / 2
                else _("The job takes about <strong>{hours}</strong>; the largest part is this: {task}."),
                hours=hours_a_week(result.hours.mid),
                task=task[0].lower() + task[1:],
            ),
            markup(
                _("“{option}” costs least, and clearly so.")
                if result.clear
                else _(
                    "“{option}” has the lowest middle, but the ranges overlap: <strong>let the person decide, not the "
                    "price</strong>."
                ),
                option=cheapest,
            ),
        ]
        stops = [item for item in self.findings if item.severity is Severity.STOP]
        return [*sentences, *(finding_words(item) for item in stops[:1])]

    def _show_paper(self) -> None:
        paper = Paper(
            option=self.option,
            firm=" ".join(self.controls.firm.value.split()),
            contact=" ".join(self.controls.contact_name.value.split()),
            needs=self.needs,
            result=self.result,
            aim=Objective(self.controls.aim.value),
            written=day(today()),
        )
        self.text = paper.text()
        shown = fold(paper.title, markup('<pre class="tt-paper">{text}</pre>', text=self.text))
        self.paper.value = section(_("Your paper"), markup("<div>{paper}</div>", paper=shown))
        label = _("{paper} (text)").format(paper=paper.title)
        explanation = _(
            "Plain text with a few signs for headings: every word processor and e-mail takes it. It is made on "
            "this device. Have a contract looked at by somebody who knows employment or trade law."
        )
        self.files.value = take_away(
            [download(label, paper.file, "text/markdown;charset=utf-8", self.text)], explanation
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.code is Refusal.BELOW:
            return _("That is too little: at least {n}.").format(n=short(float(error.values["low"])))
        if error.code is Refusal.ABOVE:
            return _("That is too much: at most {n}.").format(n=short(float(error.values["high"])))
        return _("Write an amount in figures, such as {example}.").format(example=number(450))

    def nothing_yet(self) -> str:
        """For my firm, the hours of a week that nobody has counted are none."""
        if self.said("posts", "messages"):
            return ""
        return _("Say first how many posts and messages there are in an ordinary week.")

    def for_plan(self, plan: Plan) -> Plan:
        """The way the paper is for, its hours and cost, what it asks; and what is left for the firm itself to do."""
        from tertulia.plan import schema, updates
        from tertulia.plan.schema import Way

        result, option = self.result, self.option
        inside = option is not Option.OUTSOURCE
        tasks = (
            [schema.Task(what=updates.line(task_words(task)), hours=_quarter(n)) for task, n in result.tasks.items()]
            if inside
            else [schema.Task(what=updates.line(needs_of(option)[0]), hours=self.needs.contact)]
        )
        # who does it and when was never asked here, so it stays
        before = {task.what: task for task in plan.duties.tasks}
        tasks = [replace(before.get(task.what, task), hours=task.hours) for task in tasks]
        # somebody of ours learns it; of others we ask it before we decide
        learns = option is Option.TRAIN
        week = work(self.needs, result)[1:]
        if not (self.said("posts") and self.said("messages")):
            week = week[:-1]  # of an ordinary week, one figure would be ours
        done = [*week, *(asks(option) if learns else ())]
        return updates.with_brief(
            plan,
            schema.Brief(
                way=Way(option.value),
                hours=round(result.hours.mid, 1),
                euros=float(round(result.costs[option].mid / 12)),
                tasks=updates.lines(done),
                questions=updates.lines(() if learns else asks(option)),
                limits=updates.lines(limits()),
            ),
            tasks,
        )

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """The way that was chosen, the posts and the aim."""
        objective, way = plan.strategy.objective, plan.brief.way
        return {
            "posts": None if plan.content.posts is None else round(plan.content.posts),
            "option": way and way.value,
            "aim": objective and objective.value,
            "firm": plan.firm.name or None,
        }

    def summary(self) -> str:
        """Hours, the cheapest option and its range in a line."""
        result = self.result
        cost = result.costs[result.cheapest]
        return _("{hours}; cheapest: {option}, {low} to {high} a year").format(
            hours=hours_a_week(result.hours.mid),
            option=option_words(result.cheapest).lower(),
            low=year_words(cost.low),
            high=year_words(cost.high),
        )


def _quarter(hours: float) -> float:
    return round(4 * hours) / 4
