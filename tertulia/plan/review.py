"""Plan review: what is missing in a plan, what contradicts what, and the smallest plan that is honest.

Thresholds are our judgement (grade D), the same that the exercises use. The sentences are in `words`; where each
finding is mended is in `mending`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tertulia.models.department import Department
from tertulia.models.finding import Finding, Severity, Value, worst_first
from tertulia.models.strategy.canvas import ATTENTION, LOWER_IS_BETTER, SALES_LIKE
from tertulia.models.strategy.ideas import PostKind
from tertulia.models.strategy.mix import networks_allowed
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker_gates import ANSWER_WITHIN
from tertulia.models.strategy.posts_that_fit import whole_posts_that_fit
from tertulia.models.thresholds import LEAST_HOURS
from tertulia.plan.schema import Growth, Kpi, Plan, filled

GRADE = "D"
"""Evidence grade of every threshold in this file."""

UNLIKELY = 0.2
"""A goal with a smaller chance than this will probably disappoint."""


class PlanFinding(StrEnum):
    """What the review can find; behind each the values its sentence needs."""

    EMPTY = "empty"
    TACTICS_NO_OBJECTIVE = "tactics_no_objective"  # tactics
    NO_OBJECTIVE = "no_objective"
    TACTIC_WITHOUT_KPI = "tactic_without_kpi"  # text
    NO_KPI = "no_kpi"
    FOLLOWERS_FOR_SALES = "followers_for_sales"  # objective
    KPI_INCOMPLETE = "kpi_incomplete"  # name, number, missing: of baseline, target, by, owner, source
    KPI_BACKWARDS = "kpi_backwards"  # name
    KPI_PAST = "kpi_past"  # name, by
    NO_AUDIENCE = "no_audience"
    NO_QUESTION = "no_question"
    NO_WEBSITE = "no_website"
    NO_EMAIL = "no_email"
    DETAILS_WRONG = "details_wrong"
    SLOW_ANSWERS = "slow_answers"  # hours
    NOBODY_ANSWERS = "nobody_answers"
    NO_STAND_IN = "no_stand_in"  # answers
    SALES_OWNS = "sales_owns"
    NOBODY_OWNS = "nobody_owns"
    NO_HOURS = "no_hours"
    HOURS_OVER = "hours_over"  # needed, hours
    REPLY_HOURS_MISSING = "reply_hours_missing"
    NOT_YET_BUT_POSTING = "not_yet_but_posting"  # posts
    NO_NETWORK = "no_network"
    NETWORKS_OVER = "networks_over"  # chosen, allowed, hours
    PROMOTION_OVER = "promotion_over"  # share, cap
    NO_CALENDAR = "no_calendar"
    CALENDAR_OVER = "calendar_over"  # last
    NO_EXPECTATION = "no_expectation"
    GOAL_OUTSIDE = "goal_outside"  # goal, high
    GOAL_UNLIKELY = "goal_unlikely"  # goal, chance
    GROWTH_OTHER_HOURS = "growth_other_hours"  # simulated, hours
    NOTHING_INSIDE = "nothing_inside"
    NOT_VOLUNTARY = "not_voluntary"
    NO_POLICY = "no_policy"  # people
    NO_REVIEW_DATE = "no_review_date"
    REVIEW_PAST = "review_past"  # last
    NO_CRISIS = "no_crisis"
    NO_RESULTS = "no_results"
    NO_LISTENING = "no_listening"
    TOO_FEW_HOURS = "too_few_hours"


def review(plan: Plan, today: date) -> tuple[Finding, ...]:
    """What is missing or does not fit, the worst first. `part` is the section it is about."""
    if not set(filled(plan)) - {"firm"}:
        return (Finding(code=PlanFinding.EMPTY, part="firm", severity=Severity.STOP),)
    findings: list[Finding] = []
    for look in (_strategy, _kpis, _audience, _foundations, _duties, _networks, _content, _growth, _inside, _watching):
        findings += look(plan, today)
    return worst_first(findings)


def _stop(code: StrEnum, part: str, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.STOP, values=values)


def _warn(code: PlanFinding, part: str, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.WARN, values=values)


def _note(code: PlanFinding, part: str, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.NOTE, values=values)


def _strategy(plan: Plan, _today: date) -> Iterator[Finding]:
    strategy = plan.strategy
    posts = sum(entry.kind is not None for entry in plan.content.entries)
    if strategy.objective is None:
        doing = len(strategy.tactics) or posts
        yield (
            _stop(PlanFinding.TACTICS_NO_OBJECTIVE, "strategy", tactics=doing)
            if doing
            else _stop(PlanFinding.NO_OBJECTIVE, "strategy")
        )
    for tactic in strategy.tactics:
        if tactic.kpi is None or tactic.kpi >= len(strategy.kpis):
            yield _warn(PlanFinding.TACTIC_WITHOUT_KPI, "strategy", text=tactic.text)


def _kpis(plan: Plan, today: date) -> Iterator[Finding]:
    strategy = plan.strategy
    if not strategy.kpis:
        yield _stop(PlanFinding.NO_KPI, "strategy")
    elif strategy.objective in SALES_LIKE and all(kpi.kind in ATTENTION for kpi in strategy.kpis):
        yield _stop(PlanFinding.FOLLOWERS_FOR_SALES, "strategy", objective=str(strategy.objective))
    for number, kpi in enumerate(strategy.kpis, 1):
        missing = lacking(kpi)
        if missing:
            grave = {"baseline", "target", "by", "owner"} & set(missing)
            yield (_stop if grave else _warn)(
                PlanFinding.KPI_INCOMPLETE, "strategy", name=kpi.name, number=number, missing=missing
            )
        if kpi.baseline is not None and kpi.target is not None and not _forward(kpi):
            yield _stop(PlanFinding.KPI_BACKWARDS, "strategy", name=kpi.name, number=number)
        if kpi.by and kpi.by < today:
            yield _warn(PlanFinding.KPI_PAST, "strategy", name=kpi.name, number=number, by=kpi.by)


def lacking(kpi: Kpi) -> tuple[str, ...]:
    """Which of a number's blanks are still empty: baseline, target, by, owner, source."""
    return tuple(name for name in ("baseline", "target", "by", "owner", "source") if getattr(kpi, name) in (None, ""))


