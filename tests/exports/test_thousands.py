"""Counts with fractions: thousands that lost their comma, means, shares; repaired, asked about, said."""

from __future__ import annotations

import numpy as np
import pytest

from tertulia.exports.columns import ExportField
from tertulia.exports.questions import QuestionCode, Reading
from tertulia.exports.read import Choices
from tests.exports.tables import as_csv, as_xlsx, notes, of

HEAD = ["Fecha", "Texto", "Alcance", "Me gusta"]


def table(reach, likes=None):
    likes = likes or [3] * len(reach)
    return [
        HEAD,
        *([f"2026-03-{2 + 3 * k:02d}", f"Pan {k}", a, b] for k, (a, b) in enumerate(zip(reach, likes, strict=True))),
    ]


def decimals_with_comma(reach):
    return [str(cell).replace(".", ",") for cell in reach]


CERTAIN = {
    "beside hundreds": ([1.204, 12.045, 856, 2.31, 310], [1204, 12045, 856, 2310, 310]),
    "one alone": ([980, 1.045, 702, 295], [980, 1045, 702, 295]),
    "hundreds of thousands": ([125.331, 980, 702, 12.5], [125331, 980, 702, 12500]),
    "blank cells stay blank": ([1.204, "", 856, 410], [1204, np.nan, 856, 410]),
}


@pytest.mark.parametrize(("reach", "right"), CERTAIN.values(), ids=CERTAIN)
def test_lost_thousands_are_put_back_where_the_column_shows_them(reach, right):
    workbook = [None if cell == "" else cell for cell in reach]
    for file in (as_xlsx(table(workbook)), as_csv(table(reach)), as_csv(table(decimals_with_comma(reach)), ";")):
        export = of(file)
        assert np.array_equal(export.values[ExportField.REACH], right, equal_nan=True)
        assert export.certain and export.troubles == ()


def test_it_is_said_in_how_many_cells_and_where():
    export = of(as_xlsx(table([1.204, 12.045, 856], [1.5, 410, 390])))
    [note] = [note for note in export.notes if note.code == "thousands_restored"]
    assert (note.count, note.row, note.shown) == (3, 2, "Alcance, Me gusta")
    assert export.values[ExportField.REACTIONS].tolist() == [1500, 410, 390]  # one tool wrote both columns


OPEN = {
    "no whole number beside them": ([1.204, 12.045, 2.31], [1204, 12045, 2310]),
    "tenths alone": ([1.9, 856, 2.3], [1900, 856, 2300]),
    "as large as the whole ones": ([350.125, 310, 295], [350125, 310, 295]),
    "thousands written out beside them": ([1.204, 2310, 856], [1204, 2310, 856]),
}


@pytest.mark.parametrize(("reach", "right"), OPEN.values(), ids=OPEN)
def test_where_they_may_be_it_is_asked(reach, right):
    export = of(as_xlsx(table(reach)))
    [asked] = [each for each in export.questions if each.code is QuestionCode.THOUSANDS]
    assert not asked.certain and not export.certain and asked.column == "Alcance"
    assert asked.examples[0].readings[1] == round(1000 * asked.examples[0].readings[0])
    for answer, values in ((True, right), (False, reach)):
        told = of(as_xlsx(table(reach)), choices=Choices(thousands={"Alcance": answer}))
        assert told.values[ExportField.REACH].tolist() == values and told.certain
        assert [each.chosen for each in told.questions if each.code is QuestionCode.THOUSANDS] == [
            Reading.MENDED if answer else Reading.STANDS
        ]


MEANS = {
    "of the whole month": [1093.5, 856, 1204],
    "with thirds": [41.333333, 40.666667, 39],
    "below one": [0.5, 3, 12],
}


@pytest.mark.parametrize("reach", MEANS.values(), ids=MEANS)
def test_means_are_read_as_they_stand_and_said(reach):
    export = of(as_xlsx(table(reach)))
    assert export.values[ExportField.REACH].tolist() == reach
    assert "fractions" in notes(export) and "thousands_restored" not in notes(export)


@pytest.mark.parametrize(
    ("reach", "right"),
    [
        (["1.204", "12.045", "856"], [1204, 12045, 856]),
        (["1,204", "12,045", "856"], [1204, 12045, 856]),
        (["1,2 mil", "2,3 mil", "856"], [1200, 2300, 856]),
        (["1.1K", "4.35K", "1,234,567"], [1100, 4350, 1234567]),
        (["424.0", "1.0", "7"], [424, 1, 7]),
    ],
)
def test_what_is_written_as_a_count_is_one(reach, right):
    export = of(as_csv(table(reach), ";"))
    assert export.values[ExportField.REACH].tolist() == right and export.certain and "fractions" not in notes(export)


@pytest.mark.parametrize("reach", [["3,4 %", "5,1 %", "12 %"], ["0.034", "0.051", "0.12"], [0.034, 0.051, 0.12]])
def test_percentages_and_shares_are_no_counts(reach):
    export = of((as_csv if isinstance(reach[0], str) else as_xlsx)(table(reach)))
    assert ExportField.REACH not in export.values
    assert [(each.row, each.column, each.code) for each in export.troubles] == [(None, "Alcance", "no_count")]


def test_a_percentage_among_counts_is_named():
    export = of(as_csv(table(["120", "4 %", "310"]), ";"))
    assert np.array_equal(export.values[ExportField.REACH], [120, np.nan, 310], equal_nan=True)
    assert [(each.row, each.code) for each in export.troubles] == [(3, "no_count")]


def test_a_round_thousand_is_no_two():
    export = of(as_xlsx(table([1.204, 2, 856, 2.31, 310, 702])))
    assert np.isnan(export.values[ExportField.REACH][1])
    assert [(each.row, each.code, each.shown) for each in export.troubles] == [(3, "maybe_thousands", "2")]
