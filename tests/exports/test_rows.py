"""What a row is, known before it is counted: a post, a day, an advert, an account, a group of people; else asked."""

from __future__ import annotations

import io
from datetime import date, timedelta

import numpy as np
import openpyxl
import pytest

from tertulia.exports.cells import OwnFile
from tertulia.exports.columns import ExportField, RowKind
from tertulia.exports.posts import posts
from tertulia.exports.questions import QuestionCode
from tertulia.exports.read import Choices
from tests.exports.tables import as_csv, notes, of


def days(n, step=1, begin=date(2026, 3, 1)):
    return [f"{begin + timedelta(days=step * k)}" for k in range(n)]


def rows(head, *lines):
    return [head.split("|"), *(line.split("|") for line in lines)]


def dated(head, dates, cells="120|3"):
    return [head.split("|"), *([day, *cells.split("|")] for day in dates)]


ADS = {
    "Meta, Spanish": rows(
        "Día|Nombre del anuncio|Importe gastado (EUR)|Impresiones|Alcance|Resultados",
        "2026-09-20|Pan|11,52|1.204|1.010|4",
    ),
    "Meta, English": rows(
        "Campaign name|Ad set name|Ad name|Amount spent (EUR)|Impressions|Reach|Results", "c|s|a|11.52|1204|1010|4"
    ),
    "Meta, by campaign": rows(
        "Nombre de la campaña|Importe gastado (EUR)|Impresiones|Alcance|Resultados", "c|11,52|1204|1010|4"
    ),
    "Google": rows(
        "Campaña|Estado de la campaña|Presupuesto|Clics|Impr.|CTR|Coste", "Pan|Habilitada|5|35|1204|2,9 %|11,52"
    ),
    "TikTok": rows(
        "Campaign name|Ad name|Cost|CPM|Impressions|Clicks (destination)|Reach", "c|a|11.52|9.5|1204|35|1010"
    ),
    "LinkedIn": rows("Start Date (in UTC)|Campaign Name|Total Spent|Impressions|Clicks", "3/2/2026|c|11.52|1204|35"),
    "another tool": rows(
        "Fecha|Campaña|Gasto|Impresiones|Clics", "2026-03-02|Pan|11,52|1204|35", "2026-03-05|Pan|9,10|804|25"
    ),
    "another tool in English": rows(
        "Date|Ad group|Spend|Impressions", "2026-03-02|Bread|11.52|1204", "2026-03-04|Bread|9.1|804"
    ),
}


@pytest.mark.parametrize("table", ADS.values(), ids=ADS)
def test_adverts_are_adverts(table):
    export = of(as_csv(table, ";"))
    assert export.rows == RowKind.AD and export.certain
    assert posts(export).unit == "ad"


OTHERS = {
    "days": (dated("Fecha|Alcance|Me gusta", days(30)), RowKind.DAY),
    "days, newest first": (dated("Date|Impressions|Engagements", days(30)[::-1]), RowKind.DAY),
    "days with a gap": (dated("Date|Reach|Likes", [*days(9), *days(9, begin=date(2026, 3, 14))]), RowKind.DAY),
    "weeks": (dated("Fecha|Alcance|Me gusta", days(8, 7)), RowKind.PERIOD),
    "months": (dated("Fecha|Alcance|Me gusta", [f"2026-{month:02d}-01" for month in range(1, 9)]), RowKind.PERIOD),
    "hours of the day": (rows("Hora|Alcance|Me gusta", *(f"{hour}|120|3" for hour in range(24))), RowKind.HOUR),
    "hours of each day": (
        rows("Date|Hour|Active followers|Reach", *(f"2026-03-0{d}|{hour}|30|9" for d in (1, 2) for hour in range(24))),
        RowKind.HOUR,
    ),
    "competitors": (
        rows("Page|Total Followers|New Followers|Total post engagements|Total posts", "A|900|3|80|4", "B|800|1|70|5"),
        RowKind.ACCOUNT,
    ),
    "competitors of another tool": (
        rows("Competidor|Seguidores|Publicaciones|Interacciones", "A|900|12|80", "B|800|9|70"),
        RowKind.ACCOUNT,
    ),
    "accounts": (
        rows("Cuenta|Seguidores|Publicaciones|Alcance", "horno|900|12|80", "horno2|800|9|70"),
        RowKind.ACCOUNT,
    ),
    "ages": (rows("Edad|Alcance|Me gusta", "18-24|120|3", "25-34|90|2"), RowKind.AUDIENCE),
    "cities": (rows("Principales ciudades|Seguidores|Alcance", "Soria|120|3", "Burgos|90|2"), None),
    "countries": (rows("Country|Followers|Reach", "Spain|120|3", "France|90|2"), RowKind.AUDIENCE),
    "demographics": (
        rows("Top Demographics|Value|Percentage", "Job titles|Owner|12%", "Job titles|Founder|< 1%"),
        RowKind.AUDIENCE,
    ),
    "Facebook's videos": (
        rows(
            "Identificador de la pieza de vídeo|Título|Hora de publicación|Alcance|Reacciones",
            "1|Pan|02/27/2026 18:45|120|3",
        ),
        RowKind.VIDEO,
    ),
    "posts with hours and nothing else": (
        dated("Fecha|Alcance|Me gusta", ["2026-03-02 18:45", "2026-03-03 09:10", "2026-03-04 20:00"]),
        RowKind.POST,
    ),
    "posts with their kinds and nothing else": (
        rows(
            "Fecha|Tipo|Alcance|Me gusta", *(f"{day}|Foto|120|3" for day in ["2026-03-02", "2026-03-05", "2026-03-05"])
        ),
        RowKind.POST,
    ),
    "posts with texts, one each day": (
        rows("Fecha|Texto|Alcance|Me gusta", *(f"{day}|Pan|120|3" for day in days(9))),
        RowKind.POST,
    ),
}


