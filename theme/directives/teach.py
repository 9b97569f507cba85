"""What a teacher needs beside a section or an exercise. Learners' pages hold nothing of it.

:::{teach} Your hours decide, not your hopes
:exercise: ../exercises/strategy/community_simulator
:minutes: 20
:ask: How many followers will the bakery have in a year?

1. Begin with the bakery as it stands.
2. {demo}`posts=6` “Twice the posts, the same four hours. What gives?”

- **“So I post more.”** What to answer.
:::

The title is the one idea to project. The numbered list is the demonstration and belongs to an exercise: `{demo}` sets
values of its controls one after the other, and the page shows what the exercise answers then. The bullets are what to
watch for.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.states import Inliner
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join
from sphinx.util.docutils import SphinxDirective

from tertulia.language import _, number
from tertulia.widgets.demo import DemoStep, called, demonstrated, settings
from theme import edition
from theme.audience import LEARNERS, TEACHERS
from theme.nodes import Frame, frame, line


def slides_of(doc: str) -> str:
    """The page with the slides of a chapter."""
    return f"slides/{doc.rpartition('/')[2]}"


class Teach(nodes.General, nodes.Element):
    """A teacher's note: a line to project, a line to ask, then the lists.

    exercise: its page, or empty. section: the title of its section, in English. minutes: in a room.
    """


class Demo(nodes.inline):
    """A step of a demonstration; `settings` holds the values by the name of their control."""


class TeachNote(SphinxDirective):
    """The note in a build for teachers and in the catalogues; nothing for learners."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {
        "exercise": directives.unchanged_required,
        "minutes": directives.positive_int,
        "ask": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """The note; an error if the minutes, the question or what to watch for is missing."""
        for option in ("minutes", "ask"):
            if option not in self.options:
                raise self.error(f"teach: say `:{option}:`.")
        doc = docname_join(self.env.docname, self.options["exercise"]) if "exercise" in self.options else ""
        left_out = doc and edition.leaves_out(self.config, doc)
        for_learners = self.config.tertulia_audience == LEARNERS and self.env.app.builder.name != "gettext"
        if for_learners or left_out:
            return []
        if doc and doc not in self.env.found_docs:
            raise self.error(f"teach: there is no page {doc!r}. Is it in _toc.yml?")
        content = self.parse_content_to_nodes()
        kinds = [nodes.enumerated_list, nodes.bullet_list] if doc else [nodes.bullet_list]
        if [type(part) for part in content] != kinds:
            raise self.error(
                "teach: write what to watch for as one bullet list; of an exercise, the demonstration before it as a "
                "numbered one."
            )
        title = line(self, self.arguments[0], "<h3>", "</h3>")
        ask = line(self, self.options["ask"], f'<p class="tt-ask"><b>{escape(_("Ask the room"))}</b> ', "</p>")
        note = Teach("", title, ask, *content, minutes=self.options["minutes"], exercise=doc, section=self.section())
        self.set_source_info(note)
        return [note]

    def section(self) -> str:
        """The title of the section this note stands in, as it is written: not yet in the book's language."""
        part: nodes.Element = self.state_machine.node  # type: ignore[assignment]  # of MyST, the part it stands in
        while not isinstance(part, nodes.section):
            part = part.parent
        return part[0].astext()


