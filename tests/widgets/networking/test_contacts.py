"""The contact map, driven without a browser."""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC, datetime
from html import unescape

import pytest

from tertulia import language
from tertulia.charts.picture import NARROW, WIDE
from tertulia.entries import EntriesKeeper
from tertulia.language import number, percent
from tertulia.models.networking.contacts import Contact, ContactGroup, ContactMap, Often, from_plain, to_plain
from tertulia.models.networking.contacts_advice import bridges, introductions, who_helps
from tertulia.models.networking.contacts_network import measure
from tertulia.models.networking.contacts_text import TEXT_MOST, read
from tertulia.widgets import contact_map
from tertulia.widgets.base.words import short
from tertulia.widgets.networking import contacts_editor, contacts_picture
from tertulia.widgets.networking.contacts_firms import contacts_of
from tertulia.widgets.networking.contacts_kept import kept_map, map_from
from tertulia.widgets.networking.contacts_words import group_letter, group_words, often_words, topic_words

pytestmark = pytest.mark.usefixtures("place")


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


def test_it_is_said_only_once_it_is_kept(mine):
    """Who reads it may leave the page in that moment."""
    kept = []
    mine.status["form"].observe(lambda _change: kept.append(EntriesKeeper("contacts").load()), names="value")
    fill(mine, name="Ana")
    mine.save.click()
    assert "Ana is on your map." in mine.status["form"].value
    assert [map_from(entries["state"]).people[0].name for entries in kept] == ["Ana"]


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
    for nothing, said in ((b"\x01\x02no text", "no text we can read"), (b" \n", "The file is empty")):
        give(mine, nothing)
        assert said in mine.controls.file._message.value
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


def test_another_firm_has_its_own_people_and_mine_begins_empty_and_stays_without_invented_people(workshop):
    workshop.who.value = "bakery"
    assert names(workshop)[0] == "Teresa"
    workshop.who.value = "mine"
    assert workshop.contacts == ContactMap()
    assert "Write down ten people" in workshop.words.value
    assert "<svg" not in workshop.picture.value and workshop.files.value == ""
    assert workshop.undo.disabled
    workshop.undo.click()
    assert not names(workshop)


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


# the page says what the model says, in both languages --------------------------------------------------------

SPEAKERS = [(firm, spoken) for firm in ("workshop", "bakery", "guesthouse") for spoken in language.LANGUAGES]


@pytest.fixture(params=SPEAKERS, ids="-".join)
def firm(request, monkeypatch):
    """A firm's map, with the course in one of its languages."""
    name, spoken = request.param
    monkeypatch.setattr(language, "_chosen", spoken)
    return contact_map(name)


def parts(html: str, tag: str) -> list[str]:
    return re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", html, re.DOTALL)


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def tables(exercise) -> list[list[list[str]]]:
    """The cells of each table in the folds, without the heads."""
    return [
        [[text_of(cell) for cell in parts(row, "td")] for row in parts(body, "tr")]
        for body in parts(exercise.folds.value, "tbody")
    ]


def test_the_tiles_and_the_corner_hold_the_measures(firm):
    measures = measure(firm.contacts)
    circles, weak = number(len(measures.circles)), number(len(measures.weak))
    assert parts(firm.numbers.value, "b") == [circles, number(measures.effective, 1), weak]
    assert re.findall(r"\d+", firm.mini.value) == [number(measures.contacts), circles]


def test_the_table_of_everybody_holds_what_the_model_says_of_each(firm):
    contacts, measures = firm.contacts, measure(firm.contacts)
    opening = {bridge.place for bridge in bridges(contacts, measures)}
    rows = tables(firm)[0]
    assert len(rows) == len(contacts.people)
    for place, (row, person) in enumerate(zip(rows, contacts.people, strict=True)):
        assert row[:3] == [person.name, group_words(person.group), often_words(person.often)]
        assert row[3] == ", ".join(map(topic_words, person.about))
        assert all(contacts.people[other].name in row[4] for other in contacts.knows(place))
        assert row[5:7] == [percent(measures.redundancy[place]), percent(measures.betweenness[place])]
        assert bool(row[7]) is (place in opening)
    assert any(row[5] != row[6] for row in rows) and 0 < len(opening) < len(rows)


