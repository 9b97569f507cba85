"""Files that are no exports: each is refused with a reason that a learner can act on."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tertulia.exports import spreadsheet, table
from tertulia.exports.address_book import read_people
from tertulia.exports.cells import OwnFile
from tertulia.exports.file import opened
from tertulia.exports.read import read
from tertulia.models.errors import InputError


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return made.getvalue()


def workbook(rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_part(content: bytes, name: str, change) -> bytes:
    """The same workbook with one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            part = old.read(item)
            new.writestr(item.filename, change(part) if item.filename == name else part)
    return made.getvalue()


GOOD = workbook([["Date", "Reach"], ["2026-01-02", 3]])
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
FILE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def declaring(declaration):
    return with_part(GOOD, "xl/worksheets/sheet1.xml", lambda part: declaration + part.split(b"?>", 1)[-1])


HOSTILE = {
    "empty": (b"", "empty"),
    "blanks": (b" \r\n\t\r\n", "empty"),
    "only a mark": (b"\xef\xbb\xbf", "empty"),
    "nuls": (b"\0" * 5000, "empty"),
    "a nul in a table": (b"Date,Reach\n2026-01-02,3\0\n", "binary"),
    "noise": (bytes(range(256)) * 40, "binary"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), "not_a_table"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "not_a_table"),
    "web page": (b"<html><body><table><tr><td>Date</td></tr></table>", "web_table"),
    "spreadsheetml": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "web_table",
    ),
    "broken spreadsheetml": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "damaged",
    ),
    "entities in spreadsheetml": (
        BOMB + b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "entities",
    ),
    "numbers": (zipped(**{"Index/Document.iwa": b"\0", "Metadata/Properties.plist": b"x"}), "numbers"),
    "older numbers": (zipped(**{"Index.zip": b"PK", "preview.jpg": b"\xff\xd8\xff"}), "numbers"),
    "words": (b"hello\nworld\n", "one_column"),
    "header only": (b"Date,Reach\n", "no_rows"),
    "10,000 columns": (
        (",".join(f"c{n}" for n in range(10_000)) + "\n" + ",".join("1" * 10_000)).encode(),
        "too_many_columns",
    ),
    "open quote": (b'Date,Reach\n2026-01-02,"3\n2026-01-03,4\n', "quotes"),
    "broken zip": (GOOD[:-40], "damaged"),
    "broken workbook": (with_part(GOOD, "xl/worksheets/sheet1.xml", lambda part: part[:-30]), "damaged"),
    "workbook of zeros": (with_part(GOOD, "xl/workbook.xml", lambda part: bytes(50)), "damaged"),
    "old workbook of noise": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 20, "damaged"),
    "protected workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        "protected",
    ),
    "entity bomb": (declaring(BOMB), "entities"),
    "external entity": (declaring(FILE), "entities"),
    "utf-16 entity": (
        with_part(
            GOOD,
            "xl/styles.xml",
            lambda part: (
                BOMB.decode()
                .replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-16"?>')
                .encode("utf-16")
            ),
        ),
        "entities",
    ),
    "zip bomb": (zipped(**{"a.csv": b"0" * (30 * 2**20)}), "zip_bomb"),
    "zip in a zip": (zipped(**{"a.csv": zipped(**{"b.csv": b"a,b\n1,2\n"})}), "zip_bomb"),
    "zip of pictures": (zipped(**{"a.png": b"\x89PNG"}), "nothing_inside"),
    "zip of mac leftovers": (zipped(**{"__MACOSX/._a.csv": b"\0\5", "x/.hidden.csv": b"a"}), "nothing_inside"),
    "open document": (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "open_document"),
    "word file": (zipped(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "not_a_table"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_no_export_is_refused_with_its_reason(kind):
    content, code = HOSTILE[kind]
    with pytest.raises(InputError) as refused:
        opened(OwnFile("x", content))
    assert (refused.value.field, refused.value.code) == ("file", code)


def test_every_reason_has_a_sentence_of_its_own():
    from tertulia.widgets.base.own_posts_words import file_words

    codes = {code for _content, code in HOSTILE.values()} | {"too_large", "too_many_cells", "too_many_sheet_cells"}
    values = {"megabytes": 30, "most": 25, "columns": 10_000, "kind": "PDF", "row": 3}
    said = {file_words(InputError("file", code, **values)) for code in codes}
    assert len(said) == len(codes)
    assert file_words(InputError("file", "nobody knows")) not in said


def test_size_is_limited(monkeypatch):
    monkeypatch.setattr(table, "MOST_BYTES", 1000)
    with pytest.raises(InputError) as refused:
        opened(OwnFile("own.csv", b"a,b\n" + b"1,2\n" * 400))
    assert refused.value.code == "too_large"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"a,b\n" + b"1,2\n" * 400, "too_many_cells"), (workbook([[1, 2]] * 400), "too_many_sheet_cells")],
)
def test_cells_are_limited(monkeypatch, content, code):
    monkeypatch.setattr(table, "MOST_CELLS", 100)
    monkeypatch.setattr(spreadsheet, "MOST_SHEET_CELLS", 100)
    with pytest.raises(InputError) as refused:
        opened(OwnFile("own.csv", content))
    assert refused.value.code == code


