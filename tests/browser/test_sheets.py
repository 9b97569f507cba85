"""The sheets to print as Chromium prints them: whole on A4, black on white, and readable on a telephone."""

from __future__ import annotations

import shutil
from io import BytesIO
from threading import Thread

import pytest
from pypdf import PdfReader

from publish.paths import CACHE
from publish.serve import server
from tertulia import look
from tertulia.language import speaking
from tests.made_sheets import ROOT, cards_html, feedback_html, made_sheets, sheet_html
from theme.workshop.forms import SheetKind

A4 = (595, 842)
"""In points."""

SHEET = {"width": 680, "height": 980}
"""An A4 sheet within its margins, in CSS pixels."""

EXACT = {"inbox_cards": 3, "rumour_cards": 4, "rumour_cards_answers": 1, "inbox_cards_answers": 3, "feedback": 2}
MOST = {"your_firm": 4, "content_mix": 4}
"""Sheets of paper; every other form has three at most, and an answer sheet one more."""

OUTSIDE = """() => [...document.querySelectorAll("main *")].filter((one) => one.checkVisibility()).flatMap((one) => {
  const box = one.getBoundingClientRect();
  const cut = one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display === "block" && box.width > 2;
  const outside = box.right > document.documentElement.clientWidth + 1 || box.left < -1;
  const name = `${one.tagName} ${one.className.baseVal ?? one.className}`;
  return cut || outside ? [`${name} ${one.textContent.slice(0, 40)}`] : [];
})"""

TORN = """() => [...document.querySelectorAll(".tt-field, tr, .tt-playcard, .tt-key-of, .tt-summary, .tt-gaps")]
  .filter((one) => getComputedStyle(one).breakInside !== "avoid" || one.getBoundingClientRect().height > 900)
  .map((one) => `${one.className} ${one.textContent.slice(0, 40)}`)"""

SPILT = """() => [...document.querySelectorAll(".tt-playcard")]
  .filter((card) => card.scrollHeight > card.clientHeight + 1)
  .map((card) => card.textContent.slice(0, 40))"""

INKS = """() => [...document.querySelectorAll("main, main *")].map((one) => getComputedStyle(one).color)"""

BLACK = {"rgb(0, 0, 0)", "rgb(51, 51, 51)"}


@pytest.fixture(scope="module", params=["en", "es"])
def sheets(request, tmp_path_factory):
    """A folder with every sheet in a language."""
    folder = tmp_path_factory.mktemp("sheets")
    static = folder / "_static"
    shutil.copytree(ROOT / "theme" / "static", static)
    for name in look.SHEETS:
        shutil.copy2(look.FOLDER / name, static)
    if (CACHE / "fonts").is_dir():
        shutil.copytree(CACHE / "fonts", static / "fonts")
    with pytest.MonkeyPatch.context() as patch, speaking(request.param):
        patch.setenv("TERTULIA_PLAN", str(folder / "my-plan.json"))
        pages = dict(cards_html())
        for name, sheet in made_sheets().items():
            pages[name] = sheet_html(SheetKind.FORM, name, form=sheet.blank, purpose="What it is for. " * 6)
            pages[f"{name}_answers"] = sheet_html(SheetKind.ANSWERS, name, form=sheet.filled, purpose="What it is for.")
        pages["feedback"] = feedback_html(("say which of your foundations stand and which of them are missing",) * 5)
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder, sorted(pages)


@pytest.fixture
def shown(sheets, browser):
    """show(name, ...) opens a sheet."""
    folder, names = sheets
    with server(folder, 0) as host:
        Thread(target=host.serve_forever, daemon=True).start()
        context = browser.new_context(viewport=SHEET, color_scheme="dark")
        page = context.new_page()

        def show(name: str):
            page.goto(f"http://127.0.0.1:{host.server_port}/{name}.html")
            page.evaluate("document.fonts.ready")
            return page

        yield show, names
        context.close()
        host.shutdown()


def test_each_prints_on_a4_with_its_course_above_and_its_title_below(shown):
    show, names = shown
    for name in names:
        page = show(name)
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
        most = EXACT.get(name) or MOST.get(name.removesuffix("_answers"), 3) + name.endswith("_answers")
        assert len(printed.pages) <= most, f"{name}: {len(printed.pages)} sheets"
        assert len(printed.pages) == EXACT.get(name, len(printed.pages)), name
        button = page.locator("[data-print]").text_content()
        for place, sheet in enumerate(printed.pages, 1):
            text = sheet.extract_text()
            assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4, name
            assert "A course" in text and "CC BY 4.0" in text, name
            assert f"{place} / {len(printed.pages)}" in text, name
            assert button and button not in text.split("\n"), name
            assert len(text) > 60, f"{name}: sheet {place} is empty"


def test_nothing_is_torn_cut_or_outside_the_sheet_and_ink_is_black_whatever_the_theme(shown):
    show, names = shown
    for name in names:
        page = show(name)
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(OUTSIDE) == [], name
        assert page.evaluate(TORN) == [], name
        assert page.evaluate(SPILT) == [], name
        assert set(page.evaluate(INKS)) <= BLACK, name
        page.emulate_media(media="screen", color_scheme="dark")
        assert set(page.evaluate(INKS)) <= BLACK, name
        paper = page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor")
        assert paper == "rgb(255, 255, 255)"


def test_lines_are_far_enough_apart_for_a_pen(shown):
    show, _names = shown
    page = show("ask_for_help")
    page.emulate_media(media="print")
    lines = page.evaluate(
        "[...document.querySelectorAll('.tt-ruled')].map((line) => line.getBoundingClientRect().height)"
    )
    millimetre = 96 / 25.4
    assert len(lines) > 10 and all(9 * millimetre <= height <= 10.5 * millimetre for height in lines)
    boxes = page.evaluate("[...document.querySelectorAll('.tt-box')].map((box) => box.getBoundingClientRect().width)")
    assert boxes and all(width >= 4 * millimetre - 0.5 for width in boxes)


def test_on_a_telephone_it_is_whole_and_its_button_prints(shown, axe):
    show, names = shown
    for name in names:
        page = show(name)
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate(OUTSIDE) == [], name
    page = show("strategy_canvas")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button").click()
    assert page.evaluate("window.printed") is True
    assert axe(page) == []
    page.set_viewport_size(SHEET)
