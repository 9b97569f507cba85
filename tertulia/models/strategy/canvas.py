"""Strategy canvas: objective, then audience, then KPI, and only then tactics.

A KPI is a number with a value today, a value wanted, a date, somebody who looks and a place to read it.
Every tactic serves a KPI, every KPI the objective. The checks say what is missing, never how the sentence
goes. Thresholds here are our judgement (grade D).
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from tertulia.models.errors import InputError
from tertulia.models.finding import Finding, Severity, Value, worst_first
from tertulia.models.strategy.ideas import N_
from tertulia.models.strategy.objective import Objective

Choice = TypeVar("Choice", bound=StrEnum)

GRADE = "D"
"""Evidence grade of every threshold in this file."""

MOST_KPIS = 3
"""More numbers than these will not be looked at every month."""

FAR_YEARS = 2
"""A date further away than this is not a goal yet."""

SHORT_AUDIENCE = 10
"""An audience described in fewer letters than this is hardly a description."""

EVERYBODY = frozenset(
    (
        "all",
        "all people",
        "all the world",
        "any",
        "anybody",
        "anyone",
        "everybody",
        "everyone",
        "people",
        "the public",
        "the general public",
        "general public",
        "the whole world",
        "the world",
        "customers",
        "consumers",
        "todos",
        "todas",
        "todos y todas",
        "todo el mundo",
        "todo el publico",
        "toda la gente",
        "cualquiera",
        "la gente",
        "gente",
        "el publico",
        "publico",
        "publico general",
        "publico en general",
        "el publico en general",
        "clientes",
        "consumidores",
        "a todos",
        "a todo el mundo",
    )
)
"""Ways of saying "everybody", without accents and in small letters, in English and Spanish."""


class Department(StrEnum):
    """Who runs the channel in the firm."""

    OWNER = "owner"
    MARKETING = "marketing"
    SALES = "sales"
    NOBODY = "nobody"
    OUTSIDE = "outside"


class Part(StrEnum):
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

_ACTS = frozenset(
    (
        KpiKind.MESSAGES,
        KpiKind.CALLS,
        KpiKind.QUOTES,
        KpiKind.BOOKINGS,
        KpiKind.ORDERS,
        KpiKind.SALES_TRACKED,
        KpiKind.VISITS,
    )
)

SERVES: Mapping[Objective, frozenset[KpiKind]] = {
    Objective.BE_FOUND: _ACTS | ATTENTION | {KpiKind.REVIEWS, KpiKind.RATING},
    Objective.NEW_CUSTOMERS: _ACTS | {KpiKind.REVIEWS, KpiKind.RATING},
    Objective.BRING_BACK: _ACTS | {KpiKind.RETURNING, KpiKind.REVIEWS, KpiKind.RATING, KpiKind.COMPLAINTS},
    Objective.LISTEN: frozenset(
        (KpiKind.MESSAGES, KpiKind.REVIEWS, KpiKind.RATING, KpiKind.SUGGESTIONS, KpiKind.COMPLAINTS)
    ),
    Objective.RECRUIT: frozenset((KpiKind.APPLICATIONS, KpiKind.MESSAGES, KpiKind.CALLS)),
    Objective.QUIET_HOURS: _ACTS | {KpiKind.RETURNING},
}
"""Kinds that show whether an objective is reached."""

SERVE_ALL = frozenset((KpiKind.ANSWER_TIME, KpiKind.OTHER))
"""Kinds that may stand beside any objective: answering soon helps each of them."""


@dataclass(frozen=True)
class Kpi:
    """One number to watch; None or an empty text where the learner has not said yet.

    baseline, target: in `unit`. by: the day the target should be reached. owner: who looks. source: where
    the number is read. lower_is_better: None takes it from the kind.
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
        """Take the kind by its value, too, as a stored plan has it. Raises InputError("kind", "unknown")."""
        object.__setattr__(self, "kind", _member("kind", self.kind, KpiKind))

    @property
    def falls(self) -> bool:
        """Whether the number improves by falling."""
        return self.kind in LOWER_IS_BETTER if self.lower_is_better is None else self.lower_is_better


@dataclass(frozen=True)
class Tactic:
    """What will be done. kpi: place of its KPI in the canvas, from 0; None if it has none. hours: a week."""

    text: str
    network: str
    kpi: int | None
    hours: float = 0.0


