"""Letters as Windows, a Mac and DOS write them, letters that a program spoilt, and tables written for a web page."""

from __future__ import annotations

import quopri
from datetime import date, datetime

import pytest

from tertulia.exports.cells import OwnFile
from tertulia.exports.columns import ExportField
from tertulia.exports.encodings import decoded, mended_letters
from tertulia.exports.file import opened
from tertulia.exports.read import read
from tertulia.models.errors import InputError

NEAR = date(2026, 11, 23)

TEXTS = {
    "Spanish": "Fecha;Publicación;Me gusta\n02/03/2026;¿Qué pan falta? Mañana, a las 7…;3\n",
    "two words": "Fecha;Título;Alcance\n02/03/2026;Panadería;3\n",
    "capitals": "FECHA;PUBLICACIÓN;AÑO\n1;MAÑANA;2\n",
    "Catalan": "Data;Publicació\n1;L’avinguda dels Països i la força, què\n",
    "Portuguese": "Data;Publicação\n1;Pão de ló, amanhã não\n",
    "French": "Date;Légende\n1;Été à la crème, où ça\n",
    "English": "Date;Text\n1;Don’t miss our café — “great”\n",
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_every_encoding_is_read(language, encoding):
    read_, _encoding, notes = decoded(TEXTS[language].encode(encoding))
    assert read_.lstrip("\ufeff") == TEXTS[language]
    assert [(note.code, note.shown) for note in notes] == (
        [("encoding_guessed", "Macintosh")] if encoding == "mac_roman" else []
    )


def test_a_sign_that_proves_nothing_is_read_as_windows_writes_it():
    for content in (b"Fecha;Texto\n1;0\xfa0\n", b"Fecha;Texto\n1;a \xb7 b\n", b"Fecha;Texto\n1;5 \x80\n"):
        assert decoded(content) == (content.decode("cp1252"), "cp1252", ())


@pytest.mark.parametrize("language", ["Spanish", "two words", "capitals", "Portuguese", "French"])
def test_the_letters_of_dos(language):
    content = TEXTS[language].replace("…", "").encode("cp850")
    read_, _encoding, notes = decoded(content)
    assert read_ == content.decode("cp850") and notes[0].shown == "MS-DOS"


def as_shown_by(content, encoding):
    """What a program shows of bytes that it takes for an encoding; Windows leaves five of them as they are."""
    return "".join(
        chr(byte)
        if encoding == "cp1252" and byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
        else bytes((byte,)).decode(encoding)
        for byte in content
    )


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_letters_that_a_program_spoilt_are_mended(language, encoding):
    spoilt = as_shown_by(TEXTS[language].encode(), encoding)
    assert spoilt != TEXTS[language]
    mended, count = mended_letters(spoilt)
    assert mended == TEXTS[language] and count == sum(not sign.isascii() for sign in mended)


def test_letters_spoilt_twice_are_mended_twice():
    text = "Publicación, ¿qué? “Mañana”"
    assert mended_letters(as_shown_by(as_shown_by(text.encode(), "cp1252").encode(), "cp1252"))[0] == text


def test_pictures_come_back():
    assert mended_letters("Pan ðŸ¥– de centeno ❤")[0] == "Pan 🥖 de centeno ❤"


@pytest.mark.parametrize(
    "text",
    [
        "SÃO JOÃO “AMANHÔ, IRMû … 5 Â",
        "CAFÉ» «Ñandú» 25 °C ±2 √2 ¬p ├─┤",
        "Ângela, Âmbar, ânimo, Ðanmark, naïve",
        "precio: 5 €, 3 £ · nº 4",
    ],
)
def test_letters_that_only_look_so_stay(text):
    assert mended_letters(text) == (text, 0)


def test_spoilt_letters_are_mended_in_headers_texts_and_sheets_and_told():
    header = "Hora de publicación,Enlace permanente,Tipo de publicación,Reacciones,Descripción"
    good = f"{header}\n2026-01-02,a,Reel,5,¿Mañana?\n"
    file = opened(OwnFile("a.csv", as_shown_by(good.encode(), "cp1252").encode()))
    assert file.sources[0].key == "facebook_posts" and file.blocks[0].rows[0][4] == "¿Mañana?"
    assert [(note.code, note.count) for note in file.notes] == [("mended_letters", 5)]


def test_two_encodings_in_one_file_and_a_mark_in_its_midst():
    content = (
        "Fecha;Publicación;Alcance\n2026-01-02;Mañana;5\n".encode("utf-8-sig")
        + "2026-01-03;Panadería;6\n".encode("cp1252")
        + "2026-01-04;¿Qué?;7\n".encode("utf-8-sig")
    )
    file = opened(OwnFile("a.csv", content))
    assert [row[1] for row in file.blocks[0].rows] == ["Mañana", "Panadería", "¿Qué?"]
    assert [note.code for note in file.notes] == ["encoding_guessed"]


def test_lost_letters_are_told():
    file = opened(OwnFile("a.csv", "Fecha;Texto;Alcance\n2026-01-02;Ma\ufffdana;5\n".encode()))
    assert [(note.code, note.count) for note in file.notes] == [("lost_letters", 1)]


# ---- web pages -----------------------------------------------------------------------------------------------------

ROWS = "<tr><td>02/03/2026</td><td>Pan<br>de centeno &amp; m&aacute;s</td><td>1.200</td></tr>"
PAGE = (
    '<html><head><meta charset="utf-8"><title>x</title><style>td{color:red}</style></head><body><h1>Informe</h1>'
    f"<table><thead><tr><th>Fecha</th><th>Publicación</th><th>Alcance</th></tr></thead>{ROWS}{ROWS}</table></body></html>"
)
EXCEL_XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Posts"><Table>
<Row ss:Index="2"><Cell><Data ss:Type="String">Fecha</Data></Cell><Cell><Data ss:Type="String">Publicación</Data></Cell>
<Cell><Data ss:Type="String">Alcance</Data></Cell></Row>
<Row><Cell><Data ss:Type="DateTime">2026-03-02T10:15:00.000</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="Number">1200</Data></Cell></Row></Table></Worksheet></Workbook>"""


def archive(page):
    body = quopri.encodestring(page.encode()).decode()
    return (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        "Content-Location: file:///C:/x/sheet001.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f'Content-Type: text/html; charset="utf-8"\r\n\r\n{body}\r\n--b--\r\n'
    ).encode()


@pytest.mark.parametrize(
    "content",
    [
        PAGE.encode(),
        PAGE.replace("utf-8", "windows-1252").encode("cp1252"),
        PAGE.encode("utf-16"),
        ("\ufeff<!DOCTYPE html>\n" + PAGE).encode(),
        PAGE[PAGE.index("<table") : PAGE.index("</body")].encode(),
        PAGE.replace("</td>", "").replace("</tr>", "").replace("</th>", "").encode(),
        archive(PAGE),
        PAGE.replace("<body>", "<body><table><tr><td>").replace("</body>", "</td></tr></table></body>").encode(),
    ],
    ids=["utf-8", "windows", "utf-16", "doctype", "table only", "ends left out", "archive", "table in a table"],
)
def test_a_web_page_named_xls_is_read(content):
    file = opened(OwnFile("informe.xls", content))
    export = read(file, NEAR)
    assert export.count == 2 and export.values[ExportField.REACH].tolist() == [1200, 1200]
    assert export.values[ExportField.TEXT][0] == "Pan\nde centeno & más"
    assert [note.code for note in file.notes] == ["web_page"]


def test_cells_over_several_rows_and_columns_keep_the_others_in_place():
    page = (
        "<table><tr><th>Fecha<th>Texto<th>Alcance<th>Me gusta</tr>"
        "<tr><td rowspan=2>02/03/2026<td>a<td>5<td>1</tr><tr><td>b<td>6<td>2</tr>"
        "<tr><td>03/03/2026<td colspan=2>c<td>3</tr></table>"
    )
    rows = opened(OwnFile("a.xls", page.encode())).blocks[0].rows
    assert rows == [["02/03/2026", "a", "5", "1"], [None, "b", "6", "2"], ["03/03/2026", "c", None, "3"]]


def test_a_number_stands_beside_what_is_shown_of_it():
    page = '<table><tr><th>Fecha<th>Alcance</tr><tr><td>02/03/2026<td x:num="1234.5">1.235</tr></table>'
    assert opened(OwnFile("a.xls", page.encode())).blocks[0].rows == [["02/03/2026", 1234.5]]


def test_the_xml_workbook_of_an_older_excel():
    (block,) = opened(OwnFile("a.xls", EXCEL_XML.encode())).blocks
    assert block.name == "Posts" and block.rows == [[datetime(2026, 3, 2, 10, 15), None, 1200.0]]
    assert block.numbers == [3]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><frameset><frame src=sheet001.htm></frameset></html>", "web_table"),
        (b"<html><body><p>No table</p></body></html>", "web_table"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "web_table"),
        (archive("<p>nothing</p>"), "web_table"),
        *(
            (b"<table><tr><td>" + mark * 50_000, "web_table")
            for mark in (b"<!--", b"<![a", b"<a x='", b"</scrip", b"&a")
        ),
        (("<table><tr>" + "<td>1" * 1001 + "</tr></table>").encode(), "too_many_columns"),
        (b"<table><tr><td colspan=99999>1</tr><tr><td>2</tr></table>", "one_column"),
        ((("<table><tr><td>" * 3000) + "x").encode(), "web_table"),
        (EXCEL_XML.replace('ss:Index="3"', 'ss:Index="99999"').encode(), "too_many_columns"),
        (EXCEL_XML.replace("</Table>", "").encode(), "damaged"),
        ((EXCEL_XML.replace("?>\n", '?><!DOCTYPE a [<!ENTITY x "y">]>', 1)).encode(), "entities"),
    ],
)
def test_what_is_no_table_or_too_large_is_refused_at_once(content, code):
    with pytest.raises(InputError) as refused:
        opened(OwnFile("a.xls", content))
    assert refused.value.code == code
