"""What a workshop is made of, and how the pages are told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Texts = Mapping[str, str]
"""A text by language; empty if nothing is said."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """What happens at a time. kind: "section", "exercise", "talk" or "break". page: the chapter or the exercise.

    section: a section's title in English. minutes: how long it takes; own: whether the workshop says so, or the
    teacher's note. drop: 1 goes first when time runs short, 0 stays.
    """

    kind: str
    page: str = ""
    section: str = ""
    minutes: int
    own: bool
    drop: int
    title: Texts
    say: Texts
    prepare: Texts
    who: Texts


@dataclass(frozen=True, kw_only=True)
class Session:
    """A time people come together; begin and ends in minutes after midnight."""

    title: Texts
    date: str
    begin: int
    ends: int
    items: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """All of it. people: how many are expected, or 0."""

    key: str
    edition: str
    title: Texts
    date: str
    place: Texts
    address: str
    people: int
    bring: tuple[Texts, ...]
    sessions: tuple[Session, ...]

    @property
    def exercises(self) -> tuple[str, ...]:
        """The pages of its exercises, each once, in their order."""
        return tuple(
            dict.fromkeys(item.page for each in self.sessions for item in each.items if item.kind == "exercise")
        )


def told(workshop: Workshop, language: str) -> dict[str, Any]:
    """A workshop in the words of one language, as plain data for the pages: `theme.workshop` says what is in it."""

    def said(texts: Texts) -> str:
        return texts.get(language) or next(iter(texts.values()), "")

    def item(each: Item) -> dict[str, Any]:
        words = {name: said(getattr(each, name)) for name in ("title", "say", "prepare", "who")}
        return {
            "kind": each.kind,
            "page": each.page,
            "section": each.section,
            "minutes": each.minutes if each.own else None,
            "drop": each.drop,
            **words,
        }

    return {
        "key": workshop.key,
        "title": said(workshop.title),
        "date": workshop.date,
        "place": said(workshop.place),
        "address": workshop.address,
        "people": workshop.people,
        "bring": [said(each) for each in workshop.bring],
        "sessions": [
            {
                "title": said(session.title),
                "date": session.date,
                "begin": clock(session.begin),
                "ends": clock(session.ends),
                "items": [item(each) for each in session.items],
            }
            for session in workshop.sessions
        ],
    }


def clock(minutes: int) -> str:
    """Minutes after midnight as a time of the day: "16:05"."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
