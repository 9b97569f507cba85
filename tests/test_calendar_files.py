"""Calendar files: read back by the library that wrote them and by parsers that did not."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tertulia.calendar_files import FORMULA, Event, csv_file, ics_file
from tertulia.models.strategy.mix import Mix
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.schedule import calendar, in_order, reply_slots
from tertulia.post_ideas import pool

STAMP = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MADRID = ZoneInfo("Europe/Madrid")
EVENTS = (
    Event(
        key="bakery/post/1",
        start=datetime(2026, 3, 27, 10, 0),
        minutes=25,
        title="Foto: la miga, “de hoy”; y cuánto fermentó",
        details="Muestra la miga\ny di cuántas horas, sin prisa.",
        alarm=30,
    ),
    Event(key="bakery/post/2", start=datetime(2026, 3, 30, 10, 0), minutes=15, title="Answer people"),
)


def entries(data: bytes) -> dict[str, tuple[datetime, datetime, str]]:
    parsed = Calendar.from_ical(data)
    return {
        str(event["UID"]): (event["DTSTART"].dt, event["DTEND"].dt, str(event["SUMMARY"]))
        for event in parsed.walk("VEVENT")
    }


def test_the_library_reads_back_what_was_written() -> None:
    parsed = Calendar.from_ical(ics_file(EVENTS, "Horno Tres Calles", STAMP))
    assert parsed["X-WR-CALNAME"] == "Horno Tres Calles" and parsed["VERSION"] == "2.0" and parsed["PRODID"]
    first, second = parsed.walk("VEVENT")
    assert first["SUMMARY"] == EVENTS[0].title and first["DESCRIPTION"] == EVENTS[0].details
    assert first["DTSTART"].dt == datetime(2026, 3, 27, 10, 0, tzinfo=MADRID)
    assert first["DTEND"].dt - first["DTSTART"].dt == timedelta(minutes=25)
    assert first["DTSTAMP"].dt == STAMP
    assert [alarm["TRIGGER"].dt for alarm in first.walk("VALARM")] == [timedelta(minutes=-30)]
    assert "DESCRIPTION" not in second and not second.walk("VALARM")
    assert first["DTSTART"].params["TZID"] == "Europe/Madrid"


def test_a_second_parser_reads_the_same() -> None:
    """vobject builds the clock from the VTIMEZONE in the file, not from its name."""
    parsed = vobject.readOne(ics_file(EVENTS, "Horno", STAMP).decode())
    first, second = parsed.vevent_list
    assert first.summary.value == EVENTS[0].title and first.description.value == EVENTS[0].details
    assert first.valarm.trigger.value == timedelta(minutes=-30)
    assert first.dtstart.value.utcoffset() == timedelta(hours=1), "Friday before the clocks change"
    assert second.dtstart.value.utcoffset() == timedelta(hours=2), "Monday after"
    parsed.vevent_list[0].validate(raiseException=True)


@pytest.mark.parametrize("zone", ["Europe/Madrid", "Atlantic/Canary", "America/Bogota", "Australia/Sydney"])
def test_the_clock_rules_in_the_file_are_the_zones(zone: str) -> None:
    """Every hour of two years, but for the hour that exists twice."""
    events = [
        Event(key="a", start=datetime(2026, 1, 1), minutes=5, title="a"),
        Event(key="b", start=datetime(2027, 12, 31, 23), minutes=5, title="b"),
    ]
    parsed = vobject.readOne(ics_file(events, "x", STAMP, zone).decode())
    inside = parsed.vtimezone.gettzinfo()
    real = ZoneInfo(zone)
    moment = datetime(2026, 1, 1)
    while moment < datetime(2028, 1, 1):
        offset = moment.replace(tzinfo=real).utcoffset()
        if offset == moment.replace(tzinfo=real, fold=1).utcoffset():
            assert moment.replace(tzinfo=inside).utcoffset() == offset, moment
        moment += timedelta(hours=1)


def test_the_spring_change_is_dated_by_the_old_clock() -> None:
    text = ics_file(EVENTS, "x", STAMP).decode()
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000" in text
    assert "BEGIN:STANDARD\r\nDTSTART:20261025T030000" in text


def test_importing_again_replaces() -> None:
    """The same keys give the same identifiers, whatever the words, the hour, the name or the language."""
    before = entries(ics_file(EVENTS, "Horno", STAMP))
    moved = [
        Event(key=event.key, start=event.start + timedelta(hours=3), minutes=40, title="Otra cosa") for event in EVENTS
    ]
    after = entries(ics_file(moved, "Bakery", STAMP + timedelta(days=1)))
    assert set(before) == set(after) and before != after
    others = entries(
        ics_file([Event(key="workshop/post/1", start=EVENTS[0].start, minutes=25, title="x")], "Horno", STAMP)
    )
    assert not set(before) & set(others)


def test_identifiers_are_what_they_were() -> None:
    """Calendars imported years ago hold this one: with another, everything would be there twice."""
    held = entries(ics_file([Event(key="a", start=datetime(2026, 3, 1), minutes=5, title="a")], "x", STAMP))
    assert set(held) == {"b68788a9-bab3-5e65-bf20-e542e9b92761"}


def test_the_same_input_gives_the_same_bytes_in_any_order() -> None:
    assert ics_file(EVENTS, "x", STAMP) == ics_file(EVENTS[::-1], "x", STAMP)


def test_lines_are_as_the_standard_wants_them() -> None:
    long = Event(key="a", start=datetime(2026, 5, 1, 9), minutes=30, title="ñandú " * 40, details="línea " * 80)
    data = ics_file([long], "x", STAMP)
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert next(iter(entries(data).values()))[2] == long.title


@pytest.mark.parametrize(
    ("events", "stamp", "zone", "says"),
    [
        (EVENTS, STAMP, "Europe/Atlantis", "no such time zone"),
        (EVENTS, STAMP, "../etc/passwd", "no such time zone"),
        (EVENTS, datetime(2026, 3, 1), "Europe/Madrid", "stamp needs a time zone"),
        ((replace(EVENTS[0], changed=datetime(2026, 3, 1)),), STAMP, "Europe/Madrid", "stamp needs a time zone"),
        ((EVENTS[0], EVENTS[0]), STAMP, "Europe/Madrid", "same key"),
        ((Event(key="a", start=STAMP, minutes=5, title="a"),), STAMP, "Europe/Madrid", "must not carry a zone"),
        ((Event(key="a", start=datetime(2026, 3, 1), minutes=0, title="a"),), STAMP, "Europe/Madrid", "above 0"),
    ],
)
def test_what_cannot_be_written_is_refused(events: tuple[Event, ...], stamp: datetime, zone: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        ics_file(events, "x", stamp, zone)


def test_an_empty_calendar_is_still_one() -> None:
    assert entries(ics_file((), "x", STAMP)) == {}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),
            st.integers(1, 600),
            st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=120),
        ),
        max_size=8,
    )
)
def test_any_entries_survive_the_way_there_and_back(drawn: list[tuple[datetime, int, str]]) -> None:
    events = [
        Event(key=str(number), start=start.replace(microsecond=0), minutes=minutes, title=title)
        for number, (start, minutes, title) in enumerate(drawn)
    ]
    read = sorted(
        (start.replace(tzinfo=None), end.replace(tzinfo=None), title)
        for start, end, title in entries(ics_file(events, "x", STAMP)).values()
    )
    assert read == sorted((e.start, e.start + timedelta(minutes=e.minutes), e.title) for e in events)


def test_the_calendar_of_a_mix_goes_into_both_files() -> None:
    mix = Mix(
        sector="bakery",
        ideas=pool("bakery"),
        objective=Objective.QUIET_HOURS,
        networks=("instagram",),
        start=date(2026, 3, 2),
        weeks=13,
    )
    booked = in_order(calendar(mix), reply_slots(mix))
    events = [
        Event(
            key=f"bakery/{entry.key}",
            start=datetime.combine(entry.day, entry.at),
            minutes=entry.minutes,
            title=type(entry).__name__,
        )
        for entry in booked
    ]
    read = entries(ics_file(events, "Horno", STAMP))
    assert len(read) == len(booked) == 13 * 8
    starts = sorted(start for start, _end, _title in read.values())
    assert {start.utcoffset() for start in starts} == {timedelta(hours=1), timedelta(hours=2)}
    assert starts[0] == datetime(2026, 3, 2, 10, 0, tzinfo=MADRID)
    table = csv_file(
        ([entry.day.isoformat(), entry.minutes, entry.key] for entry in booked), ["Day", "Minutes", "What"]
    )
    read_rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert len(read_rows) == len(booked)
    assert sum(int(row["Minutes"]) for row in read_rows) == sum(entry.minutes for entry in booked)


def test_csv_as_the_standard_describes_it() -> None:
    data = csv_file([["a,b", 'say "hi"', "two\r\nlines", None, 3, 2.5]], list("abcdef"))
    assert data == '\ufeffa,b,c,d,e,f\r\n"a,b","say ""hi""","two\r\nlines",,3,2.5\r\n'.encode()