@pytest.mark.parametrize(("table", "kind"), OTHERS.values(), ids=OTHERS)
def test_a_row_is_what_it_is_or_it_is_asked(table, kind):
    export = of(as_csv(table))
    assert export.rows == kind and export.certain if kind else not export.certain


OPEN = {
    "dates and figures, not one a day": dated("Fecha|Alcance|Me gusta", ["2026-03-02", "2026-03-05", "2026-03-11"]),
    "two rows a day": dated("Fecha|Alcance|Me gusta", [day for day in days(5) for _twice in range(2)]),
    "a line for each kind on each day": rows(
        "Fecha|Tipo|Alcance|Me gusta", *(f"{day}|{kind}|120|3" for day in days(5) for kind in ("Foto", "Reel"))
    ),
    "three days": dated("Fecha|Alcance|Me gusta", days(3)),
    "figures alone": rows("Alcance|Me gusta", "120|3", "90|2"),
    "pages of a website": rows("Título|Vistas", "Inicio|120", "Tienda|90"),
}


@pytest.mark.parametrize("table", OPEN.values(), ids=OPEN)
def test_where_nothing_says_it_the_learner_does(table):
    export = of(as_csv(table))
    [asked] = [each for each in export.questions if each.code is QuestionCode.ROWS]
    assert not asked.certain and not export.certain and asked.options == tuple(RowKind)
    for kind in (RowKind.DAY, RowKind.AD):
        told = of(as_csv(table), choices=Choices(rows=kind))
        assert told.rows == kind and told.certain and posts(told).unit == kind


# LinkedIn's analytics of a person ------------------------------------------------------------------------------------


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for line in lines:
            sheet.append(line)
    made = io.BytesIO()
    book.save(made)
    return OwnFile("AggregateAnalytics_Ana.xlsx", made.getvalue())


TOP = [
    ["Maximum of 50 posts available to include in this list"],
    [],
    ["Post URL", "Post publish date", "Engagements", None, "Post URL", "Post publish date", "Impressions"],
    ["https://l.example/1", "4/2/2026", 90, None, "https://l.example/3", "4/7/2026", 2400],
    ["https://l.example/2", "4/9/2026", 40, None, "https://l.example/1", "4/2/2026", 1500],
    ["https://l.example/3", "4/7/2026", 22, None, "https://l.example/4", "4/5/2026", 600],
]
DAILY = [["Date", "Impressions", "Engagements"], *([f"4/{k}/2026", 100 + k, k % 7] for k in range(1, 31))]


def test_two_tables_of_the_same_posts_are_paired_by_their_links():
    export = of(workbook(ENGAGEMENT=DAILY, TOP_POSTS=TOP))
    assert export.source == "linkedin_top_posts" and export.rows == RowKind.POST and export.certain
    told = {
        link[-1]: (likes, views)
        for link, likes, views in zip(
            export.values[ExportField.LINK],
            export.values[ExportField.INTERACTIONS].tolist(),
            export.values[ExportField.VIEWS].tolist(),
            strict=True,
        )
    }
    assert told["1"] == (90, 1500) and told["3"] == (22, 2400)
    assert told["2"][0] == 40 and np.isnan(told["2"][1]) and np.isnan(told["4"][0]) and told["4"][1] == 600
    assert notes(export)["paired"] == 2 and "side_by_side" not in notes(export)


def test_the_other_tables_of_a_file_show_how_it_writes_dates():
    assert str(of(workbook(ENGAGEMENT=DAILY, TOP_POSTS=TOP)).values[ExportField.WHEN][0])[:10] == "2026-04-02"
    assert not of(workbook(TOP_POSTS=TOP)).certain
    european = [
        [f"{k}/4/2026" if place == 0 else cell for place, cell in enumerate(row)] for k, row in enumerate(DAILY)
    ]
    european[0] = DAILY[0]
    assert str(of(workbook(ENGAGEMENT=european, TOP_POSTS=TOP)).values[ExportField.WHEN][0])[:10] == "2026-02-04"


def test_the_days_of_a_person_s_analytics_are_days():
    export = of(workbook(ENGAGEMENT=DAILY, TOP_POSTS=TOP), choices=Choices(table="ENGAGEMENT"))
    assert export.rows == RowKind.DAY and export.count == 30 and posts(export).unit == "day"
