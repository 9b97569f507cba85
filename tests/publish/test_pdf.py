"""A language as one book for print, made of a small site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from publish import editions
from publish.errors import PublishError
from publish.pdf import page_numbers, read, wrap

HEAD = '<html><head><title>t</title><link rel="stylesheet" href="../_static/book.css?v=1">{next}</head><body>'

STEPS = """<nav class="tt-steps"><p class="tt-steps__title">The course</p><ul><li><a href="start.html">Start</a></li>
<li><a href="end.html">End</a></li></ul></nav>"""

QUIZ = """<div class="tt-quiz" id="q-1" data-right="2"><fieldset><legend>Which one?</legend>
<label><input type="radio" name="q" value="1"><span>The red one</span></label>
<label><input type="radio" name="q" value="2"><span>The blue one</span></label></fieldset>
<div class="tt-says"><div data-answer="1"><h3>No</h3><p>Red is warm.</p></div>
<div data-answer="2"><h3>Yes</h3><p>Blue is the sky.</p></div></div></div>"""

PAGES = {
    "index": ("start", "<h1>Small</h1><p>Home.</p>"),
    "start": (
        "try",
        f'<h1 id="top">Start</h1><p><a href="try.html#deep">deep</a> <a href="https://example.org/">out</a> '
        f'<a href="gone.html">gone</a></p>{"<p>word</p>" * 80}{QUIZ}',
    ),
    "try": (
        "end",
        '<nav class="tt-crumbs"><ol><li><a href="start.html">Start</a></li></ol></nav><h1>Try</h1>'
        '<svg role="img" aria-label="Two bars" width="90"><defs><rect id="bar" width="80" height="9"/></defs>'
        '<use xlink:href="#bar" style="fill: #17608f"/></svg>'
        f'{"<p>word</p>" * 60}<h2 id="deep">Deep</h2><p>Here.</p>',
    ),
    "end": ("", '<h1>End</h1><p><a href="start.html">back</a></p>'),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / "en" / "_static").mkdir(parents=True)
    (folder / "en" / "_static" / "book.css").write_text("@page { size: A4; margin: 20mm } .tt-says { display: none }")
    (folder / "en" / "_static" / "paper.js").write_text("")
    (folder / "en" / "index.html").write_text('<meta http-equiv="refresh" content="0; url=chapters/index.html">')
    (folder / "en" / "chapters").mkdir()
    for name, (following, article) in PAGES.items():
        link = f'<link rel="next" href="{following}.html">' if following else ""
        page = (
            f'{HEAD.format(next=link)}{STEPS}<article class="bd-article"><section>{article}</section></article></body>'
        )
        (folder / "en" / "chapters" / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def book(site: Path, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    target = tmp_path_factory.mktemp("pdf") / "book.pdf"
    return PdfReader(wrap(site, editions.load("tertulia"), target, language="en"))


def said(book: PdfReader, number: int) -> str:
    return " ".join(book.pages[number - 1].extract_text().split())


def test_the_contents_say_on_which_sheet_each_page_begins(book):
    contents = said(book, 2)
    numbers = page_numbers(book)
    for key, title in (("p0", "Small"), ("p1", "Start"), ("p2", "Try"), ("p3", "End"), ("answers", "Answers")):
        assert said(book, numbers[key]).startswith(f"{numbers[key]} {title}")  # the foot of a sheet is told first
        assert re.search(rf"{title}\s*{numbers[key]}\b", contents)


def test_links_lead_inside_the_book_or_to_the_web(book):
    inside = page_numbers(book)
    assert said(book, inside["p2-deep"]).find("Deep") >= 0
    assert inside["p2-deep"] > inside["p2"]
    actions = [
        link.get_object()["/A"] if "/A" in link.get_object() else {"/D": link.get_object()["/Dest"]}
        for page in book.pages
        for link in page.get("/Annots", [])
    ]
    assert [action["/URI"] for action in actions if "/URI" in action] == ["https://example.org/"]
    led = {str(action.get("/D", action.get("/Dest", ""))).lstrip("/") for action in actions if "/URI" not in action}
    assert {"p1", "p2", "p3", "p2-deep", "answers", "answers-p1"} <= led <= set(inside)


def test_what_is_right_stands_at_the_end_alone(book):
    last = page_numbers(book)["answers"]
    before = " ".join(said(book, number) for number in range(1, last))
    assert "Which one?" in before and "The blue one" in before and f"Answers: page {last}" in before
    assert "Blue is the sky." not in before
    assert "The blue one" in said(book, last) and "Blue is the sky." in said(book, last)
    assert "Red is warm." not in said(book, last)


def test_the_book_says_what_it_is_to_a_screen_reader(book):
    root = book.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert book.metadata.title == "Tertulia. Social networks for small firms, learned by doing"
    assert "Two bars" in alternatives(root["/StructTreeRoot"])


def alternatives(element) -> list[str]:
    """What is said instead of each picture."""
    element = element.get_object()
    if isinstance(element, list):
        return [text for each in element for text in alternatives(each)]
    if not isinstance(element, dict) or element.get("/Type") == "/MCR":
        return []
    own = [element["/Alt"]] if "/Alt" in element else []
    return own + (alternatives(element["/K"]) if "/K" in element else [])


def test_the_outline_has_an_exercise_under_its_chapter(book):
    def titles(entries):
        return [titles(each) if isinstance(each, list) else each.title for each in entries]

    flat = titles(book.outline)
    assert "Start" in flat and "Try" not in flat
    assert "Try" in flat[flat.index("Start") + 1]


def test_a_drawing_keeps_what_it_refers_to(book):
    sheet = page_numbers(book)["p2"]
    drawn = book.pages[sheet - 1].get_contents().get_data().decode("latin-1")
    colours = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) rg\b", drawn)
    assert (0x17, 0x60, 0x8F) in {tuple(round(255 * float(part)) for part in colour) for colour in colours}


def test_a_site_that_is_not_there_or_goes_in_a_circle_is_told(site, tmp_path):
    with pytest.raises(PublishError, match="make build"):
        read(tmp_path, "en")
    other = tmp_path / "en" / "chapters"
    other.mkdir(parents=True)
    (tmp_path / "en" / "index.html").write_text('url=chapters/index.html"')
    (other / "index.html").write_text((site / "en" / "chapters" / "index.html").read_text())
    with pytest.raises(PublishError, match=r"en/chapters/start\.html is not where"):
        read(tmp_path, "en")
