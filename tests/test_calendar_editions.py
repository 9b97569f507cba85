"""One calendar file after the other: what a calendar shows in the end is what the last one holds."""

from __future__ import annotations

import errno
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tertulia.calendar_editions import (
    MOST,
    REMEMBERED,
    CalendarNote,
    Edition,
    GivenOut,
    edition,
    next_edition,
    read,
    write,
)
from tertulia.calendar_files import ZONE, Event, ics_file
from tertulia.device import FileStore, Nowhere
from tertulia.records import RecordError
from tests.calendar_readers import KhalCalendar, StrictCalendar, version

pytestmark = pytest.mark.usefixtures("undrawn")

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 28)
CALENDARS = Path(__file__).parent / "calendars"


@pytest.fixture
def place(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "my-calendar.json")


def event(number: int, days: int = 3, title: str = "Post", kind: str = "post") -> Event:
    start = datetime.combine(TODAY, time(10)) + timedelta(days=days)
    return Event(key=f"mine/{kind}/{number}", start=start, minutes=30, title=title, details="text", alarm=15)


def file_of(made: Edition) -> bytes:
    return ics_file(made.events, "Posts", NOW)


def by_title(data: bytes) -> dict[str, object]:
    return {str(entry["SUMMARY"]): entry for entry in Calendar.from_ical(data).walk("VEVENT")}


def entries_of(name: str) -> list[Event]:
    """The entries of a file that an earlier version of the course made; it named them by what is now their key."""
    return [
        Event(
            key=str(entry["UID"]),
            start=entry["DTSTART"].dt.replace(tzinfo=None),
            minutes=(entry["DTEND"].dt - entry["DTSTART"].dt) // timedelta(minutes=1),
            title=str(entry["SUMMARY"]),
            details=str(entry.get("DESCRIPTION", "")),
            alarm=15,
        )
        for entry in Calendar.from_ical((CALENDARS / name).read_bytes()).walk("VEVENT")
    ]


# a bakery that posts less ----------------------------------------------------------------------------------


def test_of_36_entries_the_28_of_the_second_file_remain(place, tmp_path):
    """The bakery's calendar, then the one with two posts a week and no Mondays, loaded into the same calendar."""
    first, second = entries_of("mix_first.ics"), entries_of("mix_second.ics")
    assert (len(first), len(second)) == (36, 28)
    before = next_edition(first, NOW, ZONE, place=place)
    after = next_edition(second, NOW + timedelta(minutes=1), ZONE, place=place)
    assert (before.count, before.first, after.count, after.cancelled, after.first) == (36, True, 28, 8, False)

    strict, khal = StrictCalendar(), KhalCalendar(tmp_path / "khal")
    for made in (before, after):
        strict.load(file_of(made))
        khal.load(file_of(made))
    assert len(strict.shown()) == len(khal.shown()) == 28
    assert strict.shown() == khal.shown()
    wanted = sorted((each.start, each.title) for each in second)
    assert sorted(strict.shown().values()) == wanted
    cancelled = [entry for entry in khal.listed() if entry["cancelled"]]
    assert len(cancelled) == 8 and all(entry["title"].startswith("Cancelled: ") for entry in cancelled)

    old, new = (
        {str(entry["UID"]): entry for entry in Calendar.from_ical(file_of(made)).walk("VEVENT")}
        for made in (before, after)
    )
    for uid, entry in new.items():
        same = all(entry.get(name) == old[uid].get(name) for name in ("DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"))
        assert (version(entry) == version(old[uid])) if same else (version(entry) > version(old[uid])), entry
    assert after.changed == sum(version(entry) > version(old[uid]) for uid, entry in new.items()) - 8 > 0


def test_files_of_the_version_before_are_replaced_too(place):
    """They had the plan's edition as their sequence number, or none."""
    old = re.sub(rb"SEQUENCE:\d+", b"SEQUENCE:40", ics_file([event(1)], "Posts", NOW))
    strict = StrictCalendar()
    strict.load(old)
    strict.load(file_of(next_edition([event(1, title="Other")], NOW, ZONE, place=place)))
    assert [title for _start, title in strict.shown().values()] == ["Other"]


# what an entry becomes --------------------------------------------------------------------------------------


