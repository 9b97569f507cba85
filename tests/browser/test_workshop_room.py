"""A workshop's room with the course itself: phones hand in plans, the teacher's page draws the group's picture."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from publish import room as packed
from room.room import Room
from tertulia.plan.examples import path
from tests.browser.living import REVIEW, ROOT, with_picture

PHONE = {"width": 390, "height": 844}
TICK, NAMED, NAME = "I want to show the group my plan in brief", "Show my name", "Name the group sees"
SHOW = "Show to the group"


@pytest.fixture
def room(site: Path, tmp_path: Path) -> Iterator[Room]:
    with Room(("127.0.0.1", 0), site, kept=tmp_path / "kept", catalogue=packed.words(["en", "es"])) as shown:
        Thread(target=shown.serve_forever, daemon=True).start()
        yield shown
        shown.shutdown()


def hands_in(browser: Browser, room: Room, firm: str, name: str = "") -> None:
    """A learner with the plan of this firm, as their own, shows it to the group, with a name or without."""
    plan = json.loads(path(firm, "en").read_bytes())
    plan["firm"].pop("example", None)
    phone = browser.new_context(viewport=PHONE, locale="en-GB").new_page()
    try:
        phone.goto(f"{at(room)}/en/chapters/about.html")
        phone.evaluate("(plan) => localStorage.setItem('tertulia:plan', plan)", json.dumps(plan))
        phone.goto(f"{at(room)}/en/{REVIEW}.html")
        with_picture(phone)
        assert phone.get_by_role("button", name=SHOW).count() == 0, "nothing is offered before it is wanted"
        phone.get_by_label(TICK).check()
        if name:
            phone.get_by_label(NAMED).check()
            expect(phone.get_by_label(NAME)).to_have_value("Marisol")  # whose plan it is
            phone.get_by_label(NAME).fill(name)
            phone.keyboard.press("Tab")
            expect(phone.get_by_text(f"The group sees that this is {name}'s.")).to_be_visible()
        phone.get_by_role("button", name=SHOW).click()
        expect(phone.get_by_text(re.compile("The group can see it now"))).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    finally:
        phone.context.close()


def at(room: Room) -> str:
    return f"http://127.0.0.1:{room.server_port}"


def test_what_phones_show_becomes_the_groups_picture_on_the_teachers_computer(browser, room, tmp_path):
    hands_in(browser, room, "bakery", "Nerea")
    hands_in(browser, room, "workshop")
    hands_in(browser, room, "guesthouse")
    kept = [file.read_text(encoding="utf-8") for file in (tmp_path / "kept").iterdir()]
    for place in (1, 2, 3):  # of fewer than five there is no picture
        room.sheets.take((ROOT / f"data/plans/group/sheet_{place}.json").read_bytes())
    assert len(kept) == 3 and sum("Nerea" in text for text in kept) == 1
    assert not any(secret in text for text in kept for secret in ("Marisol", "Horno", "Casa Alba", "Íñigo"))
    teacher = browser.new_context(viewport={"width": 1280, "height": 720}, locale="en-GB").new_page()
    try:
        teacher.goto(room.desk)
        expect(teacher.locator("[data-count]")).to_have_text("Handed in: 6")
        teacher.goto(f"{at(room)}/en/exercises/plan/group_picture.html")
        with_picture(teacher)
        answer = teacher.locator(".live-outputs")
        expect(answer).to_contain_text("6 plans")
        assert "Marisol" not in answer.inner_text()
    finally:
        teacher.context.close()


def test_outside_a_room_nothing_is_offered_and_the_file_says_the_same(visit):
    page: Page = visit().open(f"en/{REVIEW}.html")
    page.evaluate("(plan) => localStorage.setItem('tertulia:plan', plan)", path("bakery", "en").read_text("utf-8"))
    page.reload()
    with_picture(page)
    page.get_by_label(TICK).check()
    expect(page.get_by_text("This page sends nothing by itself.")).to_be_visible()
    assert page.get_by_role("button", name=SHOW).count() == 0
