"""The figures of a file the learner opened, as they are kept on the device; the file itself is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import Any

import numpy as np

from tertulia.models.manager.results import COUNTS, Posts
from tertulia.records import text_of

MOST_KEPT = 100_000
"""Characters: some hundreds of posts. What is larger is asked for again."""

LEAST_OF_A_POST = 20
"""Characters that a post takes at least."""

MOST_NAME, MOST_KINDS, MOST_KIND = 200, 200, 200
"""Characters of a file's name; kinds of posts, and characters of each."""

_WHOLE: Mapping[str, tuple[int, int]] = {"month": (-1, 12 * 2200), "weekday": (-1, 6), "hour": (-1, 23)}
"""Columns of whole numbers, with what they may hold."""


@dataclass(frozen=True)
class KeptPosts:
    """A file by its name, and its posts; None where they were too many to be kept."""

    name: str
    posts: Posts | None = None

    @cached_property
    def state(self) -> dict[str, Any]:
        """As JSON's own kinds; without the posts if they are too many."""
        if self.posts is None or len(self.posts) * LEAST_OF_A_POST > MOST_KEPT:
            return {"name": self.name}
        state = {"name": self.name, "posts": _columns(self.posts)}
        return state if len(text_of(state)) <= MOST_KEPT else {"name": self.name}


def kept_posts(state: Any) -> KeptPosts | None:
    """What `KeptPosts.state` gave; None for anything that is not like it."""
    if not isinstance(state, dict) or not isinstance(state.get("name"), str):
        return None
    return KeptPosts(state["name"][:MOST_NAME], _posts(state.get("posts")))


def _columns(posts: Posts) -> dict[str, Any]:
    return {
        "unit": posts.unit,
        "kinds": list(posts.kinds),
        "kind": posts.kind.tolist(),
        "paid": _numbers(posts.paid),
        **{name: getattr(posts, name).tolist() for name in _WHOLE},
        "counts": {name: _numbers(values) for name, values in posts.counts.items()},
    }


def _numbers(values: np.ndarray[Any, np.dtype[np.float64]]) -> list[float | None]:
    """What was not counted has no number in JSON."""
    numbers = [float(value) if isfinite(value) else None for value in values]
    return [int(value) if value is not None and value.is_integer() else value for value in numbers]


def _posts(columns: Any) -> Posts | None:
    if not isinstance(columns, dict) or columns.get("unit") not in ("post", "day"):
        return None
    kinds, counts = columns.get("kinds"), columns.get("counts")
    if not isinstance(kinds, list) or len(kinds) > MOST_KINDS or not isinstance(counts, dict):
        return None
    if not all(isinstance(kind, str) and len(kind) <= MOST_KIND for kind in kinds):
        return None
    whole = {name: _whole(columns.get(name), *limits) for name, limits in _WHOLE.items()}
    whole["kind"] = _whole(columns.get("kind"), -1, len(kinds) - 1)
    counted = {name: _counted(counts[name], 0, 1e12) for name in COUNTS if name in counts}
    paid = _counted(columns.get("paid"), 0, 1)
    read = [*whole.values(), *counted.values(), paid]
    if any(column is None for column in read) or len({len(column) for column in read if column is not None}) != 1:
        return None
    return Posts(unit=columns["unit"], kinds=tuple(kinds), paid=paid, counts=counted, **whole)  # type: ignore[arg-type]


def _whole(values: Any, low: int, high: int) -> np.ndarray[Any, np.dtype[np.int64]] | None:
    if not isinstance(values, list) or not values:
        return None
    if not all(type(value) is int and low <= value <= high for value in values):
        return None
    return np.array(values, dtype=np.int64)


def _counted(values: Any, low: float, high: float) -> np.ndarray[Any, np.dtype[np.float64]] | None:
    if not isinstance(values, list) or not values:
        return None
    if not all(value is None or type(value) in (int, float) and low <= value <= high for value in values):
        return None
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
