"""A finished picture and the sizes and colours it is made in; nothing here draws, so nothing here needs matplotlib."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tertulia import browser
from tertulia.html import Html

WIDE, NARROW = 568, 350
"""Widths in CSS pixels at which a picture is drawn; 1 px = 1 pt, so sizes are those on the screen."""

_BESIDE = range(704, 848)
"""CSS pixels of an exercise whose controls leave its answer less room than the wide picture needs."""

INK = {
    "--chart-median": "#17608f",
    "--chart-band": "#cfe1ee",
    "--chart-band-edge": "#5a8fb3",
    "--chart-nothing": "#6a625b",
    "--chart-goal": "#945700",
    "--chart-goal-soft": "#f6e3c2",
    "--chart-grid": "#e6e1da",
    "--chart-axis": "#5a524c",
    "--tt-text": "#2a2522",
    "--tt-line-strong": "#857b72",
    "--tt-bg": "#fbfaf8",
    "--cat-2": "#bcd7e8",
    "--cat-3": "#8a5200",
    "--cat-4": "#f0d3a0",
    "--cat-4-text": "#553300",
    "--cat-2-text": "#123f5e",
    "--tt-surface": "#ffffff",
}
"""Each variable of the style sheet and the light colour a picture is drawn in. `--cat-1` is the median's."""

TEXT = 15
"""Size of chart text in px; 14 is the least the design allows."""


def fits_wide(width: float) -> bool:
    """Whether the style sheet shows the wide picture in so many CSS pixels (30, 44 and 53rem in tertulia.css)."""
    return width >= 480 and not _BESIDE.start <= width < _BESIDE.stop


def at_widths(draw: Callable[[int], str]) -> dict[int, str]:
    """SVG by width, WIDE and NARROW; a live page shows one of them, and the other is left empty."""
    seen = browser.width()
    shown = (WIDE, NARROW) if not seen else (WIDE,) if fits_wide(seen) else (NARROW,)
    return {width: draw(width) if width in shown else "" for width in (WIDE, NARROW)}


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A finished picture: what a page needs to show it to everybody.

    title says the finding; alternative holds the numbers for who cannot see the picture;
    wide and narrow are SVG drawn for about 568 and 350 px; caption and source stand below.
    """

    title: str
    alternative: str
    wide: str
    narrow: str
    caption: str
    source: str = ""

    @property
    def svg(self) -> dict[str, str]:
        """The SVG by width: "wide" and "narrow"."""
        return {"wide": self.wide, "narrow": self.narrow}

    def html(self, key: str = "") -> Html:
        """The figure as the page shows it; `key`, if given, is a class for what stands above the picture."""
        source = f"<br>{self.source}" if self.source else ""
        return Html(
            f'<figure class="tt-fig"><p class="tt-fig__title">{self.title}</p>{key}{self.wide}{self.narrow}'
            f"<figcaption>{self.caption}{source}</figcaption></figure>"
        )
