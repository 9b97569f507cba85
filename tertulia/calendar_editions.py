"""What the learner's calendar files have held, so that the next one changes or cancels what a calendar has of them.

Whoever loads a file keeps its entries for good; only a later file can take one back (RFC 5546: the same UID, a higher
SEQUENCE, STATUS:CANCELLED). So the device notes what was given out: of each entry its time, its title and a mark of all
it said. `edition` compares that with the entries of now and knows nothing of devices; `next_edition` reads and writes
the note. The files of the content mix and of the plan name the same posts alike, and share one note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from tertulia.calendar_files import Event, changed_at, sequence_at
from tertulia.device import TRIES, KeepError, Store, store, what_failed
from tertulia.language import _
from tertulia.records import Many, RecordError, RecordFault, Text, Within, json_of, plain, record_from, text_of

FORMAT = "tertulia-calendar"
"""What the note calls itself."""

VERSION = 1

MOST = 2000
"""Entries in the note: those of a full plan three times over."""

MOST_SEQUENCE = 2**31 - 1
"""What calendars count to."""

REMEMBERED = timedelta(weeks=13)
"""How long an entry that is no longer in the file stays in the note after its day."""


@dataclass(frozen=True, kw_only=True)
class GivenOut:
    """An entry as a calendar file last said it. sequence: of that version. mark: stands for all it said.

    latest: the last day it ever had, since the file that moved it to an earlier one may not have been loaded.
    """

    key: Annotated[str, Text(200)] = ""
    sequence: Annotated[int, Within(0, MOST_SEQUENCE)] = 0
    mark: Annotated[str, Text(16)] = ""
    day: date = date(2000, 1, 1)
    latest: date = date(2000, 1, 1)
    at: time = time(0, 0)
    minutes: Annotated[int, Within(1, 1440)] = 15
    title: Annotated[str, Text(300)] = ""
    cancelled: bool = False


@dataclass(frozen=True, kw_only=True)
class CalendarNote:
    """All that was given out and may still have to be changed or cancelled."""

    entries: Annotated[tuple[GivenOut, ...], Many(MOST)] = ()


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A calendar file's entries, and what they are after the file before.

    events: for the file, the cancelled ones among them. note: what is given out then. count: entries that are not
    cancelled. fresh, changed, cancelled: since the file before; what that one cancelled is said once more, and not
    counted. first: nothing was given out before, as far as this device knows. readable: what was noted could be read.
    kept: the note of this edition is on the device.
    """

    events: tuple[Event, ...]
    note: CalendarNote
    count: int
    fresh: int
    changed: int
    cancelled: int
    first: bool
    readable: bool = True
    kept: bool = False


def everything(_key: str) -> bool:
    """A file that speaks of every entry there is."""
    return True


def edition(
    events: Iterable[Event],
    before: CalendarNote | None,
    now: datetime,
    zone: str,
    speaks_of: Callable[[str], bool] = everything,
) -> Edition:
    """The next file's entries, each with the moment it became as it is.

    before: what was given out, None if nothing was. now: with a time zone. speaks_of(key): whether such an entry, where
    it is not among the events, has fallen away; one of which the file does not speak stays as it was given out. What
    fell away is cancelled, in this file and in all later ones until its day is past, since a file may be made and never
    loaded. What is past stays in the calendar: it took place.
    """
    moment, today = sequence_at(now), now.astimezone(ZoneInfo(zone)).date()
    last = {each.key: each for each in before.entries} if before else {}
    said, withdrawn, current, beside = [], [], [], []
    fresh = changed = cancelled = 0
    for event in events:
        known = last.pop(event.key, None)
        given = _given(event, known, zone)
        if known is not None and not known.cancelled and known.mark == given.mark:
            given = replace(given, sequence=known.sequence)
        else:
            given = replace(given, sequence=_later(known, moment))
            if known is None or known.cancelled:
                fresh += 1
            else:
                changed += 1
        said.append(replace(event, changed=changed_at(given.sequence)))
        current.append(given)
    for key, known in last.items():
        if speaks_of(key) and known.latest >= today:
            if not known.cancelled:
                cancelled += 1
                known = replace(known, sequence=_later(known, moment), mark="", cancelled=True)
            withdrawn.append(_withdrawn(known))
        if known.latest >= today - REMEMBERED:
            beside.append(known)
    beside.sort(key=lambda each: (each.latest, each.key), reverse=True)
    return Edition(
        events=(*said, *withdrawn),
        note=CalendarNote(entries=tuple(sorted([*current, *beside][:MOST], key=lambda each: each.key))),
        count=len(said),
        fresh=fresh,
        changed=changed,
        cancelled=cancelled,
        first=before is None,
    )


def _given(event: Event, known: GivenOut | None, zone: str) -> GivenOut:
    day = event.start.date()
    whole = (event.start.isoformat(), event.minutes, event.title, event.details, event.alarm, zone)
    return GivenOut(
        key=event.key,
        mark=sha256(repr(whole).encode("utf-8", "replace")).hexdigest()[:16],
        day=day,
        latest=max(day, known.latest) if known else day,
        at=event.start.time().replace(second=0, microsecond=0),
        minutes=event.minutes,
        title=event.title[:300],
    )


def _later(known: GivenOut | None, moment: int) -> int:
    """A sequence number after the last one, whatever this device's clock says."""
    return moment if known is None else min(max(moment, known.sequence + 1), MOST_SEQUENCE)


def _withdrawn(known: GivenOut) -> Event:
    """A cancelled entry. Its title says so, too, for calendars that show it all the same."""
    title = "".join(sign for sign in known.title if sign.isprintable())
    return Event(
        key=known.key,
        start=datetime.combine(known.day, known.at),
        minutes=known.minutes,
        title=_("Cancelled: {entry}").format(entry=title),
        changed=changed_at(known.sequence),
        cancelled=True,
    )


# the note on the device -------------------------------------------------------------------------------------


def read(text: str) -> CalendarNote:
    """The note in a text of ours. RecordError for anything else."""
    content = json_of(text)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise RecordError("$", RecordFault.NOT_A_PLAN)
    if content.get("version") != VERSION:
        raise RecordError("$.version", RecordFault.NO_VERSION)
    inside: dict[str, Any] = {name: value for name, value in content.items() if name not in ("format", "version")}
    note: CalendarNote = record_from(CalendarNote, inside, "$")
    return note


def write(note: CalendarNote) -> str:
    """The note as a text: the same entries, the same text."""
    return text_of({"format": FORMAT, "version": VERSION, **plain(note)})


def next_edition(
    events: Sequence[Event],
    now: datetime,
    zone: str,
    speaks_of: Callable[[str], bool] = everything,
    place: Store | None = None,
) -> Edition:
    """The `edition` after what this device has noted, and noted in its turn.

    A device that keeps nothing gives one that is not `kept`. What cannot be read is no note of ours, and is replaced.
    """
    place = place or store("calendar")
    made = edition(events, None, now, zone, speaks_of)
    try:
        for _try in range(TRIES):
            with what_failed():
                text = place.read()
            before, readable = _noted(text)
            made = replace(edition(events, before, now, zone, speaks_of), readable=readable)
            fresh = write(made.note)
            read(fresh)
            with what_failed():
                if fresh == text or place.write(fresh, text):
                    return replace(made, kept=True)
    except (KeepError, RecordError):  # no room, not allowed, or entries that no note can hold
        pass
    return made


def _noted(text: str | None) -> tuple[CalendarNote | None, bool]:
    """What a text notes, None if nothing; and whether it could be read."""
    if text is None:
        return None, True
    try:
        return read(text), True
    except RecordError:
        return None, False
