"""Contacts as a list: read as people write them, nothing lost, nothing dropped in silence."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia import language
from tertulia.models.networking.contacts import MOST, Contact, ContactGroup, ContactMap, Need, Often, to_plain
from tertulia.models.networking.contacts_text import TEXT_MOST, ContactListReading, read
from tertulia.widgets.networking.contacts_words import group_letter, group_words, need_words, often_words


@pytest.fixture(autouse=True)
def back_to_english():
    yield
    language.speak("en")


def codes(reading: ContactListReading) -> list[tuple[int, str]]:
    return [(problem.line, problem.fault) for problem in reading.problems]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_gives_a_map_and_every_line_is_in_it_or_in_the_problems(text):
    reading = read(text)
    lines = {n for n, line in enumerate(text.lstrip("\ufeff").splitlines(), 1) if line.strip(" ;,\t")}
    told = {problem.line for problem in reading.problems if not problem.kept}
    if told != {0}:
        assert told <= lines
        assert len(reading.contacts.people) <= len(lines)


@pytest.mark.parametrize("spoken", language.LANGUAGES)
def test_every_word_the_exercise_writes_is_a_word_it_reads(spoken):
    language.speak(spoken)
    for group in ContactGroup:
        for often in Often:
            for need in Need:
                line = f"Ana; {group_words(group)}; {often_words(often).lower()}; {need_words(need)}"
                person = read(line).contacts.people[0]
                assert person == Contact(name="Ana", group=group, often=often, about=(need.value,))
    assert len({group_letter(group) for group in ContactGroup}) == len(ContactGroup)


def test_a_list_written_by_hand():
    reading = read(
        "Name; Group\n\nAna P.; clientes; cada mes; webs, galvanizado; Leo\n"
        "Leo\tsuppliers\tweekly\t\tMar\nMar, press\nEva\n"
    )
    assert codes(reading) == []
    assert reading.contacts.people == (
        Contact(name="Ana P.", group=ContactGroup.CUSTOMERS, often=Often.MONTHLY, about=("web", "galvanizado")),
        Contact(name="Leo", group=ContactGroup.SUPPLIERS, often=Often.WEEKLY),
        Contact(name="Mar", group=ContactGroup.PRESS),
        Contact(name="Eva", group=ContactGroup.OTHER),
    )
    assert reading.contacts.ties == ((0, 1), (1, 2))
    assert reading.added == (0, 1, 2, 3)


def test_what_cannot_be_read_is_listed_with_its_line_and_its_reason():
    reading = read(
        "; press\nAna; aunts\nLeo; press; now and then\nMar; press; weekly; ; Tom, mar\n" + "x" * 41 + "; press\n"
        "Eva; press; weekly; web; Mar; more\nTim; family; ; a,b,c,d,e,f,g,h,i"
    )
    assert codes(reading) == [
        (1, "no_name"),
        (2, "group_unknown"),
        (3, "often_unknown"),
        (4, "knows_unknown"),
        (4, "knows_itself"),
        (5, "name_long"),
        (6, "cells"),
        (7, "about_many"),
    ]
    assert [person.name for person in reading.contacts.people] == ["Mar"]
    assert reading.unread[1] == "Ana; aunts" and len(reading.unread) == 6
    assert reading.problems[1].values == {"word": "aunts"}


def test_somebody_who_is_there_gets_more_ties_and_topics_and_is_not_doubled():
    start = ContactMap(
        (
            Contact(name="Ana", group=ContactGroup.CUSTOMERS, often=Often.WEEKLY, about=("web",)),
            Contact(name="Leo", group=ContactGroup.PRESS),
        )
    )
    reading = read("ANA; press; ; photos; Leo", start)
    assert codes(reading) == [(1, "name_twice")]
    assert reading.contacts.people[0] == Contact(
        name="Ana", group=ContactGroup.CUSTOMERS, often=Often.WEEKLY, about=("web", "photo")
    )
    assert reading.contacts.ties == ((0, 1),)
    assert (reading.added, reading.joined, reading.unread) == ((), 1, ())
    assert codes(read("Ana; ; ; ; Leo", start)) == []


def test_a_full_map_takes_no_more_and_says_so():
    reading = read("\n".join(f"C{k}" for k in range(MOST + 2)))
    assert len(reading.contacts.people) == MOST
    assert codes(reading) == [(MOST + 1, "full"), (MOST + 2, "full")]


def test_a_text_that_is_too_long_or_broken_changes_nothing():
    start = ContactMap((Contact(name="Ana", group=ContactGroup.PRESS),))
    for text, code in (
        ("x\n" * TEXT_MOST, "text_long"),
        ('{"version": 1', "json"),
        ("{" * 30_000, "json"),
        (json.dumps(to_plain(start) | {"version": 9}), "json"),
    ):
        reading = read(text, start)
        assert (reading.contacts, codes(reading)) == (start, [(0, code)])
