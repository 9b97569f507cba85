"""Sheets to print for a room without a phone, without wifi or without power, made of what the course says already.

In a build for teachers there are pages `sheets/<exercise>` (its own fields, blank), `sheets/<exercise>_answers` (filled
in for the invented firm), `sheets/<chapter>_questions` with and without answers, cards for the inbox drill and for the
rumour run with a sheet for the teacher, and a form for feedback. Each prints on A4 by itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import nbformat
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from tertulia.firms import OWN, firms
from tertulia.language import _
from tertulia.widgets.base.exercise import Exercise
from tertulia.widgets.demo import called, demonstrated
from tertulia.widgets.manager.inbox import InboxDrill
from theme import toc
from theme.audience import TEACHERS
from theme.directives.teach import Demo
from theme.nodes import Card, Quiz
from theme.toc import TocPage
from theme.workshop import feedback, inbox_cards, rumour_cards
from theme.workshop.by_hand import Outcome, outcome_of
from theme.workshop.notes import notes_of
from theme.workshop.paper_form import PaperGroup, form_of, screen
from theme.workshop.slides import inline

INBOX, RUMOUR = "exercises/manager/inbox_drill", "exercises/inside/rumour_run"
"""The exercises that are played with cards as well."""

TEMPLATE = "sheet.html"


class SheetKind(StrEnum):
    """What a sheet is; those for the teacher hold answers."""

    FORM = "form"
    QUESTIONS = "questions"
    ANSWERS = "answers"
    CARDS = "cards"
    RULES = "rules"
    FEEDBACK = "feedback"


class Sheet(NamedTuple):
    """A page to print: its address in the book, its title, what it is."""

    page: str
    title: str
    kind: SheetKind


@dataclass(frozen=True, kw_only=True)
class DemoAnswer:
    """A step of the teacher's demonstration: what is set, and what the exercise answers."""

    settings: tuple[tuple[str, str], ...]
    answer: str


@dataclass(frozen=True, kw_only=True)
class FilledForm:
    """What a sheet shows. firm: whose values stand in it, empty on a blank one; summary: what the exercise answers."""

    groups: tuple[PaperGroup, ...]
    outcome: Outcome
    firm: str = ""
    summary: str = ""
    demo: tuple[DemoAnswer, ...] = ()


def exercises_of(chapter: TocPage) -> list[TocPage]:
    """The course's own exercises below a chapter; an edition may have pages of its own there."""
    return [page for page in chapter.pages if page.doc.startswith("exercises/")]


def name_of(doc: str) -> str:
    """A page without its folders, by which its sheets are called."""
    return doc.rpartition("/")[2]


def sheets(env: BuildEnvironment) -> list[Sheet]:
    """Every sheet of a build for teachers, chapter by chapter; the feedback form last."""
    found: list[Sheet] = []
    for step in toc.steps(env):
        for below in exercises_of(step):
            found += _of_exercise(below.doc, below.title)
        if any(env.get_doctree(step.doc).findall(Quiz)):
            page, title = f"sheets/{name_of(step.doc)}_questions", _("Questions: {chapter}").format(chapter=step.title)
            found += [Sheet(page, title, SheetKind.QUESTIONS), _answers(page, title)]
    return [*found, Sheet(feedback.PAGE, _("What did you take home?"), SheetKind.FEEDBACK)]


def _of_exercise(doc: str, title: str) -> Iterator[Sheet]:
    page = f"sheets/{name_of(doc)}"
    yield Sheet(page, title, SheetKind.FORM)
    yield _answers(page, title)
    cards = {
        INBOX: ("sheets/inbox_cards", _("Messages to cut out")),
        RUMOUR: ("sheets/rumour_cards", _("The rumour as a game")),
    }
    if doc in cards:
        page, title = cards[doc]
        yield Sheet(page, title, SheetKind.CARDS)
        yield Sheet(f"{page}_answers", _("{title}: for the teacher").format(title=title), SheetKind.RULES)


def _answers(page: str, title: str) -> Sheet:
    return Sheet(f"{page}_answers", _("{title} With answers").format(title=_ended(title)), SheetKind.ANSWERS)


def _ended(title: str) -> str:
    return title if title.endswith(("?", ".", "!")) else f"{title}."


# what stands on them ------------------------------------------------------------------------------------------------


@contextmanager
def nobodys_device() -> Iterator[None]:
    """Exercises that are made inside know nobody's firm and leave nothing where somebody keeps theirs."""
    before = os.environ.get("TERTULIA_PLAN")
    with TemporaryDirectory() as folder:
        os.environ["TERTULIA_PLAN"] = str(Path(folder) / "my-plan.json")
        try:
            yield
        finally:
            if before is None:
                del os.environ["TERTULIA_PLAN"]
            else:
                os.environ["TERTULIA_PLAN"] = before


