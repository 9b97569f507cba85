"""The community manager's exercises, played in a real browser with the keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tertulia import widgets
from tertulia.language import speak
from tertulia.models.manager import inbox
from tests.browser.living import ask, with_picture


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_round_is_played_with_the_keyboard(visit, language):
    page = visit(width=390).open(f"{language}/exercises/manager/inbox_drill.html")
    with_picture(page)
    speak(language)
    try:
        native = widgets.inbox_drill("guesthouse")
        native.another()
        labels = {name: control.label for name, control in native.controls.named().items()}
        buttons = page.locator(".live-outputs button.jupyter-button")
        buttons.last.wait_for()
        new, hand_in = (buttons.filter(has_text=native_text) for native_text in _buttons(native))
        new.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("async () => await live.ask('_.handed') === false")
        assert ask(page, "[case.key for case in _.cases]") == [case.key for case in native.cases]
        for k, case in enumerate(native.cases):
            wish = inbox.best(case)
            for part in ("when", "how", "stance"):
                wanted = getattr(wish, part).value
                native.controls[f"decisions.{k}.{part}"].value = wanted
                place = native.controls[f"decisions.{k}.{part}"].widget.index
                page.get_by_label(labels[f"decisions.{k}.{part}"], exact=True).select_option(index=place)
        page.wait_for_function(f"async () => await live.ask('_.result.decided') === {inbox.MESSAGES}")
        native.hand_in()
        hand_in.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("async () => await live.ask('_.handed')")
        assert ask(page, "_.result.points") == native.result.points
        assert ask(page, "_.summary()") == native.summary()
        expect(page.locator(".live-outputs .tt-first > li")).to_have_count(inbox.MESSAGES)
    finally:
        speak("en")


def _buttons(native: Any) -> tuple[str, str]:
    from tertulia.language import _

    return _("New messages"), _("Hand in")


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
