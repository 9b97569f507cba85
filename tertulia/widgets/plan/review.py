"""Plan review: the whole plan, what is missing in it, the smallest plan that is honest, and the files to take home."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

import ipywidgets

from tertulia import browser
from tertulia.clock import today
from tertulia.device import KeepError
from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html, as_html, joined, markup
from tertulia.language import _, ngettext, number
from tertulia.models.errors import InputError
from tertulia.models.finding import Severity
from tertulia.plan import LINE, storage, updates
from tertulia.plan.disagreements import Disagreement, FactValue, for_profile, settled
from tertulia.plan.examples import example
from tertulia.plan.export import export, files
from tertulia.plan.export.outline import READING, section
from tertulia.plan.plan_file import read
from tertulia.plan.review import PlanFinding, Smallest, review, smallest
from tertulia.plan.schema import Plan, PlanFact, filled
from tertulia.plan.storage import Unreadable
from tertulia.plan.words import disagreement_words, finding_words, kept_words, problem_words
from tertulia.records import MOST_BYTES, RecordError
from tertulia.widgets.base import components, firm_facts
from tertulia.widgets.base.calendar_download import calendar_file
from tertulia.widgets.base.components import conclusion, number_tile, numbers
from tertulia.widgets.base.controls import ChosenFile, Controls, DateField, FileField, TextField, button, card
from tertulia.widgets.base.downloads import download
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.base.own_posts_questions import show_if
from tertulia.widgets.plan.for_the_group import MOST_NAME, START, ForTheGroup, GroupControls
from tertulia.widgets.plan.review_answer import finding_list, how_it_works, smallest_plan, whole_plan
from tertulia.widgets.plan.settling import Questions, change_firm, said_twice

Settlement = tuple[Disagreement, FactValue]
"""What the plan said twice, and the answer that holds."""


class PlanFileRefusal(StrEnum):
    """Why a loaded file is refused."""

    NO_PLAN = "no_plan"


@dataclass(kw_only=True)
class ReviewControls(Controls):
    """A file to load, the few things that no exercise asks, and what may be shown to a group."""

    file: FileField
    name: TextField
    owner: TextField
    does: TextField
    stand_in: TextField
    day: DateField
    question: TextField
    group: GroupControls


class PlanReview(Exercise[ReviewControls]):
    """The plan of an invented firm, or the learner's own: kept on this device, or loaded from a file."""

    name = "review"
    facts = {"name": firm_facts.NAME, "does": firm_facts.MAKES, "stand_in": firm_facts.STAND_IN}

    def __init__(self, firm: str = "bakery") -> None:
        self.base = Plan()
        self.trouble_kept = ""
        self.questions = Questions(self.settle)
        self._chosen: Settlement | None = None
        self._to_tell: Settlement | None = None
        self._told_before: list[Mapping[str, Any]] = []
        super().__init__(firm)
        self.plan_button.kept_now = self._kept_now

    def make_controls(self, firm: ExampleFirm) -> ReviewControls:
        """A file to load, and the few things that no exercise asks."""
        start = self.start(firm)
        return ReviewControls(
            file=FileField(
                _("Load a plan file"),
                ".json,application/json",
                most=MOST_BYTES,
                heading=_("A plan file you downloaded"),
            ),
            name=TextField(_("Name of the firm"), start["name"], most=LINE),
            owner=TextField(_("Whose plan it is"), start["owner"], _("a name"), most=LINE),
            does=TextField(_("What the firm does, in a few words"), start["does"], most=LINE),
            stand_in=TextField(_("Who stands in when messages come"), start["stand_in"], _("a name"), most=LINE),
            day=DateField(_("When you will look at the plan"), start["day"]),
            question=TextField(_("What you will decide that day"), start["question"], most=LINE, long=True),
            group=GroupControls.made(),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's plan, or the kept one, or nothing yet; and what this page asks, as that plan has it."""
        self.base = self._fetched(firm)
        return {"file": None, **self._asked(self.base), **START}

    def _fetched(self, firm: ExampleFirm) -> Plan:
        self.trouble_kept = ""
        if firm.key != OWN:
            return example(firm.key, today())
        try:
            return storage.keeper().load().plan
        except KeepError as error:
            self.trouble_kept = kept_words(error)
        except Unreadable as error:
            self.trouble_kept = problem_words(error.error)
        return Plan()

    @staticmethod
    def _asked(plan: Plan) -> dict[str, Any]:
        ahead = [each for each in plan.reviews.dates if each >= today()] or list(plan.reviews.dates[-1:])
        return {
            "name": plan.firm.name,
            "owner": plan.firm.owner,
            "does": plan.firm.does,
            "stand_in": plan.duties.stand_in,
            "day": min(ahead, default=None),
            "question": plan.reviews.question,
        }

    def cards(self) -> list[ipywidgets.Box]:
        """The firm, the review, a file, the group of a workshop."""
        asked = self.controls
        self.for_the_group = ForTheGroup(asked.group)
        asked.group.with_name.observe(self._sign)
        return [
            card(_("Your firm"), [asked.name, asked.owner, asked.does, asked.stand_in]),
            card(_("The next review"), [asked.day, asked.question]),
            card(_("From another device"), [asked.file]),
            self.for_the_group.box,
        ]

    def _sign(self) -> None:
        """Whoever ticks the name finds the plan's owner there, to change; a name they took out stays out."""
        group = self.controls.group
        if group.with_name.value and not group.known_as.value and not self._quiet:
            with self.quietly():
                group.known_as.value = self.controls.owner.value[:MOST_NAME]

    def answer_parts(self) -> list[Any]:
        """How much is there and how much to mend; what the plan says twice."""
        return [self.numbers, self.questions.box]

    def after_parts(self) -> list[Any]:
        """What was found, the files, the whole plan."""
        self.finding_list, self.files, self.whole = html("tt-piece"), html("tt-piece"), html("tt-piece")
        self.make = button(_("Make the files"), self.make_files, main=True)
        browser.when_refused("calendar", lambda _code: self.make_files() if self.files.value else None)
        row = ipywidgets.Box([self.make])
        row.add_class("tt-actions")
        return [self.finding_list, row, self.files, self.whole]

    # the plan -----------------------------------------------------------------------------------------------

    def plan_now(self) -> Plan:
        """The plan shown, with what stands in this page's own fields. InputError for a file that is no plan."""
        given = self.controls.file.value
        if given is not None and given not in (self._loaded, self._refused, self._added):
            try:
                self.base = read(given.content)
            except RecordError as error:
                self._refused = given  # said once; the rest of the page goes on working
                self.controls.file.refuses(given.name)
                raise InputError("file", PlanFileRefusal.NO_PLAN, sentence=problem_words(error)) from error
            self._loaded = given
            parts = len(filled(self.base))
            read_words = ngettext("{n} part filled", "{n} parts filled", parts).format(n=number(parts))
            self.controls.file.holds(given.name, read_words)
            with self.quietly():
                for name, value in self._asked(self.base).items():
                    self.controls[name].value = value
        return self._with_fields(self.base)

    _loaded: ChosenFile | None = None
    """The file that is shown and not kept yet."""
    _added: ChosenFile | None = None
    _refused: ChosenFile | None = None

    def _with_fields(self, plan: Plan) -> Plan:
        asked = self.controls
        firm = replace(
            plan.firm,
            name=updates.line(asked.name.value),
            owner=updates.line(asked.owner.value),
            does=updates.line(asked.does.value),
        )
        duties = replace(plan.duties, stand_in=updates.line(asked.stand_in.value))
        dates: tuple[date, ...] = plan.reviews.dates
        day, before = asked.day.value, self._asked(plan)["day"]
        if day != before:
            dates = tuple(each for each in dates if each != before) + ((day,) if day else ())
        reviews = replace(
            plan.reviews, dates=tuple(sorted(set(dates)))[:24], question=updates.line(asked.question.value)
        )
        return replace(plan, firm=firm, duties=duties, reviews=reviews)

    def restart(self) -> None:
        """The chosen firm's plan again; a loaded file is forgotten."""
        self._loaded = self._refused = self._added = None
        super().restart()

    def for_plan(self, plan: Plan) -> Plan:
        """A loaded file as a whole, else only what this page asks; or the one answer that was just chosen."""
        if self._chosen is not None:
            return settled(plan, *self._chosen)
        if self._loaded is not None:
            return replace(self.result, edition=plan.edition)
        return self._with_fields(plan)

    def filled(self) -> Mapping[str, Any]:
        """What the plan holds already is not only here: another page may change it."""
        asked = self._asked(self.base)
        return {name: self.controls[name].entry for name in asked if self.controls[name].value == asked[name]}

    # what the plan says twice -------------------------------------------------------------------------------

    def settle(self, item: Disagreement, choice: FactValue) -> None:
        """This answer holds, in the kept plan and in the learner's firm; in a loaded file, until it is added."""
        if self._loaded is not None:
            self._show_instead(settled(self.base, item, choice))
        elif settled(self.base, item, choice) == self.base:
            self._tell_firm(item, choice)
            self._show_instead(self.base)
            self.plan_button.line.say(_("Your firm says the same now."))
        else:
            self._chosen = self._to_tell = (item, choice)
            self.plan_button.add(asks=False)
            self._chosen = None

    def _kept_now(self, plan: Plan, undone: bool) -> None:
        """The plan is kept: tell the learner's firm what was chosen, or take that back, and show it."""
        told, self._to_tell = self._to_tell, None
        before: Mapping[str, Any] = {}
        if undone:
            change_firm(self._told_before.pop() if self._told_before else {})
        elif told is not None and settled(plan, *told) == plan:
            before = self._tell_firm(*told)
        if not undone and plan.edition != self.base.edition:
            self._told_before.append(before)
        if self.firm.key == OWN and self._loaded is not None:
            self._added, self._loaded = self._loaded, None
        self._chosen = None
        self._show_instead(plan)

    def _show_instead(self, plan: Plan) -> None:
        """Show this plan; what the learner has typed here and not added stays."""
        before, fresh = self._asked(self.base), self._asked(plan)
        with self.quietly():
            for name, value in fresh.items():
                if self.controls[name].value == before[name]:
                    self.controls[name].value = value
        self.base = plan
        self.show()
        if self.firm.key == OWN:
            self._keep()

    def _tell_firm(self, item: Disagreement, choice: FactValue) -> Mapping[str, Any]:
        """The learner's firm says so, too, and its field on this page; gives what the firm said before."""
        if item.fact is PlanFact.STAND_IN:
            with self.quietly():
                self.controls.stand_in.value = str(choice)
        return change_firm(for_profile(item.fact, choice))

    def _keep(self) -> Sequence[str]:
        """Of a loaded file the learner's firm knows nothing before it is added."""
        return () if self._loaded is not None else super()._keep()

    # the answer ---------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Counts, what it means, the findings, the files, the plan."""
        plan = self.plan_now()
        own = self.firm.key == OWN or self._loaded is not None  # an invented plan is not the learner's to keep
        findings, least = review(plan, today()), smallest(plan, today())
        twice = said_twice(self.base, with_firm=self._loaded is None) if own else ()
        if own:  # these are asked, not told
            findings = tuple(item for item in findings if item.code is not PlanFinding.TWO_ANSWERS)
        self.result, self.findings, self.least = plan, findings, least
        self.questions.ask(twice)
        self.for_the_group.show(plan, own=own)
        show_if(own, self.plan_button.box)
        stops = sum(item.severity is Severity.STOP for item in findings)
        more = len(findings) - stops + len(twice)
        filled_in = [name for name in filled(plan) if section(plan, name)]
        self.numbers.value = numbers(
            [
                number_tile(number(stops), ngettext("thing to mend first", "things to mend first", stops), main=True),
                number_tile(number(more), ngettext("more to look at", "more to look at", more)),
                number_tile(number(len(filled_in)), _("of {n} parts are filled").format(n=number(len(READING)))),
            ]
        )
        self.words.value = conclusion(*self._meaning(plan, least))
        counted = ngettext("thing to mend first", "things to mend first", stops)
        self.mini.value = Html(f"<p><b>{number(stops)}</b> {as_html(counted)}</p>")
        self.finding_list.value = Html() if twice and not findings else finding_list(findings, plan)
        self.whole.value = whole_plan(plan)
        self.files.value = ""
        self.make.disabled = PlanFinding.EMPTY in {item.code for item in findings}
        for library, bring in _NEEDED.items():
            browser.when_here(library, bring)
        self.folds.value = how_it_works()

    def _meaning(self, plan: Plan, least: Smallest) -> list[str]:
        if self.trouble_kept and self.firm.key == OWN and self._loaded is None:
            return [self.trouble_kept]
        if self.findings and self.findings[0].code is PlanFinding.EMPTY:
            what, why = finding_words(self.findings[0])
            return [Html(f"<strong>{as_html(what)}</strong> {as_html(why)}")]
        if least.not_now:
            lead = ngettext("Not now. First this:", "Not now. First these two things:", len(least.first))
            listed = [f"{n}. {finding_words(item)[0]}" for n, item in enumerate(least.first, 1)]
            return (
                [Html(f"<strong>{as_html(lead)}</strong>"), *listed]
                if listed
                else [markup(_("Not now. <strong>First do what the picker asks</strong>, then come back."))]
            )
        return [markup(_("The smallest plan that is still honest: {plan}"), plan=smallest_plan(least))]

    # the files ----------------------------------------------------------------------------------------------

    def make_files(self) -> None:
        """Make them all, as soon as what they need has arrived."""
        self.files.value = Html(f'<p class="tt-note" role="status">{as_html(_("The files are being made…"))}</p>')
        browser.when_here(
            "matplotlib",
            lambda: browser.when_here("icalendar", lambda: browser.when_here("xlsxwriter", self._fill_files)),
        )

    def _fill_files(self) -> None:
        try:
            self._fill()
        except ConnectionError:  # the page says so at the button (live/)
            self.files.value = ""
            raise

    def _fill(self) -> None:
        from tertulia.plan.export.calendar import calendar_name, events  # large, and nobody waits for it

        told = components.note(_("Made on this device; nothing was sent anywhere."))
        links = []
        for name, file in files().items():
            if name == "calendar" and self.firm.key == OWN and self._loaded is None:
                content, said = calendar_file(list(events(self.result)), calendar_name(self.result), self.result.zone)
                told = joined((said, told))
            else:
                content = export(name, self.result, today())
            links.append(download(file.label, file.name, file.kind, content))
        self.files.value = components.section(
            _("Take it home"), Html(f'<p class="tt-actions">{joined(links)}</p>{told}')
        )

    # words --------------------------------------------------------------------------------------------------

    def complaint(self, error: InputError) -> str:
        """What is wrong with a file, where, and what to do. The plan shown stays as it was."""
        return str(error.values.get("sentence", _("This cannot be right. Choose another value.")))

    def summary(self) -> str:
        """How much to mend, and the first of it."""
        found = [finding_words(item)[0] for item in self.findings] + [
            disagreement_words(item) for item in self.questions.asked
        ]
        return f"{number(len(found))}: {found[0]}" if found else _("Nothing to mend")


# The page learns from these what the files will need, and has it there by the time somebody asks for them.


def _bring_pictures() -> None:
    import matplotlib.backends.backend_agg
    import matplotlib.figure  # noqa: F401


def _bring_calendars() -> None:
    import tertulia.calendar_editions  # noqa: F401


def _bring_spreadsheets() -> None:
    import xlsxwriter  # noqa: F401


_NEEDED: Mapping[str, Callable[[], None]] = {
    "matplotlib": _bring_pictures,
    "icalendar": _bring_calendars,
    "xlsxwriter": _bring_spreadsheets,
}
"""By the libraries they wait for."""
