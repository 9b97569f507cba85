"""Dates that a spreadsheet turned: put right where that is certain, asked about where it is not, never wrong unsaid."""

from __future__ import annotations

from datetime import datetime

import pytest

from tertulia.exports.columns import ExportField
from tertulia.exports.dates import Order
from tertulia.exports.questions import QuestionCode, Reading
from tertulia.exports.read import Choices
from tests.exports.tables import MOMENTS, as_csv, as_xlsx, instagram, month_first, notes, of, turned

WHEN = "Hora de publicación"


def moments(export):
    return [moment.astype(datetime) for moment in export.values[ExportField.WHEN]]


def question(export, code):
    found = [each for each in export.questions if each.code is code]
    return found[0] if found else None


def rewritten(form):
    """The turned dates as some program writes a real date, beside the texts it left."""
    return [f"{cell:{form}}" if isinstance(cell, datetime) else cell for cell in turned()]


def unpadded(cells, year=True):
    """9/1/2026 8:15"""
    return [
        f"{cell.month}/{cell.day}/{cell:%Y} {cell.hour}:{cell:%M}" if isinstance(cell, datetime) else cell
        for cell in cells
    ]


CERTAIN = {
    "never opened": month_first(),
    "opened in a day-first Excel and saved as a workbook": turned(),
    "and saved as csv from Python or LibreOffice": rewritten("%Y-%m-%d %H:%M:%S"),
    "shown as text by the spreadsheet": rewritten("%d %b %Y %H:%M"),
    "saved as csv by the same Excel, which writes back what it read": rewritten("%d/%m/%Y %H:%M"),
    "opened in a month-first Excel, which reads them right": list(MOMENTS),
}


@pytest.mark.parametrize("cells", CERTAIN.values(), ids=CERTAIN)
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_dates_are_put_right_where_the_column_shows_it(cells, write):
    export = of(write(instagram(cells)))
    assert moments(export) == list(MOMENTS)
    assert export.troubles == () and export.certain


def test_it_is_said_how_many_were_put_right():
    assert notes(of(as_xlsx(instagram(turned()))))["turned_dates"] == 5
    assert "turned_dates" not in notes(of(as_csv(instagram(month_first()))))
    serials = [
        (cell - datetime(1899, 12, 30)).total_seconds() / 86400 if isinstance(cell, datetime) else cell
        for cell in turned()
    ]
    export = of(as_xlsx(instagram(serials)))
    assert moments(export) == list(MOMENTS) and notes(export) == {"turned_dates": 5, "serial_dates": 5}


def test_the_learner_can_say_otherwise():
    export = of(as_xlsx(instagram(turned())), choices=Choices(turned={WHEN: False}))
    assert moments(export)[0] == datetime(2026, 9, 1, 8, 15) and export.certain
    assert question(export, QuestionCode.TURNED).chosen == Reading.STANDS


EARLY = tuple(datetime(2026, month, day, 9) for month, day in ((2, 4), (1, 9), (3, 2), (2, 11), (1, 5)))
"""No day above 12, and in no order: nothing tells how they were."""


def test_where_all_of_them_are_real_dates_it_is_asked():
    export = of(as_xlsx(instagram(turned(EARLY))))
    asked = question(export, QuestionCode.TURNED)
    assert not asked.certain and not export.certain
    stands, mended = asked.examples[0].readings
    assert {stands.date(), mended.date()} == {turned(EARLY)[0].date(), EARLY[0].date()}
    for answer, right in ((True, list(EARLY)), (False, turned(EARLY))):
        told = of(as_xlsx(instagram(turned(EARLY))), choices=Choices(turned={WHEN: answer}))
        assert moments(told) == right and told.certain


def test_days_that_have_not_come_yet_settle_it():
    late = [datetime(2026, 2, 12, 9), datetime(2026, 3, 1, 9), datetime(2026, 3, 12, 9)]  # 2 December has not come
    export = of(as_xlsx(instagram(turned(late))))
    assert moments(export) == late and export.certain
    assert notes(export)["turned_dates"] == 3
    right = [datetime(2026, 12, 2, 9), *late[1:]]  # and one that would have been in the future before it was turned
    export = of(as_xlsx(instagram(turned([moment.replace(month=moment.day, day=moment.month) for moment in right]))))
    assert export.certain is False or moments(export)[0] != datetime(2026, 12, 2, 9)


def test_the_days_in_a_file_s_name_settle_it():
    days = [datetime(2026, 1, 2, 9), datetime(2026, 1, 5, 9), datetime(2026, 1, 9, 9)]
    export = of(as_csv(instagram(turned(days)), name="Jan-01-2026_Jan-31-2026_133.csv"))
    assert moments(export) == days and export.certain
    export = of(as_csv(instagram(days), name="Jan-01-2026_Jan-31-2026_133.csv"))
    assert moments(export) == days and export.certain


def test_dates_that_stand_in_order_only_when_exchanged_settle_it_but_never_the_other_way_round():
    days = [datetime(2026, month, day, 9) for month, day in ((1, 4), (1, 9), (2, 3), (2, 11), (3, 5), (3, 10))]
    assert moments(of(as_xlsx(instagram(turned(days))))) == days and of(as_xlsx(instagram(turned(days)))).certain
    by_what_they_seem = sorted(days, key=lambda moment: (moment.day, moment.month))
    assert not of(as_xlsx(instagram(turned(by_what_they_seem)))).certain


