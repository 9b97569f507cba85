"""What a contact map suggests, against maps whose answer is plain."""

from __future__ import annotations

import pytest

from tertulia.models.networking.contacts import Contact, ContactGroup, ContactMap, Need, Often, tie
from tertulia.models.networking.contacts_advice import (
    BASIC,
    LIKELY,
    bridges,
    introductions,
    missing_groups,
    missing_needs,
    who_helps,
)
from tertulia.models.networking.contacts_network import measure
from tertulia.models.networking.contacts_text import read
from tertulia.widgets.networking.contacts_firms import WANTED, contacts_of


def named(known, places):
    return [known.people[place].name for place in places]


def of(text):
    reading = read(text)
    assert reading.problems == ()
    return reading.contacts


def test_a_bridge_joins_parts_or_is_alone_in_a_group():
    known = of("Ana; customers; ; ; Leo\nLeo; firms; ; ; Mar\nMar; firms\nEva; press\nTim; customers")
    found = bridges(known, measure(known))
    assert named(known, [bridge.place for bridge in found]) == ["Leo", "Eva"]
    assert found[0].parts == ((0,), (2,)) and not found[0].alone
    assert found[1].alone and found[1].parts == ()


def test_once_a_second_way_is_there_nobody_is_a_bridge_any_more():
    known = of("Ana; customers; ; ; Leo\nLeo; customers; ; ; Mar\nMar; customers")
    assert len(bridges(known, measure(known))) == 1
    whole = tie(known, 0, 2)
    assert bridges(whole, measure(whole)) == ()


def test_an_introduction_has_the_points_of_its_rule():
    known = of("Ana; family; weekly; web\nLeo; press; rarely; photos, insurance, transport")
    (pair,) = introductions(known, measure(known))
    # a hole 3, no detour 1, one thing from Ana, two of three from Leo, Ana seen every week 1
    assert pair.points == 3 + 1 + 1 + 2 + 1
    assert (pair.hole, pair.apart, pair.near, pair.delicate) == (True, True, False, False)
    assert pair.brings_b == ("photo", "insurance", "transport")


def test_a_customer_and_a_rival_are_delicate_and_come_later():
    text = "Ana; customers; weekly; web\nLeo; {group}; weekly; photos"
    plain, rival = (of(text.format(group=group)) for group in ("press", "suppliers"))
    (one,), (other,) = (introductions(known, measure(known)) for known in (plain, rival))
    assert other.delicate and not one.delicate
    assert one.points - other.points == 2


@pytest.mark.parametrize("firm", ["workshop", "bakery", "guesthouse"])
def test_nobody_is_introduced_to_whom_they_know_nor_more_than_once(firm):
    known = contacts_of(firm)
    found = introductions(known, measure(known))
    assert 3 <= len(found) <= 5
    met = [place for pair in found for place in (pair.a, pair.b)]
    assert len(set(met)) == len(met)
    for pair in found:
        assert (pair.a, pair.b) not in known.ties
        assert known.people[pair.a].group is not known.people[pair.b].group
        assert pair.brings_a or pair.brings_b
    assert [pair.points for pair in found] == sorted((pair.points for pair in found), reverse=True)


def test_who_knows_about_it_comes_first_and_by_whom_a_seldom_seen_one_is_reached():
    known = of(
        "Ana; firms; rarely; web; Leo, Mar\nLeo; family; weekly\nMar; press; monthly\nTim; suppliers; monthly; web\n"
        "Eva; firms; yearly"
    )
    helped = who_helps(known, measure(known), "web")
    assert named(known, [one.place for one in helped.knowing]) == ["Tim", "Ana"]
    assert helped.knowing[0].through == ()
    assert named(known, helped.knowing[1].through) == ["Leo", "Mar"]
    # Eva: a likely group 2, a weak tie 1, knows nobody 1
    assert named(known, [one.place for one in helped.likely])[0] == "Eva"
    assert helped.likely[0].points == 4


def test_own_words_are_found_inside_longer_ones_without_accents():
    known = of("Ana; firms; weekly; Galvanización en caliente\nLeo; press; rarely; web")
    for wanted in ("galvanizacion", "GALVANIZACIÓN EN CALIENTE DE VIGAS", "caliente"):
        assert named(known, [one.place for one in who_helps(known, measure(known), wanted).knowing]) == ["Ana"]
    for wanted in ("", "  ", "x", "we", "painting"):
        assert who_helps(known, measure(known), wanted).knowing == ()


def test_what_is_missing_is_what_nobody_is_there_for():
    known = of("Ana; press; weekly; lawyer\nLeo; other; weekly; web")
    assert ContactGroup.PRESS not in missing_groups(known)
    assert set(missing_groups(known)) == set(ContactGroup) - {ContactGroup.PRESS, ContactGroup.OTHER}
    assert set(missing_needs(known)) == set(BASIC) - {Need.LAWYER, Need.WEB}
    assert missing_needs(ContactMap()) == BASIC


def test_every_need_has_groups_where_help_is_likely():
    assert set(LIKELY) == set(Need)
    assert all(ContactGroup.OTHER not in groups and groups for groups in LIKELY.values())


def test_the_workshop_of_the_chapter_is_as_the_chapter_tells():
    known = contacts_of("workshop")
    found = measure(known)
    assert (found.contacts, len(found.circles), round(found.effective, 1)) == (18, 7, 16.8)
    trade = set(named(known, found.circles[0]))
    assert trade == {"Gorka", "Koldo", "Naiara", "Fermín", "Aitor"}
    helped = who_helps(known, found, WANTED["workshop"])
    assert named(known, [helped.knowing[0].place, *helped.knowing[0].through]) == ["Elena", "Begoña"]
    assert known.people[known.place("Elena")].often is Often.RARELY
    assert named(known, [b.place for b in bridges(known, found) if b.alone]) == ["Begoña", "Javier"]
    assert missing_groups(known) == (ContactGroup.PRESS,)
    assert missing_needs(known) == (Need.LAWYER, Need.TOWN_HALL, Need.PRESS)


def test_a_contact_alone_on_the_map_is_no_bridge():
    known = ContactMap((Contact(name="Ana", group=ContactGroup.PRESS),))
    assert bridges(known, measure(known)) == () == introductions(known, measure(known))
