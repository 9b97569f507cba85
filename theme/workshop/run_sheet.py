"""A run-sheet: what happens when, with what the teacher's notes say of it. Pages and files are made of the same.

A workshop comes as plain data in the book's language (`tertulia_workshops`, made by the build): key, title, date,
place, address, people, bring (texts), sessions: title, date, begin, ends (times of the day), items: kind ("section",
"exercise", "talk", "break"), page, section (its English title), minutes (or None: the notes' own), drop (1 goes first
when time runs short, 0 stays), title, say, prepare, who.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment

from tertulia.language import _, ngettext, number
from theme import toc
from theme.directives.teach import Demo, demo_steps
from theme.workshop.notes import TeachersNote, notes_of

CARDS = {"inbox_drill": "sheets/inbox_cards", "rumour_run": "sheets/rumour_cards"}
"""Exercises that can be played with cards, and the page of the cards."""

FEEDBACK = "sheets/feedback"


def sheet_of(exercise: str) -> str:
    """The page with the blank sheet of an exercise."""
    return f"sheets/{exercise.rpartition('/')[2]}"


def answers_of(exercise: str) -> str:
    """The page with the same sheet, filled in."""
    return f"{sheet_of(exercise)}_answers"


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What happens at a time. begin: minutes after midnight. doc: its page, or empty; anchor: the place in it.

    chapter: the page of the chapter with the notes of it, or empty; over: that chapter's title, where another
    chapter begins.
    ideas: to project. asks: questions to the room. steps: the demonstration in short. drop: as the workshop says it.
    """

    begin: int
    minutes: int
    kind: str
    chapter: str
    over: str
    title: str
    doc: str
    anchor: str
    ideas: tuple[str, ...]
    asks: tuple[str, ...]
    steps: tuple[str, ...]
    say: str
    prepare: str
    who: str
    drop: int

    @property
    def clock(self) -> str:
        """When it begins: "16:05"."""
        return clock(self.begin)


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """What is left out when time runs short, and the minutes won by then in all."""

    title: str
    minutes: int
    won: int


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A session. date: of that day, or empty. begin, ends: in minutes after midnight, as planned."""

    title: str
    date: str
    begin: int
    ends: int
    moments: tuple[Moment, ...]

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """What goes first when time runs short, in that order."""
        found: list[Dropped] = []
        for each in sorted((each for each in self.moments if each.drop), key=lambda each: each.drop):
            before = found[-1].won if found else 0
            found.append(Dropped(title=each.title, minutes=each.minutes, won=before + each.minutes))
        return tuple(found)

    @property
    def spare(self) -> int:
        """Minutes between the last item and the end."""
        return self.ends - self.begin - sum(each.minutes for each in self.moments)


@dataclass(frozen=True, kw_only=True)
class RunSheet:
    """A whole workshop. exercises: their pages, each once. people: how many are expected, or 0."""

    key: str
    title: str
    date: str
    place: str
    address: str
    people: int
    bring: tuple[str, ...]
    exercises: tuple[str, ...]
    meetings: tuple[Meeting, ...]

    def minutes(self, kind: str) -> int:
        """How long everything of a kind takes."""
        return sum(each.minutes for meeting in self.meetings for each in meeting.moments if each.kind == kind)

    @property
    def totals(self) -> str:
        """How the time is shared out, in a sentence."""
        return _("{ideas} min for ideas, {exercises} for exercises, {talks} for talk, {breaks} for breaks.").format(
            ideas=number(self.minutes("section")),
            exercises=number(self.minutes("exercise")),
            talks=number(self.minutes("talk")),
            breaks=number(self.minutes("break")),
        )


def clock(minutes: int) -> str:
    """Minutes after midnight as a time of the day: "16:05"."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def hours(meeting: Meeting) -> str:
    """ "16:00 to 20:00"."""
    return _("{begin} to {end}").format(begin=clock(meeting.begin), end=clock(meeting.ends))


def won(meeting: Meeting) -> Iterator[str]:
    """What goes first when time runs short, with what is won by then."""
    for each in meeting.dropped:
        words = ngettext("{title} · {n} minute won in all", "{title} · {n} minutes won in all", each.won)
        yield words.format(title=each.title, n=number(each.won))


