"""Strategy canvas: objective, then audience, then KPI, and only then tactics.

A KPI is a number with a value today, a value wanted, a date, somebody who looks and a place to read it.
Every tactic serves a KPI, every KPI the objective. What is missing or does not fit is said by `canvas_check`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from tertulia.models.department import Department
from tertulia.models.errors import InputError, Refusal, number_within
from tertulia.models.strategy.objective import Objective

Choice = TypeVar("Choice", bound=StrEnum)

HOURS_OF_A_WEEK = 168


class CanvasPart(StrEnum):
    """The parts of the canvas; the first four in the order in which they open."""

    OBJECTIVE = "objective"
    AUDIENCE = "audience"
    KPI = "kpi"
    TACTICS = "tactics"
    PEOPLE = "people"
    HOURS = "hours"
    BASICS = "basics"
    FEEDBACK = "feedback"


class KpiKind(StrEnum):
    """What a KPI counts."""

    FOLLOWERS = "followers"
    REACH = "reach"
    VISITS = "visits"
    MESSAGES = "messages"
    CALLS = "calls"
    QUOTES = "quotes"
    BOOKINGS = "bookings"
    ORDERS = "orders"
    SALES_TRACKED = "sales_tracked"
    RETURNING = "returning"
    REVIEWS = "reviews"
    RATING = "rating"
    SUGGESTIONS = "suggestions"
    APPLICATIONS = "applications"
    ANSWER_TIME = "answer_time"
    COMPLAINTS = "complaints"
    OTHER = "other"


LOWER_IS_BETTER = frozenset((KpiKind.ANSWER_TIME, KpiKind.COMPLAINTS))
"""Kinds that improve by falling."""

ATTENTION = frozenset((KpiKind.FOLLOWERS, KpiKind.REACH))
"""Kinds that count who could have seen something, not what anybody did."""

SALES_LIKE = frozenset((Objective.NEW_CUSTOMERS, Objective.BRING_BACK, Objective.QUIET_HOURS))
"""Objectives that are reached by people buying, booking or coming."""


@dataclass(frozen=True, kw_only=True)
class CanvasKpi:
    """One number to watch; None or an empty text where the learner has not said yet.

    Attributes
    ----------
    name, kind
        The number in the learner's own words, and what it counts; a plain value is taken as a kind, too.
    baseline, target
        Today's value and the wanted one, in `unit`.
    by
        The day the target should be reached.
    owner, source
        Who looks at it, and where it is read.
    lower_is_better
        Whether it improves by falling; None takes it from the kind.

    Raises
    ------
    InputError
        At "kind": UNKNOWN.
    """

    name: str
    kind: KpiKind
    baseline: float | None = None
    target: float | None = None
    unit: str = ""
    by: date | None = None
    owner: str = ""
    source: str = ""
    lower_is_better: bool | None = None

    def __post_init__(self) -> None:
        """Take the kind by its value, too, as a stored plan has it."""
        object.__setattr__(self, "kind", _member("kind", self.kind, KpiKind))

    @property
    def falls(self) -> bool:
        """Whether the number improves by falling."""
        return self.kind in LOWER_IS_BETTER if self.lower_is_better is None else self.lower_is_better


@dataclass(frozen=True, kw_only=True)
class CanvasTactic:
    """What will be done.

    Attributes
    ----------
    text, network
        What, and the key of the network where; an empty key for none.
    kpi
        Place of its KPI in the canvas, from 0; None if it has none.
    hours
        A week.
    """

    text: str
    network: str
    kpi: int | None
    hours: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Canvas:
    """The whole strategy of a firm on one page; empty texts and None where nothing was said yet.

    Attributes
    ----------
    firm, today
        Key of the firm, and the day of the check.
    objective, audience, kpis, tactics
        What is wanted, from whom, by which numbers that is noticed, what is done for it.
    response_owner
        Who answers messages, by name.
    channel_owner
        The department that runs the channel.
    hours
        A week that there are for everything.
    website, email
        Whether there is a page of one's own, and whether e-mail is read every day.
    question, heard_by
        What customers will be asked, and who in the firm gets to hear the answers.

    Raises
    ------
    InputError
        At "hours" or "tactics.0.hours": NOT_A_NUMBER, BELOW, ABOVE; at "kpis.0.baseline" or "kpis.0.target":
        NOT_A_NUMBER; at "objective" or "channel_owner": UNKNOWN.
    """

    firm: str
    today: date
    objective: Objective | None = None
    audience: str = ""
    kpis: tuple[CanvasKpi, ...] = ()
    tactics: tuple[CanvasTactic, ...] = ()
    response_owner: str = ""
    channel_owner: Department = Department.NOBODY
    hours: float = 0.0
    website: bool = False
    email: bool = False
    question: str = ""
    heard_by: str = ""

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be, and take the choices by their values, too."""
        if self.objective is not None:
            object.__setattr__(self, "objective", _member("objective", self.objective, Objective))
        object.__setattr__(self, "channel_owner", _member("channel_owner", self.channel_owner, Department))
        number_within("hours", self.hours, 0, HOURS_OF_A_WEEK)
        for index, tactic in enumerate(self.tactics):
            number_within(f"tactics.{index}.hours", tactic.hours, 0, HOURS_OF_A_WEEK)
        for index, kpi in enumerate(self.kpis):
            for name, value in (("baseline", kpi.baseline), ("target", kpi.target)):
                if value is not None:
                    number_within(f"kpis.{index}.{name}", value, -math.inf, math.inf)

    @property
    def hours_needed(self) -> float:
        """Hours a week of all tactics together."""
        return math.fsum(tactic.hours for tactic in self.tactics)


@dataclass(frozen=True, kw_only=True)
class SentenceParts:
    """The blanks of "we want … from … and will notice it when (kpi) goes from … to … by …".

    The KPI is the first whose blanks are all filled, or else the first. None for a blank still empty.
    """

    objective: Objective | None
    audience: str | None
    kpi: str | None
    unit: str
    baseline: float | None
    target: float | None
    by: date | None

    @property
    def complete(self) -> bool:
        """Whether the sentence can be said."""
        return None not in (self.objective, self.audience, self.kpi, self.baseline, self.target, self.by)


def sentence_parts(canvas: Canvas) -> SentenceParts:
    """What the learner has so far for the one sentence of the strategy."""
    sentences = [_sentence(canvas, kpi) for kpi in canvas.kpis] or [_sentence(canvas, None)]
    return next((parts for parts in sentences if parts.complete), sentences[0])


def _member(field: str, value: str, choices: type[Choice]) -> Choice:
    try:
        return choices(value)
    except ValueError:
        raise InputError(field, Refusal.UNKNOWN) from None


def _sentence(canvas: Canvas, kpi: CanvasKpi | None) -> SentenceParts:
    name = kpi.name.strip() if kpi else ""
    return SentenceParts(
        objective=canvas.objective,
        audience=canvas.audience.strip() or None,
        kpi=name or None,
        unit=kpi.unit.strip() if kpi else "",
        baseline=kpi.baseline if kpi else None,
        target=kpi.target if kpi else None,
        by=kpi.by if kpi else None,
    )
