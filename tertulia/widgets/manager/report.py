"""Monthly report: what we wanted, what happened, what we learned, what we change; on one page, to take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html, markup
from tertulia.language import _, money, number
from tertulia.models.errors import InputError
from tertulia.models.manager import report as model
from tertulia.models.manager.report import MEDIANS, MonthReport, NextStep, ReportFigure, ReportRefusal
from tertulia.models.manager.results import Posts
from tertulia.widgets.base.components import conclusion, number_tile, numbers
from tertulia.widgets.base.controls import Controls, EntryChoice, TextField, button, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.own_posts import OwnPosts, OwnPostsControls
from tertulia.widgets.base.own_posts_words import counted_words
from tertulia.widgets.manager.month_costs import (
    COST_FACTS,
    MonthCostControls,
    cost_complaint,
    cost_controls,
    cost_start,
)
from tertulia.widgets.manager.report_page import ReportPage, ReportPart
from tertulia.widgets.manager.report_plan import MeasuredControls, PlanSide, begins
from tertulia.widgets.manager.report_words import (
    cost_lines,
    for_the_curious,
    lesson_words,
    line_words,
    month_meaning,
    step_words,
    tile_words,
    value_words,
)
from tertulia.widgets.manager.results_words import month_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

MOST_WORDS = 2000
"""Characters of each part of the report: more is no longer one page."""

MOST_MONTHS = 36
"""So many months can be chosen."""


@dataclass(kw_only=True)
class ReportControls(Controls):
    """Whose posts, which month, the learner's own words, what was measured, and the costs."""

    own: OwnPostsControls
    month: EntryChoice
    wanted: TextField
    learned: TextField
    change: TextField
    plan: MeasuredControls
    costs: MonthCostControls


