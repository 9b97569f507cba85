"""Where tables stand: beside each other, above each other, with headers that come again and lines between."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tertulia.exports.cells import Grid, OwnFile
from tertulia.exports.file import opened
from tertulia.exports.layout import blocks

URL = "https://www.linkedin.com/feed/update/urn:li:activity:"
LEFT = [[f"{URL}72{n}0", f"4/{2 + n}/2026", 90 - 20 * n] for n in range(4)]
RIGHT = [[f"{URL}72{n}0", f"4/{2 + n}/2026", 2400 - 300 * n] for n in (2, 0, 3, 1, 4)]
ENGAGED, SEEN = ["Post URL", "Post publish date", "Engagements"], ["Post URL", "Post publish date", "Impressions"]


def beside(*tables, gap=1, lines=()):
    """A sheet with the tables beside each other, each as high as it is."""
    height = max(map(len, tables))
    rows = [list(line) for line in lines]
    for k in range(height):
        row = []
        for place, table in enumerate(tables):
            row += [None] * (gap if place else 0)
            row += table[k] if k < len(table) else [None] * len(table[0])
        rows.append(row)
    return rows


def tables_of(rows):
    return blocks(Grid(name="a", rows=rows))


def same(block, headers, rows):
    assert list(block.headers) == headers
    assert block.rows == rows


@pytest.mark.parametrize("gap", [1, 2, 0])
@pytest.mark.parametrize("lines", [(), [["Maximum of 50 posts available to include in this list"], []]])
def test_two_tables_ordered_differently_are_two(gap, lines):
    one, other = tables_of(beside([ENGAGED, *LEFT], [SEEN, *RIGHT], gap=gap, lines=lines))
    same(one, ENGAGED, LEFT)
    same(other, SEEN, RIGHT)
    assert [[(note.code, note.count) for note in block.notes] for block in (one, other)] == [[("side_by_side", 2)]] * 2
    assert one.numbers[0] == other.numbers[0] == len(lines) + 2


def test_three_tables_each_with_its_title():
    days = [["Fecha", "Alcance"], *[[f"2026-01-0{n}", 10 * n] for n in range(1, 8)]]
    cities = [["Ciudad", "Seguidores"], ["Vigo", 120], ["Lugo", 33], ["Ourense", 12]]
    posts = [["Publicación", "Me gusta"], ["Pan", 4], ["Dulces", 9]]
    titles = [["Alcance por día", None], ["Ciudades", None], ["Publicaciones", None]]
    found = tables_of(
        beside(*([title, *table] for title, table in zip(titles, (days, cities, posts), strict=True)), gap=1)
    )
    assert [(block.title, len(block.rows), list(block.headers)) for block in found] == [
        ("Alcance por día", 7, days[0]),
        ("Ciudades", 3, cities[0]),
        ("Publicaciones", 2, posts[0]),
    ]


def test_an_empty_line_inside_tables_beside_each_other():
    rows = beside([ENGAGED, *LEFT[:2]], [SEEN, *RIGHT[:2]])
    rows += [[], *beside(LEFT[2:], RIGHT[2:])]
    one, other = tables_of(rows)
    same(one, ENGAGED, LEFT)
    same(other, SEEN, RIGHT)
    assert one.numbers == [2, 3, 5, 6]


def test_a_table_behind_tables_beside_each_other():
    rows = beside([ENGAGED, *LEFT], [SEEN, *RIGHT])
    rows += [[], ["Fecha", "Seguidores nuevos"], ["2026-04-01", 3], ["2026-04-02", 5]]
    assert [len(block.rows) for block in tables_of(rows)] == [4, 5, 2]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["Fecha", "Publicación", None, "Alcance", "Me gusta"], ["2026-01-0{n}", "Texto {n}", None, 100, 7]),
        (
            ["Fecha", "Texto", None, "Red", "Tipo", None, "Alcance"],
            ["2026-01-0{n}", "T {n}", None, "IG", "Foto", None, 5],
        ),
        (["Fecha", None, "Publicación", None, "Alcance"], ["2026-01-0{n}", None, "Texto {n}", None, 12]),
        ([None, "Fecha", "Publicación", "Alcance"], [None, "2026-01-0{n}", "Texto {n}", 12]),
    ],
)
def test_an_empty_column_for_the_eye_parts_nothing(header, row):
    rows = [header] + [[cell.format(n=n) if isinstance(cell, str) else cell for cell in row] for n in range(1, 7)]
    (block,) = tables_of(rows)
    assert block.rows == rows[1:] and block.notes == ()


HEADER = ["Fecha", "Publicación", "Alcance", "Me gusta"]
POSTS = [[f"0{n}/03/2026", f"Texto {n}", 100 * n, n] for n in range(1, 9)]


@pytest.mark.parametrize(
    "between",
    [
        [HEADER],
        [["Página 2"], HEADER],
        [[], HEADER],
        [[], [], HEADER],
        [[cell.upper() for cell in HEADER]],
        [["\ufeffFecha", *HEADER[1:]]],
    ],
)
def test_a_header_that_comes_again(between):
    found = opened(OwnFile("a.xlsx", workbook([HEADER, *POSTS[:3], *between, *POSTS[3:6], *between, *POSTS[6:]])))
    (block,) = found.blocks
    assert [row[1] for row in block.rows] == [row[1] for row in POSTS]
    assert sum(note.count for note in block.notes if note.code in ("repeated_header", "joined", "note_line")) >= 2


def workbook(*sheets, names=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for k, rows in enumerate(sheets):
        sheet = book.create_sheet(names[k] if names else None)
        for row in rows:
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_a_post_that_speaks_of_its_columns_is_no_header():
    rows = [HEADER, *POSTS, ["09/03/2026", "Fecha", 5, 1], ["10/03/2026", "Alcance y me gusta", "", ""]]
    assert len(tables_of(rows)[0].rows) == 10


PINS = [["Pin", "Impresiones", "Guardados"], ["https://pin/1", 500, 3], ["https://pin/2", 400, 9]]
BOARDS = [["Tablero", "Impresiones", "Interacciones", "Clics"], ["Pan", 900, 12, 4], ["Dulces", 700, 3, 1]]
CHART = [["Fecha", "Impresiones"], ["2026-01-01", 30], ["2026-01-02", 41], ["2026-01-03", 29]]


@pytest.mark.parametrize("apart", [[], [[]], [[], [], []]])
def test_blocks_above_each_other_with_titles(apart):
    rows = [["Resumen de Pinterest"], *CHART, *apart, ["Pines principales"], *PINS, *apart]
    rows += [["Tableros principales"], *BOARDS]
    found = tables_of(rows)
    assert [(block.title, len(block.rows)) for block in found] == [
        ("Resumen de Pinterest", 3),
        ("Pines principales", 2),
        ("Tableros principales", 2),
    ]
    assert [list(block.headers) for block in found] == [CHART[0], PINS[0], BOARDS[0]]
    assert found[2].rows == BOARDS[1:]


def test_titles_behind_an_empty_line():
    rows = [["Pines principales"], [], *PINS, [], ["Tableros principales"], [], *BOARDS]
    assert [len(block.rows) for block in tables_of(rows)] == [2, 2]


def test_months_above_each_other_are_one_table():
    rows = [["ENERO"], HEADER, *POSTS[:3], [], ["FEBRERO"], HEADER, *POSTS[3:5], [], [], ["MARZO"], HEADER, *POSTS[5:]]
    (block,) = opened(OwnFile("a.xlsx", workbook(rows))).blocks
    assert [row[1] for row in block.rows] == [row[1] for row in POSTS]
    assert block.files == () and block.numbers == [3, 4, 5, 9, 10, 15, 16, 17]
    assert [(note.code, note.count) for note in block.notes] == [("joined", 3)]


def test_empty_lines_inside_a_table_part_nothing():
    rows = [HEADER, *POSTS[:2], [], [], *POSTS[2:5], [None, " "], *POSTS[5:]]
    (block,) = tables_of(rows)
    assert block.rows == POSTS and block.numbers == [2, 3, 6, 7, 8, 10, 11, 12]
