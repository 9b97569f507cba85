"""Plans of earlier versions, brought up to this one a step at a time.

A step takes and gives the plain JSON of a plan file. It moves what it knows and leaves the rest alone: what is wrong
with it is for `reading` to say. A step never changes once plans of that version exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

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


def _from_2(old: Plain) -> Plain:
    """2 → 3. Hours, posts and promotion stood twice: where the firm gives them, and as settings of the simulation.

    Version 3 has them in `duties` and `content`, and what was simulated `simulated_with` them. Where only the simulator
    knew the hours or the posts, they go to their place; where the two say different things, both stay, and `unsettled`
    names them. A simulation may stay below the share that may sell; only one above contradicts it.
    """
    growth = old.get("growth")
    if not isinstance(growth, dict) or "simulated_with" in growth or "unsettled" in growth:
        return old
    names = ("hours", "posts", "promotion")
    settings = {name: growth[name] for name in names if name in growth}
    if not settings:
        return old
    new = dict(old)
    growth = {name: value for name, value in growth.items() if name not in names}
    unsettled = []
    for name, section, home in (
        ("hours", "duties", "hours"),
        ("posts", "content", "posts"),
        ("promotion", "content", "cap"),
    ):
        here, place = settings.get(name), new.get(section, {})
        if not _is_number(here) or not isinstance(place, dict):
            continue
        there = place.get(home)
        if there is None and name != "promotion":
            new[section] = {**place, home: here}
        elif _is_number(there) and _differ(name, here, there):
            unsettled.append(name)
    return new | {"growth": growth | {"simulated_with": settings} | ({"unsettled": unsettled} if unsettled else {})}


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _differ(name: str, simulated: float, given: float) -> bool:
    """Whether the simulator was told something else; a calendar of whole weeks may miss the posts by less than one."""
    if name == "promotion":
        return simulated > given + 1e-9
    return abs(simulated - given) > (1 - 1e-9 if name == "posts" else 1e-9)


STEPS: Mapping[int, Callable[[Plain], Plain]] = {1: _from_1, 2: _from_2}
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
