"""Files and pastes on the contact map: address books are asked about, lists are read, and no address is kept."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from html import unescape
from time import perf_counter

import pytest

from tertulia import language
from tertulia.entries import EntriesKeeper
from tertulia.models.networking.contacts import MOST, Contact, ContactGroup, ContactMap, Often, to_plain
from tertulia.models.networking.contacts_text import read_cells
from tertulia.models.networking.contacts_vocabulary import columns_of
from tertulia.widgets import contact_map
from tertulia.widgets.networking.contacts_file import table_file
from tertulia.widgets.networking.contacts_firms import contacts_of
from tertulia.widgets.networking.contacts_picker import SHOWN, fitting

pytestmark = pytest.mark.usefixtures("place")


@pytest.fixture
def mine():
    return contact_map("mine")


def give(exercise, content, name="contacts.csv"):
    content = content if isinstance(content, bytes) else content.encode()
    file = {"name": name, "type": "", "size": len(content), "content": memoryview(content)}
    exercise.controls.file.widget.value = (file | {"last_modified": datetime(2027, 1, 4, tzinfo=UTC)},)


def names(exercise):
    return [person.name for person in exercise.contacts.people]


def offered(exercise):
    return [tick.widget.description for tick in exercise.picker.ticks if tick.widget.description]


def tick(exercise, *wanted):
    for each in exercise.picker.ticks:
        if each.widget.description.startswith(wanted):
            each.value = True


def put(exercise, group="customers", often="yearly"):
    exercise.picker.group.value, exercise.picker.often.value = group, often
    exercise.picker.add.click()


def kept(exercise) -> str:
    return json.dumps(EntriesKeeper("contacts").load(), ensure_ascii=False)


HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
BOOK = (
    'Notes:\n"Some of the addresses are missing."\n\n'
    + HEAD
    + "Ana,Íñiguez,https://www.linkedin.com/in/a,ana@taller.example,Forja Sol,Gerente,12 Mar 2024\n"
    + "Leo,Paz,https://www.linkedin.com/in/l,,Aceros Mar,Asesor,03 Jan 2023\n"
    + "Neha,,https://www.linkedin.com/in/n,,,,7-Feb-22\n,,,,,,\n"
)


@pytest.fixture(params=["file", "paste"])
def come(request):
    """An address book comes as a file, or is pasted."""
    if request.param == "file":
        return give

    def paste(exercise, content):
        exercise.controls.lines.widget.value = content

    return paste


def test_of_an_address_book_the_learner_chooses_and_says_where_from_and_how_often(mine, come):
    come(mine, BOOK)
    assert names(mine) == [] and mine.picker.is_open
    assert offered(mine) == ["Ana Íñiguez · Forja Sol", "Leo Paz · Aceros Mar", "Neha"]
    assert "tt-away" not in mine.picker.box._dom_classes
    about = mine.picker.about.value
    assert "Your LinkedIn connections: 3 people." in about
    for said in ("links (3)", "e-mail addresses (1)", "positions (2)", "dates (3)"):
        assert said in about
    assert mine.picker.add.disabled
    tick(mine, "Ana", "Neha")
    assert "Ticked: Ana Íñiguez and Neha." in mine.picker.chosen.value
    mine.picker.add.click()
    assert names(mine) == [] and "where you know them from" in mine.picker.group._message.value
    assert "how often" in mine.picker.often._message.value
    put(mine, "firms", "weekly")
    assert mine.contacts.people == (
        Contact(name="Ana Íñiguez", group=ContactGroup.FIRMS, often=Often.WEEKLY),
        Contact(name="Neha", group=ContactGroup.FIRMS, often=Often.WEEKLY),
    )
    assert "2 contacts added." in mine.status["list"].value
    assert offered(mine)[0] == "Ana Íñiguez · Forja Sol (on your map)" and mine.picker.ticks[0].widget.disabled
    assert mine.picker.add.disabled and mine.picker.group.value == "" and "Nobody is ticked" in mine.picker.chosen.value
    mine.undo.click()
    assert names(mine) == [] and not mine.picker.ticks[0].widget.disabled


def test_no_address_of_a_book_is_kept_shown_or_written_into_the_plan(mine, come):
    mine.controls.name.value = "Eva"  # so that something is kept
    come(mine, BOOK)
    tick(mine, "Ana")
    put(mine)
    everything = kept(mine) + mine.files.value + mine.folds.value + mine.advice.value + mine.controls.lines.value
    assert "Eva" in kept(mine) and "Ana Íñiguez" in kept(mine)
    for secret in ("ana@taller.example", "linkedin.com/in", "Gerente", "Leo Paz", "Forja Sol", "12 Mar"):
        assert secret not in everything
    assert mine.controls.lines.value == ""


def test_another_firm_and_a_refused_file_put_the_book_away(mine):
    give(mine, BOOK)
    give(mine, b"%PDF-1.7", "carta.pdf")
    assert not mine.picker.is_open and mine.picker.box.children == ()
    assert "tt-away" in mine.picker.box._dom_classes
    assert "PDF" in mine.controls.file._message.value and mine.controls.file.widget.description.startswith(
        "Not read: carta.pdf"
    )
    give(mine, BOOK)
    mine.who.value = "bakery"
    assert not mine.picker.is_open and offered(mine) == []
    give(mine, BOOK)
    mine.picker.forget.click()
    assert not mine.picker.is_open


def many(count):
    return HEAD + "".join(f"Nombre{k},Apellido,,,Firma {'ABCDEFG'[k % 7]},,\n" for k in range(count))


def test_of_thousands_a_few_are_shown_and_the_others_are_found(mine):
    give(mine, many(3000))
    assert len(offered(mine)) == SHOWN and f"1 to {SHOWN} of 3,000" in mine.picker.status.value
    assert mine.picker.earlier.disabled
    mine.picker.later.click()
    assert (
        offered(mine)[0].startswith(f"Nombre{SHOWN} ") and f"{SHOWN + 1} to {2 * SHOWN} of" in mine.picker.status.value
    )
    tick(mine, "Nombre13 ")
    mine.picker.search.value = "FIRMA c  nombre299"
    assert offered(mine) == [f"Nombre{k} Apellido · Firma C" for k in (2991, 2998)] and mine.picker.later.disabled
    mine.picker.all_shown.click()
    mine.picker.search.value = "nadie"
    assert offered(mine) == [] and "Nobody of this name" in mine.picker.status.value
    put(mine)
    assert names(mine) == ["Nombre13 Apellido", "Nombre2991 Apellido", "Nombre2998 Apellido"]


def test_no_step_with_three_thousand_people_takes_long(mine):
    content, times = many(3000), []
    for step in (
        lambda: give(mine, content),
        lambda: setattr(mine.picker.search, "value", "firma c"),
        mine.picker.later.click,
        mine.picker.all_shown.click,
        lambda: put(mine),
    ):
        start = perf_counter()
        step()
        times.append(perf_counter() - start)
    assert times[0] < 2 and max(times[1:]) < 0.3, times


def test_who_does_not_fit_is_said_and_nobody_is_dropped(mine):
    full = ContactMap(tuple(Contact(name=f"C{k}", group=ContactGroup.PRESS) for k in range(MOST - 1)))
    mine.take(full)
    give(mine, many(3))
    mine.picker.all_shown.click()
    put(mine)
    assert mine.contacts == full and "room for 1 more" in mine.picker.group._message.value
    assert "Ticked" in mine.picker.chosen.value


def test_people_on_the_map_stay_as_they_are(mine):
    ana = Contact(name="ana iñiguez", group=ContactGroup.FAMILY, often=Often.WEEKLY, about=("web",))
    mine.take(ContactMap((ana,)))
    give(mine, BOOK)
    assert offered(mine)[0].endswith("(on your map)") and mine.picker.ticks[0].widget.disabled
    mine.picker.all_shown.click()
    put(mine)
    assert mine.contacts.people[0] == ana and names(mine)[1:] == ["Leo Paz", "Neha"]


def test_twins_have_their_firm_behind_the_name_and_long_names_are_shortened_and_said(mine):
    long = "María del Carmen Inmaculada Fernández de Villaverde"
    give(mine, f"{HEAD}Ana,Paz,,,Forja,,\nAna,Paz,,,Aceros,,\n{long},,,,,,\nLeo | Pan; Sol,,,,Sol,,\n")
    mine.picker.all_shown.click()
    put(mine)
    assert names(mine) == ["Ana Paz (Forja)", "Ana Paz (Aceros)", fitting(long), "Leo · Pan · Sol"]
    said = unescape(mine.status["list"].value)
    assert "told apart: Ana Paz (Forja) and Ana Paz (Aceros)" in said and f"shortened: {fitting(long)}" in said
    assert len(fitting(long)) <= 40 and fitting(long).startswith("María del Carmen")


def test_the_firm_stands_behind_the_name_if_it_is_wished(mine):
    give(mine, BOOK)
    tick(mine, "Leo", "Neha")
    mine.picker.firms.value = True
    put(mine)
    assert names(mine) == ["Leo Paz (Aceros Mar)", "Neha"]


# lists of one's own ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spoken", language.LANGUAGES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_our_own_table_saved_again_is_read_in_the_other_language(mine, spoken, encoding, separator):
    language.speak(spoken)
    workshop = contacts_of("workshop")
    rows = csv.reader(io.StringIO(table_file(workshop).decode("utf-8-sig")), delimiter=";" if spoken == "es" else ",")
    again = io.StringIO()
    csv.writer(again, delimiter=separator).writerows([["", *row, ""] for row in [[], *rows, []]])
    text = again.getvalue()
    language.speak("en")
    give(mine, text.encode(encoding))
    assert mine.contacts == workshop and mine.unread.value == ""


def test_headings_in_any_order_say_what_stands_where_and_what_is_not_needed_is_left_out(mine):
    give(mine, "\r\nFrecuencia;Teléfono;Nombre;Apellidos;Grupo\r\ncada mes;600111222;Ana;Íñiguez;clientes\r\n")
    assert mine.contacts.people == (Contact(name="Ana Íñiguez", group=ContactGroup.CUSTOMERS, often=Often.MONTHLY),)
    assert "“Teléfono” (1)" in mine.status["list"].value and "600111222" not in kept(mine)


def test_a_line_that_could_not_be_read_stays_without_what_is_not_needed(mine):
    text = "Teléfono;Nombre;Grupo\n600111222;Ana;tías\n600111223;Leo;press"
    for come in (give, lambda exercise, content: setattr(exercise.controls.lines, "value", content)):
        come(mine, text)
        mine.take_list.click()
        assert mine.controls.lines.value == "Ana;tías" and "600111" not in kept(mine)
        mine.controls.lines.value = "Ana;family"
        mine.take_list.click()
        assert names(mine) == ["Leo", "Ana"]
        mine.take(ContactMap())


def test_what_a_list_does_not_say_is_said(mine):
    give(mine, "Name;Group;How often\nAna;;weekly\nLeo;press;\nEva;;")
    said = mine.status["list"].value
    assert "under “Somebody else”: 2." in said and "under “Every month”: 2." in said
    assert "“" not in contact_map("mine").status["list"].value


def test_pasted_lines_with_addresses_are_not_kept_and_it_is_said(mine):
    mine.controls.lines.value = "Ana; tías; ana@taller.example"
    assert "not kept when you leave" in mine.controls.lines._message.value and "ana@" not in kept(mine)
    mine.controls.lines.value = "Ana; tías"
    assert mine.controls.lines._message.value == "" and "Ana; tías" in kept(mine)


def test_an_address_is_nobodys_name(mine):
    mine.controls.lines.value = "ana@taller.example; press\n600 111 222; press\nwww.forja.example\nLeo; press"
    mine.take_list.click()
    assert names(mine) == ["Leo"] and mine.unread.value.count("where the name should") == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Día;Anuncio;Clics\n2026-09-20;Pan;35\n2026-09-21;Sol;3\n", "This is no list of contacts: of 3 lines, 0"),
        ("Empleado;Sección;Jefe\nAna;Taller;Leo\nLeo;Oficina;\n", "The file begins with: Empleado · Sección · Jefe"),
        ('[{"a": 1}]', "no list of followers or friends"),
        ('{"version": 9}', "no file saved here"),
        (b"PK\x03\x04broken", "damaged"),
        ("BEGIN:VCALENDAR\n", "a calendar"),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(mine, content, words):
    mine.controls.name.value = "Eva"
    mine.save.click()
    give(mine, content)
    shown = unescape(mine.controls.file._message.value + mine.unread.value)
    assert words in shown and names(mine) == ["Eva"] and not mine.picker.is_open


@pytest.mark.parametrize("text", ["[", '[\n  {"title": ""}\n]', "dn: cn=Ana,mail=ana@taller.example\ncn: Ana"])
def test_pasted_code_gives_nobody(mine, text):
    mine.controls.lines.value = text
    mine.take_list.click()
    assert names(mine) == [] and mine.controls.lines.has_problem


def test_followers_that_are_pasted_can_be_chosen(mine):
    row = {"string_list_data": [{"href": "https://www.instagram.com/pan_sol", "value": "pan_sol", "timestamp": 1}]}
    mine.controls.lines.value = json.dumps([row])
    assert offered(mine) == ["pan_sol"] and "Accounts from Instagram: 1 person." in mine.picker.about.value


def test_the_saved_map_is_still_the_whole_map(mine):
    give(mine, json.dumps(to_plain(contacts_of("bakery"))), "contacts.json")
    assert mine.contacts == contacts_of("bakery")


def test_headings_are_told_from_people():
    assert columns_of(["Name", "Group"]) and columns_of(["¿Cada cuánto?", "Nombre"]) is None
    assert columns_of(["Cada cuánto", "Nombre"]) and columns_of(["Ana", "clientes"]) is None
    assert read_cells([(1, ("Ana", "press")), (2, ("", ""))]).lines == 1