class MonthlyReport(Exercise[ReportControls]):
    """A month of posts on one page."""

    name = "report"
    facts = COST_FACTS

    def make_controls(self, firm: ExampleFirm) -> ReportControls:
        """Whose posts, which month, the costs, and the learner's own words."""
        self.own = OwnPosts(self.name, self.refresh, self.own_firm.profile, _with_months)
        self.side = PlanSide()
        self.side.open(firm.key)
        self._from_numbers = {"learned": "", "change": ""}
        self._months: tuple[int, ...] = ()
        self._shown: Posts | None = None
        self._month_before: int | None = None
        return ReportControls(
            own=self.own.controls,
            month=EntryChoice(_("Which month"), [("–", -1)], -1),
            wanted=TextField(_("What we wanted"), self.start(firm)["wanted"], long=True, most=MOST_WORDS),
            learned=TextField(_("What we learned"), long=True, most=MOST_WORDS),
            change=TextField(_("What we change next"), long=True, most=MOST_WORDS),
            plan=self.side.controls,
            costs=cost_controls(firm, self.told_of(firm)),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's month and what it wanted from it."""
        wanted = {
            "bakery": _(
                "More orders for the hours between two and five. Everyone who writes gets an answer within a day."
            ),
            "workshop": _("Two requests for a quote from firms we do not know yet."),
            "guesthouse": _("Five direct bookings for nights from Sunday to Thursday."),
            "mine": self.side.wanted(),
        }[firm.starts]
        return {"wanted": wanted, "learned": "", "change": "", **cost_start(firm, self.told_of(firm))}

    def cards(self) -> list[ipywidgets.Box]:
        """The month, the words, the posts, the costs."""
        controls = self.controls
        for tall in (controls.learned, controls.change):
            tall.box.add_class("tt-tall")
        words = card(_("Your words"), [controls.wanted, controls.learned, controls.change])
        words.children = (*words.children, button(_("Write these two from the numbers again"), self.rewrite))
        return [card(_("The month"), [controls.month]), self.side.card, words, self.own.card(), controls.costs.card()]

    def after_parts(self) -> list[Any]:
        """The files, and what was read in a file."""
        self.files, self.account = html("tt-piece"), html("tt-piece")
        return [self.files, self.account]

    def state(self) -> Any:
        """The month unless it is the last one, and what the file filled in; its figures have a place of their own."""
        month = self.controls.month.value
        if month == -1:
            month = self._month_before
        self.own.keep()
        state = {"month": None if self._months and month == self._months[-1] else month, "plan": self.side.state()}
        return state if any(state.values()) else None

    def filled(self) -> Mapping[str, Any]:
        """The month, which `state` has, and the words that the numbers wrote: they follow numbers and language."""
        return {"month": self.controls.month.value, **self._from_numbers}

    def resume(self, state: Any) -> None:
        """The same; words that the numbers wrote are written anew."""
        kept = state if isinstance(state, dict) else {}
        self.own.resume(kept.get("posts"))
        month = kept.get("month")
        self._months = ()
        self._month_before = month if isinstance(month, int) else None
        self._from_numbers = {name: "" for name in self._from_numbers}
        self.side.resume(kept.get("plan"))

    def _resume(self) -> None:
        with self.own.brought_along(self.quietly):
            super()._resume()

    def restart(self) -> None:
        """The chosen firm's plan and starting values; for "my firm" the plan is read anew."""
        with self.quietly():
            self.side.open(self.who.value)
        super().restart()

    def rewrite(self) -> None:
        """Replace what the learner wrote under "learned" and "change" by what the numbers say."""
        with self.quietly():
            for name, text in self._from_numbers.items():
                self.controls[name].value = text
        self.refresh()

    def show(self) -> None:
        """The month's figures beside the last month's; the words; the files. The report itself is the picture."""
        posts = self.own.posts()
        costs, tracked = self.controls.costs.month(self.firm)
        month = self._month(posts)
        with self.quietly():
            if self.own.given:
                self.side.take(posts, month)
        self.side.read()
        self.side.judge()
        report = model.monthly(posts, month, costs, tracked)
        self.result, self._shown = report, posts
        self._fill_words(report)
        page = ReportPage(self._title(report), self._parts(report), self._source())
        self.numbers.value = numbers(self._tiles(report))
        self.picture.value = page.html()
        rows = self.own.rows_words()
        self.words.value = conclusion(*([rows] if rows else []), *self._meaning(report))
        self.mini.value = markup(
            "<p><b>{month}</b> {counted}</p>",
            month=month_words(self._shown_month(report)),
            counted=counted_words(report.posts, report.unit) if self._posts_speak else self._on_their_way(),
        )
        self.files.value = page.files()
        self.account.value = self.own.account()
        self.folds.value = for_the_curious(report)

    def refused(self, error: InputError) -> None:
        """Nothing of other posts stays where these have no answer, in the fields that the numbers fill neither."""
        if self.own.now is not None and self.own.now is self._shown:
            return
        self._shown = None
        for piece in (self.numbers, self.picture, self.mini, self.files, self.folds):
            piece.value = ""
        self.words.value, self.account.value = self.own.nothing_read(), self.own.account()
        with self.quietly():
            for name, text in self._from_numbers.items():
                if self.controls[name].value == text:
                    self.controls[name].value = ""

    def _month(self, posts: Posts) -> int:
        """The chosen month; for other posts, their last one."""
        months = posts.months
        chosen = self.controls.month
        if months != self._months:
            self._months = months
            with self.quietly():
                chosen.widget.options = tuple((month_words(each), each) for each in reversed(months[-MOST_MONTHS:]))
                offered = months[-MOST_MONTHS:]
                chosen.value = self._month_before if self._month_before in offered else months[-1]
                self._month_before = None
        return int(chosen.value)

    def _fill_words(self, report: MonthReport) -> None:
        """What the numbers say, where the learner has not written something else."""
        lessons = [lesson_words(each) for each in report.lessons]
        of_posts = [step_words(each) for each in report.steps if each.code not in model.OF_COSTS]
        planned = self.side.steps()
        steps = [
            step_words(each)
            for each in report.steps
            if each.code in model.OF_COSTS or (self._posts_speak and not (planned and each.code is NextStep.WAIT))
        ]
        fresh = {
            "learned": _listed([*self.side.lessons(), *(lessons if self._posts_speak else [])]),
            "change": _listed([*planned, *steps]),
        }
        with self.quietly():
            for name, text in fresh.items():
                if self.controls[name].value in ("", self._from_numbers[name]):
                    self.controls[name].value = text
        self._from_numbers = fresh
        self._of_posts = frozenset(f"- {each}" for each in (*lessons, *of_posts))

    @property
    def _posts_speak(self) -> bool:
        """Whether the posts may say something; another firm's say nothing about my numbers."""
        return self.own.given or self.firm.key != OWN or not self.side.any

    # the report ---------------------------------------------------------------------------------------------

    def _title(self, report: MonthReport) -> str:
        month = month_words(self._shown_month(report))
        return _("{firm}: {month}").format(firm=self.firm.name or _("My firm"), month=month)

    def _shown_month(self, report: MonthReport) -> int:
        on = self.side.on
        return report.month if self._posts_speak else 12 * on.year + on.month - 1

    def _on_their_way(self) -> str:
        return _("{n} of {all}").format(n=number(self.side.on_their_way), all=number(len(self.side.numbers)))

    def _source(self) -> str:
        if not self.own.given and self._posts_speak and self.firm.key == OWN:
            return _(
                "Posts: a cosmetics brand's Facebook page, 2014 (Moro, Rita & Vala 2016, read in a copy), as an "
                "example."
            )
        if not self.own.given and self._posts_speak:
            return _(
                "Posts: a cosmetics brand's Facebook page, 2014 (Moro, Rita & Vala 2016, read in a copy), as an "
                "example. Costs and sales: invented."
            )
        rows = self.own.rows_words()
        return f"{_('Own figures.')} {rows}" if rows else _("Own figures.")

    def _parts(self, report: MonthReport) -> list[ReportPart]:
        controls = self.controls
        parts = [ReportPart(_("What we wanted"), [controls.wanted.value or "–"])]
        if self.side.numbers:
            parts.append(ReportPart(self.side.title(), self.side.lines()))
        if self._posts_speak:
            figures = [line_words(line, report.unit) for line in report.lines if line.figure is not ReportFigure.POSTS]
            parts.append(ReportPart(_("What happened"), [counted_words(report.posts, report.unit), *figures]))
        return [
            *parts,
            ReportPart(_("What we learned"), [controls.learned.value or "–"]),
            ReportPart(_("What we change next"), [controls.change.value or "–"]),
            ReportPart(_("Hours and cost"), cost_lines(report)),
        ]

    # the answer ---------------------------------------------------------------------------------------------

    def _tiles(self, report: MonthReport) -> list[Html]:
        medians = [line for line in report.lines if line.figure in MEDIANS]
        first = next(iter([*medians, *report.lines]), None)
        counts = (ReportFigure.FOLLOWS, ReportFigure.COMMENTS)
        second = next((line for line in report.lines if line.figure in counts and line is not first), None)
        tiles = []
        if self._posts_speak and first:
            tiles.append(number_tile(value_words(first, first.now), tile_words(first, report.unit), main=True))
        if self.side.any and self.side.numbers:
            words = _("numbers of the plan are where they were expected, or ahead")
            tiles.append(number_tile(self._on_their_way(), words, main=not tiles))
        elif second and tiles:
            tiles.append(number_tile(value_words(second, second.now), tile_words(second, report.unit)))
        if report.returned is None:
            return tiles
        cost = money(report.returned.cost)
        return [*tiles, number_tile(cost, _("is what the month cost, hours included"), main=not tiles)]

    def _meaning(self, report: MonthReport) -> list[str]:
        planned = self.side.lessons()
        if self._posts_speak and not planned:
            return [month_meaning(report.lines, report.unit), self._next(step_words(report.steps[0]))]
        first = " ".join(planned) or _("Nothing can be said yet: the plan's numbers need a start, a goal and a day.")
        steps = self.side.steps()
        return [first, self._next(steps[0] if steps else step_words(report.steps[0]))]

    @staticmethod
    def _next(step: str) -> str:
        return _("Next: {step}").format(step=step)

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.code is ReportRefusal.NO_MONTHS:
            return _("The file has no date that we can read, so there is no month. Say which column holds the date.")
        if error.field in self.controls.own.named():
            return self.own.complaint(error)
        if error.field in self.controls.plan.named():
            return self.side.complaint(error)
        return cost_complaint(error)

    def nothing_yet(self) -> str:
        """Another firm's posts are no report of mine."""
        if self.firm.key != OWN or self.own.given or self.side.any:
            return ""
        return _("Open your own file, or write what you measured, then add the month to your plan.")

    def for_plan(self, plan: Plan) -> Plan:
        """This month: what was measured, what was learned, what changes; nothing that the example's posts say."""
        from tertulia.plan import LONG, schema, updates

        own = self.own.given
        learned, change = (
            updates.line(
                "\n".join(line for line in text.splitlines() if own or line.strip() not in self._of_posts), LONG
            )
            for text in (self.controls.learned.value, self.controls.change.value)
        )
        month = schema.Month(
            begins=begins(self.side.on, self.result.month if own else -1), learned=learned, change=change
        )
        return updates.with_month(plan, self.side.for_month(plan, month))

    def summary(self) -> str:
        """The month in a line."""
        report = self.result
        return _("{title}: {posts}, cost {cost}").format(
            title=self._title(report),
            posts=counted_words(report.posts, report.unit),
            cost="–" if report.returned is None else money(report.returned.cost),
        )


def _with_months(posts: Posts) -> None:
    if not posts.months:
        raise InputError("file", ReportRefusal.NO_MONTHS)


def _listed(sentences: list[str]) -> str:
    return "\n".join(f"- {each}" for each in sentences)
