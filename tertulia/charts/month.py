"""Some weeks at a glance: each post a square on its day, coloured and lettered by its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tertulia.charts.picture import INK, NARROW, TEXT, WIDE, at_widths
from tertulia.language import _, day

ROW = 40
"""Height of a week in px."""

LOOKS = (
    ("--chart-median", "--chart-median", "--tt-surface"),
    ("--cat-2", "--chart-median", "--cat-2-text"),
    ("--tt-surface", "--chart-median", "--cat-2-text"),
    ("--cat-4", "--cat-3", "--cat-4-text"),
    ("--cat-3", "--cat-3", "--tt-surface"),
)
"""Fill, edge and letter of up to five kinds, in order; the last is the one to notice."""


@dataclass(frozen=True)
class Square:
    """One post: its day and the place of its kind in `LOOKS`."""

    day: date
    kind: int


def month(
    first: date, weeks: int, squares: Sequence[Square], letters: Mapping[int, str], name: str, alternative: str
) -> dict[int, str]:
    """SVG by width. first: a Monday. letters: what stands in the squares of each kind."""
    return at_widths(lambda width: _drawn(first, weeks, squares, letters, name, alternative, width))


def _drawn(
    first: date,
    weeks: int,
    squares: Sequence[Square],
    letters: Mapping[int, str],
    name: str,
    alternative: str,
    width: int,
) -> str:
    # only here: in a page numbers come before matplotlib
    from matplotlib.patches import FancyBboxPatch
    from matplotlib.transforms import IdentityTransform

    from tertulia.charts.style import canvas, kind, svg

    height = 26 + ROW * weeks
    figure = canvas(width, height)
    left = 74 if width == WIDE else 62
    column = (width - left) / 7
    size = 30.0
    ink: dict[str, Any] = {"size": TEXT, "color": INK["--chart-axis"]}
    for weekday in range(7):
        label = day(first + timedelta(days=weekday), "EEEEEE" if width == NARROW else "EEE")
        middle = left + (weekday + 0.5) * column
        kind(figure.text(middle / width, 1 - 14 / height, label, ha="center", **ink), "m-weekday")
    for week in range(weeks):
        base = height - 26 - ROW * week - ROW / 2
        monday = day(first + timedelta(weeks=week), _("d MMM"))
        kind(figure.text(0, (base - 5) / height, monday, **ink), "m-week")
        for weekday in range(7):
            middle = left + (weekday + 0.5) * column
            looks = [s.kind for s in squares if s.day == first + timedelta(weeks=week, days=weekday)]
            if not looks:
                dot = FancyBboxPatch(
                    (middle - 1, base - 1),
                    2,
                    2,
                    boxstyle="round,pad=0,rounding_size=1",
                    linewidth=0,
                    facecolor=INK["--chart-axis"],
                    transform=IdentityTransform(),
                )
                figure.add_artist(kind(dot, "m-none"))
            step = min(size + 2, (column - 2) / max(len(looks), 1))
            for place, look in enumerate(looks):
                x = middle + (place - (len(looks) - 1) / 2) * step
                fill, edge, letter = LOOKS[look]
                side = min(size, step - 2)
                box = FancyBboxPatch(
                    (x - side / 2, base - size / 2),
                    side,
                    size,
                    boxstyle="round,pad=0,rounding_size=5",
                    linewidth=1.5,
                    facecolor=INK[fill],
                    edgecolor=INK[edge],
                    transform=IdentityTransform(),
                )
                figure.add_artist(kind(box, f"m-post{look}"))
                bold: dict[str, Any] = {"size": TEXT, "weight": "bold", "color": INK[letter]}
                words = figure.text(x / width, (base - 5) / height, letters[look], ha="center", **bold)
                kind(words, f"m-post{look}")
    return svg(figure, f"{name}-{width}", alternative, "wide" if width == WIDE else "narrow")
