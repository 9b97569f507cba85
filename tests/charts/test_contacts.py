"""The picture of a contact map: where people stand, and that it can be read."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tertulia.charts.contacts import CUT, ContactDrawing, DrawnContact, contact_map, shortened
from tertulia.charts.contacts_layout import NAMED, Node, bends, places, sectors
from tests.charts.svg_marks import NEAR, Drawing

SVG = "{http://www.w3.org/2000/svg}"
GROUPS = 9


def contacts_drawing(people, ties=(), letters="CSO", groups=("a", "b", "c")):
    return ContactDrawing(
        people=tuple(people), ties=tuple(ties), letters=tuple(letters), groups=tuple(groups), middle="You"
    )


@st.composite
def drawings(draw, most=60):
    n = draw(st.integers(0, most))
    people = tuple(
        DrawnContact(
            name=draw(st.sampled_from(["Ana", "Íñigo Zabalza", "J", "Construcciones del Norte, S.L.", "<b>$x$</b>"])),
            group=draw(st.integers(0, GROUPS - 1)),
            ring=draw(st.integers(0, 3)),
            bridge=draw(st.booleans()),
        )
        for _k in range(n)
    )
    pairs = [(a, b) for b in range(n) for a in range(b)]
    ties = tuple(draw(st.lists(st.sampled_from(pairs), max_size=60, unique=True))) if pairs else ()
    return contacts_drawing(people, ties, "CSOAPMNF?", [f"Group number {k}" for k in range(GROUPS)])


def texts(svg):
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{SVG}text")]


@settings(deadline=None, max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(drawings())
def test_any_map_can_be_drawn_and_everything_stays_inside(drawing):
    for width, svg in contact_map(drawing, "c", 'A "quoted" & told').items():
        root = ET.fromstring(svg)
        assert root.get("aria-label") == 'A "quoted" & told'
        _x, _y, across, down = map(float, root.get("viewBox").split())
        assert across == width
        for node in root.iter(f"{SVG}circle"):
            x, y, r = (float(node.get(key)) for key in ("cx", "cy", "r"))
            assert r - 1 <= x <= across - r + 1 and r - 1 <= y <= down - r + 1
        for node in root.iter(f"{SVG}text"):
            half = 8.2 * len("".join(node.itertext())) / 2
            x, y = float(node.get("x")), float(node.get("y"))
            assert half - 8 <= x <= across - half + 8, "".join(node.itertext())
            assert 10 < y <= down
        assert not re.search(r"#[0-9a-fA-F]{6}\b", re.sub(r"var\(--[\w-]+, #[0-9a-f]{6}\)", "", svg))


def test_everybody_is_named_on_a_small_map_and_on_a_full_one_those_who_open_a_door():
    def of(n):
        people = [DrawnContact(name=f"P{k}", group=k % 3, ring=k % 4, bridge=k == 1) for k in range(n)]
        return set(texts(contact_map(contacts_drawing(people), "c", "")[568]))

    assert {f"P{k}" for k in range(NAMED)} <= of(NAMED)
    assert {"P1"} == of(NAMED + 1) - set("CSO") - {"You"}


def test_on_a_phone_there_are_the_groups_with_their_number():
    people = [DrawnContact(name="x", group=group, ring=0) for group in (0, 0, 0, 2)]
    drawn = contact_map(contacts_drawing(people, [(0, 3)], groups=("Customers", "b", "Other firms")), "c", "")
    assert {"C 3", "O 1", "Customers", "Other firms"} <= set(texts(drawn[350]))


def test_a_long_name_is_cut_and_a_short_one_is_not():
    assert shortened("Ana") == "Ana"
    assert len(shortened("Construcciones del Norte")) <= CUT and shortened("Construcciones del Norte")[-1] == "…"


def nodes(n):
    return [Node(k * GROUPS // n, (k * 7) % 4, 8.2 * (3 + k % 8)) for k in range(n)]


@pytest.mark.parametrize("n", [1, 2, 12, 18, 30])
def test_names_do_not_cover_each_other(n):
    made = nodes(n)
    spot = places(made, [], 568, 400 + 6 * max(n - 12, 0), 17)
    for a in range(n):
        for b in range(a):
            apart_x = abs(spot[a, 0] - spot[b, 0]) - (max(made[a].width, 28) + max(made[b].width, 28)) / 2
            apart_y = abs(spot[a, 1] - spot[b, 1]) - (2 * 13 + 17)
            assert max(apart_x, apart_y) > -3, (a, b)


def test_the_same_map_is_drawn_the_same_and_a_seldom_seen_contact_stands_further_out():
    made = [Node(0, 0, 24), Node(2, 3, 24), Node(1, 1, 24)]
    spot = places(made, [], 568, 400, 17)
    assert np.array_equal(spot, places(made, [], 568, 400, 17))
    far = np.hypot(*(spot - (284, 200)).T)
    assert far[1] > far[2] > far[0] - 40


@given(st.lists(st.integers(0, 8), min_size=1, max_size=150))
def test_the_groups_share_the_whole_round_and_a_larger_one_has_more_of_it(groups):
    span = sectors(groups)
    ends = [edge for group in sorted(span) for edge in span[group]]
    assert ends[0] == 0 and ends[-1] == pytest.approx(1)
    assert ends == sorted(ends)
    size = {group: end - begin for group, (begin, end) in span.items()}
    for one in span:
        for other in span:
            if groups.count(one) > groups.count(other):
                assert size[one] > size[other]


def test_a_tie_bends_around_who_stands_in_its_way():
    straight = bends(np.array([[0.0, 0.0], [200.0, 0.0], [100.0, 90.0]]), [(0, 1)])
    assert straight == [(100.0, 0.0)]
    bent = bends(np.array([[0.0, 0.0], [200.0, 0.0], [100.0, 4.0]]), [(0, 1)])
    assert bent[0][0] == pytest.approx(100) and bent[0][1] < -30


PEOPLE = [
    DrawnContact(name="Ana", group=0, ring=0),
    DrawnContact(name="Bea", group=0, ring=1),
    DrawnContact(name="Carlos", group=1, ring=2, bridge=True),
    DrawnContact(name="Dolores", group=2, ring=3),
    DrawnContact(name="Elena", group=2, ring=0),
]
TIES = [(0, 1), (0, 2), (2, 3), (2, 4)]


def test_everybody_has_a_sign_with_their_groups_letter_and_their_name_below():
    drawing = Drawing(contact_map(contacts_drawing(PEOPLE, TIES), "c", "")[568])
    for person, sign, letter, name in zip(
        PEOPLE, drawing.marks("contact"), drawing.words("letter"), drawing.words("name"), strict=True
    ):
        (x, y) = sign.centre
        assert (letter.text, name.text) == ("CSO"[person.group], person.name)
        assert letter.x == name.x == pytest.approx(x, abs=NEAR)
        assert 3 < letter.y - y < 8 and 8 < name.y - sign.bottom < 18
        assert (sign.fill == "--chart-goal") == name.bold == person.bridge
        assert sign.stroke == ("--chart-goal" if person.bridge else "--chart-median")


def test_a_line_joins_the_two_who_know_each_other_and_each_with_the_firm():
    drawing = Drawing(contact_map(contacts_drawing(PEOPLE, TIES), "c", "")[568])
    spot = [sign.centre for sign in drawing.marks("contact")]
    firm = drawing.mark("firm").centre
    assert drawing.word("firm").text == "You" and drawing.word("firm").x == pytest.approx(firm[0], abs=NEAR)
    joined = [(tie.vertices[0], tie.vertices[-1]) for tie in drawing.marks("tie")]
    assert joined == [(spot[a], spot[b]) for a, b in TIES]
    for person, place, spoke in zip(PEOPLE, spot, drawing.marks("spoke"), strict=True):
        assert spoke.vertices == (firm, place)
        assert spoke.dashed == (person.ring > 1), "dashed: spoken with seldom"
    assert {tie.stroke for tie in drawing.marks("tie")} == {"--chart-median"}


def test_on_a_phone_a_line_joins_groups_as_thick_as_there_are_ties():
    ties = [(0, 1), (0, 2), (2, 3), (2, 4)]
    groups = ("Customers", "Suppliers", "Other firms")
    drawing = Drawing(contact_map(contacts_drawing(PEOPLE, ties, groups=groups), "c", "")[350])
    spot = [sign.centre for sign in drawing.marks("group")]
    assert [words.text for words in drawing.words("letter")] == ["C 2", "S 1", "O 2"]
    for (x, y), letter, name in zip(spot, drawing.words("letter"), drawing.words("name"), strict=True):
        assert letter.x == pytest.approx(x, abs=NEAR) and abs(letter.y - y) < 8
        assert abs(name.x - x) < 60 and 25 < name.y - y < 40
    assert [words.text for words in drawing.words("name")] == list(groups)
    joined = {(tie.vertices[0], tie.vertices[-1]): tie.thick for tie in drawing.marks("tie")}
    assert joined == {(spot[0], spot[1]): 2.0, (spot[1], spot[2]): 2.8}
    firm = drawing.mark("firm").centre
    assert [spoke.vertices for spoke in drawing.marks("spoke")] == [(firm, place) for place in spot]
