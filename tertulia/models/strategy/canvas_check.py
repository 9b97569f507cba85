"""The strategy canvas checked: the order of the gates, what is missing, what does not fit.

The checks say what is missing, never how the sentence goes. Thresholds here are our judgement (grade D).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tertulia.models.department import Department
from tertulia.models.finding import Finding, Severity, Value, worst_first
from tertulia.models.strategy.canvas import ATTENTION, SALES_LIKE, Canvas, CanvasKpi, CanvasPart, KpiKind
from tertulia.models.strategy.objective import Objective

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


class CanvasFinding(StrEnum):
    """What the check finds; below each the values it comes with.

    One that begins with KPI, save KPI_WITHOUT_OBJECTIVE, is about one KPI and has its `index` (from 0) and `name`.
    """

    OBJECTIVE_MISSING = "objective_missing"
    AUDIENCE_MISSING = "audience_missing"
    AUDIENCE_EVERYBODY = "audience_everybody"
    """audience; reason: "everybody" or "short"."""
    NO_KPI = "no_kpi"
    KPI_NAME_MISSING = "kpi_name_missing"
    KPI_BASELINE_MISSING = "kpi_baseline_missing"
    KPI_TARGET_MISSING = "kpi_target_missing"
    KPI_DATE_MISSING = "kpi_date_missing"
    KPI_OWNER_MISSING = "kpi_owner_missing"
    KPI_SOURCE_MISSING = "kpi_source_missing"
    KPI_TARGET_SAME = "kpi_target_same"
    """And baseline."""
    KPI_TARGET_WORSE = "kpi_target_worse"
    """And baseline, target."""
    KPI_DATE_PAST = "kpi_date_past"
    """And by."""
    KPI_DATE_FAR = "kpi_date_far"
    """And by, years."""
    KPI_WITHOUT_TACTIC = "kpi_without_tactic"
    KPI_OTHER_OBJECTIVE = "kpi_other_objective"
    """And kind, objective."""
    KPI_WITHOUT_OBJECTIVE = "kpi_without_objective"
    """kpis: how many."""
    FOLLOWERS_ONLY = "followers_only"
    """objective, kpis."""
    ATTENTION_ONLY = "attention_only"
    """objective, kpis."""
    TOO_MANY_KPIS = "too_many_kpis"
    """kpis, most."""
    NO_TACTIC = "no_tactic"
    TACTIC_TEXT_MISSING = "tactic_text_missing"
    """index."""
    TACTIC_WITHOUT_KPI = "tactic_without_kpi"
    """index, text."""
    TACTICS_TOO_EARLY = "tactics_too_early"
    """tactics: how many; missing: codes."""
    NO_RESPONSE_OWNER = "no_response_owner"
    OWNER_SALES = "owner_sales"
    OWNER_NOBODY = "owner_nobody"
    OWNER_OUTSIDE = "owner_outside"
    HOURS_MISSING = "hours_missing"
    HOURS_OVER = "hours_over"
    """needed, hours."""
    NO_WEBSITE = "no_website"
    NO_EMAIL = "no_email"
    NO_WEBSITE_NOR_EMAIL = "no_website_nor_email"
    NO_FEEDBACK = "no_feedback"
    FEEDBACK_UNHEARD = "feedback_unheard"
    """question."""


@dataclass(frozen=True, kw_only=True)
class GateStep:
    """One of the four gates.

    Attributes
    ----------
    part
        What it asks for.
    open, done
        Whether it may be filled, and whether it stands.
    missing
        Codes of what keeps it closed.
    """

    part: CanvasPart
    open: bool
    done: bool
    missing: tuple[CanvasFinding, ...]


def open_steps(canvas: Canvas) -> tuple[GateStep, ...]:
    """The four gates in order: a step opens when all before it stand, which stops alone decide.

    Returns
    -------
    tuple[GateStep, ...]
        Objective, audience, KPI, tactics.
    """
    blocking = {
        CanvasPart.OBJECTIVE: _stops(_objective_findings(canvas)),
        CanvasPart.AUDIENCE: _stops(_audience_findings(canvas)),
        CanvasPart.KPI: _stops(_kpi_findings(canvas)),
        CanvasPart.TACTICS: _stops(_tactic_findings(canvas)),
    }
    steps: list[GateStep] = []
    missing: list[CanvasFinding] = []
    for part, codes in blocking.items():
        steps.append(
            GateStep(part=part, open=not missing, done=not missing and not codes, missing=tuple(dict.fromkeys(missing)))
        )
        missing += codes
    return tuple(steps)


def ready(canvas: Canvas) -> bool:
    """Whether nothing stops the strategy; it may still have warnings."""
    return not any(finding.severity is Severity.STOP for finding in check(canvas))


def check(canvas: Canvas) -> tuple[Finding, ...]:
    """What is missing or does not fit.

    Returns
    -------
    tuple[Finding, ...]
        Worst first; their codes are `CanvasFinding`, with its values, their parts `CanvasPart`.
    """
    findings = [
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
        findings.append(
            _stop(
                CanvasFinding.TACTICS_TOO_EARLY,
                CanvasPart.TACTICS,
                tactics=len(canvas.tactics),
                missing=tactics.missing,
            )
        )
    return worst_first(findings)


def _blank(text: str) -> bool:
    return not text.strip()


def _stops(findings: list[Finding]) -> list[CanvasFinding]:
    return [CanvasFinding(finding.code) for finding in findings if finding.severity is Severity.STOP]


def _stop(code: CanvasFinding, part: CanvasPart, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.STOP, values=values)


def _warn(code: CanvasFinding, part: CanvasPart, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.WARN, values=values)


def _note(code: CanvasFinding, part: CanvasPart, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.NOTE, values=values)


def _objective_findings(canvas: Canvas) -> list[Finding]:
    return [_stop(CanvasFinding.OBJECTIVE_MISSING, CanvasPart.OBJECTIVE)] if canvas.objective is None else []


def _audience_findings(canvas: Canvas) -> list[Finding]:
    if _blank(canvas.audience):
        return [_stop(CanvasFinding.AUDIENCE_MISSING, CanvasPart.AUDIENCE)]
    apart = unicodedata.normalize("NFKD", canvas.audience.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    words = "".join(letter if letter.isalpha() else " " for letter in bare).split()
    everybody = " ".join(words) in EVERYBODY
    if everybody or len("".join(words)) < SHORT_AUDIENCE:
        reason = "everybody" if everybody else "short"
        return [
            _warn(
                CanvasFinding.AUDIENCE_EVERYBODY, CanvasPart.AUDIENCE, audience=canvas.audience.strip(), reason=reason
            )
        ]
    return []


def _kpi_findings(canvas: Canvas) -> list[Finding]:
    if not canvas.kpis:
        return [_stop(CanvasFinding.NO_KPI, CanvasPart.KPI)]
    findings = [finding for index, kpi in enumerate(canvas.kpis) for finding in _one_kpi(canvas, kpi, index)]
    kinds = {kpi.kind for kpi in canvas.kpis}
    if canvas.objective is None:
        findings.append(_stop(CanvasFinding.KPI_WITHOUT_OBJECTIVE, CanvasPart.KPI, kpis=len(canvas.kpis)))
    elif kinds == {KpiKind.FOLLOWERS}:
        finding = _stop if canvas.objective in SALES_LIKE else _warn
        findings.append(
            finding(CanvasFinding.FOLLOWERS_ONLY, CanvasPart.KPI, objective=canvas.objective, kpis=len(canvas.kpis))
        )
    elif kinds <= ATTENTION and canvas.objective is not Objective.BE_FOUND:
        findings.append(
            _warn(CanvasFinding.ATTENTION_ONLY, CanvasPart.KPI, objective=canvas.objective, kpis=len(canvas.kpis))
        )
    if len(canvas.kpis) > MOST_KPIS:
        findings.append(_note(CanvasFinding.TOO_MANY_KPIS, CanvasPart.KPI, kpis=len(canvas.kpis), most=MOST_KPIS))
    return findings


def _one_kpi(canvas: Canvas, kpi: CanvasKpi, index: int) -> list[Finding]:
    which: dict[str, Value] = {"index": index, "name": kpi.name.strip()}
    empty = {
        CanvasFinding.KPI_NAME_MISSING: _blank(kpi.name),
        CanvasFinding.KPI_BASELINE_MISSING: kpi.baseline is None,
        CanvasFinding.KPI_TARGET_MISSING: kpi.target is None,
        CanvasFinding.KPI_DATE_MISSING: kpi.by is None,
        CanvasFinding.KPI_OWNER_MISSING: _blank(kpi.owner),
        CanvasFinding.KPI_SOURCE_MISSING: _blank(kpi.source),
    }
    findings = [_stop(code, CanvasPart.KPI, **which) for code, missing in empty.items() if missing]
    if kpi.baseline is not None and kpi.target is not None:
        if kpi.target == kpi.baseline:
            findings.append(_stop(CanvasFinding.KPI_TARGET_SAME, CanvasPart.KPI, **which, baseline=kpi.baseline))
        elif (kpi.target < kpi.baseline) != kpi.falls:
            findings.append(
                _stop(CanvasFinding.KPI_TARGET_WORSE, CanvasPart.KPI, **which, baseline=kpi.baseline, target=kpi.target)
            )
    if kpi.by is not None:
        if kpi.by <= canvas.today:
            findings.append(_stop(CanvasFinding.KPI_DATE_PAST, CanvasPart.KPI, **which, by=kpi.by))
        elif kpi.by > _years_later(canvas.today, FAR_YEARS):
            findings.append(_warn(CanvasFinding.KPI_DATE_FAR, CanvasPart.KPI, **which, by=kpi.by, years=FAR_YEARS))
    if canvas.objective is not None and kpi.kind not in SERVES[canvas.objective] | SERVE_ALL:
        findings.append(
            _note(CanvasFinding.KPI_OTHER_OBJECTIVE, CanvasPart.KPI, **which, kind=kpi.kind, objective=canvas.objective)
        )
    if canvas.tactics and all(tactic.kpi != index for tactic in canvas.tactics):
        findings.append(_note(CanvasFinding.KPI_WITHOUT_TACTIC, CanvasPart.KPI, **which))
    return findings


def _years_later(day: date, years: int) -> date:
    """The same day in a later year; 28 February for a 29th that it has not."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _tactic_findings(canvas: Canvas) -> list[Finding]:
    if not canvas.tactics:
        return [_stop(CanvasFinding.NO_TACTIC, CanvasPart.TACTICS)]
    findings: list[Finding] = []
    for index, tactic in enumerate(canvas.tactics):
        if _blank(tactic.text):
            findings.append(_stop(CanvasFinding.TACTIC_TEXT_MISSING, CanvasPart.TACTICS, index=index))
        if tactic.kpi is None or not 0 <= tactic.kpi < len(canvas.kpis):
            findings.append(
                _stop(CanvasFinding.TACTIC_WITHOUT_KPI, CanvasPart.TACTICS, index=index, text=tactic.text.strip())
            )
    return findings


