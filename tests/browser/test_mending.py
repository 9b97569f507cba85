"""Mend it in a real browser: from the review to the field that is meant, with the learner's values, and back."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tertulia.plan.examples import path
from tests.browser.living import REVIEW, STORED, with_picture

NOT_HIDDEN = """(control) => {
  const { left, top, width, height } = control.getBoundingClientRect();
  return control.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""
"""Whether nothing lies over the middle of it, which is on the screen."""


def keep(page: Page, **sections: object) -> None:
    """Keep the bakery's plan in this browser, with these sections otherwise."""
    plan = json.loads(path("bakery", "en").read_text(encoding="utf-8")) | sections
    page.evaluate("(text) => localStorage.setItem('tertulia:plan', text)", json.dumps(plan))
    page.reload()


def without_target() -> dict[str, object]:
    strategy = json.loads(path("bakery", "en").read_text(encoding="utf-8"))["strategy"]
    del strategy["kpis"][0]["target"]
    return strategy


@pytest.mark.parametrize("width", [390, 1280])
def test_mend_it_leads_to_the_field_with_the_learners_values_and_back(visit, width):
    page = visit(width=width).open(f"en/{REVIEW}.html")
    keep(page, strategy=without_target())
    with_picture(page)
    page.locator(".live-outputs a[href$='#field-kpis-0-target']").click()
    with_picture(page)
    target = page.locator(".live-outputs .tt-field-kpis-0-target input")
    expect(target).to_be_focused()
    assert target.evaluate(NOT_HIDDEN)
    expect(page.locator(".live-outputs .tt-field-kpis-0-baseline input")).to_have_value("22")
    page.keyboard.type("35")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Add to my plan").click()
    page.wait_for_function(f"JSON.parse({STORED}).strategy.kpis[0].target === 35")
    page.get_by_role("link", name="Back to your plan").click()
    with_picture(page)
    expect(page.locator(".live-outputs .tt-findings, .live-outputs .tt-section").first).to_be_visible()
    expect(page.locator(".live-outputs a[href$='#field-kpis-0-target']")).to_have_count(0)


def test_the_review_day_is_mended_where_it_is_found_and_the_link_works_twice(visit):
    page = visit().open(f"en/{REVIEW}.html")
    keep(page, reviews={})
    with_picture(page)
    day = page.locator(".live-outputs .tt-field-day input")
    for _time in range(2):
        page.locator(".live-outputs a[href$='#field-day']").click()
        expect(day).to_be_focused()
        assert day.evaluate(NOT_HIDDEN)


@pytest.mark.parametrize("width", [390, 1280])
def test_before_it_is_alive_the_finished_answer_shows_the_field(visit, width):
    page = visit(width=width, metered=True).open("en/exercises/strategy/community_simulator.html#field-reply-hours")
    assert not page.locator(".live-outputs").count()
    assert page.locator(".tt-field-reply-hours").evaluate(NOT_HIDDEN)
