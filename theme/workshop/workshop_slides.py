"""A workshop as slides: what its sessions name, in their order, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from tertulia.language import _, day, number
from theme import drawings, toc
from theme.audience import TEACHERS
from theme.directives.teach import Teach, slides_of
from theme.workshop.slides import TEMPLATE, Slide, exercise_slides, idea_slides, page_of

TEACHING = "teaching"
"""The page with the workshops, for teachers."""


def workshop_slides(env: BuildEnvironment, workshop: Mapping[str, Any]) -> list[Slide]:
    """The slides of a workshop, a record of `tertulia_workshops`; ExtensionError if it names what there is not."""
    told = _joined(_day(workshop), workshop["place"])
    title = escape(workshop["title"])
    slides = [Slide(kind="title", title=title, more=f"<p>{escape(told)}</p>{drawings.mark()}")]
    for place, session in enumerate(workshop["sessions"], 1):
        if len(workshop["sessions"]) > 1:
            name = session["title"] or _("Part {n}").format(n=number(place))
            slides.append(Slide(kind="talk", over=escape(_joined(_day(session), session["begin"])), title=escape(name)))
        slides += _of_session(env, session, workshop["key"])
    words = _("The course, to read and to try at home")
    slides.append(Slide(kind="end", title=escape(_("Thank you")), page=env.config.root_doc, way=words))
    return slides


def _day(told: Mapping[str, Any]) -> str:
    return day(date.fromisoformat(told["date"]), "full") if told.get("date") else ""


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _of_session(env: BuildEnvironment, session: Mapping[str, Any], key: str) -> Iterator[Slide]:
    clock = datetime.strptime(session["begin"], "%H:%M") if session["begin"] else None
    for item in session["items"]:
        kind, minutes = item["kind"], item.get("minutes")
        note = None
        if kind in ("section", "exercise"):
            note = _note(env, item)
            if note is None:
                what = f"{item['page']}, {item['section']!r}" if kind == "section" else item["page"]
                raise ExtensionError(f"the workshop {key!r} names {what}, and no teacher's note stands there.")
            minutes = note["minutes"] if minutes is None else minutes
        clock = clock + timedelta(minutes=minutes or 0) if clock else None
        if kind == "section" and note is not None:
            yield from idea_slides(env, _section(note))
        elif kind == "exercise" and note is not None:
            yield from exercise_slides(env, note, minutes)
        elif kind == "break":
            until = _("Break until {time}").format(time=f"{clock:%H:%M}") if clock else ""
            words = until or _("Break: {n} minutes").format(n=number(minutes or 0))
            yield Slide(kind="break", title=escape(words), more=drawings.coffee())
        else:
            yield Slide(kind="talk", title=escape(item["title"]), notes=_prepare(item.get("prepare", "")))


def _note(env: BuildEnvironment, item: Mapping[str, Any]) -> Teach | None:
    """The teacher's note that a workshop means: of a section, by its English title, or of an exercise."""
    if item["kind"] == "section":
        notes = env.get_doctree(item["page"]).findall(Teach) if item["page"] in env.all_docs else iter(())
        named = [note for note in notes if note["section"] == item["section"]]
        return next((note for note in named if not note["exercise"]), named[0] if named else None)
    notes = (note for step in toc.steps(env) for note in env.get_doctree(step.doc).findall(Teach))
    return next((note for note in notes if note["exercise"] == item["page"]), None)


def _section(note: nodes.Element) -> nodes.Element:
    while not isinstance(note, nodes.section):
        note = note.parent
    return note


def _prepare(words: str) -> str:
    return f"<p>{escape(words)}</p>" if words else ""


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """A page of slides for each workshop."""
    if app.config.tertulia_audience != TEACHERS:
        return
    for workshop in app.config.tertulia_workshops:
        slides = workshop_slides(app.env, workshop)
        words = _("Back to the workshops")
        context = page_of(
            app, slides, title=workshop["title"], back=TEACHING, back_words=words, address=workshop["address"]
        )
        yield slides_of(workshop["key"]), context, TEMPLATE


def setup(app: Sphinx) -> None:
    """Add the pages."""
    app.connect("html-collect-pages", pages)