def _people_findings(canvas: Canvas) -> list[Finding]:
    findings: list[Finding] = []
    if _blank(canvas.response_owner):
        findings.append(_stop(CanvasFinding.NO_RESPONSE_OWNER, CanvasPart.PEOPLE))
    if canvas.channel_owner is Department.NOBODY:
        findings.append(_stop(CanvasFinding.OWNER_NOBODY, CanvasPart.PEOPLE))
    elif canvas.channel_owner is Department.SALES:
        findings.append(_warn(CanvasFinding.OWNER_SALES, CanvasPart.PEOPLE))
    elif canvas.channel_owner is Department.OUTSIDE:
        findings.append(_note(CanvasFinding.OWNER_OUTSIDE, CanvasPart.PEOPLE))
    return findings


def _hours_findings(canvas: Canvas) -> list[Finding]:
    if canvas.hours == 0:
        return [_stop(CanvasFinding.HOURS_MISSING, CanvasPart.HOURS)]
    if canvas.hours_needed > canvas.hours + 1e-9:
        return [_stop(CanvasFinding.HOURS_OVER, CanvasPart.HOURS, needed=canvas.hours_needed, hours=canvas.hours)]
    return []


def _basics_findings(canvas: Canvas) -> list[Finding]:
    if not canvas.website and not canvas.email:
        return [_stop(CanvasFinding.NO_WEBSITE_NOR_EMAIL, CanvasPart.BASICS)]
    if not canvas.website:
        return [_warn(CanvasFinding.NO_WEBSITE, CanvasPart.BASICS)]
    return [] if canvas.email else [_warn(CanvasFinding.NO_EMAIL, CanvasPart.BASICS)]


def _feedback_findings(canvas: Canvas) -> list[Finding]:
    """Nobody listening is a weakness of any strategy, and the end of one whose objective is to listen."""
    finding = _stop if canvas.objective is Objective.LISTEN else _warn
    if _blank(canvas.question):
        return [finding(CanvasFinding.NO_FEEDBACK, CanvasPart.FEEDBACK)]
    if _blank(canvas.heard_by):
        return [finding(CanvasFinding.FEEDBACK_UNHEARD, CanvasPart.FEEDBACK, question=canvas.question.strip())]
    return []
