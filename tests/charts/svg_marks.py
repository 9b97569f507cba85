"""Reads our drawings back: marks by their class, and what they say in the units of the axis beside them.

Nothing here knows how a chart places a mark. A scale is learnt from what a reader of the picture sees: the numbers
written at the ticks, and where those stand.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

NEAR = 0.1
"""Px by which a mark may miss its place: coordinates are cut after two decimals, in a scale's ticks and in the mark."""

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?(?:e-?\d+)?")
_ARGUMENTS = {"M": 1, "L": 1, "Q": 2, "C": 3}


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One shape.

    corners: all points of its outline, also those that only bend it. vertices: those it passes through.
    form: the tag, or the address of the shape that is repeated here.
    fill, stroke: variables of the style sheet, "" if none. clip: left, top, right and bottom of what is shown of it.
    """

    form: str
    corners: tuple[tuple[float, float], ...]
    vertices: tuple[tuple[float, float], ...]
    fill: str
    stroke: str
    thick: float
    dashed: bool
    clip: tuple[float, float, float, float] | None

    @property
    def left(self) -> float:
        return min(x for x, _y in self.corners)

    @property
    def right(self) -> float:
        return max(x for x, _y in self.corners)

    @property
    def top(self) -> float:
        return min(y for _x, y in self.corners)

    @property
    def bottom(self) -> float:
        return max(y for _x, y in self.corners)

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def xs(self) -> list[float]:
        return [x for x, _y in self.vertices]

    @property
    def ys(self) -> list[float]:
        return [y for _x, y in self.vertices]

    def strokes(self) -> list[tuple[tuple[float, float], ...]]:
        """The separate strokes of a path of curves: each begins, bends once, ends."""
        return [self.corners[k : k + 3] for k in range(0, len(self.corners), 3)]


@dataclass(frozen=True, kw_only=True)
class Words:
    """One text: where its baseline stands and which of its ends is there ("start", "middle", "end")."""

    text: str
    x: float
    y: float
    anchor: str
    fill: str
    bold: bool


@dataclass(frozen=True)
class Scale:
    """Px and the values written there, on a straight line."""

    zero: float
    unit: float

    @staticmethod
    def of(ticks: Iterable[tuple[float, float]], within: float = NEAR) -> Scale:
        """From (px, value): at least two, and all on one line within so many px."""
        places, values = map(np.array, zip(*ticks, strict=True))
        assert len(places) > 1, "one tick is no scale"
        unit, zero = np.polyfit(values, places, 1)
        assert np.abs(zero + unit * values - places).max() <= within, "the numbers at the ticks are not on one scale"
        return Scale(float(zero), float(unit))

    def px(self, value: float) -> float:
        return self.zero + self.unit * value

    def value(self, place: float) -> float:
        return (place - self.zero) / self.unit


def amount(text: str) -> float:
    """A number as it is written in an English picture: "1,500", "45 %"."""
    plain = re.sub(r"[\s,\u202f\u00a0]", "", text).replace("\u2212", "-")
    return float(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)


class Drawing:
    """One SVG, read."""

    def __init__(self, svg: str) -> None:
        self.root = ET.fromstring(svg)
        self.width, self.height = map(float, self.root.get("viewBox").split()[2:])
        self._clips = {
            clip.get("id"): clip[0] for clip in self.root.iter(f"{SVG}clipPath") if clip[0].tag == f"{SVG}rect"
        }
        self._shapes = {f"#{path.get('id')}": path.get("d") for path in self.root.iter(f"{SVG}path") if path.get("id")}
        self._marks: dict[str, list[Mark]] = {}
        self._words: dict[str, list[Words]] = {}
        self._ticks: list[tuple[str, list[Mark], list[Words]]] = []
        self._walk(self.root, ())

    def _walk(self, node: ET.Element, classes: tuple[str, ...]) -> None:
        tag = node.tag.removeprefix(SVG)
        if tag in ("defs", "clipPath"):
            return
        if node is not self.root:
            classes = (*classes, *(node.get("class") or "").split())
        if tag == "text":
            for name in classes:
                self._words.setdefault(name, []).append(self._text(node))
        elif tag in ("path", "use", "circle", "polyline", "polygon", "line") and (mark := self._mark(node, tag)):
            for name in classes:
                self._marks.setdefault(name, []).append(mark)
        ticks = [name for name in ("m-xtick", "m-ytick") if name in (node.get("class") or "").split()]
        before = {name: (len(self._marks.get(name, [])), len(self._words.get(name, []))) for name in ticks}
        for child in node:
            self._walk(child, classes)
        for name, (marks, words) in before.items():
            self._ticks.append((name, self._marks.get(name, [])[marks:], self._words.get(name, [])[words:]))

    @staticmethod
    def _style(node: ET.Element) -> dict[str, str]:
        return {
            key.strip(): value.strip()
            for key, _colon, value in (part.partition(":") for part in (node.get("style") or "").split(";"))
        }

    @staticmethod
    def _dashed(lengths: str) -> bool:
        """Whether a stroke has gaps that are seen; lengths: a dash, a gap, a dash, a gap …"""
        return any(float(gap) >= 1 for gap in re.split(r"[\s,]+", lengths)[1::2])

    @staticmethod
    def _ink(value: str) -> str:
        variable = re.match(r"var\((--[\w-]+)", value)
        return variable[1] if variable else ""

    def _text(self, node: ET.Element) -> Words:
        style = self._style(node)
        if node.get("x"):
            x, y = float(node.get("x")), float(node.get("y"))
        else:
            moved = re.search(r"translate\(([-\d.]+) ([-\d.]+)\)", node.get("transform"))
            x, y = float(moved[1]), float(moved[2])
        return Words(
            text="".join(node.itertext()),
            x=x,
            y=y,
            anchor=node.get("text-anchor") or style.get("text-anchor", "start"),
            fill=self._ink(style.get("fill", "")),
            bold="700" in style.get("font-weight", "") + style.get("font", ""),
        )

    def _mark(self, node: ET.Element, tag: str) -> Mark | None:
        style = self._style(node)

        def at(name: str) -> float:
            return float(node.get(name) or 0)

        match tag:
            case "use":
                right, down = at("x"), at("y")
                corners, vertices = (
                    [(x + right, y + down) for x, y in points] for points in _outline(self._shapes[node.get(LINK)])
                )
            case "circle":
                x, y, r = at("cx"), at("cy"), at("r")
                corners, vertices = [(x - r, y - r), (x + r, y + r)], [(x, y)]
            case "line":
                corners = vertices = [(at("x1"), at("y1")), (at("x2"), at("y2"))]
            case "path":
                corners, vertices = _outline(node.get("d"))
            case _:
                corners = vertices = [tuple(map(float, pair.split(","))) for pair in node.get("points").split()]
        if not corners:
            return None
        clip = re.match(r"url\(#(.+)\)", node.get("clip-path") or "")
        box = self._clips[clip[1]] if clip else None
        sides = [float(box.get(side)) for side in ("x", "y", "width", "height")] if box is not None else None
        return Mark(
            form=node.get(LINK) or tag,
            corners=tuple(corners),
            vertices=tuple(vertices),
            fill=self._ink(style.get("fill", "")),
            stroke=self._ink(style.get("stroke", "")),
            thick=float(style.get("stroke-width", "1").removesuffix("px")),
            dashed=self._dashed(style.get("stroke-dasharray", "")),
            clip=(sides[0], sides[1], sides[0] + sides[2], sides[1] + sides[3]) if sides else None,
        )

    def marks(self, name: str) -> list[Mark]:
        """The shapes of that kind, in the order in which they are drawn."""
        return self._marks.get(f"m-{name}", []) or self._marks.get(name, [])

    def mark(self, name: str) -> Mark:
        """The one shape of that kind."""
        (mark,) = self.marks(name)
        return mark

    def words(self, name: str) -> list[Words]:
        """The texts of that kind that say something."""
        return [words for words in self._words.get(f"m-{name}", []) if words.text.strip()]

    def word(self, name: str) -> Words:
        """The one text of that kind."""
        (words,) = self.words(name)
        return words

    def scale(self, axis: str, read: Callable[[str], float] = amount) -> Scale:
        """The scale of an axis, "x" or "y", from its ticks and the numbers written at them.

        A tick stands where its line is drawn; one without a line, in the middle of its words.
        """
        side = 0 if axis == "x" else 1
        found = []
        for name, marks, words in self._ticks:
            if name != f"m-{axis}tick":
                continue
            (label,) = words
            if marks:
                place = marks[0].vertices[0][side]
                assert abs((label.x, label.y)[side] - place) < 8, f"{label.text} stands away from its tick"
            else:
                assert axis == "x" and label.anchor == "middle"
                place = label.x
            found.append((place, read(label.text)))
        return Scale.of(found)


def _outline(drawn: str) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """All points of a path, and those it passes through."""
    corners, vertices, command = [], [], ""
    tokens = _TOKEN.findall(drawn)
    place = 0
    while place < len(tokens):
        if tokens[place].isalpha():
            command = tokens[place]
            place += 1
            continue
        count = _ARGUMENTS[command]
        numbers = [float(token) for token in tokens[place : place + 2 * count]]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        corners += points
        vertices.append(points[-1])
        place += 2 * count
    return corners, vertices
