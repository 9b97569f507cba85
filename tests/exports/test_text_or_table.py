"""What is a table and what is a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.exports.text_or_table import TextOrTable, text_or_table
from tertulia.models.errors import InputError

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize("sample", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_every_networks_file_is_a_table(sample):
    assert text_or_table(sample.read_bytes(), sample.name) is TextOrTable.TABLE


@pytest.mark.parametrize(
    "text",
    [
        "Fecha;Texto;Alcance\n2026-01-01;Hola;3\n2026-01-02;Pan;4",
        "# remark\n\n\nDate,Post text,Reach\n2026-01-01,Hello,3\n2026-01-02,Bread,4",
        "Fecha\tCosa\n2026-01-01\tHola a todo el mundo\n2026-01-02\tPan",
        '"Fecha,Texto,Alcance"\n"2026-01-01,Hola,3"\n"2026-01-02,Pan,4"',
        '[{"media": []}]',
        "<table><tr><td>Texto</td></tr><tr><td>Pan</td></tr></table>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_names_its_columns_is_a_table(text, encoding):
    assert text_or_table(text.encode(encoding)) is TextOrTable.TABLE


@pytest.mark.parametrize(
    "text",
    [
        "Hoy, pan de centeno\nMañana, torrijas",
        "Bread, milk, honey\n\nOpen from 7, closed on Sunday, as ever",
        "One post\nAnother, with commas, and more, and more\nA third",
        'The "best, bread\nof "all" towns, they say',
        "A single line, with commas, and that is all",
        "Texto de hoy: abrimos a las 7; mañana no\nGracias, Ana",
    ],
)
def test_sentences_are_a_text(text):
    assert text_or_table(text.encode()) is TextOrTable.TEXT
    assert text_or_table(text.encode(), "posts.txt") is TextOrTable.TEXT


@pytest.mark.parametrize(
    "text", ["Pan, leche, miel\nQueso, vino, sal\nAgua, luz, gas", "uno;dos\ntres;cuatro\ncinco;seis"]
)
def test_lines_that_are_alike_in_their_commas_only_may_be_either(text):
    assert text_or_table(text.encode()) is TextOrTable.UNSURE


def test_the_files_name_settles_it():
    text = b"Cosa,Lugar,Nota\nPan de ayer,aqui,1\nPan de hoy,alli,2"
    assert text_or_table(text, "own.csv") is TextOrTable.TABLE
    assert text_or_table(text, "own.txt") is TextOrTable.UNSURE


@given(st.binary(max_size=300))
def test_any_bytes_are_one_of_the_three_or_refused(content):
    try:
        assert text_or_table(content) in set(TextOrTable)
    except InputError as error:
        assert error.field == "file"
