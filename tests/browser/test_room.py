"""A room in a browser: ten phones hand in, one sends rubbish, one takes its sheet back, the desk counts them.

The page is made by hand (PLAN); a page of the course that holds [data-group-sheet] can stand in its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from publish import room as packed
from room.room import Room
from tests.browser.living import START

PLAN = "en/plan.html"
WORDS = {
    "show": "Show to the group",
    "sent": "The group sees your sheet.",
    "take_back": "Take it back",
    "taken_back": "Your sheet is gone from the group.",
    "failed": "The room does not answer. Nothing is lost.",
}
RUBBISH = "not a sheet"


def sheet(hours: float) -> str:
    return json.dumps({"format": "tertulia-group-sheet", "version": 1, "hours": hours})


def page_with(told: str) -> str:
    words = escape(json.dumps(WORDS), quote=True)
    return (
        '<!doctype html><html lang="en" data-storage="tertulia:"><head><title>Plan</title></head><body>'
        f'<main id="answer"><div data-group-sheet="{escape(told, quote=True)}" data-words="{words}" hidden>'
        "</div></main></body></html>"
    )


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A room on this computer alone."""
    course = tmp_path / "course"
    (course / "en" / "exercises" / "plan").mkdir(parents=True)
    (course / "index.html").write_text("<html><head></head></html>", encoding="utf-8")
    (course / PLAN).write_text(page_with(sheet(3)), encoding="utf-8")
    (course / "en" / "slide.html").write_text(
        '<html lang="en"><head></head><body><p data-room-address="en/plan.html" hidden></p></body></html>',
        encoding="utf-8",
    )
    (course / "en" / "exercises" / "plan" / "group_picture.html").write_text(
        '<html lang="en" data-live="ready"><head></head><body data-page="exercises/plan/group_picture">'
        '<div class="live-outputs"><button class="widget-upload">Files</button></div></body></html>',
        encoding="utf-8",
    )
    with Room(("127.0.0.1", 0), course, kept=tmp_path / "kept", catalogue=packed.words(["en", "es"])) as shown:
        Thread(target=shown.serve_forever, daemon=True).start()
        yield shown
        shown.shutdown()


