"""The few drawings of the book's frame, as inline SVG: no icon font, no file to fetch."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import cos, radians, sin
from urllib.parse import quote

from tertulia.language import _, ngettext, number
from tertulia.look.icons import ICONS

_SEAT = (
    '<rect x="4.6" y="9" width="14.8" height="12.6" rx="4.4"/><path class="tt-back" d="M2.4 6.6Q12 -1.2 21.6 6.6"/>'
    '<path d="M8.5 15.3l2.5 2.5 4.6-5"/>'
)

_COFFEE = (
    '<circle class="tb-saucer" r="14"/><path class="tb-handle" d="M8 -3.2h4.2a3.2 3.2 0 0 1 0 6.4h-4.2" '
    'transform="rotate(38)"/><circle class="tb-cup" r="8.6"/><circle class="tb-coffee" r="5.6"/>'
)

_PEOPLE = 7


def icon(name: str, extra: str = "") -> str:
    """A line drawing; always beside a word, or inside a control that has a name."""
    return f'<svg class="{f"i {extra}".strip()}" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>'


MARK_LINE = 1.5
"""How thick the line of the free seat is, in the mark's units."""


def mark_circles() -> list[tuple[float, float, float, bool]]:
    """The circles of the mark, in its units from the table's middle: x, y, radius, and whether it is the free seat.

    y goes downwards. The line of the free seat reaches 17.9 units out, the rest less far.
    """
    circles = [(0.0, 0.0, 8.8, False)]
    for place in range(_PEOPLE):
        angle = radians(360 * place / _PEOPLE)
        free = place == 1
        reach = 14.77 if free else 14.2
        circles.append((reach * sin(angle), -reach * cos(angle), 2.4 if free else 2.9, free))
    return circles


def mark_shapes() -> str:
    """The mark in SVG, in the colour of what is around it."""
    (_x, _y, top, _free), *people = mark_circles()
    seats = ""
    for x, y, radius, free in people:
        look = f'r="{radius}" fill="none" stroke="currentColor" stroke-width="{MARK_LINE}"' if free else f'r="{radius}"'
        seats += f'<circle cx="{x:.2f}" cy="{y:.2f}" {look}/>'
    return f'<g fill="currentColor"><circle r="{top}"/>{seats}</g>'


def mark() -> str:
    """The mark: a table, six people and one free seat, the reader's."""
    return f'<svg class="tt-mark" viewBox="-18 -18 36 36" aria-hidden="true">{mark_shapes()}</svg>'


def coffee() -> str:
    """A cup of coffee from above, as it stands on the table of the home page: a break."""
    return f'<svg class="tt-coffee" viewBox="-15 -15 30 30" aria-hidden="true">{_COFFEE}</svg>'


def favicon() -> str:
    """The mark as an address, for the browser's tab."""
    drawn = mark().replace('class="tt-mark"', 'xmlns="http://www.w3.org/2000/svg"').replace("currentColor", "#a8476a")
    return "data:image/svg+xml," + quote(drawn)


def seat(state: str) -> str:
    """A step's seat; state is "done", "now" or "todo"."""
    return f'<svg class="tt-seat" data-state="{state}" viewBox="0 0 24 24" aria-hidden="true">{_SEAT}</svg>'


def table(places: Sequence[tuple[str, str]]) -> str:
    """The round table of the home page: a seat for each step, the reader's moved out; a coffee for each step done.

    places: (address, title) of each step, clockwise from the top.
    """
    seats = "".join(_place(index, len(places), href, title) for index, (href, title) in enumerate(places))
    return (
        f'<svg viewBox="-176 -178 352 352" role="group" aria-label="{escape(_("The steps of the course"))}">'
        f'<circle class="tb-top" r="98"/><circle class="tb-rim" r="90"/>{seats}'
        f'<text class="tb-big" y="11" aria-hidden="true">{number(len(places))}</text>'
        f'<text class="tb-small" y="37" aria-hidden="true">{ngettext("step", "steps", len(places))}</text></svg>'
    )


