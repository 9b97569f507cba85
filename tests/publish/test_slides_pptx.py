"""Slides as files: a PDF with a sheet for each, and a .pptx with words, notes, pictures and links."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from publish import editions, outline, slides
from publish.errors import PublishError
from tests.made_deck import ADDRESS, site
from tests.plan.office import converted
from tests.theme import conftest

book = conftest.book


@pytest.fixture(scope="module", autouse=True)
def own_device(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERTULIA_PLAN", str(tmp_path_factory.mktemp("device") / "my-plan.json"))
        yield


@pytest.fixture(scope="module")
def made(book, tmp_path_factory):
    return site(tmp_path_factory.mktemp("site"), book, tertulia_address=ADDRESS)


@pytest.fixture(scope="module")
def files(made, tmp_path_factory) -> tuple[Path, Path]:
    return slides.write(made, "en", "slides/chapter", tmp_path_factory.mktemp("files") / "chapter")


@pytest.fixture(scope="module")
def told(made) -> outline.Outline:
    return outline.read(made, "en", "slides/chapter")


@pytest.fixture(scope="module")
def deck(files):
    return Presentation(str(files[1]))


def words(slide) -> str:
    return " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def one(told, kind: str) -> int:
    return next(place for place, slide in enumerate(told.slides) if slide.kind == kind)


def test_the_pdf_has_a_sheet_for_each_slide_with_its_words(files, told):
    sheets = PdfReader(files[0]).pages
    assert len(sheets) == len(told.slides) == 12
    for slide, sheet in zip(told.slides, sheets, strict=True):
        assert [round(float(side) / 72, 2) for side in sheet.mediabox[2:]] == [13.33, 7.5]
        said = "".join(sheet.extract_text().split())
        for words_ in (slide.over, slide.title, *slide.lines, slide.shown):
            assert "".join(words_.split()) in said
        assert "Show it" not in sheet.extract_text() and "arrow keys" not in sheet.extract_text()


def test_a_deck_is_read_from_its_page(told):
    assert told.title == "A chapter" and told.language == "en"
    monday, question, answer = told.slides[9:]
    assert monday.lines == ("Ask ten customers. 20 min",) and monday.points
    assert question.lines == ("The network", "By whom?") and question.points
    assert (answer.number, answer.title, answer.lines) == ("2", "By whom?", ("Whoever it is, say it.",))
    assert told.slides[one(told, "evidence")].lines == ("A Strong evidence",)


def test_the_words_stand_in_the_places_of_the_layout(deck, told):
    assert len(deck.slides) == len(told.slides)
    assert round(deck.slide_width / 914400, 2) == 13.33 and round(deck.slide_height / 914400, 2) == 7.5
    for slide, made in zip(told.slides, deck.slides, strict=True):
        assert slide.title in made.shapes.title.text_frame.text
        assert all(line in words(made) for line in slide.lines)
        assert all(shape.text_frame.text for shape in made.placeholders)
        assert [shape.name for shape in made.shapes if shape.has_text_frame and not shape.is_placeholder] == (
            ["TextBox 3"] if slide.kind == "picture" else []
        )
    assert deck.slides[11].shapes.title.text_frame.text == "2. By whom?"


def test_the_teachers_note_is_below_the_slide(deck, told):
    notes = deck.slides[one(told, "exercise")].notes_slide.notes_text_frame.text.split("\n")
    assert notes[0] == "For the teacher · 20 minutes" and "Show it" in notes and "What you will hear" in notes
    assert notes[3] == "1. Begin with the bakery as it stands."
    assert notes[4:6] == ["2. Posts per week: 6 posts", "Twice the posts."] and notes[6].startswith("→ ")
    assert notes[-1] == "• “So I post more.” Not with the same hours."
    assert not deck.slides[one(told, "question")].has_notes_slide


def pictures(slide) -> list:
    return [shape for shape in slide.shapes if shape.shape_type == 13]


def test_a_drawing_is_a_picture_with_its_words(deck, told):
    place = one(told, "picture")
    [picture] = pictures(deck.slides[place])
    alternative = picture._element.nvPicPr.cNvPr.get("descr")
    assert alternative == told.slides[place].picture_words and "Show the firm and its products" in alternative
    image = Image.open(BytesIO(picture.image.blob)).convert("RGB")
    assert image.width > 1200 and len(image.getcolors(1 << 24)) > 3
    assert abs(picture.width / picture.height - image.width / image.height) < 0.01
    assert sum(len(pictures(slide)) for slide in deck.slides) == 2


def test_an_exercise_has_its_link_and_a_code_that_phones_read(deck, told):
    slide, address = deck.slides[one(told, "exercise")], f"{ADDRESS}en/exercises/simulator.html"
    links = [
        (run.text, run.hyperlink.address)
        for shape in slide.placeholders
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    ]
    assert links == [("example.org/course", address)]
    [picture] = pictures(slide)
    [read] = zxingcpp.read_barcodes(Image.open(BytesIO(picture.image.blob)))
    assert read.text == picture._element.nvPicPr.cNvPr.get("descr") == address


def test_without_an_address_there_is_neither(made, tmp_path):
    page = made / "en" / "slides" / "half_day.html"
    lonely = tmp_path / "site" / "en" / "slides"
    lonely.mkdir(parents=True)
    text = page.read_text(encoding="utf-8").replace('<span class="tt-deck__address">example.org/course</span>', "")
    (lonely / "half_day.html").write_text(text, encoding="utf-8")
    told = outline.read(tmp_path / "site", "en", "slides/half_day")
    exercise = told.slides[one(told, "exercise")]
    assert (
        exercise.address == exercise.shown == ""
        and exercise.way == "In the course: The simulator, then “The simulator”"
    )


def test_every_word_says_its_language(deck):
    for slide in deck.slides:
        frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
        frames += [slide.notes_slide.notes_text_frame] if slide.has_notes_slide else []
        runs = [run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]
        assert {run._r.rPr.get("lang") for run in runs} == {"en-GB"}
    assert deck.core_properties.language == "en" and deck.core_properties.title == "A chapter"
    assert deck.core_properties.author == ""


def test_an_office_program_shows_the_words(files, told, tmp_path):
    sheets = PdfReader(converted(files[1], "pdf", tmp_path)[0]).pages
    assert len(sheets) == len(told.slides)
    for slide, sheet in zip(told.slides, sheets, strict=True):
        said = "".join(sheet.extract_text().split())
        assert all("".join(line.split()) in said for line in (slide.title, *slide.lines))


def test_what_is_not_there_is_told(made, monkeypatch):
    monkeypatch.setattr(editions, "site", lambda _key, _audience: made)
    with pytest.raises(PublishError, match="no slides nowhere. There are: chapter, half_day"):
        slides.pack("tertulia", ["en"], ["nowhere"])
    with pytest.raises(PublishError, match="--audience teachers"):
        slides.pack("tertulia", ["es"])
    with pytest.raises(PublishError, match="has no slides"):
        outline.read(made, "en", "chapter")
