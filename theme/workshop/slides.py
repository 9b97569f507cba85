"""A chapter as slides: one idea each, taken from what the chapter and the teacher's notes say.

In a build for teachers each chapter with notes has a page `slides/<chapter>`. The keys are those of any reader of
slides; printed, each slide is a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from tertulia.language import _, number
from theme import toc
from theme.audience import TEACHERS
from theme.directives.monday import Minutes, Tasks
from theme.directives.teach import Teach, slides_of
from theme.nodes import Frame, Line, Quiz


@dataclass(frozen=True, kw_only=True)
class Slide:
    """What is projected at a time.

    kind: "title", "outcomes", "story", "idea", "ask", "picture", "evidence", "exercise", "monday", "question" or
    "answer". over: a small line above. title: the words in large, HTML. points: a list below, HTML. more: HTML below
    that, a picture for instance. exercise: the page the slide leads to.
    """

    kind: str
    over: str = ""
    title: str = ""
    points: tuple[str, ...] = ()
    more: str = ""
    exercise: str = ""


def deck(env: BuildEnvironment, doc: str) -> list[Slide]:
    """The slides of a chapter; empty for a page without teacher's notes."""
    tree = env.get_doctree(doc)
    if not any(tree.findall(Teach)):
        return []
    chapter = tree.next_node(nodes.section)
    assert chapter is not None
    title = inline(chapter[0])
    slides = [Slide(kind="title", title=title, more=f"<p>{escape(toc.opening(env, doc))}</p>")]
    for part in chapter.children:
        if isinstance(part, nodes.section):
            slides += _of_section(env, part)
        elif isinstance(part, Frame) and part["part"] == "outcomes":
            words = _("After this chapter you can")
            slides.append(Slide(kind="outcomes", title=escape(words), points=_items(part)))
        elif isinstance(part, Frame) and part["part"] == "story":
            told = "".join(f"<p>{inline(each)}</p>" for each in part.children)
            slides.append(Slide(kind="story", over=escape(_("Invented firm")), more=told))
    return slides


def _of_section(env: BuildEnvironment, section: nodes.Element) -> Iterator[Slide]:
    """The idea and the question first, then what supports them, the exercises last."""
    over = inline(section[0])
    notes = list(section.findall(Teach))
    for note in notes:
        if not note["exercise"]:
            yield Slide(kind="idea", over=over, title=inline(note[0]))
            yield Slide(kind="ask", over=escape(_("Ask the room")), title=inline(note[1]))
    for part in section.findall(Frame):
        if part["part"] == "picture":
            yield Slide(kind="picture", over=over, more=part["open"] + part["close"])
        elif part["part"] == "evidence":
            line = part.next_node(Line)
            grade = part.children[0]["close"].removesuffix("</header>")  # type: ignore[index]
            yield Slide(kind="evidence", over=over, title=inline(line) if line is not None else "", more=grade)
    for note in notes:
        if note["exercise"]:
            name = env.titles[note["exercise"]].astext()
            over_it = _("{exercise} · {n} minutes").format(exercise=name, n=number(note["minutes"]))
            yield Slide(kind="exercise", over=escape(over_it), title=inline(note[0]), exercise=note["exercise"])
            yield Slide(kind="ask", over=escape(_("Ask the room")), title=inline(note[1]))
    for tasks in section.findall(Tasks):
        yield Slide(kind="monday", title=over, points=_items(tasks))
    for quiz in section.findall(Quiz):
        yield from _of_question(quiz)


def _of_question(quiz: Quiz) -> Iterator[Slide]:
    asked = inline(quiz.children[0])
    answers = [item.children for item in quiz.findall(nodes.list_item)]
    points = tuple(inline(answer) for answer, _reason in answers)
    yield Slide(kind="question", title=asked, points=points)
    answer, reason = answers[quiz["right"] - 1]
    yield Slide(kind="answer", over=asked, title=inline(answer), more=f"<p>{inline(reason)}</p>")


def _items(part: nodes.Element) -> tuple[str, ...]:
    return tuple(inline(item.children[0]) for item in part.findall(nodes.list_item))


def inline(node: nodes.Node) -> str:
    """The words of a line as HTML: emphasis stays; links are their words, since nobody can press them on a wall."""
    if isinstance(node, nodes.Text):
        return escape(str(node))
    if isinstance(node, Minutes):
        return f'<span class="tt-time">{escape(node.astext())}</span>'
    if type(node).__name__ in {"pending_xref", "citation_reference"} and node.get("refdomain") == "cite":  # type: ignore[attr-defined]
        return ""
    inside = "".join(inline(child) for child in node.children)
    for kind, tag in ((nodes.strong, "strong"), (nodes.emphasis, "em")):
        if isinstance(node, kind):
            return f"<{tag}>{inside}</{tag}>"
    return inside


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """A page of slides for each chapter of the course."""
    if app.config.tertulia_audience != TEACHERS:
        return
    for step in toc.steps(app.env):
        slides = deck(app.env, step.doc)
        if slides:
            yield slides_of(step.doc), {"slides": slides, "title": step.title, "chapter": step.doc}, "slides.html"


def setup(app: Sphinx) -> None:
    """Add the pages."""
    app.connect("html-collect-pages", pages)
