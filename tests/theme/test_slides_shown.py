"""Slides in Chromium: nothing is cut or too small, the keys, the fingers, and where the room's address leads."""

from __future__ import annotations

import json
import os
import shutil
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from publish import fetch, paper
from tests.made_deck import ADDRESS, site

ROOT = Path(__file__).resolve().parents[2]
PROJECTOR = {"width": 1280, "height": 720}
ASK = {"en": "Ask the room", "es": "Pregunta al grupo"}
LAST_ROW = 19.9
"""Pixels of the smallest letters that the last row reads, of a projector that shows 1280 by 720."""

WRONG = """(least) => [...document.querySelectorAll(".tt-deck__slide")].flatMap((slide) => {
  const found = new Set(), box = slide.getBoundingClientRect();
  if (box.height > innerHeight + 1) found.add(`${Math.round(box.height)} pixels high`);
  if (slide.scrollWidth > slide.clientWidth + 1) found.add(`${slide.scrollWidth} pixels wide`);
  const [over, foot] = ["over", "foot"].map((one) => slide.querySelector(`.tt-deck__${one}`).getBoundingClientRect());
  for (const one of slide.querySelectorAll(".tt-deck__body *")) {
    const is = one.getBoundingClientRect();
    if (!is.width || !one.checkVisibility()) continue;
    const name = `${one.tagName} ${one.textContent.trim().slice(0, 30)}`;
    if (is.right > box.right - 20 || is.left < box.left + 20) found.add(`beside the slide: ${name}`);
    if (is.bottom > foot.top + 1 || is.top < over.bottom - 1) found.add(`over the foot or the head: ${name}`);
    if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const drawn = one.closest("svg") ? is.height / one.getBBox().height : 1;
    const size = parseFloat(getComputedStyle(one).fontSize) * drawn;
    if (size < least) found.add(`${size.toFixed(1)} pixels: ${name}`);
  }
  return [...found].map((what) => `${slide.id}, ${slide.dataset.kind}: ${what}`);
})"""
"""What is cut, lies upon something else or cannot be read."""

SMALLEST = """() => Math.min(...[...document.querySelectorAll(".tt-deck__body :is(li, p, h2)")]
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""

NOTES = """() => [...document.querySelectorAll(".tt-deck__notes")]
  .filter((one) => !one.hidden).map((one) => one.parentElement.id)"""

PLACE = "() => Math.round(scrollY / innerHeight) + 1"


@pytest.fixture(scope="module", autouse=True)
def own_device(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERTULIA_PLAN", str(tmp_path_factory.mktemp("device") / "my-plan.json"))
        yield


@pytest.fixture(scope="module")
def course(book, tmp_path_factory):
    """The teachers' pages of the course: TERTULIA_TEACHERS, else its chapters and exercises alone."""
    if given := os.environ.get("TERTULIA_TEACHERS"):
        return Path(given)
    fetch.everything()
    folder = tmp_path_factory.mktemp("course")
    files = [*sorted((ROOT / "chapters").glob("*.md")), *sorted((ROOT / "exercises").glob("*/*.ipynb"))]
    texts = {str(file.relative_to(ROOT)).removesuffix(".md"): file.read_text(encoding="utf-8") for file in files}
    chapters = [name for name, text in texts.items() if ":::{teach}" in text or name.endswith(".ipynb")]
    pages = {"index": "# Home\n\nWelcome.", **{name: texts[name] for name in chapters}}
    for language in ("en", "es"):
        made = book(
            pages,
            language=language,
            tertulia_audience="teachers",
            tertulia_address=ADDRESS,
            locale_dirs=[str(ROOT / "locale")],
        )
        shutil.copytree(made.folder, folder / language)
    return folder