def test_a_formula_is_its_last_value_and_is_never_computed():
    content = workbook(
        [["Date", "Reach", "Text"], ["2026-01-02", "=1+1", "=cmd|' /C calc'!A0"], ["2026-01-03", 5, "x"]]
    )
    export = read(opened(OwnFile("own.csv", content)), date(2026, 2, 1))
    assert export.count == 2
    assert str(export.values["reach"].tolist()) == "[nan, 5.0]"


def test_what_looks_like_a_formula_in_a_text_file_stays_text():
    export = read(
        opened(OwnFile("own.csv", b"Date,Reach,Text\n2026-01-02,4,=1+1\n2026-01-03,=2+2,b\n")), date(2026, 2, 1)
    )
    assert export.values["text"][0] == "=1+1"
    assert [(each.row, each.column, each.code, each.shown) for each in export.troubles] == [
        (3, "Reach", "not_a_number", "=2+2")
    ]


MANY = [["Date", "Text", "Reach"], *([f"2026-01-{n % 28 + 1:02}", f"Post {n}", n * 37 % 900] for n in range(200))]
WHOLE = {
    "workbook": workbook(MANY),
    "zip of tables": zipped(**{"a.csv": "\n".join(";".join(map(str, row)) for row in MANY).encode()}),
    "zip of cards": zipped(**{"a.vcf": b"BEGIN:VCARD\nFN:Ana Ruiz\nEND:VCARD\n" * 100}),
    "zip of followers": zipped(**{"followers_1.json": b'[{"string_list_data": [{"value": "ana"}]}]'}),
    "old workbook": (Path(__file__).parent / "samples" / "linkedin_company_content_es.xls").read_bytes(),
}


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("reader", [opened, read_people])
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_page(kind, reader):
    chance = random.Random(kind)
    refused = 0
    for _turn in range(60):
        damaged = bytearray(WHOLE[kind])
        for _hit in range(chance.choice((1, 3, 9))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        cut = bytes(damaged[: chance.choice((len(damaged), chance.randrange(len(damaged))))])
        try:
            reader(OwnFile("damaged", cut))
        except InputError:
            refused += 1
    assert refused


def test_a_number_or_a_year_that_cannot_be_is_named_and_left_out():
    rows = "2026-01-02,3\n0001-01-01,4\n9999-12-31,5\n2026-01-05,9999999999999\n2026-01-06," + "9" * 400
    content = f"Date,Reach\n{rows}\n2026-01-07,-2\n".encode()
    export = read(opened(OwnFile("a.csv", content)), date(2026, 11, 25))
    codes = [(each.row, each.code) for each in export.troubles]
    assert codes == [
        (3, "no_such_year"),
        (4, "no_such_year"),
        (5, "out_of_range"),
        (6, "out_of_range"),
        (7, "negative"),
    ]


def test_a_cell_without_an_end_is_named_as_such():
    with pytest.raises(InputError) as caught:
        read_people(OwnFile("a.csv", b"x" * 200_000))
    assert (caught.value.code, caught.value.values["row"]) == ("long_cell", 1)
