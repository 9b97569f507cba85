"""python -m bench.measure RIVAL CASE ANSWER FUTURES ROUND TIMES: one rival, in the Python of its own environment.

A run plays so many futures, others in the next round, and finds their bands.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from bench.stopwatch import Runs, bands, peak, timed
from bench.week import Array, read


def main(rival: str, case: Path, answer: Path, futures: int, turn: int, times: int) -> None:
    """Measure it and write what came out."""
    week, weeks = read(case)
    play = import_module(f"bench.rivals.{rival}").prepare(weeks)
    first = turn * futures % week.size.size
    part = week.some(slice(first, first + futures))
    seen: list[Array] = []

    def run(time: int) -> None:
        visible = play(part, 1 + turn * times + time)
        bands(visible)
        seen[:] = [visible]

    loaded = peak()
    seconds = timed(run, times)
    Runs(seconds=seconds, first=first, loaded=loaded, peak=peak(), visible=seen[0].tolist()).write(answer)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), *(int(number) for number in sys.argv[4:7]))