@pytest.fixture
def device(browser: Browser) -> Iterator[Callable[..., Page]]:
    """device() gives a page in a browser of its own, which must not have had an error."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def begin(width: int = 390, **settings: str) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": 844}, **settings))
        page = contexts[-1].new_page()
        page.set_default_timeout(START)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        return page

    yield begin
    for context in contexts:
        context.close()
    assert wrong == []


def opened(device: Callable[..., Page], room: Room, path: str = PLAN, **settings: str) -> Page:
    page = device(**settings)
    page.goto(f"http://127.0.0.1:{room.server_port}/{path}")
    return page


def at_desk(device: Callable[..., Page], room: Room, **settings: str) -> Page:
    page = device(width=1280, **settings)
    page.goto(room.desk)
    return page


def shows(page: Page) -> None:
    page.get_by_role("button", name=WORDS["show"]).click()


def says(page: Page, text: str) -> None:
    expect(page.get_by_role("status")).to_have_text(text)


def changes(page: Page, told: str) -> None:
    """The sheet becomes another one, as when its owner moves something."""
    page.evaluate("(told) => { document.querySelector('[data-group-sheet]').dataset.groupSheet = told; }", told)


def kept(tmp_path: Path) -> list[float]:
    return sorted(json.loads(file.read_bytes())["hours"] for file in (tmp_path / "kept").glob("*"))


def test_of_ten_phones_nine_sheets_arrive_and_one_is_taken_back(device, room, tmp_path):
    desk = at_desk(device, room, locale="en-GB")
    expect(desk.locator("[data-count]")).to_have_text("Nobody has handed anything in yet.")
    phones = [opened(device, room, locale="en-GB") for _each in range(10)]
    for place, phone in enumerate(phones):
        changes(phone, RUBBISH if place == 4 else sheet(place))
    for phone in phones:
        shows(phone)
    for place, phone in enumerate(phones):
        says(phone, "This is not a sheet of this course. It was not kept." if place == 4 else WORDS["sent"])
    expect(desk.locator("[data-count]")).to_have_text("Handed in: 9")
    assert kept(tmp_path) == [0, 1, 2, 3, 5, 6, 7, 8, 9]
    expect(phones[4].get_by_role("button", name=WORDS["take_back"])).to_be_hidden()
    phones[7].get_by_role("button", name=WORDS["take_back"]).click()
    says(phones[7], WORDS["taken_back"])
    expect(desk.locator("[data-count]")).to_have_text("Handed in: 8")
    assert kept(tmp_path) == [0, 1, 2, 3, 5, 6, 8, 9]
    expect(phones[7].get_by_role("button", name=WORDS["show"])).to_be_focused()


def test_a_changed_sheet_takes_the_place_of_the_one_before_also_after_a_visit_elsewhere(device, room, tmp_path):
    phone = opened(device, room)
    shows(phone)
    says(phone, WORDS["sent"])
    expect(phone.get_by_role("button", name=WORDS["take_back"])).to_be_focused()
    phone.reload()
    says(phone, WORDS["sent"])
    expect(phone.get_by_role("button", name=WORDS["show"])).to_be_hidden()
    changes(phone, sheet(5))
    shows(phone)
    says(phone, WORDS["sent"])
    assert kept(tmp_path) == [5]
    phone.evaluate("(page) => { document.querySelector('#answer').innerHTML = page; }", page_with(sheet(6)))
    expect(phone.get_by_role("button")).to_have_count(2)
    shows(phone)
    says(phone, WORDS["sent"])
    assert kept(tmp_path) == [6]
    assert json.loads(phone.evaluate("localStorage.getItem('tertulia:room')"))["sheet"] == sheet(6)


def test_when_the_room_is_away_it_is_said_and_works_when_it_is_back(device, room, tmp_path):
    phone = opened(device, room)
    phone.context.set_offline(True)
    shows(phone)
    says(phone, WORDS["failed"])
    phone.context.set_offline(False)
    shows(phone)
    says(phone, WORDS["sent"])
    phone.context.set_offline(True)
    phone.get_by_role("button", name=WORDS["take_back"]).click()
    says(phone, WORDS["failed"])
    assert kept(tmp_path) == [3]
    phone.context.set_offline(False)
    room.sheets.clear()
    phone.get_by_role("button", name=WORDS["take_back"]).click()
    says(phone, WORDS["taken_back"])


def test_the_teacher_deletes_one_and_all_and_is_asked_before(device, room, tmp_path):
    for hours in (1, 2, 3):
        room.sheets.take(sheet(hours).encode())
    desk = at_desk(device, room, locale="en-GB")
    assert desk.url.endswith("/room/desk"), "the key is not in an address that may be projected"
    desk.get_by_role("button", name="Delete sheet 2").click()
    desk.get_by_role("dialog").get_by_role("button", name="Keep").click()
    expect(desk.get_by_role("listitem").filter(has_text="Sheet")).to_have_count(3)
    desk.get_by_role("button", name="Delete sheet 2").click()
    desk.get_by_role("dialog").get_by_role("button", name="Delete").click()
    says(desk, "Deleted.")
    assert kept(tmp_path) == [1, 3]
    expect(desk.get_by_role("button", name="Delete sheet 3")).to_be_visible()
    desk.get_by_role("button", name="Delete all sheets").click()
    desk.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(desk.locator("[data-count]")).to_have_text("Nobody has handed anything in yet.")
    assert kept(tmp_path) == []


def test_the_groups_picture_is_given_the_sheets_in_the_teachers_browser_alone(device, room):
    room.sheets.take(sheet(1).encode())
    at = "en/exercises/plan/group_picture.html"
    desk = at_desk(device, room)
    desk.goto(f"http://127.0.0.1:{room.server_port}/{at}")
    count = "document.addEventListener('drop', (event) => { window.dropped = event.dataTransfer.files.length; })"
    for there in (1, 2):
        desk.evaluate(count)
        desk.wait_for_function("(there) => window.dropped === there", arg=there)
        room.sheets.take(sheet(2).encode())
        desk.reload()
    phone = opened(device, room, at)
    assert phone.locator("script[data-teacher]").count() == 0


def test_a_slide_says_where_its_page_is_in_this_room(device, room):
    page = opened(device, room, "en/slide.html")
    expect(page.locator("b")).to_have_text(re.compile(r"^http://[\d.]+:\d+/en/plan\.html$"))
    assert page.evaluate("document.querySelector('img').decode().then(() => true)")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_the_rooms_own_pages_are_accessible_in_both_themes(device, room, axe, scheme, width):
    room.sheets.take(sheet(1).encode())
    desk = at_desk(device, room, color_scheme=scheme, locale="es-ES")
    expect(desk.locator("html")).to_have_attribute("lang", "es")
    for path in ("desk", "show"):
        desk.goto(f"http://127.0.0.1:{room.server_port}/room/{path}")
        desk.set_viewport_size({"width": width, "height": 720})
        expect(desk.locator("[data-count]")).to_contain_text("1")
        assert axe(desk) == []
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
