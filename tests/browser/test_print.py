"""Pages on paper: what Chromium prints of each is read back from the PDF."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from publish.pdf import read
from tertulia.language import speak
from tests.browser.living import alive
from theme import words_of_live_pages

SCREEN = {
    "en": (
        "Search the course",
        "Skip to the content",
        "On this page",
        "Light or dark",
        "Show the code",
        "Add to my plan",
    ),
    "es": ("Buscar en el curso", "Saltar al contenido", "En esta página", "Claro u oscuro", "Añadir a mi plan"),
}
"""What only a screen can do."""

CONTENT = {"width": 642, "height": 900}
"""An A4 sheet within its margins, in CSS pixels."""

MOST_SHEETS = {"exercises": 8, "chapters": 13}
"""Of a page of the course, by the folder it lies in."""

TOLD = """() => {
  const texts = (chosen) => [...document.querySelectorAll(chosen)].filter((one) => one.checkVisibility())
    .map((one) => one.value ?? one.textContent);
  const fields = texts(".bd-article :is(.widget-text input, .widget-textarea textarea):not(.tt-paste *)");
  return {
    shown: [...texts("h1"), ...fields, ...texts(".tt-answer .tt-says p"), ...texts(".tt-number b"), ...texts("legend")],
    solutions: [...document.querySelectorAll(".tt-quiz .tt-says > [data-answer] > p")].map((one) => one.textContent),
  };
}"""

CLIPPED = """() => [...document.body.querySelectorAll("*")].filter((one) => one.checkVisibility()).flatMap((one) => {
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  if (box.width < 2 || box.height < 2) return [];
  const cut = one.scrollWidth > one.clientWidth + 1 && style.overflowX !== "visible" && style.display !== "inline";
  const outside = box.right > document.documentElement.clientWidth + 1 || box.left < -1;
  const name = `${one.tagName} ${one.className.baseVal ?? one.className}`;
  return cut || outside ? [`${name} ${one.textContent.slice(0, 40)}`] : [];
})"""


def text(printed: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(printed)).pages)


def bare(words: str) -> str:
    """Without spaces and hyphens, which a PDF sets as it likes."""
    return re.sub(r"[\s\xad‐-]+", "", words)


def prints(page: Page) -> bytes:
    return page.pdf(prefer_css_page_size=True)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_is_whole_on_paper(language, browser, address, site: Path):
    speak(language)
    words = words_of_live_pages()
    waiting = [*(words[name].partition("{")[0] for name in ("starting", "getting", "ask", "ready")), *SCREEN[language]]
    speak("en")
    context = browser.new_context(viewport=CONTENT)
    context.route("**/live/**", lambda route: route.abort())  # no Python comes: the finished answers
    page = context.new_page()
    wrong: list[str] = []
    course = read(site, language)
    quiz = next(leaf for leaf in course if leaf.article.select_one(".tt-quiz"))
    for leaf in course:
        page.goto(f"{address}/{language}/{leaf.doc}.html", wait_until="load")
        told = page.evaluate(TOLD)
        if leaf.part == quiz.part:
            printed = prints(page)
            sheets, most = len(PdfReader(BytesIO(printed)).pages), MOST_SHEETS[leaf.doc.partition("/")[0]]
            wrong += [f"{leaf.doc}: {sheets} sheets"] if sheets > most else []
            if leaf.above or leaf == quiz:  # to read a PDF takes longer than to print it
                there = bare(text(printed))
                wrong += [f"{leaf.doc}: missing: {each}" for each in told["shown"] if bare(each) not in there]
                wrong += [f"{leaf.doc}: solved: {each}" for each in told["solutions"] if bare(each) in there]
                wrong += [f"{leaf.doc}: printed: {each}" for each in waiting if bare(each) in there]
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        wrong += [f"{leaf.doc}: cut: {each}" for each in page.evaluate(CLIPPED)[:3]]
        wrong += [f"{leaf.doc}: shows what is right"] if page.locator(".tt-quiz .tt-says:visible").count() else []
        page.emulate_media(media="null")  # else the next would be printed as a screen shows it
    context.close()
    assert wrong == []


def fills(printed: bytes) -> set[tuple[int, int, int]]:
    """The colours a PDF fills with, as red, green and blue from 0 to 255."""
    pages = PdfReader(BytesIO(printed)).pages
    streams = "\n".join(page.get_contents().get_data().decode("latin-1") for page in pages)
    found = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) rg\b", streams)
    return {tuple(round(255 * float(part)) for part in colour) for colour in found}


def test_bars_are_filled_though_the_printer_dialog_leaves_backgrounds_out(visit):
    seen = visit(scheme="dark", java_script_enabled=False)
    page = seen.open("en/exercises/strategy/network_picker.html")
    deep, pale, best = (0x8A, 0x52, 0x00), (0xF0, 0xD3, 0xA0), (0x3A, 0x33, 0x2E)  # as in the light theme
    assert {deep, pale, best} <= fills(prints(page))


LONG = (
    "On Tuesday at noon, show on Instagram and on the board at the door what leaves the oven at three, and say that "
    "whoever orders before eleven finds it kept aside until the shop closes."
)


def test_what_was_typed_prints_whole_and_light_and_the_page_goes_on(visit):
    page = visit(scheme="dark").open("en/exercises/strategy/strategy_canvas.html")
    alive(page)
    field = page.locator(".tt-field-tactics-0-text input")
    field.fill(LONG)
    printed = prints(page)
    there = bare(text(printed))
    assert bare(LONG) in there
    assert bare("Ready: move the controls.") not in there
    assert (0x1A, 0x17, 0x15) not in fills(printed)  # the ground of the dark page
    expect(field).to_have_value(LONG)
    assert page.locator(".tt-printed").count() == 0
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.emulate_media(media="print")
    answer, controls = (page.locator(each).bounding_box() for each in (".tt-answer", ".tt-controls"))
    assert controls["y"] >= answer["y"] + answer["height"]
    assert abs(controls["x"] - answer["x"]) < 1


def test_the_inbox_prints_the_message_and_not_what_is_right(visit):
    page = visit().open("es/exercises/manager/inbox_drill.html")
    printed = prints(page)
    assert bare("Preparando") not in bare(text(printed))
    alive(page)
    there = bare(text(prints(page)))
    assert bare("Mensaje 1 de 6") in there
    assert bare("Mensaje 2") not in there
    expect(page.locator(".tt-reasons")).to_have_count(0)
