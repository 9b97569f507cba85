"""A contact map drawn: wide, everybody with their name; on a phone, the groups and what joins them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import numpy as np

from tertulia.charts.contacts_layout import NAMED, Node, bends, places
from tertulia.charts.picture import INK, NARROW, TEXT, WIDE, at_widths
from tertulia.language import number, spoken

CUT = 14
"""Characters of a name that are written; the table has all of it."""

SIGN = 11.0
"""Radius of a contact's sign in px."""


@dataclass(frozen=True, kw_only=True)
class DrawnContact:
    """A contact as drawn. group: place in the list of groups. ring: 0 spoken with weekly to 3 rarely.

    bridge: whether they alone open a door.
    """

    name: str
    group: int
    ring: int
    bridge: bool = False


@dataclass(frozen=True, kw_only=True)
class ContactDrawing:
    """What the picture shows: contacts, ties as places a < b, and per group its letter and its name.

    middle: what is written on the firm. Hashable, so that a drawing is made once.
    """

    people: tuple[DrawnContact, ...]
    ties: tuple[tuple[int, int], ...]
    letters: tuple[str, ...]
    groups: tuple[str, ...]
    middle: str


def contact_map(drawing: ContactDrawing, name: str, alternative: str) -> dict[int, str]:
    """SVG by width; `name` makes its ids unique, `alternative` says in words what is seen."""
    return at_widths(lambda width: _drawn(drawing, name, alternative, width, spoken()))


def shortened(name: str) -> str:
    """A name as it is written in the picture."""
    return name if len(name) <= CUT else name[: CUT - 1].rstrip() + "…"


def tall(people: int) -> int:
    """Height of the wide picture in px for so many contacts."""
    return 400 + 6 * min(max(people - 12, 0), 32)


@lru_cache(maxsize=16)
def _drawn(drawing: ContactDrawing, name: str, alternative: str, width: int, _language: str) -> str:
    """Kept for a while: a change elsewhere in the exercise does not draw it again."""
    return (_people if width == WIDE else _groups)(drawing, f"{name}-{width}", alternative)


# Lines, circles and words need no library: written as SVG they are there with the numbers, a hundred times sooner.


def _ink(name: str) -> str:
    """A colour of the style sheet, with the light one where there is no style sheet."""
    return f"var({name}, {INK[name]})"


def _line(kind: str, path: str, ink: str, thick: float, dash: str = "") -> str:
    dashed = f";stroke-dasharray:{dash}" if dash else ""
    return f'<path class="m-{kind}" d="{path}" style="fill:none;stroke:{_ink(ink)};stroke-width:{thick:g}{dashed}"/>'


def _circle(kind: str, x: float, y: float, radius: float, fill: str, edge: str) -> str:
    return (
        f'<circle class="m-{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" '
        f'style="fill:{_ink(fill)};stroke:{_ink(edge)};stroke-width:1.7"/>'
    )


def _words(kind: str, x: float, y: float, words: str, ink: str, *, bold: bool = False, apart: bool = True) -> str:
    """Words centred at x; `apart`: with the page's colour around them, so that no line crosses them."""
    weight = 700 if bold else 400
    halo = "halo " if apart else ""
    return (
        f'<text class="{halo}m-{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="middle" style="font: {weight} {TEXT}px '
        f'var(--font-text, sans-serif);fill:{_ink(ink)}">{escape(words)}</text>'
    )


def _svg(body: list[str], name: str, alternative: str, width: int, height: float) -> str:
    shown = "wide" if width == WIDE else "narrow"
    return (
        f'<svg class="ch tt-{shown}" id="{name}" viewBox="0 0 {width} {height:g}" role="img" '
        f'xmlns="http://www.w3.org/2000/svg" aria-label="{escape(alternative, quote=True)}">{"".join(body)}</svg>'
    )