def test_what_stays_the_same_keeps_its_version_and_what_changes_gets_a_later_one():
    first = edition([event(1), event(2)], None, NOW, ZONE)
    second = edition([event(1), event(2, title="Other")], first.note, NOW + timedelta(days=1), ZONE)
    assert [each.changed for each in second.events] == [NOW, NOW + timedelta(days=1)]
    assert (second.count, second.fresh, second.changed, second.cancelled) == (2, 0, 1, 0)


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Other"},
        {"details": "Other"},
        {"minutes": 31},
        {"alarm": None},
        {"start": datetime(2026, 12, 1, 11)},
        {"start": datetime(2026, 12, 2, 10)},
    ],
)
def test_whatever_an_entry_says_counts_as_a_change(other):
    first = edition([event(1)], None, NOW, ZONE)
    assert edition([replace(event(1), **other)], first.note, NOW, ZONE).changed == 1
    assert edition([event(1)], first.note, NOW, "Atlantic/Canary").changed == 1


def test_a_cancelled_entry_is_where_it_was_and_rings_no_more():
    first = edition([event(1), event(2)], None, NOW, ZONE)
    second = edition([event(1)], first.note, NOW, ZONE)
    old = by_title(file_of(first))["Post"]
    gone = by_title(file_of(second))["Cancelled: Post"]
    assert str(gone["STATUS"]) == "CANCELLED" and not gone.walk("VALARM") and "DESCRIPTION" not in gone
    assert gone["DTSTART"].dt == old["DTSTART"].dt and gone["DTEND"].dt == old["DTEND"].dt
    assert version(gone) > version(old), "also within the same second"
    assert len(first.events) == 2 and "STATUS" not in old and old.walk("VALARM")


def test_a_cancelled_entry_is_said_again_in_case_a_file_was_never_loaded_and_counted_once():
    first = edition([event(1), event(2)], None, NOW, ZONE)
    second = edition([event(1)], first.note, NOW, ZONE)
    third = edition([event(1)], second.note, NOW + timedelta(days=1), ZONE)
    assert (second.cancelled, third.cancelled) == (1, 0)
    assert file_of(second) == file_of(third)
    strict = StrictCalendar()
    strict.load(file_of(first))
    strict.load(file_of(third))
    assert len(strict.shown()) == 1


def test_what_comes_back_is_later_than_its_cancellation():
    first = edition([event(1)], None, NOW, ZONE)
    second = edition([], first.note, NOW, ZONE)
    third = edition([event(1)], second.note, NOW, ZONE)
    assert (third.count, third.fresh, third.changed, third.cancelled) == (1, 1, 0, 0)
    strict = StrictCalendar()
    for made in (first, second, third):
        strict.load(file_of(made))
    assert len(strict.shown()) == 1


def test_a_clock_that_was_put_back_changes_nothing():
    first = edition([event(1), event(2)], None, NOW, ZONE)
    second = edition([event(1, title="Other")], first.note, NOW - timedelta(days=400), ZONE)
    strict = StrictCalendar()
    strict.load(file_of(first))
    strict.load(file_of(second))
    assert [title for _start, title in strict.shown().values()] == ["Other"]


def test_a_device_that_forgot_goes_on_with_later_versions():
    first = edition([event(1)], None, NOW, ZONE)
    again = edition([event(1, title="Other")], None, NOW + timedelta(seconds=1), ZONE)
    strict = StrictCalendar()
    strict.load(file_of(first))
    strict.load(file_of(again))
    assert [title for _start, title in strict.shown().values()] == ["Other"]


def test_a_file_cancels_only_what_it_speaks_of():
    plan = edition([event(1), event(2), event(1, kind="review")], None, NOW, ZONE)
    mix = edition([event(1)], plan.note, NOW, ZONE, lambda key: key.startswith("mine/post/"))
    assert [each.key for each in mix.events] == ["mine/post/1", "mine/post/2"] and mix.cancelled == 1
    later = edition([event(1), event(1, kind="review")], mix.note, NOW, ZONE)
    assert (later.fresh, later.changed, later.cancelled) == (0, 0, 0), "the review is what it was"


