"""Posts pasted or from a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.web2.posts import MOST_LETTERS, join, split, split_pasted


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


def test_a_column_copied_from_a_spreadsheet_keeps_each_cell_whole() -> None:
    pasted = '"Bread of the day\r\n\r\nand ""honey"" cake"\r\nA single line, with a comma\r\n"Two\r\nlines"\r\n'
    assert split_pasted(pasted) == ('Bread of the day\nand "honey" cake', "A single line, with a comma", "Two\nlines")


@pytest.mark.parametrize(
    "text", ['"Quoted" and more\nnext', '"Only one line"\nnext', "a\n\nb\nc", '"never closed\nnext', ""]
)
def test_other_quotation_marks_are_the_learners(text: str) -> None:
    assert split_pasted(text) == split(text)


@given(st.text(max_size=300))
def test_whatever_is_pasted_gives_posts_without_empty_lines(text: str) -> None:
    assert all(0 < len(post) <= MOST_LETTERS and post.strip() for post in split_pasted(text))