def improves_by_falling(kpi: Kpi) -> bool:
    """Whether less is better."""
    return kpi.kind in LOWER_IS_BETTER if kpi.falls is None else kpi.falls


def _forward(kpi: Kpi) -> bool:
    assert kpi.baseline is not None and kpi.target is not None
    return kpi.target < kpi.baseline if improves_by_falling(kpi) else kpi.target > kpi.baseline


def _audience(plan: Plan, _today: date) -> Iterator[Finding]:
    if not plan.audience.who:
        yield _stop(PlanFinding.NO_AUDIENCE, "audience")
    if not plan.audience.questions:
        yield _note(PlanFinding.NO_QUESTION, "audience")


def _foundations(plan: Plan, _today: date) -> Iterator[Finding]:
    foundations = plan.foundations
    if foundations.website is False:
        yield _stop(PlanFinding.NO_WEBSITE, "foundations")
    if foundations.email is False:
        yield _stop(PlanFinding.NO_EMAIL, "foundations")
    if foundations.details_right is False:
        yield _stop(PlanFinding.DETAILS_WRONG, "foundations")
    if foundations.answers_within is not None and foundations.answers_within > ANSWER_WITHIN:
        yield _warn(PlanFinding.SLOW_ANSWERS, "foundations", hours=foundations.answers_within)


def _duties(plan: Plan, _today: date) -> Iterator[Finding]:
    duties = plan.duties
    if not duties.answers:
        yield _stop(PlanFinding.NOBODY_ANSWERS, "duties")
    elif not duties.stand_in:
        yield _note(PlanFinding.NO_STAND_IN, "duties", answers=duties.answers)
    if duties.channel is Department.SALES:
        yield _warn(PlanFinding.SALES_OWNS, "duties")
    elif duties.channel in (None, Department.NOBODY):
        yield _warn(PlanFinding.NOBODY_OWNS, "duties")
    if not duties.hours:
        yield _stop(PlanFinding.NO_HOURS, "duties")
        return
    needed = math.fsum(tactic.hours for tactic in plan.strategy.tactics)
    if needed > duties.hours + 1e-9:
        yield _stop(PlanFinding.HOURS_OVER, "duties", needed=needed, hours=duties.hours)
    if duties.reply_hours is not None and duties.reply_hours <= 0:
        yield _warn(PlanFinding.REPLY_HOURS_MISSING, "duties")


