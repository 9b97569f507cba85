"""python -m bench.ours JOB FILE [TIMES]: the course's own model, in the environment of the course.

Jobs: `case` writes what the rivals are told. `move` is what a moved slider asks for, with what was drawn, the luck and
the futures of doing nothing at hand; `first` makes these anew; `calm` is without luck, as are rivals that know none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from bench.stopwatch import Runs, bands, peak, timed
from bench.week import Array, write
from tertulia.models.strategy.growth import PARAMETERS, Settings, draws, luck, run, simulate
from tertulia.models.strategy.growth.equations import BEGINNING

SHOP = Settings(
    audience=8000, today=500, goal=1000, posts=3, promotion=0.3, hours=8, reply_hours=1, euros=5, ambassadors=2
)
"""A shop that makes use of everything, and sells in more of its posts than it should."""

FUTURES = 1000
SEED = 1


def told(settings: Settings) -> dict[str, float]:
    """What is the same in all futures."""
    return {**asdict(settings), "beginning": BEGINNING}


def drawn(settings: Settings, factors: Mapping[str, Array]) -> dict[str, Array]:
    """The value of each coefficient in each future."""
    return {
        name: (getattr(settings, row.setting) if row.setting else row.median) * factors[name]
        for name, row in PARAMETERS.items()
    }


def _move(turn: int) -> None:
    # Another goal asks for the same futures again; an answer that was given before is kept.
    simulate(replace(SHOP, goal=SHOP.goal + 1 + turn), FUTURES, SEED)


def _first(turn: int) -> None:
    simulate(SHOP, FUTURES, SEED + 1 + turn)


def _calm(_turn: int) -> None:
    bands(run(SHOP, draws(FUTURES, SEED))[0])


JOBS: dict[str, Callable[[int], None]] = {"move": _move, "first": _first, "calm": _calm}


def measure(job: str, answer: Path, times: int) -> None:
    """Measure the job and write what came out."""
    if job == "move":
        simulate(SHOP, FUTURES, SEED)
    elif job == "calm":
        draws(FUTURES, SEED)
    loaded = peak()
    seconds = timed(JOBS[job], times)
    most = peak()
    fortune = None if job == "calm" else luck(FUTURES, SEED, SHOP.weeks)
    visible, _active = run(SHOP, draws(FUTURES, SEED), fortune)
    Runs(seconds=seconds, first=0, loaded=loaded, peak=most, visible=visible.tolist()).write(answer)


if __name__ == "__main__":
    if sys.argv[1] == "case":
        write(Path(sys.argv[2]), told(SHOP), drawn(SHOP, draws(FUTURES, SEED)))
    else:
        measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
