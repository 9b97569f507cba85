"""The path of a plan's number from the day it was first read to the day it should be reached."""

from __future__ import annotations

from tertulia.models.strategy.straight_path import StraightPath
from tertulia.plan.schema import Kpi, Plan


def straight_path(plan: Plan, kpi: Kpi) -> StraightPath | None:
    """The number's path; None where a value or a day is missing, or where the path would lead nowhere."""
    begun = plan.strategy.begun
    if begun is None or kpi.by is None or kpi.baseline is None or kpi.target is None:
        return None
    if kpi.by <= begun or kpi.baseline == kpi.target:
        return None
    return StraightPath(baseline=kpi.baseline, target=kpi.target, today=begun, by=kpi.by)
