"""Posts pasted or from a file."""

from __future__ import annotations

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.errors import InputError, Refusal
from tertulia.models.web2.posts import MOST_BYTES, MOST_LETTERS, PostsFileRefusal, join, read, split


def test_lines_are_posts_unless_an_empty_line_parts_them() -> None:
    assert split("one\r\ntwo\n three ") == ("one", "two", "three")
    assert split("one\nstill one\n \n\ntwo") == ("one\nstill one", "two")
    assert split(" \n\n ") == split("") == ()
    assert split("x" * 5000) == ("x" * MOST_LETTERS,)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1), min_size=2, max_size=5
    )
)
def test_what_is_joined_comes_apart_again(lines: list[str]) -> None:
    assert split(join(tuple(lines))) == tuple(lines)
    two = (f"{lines[0]}\n{lines[1]}", lines[0])
    assert split(join(two)) == two


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_gives_the_column_with_the_posts(encoding: str, separator: str) -> None:
    rows = [["Identificador", "Descripción", "Alcance"], ["1", "¿Qué pan echáis de menos?", "20"], ["2", "Pan", "3"]]
    content = "\r\n".join(separator.join(row) for row in rows).encode(encoding)
    assert read(content) == ("¿Qué pan echáis de menos?", "Pan")


def test_quoted_line_breaks_stay_in_their_post_and_the_longer_of_two_columns_counts() -> None:
    content = b'sep=,\nPost ID,Title,Description\n1,Bread,"Bread\n\nand cake"\n2,A long title,short\n3,,\n'
    assert read(content) == ("Bread\nand cake", "A long title")


def test_a_table_without_known_names_gives_its_wordiest_column() -> None:
    content = b"a,b,c\n1,many words stand here,2\n2,and some more here too,3\n"
    assert read(content) == ("many words stand here", "and some more here too")


def test_a_text_with_commas_is_no_table() -> None:
    assert read("Pan, leche, miel\nOtra cosa, sin más".encode()) == ("Pan, leche, miel", "Otra cosa, sin más")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Refusal.EMPTY),
        (b" \n ", Refusal.EMPTY),
        (b"PK\x03\x04rest", PostsFileRefusal.NOT_TEXT),
        (b"\x89PNG\x00", PostsFileRefusal.NOT_TEXT),
        (b"a,b,c\n1,2,3\n4,5,6\n", PostsFileRefusal.NO_WORDS),
        (b"x" * (MOST_BYTES + 1), PostsFileRefusal.TOO_LARGE),
    ],
)
def test_a_file_that_holds_no_posts_says_why(content: bytes, code: StrEnum) -> None:
    with pytest.raises(InputError) as caught:
        read(content)
    assert (caught.value.field, caught.value.code) == ("file", code)


@given(st.binary(max_size=400))
def test_any_file_is_read_or_refused_with_a_reason(content: bytes) -> None:
    try:
        posts = read(content)
    except InputError as error:
        assert error.field == "file"
        return
    assert all(0 < len(post) <= MOST_LETTERS for post in posts)
