"""What readers do most, in the browsers they have beside Chromium: Firefox, and WebKit, of which Safari is made."""

from __future__ import annotations

import json

import pytest

from tertulia.plan.plan_file import read
from tests.browser.other_browsers import NAMES, RIGHT, Reader, reader

SIMULATOR = "en/exercises/strategy/community_simulator.html"
REVIEW = "en/exercises/plan/plan_review.html"
POSTS = ".live-outputs [role=slider][aria-label='Posts per week']"
ANSWER = "document.querySelector('.live-outputs .tt-says').textContent"


def comes_alive(reader: Reader) -> None:
    reader.waits("return document.documentElement.dataset.live === 'ready'")


@pytest.mark.parametrize("engine", NAMES)
def test_from_an_exercise_to_the_plan_file(engine, address):
    with reader(engine) as opened:
        opened.opens(f"{address}/{SIMULATOR}")
        comes_alive(opened)
        before = opened.asks(f"return {ANSWER}")
        posts = opened.asks("return Number(document.querySelector(arguments[0]).ariaValueNow)", POSTS)
        opened.types(POSTS, RIGHT)
        opened.waits(f"return {ANSWER} !== arguments[0]", before)
        assert f"With {posts + 1:.0f} posts" in opened.asks(f"return {ANSWER}")

        opened.presses("button", "Add to my plan")
        opened.waits("return document.querySelector('.tt-keep').textContent.includes('It is in your plan.')")
        opened.presses("a", "See the whole plan")
        opened.waits("return location.pathname.endsWith(arguments[0])", REVIEW)
        comes_alive(opened)
        opened.waits("return document.querySelector('.live-outputs').textContent.includes(arguments[0])", "4 posts")

        opened.presses("button", "Make the files")
        opened.presses("a[download='my-plan.json']")
        plan = opened.saved("my-plan.json")
        assert read(plan).growth.simulated_with.posts == posts + 1
        assert json.loads(plan) == json.loads(opened.asks("return localStorage.getItem('tertulia:plan')"))

        opened.opens(f"{address}/en/search.html")
        opened.types("main input[type=search]", "rumor")
        opened.presses("main form button")
        opened.waits("return document.querySelector('.tt-hits a[href*=\"rumour\"]')")


MAP = "exercises/networking/contact_map"


def test_without_scripts_an_exercise_is_a_finished_example_and_says_so(visit):
    seen = visit(java_script_enabled=False)
    page = seen.page
    page.goto(f"{seen.address}/en/{MAP}.html")
    [said] = page.locator("[data-live-status]").all_inner_texts()
    assert said.startswith("A finished example with the figures of Talleres Arga")
    assert page.locator(".tt-answer .tt-says").is_visible() and page.locator(".tt-answer svg").first.is_visible()
    assert page.locator(".cell_output :is(button, input, select, textarea):visible:not([disabled])").count() == 0
    assert page.locator("main :is(h1, .tt-says)").evaluate_all("(all) => all.every((each) => each.innerText.trim())")


MOVING = """() => [...document.querySelectorAll("*")].flatMap((each) => ["", "::before", "::after"].flatMap((part) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(each, part || null);
  const still = /^(0s(, )?)+$/.test(transitionDuration) && animationName === "none" && scrollBehavior !== "smooth";
  return still ? [] : [`${each.tagName}.${each.className}${part}`];
}))"""


def test_with_less_motion_nothing_moves_but_what_the_reader_moves(visit):
    seen = visit(metered=True)
    for name in ("en/chapters/strategy.html", f"en/{MAP}.html"):
        page = seen.open(name)
        page.evaluate("document.documentElement.dataset.live = 'getting'")
        assert page.evaluate(MOVING) == []
        page.emulate_media(reduced_motion="no-preference")
        assert page.evaluate(MOVING) != []
        page.emulate_media(reduced_motion="reduce")
