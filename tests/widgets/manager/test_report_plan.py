"""The monthly report beside the plan: the kept one for "my firm", and those of the invented firms."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tertulia.models.strategy.canvas import KpiKind
from tertulia.plan import storage
from tertulia.plan.examples import EXAMPLES, example
from tertulia.plan.schema import Firm, Growth, Kpi, Measured, Month, Plan, Report, Strategy, Tactic
from tertulia.widgets import monthly_report

TODAY = date(2026, 11, 25)
BEGUN = TODAY - timedelta(weeks=10)
BY = BEGUN + timedelta(weeks=20)
MINE = Plan(
    firm=Firm(name="Horno Nuevo"),
    strategy=Strategy(
        objective=None,
        begun=BEGUN,
        kpis=(
            Kpi(
                name="customers on <b>Tuesday</b>",
                kind=KpiKind.VISITS,
                baseline=20,
                target=40,
                unit="customers",
                by=BY,
                owner="",
                source="till",
            ),
            Kpi(name="hours until an answer", kind=KpiKind.ANSWER_TIME, baseline=30, target=6, unit="hours", by=BY),
        ),
        tactics=(Tactic(text="Show what leaves the oven at five", kpi=0),),
    ),
    growth=Growth(audience=5000, today=200, goal=300, weeks=52, low=180, median=260, high=400),
    report=Report((Month(begins=date(2026, 10, 1), measured=(Measured(0, 24.0),)),)),
)
POSTS = "Fecha;Tipo;Alcance;Me gusta;Comentarios;Compartidos\n" + "\n".join(
    f"2026-{month:02d}-{day:02d};Foto;{1000 + day};{10 + day};1;0" for month in (9, 10) for day in range(1, 21)
)


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    monkeypatch.setenv("TERTULIA_TODAY", str(TODAY))
    storage.keeper().save(MINE, None)
    return tmp_path / "my-plan.json"


@pytest.fixture
def mine(kept):
    return monthly_report("mine")


def fill(exercise, *values, community=0):
    for place, value in enumerate(values):
        exercise.controls.plan.measured[place].value = value
    exercise.controls.plan.community.value = community


def text(piece) -> str:
    return html.unescape(piece.value)


def verdicts(exercise):
    return {each.progress.place: each.progress.verdict for each in exercise.side.numbers}


def test_the_kept_plan_says_what_was_wanted_and_asks_for_its_numbers(mine):
    assert "from 20 to 40 customers by 3 February 2027" in mine.controls.wanted.value
    assert mine.controls.plan.measured[0].widget.description == "customers on <b>Tuesday</b> (customers)"
    shown = [each.box for each in mine.controls.plan.named().values() if each.box in mine.side.card.children]
    assert len(shown) == 4, "the day, two numbers, the community"


def test_each_number_lies_where_it_was_expected_or_not_and_the_worst_comes_first(mine):
    fill(mine, 29, 25, community=212)
    assert verdicts(mine) == {0: "within", 1: "below", 2: "within"}
    told = text(mine.picture)
    assert "hours until an answer: 25, behind what was expected (12 to 24); 21\u202f% of the way done" in told
    assert "29, where it was expected (25 to 35); 45\u202f% of the way done; last report 24" in told
    assert "People in the community: 212, where it was expected (196 to 238)" in told
    assert told.index("hours until an answer: 25") < told.index("customers on <b>Tuesday</b>: 29")
    assert "2 of 3" in mine.numbers.value and "behind what the plan expected" in text(mine.words)
    fill(mine, 21, 25)
    assert "<b>Tuesday" not in mine.picture.value + mine.words.value + mine._repr_mimebundle_()["text/html"]


def test_what_to_change_next_names_the_tactic_of_the_number_that_is_behind(mine):
    fill(mine, 21, 18)
    assert "did we do this every week: “Show what leaves the oven at five”" in mine.controls.change.value
    fill(mine, 36, 25)
    assert "“hours until an answer”: nothing in the plan moves it" in mine.controls.change.value
    assert "raise the goal" in mine.controls.change.value
    fill(mine, 30, 18, community=212)
    assert "Go on with the plan as it is" in mine.controls.change.value
    fill(mine, None, 18)
    assert "measure it before the next report (till)" in mine.controls.change.value


def test_another_firms_posts_say_nothing_about_mine(mine):
    assert mine.plan_button.button.disabled and "write what you measured" in mine.plan_button.line.status.value
    fill(mine, 29)
    assert not mine.plan_button.button.disabled
    assert "My firm: November 2026" in mine.picture.value and "2014" not in mine.picture.value
    assert "Photo" not in mine.controls.learned.value + mine.controls.change.value
    assert "Own figures" in mine.picture.value


def test_the_month_goes_into_the_plan_beside_the_earlier_ones(mine, kept):
    fill(mine, 29, None, community=212)
    mine.controls.learned.value = "Tuesday works"
    mine.plan_button.add()
    first, month = storage.keeper().load().plan.report.months
    assert first == MINE.report.months[0]
    assert (month.begins, month.measured, month.followers) == (date(2026, 11, 1), (Measured(0, 29.0),), 212)
    assert month.learned == "Tuesday works" and month.change == mine.controls.change.value
    fill(mine, 31, None, community=212)
    mine.plan_button.add()
    assert [each.measured for each in storage.keeper().load().plan.report.months] == [
        (Measured(0, 24.0),),
        (Measured(0, 31.0),),
    ]


def test_the_loaded_export_brings_its_month_and_its_followers_unless_they_were_typed(mine):
    mine.controls.own.source.value = "paste"
    mine.controls.own.followers.value = 215
    mine.controls.own.paste.value = POSTS
    assert mine.controls.plan.measured_on.value == date(2026, 10, 31)
    assert mine.controls.plan.community.value == 215 and verdicts(mine)[2] == "within"
    assert "The plan beside what happened, 31 October 2026" in mine.picture.value
    month = mine.for_plan(MINE).report.months[-1]
    assert (month.begins, month.followers) == (date(2026, 10, 1), 215)
    mine.controls.plan.measured_on.value = date(2026, 11, 2)
    assert mine.for_plan(MINE).report.months[-1].begins == date(2026, 10, 1), "October, measured in November"
    mine.controls.plan.measured_on.value = date(2026, 10, 31)
    mine.controls.plan.community.value = 190
    mine.controls.own.followers.value = 220
    assert mine.controls.plan.community.value == 190
    mine.controls.month.value = 12 * 2026 + 8
    assert mine.controls.plan.measured_on.value == date(2026, 9, 30)


def test_a_followers_kpi_is_judged_by_what_was_simulated(kept):
    followers = Kpi(
        name="followers", kind=KpiKind.FOLLOWERS, baseline=220, target=1000, unit="", by=BEGUN + timedelta(weeks=40)
    )
    plan = replace(MINE, strategy=replace(MINE.strategy, kpis=(followers,)))
    storage.keeper().save(plan, storage.keeper().load().stamp)
    exercise = monthly_report("mine")
    assert exercise.controls.plan.community.box not in exercise.side.card.children
    fill(exercise, 230)
    (followers,) = exercise.side.numbers
    progress = followers.progress
    low, _median, high = exercise.side._fan().at(TODAY)
    assert (progress.expected.low, progress.expected.high) == (pytest.approx(1.1 * low), pytest.approx(1.1 * high))
    assert progress.step == "rethink_goal" and "too slow for the goal" in exercise.controls.change.value
    assert "the straight way to the goal would need 415" in exercise.picture.value
    assert exercise.for_plan(plan).report.months[-1].followers == 230


@pytest.mark.parametrize("firm", EXAMPLES)
def test_an_invented_firm_is_measured_against_its_own_plan_file(firm):
    exercise = monthly_report(firm)
    exercise.who.value = firm  # who has a plan sees their own firm first
    plan = example(firm, TODAY - timedelta(weeks=8))
    assert exercise.side.plan == plan
    assert len(exercise.side.numbers) == len(plan.strategy.kpis) + (firm != "workshop")
    assert all(each.progress.value is not None for each in exercise.side.numbers)
    month = exercise.for_plan(plan).report.months[-1]
    assert len(month.measured) == len(plan.strategy.kpis)
    assert exercise.for_plan(MINE).report.months[-1].measured == (), "other numbers than mine"
    assert "Photo" in exercise.controls.learned.value and "Photo" not in month.learned + month.change
    exercise.controls.change.value += "\nPhotograph the oven"
    assert "Photograph the oven" in exercise.for_plan(plan).report.months[-1].change


def test_changing_the_firm_opens_its_plan_and_mine_again(mine):
    fill(mine, 29)
    mine.who.value = "guesthouse"
    assert mine.side.plan.firm.name == "Casa Alba" and mine.side.values == (13.0,)
    storage.keeper().save(replace(MINE, strategy=Strategy()), storage.keeper().load().stamp)
    mine.who.value = "mine"
    assert mine.side.values == () and "no numbers yet" in mine.side.note.value
    assert verdicts(mine) == {}


def test_a_plan_that_cannot_be_read_is_said_and_left_alone(kept):
    kept.write_text("{")
    kept.with_name(f"{kept.name}.backup").unlink(missing_ok=True)
    exercise = monthly_report("mine")
    assert exercise.side.plan == Plan() and 'role="status"' in exercise.side.note.value
    assert kept.read_text() == "{"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("measured_on", None, "Choose the day"),
        ("measured_on", TODAY + timedelta(days=1), "still to come"),
        ("community", -1, "number of people"),
        ("measured.0", "many", "Write a number"),
    ],
)
def test_what_cannot_be_measured_is_said_at_its_field(mine, name, value, words):
    fill(mine, 29)
    before = mine.picture.value
    mine.controls[name].widget.value = value
    assert words in mine.controls[name]._message.value and mine.picture.value == before
    assert mine.plan_button.button.disabled


def test_a_community_inside_what_was_simulated_is_told_to_prove_nothing(mine):
    words = "does not prove that the work did it"
    assert words not in " ".join(mine.side.lessons())
    fill(mine, 30, 20, community=215)
    assert words in mine.side.lessons()[-1]
    # Below it there is something else to say; without a simulation there is no band.
    fill(mine, 30, 20, community=100)
    assert words not in " ".join(mine.side.lessons())
    fill(mine, 30, 20, community=215)
    mine.side.plan = replace(MINE, growth=Growth())
    mine.side.judge()
    assert words not in " ".join(mine.side.lessons())
