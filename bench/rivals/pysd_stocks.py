"""PySD: the system dynamics model `growth.mdl`, run once for each future; without luck."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pysd

from bench.week import Array, Week

MODEL = Path(__file__).with_name("growth.mdl")
OF_LUCK = ("bursts", "views", "spread", "follow")


def prepare(weeks: int) -> Callable[[Week, int], Array]:
    """Make the function that plays so many weeks."""
    with TemporaryDirectory() as folder:  # PySD writes its translation beside the model
        model = pysd.read_vensim(shutil.copy(MODEL, folder))

    def play(week: Week, _seed: int) -> Array:
        visible = np.empty((weeks + 1, week.size.size))
        for future, one in enumerate(week.each()):
            told = {f"the {name}": value for name, value in one.items() if name not in OF_LUCK}
            visible[:, future] = model.run(params=told, final_time=weeks, return_columns=["visible"])["visible"]
        return visible

    return play
