"""The picture that is shown where somebody passes on a link to the course: its sign, its name and what it is.

icons/share-<language>.png    1200 by 630 pixels, in the edition's colours
"""

from __future__ import annotations

from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from publish import icons, typefaces
from publish.editions import Edition

WIDTH, HEIGHT = 1200, 630
GROUND, TEXT, QUIET = "#fbfaf8", "#2a2522", "#6b6058"
BAND = 400
"""Pixels on the left in the edition's colour, with its sign."""

LEFT, ROOM = BAND + 64, WIDTH - BAND - 128
"""Where the words begin, and how wide they may be."""

LINES = 0.9
"""From line to line, in heights of the typeface's own line."""

SIZES = (92, 80, 68, 58, 50, 44, 38, 32)
"""Pixels: the name is as large as it can be in three lines."""


def name_of(language: str) -> str:
    """The file's name in the site."""
    return f"{icons.FOLDER}/share-{language}.png"


def write(edition: Edition, site: Path) -> None:
    """Draw one for each language of the edition."""
    for language in edition.languages:
        figure(edition, language).savefig(site / name_of(language), dpi=100, metadata={"Software": None})


def figure(edition: Edition, language: str) -> Figure:
    """The picture, in pixels from its upper left corner."""
    drawn = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=GROUND)
    FigureCanvasAgg(drawn)
    place = drawn.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0))
    place.axis("off")
    place.add_patch(Rectangle((0, 0), BAND, HEIGHT, color=edition.colour, linewidth=0))
    _sign(drawn, edition)
    name = _fitted(drawn, edition.name[language], typefaces.voice(), SIZES, lines=3)
    claim = _fitted(drawn, edition.claim[language], typefaces.text(), (36, 32, 28), lines=3)
    publisher = _fitted(drawn, edition.publisher[language], typefaces.text(), (24,), lines=2)
    gap = 28
    top = (HEIGHT - sum(each.height for each in (name, claim, publisher)) - 2 * gap) / 2
    for words, colour in ((name, TEXT), (claim, TEXT), (publisher, QUIET)):
        place.text(LEFT, top, words.text, font=words.face, color=colour, va="top", linespacing=LINES)
        top += words.height + gap
    return drawn


class _Set:
    """Words broken into lines, in a typeface of a size, and how high they are in pixels."""

    def __init__(self, text: str, face: FontProperties, height: float) -> None:
        self.text, self.face, self.height = text, face, height


def _fitted(drawn: Figure, words: str, face: FontProperties, sizes: tuple[int, ...], *, lines: int) -> _Set:
    """The largest size at which the words fit; at the smallest, what is too long ends in dots."""
    for size in sizes:
        chosen = face.copy()
        chosen.set_size(size * 0.72)  # points at 100 dots per inch
        broken = _lines(drawn, words, chosen)
        if len(broken) <= lines and all(_width(drawn, line, chosen) <= ROOM for line in broken):
            break
    else:
        broken = [*broken[: lines - 1], f"{broken[lines - 1]} …"] if len(broken) > lines else broken
    whole = "\n".join(broken)
    return _Set(whole, chosen, _size(drawn, whole, chosen).height)


def _lines(drawn: Figure, words: str, face: FontProperties) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(drawn, longer, face) > ROOM:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _width(drawn: Figure, line: str, face: FontProperties) -> float:
    return float(_size(drawn, line, face).width)


def _size(drawn: Figure, words: str, face: FontProperties) -> Bbox:
    return Text(0, 0, words, font=face, linespacing=LINES, figure=drawn).get_window_extent()


def _sign(drawn: Figure, edition: Edition) -> None:
    """Our mark, or the edition's logo on white; of an SVG logo the letter that stands for it in the icons."""
    side = 240
    box = ((BAND - side) / 2 / WIDTH, (HEIGHT - side) / 2 / HEIGHT, side / WIDTH, side / HEIGHT)
    icons.draw_sign(drawn, edition, box)
