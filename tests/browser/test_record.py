"""The completion record: what it says of what was done, and the sheet that comes out of the printer."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

RECORD = "chapters/record"
OPEN = ".tt-record-asks [data-open]"

DO = """([days, steps]) => {
  const told = {};
  const rows = [...document.querySelectorAll(".tt-record [data-step]")].slice(0, steps);
  rows.forEach(({ dataset: { step, exercises, check } }, index) => {
    const day = days[index % days.length];
    const places = [...Array(Number(check ?? 0)).keys()];
    const keys = places.map((place) => (100 * index + place).toString(16).padStart(10, "0"));
    const checks = Object.fromEntries(keys.map((key, place) => [key, { day, right: place > 0 }]));
    told[step] = { read: day, checks, right: keys.length - 1, of: keys.length };
    for (const name of exercises.split(" ").filter(Boolean)) told[name] = { done: day };
  });
  localStorage.setItem("tertulia:progress", JSON.stringify(told));
}"""


def done(page: Page, steps: int = 99, days: tuple[str, ...] = ("2026-11-03", "2026-11-20")) -> Page:
    page.evaluate(DO, [days, steps])
    page.reload()
    return page


def test_when_everything_is_done_it_says_so_with_name_and_days(visit):
    page = done(visit().open(f"en/{RECORD}.html"))
    sheet = page.locator(".tt-record")
    expect(page.locator(f"{OPEN} p")).to_have_text("You have worked through everything. The record is ready to print.")
    expect(sheet.locator("h2")).to_have_text("Completion record")
    expect(sheet.locator("[data-who]")).to_contain_text("The course “Tertulia” has been worked through")
    expect(sheet.locator("[data-days]")).to_have_text("From November 3, 2026 to November 20, 2026")
    page.get_by_label("Your name, if it shall stand on the record").fill("<b>Lucía</b> Peña")
    expect(sheet.locator("[data-who]")).to_contain_text("<b>Lucía</b> Peña has worked through the course")
    page.reload()
    expect(sheet.locator("[data-who]")).to_contain_text("<b>Lucía</b> Peña has")
    page.get_by_label("Your name").fill(" ")
    assert page.evaluate("localStorage.getItem('tertulia:record')") is None
    steps = sheet.locator("tbody tr").count()
    assert sheet.locator("tbody li:visible").count() == sheet.locator("tbody li").count() > 15
    asked = sum(int(row.get_attribute("data-check") or 0) for row in sheet.locator("tbody tr").all())
    expect(sheet.locator("tfoot td").last).to_have_text(f"{asked - steps} of {asked}")
    assert "certif" not in sheet.inner_text().lower()


def test_what_is_open_is_listed_with_its_links_and_it_can_be_printed_so_far(visit):
    page = done(visit().open(f"en/{RECORD}.html"), steps=6)
    sheet = page.locator(".tt-record")
    expect(sheet.locator("h2")).to_have_text("Completion record, so far")
    items = page.locator(f"{OPEN} li")
    assert [item.inner_text() for item in items.all()] == [
        "Your plan: to read",
        "Your plan, reviewed",
        "Your plan: questions to answer: 7",
    ]
    expect(page.get_by_role("button", name="Print or save as PDF")).to_be_enabled()
    items.nth(1).get_by_role("link").click()
    page.wait_for_url("**/exercises/plan/plan_review.html")


def test_it_is_reached_from_the_end_of_the_plan_and_from_your_data(visit):
    for start in ("chapters/plan", "chapters/your_data"):
        page = visit().open(f"en/{start}.html")
        page.locator("article").get_by_role("link", name="completion record").click()
        page.wait_for_url(f"**/{RECORD}.html")


def test_strange_notes_do_not_stop_it(visit):
    page = visit().open(f"en/{RECORD}.html")
    strange: dict[str, Any] = {"chapters/start": {"read": "yesterday", "checks": [1]}, "chapters/plan": {"read": 7}}
    page.evaluate("(told) => localStorage.setItem('tertulia:progress', told)", json.dumps(strange))
    page.evaluate("localStorage.setItem('tertulia:record', '{\"name\": [1]}')")
    page.reload()
    expect(page.locator(".tt-record h2")).to_have_text("Completion record, so far")


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_prints_on_one_page(visit, tmp_path: Path, language):
    page = done(visit(scheme="dark").open(f"{language}/{RECORD}.html"))
    page.locator("#record-name").fill("María José Fernández de la Peña y Álvarez-Menéndez, Talleres Arga S. L.")
    sheet = tmp_path / "record.pdf"
    sheet.write_bytes(page.pdf(prefer_css_page_size=True))
    told = subprocess.run(["pdfinfo", sheet], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1\n" in told
    assert "A4" in told
    text = subprocess.run(["pdftotext", "-layout", sheet, "-"], capture_output=True, text=True, check=True).stdout
    assert "Tertulia" in text
    assert "Álvarez-Menéndez" in text
    for row in page.locator(".tt-record tbody th > a").all():
        assert row.inner_text() in text
    assert page.locator("#record-name").input_value() in " ".join(text.split())
    assert page.get_by_role("button").last.inner_text() not in text
    assert page.locator(".bd-footer").inner_text()[:20] not in text


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_it_is_for_everybody(visit, axe, small, width, scheme):
    page = done(visit(width, scheme).open(f"en/{RECORD}.html"), steps=5)
    assert axe(page) == []
    assert small(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator(f"{OPEN} a").first.bounding_box()["height"] >= 24
