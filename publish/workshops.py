"""A workshop: what happens when, in a room, read from `workshops/<key>.yml`.

The shape of that file is `workshops/workshop.schema.json`. `load` reads and checks it before anything is built; what is
wrong is told all at once, each with its file, its line and what to do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from publish import contents, editions
from publish.chapter_notes import NoteTime, headings, times
from publish.errors import PublishError
from publish.paths import OWN_EDITION, ROOT
from publish.workshop import Item, Session, Texts, Workshop
from publish.written_file import KeyPath, WrittenFile, place_of

FOLDER = ROOT / "workshops"
SCHEMA = json.loads((FOLDER / "workshop.schema.json").read_text(encoding="utf-8"))
EXERCISE = "exercise"
KINDS = ("section", EXERCISE, "whole", "talk", "break")

MOST_WITHOUT_BREAK, SHORTEST_BREAK = 100, 10
"""Minutes: after so many at a stretch nobody listens, and a shorter break is none."""


class WorkshopError(PublishError):
    """A workshop that cannot be held as written; the message has a line for each thing to mend."""


def keys(folder: Path = FOLDER) -> tuple[str, ...]:
    """Every workshop there is."""
    return tuple(sorted(file.stem for file in folder.glob("*.yml")))


def load(key: str, folder: Path = FOLDER) -> Workshop:
    """Read and check a workshop; WorkshopError with everything that must be mended."""
    file = folder / f"{key}.yml"
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", key):
        raise WorkshopError(f"{key!r} is no name of a workshop: small letters, digits and underscores.")
    if not file.is_file():
        near = contents.nearest(key, keys(folder))
        raise WorkshopError(f"There is no workshop {key!r}: {place_of(file)} is missing.{near}")
    if _chapter(key) in contents.steps():
        raise WorkshopError(f"{place_of(file)}: a chapter is called {key!r}. Give the workshop another name.")
    return _Reader(file).workshop()


def of_edition(key: str, folder: Path = FOLDER) -> tuple[Workshop, ...]:
    """The workshops that are held with an edition; WorkshopError with everything that must be mended in any."""
    found, wrong = [], []
    for each in keys(folder):
        try:
            found.append(load(each, folder))
        except WorkshopError as problem:
            wrong.append(str(problem))
    if wrong:
        raise WorkshopError("\n".join(wrong))
    return tuple(each for each in found if each.edition == key)


def _chapter(name: str) -> str:
    return f"chapters/{name}"


def _same(heading: str) -> str:
    """A heading as somebody types it: small letters, straight quotation marks."""
    return re.sub(r"[“”]", '"', heading).replace("’", "'").strip().lower()


class _Reader(WrittenFile):
    """Reads one file; the times of what it names come from the chapters."""

    error = WorkshopError

    def __init__(self, file: Path) -> None:
        super().__init__(file, SCHEMA)

    def workshop(self) -> Workshop:
        content = self.read()
        self.edition = self._edition(content.get("edition", OWN_EDITION))
        made = Workshop(
            key=self.file.stem,
            edition=self.edition.key,
            title=self._texts(("title",), content),
            date=self._day(("date",), content),
            place=self._texts(("place",), content),
            address=content.get("address", ""),
            people=content.get("people", 0),
            bring=tuple(
                self.texts(("bring", place), said, self.edition.languages)
                for place, said in enumerate(content.get("bring", []))
            ),
            sessions=tuple(self._session(("sessions", n), each) for n, each in enumerate(content["sessions"])),
        )
        self.stop()
        return made

    def _edition(self, key: str) -> editions.Edition:
        if key not in editions.keys():
            self.say(("edition",), f"There is no edition {key!r}.{contents.nearest(key, editions.keys())}")
            self.stop()
        return editions.load(key)

    def _texts(self, path: KeyPath, group: Mapping[str, Any]) -> Texts:
        name = str(path[-1])
        return self.texts(path, group[name], self.edition.languages) if name in group else {}

    def _day(self, path: KeyPath, group: Mapping[str, Any]) -> str:
        said: str = group.get("date", "")
        try:
            return said and date.fromisoformat(said).isoformat()
        except ValueError:
            self.say(path, f"`date`: there is no day {said}.")
            return ""

    def _session(self, path: KeyPath, said: Mapping[str, Any]) -> Session:
        begin, ends = (
            60 * int(hour) + int(minute) for hour, minute in (said[at].split(":") for at in ("begin", "ends"))
        )
        items = [
            (place, item)
            for n, each in enumerate(said["items"])
            for place in [(*path, "items", n)]
            for item in self._items(place, each)
        ]
        if ends <= begin:
            self.say((*path, "ends"), "`ends` is not after `begin`. A session ends on its own day, before midnight.")
        elif not self.problems:
            self._fits(path, items, ends - begin)
        self._order(items)
        return Session(
            title=self._texts((*path, "title"), said),
            date=self._day((*path, "date"), said),
            begin=begin,
            ends=ends,
            items=tuple(item for _place, item in items),
        )

    def _fits(self, path: KeyPath, items: Sequence[tuple[KeyPath, Item]], room: int) -> None:
        """Whether everything ends in time, and nobody sits for too long."""
        takes = sum(item.minutes for _place, item in items)
        if takes > room:
            self.say(
                (*path, "ends"),
                f"What is planned takes {takes} minutes, and from `begin` to `ends` there are {room}. Take "
                f"{takes - room} minutes out, or end later.",
            )
        at_a_stretch = 0
        for place, item in items:
            rests = item.kind == "break" and item.minutes >= SHORTEST_BREAK
            at_a_stretch = 0 if rests else at_a_stretch + item.minutes
            if at_a_stretch > MOST_WITHOUT_BREAK:
                self.say(
                    place,
                    f"Here people have sat for {at_a_stretch} minutes. Put a line `- break: 15` before it: at most "
                    f"{MOST_WITHOUT_BREAK} minutes without a break of {SHORTEST_BREAK}.",
                )
                at_a_stretch = 0

    def _order(self, items: Sequence[tuple[KeyPath, Item]]) -> None:
        """What goes first when time runs short: each number once in a session, and none left out."""
        numbered = sorted((item.drop, place) for place, item in items if item.drop)
        for n, (drop, place) in enumerate(numbered, start=1):
            if drop != n:
                self.say(
                    (*place, "drop"), f"`drop`: number what goes first with 1, then 2, each once; here {n} follows."
                )
                return

    # items ------------------------------------------------------------------------------------------------------

    def _items(self, path: KeyPath, said: Mapping[str, Any]) -> Iterator[Item]:
        kinds = [kind for kind in KINDS if kind in said]
        if len(kinds) != 1:
            self.say(path, f"Begin with one of {', '.join(f'`{kind}`' for kind in KINDS)}, and only one.")
            return
        kind = kinds[0]
        item = Item(
            kind=kind,
            minutes=said.get("minutes", 0),
            own="minutes" in said,
            drop=said.get("drop", 0),
            title=self._texts((*path, "talk"), said),
            say=self._texts((*path, "say"), said),
            prepare=self._texts((*path, "prepare"), said),
            who=self._texts((*path, "who"), said),
        )
        if kind in ("break", "whole"):
            for name in said:
                if name != kind:
                    self.say((*path, name), f"`{kind}` takes no `{name}`. Take the line away.")
        if kind == "break":
            yield replace(item, minutes=said["break"], own=True)
        elif kind == "talk":
            if not item.own:
                self.say(path, "Say how long it takes: add a line `minutes: 10` below it.")
            yield item
        elif kind == "section":
            yield from self._section((*path, kind), said[kind], item)
        elif kind == EXERCISE:
            yield from self._exercise((*path, kind), said[kind], item)
        else:
            yield from self._whole((*path, kind), said[kind], item)

    def _notes(self, path: KeyPath, name: str) -> tuple[NoteTime, ...]:
        """The notes of a chapter that the edition has."""
        page = _chapter(name)
        names = [step.rpartition("/")[2] for step in contents.steps()]
        if name not in names:
            self.say(
                path, f"There is no chapter {name!r}.{contents.nearest(name, names)} There are: {', '.join(names)}."
            )
            return ()
        if page in self.edition.leave_out:
            self.say(path, f"The edition {self.edition.key!r} leaves out the chapter {name!r}. Take the line away.")
            return ()
        return tuple(note for note in times(page) if note.exercise not in self.edition.leave_out)

    def _section(self, path: KeyPath, said: str, item: Item) -> Iterator[Item]:
        name, slash, heading = (part.strip() for part in said.partition("/"))
        if not slash:
            self.say(path, f"{said!r}: write the chapter, a stroke and the heading: strategy / Ask before you post.")
            return
        notes = [note for note in self._notes(path, name) if not note.exercise]
        here = [note for note in notes if _same(note.section) == _same(heading)]
        if here:
            yield self._timed(replace(item, page=_chapter(name), section=here[0].section), here)
        elif notes:
            there = dict.fromkeys(note.section for note in notes)
            silent = heading in headings(_chapter(name))
            wrong = "has no teacher's note" if silent else "is no heading of that chapter in English"
            self.say(path, f"{heading!r} {wrong}.{contents.nearest(heading, there)}")

    def _exercise(self, path: KeyPath, said: str, item: Item) -> Iterator[Item]:
        page = f"exercises/{said}"
        notes = {note.exercise: note for step in contents.steps() for note in times(step) if note.exercise}
        if page in self.edition.leave_out:
            self.say(path, f"The edition {self.edition.key!r} leaves out the exercise {said!r}. Take the line away.")
        elif page in notes:
            yield self._timed(replace(item, page=page), [notes[page]])
        else:
            near = contents.nearest(said, [each.removeprefix("exercises/") for each in notes])
            self.say(path, f"There is no exercise {said!r} with a teacher's note.{near}")

    def _whole(self, path: KeyPath, name: str, item: Item) -> Iterator[Item]:
        notes = self._notes(path, name)
        for section in dict.fromkeys(note.section for note in notes):
            here = [note for note in notes if note.section == section]
            if ideas := [note for note in here if not note.exercise]:
                yield self._timed(replace(item, kind="section", page=_chapter(name), section=section), ideas)
            for note in here:
                if note.exercise:
                    yield self._timed(replace(item, kind=EXERCISE, page=note.exercise), [note])

    @staticmethod
    def _timed(item: Item, notes: Sequence[NoteTime]) -> Item:
        return item if item.own else replace(item, minutes=sum(note.minutes for note in notes))
