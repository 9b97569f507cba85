"""The run-sheets of the workshops: a page each, and beside it the same as files that a teacher changes.

In a build for teachers each workshop has `run_sheets/<key>`, `.xlsx` and `.docx`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from tertulia.clock import today
from tertulia.language import _, day, ngettext, number
from theme.audience import TEACHERS
from theme.directives.teach import slides_of
from theme.workshop.run_sheet import CARDS, FEEDBACK, RunSheet, clock, hours, run_sheet, sheet_of, won
from theme.workshop.run_sheet_document import document
from theme.workshop.run_sheet_workbook import workbook


def page_of(key: str) -> str:
    """The page with the run-sheet of a workshop."""
    return f"run_sheets/{key}"


def written(app: Sphinx) -> Callable[[str], bool]:
    """Whether a page of this build is there by now: of what is made beside the chapters, links lead to that alone."""
    folder = Path(app.outdir)
    return lambda page: page in app.env.found_docs or (folder / f"{page}.html").is_file()


def printed(sheet: RunSheet, env: BuildEnvironment, there: Callable[[str], bool]) -> list[tuple[str, str]]:
    """What to print for everybody: pairs of the exercise's title and the page of its sheet or of its cards."""
    pages = [(env.titles[doc].astext(), page) for doc in sheet.exercises for page in papers(doc)]
    return [(title, page) for title, page in pages if there(page)]


def papers(doc: str) -> Iterator[str]:
    """The pages to print for an exercise: its sheet, and its cards if it is played with some."""
    yield sheet_of(doc)
    name = doc.rpartition("/")[2]
    if name in CARDS:
        yield CARDS[name]


def in_words(iso: str) -> str:
    """A day as it is read aloud, or nothing."""
    return day(date.fromisoformat(iso), "full") if iso else ""


def minutes(n: int) -> str:
    """ "8 min"."""
    return _("{n} min").format(n=number(n))


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """A page for each workshop; its files are written beside it."""
    if app.config.tertulia_audience != TEACHERS:
        return
    there = written(app)
    for workshop in app.config.tertulia_workshops:
        sheet = run_sheet(app.env, workshop)
        page = page_of(sheet.key)
        file = Path(app.outdir) / page
        file.parent.mkdir(parents=True, exist_ok=True)
        file.with_suffix(".xlsx").write_bytes(workbook(sheet, today()))
        file.with_suffix(".docx").write_bytes(document(sheet, today()))
        told = {
            "sheet": sheet,
            "title": sheet.title,
            "to_print": printed(sheet, app.env, there),
            "feedback": FEEDBACK,
            "slides": f"slides/{sheet.key}",
            "slides_at": lambda moment: slides_of(moment.chapter),
            "papers_of": lambda moment: tuple(papers(moment.doc)),
            "copies": ngettext("{n} copy of each", "{n} copies of each", sheet.people).format(n=number(sheet.people)),
            "hours": hours,
            "minutes": minutes,
            "clock": clock,
            "goes": lambda place: _("Leave out: no. {n}").format(n=number(place)),
            "won": won,
            "written": there,
            "in_words": in_words,
        }
        yield page, told, "run_sheet.html"


def setup(app: Sphinx) -> None:
    """Add the pages, after those they lead to."""
    app.connect("html-collect-pages", pages, priority=700)
