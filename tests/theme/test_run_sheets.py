"""Run-sheets: pages made of the teacher's notes, the same as a spreadsheet that reckons and as a document."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from shutil import which
from subprocess import run

import pytest
from docx import Document
from openpyxl import load_workbook

from tertulia.language import speaking
from tests.made_deck import NOTEBOOK
from tests.plan.office import converted
from theme.workshop.run_sheet import Meeting, Moment, RunSheet
from theme.workshop.run_sheet_document import document
from theme.workshop.run_sheet_workbook import workbook

CHAPTER = """\
# A chapter

The first paragraph leads.

## "A section"

:::{teach} Hours decide, not hopes
:exercise: exercises/simulator
:minutes: 20
:ask: What do you expect in a year?

1. Begin with the bakery as it stands.
2. {demo}`posts=6` Twice the posts.

- **“So I post more.”** Not with the same hours.
:::

:::{teach} Say what you want
:minutes: 10
:ask: What do you want from a network?

- **“To be seen.”** By whom?
:::
"""
PAGES = {"index": "# Home\n\nWelcome.", "chapter": CHAPTER, "exercises/simulator.ipynb": NOTEBOOK}
EMPTY = {"page": "", "section": "", "drop": 0, "title": "", "say": "", "prepare": "", "who": ""}
ITEMS = [
    {**EMPTY, "kind": "talk", "title": "Welcome <all>", "minutes": 10, "say": "Who is here?", "prepare": "The address"},
    {**EMPTY, "kind": "section", "page": "chapter", "section": '"A section"', "minutes": None, "drop": 2},
    {**EMPTY, "kind": "break", "minutes": 15},
    {**EMPTY, "kind": "exercise", "page": "exercises/simulator", "minutes": 25, "drop": 1, "who": "Ana"},
]
WORKSHOP = {
    "key": "afternoon",
    "title": "An afternoon",
    "date": "2027-02-12",
    "place": "Library",
    "address": "",
    "people": 20,
    "bring": ["Pens"],
    "sessions": [{"title": "", "date": "", "begin": "16:00", "ends": "17:30", "items": ITEMS}],
}


@pytest.fixture(scope="module", autouse=True)
def own_device(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERTULIA_PLAN", str(tmp_path_factory.mktemp("device") / "my-plan.json"))
        yield


@pytest.fixture(scope="module")
def made(book):
    return book(PAGES, tertulia_audience="teachers", tertulia_workshops=[WORKSHOP])


@pytest.fixture(scope="module")
def sheet(made):
    return made.page("run_sheets/afternoon").select_one(".tt-run")


def words(tag) -> str:
    return " ".join(tag.get_text().split())


# ---- the page --------------------------------------------------------------------------------------------------------


def test_a_run_sheet_says_when_everything_begins(sheet):
    rows = sheet.select("tbody tr")
    times = [words(row.th) for row in rows]
    assert times == ["16:00 10 min", "16:10 10 min", "16:20 15 min", "16:35 25 min", "17:00"]
    assert [words(row.h3) for row in rows] == ["Welcome <all>", "“A section”", "Break", "The simulator Exercise", "End"]


def test_it_has_the_idea_the_question_and_the_demonstration_of_the_notes(sheet):
    _welcome, section, _pause, exercise, _end = sheet.select("tbody tr")
    assert words(section.select_one(".tt-run__idea")) == "Say what you want"
    assert words(section.select_one(".tt-run__ask")) == "Ask the room What do you want from a network?"
    assert section.h3.a["href"] == "../chapter.html#a-section"
    assert words(exercise.select_one(".tt-run__idea")) == "Hours decide, not hopes"
    assert [words(step) for step in exercise.select("ol li")] == [
        "Begin with the bakery as it stands.",
        "Posts per week: 6 posts · Twice the posts.",
    ]
    assert exercise.h3.a["href"] == "../exercises/simulator.html"
    assert "The exercise, open on the projector" in words(exercise) and "Ana" in words(exercise)
    assert section.select_one(".tt-run__over a")["href"] == "../slides/chapter.html"


def test_it_says_what_to_leave_out_first_and_what_is_won(sheet):
    assert [words(line) for line in sheet.select(".tt-run__short li")] == [
        "The simulator · 25 minutes won in all",
        "“A section” · 35 minutes won in all",
    ]
    assert words(sheet.select("p.tt-note")[0]) == "10 min for ideas, 25 for exercises, 10 for talk, 15 for breaks."


def test_it_says_what_to_bring_and_links_to_what_is_there_only(sheet, made):
    ready = [words(line) for line in sheet.select(".tt-run__ticks li")]
    assert ready == ["Pens", "This run-sheet, once", "Feedback form"]
    assert "Friday, 12 February 2027" in words(sheet.select_one(".tt-run__about"))
    for link in sheet.select("a"):
        target = (made.folder / "run_sheets" / link["href"].partition("#")[0]).resolve()
        assert target.is_file(), link


def test_one_page_leads_to_everything_and_teachers_pages_lead_to_it(made):
    index = made.page("teaching")
    links = [link["href"] for link in index.select("main a")]
    for page in ("run_sheets/afternoon.html", "run_sheets/afternoon.xlsx", "run_sheets/afternoon.docx"):
        assert page in links
    assert {"chapter.html", "slides/chapter.html"} <= set(links)
    assert all((made.folder / link.partition("#")[0]).is_file() for link in links if "//" not in link)
    assert [link["href"] for link in made.page("chapter").select("header a, footer a") if "teaching" in link["href"]]


def test_learners_have_nothing_of_it(book):
    made = book(PAGES, tertulia_workshops=[WORKSHOP])
    for file in made.folder.rglob("*"):
        assert file.name != "teaching.html" and "run_sheets" not in file.parts
        if file.suffix == ".html":
            assert "teaching" not in file.read_text(encoding="utf-8"), file


@pytest.mark.parametrize(("name", "value"), [("section", "Another section"), ("page", "exercises/simulator")])
def test_what_the_book_has_no_note_of_stops_the_build(book, name, value):
    items = [{**ITEMS[1], name: value}]
    wrong = {**WORKSHOP, "sessions": [{**WORKSHOP["sessions"][0], "items": items}]}
    with pytest.raises(Exception, match="no teacher's note stands there"):
        book(PAGES, tertulia_audience="teachers", tertulia_workshops=[wrong])


# ---- the files -------------------------------------------------------------------------------------------------------


def moment(title: str, begin: int, minutes: int, drop: int = 0, say: str = "") -> Moment:
    told = dict.fromkeys(("chapter", "over", "doc", "anchor", "prepare", "who"), "")
    return Moment(
        begin=begin, minutes=minutes, kind="talk", title=title, ideas=(), asks=(), steps=(), say=say, drop=drop, **told
    )


def afternoon(*titles: str) -> RunSheet:
    moments = (moment(titles[0], 960, 10), moment(titles[1], 970, 20, 1, "=1+1"), moment(titles[2], 990, 30, 2))
    meeting = Meeting(title="First: a/b", date="2027-02-12", begin=960, ends=1030, moments=moments)
    return RunSheet(
        key="a",
        title="An afternoon",
        date="",
        place="",
        address="",
        people=0,
        bring=("Pens",),
        exercises=(),
        meetings=(meeting, meeting),
    )


def reckoned(data: bytes, folder: Path, **changed: object) -> dict[str, object]:
    """The cells of the first sheet once LibreOffice has computed them; changed: cells set before."""
    book = load_workbook(BytesIO(data))
    for cell, value in changed.items():
        book.worksheets[0][cell] = value
    file = folder / "changed.xlsx"
    book.save(file)
    done = folder / "done"
    done.mkdir(exist_ok=True)
    tab = load_workbook(converted(file, "xlsx", done)[0], data_only=True).worksheets[0]
    return {cell.coordinate: cell.value for row in tab.iter_rows() for cell in row if cell.value not in (None, "")}


def test_in_the_spreadsheet_the_times_follow_the_minutes(tmp_path):
    data = workbook(afternoon("Welcome", "Idea", "Exercise"), date(2026, 11, 28))
    stored = load_workbook(BytesIO(data), data_only=True).worksheets[0]
    as_it_is = reckoned(data, tmp_path)
    for cell in ("A8", "A9", "A10", "A11", "B11", "C5", "C6", "D6", "E14", "E15"):
        assert as_it_is[cell] == stored[cell].value, cell  # who does not compute sees the same
    assert [f"{as_it_is[cell]:%H:%M}" for cell in ("A8", "A9", "A10", "A11", "C5")] == [
        "16:00",
        "16:10",
        "16:30",
        "17:00",
        "17:00",
    ]
    assert (as_it_is["B11"], as_it_is["C6"], as_it_is["D6"]) == (60, 10, "It fits.")
    assert (as_it_is["E14"], as_it_is["E15"]) == (20, 50)
    longer = reckoned(data, tmp_path, B8=35)
    assert [f"{longer[cell]:%H:%M}" for cell in ("A9", "A10", "A11")] == ["16:35", "16:55", "17:25"]
    assert longer["C6"] == -15 and longer["D6"].startswith("Too long")
    without = reckoned(data, tmp_path, B8=35, C9="x")
    assert [f"{without[cell]:%H:%M}" for cell in ("A10", "A11")] == ["16:35", "17:05"]
    assert (without["B11"], without["C6"]) == (65, 5)


def test_the_spreadsheet_takes_minutes_only_and_texts_as_texts():
    book = load_workbook(BytesIO(workbook(afternoon("=cmd|x", "Idea", "Exercise"), date(2026, 11, 28))))
    assert book.sheetnames == ["First  a b", "First  a b 2"]
    tab = book.worksheets[0]
    assert tab["D8"].value.startswith("=cmd") and tab["D8"].data_type != "f" and tab["F9"].data_type != "f"
    allowed = {str(each.sqref): each.type for each in tab.data_validations.dataValidation}
    assert allowed == {"B8:B10": "whole", "H8:H10": "whole", "C8:C10": "list", "C3:C4": "time"}
    assert (tab.page_setup.orientation, tab.page_setup.paperSize, tab.print_title_rows) == ("landscape", 9, "$7:$7")


def test_the_spreadsheet_opens_and_prints(tmp_path):
    file = tmp_path / "sheet.xlsx"
    with speaking("es"):
        file.write_bytes(workbook(afternoon("Bienvenida", "Idea", "Ejercicio"), date(2026, 11, 28)))
    assert "Bienvenida" in printed(file) and "17:00" in printed(file)


def test_the_document_has_the_table_and_opens(tmp_path):
    file = tmp_path / "sheet.docx"
    file.write_bytes(document(afternoon("Welcome & all", "Idea", "Exercise"), date(2026, 11, 28)))
    read = Document(str(file))
    table = read.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Time", "Min.", "What", "Prepare"]
    assert [row.cells[0].text for row in table.rows[1:]] == ["16:00", "16:10", "16:30"]
    assert "Exercise · 50 minutes won in all" in [each.text for each in read.paragraphs]
    assert "Welcome & all" in printed(file) and "Pens" in printed(file)


def printed(file: Path) -> str:
    """The words of the file as LibreOffice prints it."""
    [made] = converted(file, "pdf", file.parent)
    reader = which("pdftotext")
    assert reader
    return run([reader, "-layout", made, "-"], capture_output=True, text=True, check=True).stdout
