"""Calendar files: a table for a spreadsheet (.csv) and entries for a calendar (.ics).

Both take words that are already in the learner's language and give bytes to download.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Alarm, Calendar, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar import Event as CalendarEvent

NAMESPACE: UUID = uuid5(NAMESPACE_URL, "tertulia:calendar")
"""Never change it: with another one, a calendar imported again would hold everything twice."""

ZONE = "Europe/Madrid"
"""Whose clock entries go by, unless a plan says otherwise."""

SEQUENCE_BEGINS = datetime(2026, 1, 1, tzinfo=UTC)
"""Before the first file anybody made. A sequence number is the seconds from here: it grows with every change, also on
another device or one that has forgotten the last file, and fits into the 31 bits of calendars until 2094."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A spreadsheet may run a cell that begins with one of these (OWASP, CSV injection)."""

Cell = str | int | float | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """One entry of a calendar.

    key: names it for good, the same in every language ("bakery/post/2026-03-09/1"): an import replaces the
    entry with the same key. start: local time, without a zone. minutes: > 0. alarm: minutes before the start,
    None for no reminder. changed: when it became as it is, with a time zone; None: when the file is made. cancelled: it
    fell away, and whoever loads the file is told so.
    """

    key: str
    start: datetime
    minutes: int
    title: str
    details: str = ""
    alarm: int | None = None
    changed: datetime | None = None
    cancelled: bool = False


def csv_file(rows: Iterable[Sequence[Cell]], header: Sequence[str], separator: str = ",") -> bytes:
    """A table as RFC 4180 describes it, in UTF-8 with the mark by which spreadsheets recognise it.

    separator: "," by the standard; a spreadsheet set to Spanish opens ";" without asking. Text that a
    spreadsheet would take for a formula gets a leading apostrophe; numbers stay numbers, None is empty.
    Raises ValueError if a row is not as long as the header.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([_harmless(cell) for cell in header])
    for number, row in enumerate(rows, 1):
        if len(row) != len(header):
            raise ValueError(f"row {number} has {len(row)} cells, the header has {len(header)}")
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def ics_file(events: Sequence[Event], name: str, stamp: datetime, zone: str = ZONE) -> bytes:
    """Entries as an iCalendar file (RFC 5545), in the local time of `zone`, with that zone's rules.

    name: of the calendar, as its owner will see it. stamp: when it was made, with a time zone. Of two versions of an
    entry the one that changed later has the higher sequence number, by which a calendar takes it (RFC 5546, 2.1.5).
    The same input gives the same bytes. Raises ValueError for an unknown zone, a stamp without a zone, an entry with a
    zone or without a length, and a key used twice.
    """
    try:
        clock = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"no such time zone: {zone!r}") from error
    if any(moment.tzinfo is None for moment in (stamp, *(event.changed or stamp for event in events))):
        raise ValueError("a stamp needs a time zone, for example datetime.now(UTC)")
    if len({event.key for event in events}) < len(events):
        raise ValueError("two entries have the same key: an import would keep only one of them")
    name = " ".join(name.split())  # a line of its own, which no line break may end
    calendar = Calendar()
    calendar.add("prodid", "-//Tertulia//Calendar//EN")
    calendar.add("version", "2.0")
    # What is loaded updates and cancels only under a method. Its organizer is left out: a firm has told us no address,
    # and with one a calendar would take the entries for somebody else's invitations.
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone)
    if events:
        days = [event.start for event in events]
        calendar.add_component(_zone_rules(clock, min(days).year, max(days).year))
    for event in sorted(events, key=lambda event: (event.start, event.key)):
        calendar.add_component(_entry(event, clock, (event.changed or stamp).astimezone(UTC)))
    return bytes(calendar.to_ical())


def sequence_at(moment: datetime) -> int:
    """The sequence number of an entry that changed at this moment."""
    return max(0, int((moment - SEQUENCE_BEGINS).total_seconds()))


def changed_at(sequence: int) -> datetime:
    """When an entry with this sequence number changed."""
    return SEQUENCE_BEGINS + timedelta(seconds=sequence)


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _entry(event: Event, clock: ZoneInfo, changed: datetime) -> CalendarEvent:
    if event.start.tzinfo is not None:
        raise ValueError(f"{event.key}: start is local time and must not carry a zone")
    if event.minutes <= 0:
        raise ValueError(f"{event.key}: minutes must be above 0, not {event.minutes}")
    entry = CalendarEvent()
    entry.add("uid", str(uuid5(NAMESPACE, event.key)))
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", sequence_at(changed))
    if event.cancelled:
        entry.add("status", "CANCELLED")
    entry.add("dtstart", event.start.replace(tzinfo=clock))
    entry.add("dtend", (event.start + timedelta(minutes=event.minutes)).replace(tzinfo=clock))
    entry.add("summary", event.title)
    if event.details:
        entry.add("description", event.details)
    if event.alarm is not None and not event.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.title)
        alarm.add("trigger", timedelta(minutes=-event.alarm))
        entry.add_component(alarm)
    return entry


def _zone_rules(clock: ZoneInfo, first: int, last: int) -> Timezone:
    """The zone's clock changes from January of the first year to the end of the last.

    Written out here because the library dates the spring change by the new clock; RFC 5545 (3.6.5) wants
    each change in the local time that was valid before it.
    """
    rules = Timezone()
    rules.add("tzid", clock.key)
    begin = datetime(first - 1, 12, 30, tzinfo=UTC)
    rules.add_component(_rule(begin, clock, before=begin))
    for change in _changes(clock, begin, datetime(last + 1, 1, 2, tzinfo=UTC)):
        rules.add_component(_rule(change, clock, before=change - timedelta(hours=1)))
    return rules


def _changes(clock: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The hours, in UTC, at which the zone's clock is put forward or back."""
    for number in range((end - begin).days):
        day = begin + timedelta(days=number)
        if _offset(day, clock) != _offset(day + timedelta(days=1), clock):
            hours = (day + timedelta(hours=hour) for hour in range(1, 25))
            yield next(hour for hour in hours if _offset(hour, clock) != _offset(day, clock))


def _offset(moment: datetime, clock: ZoneInfo) -> timedelta:
    return moment.astimezone(clock).utcoffset() or timedelta()


def _rule(moment: datetime, clock: ZoneInfo, before: datetime) -> TimezoneStandard | TimezoneDaylight:
    """What the zone's clock shows from a moment on; before: a moment at which the old time was valid. UTC."""
    local = moment.astimezone(clock)
    rule = TimezoneDaylight() if local.dst() else TimezoneStandard()
    rule.add("tzoffsetfrom", _offset(before, clock))
    rule.add("tzoffsetto", _offset(moment, clock))
    rule.add("tzname", local.tzname() or clock.key)
    rule.add("dtstart", (moment + _offset(before, clock)).replace(tzinfo=None))
    return rule
