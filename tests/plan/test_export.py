"""The files to take home, read by programs that are not ours."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import docx
import icalendar
import openpyxl
import pytest
import vobject
from hypothesis import HealthCheck, given, settings

from tertulia.language import LANGUAGES, speak
from tertulia.plan.examples import example
from tertulia.plan.export import clean, export, files
from tertulia.plan.export.outline import outline
from tertulia.plan.plan_file import read
from tertulia.plan.schema import Audience, Crisis, Entry, Firm, Kpi, Plan, Strategy, Task
from tests.plan import office
from tests.plan.plans import NASTY, plans

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def english():
    yield
    speak("en")


def nasty() -> Plan:
    """Everything a learner could type, in every place that a file shows."""
    bakery = example("bakery", TODAY)
    kpis = tuple(
        Kpi(name=each, unit=each, baseline=1.0, target=2.0, by=TODAY, owner=each, source=each) for each in NASTY[:9]
    )
    entries = tuple(replace(entry, text=NASTY[n % len(NASTY)]) for n, entry in enumerate(bakery.content.entries))
    return replace(
        bakery,
        firm=Firm(name='=HYPERLINK("http://evil")<b>🥖 مخبز</b>', owner="@cmd'\"", does=NASTY[5]),
        audience=Audience(who="word " * 399, questions=NASTY),
        strategy=Strategy(objective=bakery.strategy.objective, begun=TODAY, kpis=kpis),
        crisis=Crisis(steps=NASTY),
        content=replace(bakery.content, entries=entries),
        duties=replace(bakery.duties, tasks=tuple(Task(what=text, who=text, when=text) for text in NASTY)),
    )


def texts(plan: Plan) -> list[str]:
    return [clean(text) for text in (plan.firm.name, plan.firm.owner, *NASTY)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["document", "calendar", "spreadsheet", "page", "plan"])
def test_the_same_plan_gives_the_same_bytes_in_each_language(language, name):
    speak(language)
    plan = example("bakery", TODAY)
    assert export(name, plan, TODAY) == export(name, plan, TODAY)
    assert files()[name].name.startswith({"en": "my-plan", "es": "mi-plan"}[language])


def test_the_plan_file_loads_again():
    assert read(export("plan", nasty(), TODAY)) == nasty()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_any_plan_can_be_taken_home(plan):
    document = docx.Document(io.BytesIO(export("document", plan, TODAY)))
    assert document.paragraphs[0].style.name == "Title"
    openpyxl.load_workbook(io.BytesIO(export("spreadsheet", plan, TODAY)))
    icalendar.Calendar.from_ical(export("calendar", plan, TODAY))
    Page(export("page", plan, TODAY).decode())


# the document -----------------------------------------------------------------------------------------------


def test_word_reads_headings_tables_pictures_and_properties():
    speak("es")
    data = export("document", example("bakery", TODAY), TODAY)
    document = docx.Document(io.BytesIO(data))
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert headings[1] == "Qué queremos" and len(headings) == 21
    assert "Instagram" in document.tables[1].rows[1].cells[1].text
    assert len(document.inline_shapes) == 2
    core = document.core_properties
    assert core.title == "Plan de redes sociales de Horno Tres Calles" and core.author == "Marisol"
    assert core.language == "es-ES" and core.created.date() == TODAY
    assert document.styles.element.xpath("//w:lang")[0].values()[0] == "es-ES"
    alternatives = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert "455" in alternatives[1] and "35" in alternatives[0]


def test_nothing_typed_becomes_markup_in_the_document():
    plan = nasty()
    data = export("document", plan, TODAY)
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*(each.text for each in document.paragraphs), *cells])
    for text in texts(plan):
        assert text.strip() in said
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
        body = archive.read("word/document.xml").decode()
    assert "<script" not in body and "<b>" not in body
    ours, found = (set(re.findall(r"<(w:[A-Za-z]+)", each)) for each in (zipped(example("bakery", TODAY)), body))
    assert found == ours | {"w:bidi", "w:rtl", "w:rPr", "w:tab", "w:br"}


def zipped(plan: Plan) -> str:
    with zipfile.ZipFile(io.BytesIO(export("document", plan, TODAY))) as archive:
        return archive.read("word/document.xml").decode()


def test_a_name_from_the_right_is_set_from_the_right():
    body = zipped(Plan(firm=Firm(does="x"), crisis=Crisis(steps=("مخبز النور", "bread"))))
    assert re.search(r'<w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">مخبز النور', body)
    assert body.count("<w:bidi/>") == 1


def test_libreoffice_opens_the_document_and_makes_a_pdf(tmp_path):
    plan = nasty()
    file = tmp_path / "plan.docx"
    file.write_bytes(export("document", plan, TODAY))
    (pdf,) = office.converted(file, "pdf", tmp_path)
    assert pdf.read_bytes().startswith(b"%PDF") and pdf.stat().st_size > 20_000
    (txt,) = office.converted(file, "txt:Text (encoded):UTF8", tmp_path)
    said = txt.read_text(encoding="utf-8-sig")
    for text in (block.text for block in outline(plan, TODAY).blocks if hasattr(block, "level")):
        assert text in said
    for sign in ("🥖", "ñ", "مخبز", "=1+1", "Instagram"):
        assert sign in said


def test_without_matplotlib_the_document_has_the_numbers_in_words(monkeypatch):
    from tertulia.plan.export import pictures

    monkeypatch.setattr(pictures, "_figure", lambda *_size: None)
    document = docx.Document(io.BytesIO(export("document", example("bakery", TODAY), TODAY)))
    assert not document.inline_shapes
    assert "Likely: 455." in "\n".join(each.text for each in document.paragraphs)


# the calendar -----------------------------------------------------------------------------------------------


def entries(data: bytes) -> dict[str, dict]:
    return {str(each["uid"]): each for each in icalendar.Calendar.from_ical(data).walk("VEVENT")}


def test_two_readers_agree_on_the_calendar():
    plan = example("bakery", TODAY)
    data = export("calendar", plan, TODAY)
    first = entries(data)
    second = {each.uid.value: each for each in vobject.readOne(data.decode()).vevent_list}
    assert first.keys() == second.keys()
    kpis = plan.strategy.kpis  # each half way and on its day
    assert len(first) == len(plan.content.entries) + 2 * len(kpis) + len(plan.reviews.dates)
    for uid, event in first.items():
        assert event["dtstart"].dt == second[uid].dtstart.value
        assert event["dtstart"].dt.tzinfo.key == "Europe/Madrid"
        assert str(event["summary"]) == second[uid].summary.value
        assert event.walk("VALARM")


def test_an_update_replaces_and_never_doubles():
    plan = example("bakery", TODAY)
    moved = replace(
        plan,
        edition=plan.edition + 1,
        content=replace(
            plan.content,
            entries=tuple(replace(entry, at=datetime(2026, 1, 1, 18, 30).time()) for entry in plan.content.entries),
        ),
    )
    before = entries(export("calendar", plan, TODAY))
    speak("es")
    after = entries(export("calendar", moved, TODAY))  # on the same day, but a later edition
    assert before.keys() == after.keys()
    assert all(int(after[uid].get("sequence", 0)) > int(before[uid].get("sequence", 0)) for uid in before)


def test_the_posts_have_the_names_that_the_content_mix_gave_them():
    from tertulia.widgets import content_mix

    exercise = content_mix("bakery")
    from_mix = set(re.findall(r"UID:(\S+)", _held(exercise.files.value, "text/calendar")))
    plan = exercise.for_plan(Plan(firm=Firm(example="bakery")))
    assert from_mix <= set(entries(export("calendar", plan, TODAY)))


def _held(html: str, kind: str) -> str:
    import base64

    return base64.b64decode(re.search(rf"data:{kind};base64,([^\"]+)", html)[1]).decode()


def test_another_zone_and_odd_entries():
    plan = Plan(
        zone="Atlantic/Canary",
        content=replace(
            Plan().content,
            entries=(
                Entry(key="a", day=TODAY),
                Entry(key="a", day=TODAY),
                Entry(key="", day=None),
                Entry(key="", day=TODAY, text="x\ny"),
            ),
        ),
    )
    told = entries(export("calendar", plan, TODAY))
    assert len(told) == 2
    assert {str(event["dtstart"].dt.utcoffset()) for event in told.values()} == {"0:00:00"}


def test_nothing_typed_becomes_another_line_of_the_calendar():
    plan = replace(nasty(), reviews=replace(nasty().reviews, question="x\r\nEND:VEVENT\nATTACH:http://evil"))
    data = export("calendar", plan, TODAY)
    calendar = icalendar.Calendar.from_ical(data)
    assert not [each for event in calendar.walk("VEVENT") for each in event if each.lower() in ("attach", "url")]
    said = "\n".join(str(event.get("description", "")) for event in calendar.walk("VEVENT"))
    for text in NASTY:
        assert clean(text).strip() in said


# the spreadsheet --------------------------------------------------------------------------------------------


def sheets(plan: Plan, **more: object) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(export("spreadsheet", plan, TODAY)), **more)


def test_openpyxl_reads_three_sheets_with_their_formulas():
    plan = example("bakery", TODAY)
    book = sheets(plan)
    assert book.sheetnames == ["Numbers", "Week by week", "Calendar"]
    numbers, weekly, calendar = book
    assert [numbers.cell(4, column).value for column in (1, 2, 3)] == ["customers on Tuesday afternoon", 22, 35]
    assert numbers["F4"].value.date() == plan.strategy.kpis[0].by
    assert all(str(numbers.cell(4, column).value).startswith("=") for column in (9, 10, 11, 12))
    assert weekly["A4"].value.date() == plan.strategy.begun and weekly["H2"].value == "customers on Tuesday afternoon"
    assert calendar.max_row == 1 + len(plan.content.entries)
    assert calendar["A2"].value.date() == plan.content.entries[0].day
    assert book.properties.creator == "Marisol"


def test_the_values_the_file_brings_are_those_libreoffice_computes(tmp_path):
    """On the day it is made, and again after a reader has filled two weeks."""
    plan = example("bakery", TODAY)
    by = TODAY - timedelta(days=7)  # in the past: what should be reached does not depend on the day of the test
    begun = by - timedelta(days=91)
    kpis = (replace(plan.strategy.kpis[0], by=by), replace(plan.strategy.kpis[1], by=by))
    plan = replace(plan, strategy=replace(plan.strategy, begun=begun, kpis=kpis))
    cached = sheets(plan, data_only=True)["Numbers"]
    before = computed(export("spreadsheet", plan, TODAY), tmp_path / "before")
    for row in (4, 5):
        for column in (9, 10, 11, 12):
            held = cached.cell(row, column).value
            assert said(before["Numbers"][row - 1][column - 1]) == (0 if held is None else held)
    book = sheets(plan)
    weekly = book["Week by week"]
    for row, (posts, asked, answered, one, two) in enumerate(((3, 4, 2, 24, 28), (2, 6, 6, 30, 5)), 4):
        for column, value in ((3, posts), (4, asked), (5, answered), (8, one), (9, two)):
            weekly.cell(row, column).value = value
    out = io.BytesIO()
    book.save(out)
    after = computed(out.getvalue(), tmp_path / "after")
    numbers, weeks = after["Numbers"], after["Week by week"]
    assert [said(cell) for cell in numbers[3][8:11]] == [30, pytest.approx(8 / 13, abs=0.01), 35]
    assert [said(cell) for cell in numbers[4][8:11]] == [5, pytest.approx(19 / 18, abs=0.01), 6]
    assert (numbers[3][11], numbers[4][11]) == ("not yet", "yes")
    assert [said(cell) for cell in weeks[2][2:6]] == [5, 10, 8, pytest.approx(0.8)]
    assert [said(weeks[row][5]) for row in (3, 4)] == [pytest.approx(0.5), 1]


def said(cell: object) -> object:
    """A cell as LibreOffice writes it in CSV: a number, a share, or words."""
    text = str(cell)
    if re.fullmatch(r"-?[\d,]+(\.\d*)?%?", text):
        bare = float(text.rstrip("%").replace(",", ""))
        return bare / 100 if text.endswith("%") else bare
    return cell


def computed(data: bytes, folder: Path) -> dict[str, list[list[str]]]:
    """Every sheet as LibreOffice computes it, from CSV; formulas are computed anew."""
    folder.mkdir()
    file = folder / "plan.xlsx"
    file.write_bytes(data)
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false,false,false,-1"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in office.converted(file, every_sheet, folder)}
    return {name.removeprefix("plan-"): list(csv.reader(io.StringIO(text))) for name, text in texts.items()}


def test_nothing_typed_becomes_a_formula_or_a_link(tmp_path):
    plan = nasty()
    data = export("spreadsheet", plan, TODAY)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                if cell.data_type == "f":
                    assert re.match(r"=(IF|IFERROR|SUM)\(", cell.value)
                    assert "cmd" not in cell.value and "1+1" not in cell.value
    held = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert {"=1+1", "@cmd", "-2", "+34 600", "👩‍🍳 🥖", "_x0041_"} <= held
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "external" in name or "vba" in name.lower()]
    rows = computed(data, tmp_path / "office")
    assert "=1+1" in {cell for row in rows["Numbers"] for cell in row}


# the page ---------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Every tag and the whole text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.said += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.said += data


def test_the_page_to_print_is_whole_and_holds_nothing_foreign():
    plan = nasty()
    page = Page(export("page", plan, TODAY).decode())
    for text in texts(plan):
        assert text.strip() in page.said
    assert not {"script", "b", "link", "iframe", "a", "object"} & {tag for tag, _ in page.tags}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert all(attributes["alt"] for tag, attributes in page.tags if tag == "img")
    assert page.tags[0][1]["lang"] == "en"
