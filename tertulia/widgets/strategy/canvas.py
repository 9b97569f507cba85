"""Strategy canvas: what you want, from whom, how you will notice; only then what you will do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.charts.path import amount
from tertulia.clock import today
from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html, joined, markup
from tertulia.language import _
from tertulia.models.department import Department
from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy.canvas import Canvas, CanvasKpi, CanvasPart, CanvasTactic, KpiKind, sentence_parts
from tertulia.models.strategy.canvas_check import check, open_steps
from tertulia.models.strategy.objective import Objective
from tertulia.profile import FoundAt
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.components import conclusion, note
from tertulia.widgets.base.controls import Control, DecimalField, card
from tertulia.widgets.base.exercise import Exercise, box, html
from tertulia.widgets.strategy.canvas_answer import (
    counted,
    curious,
    finding_sections,
    gate_list,
    meaning,
    next_words,
    sentence_section,
    way_pictures,
)
from tertulia.widgets.strategy.canvas_controls import (
    KPIS,
    NONE,
    CanvasControls,
    KpiControls,
    TacticControls,
    canvas_controls,
    canvas_values,
    starting_values,
)
from tertulia.widgets.strategy.canvas_from_plan import canvas_from_plan, with_the_rest
from tertulia.widgets.strategy.canvas_words import missing_words, part_words, sentence

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan


class StrategyCanvas(Exercise[CanvasControls]):
    """Four gates in their order, and one sentence that fills as they open."""

    name = "canvas"
    facts = {
        "objective": firm_facts.AIM,
        "response_owner": firm_facts.ANSWERS,
        "channel_owner": firm_facts.LEADER,
        "hours": firm_facts.HOURS,
        "website": firm_facts.found_at(FoundAt.WEBSITE),
        "email": firm_facts.found_at(FoundAt.EMAIL),
    }

    def make_controls(self, firm: ExampleFirm) -> CanvasControls:
        """Everything of the plan, in the order in which it should be decided."""
        return canvas_controls(firm)

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's canvas, by control. For my firm it is empty, because only its owner can fill it."""
        return starting_values(firm)

    def cards(self) -> list[ipywidgets.Box]:
        """One card for each gate, in their order; then who, what is in place, and what to ask."""
        controls = self.controls
        self.kpi_card, self.tactic_card = card(part_words(CanvasPart.KPI), []), card(part_words(CanvasPart.TACTICS), [])
        self._kpi_head, self._tactic_head = self.kpi_card.children[0], self.tactic_card.children[0]
        self._second_head = ipywidgets.HTML(markup("<h3>{head}</h3>", head=_("The second number")))
        self._why_locked = html()
        self._locked = box("tt-control", [self._why_locked])
        return [
            card(part_words(CanvasPart.OBJECTIVE), [controls.objective]),
            card(part_words(CanvasPart.AUDIENCE), [controls.audience]),
            self.kpi_card,
            self.tactic_card,
            card(part_words(CanvasPart.PEOPLE), [controls.response_owner, controls.channel_owner, controls.hours]),
            card(part_words(CanvasPart.BASICS), [controls.website, controls.email]),
            card(part_words(CanvasPart.FEEDBACK), [controls.question, controls.heard_by]),
        ]

    def answer_parts(self) -> list[Any]:
        """The sentence and the gates."""
        return [self.numbers]

    def after_parts(self) -> list[Any]:
        """What the check found, then the way of each number."""
        self.lists, self.second = html("tt-piece"), html("tt-piece")
        return [self.lists, self.picture, self.second]

    # what the plan holds ------------------------------------------------------------------------------------

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """The canvas of the plan, without its blanks."""
        try:
            held = canvas_values(canvas_from_plan(plan, today()))
        except InputError:
            return {}
        nothing = canvas_values(Canvas(firm=OWN, today=today()))
        return {name: value for name, value in held.items() if value != nothing[name]}

    # what the learner said ----------------------------------------------------------------------------------

    def canvas_now(self) -> Canvas:
        """The controls as the model takes them; InputError at the control where they cannot be right."""
        controls = self.controls
        if controls.second.value:
            asked: Sequence[KpiControls] = controls.kpis
        else:
            asked = controls.kpis[:1] if controls.kpis[0].begun else ()
        places = [place for place, tactic in enumerate(controls.tactics) if tactic.begun]
        kpis = tuple(_kpi(place, kpi, controls.response_owner.value) for place, kpi in enumerate(asked))
        try:
            return Canvas(
                firm=self.firm.key,
                today=today(),
                objective=Objective(controls.objective.value) if controls.objective.value else None,
                audience=controls.audience.value,
                kpis=kpis,
                tactics=tuple(_tactic(controls.tactics[place]) for place in places),
                response_owner=controls.response_owner.value,
                channel_owner=Department(controls.channel_owner.value),
                hours=controls.hours.value,
                website=controls.website.value,
                email=controls.email.value,
                question=controls.question.value,
                heard_by=controls.heard_by.value,
            )
        except InputError as error:
            # the model counts the things to do that there are, the exercise its fields
            part, *rest = error.field.split(".")
            if part != "tactics":
                raise
            raise InputError(f"tactics.{places[int(rest[0])]}.{rest[1]}", error.code, **error.values) from error

    # the answer ---------------------------------------------------------------------------------------------

    def show(self) -> None:
        """The sentence and the gates, what they mean, what to mend; then the way of each number."""
        canvas = self.canvas_now()
        steps, findings = open_steps(canvas), check(canvas)
        self.result, self.steps, self.findings = canvas, steps, findings
        self.numbers.value = joined((sentence_section(canvas), gate_list(canvas, steps, findings)))
        self.words.value = conclusion(*meaning(canvas, steps, findings))
        self.mini.value = markup(
            "<p><b>{counted}</b><br>{next}</p>", counted=counted(steps), next=next_words(steps, findings)
        )
        self._arrange()
        self.lists.value = finding_sections(steps, findings)
        self.folds.value = curious(canvas)
        self.draw(
            {
                self.picture: lambda: way_pictures(canvas, findings, self.name)[0],
                self.second: lambda: way_pictures(canvas, findings, self.name)[1],
            }
        )

    def _arrange(self) -> None:
        """Show the fields there is a use for, and lock what comes too early."""
        controls, last = self.controls, self.steps[-1]
        own = self.firm.key == OWN
        for kpi in controls.kpis:  # an empty field shows what counts as long as it is
            kpi.name.widget.placeholder = (own and kpi.called) or _("orders by message, each week")
            kpi.owner.widget.placeholder = (own and controls.response_owner.value) or _("a name")
        first, second = controls.kpis[:KPIS]
        # an empty form is frightening: each step asks for one thing, the rest of it follows once that is said
        inside: list[Any] = [first.kind.box]
        if controls.second.value or first.begun:
            inside = [*_boxes(first), controls.second.box]
        if controls.second.value:
            inside += [self._second_head, *_boxes(second)]
        _fill(self.kpi_card, [self._kpi_head, *inside])
        locked = note(_("Locked for now. First: {list}.").format(list=missing_words(last.missing)))
        self._why_locked.value = Html() if last.open else locked
        fields: list[Any] = []
        for place, tactic in enumerate(controls.tactics):
            fields += _boxes(tactic) if tactic.begun else [tactic.text.box]
            if not any(later.begun for later in controls.tactics[place:]):
                break
        _fill(self.tactic_card, [self._tactic_head, *([] if last.open else [self._locked]), *fields])
        for tactic in controls.tactics:
            for each in _boxes(tactic):
                _lock(each, not last.open)
        (self.tactic_card.remove_class if last.open else self.tactic_card.add_class)("tt-locked")

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.code is Refusal.NOT_A_NUMBER:
            return _("Write only a number here, such as {small} or {large}.").format(
                small=amount(4.5), large=amount(1200)
            )
        return _("This cannot be right. Choose another value.")

    def for_plan(self, plan: Plan) -> Plan:
        """What you want, from whom, how you will notice, what you will do, who answers."""
        from tertulia.plan import updates

        added = with_the_rest(plan, updates.with_canvas(plan, self.result))
        unsaid = {name: getattr(plan.foundations, name) for name in ("website", "email") if not self.said(name)}
        return replace(added, foundations=replace(added.foundations, **unsaid))

    def nothing_yet(self) -> str:
        """A canvas with neither what nor from whom nor a number says nothing."""
        canvas = self.result
        if canvas.objective or canvas.audience or canvas.kpis:
            return ""
        return _("Say first what you want, and from whom.")

    def summary(self) -> str:
        """The gates and the sentence in a line."""
        words = sentence(
            sentence_parts(self.result), self.result.today, lambda words: " ".join(words.split()), lambda _asks: "___"
        )
        return f"{counted(self.steps)}. {words}"


