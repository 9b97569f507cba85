"""Several files, sheets and zips: tables of one layout are one, others stay what they are."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import numpy as np
import openpyxl
import pytest

from tertulia.exports.cells import OwnFile
from tertulia.exports.columns import ExportField
from tertulia.exports.file import opened
from tertulia.exports.read import read
from tertulia.models.errors import InputError
from tertulia.widgets.base.own_posts_account import account

NEAR = date(2026, 11, 23)

META = ["Post ID", "Account username", "Publish time", "Permalink", "Description", "Views", "Reach", "Likes"]
META_ES = [
    "Identificador de la publicación",
    "Nombre de usuario de la cuenta",
    "Hora de publicación",
    "Enlace permanente",
    "Descripción",
    "Visualizaciones",
    "Alcance",
    "Me gusta",
]


def post(n, views=None):
    link = f"https://www.instagram.com/p/C{n}/"
    return [f"18{n:04}", "horno", f"0{1 + n % 9}/15/2026 10:00", link, f"Texto {n}", views or 100 * n, 90 * n, n]


def text(headers, rows, separator=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([headers, *rows])
    return out.getvalue().encode("utf-8-sig")


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def zipped(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return made.getvalue()


MONTHS = {
    "Jan-01-2026_Jan-31-2026_1.csv": text(META, [post(1), post(2)]),
    "Feb-01-2026_Feb-28-2026_2.csv": text(META, [post(3)]),
    "Mar-01-2026_Mar-31-2026_3.csv": text(META, [post(4), post(5), post(6)]),
}


def files(given):
    return [OwnFile(name, content) for name, content in given.items()]


@pytest.mark.parametrize(
    "given",
    [
        files(MONTHS),
        [OwnFile("all.zip", zipped(MONTHS))],
        [OwnFile("all.zip", zipped({f"export/{name}": content for name, content in MONTHS.items()}))],
        [OwnFile("two.zip", zipped(dict(list(MONTHS.items())[:2]))), *files(MONTHS)[2:]],
    ],
    ids=["files", "zip", "folder in a zip", "zip and file"],
)
def test_a_file_a_month_is_one_table(given):
    file = opened(*given)
    (block,) = file.blocks
    export = read(file, NEAR)
    assert export.count == 6 and export.values[ExportField.VIEWS].tolist() == [100, 200, 300, 400, 500, 600]
    assert list(dict.fromkeys(block.files)) == list(MONTHS)
    assert block.numbers == [2, 3, 2, 2, 3, 4]
    assert [block.file(place) for place in (0, 2, 5)] == list(MONTHS)
    (note,) = block.notes
    assert (note.code, note.count) == ("joined", 3) and all(name in note.shown for name in MONTHS)


def columns_of(block, *names):
    return [[row[block.headers.index(name)] for row in block.rows] for name in names]


def test_columns_that_come_and_go_are_blank_where_they_are_missing():
    more = text([*META, "Saves", "Negative feedback"], [[*post(2), 7, 1]])
    less = text(META[:5] + META[6:], [post(3)[:5] + post(3)[6:]])
    file = opened(OwnFile("a.csv", text(META, [post(1)])), OwnFile("b.csv", more), OwnFile("c.csv", less))
    (block,) = file.blocks
    assert block.headers == (*META, "Saves", "Negative feedback")
    assert columns_of(block, "Views", "Saves") == [["100", "200", None], [None, "7", None]]
    views = read(file, NEAR).values[ExportField.VIEWS]
    assert views[:2].tolist() == [100, 200] and np.isnan(views[2])


def test_columns_in_another_order_and_another_language():
    turned = text(META[::-1], [post(2)[::-1]])
    file = opened(
        OwnFile("a.csv", text(META, [post(1)])), OwnFile("b.csv", turned), OwnFile("c.csv", text(META_ES, [post(3)]))
    )
    (block,) = file.blocks
    assert block.headers == (*META, "Nombre de usuario de la cuenta")  # a column that is read by nobody
    assert columns_of(block, "Description", "Likes") == [["Texto 1", "Texto 2", "Texto 3"], ["1", "2", "3"]]


OWN = ["Fecha", "Publicación", "Red", "Alcance", "Me gusta"]


def own(month, days):
    return [[f"{day:02}/{month:02}/2026", f"Texto {month}.{day}", "Instagram", 10 * day, day] for day in days]


def test_a_sheet_a_month_is_one_table_and_totals_are_told_with_their_sheet():
    enero = [OWN, *own(1, (2, 9, 16)), ["TOTAL", None, None, 270, 27]]
    febrero = [["Febrero"], OWN, *own(2, (3, 8)), ["TOTAL", None, None, 110, 11]]
    file = opened(
        OwnFile("2026.xlsx", workbook(Enero=enero, Febrero=febrero, Resumen=[["Mes", "Total"], ["Enero", 27]]))
    )
    assert [(block.name, len(block.rows)) for block in file.blocks] == [("Enero + Febrero", 5), ("Resumen", 1)]
    notes = {note.code: note for note in file.blocks[0].notes}
    assert notes["joined"].count == 2
    assert (notes["totals"].count, notes["totals"].shown) == (2, "5 (Enero); 5 (Febrero)")
    assert file.blocks[0].files == ("Enero",) * 3 + ("Febrero",) * 2


def test_workbooks_with_sheets_of_one_name_are_told_apart():
    one, other = workbook(Hoja1=[OWN, *own(1, (2, 9))]), workbook(Hoja1=[OWN, *own(2, (3,))])
    file = opened(OwnFile("enero.xlsx", one), OwnFile("febrero.xlsx", other))
    assert file.blocks[0].files == ("enero.xlsx", "enero.xlsx", "febrero.xlsx")
    two = workbook(Posts=[OWN, *own(3, (4,))], Días=[["Fecha", "Seguidores nuevos"], ["2026-03-01", 3]])
    file = opened(OwnFile("enero.xlsx", one), OwnFile("marzo.xlsx", two))
    assert set(file.blocks[0].files) == {"enero.xlsx", "marzo.xlsx: Posts"}


def test_two_files_of_one_name_are_told_apart():
    file = opened(OwnFile("a.csv", text(OWN, own(1, (2,)))), OwnFile("a.csv", text(OWN, own(2, (3,)))))
    assert file.blocks[0].files == ("a.csv", "a.csv (2)")


def chart(title, values, first=1):
    lines = [f'"2026-01-{n:02}T00:00:00","{value}"' for n, value in enumerate(values, first)]
    return ("sep=,\r\n" + (f'"{title}"\r\n' if title else "") + '"Date","Primary"\r\n' + "\r\n".join(lines)).encode(
        "utf-16"
    )


@pytest.mark.parametrize(
    "given",
    [
        {"Alcance.csv": chart("Alcance en Instagram", [5, 6, 7]), "Clics.csv": chart("Clics en el enlace", [1, 0, 2])},
        {"Alcance.csv": chart("", [5, 6, 7]), "Clics.csv": chart("", [1, 0, 2])},
        {
            "a.csv": text(OWN[:2] + OWN[3:], own(1, (2,))),
            "b.csv": text(["Fecha", "Seguidores nuevos"], [["2026-01-02", 3]]),
        },
        {"ig.xlsx": workbook(Instagram=[OWN, *own(1, (2,))], Facebook=[OWN, *own(1, (2,))])},
        {
            "d.csv": text(["Fecha", "Valor"], [[f"2026-01-0{n}", n] for n in range(1, 6)]),
            "e.csv": text(["Fecha", "Valor"], [[f"2026-01-0{n}", 70 - n] for n in range(1, 6)]),
        },
    ],
    ids=["charts with titles", "charts without", "posts and days", "two networks", "the same days, other figures"],
)
def test_what_counts_something_else_stays_apart(given):
    file = opened(*files(given))
    assert len(file.blocks) == 2 and not any(note.code == "joined" for block in file.blocks for note in block.notes)


def test_the_days_of_one_chart_are_joined_with_some_days_twice():
    given = {"one.csv": chart("Alcance", [5, 6, 7, 8]), "other.csv": chart("Alcance", [7, 8, 9], first=3)}
    (block,) = opened(*files(given)).blocks
    assert len(block.rows) == 7 and set(block.files) == set(given)


def test_files_that_are_no_tables_are_told():
    given = {**MONTHS, "notas.pdf": b"%PDF", "foto.jpg": b"\xff\xd8", "__MACOSX/._x.csv": b"\0", ".DS_Store": b"x"}
    file = opened(OwnFile("all.zip", zipped(given)))
    assert [(note.code, note.count) for note in file.notes] == [("other_files", 2)]


def test_what_was_done_to_several_files_is_told_once():
    mac = "Fecha;Publicación;Alcance\n2026-01-02;Mañana;5\n".encode("mac_roman")
    file = opened(OwnFile("a.csv", mac), OwnFile("b.csv", mac.replace(b"01-02", b"02-02")))
    assert [(note.code, note.count, note.shown) for note in file.notes] == [("encoding_guessed", 2, "Macintosh")]


def test_a_refused_file_refuses_all():
    with pytest.raises(InputError) as refused:
        opened(*files(MONTHS), OwnFile("a.pdf", b"%PDF-1.7"))
    assert refused.value.code == "not_a_table"


def test_no_file_at_all():
    with pytest.raises(InputError) as refused:
        opened()
    assert refused.value.code == "no_rows"


def test_tables_have_different_labels():
    rows = [
        ["Pines"],
        ["Pin", "Impresiones"],
        ["a", 5],
        ["b", 6],
        [],
        ["Tableros"],
        ["Tablero", "Impresiones"],
        ["c", 7],
    ]
    file = opened(OwnFile("p.csv", text(rows[0], rows[1:])))
    labels = [file.label(place) for place in range(len(file.blocks))]
    assert labels == ["p.csv: Pines", "p.csv: Tableros"]


def test_several_files_are_limited_together(monkeypatch):
    from tertulia.exports import table

    monkeypatch.setattr(table, "MOST_CELLS", 50)
    opened(*files(MONTHS)[:2])
    with pytest.raises(InputError) as refused:
        opened(*files(MONTHS), OwnFile("more.csv", text(META, [post(7)])))
    assert refused.value.code == "too_many_cells"


BAD = b'A,B\n"open,1\n2,3\n'


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"good.csv": text(["Fecha", "Alcance"], [["2026-01-02", 5]]), "bad.csv": BAD}, "bad.csv"),
        ({"all.zip": zipped({"good.csv": b"A,B\n1,2\n", "in/bad.csv": BAD})}, "bad.csv"),
        ({"good.csv": b"A,B\n1,2\n", "all.zip": zipped({"bad.csv": BAD})}, "all.zip: bad.csv"),
        ({"good.csv": b"A,B\n1,2\n", "all.zip": zipped({"bad.csv": b"PK"})}, "all.zip: bad.csv"),
        ({"bad.csv": BAD}, None),
    ],
    ids=["several", "in a zip", "in a zip of several", "a zip in a zip", "alone"],
)
def test_a_refusal_says_which_of_several_files_it_is_about(given, name):
    with pytest.raises(InputError) as refused:
        opened(*(OwnFile(each, content) for each, content in given.items()))
    assert refused.value.values.get("file") == name


def test_rows_with_too_many_or_too_few_cells_are_told_with_their_file():
    january = b"Fecha,Alcance,Me gusta,Comentarios\n2026-01-02,5,1,0\n2026-01-03,6\n2026-01-04,6,1,0\n"
    february = b"Fecha,Alcance,Me gusta,Comentarios\n2026-02-02,5,1,0,9\n2026-02-03,6,1,0\n"
    export = read(opened(OwnFile("jan.csv", january), OwnFile("feb.csv", february)), date(2026, 3, 1))
    assert [(one.row, one.code, one.file) for one in export.troubles] == [
        (2, "long_row", "feb.csv"),
        (3, "short_row", "jan.csv"),
    ]
    assert "2 (feb.csv)" in account(export) and "3 (jan.csv)" in account(export)
    alone = read(opened(OwnFile("jan.csv", january)), date(2026, 3, 1))
    assert [(one.row, one.code, one.file) for one in alone.troubles] == [(3, "short_row", "")]
