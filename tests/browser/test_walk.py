"""A new firm, told once, through all exercises by keyboard: no question twice, few operations, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import yaml
from playwright.sync_api import Page, expect

from tertulia import profile as profiles
from tertulia import widgets
from tertulia.clock import today
from tertulia.language import _
from tertulia.models.finding import Severity
from tertulia.plan.plan_file import read
from tertulia.plan.review import review
from tertulia.plan.schema import filled
from tertulia.profile import Profile
from tertulia.widgets.base.firm_facts import Fact
from tests.browser.living import START, STORED
from tests.browser.walking import ADD, CORE, MOST, MOST_CORE, ROOT, WALK, Say, Walker

FIRM_KEPT = "localStorage.getItem('tertulia:firm')"


def in_the_book() -> list[str]:
    """Every exercise, in the order of the course."""
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"]
    return [each["file"] for part in parts for chapter in part["chapters"] for each in chapter.get("sections", ())]


def facts_of(exercise: str) -> Mapping[str, Fact]:
    """Which controls hold a fact that others use, too."""
    facts: Mapping[str, Fact] = type(getattr(widgets, exercise.rpartition("/")[2])("mine")).facts
    return facts


def told(page: Page) -> Profile:
    """What the browser keeps of the firm."""
    text = page.evaluate(FIRM_KEPT)
    return profiles.read(text) if text else Profile()


def test_the_walk_is_short_and_says_nothing_twice():
    """Every exercise is walked through; the count may fall, and must not rise above what was promised."""
    assert list(WALK) == in_the_book() and len(WALK) == 19
    assert len(CORE) == len(set(CORE)) == 8
    assert sum(map(len, WALK.values())) <= MOST
    assert sum(len(WALK[exercise]) for exercise in CORE) <= MOST_CORE
    typed = [
        step.value.casefold()
        for exercise, steps in WALK.items()
        for step in steps
        if isinstance(step, Say) and isinstance(step.value, str) and not step.control.startswith("decisions.")
    ]
    assert sorted(set(typed)) == sorted(typed)


def knows_the_firm(walker: Walker, exercise: str, firm: Profile) -> set[str]:
    """Each fact told elsewhere stands in its control; gives the controls that need no answer any more."""
    stand = walker.read()
    known = set()
    for name, fact in facts_of(exercise).items():
        value = fact.read(firm)
        if value is not None:
            kind, label, entry, options = stand[name]
            assert entry == value, (exercise, name)
            known.add(name)
            shown = walker.at(kind, label)
            if shown.count() and kind != "Slider":
                seen = shown.is_checked() if kind == "Tick" else shown.input_value()
                if kind == "Choice":
                    seen = options[shown.evaluate("(list) => list.selectedIndex")]
                assert str(seen) == str(value), (exercise, name)
    return known


@pytest.mark.parametrize(("language", "width"), [("es", 390), ("en", 1280)])
def test_a_new_firm_walks_through_all_exercises_by_keyboard(visit, spoken, language, width):
    """Told once, it finds itself everywhere, says only what is new, loses nothing at a reload, and has a whole plan."""
    spoken(language)
    seen = visit(width)
    walker = Walker(seen.page)
    labels: dict[str, str] = {}
    for exercise, steps in WALK.items():
        try:
            walker.open(f"{seen.address}/{language}/{exercise}.html")
            known = knows_the_firm(walker, exercise, told(seen.page))
            for step in steps:
                if isinstance(step, Say):
                    label = walker.read()[step.control][1]
                    assert step.control not in known, f"asked twice: {step.control}"
                    assert labels.setdefault(label, exercise) == exercise, f"asked twice: {label}"
                walker.do(exercise, step)
                if step == ADD:
                    expect(seen.page.locator(".tt-keep")).to_contain_text(_("It is in your plan."), timeout=START)
            before = walker.stand()
            walker.reload()
            assert walker.stand() == before
        except Exception as problem:
            problem.add_note(f"{language}/{exercise}")
            raise
    assert len(walker.done) <= MOST
    assert sum(exercise in CORE for exercise, _step in walker.done) <= MOST_CORE
    the_plan_is_whole(seen.page)


def the_plan_is_whole(page: Page) -> None:
    """Nothing in the kept plan contradicts anything else in it, and the review shows what the firm said."""
    plan = read(page.evaluate(STORED))
    grave = [each for each in review(plan, today()) if each.severity is not Severity.NOTE]
    assert grave == []
    assert len(filled(plan)) > 15
    whole = page.locator(".live-outputs").inner_text()
    for words in ("Marcos Tres Listones", "Elvira", "Tomás"):
        assert words in whole
    for steps in WALK.values():
        for step in steps:
            if isinstance(step, Say) and " " in str(step.value) and step.control not in ("lines", "text"):
                assert str(step.value) in whole, step