def exercise_of(env: BuildEnvironment, doc: str) -> Exercise[Any]:
    """The exercise of a notebook, as it begins there."""
    cells = nbformat.read(Path(env.doc2path(doc)), as_version=4).cells
    return called(next(cell.source for cell in cells if cell.cell_type == "code"))


def forms_of(env: BuildEnvironment, chapter: str, doc: str, exercise: Exercise[Any]) -> tuple[FilledForm, FilledForm]:
    """An exercise as a blank form, and filled in for its invented firm with what it answers."""
    layout = screen(exercise)
    blank = FilledForm(groups=form_of(exercise, layout), outcome=outcome_of(exercise))
    if exercise.firm.key == OWN:  # begins empty; on paper an example shows how it is meant
        exercise.who.value = next((key for key in firms() if key != OWN), OWN)
    if isinstance(exercise, InboxDrill):
        inbox_cards.play_well(exercise)
    groups, outcome = form_of(exercise, layout, filled=True), outcome_of(exercise, filled=True)
    summary = exercise.summary()
    steps = [
        step["settings"] for note in notes_of(env, chapter) if note.exercise == doc for step in note.node.findall(Demo)
    ]
    demo = tuple(DemoAnswer(settings=told.settings, answer=told.answer) for told in demonstrated(exercise, steps))
    return blank, FilledForm(groups=groups, outcome=outcome, firm=exercise.firm.shown, summary=summary, demo=demo)


def questions_of(env: BuildEnvironment, chapter: str, *, answers: bool) -> list[dict[str, Any]]:
    """The questions of a chapter; with the right answer and the reasons only where they are asked for."""
    found = []
    for quiz in env.get_doctree(chapter).findall(Quiz):
        items = [item.children for item in quiz.findall(nodes.list_item)]
        found.append(
            {
                "asked": inline(quiz.children[0]),
                "answers": [
                    {
                        "words": inline(answer),
                        "right": answers and place == quiz["right"],
                        "reason": inline(reason) if answers else "",
                    }
                    for place, (answer, reason) in enumerate(items, 1)
                ],
            }
        )
    return found


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The sheets of a build for teachers."""
    if app.config.tertulia_audience != TEACHERS:
        return
    env = app.env
    titles = {sheet.page: sheet for sheet in sheets(env)}

    def page(name: str, back: str, **shown: Any) -> tuple[str, dict[str, Any], str]:
        sheet = titles[name]
        other = name.removesuffix("_answers") if name.endswith("_answers") else f"{name}_answers"
        told: dict[str, Any] = {"sheet": sheet, "title": sheet.title, "back": back, "css_string": css_string}
        return name, {**told, "other": other if other in titles else "", **shown}, TEMPLATE

    with nobodys_device():
        for step in toc.steps(env):
            purposes = {card["doc"]: card.astext() for card in env.get_doctree(step.doc).findall(Card)}
            for below in exercises_of(step):
                exercise, name = exercise_of(env, below.doc), f"sheets/{name_of(below.doc)}"
                organisation = exercise.organisation if below.doc == RUMOUR else None  # type: ignore[attr-defined]
                blank, filled = forms_of(env, step.doc, below.doc, exercise)
                purpose = purposes.get(below.doc, "")
                yield page(name, below.doc, form=blank, purpose=purpose)
                yield page(f"{name}_answers", below.doc, form=filled, purpose=purpose)
                if below.doc == INBOX:
                    yield page("sheets/inbox_cards", below.doc, messages=inbox_cards.cards())
                    yield page("sheets/inbox_cards_answers", below.doc, keys=inbox_cards.keys())
                if organisation is not None:
                    yield page("sheets/rumour_cards", below.doc, people=rumour_cards.cards(organisation))
                    rules = rumour_cards.rules(organisation)
                    yield page("sheets/rumour_cards_answers", below.doc, rules=rules, rounds=rumour_cards.ROUNDS)
            name = f"sheets/{name_of(step.doc)}_questions"
            if name in titles:
                yield page(name, step.doc, questions=questions_of(env, step.doc, answers=False))
                yield page(f"{name}_answers", step.doc, questions=questions_of(env, step.doc, answers=True))
        yield page(feedback.PAGE, "", feedback=feedback.feedback_form(env))


def css_string(*parts: str) -> str:
    """Words as a string of CSS, for the head and the foot of each sheet of paper."""
    words = " · ".join(part for part in parts if part)
    return '"' + "".join(f"\\{ord(sign):x} " if sign in '"\\\n<>' else sign for sign in words) + '"'


def setup(app: Sphinx) -> None:
    """Add the pages."""
    app.connect("html-collect-pages", pages)