def test_a_spanish_spreadsheet_gets_semicolons() -> None:
    assert csv_file([["uno; dos", "3,5"]], ["a", "b"], ";").decode("utf-8-sig") == 'a;b\r\n"uno; dos";3,5\r\n'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_formulas_are_disarmed(start: str) -> None:
    data = csv_file([[f"{start}HYPERLINK(1)"]], [f"{start}x"]).decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(data, newline=""))] == [f"'{start}x", f"'{start}HYPERLINK(1)"]


def test_numbers_below_zero_stay_numbers() -> None:
    assert csv_file([[-3, -2.5]], ["a", "b"]).endswith(b"-3,-2.5\r\n")


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs",))), min_size=3, max_size=3)))
def test_any_text_comes_back_and_no_cell_begins_a_formula(table: list[list[str]]) -> None:
    data = csv_file(table, ["a", "b", "c"]).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(data, newline="")))[1:]
    assert read == [[f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in table]
    assert not any(cell.startswith(FORMULA) for row in read for cell in row)


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="row 2 has 1 cells, the header has 2"):
        csv_file([["a", "b"], ["c"]], ["x", "y"])


def test_what_changed_later_has_a_higher_sequence_and_the_same_name() -> None:
    changed = [replace(EVENTS[0], changed=STAMP - timedelta(days=1)), EVENTS[1]]
    first, second = (Calendar.from_ical(ics_file(events, "x", STAMP)).walk("VEVENT") for events in (changed, EVENTS))
    assert [event["UID"] for event in first] == [event["UID"] for event in second]
    assert [event["DTSTAMP"].dt for event in first] == [STAMP - timedelta(days=1), STAMP]
    assert [int(new["SEQUENCE"]) - int(old["SEQUENCE"]) for old, new in zip(first, second, strict=True)] == [86_400, 0]
    assert all(event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt for event in first)


