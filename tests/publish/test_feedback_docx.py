"""The feedback form as a document: the questions of the page, boxes to tick, lines to write on, and how to count."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from publish.errors import PublishError
from publish.feedback_docx import BOX, write
from tests.made_sheets import feedback_html


def test_the_document_asks_what_the_page_asks_and_can_be_changed(tmp_path):
    asked = ("say what you want", "choose a network")
    page = tmp_path / "site" / "en" / "sheets" / "feedback.html"
    page.parent.mkdir(parents=True)
    page.write_text(feedback_html(asked), encoding="utf-8")
    target = tmp_path / "made" / "feedback.docx"
    write(tmp_path / "site", "en", target)
    read = Document(BytesIO(target.read_bytes()))
    texts = [paragraph.text for paragraph in read.paragraphs]
    assert texts[0] == "A title" and "What first?" in texts and "What otherwise?" in texts
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in read.tables]
    assert tables[0][0] == ["", "no", "a little", "mostly", "yes"]
    assert [row[0] for row in tables[0][1:]] == list(asked) and tables[0][1][1:] == [BOX] * 4
    assert tables[1][1] == ["The pace was", BOX, BOX, BOX]
    assert len(tables[2]) == 6 and len(tables[3]) == 6  # a heading row, five lines
    assert tables[4][0][-1] == "left empty" and tables[4][1] == ["say what you want", "", "", "", "", ""]
    assert "How" not in texts[0] and any(text.startswith("Take one form") for text in texts)


def test_without_teachers_pages_it_says_what_to_build(tmp_path):
    with pytest.raises(PublishError, match="publish build --audience teachers"):
        write(tmp_path, "en", tmp_path / "feedback.docx")