@pytest.fixture(scope="module")
def small(book, tmp_path_factory):
    return site(tmp_path_factory.mktemp("small"), book, tertulia_address=ADDRESS)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_slide_of_the_course_can_be_read_from_the_last_row(course, language):
    decks = sorted((course / language / "slides").glob("*.html"))
    assert len(decks) >= 7
    wrong = []
    with paper.served(course) as address, paper.browser_page(viewport=PROJECTOR) as page:
        for deck in decks:
            paper.opened(page, f"{address}/{language}/slides/{deck.name}")
            assert page.locator("[data-kind='ask'] .tt-deck__over").first.text_content() == ASK[language]
            wrong += [f"{deck.stem} {each}" for each in page.evaluate(WRONG, LAST_ROW)]
    assert wrong == []


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (1280, 800), (844, 390)])
def test_a_deck_fits_other_screens(small, size):
    width, height = size
    least = LAST_ROW * min(width / 1280, height / 720)
    with paper.served(small) as address, paper.browser_page(viewport={"width": width, "height": height}) as page:
        for name in ("chapter", "half_day"):
            paper.opened(page, f"{address}/en/slides/{name}.html")
            assert page.evaluate(WRONG, least) == []


def test_a_phone_held_upright_reads_them_one_below_the_other(small):
    with paper.served(small) as address, paper.browser_page(viewport={"width": 390, "height": 844}) as page:
        paper.opened(page, f"{address}/en/slides/chapter.html")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert page.locator("svg.tt-narrow").is_visible() and not page.locator("svg.tt-wide").is_visible()
        assert page.evaluate(SMALLEST) >= 14


@pytest.fixture
def deck(small):
    with paper.served(small) as address, paper.browser_page(viewport=PROJECTOR, has_touch=True) as page:
        paper.opened(page, f"{address}/en/slides/chapter.html")
        yield page


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (["ArrowRight", "ArrowDown", "PageDown", " "], 5),
        (["End", "ArrowLeft", "ArrowUp", "PageUp", "Shift+Space"], 8),
        (["End", "ArrowRight"], 12),
        (["End", "Home", "ArrowLeft"], 1),
        (["Control+ArrowRight"], 1),
    ],
)
def test_keys_turn_the_slides_and_the_address_says_which(deck, keys, place):
    for key in keys:
        deck.keyboard.press("Space" if key == " " else key)
    assert deck.evaluate(PLACE) == place
    if place > 1:
        assert deck.evaluate("location.hash") == f"#{place}"
        assert deck.evaluate("document.activeElement.id") == str(place)
        deck.reload()
        assert deck.evaluate(PLACE) == place


def test_a_click_beside_the_middle_turns_and_one_on_a_link_does_not(deck):
    for at, place in ((1200, 2), (1200, 3), (640, 3), (100, 2)):
        deck.mouse.click(at, 400)
        assert deck.evaluate(PLACE) == place
    deck.evaluate(
        "document.querySelector('.tt-deck__way a').addEventListener('click', (event) => event.preventDefault())"
    )
    link = deck.locator(".tt-deck__way a").first
    link.scroll_into_view_if_needed()
    before = deck.evaluate(PLACE)
    link.click()
    assert deck.evaluate(PLACE) == before


SWIPE = """([from, to]) => {
  const main = document.querySelector("main");
  const touch = ([x, y]) => new Touch({ identifier: 1, target: main, clientX: x, clientY: y });
  main.dispatchEvent(new TouchEvent("touchstart", { touches: [touch(from)], changedTouches: [touch(from)] }));
  main.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [touch(to)] }));
}"""


def test_a_finger_turns_when_it_moves_sideways(deck):
    for from_, to, place in (([900, 300], [600, 310], 2), ([300, 300], [330, 300], 2), ([300, 300], [420, 650], 2)):
        deck.evaluate(SWIPE, [from_, to])
        assert deck.evaluate(PLACE) == place
    deck.evaluate(SWIPE, [[300, 300], [600, 280]])
    assert deck.evaluate(PLACE) == 1


def test_n_shows_the_notes_of_this_slide_alone_and_escape_leads_back(deck):
    deck.goto(f"{deck.url.partition('#')[0]}#8")
    deck.keyboard.press("n")
    assert deck.evaluate(NOTES) == ["8"]
    deck.keyboard.press("ArrowRight")
    assert deck.evaluate(NOTES) == ["9"]
    deck.keyboard.press("Escape")
    assert deck.evaluate(NOTES) == []
    with deck.expect_navigation(url="**/chapter.html"):
        deck.keyboard.press("Escape")


