"""The contact map as a value: what it refuses, what editing keeps, and that saving loses nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia import language
from tertulia.models.errors import InputError
from tertulia.models.networking.contacts import (
    MOST,
    NAME_MOST,
    RESERVED,
    TOPICS_MOST,
    Contact,
    ContactGroup,
    ContactMap,
    Need,
    Often,
    add,
    change,
    folded,
    from_plain,
    remove,
    tie,
    to_plain,
    untie,
)
from tertulia.models.networking.contacts_text import read, topic
from tertulia.widgets.networking.contacts_file import plain_file, table_file


@pytest.fixture(autouse=True)
def back_to_english():
    yield
    language.speak("en")


words = (
    st.text(st.characters(exclude_characters=RESERVED, exclude_categories=("C", "Z", "Mn")), min_size=1, max_size=12)
    .map(lambda text: text[:NAME_MOST])
    .filter(folded)
)
topics = st.one_of(st.sampled_from([need.value for need in Need]), words)
contacts = st.builds(
    Contact,
    name=words,
    group=st.sampled_from(ContactGroup),
    often=st.sampled_from(Often),
    about=st.lists(topics, max_size=TOPICS_MOST).map(tuple),
)


@st.composite
def maps(draw, most=8):
    people = draw(st.lists(contacts, max_size=most, unique_by=lambda person: folded(person.name)))
    pairs = [(a, b) for a in range(len(people)) for b in range(a)]
    return ContactMap(tuple(people), tuple(draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else ()))


def as_read(known: ContactMap) -> ContactMap:
    """The same map with each topic as the form or a list would have kept it."""
    people = tuple(
        Contact(name=p.name, group=p.group, often=p.often, about=tuple(topic(item) for item in p.about))
        for p in known.people
    )
    return ContactMap(people, known.ties)


@settings(deadline=None, max_examples=60)
@given(maps(), st.sampled_from(language.LANGUAGES), st.sampled_from(language.LANGUAGES))
def test_the_table_that_is_saved_is_read_again_in_either_language(known, saved_in, read_in):
    known = as_read(known)
    language.speak(saved_in)
    text = table_file(known).decode()
    language.speak(read_in)
    reading = read(text)
    assert reading.problems == ()
    assert reading.contacts == known


@settings(deadline=None, max_examples=30)
@given(maps())
def test_so_is_the_json_file(known):
    assert read(plain_file(known).decode()).contacts == known


ANA, LEO, MAR = (
    Contact(name="Ana", group=ContactGroup.CUSTOMERS),
    Contact(name="Leo", group=ContactGroup.SUPPLIERS),
    Contact(name="Mar", group=ContactGroup.PRESS),
)
THREE = ContactMap((ANA, LEO, MAR), ((0, 1), (1, 2)))


def refused(call, field, code):
    with pytest.raises(InputError) as caught:
        call()
    assert (caught.value.field, caught.value.code) == (field, code)
    return caught.value


@settings(deadline=None)
@given(maps())
def test_saved_as_plain_values_and_read_again_it_is_the_same_map(known):
    assert from_plain(json.loads(json.dumps(to_plain(known)))) == known


@given(maps(), st.data())
def test_taking_somebody_off_leaves_the_others_and_their_ties(known, data):
    if not known.people:
        return
    gone = data.draw(st.integers(0, len(known.people) - 1))

    def pairs(one):
        return {frozenset((one.people[a].name, one.people[b].name)) for a, b in one.ties}

    left = remove(known, gone)
    name = known.people[gone].name
    assert [person.name for person in left.people] == [p.name for p in known.people if p.name != name]
    assert pairs(left) == {pair for pair in pairs(known) if name not in pair}


def test_knowing_each_other_goes_both_ways_and_stands_once():
    assert tie(THREE, 2, 0).ties == tie(tie(THREE, 0, 2), 2, 0).ties == ((0, 1), (0, 2), (1, 2))
    assert untie(THREE, 1, 0).ties == ((1, 2),)
    assert THREE.knows(1) == (0, 2)
    refused(lambda: tie(THREE, 1, 1), "ties", "itself")


def test_a_new_contact_is_tied_to_those_named_however_they_are_written():
    known = add(THREE, Contact(name="Íñigo", group=ContactGroup.FIRMS), ["ANA", " mar "])
    assert known.ties == ((0, 1), (0, 3), (1, 2), (2, 3))
    assert known.place("inigo") == 3


def test_changing_somebody_sets_their_ties_anew_and_leaves_the_others():
    known = change(THREE, 1, Contact(name="Leo B.", group=ContactGroup.FIRMS), ["Mar"])
    assert known.people[1].name == "Leo B."
    assert known.ties == ((1, 2),)
    assert change(THREE, 1, LEO, ["Ana", "Mar"]) == THREE


def test_what_cannot_be_is_refused_with_its_reason():
    refused(lambda: Contact(name="  ", group=ContactGroup.PRESS), "name", "empty")
    refused(lambda: Contact(name="x" * (NAME_MOST + 1), group=ContactGroup.PRESS), "name", "too_long")
    refused(lambda: Contact(name="Ana; Leo", group=ContactGroup.PRESS), "name", "sign")
    refused(lambda: Contact(name="Ana\x07", group=ContactGroup.PRESS), "name", "sign")
    refused(lambda: Contact(name="Ana", group="aunts"), "group", "unknown")
    refused(lambda: Contact(name="Ana", group=ContactGroup.PRESS, often="sometimes"), "often", "unknown")
    many = tuple(map(str, range(TOPICS_MOST + 1)))
    refused(lambda: Contact(name="Ana", group=ContactGroup.PRESS, often=Often.WEEKLY, about=many), "about", "too_many")
    refused(lambda: add(THREE, Contact(name="ána", group=ContactGroup.PRESS)), "name", "twice")
    refused(lambda: change(THREE, 1, Contact(name="Ana", group=ContactGroup.PRESS)), "name", "twice")
    error = refused(lambda: add(THREE, Contact(name="Eva", group=ContactGroup.PRESS), ["Tom"]), "knows", "unknown")
    assert error.values["name"] == "Tom"
    refused(lambda: ContactMap((ANA, Contact(name="Ana", group=ContactGroup.PRESS))), "people", "twice")
    full = ContactMap(tuple(Contact(name=f"C{k}", group=ContactGroup.OTHER) for k in range(MOST)))
    refused(lambda: add(full, ANA), "name", "too_many")
    refused(lambda: ContactMap((*full.people, ANA)), "people", "too_many")


@pytest.mark.parametrize(
    ("plain", "field"),
    [
        (None, "version"),
        ([], "version"),
        ({}, "version"),
        ({"version": 2}, "version"),
        ({"version": 1, "contacts": {}, "ties": []}, "contacts"),
        ({"version": 1, "contacts": ["Ana"], "ties": []}, "contacts"),
        ({"version": 1, "contacts": [], "ties": None}, "ties"),
        ({"version": 1, "contacts": [{"name": 7, "group": "press", "often": "weekly"}], "ties": []}, "name"),
        ({"version": 1, "contacts": [{"name": "A", "group": "x", "often": "weekly"}], "ties": []}, "group"),
        ({"version": 1, "contacts": [{"name": "A", "group": "press", "often": []}], "ties": []}, "often"),
        (
            {"version": 1, "contacts": [{"name": "A", "group": "press", "often": "weekly", "about": "b"}], "ties": []},
            "about",
        ),
        ({"version": 1, "contacts": [], "ties": [["A", "B"]]}, "ties"),
        ({"version": 1, "contacts": [], "ties": [["A"]]}, "ties"),
        ({"version": 1, "contacts": [{}] * (MOST + 1), "ties": []}, "contacts"),
    ],
)
def test_plain_values_of_another_shape_are_refused(plain, field):
    with pytest.raises(InputError) as caught:
        from_plain(plain)
    assert caught.value.field == field
