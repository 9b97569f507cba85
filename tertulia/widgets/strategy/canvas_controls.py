"""What the strategy canvas asks: everything of the plan, in the order in which it should be decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tertulia.clock import today
from tertulia.firms import OWN, ExampleFirm
from tertulia.language import _
from tertulia.models.department import Department
from tertulia.models.strategy.canvas import Canvas, CanvasKpi, CanvasTactic, KpiKind
from tertulia.models.strategy.canvas_examples import example
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.terms import department_words
from tertulia.widgets.base.controls import Choice, Controls, DateField, DecimalField, Evidence, Slider, TextField, Tick
from tertulia.widgets.base.words import hours_bold
from tertulia.widgets.strategy.canvas_words import kind_words, objective_words

KPIS, TACTICS = 2, 3
"""Numbers to watch and things to do that the exercise has room for."""

NONE = -1
"""A thing to do that serves no number."""

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


@dataclass(kw_only=True)
class KpiControls(Controls):
    """A number to watch."""

    kind: Choice
    name: TextField
    baseline: DecimalField
    target: DecimalField
    unit: TextField
    by: DateField
    owner: TextField
    source: TextField

    @property
    def begun(self) -> bool:
        """Whether the learner filled in any of these, be it wrongly."""
        return any(control.widget.value not in ("", None) for control in self.named().values())

    @property
    def called(self) -> str:
        """The number in the learner's own words, or else in ours for its kind."""
        if self.name.value or self.kind.value in ("", KpiKind.OTHER):
            return self.name.value
        words = kind_words(KpiKind(self.kind.value))
        return words[:1].lower() + words[1:]


@dataclass(kw_only=True)
class TacticControls(Controls):
    """A thing to do; kpi: place of the number it serves, or `NONE`."""

    text: TextField
    network: Choice
    kpi: Choice
    hours: Slider

    @property
    def begun(self) -> bool:
        """Whether it says what will be done, or how long that takes."""
        return bool(self.text.value or self.hours.value)


@dataclass(kw_only=True)
class CanvasControls(Controls):
    """The controls of the strategy canvas; second: whether there is a second number."""

    objective: Choice
    audience: TextField
    kpis: tuple[KpiControls, ...]
    second: Tick
    tactics: tuple[TacticControls, ...]
    response_owner: TextField
    channel_owner: Choice
    hours: Slider
    website: Tick
    email: Tick
    question: TextField
    heard_by: TextField


def starting_values(firm: ExampleFirm) -> Mapping[str, Any]:
    """The firm's canvas, by control. For a firm that was told it is empty, because only its owner can fill it."""
    return canvas_values(Canvas(firm=firm.key, today=today()) if firm.starts == OWN else example(firm.key, today(), _))


def canvas_values(canvas: Canvas) -> Mapping[str, Any]:
    """A canvas by control, as far as the exercise has room for it."""
    values: dict[str, Any] = {
        "objective": canvas.objective.value if canvas.objective else "",
        "audience": canvas.audience,
        "second": len(canvas.kpis) > 1,
        "response_owner": canvas.response_owner,
        "channel_owner": canvas.channel_owner.value,
        "hours": canvas.hours,
        "website": canvas.website,
        "email": canvas.email,
        "question": canvas.question,
        "heard_by": canvas.heard_by,
    }
    for place in range(KPIS):
        known = place < len(canvas.kpis)
        kpi = canvas.kpis[place] if known else CanvasKpi(name="", kind=KpiKind.OTHER)
        each = ("name", "baseline", "target", "unit", "by", "owner", "source")
        values |= {f"kpis.{place}.{field}": getattr(kpi, field) for field in each}
        values[f"kpis.{place}.kind"] = kpi.kind.value if known else ""
    for place in range(TACTICS):
        known = place < len(canvas.tactics)
        tactic = canvas.tactics[place] if known else CanvasTactic(text="", network="", kpi=None)
        values |= {
            f"tactics.{place}.text": tactic.text,
            f"tactics.{place}.network": tactic.network,
            # what will be done serves the first number, until the learner says otherwise
            f"tactics.{place}.kpi": 0 if not known else NONE if tactic.kpi is None else tactic.kpi,
            f"tactics.{place}.hours": tactic.hours,
        }
    return values