def test_written_again_by_another_spreadsheet_they_are_asked_about():
    """A day-first one turned them, a month-first one wrote what it saw: 9/1/2026 beside 02/27/2026."""
    export = of(as_csv(instagram(unpadded(turned()))))
    assert moments(export) == list(MOMENTS) or not export.certain
    told = of(as_csv(instagram(unpadded(turned()))), choices=Choices(turned={WHEN: True}))
    assert moments(told) == list(MOMENTS) and told.certain
    short = [f"{cell:%m/%d/%y %H:%M}" if isinstance(cell, datetime) else cell for cell in turned()]
    export = of(as_csv(instagram(short)))
    assert moments(export) == list(MOMENTS) or not export.certain


def test_a_table_nobody_knows_is_asked_about():
    rows = [
        ["Fecha", "Texto", "Alcance", "Me gusta"],
        *([cell, f"Pan {k}", 50 + k, 3] for k, cell in enumerate(turned())),
    ]
    export = of(as_xlsx(rows))
    assert moments(export) == list(MOMENTS) and not export.certain
    proper = [["Fecha", "Texto", "Alcance", "Me gusta"], *([cell, "x", 50, 3] for cell in MOMENTS)]
    export = of(as_xlsx(proper))
    assert moments(export) == list(MOMENTS) and export.certain


def test_day_first_texts_turned_by_a_month_first_spreadsheet_are_the_same_accident():
    cells = [
        moment.replace(month=moment.day, day=moment.month) if moment.day <= 12 else f"{moment:%d/%m/%Y %H:%M}"
        for moment in MOMENTS
    ]
    rows = [["Date", "Text", "Reach", "Likes"], *([cell, f"Bread {k}", 50, 3] for k, cell in enumerate(cells))]
    export = of(as_xlsx(rows))
    assert moments(export) == list(MOMENTS) and not export.certain


def test_each_file_is_judged_by_itself():
    first, second = MOMENTS[:4], MOMENTS[4:]
    rows = instagram(month_first(second), ids=[f"2{k}" for k in range(4)])
    for place, row in enumerate(rows[1:]):
        row[4] = f"https://www.instagram.com/p/other{place}/"
    export = of(as_xlsx(instagram(turned(first))), as_csv(rows))
    assert sorted(moments(export)) == list(MOMENTS) and export.certain


def test_two_spreadsheets_one_after_the_other_are_asked_about():
    """A day-first one turned what it could; a month-first one read the texts that were left."""
    cells = [
        next(right for right in MOMENTS if f"{right:%m/%d/%Y %H:%M}" == cell) if isinstance(cell, str) else cell
        for cell in turned()
    ]
    for written in (cells, [f"{cell:%Y-%m-%d %H:%M}" for cell in cells]):
        export = of(as_xlsx(instagram(written, ids=["1,80412E+16"] * 8)))
        assert moments(export) == list(MOMENTS) and not export.certain
        told = of(as_xlsx(instagram(written)), choices=Choices(turned={WHEN: False}))
        assert moments(told) == cells and told.certain
    assert of(as_xlsx(instagram(list(MOMENTS)))).certain


# a minority never turns the majority ---------------------------------------------------------------------------------


def test_one_date_of_another_kind_does_not_turn_the_others():
    early = [f"{month:02d}/{day:02d}/2026 09:00" for month in (1, 2, 3) for day in (2, 5, 9, 11)]
    export = of(as_csv(instagram([*early, "27/02/2026 09:00"])))
    assert moments(export)[:2] == [datetime(2026, 1, 2, 9), datetime(2026, 1, 5, 9)]
    assert not export.certain
    assert [(each.row, each.code) for each in export.troubles] == [(14, "other_order")]


def test_a_few_dates_in_the_other_order_are_named():
    export = of(as_csv(instagram([*month_first(), "27/03/2026 10:00"])))
    assert moments(export)[:-1] == list(MOMENTS)
    assert [(each.row, each.code, each.shown) for each in export.troubles] == [(10, "other_order", "27/03/2026 10:00")]


def test_one_text_among_real_dates_turns_none_of_them():
    days = [datetime(2026, 3, day, 9) for day in (2, 5, 9, 17, 23)]
    export = of(as_xlsx(instagram([*days, "03/27/2026 09:00"])))
    assert moments(export) == [*days, datetime(2026, 3, 27, 9)] and export.troubles == ()
    early = [datetime(2026, month, day, 9) for month in (1, 2, 3, 4) for day in (2, 5, 9, 11)]
    assert not of(as_xlsx(instagram([*early, "03/27/2026 09:00"]))).certain


def test_half_and_half_is_asked():
    cells = ["27/02/2026 09:00", "28/02/2026 09:00", "02/26/2026 09:00", "02/25/2026 09:00", "02/03/2026 09:00"]
    export = of(as_csv(instagram(cells)))
    assert question(export, QuestionCode.ORDER) and not export.certain
    assert question(export, QuestionCode.ORDER).chosen == Order.MONTH