def test_what_is_past_stays_and_is_forgotten_after_a_quarter():
    first = edition([event(1, days=0), event(2, days=1)], None, NOW, ZONE)
    tomorrow = edition([], first.note, NOW + timedelta(days=1), ZONE)
    assert [each.key for each in tomorrow.events if each.cancelled] == ["mine/post/2"]
    assert {each.key for each in tomorrow.note.entries} == {"mine/post/1", "mine/post/2"}
    later = edition([], tomorrow.note, NOW + REMEMBERED + timedelta(days=1), ZONE)
    assert later.events == () and {each.key for each in later.note.entries} == {"mine/post/2"}
    assert edition([], later.note, NOW + REMEMBERED + timedelta(days=2), ZONE).note == CalendarNote()


def test_an_entry_that_a_file_nobody_loaded_had_moved_to_an_earlier_day_is_cancelled_all_the_same():
    first = edition([event(1, days=5)], None, NOW, ZONE)
    moved = edition([event(1, days=1)], first.note, NOW, ZONE)
    last = edition([], moved.note, NOW + timedelta(days=3), ZONE)
    strict = StrictCalendar()
    strict.load(file_of(first))
    strict.load(file_of(last))
    assert strict.shown() == {}


def test_the_note_has_an_end_and_what_is_now_goes_first():
    gone = edition([event(n, days=n % 60) for n in range(MOST)], None, NOW, ZONE)
    fresh = [event(n, kind="review") for n in range(50)]
    made = edition(fresh, gone.note, NOW, ZONE)
    assert len(made.note.entries) == MOST
    assert {each.key for each in fresh} <= {each.key for each in made.note.entries}
    assert read(write(made.note)) == made.note


# any files in a row -----------------------------------------------------------------------------------------

TITLES = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="\\") | st.just(" "), max_size=12)
"""Without the backslash: icalendar reads "\\N" as the end of a line."""
SETS = st.dictionaries(
    st.sampled_from([f"mine/{kind}/{number}" for kind in ("post", "reply", "review") for number in range(3)]),
    st.tuples(st.integers(0, 20), st.integers(6, 20), st.integers(5, 90), TITLES),
    max_size=9,
)


def events_of(drawn: dict[str, tuple[int, int, int, str]], today: date = TODAY) -> list[Event]:
    return [
        Event(key=key, start=datetime.combine(today + timedelta(days=days), time(hour)), minutes=minutes, title=title)
        for key, (days, hour, minutes, title) in drawn.items()
    ]


@settings(max_examples=150)
@given(SETS, SETS, st.integers(0, 3))
def test_of_any_two_sets_the_second_remains(first, second, seconds):
    before = edition(events_of(first), None, NOW, ZONE)
    after = edition(events_of(second), before.note, NOW + timedelta(seconds=seconds), ZONE)
    strict = StrictCalendar()
    strict.load(file_of(before))
    strict.load(file_of(after))
    assert sorted(strict.shown().values()) == sorted((each.start, each.title) for each in events_of(second))
    assert after.count == len(second) and after.cancelled == len(first.keys() - second.keys())
    assert after.fresh == len(second.keys() - first.keys())


@settings(max_examples=150)
@given(st.lists(st.tuples(SETS, st.integers(-3600, 5 * 86_400), st.booleans()), min_size=1, max_size=6))
def test_however_many_files_were_made_and_whichever_were_loaded_the_last_one_holds(rows):
    """Of all that is not past: files that were never loaded, days between them, a clock that was put back."""
    note, moment, strict = None, NOW, StrictCalendar()
    for place, (drawn, seconds, loaded) in enumerate(rows):
        moment += timedelta(seconds=seconds)
        today = moment.astimezone(ZoneInfo(ZONE)).date()
        events = events_of(drawn, today)
        made = edition(events, note, moment, ZONE)
        note = read(write(made.note))
        if loaded or place == len(rows) - 1:
            strict.load(file_of(made))
    ahead = [each for each in strict.shown().values() if each[0].date() >= today]
    assert sorted(ahead) == sorted((each.start, each.title) for each in events)


# the note on the device -------------------------------------------------------------------------------------


def test_the_same_entries_again_give_the_same_bytes_and_say_so(place):
    first = next_edition([event(1)], NOW, ZONE, place=place)
    second = next_edition([event(1)], NOW + timedelta(hours=1), ZONE, place=place)
    assert first.kept and second.kept and second.first is False
    assert (second.fresh, second.changed, second.cancelled) == (0, 0, 0)
    assert file_of(first) == file_of(second)