def _people(drawing: ContactDrawing, name: str, alternative: str) -> str:
    people = drawing.people
    width, height = WIDE, tall(len(people))
    every = len(people) <= NAMED
    names = [shortened(person.name) if every or person.bridge else "" for person in people]
    nodes = [Node(person.group, person.ring, 8.2 * len(words)) for person, words in zip(people, names, strict=True)]
    spot = places(nodes, drawing.ties, width, height, 17)
    spot[:, 1] = height - spot[:, 1]
    # no empty strip above or below: the firm's sign and everybody's with the name
    top = min([height / 2 - 27, *(spot[:, 1] - SIGN - 3)])
    low = max([height / 2 + 27, *(spot[:, 1] + SIGN + 21)])
    spot[:, 1] -= top
    middle = (width / 2, height / 2 - top)
    body = []
    for (x, y), person in zip(spot, people, strict=True):
        path = f"M{middle[0]:.1f} {middle[1]:.1f}L{x:.1f} {y:.1f}"
        seldom = person.ring > 1
        body.append(
            _line("spoke", path, "--chart-band-edge" if seldom else "--chart-grid", 1.2, "2 4" if seldom else "")
        )
    for (a, b), (x, y) in zip(drawing.ties, bends(spot, drawing.ties), strict=True):
        (ax, ay), (bx, by) = spot[a], spot[b]
        body.append(_line("tie", f"M{ax:.1f} {ay:.1f}Q{x:.1f} {y:.1f} {bx:.1f} {by:.1f}", "--chart-median", 1.8))
    for (x, y), person in zip(spot, people, strict=True):
        fill, edge = ("--chart-goal", "--chart-goal") if person.bridge else ("--tt-surface", "--chart-median")
        body.append(_circle("contact", x, y, SIGN, fill, edge))
    for (x, y), person, words in zip(spot, people, names, strict=True):
        ink = "--tt-surface" if person.bridge else "--cat-2-text"
        body.append(_words("letter", x, y + 5.2, drawing.letters[person.group], ink, bold=True, apart=False))
        if words:
            body.append(_words("name", x, y + SIGN + 15, words, "--tt-text", bold=person.bridge))
    body += _firm(middle, drawing.middle)
    return _svg(body, name, alternative, width, round(low - top, 1))


def _firm(middle: tuple[float, float], words: str) -> list[str]:
    """The firm in the middle."""
    x, y = middle
    return [
        _circle("firm", x, y, 25, "--tt-text", "--tt-text"),
        _words("firm", x, y + 5, words, "--tt-bg", bold=True, apart=False),
    ]


def _groups(drawing: ContactDrawing, name: str, alternative: str) -> str:
    width, height = NARROW, 380
    middle = (width / 2, height / 2 - 10)
    there = sorted({person.group for person in drawing.people})
    turn = 2 * np.pi * np.arange(len(there)) / max(len(there), 1)
    spot = {
        group: (middle[0] + 122 * float(np.sin(t)), middle[1] - 142 * float(np.cos(t)))
        for group, t in zip(there, turn, strict=True)
    }
    between: dict[tuple[int, int], int] = {}
    for a, b in drawing.ties:
        one, other = sorted((drawing.people[a].group, drawing.people[b].group))
        if one != other:
            between[one, other] = between.get((one, other), 0) + 1

    def path(one: tuple[float, float], other: tuple[float, float]) -> str:
        return f"M{one[0]:.1f} {one[1]:.1f}L{other[0]:.1f} {other[1]:.1f}"

    body = [_line("spoke", path(middle, spot[group]), "--chart-band-edge", 1.2, "2 4") for group in there]
    body += [
        _line("tie", path(spot[one], spot[other]), "--chart-median", min(1.2 + 0.8 * n, 6.0))
        for (one, other), n in between.items()
    ]
    for group in there:
        x, y = spot[group]
        count = sum(person.group == group for person in drawing.people)
        body.append(_circle("group", x, y, 18, "--tt-surface", "--chart-median"))
        counted = f"{drawing.letters[group]} {number(count)}"
        body.append(_words("letter", x, y + 5, counted, "--cat-2-text", bold=True, apart=False))
        for place, line in enumerate(_lines(drawing.groups[group])):
            body.append(_words("name", _inside(x, line, width), y + 33 + 16 * place, line, "--tt-text"))
    body += _firm(middle, drawing.middle)
    return _svg(body, name, alternative, width, height)


def _inside(x: float, words: str, width: int) -> float:
    """The middle of a text so that it stays inside the picture."""
    half = 4.1 * len(words) + 2
    return float(min(max(x, half), width - half))


def _lines(words: str, most: int = 14) -> Sequence[str]:
    """A group's name in at most two lines."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most and len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
