"""numpy: every way of coming and going is a binomial draw, all futures at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bench.week import Array, Week


def prepare(weeks: int) -> Callable[[Week, int], Array]:
    """Make the function that plays so many weeks."""

    def play(week: Week, seed: int) -> Array:
        chance = np.random.default_rng(seed)
        futures = week.size.size
        active = np.rint(week.active).astype(int)
        dormant = np.rint(week.active + week.dormant).astype(int) - active
        potential = np.rint(week.size).astype(int) - active - dormant
        left = np.zeros(futures, dtype=int)
        quiet, waking, fading, returning = (
            -np.expm1(-hazard) for hazard in (week.quiet, week.waking, week.fading, week.returning)
        )
        visible = np.empty((weeks + 1, futures))
        visible[0] = active + dormant
        for now in range(weeks):
            density = visible[now] / week.size
            near = -np.expm1(-week.near * np.maximum(visible[now], week.beginning) / week.size)
            shared = chance.random(futures) < -np.expm1(-week.bursts)
            views = week.views * week.spread ** chance.standard_normal(futures)
            hazard = (
                week.idle * -np.expm1(-week.near * density)
                + week.found * near
                + week.stranger * -np.expm1(-week.shown * density)
                + week.brought * active / week.size
                + week.bought
                + shared * week.follow * -np.expm1(-views) * near
            )
            unanswered = 1 - np.minimum(1, week.answerable / np.maximum(week.messages * active, 1e-300))
            joins = chance.binomial(potential, -np.expm1(-hazard))
            asleep = chance.binomial(active, quiet)
            leaves = chance.binomial(active - asleep, -np.expm1(-week.leaving * (1 + week.silence * unanswered)))
            awake = chance.binomial(dormant, waking)
            fades = chance.binomial(dormant - awake, fading)
            back = chance.binomial(left + leaves + fades, returning)
            potential += back - joins
            active += joins + awake - asleep - leaves
            dormant += asleep - awake - fades
            left += leaves + fades - back
            visible[now + 1] = active + dormant
        return visible

    return play
