"""Repeated runs of one function: how long each takes the processor, and how much memory the process needed."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time

import numpy as np

from bench.week import Array

SHARES = (0.1, 0.5, 0.9)
"""Of the futures that stay below the band, the median and above which the band ends."""

PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


def peak() -> int:
    """Most memory that this process ever held, bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PEAK_UNIT


def bands(visible: Array) -> Array:
    """Band and median of the futures, week by week."""
    answer: Array = np.quantile(visible, SHARES, axis=1)
    return answer


@dataclass(frozen=True, kw_only=True)
class Runs:
    """What was measured in one process."""

    seconds: list[float]
    """Each run."""
    first: int
    """First of the futures it played."""
    loaded: int
    """Memory before the first run, with libraries and draws, bytes."""
    peak: int
    """Most memory, bytes."""
    visible: list[list[float]]
    """Visible community by week and future, for the check."""

    def write(self, file: Path) -> None:
        """Keep them for the process that compares."""
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")


def timed(run: Callable[[int], object], times: int) -> list[float]:
    """Seconds of the processor that each turn takes, whatever else it has to do; `run` is given its number."""
    seconds = []
    for turn in range(times):
        began = process_time()
        run(turn)
        seconds.append(process_time() - began)
    return seconds
