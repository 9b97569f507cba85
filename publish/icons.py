"""The course's sign as files, for the browser's tab, a phone's home screen and whatever else shows a small picture.

    icons/icon.svg         any size
    icons/icon-32.png …    the sizes in `SIZES`: 32 for tabs, 180 for Apple's home screen, 192 and 512 for Android's

The sign is the edition's logo, or our mark on its colour. An SVG logo stands in icon.svg as it is; what cannot draw SVG
has the first letter of the course's name on the edition's colour in its place.
"""

from __future__ import annotations

import shutil
from base64 import b64encode
from html import escape
from math import hypot
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.patches import Annulus, Circle, Rectangle

from publish import typefaces
from publish.editions import Edition
from theme import drawings

FOLDER = "icons"
TAB = f"{FOLDER}/icon.svg"
SIZES = (32, 180, 192, 512)
"""In pixels."""

ROUND = 0.8
"""Of half the width: what stays when a phone cuts an icon to a shape of its own. The sign lies in it."""

HALF = 23.0
"""Half the width of the square in the mark's units: its outermost seat reaches to 17.9, within the round that stays."""

PAPER, INK = "#ffffff", "#2a2522"


def write(edition: Edition, site: Path) -> None:
    """Draw all of them into a site."""
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    for size in SIZES:
        _figure(edition, size).savefig(folder / f"icon-{size}.png", dpi=size, metadata={"Software": None})
    logo, drawn = edition.logo, site / TAB
    if logo is None:
        drawn.write_text(svg(edition), encoding="utf-8")
    elif logo.suffix == ".svg":
        shutil.copyfile(logo, drawn)
    else:
        png = b64encode((folder / "icon-192.png").read_bytes()).decode()
        drawn.write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 192 192"><image width="192" height="192" '
            f'href="data:image/png;base64,{png}"/></svg>\n',
            encoding="utf-8",
        )


def svg(edition: Edition) -> str:
    """Our mark on the edition's colour."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-HALF:g} {-HALF:g} {2 * HALF:g} {2 * HALF:g}">'
        f'<rect x="{-HALF:g}" y="{-HALF:g}" width="{2 * HALF:g}" height="{2 * HALF:g}" rx="9" '
        f'fill="{escape(edition.colour)}"/><g color="{legible_on(edition.colour)}">{drawings.mark_shapes()}</g></svg>\n'
    )


def legible_on(colour: str) -> str:
    """White or nearly black, whichever can be seen better on a colour (#rrggbb)."""
    light = luminance(colour)
    return PAPER if 1.05 / (light + 0.05) >= (light + 0.05) / (luminance(INK) + 0.05) else INK


def luminance(colour: str) -> float:
    """Relative luminance of a colour (#rrggbb) as WCAG 2 defines it, from 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _figure(edition: Edition, size: int) -> Figure:
    """A square of one inch, to be saved with `size` dots per inch."""
    figure = Figure(figsize=(1, 1), dpi=size, facecolor=edition.colour)
    FigureCanvasAgg(figure)
    draw_sign(figure, edition, (0, 0, 1, 1))
    return figure


def draw_sign(figure: Figure, edition: Edition, box: tuple[float, float, float, float]) -> None:
    """The edition's sign in a square part of a figure whose ground is the edition's colour."""
    place = figure.add_axes(box, xlim=(-HALF, HALF), ylim=(-HALF, HALF))
    place.axis("off")
    ink = legible_on(edition.colour)
    if edition.logo is None:
        _draw_mark(place, ink)
    elif edition.logo.suffix == ".png":
        place.add_patch(Rectangle((-HALF, -HALF), 2 * HALF, 2 * HALF, color=PAPER, linewidth=0))
        _draw_picture(place, edition.logo)
    else:
        letter = edition.short_name[edition.languages[0]].strip()[:1].upper()
        inches = figure.get_figwidth() * box[2]
        face = typefaces.voice()
        place.text(0, -8.3, letter, color=ink, font=face, fontsize=42 * inches, ha="center", va="baseline")


def _draw_mark(place: Axes, ink: str) -> None:
    for x, y, radius, free in drawings.mark_circles():
        outer, line = radius + drawings.MARK_LINE / 2, drawings.MARK_LINE
        shape = Annulus((x, -y), outer, line) if free else Circle((x, -y), radius)
        shape.set(color=ink, linewidth=0)
        place.add_patch(shape)


def _draw_picture(place: Axes, file: Path) -> None:
    """A picture in the middle, whole and in its own proportions."""
    pixels = imread(file)
    height, width = pixels.shape[:2]
    reach = ROUND * HALF / hypot(height, width)
    extent = (-width * reach, width * reach, -height * reach, height * reach)
    place.imshow(pixels, extent=extent, interpolation="lanczos", aspect="auto", zorder=2)
    place.set(xlim=(-HALF, HALF), ylim=(-HALF, HALF))
