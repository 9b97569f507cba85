"""A table written in any of the usual ways is read back the same; where a way is ambiguous, that is said."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.exports.cells import OwnFile
from tertulia.exports.columns import ExportField
from tertulia.exports.dates import Order, read_dates
from tertulia.exports.file import opened
from tertulia.exports.numbers import Style, read_numbers
from tertulia.exports.read import Choices, read

NEAR = date(2026, 11, 23)
HEADERS = ["Fecha", "Texto", "Alcance", "Tiempo", "Me gusta"]
FIELDS = {"Tiempo": ExportField.WATCH}

text = st.text(
    # Â, Ã, â and ð followed by another sign are what is left of letters that a program lost (test_encodings)
    st.characters(codec="cp1252", exclude_categories=("Cc", "Cs"), exclude_characters="\xadÂÃâð"),
    max_size=20,
).map(lambda words: words.strip("\ufeff \u00a0"))

posts = st.lists(
    st.tuples(
        st.datetimes(datetime(2015, 1, 1), datetime(2026, 11, 1)).map(lambda day: day.replace(second=0, microsecond=0)),
        text.map(lambda words: f"x{words}y\nz"),
        st.integers(0, 9_999_999),
        st.integers(0, 9_999_999).map(lambda hundredths: hundredths / 100),
        st.one_of(st.none(), st.integers(-50, 5000)),
    ),
    min_size=1,
    max_size=12,
)


def grouped(value, style, group):
    """A number as a spreadsheet of that style writes it."""
    written = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
    thousands = {"": "", "mark": "." if style is Style.COMMA else ",", "thin": "\u202f"}[group]
    point = "," if style is Style.COMMA else "."
    return "".join({",": thousands, ".": point}.get(sign, sign) for sign in written)


def written(rows, style, group, order, separator, encoding, quoting):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, quoting=quoting)
    writer.writerow(HEADERS)
    form = "%d/%m/%Y %H:%M" if order is Order.DAY else "%m/%d/%Y %H:%M"
    for when, words, reach, watch, likes in rows:
        writer.writerow(
            [
                when.strftime(form),
                words,
                grouped(reach, style, group),
                grouped(watch, style, group),
                "" if likes is None else grouped(likes, style, ""),
            ]
        )
    return out.getvalue().encode(encoding)


@settings(max_examples=60, deadline=None)
@given(
    posts,
    st.sampled_from(Style),
    st.sampled_from(["", "mark", "thin"]),
    st.sampled_from(Order),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_a_table_comes_back_the_same(rows, style, group, order, separator, encoding, quoting):
    if encoding == "cp1252":
        group = "mark" if group == "thin" else group  # that encoding has no thin space
        # Without a mark the words tell the encoding, so they must be words: a sign in the midst of one is none.
        rows = [(row[0], "".join(filter(str.isascii, row[1])) + " ¿Mañana?", *row[2:]) for row in rows]
    content = written(rows, style, group, order, separator, encoding, quoting)
    file = opened(OwnFile("own.csv", content))
    told = Choices(fields=FIELDS, styles={"Tiempo": style, "Alcance": style}, orders={"Fecha": order})
    export = read(file, NEAR, told)
    assert export.troubles == ()
    assert export.count == len(rows)
    assert export.numbers.tolist() == list(range(2, len(rows) + 2))
    assert [str(when) for when in export.values[ExportField.WHEN]] == [row[0].isoformat("T", "minutes") for row in rows]
    assert export.values[ExportField.TEXT].tolist() == [row[1] for row in rows]
    assert export.values[ExportField.REACH].tolist() == [row[2] for row in rows]
    assert np.allclose(export.values[ExportField.WATCH], [row[3] for row in rows], rtol=1e-12)
    likes = [np.nan if row[4] is None else row[4] for row in rows]
    if any(row[4] is not None for row in rows):
        assert np.array_equal(export.values[ExportField.REACTIONS], likes, equal_nan=True)


@settings(max_examples=60, deadline=None)
@given(posts, st.sampled_from(Style), st.sampled_from(["", "mark"]), st.sampled_from(Order))
def test_what_is_decided_without_being_told_is_right_or_is_marked_as_ambiguous(rows, style, group, order):
    content = written(rows, style, group, order, ";", "utf-8", csv.QUOTE_MINIMAL)
    export = read(opened(OwnFile("own.csv", content)), NEAR, Choices(fields=FIELDS))
    columns = {column.name: column for column in export.columns}
    assert export.troubles == ()
    # counts have no decimals, so they are never in doubt; two decimals show the style by themselves
    assert export.values[ExportField.REACH].tolist() == [row[2] for row in rows]
    assert not columns["Alcance"].ambiguous and not columns["Tiempo"].ambiguous
    assert np.allclose(export.values[ExportField.WATCH], [row[3] for row in rows], rtol=1e-12)
    if not columns["Fecha"].ambiguous:
        assert [str(when) for when in export.values[ExportField.WHEN]] == [
            row[0].isoformat("T", "minutes") for row in rows
        ]
    else:
        # a single date that shows the order may be a stray one
        assert len({row[0] for row in rows if row[0].day > 12}) <= 1


@settings(max_examples=10, deadline=None)
@given(posts)
def test_a_workbook_comes_back_the_same(rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Mis datos"])
    sheet.append(HEADERS)
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    made = io.BytesIO()
    book.save(made)
    export = read(opened(OwnFile("own.csv", made.getvalue())), NEAR, Choices(fields=FIELDS))
    assert [str(when) for when in export.values[ExportField.WHEN]] == [row[0].isoformat("T", "minutes") for row in rows]
    assert export.values[ExportField.REACH].tolist() == [row[2] for row in rows]
    assert export.values[ExportField.TEXT].tolist() == [row[1] for row in rows]
    assert export.numbers.tolist() == list(range(3, len(rows) + 3))


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.234,5", "7"], [1234.5, 7]),
        (["1,234.5", "7"], [1234.5, 7]),
        (["1.234", "2.345"], [1234, 2345]),
        (["1.234.567"], [1234567]),
        (["424.0", "1.0"], [424, 1]),
        (["1.2K", "3M"], [1200, 3e6]),
        (["1,2 mil", "3 mil"], [1200, 3000]),
        (["12 %", "3,5%"], [0.12, 0.035]),
        (["1\u202f234", "1 234 567"], [1234, 1234567]),
        (["12 €", "€3.50"], [12, 3.5]),
        (["\u22123", "-4", "+5"], [-3, -4, 5]),
        (["1'234"], [1234]),
        (["", "-", "--", "undefined", "NAN", "N/A", "5"], [np.nan] * 6 + [5]),
        (["0.052", "0.1"], [0.052, 0.1]),
    ],
)
def test_numbers_as_real_files_have_them(cells, values):
    found = read_numbers(cells)
    assert np.array_equal(found.values, np.array(values), equal_nan=True) or np.allclose(found.values, values)
    assert found.unread == ()


def test_the_style_is_decided_for_the_whole_column_and_doubt_is_said():
    assert read_numbers(["1.234", "2,5"]).values.tolist() == [1234, 2.5]
    assert read_numbers(["1.234", "2.5"], count=False).values.tolist() == [1.234, 2.5]
    doubt = read_numbers(["1.234", "2.345"], count=False)
    assert doubt.ambiguous and doubt.style is Style.POINT
    assert read_numbers(["1.234", "2.345"], count=False, style=Style.COMMA).values.tolist() == [1234, 2345]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1.2.3", "not_a_number"),
        ("12,34,5", "not_a_number"),
        ("abc", "not_a_number"),
        ("< 1%", "below"),
        ("menos de 1%", "below"),
        ("1e5", "not_a_number"),
        ("12 manzanas", "not_a_number"),
        ("1.2E+17", "not_a_number"),
    ],
)
def test_what_is_no_number_is_named_and_never_guessed(cell, code):
    found = read_numbers(["5", cell, "7"])
    assert [(one.place, one.code, one.shown) for one in found.unread] == [(1, code, cell)]
    assert np.isnan(found.values[1])


def test_a_cell_in_the_other_style_is_named():
    found = read_numbers(["1.234,5", "2.345,6", "3,456.7"])
    assert [(one.place, one.code) for one in found.unread] == [(2, "other_style")]


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2026-02-27", "2026-02-27T00:00"),
        ("2026-02-27T18:45:00", "2026-02-27T18:45"),
        ("2015-09-30 18:42 +0000", "2015-09-30T18:42"),
        ("20260227", "2026-02-27T00:00"),
        ("2026/02/27", "2026-02-27T00:00"),
        ("Tue, Jul 14, 2026", "2026-07-14T00:00"),
        ("Feb 20, 2026", "2026-02-20T00:00"),
        ("12 nov 2024", "2024-11-12T00:00"),
        ("14 sept 2026", "2026-09-14T00:00"),
        ("3 de marzo de 2026", "2026-03-03T00:00"),
        ("6 de agosto", "2026-08-06T00:00"),
        ("August 31", "2026-08-31T00:00"),
        ("23 August", "2026-08-23T00:00"),
        ("24 de diciembre", "2025-12-24T00:00"),
        ("1/15/2026 6:45 PM", "2026-01-15T18:45"),
        ("1/15/2026 12:05 a. m.", "2026-01-15T00:05"),
        ("15.01.2026", "2026-01-15T00:00"),
        ("15-ene-2026", "2026-01-15T00:00"),
        ("9/25/16", "2016-09-25T00:00"),
    ],
)
def test_dates_as_real_files_have_them(cell, iso):
    found = read_dates([cell], NEAR)
    assert [str(when) for when in found.values] == [iso]
    assert found.unread == () and not found.ambiguous


def test_day_or_month_first_is_decided_for_the_column():
    cells = ["02/03/2026", "04/05/2026"]
    assert read_dates(cells, NEAR).ambiguous
    assert not read_dates(cells, NEAR, usual=Order.MONTH).ambiguous
    assert str(read_dates(cells, NEAR, usual=Order.MONTH).values[0])[:10] == "2026-02-03"
    for proof, first in (("25/12/2025", "2026-03-02"), ("12/25/2025", "2026-02-03")):
        found = read_dates([*cells, proof], NEAR)
        assert str(found.values[0])[:10] == first and not found.ambiguous
    # what a file shows weighs more than what a network usually does: somebody saved it again
    assert read_dates([*cells, "25/12/2025"], NEAR, usual=Order.MONTH).order is Order.DAY
    mixed = read_dates(["25/12/2025", "26/12/2025", "12/27/2025"], NEAR)
    assert [(one.place, one.code) for one in mixed.unread] == [(2, "other_order")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/02/2026", "no_such_day"),
        ("2026-13-01", "no_such_day"),
        ("yesterday", "not_a_date"),
        ("18 января", "not_a_date"),
        ("2026-01-01 25:00", "no_such_day"),
        ("Total", "not_a_date"),
    ],
)
def test_what_is_no_date_is_named(cell, code):
    found = read_dates([cell, "2026-01-01"], NEAR)
    assert [(one.place, one.code, one.shown) for one in found.unread] == [(0, code, cell)]


def test_every_cell_is_read_or_was_empty_or_is_named():
    rows = [
        ["Fecha", "Alcance", "Me gusta"],
        ["2026-01-02", "5", "x"],
        ["ayer", "", "-"],
        ["2026-01-04", "-3", "<1%"],
        ["2026-01-05"],
        ["2026-01-06", "1", "2", "3"],
        ["Total", "", "9"],
    ]
    export = read(opened(OwnFile("own.csv", "\n".join(",".join(row) for row in rows).encode())), NEAR)
    assert {(each.row, each.column, each.code) for each in export.troubles} == {
        (2, "Me gusta", "not_a_number"),
        (3, "Fecha", "not_a_date"),
        (4, "Alcance", "negative"),
        (4, "Me gusta", "below"),
        (5, "", "short_row"),
        (6, "", "long_row"),
    }
    assert [(note.code, note.row) for note in export.notes] == [("totals", 7), ("undated", 3)]
    assert export.values[ExportField.REACH].tolist()[0] == 5 and np.isnan(export.values[ExportField.REACH][1:4]).all()


def test_lines_before_the_header_and_empty_lines_do_no_harm():
    text = "Informe de enero\n\n;;;\nFecha;Alcance;Me gusta\n2026-01-02;5;1\n\n2026-01-03;6;2\n"
    export = read(opened(OwnFile("own.csv", text.encode())), NEAR)
    assert export.values[ExportField.REACH].tolist() == [5, 6]
    assert export.numbers.tolist() == [5, 7]


def test_a_column_nobody_knows_is_the_learners_to_assign():
    file = opened(OwnFile("own.csv", b"Cuando,Gente,Pulgares\n2026-01-02,5,1\n2026-01-03,6,2\n"))
    export = read(file, NEAR)
    assert [column.name for column in export.unassigned] == ["Cuando", "Gente", "Pulgares"]
    told = read(
        file,
        NEAR,
        Choices(fields={"Cuando": ExportField.WHEN, "Gente": ExportField.REACH, "Pulgares": ExportField.REACH}),
    )
    assert told.values[ExportField.REACH].tolist() == [5, 6]
    assert [(each.column, each.code) for each in told.troubles] == [("Pulgares", "twice")]
    wrong = read(file, NEAR, Choices(fields={"Gente": ExportField.WHEN}))
    assert [(each.row, each.code) for each in wrong.troubles] == [(None, "all_wrong")]


def test_fifty_thousand_rows_are_no_trouble():
    begin = datetime(2015, 1, 1)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["Fecha", "Texto", "Tipo", "Alcance", "Me gusta", "Comentarios", "Compartidos"])
    for n in range(50_000):
        when = begin + timedelta(hours=2 * n)
        writer.writerow([when, f"post {n}, and\nmore", "Foto", 7 * n % 9973, n % 97, n % 13, 1])
    export = read(opened(OwnFile("own.csv", out.getvalue().encode())), NEAR)
    assert export.count == 50_000 and export.troubles == ()
