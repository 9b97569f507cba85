"""The strategy canvas and the kept plan: what the exercise begins with, and what it has no room for and so leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tertulia.firms import OWN
from tertulia.models.department import Department
from tertulia.models.strategy.canvas import LOWER_IS_BETTER, Canvas, CanvasKpi, CanvasTactic
from tertulia.widgets.strategy.canvas_controls import KPIS, TACTICS

if TYPE_CHECKING:
    from tertulia.plan.schema import Kpi, Plan, Tactic


def canvas_from_plan(plan: Plan, today: date) -> Canvas:
    """What `plan.updates.with_canvas` put there, or a hand. InputError for numbers that cannot be."""
    kpis = tuple(
        CanvasKpi(
            name=kpi.name,
            kind=kpi.kind,
            baseline=kpi.baseline,
            target=kpi.target,
            unit=kpi.unit,
            by=kpi.by,
            owner=kpi.owner,
            source=kpi.source,
            lower_is_better=kpi.falls,
        )
        for kpi in plan.strategy.kpis
    )
    tactics = tuple(
        CanvasTactic(text=each.text, network=each.network, kpi=_within_room(each.kpi), hours=each.hours)
        for each in plan.strategy.tactics
    )
    return Canvas(
        firm=OWN,
        today=today,
        objective=plan.strategy.objective,
        audience=plan.audience.who,
        kpis=kpis,
        tactics=tactics,
        response_owner=plan.duties.answers,
        channel_owner=plan.duties.channel or Department.NOBODY,
        hours=plan.duties.hours or 0.0,
        website=bool(plan.foundations.website),
        email=bool(plan.foundations.email),
        question=next(iter(plan.audience.questions), ""),
        heard_by=plan.audience.heard_by,
    )


def _within_room(kpi: int | None) -> int | None:
    return kpi if kpi is not None and kpi < KPIS else None


def with_the_rest(before: Plan, after: Plan) -> Plan:
    """The plan with the canvas in it, and with what `before` holds that the canvas does not ask.

    Numbers and things to do beyond those it has room for stay, and so does which way a number improves.
    """
    old, new = before.strategy, after.strategy
    room = len(new.kpis) - KPIS  # by how much the numbers beyond move up, should there be fewer now

    def served(tactic: Tactic) -> int | None:
        if tactic.kpi is not None and tactic.kpi >= KPIS:
            return tactic.kpi + room
        return tactic.kpi if tactic.kpi is not None and tactic.kpi < len(new.kpis) else None

    was = {tactic.text: tactic for tactic in old.tactics if tactic.kpi is not None and tactic.kpi >= KPIS}
    tactics = [
        replace(each, kpi=served(was[each.text])) if each.kpi is None and each.text in was else each
        for each in new.tactics
    ]
    falls = {kpi.name: kpi for kpi in old.kpis if kpi.falls is not None}

    def improves(kpi: Kpi) -> Kpi:
        known = falls.get(kpi.name)
        if kpi.falls is not None or known is None:
            return kpi
        return replace(kpi, falls=known.falls if known.kind is kpi.kind else kpi.kind in LOWER_IS_BETTER)

    kpis = (*map(improves, new.kpis), *old.kpis[KPIS:])
    as_begun = old.begun and [(k.name, k.baseline) for k in kpis] == [(k.name, k.baseline) for k in old.kpis]
    strategy = replace(
        new,
        begun=old.begun if as_begun else new.begun,
        kpis=kpis,
        tactics=(*tactics, *(replace(each, kpi=served(each)) for each in old.tactics[TACTICS:])),
    )
    return replace(after, strategy=strategy)
