"""Whoever moves a control sees what it changes, where the keyboard is, and what was loaded."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from matplotlib.image import imread
from playwright.sync_api import Locator, Page, expect

from tests.browser.living import alive, of_the_course, with_picture

EXERCISES = sorted(of_the_course())
SCREENS = {"desk": (1280, 720), "tablet": (820, 1180), "phone": (390, 844)}

PLAYED = {"exercises/manager/inbox_drill"}
"""Here a setting begins another round: there is nothing to watch while it is moved."""

KEYS = {"range": "ArrowRight", "select": "ArrowDown", "checkbox": "Space", "radio": "ArrowDown", "date": "ArrowUp"}
"""A key that moves each kind of control; into the others something is typed."""

HELPERS = """
window.sight = {
  controls: () => [...document.querySelectorAll(
    '.live-outputs .tt-controls__list :is(.noUi-handle, select, textarea, input)'
  )].filter((each) => each.checkVisibility() && !each.disabled && !each.closest('[disabled]')),
  kind: (each) => each.matches('.noUi-handle') ? 'range' : each.matches('select') ? 'select' : each.type,
  // what covers the middle of a rectangle, or that it is not on the screen; empty if it can be seen
  trouble(box, owner) {
    if (!box || !box.width || box.top < 0 || box.left < 0) return `not on the screen: ${JSON.stringify(box)}`;
    if (box.bottom > innerHeight || box.right > innerWidth) return `not on the screen: ${JSON.stringify(box)}`;
    const seen = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    return owner.contains(seen) || seen?.contains(owner) ? '' : `covered by ${seen?.outerHTML.slice(0, 90)}`;
  },
  whole: (each) => sight.trouble(each?.getBoundingClientRect(), each),
  // the first words of a part, as they stand on the screen
  words(part) {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      const box = range.getClientRects()[0];
      if (texts.currentNode.data.trim() && box?.width && !texts.currentNode.parentElement.closest('.sr')) {
        return sight.trouble(box, texts.currentNode.parentElement);
      }
    }
    return 'without words';
  },
  answer() {
    const live = document.querySelector('.live-outputs');
    const mini = live.querySelector('.tt-mini');
    if (mini.checkVisibility()) return sight.whole(mini) || sight.words(mini);
    const main = live.querySelector('.tt-answer :is(.tt-number--main b, .tt-verdict__name)');
    return sight.words(main ?? live.querySelector('.tt-answer'));
  },
  // the share of the picture that is on the screen and not below the button
  picture() {
    const live = document.querySelector('.live-outputs');
    const box = live.querySelector('.tt-answer .tt-fig')?.getBoundingClientRect();
    if (!box) return 1;
    const answer = live.querySelector('.tt-answer').getBoundingClientRect();
    return (Math.min(box.bottom, answer.bottom, innerHeight) - Math.max(box.top, 0)) / box.height;
  },
  // focusable parts of the exercise whose focus the style sheet does not draw
  undrawn: () => [...document.querySelectorAll(
    '.live-outputs .tt-exercise :is(.noUi-handle, select, textarea, input, button, summary, a[href], [tabindex="0"])'
  )].filter((each) => each.checkVisibility() && !each.disabled).filter((each) => {
    each.focus({ preventScroll: true, focusVisible: true });
    const look = getComputedStyle(each);
    return document.activeElement === each && (look.outlineStyle !== 'solid' || parseFloat(look.outlineWidth) < 2);
  }).map((each) => each.outerHTML.slice(0, 120)),
};
"""


def move_last(page: Page) -> Locator:
    """Go to the last control of the exercise as the keyboard does, and move it."""
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0); sight.controls().at(-1).dataset.last = ''")
    last = page.locator(".live-outputs [data-last]")
    last.focus()
    page.keyboard.press(KEYS.get(last.evaluate("sight.kind"), "1"))
    return last


@pytest.mark.parametrize("name", EXERCISES)
def test_the_answer_stays_in_sight_while_the_last_control_is_moved(visit, name):
    seen = visit()
    seen.page.add_init_script(HELPERS)
    page = seen.open(f"en/{name}.html")
    with_picture(page)
    guess = page.locator(".live-outputs .tt-answer .tt-guess button")
    for each in guess.all():  # what is guessed first is out of sight until then
        each.click()
        expect(each).to_be_hidden()
    assert page.evaluate("sight.undrawn()") == []
    for screen, (width, height) in SCREENS.items():
        page.set_viewport_size({"width": width, "height": height})
        last = move_last(page)
        assert name in PLAYED or page.evaluate("sight.answer()") == "", screen
        assert last.evaluate("sight.whole") == "", screen
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), screen
        add = page.locator(".live-outputs .tt-keep:not(.tt-hidden) .tt-btn")
        if screen != "phone":
            assert name in PLAYED or page.evaluate("sight.picture()") > 0.5, screen
            assert [each.evaluate("sight.whole") for each in add.all()] in ([], [""]), screen
        for each in add.all():
            after = "(add) => sight.controls().at(-1).compareDocumentPosition(add) & Node.DOCUMENT_POSITION_FOLLOWING"
            assert each.evaluate(after)
            below = "(add) => sight.controls().at(-1).getBoundingClientRect().bottom <= add.getBoundingClientRect().top"
            assert screen != "phone" or each.evaluate(below)


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_on_a_phone_the_keyboard_is_never_behind_the_small_answer(visit, key):
    seen = visit(390)
    seen.page.add_init_script(HELPERS)
    page = seen.open("en/exercises/strategy/strategy_canvas.html")
    alive(page)
    page.evaluate("(place) => sight.controls().at(place).focus()", 0 if key == "Tab" else -1)
    behind, steps = [], 0
    inside = "document.activeElement.closest('.live-outputs .tt-controls') !== null"
    while page.evaluate(inside):
        trouble = page.evaluate(
            """() => {
              const at = document.activeElement, top = at.getBoundingClientRect().top;
              const mini = document.querySelector('.live-outputs .tt-mini').getBoundingClientRect();
              return top < mini.bottom ? `${at.outerHTML.slice(0, 80)} at ${top}, answer to ${mini.bottom}` : '';
            }"""
        )
        behind += [trouble] if trouble else []
        steps += 1
        page.keyboard.press(key)
    assert steps > 40
    assert behind == []


# ---- focus, as it is painted ---------------------------------------------------------------------------------------

KINDS = {
    "exercises/strategy/community_simulator": {
        "a slider": ".noUi-handle",
        "a step": ".tt-step",
        "a number": "input[type=number]",
        "a list": "select",
        "a tick": "input[type=checkbox]",
        "a fold in a control": ".tt-why summary",
        "a fold": ".tt-fold summary",
        "a quiet button": ".tt-btn--quiet",
        "the main button": ".tt-keep .tt-btn",
    },
    "exercises/plan/plan_review": {
        "a line": "input[type=text]",
        "lines": "textarea",
        "a date": "input[type=date]",
        "a file": ".widget-upload",
    },
    "exercises/manager/results_dashboard": {"one of a few": "input[type=radio]"},
}
"""Each kind of control, and an exercise that has it."""


def light(page: Page, clip: dict[str, float]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The relative luminance of every pixel in this part of the page, as WCAG defines it."""
    colours = imread(io.BytesIO(page.screenshot(clip=clip, caret="hide", animations="disabled")))[..., :3]
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("theme", ["light", "dark", "forced colours"])
def test_focus_is_painted_on_every_kind_of_control(visit, theme):
    """At least as many pixels as a line 2 px thick around the control change by 3:1 (WCAG 2.4.13)."""
    seen = visit(scheme="dark" if theme == "dark" else "light")
    faint = {}
    for name, kinds in KINDS.items():
        page = seen.open(f"en/{name}.html")
        page.emulate_media(forced_colors="active" if theme == "forced colours" else "none")
        with_picture(page)  # what it brings is put in anew
        for kind, selector in kinds.items():
            control = page.locator(f".live-outputs {selector}:visible:not([disabled])").first
            control.scroll_into_view_if_needed()
            page.keyboard.press("Shift")  # focus is drawn for whoever uses the keyboard
            control.focus()
            box = control.bounding_box()
            assert box is not None
            clip = {"x": box["x"] - 8, "y": box["y"] - 8, "width": box["width"] + 16, "height": box["height"] + 16}
            focused = light(page, clip)
            control.blur()
            without = light(page, clip)
            brighter, darker = np.maximum(focused, without), np.minimum(focused, without)
            changed = int(((brighter + 0.05) / (darker + 0.05) >= 3).sum())
            if changed < 4 * (box["width"] + box["height"]):
                faint[kind] = changed
    assert faint == {}


# ---- what was loaded -----------------------------------------------------------------------------------------------
