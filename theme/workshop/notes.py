"""The teacher's notes of a chapter, in its order: what slides, run-sheets and sheets are made of."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes
from sphinx.environment import BuildEnvironment

from theme.directives.teach import Teach


@dataclass(frozen=True, kw_only=True)
class TeachersNote:
    """One note. section: the English title of its section, by which workshops name it; title: as the page shows it.

    exercise: its page, or empty. minutes: in a room. idea: to project; ask: the question to the room. node: all of it.
    """

    section: str
    title: str
    exercise: str
    minutes: int
    idea: str
    ask: str
    node: Teach


def notes_of(env: BuildEnvironment, doc: str) -> list[TeachersNote]:
    """The notes of a page of a build for teachers; none where it has none."""
    found = []
    for note in env.get_doctree(doc).findall(Teach):
        section = note.parent
        while not isinstance(section, nodes.section):
            section = section.parent
        found.append(
            TeachersNote(
                section=note["section"],
                title=section[0].astext(),
                exercise=note["exercise"],
                minutes=note["minutes"],
                idea=note[0].astext(),
                ask=note[1].astext(),
                node=note,
            )
        )
    return found