def test_the_other_tables_hold_the_ties_between_groups_and_the_measures(firm):
    measures = measure(firm.contacts)
    _everybody, between, figures = tables(firm)
    groups = [group for group in ContactGroup if (group, group) in measures.group_ties]
    assert [row[1:] for row in between] == [
        [number(measures.group_ties[one, other]) for other in groups] for one in groups
    ]
    holes = number(len(measures.holes))
    assert [row[1] for row in figures] == [
        number(measures.contacts),
        number(measures.ties),
        number(len(measures.circles)),
        short(measures.effective),
        percent(measures.efficiency),
        short(round(measures.constraint, 3), 3),
        holes,
    ]
    joined_by_nobody = next(text for text in parts(firm.folds.value, "p") if re.search(r"\d", text))
    assert re.findall(r"\d+", joined_by_nobody) == [holes]


def test_the_picture_shows_the_people_of_the_map(monkeypatch, workshop):
    drawings = []

    def draw(drawing, name, alternative):
        drawings.append((drawing, alternative))
        return {WIDE: "", NARROW: ""}

    monkeypatch.setattr(contacts_picture, "contact_map", draw)
    contacts_picture.map_picture(workshop.result, "contacts")
    (drawing, alternative), contacts = drawings[0], workshop.contacts
    opening = {bridge.place for bridge in workshop.result.bridges}
    groups, often = list(ContactGroup), list(Often)
    for place, (drawn, person) in enumerate(zip(drawing.people, contacts.people, strict=True)):
        assert (drawn.name, groups[drawn.group], often[drawn.ring]) == (person.name, person.group, person.often)
        assert drawn.bridge is (place in opening)
    assert drawing.ties == contacts.ties
    assert list(drawing.letters) == [group_letter(group) for group in ContactGroup]
    assert alternative.startswith(f"{len(contacts.people)} contacts: ")
    assert f"{len(contacts.ties)} of them know each other in pairs" in alternative
    for a, b in contacts.ties:
        assert f"{contacts.people[a].name} – {contacts.people[b].name}" in alternative


def test_an_introduction_says_who_brings_what_and_its_points(firm):
    people = firm.contacts.people
    steps = parts(parts(firm.advice.value, "ol")[0], "li")
    pairs = introductions(firm.contacts, measure(firm.contacts))
    assert len(steps) == len(pairs) > 0
    delicate = language._("Think first: they could do business without you.")
    for step, pair in zip(steps, pairs, strict=True):
        head, why = text_of(parts(step, "h3")[0]), text_of(parts(step, "p")[0])
        assert people[pair.a].name in head and people[pair.b].name in head
        assert re.findall(r"\d+", parts(step, "span")[0]) == [str(pair.points)]
        for place, brings in ((pair.a, pair.brings_a), (pair.b, pair.brings_b)):
            topics = language.and_list([topic_words(item) for item in brings[:2]])
            knows = language._("{name} knows about {topics}.").format(name=people[place].name, topics=topics)
            assert (knows in why) is bool(brings)
        assert (delicate in why) is pair.delicate
        assert (f"“{group_words(people[pair.a].group)}”" in why.replace("«", "“").replace("»", "”")) is pair.hole


def test_those_who_might_help_are_named_with_their_reasons(firm):
    firm.controls.wanted.value = "press"
    helped = who_helps(firm.contacts, measure(firm.contacts), "press")
    rows = {text_of(parts(row, "b")[0]): text_of(parts(row, "span")[0]) for row in parts(firm.help.value, "li")}
    people = firm.contacts.people
    assert list(rows) == [people[one.place].name for one in (*helped.knowing, *helped.likely)]
    for one in helped.likely:
        sentence = rows[people[one.place].name]
        assert (language._("you seldom speak, so they hear other things than you") in sentence) is one.weak
        assert (language._("they know few of your other contacts") in sentence) is one.own_circle
        assert (group_words(people[one.place].group) in sentence) is one.likely
    for able in helped.knowing:
        sentence = rows[people[able.place].name]
        assert often_words(people[able.place].often).lower() in sentence
        assert all(people[other].name in sentence for other in able.through)


