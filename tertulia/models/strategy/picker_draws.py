"""How far each judgement about a network may be off, and draws of all of them at once.

Nobody measured the numbers in `networks`. So none of them is taken as it stands: each is drawn evenly from a range
around it, all at once and together with the weights (`picker_weights`), and the words of the answer follow the share
of these draws. The gates that leave a network out (`picker_ranking`) are rules and are not drawn.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from tertulia.models.customer_groups import EVERY_AGE
from tertulia.models.random_stream import Chance
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.picker_input import Array
from tertulia.models.strategy.picker_scores import Judgements

SPREAD = 0.1
"""Each judgement from 0 to 1 may be off by as much either way, within 0 and 1. Our judgement (grade D)."""

HOURS_FACTOR = 1.5
"""The hours a network asks for may be as many times more or less. Our judgement (grade D)."""

AUDIENCE_SPREAD = {**dict.fromkeys(EVERY_AGE, 0.10), EVERY_AGE[-1]: 0.12}
"""How far the share of an age who use a network may be off either way. The survey asked 77 to 95 people of each age
below 35 (ten points are the usual margin of so few); above, the shares are an estimate and the sources differ by more.
Our judgement (grade D)."""

_STREAM = 1
"""Which stream of random numbers: the weights have the first."""

_ROWS = len(ContentSkill) + 5 + len(EVERY_AGE)


@lru_cache(maxsize=2)
def _offsets(networks: int, draws: int, seed: int) -> Array:
    """Even numbers from -1 to 1, shape (judgements, networks, draws), read-only."""
    drawn: Array = 2.0 * Chance(seed, _STREAM).random((_ROWS, networks, draws)) - 1.0
    drawn.flags.writeable = False
    return drawn


def drawn_judgements(judged: Judgements, draws: int, seed: int) -> Judgements:
    """Draws of the judgements.

    Parameters
    ----------
    judged
        As they stand.
    draws, seed
        How many, and which: the same seed gives the same draws.

    Returns
    -------
    Judgements
        With `draws` on the last axis. The aims of one network are off together.
    """
    off = iter(_offsets(len(judged.load), draws, seed))

    def around(value: Array) -> Array:
        clipped: Array = np.clip(value + SPREAD * next(off), 0.0, 1.0)
        return clipped

    aims = SPREAD * next(off)
    return Judgements(
        aims=np.clip(judged.aims + aims, 0.0, 1.0),
        hours_per_week=judged.hours_per_week * np.exp(math.log(HOURS_FACTOR) * next(off)),
        load=around(judged.load),
        people=around(judged.people),
        firms=around(judged.firms),
        formats=np.stack([around(need) for need in judged.formats]),
        audience=np.stack([AUDIENCE_SPREAD[age] * next(off) for age in EVERY_AGE]),
    )
