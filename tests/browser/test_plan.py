"""The plan in a real browser: loaded from a file, kept, and safe from another tab, a crash and a full storage."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from tertulia.plan.examples import path
from tests.browser.living import REVIEW, STORED, ask, with_picture
from tests.calendar_readers import StrictCalendar


def test_a_plan_file_is_loaded_and_a_broken_one_says_where(visit):
    page = visit().open(f"en/{REVIEW}.html")
    with_picture(page)
    _load(page, b'{"format": "tertulia-plan", "version": 2, "firm": {"staff": "six"}}')
    said = page.get_by_text("In “The firm”: Something is not as the course writes it.")
    expect(said).to_be_visible()
    _load(page, path("guesthouse", "en").read_bytes())
    expect(page.get_by_role("textbox", name="Name of the firm")).to_have_value("Casa Alba")


def _load(page: Page, content: bytes) -> None:
    with page.expect_file_chooser() as opened:
        page.get_by_role("button", name=re.compile(r"Load a plan file|plan\.json")).click()
    opened.value.set_files({"name": "plan.json", "mimeType": "application/json", "buffer": content})


# ---- kept in this browser -----------------------------------------------------------------------------------------

ADD = {"en": "Add to my plan", "es": "Añadir a mi plan"}
MIX = "exercises/strategy/content_mix"


def added(page, language: str = "en") -> None:
    page.get_by_role("button", name=ADD[language]).click()
    page.wait_for_function(f"{STORED} !== null")


def test_the_plan_outlives_the_page_and_speaks_both_languages(visit):
    seen = visit()
    page = seen.open(f"en/{MIX}.html")
    with_picture(page)
    added(page)
    expect(page.locator(".tt-keep")).to_contain_text("It is in your plan.")
    first = json.loads(page.evaluate(STORED))
    assert first["content"]["entries"]
    page = seen.open(f"es/{MIX}.html")
    with_picture(page)
    page.locator(".live-outputs .noUi-handle").first.press("ArrowRight")
    page.get_by_role("button", name=ADD["es"]).click()
    page.wait_for_function(f"JSON.parse({STORED}).edition === 2")


def test_the_plan_outlives_a_tab_that_crashes(visit):
    seen = visit()
    page = seen.open(f"en/{MIX}.html")
    with_picture(page)
    added(page)
    before = page.evaluate(STORED)
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    page = page.context.new_page()
    page.goto(f"{seen.address}/en/{REVIEW}.html")
    with_picture(page)
    assert page.evaluate(STORED) == before
    page.locator(".live-outputs select").first.select_option(label="My firm")
    page.wait_for_function("async () => await live.ask('_.result.edition') === 1")


def test_two_tabs_do_not_overwrite_each_other(visit):
    seen = visit()
    page = seen.open(f"en/{MIX}.html")
    other = page.context.new_page()
    other.goto(f"{seen.address}/en/exercises/strategy/community_simulator.html")
    third = page.context.new_page()
    third.goto(f"{seen.address}/es/{MIX}.html")
    for each in (page, other, third):
        with_picture(each)
    added(page)
    # another part of the plan: both are kept
    other.get_by_role("button", name=ADD["en"]).click()
    other.wait_for_function(f"JSON.parse({STORED}).edition === 2")
    kept = json.loads(page.evaluate(STORED))
    assert kept["content"]["entries"] and kept["growth"]["goal"]
    # the same part, changed in both after each had its own: asked, and nothing is written before
    third.locator(".live-outputs .noUi-handle").first.press("ArrowLeft")
    third.get_by_role("button", name=ADD["es"]).click()
    third.wait_for_function(f"JSON.parse({STORED}).edition === 3")
    page.locator(".live-outputs .noUi-handle").first.press("ArrowRight")
    expect(page.locator(".tt-keep")).to_contain_text("Changed since you added it.")
    page.get_by_role("button", name=ADD["en"]).click()
    place = page.locator(".tt-keep")
    expect(place).to_contain_text("in another tab or window")
    theirs = page.evaluate(STORED)
    assert json.loads(theirs)["edition"] == 3
    place.get_by_role("button", name="This version").click()
    page.wait_for_function(f"JSON.parse({STORED}).edition === 4")
    assert json.loads(page.evaluate(STORED))["content"] != json.loads(theirs)["content"]


def test_your_data_takes_the_plan_along_erases_it_and_brings_it_back(visit, tmp_path):
    seen = visit()
    page = seen.open(f"en/{MIX}.html")
    with_picture(page)
    added(page)
    before = json.loads(page.evaluate(STORED))
    page.goto(f"{seen.address}/en/chapters/your_data.html")
    expect(page.locator(".tt-kept")).to_contain_text("Your plan")
    with page.expect_download() as download:
        page.locator('[data-yours="save"] button').click()
    file = tmp_path / "mine.json"
    download.value.save_as(file)
    page.locator("[data-ask]").press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(STORED) is None
    page.locator("input[type=file]").set_input_files(file)
    page.wait_for_function(f"{STORED} !== null")
    assert json.loads(page.evaluate(STORED)) == before


@pytest.mark.parametrize(
    ("problem", "said"), [("QuotaExceededError", "no room left"), ("SecurityError", "does not allow keeping")]
)
def test_a_browser_that_keeps_nothing_says_so_and_offers_a_file(visit, problem, said):
    seen = visit()
    seen.page.add_init_script(f"""const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, text) {{
        if (key === "tertulia:plan" || (key === "tertulia:try" && "{problem}" === "SecurityError"))
          throw new DOMException("no", "{problem}");
        return set.call(this, key, text);
      }};""")
    page = seen.open(f"en/{MIX}.html")
    with_picture(page)
    page.get_by_role("button", name=ADD["en"]).click()
    place = page.locator(".tt-keep")
    expect(place).to_contain_text(said)
    with page.expect_download() as download:
        place.get_by_role("link", name="Download my plan").click()
    assert json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["content"]["entries"]
    assert page.evaluate(STORED) is None


# ---- the calendar file --------------------------------------------------------------------------------------------


def calendar_file(page: Page, held: str) -> bytes:
    """Press the button, read what the page says of the file, and download it."""
    page.get_by_role("button", name="Make the calendar file").press("Enter")
    expect(page.get_by_role("status").filter(has_text=re.compile(held))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Calendar for your phone (.ics)").click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_calendar_file_replaces_that_of_an_earlier_visit(visit, axe, small, width):
    seen, calendar, counts = visit(width), StrictCalendar(), []
    for posts, held in (
        (3, r"^The calendar has \d+ entries\.$"),
        (2, r"entries\. Since the file .*: .*\d+ cancelled\.$"),
    ):
        page = seen.open(f"en/{MIX}.html")
        with_picture(page)
        if ask(page, "_.firm.key") != "mine":
            page.locator(".live-outputs select").first.select_option(label="My firm")
            page.wait_for_function("async () => await live.ask('_.firm.key') === 'mine'")
        page.evaluate("(posts) => live.ask(`setattr(_.controls.posts, 'value', ${posts})`)", posts)
        calendar.load(calendar_file(page, held))
        counts.append(len(calendar.shown()))
        assert counts[-1] == ask(page, "len(_.calendar_file._entries)")
        assert axe(page) + small(page) == []
    assert counts[1] < counts[0] <= len(calendar.held)
    assert json.loads(page.evaluate("localStorage.getItem('tertulia:calendar')"))["entries"]
