"""A chapter, or a workshop, as slides: one idea each, taken from what the chapter and the teacher's notes say.

In a build for teachers each chapter with notes has a page `slides/<chapter>`, each workshop one of its own
(`workshop_slides.py`). The keys are those of any reader of slides; printed, each slide is a page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError

from tertulia.language import _, number
from theme import drawings, toc
from theme.audience import TEACHERS
from theme.directives.monday import Minutes, Tasks
from theme.directives.teach import Teach, filled_in, slides_of
from theme.nodes import Frame, Line, Quiz


@dataclass(frozen=True, kw_only=True)
class Slide:
    """What is projected at a time.

    kind: "title", "outcomes", "story", "idea", "ask", "picture", "evidence", "exercise", "monday", "question",
    "answer", "talk", "break" or "end". over: a small line above. title: the words in large, HTML. points: a list below,
    HTML. more: HTML below that, a picture for instance. way: the page of the course the slide leads to, the root for
    the whole course, in words; notes: what only the teacher sees, HTML.
    """

    kind: str
    over: str = ""
    title: str = ""
    points: tuple[str, ...] = ()
    more: str = ""
    page: str | None = None
    way: str = ""
    notes: str = ""

    @property
    def name(self) -> str:
        """What a screen reader calls it."""
        return plain(self.title or self.over)

    @property
    def length(self) -> str:
        """How much has to stand on it, for the size of its letters: "short", "long" or "longer"."""
        letters = len(plain(f"{self.title}{''.join(self.points)}{self.more}")) + 40 * len(self.points)
        some, many = (430, 660) if self.kind == "question" else (560, 660)  # a question stands there larger
        return "short" if letters < some else "long" if letters < many else "longer"


def plain(html: str) -> str:
    """HTML as words on one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def chapter_slides(env: BuildEnvironment, doc: str) -> list[Slide]:
    """The slides of a chapter; empty for a page without teacher's notes."""
    tree = env.get_doctree(doc)
    if not any(tree.findall(Teach)):
        return []
    chapter = tree.next_node(nodes.section)
    assert chapter is not None
    slides = [
        Slide(kind="title", title=inline(chapter[0]), more=f"<p>{escape(toc.opening(env, doc))}</p>{drawings.mark()}")
    ]
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
    yield from idea_slides(env, section)
    for note in section.findall(Teach):
        if note["exercise"]:
            yield from exercise_slides(env, note)
    for tasks in section.findall(Tasks):
        yield Slide(kind="monday", title=inline(section[0]), points=_tasks(tasks))
    for quiz in section.findall(Quiz):
        yield from _of_question(quiz)


def idea_slides(env: BuildEnvironment, section: nodes.Element) -> Iterator[Slide]:
    """What a section says: its idea, the question to the room, pictures and evidence."""
    over = inline(section[0])
    for note in section.findall(Teach):
        if not note["exercise"]:
            time, _shown, heard = _for_the_teacher(env, note)
            yield Slide(kind="idea", over=over, title=inline(note[0]), notes=time)
            yield Slide(kind="ask", over=escape(_("Ask the room")), title=inline(note[1]), notes=heard)
    for part in section.findall(Frame):
        if part["part"] == "picture":
            drawn = part["open"] + part["close"]
            said = _SAID.search(drawn)
            yield Slide(kind="picture", title=said[1] if said else over, more=_SAID.sub("", drawn))
        elif part["part"] == "evidence":
            line = part.next_node(Line)
            grade = part.children[0]["close"].removesuffix("</header>")  # type: ignore[index]
            yield Slide(kind="evidence", over=over, title=inline(line) if line is not None else "", more=grade)


_SAID = re.compile(r'<p class="tt-fig__title">(.*?)</p>', re.DOTALL)
"""What a picture says, which is above it on its slide."""


def exercise_slides(env: BuildEnvironment, note: Teach, minutes: int | None = None) -> Iterator[Slide]:
    """The question comes before the exercise, whose slide stays on the wall while everybody works.

    minutes: how long they have, if not as long as the note says.
    """
    doc = note["exercise"]
    name = env.titles[doc].astext()
    time, shown, heard = _for_the_teacher(env, note)
    yield Slide(kind="ask", over=escape(_("Ask the room")), title=inline(note[1]), notes=heard)
    over = _("{exercise} · {n} minutes").format(
        exercise=name, n=number(note["minutes"] if minutes is None else minutes)
    )
    chapter = next(step.title for step in toc.steps(env) if step.holds(doc))
    yield Slide(
        kind="exercise",
        over=escape(over),
        title=inline(note[0]),
        page=doc,
        way=_("In the course: {chapter}, then “{exercise}”").format(chapter=chapter, exercise=name),
        notes=f"{time}{shown}{heard}",
    )


