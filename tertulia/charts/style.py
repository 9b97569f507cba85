"""One look for every picture: matplotlib draws, the page colours and sets the type.

A picture is drawn once in the light palette of `look/tokens.css`. The SVG that comes out has its colours
replaced by the style sheet's variables and its fonts by the page's own, so that dark mode, an association's
edition and print need no second picture. Text stays text.
"""

from __future__ import annotations

import io
import re
from html import escape
from typing import Any, TypeVar

import matplotlib
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from tertulia.charts.picture import INK, TEXT

A = TypeVar("A", bound=Artist)

_RC: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "tertulia",
    "font.family": "DejaVu Sans",
    "font.size": TEXT,
    "path.simplify": False,
    "axes.unicode_minus": True,
}


def canvas(width: int, height: int) -> Figure:
    """An empty figure of that many CSS pixels, transparent."""
    with matplotlib.rc_context(_RC):
        figure = Figure(figsize=(width / 72, height / 72), dpi=72)
    figure.patch.set_visible(False)
    return figure


def axes(figure: Figure, left: float, top: float, right: float, bottom: float) -> Axes:
    """Axes with these margins in px and none of matplotlib's own ink."""
    width, height = (72 * size for size in figure.get_size_inches())
    box = (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    with matplotlib.rc_context(_RC):
        area = figure.add_axes(box)
    area.patch.set_visible(False)
    for side in area.spines.values():
        side.set_visible(False)
    area.tick_params(length=0, labelsize=TEXT, labelcolor=INK["--chart-axis"], pad=8)
    area.margins(0)
    return area


def kind(artist: A, name: str) -> A:
    """Give an artist a class in the page's SVG, by which a reader of it finds what kind of mark this is.

    Marks are called "m-" and what they show ("m-goal"): no style sheet knows these names, they change no look.
    The words that name a mark have its class too.
    """
    artist.set_gid(f"kind-{name}")
    return artist


def halo(text: Text, name: str = "") -> Text:
    """Let a text keep its distance from lines behind it; `name` is its kind, see `kind`."""
    return kind(text, f"halo {name}".rstrip())


_NUMBER = re.compile(r"(-?\d+\.\d\d)\d+")
_TAG = re.compile(r"<[^>]+>")
_FAMILY = re.compile(r"font-family: [^;\"]+")
_FONT = re.compile(r"font: (?:(\d+) )?([\d.]+px) [^;\"]+")
_ID = re.compile(r'\bid="([^"]+)"')
_TICK = re.compile(r"([xy]tick)_\d+$")
_SPACE = re.compile(r"\s*\n\s*")
_NO_TURN = re.compile(r' transform="rotate\(-?0 [^"]*\)"')
_COLOUR = re.compile("|".join(INK.values()), re.IGNORECASE)
_VARIABLE = {colour: f"var({name}, {colour})" for name, colour in INK.items()}


def svg(figure: Figure, name: str, alternative: str, shown: str) -> str:
    """The figure as inline SVG.

    name: unique on the page; every id inside begins with it.
    alternative: text for who cannot see it. shown: "wide" or "narrow", the class that shows it; "beside": always.
    """
    return whole(figure, drawn(figure, name), alternative, shown)


def drawn(figure: Figure, name: str) -> str:
    """What stands inside the SVG: a figure that is redrawn often may keep a part of it."""
    buffer = io.StringIO()
    with matplotlib.rc_context(_RC):
        figure.savefig(buffer, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    text = buffer.getvalue()
    text = text[text.index("<g ") : text.rindex("</svg>")]
    text = _SPACE.sub(" ", text).replace("> <", "><")
    text = _TAG.sub(lambda tag: _NUMBER.sub(r"\1", tag[0]), text)  # coordinates, never the words between tags
    text = _NO_TURN.sub("", text)
    text = _FAMILY.sub("font-family: var(--font-text, sans-serif)", text)
    text = _FONT.sub(lambda font: f"font: {font[1] or 400} {font[2]} var(--font-text, sans-serif)", text)
    text = _COLOUR.sub(lambda colour: _VARIABLE[colour[0].lower()], text)
    used = set(re.findall(r"#([\w.-]+)", text))

    def identity(attribute: re.Match[str]) -> str:
        given = attribute[1]
        if given.startswith("kind-"):
            return f'class="{given.removeprefix("kind-")}"'
        if tick := _TICK.match(given):
            return f'class="m-{tick[1]}"'
        return f'id="{name}-{given}"' if given in used else ""

    text = _ID.sub(identity, text).replace("<g >", "<g>")
    return re.sub(r"(xlink:href=\"#|url\(#)", rf"\g<1>{name}-", text)


def whole(figure: Figure, inside: str, alternative: str, shown: str) -> str:
    """The SVG of this figure's size around what was drawn of it; see `svg`."""
    width, height = (round(72 * size) for size in figure.get_size_inches())
    aside = 'preserveAspectRatio="xMinYMin" ' if shown == "beside" else ""  # under its title, whatever its height
    return (
        f'<svg class="ch tt-{shown}" viewBox="0 0 {width} {height}" {aside}role="img" '
        f'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'aria-label="{escape(alternative, quote=True)}">{inside}</svg>'
    )