def _kpi(place: int, controls: KpiControls, answers: str) -> CanvasKpi:
    """The number as the model takes it; whoever answers messages looks at it, until somebody else is named."""
    kind = KpiKind(controls.kind.value or KpiKind.OTHER)
    baseline = _figure(f"kpis.{place}.baseline", controls.baseline)
    target = _figure(f"kpis.{place}.target", controls.target)
    # which way is better, nobody can tell of a number of no known kind: the learner just did
    falls = None
    if kind is KpiKind.OTHER and baseline is not None and target is not None:
        falls = target < baseline
    return CanvasKpi(
        name=controls.called,
        kind=kind,
        baseline=baseline,
        target=target,
        unit=controls.unit.value,
        by=controls.by.value,
        owner=controls.owner.value or answers,
        source=controls.source.value,
        lower_is_better=falls,
    )


def _tactic(controls: TacticControls) -> CanvasTactic:
    return CanvasTactic(
        text=controls.text.value,
        network=controls.network.value,
        kpi=None if controls.kpi.value == NONE else controls.kpi.value,
        hours=controls.hours.value,
    )


def _figure(name: str, control: DecimalField) -> float | None:
    try:
        return control.value
    except ValueError:
        raise InputError(name, Refusal.NOT_A_NUMBER) from None


def _boxes(controls: KpiControls | TacticControls) -> list[Any]:
    every: Mapping[str, Control] = controls.named()
    return [control.box for control in every.values()]


def _fill(card: ipywidgets.Box, inside: list[Any]) -> None:
    """Set what a card holds, only where that differs: the page redraws it all."""
    if list(card.children) != inside:
        card.children = inside


def _lock(part: Any, locked: bool) -> None:
    """Lock or unlock every control in a box."""
    for child in getattr(part, "children", ()):
        _lock(child, locked)
    if part.has_trait("disabled"):
        part.disabled = locked
