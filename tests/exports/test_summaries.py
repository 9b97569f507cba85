"""Rows that sum up others are set apart, in any wording, language or place; posts that only look so stay."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from tertulia.exports.cells import OwnFile
from tertulia.exports.columns import ExportField
from tertulia.exports.file import opened
from tertulia.exports.read import read

NEAR = date(2026, 11, 23)
HEADER = "Fecha;Publicación;Red;Alcance;Me gusta;Comentarios"
POSTS = [
    "02/03/2026;Pan de centeno;Instagram;1200;40;6",
    "05/03/2026;Mañana abrimos;Instagram;856;31;2",
    "11/03/2026;Gracias;Facebook;640;22;3",
    "27/03/2026;¿Qué pan falta?;Instagram;2045;88;9",
    "03/04/2026;Cerrado el lunes;Facebook;510;14;0",
    "16/04/2026;Receta de torrijas;Instagram;1310;52;5",
]
SUM, MEAN = "6561;247;25", "1093,5;41,2;4,2"
MARCH, APRIL = "4741;181;20", "1820;66;5"


def table(*lines, header=HEADER):
    return opened(OwnFile("own.csv", "\n".join((header, *lines)).encode()))


def posts_of(file):
    return [row[1] for row in file.blocks[0].rows]


NAMES = [post.split(";")[1] for post in POSTS]


@pytest.mark.parametrize(
    "last",
    [
        [f"TOTAL MARZO;;;{SUM}", f"Promedio;;;{MEAN}"],
        [f"Total general;;;{SUM}"],
        [f";Resultados totales;;{SUM}"],
        [f";;SUMA:;{SUM}"],
        [f"Media por publicación;;;{MEAN}"],
        [f"Σ;;;{SUM}", f"Ø;;;{MEAN}"],
        [f"Gesamt;;;{SUM}", f"Durchschnitt;;;{MEAN}"],
        [f"Grand total;;;{SUM}", f"Average per post;;;{MEAN}", "Median;;;1028;35,5;4"],
        [f"Todo junto;;;{SUM}"],  # no word that anybody listed
        [f";;;{SUM}"],
        [f";;;{SUM}", f";;;{MEAN}"],
        [f"Guztira;;;{SUM}"],
        [f"30/04/2026;TOTAL;;{SUM}"],  # with a date, but it is the sum
        [f"TOTAL MARZO;;;{SUM}", "Mes anterior;;;7000;200;20", "Variación;;;-6,3 %;+23 %;+25 %"],
        [f"Total;;;{SUM}", "% sobre el total;;;100;100;100"],
        ["TOTALES;;;6100;247;25"],  # reach of people is never the sum of the posts'
    ],
)
def test_they_stand_at_the_end(last):
    file = table(*POSTS, *last)
    assert posts_of(file) == NAMES
    (note,) = file.blocks[0].notes
    assert (note.code, note.count, note.row) == ("totals", len(last), len(POSTS) + 2)


@pytest.mark.parametrize("first", [f"TOTAL;;;{SUM}", f";;;{SUM}", f"En conjunto;;;{SUM}", f"Media;;;{MEAN}"])
def test_they_stand_at_the_beginning(first):
    assert posts_of(table(first, *POSTS)) == NAMES


@pytest.mark.parametrize(
    ("march", "april", "both"),
    [
        ("Subtotal marzo", "Subtotal abril", "Total"),
        ("Marzo", "Abril", "Primavera"),
        ("", "", ""),
        ("Semana 12", "Semana 16", "Trimestre"),
    ],
)
def test_subtotals_stand_in_between(march, april, both):
    file = table(*POSTS[:4], f"{march};;;{MARCH}", *POSTS[4:], f"{april};;;{APRIL}", f"{both};;;{SUM}")
    assert posts_of(file) == NAMES
    assert [(note.code, note.count, note.shown) for note in file.blocks[0].notes] == [("totals", 3, "6, 9, 10")]


def test_subtotals_stand_above_their_month():
    file = table(f"Marzo;;;{MARCH}", *POSTS[:4], f"Abril;;;{APRIL}", *POSTS[4:])
    assert posts_of(file) == NAMES


@pytest.mark.parametrize(
    "post",
    [
        "20/04/2026;Total, que abrimos el lunes;Instagram;700;20;4",
        "20/04/2026;Total;Instagram;700;20;4",
        "20/04/2026;Media docena de huevos;Instagram;700;20;4",
        "20/04/2026;Resumen de la semana;Instagram;700;20;4",
        ";Total look de primavera;Instagram;700;20;4",  # without a date, but it says more than "total" and is no sum
        ";Un texto sin fecha;Instagram;1100;20;4",
        "20/04/2026;;Instagram;700;20;4",
        "20/04/2026;Suma y sigue;;1093;20;4",
    ],
)
def test_a_post_that_only_looks_like_one_stays(post):
    for lines in ((*POSTS, post), (post, *POSTS), (*POSTS[:3], post, *POSTS[3:])):
        file = table(*lines)
        assert len(file.blocks[0].rows) == 7 and file.blocks[0].notes == ()


def test_a_table_without_dates():
    header = "Vídeo;Visualizaciones;Me gusta"
    videos = ["Pan;120;4", "Dulces;300;9", "Horno;77;2"]
    for last in ("Total;497;15", "Total;512;15", ";497;15", "Suma total;497;15"):
        assert len(table(*videos, last, header=header).blocks[0].rows) == 3
    assert len(table(*videos, "Total en fotos;80;3", header=header).blocks[0].rows) == 4


def test_a_word_beside_every_post_says_nothing():
    header = "Hora de publicación;Descripción;Fecha;Alcance;Me gusta"
    lines = [f"2026-03-0{n};Texto {n};Total;{n}00;{n}" for n in range(1, 7)]
    assert len(table(*lines, header=header).blocks[0].rows) == 6


def test_lines_of_text_in_the_midst_are_remarks():
    file = table("MARZO;;;;;", *POSTS[:4], "ABRIL;;;;;", *POSTS[4:], "Fuente: Meta Business Suite;;;;;")
    assert posts_of(file) == NAMES
    assert [(note.code, note.count, note.shown) for note in file.blocks[0].notes] == [("note_line", 3, "2, 7, 10")]


@pytest.mark.parametrize("most", [25, 900])
@pytest.mark.parametrize("seed", range(12))
def test_no_post_of_a_table_without_summaries_is_lost(seed, most):
    chance = random.Random(seed)
    lines = []
    for n in range(60):
        when = (date(2026, 1, 1) + timedelta(days=n)).strftime("%d/%m/%Y")
        lines.append(
            f"{when if chance.random() > 0.1 else ''};{f'Texto {n}' if chance.random() > 0.1 else ''};"
            f"{chance.choice(['Instagram', 'Facebook'])};{chance.randint(0, most)};{chance.randint(0, 9)};"
            f"{chance.randint(0, 4)}"
        )
    file = table(*lines)
    assert len(file.blocks[0].rows) == 60 and file.blocks[0].notes == ()


def test_the_figures_are_those_of_the_posts():
    export = read(table(*POSTS, f"TOTAL;;;{SUM}", f"Promedio;;;{MEAN}"), NEAR)
    assert export.values[ExportField.REACH].sum() == 6561 and export.troubles == ()