def test_those_who_alone_open_a_door_are_named_with_the_door(firm):
    contacts = firm.contacts
    opening = bridges(contacts, measure(contacts))[:5]
    doors = firm.advice.value.split(f"<h2>{language._('They alone open a door')}</h2>")[1].split("</section>")[0]
    rows = [(text_of(parts(row, "b")[0]), text_of(parts(row, "span")[0])) for row in parts(doors, "li")]
    assert [name for name, _sentence in rows] == [contacts.people[bridge.place].name for bridge in opening]
    for (_name, sentence), bridge in zip(rows, opening, strict=True):
        only = language._("Your only contact in “{group}”.").format(
            group=group_words(contacts.people[bridge.place].group)
        )
        assert (only in sentence) is bridge.alone
        assert all(contacts.people[part[0]].name in sentence for part in bridge.parts[:3])


def test_the_form_is_kept_to_the_letter(mine):
    assert mine.drop.disabled and mine.undo.disabled
    fill(mine, name="Eva", group="press", often="rarely", skill="photo", about="loza")
    mine.save.click()
    assert mine.contacts.people == (
        Contact(name="Eva", group=ContactGroup.PRESS, often=Often.RARELY, about=("photo", "loza")),
    )
    fill(mine, edit=0)
    form = mine.controls
    assert (form.group.value, form.often.value, form.skill.value, form.about.value) == (
        "press",
        "rarely",
        "photo",
        "loza",
    )
    assert not mine.drop.disabled and not mine.undo.disabled


# the learner's own map is kept ---------------------------------------------------------------------------------


def kept_entries():
    return EntriesKeeper("contacts").load()


@pytest.mark.parametrize("again", language.LANGUAGES)
def test_the_whole_map_and_a_form_half_written_are_there_after_a_reload(mine, again):
    fill(mine, lines="Ana; customers; weekly; web, loza; Leo\nLeo; press\nEva; aunts")
    mine.take_list.click()
    fill(mine, edit=0)
    fill(mine, about="loza, hornos", wanted="press", own="esmalte")
    language.speak(again)
    reloaded = contact_map()
    assert reloaded.firm.key == "mine" and reloaded.contacts == mine.contacts
    assert reloaded.result.measures == mine.result.measures
    for name in ("lines", "edit", "name", "group", "often", "skill", "about", "knows", "wanted", "own"):
        assert reloaded.controls[name].value == mine.controls[name].value, name
    reloaded.save.click()
    assert reloaded.contacts.people[0].about == ("web", "loza", "hornos") and len(names(reloaded)) == 2


def test_a_contact_that_was_saved_is_not_in_the_form_after_a_reload(mine):
    fill(mine, name="Ana", about="webs")
    mine.save.click()
    reloaded = contact_map()
    assert names(reloaded) == ["Ana"] and reloaded.controls.name.value == reloaded.controls.about.value == ""


def test_an_example_leaves_the_learners_map_alone(mine):
    fill(mine, name="Ana")
    mine.save.click()
    before = kept_entries()
    mine.who.value = "bakery"
    fill(mine, name="Zoe")
    mine.save.click()
    assert "Zoe" in names(mine) and kept_entries() == before
    mine.who.value = "mine"
    assert names(mine) == ["Ana"] and kept_entries() == before


def test_a_map_taken_apart_stays_so_and_back_to_the_start_can_be_undone(mine):
    fill(mine, name="Ana")
    mine.save.click()
    fill(mine, edit=0)
    mine.drop.click()
    assert contact_map("mine").contacts == ContactMap() and kept_entries()["state"] is None
    fill(mine, name="Leo")
    mine.save.click()
    mine.reset.click()
    assert not names(mine) and not names(contact_map("mine"))
    mine.undo.click()
    assert names(mine) == names(contact_map("mine")) == ["Leo"]


def test_the_map_that_was_kept_goes_before_that_of_the_plan(mine):
    fill(mine, name="Ana")
    mine.save.click()
    mine.plan_button.add()
    fill(mine, name="Leo")
    mine.save.click()
    reloaded = contact_map()
    assert names(reloaded) == ["Ana", "Leo"] and "of your plan" not in reloaded.status["undo"].value
    fill(reloaded, edit=0)
    reloaded.drop.click()
    fill(reloaded, edit=0)
    reloaded.drop.click()
    assert names(reloaded) == names(contact_map()) == [], "an empty map is the learner's too"


