"""What this device keeps of the files the learner opened, so that a file need be chosen once; not the files themselves.

Of a file its figures are kept: of each post, and the followers of each day; the texts of its last posts only where the
learner says so. It lies under the exercise in which it was opened, and every other exercise may offer it. What comes
back may have been changed by anybody, and is checked like any other input.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import isfinite
from typing import Any

import numpy as np

from tertulia.device import Parts, Store, store
from tertulia.exports.columns import COMPARED, RowKind
from tertulia.exports.followers import Counted
from tertulia.models.manager.results import COUNTS, Posts
from tertulia.records import text_of

FORMAT, VERSION = "tertulia-files", 1
"""What the text calls itself."""

IN = ("results", "report", "growth", "conversation")
"""The exercises that open such files."""

MOST_KEPT = 100_000
"""Characters of a file's figures: some hundreds of posts. What is larger is asked for again."""

LEAST_OF_A_POST = 20
"""Characters that a post takes at least."""

MOST_NAME, MOST_KINDS, MOST_KIND, MOST_ROWS = 200, 200, 200, 20
"""Characters of a file's name; kinds of posts, characters of each, and of the word for what a row is."""

MOST_TEXTS, MOST_LETTERS = 30, 2200
"""Posts whose texts are kept, and characters of each: the longest caption Instagram takes."""

MOST_COUNTS = 110
"""Weeks whose followers are kept: two years and a little."""

UNITS = frozenset({*COMPARED, RowKind.OTHER})
"""What the rows of kept figures may be."""

_WHOLE: Mapping[str, tuple[int, int]] = {"month": (-1, 12 * 2200), "weekday": (-1, 6), "hour": (-1, 23)}
"""Columns of whole numbers, with what they may hold."""


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """What is known of a file without it.

    exercise: where it was opened. posts: None where it has none, or too many to be kept. rows: what a row was, as
    `Export.rows` says it. open: a question about it that changes figures had no answer. texts: of its last posts, the
    newest first; left_out: how many more it has; undated: how many have no date. counts: followers, one day a week.
    """

    name: str
    exercise: str
    posts: Posts | None = field(default=None, repr=False)
    rows: str = "post"
    open: bool = False
    texts: tuple[str, ...] = field(default=(), repr=False)
    left_out: int = 0
    undated: int = 0
    counts: Counted = field(default=(), repr=False)

    @cached_property
    def state(self) -> dict[str, Any]:
        """As JSON's own kinds; without the posts if they are too many."""
        state: dict[str, Any] = {"name": self.name[:MOST_NAME], "rows": self.rows, "open": self.open}
        if self.posts is not None and len(self.posts) * LEAST_OF_A_POST <= MOST_KEPT:
            columns = _columns(self.posts)
            if len(text_of(columns)) <= MOST_KEPT:
                state["posts"] = columns
        if self.texts:
            state |= {
                "texts": [text[:MOST_LETTERS] for text in self.texts[:MOST_TEXTS]],
                "left_out": self.left_out,
                "undated": self.undated,
            }
        if self.counts:
            state["counts"] = [[when.isoformat(), people] for when, people in self.counts[-MOST_COUNTS:]]
        return state

    def has(self, what: str) -> bool:
        """Whether it has "posts", "texts" or "counts"."""
        return bool(getattr(self, what))


def kept_file(state: Any, exercise: str) -> KeptFile | None:
    """What `KeptFile.state` gave; None for anything that is not like it."""
    if not isinstance(state, dict) or not isinstance(state.get("name"), str) or not state["name"]:
        return None
    rows = state.get("rows", "post")
    texts = state.get("texts", [])
    has_texts = isinstance(texts, list) and all(isinstance(text, str) and text.strip() for text in texts)
    return KeptFile(
        name=state["name"][:MOST_NAME],
        exercise=exercise,
        posts=_posts(state.get("posts")),
        rows=rows if isinstance(rows, str) and len(rows) <= MOST_ROWS else "post",
        open=state.get("open") is True,
        texts=tuple(text[:MOST_LETTERS] for text in texts[:MOST_TEXTS]) if has_texts else (),
        left_out=_number(state.get("left_out")),
        undated=_number(state.get("undated")),
        counts=_counts(state.get("counts")),
    )


class FilesKeeper:
    """Loads and saves what is kept of the learner's files. KeepError where the device keeps nothing."""

    def __init__(self, place: Store | None = None) -> None:
        self.parts = Parts(place or store("files"), FORMAT, VERSION, "files")

    def load(self) -> dict[str, KeptFile]:
        """What is kept, by the exercise in which it was opened."""
        files = {name: kept_file(state, name) for name, state in _known(self.parts.load()).items()}
        return {name: file for name, file in files.items() if file is not None}

    def save(self, exercise: str, file: KeptFile | None) -> bool:
        """Keep this file for the exercise, or forget its last one; the others' stay."""

        def changed(states: dict[str, Any]) -> dict[str, Any]:
            others = {name: state for name, state in _known(states).items() if name != exercise}
            return others if file is None else {**others, exercise: file.state}

        return self.parts.replace(changed)

    def forget(self, name: str) -> bool:
        """Forget every file of this name, wherever it was opened or used."""
        cut = name[:MOST_NAME]
        return self.parts.replace(
            lambda states: {key: each for key, each in _known(states).items() if each.get("name") != cut}
        )


def _known(states: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the exercises that open files; whoever wrote them may be no friend."""
    return {name: states[name] for name in IN if isinstance(states.get(name), dict)}


def _number(value: Any) -> int:
    return value if type(value) is int and 0 <= value <= 10_000_000 else 0


def _counts(rows: Any) -> Counted:
    if not isinstance(rows, list) or len(rows) > MOST_COUNTS:
        return ()
    counted: dict[date, float] = {}
    for row in rows:
        if not isinstance(row, list) or len(row) != 2 or type(row[1]) not in (int, float):
            return ()
        try:
            when = date.fromisoformat(row[0])
        except (TypeError, ValueError):
            return ()
        if not 0 <= row[1] <= 1e12:
            return ()
        counted[when] = float(row[1])
    return tuple(sorted(counted.items()))


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
    if not isinstance(columns, dict) or columns.get("unit") not in tuple(UNITS):
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