def run_sheet(env: BuildEnvironment, workshop: Mapping[str, Any]) -> RunSheet:
    """The run-sheet of a workshop whose slides are made: those name what this book has no teacher's note of."""
    notes = {step.doc: notes_of(env, step.doc) for step in toc.steps(env)}
    items = [item for session in workshop["sessions"] for item in session["items"]]
    return RunSheet(
        **{name: workshop[name] for name in ("key", "title", "date", "place", "address", "people")},
        bring=tuple(workshop["bring"]),
        exercises=tuple(dict.fromkeys(item["page"] for item in items if item["kind"] == "exercise")),
        meetings=tuple(_meeting(env, notes, session) for session in workshop["sessions"]),
    )


def _meeting(env: BuildEnvironment, notes: Mapping[str, list[TeachersNote]], session: Mapping[str, Any]) -> Meeting:
    begin, ends = (60 * int(said[:-3]) + int(said[-2:]) for said in (session["begin"], session["ends"]))
    moments: list[Moment] = []
    at = begin
    chapter = ""
    for item in session["items"]:
        moment = _moment(env, notes, item, at)
        moments.append(replace(moment, over="") if moment.chapter == chapter else moment)
        at += moment.minutes
        chapter = moment.chapter or chapter
    return Meeting(title=session["title"], date=session["date"], begin=begin, ends=ends, moments=tuple(moments))


def _moment(
    env: BuildEnvironment, notes: Mapping[str, list[TeachersNote]], item: Mapping[str, Any], begin: int
) -> Moment:
    here = [(doc, note) for doc, each in notes.items() for note in each if _is_of(note, doc, item)]
    own = sum(note.minutes for _doc, note in here)
    exercise = item["kind"] == "exercise"
    ready = _("The exercise, open on the projector") if exercise else ""
    steps = [step for _doc, note in here for step in _steps(env, note)]
    title = {"section": here[0][1].title if here else "", "exercise": "", "break": _("Break")}.get(item["kind"], "")
    return Moment(
        begin=begin,
        minutes=own if item["minutes"] is None else item["minutes"],
        kind=item["kind"],
        chapter=here[0][0] if here else "",
        over=env.titles[here[0][0]].astext() if here else "",
        title=env.titles[item["page"]].astext() if exercise else title or item["title"],
        doc=item["page"],
        anchor="" if exercise or not here else f"#{_section_of(here[0][1])}",
        ideas=tuple(note.idea for _doc, note in here),
        asks=tuple(note.ask for _doc, note in here),
        steps=tuple(steps),
        say=item["say"],
        prepare="\n".join(filter(None, (item["prepare"], ready))),
        who=item["who"] or _who(item["kind"], len(steps)),
        drop=item["drop"],
    )


def _is_of(note: TeachersNote, doc: str, item: Mapping[str, Any]) -> bool:
    if item["kind"] == "exercise":
        return note.exercise == str(item["page"])
    return not note.exercise and (doc, note.section) == (item["page"], item["section"])


def _section_of(note: TeachersNote) -> str:
    """The id of the section a note stands in."""
    part = note.node.parent
    while not isinstance(part, nodes.section):
        part = part.parent
    return str(part["ids"][0])


def _who(kind: str, steps: int) -> str:
    """Who has the word, where the workshop does not say; a step of a demonstration takes about a minute."""
    if kind == "section":
        return _("You, then the room")
    if steps:
        return ngettext(
            "You show it, {n} minute; then everybody", "You show it, {n} minutes; then everybody", steps
        ).format(n=number(steps))
    return ""


def _steps(env: BuildEnvironment, note: TeachersNote) -> list[str]:
    """The demonstration in short: what is set, and what to say; not what the exercise answers."""
    listed = note.node.next_node(nodes.enumerated_list)
    if listed is None:
        return []
    shown = iter(demo_steps(env, note.node))
    found = []
    for step in listed.children:
        set_to = [
            ", ".join(f"{label}: {value}" for label, value in next(shown).settings) for _demo in step.findall(Demo)
        ]
        words = " ".join(step.astext().split())
        found.append(" · ".join(filter(None, (*set_to, words))))
    return found