def test_a_full_map_in_which_all_know_each_other_is_kept(mine):
    people = tuple(Contact(name=f"{n:03} {'x' * 36}", group="firms", about=("y" * 40,)) for n in range(150))
    whole = ContactMap(people, tuple((a, b) for b in range(150) for a in range(b)))
    assert EntriesKeeper("contacts").save({"values": {"lines": "z" * TEXT_MOST}, "state": kept_map(whole)})
    assert map_from(json.loads(json.dumps(kept_map(whole)))) == whole


GOOD = ["Ana", "press", "weekly", "web"]
HOSTILE = [
    (7, []),
    ([GOOD], []),
    ({"people": GOOD}, []),
    ({"people": {"Ana": GOOD}, "ties": "0-1"}, []),
    ({"people": [GOOD, ["Ana", "press", "daily"], ["Ána", "press", "weekly"], 4, ["x"], [1, 2, 3]]}, ["Ana"]),
    (
        {"people": [["", "press", "weekly"], GOOD, ["Leo", "firms", "yearly"]], "ties": "0-1 1-2 2-2 9-1 x 7"},
        ["Ana", "Leo"],
    ),
    ({"people": [GOOD], "ties": [[0, 0]]}, ["Ana"]),
]


@pytest.mark.parametrize(("state", "kept"), HOSTILE, ids=str)
def test_a_map_that_is_none_or_half_of_one_does_no_harm(state, kept):
    EntriesKeeper("contacts").save({"values": {"edit": 77, "group": [], "name": None, "lines": 3}, "state": state})
    exercise = contact_map("mine")
    assert names(exercise) == kept
    assert exercise.contacts.ties == (((0, 1),) if len(kept) == 2 else ())
    assert exercise.controls.edit.value == -1


# large texts ----------------------------------------------------------------------------------------------------


def test_a_list_that_is_too_long_is_refused_at_its_field_before_it_is_read(mine, monkeypatch):
    monkeypatch.setattr(contacts_editor, "read", lambda *_arguments: pytest.fail("it was read"))
    fill(mine, name="Ana")
    mine.save.click()
    fill(mine, lines="Leo; press\n" * 10_000)
    message = mine.controls.lines._message.value
    assert "more than 60,000 characters" in message and "Paste it in parts" in message
    mine.take_list.click()
    assert mine.controls.lines._message.value == message and names(mine) == ["Ana"]
    fill(mine, name="Eva")
    mine.save.click()
    assert names(mine) == names(contact_map()) == ["Ana", "Eva"], "the map goes on, and is kept"
    assert mine.controls.lines.has_problem
    fill(mine, lines="")
    assert not mine.controls.lines.has_problem


@pytest.mark.parametrize("content", [b"Leo; press\n" * 400_000, b"Leo; press\n" * 10_000], ids=["4 MB", "100 KB"])
def test_a_large_file_is_refused_before_it_is_read_and_does_not_come_into_the_field(mine, monkeypatch, content):
    monkeypatch.setattr(contacts_editor, "read_cells", lambda *_arguments: pytest.fail("it was read"))
    give(mine, content)
    assert "more than 60,000 characters" in mine.controls.file._message.value
    assert mine.controls.lines.value == "" and not names(mine)


def test_of_thousands_of_lines_that_cannot_be_read_twenty_are_shown(mine):
    fill(mine, lines="\n".join(f"P{n}; aunts" for n in range(4000)))
    mine.take_list.click()
    assert mine.unread.value.count("<li>") == 21 and "There are 3,980 more like these" in mine.unread.value
    assert mine.controls.lines.value.count("aunts") == 4000


def test_joining_words_follow_the_name(mine):
    language.speak("es")
    exercise = contact_map("mine")
    exercise.take(read("Ana; firms; weekly; web\nIker; press; weekly; fotos").contacts)
    assert "Ana e Iker" in exercise.advice.value


def test_a_form_that_was_emptied_is_not_filled_again_by_a_reload_or_another_firm(mine):
    fill(mine, name="Ana", about="loza")
    mine.save.click()
    fill(mine, edit=0)
    fill(mine, name="", about="")
    mine.who.value = "bakery"
    mine.who.value = "mine"
    for exercise in (mine, contact_map()):
        form = exercise.controls
        assert (form.edit.value, form.name.value, form.about.value) == (0, "", "")
        assert exercise.save.description == "Save the change" and not exercise.drop.disabled