def _of_question(quiz: Quiz) -> Iterator[Slide]:
    asked = inline(quiz.children[0])
    answers = [item.children for item in quiz.findall(nodes.list_item)]
    points = tuple(f"<span>{inline(answer)}</span>" for answer, _reason in answers)
    yield Slide(kind="question", title=asked, points=points)
    answer, reason = answers[quiz["right"] - 1]
    title = f"<b>{number(quiz['right'])}</b> <span>{inline(answer)}</span>"
    yield Slide(kind="answer", over=asked, title=title, more=f"<p>{inline(reason)}</p>")


def _for_the_teacher(env: BuildEnvironment, note: Teach) -> tuple[str, str, str]:
    """The minutes, what to show and what will be heard, each as HTML; what to show may be empty."""
    time = f"<p>{escape(_('For the teacher · {n} minutes').format(n=number(note['minutes'])))}</p>"
    shown = heard = ""
    for each in filled_in(env, note)[2:]:
        items = "".join(f"<li>{inline(item)}</li>" for item in each.children)
        if isinstance(each, nodes.bullet_list):
            heard = f"<h3>{escape(_('What you will hear'))}</h3><ul>{items}</ul>"
        else:
            shown = f"<h3>{escape(_('Show it'))}</h3><ol>{items}</ol>"
    return time, shown, heard


def _items(part: nodes.Element) -> tuple[str, ...]:
    return tuple(f"<span>{inline(item.children[0])}</span>" for item in part.findall(nodes.list_item))


def _tasks(tasks: Tasks) -> tuple[str, ...]:
    """What to do, and apart from it how long it takes."""
    found = []
    for item in tasks.findall(nodes.list_item):
        parts = item.children[0].children
        times = [part for part in parts if isinstance(part, Minutes)]
        words = "".join(inline(part) for part in parts if part not in times).rstrip()
        found.append(f"<span>{words}</span>{''.join(inline(time) for time in times)}")
    return tuple(found)


def inline(node: nodes.Node) -> str:
    """The words of a line as HTML: emphasis stays; links are their words, since nobody can press them on a wall."""
    if isinstance(node, nodes.Text):
        return escape(str(node))
    if isinstance(node, Minutes):
        return f'<span class="tt-time">{escape(node.astext())}</span>'
    if type(node).__name__ in {"pending_xref", "citation_reference"} and node.get("refdomain") == "cite":  # type: ignore[attr-defined]
        return ""
    inside = "".join(inline(child) for child in node.children)
    if isinstance(node, Frame):
        return f"{node['open']}{inside}{node['close']}"
    for kind, tag in ((nodes.strong, "strong"), (nodes.emphasis, "em")):
        if isinstance(node, kind):
            return f"<{tag}>{inside}</{tag}>"
    return inside


# ---- the pages -------------------------------------------------------------------------------------------------------


TEMPLATE = "slides.html"

_ADDRESS = re.compile(r"https?://[^\s/?#\"'<>]+(/[^\s?#\"'<>]*)?")
MOST_LETTERS = 200


def learners_address(told: str) -> str:
    """Where learners find the course, with a slash at the end, or empty; ConfigError for what is no address."""
    if not told:
        return ""
    if len(told) > MOST_LETTERS or not _ADDRESS.fullmatch(told):
        raise ConfigError(
            f"{told[:MOST_LETTERS]!r} is no address of a course. Write one such as https://example.org/course/, "
            "which begins with http:// or https:// and has no ? and no #, or leave it empty."
        )
    return told if told.endswith("/") else f"{told}/"


def page_of(
    app: Sphinx, slides: list[Slide], *, title: str, back: str, back_words: str, address: str = ""
) -> dict[str, Any]:
    """What the template needs. title: what the deck is called; back: the page it belongs to, and what leads there.

    address: where learners find the course, if not where the configuration says.
    """
    found = learners_address(address or app.config.tertulia_address)
    return {
        "slides": slides,
        "title": title,
        "back": back,
        "back_words": back_words,
        "address": found,
        "address_shown": found.partition("://")[2].removesuffix("/"),
        "home": app.config.root_doc,
    }


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """A page of slides for each chapter of the course."""
    if app.config.tertulia_audience != TEACHERS:
        return
    for step in toc.steps(app.env):
        slides = chapter_slides(app.env, step.doc)
        if slides:
            words = _("Back to the chapter")
            yield slides_of(step.doc), page_of(app, slides, title=step.title, back=step.doc, back_words=words), TEMPLATE


def check(_app: Sphinx, config: Config) -> None:
    """Refuse an address that leads nowhere before anything is built."""
    learners_address(config.tertulia_address)


def setup(app: Sphinx) -> None:
    """Add the pages, and where learners find the course."""
    app.add_config_value("tertulia_address", "", "html", str)
    app.connect("config-inited", check)
    app.connect("html-collect-pages", pages)
