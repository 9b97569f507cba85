"""Reads a firm from a list that somebody typed or pasted: a person a line, "name; department; boss; talks with".

Also takes tabs, bars or only commas between the parts, a heading, empty lines, capitals or accents that
differ. What cannot be read is reported with its line number, and the rest is used all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tertulia.models.errors import InputError, Refusal
from tertulia.models.inside.staff_table import same, staff_columns
from tertulia.models.inside.workplace import LEAST, MOST, MOST_DEPARTMENTS, Organisation, StaffRefusal, in_circle

LONGEST = 40
"""Characters of a name or a department."""

_HEADINGS = frozenset({"name", "nombre", "person", "persona"})
"""First cells that are no name, whatever stands behind them."""


class UnreadBecause(StrEnum):
    """Why something in a line was left out."""

    NO_NAME = "no_name"
    """The whole line: it has no name."""
    TWICE = "twice"
    """The whole line: the person stands in an earlier one."""
    TOO_MANY = "too_many"
    """The whole line: the firm is full."""
    DEPARTMENTS = "departments"
    """The whole line: its department would be one too many."""
    BOSS = "boss"
    """The boss is not in the list."""
    OWN_BOSS = "own_boss"
    CIRCLE = "circle"
    """The bosses lead back to the person, who is taken to have none."""
    COLLEAGUE = "colleague"
    """One of those the person talks with is not in the list."""


@dataclass(frozen=True)
class UnreadPart:
    """Something in a line that was left out."""

    line: int
    """As an editor counts, from 1."""
    code: UnreadBecause
    value: str
    """What was typed there."""


def read_list(text: str) -> tuple[Organisation, tuple[UnreadPart, ...]]:
    """The firm of a typed list, and what was left out of it, by line.

    Raises
    ------
    InputError
        On "people": TOO_FEW (`found`, `least`) if hardly anything is left.
    """
    unread: list[UnreadPart] = []
    lines: list[tuple[int, list[str]]] = []
    known: dict[str, int] = {}
    departments: dict[str, str] = {}
    first = True
    for number, line in enumerate(text.splitlines(), start=1):
        cells = _cells(line)
        heading = first and bool(cells) and (same(cells[0]) in _HEADINGS or staff_columns(cells) is not None)
        first = first and not cells
        if not cells or heading:
            continue
        name, department = cells[0], cells[1] if len(cells) > 1 else ""
        if not name:
            rest = " ; ".join(cell for cell in cells if cell)[:LONGEST]
            unread.append(UnreadPart(number, UnreadBecause.NO_NAME, rest))
        elif same(name) in known:
            unread.append(UnreadPart(number, UnreadBecause.TWICE, name))
        elif len(known) == MOST:
            unread.append(UnreadPart(number, UnreadBecause.TOO_MANY, name))
        elif same(department) not in departments and len(departments) == MOST_DEPARTMENTS:
            unread.append(UnreadPart(number, UnreadBecause.DEPARTMENTS, department))
        else:
            known[same(name)] = len(lines)
            departments.setdefault(same(department), department)
            lines.append((number, cells))
    if len(lines) < LEAST:
        raise InputError("people", Refusal.TOO_FEW, found=len(lines), least=LEAST)
    asks = np.zeros((len(lines), len(lines)), dtype=bool)
    boss = [-1] * len(lines)
    for person, (number, cells) in enumerate(lines):
        leader = cells[2] if len(cells) > 2 else ""
        if leader and same(leader) not in known:
            unread.append(UnreadPart(number, UnreadBecause.BOSS, leader))
        elif leader and known[same(leader)] == person:
            unread.append(UnreadPart(number, UnreadBecause.OWN_BOSS, leader))
        elif leader:
            boss[person] = known[same(leader)]
        for colleague in cells[3:]:
            if same(colleague) in known:
                asks[person, known[same(colleague)]] = True
            elif colleague:
                unread.append(UnreadPart(number, UnreadBecause.COLLEAGUE, colleague))
    for person, (number, cells) in enumerate(lines):
        if in_circle(boss, person):
            boss[person] = -1
            unread.append(UnreadPart(number, UnreadBecause.CIRCLE, cells[0]))
    keys = list(departments)
    organisation = Organisation(
        names=tuple(cells[0] for _number, cells in lines),
        departments=tuple(departments.values()),
        department=tuple(keys.index(same(cells[1] if len(cells) > 1 else "")) for _number, cells in lines),
        boss=tuple(boss),
        asks=asks,
    )
    return organisation, tuple(sorted(unread, key=lambda entry: entry.line))


def read_departments(text: str) -> list[tuple[str, int]]:
    """Names and numbers of people from a line such as "Workshop 8, Office 3".

    Raises
    ------
    InputError
        On "departments": EMPTY, NO_SIZE (`value`: the part without a number), TOO_MANY (`found`, `most`).
    """
    sizes: list[tuple[str, int]] = []
    for part in re.split(r"[;,\n]", text):
        if not part.strip():
            continue
        named = re.fullmatch(r"\s*(.*?)[\s:=]*(\d{1,4})\s*", part)
        if not named:
            raise InputError("departments", StaffRefusal.NO_SIZE, value=part.strip()[:LONGEST])
        sizes.append((named[1].strip()[:LONGEST], int(named[2])))
    if not sizes:
        raise InputError("departments", Refusal.EMPTY)
    if len(sizes) > MOST_DEPARTMENTS:
        raise InputError("departments", Refusal.TOO_MANY, found=len(sizes), most=MOST_DEPARTMENTS)
    return sizes


def _cells(line: str) -> list[str]:
    """Name, department, boss, and one cell for each colleague; [] for an empty line."""
    sign = next((sign for sign in "\t;|" if sign in line), None)
    parts = line.split(sign) if sign else line.split(",")
    if sign:
        parts = [*parts[:3], *(name for part in parts[3:] for name in re.split(r"[,/]", part))]
    cells = [" ".join(part.split())[:LONGEST] for part in parts]
    return cells if any(cells) else []