def demo(
    _role: str, rawtext: str, text: str, lineno: int, inliner: Inliner, *_rest: Any
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """{demo}`posts=6; hours=2`."""
    try:
        return [Demo(rawtext, "", settings=settings(text))], []
    except ValueError as problem:
        said = inliner.reporter.error(f"demo: {problem}.", line=lineno)
        return [inliner.problematic(rawtext, rawtext, said)], [said]


class ShowNotes(SphinxPostTransform):
    """Turn each note into its part of the page, the demonstrations with what the exercise answers."""

    default_priority = 200
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the notes of this page; above them, how long it all takes in a room."""
        notes = list(self.document.findall(Teach))
        title = self.document.next_node(nodes.title)
        if notes and title is not None:
            title.parent.insert(1, self.in_a_room(notes))
        for note in notes:
            time = _("For the teacher · {n} minutes").format(n=number(note["minutes"]))
            idea, ask, *lists = filled_in(self.env, note).children
            parts: list[nodes.Node] = [idea, ask]
            for each in lists:
                words = _("What you will hear") if isinstance(each, nodes.bullet_list) else _("Show it")
                parts.append(frame(f"<h4>{escape(words)}</h4>", each, end=""))
            note.replace_self(
                frame(f'<aside class="tt-teach"><p class="tt-tag">{escape(time)}</p>', *parts, end="</aside>")
            )

    def in_a_room(self, notes: list[Teach]) -> Frame:
        """How long the ideas and the exercises of the page take together, and the way to its slides."""
        doing = sum(note["minutes"] for note in notes if note["exercise"])
        talking = sum(note["minutes"] for note in notes) - doing
        words = minutes_in_a_room(talking, doing)
        slides = self.app.builder.get_relative_uri(self.env.docname, slides_of(self.env.docname))
        link = f'<a href="{escape(slides)}">{escape(_("Slides"))}</a>'
        return frame(f'<p class="tt-note">{escape(words)} {link}', end="</p>")


def minutes_in_a_room(ideas: int, exercises: int) -> str:
    """How long a chapter takes with people in a room."""
    return _("In a room: {ideas} minutes for the ideas, {exercises} for the exercises.").format(
        ideas=number(ideas), exercises=number(exercises)
    )


def filled_in(env: BuildEnvironment, note: Teach) -> Teach:
    """A copy of a note whose steps say what the exercise answers; ExtensionError for a step it does not know."""
    filled = note.deepcopy()
    for step, told in zip(list(filled.findall(Demo)), demo_steps(env, note), strict=True):
        step.replace_self(said(told.settings, told.answer))
    return filled


def demo_steps(env: BuildEnvironment, note: Teach) -> tuple[DemoStep, ...]:
    """The demonstration of a note in the words of its exercise; ExtensionError for a step it does not know."""
    steps = [step["settings"] for step in note.findall(Demo)]
    try:
        return _answers(Path(env.doc2path(note["exercise"])), json.dumps(steps), env.config.language) if steps else ()
    except ValueError as problem:
        raise ExtensionError(f"{note.source}:{note.line}: teach: {problem}.") from None


@cache
def _answers(notebook: Path, steps: str, _language: str) -> tuple[DemoStep, ...]:
    """What an exercise answers to each step; kept, since the chapter and its slides both show it.

    steps: the settings of each, as JSON.
    """
    cells = nbformat.read(notebook, as_version=4).cells
    code = next(cell.source for cell in cells if cell.cell_type == "code")
    return tuple(demonstrated(called(code), json.loads(steps)))


def said(set_to: tuple[tuple[str, str], ...], answer: str) -> Frame:
    """What is set and what comes of it, as one line."""
    shown = ", ".join(f"{escape(label)}: <b>{escape(value)}</b>" for label, value in set_to)
    return frame(f'<span class="tt-demo">{shown} <span aria-hidden="true">→</span> {escape(answer)}</span>', end="")


def add_sheet(app: Sphinx) -> None:
    """Let pages for teachers load the style sheet of the notes."""
    if app.config.tertulia_audience == TEACHERS:
        app.add_css_file("teach.css")


def setup(app: Sphinx) -> None:
    """Register the directive, the role, the setting and the post-transform."""
    app.connect("builder-inited", add_sheet)
    app.add_config_value("tertulia_audience", LEARNERS, "env", str)
    app.add_node(Teach)
    app.add_node(Demo)
    app.add_role("demo", demo)
    app.add_directive("teach", TeachNote)
    app.add_post_transform(ShowNotes)
