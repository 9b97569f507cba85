"""The plan review: each complaint of the articles found, and nothing found in a plan that stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from tertulia.language import speak
from tertulia.models.department import Department
from tertulia.models.finding import Severity
from tertulia.models.strategy.canvas import KpiKind
from tertulia.models.strategy.ideas import PostKind
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.posts_that_fit import HOURS_A_POST
from tertulia.plan.examples import example
from tertulia.plan.mending import SECTIONS as WHERE
from tertulia.plan.mending import target
from tertulia.plan.review import review, smallest
from tertulia.plan.schema import SECTIONS, Ambassadors, Chosen, Firm, Kpi, Networks, Plan, Tactic
from tertulia.plan.words import finding_words, section_words
from tests.plan.plans import plans

TODAY = date(2026, 11, 25)
GOOD = example("bakery", TODAY)


def changed(section: str, **values: object) -> Plan:
    return replace(GOOD, **{section: replace(getattr(GOOD, section), **values)})


def kpi(**values: object) -> Plan:
    return changed("strategy", kpis=(replace(GOOD.strategy.kpis[0], **values), GOOD.strategy.kpis[1]))


def selling() -> Plan:
    entries = tuple(replace(entry, kind=entry.kind and PostKind.PROMOTION) for entry in GOOD.content.entries)
    return changed("content", entries=entries)


EMPTY = Plan()
OUTSIDE = replace(GOOD, workplace=EMPTY.workplace, announcements=EMPTY.announcements, ambassadors=EMPTY.ambassadors)
FAULTS = {
    "tactics_no_objective": (changed("strategy", objective=None), "stop"),
    "no_objective": (replace(GOOD, strategy=Plan().strategy, content=Plan().content), "stop"),
    "no_kpi": (changed("strategy", kpis=()), "stop"),
    "kpi_incomplete": (kpi(baseline=None), "stop"),
    "kpi_backwards": (kpi(target=10), "stop"),
    "kpi_past": (kpi(by=TODAY - timedelta(days=1)), "warn"),
    "followers_for_sales": (
        changed(
            "strategy",
            kpis=tuple(
                replace(each, kind=KpiKind.FOLLOWERS, falls=each.kind is KpiKind.ANSWER_TIME)
                for each in GOOD.strategy.kpis
            ),
        ),
        "stop",
    ),
    "tactic_without_kpi": (
        changed("strategy", tactics=(Tactic(text="x", network="instagram", kpi=None, hours=1),)),
        "warn",
    ),
    "no_audience": (changed("audience", who=""), "stop"),
    "no_question": (changed("audience", questions=()), "note"),
    "no_website": (changed("foundations", website=False), "stop"),
    "no_email": (changed("foundations", email=False), "stop"),
    "details_wrong": (changed("foundations", details_right=False), "stop"),
    "slow_answers": (changed("foundations", answers_within=48.0), "warn"),
    "nobody_answers": (changed("duties", answers=""), "stop"),
    "no_stand_in": (changed("duties", stand_in=""), "note"),
    "sales_owns": (changed("duties", channel=Department.SALES), "warn"),
    "nobody_owns": (changed("duties", channel=None), "warn"),
    "no_hours": (changed("duties", hours=None), "stop"),
    "reply_hours_missing": (changed("duties", reply_hours=0.0), "warn"),
    "hours_over": (changed("duties", hours=3.0), "stop"),
    "no_network": (
        replace(
            GOOD,
            networks=Networks(),
            content=Plan().content,
            strategy=replace(GOOD.strategy, tactics=(Tactic(text="x", network="", kpi=0, hours=1),)),
        ),
        "note",
    ),
    "networks_over": (changed("networks", chosen=tuple(map(Chosen, ("instagram", "facebook", "tiktok")))), "stop"),
    "not_yet_but_posting": (replace(GOOD, networks=Networks(none_yet=True)), "stop"),
    "promotion_over": (selling(), "stop"),
    "no_calendar": (changed("content", entries=()), "note"),
    "goal_outside": (changed("growth", goal=5000), "stop"),
    "goal_unlikely": (changed("growth", chance=0.05), "warn"),
    "growth_other_hours": (changed("growth", hours=10.0), "warn"),
    "no_expectation": (replace(GOOD, growth=Plan().growth), "note"),
    "nothing_inside": (OUTSIDE, "warn"),
    "not_voluntary": (changed("ambassadors", voluntary=False), "stop"),
    "no_policy": (changed("ambassadors", policy=()), "warn"),
    "no_crisis": (changed("crisis", steps=()), "note"),
    "no_results": (changed("results", watch=()), "note"),
    "no_listening": (changed("listening", words=()), "note"),
    "no_review_date": (changed("reviews", dates=()), "warn"),
    "review_past": (changed("reviews", dates=(TODAY - timedelta(days=1),)), "warn"),
    "empty": (Plan(firm=Firm(name="x")), "stop"),
}


def test_a_plan_that_stands_has_nothing_to_mend():
    assert review(GOOD, TODAY) == ()


@pytest.mark.parametrize(("code", "plan", "severity"), [(code, *each) for code, each in FAULTS.items()], ids=FAULTS)
def test_each_fault_is_found_and_told_in_both_languages(code, plan, severity):
    found = {item.code: item for item in review(plan, TODAY)}
    assert code in found
    item = found[code]
    assert item.severity == severity and target(item, plan)
    told = {}
    for language in ("en", "es"):
        speak(language)
        told[language] = finding_words(item)
        assert all(told[language]) and "{" not in "".join(told[language])
        assert section_words(item.part)
    speak("en")
    assert told["en"][1] != told["es"][1]


SEVERAL = {"empty", "no_objective", "no_kpi", "no_network", "tactics_no_objective"}


@pytest.mark.parametrize("code", sorted(FAULTS.keys() - SEVERAL))
def test_one_fault_is_one_finding(code):
    also = {"growth_other_hours"} if code == "hours_over" else set()
    assert {item.code for item in review(FAULTS[code][0], TODAY)} == {code} | also


def test_calendar_over_is_found_when_its_time_comes():
    assert "calendar_over" in {item.code for item in review(GOOD, TODAY + timedelta(weeks=6))}


def test_the_blanks_of_a_number_are_named():
    (item,) = review(kpi(baseline=None, by=None, owner=""), TODAY)
    what, _why = finding_words(item)
    assert all(part in what for part in ("the value today", "the day", "who looks")) and "you want" not in what


def test_a_firm_of_one_needs_no_channel_inside():
    alone = replace(OUTSIDE, firm=replace(GOOD.firm, staff=1))
    assert "nothing_inside" not in {item.code for item in review(alone, TODAY)}


def test_less_may_be_better():
    falling = Kpi(
        name="complaints",
        kind=KpiKind.COMPLAINTS,
        baseline=9,
        target=3,
        unit="a month",
        by=TODAY + timedelta(days=90),
        owner="Pilar",
        source="the book",
    )
    plan = changed("strategy", kpis=(falling, GOOD.strategy.kpis[1]))
    assert review(plan, TODAY) == ()
    codes = {item.code for item in review(changed("strategy", kpis=(replace(falling, target=12.0),)), TODAY)}
    assert "kpi_backwards" in codes


@settings(max_examples=60, deadline=None)
@given(plans())
def test_any_plan_can_be_reviewed_worst_first_and_shrunk(plan):
    found = review(plan, TODAY)
    order = [list(Severity).index(item.severity) for item in found]
    assert order == sorted(order)
    for item in found:
        what, why = finding_words(item)
        assert what and why
    least = smallest(plan, TODAY)
    assert len(least.first) <= 2
    if not least.not_now:
        assert least.posts * HOURS_A_POST + least.reply_hours <= least.hours + 1e-9 or least.posts == 1


def test_every_section_has_its_page():
    assert set(WHERE) == set(SECTIONS)


# the smallest plan ------------------------------------------------------------------------------------------


def test_the_smallest_plan_has_one_of_each_within_the_hours():
    least = smallest(GOOD, TODAY)
    assert (least.not_now, least.objective, least.network) == (False, Objective.QUIET_HOURS, "instagram")
    assert least.kpi == GOOD.strategy.kpis[0] and least.review == GOOD.reviews.dates[0]
    assert least.posts == 3 and least.reply_hours == 1.5 and least.hours == 4


def test_a_firm_that_lacks_the_basics_hears_not_now_and_two_things():
    plan = replace(GOOD, foundations=replace(GOOD.foundations, website=False, details_right=False, email=False))
    least = smallest(plan, TODAY)
    assert least.not_now and [item.code for item in least.first] == ["details_wrong", "no_email"]


@pytest.mark.parametrize("hours", [0.5, 1.9])
def test_too_few_hours_are_said(hours):
    least = smallest(changed("duties", hours=hours, reply_hours=None), TODAY)
    assert least.not_now and least.first[0].code == "too_few_hours"
    assert all(finding_words(least.first[0]))


def test_none_yet_stays_none_yet():
    assert smallest(replace(GOOD, networks=Networks(none_yet=True)), TODAY).not_now


def test_an_empty_plan_has_two_things_to_begin_with():
    least = smallest(Plan(), TODAY)
    assert least.not_now and len(least.first) == 2


def test_nobody_is_forced():
    assert "no_policy" not in {item.code for item in review(replace(GOOD, ambassadors=Ambassadors(people=0)), TODAY)}
