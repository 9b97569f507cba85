"""Inbox drill: every message and every decision, the best plan against trying everything, and fair rounds."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.models.errors import InputError, Refusal
from tertulia.models.manager import inbox
from tertulia.models.manager.inbox import (
    DECISIONS,
    FULL,
    MESSAGES,
    MONTH_WARNING,
    BrokenRule,
    Decision,
    How,
    Stance,
    ToneRule,
    WayRule,
    When,
    best,
    best_plan,
    draw,
    due,
    judge,
    minutes,
    points,
    pool,
    priority,
    run,
    tones,
    ways,
)
from tertulia.models.manager.inbox_messages import CASES, Case, Cause, Channel, MessageKind

FIRMS = ("bakery", "guesthouse", "workshop", "mine")
KEYS = {case.key: case for case in CASES}
rounds = st.tuples(st.integers(0, 5000), st.sampled_from(FIRMS)).map(lambda one: draw(*one))
plans = st.lists(st.none() | st.sampled_from(DECISIONS), min_size=MESSAGES, max_size=MESSAGES)


def case(key: str) -> Case:
    return KEYS[key]


def test_the_bank_is_large_varied_and_within_its_scales() -> None:
    assert len(KEYS) == len(CASES) >= 30
    assert {one.kind for one in CASES} == set(MessageKind)
    assert {one.cause for one in CASES} == set(Cause)
    assert len({one.text for one in CASES}) == len({one.lesson for one in CASES}) == len(CASES)
    for one in CASES:
        assert 1 <= one.severity <= 5 and 1 <= one.reach <= 3 and one.age > 0, one.key
        assert (one.reach == 1) <= (one.channel in (Channel.DIRECT, Channel.MAIL)), one.key
        blamed = one.kind in (MessageKind.COMPLAINT, MessageKind.CRISIS, MessageKind.SAFETY)
        assert (one.cause is Cause.NONE) == (not blamed) or one.kind is MessageKind.SAFETY, one.key


@pytest.mark.parametrize("key", KEYS)
def test_each_message_can_be_answered_in_full_and_nothing_scores_more(key: str) -> None:
    one = case(key)
    scores = [judge(one, decision).score for decision in DECISIONS]
    assert max(scores) == judge(one, best(one)).score == FULL
    assert min(scores) == 0
    assert best(one).when is due(one)


@pytest.mark.parametrize("key", KEYS)
def test_every_decision_is_the_sum_of_its_parts_or_breaks_a_rule(key: str) -> None:
    one = case(key)
    for decision in DECISIONS:
        verdict = judge(one, decision)
        assert all(0 <= part <= 2 for part in (verdict.when, verdict.how, verdict.stance))
        whole = verdict.when + verdict.how + verdict.stance
        assert verdict.score == (0 if verdict.broken else whole)


@pytest.mark.parametrize("key", KEYS)
def test_a_better_part_never_lowers_the_score(key: str) -> None:
    """Exchange one part for the best decision's: the score stays or rises."""
    one, wish = case(key), best(case(key))
    for decision in DECISIONS:
        if wish.when is When.NEVER:
            better = replace(decision, when=When.NEVER)
            assert judge(one, better).score >= judge(one, decision).score
            continue
        if decision.when is When.NEVER:
            continue
        assert judge(one, replace(decision, when=wish.when)).score >= judge(one, decision).score
        if ways(one)[1].get(decision.how, 0) == 2 and decision.how is not How.REPORT:
            top = max(tones(one)[1], key=lambda tone: (tones(one)[1][tone], tone is Stance.INFORM))
            clean = replace(decision, stance=top)
            assert judge(one, clean).broken or judge(one, clean).score >= judge(one, decision).score


@pytest.mark.parametrize(
    ("key", "decision", "rule"),
    [
        ("bakery.hazelnut", Decision(When.LATER, How.PHONE, Stance.INFORM), BrokenRule.DANGER_WAITS),
        ("guesthouse.flood", Decision(When.NEVER, How.PUBLIC, Stance.INFORM), BrokenRule.DANGER_WAITS),
        ("bakery.draw", Decision(When.NEVER, How.PRIVATE, Stance.INFORM), BrokenRule.LAW_IGNORED),
        ("bakery.draw", Decision(When.TODAY, How.PUBLIC, Stance.INFORM), BrokenRule.PRIVATE_IN_PUBLIC),
        ("guesthouse.double", Decision(When.NOW, How.REPORT, Stance.SILENT), BrokenRule.HIDES_TRUTH),
        ("guesthouse.double", Decision(When.NOW, How.PUBLIC, Stance.ASK), BrokenRule.ASKS_IN_PUBLIC),
        ("guesthouse.water", Decision(When.NOW, How.PUBLIC, Stance.CORRECT), BrokenRule.DENIES_TRUTH),
        ("bakery.losers", Decision(When.NOW, How.PUBLIC, Stance.CORRECT), BrokenRule.ARGUES),
        ("bakery.old_bread", Decision(When.NOW, How.PUBLIC, Stance.CORRECT), None),
        ("bakery.rye", Decision(When.TODAY, How.PUBLIC, Stance.ASK), None),
    ],
)
def test_what_breaks_a_rule_scores_nothing(key: str, decision: Decision, rule: BrokenRule | None) -> None:
    verdict = judge(case(key), decision)
    assert verdict.broken == rule
    assert (verdict.score == 0) == bool(rule)


