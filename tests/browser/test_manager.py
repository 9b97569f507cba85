"""The community manager's exercises, played in a real browser with the keyboard alone."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from playwright.sync_api import expect

from tertulia import widgets
from tertulia.language import _, speak
from tertulia.models.manager import inbox
from tests.browser.living import ask, with_picture


@pytest.fixture(autouse=True)
def own_place(tmp_path, monkeypatch):
    """The same exercises in this Python keep what is entered apart from other tests."""
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_round_is_played_with_the_keyboard_and_left_in_the_middle(visit, language):
    """Message by message, as on a phone: Tab and arrows choose, Enter decides; what is new is heard."""
    page = visit(width=390).open(f"{language}/exercises/manager/inbox_drill.html")
    assert page.locator(".tt-phone blockquote").count() == 1 and page.locator(".tt-phone :checked").count() == 0
    with_picture(page)
    speak(language)
    try:
        native = widgets.inbox_drill("guesthouse")
        shown = page.locator(".live-outputs .tt-phone")
        status = shown.get_by_role("status")
        page.evaluate("document.querySelector('.live-outputs .tt-phone').focus()")
        for place, case in enumerate(native.cases):
            if place == 3:  # nothing is lost
                page.reload()
                with_picture(page)
                page.evaluate("document.querySelector('.live-outputs .tt-phone').focus()")
            expect(shown.locator("blockquote")).to_have_text(_(case.text))
            for part in ("when", "how", "stance"):
                choice = native.controls[f"decisions.{place}.{part}"]
                choice.value = getattr(inbox.best(case), part).value
                page.keyboard.press("Tab")
                page.keyboard.press("Space")
                for _down in range(choice.widget.index):
                    page.keyboard.press("ArrowDown")
                group = shown.get_by_role("radiogroup", name=choice.label, exact=True)
                expect(group.get_by_role("radio").nth(choice.widget.index)).to_be_checked()
            page.keyboard.press("Tab")
            for _step in ("decide", "why", "next"):
                native.main.click()
                page.keyboard.press("Enter")
                page.wait_for_function(
                    "async (play) => await live.ask('[_.play.decided, _.play.stage.value].__repr__()') === play",
                    arg=repr([native.play.decided, native.play.stage.value]),
                )
                heard = [unescape(each) for each in re.findall('role="status">(.*?)<', _all(native))]
                expect(status).to_have_text(heard)
            expect(shown).to_be_focused()
        assert ask(page, "_.result.points") == native.result.points
        assert ask(page, "_.summary()") == native.summary()
        expect(page.locator(".live-outputs .tt-first > li")).to_have_count(inbox.MESSAGES)
    finally:
        speak("en")


def _all(native: Any) -> str:
    return f"{native.status.value}{native.why.value}"


@pytest.mark.parametrize(
    ("exercise", "result"),
    [
        ("exercises/inside/rumour_run", ".tt-answer .tt-numbers"),
        ("exercises/strategy/community_simulator", ".tt-guess + *"),
    ],
)
def test_what_is_expected_is_said_before_the_result_is_shown(visit, exercise, result):
    page = visit(width=390).open(f"en/{exercise}.html")
    with_picture(page)
    guess, seen = page.locator(".live-outputs .tt-guess"), page.locator(f".live-outputs {result}").first
    expect(seen).to_be_hidden()
    guess.get_by_role("radio").nth(1).check()
    expect(seen).to_be_hidden()
    guess.get_by_role("button").press("Enter")
    expect(seen).to_be_visible()
    expect(guess).to_be_focused()
    expect(guess.get_by_role("status")).to_contain_text("You expected: about half")
    page.reload()
    with_picture(page)
    expect(seen).to_be_visible()
    expect(guess.get_by_role("status")).to_contain_text("You expected: about half")


def test_a_hostile_name_is_only_a_name_in_the_page_too(visit):
    page = visit().open("en/exercises/manager/listening_setup.html")
    with_picture(page)
    name = '<img src="x" onerror="document.title=1"> & "Co" 🥐'
    native = widgets.listening_setup("bakery")
    native.controls["name"].value = name
    field = page.get_by_label("Name of the firm", exact=True)
    field.fill(name)
    page.keyboard.press("Tab")
    page.wait_for_function("async () => (await live.ask('_.listening.name')).includes('img')")
    assert ask(page, "[search.query for search in _.result.searches]") == [
        search.query for search in native.result.searches
    ]
    assert ask(page, "[feed.url for feed in _.result.feeds]") == [feed.url for feed in native.result.feeds]
    assert page.locator(".live-outputs .tt-searches img, .live-outputs .tt-says img").count() == 0
    assert page.title() != "1"


def test_the_brief_counts_the_same_in_the_page(visit):
    page = visit().open("en/exercises/manager/manager_brief.html")
    with_picture(page)
    native = widgets.manager_brief("guesthouse")
    handle = page.locator('.noUi-handle[aria-label="Messages and reviews to answer"]')
    handle.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("async () => await live.ask('_.controls[\"messages\"].value') === 26")
    native.controls["messages"].value = 26
    there = ask(page, "[[span.low, span.mid, span.high] for span in _.result.costs.values()]")
    for found, span in zip(there, native.result.costs.values(), strict=True):
        assert found == pytest.approx([span.low, span.mid, span.high], abs=1e-9)
    assert ask(page, "_.text").splitlines()[4:] == native.text.splitlines()[4:]
