"""The slides of a finished teachers' site as files: a PDF to show anywhere, and an outline for those who edit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from publish import editions, outline, paper, slides_pptx
from publish.build import say
from publish.errors import PublishError
from publish.paths import BUILD
from tertulia.language import speaking
from theme.audience import TEACHERS


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
    printed, edited = target.with_name(f"{target.name}.pdf"), target.with_name(f"{target.name}.pptx")
    sheets = paper.print_pages(site, language, [doc], printed)
    with speaking(language):
        slides_pptx.write(outline.read(site, language, doc), edited)
    sizes = " and ".join(f"{file.name} {file.stat().st_size / 1e6:.1f} MB" for file in (printed, edited))
    say(f"{language}/{doc}: {sheets} slides, {sizes}")
    return printed, edited
