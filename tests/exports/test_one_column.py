"""A table that a spreadsheet of another country opened and saved comes back: every line, or some, in one column."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest

from tertulia.exports.cells import OwnFile
from tertulia.exports.columns import ExportField
from tertulia.exports.file import opened
from tertulia.exports.read import read
from tertulia.models.errors import InputError

NEAR = date(2026, 11, 23)

HEADERS = ["Identificador", "Fecha", "Texto", "Alcance", "Me gusta"]
ROWS = [
    ["1804", "2026-01-09", "Pan de centeno", "400", "33"],
    ["1805", "2026-01-21", "Hola, y adiós", "1800", "120"],
    ["1806", "2026-02-03", 'Lo llaman "el bueno"', "350", "28"],
    ["1807", "2026-02-11", "Una línea\ny otra, con coma", "600", "47"],
    ["1808", "2026-02-27", "Abrimos; hoy también", "1500", "101"],
    ["1809", "2026-03-05", "Sin coma", "310", "22"],
]


def written(rows, separator, quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator="\n").writerows(rows)
    return out.getvalue()


def as_excel_opens(text, separator):
    """The cells of a sheet into which a spreadsheet that expects `separator` puts a text of another one.

    A quotation mark counts only where a cell begins with it; elsewhere it is a sign like others, and a line ends.
    """
    return list(csv.reader(io.StringIO(text), delimiter=separator))


def as_excel_saves(rows, separator):
    return written(rows, separator).encode("utf-8-sig")


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def quoted(text):
    """Every line one quoted cell, its quotation marks doubled."""
    return written([[line] for line in text.splitlines()], ",", csv.QUOTE_ALL).encode("utf-8-sig")


def checked(content, name="own.csv", rows=ROWS):
    file = opened(OwnFile(name, content))
    export = read(file, NEAR)
    assert [note.code for note in file.notes] == ["one_column"]
    assert export.count == len(rows) and export.troubles == ()
    assert export.values[ExportField.TEXT].tolist() == [row[2] for row in rows]
    assert export.values[ExportField.REACH].tolist() == [float(row[3]) for row in rows]
    assert export.values[ExportField.REACTIONS].tolist() == [float(row[4]) for row in rows]


OTHER = {",": ";", ";": ",", "\t": ";"}


@pytest.mark.parametrize("separator", OTHER)
def test_every_line_one_quoted_cell(separator):
    checked(quoted(written(ROWS and [HEADERS, *ROWS], separator)))


@pytest.mark.parametrize("separator", OTHER)
def test_opened_and_saved_by_a_spreadsheet_that_expects_another_separator(separator):
    other = OTHER[separator]
    checked(as_excel_saves(as_excel_opens(written([HEADERS, *ROWS], separator), other), other))


@pytest.mark.parametrize("separator", OTHER)
def test_saved_as_a_workbook(separator):
    rows = as_excel_opens(written([HEADERS, *ROWS], separator), OTHER[separator])
    assert len({len(row) for row in rows}) > 1  # some of them parted
    checked(workbook(rows), "own.xlsx")


def test_saved_with_empty_cells_behind():
    lines = [
        line.rstrip()
        for line in as_excel_saves([[line] for line in written([HEADERS, *ROWS[:3]], ",").splitlines()], ";")
        .decode("utf-8-sig")
        .splitlines()
    ]
    checked("".join(f"{line};;;\r\n" for line in lines).encode("cp1252"), rows=ROWS[:3])


def test_not_in_the_first_column():
    lines = written([HEADERS, *ROWS[:3]], ",").splitlines()
    checked(workbook([[], *[[None, None, line] for line in lines]]), "own.xlsx", ROWS[:3])


def test_only_the_header():
    rows = [[*row[:3], int(row[3]), int(row[4])] for row in ROWS]
    checked(workbook([[",".join(HEADERS)], *rows]), "own.xlsx")


def test_a_table_in_which_all_cells_were_quoted():
    rows = as_excel_opens(written([HEADERS, *ROWS[:3]], ",", csv.QUOTE_ALL), ";")
    checked(workbook(rows), "own.xlsx", ROWS[:3])


def test_a_text_that_came_first_and_lost_its_quotation_marks():
    headers = ["Texto", "Fecha", "Alcance", "Me gusta"]
    rows = [["Hola, y adiós", "2026-01-21", "1800", "120"], *[[row[2], row[1], *row[3:]] for row in ROWS[:1] * 8]]
    file = opened(OwnFile("own.xlsx", workbook(as_excel_opens(written([headers, *rows], ","), ";"))))
    export = read(file, NEAR)
    assert export.values[ExportField.TEXT].tolist()[0] == "Hola, y adiós"
    assert export.values[ExportField.REACH].tolist() == [1800.0, *[400.0] * 8] and export.troubles == ()


def test_lines_above_the_header():
    text = "Informe de enero\nCuenta: Horno inventado\n" + written([HEADERS, *ROWS * 3], ",")
    export = read(opened(OwnFile("own.csv", quoted(text))), NEAR)
    assert export.count == 18 and export.values[ExportField.REACH].tolist()[1] == 1800


def test_only_some_rows_of_a_table():
    sheet = [HEADERS, *ROWS[:3], *[[written([row], ",").strip()] for row in ROWS[3:]]]
    sheet[1:4] = [[row[0], row[1], row[2], int(row[3]), int(row[4])] for row in ROWS[:3]]
    file = opened(OwnFile("own.xlsx", workbook(sheet)))
    export = read(file, NEAR)
    assert [(note.code, note.count) for note in file.notes] == [("one_column", 3)]
    assert export.values[ExportField.REACH].tolist() == [float(row[3]) for row in ROWS] and export.troubles == ()


def test_a_decimal_that_lost_its_zero_is_no_number():
    # "1,05" opened where the comma parts cells is 1 and 5, and so is "1,5": nobody knows any more
    headers = "Fecha;Texto;Alcance;Horas vistas\n"
    lines = "".join(f"2026-01-0{n};Pan y dulces;{n}00;{n},{part}\n" for n, part in ((1, "25"), (2, "05"), (3, "75")))
    sheet = [[int(cell) if cell.isdigit() else cell for cell in row] for row in as_excel_opens(headers + lines, ",")]
    block = opened(OwnFile("own.xlsx", workbook(sheet))).blocks[0]
    assert [row[3] for row in block.rows] == ["1,25", "2,?5", "3,75"]


@pytest.mark.parametrize(
    "texts",
    [
        ["Texto", "Hola, mundo", "Receta: torrijas, paso a paso", "Sin coma"],
        ["Hola, mundo", "Adiós, mundo", "Otra vez, mundo", "Pan, queso"],
        ["Publicaciones", "a; b; c", "d; e; f", "g; h; i"],
        ["Mensaje", "uno, dos, tres", "cuatro", "cinco, seis"],
        ["Ideas, muchas", "Pan, dulces y café", "Una, dos, tres", "Nada"],
    ],
)
def test_a_column_of_texts_stays_a_column_of_texts(texts):
    content = workbook([[text] for text in texts])
    with pytest.raises(InputError) as refused:
        opened(OwnFile("own.xlsx", content))
    assert refused.value.code == "one_column"


def test_a_table_with_a_title_that_has_commas_is_left_alone():
    sheet = [["Informe, de enero, del año, y más"], *([["Fecha", "Texto", "Tipo", "Alcance"]])]
    sheet += [["2026-01-02", "Hola, mundo", "Foto", 5], ["Pan, queso, vino, aceite"], ["2026-01-03", "x", "Foto", 6]]
    file = opened(OwnFile("own.xlsx", workbook(sheet)))
    assert file.notes == () and [row[0] for row in file.blocks[0].rows] == ["2026-01-02", "2026-01-03"]
