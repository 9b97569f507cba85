"""Mend it: each finding's link leads to the control that mends it, and mending changes nothing else in the plan."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tertulia import browser, widgets
from tertulia.entries import EntriesKeeper
from tertulia.language import speak
from tertulia.models.start.foundations_questions import Question
from tertulia.models.strategy.canvas import KpiKind
from tertulia.plan import storage
from tertulia.plan.mending import SECTIONS, Target, target
from tertulia.plan.review import PlanFinding, review
from tertulia.plan.schema import Check, Chosen, Kpi, Networks, Plan, Tactic, Workplace
from tertulia.profile import ProfileKeeper
from tertulia.widgets import (
    ambassador_programme,
    community_simulator,
    content_mix,
    foundations_check,
    network_picker,
    plan_review,
    strategy_canvas,
    workplace_network,
    your_firm,
)
from tertulia.widgets.base.controls import anchor
from tertulia.widgets.base.exercise import Exercise, address
from tertulia.widgets.base.static_html import static_html
from tertulia.widgets.plan.review_answer import finding_list
from tests.plan.test_review import FAULTS, GOOD, TODAY

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.usefixtures("place", "undrawn")


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


# there and back ---------------------------------------------------------------------------------------------

Moves = Mapping[str, Any]
"""What a learner chooses or types, by control."""

READY = {f"questions.{question}": True for question in Question}

MENDED: Mapping[str, tuple[Moves, set[str]]] = {
    "tactics_no_objective": ({"objective": "quiet_hours"}, {"strategy.objective"}),
    "no_objective": ({"objective": "quiet_hours"}, {"strategy.objective", "strategy.begun"}),
    "no_kpi": ({"kpis.0.kind": "visits"}, {"strategy.kpis", "strategy.begun"}),
    "kpi_incomplete": ({"kpis.0.baseline": 22.0}, {"strategy.kpis.0.baseline", "strategy.begun"}),
    "kpi_backwards": ({"kpis.0.target": 35.0}, {"strategy.kpis.0.target"}),
    "kpi_past": ({"kpis.0.by": date(2027, 5, 24)}, {"strategy.kpis.0.by"}),
    "followers_for_sales": ({"kpis.0.kind": "visits"}, {"strategy.kpis.0.kind"}),
    "tactic_without_kpi": ({"tactics.0.kpi": 0}, {"strategy.tactics.0.kpi"}),
    "no_audience": ({"audience": "neighbours"}, {"audience.who"}),
    "no_question": ({"question": "Which bread?"}, {"audience.questions"}),
    "no_website": ({"questions.website": True}, {"foundations.website"}),
    "no_email": ({"questions.email_read": True}, {"foundations.email"}),
    "details_wrong": ({"questions.listing_right": True, "questions.current": True}, {"foundations.details_right"}),
    "slow_answers": ({"answers_within": 24}, {"foundations.answers_within"}),
    "nobody_answers": ({"response_owner": "Pilar"}, {"duties.answers"}),
    "no_stand_in": ({"sector": "bakery", "stand_in": "Marisol"}, {"duties.stand_in"}),
    "sales_owns": ({"channel_owner": "owner"}, {"duties.channel"}),
    "nobody_owns": ({"channel_owner": "owner"}, {"duties.channel"}),
    "no_hours": ({"hours": 4.0}, {"duties.hours"}),
    "reply_hours_missing": ({"reply_hours": 1.5}, {"duties.reply_hours"}),
    "hours_over": ({"tactics.0.hours": 1.0}, {"strategy.tactics.0.hours"}),
    "no_network": ({"website": False}, {"networks", "foundations.website"}),
    "networks_over": ({"firms": 0, "regulars": 0.0}, {"networks"}),
    "not_yet_but_posting": ({"website": True}, {"networks"}),
    "promotion_over": ({"shares.promotion": 1}, {"content.parts"}),
    "no_calendar": ({"sector": "bakery"}, set()),
    "calendar_over": ({"start": date(2026, 11, 30)}, set()),
    "hours_impossible": ({"hours": 4.0}, {"duties.hours"}),
    "too_few_hours": ({"hours": 4.0}, {"duties.hours"}),
    "replies_over_hours": ({"reply_hours": 1.5}, {"duties.reply_hours"}),
    "posts_over_hours": ({"posts": 3}, {"content.posts"}),
    "brief_over_hours": ({"posts": 1, "messages": 3}, {"brief", "duties.tasks"}),
    "networks_at_once": ({"firms": 0}, {"networks"}),
    "mostly_promotion": ({"promotion_cap": 20, "shares.promotion": 1}, {"content.parts", "content.cap"}),
    "calendar_other_posts": ({"posts": 3}, {"content.posts"}),
    "not_yet_but_open": (READY, {"foundations"}),
    "not_yet_but_open_first": (READY, {"foundations"}),
    "no_stand_in_alone": ({"sector": "bakery", "stand_in": "Marisol"}, {"duties.stand_in"}),
    "inside_but_alone": ({"sector": "bakery", "people": 6}, {"firm.staff"}),
    "slow_news": ({"delay": 0}, {"announcements"}),
    "news_not_to_all": ({"delay": 0}, {"announcements"}),
    "ambassadors_over_staff": ({"staff": 6, "volunteers": 50}, {"ambassadors.people"}),
    "review_too_late": ({"day": date(2027, 3, 1)}, {"reviews.dates"}),
    "kpi_too_soon": ({"kpis.0.by": date(2027, 5, 24)}, {"strategy.kpis.0.by"}),
    "kpi_too_late": ({"kpis.0.by": date(2027, 5, 24)}, {"strategy.kpis.0.by"}),
    "kpi_beyond_simulated": ({"kpis.0.target": 430.0}, {"strategy.kpis.0.target"}),
    "kpi_beyond_published": ({"kpis.0.target": 430.0}, {"strategy.kpis.0.target"}),
    "goal_below_today": ({"goal": 430}, {"growth.goal"}),
    "growth_other_posts": ({"posts": 3}, {"growth.simulated_with"}),
    "growth_other_promotion": ({"promotion": 15}, {"growth.simulated_with"}),
    "goal_outside": ({"goal": 430}, {"growth.goal"}),
    "goal_unlikely": ({"goal": 425}, {"growth.goal"}),
    "growth_other_hours": ({"hours": 4.0}, {"growth.simulated_with"}),
    "no_expectation": ({"audience": 8000, "today": 400, "goal": 430}, {"growth"}),
    "nothing_inside": ({"channel": 100}, {"workplace"}),
    "not_voluntary": ({"voluntary": True}, {"ambassadors.voluntary"}),
    "no_policy": ({"policy": True}, {"ambassadors.policy"}),
    "no_crisis": ({"budget": 45}, {"crisis.steps", "crisis.rules"}),
    "no_results": ({"measure": "interactions"}, {"results.watch"}),
    "no_listening": ({"name": "Horno Tres Calles"}, {"listening.words"}),
    "no_review_date": ({"day": date(2027, 3, 1)}, {"reviews.dates"}),
    "review_past": ({"day": date(2027, 3, 1)}, {"reviews.dates"}),
    "empty": ({"questions.named": True}, {"foundations"}),
}
"""For each finding what the learner does at the control, and what of the plan that is to change."""

WORKED_OUT = {
    "content.entries",
    "content.posts",
    "foundations.first",
    "foundations.checks",
    "growth.low",
    "growth.median",
    "growth.high",
    "growth.chance",
    "growth.begun",
    "growth.weeks",
    "growth.simulated_with.reply_hours",
    "foundations.verdict",
    "listening.minutes",
}
"""What an exercise computes anew from its answers; the learner named none of it."""


def later(plan: Plan, weeks: int) -> Plan:
    """The same plan, its calendar moved."""
    entries = tuple(replace(each, day=each.day and each.day + timedelta(weeks=weeks)) for each in plan.content.entries)
    return replace(plan, content=replace(plan.content, entries=entries))


PLANS = {code: fault[0] for code, fault in FAULTS.items()} | {"calendar_over": later(GOOD, -10)}


def differing(before: Any, after: Any, path: str = "") -> list[str]:
    """Where two plans differ: sections, fields, entries of lists that are as long as they were."""
    if before == after or path in WORKED_OUT | {"edition"}:
        return []
    if is_dataclass(before):
        names = [each.name for each in fields(before)]
        under = [(name, getattr(before, name), getattr(after, name)) for name in names]
    elif isinstance(before, tuple) and len(before) == len(after):
        under = [(str(place), old, new) for place, (old, new) in enumerate(zip(before, after, strict=True))]
    else:
        return [path]
    return [found for name, old, new in under for found in differing(old, new, f"{path}.{name}".lstrip("."))]


def kept() -> Plan:
    return storage.keeper().load().plan


def add(exercise: Exercise[Any]) -> None:
    assert not exercise.plan_button.button.disabled, exercise.plan_button.line.status.value
    exercise.plan_button.button.click()


def test_each_finding_is_mended_somewhere():
    settled_in_the_review = {PlanFinding.TWO_ANSWERS}
    assert set(MENDED) == set(PLANS) - settled_in_the_review == set(PlanFinding) - settled_in_the_review


@pytest.mark.parametrize("code", MENDED)
def test_there_and_back_mends_the_finding_and_keeps_the_rest(code):
    storage.keeper().save(PLANS[code], None)
    before = kept()
    where = target(next(item for item in review(before, TODAY) if item.code == code), before)
    moves, changes = MENDED[code]
    assert where.control in moves
    exercise = opened(where)
    for name, value in moves.items():
        exercise.controls[name].value = value
    if code == "no_crisis":
        exercise.close()
    add(exercise)
    if code in ("networks_over", "networks_at_once"):  # networks that were chosen by hand are not taken out unasked
        _keep, take_out = exercise.plan_button.line.choices.children
        take_out.click()
    if code == "brief_over_hours":  # who does what, and when, is not asked there
        keep, _take_out = exercise.plan_button.line.choices.children
        keep.click()
    after = kept()
    assert code not in {item.code for item in review(after, TODAY)}
    lost = [path for path in differing(before, after) if not any(f"{path}.".startswith(f"{each}.") for each in changes)]
    assert lost == []
    assert set(before.foundations.checks) <= set(after.foundations.checks)
    assert set(before.crisis.rules) <= set(after.crisis.rules)
    assert "It is in your plan." in exercise.plan_button.line.status.value
    assert code not in {item.code for item in plan_review().findings}


# what a kept plan gives to begin with -----------------------------------------------------------------------

SAME = {
    strategy_canvas: set(),
    network_picker: set(),
    content_mix: set(),
    community_simulator: set(),
    foundations_check: set(),
    ambassador_programme: set(),
    # the network inside is drawn anew, and what it says of the channel with it
    workplace_network: {"workplace.channel"},
}
"""Exercises that give back what they were given, and what they say otherwise."""


@pytest.mark.parametrize("made", SAME, ids=lambda made: made.__name__)
def test_added_again_on_another_device_the_plan_stays_as_it_was(made):
    storage.keeper().save(GOOD, None)
    before = kept()
    exercise = made("bakery")
    assert exercise.who.value == "mine" and exercise.used_elsewhere.value == ""
    add(exercise)
    found = [path for path in differing(before, kept()) if path not in SAME[made]]
    assert found == []


def test_the_firm_is_known_from_the_plan_and_needs_a_sector_only():
    storage.keeper().save(GOOD, None)
    before = kept()
    exercise = your_firm("bakery")
    assert "Horno Tres Calles" in exercise.numbers.value and exercise.plan_button.button.disabled
    exercise.controls.sector.value = "bakery"
    add(exercise)
    assert differing(before, kept()) == []
    assert (ProfileKeeper().load().answers, ProfileKeeper().load().people) == ("Pilar", 6)


def test_in_a_page_the_plan_comes_behind_and_what_was_typed_meanwhile_stays(monkeypatch):
    storage.keeper().save(GOOD, None)
    waiting = []
    monkeypatch.setattr(browser, "when_here", lambda _module, call: waiting.append(call))
    exercise = strategy_canvas("bakery")
    assert exercise.controls.audience.value == ""
    exercise.controls.question.value = "Which bread?"
    for call in waiting:
        call()
    assert exercise.controls.audience.value == GOOD.audience.who
    assert exercise.controls.question.value == "Which bread?"
    assert exercise.result.kpis


def test_what_was_typed_in_an_exercise_goes_before_the_plan_and_comes_back_after_a_new_start():
    storage.keeper().save(GOOD, None)
    strategy_canvas("bakery").controls.audience.value = "offices"
    storage.keeper().save(
        replace(kept(), audience=replace(GOOD.audience, who="families")), storage.keeper().load().stamp
    )
    exercise = strategy_canvas("bakery")
    assert exercise.controls.audience.value == "offices"
    exercise.reset.click()
    assert exercise.controls.audience.value == "families" and exercise.reset.description == "Put back what I entered"
    exercise.reset.click()
    assert exercise.controls.audience.value == "offices"


def test_what_was_tried_in_the_simulator_is_no_news_for_the_calendar():
    storage.keeper().save(GOOD, None)
    assert community_simulator("bakery").controls.promotion.value == 15
    assert content_mix("bakery").controls.promotion_cap.value == 20


def test_what_a_field_cannot_hold_is_said_until_the_field_is_filled():
    storage.keeper().save(replace(GOOD, duties=replace(GOOD.duties, hours=40.0)), None)
    exercise = content_mix("bakery")
    assert "does not fit these fields: “Hours per week”." in exercise.about_firm.value
    exercise.controls.hours.value = 15.0
    assert "does not fit" not in exercise.about_firm.value


# what an exercise does not ask ------------------------------------------------------------------------------


def test_numbers_and_things_to_do_beyond_the_canvas_stay():
    kpis = (*GOOD.strategy.kpis, Kpi(name="reviews", kind=KpiKind.REVIEWS, baseline=3.0))
    more = tuple(Tactic(text=text, kpi=kpi, hours=0.25) for text, kpi in (("third", 2), ("fourth", 2), ("fifth", 1)))
    strategy = replace(GOOD.strategy, kpis=kpis, tactics=(*GOOD.strategy.tactics, *more))
    storage.keeper().save(replace(GOOD, strategy=strategy), None)
    exercise = strategy_canvas("bakery")
    exercise.controls["kpis.0.target"].value = 40
    add(exercise)
    after = kept().strategy
    assert differing(strategy, after) == ["kpis.0.target"]
    exercise.controls.second.value = False
    add(exercise)
    _keep, take_out = exercise.plan_button.line.choices.children
    take_out.click()
    after = kept().strategy
    assert [kpi.name for kpi in after.kpis] == [kpis[0].name, "reviews"]
    assert [tactic.kpi for tactic in after.tactics[2:]] == [1, 1, None], "what served the third number still does"


def test_own_words_in_the_calendar_stay():
    post = next(entry for entry in GOOD.content.entries if entry.kind)
    entries = tuple(replace(each, text="the oven, at five") if each is post else each for each in GOOD.content.entries)
    storage.keeper().save(replace(GOOD, content=replace(GOOD.content, entries=entries)), None)
    exercise = content_mix("bakery")
    for start in (post.day, date(2027, 3, 1)):
        exercise.controls.start.value = start
        add(exercise)
        texts = {each.text for each in kept().content.entries if each.text}
        assert texts - {tactic.text for tactic in GOOD.strategy.tactics} == {"the oven, at five"}


def test_a_network_is_not_replaced_before_anything_was_said_of_the_customers():
    networks = Networks(chosen=(Chosen("linkedin", "the hotels are there"),))
    storage.keeper().save(replace(GOOD, networks=networks), None)
    exercise = network_picker("bakery")
    assert exercise.result.network != "linkedin"
    add(exercise)
    assert kept().networks == networks
    exercise.controls["ages.55-74"].value = 9
    add(exercise)
    assert kept().networks.chosen[0].network == exercise.result.network


def test_an_answer_time_between_two_of_ours_stays():
    storage.keeper().save(replace(GOOD, foundations=replace(GOOD.foundations, answers_within=36.0)), None)
    exercise = network_picker("bakery")
    assert exercise.controls.answers_within.value == 48
    exercise.controls.basics_right.value = True
    add(exercise)
    assert kept().foundations.answers_within == 36.0


def test_checks_written_in_the_other_language_are_known_and_those_of_others_stay():
    exercise = foundations_check("mine")
    exercise.controls["questions.phone"].value = True
    add(exercise)
    theirs = Check("the sign above the door", True)
    before = kept()
    checks = (*before.foundations.checks, theirs)
    storage.keeper().save(
        replace(before, foundations=replace(before.foundations, checks=checks)), storage.keeper().load().stamp
    )
    EntriesKeeper("foundations").save(None)
    speak("es")
    exercise = foundations_check("bakery")
    ticked = [name for name, control in exercise.controls.named().items() if control.value is True]
    assert ticked == ["questions.phone"]
    add(exercise)
    after = kept().foundations.checks
    assert len(after) == len(checks) and after[-1] == theirs and sum(each.done for each in after) == 2


def test_rules_somebody_wrote_are_not_replaced_by_ours():
    storage.keeper().save(GOOD, None)
    exercise = ambassador_programme("bakery")
    exercise.controls.contact.value = "Marisol"
    add(exercise)
    assert kept().ambassadors.policy == GOOD.ambassadors.policy


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_channel_inside_is_read_back_in_either_language(language):
    speak(language)
    storage.keeper().save(replace(GOOD, workplace=Workplace()), None)
    exercise = workplace_network("bakery")
    exercise.controls.tool.value, exercise.controls.channel.value = "a board", 50
    add(exercise)
    EntriesKeeper("workplace").save(None)
    again = workplace_network("bakery")
    assert (again.controls.tool.value, again.controls.channel.value) == ("a board", 50)


# the way back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("fragment", "label"), [("#field-goal", "Back to your plan"), ("", "See the whole plan")])
def test_whoever_came_from_the_plan_finds_the_way_back(fragment, label, monkeypatch):
    monkeypatch.setattr(browser, "fragment", lambda: fragment)
    storage.keeper().save(GOOD, None)
    exercise = community_simulator("bakery")
    add(exercise)
    said = exercise.plan_button.line.status.value
    assert f'<a href="{address("exercises/plan/plan_review")}">{label}</a>' in said