def test_every_rule_can_be_broken() -> None:
    broken = {judge(one, decision).broken for one, decision in product(CASES, DECISIONS)}
    assert broken == {None, *BrokenRule}


def test_every_rule_for_a_way_and_a_tone_is_used() -> None:
    asked_in_public = replace(case("bakery.hazelnut"), channel=Channel.COMMENT)
    verdicts = [judge(one, best(one)) for one in (*CASES, asked_in_public)]
    assert {verdict.way_rule for verdict in verdicts} == set(WayRule)
    assert {verdict.tone_rule for verdict in verdicts} == set(ToneRule)


@pytest.mark.parametrize(
    ("cause", "history", "tone"),
    [
        (Cause.RUMOUR, False, Stance.CORRECT),
        (Cause.VICTIM, False, Stance.INFORM),
        (Cause.ACCIDENT, False, Stance.INFORM),
        (Cause.ACCIDENT, True, Stance.APOLOGISE),
        (Cause.PREVENTABLE, False, Stance.APOLOGISE),
    ],
)
@pytest.mark.parametrize("kind", [MessageKind.COMPLAINT, MessageKind.CRISIS])
def test_tones_follow_coombs(kind: MessageKind, cause: Cause, history: bool, tone: Stance) -> None:
    """Deny rumours, inform or diminish where little blame falls on the firm, rebuild where much does."""
    one = Case(
        key="x.x",
        kind=kind,
        channel=Channel.REVIEW,
        age=3,
        severity=4,
        reach=2,
        text="",
        lesson="",
        cause=cause,
        history=history,
    )
    top = [stance for stance, n in tones(one)[1].items() if n == 2]
    assert top == [tone]
    assert Stance.THANK not in tones(one)[1]  # bolstering is never an answer of its own


def test_priority_by_hand_and_its_thresholds() -> None:
    one = case("bakery.laughed")  # 30 hours old, severity 3, reach 2
    assert priority(one) == 3 * 2 * 2 == 12
    assert due(one) is When.NOW
    assert due(replace(one, age=24)) is When.TODAY
    assert due(replace(one, severity=1, age=1)) is When.LATER
    request = case("workshop.team_page")
    assert due(replace(request, age=MONTH_WARNING - 1)) is When.TODAY
    assert due(replace(request, age=MONTH_WARNING)) is When.NOW


@given(st.sampled_from(CASES), st.floats(0.1, 900), st.floats(0.1, 900))
def test_waiting_never_makes_a_message_less_urgent(one: Case, first: float, second: float) -> None:
    young, old = (replace(one, age=age) for age in sorted((first, second)))
    assert priority(young) <= priority(old)
    assert list(When).index(due(young)) >= list(When).index(due(old))


def test_what_waits_takes_no_minutes_and_the_rest_the_sum() -> None:
    assert minutes(Decision(When.NOW, How.PHONE, Stance.APOLOGISE)) == 16
    assert minutes(Decision(When.LATER, How.PHONE, Stance.APOLOGISE)) == 0
    assert minutes(Decision(When.NEVER, How.PHONE, Stance.APOLOGISE)) == 0


def worth_trying(one: Case) -> list[tuple[int, int]]:
    """Minutes and points of the decisions that no other beats in both."""
    every = {(minutes(decision), judge(one, decision).score * one.severity) for decision in DECISIONS}
    return [
        (cost, gain)
        for cost, gain in every
        if not any(c <= cost and g >= gain and (c, g) != (cost, gain) for c, g in every)
    ]


@pytest.mark.parametrize("budget", [5, 10, 20, 30])
@pytest.mark.parametrize("firm", FIRMS)
def test_the_best_plan_is_the_best_of_all(firm: str, budget: int) -> None:
    """Against trying every combination for six messages."""
    cases = draw(budget, firm)
    found = [worth_trying(one) for one in cases]
    top = max(
        sum(gain for _cost, gain in combination)
        for combination in product(*found)
        if sum(cost for cost, _gain in combination) <= budget
    )
    plan = best_plan(cases, budget)
    assert sum(points(one, judge(one, decision).score) for one, decision in zip(cases, plan, strict=True)) == top
    assert sum(minutes(decision) for decision in plan) <= budget


@settings(max_examples=60, deadline=None)
@given(rounds, plans, st.integers(1, 18).map(lambda n: 5 * n))
def test_nobody_beats_what_is_possible(cases: tuple[Case, ...], plan: list[Decision | None], budget: int) -> None:
    result = run(cases, plan, budget)
    assert 0 <= result.points <= result.possible <= result.most
    assert result.points == sum(line.points for line in result.lines)
    best_of = run(cases, result.best, budget)
    assert best_of.points == result.possible and not any(line.slipped for line in best_of.lines)


