"""Whoever moves a control sees what it changes, where the keyboard is, and what was loaded."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.focus import HELPERS as FOCUSING
from tests.browser.focus import Eye
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
};
"""


def move_last(page: Page) -> Locator:
    """Go to the last control of the exercise as the keyboard does, and move it."""
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0); sight.controls().at(-1).dataset.last = ''")
    last = page.locator(".live-outputs [data-last]")
    last.focus()
    page.keyboard.press(KEYS.get(last.evaluate("sight.kind"), "1"))
    return last


LOOKED_AT: dict[str, set[str]] = {"dark": set(), "forced colours": set()}
"""Kinds of control of which one has been looked at; in light every control of every exercise is."""

FILLS = {".noUi-target": 2, ".tt-contrib": 2, ".tt-contrib i": 1, ".tt-share__bar i": 1}
"""What says something by its fill, and the least it paints, as often as it is long: a line around it or along it."""


def focus_is_seen(page: Page) -> None:
    """Focus is painted on everything that can have it; in forced colours a fill that says something is painted, too."""
    eye = Eye(page)
    assert eye.faint() == {}
    for theme, kinds in LOOKED_AT.items():
        forced = theme != "dark"
        page.emulate_media(color_scheme="light" if forced else "dark", forced_colors="active" if forced else "none")
        assert eye.faint(kinds) == {}, theme
    for fill, times in FILLS.items():
        place = page.locator(f".live-outputs {fill}:visible").first
        if place.count():
            assert eye.fill(fill) >= times * (place.bounding_box() or {})["width"], fill
    page.emulate_media(color_scheme="light", forced_colors="none")


@pytest.mark.parametrize("name", EXERCISES)
def test_the_answer_stays_in_sight_while_the_last_control_is_moved(visit, name):
    seen = visit()
    seen.page.add_init_script(HELPERS)
    seen.page.add_init_script(FOCUSING)
    page = seen.open(f"en/{name}.html")
    with_picture(page)
    guess = page.locator(".live-outputs .tt-answer .tt-guess button")
    for each in guess.all():  # what is guessed first is out of sight until then
        each.click()
        expect(each).to_be_hidden()
    focus_is_seen(page)
    for screen, (width, height) in SCREENS.items():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("focusing.behind()") == [], screen
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


# ---- what is said by a fill alone --------------------------------------------------------------------------------


def test_the_chosen_answer_of_a_question_is_seen_in_forced_colours(visit):
    seen = visit(metered=True)
    page = seen.open("en/chapters/strategy.html")
    page.emulate_media(forced_colors="active")
    sign = page.locator(".tt-quiz input[type=radio]").first
    before = sign.screenshot()
    sign.check()
    sign.blur()
    assert sign.screenshot() != before


# ---- what was loaded -----------------------------------------------------------------------------------------------
