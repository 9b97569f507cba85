"""scipy's odeint: the differential equations of all futures as one system with a banded Jacobian; without luck."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.integrate import odeint

from bench.week import Array, Week

ACCURACY = 1e-6
"""Relative, and that many people; odeint's own 1.5e-8 would take longer."""


def _change(stocks: Array, _time: float, week: Week) -> Array:
    potential, active, dormant, left = stocks.reshape(-1, 4).T
    visible = active + dormant
    density = visible / week.size
    hazard = (
        week.idle * -np.expm1(-week.near * density)
        + week.found * -np.expm1(-week.near * np.maximum(visible, week.beginning) / week.size)
        + week.stranger * -np.expm1(-week.shown * density)
        + week.brought * active / week.size
        + week.bought
    )
    unanswered = 1 - np.minimum(1, week.answerable / np.maximum(week.messages * active, 1e-300))
    joins = hazard * potential
    leaves = week.leaving * (1 + week.silence * unanswered) * active
    asleep, awake, fades = week.quiet * active, week.waking * dormant, week.fading * dormant
    back = week.returning * left
    change = np.empty((week.size.size, 4))
    change[:, 0] = back - joins
    change[:, 1] = joins + awake - asleep - leaves
    change[:, 2] = asleep - awake - fades
    change[:, 3] = leaves + fades - back
    return change.ravel()


def prepare(weeks: int) -> Callable[[Week, int], Array]:
    """Make the function that plays so many weeks."""
    times = np.arange(weeks + 1.0)

    def play(week: Week, _seed: int) -> Array:
        potential = week.size - week.active - week.dormant
        today = np.stack((potential, week.active, week.dormant, np.zeros_like(potential)), axis=1).ravel()
        path = odeint(_change, today, times, args=(week,), rtol=ACCURACY, atol=ACCURACY, ml=3, mu=3)
        visible: Array = path[:, 1::4] + path[:, 2::4]
        return visible

    return play
