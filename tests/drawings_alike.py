"""For nbval, as a plugin (`-p tests.drawings_alike`): compares the drawings in stored and in fresh answers.

Machines agree on a drawing but for the last digit of a coordinate: floating point differs there, and where a number
lies half way between two it may be written either way. So the coordinates of two drawings may be one step of the last
decimal apart that we write, a tenth of a pixel; all else, words, inks, order and number of marks, has to be the same.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from nbval.plugin import IPyNbCell

STEP = 0.101
"""Px by which a coordinate may differ: one step of the coarsest we write, and what floating point adds to it."""

_DRAWING = re.compile(r'<svg class="ch\b.*?</svg>|(?<=data:image/svg\+xml,)[^"]*', re.DOTALL)
"""A drawing, or the picture that is made of one; there it stands between single quotation marks, and escaped."""
_TAG = re.compile(r"<[^>]*>")
_PLACE = re.compile(r'(?<= )(d|points|x|y|x1|y1|x2|y2|cx|cy|r|width|height|transform)=(["\'])(.*?)\2')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_HASH = re.compile(r"[0-9a-f]{10}\b")


def _parts(drawing: str) -> tuple[str, list[float]]:
    """A drawing without its coordinates, and these. Ids that matplotlib makes of coordinates are counted instead."""
    numbers: list[float] = []
    hashes: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        numbers.append(float(match[0]))
        return "~"

    def tag(match: re.Match[str]) -> str:
        counted = _HASH.sub(lambda code: hashes.setdefault(code[0], f"~{len(hashes)}"), match[0])
        return _PLACE.sub(lambda place: f"{place[1]}={_NUMBER.sub(number, place[3])}", counted)

    return _TAG.sub(tag, unescape(drawing)), numbers


def difference(fresh: str, stored: str) -> str:
    """What two drawings differ in, in words; empty if they are alike."""
    (frame, numbers), (stored_frame, stored_numbers) = _parts(fresh), _parts(stored)
    if frame != stored_frame:
        return "other words, marks or inks"
    moved = [abs(one - other) for one, other in zip(numbers, stored_numbers, strict=True)]
    far = [distance for distance in moved if distance > STEP]
    return f"{len(far)} coordinates are elsewhere, by up to {max(far):.2f} px" if far else ""


def with_stored_drawings(fresh: str, stored: str) -> tuple[str, list[str]]:
    """A fresh answer with each drawing as it is stored where the two are alike; and how the others differ."""
    theirs = _DRAWING.findall(stored)
    ours = _DRAWING.findall(fresh)
    if len(ours) != len(theirs):
        return fresh, [f"{len(ours)} drawings, {len(theirs)} stored"]
    differences = [difference(one, other) for one, other in zip(ours, theirs, strict=True)]
    chosen = iter(other if not said else one for one, other, said in zip(ours, theirs, differences, strict=True))
    return _DRAWING.sub(lambda _drawing: next(chosen), fresh), [said for said in differences if said]


def _pairs(fresh: list[Any], stored: list[Any]) -> list[tuple[Any, Any, str]]:
    """Where the same piece of an output is text in both: the two holders, and its name."""
    found = []
    for one, other in zip(fresh, stored, strict=False):
        data, stored_data = one.get("data", {}), other.get("data", {})
        found += [(data, stored_data, name) for name in data if isinstance(data[name], str) and name in stored_data]
    return found


def pytest_configure() -> None:
    strict = IPyNbCell.compare_outputs

    def compare(self: IPyNbCell, test: list[Any], ref: list[Any], skip_compare: Any = None) -> bool:
        differences: list[str] = []
        for data, stored_data, name in _pairs(test, ref):
            data[name], said = with_stored_drawings(data[name], stored_data[name])
            differences += said
        same = strict(self, test, ref, skip_compare)
        self.comparison_traceback += [f"a drawing differs: {said}" for said in differences]
        return same

    patch = pytest.MonkeyPatch()
    patch.setattr(IPyNbCell, "compare_outputs", compare)
