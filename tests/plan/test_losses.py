"""What a change would take out of a plan is named, and can be put back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import Phase, given, settings

from tertulia.models.strategy.objective import Objective
from tertulia.plan.examples import EXAMPLES, example
from tertulia.plan.losses import Loss, losses, without_losses
from tertulia.plan.schema import Audience, Check, Foundations, Kpi, Plan, Strategy, Tactic
from tests.plan.plans import sections

FULL = Plan(
    audience=Audience(who="families"),
    strategy=Strategy(
        objective=Objective.QUIET_HOURS,
        kpis=(Kpi(name="orders", baseline=3.0, target=9.0),),
        tactics=(Tactic(text="show the bread"), Tactic(text="answer at noon")),
    ),
)


def test_an_emptied_value_is_a_loss_and_a_changed_one_is_not():
    after = replace(FULL, audience=Audience(who="offices"))
    assert losses(FULL, after) == ()
    assert losses(FULL, replace(FULL, audience=Audience())) == (Loss("audience", "families"),)


def test_a_shorter_list_names_what_would_be_gone():
    after = replace(FULL, strategy=replace(FULL.strategy, tactics=(Tactic(text="answer at noon"),), objective=None))
    assert losses(FULL, after) == (Loss("strategy", Objective.QUIET_HOURS), Loss("strategy", "show the bread"))
    assert without_losses(FULL, after).strategy.objective is Objective.QUIET_HOURS
    assert {each.text for each in without_losses(FULL, after).strategy.tactics} == {"show the bread", "answer at noon"}


def test_a_longer_list_and_a_filled_blank_are_no_loss():
    after = replace(FULL, strategy=replace(FULL.strategy, tactics=(*FULL.strategy.tactics, Tactic(text="new"))))
    assert losses(FULL, after) == ()
    assert without_losses(FULL, after) == after


def test_what_an_exercise_works_out_itself_is_no_loss():
    before = Plan(foundations=Foundations(checks=(Check("web", True),), first=("one", "two")))
    assert losses(before, replace(before, foundations=replace(before.foundations, first=()))) == ()


@pytest.mark.parametrize("firm", EXAMPLES)
def test_an_empty_plan_loses_everything_and_everything_comes_back(firm):
    plan = example(firm, date(2026, 3, 2))
    gone = {loss.section for loss in losses(plan, Plan())}
    assert {"strategy", "audience", "duties"} <= gone
    back = without_losses(
        plan,
        replace(
            Plan(), content=plan.content, networks=plan.networks, foundations=plan.foundations, contacts=plan.contacts
        ),
    )
    assert losses(plan, back) == ()


def test_entries_of_the_same_name_come_back_all_of_them():
    before = Strategy(kpis=(Kpi(name="calls", baseline=1.0), Kpi(name="orders", target=2.0), Kpi(name="calls")))
    after = Strategy(kpis=(Kpi(name="visits"), Kpi(), Kpi()))
    old, new = Plan(strategy=before), Plan(strategy=after)
    assert losses(old, new) and losses(old, without_losses(old, new)) == ()


@settings(max_examples=60, phases=[Phase.explicit, Phase.reuse, Phase.generate], deadline=None)
@given(sections(Strategy), sections(Strategy))
def test_put_back_nothing_is_lost(before, after):
    old, new = Plan(strategy=before), Plan(strategy=after)
    assert losses(old, without_losses(old, new)) == ()