@settings(max_examples=60, deadline=None)
@given(rounds, plans, st.integers(1, 17).map(lambda n: 5 * n))
def test_more_minutes_never_cost_points(cases: tuple[Case, ...], plan: list[Decision | None], budget: int) -> None:
    less, more = run(cases, plan, budget), run(cases, plan, budget + 5)
    assert less.points <= more.points
    assert less.possible <= more.possible


def test_the_most_urgent_is_done_first_and_the_rest_slips() -> None:
    cases = tuple(case(key) for key in ("bakery.rye", "bakery.hazelnut", "bakery.card"))
    plan = (
        Decision(When.TODAY, How.PUBLIC, Stance.INFORM),
        Decision(When.NOW, How.PHONE, Stance.INFORM),
        Decision(When.TODAY, How.PUBLIC, Stance.INFORM),
    )
    result = run(cases, plan, 20)  # 14 for the allergy, 6 for the card reader (priority 6), none left for the rye
    assert [line.slipped for line in result.lines] == [True, False, False]
    assert [line.points for line in result.lines] == [2 * 5, 5 * 6, 2 * 6]
    assert result.minutes == 26


def test_slipping_brings_no_points() -> None:
    """Praise may wait; but whoever wanted to answer it now and had no time is not rewarded for it."""
    cases = tuple(case(key) for key in ("bakery.best", "bakery.hazelnut"))
    plan = (Decision(When.NOW, How.PUBLIC, Stance.THANK), Decision(When.NOW, How.PHONE, Stance.INFORM))
    (praise, _safety) = run(cases, plan, 15).lines
    assert praise.slipped
    assert praise.points == judge(cases[0], plan[0]).score == 4 < judge(cases[0], best(cases[0])).score


def test_what_was_not_decided_brings_nothing() -> None:
    result = run(draw(3, "bakery"), [None] * MESSAGES, 30)
    assert (result.points, result.decided, result.minutes) == (0, 0, 0)


@pytest.mark.parametrize("firm", FIRMS)
def test_every_message_is_reached_and_every_round_has_grave_and_light(firm: str) -> None:
    seen = set()
    for seed in range(400):
        cases = draw(seed, firm)
        assert len(set(cases)) == MESSAGES
        assert max(one.severity for one in cases) >= 4 and min(one.severity for one in cases) <= 1
        assert [one.age for one in cases] == sorted((one.age for one in cases), reverse=True)
        seen |= set(cases)
    assert seen == set(pool(firm))


def test_the_same_number_brings_the_same_messages() -> None:
    assert draw(7, "workshop") == draw(7, "workshop") != draw(8, "workshop")
    assert [one.key for one in draw(1, "guesthouse")] == [
        "guesthouse.access",
        "guesthouse.double",
        "guesthouse.stars",
        "guesthouse.flood",
        "guesthouse.password",
        "guesthouse.gas",
    ]


def test_impossible_input_is_named() -> None:
    cases = draw(1, "bakery")
    for budget, code in ((4, Refusal.BELOW), (91, Refusal.ABOVE)):
        with pytest.raises(InputError) as caught:
            run(cases, [None] * MESSAGES, budget)
        assert (caught.value.field, caught.value.code) == ("budget", code)
    with pytest.raises(InputError, match="seed"):
        draw(-1, "bakery")
    with pytest.raises(KeyError):
        pool("circus")
    with pytest.raises(ValueError):
        run(cases, [None], 30)
    assert inbox.MESSAGES == len(cases)


# what a round says about messages like these ----------------------------------------------------------------


def praise(number: int = 2) -> list[inbox.Case]:
    case = next(case for case in inbox.CASES if case.kind is inbox.MessageKind.PRAISE)
    return [replace(case, key=f"{case.key}{place}") for place in range(number)]


def rules(cases, decisions):
    return inbox.rules(inbox.run(cases, decisions, 90))


def test_one_message_is_no_rule_about_its_kind():
    (case,) = praise(1)
    assert [(rule.decision, rule.messages) for rule in rules([case], [inbox.best(case)])] == [(inbox.best(case), 1)]
    one, two = praise()
    (rule,) = rules([one, two], [inbox.best(one), inbox.best(two)])
    assert (rule.kind, rule.messages) == (inbox.MessageKind.PRAISE, 2)


def test_messages_of_a_kind_that_were_decided_differently_make_no_rule_about_it():
    one, two = praise()
    for other in (None, Decision(When.NEVER, How.PRIVATE, Stance.SILENT)):
        (rule,) = rules([one, two], [inbox.best(one), other])
        assert (rule.decision, rule.messages) == (inbox.best(one), 1)


def test_what_was_not_decided_or_not_rightly_is_no_rule():
    cases = list(inbox.draw(1, "bakery"))
    assert rules(cases, [None] * len(cases)) == ()
    wrong = [next(each for each in DECISIONS if inbox.judge(case, each).score < FULL) for case in cases]
    assert rules(cases, wrong) == ()
