"""Files and pasted tables in the conversation audit: the last posts by date, what is asked, what is never lost."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from html import unescape

import openpyxl
import pytest

from tertulia.language import speak
from tertulia.widgets import conversation_audit
from tertulia.widgets.base.controls import ChosenFile
from tertulia.widgets.web2.conversation_words import FromFile

pytestmark = pytest.mark.usefixtures("place", "undrawn")

HEAD = "Fecha;Texto;Alcance;Me gusta"
OFFER, QUESTION = "Hogaza de oferta a {n} €", "¿Qué pan echáis de menos, {n}?"


@pytest.fixture
def audit():
    return conversation_audit("bakery")


def give(exercise, *files: tuple[str, bytes | str]) -> None:
    exercise.controls.file.chosen = [
        ChosenFile(name, content.encode() if isinstance(content, str) else content) for name, content in files
    ]


def table(n: int, newest_ask: int, head: str = HEAD) -> str:
    """So many posts, the oldest first; the newest ask something."""
    rows = []
    for place in range(n):
        text = (QUESTION if place >= n - newest_ask else OFFER).format(n=place)
        rows.append(f"{date(2026, 1, 2) + timedelta(days=3 * place)};{text};{100 + place};5")
    return "\n".join([head, *rows])


def hidden(widget) -> bool:
    return "tt-hidden" in widget._dom_classes


def asked(exercise) -> list:
    """The questions about the file, as the learner sees them."""
    return [box.children[0] for part in exercise.questions.children for box in part.children[1:]]


@pytest.mark.parametrize("way", [1, -1])
def test_the_last_thirty_are_the_latest_by_date_and_the_rest_is_counted(audit, way):
    head, *rows = table(44, 9).splitlines()
    give(audit, ("own.csv", "\n".join([head, *rows[::way]])))
    assert len(audit.result.posts) == 30 and audit.result.conversations == 9
    assert audit.result.posts[0] == QUESTION.format(n=43)
    assert "These are the last 30 by date; 14 more are left out." in audit.posts_head.value
    assert "40 more" not in audit.posts_head.value
    assert audit.controls.file.widget.description == "own.csv, 30 posts; choose another"


def test_rows_without_a_date_and_without_a_text_are_said(audit):
    give(audit, ("own.csv", f"{HEAD}\n2026-01-01;Uno;5;1\n;Dos;5;1\n2026-01-05;Tres;5;1\n2026-01-07;;5;1"))
    assert audit.result.posts == ("Tres", "Uno", "Dos")
    assert "1 post has no date and comes after the others. 1 row has no text." in audit.posts_head.value


def test_the_audit_reads_captions_and_never_figures(audit):
    text = (
        "# Firma inventada\n# Del 1 al 31\n\n\n"
        "Date,Social network,Post text,Reach,Reactions,Comments,Shares\n"
        '2026-07-31 10:45,Linkedin,"Pan de espelta\n\nCon, su segunda parte.",34,1,0,0\n'
        '2026-07-24 09:44,Linkedin,"¿Y tú?\n\nFin.",-,3,1,-\n'
    )
    give(audit, ("publer.csv", text))
    assert audit.result.posts == ("Pan de espelta\nCon, su segunda parte.", "¿Y tú?\nFin.")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_any_encoding_and_separator(audit, encoding, separator):
    text = f"{HEAD}\n2026-01-01;¿Qué pan?;5;1\n2026-01-02;Mañana, torrijas;6;2".replace(", ", " ").replace(
        ";", separator
    )
    give(audit, ("own.csv", text.encode(encoding)))
    assert audit.result.posts == ("Mañana torrijas", "¿Qué pan?")


def test_a_table_in_one_column_gives_its_texts_and_says_what_was_done(audit):
    rows = ["Fecha,Texto,Alcance,Me gusta", *(f"2026-01-0{n},Pan número {n},{n},1" for n in range(1, 6))]
    give(audit, ("own.csv", "\n".join(f'"{row}"' for row in rows)))
    assert audit.result.posts == tuple(f"Pan número {n}" for n in range(5, 0, -1))
    assert "single column" in audit.account.value and "What we did to your file" in audit.account.value


def test_a_workbook_is_read(audit):
    book = openpyxl.Workbook()
    for row in (["Fecha", "Descripción", "Alcance"], [date(2026, 2, 1), "Pan", 3], [date(2026, 2, 9), "¿Torrijas?", 4]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    give(audit, ("own.xlsx", content.getvalue()))
    assert audit.result.posts == ("¿Torrijas?", "Pan")


def test_several_files_at_once_are_read_together(audit):
    months = [
        f"{HEAD}\n2026-0{month}-03;Pan del mes {month};5;1\n2026-0{month}-09;¿Y el {month}?;6;2" for month in (1, 2, 3)
    ]
    give(audit, *[(f"mes-{place}.csv", month) for place, month in enumerate(months)])
    assert (
        len(audit.result.posts) == 6
        and audit.result.posts[0] == "¿Y el 3?"
        and audit.result.posts[-1] == "Pan del mes 1"
    )
    assert audit.controls.file.widget.description.startswith("mes-0.csv, mes-1.csv, mes-2.csv, 6 posts")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        for place, month in enumerate(months):
            folder.writestr(f"mes-{place}.csv", month)
    give(audit, ("mis-meses.zip", packed.getvalue()))
    assert len(audit.result.posts) == 6


def test_a_refusal_says_which_of_several_files_it_is_about(audit):
    give(audit, ("good.csv", table(3, 1)), ("bad.pdf", b"%PDF-1.7"))
    assert "“bad.pdf”: " in unescape(audit.controls.file._message.value)


def test_a_column_nobody_knows_is_asked_about(audit):
    text = "Cuándo;Nuestra idea de hoy;Otra cosa\n" + "\n".join(
        f"2026-01-0{n};Hoy sale pan de {n} cereales;nota muy corta {n}" for n in range(1, 5)
    )
    give(audit, ("own.csv", text))
    (column,) = asked(audit)
    assert column.description == "What you posted stands in" and column.value == "Nuestra idea de hoy"
    assert audit.result.posts[0] == "Hoy sale pan de 1 cereales"
    column.value = "Otra cosa"
    assert audit.result.posts[0] == "nota muy corta 1"


def test_which_of_two_small_numbers_is_the_day_is_asked_and_changes_which_are_the_last(audit):
    text = f"{HEAD}\n" + "\n".join(
        f"0{n}/02/2026;Pan {n};5;1" if n < 6 else f"02/0{n}/2026;Pan {n};5;1" for n in range(1, 9)
    )
    give(audit, ("own.csv", text))
    before = audit.result.posts
    (order,) = asked(audit)
    order.value = "month"
    by_month = audit.result.posts
    order.value = "day"
    assert audit.result.posts != by_month and sorted(audit.result.posts) == sorted(before)


def test_lines_that_may_be_a_table_are_asked_about(audit):
    text = "Pan, leche y miel, sal\nQueso, vino del bueno, sol\nAgua, luz y mucho gas, paz"
    audit.controls.text.value = text
    assert audit.result.posts == tuple(text.splitlines()) and audit.controls.text.value == text
    (what,) = asked(audit)
    what.value = "table"
    assert audit.result.posts == ("vino del bueno", "luz y mucho gas")
    what.value = "text"
    assert audit.result.posts == tuple(text.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "Hoy, pan de centeno\nMañana, torrijas",
        "Uno, dos, tres\n\nCuatro, cinco",
        "Abrimos a las 7.\nGracias, Ana, por todo, de verdad",
        "Solo una línea, con comas, y más, y más",
    ],
)
def test_plain_texts_are_read_as_they_are_and_nobody_is_asked(audit, text):
    audit.controls.text.value = text
    assert audit.controls.text.value == text and not asked(audit) and hidden(audit.put_back)


def test_a_pasted_table_gives_its_texts_and_what_stood_there_can_be_put_back(audit):
    mine = "Mi texto de siempre\n\nOtro, ¿y tú?"
    audit.controls.text.value = mine
    audit.controls.text.value = table(35, 3)
    assert len(audit.result.posts) == 30 and audit.result.conversations == 3
    assert "5 more are left out" in audit.posts_head.value and not hidden(audit.put_back)
    audit.put_back.click()
    assert audit.controls.text.value == mine and len(audit.result.posts) == 2
    assert hidden(audit.put_back) and "left out" not in audit.posts_head.value


def test_a_pasted_table_without_texts_has_no_posts(audit):
    audit.controls.text.value = "Fecha;Alcance;Me gusta\n2026-01-01;5;1\n2026-01-05;6;2"
    assert "no column with the texts" in audit.controls.text._message.value
    assert audit.numbers.value == audit.posts_head.value == audit.next.value == "" and audit.posts.children == ()
    audit.controls.text.value = "Hola, Ana"
    assert audit.result.posts == ("Hola, Ana",) and not audit.controls.text.has_problem


def test_a_column_copied_from_a_spreadsheet_is_one_post_a_cell(audit):
    audit.controls.text.value = 'Texto\n"Pan de hoy\n\ny, de postre, torrijas"\n¿Qué tal, Ana?'
    assert audit.result.posts == ("Pan de hoy\ny, de postre, torrijas", "¿Qué tal, Ana?")
    audit.controls.text.value = '"Pan de hoy\n\ny torrijas"\nSegunda'
    assert audit.result.posts == ("Pan de hoy\ny torrijas", "Segunda")
    give(audit, ("columna.txt", "Caption\nHello, all of you\nBread, milk and honey"))
    assert audit.result.posts == ("Hello, all of you", "Bread, milk and honey")


def test_what_a_file_replaces_can_be_put_back_with_its_marks(audit):
    audit.controls.text.value = "Mío uno\n\nMío dos"
    audit.post_boxes[1].mark.value = "conversation"
    give(audit, ("own.csv", table(5, 1)))
    assert len(audit.result.posts) == 5
    audit.put_back.click()
    assert audit.result.posts == ("Mío uno", "Mío dos") and audit.result.changed == (1,)
    assert audit.account.value == ""


def test_after_a_refusal_the_posts_are_said_to_be_the_earlier_ones(audit):
    give(audit, ("good.csv", table(5, 1)))
    give(audit, ("bad.csv", "Fecha;Alcance\n2026-01-01;5\n2026-01-05;6"))
    assert audit.controls.file.widget.description == "Not read: bad.csv; choose another"
    assert "those that stood there before" in audit.controls.file._message.value
    assert len(audit.result.posts) == 5


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "Connections.csv",
            'Notes:\n"Some words, and more"\n\nFirst Name,Last Name,URL,Company\nAna,R,https://a,X\nLeo,M,https://b,Y',
        ),
        ("followers_1.json", '[{"title": "", "string_list_data": [{"href": "https://x/a", "value": "a"}]}]'),
        ("days.csv", "Fecha;Alcance\n2026-01-01;5\n2026-01-02;6\n2026-01-03;7"),
    ],
)
def test_what_holds_no_posts_is_refused_as_a_whole(audit, name, content):
    before = audit.controls.text.value
    give(audit, (name, content))
    assert audit.controls.file.widget.description.startswith("Not read: ")
    assert audit.controls.text.value == before


def test_what_a_file_left_out_is_said_after_a_reload_and_only_of_its_posts(place):
    exercise = conversation_audit("mine")
    give(exercise, ("own.csv", table(36, 2)))
    assert "6 more are left out" in exercise.posts_head.value
    speak("es")
    again = conversation_audit()
    assert again.result.posts == exercise.result.posts and "6" in again.posts_head.value
    speak("en")
    again.controls.text.value = "Otra cosa\n\nY otra"
    assert "left out" not in again.posts_head.value
    assert "left out" not in conversation_audit().posts_head.value


@pytest.mark.parametrize(
    "state",
    [
        7,
        {},
        {"name": 3},
        {"name": "x", "count": -1, "left_out": 0, "undated": 0, "empty": 0},
        {"name": "x", "count": True},
    ],
)
def test_what_is_not_like_what_was_kept_of_a_file_is_left_out(state):
    assert FromFile.resumed(state) is None
