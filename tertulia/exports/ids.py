"""Which rows are the same post, and which numbers of posts lost their digits in a spreadsheet.

A spreadsheet keeps fifteen digits of a number: of 122158000000000123 it makes 1.22158E+17, and ten posts look like
one. Such a number tells nothing; the link does, and without one every row stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cmp_to_key

import numpy as np
from numpy.typing import NDArray

from tertulia.exports.cells import Cell

KEPT_DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""

LOST_ZEROS = 3
"""Zeros behind the fifteenth digit, over all ids of a file, that are no accident."""

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{2}")
_LONG = re.compile(r"\d{16,}")


def rounded_ids(cells: Sequence[Cell], files: Sequence[str]) -> NDArray[np.bool_]:
    """Which of these ids lost digits. files: the file of each, empty if all are of one."""
    rounded = np.array([_rounded(cell) for cell in cells], dtype=bool)
    for _file, places in by_file(files, len(cells)).items():
        long = [str(cells[place]).strip() for place in places if isinstance(cells[place], str)]
        long = [text for text in long if _LONG.fullmatch(text)]
        beyond = [text[KEPT_DIGITS:] for text in long]
        if beyond and all(set(part) == {"0"} for part in beyond) and len("".join(beyond)) >= LOST_ZEROS:
            for place in places:
                rounded[place] |= bool(_LONG.fullmatch(str(cells[place]).strip()))
    return rounded


def _rounded(cell: Cell) -> bool:
    if isinstance(cell, int | float):
        return abs(cell) >= 10.0**KEPT_DIGITS
    return isinstance(cell, str) and not cell.isdigit() and bool(_SCIENTIFIC.fullmatch(cell.strip()))


def by_file(files: Sequence[str], count: int) -> dict[str, list[int]]:
    """The places of the rows of each file, in the order of the files."""
    if not files:
        return {"": list(range(count))}
    places: dict[str, list[int]] = {}
    for place, file in enumerate(files):
        places.setdefault(file, []).append(place)
    return places


def told_apart(names: Sequence[str], files: Sequence[str]) -> list[str]:
    """Names that are good between files only: within a file the second row of a name is another one."""
    seen: dict[tuple[str, str], int] = {}
    made = []
    for place, name in enumerate(names):
        here = (files[place] if files else "", name)
        seen[here] = seen.get(here, 0) + 1
        made.append(f"{name}\0{seen[here]}" if name else "")
    return made


def without_repeats(
    names: Sequence[str], files: Sequence[str], counts: Mapping[str, NDArray[np.float64]], last: NDArray[np.float64]
) -> NDArray[np.int64]:
    """The rows to keep: of those of one name the last one of the newest file; a row without a name always.

    counts: what the network counted; it only grows, so that of two files the one with more of the same posts is newer.
    last: the day of each row, NaN unknown; where the counts are the same, the file that goes on longer is newer.
    """
    whole = by_file(files, len(names))
    rank = {file: place for place, file in enumerate(_oldest_first(names, whole, counts, last))}
    kept: dict[str, int] = {}
    for place, name in enumerate(names):
        name = name or f"\0{place}"
        before = kept.get(name)
        here = rank[files[place] if files else ""]
        if before is None or here >= rank[files[before] if files else ""]:
            kept[name] = place
    return np.array(sorted(kept.values()), dtype=np.int64)


def _oldest_first(
    names: Sequence[str],
    whole: Mapping[str, Sequence[int]],
    counts: Mapping[str, NDArray[np.float64]],
    last: NDArray[np.float64],
) -> list[str]:
    if len(whole) < 2:
        return list(whole)
    rows = {file: {names[place]: place for place in places if names[place]} for file, places in whole.items()}
    order = {file: place for place, file in enumerate(whole)}
    ends = {file: _latest(last[list(places)]) for file, places in whole.items()}

    def newer(one: str, other: str) -> int:
        shared = rows[one].keys() & rows[other].keys()
        for values in counts.values():
            pairs = [(values[rows[one][name]], values[rows[other][name]]) for name in shared]
            more = sum(float(a - b) for a, b in pairs if np.isfinite(a) and np.isfinite(b))
            if more:
                return 1 if more > 0 else -1
        if ends[one] != ends[other]:
            return 1 if ends[one] > ends[other] else -1
        return order[one] - order[other]

    return sorted(whole, key=cmp_to_key(newer))


def _latest(days: NDArray[np.float64]) -> float:
    known = days[np.isfinite(days)]
    return float(known.max()) if len(known) else -np.inf
