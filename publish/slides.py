"""The slides of a finished teachers' site as files: a PDF to show anywhere, and an outline for those who edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from publish import editions, paper
from publish.build import say
from publish.errors import PublishError
from publish.paths import BUILD
from tertulia.language import speaking
from theme.audience import TEACHERS

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


def pack(key: str, languages: Sequence[str] = (), chapters: Sequence[str] = ()) -> list[Path]:
    """The slides of an edition's chapters as .pdf and .pptx in _build/slides; gives the files.

    languages, chapters: these only; a chapter, or a workshop, by the last part of its address. PublishError if the
    teachers' pages are not built or have no such slides.
    """
    site = editions.site(key, TEACHERS)
    made: list[Path] = []
    for language in languages or editions.load(key).languages:
        decks = sorted(file.stem for file in (site / language / "slides").glob("*.html"))
        if not decks:
            raise PublishError(
                f"There are no slides in {site}. Build them first: python -m publish build --audience teachers"
            )
        if unknown := [name for name in chapters if name not in decks]:
            raise PublishError(f"There are no slides {' or '.join(unknown)}. There are: {', '.join(decks)}.")
        for name in chapters or decks:
            made += write(site, language, f"slides/{name}", BUILD / "slides" / language / name)
    return made


def write(site: Path, language: str, doc: str, target: Path) -> tuple[Path, Path]:
    """A deck of a finished site as `target`.pdf and `target`.pptx; gives both files."""
    from publish import slides_pptx

    printed, edited = target.with_name(f"{target.name}.pdf"), target.with_name(f"{target.name}.pptx")
    sheets = paper.print_pages(site, language, [doc], printed)
    with speaking(language):
        slides_pptx.write(outline(site, language, doc), edited)
    sizes = " and ".join(f"{file.name} {file.stat().st_size / 1e6:.1f} MB" for file in (printed, edited))
    say(f"{language}/{doc}: {sheets} slides, {sizes}")
    return printed, edited


def outline(site: Path, language: str, doc: str) -> Outline:
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
    """The teacher's note line by line, with numbers and dots before what stands in a list."""
    for part in notes.find_all(True, recursive=False) if notes is not None else ():
        if part.name in ("ul", "ol"):
            for place, item in enumerate(part.find_all("li", recursive=False), 1):
                yield f"{f'{place}.' if part.name == 'ol' else '•'} {_words(item)}"
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
