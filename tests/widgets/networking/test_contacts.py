"""The contact map, driven without a browser."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime

import pytest

from tertulia import language
from tertulia.models.networking.contacts import ContactGroup, ContactMap, from_plain, to_plain
from tertulia.models.networking.contacts_network import measure
from tertulia.models.networking.contacts_text import read
from tertulia.widgets import contact_map
from tertulia.widgets.networking.contacts_firms import contacts_of


@pytest.fixture
def workshop():
    return contact_map("workshop")


@pytest.fixture
def mine():
    return contact_map("mine")


def fill(exercise, **values):
    for name, value in values.items():
        exercise.controls[name].value = value


def names(exercise):
    return [person.name for person in exercise.contacts.people]


def link(exercise, kind):
    return base64.b64decode(re.search(rf"data:{kind};base64,([^\"]+)", exercise.files.value)[1]).decode()


def test_the_first_screen_is_the_workshops_and_says_the_models_numbers(workshop):
    found = measure(contacts_of("workshop"))
    assert f"<b>{len(found.circles)}</b>" in workshop.numbers.value
    assert "<b>16.8</b>" in workshop.numbers.value and "of 18 contacts" in workshop.numbers.value
    assert "Elena knows about it" in workshop.words.value
    assert "Begoña knows Elena" in workshop.words.value
    assert workshop.picture.value.count("<svg") == 2
    assert "the press" in workshop.advice.value and "Law and contracts" in workshop.advice.value


def test_a_contact_is_added_changed_and_taken_off_by_the_form(mine):
    fill(mine, name="Ana", about="webs, soldadura")
    mine.save.click()
    fill(mine, name="Leo", group="press", knows="ana")
    mine.save.click()
    assert names(mine) == ["Ana", "Leo"]
    assert mine.contacts.people[0].about == ("web", "soldadura")
    assert mine.contacts.ties == ((0, 1),)
    assert "Leo is on your map." in mine.status["form"].value
    assert mine.controls.name.value == ""
    fill(mine, edit=1)
    assert (mine.controls.name.value, mine.controls.knows.value) == ("Leo", "Ana")
    assert mine.save.description == "Save the change"
    fill(mine, name="Leo B.", knows="")
    mine.save.click()
    assert names(mine) == ["Ana", "Leo B."] and mine.contacts.ties == ()
    fill(mine, edit=0)
    mine.drop.click()
    assert names(mine) == ["Leo B."]
    assert mine.controls.edit.value == -1 and mine.drop.disabled


def test_editing_and_saving_without_a_change_changes_nothing(workshop):
    before = workshop.contacts
    for place in range(len(before.people)):
        fill(workshop, edit=place)
        workshop.save.click()
    assert set(workshop.contacts.ties) == set(before.ties)
    assert [(p.name, p.group, p.often, set(p.about)) for p in workshop.contacts.people] == [
        (p.name, p.group, p.often, set(p.about)) for p in before.people
    ]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"name": " "}, "name", "Write a name"),
        ({"name": "elena"}, "name", "Elena is on the map already"),
        ({"name": "x" * 41}, "name", "at most 40"),
        ({"name": "Ana; Leo"}, "name", "signs such as"),
        ({"name": "Ana", "knows": "Tom"}, "knows", "no contact called Tom"),
        ({"name": "Ana", "about": "a,b,c,d,e,f,g,h,i"}, "about", "at most 8"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_lost(workshop, values, field, words):
    before = (workshop.contacts, workshop.numbers.value, workshop.picture.value)
    fill(workshop, **values)
    workshop.save.click()
    assert words in workshop.controls[field]._message.value
    assert (workshop.contacts, workshop.numbers.value, workshop.picture.value) == before
    for name, value in values.items():
        assert workshop.controls[name].value == value.strip()


def test_two_contacts_are_tied_and_untied_by_buttons(workshop):
    ander, javier = (workshop.contacts.place(name) for name in ("Ander", "Javier"))
    circles = len(workshop.result.measures.circles)
    workshop.join.click()
    assert "Choose a contact" in workshop.controls.one._message.value
    fill(workshop, one=ander, other=ander)
    workshop.join.click()
    assert "two different" in workshop.controls.other._message.value
    fill(workshop, one=ander, other=javier)
    workshop.join.click()
    assert len(workshop.result.measures.circles) == circles - 1
    assert f"<b>{circles - 1}</b>" in workshop.numbers.value
    fill(workshop, one=javier, other=ander)
    workshop.part.click()
    assert workshop.contacts == contacts_of("workshop")


def test_a_list_is_added_and_what_could_not_be_read_stays_with_its_reason(mine):
    fill(mine, lines="Ana; customers; weekly; web; Leo\nEva; aunts\nLeo; press\nTim; family; ; ; Zoe")
    mine.take_list.click()
    assert names(mine) == ["Ana", "Leo", "Tim"]
    assert mine.controls.lines.value == "Eva; aunts"
    assert "Line 2:" in mine.unread.value and "“aunts” is no group" in mine.unread.value
    assert "Line 4:" in mine.unread.value and "nobody there is called Zoe" in mine.unread.value
    assert "3 contacts added" in mine.status["list"].value and not mine.status["form"].value
    mine.undo.click()
    assert mine.contacts == ContactMap()


@pytest.mark.parametrize("kind", ["text/csv", "application/json"])
def test_the_file_that_is_taken_away_brings_the_map_back(workshop, mine, kind):
    fill(mine, lines=link(workshop, kind))
    mine.take_list.click()
    assert mine.contacts == workshop.contacts
    assert mine.unread.value == ""
    assert mine.numbers.value == workshop.numbers.value


def give(exercise, content):
    file = {"name": "contacts.csv", "type": "text/csv", "size": len(content), "content": memoryview(content)}
    exercise.controls.file.widget.value = (file | {"last_modified": datetime(2027, 1, 4, tzinfo=UTC)},)


@pytest.mark.parametrize("kind", ["text/csv", "application/json"])
def test_the_file_can_be_opened_too(workshop, mine, kind):
    give(mine, link(workshop, kind).encode())
    assert mine.contacts == workshop.contacts
    assert mine.controls.lines.value == "" and mine.controls.file.value is None
    for nothing in (b"\xff\xfe\x00no text", b" \n"):
        give(mine, nothing)
        assert "no file saved here" in mine.controls.file._message.value
        assert mine.contacts == workshop.contacts
    mine.refresh()
    assert not mine.controls.file.has_problem


def test_the_map_can_be_kept_and_taken_again(workshop, mine):
    mine.take(from_plain(to_plain(workshop.contacts)))
    assert mine.result.measures == workshop.result.measures
    assert mine.picture.value == workshop.picture.value


def test_what_is_looked_for_changes_who_is_named(workshop):
    fill(workshop, wanted="web")
    assert "Ask Iker first" in workshop.words.value
    fill(workshop, own="Abogada")
    assert "Nobody on your map knows about law and contracts" in workshop.words.value
    fill(workshop, own="galvanising")
    assert "Nobody on your map knows about galvanising" in workshop.words.value
    assert "Who could help with galvanising" in workshop.help.value


def test_another_firm_has_its_own_people_and_mine_begins_empty_and_both_can_be_undone(workshop):
    workshop.who.value = "bakery"
    assert names(workshop)[0] == "Teresa"
    workshop.who.value = "mine"
    assert workshop.contacts == ContactMap()
    assert "Write down ten people" in workshop.words.value
    assert "<svg" not in workshop.picture.value and workshop.files.value == ""
    workshop.undo.click()
    assert names(workshop)[0] == "Teresa"


def test_what_is_typed_is_never_markup(mine):
    evil = "<img src=x onerror=alert(1)>"
    fill(mine, lines=f"{evil}; customers; rarely; {evil}\nB{evil}; press; weekly; web\n{evil}{evil}; {evil}", own=evil)
    mine.take_list.click()
    assert len(mine.contacts.people) == 2
    pieces = (mine.numbers, mine.picture, mine.words, mine.help, mine.advice, mine.folds, mine.unread)
    for piece in (*pieces, *mine.status.values()):
        assert "<img" not in piece.value


def test_a_full_map_shows_everybody_in_the_table(mine):
    groups = [group.value for group in ContactGroup]
    lines = [f"P{k}; {groups[k % 9]}; weekly; web; P{(k * 7 + 1) % 150}" for k in range(150)]
    mine.take(read("\n".join(lines)).contacts)
    assert len(re.findall(r"<tr><td>P\d+</td>", mine.folds.value)) == 150
    assert mine.result.measures.contacts == 150


def test_the_exercise_speaks_spanish_and_reads_its_own_spanish_list(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "es")
    spanish = contact_map("workshop")
    text = link(spanish, "text/csv")
    assert ";Clientes;" in text
    assert "Busco" in str(spanish.controls.wanted.widget.description)
    monkeypatch.setattr(language, "_chosen", "en")
    english = contact_map("mine")
    fill(english, lines=text)
    english.take_list.click()
    assert english.contacts == spanish.contacts
