"""Files as owners have them, opened in the page: what was read, and what was done to it, in both languages."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tertulia.exports.cells import Note
from tertulia.language import _, ngettext, number
from tertulia.widgets.base.own_posts_words import note_words
from tests.browser.living import alive

DASHBOARD, AUDIT = "manager/results_dashboard", "web2/conversation_audit"
MAP, STAFF = "networking/contact_map", "inside/workplace_network"

POSTS = (
    ("122158000000000{n}", "Pan de centeno, y dulces", "01/{n}/2026 08:15", 400),
    ("122158000000001{n}", "¿Qué pan falta en tu mesa?", "02/2{n}/2026 19:00", 700),
)
HEADS = ("Identificador de la publicación", "Nombre de usuario de la cuenta", "Descripción", "Hora de publicación")
MORE = ("Enlace permanente", "Alcance", "Me gusta")


def rows() -> list[list[str]]:
    """An Instagram export of ten posts, as the network writes it."""
    told = [[*HEADS, *MORE]]
    for place, (key, text, when, reach) in enumerate(POSTS):
        told += [
            [
                key.format(n=n),
                "horno",
                text,
                when.format(n=n),
                f"https://example.org/p/{place}{n}/",
                str(reach + n),
                "9",
            ]
            for n in range(1, 6)
        ]
    return told


def turned() -> bytes:
    """A workbook in which days up to 12 became dates with day and month exchanged."""
    book = Workbook()
    for row in rows():
        when = row[3]
        moment = datetime.strptime(when, "%d/%m/%Y %H:%M") if when.startswith("01/") else when
        book.active.append([*row[:3], moment, *row[4:]])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rounded() -> bytes:
    """Saved again by a Spanish Excel, which cut the ids."""
    cut = [["1,22158E+15", *row[1:]] if place else row for place, row in enumerate(rows())]
    return "\r\n".join(";".join(row) for row in cut).encode("cp1252")


def in_one_column() -> bytes:
    """Every line in one quoted cell."""
    lines = [",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows()]
    return "\r\n".join('"' + line.replace('"', '""') + '"' for line in lines).encode("utf-8-sig")


CONNECTIONS = """Notes:
"When exporting your connection data, some addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ana,Ruiz Invent,https://example.org/in/ana,,"Hierros Inventados, S.L.",Gerente,12 Mar 2024
Leo,Mar,https://example.org/in/leo,leo@example.org,Gestoría Tal,Asesor,03 Jan 2023
""".encode()

PERSONNEL = b"Nombre completo;Departamento;Responsable\nRuiz Gil, Ana;Taller;Mar, Leo\nMar, Leo;Oficina;\n"


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file, where it is opened, and what the page says of it then."""

    exercise: str
    button: Callable[[], str]
    name: str
    content: Callable[[], bytes]
    read: Callable[[], str]
    told: Callable[[], str]


def ten_posts() -> str:
    return ngettext("{n} post", "{n} posts", 10).format(n=number(10))


def two_people() -> str:
    return ngettext("{n} person", "{n} people", 2).format(n=number(2))


UPLOADS = (
    Upload(
        exercise=DASHBOARD,
        button=lambda: _("Choose one file or several"),
        name="turned.xlsx",
        content=turned,
        read=ten_posts,
        told=lambda: note_words(Note(code="turned_dates", count=4)),
    ),
    Upload(
        exercise=DASHBOARD,
        button=lambda: _("Choose one file or several"),
        name="rounded.csv",
        content=rounded,
        read=ten_posts,
        told=lambda: note_words(Note(code="rounded_ids", count=10)),
    ),
    Upload(
        exercise=AUDIT,
        button=lambda: _("Or open the files of your network, or a text"),
        name="column.csv",
        content=in_one_column,
        read=ten_posts,
        told=lambda: note_words(Note(code="one_column", count=11)),
    ),
    Upload(
        exercise=MAP,
        button=lambda: _("Open a file"),
        name="Connections.csv",
        content=lambda: CONNECTIONS,
        read=two_people,
        told=lambda: "Ana Ruiz Invent · Hierros Inventados, S.L.",
    ),
    Upload(
        exercise=STAFF,
        button=lambda: _("Open a file"),
        name="personal.csv",
        content=lambda: PERSONNEL,
        read=two_people,
        told=lambda: ngettext(
            "{n} name was written “Surname, Name” and was turned round.",
            "{n} names were written “Surname, Name” and were turned round.",
            2,
        ).format(n=number(2)),
    ),
)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("upload", UPLOADS, ids=lambda upload: upload.name)
def test_a_file_is_read_and_the_page_says_what_was_done(visit, spoken, language, upload):
    spoken(language)
    page = visit(390).open(f"{language}/exercises/{upload.exercise}.html")
    alive(page)
    if upload.exercise == DASHBOARD:
        page.get_by_text(_("A file from my network"), exact=True).click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=upload.button(), exact=True).click()
    chooser.value.set_files({"name": upload.name, "mimeType": "text/csv", "buffer": upload.content()})
    said = _("{file}, {read}; choose another").format(file=upload.name, read=upload.read())
    expect(page.get_by_role("button", name=said, exact=True)).to_be_visible()
    expect(page.locator(".live-outputs")).to_contain_text(upload.told())


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_file_of_texts_is_read_too(visit, spoken, language):
    spoken(language)
    page = visit(390).open(f"{language}/exercises/{AUDIT}.html")
    alive(page)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=UPLOADS[2].button(), exact=True).click()
    chooser.value.set_files({"name": "posts.txt", "mimeType": "text/plain", "buffer": b"Una\n\nDos, Ana?\n\nTres"})
    posts = ngettext("{n} post", "{n} posts", 3).format(n=number(3))
    said = _("{file}, {read}; choose another").format(file="posts.txt", read=posts)
    expect(page.get_by_role("button", name=said, exact=True)).to_be_visible()


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_file_that_is_refused_is_named_and_nothing_of_the_one_before_stays(visit, spoken, language):
    spoken(language)
    page = visit(390).open(f"{language}/exercises/{DASHBOARD}.html")
    alive(page)
    page.get_by_text(_("A file from my network"), exact=True).click()
    button = page.locator(".tt-field-upload button").first
    files = (("rounded.csv", rounded()), ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)))
    for name, content in files:
        with page.expect_file_chooser() as chooser:
            button.click()
        chooser.value.set_files({"name": name, "mimeType": "text/csv", "buffer": content})
        expect(button).to_contain_text(name)
    expect(button).to_have_text(_("Not read: {file}; choose another").format(file="photo.csv"))
    expect(page.locator(".live-outputs")).not_to_contain_text(note_words(Note(code="rounded_ids", count=10)))
