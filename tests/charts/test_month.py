"""A month's plan: each post stands in the row of its week and the column of its day, in the look of its kind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tertulia import language
from tertulia.charts.month import LOOKS, Square, month
from tertulia.charts.picture import NARROW, WIDE
from tests.charts.svg_marks import NEAR, Drawing

MONDAY = date(2026, 11, 23)
LETTERS = {0: "P", 1: "T", 2: "E", 3: "H", 4: "S"}
POSTS = [
    Square(MONDAY, 0),
    Square(MONDAY + timedelta(days=3), 1),
    Square(MONDAY + timedelta(days=3), 4),
    Square(MONDAY + timedelta(days=13), 2),
    Square(MONDAY + timedelta(days=15), 3),
]
both = pytest.mark.parametrize("width", [WIDE, NARROW])


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "en")


def drawn(width, posts=POSTS):
    return Drawing(month(MONDAY, 4, posts, LETTERS, "m", "")[width])


def cells(drawing):
    """The day of each place, found by the words above the columns and beside the rows."""
    assert all(words.anchor == "middle" for words in drawing.words("weekday"))
    columns = [words.x for words in drawing.words("weekday")]
    rows = [words.y - 5 for words in drawing.words("week")]

    def day(mark):
        x, y = mark.centre
        weekday = min(range(7), key=lambda k: abs(columns[k] - x))
        week = min(range(4), key=lambda k: abs(rows[k] - y))
        assert abs(columns[weekday] - x) < (columns[1] - columns[0]) / 2 and abs(rows[week] - y) < 2
        return MONDAY + timedelta(weeks=week, days=weekday)

    return day


@both
def test_every_post_stands_on_its_day_in_the_look_and_with_the_letter_of_its_kind(width):
    drawing = drawn(width)
    day = cells(drawing)
    for kind, (fill, edge, ink) in enumerate(LOOKS):
        box, letter = drawing.mark(f"post{kind}"), drawing.word(f"post{kind}")
        assert [day(box)] == [post.day for post in POSTS if post.kind == kind]
        assert (box.fill, box.stroke, letter.fill) == (fill, edge, ink)
        assert letter.text == LETTERS[kind] and letter.anchor == "middle"
        assert letter.x == pytest.approx(box.centre[0], abs=NEAR) and box.top < letter.y < box.bottom


@both
def test_a_day_without_a_post_has_a_dot_and_one_with_a_post_has_none(width):
    drawing = drawn(width)
    day = cells(drawing)
    dots = [day(dot) for dot in drawing.marks("none")]
    posted = {post.day for post in POSTS}
    assert dots == [MONDAY + timedelta(days=k) for k in range(28) if MONDAY + timedelta(days=k) not in posted]


@both
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_posts_of_one_day_stand_beside_each_other_inside_their_column(width, count):
    posts = [Square(MONDAY + timedelta(days=2), k) for k in range(count)]
    drawing = drawn(width, posts)
    boxes = [drawing.mark(f"post{k}") for k in range(count)]
    columns = [words.x for words in drawing.words("weekday")]
    half = (columns[1] - columns[0]) / 2
    assert all(one.right < other.left for one, other in zip(boxes, boxes[1:], strict=False))
    assert (boxes[0].left + boxes[-1].right) / 2 == pytest.approx(columns[2], abs=NEAR)
    assert columns[2] - half < boxes[0].left and boxes[-1].right < columns[2] + half


@both
def test_rows_and_columns_are_named_in_order(width):
    drawing = drawn(width)
    assert [words.text for words in drawing.words("week")] == ["23 Nov", "30 Nov", "7 Dec", "14 Dec"]
    names = [words.text for words in drawing.words("weekday")]
    assert names == (["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] if width == WIDE else names)
    assert names[0][0] == "M" and names[-1][0] == "S" and len(names) == 7
    assert [words.y for words in drawing.words("week")] == sorted(words.y for words in drawing.words("week"))