def networks_used(plan: Plan) -> tuple[str, ...]:
    """Every network the plan names: chosen, in a tactic or in the calendar; in that order, each once."""
    named = [each.network for each in plan.networks.chosen]
    named += [tactic.network for tactic in plan.strategy.tactics]
    named += [entry.network for entry in plan.content.entries]
    return tuple(dict.fromkeys(name for name in named if name))


def _networks(plan: Plan, _today: date) -> Iterator[Finding]:
    used, hours = networks_used(plan), plan.duties.hours
    posts = sum(entry.kind is not None for entry in plan.content.entries)
    if plan.networks.none_yet and posts:
        yield _stop(PlanFinding.NOT_YET_BUT_POSTING, "networks", posts=posts)
    elif not used and not plan.networks.none_yet:
        yield _note(PlanFinding.NO_NETWORK, "networks")
    if hours and len(used) > max(1, len(allowed := networks_allowed(used, hours))):
        yield _stop(PlanFinding.NETWORKS_OVER, "networks", chosen=len(used), allowed=max(1, len(allowed)), hours=hours)


def _content(plan: Plan, today: date) -> Iterator[Finding]:
    content = plan.content
    posts = [entry for entry in content.entries if entry.kind is not None]
    if posts and content.cap is not None:
        share = sum(entry.kind is PostKind.PROMOTION for entry in posts) / len(posts)
        if share > content.cap + 1e-9:
            yield _stop(PlanFinding.PROMOTION_OVER, "content", share=share, cap=content.cap)
    elif content.cap is not None:
        share = math.fsum(part.share for part in content.parts if part.kind is PostKind.PROMOTION)
        if share > content.cap + 1e-9:
            yield _warn(PlanFinding.PROMOTION_OVER, "content", share=share, cap=content.cap)
    if plan.networks.none_yet:
        return
    if not posts:
        yield _note(PlanFinding.NO_CALENDAR, "content")
    elif (last := max(entry.day or date.min for entry in posts)) < today:
        yield _warn(PlanFinding.CALENDAR_OVER, "content", last=last)


def _growth(plan: Plan, _today: date) -> Iterator[Finding]:
    growth = plan.growth
    if growth == Growth():
        if not plan.networks.none_yet:
            yield _note(PlanFinding.NO_EXPECTATION, "growth")
        return
    if growth.goal is not None and growth.high is not None and growth.goal > growth.high:
        yield _stop(PlanFinding.GOAL_OUTSIDE, "growth", goal=growth.goal, high=growth.high)
    elif growth.goal is not None and growth.chance is not None and growth.chance < UNLIKELY:
        yield _warn(PlanFinding.GOAL_UNLIKELY, "growth", goal=growth.goal, chance=growth.chance)
    hours = plan.duties.hours
    if hours and growth.hours is not None and growth.hours > hours + 1e-9:
        yield _warn(PlanFinding.GROWTH_OTHER_HOURS, "growth", simulated=growth.hours, hours=hours)


def _inside(plan: Plan, _today: date) -> Iterator[Finding]:
    alone = plan.firm.staff is not None and plan.firm.staff <= 1
    inside = {"workplace", "announcements", "ambassadors"} & set(filled(plan))
    if not inside and not alone:
        yield _warn(PlanFinding.NOTHING_INSIDE, "workplace")
    ambassadors = plan.ambassadors
    if ambassadors.voluntary is False:
        yield _stop(PlanFinding.NOT_VOLUNTARY, "ambassadors")
    if ambassadors.people and not ambassadors.policy:
        yield _warn(PlanFinding.NO_POLICY, "ambassadors", people=ambassadors.people)


