"""What a page must know so that `static/progress.js` can show how far the learner is.

Nothing is known here about the learner: the pages name the steps, the script reads the browser's own notes.
"""

from __future__ import annotations

from html import escape
from typing import cast

from docutils import nodes
from sphinx.application import Sphinx

from theme import toc
from theme.toc import TocPage

PATIENCE = 15
"""Seconds in view for each minute a chapter takes to read: a quarter of the time is more than scrolling."""


def mark(app: Sphinx, step: TocPage) -> str:
    """The attributes of a step: its page, the exercises under it, and how many questions it asks."""
    exercises = " ".join(page.doc for page in step.walk() if page is not step)
    asked = _questions(app).get(step.doc)
    check = "" if asked is None else f' data-check="{asked}"'
    return f'data-step="{escape(step.doc)}" data-exercises="{escape(exercises)}"{check}'


def seconds(app: Sphinx, doc: str, doctree: nodes.document | None) -> int:
    """How long a chapter must have been in view to count as read; 0 for a page that is no chapter."""
    if doctree is None or doc not in {step.doc for step in toc.steps(app.env)}:
        return 0
    return PATIENCE * toc.reading(app.env.get_doctree(doc))


def _questions(app: Sphinx) -> dict[str, int]:
    """Worked out once per build, since it looks into every chapter."""
    if not hasattr(app.builder, "tertulia_questions"):
        app.builder.tertulia_questions = toc.questions(app.env)  # type: ignore[attr-defined]
    return cast(dict[str, int], app.builder.tertulia_questions)  # type: ignore[attr-defined]
