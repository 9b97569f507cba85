"""A new firm, told once, through all exercises by keyboard: no question twice, few operations, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tertulia import profile as profiles
from tertulia import widgets
from tertulia.clock import today
from tertulia.language import _
from tertulia.models.department import Department
from tertulia.models.finding import Severity
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.objective import Objective
from tertulia.plan.plan_file import read
from tertulia.plan.review import review
from tertulia.plan.schema import filled
from tertulia.profile import Account, Buyers, FoundAt, HowMuch, NotShown, Profile, SkillLevel, Women
from tertulia.widgets.base.firm_facts import USED_IN, Fact
from tests.browser.living import STORED, of_the_course
from tests.browser.walking import ADD, CORE, MIX, MOST, MOST_CORE, WALK, Press, Say, Walker

FIRM_KEPT = "localStorage.getItem('tertulia:firm')"


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
    assert list(WALK) == of_the_course() and len(WALK) == 21
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


def seen(control: Locator, kind: str, options: list[str]) -> Any:
    """What a control shows: a choice by its value, a number as one."""
    if kind == "Tick":
        return control.is_checked()
    if kind == "Choice":
        return options[control.evaluate("(list) => list.selectedIndex")]
    if kind == "Slider":
        return float(control.get_attribute("aria-valuenow") or "nan")
    return float(control.input_value().replace(",", ".")) if kind == "DecimalField" else control.input_value()


def known(walker: Walker, exercise: str, firm: Profile) -> set[str]:
    """Each fact told elsewhere stands in its control; gives the controls that need no answer any more."""
    stand = walker.read()
    found = set()
    for name, fact in facts_of(exercise).items():
        value = fact.read(firm)
        if value is not None:
            kind, label, entry, options = stand[name]
            assert entry == value, (exercise, name)
            found.add(name)
            if (shown := walker.at(kind, label)).count():
                assert seen(shown, kind, options) in (value, str(value)), (exercise, name)
    return found


def test_a_new_firm_walks_through_all_exercises_by_keyboard(visit, spoken):
    """Told once, it finds itself everywhere, says only what is new, loses nothing at a reload, and has a whole plan.

    In English and on a desk, `test_live.py` turns the same pages.
    """
    language = "es"
    spoken(language)
    seen = visit(390)
    walker = Walker(seen.page)
    labels: dict[str, str] = {}
    for exercise, steps in WALK.items():
        try:
            walker.open(f"{seen.address}/{language}/{exercise}.html")
            answered = known(walker, exercise, told(seen.page))
            for step in steps:
                if isinstance(step, Say):
                    label = walker.read()[step.control][1]
                    assert step.control not in answered, f"asked twice: {step.control}"
                    assert labels.setdefault(label, exercise) == exercise, f"asked twice: {label}"
                walker.do(exercise, step)
                if step == ADD:
                    expect(seen.page.locator(".tt-keep")).to_contain_text(_("It is in your plan."))
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
    whole = (page.locator(".live-outputs").text_content() or "").replace("\u00a0", " ")
    for words in ("Marcos Tres Listones", "Elvira", "Tomás"):
        assert words in whole
    for steps in WALK.values():
        for step in steps:
            if isinstance(step, Say) and " " in str(step.value) and step.control not in ("lines", "text"):
                assert str(step.value) in whole, step


TOLD = Profile(
    sector="trade_workshop",
    name="Marcos Tres Listones",
    makes="marcos a medida",
    region="ES-CL",
    people=4,
    leader=Department.OWNER,
    answers="Elvira",
    stand_in="Tomás",
    buyers=Buyers.PEOPLE,
    ages=("35-54", "55-74"),
    women=Women.MOST,
    places=(FoundAt.WEBSITE, FoundAt.MAP, FoundAt.EMAIL),
    hours=4.5,
    euros=10.0,
    skills=(SkillLevel(ContentSkill.PHOTO, HowMuch.SOME),),
    refuses=(NotShown.FACES,),
    accounts=(Account("facebook", 180),),
    network="facebook",
    aim=Objective.NEW_CUSTOMERS,
    posts=3.0,
    promotion=0.25,
    reply_hours=1.5,
    audience=3000,
    goal=250,
    details_right=True,
    hour_euros=16.0,
    margin=35.0,
    traced=2,
)


@pytest.mark.parametrize("exercise", WALK)
def test_every_exercise_knows_a_firm_that_was_told(monkeypatch, tmp_path, exercise):
    """Where the walk is not repeated, what was told stands in the controls all the same."""
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    profiles.ProfileKeeper().change(**vars(TOLD))
    here = getattr(widgets, exercise.rpartition("/")[2])("mine")
    entries = {name: control.entry for name, control in here.controls.named().items()}
    for name, fact in here.facts.items():
        value = fact.read(TOLD)
        assert value is None or entries[name] == value, name


def few() -> list[str]:
    """Exercises that use every fact between them."""
    uses = {exercise: {fact.name for fact in facts_of(exercise).values()} for exercise in WALK}
    left, chosen = set().union(*uses.values()), []
    while left:
        chosen.append(max(uses, key=lambda exercise: len(uses[exercise] & left)))
        left -= uses[chosen[-1]]
    return chosen


def test_a_page_shows_what_was_told_and_adds_none_of_ours(visit, spoken):
    spoken("es")
    seen = visit(1280)
    seen.page.add_init_script(f"localStorage.setItem('tertulia:firm', {json.dumps(profiles.write(TOLD))})")
    walker = Walker(seen.page)
    found = set()
    for exercise in few():
        try:
            walker.open(f"{seen.address}/es/{exercise}.html")
            found |= {fact.name for name, fact in facts_of(exercise).items() if name in known(walker, exercise, TOLD)}
            assert told(seen.page) == TOLD, "looking changes nothing"
            assert seen.page.locator(".live-outputs select").first.evaluate("(who) => who.selectedIndex") == 0
        except Exception as problem:
            problem.add_note(exercise)
            raise
    assert found >= USED_IN.keys() - {"second", "departments", "staff"}


# ---- undone ----------------------------------------------------------------------------------------------------------


def edition(page: Page, number: int) -> None:
    """Wait until the browser keeps this edition of the plan."""
    page.wait_for_function(f"JSON.parse({STORED} ?? '{{}}').edition === {number}")


def kept_parts(page: Page) -> dict[str, Any]:
    """The kept plan without the count of how often it was kept."""
    return {name: part for name, part in json.loads(page.evaluate(STORED)).items() if name != "edition"}


def test_a_change_of_the_plan_is_undone_in_the_page(visit):
    """Add, change, add: the page's Undo brings back the plan, leaves the controls, and undoes no more than there is."""
    seen = visit()
    walker = Walker(seen.page)
    walker.open(f"{seen.address}/en/{MIX}.html")
    walker.do(MIX, ADD)
    edition(seen.page, 1)
    first = kept_parts(seen.page)
    walker.do(MIX, Say("posts", 4))
    walker.do(MIX, ADD)
    edition(seen.page, 2)
    assert kept_parts(seen.page) != first
    walker.do(MIX, Press("Undo"))
    expect(seen.page.locator(".tt-keep")).to_contain_text("Undone: your plan is as it was before.")
    edition(seen.page, 3)
    assert kept_parts(seen.page) == first
    expect(seen.page.locator(".tt-keep").get_by_role("button", name="Undo")).to_have_count(0)
    expect(walker.at("Slider", "Posts per week")).to_have_attribute("aria-valuetext", "4 posts")
    walker.do(MIX, ADD)
    edition(seen.page, 4)
    assert kept_parts(seen.page) != first
