"""Dates and hours as spreadsheets and networks write them: short months, day numbers, two columns, other zones."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from tertulia.clock import zone_name
from tertulia.exports.columns import ExportField
from tertulia.exports.dates import read_dates
from tertulia.exports.moments import named_span, zone_offset
from tests.exports.tables import NEAR, as_csv, as_xlsx, notes, of

SPAIN, CANARIES = zone_name("ES-NC"), zone_name("ES-CN")


def table(cells, header="Fecha", **more):
    head = [header, *more, "Texto", "Alcance", "Me gusta"]
    return [
        head,
        *(
            [cell, *row, f"Pan {k}", 50 + k, 3]
            for k, (cell, *row) in enumerate(zip(cells, *more.values(), strict=True))
        ),
    ]


def moments(export):
    return [str(moment) for moment in export.values[ExportField.WHEN]]


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("02-mar-26", "2026-03-02T00:00"),
        ("2-mar-26", "2026-03-02T00:00"),
        ("02-Mar-26", "2026-03-02T00:00"),
        ("02/mar/2026", "2026-03-02T00:00"),
        ("02 mar. 26", "2026-03-02T00:00"),
        ("02-mar-26 18:45", "2026-03-02T18:45"),
        ("2 de març de 2026", "2026-03-02T00:00"),
        ("lunes, 2 de marzo de 2026 18:45 h", "2026-03-02T18:45"),
        ("lun, 2 mar 2026", "2026-03-02T00:00"),
        ("46083", "2026-03-02T00:00"),
        ("46083,78125", "2026-03-02T18:45"),
        ("46083.78125", "2026-03-02T18:45"),
        (46083, "2026-03-02T00:00"),
        (46083.78125, "2026-03-02T18:45"),
        (20260302, "2026-03-02T00:00"),
        ("2 de marzo, 18:45", "2026-03-02T18:45"),
    ],
)
def test_one_date(cell, iso):
    found = read_dates([cell], NEAR)
    assert [str(when) for when in found.values] == [iso]
    assert found.unread == () and not found.ambiguous


@pytest.mark.parametrize("cell", ["mar-26", "12", "99999", 3.5, "1/2", "46083/2", 1e300])
def test_what_is_no_date_is_named(cell):
    found = read_dates([cell, "2026-01-01"], NEAR)
    assert [(one.place, one.code) for one in found.unread] == [(0, "not_a_date")]


# date and hour in two columns ----------------------------------------------------------------------------------------

HOURS = {
    "as text": ["18:45", "9:05", "20:00"],
    "with letters": ["18:45 h", "9:05 h", "20:00 h"],
    "English": ["6:45 PM", "9:05 AM", "8:00 PM"],
    "with seconds": ["18:45:00", "09:05:00", "20:00:00"],
    "a share of a day, as text": ["0,78125", "0,378472222", "0,833333333"],
    "a share of a day": [0.78125, 0.378472222, 0.833333333],
    "a time of the workbook": [time(18, 45), time(9, 5), time(20)],
}


@pytest.mark.parametrize("hours", HOURS.values(), ids=HOURS)
@pytest.mark.parametrize("header", ["Hora", "Hora de publicación"])
def test_date_and_hour_in_two_columns_are_one_moment(hours, header):
    rows = table(["02/03/2026", "17/03/2026", "24/03/2026"], **{header: hours})
    export = of((as_csv if isinstance(hours[0], str) else as_xlsx)(rows))
    assert moments(export) == ["2026-03-02T18:45", "2026-03-17T09:05", "2026-03-24T20:00"]
    assert export.hours and export.troubles == ()
    assert notes(export)["date_and_hour_joined"] == 3


def test_an_hour_that_is_missing_leaves_the_day():
    export = of(as_csv(table(["02/03/2026", "17/03/2026"], Hora=["18:45", ""])))
    assert moments(export) == ["2026-03-02T18:45", "2026-03-17T00:00"]


# zones ---------------------------------------------------------------------------------------------------------------

CLOCK_CHANGE = ["2026-03-28 23:30", "2026-03-29 23:30", "2026-10-24 22:30", "2026-10-25 23:30"]
LOCAL = ["2026-03-29T00:30", "2026-03-30T01:30", "2026-10-25T00:30", "2026-10-26T00:30"]


@pytest.mark.parametrize("mark", [" +0000", "Z", " UTC", " GMT", "+00:00", " UTC+0"])
def test_hours_in_utc_are_turned_into_the_firm_s_time(mark):
    export = of(as_csv(table([cell + mark for cell in CLOCK_CHANGE])), zone=SPAIN)
    assert moments(export) == LOCAL
    assert notes(export) == {"hours_moved": 4}


@pytest.mark.parametrize("header", ["Date (GMT)", "Fecha (UTC)", "Date (UTC)"])
def test_the_header_may_say_it(header):
    export = of(as_csv(table(CLOCK_CHANGE, header)), zone=SPAIN)
    assert moments(export) == LOCAL and notes(export) == {"hours_moved": 4}
    real = [datetime.fromisoformat(cell) for cell in CLOCK_CHANGE]
    assert moments(of(as_xlsx(table(real, header)), zone=SPAIN)) == LOCAL
    days = of(as_csv(table(["2026-03-28", "2026-03-29"], header)), zone=SPAIN)  # a day has no hour to move
    assert moments(days) == ["2026-03-28T00:00", "2026-03-29T00:00"] and notes(days) == {}


def test_date_and_hour_in_two_columns_move_together():
    days, hours = zip(*(cell.split() for cell in CLOCK_CHANGE), strict=True)
    export = of(as_csv(table(days, "Fecha", **{"Hora (UTC)": hours})), zone=SPAIN)
    assert moments(export) == LOCAL and notes(export) == {"hours_moved": 4, "date_and_hour_joined": 4}


@pytest.mark.parametrize(
    ("cell", "zone", "local"),
    [
        ("2026-07-01T22:30:00+00:00", CANARIES, "2026-07-01T23:30"),
        ("2026-01-01T00:30:00+00:00", CANARIES, "2026-01-01T00:30"),
        ("2026-07-01T22:30:00+02:00", SPAIN, "2026-07-01T22:30"),
        ("2026-07-01T22:30:00-05:00", SPAIN, "2026-07-02T05:30"),
        ("2026-07-01 22:30 GMT+2", SPAIN, "2026-07-01T22:30"),
    ],
)
def test_each_cell_may_say_it(cell, zone, local):
    assert moments(of(as_csv(table([cell, cell])), zone=zone)) == [local, local]


def test_without_the_firm_s_zone_hours_stay_in_utc_and_that_is_said():
    export = of(as_csv(table([f"{cell} +0000" for cell in CLOCK_CHANGE])))
    assert moments(export) == [cell.replace(" ", "T") for cell in CLOCK_CHANGE]
    assert notes(export) == {"hours_in_utc": 4}
    own = of(as_csv(table(["2026-07-01T22:30:00+02:00"] * 2)))
    assert moments(own)[0] == "2026-07-01T22:30" and notes(own) == {}


def test_where_a_firm_s_clock_runs():
    assert (SPAIN, CANARIES) == ("Europe/Madrid", "Atlantic/Canary")
    assert zone_name("online") == zone_name("") == zone_name("FR-IDF") == ""


@pytest.mark.parametrize(
    ("header", "minutes"),
    [("Date (GMT)", 0), ("Hora (UTC+1)", 60), ("UTC-05:30", -330), ("Fecha", None), ("Futbol club", None)],
)
def test_what_a_header_says_of_the_zone(header, minutes):
    assert zone_offset(header) == minutes


@pytest.mark.parametrize(
    ("name", "span"),
    [
        ("Jan-01-2026_Jan-31-2026_1332077769010819.csv", (date(2026, 1, 1), date(2026, 1, 31))),
        ("Contenido 2026-05-03_2026-08-01 horno.csv", (date(2026, 5, 3), date(2026, 8, 1))),
        ("Pinterest Analytics overview 20260401-20260430.csv", (date(2026, 4, 1), date(2026, 4, 30))),
        ("posts-2026-05-03.csv", None),
        ("Feb-31-2026_Mar-01-2026.csv", None),
        ("1332077769010819.csv", None),
    ],
)
def test_the_days_in_a_name(name, span):
    assert named_span(name) == span
