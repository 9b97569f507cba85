"""scipy's odeint: the differential equations of each future, one after the other; without luck."""

from __future__ import annotations

from collections.abc import Callable
from math import exp

import numpy as np
from scipy.integrate import odeint

from bench.week import Array, Week

ACCURACY = 1e-6
"""Relative, and that many people; odeint's own 1.5e-8 would take longer."""


def _change(stocks: Array, _time: float, one: dict[str, float]) -> tuple[float, float, float, float]:
    potential, active, dormant, left = stocks.tolist()
    size = one["size"]
    visible = active + dormant
    hazard = (
        one["idle"] * (1 - exp(-one["near"] * visible / size))
        + one["found"] * (1 - exp(-one["near"] * max(visible, one["beginning"]) / size))
        + one["stranger"] * (1 - exp(-one["shown"] * visible / size))
        + one["brought"] * active / size
        + one["bought"]
    )
    heard = one["messages"] * active
    unanswered = 1 - one["answerable"] / heard if heard > one["answerable"] else 0
    joins = hazard * potential
    leaves = one["leaving"] * (1 + one["silence"] * unanswered) * active
    asleep, awake, fades = one["quiet"] * active, one["waking"] * dormant, one["fading"] * dormant
    back = one["returning"] * left
    return back - joins, joins + awake - asleep - leaves, asleep - awake - fades, leaves + fades - back


def prepare(weeks: int) -> Callable[[Week, int], Array]:
    """Make the function that plays so many weeks."""
    times = np.arange(weeks + 1.0)

    def play(week: Week, _seed: int) -> Array:
        visible = np.empty((weeks + 1, week.size.size))
        for future, one in enumerate(week.each()):
            today = one["size"] - one["active"] - one["dormant"], one["active"], one["dormant"], 0.0
            path = odeint(_change, today, times, args=(one,), rtol=ACCURACY, atol=ACCURACY)
            visible[:, future] = path[:, 1] + path[:, 2]
        return visible

    return play
