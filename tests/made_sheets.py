"""The sheets to print of every exercise, made without a book: for the tests that read and that print them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import nbformat
import pytest

from tertulia.language import _, spoken
from tertulia.widgets.base.exercise import Exercise
from tertulia.widgets.base.static_html import static_html
from tertulia.widgets.demo import called
from tests.browser.living import of_the_course
from theme.workshop import forms, inbox_cards, rumour_cards
from theme.workshop.feedback import FeedbackForm
from theme.workshop.forms import FilledForm, SheetKind
from theme.workshop.paper_form import ScreenGroup, screen

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = [ROOT / f"{page}.ipynb" for page in of_the_course()]


@dataclass(frozen=True, kw_only=True)
class MadeSheet:
    """An exercise with what its screen shows as it begins, and its two forms."""

    exercise: Exercise[Any]
    on_screen: str
    layout: list[ScreenGroup]
    blank: FilledForm
    filled: FilledForm


def code_of(notebook: Path) -> str:
    cells = nbformat.read(notebook, as_version=4).cells
    return next(cell.source for cell in cells if cell.cell_type == "code")


def made_sheets() -> dict[str, MadeSheet]:
    """By the notebook's name. Teachers' notes are left out: those are a book's."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms, "notes_of", lambda *_which: [])
        for notebook in NOTEBOOKS:
            exercise = called(code_of(notebook))
            on_screen, layout = static_html(exercise.widget), screen(exercise)
            blank, filled = forms.forms_of(None, "", "", exercise)  # type: ignore[arg-type]
            found[notebook.stem] = MadeSheet(
                exercise=exercise, on_screen=on_screen, layout=layout, blank=blank, filled=filled
            )
    return found


def sheet_html(kind: SheetKind, title: str = "A title", **shown: Any) -> str:
    """A sheet as the template makes it."""
    template = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "theme")).get_template("sheet.html")
    around = {"say": _, "edition": {"name": "A course"}, "css_string": forms.css_string, "language": spoken()}
    return template.render(
        sheet=forms.Sheet("sheets/x", title, kind),
        title=title,
        back="",
        other="",
        root_doc="index",
        docstitle="A course",
        content_root="",
        storage="tertulia:",
        pathto=lambda name, _resource=0: name,
        **around,
        **shown,
    )


def cards_html() -> Iterator[tuple[str, str]]:
    """The cards and the teacher's sheets that go with them, by name."""
    organisation = called('rumour_run("workshop")').organisation  # type: ignore[attr-defined]
    yield "inbox_cards", sheet_html(SheetKind.CARDS, messages=inbox_cards.cards())
    yield "inbox_cards_answers", sheet_html(SheetKind.RULES, keys=inbox_cards.keys())
    yield "rumour_cards", sheet_html(SheetKind.CARDS, people=rumour_cards.cards(organisation))
    rules = rumour_cards.rules(organisation)
    yield "rumour_cards_answers", sheet_html(SheetKind.RULES, rules=rules, rounds=rumour_cards.ROUNDS)


def feedback_html(outcomes: tuple[str, ...]) -> str:
    """A form for feedback that asks for these outcomes."""
    scales = ((outcomes, ("no", "a little", "mostly", "yes")), (("The pace was",), ("slow", "right", "fast")))
    form = FeedbackForm(scales=scales, open=("What first?", "What otherwise?"))
    return sheet_html(SheetKind.FEEDBACK, feedback=form)
