"""The complete plans of the invented firms: of our three as files in data/plans, of an edition's in the firm's file.

And a group that our three are in, with sheets of others in data/plans/group. Every name and number in them is invented.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from tertulia.firms import edition_file
from tertulia.language import spoken
from tertulia.languages import SOURCE
from tertulia.plan import group_sheet
from tertulia.plan.group_sheet import GroupSheet, Topic, sheet_of, signed
from tertulia.plan.plan_file import read
from tertulia.plan.schema import Plan

FOLDER = Path(__file__).resolve().parent.parent.parent / "data" / "plans"

EXAMPLES = ("bakery", "workshop", "guesthouse")

GROUP = FOLDER / "group"
"""Sheets of firms of which nothing else is invented."""

HELP = {
    "bakery": ((Topic.PHOTOS,), (Topic.ADVERTS, Topic.ACCOUNTS)),
    "workshop": ((Topic.FIGURES,), (Topic.IDEAS, Topic.STRATEGY)),
    "guesthouse": ((Topic.MAP_ENTRY, Topic.IDEAS), (Topic.ACCOUNTS,)),
}
"""What the owners of our firms can help with, and would like help with."""

_Any = TypeVar("_Any")


def path(firm: str, language: str) -> Path:
    """The file of a firm's plan; the source's has no mark, and stands in where a language has none of its own.

    KeyError for a firm without an example.
    """
    if firm not in EXAMPLES:
        raise KeyError(firm)
    own = FOLDER / f"{firm}.{language}.json"
    return own if language != SOURCE and own.exists() else FOLDER / f"{firm}.json"


def example(firm: str, today: date) -> Plan:
    """A firm's plan in the learner's language, its days moved by whole weeks so that it began in today's week.

    That of an edition's firm was saved in today's week; empty if the file has none. KeyError for a firm that has no
    file at all.
    """
    if firm not in EXAMPLES:
        file = edition_file(firm)
        if file is None:
            raise KeyError(firm)
        text = file.text("plan", today)
        made = Plan() if text is None else read(text)
        return replace(made, firm=replace(made.firm, example=firm))
    plan = read(path(firm, spoken()).read_bytes())
    begun = plan.strategy.begun
    if begun is None:
        return plan
    weeks = (today - timedelta(days=today.weekday()) - (begun - timedelta(days=begun.weekday()))).days // 7
    return _moved(plan, timedelta(weeks=weeks))


def invented_group(today: date) -> tuple[GroupSheet, ...]:
    """The sheets of an invented group: our three firms, whose owners show their names, and the others."""
    ours = []
    for firm in EXAMPLES:
        plan = example(firm, today)
        ours.append(signed(sheet_of(plan, today), plan.firm.owner, *HELP[firm]))
    return (*ours, *(group_sheet.read(file.read_bytes()) for file in sorted(GROUP.glob("*.json"))))


def _moved(value: _Any, by: timedelta) -> _Any:
    """The same with every day moved, also in the keys that hold a day."""
    moved: Any = value
    if is_dataclass(moved) and not isinstance(moved, type):
        moved = replace(moved, **{each.name: _moved(getattr(moved, each.name), by) for each in fields(moved)})
        if getattr(moved, "key", "").count("/") == 2:
            kind, day, number = moved.key.split("/")
            moved = replace(moved, key=f"{kind}/{date.fromisoformat(day) + by}/{number}")
    elif isinstance(moved, tuple):
        moved = tuple(_moved(each, by) for each in moved)
    elif isinstance(moved, date):
        moved = moved + by
    return moved  # type: ignore[no-any-return]
