"""The texts of the posts in an export: the newest by date, none lost unsaid, never a figure."""

from __future__ import annotations

from datetime import date

import pytest

from tertulia.exports.captions import Captions, captions, listed
from tertulia.exports.cells import OwnFile
from tertulia.exports.file import opened
from tertulia.exports.followers import weekly
from tertulia.exports.read import read

TODAY = date(2026, 11, 25)


def of(text: str, most: int = 30) -> Captions:
    return captions(read(opened(OwnFile("own.csv", text.encode())), TODAY), most, 2200)


def table(rows: list[str], head: str = "Fecha;Texto;Alcance;Me gusta") -> str:
    return "\n".join([head, *rows])


def test_the_last_posts_are_the_latest_by_date_whatever_order_the_file_has():
    days = [f"2026-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 21)]
    oldest_first = [f"{day};Post of {day};5;1" for day in days]
    for rows in (oldest_first, oldest_first[::-1], oldest_first[20:] + oldest_first[:20]):
        read_now = of(table(rows), most=15)
        assert read_now.texts == tuple(f"Post of {day}" for day in days[:-16:-1])
        assert (read_now.count, read_now.left_out, read_now.undated, read_now.empty) == (40, 25, 0, 0)


def test_hours_count_and_posts_of_one_moment_stay_in_the_files_order():
    rows = ["2026-03-01 09:00;a;5;1", "2026-03-01 18:30;b;5;1", "2026-03-01 18:30;c;5;1", "2026-03-01 18:31;d;5;1"]
    assert of(table(rows)).texts == ("d", "b", "c", "a")


def test_posts_without_a_date_come_last_and_are_counted():
    rows = [";no day;5;1", "2026-03-01;old;5;1", "soon;no day either;5;1", "2026-03-09;new;5;1"]
    told = of(table(rows))
    assert told.texts == ("new", "old", "no day", "no day either") and told.undated == 2
    assert of(table(rows), most=2).texts == ("new", "old")


def test_without_any_date_the_files_order_stays():
    told = of(table(["first;5;1", "second;5;1"], head="Texto;Alcance;Me gusta"))
    assert told.texts == ("first", "second") and told.undated == told.count == 2


def test_of_text_and_title_the_longer_counts_and_rows_with_neither_are_counted():
    rows = [
        "2026-03-04;Short;A long description;5",
        "2026-03-03;A long title;Short;5",
        "2026-03-02;;;5",
        "2026-03-01;T;;5",
    ]
    told = of(table(rows, head="Fecha;Título;Descripción;Alcance"))
    assert told.texts == ("A long description", "A long title", "T") and (told.count, told.empty) == (3, 1)


def test_empty_lines_inside_a_caption_are_closed_and_a_long_one_is_cut():
    told = of(table(['2026-03-01;"Bread\n\n\nand, cake";5;1', f"2026-02-01;{'x' * 4000};5;1"]))
    assert told.texts == ("Bread\nand, cake", "x" * 2200)


def test_a_table_without_texts_gives_none():
    assert of("Fecha;Alcance;Me gusta\n2026-01-01;5;1\n2026-01-05;6;2").texts == ()


def test_a_column_of_its_own_stays_in_its_order():
    told = listed(["one", " ", "two", "three"], 2, 100)
    assert told == Captions(texts=("one", "two"), count=3, undated=3, empty=1) and told.left_out == 1


@pytest.mark.parametrize("most", [1, 9])
def test_of_each_week_the_last_count_is_kept(most):
    counted = [(date(2026, 1, day), float(day)) for day in range(1, 15)]  # 2026 begins on a Thursday
    assert (
        weekly(tuple(counted), most)
        == ((date(2026, 1, 4), 4.0), (date(2026, 1, 11), 11.0), (date(2026, 1, 14), 14.0))[-most:]
    )