def _place(index: int, all_places: int, href: str, title: str) -> str:
    turn = 360 * index / all_places
    angle = radians(turn)
    coffee = f'<g class="tb-set" transform="translate({71 * sin(angle):.1f} {-71 * cos(angle):.1f})">{_COFFEE}</g>'
    return (
        f'<a href="{escape(href)}" class="{"is-now" if index == 0 else ""}" '
        f'aria-label="{escape(f"{index + 1} {title}")}" data-seat>'
        f'<g transform="rotate({turn:.2f})"><g class="tb-chair">'
        '<rect class="tb-seat" x="-25" y="-151" width="50" height="38" rx="12"/>'
        '<path class="tb-back" d="M-27 -154 Q0 -172 27 -154"/>'
        f'<g transform="translate(0 -132) rotate({-turn:.2f})"><text class="tb-num" y="6.5">{index + 1}</text></g>'
        f"</g></g>{coffee}</a>"
    )


def _bar(x: float, y: float, width: float, category: int) -> str:
    edge = {1: 1, 2: 1, 3: 3, 4: 3}[category]
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="13" rx="2" '
        f'style="fill:var(--cat-{category});stroke:var(--cat-{edge})"/>'
    )


_THUMBNAILS = {
    "your_firm": (
        '<path d="M14 30v28h84V30" style="fill:var(--tt-surface);stroke:var(--tt-line-strong);stroke-width:2"/>'
        '<path d="M8 30 18 8h76l10 22z" style="fill:var(--chart-band);stroke:var(--chart-band-edge);stroke-width:2"/>'
        '<path d="M32 30l5-22M56 30V8M80 30l-5-22" style="stroke:var(--chart-band-edge);stroke-width:2"/>'
        '<path d="M24 58V40h16v18" style="fill:var(--chart-median)"/>'
        '<path d="M52 42h36M52 50h24" style="stroke:var(--chart-median);stroke-width:4;stroke-linecap:round"/>'
    ),
    "walk_in_check": "".join(
        f'<rect x="{6 + 26 * place}" y="10" width="20" height="46" rx="2" style="fill:var({fill});'
        f'stroke:var(--chart-median);stroke-width:2"/><circle cx="{21 + 26 * place}" cy="34" r="2" '
        'style="fill:var(--chart-median)"/>'
        for place, fill in enumerate(("--chart-band", "--chart-band", "--tt-surface", "--tt-surface"))
    )
    + '<path d="m60 28 14 14m0-14-14 14" style="stroke:var(--chart-goal);stroke-width:3;stroke-linecap:round"/>',
    "ask_for_help": (
        '<path d="M10 8h92v40H46L32 60V48H10z" style="fill:var(--tt-surface);stroke:var(--tt-line-strong);'
        'stroke-width:2"/><path d="M20 20h54M20 30h66" style="stroke:var(--chart-median);stroke-width:4;'
        'stroke-linecap:round"/><path d="M20 40h30" style="stroke:var(--chart-goal);stroke-width:4;'
        'stroke-linecap:round"/>'
    ),
    "strategy_canvas": (
        '<g stroke-linecap="round"><path d="M4 14h46M4 32h70M4 50h34" '
        'style="stroke:var(--tt-line-strong);stroke-width:3"/><path d="M56 14h48M80 32h24M44 50h42" '
        'style="stroke:var(--chart-median);stroke-width:7"/></g>'
    ),
    "network_picker": "".join(
        _bar(x, y, width, category)
        for y, row in (
            (6, ((2, 34.4), (38.4, 23.2), (63.6, 24.6), (90.2, 13.4))),
            (25, ((2, 31.6), (35.6, 26), (63.6, 10.6), (76.2, 16.2))),
            (44, ((2, 27.4), (31.4, 13.4), (46.8, 17.6), (66.4, 12))),
        )
        for category, (x, width) in enumerate(row, start=1)
    ),
    "content_mix": "".join(
        f'<rect x="{4 + 15 * day}" y="{4 + 15 * week}" width="12" height="12" rx="3" style="fill:var({ink})"/>'
        for week, row in enumerate(("1.1.2..", ".1.1.1.", "1...1..", ".2.1..1"))
        for day, ink in enumerate({".": "--chart-grid", "1": "--cat-1", "2": "--cat-3"}[post] for post in row)
    ),
    "community_simulator": (
        '<path d="M4 48 104 8v34z" style="fill:var(--chart-band);stroke:var(--chart-band-edge)"/>'
        '<path d="M4 22h104" style="stroke:var(--chart-goal);stroke-width:2"/>'
        '<path d="M4 48 104 27" style="stroke:var(--chart-median);stroke-width:3"/>'
        '<path d="M4 48 104 54" style="stroke:var(--chart-nothing);stroke-width:2;stroke-dasharray:6 4"/>'
    ),
    "contact_map": (
        '<path d="M56 32 22 14M56 32 14 44M56 32 92 12M56 32 98 46" style="stroke:var(--chart-band-edge);'
        'stroke-dasharray:3 4"/><path d="M22 14 14 44M92 12 98 46 74 56" style="stroke:var(--chart-median);'
        'stroke-width:2.5"/><g style="fill:var(--tt-surface);stroke:var(--chart-median);stroke-width:2">'
        '<circle cx="22" cy="14" r="6"/><circle cx="14" cy="44" r="6"/><circle cx="92" cy="12" r="6"/>'
        '<circle cx="74" cy="56" r="6"/></g><circle cx="98" cy="46" r="6" style="fill:var(--chart-goal)"/>'
        '<circle cx="56" cy="32" r="11" style="fill:var(--tt-text)"/>'
    ),
    "audience_explorer": _bar(2, 6, 96, 1)
    + _bar(2, 25, 68, 1)
    + _bar(2, 44, 40, 2)
    + '<path d="M50 50.5h50" style="stroke:var(--tt-line-strong);stroke-width:2;stroke-dasharray:3 5"/>',
    "adoption_explorer": (
        '<path d="M4 52 44 36" style="stroke:var(--chart-nothing);stroke-width:3;stroke-dasharray:6 4"/>'
        '<path d="M54 38 106 12" style="stroke:var(--chart-median);stroke-width:3"/>'
        '<path d="M49 6v54" style="stroke:var(--tt-line-strong);stroke-width:2;stroke-dasharray:2 4"/>'
    ),
    "conversation_audit": "".join(
        f'<rect x="{4 + 21 * place}" y="12" width="16" height="16" rx="4" '
        f'style="fill:var({"--cat-1" if talks else "--tt-surface"});stroke:var({"--cat-1" if talks else "--cat-3"})"/>'
        for place, talks in enumerate((False, False, True, False, True))
    )
    + '<path d="M8 48h60" style="stroke:var(--chart-band-edge);stroke-width:9"/>'
    '<circle cx="36" cy="48" r="7" style="fill:var(--chart-median)"/>',
    "listening_setup": (
        '<circle cx="46" cy="30" r="20" style="stroke:var(--chart-median);stroke-width:4"/>'
        '<path d="m61 45 14 14" style="stroke:var(--chart-median);stroke-width:6;stroke-linecap:round"/>'
        '<path d="M36 26h20M36 35h13" style="stroke:var(--tt-line-strong);stroke-width:4;stroke-linecap:round"/>'
        '<path d="M84 8a18 18 0 0 1 18 18M84 17a9 9 0 0 1 9 9" style="stroke:var(--cat-3);stroke-width:3"/>'
    ),
    "inbox_drill": "".join(
        f'<rect x="4" y="{4 + 20 * row}" width="104" height="15" rx="3" style="stroke:var(--tt-line-strong)"/>'
        + _bar(6, 5 + 20 * row, width, category)
        for row, (width, category) in enumerate(((92, 1), (64, 2), (30, 4)))
    ),
    "manager_brief": "".join(
        f'<path d="M4 {y}h104" style="stroke:var(--chart-grid);stroke-width:2"/>'
        f'<rect x="{x}" y="{y - 6}" width="{width}" height="12" rx="3" style="fill:var({ink})"/>'
        f'<path d="M{middle} {y - 10}v20" style="stroke:var(--tt-text);stroke-width:3"/>'
        for y, x, width, middle, ink in (
            (12, 58, 46, 78, "--chart-band-edge"),
            (33, 20, 48, 38, "--chart-median"),
            (54, 26, 36, 40, "--chart-band-edge"),
        )
    ),
}


def thumbnail(exercise: str) -> str:
    """A small picture of what an exercise answers with; the seat where an exercise has none of its own."""
    drawn = _THUMBNAILS.get(exercise)
    if drawn is None:
        return seat("now")
    return f'<svg viewBox="0 0 112 64" fill="none" aria-hidden="true">{drawn}</svg>'
