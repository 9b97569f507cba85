"""A typed list of staff: what is read, and what is said of the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.errors import InputError, Refusal
from tertulia.models.inside.staff_list import UnreadBecause, read_departments, read_list
from tertulia.models.inside.workplace import StaffRefusal

LIST = """Name; Department; Boss; Talks with
Íñigo; Office; ; Maite, Ana

MAITE; office; íñigo; Ana / Luis
Ana; Drawing; Iñigo; maite
Luis; Workshop; Ana;
"""


def test_a_list_is_read_whatever_its_accents_capitals_heading_and_empty_lines() -> None:
    place, unread = read_list(LIST)
    assert unread == ()
    assert place.names == ("Íñigo", "MAITE", "Ana", "Luis")
    assert place.departments == ("Office", "Drawing", "Workshop")
    assert place.department == (0, 0, 1, 2)
    assert place.boss == (-1, 0, 0, 2)
    arcs = {(place.names[i], place.names[j]) for i, j in zip(*place.asks.nonzero(), strict=True)}
    assert arcs == {("Íñigo", "MAITE"), ("Íñigo", "Ana"), ("MAITE", "Ana"), ("MAITE", "Luis"), ("Ana", "MAITE")}


@pytest.mark.parametrize("sign", [";", "\t", "|", " ; "])
def test_other_signs_between_the_parts(sign: str) -> None:
    place, unread = read_list(
        "\n".join(sign.join(row) for row in (("A", "X", "", "B,C"), ("B", "X", "A", ""), ("C", "Y", "A", "B")))
    )
    assert unread == ()
    assert place.boss == (-1, 0, 0)
    assert place.asks.sum() == 3


def test_only_commas_between_the_parts() -> None:
    place, unread = read_list("A, X, , B, C\nB, X, A\nC, Y, A, B")
    assert unread == ()
    assert place.asks.sum() == 3


@pytest.mark.parametrize(
    ("line", "code", "value"),
    [
        ("; Office; A; B", UnreadBecause.NO_NAME, "Office ; A ; B"),
        ("a; Office", UnreadBecause.TWICE, "a"),
        ("D; X; Peru; A", UnreadBecause.BOSS, "Peru"),
        ("D; X; D; A", UnreadBecause.OWN_BOSS, "D"),
        ("D; X; A; Nobody, B", UnreadBecause.COLLEAGUE, "Nobody"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line_and_the_rest_is_used(
    line: str, code: UnreadBecause, value: str
) -> None:
    place, unread = read_list(f"A; X; ; B\n\nB; X; A; C\nC; X; A;\n{line}")
    assert [(item.line, item.code, item.value) for item in unread] == [(5, code, value)]
    assert place.n == (3 if code in (UnreadBecause.NO_NAME, UnreadBecause.TWICE) else 4)
    assert place.asks[0, 1] and place.asks[1, 2]


def test_bosses_in_a_circle_are_opened_and_told() -> None:
    place, unread = read_list("A; X; C\nB; X; A\nC; X; B\nD; X; C")
    assert [(item.line, item.code) for item in unread] == [(1, UnreadBecause.CIRCLE)]
    assert place.boss == (-1, 0, 1, 2)


def test_the_sixty_first_person_and_the_thirteenth_department_are_told() -> None:
    _place, unread = read_list("\n".join(f"p{k}; X" for k in range(62)))
    assert [(item.line, item.code) for item in unread] == [(61, UnreadBecause.TOO_MANY), (62, UnreadBecause.TOO_MANY)]
    place, unread = read_list("\n".join(f"p{k}; d{k}" for k in range(13)))
    assert (place.n, [(item.line, item.code) for item in unread]) == (12, [(13, UnreadBecause.DEPARTMENTS)])


@given(st.text(st.sampled_from("aáB ;,\t|/\n\x00<é"), max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    try:
        place, unread = read_list(text)
    except InputError as error:
        assert (error.field, error.code) == ("people", Refusal.TOO_FEW)
        return
    lines = text.splitlines()
    assert place.n <= len(lines)
    assert all(1 <= item.line <= len(lines) for item in unread)
    assert not place.asks.diagonal().any()


def test_departments_and_sizes() -> None:
    assert read_departments("Workshop 8, Office: 3;Drawing office = 2\n") == [
        ("Workshop", 8),
        ("Office", 3),
        ("Drawing office", 2),
    ]
    for text, code in (
        (" ", Refusal.EMPTY),
        ("Workshop", StaffRefusal.NO_SIZE),
        (",".join(["A 1"] * 13), Refusal.TOO_MANY),
    ):
        with pytest.raises(InputError) as caught:
            read_departments(text)
        assert (caught.value.field, caught.value.code) == ("departments", code)
