"""The plan in a real browser: what the page makes is what Python makes here, and other programs read it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tertulia.language import speak
from tertulia.plan.examples import path

REVIEW = "exercises/plan/plan_review"
START = 120_000


def alive(page: Page) -> None:
    page.wait_for_function("document.documentElement.dataset.live === 'ready'", timeout=START)
    page.wait_for_function("performance.getEntriesByName('live-behind').length", timeout=START)


@pytest.fixture(autouse=True)
def english():
    yield
    speak("en")


def test_a_plan_file_is_loaded_and_a_broken_one_says_where(visit):
    page = visit().open(f"en/{REVIEW}.html")
    alive(page)
    _load(page, b'{"format": "tertulia-plan", "version": 2, "firm": {"staff": "six"}}')
    expect(page.get_by_text(re.compile(r"At \$\.firm\.staff: A number belongs here"))).to_be_visible(timeout=START)
    _load(page, path("guesthouse", "en").read_bytes())
    expect(page.get_by_role("textbox", name="Name of the firm")).to_have_value("Casa Alba", timeout=START)


def _load(page: Page, content: bytes) -> None:
    with page.expect_file_chooser() as opened:
        page.get_by_role("button", name="Load a plan file").click()
    opened.value.set_files({"name": "plan.json", "mimeType": "application/json", "buffer": content})


# ---- kept in this browser -----------------------------------------------------------------------------------------

ADD = {"en": "Add to my plan", "es": "Añadir a mi plan"}
MIX = "exercises/strategy/content_mix"
STORED = "localStorage.getItem('tertulia:plan')"


def added(page, language: str = "en") -> None:
    page.get_by_role("button", name=ADD[language]).click()
    page.wait_for_function(f"{STORED} !== null", timeout=START)


def test_the_plan_outlives_the_page_and_speaks_both_languages(visit):
    seen = visit()
    page = seen.open(f"en/{MIX}.html")
    alive(page)
    added(page)
    expect(page.locator(".tt-keep")).to_contain_text("It is in your plan.")
    first = json.loads(page.evaluate(STORED))
    assert first["content"]["entries"]
    page = seen.open(f"es/{MIX}.html")
    alive(page)
    page.locator(".live-outputs .noUi-handle").first.press("ArrowRight")
    page.get_by_role("button", name=ADD["es"]).click()
    page.wait_for_function(f"JSON.parse({STORED}).edition === 2", timeout=START)


def test_two_tabs_do_not_overwrite_each_other(visit):
    seen = visit()
    page = seen.open(f"en/{MIX}.html")
    other = page.context.new_page()
    other.goto(f"{seen.address}/en/exercises/strategy/community_simulator.html")
    alive(page)
    alive(other)
    added(page)
    other.get_by_role("button", name=ADD["en"]).click()
    other.wait_for_function(f"JSON.parse({STORED}).edition === 2", timeout=START)
    kept = json.loads(page.evaluate(STORED))
    assert kept["content"]["entries"] and kept["growth"]["goal"]


@pytest.mark.parametrize(("problem", "said"), [
    ("QuotaExceededError", "no room left"), ("SecurityError", "does not allow keeping"),
])  # fmt: skip
def test_a_browser_that_keeps_nothing_says_so_and_offers_a_file(visit, problem, said):
    seen = visit()
    seen.page.add_init_script(f"""const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, text) {{
        if (key === "tertulia:plan" || (key === "tertulia:plan:try" && "{problem}" === "SecurityError"))
          throw new DOMException("no", "{problem}");
        return set.call(this, key, text);
      }};""")
    page = seen.open(f"en/{MIX}.html")
    alive(page)
    page.get_by_role("button", name=ADD["en"]).click()
    place = page.locator(".tt-keep")
    expect(place).to_contain_text(said, timeout=START)
    with page.expect_download() as download:
        place.get_by_role("link", name="Download my plan").click()
    assert json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["content"]["entries"]
    assert page.evaluate(STORED) is None
