"""The versions of the course, and what each changed that an edition may name.

`CHANGELOG.md` says it to readers; `editions/changes.yml` says it to an edition made for an older version: keys, pages
and firms that have another name now, that are gone, or that are new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from publish.errors import PublishError
from publish.paths import EDITIONS, ROOT

_HEADING = re.compile(r"^## (\d+\.\d+(?:\.\d+)?), (20\d\d-\d\d-\d\d)$", re.MULTILINE)


@dataclass(frozen=True)
class Release:
    """A version of the course and its day."""

    version: str
    day: str


@dataclass(frozen=True)
class Told:
    """A change an edition must hear of: the place in its file, and what to do."""

    path: tuple[str | int, ...]
    words: str


def current(changelog: Path = ROOT / "CHANGELOG.md") -> Release:
    """The newest version; PublishError if the file names none."""
    found = _HEADING.search(changelog.read_text(encoding="utf-8"))
    if not found:
        raise PublishError(f"{changelog.name}: no heading such as “## 0.2.0, 2026-11-28”.")
    return Release(found[1], found[2])


def number(version: str) -> tuple[int, ...]:
    """The version to compare by; "1.2" is "1.2.0"."""
    parts = [int(part) for part in version.split(".")]
    return tuple(parts + [0] * (3 - len(parts)))


def since(
    made_for: str, content: Mapping[str, Any], file: Path = EDITIONS / "changes.yml", now: str = ""
) -> Iterator[Told]:
    """What in the edition's file must change because the course did since that version."""
    newest = now or current().version
    if number(made_for) > number(newest):
        yield Told(("made_for",), f"This course is version {newest}, older than {made_for}. Take the newer course.")
        return
    for version, changed in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        if number(str(version)) > number(made_for):
            for part in ("renamed", "gone"):
                yield from _touched(version, changed.get(part, {}), content)


def news_for(made_for: str, file: Path = EDITIONS / "changes.yml") -> Iterator[str]:
    """A line for each thing that is new since that version and that an edition may leave out."""
    for version, changed in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        if number(str(version)) > number(made_for):
            for name, words in changed.get("new", {}).items():
                yield f"{name} is new in {version}: {words}"


def _touched(version: str, changed: Mapping[str, str | None], content: Mapping[str, Any]) -> Iterator[Told]:
    for old, new in changed.items():
        do = f"is `{new}` since version {version}. Write that." if new else f"is gone since version {version}."
        if old in content:
            yield Told((old,), f"`{old}` {do}")
        for key in ("leave_out", "firms", "pages"):
            for place, name in enumerate(content.get(key, ())):
                if name == old:
                    yield Told((key, place), f"`{old}` {do}")
