"""The page `teaching` of a build for teachers: everything for a workshop, and every chapter with what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

from theme import toc
from theme.audience import TEACHERS
from theme.directives.teach import minutes_in_a_room, slides_of
from theme.workshop.notes import notes_of
from theme.workshop.run_sheet import FEEDBACK, answers_of, run_sheet, sheet_of
from theme.workshop.run_sheets import in_words, page_of, printed, written

PAGE = "teaching"
GUIDE = "chapters/teach"
PICTURE = "exercises/plan/group_picture"


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The one page."""
    if app.config.tertulia_audience != TEACHERS:
        return
    there = written(app)
    workshops = []
    for told in app.config.tertulia_workshops:
        sheet = run_sheet(app.env, told)
        workshops.append((sheet, page_of(sheet.key), f"slides/{sheet.key}", printed(sheet, app.env, there)))
    workshops.sort(key=lambda each: sum(meeting.ends - meeting.begin for meeting in each[0].meetings))
    chapters = []
    for step in toc.steps(app.env):
        notes = notes_of(app.env, step.doc)
        doing = sum(note.minutes for note in notes if note.exercise)
        talking = sum(note.minutes for note in notes) - doing
        exercises = [(page, sheet_of(page.doc), answers_of(page.doc)) for page in step.pages]
        asked = f"{step.doc}_questions"
        questions = (sheet_of(asked), answers_of(asked))
        chapters.append((step, talking, doing, slides_of(step.doc), exercises, questions))
    context = {
        "title": app.config.tertulia_edition.get("short_name", ""),
        "workshops": workshops,
        "chapters": chapters,
        "feedback": FEEDBACK,
        "guide": GUIDE,
        "picture": PICTURE,
        "in_a_room": minutes_in_a_room,
        "written": there,
        "in_words": in_words,
    }
    yield PAGE, context, "teaching.html"


def setup(app: Sphinx) -> None:
    """Add the page, last: it leads to what is there."""
    app.connect("html-collect-pages", pages, priority=900)