def test_the_sequence_is_what_it_was() -> None:
    """Calendars hold these numbers: with a later beginning, they would take no entry made after it."""
    (event,) = Calendar.from_ical(ics_file(EVENTS[:1], "x", STAMP)).walk("VEVENT")
    assert int(event["SEQUENCE"]) == 5_140_800
    for year in (2025, 2026, 2094):
        (event,) = Calendar.from_ical(ics_file(EVENTS[:1], "x", datetime(year, 1, 1, tzinfo=UTC))).walk("VEVENT")
        assert 0 <= int(event["SEQUENCE"]) < 2**31


def test_a_cancelled_entry_says_so_and_does_not_ring() -> None:
    parsed = Calendar.from_ical(ics_file([replace(EVENTS[0], cancelled=True), EVENTS[1]], "x", STAMP))
    assert parsed["METHOD"] == "PUBLISH"
    gone, there = parsed.walk("VEVENT")
    assert gone["STATUS"] == "CANCELLED" and not gone.walk("VALARM") and "STATUS" not in there
    second = vobject.readOne(ics_file([replace(EVENTS[0], cancelled=True)], "x", STAMP).decode())
    assert second.vevent.status.value == "CANCELLED" and second.vevent.uid.value == str(gone["UID"])


def test_a_calendars_name_stays_on_its_line() -> None:
    parsed = Calendar.from_ical(ics_file(EVENTS, "Horno\r\nATTACH:x\rtres\ncalles", STAMP))
    assert parsed["X-WR-CALNAME"] == "Horno ATTACH:x tres calles" and "ATTACH" not in parsed
