"""The plan in a real browser: what the page makes is what Python makes here, and other programs read it."""

from __future__ import annotations

import base64
import io
import json
import re
from pathlib import Path

import docx
import icalendar
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tertulia.language import _, speak
from tertulia.plan.examples import path
from tertulia.plan.export import files
from tertulia.plan.reading import read

REVIEW = "exercises/plan/plan_review"
START = 120_000


def alive(page: Page) -> None:
    page.wait_for_function("document.documentElement.dataset.live === 'ready'", timeout=START)
    page.wait_for_function("performance.getEntriesByName('live-behind').length", timeout=START)


@pytest.fixture(autouse=True)
def english():
    yield
    speak("en")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_files_made_in_the_page_are_read_by_others(visit, language):
    speak(language)
    page = visit().open(f"{language}/{REVIEW}.html")
    alive(page)
    page.get_by_role("button", name=_("Make the files")).click()
    links = page.locator('a[download^="my-plan"], a[download^="mi-plan"]')
    expect(links).to_have_count(len(files()), timeout=START)
    made = {
        link.get_attribute("download"): base64.b64decode(link.get_attribute("href").split("base64,")[1])
        for link in links.all()
    }
    assert set(made) == {file.name for file in files().values()}
    held = {name.rsplit(".", 1)[1]: content for name, content in made.items()}
    document = docx.Document(io.BytesIO(held["docx"]))
    assert document.paragraphs[0].text == _("Social media plan of {firm}").format(firm="Talleres Arga")
    assert len(document.inline_shapes) == 2
    book = openpyxl.load_workbook(io.BytesIO(held["xlsx"]))
    assert book.sheetnames == [_("Numbers"), _("Week by week"), _("Calendar")]
    plan = read(held["json"])
    entries = icalendar.Calendar.from_ical(held["ics"]).walk("VEVENT")
    assert len(entries) == len(plan.content.entries) + len(plan.strategy.kpis)
    assert f'lang="{language}"' in held["html"].decode()[:200]


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