def _watching(plan: Plan, today: date) -> Iterator[Finding]:
    if not plan.reviews.dates:
        yield _warn(PlanFinding.NO_REVIEW_DATE, "reviews")
    elif max(plan.reviews.dates) < today:
        yield _warn(PlanFinding.REVIEW_PAST, "reviews", last=max(plan.reviews.dates))
    if not plan.crisis.steps:
        yield _note(PlanFinding.NO_CRISIS, "crisis")
    if not plan.results.watch and not plan.report.months:
        yield _note(PlanFinding.NO_RESULTS, "results")
    if not plan.listening.words and not plan.listening.feeds:
        yield _note(PlanFinding.NO_LISTENING, "listening")


# the smallest plan that is honest ---------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Smallest:
    """The least a firm can do and still mean it.

    not_now: two things come first, in `first` (codes of findings, at most two), and nothing else of the plan counts.
    Otherwise one objective, one number, one network, `posts` a week beside `reply_hours`, who answers, and the day
    on which it is looked at. None or empty where the plan does not say.
    """

    not_now: bool
    first: tuple[Finding, ...]
    objective: Objective | None = None
    kpi: Kpi | None = None
    network: str = ""
    hours: float = 0.0
    reply_hours: float = 0.0
    posts: int = 0
    answers: str = ""
    review: date | None = None


NOT_NOW = (
    PlanFinding.DETAILS_WRONG,
    PlanFinding.NO_EMAIL,
    PlanFinding.NO_WEBSITE,
    PlanFinding.NOBODY_ANSWERS,
    PlanFinding.NO_HOURS,
    PlanFinding.TOO_FEW_HOURS,
)
"""With one of these, the honest plan is to open nothing yet; in the order of doing them."""

THEN = (PlanFinding.NO_OBJECTIVE, PlanFinding.TACTICS_NO_OBJECTIVE, PlanFinding.NO_AUDIENCE, PlanFinding.NO_KPI)
"""What no plan stands without either."""


def smallest(plan: Plan, today: date) -> Smallest:
    """The plan for a firm with little time: one of each, within its hours; or "not now", and two things to do first.

    Answering is booked first: as many hours as the plan keeps for it, or else a quarter. Posts get what is left, as
    in the content mix and in the simulator, never more than the plan has.
    """
    findings: dict[StrEnum, Finding] = {each.code: each for each in review(plan, today)}
    hours = plan.duties.hours or 0.0
    if 0 < hours < LEAST_HOURS:
        findings[PlanFinding.TOO_FEW_HOURS] = _stop(PlanFinding.TOO_FEW_HOURS, "duties", hours=hours, least=LEAST_HOURS)
    if PlanFinding.EMPTY in findings:
        parts: dict[StrEnum, str] = {PlanFinding.NO_OBJECTIVE: "strategy", PlanFinding.NOBODY_ANSWERS: "duties"}
        findings = {code: _stop(code, section) for code, section in parts.items()}
    first = tuple(findings[code] for code in (*NOT_NOW, *THEN) if code in findings)[:2]
    if plan.networks.none_yet or any(code in findings for code in NOT_NOW):
        return Smallest(
            not_now=True, first=first, objective=plan.strategy.objective, hours=hours, answers=plan.duties.answers
        )
    reply = min(plan.duties.reply_hours or hours / 4, hours)
    fit = max(1, whole_posts_that_fit(hours, reply)) if hours else 0
    planned = plan.content.posts
    whole = [kpi for kpi in plan.strategy.kpis if not lacking(kpi)] or list(plan.strategy.kpis)
    used = networks_used(plan)
    ahead = [day for day in plan.reviews.dates if day >= today]
    return Smallest(
        not_now=False,
        first=first,
        objective=plan.strategy.objective,
        kpi=whole[0] if whole else None,
        network=used[0] if used else "",
        hours=hours,
        reply_hours=reply,
        posts=fit if planned is None else min(fit, max(1, round(planned))),
        answers=plan.duties.answers,
        review=min(ahead) if ahead else today + timedelta(weeks=13),
    )