def test_f_fills_the_screen_and_leaves_it(deck):
    deck.keyboard.press("f")
    deck.wait_for_function("document.fullscreenElement")
    deck.keyboard.press("f")
    deck.wait_for_function("!document.fullscreenElement")


def code(page) -> str:
    """What a phone reads from the code on the slide of the exercise."""
    picture = page.locator("[data-kind='exercise'] .tt-deck__way > svg").screenshot()
    [read] = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    return str(read.text)


def test_a_phone_reads_the_address_of_the_learners_page(deck):
    assert code(deck) == f"{ADDRESS}en/exercises/simulator.html"


def led(site_, *answers, path="/teachers/en/slides/chapter.html"):
    """Where the deck leads when another computer serves it, for each answer of the room: the link, what is to be typed.

    Without an answer there is no room; nobody may ask for one.
    """
    found, asked = [], []

    def served_with(address, answer):
        def serve(route):
            place = route.request.url.partition("//room.test")[2]
            asked.append(place)
            if place == "/room/address":
                route.fulfill(status=200 if answer else 404, body=answer or "", content_type="application/json")
            else:
                route.fulfill(response=route.fetch(url=f"{address}{place.replace('/teachers', '')}"))

        return serve

    with paper.served(site_) as address, paper.browser_page(viewport=PROJECTOR) as page:
        for answer in answers:
            page.unroute_all()
            page.route("http://room.test/**", served_with(address, answer))
            paper.opened(page, f"http://room.test{path}")
            link = page.locator("[data-kind='exercise'] .tt-deck__way a")
            found.append((link.get_attribute("href"), link.locator(".tt-deck__address").text_content()))
    assert ("/room/address" in asked) == (answers != (None,))
    return found


def test_in_a_room_the_code_leads_where_the_room_says(small):
    answers = [json.dumps({"address": f"http://192.168.1.20:8000{slash}"}) for slash in ("/", "")]
    there = ("http://192.168.1.20:8000/en/exercises/simulator.html", "192.168.1.20:8000")
    assert led(small, *answers) == [there, there]


def test_a_room_that_answers_nothing_useful_is_left_alone(small):
    answers = ("", "[", '{"address": "javascript:alert(1)"}', '{"address": 3}', "null")
    assert led(small, *answers) == [(f"{ADDRESS}en/exercises/simulator.html", "example.org/course")] * 5


def test_elsewhere_no_room_is_asked(small):
    [(href, _typed)] = led(small, None, path="/en/slides/chapter.html")
    assert href == f"{ADDRESS}en/exercises/simulator.html"


@pytest.fixture(scope="module")
def nowhere(book, tmp_path_factory):
    """Slides that know no address."""
    return site(tmp_path_factory.mktemp("nowhere"), book)


def test_without_an_address_it_is_where_the_deck_is_shown(nowhere):
    there = ("http://room.test/en/exercises/simulator.html", "room.test")
    assert led(nowhere, None, path="/en/slides/chapter.html") == [there]


def test_an_address_of_this_computer_alone_is_no_address(nowhere):
    with paper.served(nowhere) as address, paper.browser_page(viewport=PROJECTOR) as page:
        for place in (f"{address}/en", (nowhere / "en").as_uri()):
            paper.opened(page, f"{place}/slides/chapter.html")
            assert page.locator(".tt-deck__address, .tt-deck__way > svg").count() == 0
            assert "In the course" in page.locator(".tt-deck__way a").first.text_content()


def test_without_a_script_it_is_a_page_to_scroll(small):
    with paper.served(small) as address, paper.browser_page(viewport=PROJECTOR, java_script_enabled=False) as page:
        page.goto(f"{address}/en/slides/chapter.html")
        assert page.locator(".tt-deck__slide").count() == 12
        assert page.locator(".tt-deck__keys .tt-js").is_hidden() and page.locator("[data-back]").is_visible()
        page.mouse.wheel(0, 3000)
        last = page.locator("[data-kind='answer']")
        last.scroll_into_view_if_needed()
        assert last.is_visible()