@dataclass(frozen=True)
class Canvas:
    """The whole strategy of a firm on one page; empty texts and None where nothing was said yet.

    response_owner: who answers messages, by name. channel_owner: the department that runs the channel.
    hours: a week that there are for everything. question, heard_by: what customers will be asked, and who
    in the firm gets to hear the answers. today: the day of the check.

    Raises InputError with field and code: hours, baseline, target (not_a_number); hours (negative,
    over_a_week); objective, channel_owner (unknown). For a KPI or a tactic, `values` holds its `index`.
    """

    firm: str
    today: date
    objective: Objective | None = None
    audience: str = ""
    kpis: tuple[Kpi, ...] = ()
    tactics: tuple[Tactic, ...] = ()
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
        _number("hours", self.hours)
        for index, tactic in enumerate(self.tactics):
            _number("hours", tactic.hours, index=index)
        for index, kpi in enumerate(self.kpis):
            for name, value in (("baseline", kpi.baseline), ("target", kpi.target)):
                if value is not None and not math.isfinite(value):
                    raise InputError(name, "not_a_number", value=str(value), index=index)

    @property
    def hours_needed(self) -> float:
        """Hours a week of all tactics together."""
        return math.fsum(tactic.hours for tactic in self.tactics)


@dataclass(frozen=True)
class Step:
    """One of the four gates. open: may be filled. done: stands. missing: codes of what keeps it closed."""

    part: Part
    open: bool
    done: bool
    missing: tuple[str, ...]


@dataclass(frozen=True)
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


def open_steps(canvas: Canvas) -> tuple[Step, ...]:
    """The four gates in order: a step opens when all before it stand, which stops alone decide."""
    blocking = {
        Part.OBJECTIVE: _stops(_objective_findings(canvas)),
        Part.AUDIENCE: _stops(_audience_findings(canvas)),
        Part.KPI: _stops(_kpi_findings(canvas)),
        Part.TACTICS: _stops(_tactic_findings(canvas)),
    }
    steps: list[Step] = []
    missing: list[str] = []
    for part, codes in blocking.items():
        steps.append(Step(part, not missing, not missing and not codes, tuple(dict.fromkeys(missing))))
        missing += codes
    return tuple(steps)


def ready(canvas: Canvas) -> bool:
    """Whether nothing stops the strategy; it may still have warnings."""
    return not any(finding.severity is Severity.STOP for finding in check(canvas))


def check(canvas: Canvas) -> tuple[Finding, ...]:
    """What is missing or does not fit, worst first. Values of each code:

    objective: objective_missing.
    audience: audience_missing; audience_everybody (audience; reason: "everybody" or "short").
    kpi, with index (from 0) and name: kpi_name_missing, kpi_baseline_missing, kpi_target_missing,
    kpi_date_missing, kpi_owner_missing, kpi_source_missing, kpi_target_same (baseline),
    kpi_target_worse (baseline, target), kpi_date_past (by), kpi_date_far (by, years), kpi_without_tactic,
    kpi_other_objective (kind, objective); kpi_without_objective (kpis). Without index: no_kpi;
    followers_only, attention_only (objective, kpis); too_many_kpis (kpis, most).
    tactics: no_tactic; tactic_text_missing (index), tactic_without_kpi (index, text);
    tactics_too_early (tactics, missing: codes).
    people: no_response_owner, owner_sales, owner_nobody, owner_outside.
    hours: hours_missing; hours_over (needed, hours).
    basics: no_website, no_email, no_website_nor_email.
    feedback: no_feedback; feedback_unheard (question).
    """
    found = [
        *_objective_findings(canvas),
        *_audience_findings(canvas),
        *_kpi_findings(canvas),
        *_tactic_findings(canvas),
        *_people_findings(canvas),
        *_hours_findings(canvas),
        *_basics_findings(canvas),
        *_feedback_findings(canvas),
    ]
    tactics = open_steps(canvas)[-1]
    if canvas.tactics and not tactics.open:
        found.append(_stop("tactics_too_early", Part.TACTICS, tactics=len(canvas.tactics), missing=tactics.missing))
    return worst_first(found)


def sentence_parts(canvas: Canvas) -> SentenceParts:
    """What the learner has so far for the one sentence of the strategy."""
    said = [_sentence(canvas, kpi) for kpi in canvas.kpis] or [_sentence(canvas, None)]
    return next((parts for parts in said if parts.complete), said[0])


