"""What the community simulator is measured against gives the simulator's answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bench.entrants import ENTRANTS, Entrant, Seen, allowed, distance, judged
from bench.environments import Unavailable
from bench.ours import SHOP, drawn, told
from bench.rivals import numpy_binomial, scipy_odeint, scipy_together
from bench.week import Week
from tertulia.models.strategy.growth import Settings, draws, luck, run

FUTURES = 300
BY_KEY = {each.key: each for each in ENTRANTS}
IDLE = replace(SHOP, posts=0, hours=0, reply_hours=0, euros=0, ambassadors=0)
LOUD = replace(SHOP, posts=7, promotion=0, hours=9)
SPARE = replace(SHOP, audience=90_000, today=400, hours=3, reply_hours=2.5, promotion=0.9, messages=0.5, weeks=20)


def seen(visible: np.ndarray) -> Seen:
    return Seen(seconds=[1.0], loaded=0, peak=0, visible={0: visible.tolist()})


def ours(settings: Settings, lucky: bool) -> Seen:
    fortune = luck(FUTURES, 1, settings.weeks) if lucky else None
    return seen(run(settings, draws(FUTURES, 1), fortune)[0])


def week(settings: Settings) -> Week:
    return Week.of(told(settings), drawn(settings, draws(FUTURES, 1)))


@pytest.mark.parametrize("settings", [SHOP, IDLE, LOUD], ids=["shop", "idle", "loud"])
def test_binomial_draws_give_our_bands(settings: Settings) -> None:
    theirs = seen(numpy_binomial.prepare(settings.weeks)(week(settings), 1))
    assert distance(theirs, ours(settings, lucky=True)) < allowed(BY_KEY["numpy_binomial"], FUTURES)


@pytest.mark.parametrize("settings", [SHOP, IDLE, SPARE], ids=["shop", "idle", "spare"])
def test_differential_equations_give_our_bands_without_luck(settings: Settings) -> None:
    together = scipy_together.prepare(settings.weeks)(week(settings), 1)
    assert distance(seen(together), ours(settings, lucky=False)) < BY_KEY["scipy_together"].apart
    few = slice(0, 20)
    alone = scipy_odeint.prepare(settings.weeks)(week(settings).some(few), 1)
    assert alone == pytest.approx(together[:, few], rel=1e-5)


def test_only_the_futures_that_were_played_are_compared() -> None:
    visible = np.exp(np.random.default_rng(1).normal(6, 1, (5, 90)))
    parts = {first: visible[:, first : first + 30].tolist() for first in (60, 30)}
    part = Seen(seconds=[1.0], loaded=0, peak=0, visible=parts)
    assert part.futures == [*range(30, 90)]
    assert distance(part, seen(visible)) == 0
    assert distance(seen(visible[:, 30:]), seen(visible)) > 0.01  # the first sixty are others


@pytest.mark.parametrize(("factor", "compared"), [(1.009, True), (1.011, False), (0.989, False), (np.nan, False)])
def test_another_answer_is_no_benchmark(factor: float, compared: bool) -> None:
    each: Entrant = BY_KEY["scipy_odeint"]
    visible = np.linspace(100, 900, 53 * FUTURES).reshape(53, FUTURES)
    wrong = visible.copy()
    wrong[17, 3:] *= factor
    answer = judged(each, {each.key: seen(wrong), each.against: seen(visible)})
    assert isinstance(answer, Seen if compared else Unavailable)
