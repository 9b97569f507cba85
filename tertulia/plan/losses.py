"""What a change would take out of a plan: nothing a learner said goes without a question.

A value that becomes empty is lost, and so is an entry of a list that becomes shorter. A value that becomes another one
is a change, not a loss.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import zip_longest
from typing import Any

from tertulia.plan.schema import SECTIONS, Plan

MADE_BY_US = {
    "content.entries",
    "content.pauses",
    "content.taken_out",
    "networks.first",
    "foundations.first",
    "foundations.verdict",
    "contacts.bridges",
    "contacts.missing",
    "growth.simulated_with",
    "growth.unsettled",
    "announcements.within_days",
    "announcements.reaches_all",
}
"""What an exercise works out anew each time; nobody wrote it by hand."""


@dataclass(frozen=True)
class Loss:
    """Something that would be gone: the section it stands in, and the learner's words or number."""

    section: str
    value: Any


def losses(before: Plan, after: Plan) -> tuple[Loss, ...]:
    """What `before` holds and `after` does not any more, in the order of the plan."""
    return tuple(
        Loss(name, value) for name in SECTIONS for value in _lost(getattr(before, name), getattr(after, name), name)
    )


def without_losses(before: Plan, after: Plan) -> Plan:
    """`after`, with what would be lost put back as it was.

    An entry that gets its name back may be the one another was taken for: so once more, until nothing is lost. Each
    round fills a blank or adds an entry of `before`, and both come to an end.
    """
    while losses(before, after):
        after = replace(after, **{name: _kept(getattr(before, name), getattr(after, name), name) for name in SECTIONS})
    return after


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == ()


def _lost(before: Any, after: Any, path: str) -> Iterator[Any]:
    if before == after or _empty(before) or path in MADE_BY_US:
        return
    if is_dataclass(before):
        for each in fields(before):
            yield from _lost(getattr(before, each.name), getattr(after, each.name), f"{path}.{each.name}")
    elif isinstance(before, tuple):
        for old, new in _pairs(before, after):
            if new is None:
                yield _name(old) if is_dataclass(old) else old
            elif is_dataclass(old):
                yield from _lost(old, new, path)
    elif _empty(after):
        yield before


def _kept(before: Any, after: Any, path: str) -> Any:
    if before == after or _empty(before) or path in MADE_BY_US:
        return after
    if is_dataclass(before):
        changes = {
            each.name: _kept(getattr(before, each.name), getattr(after, each.name), f"{path}.{each.name}")
            for each in fields(before)
        }
        return replace(after, **changes)
    if isinstance(before, tuple):
        pairs = [(old, new) for old, new in _pairs(before, after) if new is None or is_dataclass(new)]
        mended = [(new, _kept(old, new, path)) for old, new in pairs if new is not None]
        entries = list(after)
        for new, whole in mended:
            entries[next(place for place, each in enumerate(entries) if each is new)] = whole
        return (*entries, *(old for old, new in pairs if new is None))
    return before if _empty(after) else after


def _pairs(before: tuple[Any, ...], after: tuple[Any, ...]) -> list[tuple[Any, Any]]:
    """Each entry with what has become of it: that of the same name, else one that is new; None if it is gone."""
    left = list(after)
    pairs: list[tuple[Any, Any]] = []
    renamed = []
    for old in before:
        same = next((place for place, new in enumerate(left) if _name(new) == _name(old)), None)
        if same is None:
            renamed.append(old)
        else:
            pairs.append((old, left.pop(same)))
    return [*pairs, *zip_longest(renamed, left[: len(renamed)])]


def _name(entry: Any) -> Any:
    """What the learner calls an entry of a list: its first text."""
    if not is_dataclass(entry):
        return entry
    values = (getattr(entry, each.name) for each in fields(entry))
    return next((value for value in values if isinstance(value, str) and value), "")