def example(firm: str, today: date, say: Callable[[str], str] = str) -> Canvas:
    """The canvas of one of the three invented firms: "bakery", "workshop" or "guesthouse".

    say: puts the English texts into the learner's language. Every value is invented. The bakery's and the
    guesthouse's canvases stand; the workshop's is how such a firm often begins, with things to mend.
    Raises InputError("firm", "unknown").
    """
    try:
        make = {"bakery": _bakery, "workshop": _workshop, "guesthouse": _guesthouse}[firm]
    except KeyError:
        raise InputError("firm", "unknown", value=firm) from None
    return make(today, say)


def _bakery(today: date, say: Callable[[str], str]) -> Canvas:
    return Canvas(
        firm="bakery",
        today=today,
        objective=Objective.QUIET_HOURS,
        audience=say(N_("neighbours within ten minutes’ walk who come home at midday")),
        kpis=(
            Kpi(
                say(N_("customers on Tuesday afternoon")),
                KpiKind.VISITS,
                22,
                35,
                say(N_("customers")),
                today + timedelta(days=182),
                "Marisol",
                say(N_("till receipts, Tuesday from 4 to 8")),
            ),
            Kpi(
                say(N_("hours until a message is answered")),
                KpiKind.ANSWER_TIME,
                30,
                6,
                say(N_("hours")),
                today + timedelta(days=91),
                "Pilar",
                say(N_("ten messages a month, noted by hand")),
            ),
        ),
        tactics=(
            Tactic(say(N_("On Tuesday at noon, show what leaves the oven at five")), "instagram", 0, 2.0),
            Tactic(say(N_("Answer at two fixed times a day")), "instagram", 1, 1.5),
        ),
        response_owner="Pilar",
        channel_owner=Department.OWNER,
        hours=4.0,
        website=True,
        email=True,
        question=say(N_("Which bread do you buy elsewhere because we do not bake it?")),
        heard_by=say(N_("everybody at the Monday table, before the week’s dough is planned")),
    )


def _workshop(today: date, say: Callable[[str], str]) -> Canvas:
    return Canvas(
        firm="workshop",
        today=today,
        objective=Objective.NEW_CUSTOMERS,
        audience=say(N_("everybody")),
        kpis=(
            Kpi(
                say(N_("requests for a quote from firms we did not know")),
                KpiKind.QUOTES,
                3,
                6,
                say(N_("a month")),
                today + timedelta(days=274),
                "Íñigo",
                say(N_("the list of quotes")),
            ),
            Kpi(
                say(N_("followers")),
                KpiKind.FOLLOWERS,
                140,
                1000,
                say(N_("followers")),
                today + timedelta(days=274),
                "Íñigo",
                say(N_("the page’s own figures")),
            ),
        ),
        tactics=(
            Tactic(say(N_("Explain one part a week and what made it hard")), "linkedin", 0, 2.0),
            Tactic(say(N_("Publish the price list every Friday")), "facebook", None, 0.5),
        ),
        response_owner="",
        channel_owner=Department.SALES,
        hours=2.0,
        website=True,
        email=True,
    )


def _guesthouse(today: date, say: Callable[[str], str]) -> Canvas:
    return Canvas(
        firm="guesthouse",
        today=today,
        objective=Objective.BRING_BACK,
        audience=say(N_("couples from the city who have already stayed once, outside the school holidays")),
        kpis=(
            Kpi(
                say(N_("nights booked again by earlier guests, by phone or e-mail")),
                KpiKind.BOOKINGS,
                9,
                16,
                say(N_("nights a month")),
                today + timedelta(days=365),
                "Nuria",
                say(N_("the booking book")),
            ),
        ),
        tactics=(
            Tactic(say(N_("Once a week, one walk and what is in flower")), "instagram", 0, 1.5),
            Tactic(say(N_("Write to each guest a month after the stay, if they agreed")), "whatsapp", 0, 1.0),
        ),
        response_owner="Nuria",
        channel_owner=Department.OWNER,
        hours=3.0,
        website=True,
        email=True,
        question=say(N_("What would you have liked to know before you came?")),
        heard_by=say(N_("the three of us, on the first Sunday of the month")),
    )


def _member(name: str, value: str, choices: type[Choice]) -> Choice:
    try:
        return choices(value)
    except ValueError:
        raise InputError(name, "unknown", value=str(value)) from None


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
