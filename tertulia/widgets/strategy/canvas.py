"""Strategy canvas: what you want, from whom, how you will notice; only then what you will do."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.charts.path import Path, amount, day_words, half_words, path
from tertulia.clock import today
from tertulia.firms import Firm
from tertulia.language import _, ngettext, number
from tertulia.models.errors import InputError
from tertulia.models.finding import Finding, Severity
from tertulia.models.strategy import canvas as model
from tertulia.models.strategy.canvas import Department, KpiKind, Part
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.terms import department_words
from tertulia.widgets.base.components import conclusion, fold, gates, grade
from tertulia.widgets.base.controls import (
    Choice,
    Control,
    DateField,
    DecimalField,
    Evidence,
    Slider,
    TextField,
    Tick,
    card,
)
from tertulia.widgets.base.exercise import Exercise, box, html
from tertulia.widgets.base.words import hours_bold, hours_words
from tertulia.widgets.strategy.canvas_words import (
    finding_words,
    kind_words,
    missing_words,
    objective_words,
    part_words,
    sentence,
)

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

NUMBERS, TACTICS = 2, 3
"""Numbers to watch and things to do that the exercise has room for."""

NONE = -1
"""A thing to do that serves no number."""

GATES = (Part.OBJECTIVE, Part.AUDIENCE, Part.KPI, Part.TACTICS)

NUMBER_FIELDS = ("kind", "name", "baseline", "target", "unit", "by", "owner", "source")
TACTIC_FIELDS = ("text", "network", "serves", "takes")


class StrategyCanvas(Exercise):
    """Four gates in their order, and one sentence that fills as they open."""

    name = "canvas"

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """Everything of the plan, in the order in which it should be decided."""
        start = self.start(firm)
        kinds = [(_("choose"), ""), *((kind_words(kind), kind.value) for kind in KINDS)]
        networks = [(_("on no network"), ""), *((network.name, key) for key, network in NETWORKS.items())]
        serves = [(_("none"), NONE), (_("the first number"), 0), (_("the second number"), 1)]
        controls: dict[str, Control] = {
            "objective": Choice(
                _("What you want most"),
                [*((objective_words(o), o.value) for o in Objective), (_("not decided yet"), "")],
                start["objective"],
            ),
            "audience": TextField(
                _("From whom, in your own words"),
                start["audience"],
                _("parents who pass by at five with hungry children"),
                long=True,
            ),
            "second": Tick(_("Watch a second number"), start["second"]),
            "response_owner": TextField(_("Who answers messages"), start["response_owner"], _("a name"), most=80),
            "channel_owner": Choice(
                _("Who runs the channel"),
                [(department_words(d), d.value) for d in Department],
                start["channel_owner"],
                Evidence(
                    "D",
                    _(
                        "Whoever is judged by the till will post offers. We find that likely; we know of no study that "
                        "tested it."
                    ),
                ),
            ),
            "hours": Slider(
                _("Hours a week, all in all"),
                start["hours"],
                0,
                15,
                0.5,
                hours_bold,
                Evidence("D", _("Only you know. Count the hours that exist, answering included.")),
            ),
            "website": Tick(_("We have a website, or at least a page of our own"), start["website"]),
            "email": Tick(_("We read our e-mail every day"), start["email"]),
            "question": TextField(
                _("One question for your customers"),
                start["question"],
                _("What did you look for here and not find?"),
                long=True,
            ),
            "heard_by": TextField(_("Who hears the answers, and when"), start["heard_by"], most=160),
        }
        for k in range(NUMBERS):
            controls |= {
                f"kind {k}": Choice(
                    _("What would show it"),
                    kinds,
                    start[f"kind {k}"],
                    None
                    if k
                    else Evidence(
                        "A",
                        _(
                            "In five experiments, pressing “like” made no difference to what people bought. So "
                            "followers alone do not count for what you want to sell or fill."
                        ),
                        "John, Emrich, Gupta & Norton 2017",
                    ),
                ),
                f"name {k}": TextField(
                    _("The number in your own words"), start[f"name {k}"], _("orders by message, each week"), most=120
                ),
                f"baseline {k}": DecimalField(_("The number today"), start[f"baseline {k}"]),
                f"target {k}": DecimalField(_("The number you want"), start[f"target {k}"]),
                f"unit {k}": TextField(_("Counted in"), start[f"unit {k}"], _("orders a week"), most=40),
                f"by {k}": DateField(_("By when"), start[f"by {k}"]),
                f"owner {k}": TextField(_("Who looks at it"), start[f"owner {k}"], _("a name"), most=80),
                f"source {k}": TextField(
                    _("Where you read it"), start[f"source {k}"], _("the till receipts"), most=120
                ),
            }
        asks = (_("First thing you will do"), _("Second thing you will do"), _("Third thing you will do"))
        for k in range(TACTICS):
            controls |= {
                f"text {k}": TextField(asks[k], start[f"text {k}"], _("show at noon what comes out at five"), most=160),
                f"network {k}": Choice(_("Where"), networks, start[f"network {k}"]),
                f"serves {k}": Choice(_("Which number it serves"), serves, start[f"serves {k}"]),
                f"takes {k}": Slider(_("Hours a week"), start[f"takes {k}"], 0, 10, 0.5, hours_bold),
            }
        return controls

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's canvas, by control. For my firm it is empty, because only its owner can fill it."""
        mine = firm.key == "mine"
        from_ = model.Canvas(firm.key, today()) if mine else model.example(firm.key, today(), _)
        values: dict[str, Any] = {
            "objective": from_.objective.value if from_.objective else "",
            "audience": from_.audience,
            "second": len(from_.kpis) > 1,
            "response_owner": from_.response_owner,
            "channel_owner": from_.channel_owner.value,
            "hours": from_.hours,
            "website": from_.website,
            "email": from_.email,
            "question": from_.question,
            "heard_by": from_.heard_by,
        }
        for k in range(NUMBERS):
            kpi = from_.kpis[k] if k < len(from_.kpis) else model.Kpi("", KpiKind.OTHER)
            values |= {f"{field} {k}": getattr(kpi, field) for field in NUMBER_FIELDS}
            values[f"kind {k}"] = kpi.kind.value if k < len(from_.kpis) else ""
        for k in range(TACTICS):
            tactic = from_.tactics[k] if k < len(from_.tactics) else model.Tactic("", "", None)
            said = (tactic.text, tactic.network, NONE if tactic.kpi is None else tactic.kpi, tactic.hours)
            values |= {f"{field} {k}": value for field, value in zip(TACTIC_FIELDS, said, strict=True)}
        return values

    def cards(self) -> list[ipywidgets.Box]:
        """One card for each gate, in their order; then who, what is in place, and what to ask."""
        use = self.controls
        self.number_card, self.tactic_card = card(part_words(Part.KPI), []), card(part_words(Part.TACTICS), [])
        self._number_head, self._tactic_head = self.number_card.children[0], self.tactic_card.children[0]
        self._second_head = ipywidgets.HTML(f"<h3>{_('The second number')}</h3>")
        self._why_locked = html()
        self._locked = box("tt-control", [self._why_locked])
        return [
            card(part_words(Part.OBJECTIVE), [use["objective"]]),
            card(part_words(Part.AUDIENCE), [use["audience"]]),
            self.number_card,
            self.tactic_card,
            card(part_words(Part.PEOPLE), [use[name] for name in ("response_owner", "channel_owner", "hours")]),
            card(part_words(Part.BASICS), [use["website"], use["email"]]),
            card(part_words(Part.FEEDBACK), [use["question"], use["heard_by"]]),
        ]

    def answer_parts(self) -> list[Any]:
        """The sentence and the gates."""
        return [self.numbers]

    def after_parts(self) -> list[Any]:
        """What the check found, then the way of each number."""
        self.lists, self.second = html("tt-piece"), html("tt-piece")
        return [self.lists, self.picture, self.second]

    # what the learner said ----------------------------------------------------------------------------------

    def canvas_now(self) -> model.Canvas:
        """The controls as the model takes them; InputError at the control where they cannot be right."""
        use = self.controls
        numbers = range(NUMBERS if use["second"].value else 1)
        kpis = tuple(self._kpi(k) for k in numbers if len(numbers) > 1 or self._said(NUMBER_FIELDS, k))
        places = [k for k in range(TACTICS) if use[f"text {k}"].value or use[f"takes {k}"].value]
        tactics = tuple(
            model.Tactic(
                use[f"text {k}"].value,
                use[f"network {k}"].value,
                None if use[f"serves {k}"].value == NONE else use[f"serves {k}"].value,
                use[f"takes {k}"].value,
            )
            for k in places
        )
        try:
            return model.Canvas(
                self.firm.key,
                today(),
                Objective(use["objective"].value) if use["objective"].value else None,
                use["audience"].value,
                kpis,
                tactics,
                use["response_owner"].value,
                Department(use["channel_owner"].value),
                use["hours"].value,
                use["website"].value,
                use["email"].value,
                use["question"].value,
                use["heard_by"].value,
            )
        except InputError as error:
            if "index" not in error.values:
                raise
            index = int(error.values["index"])
            field = f"takes {places[index]}" if error.field == "hours" else f"{error.field} {index}"
            raise InputError(field, error.code, **error.values) from error

    def _said(self, fields: tuple[str, ...], k: int) -> bool:
        """Whether the learner filled in any of these, be it wrongly."""
        return any(self.controls[f"{field} {k}"].widget.value not in ("", None) for field in fields)

    def _kpi(self, k: int) -> model.Kpi:
        use = self.controls
        kind = KpiKind(use[f"kind {k}"].value or KpiKind.OTHER)
        baseline, target = self._figure(f"baseline {k}"), self._figure(f"target {k}")
        # which way is better, nobody can tell of a number of no known kind: the learner just did
        falls = None
        if kind is KpiKind.OTHER and baseline is not None and target is not None:
            falls = target < baseline
        return model.Kpi(
            use[f"name {k}"].value,
            kind,
            baseline,
            target,
            use[f"unit {k}"].value,
            use[f"by {k}"].value,
            use[f"owner {k}"].value,
            use[f"source {k}"].value,
            falls,
        )

    def _figure(self, name: str) -> float | None:
        try:
            value: float | None = self.controls[name].value
        except ValueError:
            raise InputError(name, "not_a_number") from None
        return value

    # the answer ---------------------------------------------------------------------------------------------

    def show(self) -> None:
        """The sentence and the gates, what they mean, what to mend; then the way of each number."""
        canvas = self.canvas_now()
        steps, found = model.open_steps(canvas), model.check(canvas)
        self.result, self.steps, self.found = canvas, steps, found
        self.numbers.value = self._sentence(canvas) + self._gates(canvas)
        self.words.value = conclusion(*self._meaning(canvas))
        self.mini.value = f"<p><b>{self._counted()}</b><br>{self._next()}</p>"
        self._arrange()
        self.lists.value = self._lists()
        self.folds.value = self._for_the_curious(canvas)
        self.draw({self.picture: lambda: self._pictures(canvas)[0], self.second: lambda: self._pictures(canvas)[1]})

    def _sentence(self, canvas: model.Canvas) -> str:
        parts = model.sentence_parts(canvas)
        head = _("Your sentence") if parts.complete else _("Your sentence so far")
        told = sentence(
            parts,
            canvas.today,
            lambda said: f"<strong>{escape(said)}</strong>",
            lambda asks: f'<u class="tt-gap nb">\u2003{asks}\u2003</u>',
        )
        return (
            f'<section class="tt-verdict"><div><p class="tt-eyebrow">{head}</p>'
            f'<p class="tt-lead tt-voice tt-sentence">{told}</p></div></section>'
        )

    def _stops(self, part: Part) -> list[Finding]:
        return [item for item in self.found if item.part == part and item.severity is Severity.STOP]

    def _gates(self, canvas: model.Canvas) -> str:
        asks = {
            Part.OBJECTIVE: _("You know what you want"),
            Part.AUDIENCE: _("You can say from whom"),
            Part.KPI: _("A number will show it"),
            Part.TACTICS: _("What you do serves it"),
        }
        rows = [(step.done, asks[step.part], self._answered(canvas, step)) for step in self.steps]
        closed = sum(not done for done, _asks, _answered in rows)
        title = _("Four gates, all open") if not closed else _("Four gates, {n} closed").format(n=number(closed))
        return gates(title, rows)

    def _answered(self, canvas: model.Canvas, step: model.Step) -> str:
        if not step.open:
            return _("Waits for the gate above")
        if not step.done:
            stops = self._stops(step.part)
            lists = [[item.code for item in stops if item.values.get("index", 0) == k] for k in range(TACTICS)]
            named = (_("Missing: {list}"), _("In the second: {list}"), _("In the third: {list}"))
            return "; ".join(
                told.format(list=missing_words(codes)) for told, codes in zip(named, lists, strict=True) if codes
            )
        if step.part is Part.OBJECTIVE and canvas.objective:
            return objective_words(canvas.objective)
        if step.part is Part.AUDIENCE:
            return escape(shorten(canvas.audience, 90, placeholder=" …"))
        if step.part is Part.KPI:
            return "; ".join(
                _("{number}: {from} to {to}").format(
                    **{
                        "number": escape(shorten(kpi.name, 60, placeholder=" …")),
                        "from": amount(kpi.baseline or 0),
                        "to": amount(kpi.target or 0),
                    }
                )
                for kpi in canvas.kpis
            )
        n, hours = len(canvas.tactics), hours_words(canvas.hours_needed)
        told = ngettext("{n} thing to do, {hours} a week", "{n} things to do, {hours} a week", n)
        return told.format(n=number(n), hours=hours)

    def _counted(self) -> str:
        return _("{n} of 4 gates open").format(n=number(sum(step.done for step in self.steps)))

    def _next(self) -> str:
        closed = next((step.part for step in self.steps if not step.done), None)
        if closed:
            return _("next: {card}").format(card=part_words(closed).lower())
        stops = sum(item.severity is Severity.STOP for item in self.found)
        return (
            ngettext("{n} thing to mend", "{n} things to mend", stops).format(n=number(stops))
            if stops
            else _("your strategy stands")
        )

    def _meaning(self, canvas: model.Canvas) -> list[str]:
        """Stands, or what to do first."""
        closed = next((step.part for step in self.steps if not step.done), None)
        if canvas.objective is None:
            return [
                _(
                    "Begin with one question: <strong>what should be different in half a year?</strong> Choose it "
                    "under “What you want”; the rest opens step by step."
                )
            ]
        if closed is Part.AUDIENCE:
            told = _("You want to {aim}. <strong>Now say from whom</strong>, as you would tell a neighbour.")
            return [told.format(aim=objective_words(canvas.objective).lower())]
        stops = [item for item in self.found if item.severity is Severity.STOP]
        if closed is Part.KPI:
            first = finding_words(self._stops(Part.KPI)[0])
            told = _("You know what you want and from whom. <strong>{first}</strong>")
            return [told.format(first=first)]
        if stops:
            first = finding_words((self._stops(Part.TACTICS) or stops)[0])
            told = _("Your sentence is complete; the plan around it is not. <strong>{first}</strong>")
            return [told.format(first=first)]
        # where nothing stops, every number has its way
        way, kpi = self._ways(canvas)[0], canvas.kpis[0]
        stands = _("Your strategy stands.")
        if way.halves:
            stands = _(
                "Your strategy stands. <strong>On {day}, half way, {owner} looks whether it is at {half}</strong>; if "
                "not, change what you do, not the number."
            ).format(day=day_words(way.middle, canvas.today), owner=escape(kpi.owner), half=half_words(way))
        warned = [finding_words(item) for item in self.found if item.severity is Severity.WARN]
        return [stands, *warned[:1]]

    def _arrange(self) -> None:
        """Show the fields there is a use for, and lock what comes too early."""
        use, last = self.controls, self.steps[-1]

        def boxes(fields: tuple[str, ...], k: int) -> list[Any]:
            return [use[f"{field} {k}"].box for field in fields]

        # an empty form is frightening: each step asks for one thing, the rest of it follows once that is said
        numbers = boxes(NUMBER_FIELDS[:1], 0)
        if use["second"].value or self._said(NUMBER_FIELDS, 0):
            numbers = [*boxes(NUMBER_FIELDS, 0), use["second"].box]
        if use["second"].value:
            numbers += [self._second_head, *boxes(NUMBER_FIELDS, 1)]
        _fill(self.number_card, [self._number_head, *numbers])
        missing = missing_words(last.missing)
        self._why_locked.value = (
            ""
            if last.open
            else ('<p class="tt-note">' + _("Locked for now. First: {list}.").format(list=missing) + "</p>")
        )
        fields: list[Any] = []
        written = [bool(use[f"text {k}"].value or use[f"takes {k}"].value) for k in range(TACTICS)]
        for k in range(TACTICS):
            fields += boxes(TACTIC_FIELDS if written[k] else TACTIC_FIELDS[:1], k)
            if not any(written[k:]):
                break
        _fill(self.tactic_card, [self._tactic_head, *([] if last.open else [self._locked]), *fields])
        for k in range(TACTICS):
            for each in boxes(TACTIC_FIELDS, k):
                _lock(each, not last.open)
        (self.tactic_card.remove_class if last.open else self.tactic_card.add_class)("tt-locked")

    def _lists(self) -> str:
        """The findings by how much they matter. Before the sentence stands, one gate at a time."""
        closed = next((step.part for step in self.steps if not step.done), Part.TACTICS)
        told = [item for item in self.found if closed is Part.TACTICS or item.part in GATES[: GATES.index(closed) + 1]]
        later = [item for item in self.found if item not in told]
        heads = {
            Severity.STOP: _("Mend first"),
            Severity.WARN: _("Will probably disappoint"),
            Severity.NOTE: _("Worth knowing"),
        }
        sections = [
            f'<section class="tt-section"><h2>{head}</h2>{_listed(items)}</section>'
            for severity, head in heads.items()
            if (items := [item for item in told if item.severity is severity])
        ]
        if later:
            count = ngettext("{n} thing", "{n} things", len(later)).format(n=number(len(later)))
            rest = fold(_("What comes after that"), _listed(later), note=count)
            sections.append(f'<section class="tt-section">{rest}</section>')
        return "".join(sections)

    def _ways(self, canvas: model.Canvas) -> list[Path]:
        """The way of each number that has one, and goes where the learner wants."""
        wrong = {
            item.values["index"]
            for item in self.found
            if item.code in ("kpi_target_same", "kpi_target_worse", "kpi_date_past")
        }
        return [
            Path(kpi.name, kpi.baseline, kpi.target, kpi.unit, canvas.today, kpi.by)
            for k, kpi in enumerate(canvas.kpis)
            if k not in wrong and kpi.baseline is not None and kpi.target is not None and kpi.by is not None
        ]

    def _pictures(self, canvas: model.Canvas) -> tuple[str, str]:
        """The way of each number, an empty text for one that has none; what holds for both stands under the last."""
        drawn = []
        ways = self._ways(canvas)
        for k, way in enumerate(ways):
            caption = (
                _("Half way, on {day}, it should be about {half}.").format(
                    day=day_words(way.middle, way.today), half=half_words(way)
                )
                if way.halves
                else ""
            )
            if way is ways[-1]:
                caption += " " + _("Drawn from what you entered; real numbers go up and down.")
            picture = path(way, f"{self.name}-{k}", caption.strip())
            drawn.append(picture.html(f'<p class="tt-note">{escape(way.name)}</p>'))
        first, second, *_rest = *drawn, "", ""
        return first, second

    def _for_the_curious(self, canvas: model.Canvas) -> str:
        asked = [
            escape(canvas.question) or _("What did you look for here and not find?"),
            _("Where do you check whether we are open?"),
            _("If we had news for you, where would you like to read it?"),
        ]
        listed = "".join(f"<li><h3>{each}</h3><p>{_('Their words:')}</p></li>" for each in asked)
        heard = _("Ask ten customers and write down their words, not yours.")
        if canvas.heard_by:
            heard += " " + _("Who hears the answers: {who}.").format(who=escape(canvas.heard_by))
        how = (
            _(
                "The gates open in order. A photo or an offer chosen first decides the rest by accident, so what you "
                "will do stays locked until you know what you want, from whom, and how you will notice."
            ),
            _(
                "A number counts when it has a value today, one you want, a day, somebody who looks and a place to "
                "read it. Followers alone cannot show that people come or buy."
            ),
            _(
                "The canvas sees what is missing and what does not fit. It does not see whether your sentence is a "
                "good one: read it aloud to somebody who knows your firm."
            ),
            _("All limits, such as a day within two years, are our judgement."),
        )
        return fold(
            _("The questions to ask your customers"), f'<p>{heard}</p><ol class="tt-first">{listed}</ol>'
        ) + fold(_("How the canvas checks"), "".join(f"<p>{part}</p>" for part in how) + grade(model.GRADE))

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        if error.code == "not_a_number":
            return _("Write only a number here, such as {small} or {large}.").format(
                small=amount(4.5), large=amount(1200)
            )
        return _("This cannot be right. Choose another value.")

    def for_plan(self, plan: Plan) -> Plan:
        """What you want, from whom, how you will notice, what you will do, who answers."""
        from tertulia.plan import updates

        return updates.with_canvas(plan, self.result)

    def summary(self) -> str:
        """The gates and the sentence in a line."""
        told = sentence(
            model.sentence_parts(self.result),
            self.result.today,
            lambda said: " ".join(said.split()),
            lambda _asks: "___",
        )
        return f"{self._counted()}. {told}"


KINDS = (
    KpiKind.VISITS,
    KpiKind.ORDERS,
    KpiKind.BOOKINGS,
    KpiKind.QUOTES,
    KpiKind.CALLS,
    KpiKind.MESSAGES,
    KpiKind.RETURNING,
    KpiKind.SALES_TRACKED,
    KpiKind.REVIEWS,
    KpiKind.RATING,
    KpiKind.SUGGESTIONS,
    KpiKind.COMPLAINTS,
    KpiKind.ANSWER_TIME,
    KpiKind.APPLICATIONS,
    KpiKind.REACH,
    KpiKind.FOLLOWERS,
    KpiKind.OTHER,
)
"""What a number may count, what people do before what they merely see."""


def _listed(items: list[Finding]) -> str:
    rows = "".join(
        f'<li data-severity="{item.severity}"><b>{part_words(item.part)}</b><span>{finding_words(item)}</span></li>'
        for item in items
    )
    return f'<ul class="tt-findings">{rows}</ul>'


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