def test_a_device_that_keeps_nothing_gives_the_file_all_the_same():
    made = next_edition([event(1)], NOW, ZONE, place=Nowhere())
    assert made.count == 1 and made.first and not made.kept and made.readable


class FullStore(FileStore):
    """Can be read, and has no room."""

    def write(self, text: str, expected: str | None) -> bool:
        raise OSError(errno.ENOSPC, "full")


def test_a_full_device_still_cancels_what_it_knows_and_is_not_kept(place):
    next_edition([event(1), event(2)], NOW, ZONE, place=place)
    made = next_edition([event(1)], NOW, ZONE, place=FullStore(place.path))
    assert made.cancelled == 1 and not made.kept and not made.first


class BusyStore(FileStore):
    """Another tab writes between the first reading and the first writing."""

    other: list[Event] = []

    def write(self, text: str, expected: str | None) -> bool:
        if self.other:
            next_edition([self.other.pop()], NOW, ZONE, place=FileStore(self.path))
        return super().write(text, expected)


def test_another_tab_that_wrote_meanwhile_is_heard(place):
    busy = BusyStore(place.path)
    busy.other = [event(7)]
    made = next_edition([event(1)], NOW, ZONE, place=busy)
    assert made.kept and (made.fresh, made.cancelled) == (1, 1)


HOSTILE = {
    "no JSON": "{",
    "a list": "[]",
    "another format": json.dumps({"format": "tertulia-plan", "version": 1}),
    "a later version": json.dumps({"format": "tertulia-calendar", "version": 2}),
    "a day that is none": json.dumps({"format": "tertulia-calendar", "version": 1, "entries": [{"day": "2026-02-30"}]}),
    "a sequence too high": json.dumps({"format": "tertulia-calendar", "version": 1, "entries": [{"sequence": 2**31}]}),
    "no minutes": json.dumps({"format": "tertulia-calendar", "version": 1, "entries": [{"minutes": 0}]}),
    "too many": json.dumps({"format": "tertulia-calendar", "version": 1, "entries": [{}] * (MOST + 1)}),
    "a strange name": json.dumps({"format": "tertulia-calendar", "version": 1, "entries": [{"evil": 1}]}),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_note_counts_as_none_and_the_next_one_is_sound(place, text):
    with pytest.raises(RecordError):
        read(text)
    place.path.write_text(text)
    made = next_edition([event(1)], NOW, ZONE, place=place)
    assert made.kept and made.first and not made.readable
    again = next_edition([], NOW, ZONE, place=place)
    assert again.readable and again.cancelled == 1


def test_a_note_that_somebody_made_up_becomes_no_other_line_and_no_sequence_too_high(place):
    evil = GivenOut(
        key="mine/post/1\r\nATTACH:http://evil", sequence=2**31 - 1, latest=TODAY, title="x\r\nEND:VEVENT\x00\u202e"
    )
    place.path.write_text(write(CalendarNote(entries=(evil, replace(evil, cancelled=True), GivenOut()))))
    made = next_edition([event(1)], NOW, ZONE, place=place)
    entries = Calendar.from_ical(file_of(made)).walk("VEVENT")
    assert len(entries) == 2 and not [name for entry in entries for name in entry if name.lower() == "attach"]
    assert {str(entry["SUMMARY"]) for entry in entries} == {"Post", "Cancelled: xEND:VEVENT"}
    assert all(int(entry["SEQUENCE"]) < 2**31 for entry in entries)
    assert made.kept


def test_a_note_that_says_cancelled_and_the_same_does_not_leave_it_cancelled():
    first = edition([event(1)], None, NOW, ZONE)
    (held,) = first.note.entries
    again = edition([event(1)], CalendarNote(entries=(replace(held, cancelled=True),)), NOW, ZONE)
    assert again.fresh == 1 and again.events[0].changed > first.events[0].changed


def test_entries_that_no_note_can_hold_are_given_and_not_kept(place):
    made = next_edition([replace(event(1), start=datetime(2150, 1, 1, 10))], NOW, ZONE, place=place)
    assert made.count == 1 and not made.kept and place.read() is None
