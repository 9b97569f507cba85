"""The strategy canvas a kept plan holds: what the exercise begins with when nothing was typed in it yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tertulia.firms import OWN
from tertulia.models.department import Department
from tertulia.models.strategy.canvas import Canvas, CanvasKpi, CanvasTactic

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan


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
        )
        for kpi in plan.strategy.kpis
    )
    tactics = tuple(
        CanvasTactic(text=each.text, network=each.network, kpi=each.kpi, hours=each.hours)
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
