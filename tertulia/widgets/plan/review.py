"""Plan review: the whole plan, what is missing in it, the smallest plan that is honest, and the files to take home."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

import ipywidgets

from tertulia import browser
from tertulia.clock import today
from tertulia.firms import Firm
from tertulia.language import _, day, ngettext, number
from tertulia.models.errors import InputError
from tertulia.models.finding import Finding, Severity
from tertulia.plan import LINE, storage, updates
from tertulia.plan.errors import KeepError, PlanError
from tertulia.plan.examples import EXAMPLES, example
from tertulia.plan.export import export, files
from tertulia.plan.export.html_page import written
from tertulia.plan.export.outline import READING, network_name, section
from tertulia.plan.plan_file import read
from tertulia.plan.review import PAGES, Smallest, review, smallest
from tertulia.plan.review import page as mending
from tertulia.plan.schema import Plan, filled
from tertulia.plan.storage import Unreadable
from tertulia.plan.words import finding_words, kept_words, problem_words, section_words
from tertulia.terms import aim_words, hours_words
from tertulia.widgets.base.components import conclusion, fold, number_tile, numbers
from tertulia.widgets.base.controls import ChosenFile, Control, DateField, FileField, TextField, button, card
from tertulia.widgets.base.downloads import download
from tertulia.widgets.base.exercise import Exercise, address, html

FIELDS = ("name", "owner", "does", "stand_in", "day", "question")
"""What this page itself asks, because no exercise does."""


class PlanReview(Exercise):
    """The plan of an invented firm, or the learner's own: kept on this device, or loaded from a file."""

    name = "review"

    def __init__(self, firm: str = "bakery") -> None:
        self.base = Plan()
        self.trouble_kept = ""
        super().__init__(firm)

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """A file to load, and the few things that no exercise asks."""
        start = self.start(firm)
        return {
            "file": FileField(_("Load a plan file"), ".json,application/json", heading=_("A plan file you downloaded")),
            "name": TextField(_("Name of the firm"), start["name"], most=LINE),
            "owner": TextField(_("Whose plan it is"), start["owner"], _("a name"), most=LINE),
            "does": TextField(_("What the firm does, in a few words"), start["does"], most=LINE),
            "stand_in": TextField(_("Who stands in when messages come"), start["stand_in"], _("a name"), most=LINE),
            "day": DateField(_("When you will look at the plan"), start["day"]),
            "question": TextField(_("What you will decide that day"), start["question"], most=LINE, long=True),
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's plan, or the kept one, or nothing yet; and what this page asks, as that plan has it."""
        self.base = self._fetched(firm)
        return {"file": None, **self._asked(self.base)}

    def _fetched(self, firm: Firm) -> Plan:
        self.trouble_kept = ""
        if firm.key in EXAMPLES:
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
        """The firm, the review, a file."""
        use = self.controls
        return [
            card(_("Your firm"), [use[name] for name in ("name", "owner", "does", "stand_in")]),
            card(_("The next review"), [use["day"], use["question"]]),
            card(_("From another device"), [use["file"]]),
        ]

    def answer_parts(self) -> list[Any]:
        """How much is there and how much to mend."""
        return [self.numbers]

    def after_parts(self) -> list[Any]:
        """What was found, the files, the whole plan."""
        self.found_list, self.files, self.whole = html("tt-piece"), html("tt-piece"), html("tt-piece")
        self.make = button(_("Make the files"), self.make_files, main=True)
        row = ipywidgets.Box([self.make])
        row.add_class("tt-actions")
        return [self.found_list, row, self.files, self.whole]

    # the plan -----------------------------------------------------------------------------------------------

    def plan_now(self) -> Plan:
        """The plan shown, with what stands in this page's own fields. InputError for a file that is no plan."""
        given = self.controls["file"].value
        if given is not None and given not in (self._loaded, self._refused):
            try:
                self.base = read(given.content)
            except PlanError as error:
                self._refused = given  # said once; the rest of the page goes on working
                raise InputError("file", "no_plan", told=problem_words(error)) from error
            self._loaded = given
            with self.quietly():
                for name, value in self._asked(self.base).items():
                    self.controls[name].value = value
        return self._with_fields(self.base)

    _loaded: ChosenFile | None = None
    _refused: ChosenFile | None = None

    def _with_fields(self, plan: Plan) -> Plan:
        use = {name: self.controls[name].value for name in FIELDS}
        name, owner, does = (updates.line(use[name]) for name in ("name", "owner", "does"))
        firm = replace(plan.firm, name=name, owner=owner, does=does)
        duties = replace(plan.duties, stand_in=updates.line(use["stand_in"]))
        dates: tuple[date, ...] = plan.reviews.dates
        before = self._asked(plan)["day"]
        if use["day"] != before:
            dates = tuple(each for each in dates if each != before) + ((use["day"],) if use["day"] else ())
        reviews = replace(plan.reviews, dates=tuple(sorted(set(dates)))[:24], question=updates.line(use["question"]))
        return replace(plan, firm=firm, duties=duties, reviews=reviews)

    def restart(self) -> None:
        """The chosen firm's plan again; a loaded file is forgotten."""
        self._loaded = self._refused = None
        super().restart()

    def for_plan(self, plan: Plan) -> Plan:
        """A loaded file as a whole, else only what this page asks."""
        if self._loaded is not None:
            return replace(self.result, edition=plan.edition)
        return self._with_fields(plan)

    # the answer ---------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Counts, what it means, the findings, the files, the plan."""
        plan = self.plan_now()
        found, least = review(plan, today()), smallest(plan, today())
        self.result, self.found, self.least = plan, found, least
        own = self.firm.key not in EXAMPLES or self._loaded is not None  # an invented plan is not the learner's to keep
        _show(self.conclusion, self.plan_button.box, own)
        stops = sum(item.severity is Severity.STOP for item in found)
        held = [name for name in filled(plan) if section(plan, name)]
        self.numbers.value = numbers(
            [
                number_tile(number(stops), ngettext("thing to mend first", "things to mend first", stops), main=True),
                number_tile(
                    number(len(found) - stops), ngettext("more to look at", "more to look at", len(found) - stops)
                ),
                number_tile(number(len(held)), _("of {n} parts are filled").format(n=number(len(READING)))),
            ]
        )
        self.words.value = conclusion(*self._meaning(plan, least))
        counted = ngettext("thing to mend first", "things to mend first", stops)
        self.mini.value = f"<p><b>{number(stops)}</b> {counted}</p>"
        self.found_list.value = self._listed(found)
        self.whole.value = self._whole(plan)
        self.files.value = ""
        self.make.disabled = "empty" in {item.code for item in found}
        for library, bring in _NEEDED.items():
            browser.when_here(library, bring)
        self.folds.value = self._how()

    def _meaning(self, plan: Plan, least: Smallest) -> list[str]:
        if self.trouble_kept and self.firm.key not in EXAMPLES and self._loaded is None:
            return [escape(self.trouble_kept)]
        if self.found and self.found[0].code == "empty":
            what, why = finding_words(self.found[0])
            return [f"<strong>{escape(what)}</strong> {escape(why)}"]
        if least.not_now:
            lead = ngettext("Not now. First this:", "Not now. First these two things:", len(least.first))
            listed = [f"{n}. {escape(finding_words(item)[0])}" for n, item in enumerate(least.first, 1)]
            return (
                [f"<strong>{lead}</strong>", *listed]
                if listed
                else [_("Not now. <strong>First do what the picker asks</strong>, then come back.")]
            )
        return [_("The smallest plan that is still honest: {plan}").format(plan=self._smallest(least))]

    @staticmethod
    def _smallest(least: Smallest) -> str:
        told = []
        if least.objective:
            told.append(_("you want to <strong>{aim}</strong>").format(aim=aim_words(least.objective).lower()))
        if least.kpi and least.kpi.name:
            told.append(_("you watch <strong>{number}</strong>").format(number=escape(least.kpi.name)))
        posts = ngettext("{n} post a week", "{n} posts a week", least.posts).format(n=number(least.posts))
        if least.network:
            told.append(
                _("<strong>{posts}</strong> on {network}").format(
                    posts=posts, network=escape(network_name(least.network))
                )
            )
        told.append(
            _("{who} answers, {hours} a week").format(
                who=escape(least.answers), hours=hours_words(round(2 * least.reply_hours) / 2)
            )
        )
        if least.review:
            told.append(_("on <strong>{day}</strong> you decide whether to go on").format(day=day(least.review)))
        return "; ".join(told) + "."

    def _listed(self, found: tuple[Finding, ...]) -> str:
        heads = {
            Severity.STOP: _("Mend first"),
            Severity.WARN: _("Will probably disappoint"),
            Severity.NOTE: _("Worth knowing"),
        }
        sections = []
        for severity, head in heads.items():
            rows = "".join(self._finding(item) for item in found if item.severity is severity)
            if rows:
                listed = f'<ul class="tt-findings">{rows}</ul>'
                sections.append(f'<section class="tt-section"><h2>{head}</h2>{listed}</section>')
        if not found:
            sections.append(f'<section class="tt-section"><h2>{_("Nothing to mend")}</h2></section>')
        return "".join(sections)

    @staticmethod
    def _finding(item: Finding) -> str:
        what, why = finding_words(item)
        link = f'<a href="{address(mending(item))}">{_("Mend it")}<span class="sr">: {escape(what)}</span></a>'
        return (
            f'<li data-severity="{item.severity}"><b>{section_words(item.part)}</b>'
            f"<span><strong>{escape(what)}</strong> {escape(why)} {link}</span></li>"
        )

    def _whole(self, plan: Plan) -> str:
        folds = []
        for name in READING:
            blocks = section(plan, name)
            inside = "".join(part for block in blocks for part in written(block))
            link = f'<p><a href="{address(PAGES[name])}">{_("Change it there")}</a></p>'
            if inside and blocks:
                folds.append(fold(section_words(name), f'<div class="tt-told">{inside}{link}</div>'))
        if not folds:
            return ""
        return f'<section class="tt-section"><h2>{_("The whole plan")}</h2>{"".join(folds)}</section>'

    # the files ----------------------------------------------------------------------------------------------

    def make_files(self) -> None:
        """Make them all, as soon as what they need has arrived."""
        self.files.value = f'<p class="tt-note" role="status">{_("The files are being made…")}</p>'
        browser.when_here(
            "matplotlib",
            lambda: browser.when_here("icalendar", lambda: browser.when_here("xlsxwriter", self._fill_files)),
        )

    def _fill_files(self) -> None:
        links = []
        for name, file in files().items():
            links.append(download(file.label, file.name, file.kind, export(name, self.result, today())))
        note = _("Made on this device; nothing was sent anywhere. A calendar you load again replaces the last one.")
        self.files.value = (
            f'<section class="tt-section"><h2>{_("Take it home")}</h2><p class="tt-actions">{"".join(links)}</p>'
            f'<p class="tt-note">{note}</p></section>'
        )

    # words --------------------------------------------------------------------------------------------------

    @staticmethod
    def _how() -> str:
        told = (
            _(
                "The review looks for what is missing and for what contradicts itself: hours against posts, the goal "
                "against the range, the number against what you want. It cannot tell whether your customers will care."
            ),
            _(
                "“Mend first” keeps a plan from working at all. “Will probably disappoint” is our judgement, grade D, "
                "as are all its limits."
            ),
            _("Your plan stays on this device. A copy on another one is a file you load there."),
        )
        return fold(_("How the review works, in plain words"), "".join(f"<p>{part}</p>" for part in told))

    def complaint(self, error: InputError) -> str:
        """What is wrong with a file, where, and what to do. The plan shown stays as it was."""
        return str(error.values.get("told", _("This cannot be right. Choose another value.")))

    def summary(self) -> str:
        """How much to mend, and the first of it."""
        if not self.found:
            return _("Nothing to mend")
        return f"{number(len(self.found))}: {finding_words(self.found[0])[0]}"


def _show(where: ipywidgets.Box, part: Any, shown: bool) -> None:
    """Have this part at the end of the box, or not."""
    others = tuple(child for child in where.children if child is not part)
    wanted = (*others, part) if shown else others
    if tuple(where.children) != wanted:
        where.children = wanted


# The page learns from these what the files will need, and has it there by the time somebody asks for them.


def _bring_pictures() -> None:
    import matplotlib.backends.backend_agg
    import matplotlib.figure  # noqa: F401


def _bring_calendars() -> None:
    import tertulia.calendar_files  # noqa: F401


def _bring_spreadsheets() -> None:
    import xlsxwriter  # noqa: F401


_NEEDED: Mapping[str, Callable[[], None]] = {
    "matplotlib": _bring_pictures,
    "icalendar": _bring_calendars,
    "xlsxwriter": _bring_spreadsheets,
}
"""By the libraries they wait for."""
