"""The slides of a finished teachers' site read back in words, with their drawings as pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from publish import paper
from publish.errors import PublishError

SCREEN = {"width": 1280, "height": 720}
SHARPNESS = 2
"""Dots of a picture for each of a projector that shows 1280 by 720."""


@dataclass(frozen=True, kw_only=True)
class OutlineSlide:
    """A slide in words. kind: as in `theme.workshop.slides`. over: the small line above. lines: what follows the title.

    points: true if the lines are a list. number: of the right answer, or empty. way: where it is in the course, in
    words. address: of the page that it leads to; shown: of the course, as a hand types it; both empty if unknown.
    picture: a PNG, and in words what it shows. notes: for the teacher.
    """

    kind: str
    over: str
    title: str
    lines: tuple[str, ...] = ()
    points: bool = False
    number: str = ""
    way: str = ""
    address: str = ""
    shown: str = ""
    picture: bytes = b""
    picture_words: str = ""
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A deck in words. title: of the chapter or workshop; language: its code."""

    title: str
    language: str
    slides: tuple[OutlineSlide, ...]


def read(site: Path, language: str, doc: str) -> Outline:
    """Read a deck of a finished site; its drawings as Chromium shows them."""
    file = site / language / f"{doc}.html"
    if not file.is_file():
        raise PublishError(f"There is no page {file}. Build the teachers' pages first.")
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    found = page.select(".tt-deck__slide")
    if not found or page.title is None:
        raise PublishError(f"{file} has no slides. Build the teachers' pages again.")
    drawn = [_text(slide, "id") for slide in found if slide.select_one(".tt-fig svg.tt-wide")]
    pictures = _pictures(site, f"{language}/{doc}.html", drawn) if drawn else {}
    title = page.title.get_text().rpartition(" · ")[0]
    slides = tuple(_slide(slide, pictures.get(_text(slide, "id"), b"")) for slide in found)
    return Outline(title=title, language=language, slides=slides)


def _pictures(site: Path, name: str, ids: Sequence[str]) -> dict[str, bytes]:
    """The drawings of these slides as PNG, as large as a projector shows them, and twice as fine."""
    with paper.served(site) as address, paper.browser_page(viewport=SCREEN, device_scale_factor=SHARPNESS) as page:
        paper.opened(page, f"{address}/{name}")
        return {each: page.locator(f'[id="{each}"] .tt-fig svg.tt-wide').screenshot() for each in ids}


def _slide(slide: Tag, picture: bytes) -> OutlineSlide:
    title, link = slide.select_one(".tt-deck__title"), slide.select_one(".tt-deck__way a")
    number = title.select_one("b") if title is not None and slide["data-kind"] == "answer" else None
    said = _words(number) if number is not None else ""
    if number is not None:
        number.extract()
    points = slide.select(".tt-deck__body li")
    lines = points or slide.select(".tt-deck__body > p:not(.tt-deck__way), .tt-deck__body > .tt-grade, figcaption")
    drawing, address = slide.select_one(".tt-fig svg.tt-wide"), slide.select_one(".tt-deck__address")
    return OutlineSlide(
        kind=_text(slide, "data-kind"),
        over=_words(slide.select_one(".tt-deck__over")),
        title=_words(title),
        lines=tuple(_words(line) for line in lines),
        points=bool(points),
        number=said,
        way=_words(link.select_one("span:not(.tt-deck__address)")) if link is not None else "",
        address=_text(link, "href") if link is not None and address is not None else "",
        shown=_words(address),
        picture=picture,
        picture_words=_text(drawing, "aria-label") if drawing is not None else "",
        notes="\n".join(_notes(slide.select_one(".tt-deck__notes"))),
    )


def _notes(notes: Tag | None) -> Iterator[str]:
    """The teacher's note line by line, with numbers and dots before what stands in a list.

    What a demonstration sets, and what comes of it, each have a line.
    """
    for part in notes.find_all(True, recursive=False) if notes is not None else ():
        if part.name in ("ul", "ol"):
            for place, item in enumerate(part.find_all("li", recursive=False), 1):
                set_to = [_words(each.extract()) for each in item.select(".tt-demo")]
                answers = [f"→ {_words(each.extract())}" for each in item.select(".tt-demo__answer")]
                lines = [*set_to, _words(item), *answers]
                first, *rest = lines
                yield f"{f'{place}.' if part.name == 'ol' else '•'} {first}"
                yield from rest
        else:
            yield from ([""] if part.name == "h3" else []) + [_words(part)]


def _words(tag: Tag | None) -> str:
    if tag is None:
        return ""
    for end in tag.select("br, .tt-grade b, li > span"):
        end.insert_after(" ")
    return " ".join(tag.get_text().split())


def _text(tag: Tag, name: str) -> str:
    value = tag.get(name, "")
    return value if isinstance(value, str) else " ".join(value or ())
