"""Plan review: what is missing in a plan, what contradicts what, and the smallest plan that is honest.

Every finding names the page that mends it. Thresholds are our judgement (grade D), the same that the exercises use.
The sentences are in `words`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tertulia.models.finding import Finding, Severity, Value, worst_first
from tertulia.models.strategy.canvas import ATTENTION, LOWER_IS_BETTER, SALES_LIKE, Department
from tertulia.models.strategy.ideas import PostKind
from tertulia.models.strategy.mix import networks_allowed
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker import ANSWER_WITHIN, LEAST_HOURS
from tertulia.plan.schema import Growth, Kpi, Plan, filled

GRADE = "D"
"""Evidence grade of every threshold in this file."""

UNLIKELY = 0.2
"""A goal with a smaller chance than this will probably disappoint."""

HOURS_A_POST = 1.0
"""To make and publish one, our middle value."""

CANVAS = "exercises/strategy/strategy_canvas"
PICKER = "exercises/strategy/network_picker"
MIX = "exercises/strategy/content_mix"
SIMULATOR = "exercises/strategy/community_simulator"
FOUNDATIONS = "exercises/start/foundations_check"
CONTACTS = "exercises/networking/contact_map"
WORKPLACE = "exercises/inside/workplace_network"
AMBASSADORS = "exercises/inside/ambassador_programme"
INBOX = "exercises/manager/inbox_drill"
BRIEF = "exercises/manager/manager_brief"
RESULTS = "exercises/manager/results_dashboard"
LISTENING = "exercises/manager/listening_setup"
HERE = "chapters/plan"

PAGES: Mapping[str, str] = {
    "firm": HERE,
    "foundations": FOUNDATIONS,
    "contacts": CONTACTS,
    "audience": CANVAS,
    "strategy": CANVAS,
    "networks": PICKER,
    "content": MIX,
    "growth": SIMULATOR,
    "workplace": WORKPLACE,
    "ambassadors": AMBASSADORS,
    "duties": CANVAS,
    "brief": BRIEF,
    "crisis": INBOX,
    "results": RESULTS,
    "listening": LISTENING,
    "reviews": HERE,
    "conversation": "exercises/web2/conversation_audit",
    "announcements": "exercises/inside/rumour_run",
    "report": "exercises/manager/monthly_report",
}
"""The page on which a section is filled and mended, without its ending."""


def page(finding: Finding) -> str:
    """The page that mends it."""
    own = {"reply_hours_missing": MIX, "no_stand_in": BRIEF, "empty": FOUNDATIONS}
    return own.get(finding.code, PAGES[finding.part])


def review(plan: Plan, today: date) -> tuple[Finding, ...]:
    """What is missing or does not fit, the worst first. `part` is the section it is about. Values of each code:

    strategy: tactics_no_objective (tactics), no_objective, no_kpi, kpi_incomplete (name, number, missing: of baseline,
    target, by, owner, source), kpi_backwards (name), kpi_past (name, by), followers_for_sales (objective),
    tactic_without_kpi (text). audience: no_audience, no_question. foundations: no_website, no_email, details_wrong,
    slow_answers (hours). duties: nobody_answers, no_stand_in (answers), sales_owns, nobody_owns, no_hours,
    reply_hours_missing, hours_over (needed, hours). networks: no_network, networks_over (chosen, allowed, hours),
    not_yet_but_posting (posts). content: promotion_over (share, cap), no_calendar, calendar_over (last).
    growth: goal_outside (goal, high), goal_unlikely (goal, chance), growth_other_hours (simulated, hours),
    no_expectation. workplace: nothing_inside. ambassadors: not_voluntary, no_policy (people). crisis: no_crisis.
    results: no_results. listening: no_listening. reviews: no_review_date, review_past (last).
    firm: empty, alone, if nothing was added yet.
    """
    if not set(filled(plan)) - {"firm"}:
        return (Finding(code="empty", part="firm", severity=Severity.STOP),)
    found: list[Finding] = []
    for look in (_strategy, _kpis, _audience, _foundations, _duties, _networks, _content, _growth, _inside, _watching):
        found += look(plan, today)
    return worst_first(found)


def _stop(code: str, part: str, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.STOP, values=values)


def _warn(code: str, part: str, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.WARN, values=values)


def _note(code: str, part: str, **values: Value) -> Finding:
    return Finding(code=code, part=part, severity=Severity.NOTE, values=values)


def _strategy(plan: Plan, _today: date) -> Iterator[Finding]:
    told = plan.strategy
    posts = sum(entry.kind is not None for entry in plan.content.entries)
    if told.objective is None:
        doing = len(told.tactics) or posts
        yield _stop("tactics_no_objective", "strategy", tactics=doing) if doing else _stop("no_objective", "strategy")
    for tactic in told.tactics:
        if tactic.kpi is None or tactic.kpi >= len(told.kpis):
            yield _warn("tactic_without_kpi", "strategy", text=tactic.text)


def _kpis(plan: Plan, today: date) -> Iterator[Finding]:
    told = plan.strategy
    if not told.kpis:
        yield _stop("no_kpi", "strategy")
    elif told.objective in SALES_LIKE and all(kpi.kind in ATTENTION for kpi in told.kpis):
        yield _stop("followers_for_sales", "strategy", objective=str(told.objective))
    for number, kpi in enumerate(told.kpis, 1):
        missing = lacking(kpi)
        if missing:
            grave = {"baseline", "target", "by", "owner"} & set(missing)
            yield (_stop if grave else _warn)(
                "kpi_incomplete", "strategy", name=kpi.name, number=number, missing=missing
            )
        if kpi.baseline is not None and kpi.target is not None and not _forward(kpi):
            yield _stop("kpi_backwards", "strategy", name=kpi.name, number=number)
        if kpi.by and kpi.by < today:
            yield _warn("kpi_past", "strategy", name=kpi.name, number=number, by=kpi.by)


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
        yield _stop("no_audience", "audience")
    if not plan.audience.questions:
        yield _note("no_question", "audience")


def _foundations(plan: Plan, _today: date) -> Iterator[Finding]:
    told = plan.foundations
    if told.website is False:
        yield _stop("no_website", "foundations")
    if told.email is False:
        yield _stop("no_email", "foundations")
    if told.details_right is False:
        yield _stop("details_wrong", "foundations")
    if told.answers_within is not None and told.answers_within > ANSWER_WITHIN:
        yield _warn("slow_answers", "foundations", hours=told.answers_within)


def _duties(plan: Plan, _today: date) -> Iterator[Finding]:
    told = plan.duties
    if not told.answers:
        yield _stop("nobody_answers", "duties")
    elif not told.stand_in:
        yield _note("no_stand_in", "duties", answers=told.answers)
    if told.channel is Department.SALES:
        yield _warn("sales_owns", "duties")
    elif told.channel in (None, Department.NOBODY):
        yield _warn("nobody_owns", "duties")
    if not told.hours:
        yield _stop("no_hours", "duties")
        return
    needed = math.fsum(tactic.hours for tactic in plan.strategy.tactics)
    if needed > told.hours + 1e-9:
        yield _stop("hours_over", "duties", needed=needed, hours=told.hours)
    if told.reply_hours is not None and told.reply_hours <= 0:
        yield _warn("reply_hours_missing", "duties")


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
        yield _stop("not_yet_but_posting", "networks", posts=posts)
    elif not used and not plan.networks.none_yet:
        yield _note("no_network", "networks")
    if hours and len(used) > max(1, len(allowed := networks_allowed(used, hours))):
        yield _stop("networks_over", "networks", chosen=len(used), allowed=max(1, len(allowed)), hours=hours)


def _content(plan: Plan, today: date) -> Iterator[Finding]:
    told = plan.content
    posts = [entry for entry in told.entries if entry.kind is not None]
    if posts and told.cap is not None:
        share = sum(entry.kind is PostKind.PROMOTION for entry in posts) / len(posts)
        if share > told.cap + 1e-9:
            yield _stop("promotion_over", "content", share=share, cap=told.cap)
    elif told.cap is not None:
        share = math.fsum(part.share for part in told.parts if part.kind is PostKind.PROMOTION)
        if share > told.cap + 1e-9:
            yield _warn("promotion_over", "content", share=share, cap=told.cap)
    if plan.networks.none_yet:
        return
    if not posts:
        yield _note("no_calendar", "content")
    elif (last := max(entry.day or date.min for entry in posts)) < today:
        yield _warn("calendar_over", "content", last=last)


def _growth(plan: Plan, _today: date) -> Iterator[Finding]:
    told = plan.growth
    if told == Growth():
        if not plan.networks.none_yet:
            yield _note("no_expectation", "growth")
        return
    if told.goal is not None and told.high is not None and told.goal > told.high:
        yield _stop("goal_outside", "growth", goal=told.goal, high=told.high)
    elif told.goal is not None and told.chance is not None and told.chance < UNLIKELY:
        yield _warn("goal_unlikely", "growth", goal=told.goal, chance=told.chance)
    hours = plan.duties.hours
    if hours and told.hours is not None and told.hours > hours + 1e-9:
        yield _warn("growth_other_hours", "growth", simulated=told.hours, hours=hours)


def _inside(plan: Plan, _today: date) -> Iterator[Finding]:
    alone = plan.firm.staff is not None and plan.firm.staff <= 1
    inside = {"workplace", "announcements", "ambassadors"} & set(filled(plan))
    if not inside and not alone:
        yield _warn("nothing_inside", "workplace")
    told = plan.ambassadors
    if told.voluntary is False:
        yield _stop("not_voluntary", "ambassadors")
    if told.people and not told.policy:
        yield _warn("no_policy", "ambassadors", people=told.people)


def _watching(plan: Plan, today: date) -> Iterator[Finding]:
    if not plan.reviews.dates:
        yield _warn("no_review_date", "reviews")
    elif max(plan.reviews.dates) < today:
        yield _warn("review_past", "reviews", last=max(plan.reviews.dates))
    if not plan.crisis.steps:
        yield _note("no_crisis", "crisis")
    if not plan.results.watch and not plan.report.months:
        yield _note("no_results", "results")
    if not plan.listening.words and not plan.listening.feeds:
        yield _note("no_listening", "listening")


# the smallest plan that is honest ---------------------------------------------------------------------------


@dataclass(frozen=True)
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


NOT_NOW = ("details_wrong", "no_email", "no_website", "nobody_answers", "no_hours", "too_few_hours")
"""With one of these, the honest plan is to open nothing yet; in the order of doing them."""

THEN = ("no_objective", "tactics_no_objective", "no_audience", "no_kpi")
"""What no plan stands without either."""


def smallest(plan: Plan, today: date) -> Smallest:
    """The plan for a firm with little time: one of each, within its hours; or "not now", and two things to do first.

    Answering is booked first, half of the hours at most; posts get what is left, at `HOURS_A_POST`, never more than
    the plan has.
    """
    found = {each.code: each for each in review(plan, today)}
    hours = plan.duties.hours or 0.0
    if 0 < hours < LEAST_HOURS:
        found["too_few_hours"] = _stop("too_few_hours", "duties", hours=hours, least=LEAST_HOURS)
    if "empty" in found:
        found = {code: _stop(code, part) for code, part in (("no_objective", "strategy"), ("nobody_answers", "duties"))}
    first = tuple(found[code] for code in (*NOT_NOW, *THEN) if code in found)[:2]
    if plan.networks.none_yet or any(code in found for code in NOT_NOW):
        return Smallest(True, first, plan.strategy.objective, hours=hours, answers=plan.duties.answers)
    reply = min(plan.duties.reply_hours or hours / 4, hours / 2)
    fit = max(1, math.floor((hours - reply) / HOURS_A_POST + 1e-9)) if hours else 0
    planned = plan.content.posts
    whole = [kpi for kpi in plan.strategy.kpis if not lacking(kpi)] or list(plan.strategy.kpis)
    used = networks_used(plan)
    ahead = [day for day in plan.reviews.dates if day >= today]
    return Smallest(
        False,
        first,
        plan.strategy.objective,
        whole[0] if whole else None,
        used[0] if used else "",
        hours,
        reply,
        fit if planned is None else min(fit, max(1, round(planned))),
        plan.duties.answers,
        min(ahead) if ahead else today + timedelta(weeks=13),
    )
