"""The plan in a real browser: what the page makes is what Python makes here, and other programs read it."""

from __future__ import annotations

import base64
import io
import re

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
