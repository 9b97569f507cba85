"""A table of the personnel office, pasted or from a file, in the exercises on workplaces."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from html import unescape

import pytest
import xlsxwriter

from tertulia.entries import EntriesKeeper
from tertulia.profile import Profile, ProfileKeeper
from tertulia.widgets import rumour_run, workplace_network

pytestmark = pytest.mark.usefixtures("place")

TABLE = """Nombre completo;NIF;Departamento;Responsable;Correo;Habla con
Ruiz Gil, Íñigo;12345678Z;Taller;Mar, Leo;i@taller.example;
Mar, Leo;87654321X;Oficina;;l@taller.example;Ruiz Gil, Íñigo
Sanz, Eva;11111111H;Taller;Ruiz Gil, Iñigo;;Mar, Leo
"""
LIST = "Íñigo Ruiz Gil; Taller; Leo Mar\nLeo Mar; Oficina; ; Íñigo Ruiz Gil\nEva Sanz; Taller; Íñigo Ruiz Gil; Leo Mar"


@pytest.fixture(params=[workplace_network, rumour_run])
def mine(request):
    ProfileKeeper().change(**vars(Profile(sector="workshop", name="Forja Sol", people=3)))
    exercise = request.param()
    exercise.controls.staff.source.value = "list"
    return exercise


def give(exercise, content, name="personal.csv"):
    file = {"name": name, "type": "", "size": len(content), "content": memoryview(content)}
    exercise.controls.staff.file.widget.value = (file | {"last_modified": datetime(2027, 1, 4, tzinfo=UTC)},)


def said(exercise) -> str:
    return unescape(exercise.controls.staff.people._told.value)


def workbook() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as made:
        made.add_worksheet("Notas").write(0, 0, "Plantilla de 2026")
        sheet = made.add_worksheet("Personal")
        for place, line in enumerate(TABLE.splitlines(), 2):
            sheet.write_row(place, 1, line.split(";"))
    return content.getvalue()


FILES = {
    "cp1252": TABLE.encode("cp1252"),
    "utf-16 with tabs": TABLE.replace(";", "\t").encode("utf-16"),
    "one column": "\n".join(f'"{line}"' for line in TABLE.splitlines()).encode("utf-8-sig"),
    "workbook": workbook(),
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES.keys())
def test_a_file_becomes_the_list_and_what_was_done_is_said(mine, content):
    give(mine, content)
    staff = mine.controls.staff
    assert staff.people.value == LIST
    assert mine.organisation.names == ("Íñigo Ruiz Gil", "Leo Mar", "Eva Sanz") and mine.organisation.boss == (1, -1, 0)
    assert "3 people read." in said(mine) and "3 names were written “Surname, Name”" in said(mine)
    assert "“NIF” (3) and “Correo” (2)" in said(mine)
    assert "personal.csv, 3 people" in staff.file.widget.description


def test_a_pasted_table_is_never_kept_as_it_was(mine):
    seen = []
    mine.controls.staff.people.observe(lambda: seen.append(mine.controls.staff.people.widget.value))
    mine.controls.staff.people.widget.value = TABLE
    assert set(seen) == {LIST} and "12345678Z" not in str(mine.controls.staff.people.entry)
    assert mine.organisation.boss == (1, -1, 0) and "“NIF” (3)" in said(mine)
    kept = json.dumps([EntriesKeeper(mine.name).load(), vars(ProfileKeeper().load())], default=str, ensure_ascii=False)
    assert "Íñigo Ruiz Gil" in kept
    assert "12345678Z" not in kept and "taller.example" not in kept


def test_a_typed_list_stays_as_it_was_typed(mine):
    typed = "Name; Department; Boss; Talks with\nAna; Shop; ; Leo\nLeo; Shop; Ana\nEva; Store; Ana, Leo"
    mine.controls.staff.people.value = typed
    assert mine.controls.staff.people.value == typed and said(mine) == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Fecha;Importe;IVA\n1;2;3\n", "We found: Fecha, Importe, IVA"),
        (b"%PDF-1.7", "(PDF)"),
        (b" \n", "The file is empty"),
    ],
)
def test_a_file_that_is_no_list_of_staff_is_refused_and_the_list_stays(mine, content, words):
    give(mine, FILES["cp1252"])
    give(mine, content, "otro.csv")
    staff = mine.controls.staff
    assert words in unescape(staff.file._message.value) and staff.people.value == LIST
    assert "otro.csv" in staff.file.widget.description and said(mine) == ""


def test_rows_that_were_not_read_are_named(mine):
    give(mine, "Empleado;Sección\nAna;A\nLeo;A\nEva;B\n;B\nTotal;3\nIker;A;x\n".encode())
    assert "Without a name, so not read: rows 5." in said(mine) and "Totals, which are nobody: rows 6." in said(mine)
    assert "rows 7. A comma inside a name" in said(mine)
    mine.controls.staff.people.value = ""
    assert said(mine) == ""
