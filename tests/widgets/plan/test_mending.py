"""Mend it: each finding's link leads to the control that mends it, and mending changes nothing else in the plan."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

from tertulia import widgets
from tertulia.plan.mending import SECTIONS, Target, target
from tertulia.plan.review import review
from tertulia.widgets.base.controls import anchor
from tertulia.widgets.base.exercise import Exercise, address
from tertulia.widgets.base.static_html import static_html
from tertulia.widgets.plan.review_answer import finding_list
from tests.plan.test_review import FAULTS, TODAY

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.usefixtures("place")


def opened(where: Target, firm: str = "bakery") -> Exercise[Any]:
    """The exercise of this page, as its notebook opens it."""
    return getattr(widgets, where.page.rpartition("/")[2])(firm)


# where the links lead ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", FAULTS)
def test_each_finding_leads_to_a_page_and_a_control_that_are_there(code):
    plan = FAULTS[code][0]
    for item in review(plan, TODAY):
        where = target(item, plan)
        assert (ROOT / f"{where.page}.ipynb").is_file()
        assert where.control in opened(where).controls.named()


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_can_be_changed_at_a_control_that_is_there(section):
    where = SECTIONS[section]
    assert (ROOT / f"{where.page}.ipynb").is_file() and where.control in opened(where).controls.named()


@pytest.mark.parametrize("name", widgets.__all__)
def test_each_control_has_an_anchor_of_its_own_live_and_finished(name):
    exercise = getattr(widgets, name)("bakery")
    anchors = {control: f"tt-{anchor(control)}" for control in exercise.controls.named()}
    assert len(set(anchors.values())) == len(anchors)
    assert all(re.fullmatch("tt-field-[A-Za-z0-9-]+", each) for each in anchors.values())
    finished = re.findall(r'class="([^"]*)"', static_html(exercise.widget))
    for control, each in anchors.items():
        assert each in exercise.controls[control].box._dom_classes
        assert sum(each in classes.split() for classes in finished) <= 1


def test_the_link_names_the_control():
    plan = FAULTS["kpi_incomplete"][0]
    shown = html.unescape(finding_list(review(plan, TODAY), plan))
    assert f'href="{address("exercises/strategy/strategy_canvas")}#field-kpis-0-baseline"' in shown
