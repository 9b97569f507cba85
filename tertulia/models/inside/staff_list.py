"""Reads a firm from a list that somebody typed or pasted: a person a line, "name; department; boss; talks with".

Also takes tabs, bars or only commas between the parts, a heading, empty lines, capitals or accents that
differ. What cannot be read is reported with its line number, and the rest is used all the same.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np

from tertulia.models.errors import InputError
from tertulia.models.inside.workplace import LEAST, MOST, MOST_DEPARTMENTS, Workplace, in_circle

LONGEST = 40
"""Characters of a name or a department."""

_HEADINGS = frozenset({"name", "nombre", "person", "persona"})


@dataclass(frozen=True)
class Unread:
    """Something in a line that was left out.

    line: as an editor counts, from 1. value: what was typed there. code: "no_name", "twice", "too_many"
    (the whole line), "departments" (one department too many: the line is left out), "boss" (not in the list),
    "own_boss", "circle" (the person is taken to have no boss), "colleague" (not in the list).
    """

    line: int
    code: str
    value: str


def read_list(text: str) -> tuple[Workplace, tuple[Unread, ...]]:
    """The firm and what was left out. InputError ("list", "too_few", found, least) if hardly anything is left."""
    unread: list[Unread] = []
    lines: list[tuple[int, list[str]]] = []
    known: dict[str, int] = {}
    departments: dict[str, str] = {}
    first = True
    for number, line in enumerate(text.splitlines(), start=1):
        cells = _cells(line)
        heading, first = first and bool(cells) and _same(cells[0]) in _HEADINGS, first and not cells
        if not cells or heading:
            continue
        name, department = cells[0], cells[1] if len(cells) > 1 else ""
        if not name:
            unread.append(Unread(number, "no_name", " ; ".join(cell for cell in cells if cell)[:LONGEST]))
        elif _same(name) in known:
            unread.append(Unread(number, "twice", name))
        elif len(known) == MOST:
            unread.append(Unread(number, "too_many", name))
        elif _same(department) not in departments and len(departments) == MOST_DEPARTMENTS:
            unread.append(Unread(number, "departments", department))
        else:
            known[_same(name)] = len(lines)
            departments.setdefault(_same(department), department)
            lines.append((number, cells))
    if len(lines) < LEAST:
        raise InputError("list", "too_few", found=len(lines), least=LEAST)
    asks = np.zeros((len(lines), len(lines)), dtype=bool)
    boss = [-1] * len(lines)
    for person, (number, cells) in enumerate(lines):
        leader = cells[2] if len(cells) > 2 else ""
        if leader and _same(leader) not in known:
            unread.append(Unread(number, "boss", leader))
        elif leader and known[_same(leader)] == person:
            unread.append(Unread(number, "own_boss", leader))
        elif leader:
            boss[person] = known[_same(leader)]
        for colleague in cells[3:]:
            if _same(colleague) in known:
                asks[person, known[_same(colleague)]] = True
            elif colleague:
                unread.append(Unread(number, "colleague", colleague))
    for person, (number, cells) in enumerate(lines):
        if in_circle(boss, person):
            boss[person] = -1
            unread.append(Unread(number, "circle", cells[0]))
    keys = list(departments)
    place = Workplace(
        tuple(cells[0] for _number, cells in lines),
        tuple(departments.values()),
        tuple(keys.index(_same(cells[1] if len(cells) > 1 else "")) for _number, cells in lines),
        tuple(boss),
        asks,
    )
    return place, tuple(sorted(unread, key=lambda item: item.line))


def read_departments(text: str) -> list[tuple[str, int]]:
    """ "Workshop 8, Office 3" as names and sizes.

    InputError on "departments": "empty", "no_size" (value: the part without a number), "too_many".
    """
    found: list[tuple[str, int]] = []
    for part in re.split(r"[;,\n]", text):
        if not part.strip():
            continue
        read = re.fullmatch(r"\s*(.*?)[\s:=]*(\d{1,4})\s*", part)
        if not read:
            raise InputError("departments", "no_size", value=part.strip()[:LONGEST])
        found.append((read[1].strip()[:LONGEST], int(read[2])))
    if not found:
        raise InputError("departments", "empty")
    if len(found) > MOST_DEPARTMENTS:
        raise InputError("departments", "too_many", found=len(found), most=MOST_DEPARTMENTS)
    return found


def _cells(line: str) -> list[str]:
    """Name, department, boss, and one cell for each colleague; [] for an empty line."""
    sign = next((sign for sign in "\t;|" if sign in line), None)
    parts = line.split(sign) if sign else line.split(",")
    if sign:
        parts = [*parts[:3], *(name for part in parts[3:] for name in re.split(r"[,/]", part))]
    cells = [" ".join(part.split())[:LONGEST] for part in parts]
    return cells if any(cells) else []


def _same(text: str) -> str:
    """A text without capitals and accents: how two spellings of a name are compared."""
    bare = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in bare if not unicodedata.combining(sign)).casefold()
