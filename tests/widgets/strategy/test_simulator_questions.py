"""What the owner asks of the simulator: what it takes, what it costs, ways side by side, the season, into the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tertulia.language import number, percent
from tertulia.models.strategy import growth
from tertulia.plan import plan_file
from tertulia.plan.export.document_blocks import Table
from tertulia.plan.export.outline import _growth
from tertulia.plan.schema import Plan
from tertulia.profile import ProfileKeeper
from tertulia.widgets import community_simulator
from tertulia.widgets.strategy import simulator
from tertulia.widgets.strategy.simulator_questions import (
    MOST_SCENARIOS,
    Scenario,
    cost_words,
    kept_as_json,
    scenario_words,
    scenarios_from,
)
from tests.widgets.strategy.test_simulator import plain, rows

pytestmark = pytest.mark.usefixtures("undrawn")

WAY = {"posts": 3.0, "promotion": 0.2, "hours": 4.0, "reply_hours": 1.0, "ambassadors": 0.0, "euros": 0.0}


@pytest.fixture(scope="module")
def exercise():
    return community_simulator("bakery")


@pytest.fixture
def bakery(exercise):
    exercise.who.value = "bakery"
    exercise.restart()
    return exercise


# what it takes and costs --------------------------------------------------------------------------------------


def test_what_it_takes_is_the_models_answer_lever_by_lever(bakery):
    bakery.controls.goal.value = 480
    needed = growth.what_it_takes(bakery.settings_now(), {growth.Lever.AMBASSADORS: bakery.firm.staff})
    told = plain(bakery.takes.value)
    assert "For an even chance of 480, changing one thing" in told
    for each in needed:
        if each.amount is None:
            assert f"the chance is {percent(each.chance)}" in told
    euros = next(each.amount for each in needed if each.lever is growth.Lever.EUROS)
    assert euros is not None and f"€{euros:.0f} of ads a week" in told


def test_where_no_hours_do_it_says_so(bakery):
    bakery.controls.goal.value = 5000
    told = plain(bakery.takes.value)
    for part in (
        "More hours do not do it: with up to two posts a day",
        "More posts within",
        "All your people sharing do not",
    ):
        assert part in told


def test_a_goal_that_is_likely_asks_for_nothing_more(bakery):
    bakery.controls.goal.value = 405
    assert bakery.result.chance >= 0.5
    assert "What would it take?" not in bakery.takes.value
    assert "Each person won against doing nothing costs" in plain(bakery.takes.value)


def test_an_hours_cost_counts_where_it_was_said(bakery):
    without = plain(bakery.takes.value)
    assert "of your time" in without and "your hours at" not in without
    bakery.controls.hour_euros.value = 20
    cost = growth.cost(bakery.result, 20)
    told = plain(bakery.takes.value)
    assert f"€{cost.euros_each:.2f}, your hours at €20 included" in told
    assert cost_words(growth.Cost(hours=10, euros=0, hours_each=None, euros_each=None), 20).startswith(
        "In the middle future nobody is won"
    )


# ways of working ----------------------------------------------------------------------------------------------


def test_ways_are_kept_compared_and_forgotten(bakery):
    assert bakery.ways.value == "" and bakery.drop_way.disabled and not bakery.keep_way.disabled
    bakery.keep_way.click()
    assert len(bakery.scenarios) == 1 and bakery.keep_way.disabled  # it is kept already
    bakery.controls.posts.value = 6
    bakery.keep_way.click()
    first, second = bakery.scenarios
    assert (first.posts, second.posts) == (3, 6)
    (table,) = rows(bakery.ways.value)
    assert [row[0] for row in table[1:]] == ["As it is set now", scenario_words(first), scenario_words(second)]
    of_first = growth.simulate(first.at(bakery.settings_now()))
    assert table[2][1] == f"{of_first.median[-1]:.0f}" and table[1][1:] == table[3][1:]
    for _press in range(2):
        bakery.drop_way.click()
    assert bakery.scenarios == () and bakery.ways.value == "" and bakery.drop_way.disabled


def test_the_fifth_makes_the_first_give_way(bakery):
    for posts in range(1, 7):
        bakery.controls.posts.value = posts
        bakery.keep_way.click()
    assert [each.posts for each in bakery.scenarios] == [3, 4, 5, 6] and len(bakery.scenarios) == MOST_SCENARIOS


def test_ways_are_resumed(bakery):
    bakery.keep_way.click()
    kept = bakery.state()
    assert kept == {"scenarios": kept_as_json(bakery.scenarios)}
    bakery.restart()
    assert bakery.state() is None
    bakery.resume(kept)
    assert kept_as_json(bakery.scenarios) == kept["scenarios"]


@pytest.mark.parametrize(
    "hostile",
    [
        7,
        {"posts": 1},
        [3],
        [{**WAY, "posts": "3"}],
        [{**WAY, "posts": True}],
        [{**WAY, "posts": float("nan")}],
        [{**WAY, "euros": 1e9}],
        [{**WAY, "promotion": 5.0}],
        [{**WAY, "reply_hours": 5.0}],
        [{**WAY, "hours": 500.0}],
        [{**WAY, "more": 1.0}],
        [{key: value for key, value in WAY.items() if key != "euros"}],
    ],
)
def test_a_way_nobody_can_work_is_left_out(bakery, hostile):
    assert scenarios_from(hostile) == ()
    bakery.resume({"scenarios": hostile})
    bakery.refresh()
    assert bakery.scenarios == () and not any(each.has_problem for each in bakery.controls.named().values())


def test_as_many_as_fit_are_taken_back_and_each_once():
    many = [{**WAY, "posts": float(n % 6)} for n in range(12)]
    assert [each.posts for each in scenarios_from(many)] == [0, 1, 2, 3]


# into the plan and its document -------------------------------------------------------------------------------


def test_ways_go_into_the_plan_its_file_and_its_document_and_come_back(bakery):
    bakery.keep_way.click()
    bakery.controls.euros.value = 50
    bakery.keep_way.click()
    plan = plan_file.read(plan_file.write(bakery.for_plan(Plan())))
    told = plan.growth.scenarios
    assert [each.done.euros for each in told] == [0, 50]
    for each, way in zip(told, bakery.scenarios, strict=True):
        ensemble = growth.simulate(way.at(bakery.result.settings))
        assert (each.low, each.median, each.high) == tuple(
            round(float(path[-1])) for path in (ensemble.low, ensemble.median, ensemble.high)
        )
        assert each.chance == pytest.approx(ensemble.chance) and each.name == scenario_words(way)
    (table,) = [block for block in _growth(plan) if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == [each.name for each in told]
    assert table.rows[1][1] == number(told[1].median)
    assert [
        block for block in _growth(replace(plan, growth=replace(plan.growth, scenarios=()))) if isinstance(block, Table)
    ] == []
    ways = bakery.scenarios
    bakery.scenarios = ()
    assert bakery.from_plan(plan)["weeks"] == 52
    assert bakery.scenarios == ways


def test_a_plan_with_a_way_nobody_can_work_opens_all_the_same(bakery):
    bakery.keep_way.click()
    plan = bakery.for_plan(Plan())
    (way,) = plan.growth.scenarios
    odd = replace(way, done=replace(way.done, hours=1.0, reply_hours=9.0))
    bakery.scenarios = ()
    bakery.from_plan(replace(plan, growth=replace(plan.growth, scenarios=(odd,))))
    assert bakery.scenarios == ()


# the firm's season and hour -----------------------------------------------------------------------------------


def test_season_and_quiet_months_come_from_the_profile(monkeypatch):
    monkeypatch.setattr(simulator, "today", lambda: date(2026, 9, 1))
    ProfileKeeper().change(
        sector="retail",
        audience=5000,
        goal=900,
        hours=4.0,
        open_months=(1, 2, 3, 4, 5, 6, 9, 10, 11, 12),
        quiet_months=(11,),
        quiet_hours=2.0,
    )
    mine = community_simulator("bakery")
    shares = mine.settings_now().hours_by_week
    assert len(shares) == 52
    days = [date(2026, 9, 4).toordinal() + 7 * week for week in range(52)]
    months = [date.fromordinal(each).month for each in days]
    for month, share in zip(months, shares, strict=True):
        assert share == (0.0 if month in (7, 8) else 0.5 if month == 11 else 1.0), month
    closed = sum(month in (7, 8) for month in months)
    assert f"Nothing is done in {closed} weeks, because you are closed." in mine.words.value
    mine.controls.weeks.value = 26
    assert "because you are closed" not in mine.words.value
    mine.who.value = "bakery"
    assert mine.settings_now().hours_by_week == ()


def test_what_an_hour_costs_is_known_from_elsewhere_and_told():
    ProfileKeeper().change(sector="retail", hour_euros=31.0)
    mine = community_simulator("bakery")
    assert mine.controls.hour_euros.value == 31
    mine.controls.hour_euros.value = 18
    assert ProfileKeeper().load().hour_euros == 18


def test_a_way_is_said_in_a_line():
    assert scenario_words(Scenario(**WAY)) == f"3 posts, 4 hours, {percent(0.2)} sell"
    rich = Scenario(**{**WAY, "euros": 50.0, "ambassadors": 1.0})
    assert scenario_words(rich) == f"3 posts, 4 hours, {percent(0.2)} sell, €50 of ads, 1 person shares"
