"""Pages that are not in an edition: nothing links to them, and nothing offers to go there."""

from __future__ import annotations

import inspect
import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from tertulia import widgets
from tertulia.language import _
from tertulia.models.strategy.objective import Objective
from tertulia.plan.mending import SECTIONS, target
from tertulia.plan.review import review
from tertulia.plan.schema import Plan, Strategy
from tertulia.profile import ProfileKeeper
from tertulia.terms import aim_words
from tertulia.widgets.base.exercise import Exercise, address
from tertulia.widgets.base.firm_facts import PAGES, USED_IN, exercise_title
from tertulia.widgets.base.static_html import static_html
from tertulia.widgets.inside.workplaces_words import instead_words
from tertulia.widgets.plan.review_answer import finding_list, whole_plan
from tests import made_edition

ROOT = Path(__file__).resolve().parents[3]
EXERCISES = tuple(str(path.relative_to(ROOT).with_suffix("")) for path in sorted(ROOT.glob("exercises/*/*.ipynb")))
PRACTICE = tuple(str(path.relative_to(ROOT).with_suffix("")) for path in sorted(ROOT.glob("chapters/practice/*.md")))


@pytest.fixture
def leave_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Exercise, "draw", lambda *_given: None)
    return lambda *pages: made_edition.use(monkeypatch, tmp_path / "editions", firms=("bakery",), left_out=pages)


def links(html: str) -> set[str]:
    return set(re.findall(r'href="(?:\.\./\.\./)([^"#]*)\.(?:ipynb|md|html)', html))


@pytest.mark.parametrize("name", widgets.__all__)
def test_with_no_other_page_no_exercise_links_anywhere(leave_out, name):
    ProfileKeeper().change(sector="retail", name="Ferretería Sol", people=1)
    leave_out()
    before = links(static_html(getattr(widgets, name)("mine").widget))
    leave_out(*EXERCISES, *PRACTICE)
    html = static_html(getattr(widgets, name)("mine").widget)
    assert links(html) == set() and 'href=""' not in html
    assert before or name == "your_firm", "with all pages each links at least to the firm"


def test_a_page_that_is_left_out_has_no_address(leave_out):
    leave_out("exercises/inside/rumour_run")
    assert address("exercises/inside/rumour_run", "delay") == ""
    assert address("exercises/inside/workplace_network").startswith("../../exercises/inside/workplace_network.")


def test_the_review_says_what_is_missing_and_sends_nobody_to_a_page_that_is_gone(leave_out):
    plan, day = Plan(strategy=Strategy(begun=date(2026, 11, 25))), date(2026, 11, 25)
    found = review(plan, day)
    pages = {target(each, plan).page for each in found}
    assert len(pages) > 1
    leave_out()
    assert links(finding_list(found, plan)) == pages
    gone = "exercises/strategy/strategy_canvas"
    leave_out(gone)
    html = finding_list(found, plan)
    assert links(html) == pages - {gone}
    assert html.count("<li ") == len(found) and html.count("Mend it") < len(found)


def test_the_whole_plan_offers_no_way_to_a_page_that_is_gone(leave_out):
    plan = Plan(strategy=Strategy(objective=Objective.LISTEN))
    leave_out()
    assert SECTIONS["strategy"].page in links(whole_plan(plan))
    leave_out(SECTIONS["strategy"].page)
    assert aim_words(Objective.LISTEN).lower() in whole_plan(plan) and "Change it there" not in whole_plan(plan)


def test_an_answer_is_kept_also_where_no_page_shows_the_plan(leave_out):
    leave_out("exercises/plan/plan_review")
    canvas = widgets.strategy_canvas("mine")
    canvas.controls.audience.value = "who works nearby"
    canvas.plan_button.add()
    said = canvas.plan_button.line.status.value
    assert "It is in your plan." in said and "href" not in said


def test_only_exercises_that_are_there_are_said_to_use_a_fact(leave_out):
    leave_out(PAGES["growth"])
    mix = widgets.content_mix("mine")
    mix.controls.reply_hours.value = 0.5
    assert mix.used_elsewhere.value == "" and "growth" in USED_IN["reply_hours"]
    mix.controls.hours.value = 6.0
    assert exercise_title("canvas") in mix.used_elsewhere.value
    assert exercise_title("growth") not in mix.used_elsewhere.value


def test_every_exercise_that_uses_facts_has_its_page():
    assert set(PAGES) == {name for users in USED_IN.values() for name in users} | {"conversation", "adoption"}
    assert set(PAGES.values()) <= set(EXERCISES)
    for name, page in PAGES.items():
        made = re.search(r"from (\S+) import (\w+)", inspect.getsource(getattr(widgets, page.rpartition("/")[2])))
        assert made and getattr(import_module(made[1]), made[2]).name == name


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ((), {"exercises/networking/contact_map", "exercises/manager/inbox_drill"}),
        (("exercises/networking/contact_map",), {"exercises/manager/inbox_drill"}),
        (("exercises/manager/inbox_drill",), {"exercises/networking/contact_map"}),
        (("exercises/networking/contact_map", "exercises/manager/inbox_drill"), set()),
    ],
)
def test_a_sentence_with_two_ways_says_those_there_are(leave_out, gone, left):
    leave_out(*gone)
    assert links(instead_words()) == left and instead_words().startswith(_("The people who speak of you are outside"))
