"""Which rows are the same post: never by a number that lost its digits; over several files the newest counts."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest

from tertulia.exports.columns import ExportField
from tests.exports.tables import MOMENTS, as_csv, as_xlsx, instagram, month_first, notes, of

ROUNDED = {
    "Spanish Excel": "1,80412E+16",
    "English Excel": "1.80412E+16",
    "Google Sheets": "1,80412345678901E+16",
    "Numbers": "18041234567890100",
    "a number of the workbook": 1.80412345678901e16,
    "a whole number of the workbook": 18041234567890100,
}


@pytest.mark.parametrize("key", ROUNDED.values(), ids=ROUNDED)
@pytest.mark.parametrize("links", [True, False])
def test_no_row_is_dropped_on_an_id_that_lost_digits(key, links):
    write = as_csv if isinstance(key, str) else as_xlsx
    export = of(write(instagram(month_first(), ids=[key] * 8, links=links)))
    assert export.count == 8
    assert notes(export) == {"rounded_ids": 8}


def test_by_their_links_repeated_rows_are_still_found():
    rows = instagram(month_first(), ids=["1,80412E+16"] * 8)
    export = of(as_csv([*rows, rows[3]], ";"))
    assert export.count == 8 and notes(export) == {"rounded_ids": 9, "duplicates": 1}


def test_whole_ids_are_told_apart_by_their_last_digits():
    ids = [f"180412345678901{k:02d}" for k in (0, 10, 20, 31, 42, 53, 64, 75)]
    assert notes(of(as_csv(instagram(month_first(), ids=ids)))) == {}
    rows = instagram(month_first(), ids=ids, links=False)
    assert of(as_csv([*rows, rows[3]])).count == 8


def test_an_id_may_end_in_a_zero():
    assert (
        notes(of(as_csv(instagram(month_first()[:2], ids=["1804123456789010", "1804123456789020"], links=False)))) == {}
    )


def test_a_link_in_a_table_nobody_knows_may_stand_in_several_posts():
    rows = [["Fecha", "Texto", "Enlace", "Alcance", "Me gusta"]]
    rows += [[f"2026-03-0{k}", f"Pan {k}", "https://horno.example/tienda", 50 + k, 3] for k in range(1, 6)]
    assert of(as_csv(rows)).count == 5
    assert of(as_csv([*rows, rows[2]])).count == 5


# several files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("newest_first", [True, False])
@pytest.mark.parametrize("ids", [(), ["1,80412E+16"] * 8], ids=["whole ids", "rounded ids"])
def test_of_the_same_posts_in_two_files_the_newest_counts(newest_first, ids):
    """What a network counts only grows."""
    older = as_csv(instagram(month_first(), ids=ids, views=100), name="march.csv")
    newer = as_csv(instagram(month_first(), ids=ids, views=200), name="april.csv")
    export = of(*((newer, older) if newest_first else (older, newer)))
    assert export.count == 8 and export.values[ExportField.VIEWS].tolist() == [200 + k for k in range(8)]
    assert notes(export)["duplicates_in_files"] == 8


def test_one_file_with_whole_ids_and_one_that_went_through_a_spreadsheet():
    whole = as_csv(instagram(month_first()), name="a.csv")
    resaved = as_csv(instagram(month_first(), ids=["1,80412E+16"] * 8), ";", name="b.csv")
    assert of(whole, resaved).count == 8


def test_without_ids_and_links_two_files_share_posts_of_the_same_moment_and_text():
    rows = instagram(month_first(), ids=["1,80412E+16"] * 8, links=False)
    twice = [*rows, rows[1]]  # in one file it may be two posts
    export = of(as_csv(twice, name="a.csv"), as_csv(rows, name="b.csv"))
    assert export.count == 9


def test_files_that_do_not_overlap_lose_nothing():
    one, other = instagram(month_first()[:4]), instagram(month_first()[4:], ids=[f"9{k}" for k in range(4)])
    for place, row in enumerate(other[1:]):
        row[4] = f"https://www.instagram.com/p/o{place}/"
    export = of(as_csv(one, name="a.csv"), as_csv(other, name="b.csv"))
    assert export.count == 8 and "duplicates_in_files" not in notes(export)


def test_days_in_two_files_count_once():
    def days(begin, n, views):
        when = [datetime(2026, 3, begin) + timedelta(days=k) for k in range(n)]
        head = [["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"]]
        return head + [[f"{day:%Y-%m-%d}", views, 1, 2, 0, 0] for day in when]

    export = of(as_csv(days(1, 10, 50), name="a.csv"), as_csv(days(6, 10, 70), name="b.csv"))
    assert export.rows == "day" and export.count == 15
    assert np.nansum(export.values[ExportField.VIEWS]) == 5 * 50 + 10 * 70


def test_what_has_no_date_is_kept_and_said():
    export = of(as_csv(instagram([*month_first()[:7], ""])))
    assert export.count == 8 and notes(export) == {"undated": 1}
    assert len(MOMENTS) == 8
