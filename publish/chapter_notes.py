"""How long the teacher's notes of a chapter take, read from its source: what a workshop's times are checked against.

The pages themselves take the notes from what Sphinx has read (`theme.workshop.notes`); this is known before a build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from publish.paths import ROOT


@dataclass(frozen=True, kw_only=True)
class NoteTime:
    """A note. section: the English title of its section. exercise: its page, or empty. minutes: in a room."""

    section: str
    exercise: str
    minutes: int


@cache
def times(page: str, root: Path = ROOT) -> tuple[NoteTime, ...]:
    """The notes of a page, in its order."""
    file = root / f"{page}.md"
    return tuple(_read(page, file.read_text(encoding="utf-8"))) if file.is_file() else ()


def headings(page: str, root: Path = ROOT) -> tuple[str, ...]:
    """The titles of a page's sections, in English."""
    return tuple(re.findall(r"^## (.+?)\s*$", (root / f"{page}.md").read_text(encoding="utf-8"), re.MULTILINE))


def _read(page: str, text: str) -> Iterator[NoteTime]:
    for note in _NOTE.finditer(text):
        section = _HEADING.findall(text, 0, note.start())[-1]
        said = dict(_OPTION.findall(note["options"]))
        exercise = said.get("exercise", "").strip()
        yield NoteTime(
            section=section,
            exercise=normpath(join(dirname(page), exercise)) if exercise else "",
            minutes=int(said["minutes"]),
        )


_NOTE = re.compile(r"^:::\{teach\}.*\n(?P<options>(?::\w+:.*\n)+)", re.MULTILINE)
_HEADING = re.compile(r"^#+ (.+?)\s*$", re.MULTILINE)
_OPTION = re.compile(r"^:(\w+): *(.*)$", re.MULTILINE)