def canvas_controls(firm: ExampleFirm) -> CanvasControls:
    """The controls with this firm's canvas."""
    start = starting_values(firm)
    return CanvasControls(
        objective=Choice(
            _("What you want most"),
            [*((objective_words(o), o.value) for o in Objective), (_("not decided yet"), "")],
            start["objective"],
        ),
        audience=TextField(
            _("From whom, in your own words"),
            start["audience"],
            _("parents who pass by at five with hungry children"),
            long=True,
        ),
        kpis=tuple(_kpi_controls(place, start) for place in range(KPIS)),
        second=Tick(_("Watch a second number"), start["second"]),
        tactics=tuple(_tactic_controls(place, start) for place in range(TACTICS)),
        response_owner=TextField(_("Who answers messages"), start["response_owner"], _("a name"), most=80),
        channel_owner=Choice(
            _("Who runs the channel"),
            [(department_words(d), d.value) for d in Department],
            start["channel_owner"],
            Evidence(
                "D",
                _(
                    "Anyone who is judged by the till will post offers. We find that likely; we know of no study that "
                    "tested it."
                ),
            ),
        ),
        hours=Slider(
            _("Hours a week, all in all"),
            start["hours"],
            0,
            15,
            0.5,
            hours_bold,
            Evidence("D", _("Only you know. Count the hours that exist, answering included.")),
        ),
        website=Tick(_("We have a website, or at least a page of our own"), start["website"]),
        email=Tick(_("We read our e-mail every day"), start["email"]),
        question=TextField(
            _("One question for your customers"),
            start["question"],
            _("What did you look for here and not find?"),
            long=True,
        ),
        heard_by=TextField(_("Who hears the answers, and when"), start["heard_by"], most=160),
    )


def _kpi_controls(place: int, start: Mapping[str, Any]) -> KpiControls:
    first = Evidence(
        "A",
        _(
            "In five experiments, pressing “like” made no difference to what people bought. So "
            "followers alone do not count for what you want to sell or fill."
        ),
        "John, Emrich, Gupta & Norton 2017",
    )
    kinds = [(_("choose"), ""), *((kind_words(kind), kind.value) for kind in KINDS)]
    at = f"kpis.{place}"
    return KpiControls(
        kind=Choice(_("What would show it"), kinds, start[f"{at}.kind"], None if place else first),
        name=TextField(
            _("The number in your own words"), start[f"{at}.name"], _("orders by message, each week"), most=120
        ),
        baseline=DecimalField(_("The number today"), start[f"{at}.baseline"]),
        target=DecimalField(_("The number you want"), start[f"{at}.target"]),
        unit=TextField(_("Counted in"), start[f"{at}.unit"], _("orders a week"), most=40),
        by=DateField(_("By when"), start[f"{at}.by"]),
        owner=TextField(_("Who looks at it"), start[f"{at}.owner"], _("a name"), most=80),
        source=TextField(_("Where you read it"), start[f"{at}.source"], _("the till receipts"), most=120),
    )


def _tactic_controls(place: int, start: Mapping[str, Any]) -> TacticControls:
    asks = (_("First thing you will do"), _("Second thing you will do"), _("Third thing you will do"))
    networks = [(_("on no network"), ""), *((network.name, key) for key, network in NETWORKS.items())]
    serves = [(_("none"), NONE), (_("the first number"), 0), (_("the second number"), 1)]
    at = f"tactics.{place}"
    return TacticControls(
        text=TextField(asks[place], start[f"{at}.text"], _("show at noon what comes out at five"), most=160),
        network=Choice(_("Where"), networks, start[f"{at}.network"]),
        kpi=Choice(_("Which number it serves"), serves, start[f"{at}.kpi"]),
        hours=Slider(_("Hours a week"), start[f"{at}.hours"], 0, 10, 0.5, hours_bold),
    )
