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

from tertulia.models.errors import InputError, Refusal, number_within
from tertulia.models.strategy.objective import Objective

Choice = TypeVar("Choice", bound=StrEnum)

HOURS_OF_A_WEEK = 168


class Department(StrEnum):
    """Who runs the channel in the firm."""

    OWNER = "owner"
    MARKETING = "marketing"
    SALES = "sales"
    NOBODY = "nobody"
    OUTSIDE = "outside"


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


def _number(name: str, value: float, **where: int) -> None:
    if not math.isfinite(value):
        raise InputError(name, "not_a_number", value=str(value), **where)
    if value < 0:
        raise InputError(name, "negative", value=value, **where)
    if value > 168:
        raise InputError(name, "over_a_week", value=value, most=168, **where)


def _blank(text: str) -> bool:
    return not text.strip()


def _stops(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found if finding.severity is Severity.STOP]


def _stop(code: str, part: Part, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.STOP, values=values)


def _warn(code: str, part: Part, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.WARN, values=values)


def _note(code: str, part: Part, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.NOTE, values=values)


def _objective_findings(canvas: Canvas) -> list[Finding]:
    return [_stop("objective_missing", Part.OBJECTIVE)] if canvas.objective is None else []


def _audience_findings(canvas: Canvas) -> list[Finding]:
    if _blank(canvas.audience):
        return [_stop("audience_missing", Part.AUDIENCE)]
    apart = unicodedata.normalize("NFKD", canvas.audience.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    words = "".join(letter if letter.isalpha() else " " for letter in bare).split()
    everybody = " ".join(words) in EVERYBODY
    if everybody or len("".join(words)) < SHORT_AUDIENCE:
        reason = "everybody" if everybody else "short"
        return [_warn("audience_everybody", Part.AUDIENCE, audience=canvas.audience.strip(), reason=reason)]
    return []


def _kpi_findings(canvas: Canvas) -> list[Finding]:
    if not canvas.kpis:
        return [_stop("no_kpi", Part.KPI)]
    found = [finding for index, kpi in enumerate(canvas.kpis) for finding in _one_kpi(canvas, kpi, index)]
    kinds = {kpi.kind for kpi in canvas.kpis}
    if canvas.objective is None:
        found.append(_stop("kpi_without_objective", Part.KPI, kpis=len(canvas.kpis)))
    elif kinds == {KpiKind.FOLLOWERS}:
        make = _stop if canvas.objective in SALES_LIKE else _warn
        found.append(make("followers_only", Part.KPI, objective=canvas.objective, kpis=len(canvas.kpis)))
    elif kinds <= ATTENTION and canvas.objective is not Objective.BE_FOUND:
        found.append(_warn("attention_only", Part.KPI, objective=canvas.objective, kpis=len(canvas.kpis)))
    if len(canvas.kpis) > MOST_KPIS:
        found.append(_note("too_many_kpis", Part.KPI, kpis=len(canvas.kpis), most=MOST_KPIS))
    return found


def _one_kpi(canvas: Canvas, kpi: Kpi, index: int) -> list[Finding]:
    which: dict[str, Value] = {"index": index, "name": kpi.name.strip()}
    empty = {
        "name": _blank(kpi.name),
        "baseline": kpi.baseline is None,
        "target": kpi.target is None,
        "date": kpi.by is None,
        "owner": _blank(kpi.owner),
        "source": _blank(kpi.source),
    }
    found = [_stop(f"kpi_{what}_missing", Part.KPI, **which) for what, missing in empty.items() if missing]
    if kpi.baseline is not None and kpi.target is not None:
        if kpi.target == kpi.baseline:
            found.append(_stop("kpi_target_same", Part.KPI, **which, baseline=kpi.baseline))
        elif (kpi.target < kpi.baseline) != kpi.falls:
            found.append(_stop("kpi_target_worse", Part.KPI, **which, baseline=kpi.baseline, target=kpi.target))
    if kpi.by is not None:
        if kpi.by <= canvas.today:
            found.append(_stop("kpi_date_past", Part.KPI, **which, by=kpi.by))
        elif kpi.by > _years_later(canvas.today, FAR_YEARS):
            found.append(_warn("kpi_date_far", Part.KPI, **which, by=kpi.by, years=FAR_YEARS))
    if canvas.objective is not None and kpi.kind not in SERVES[canvas.objective] | SERVE_ALL:
        found.append(_note("kpi_other_objective", Part.KPI, **which, kind=kpi.kind, objective=canvas.objective))
    if canvas.tactics and all(tactic.kpi != index for tactic in canvas.tactics):
        found.append(_note("kpi_without_tactic", Part.KPI, **which))
    return found


def _years_later(day: date, years: int) -> date:
    """The same day in a later year; 28 February for a 29th that it has not."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _tactic_findings(canvas: Canvas) -> list[Finding]:
    if not canvas.tactics:
        return [_stop("no_tactic", Part.TACTICS)]
    found = []
    for index, tactic in enumerate(canvas.tactics):
        if _blank(tactic.text):
            found.append(_stop("tactic_text_missing", Part.TACTICS, index=index))
        if tactic.kpi is None or not 0 <= tactic.kpi < len(canvas.kpis):
            found.append(_stop("tactic_without_kpi", Part.TACTICS, index=index, text=tactic.text.strip()))
    return found


def _people_findings(canvas: Canvas) -> list[Finding]:
    found = []
    if _blank(canvas.response_owner):
        found.append(_stop("no_response_owner", Part.PEOPLE))
    if canvas.channel_owner is Department.NOBODY:
        found.append(_stop("owner_nobody", Part.PEOPLE))
    elif canvas.channel_owner is Department.SALES:
        found.append(_warn("owner_sales", Part.PEOPLE))
    elif canvas.channel_owner is Department.OUTSIDE:
        found.append(_note("owner_outside", Part.PEOPLE))
    return found


def _hours_findings(canvas: Canvas) -> list[Finding]:
    if canvas.hours == 0:
        return [_stop("hours_missing", Part.HOURS)]
    if canvas.hours_needed > canvas.hours + 1e-9:
        return [_stop("hours_over", Part.HOURS, needed=canvas.hours_needed, hours=canvas.hours)]
    return []


def _basics_findings(canvas: Canvas) -> list[Finding]:
    if not canvas.website and not canvas.email:
        return [_stop("no_website_nor_email", Part.BASICS)]
    if not canvas.website:
        return [_warn("no_website", Part.BASICS)]
    return [] if canvas.email else [_warn("no_email", Part.BASICS)]


def _feedback_findings(canvas: Canvas) -> list[Finding]:
    """Nobody listening is a weakness of any strategy, and the end of one whose objective is to listen."""
    make = _stop if canvas.objective is Objective.LISTEN else _warn
    if _blank(canvas.question):
        return [make("no_feedback", Part.FEEDBACK)]
    if _blank(canvas.heard_by):
        return [make("feedback_unheard", Part.FEEDBACK, question=canvas.question.strip())]
    return []


def _sentence(canvas: Canvas, kpi: Kpi | None) -> SentenceParts:
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
