"""Plans of earlier versions, brought up to this one a step at a time.

A step takes and gives the plain JSON of a plan file. It moves what it knows and leaves the rest alone: what is wrong
with it is for `reading` to say. A step never changes once plans of that version exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tertulia.plan.schema import VERSION
from tertulia.records import RecordError, RecordFault

Plain = dict[str, Any]


def _from_1(old: Plain) -> Plain:
    """1 → 2. `objective` and `kpis` stood by themselves; answering belonged to the firm; one review date.

    Version 2 joins objective, KPIs and tactics in `strategy`, has `duties` for who answers, and several `reviews`.
    """
    new = dict(old)
    strategy = {name: old[name] for name in ("objective", "kpis", "tactics") if name in old}
    if strategy and "strategy" not in old:
        new = {name: each for name, each in new.items() if name not in strategy} | {"strategy": strategy}
    firm = new.get("firm")
    if isinstance(firm, dict):
        firm = dict(firm)
        names = ("answers", "stand_in", "hours", "reply_hours")
        duties = {name: firm.pop(name) for name in names if name in firm}
        if duties and "duties" not in old:
            new |= {"firm": firm, "duties": duties}
    if "review" in new and "reviews" not in old:
        day = new.pop("review")
        new["reviews"] = {"dates": [] if day in (None, "") else [day]}
    return new


STEPS: Mapping[int, Callable[[Plain], Plain]] = {1: _from_1}
"""By the version they start from."""


def migrated(content: Plain) -> Plain:
    """A plan file's JSON in the shape of this version. RecordError for a version that is none, or a later one."""
    version = content.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise RecordError("$.version", RecordFault.NO_VERSION)
    if version > VERSION:
        raise RecordError("$.version", RecordFault.NEWER, found=version, known=VERSION)
    while version < VERSION:
        content = STEPS[version](content) | {"version": version + 1}
        version += 1
    return content
