"""Where each finding is mended: the exercise's page, and in it the control that asks for what is missing or wrong.

What is found in a section is mended in the exercise that fills it, at its first question, unless `_EXACTLY` knows
better. A test opens every page and looks for the control.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tertulia.models.finding import Finding
from tertulia.models.strategy.mix import networks_allowed
from tertulia.models.strategy.picker_gates import ANSWER_WITHIN
from tertulia.models.thresholds import LEAST_HOURS
from tertulia.plan.review import MOST_AT_ONCE, MOSTLY_SELLING, PlanFinding, networks_used
from tertulia.plan.schema import Plan

YOUR_FIRM = "exercises/start/your_firm"
FOUNDATIONS = "exercises/start/foundations_check"
CANVAS = "exercises/strategy/strategy_canvas"
PICKER = "exercises/strategy/network_picker"
MIX = "exercises/strategy/content_mix"
SIMULATOR = "exercises/strategy/community_simulator"
WORKPLACE = "exercises/inside/workplace_network"
AMBASSADORS = "exercises/inside/ambassador_programme"
REVIEW = "exercises/plan/plan_review"


class Target(NamedTuple):
    """A page, without its ending, and the name of a control on it."""

    page: str
    control: str


SECTIONS: Mapping[str, Target] = {
    "firm": Target(YOUR_FIRM, "name"),
    "foundations": Target(FOUNDATIONS, "questions.named"),
    "contacts": Target("exercises/networking/contact_map", "name"),
    "audience": Target(CANVAS, "audience"),
    "strategy": Target(CANVAS, "objective"),
    "networks": Target(PICKER, "website"),
    "content": Target(MIX, "sector"),
    "growth": Target(SIMULATOR, "audience"),
    "workplace": Target(WORKPLACE, "channel"),
    "ambassadors": Target(AMBASSADORS, "staff"),
    "duties": Target(CANVAS, "response_owner"),
    "brief": Target("exercises/manager/manager_brief", "posts"),
    "crisis": Target("exercises/manager/inbox_drill", "budget"),
    "results": Target("exercises/manager/results_dashboard", "measure"),
    "listening": Target("exercises/manager/listening_setup", "name"),
    "reviews": Target(REVIEW, "day"),
    "conversation": Target("exercises/web2/conversation_audit", "text"),
    "announcements": Target("exercises/inside/rumour_run", "delay"),
    "report": Target("exercises/manager/monthly_report", "learned"),
}
"""Where a section of the plan is filled and changed."""


def target(finding: Finding, plan: Plan) -> Target:
    """Where this finding of that plan is mended."""
    exactly = _EXACTLY.get(PlanFinding(finding.code))
    return exactly(finding, plan) if exactly else SECTIONS[finding.part]


_Where = Callable[[Finding, Plan], Target]


def _at(page: str, control: str) -> _Where:
    return lambda _finding, _plan: Target(page, control)


def _kpi(part: str) -> _Where:
    return lambda finding, _plan: Target(CANVAS, f"kpis.{int(str(finding.values['number'])) - 1}.{part}")


def _first_blank(finding: Finding, plan: Plan) -> Target:
    missing = finding.values["missing"]
    assert isinstance(missing, tuple)
    return _kpi(missing[0])(finding, plan)


def _tactic(plan: Plan, part: str, place: int) -> Target:
    return Target(CANVAS, f"tactics.{place if place < len(plan.strategy.tactics) else 0}.{part}")


def _aimless_tactic(finding: Finding, plan: Plan) -> Target:
    texts = [tactic.text for tactic in plan.strategy.tactics]
    return _tactic(plan, "kpi", texts.index(str(finding.values["text"])))


def _dearest_tactic(_finding: Finding, plan: Plan) -> Target:
    hours = [tactic.hours for tactic in plan.strategy.tactics]
    return _tactic(plan, "hours", hours.index(max(hours)))


def _closed_gate(_finding: Finding, plan: Plan) -> Target:
    """The first question of the network picker that says "none yet"."""
    stands, duties = plan.foundations, plan.duties
    gates = {
        "website": stands.website,
        "basics_right": stands.details_right,
        "email_daily": stands.email,
        "owner_named": bool(duties.answers),
        "answers_within": stands.answers_within is not None and stands.answers_within <= ANSWER_WITHIN,
        "hours": duties.hours is not None and duties.hours >= LEAST_HOURS,
        "aim": plan.strategy.objective is not None,
    }
    return Target(PICKER, next((name for name, open_ in gates.items() if not open_), "website"))


def _last_network(_finding: Finding, plan: Plan) -> Target:
    """Where the last of too many networks is named: among those chosen, in a thing to do, or in the calendar."""
    used = networks_used(plan)
    allowed = max(1, len(networks_allowed(used, plan.duties.hours or 0.0)))
    surplus = used[min(allowed, MOST_AT_ONCE) :]
    if len(plan.networks.chosen) > 1 and any(each.network in surplus for each in plan.networks.chosen):
        return Target(PICKER, "firms")
    for place, tactic in enumerate(plan.strategy.tactics):
        if tactic.network in surplus:
            return _tactic(plan, "network", place)
    return Target(MIX, "second")


def _mostly_promotion(finding: Finding, plan: Plan) -> Target:
    """What is mostly selling: the share in the simulation, the limit, or the share in the mix."""
    if finding.part == "growth":
        return Target(SIMULATOR, "promotion")
    return Target(MIX, "promotion_cap" if (plan.content.cap or 0.0) > MOSTLY_SELLING else "shares.promotion")


_EXACTLY: Mapping[PlanFinding, _Where] = {
    PlanFinding.EMPTY: _at(FOUNDATIONS, "questions.named"),
    PlanFinding.KPI_TOO_SOON: _kpi("by"),
    PlanFinding.KPI_TOO_LATE: _kpi("by"),
    PlanFinding.KPI_BEYOND_SIMULATED: _kpi("target"),
    PlanFinding.KPI_BEYOND_PUBLISHED: _kpi("target"),
    PlanFinding.TACTIC_WITHOUT_KPI: _aimless_tactic,
    PlanFinding.NO_KPI: _at(CANVAS, "kpis.0.kind"),
    PlanFinding.FOLLOWERS_FOR_SALES: _at(CANVAS, "kpis.0.kind"),
    PlanFinding.KPI_INCOMPLETE: _first_blank,
    PlanFinding.KPI_BACKWARDS: _kpi("target"),
    PlanFinding.KPI_PAST: _kpi("by"),
    PlanFinding.NO_QUESTION: _at(CANVAS, "question"),
    PlanFinding.NO_WEBSITE: _at(FOUNDATIONS, "questions.website"),
    PlanFinding.NO_EMAIL: _at(FOUNDATIONS, "questions.email_read"),
    PlanFinding.DETAILS_WRONG: _at(FOUNDATIONS, "questions.listing_right"),
    PlanFinding.SLOW_ANSWERS: _at(PICKER, "answers_within"),
    PlanFinding.NO_STAND_IN: _at(YOUR_FIRM, "stand_in"),
    PlanFinding.SALES_OWNS: _at(CANVAS, "channel_owner"),
    PlanFinding.NOBODY_OWNS: _at(CANVAS, "channel_owner"),
    PlanFinding.NO_HOURS: _at(CANVAS, "hours"),
    PlanFinding.TOO_FEW_HOURS: _at(CANVAS, "hours"),
    PlanFinding.HOURS_OVER: _dearest_tactic,
    PlanFinding.HOURS_IMPOSSIBLE: _at(CANVAS, "hours"),
    PlanFinding.NO_STAND_IN_ALONE: _at(YOUR_FIRM, "stand_in"),
    PlanFinding.INSIDE_BUT_ALONE: _at(YOUR_FIRM, "people"),
    PlanFinding.REPLY_HOURS_MISSING: _at(MIX, "reply_hours"),
    PlanFinding.REPLIES_OVER_HOURS: _at(MIX, "reply_hours"),
    PlanFinding.POSTS_OVER_HOURS: _at(MIX, "posts"),
    PlanFinding.NOT_YET_BUT_POSTING: _closed_gate,
    PlanFinding.NETWORKS_OVER: _last_network,
    PlanFinding.NETWORKS_AT_ONCE: _last_network,
    PlanFinding.PROMOTION_OVER: _at(MIX, "shares.promotion"),
    PlanFinding.MOSTLY_PROMOTION: _mostly_promotion,
    PlanFinding.CALENDAR_OTHER_POSTS: _at(MIX, "posts"),
    PlanFinding.CALENDAR_OVER: _at(MIX, "start"),
    PlanFinding.GOAL_OUTSIDE: _at(SIMULATOR, "goal"),
    PlanFinding.GOAL_UNLIKELY: _at(SIMULATOR, "goal"),
    PlanFinding.GOAL_BELOW_TODAY: _at(SIMULATOR, "goal"),
    PlanFinding.GROWTH_OTHER_HOURS: _at(SIMULATOR, "hours"),
    PlanFinding.GROWTH_OTHER_POSTS: _at(SIMULATOR, "posts"),
    PlanFinding.GROWTH_OTHER_PROMOTION: _at(SIMULATOR, "promotion"),
    PlanFinding.TWO_ANSWERS: _at(REVIEW, "day"),  # asked there, above the findings
    PlanFinding.AMBASSADORS_OVER_STAFF: _at(AMBASSADORS, "volunteers"),
    PlanFinding.NOT_VOLUNTARY: _at(AMBASSADORS, "voluntary"),
    PlanFinding.NO_POLICY: _at(AMBASSADORS, "policy"),
}
"""Findings that another question mends than the first of their section, or another exercise."""
