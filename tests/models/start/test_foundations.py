"""Foundations check: the order keeps to what comes first, the weeks hold, and mending never makes it worse."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.department import Department
from tertulia.models.errors import InputError
from tertulia.models.finding import Severity
from tertulia.models.start.foundations import (
    FEW,
    MONTH,
    FoundationsInput,
    FoundationState,
    Readiness,
    WebsiteMaker,
    assess,
    in_order,
    in_weeks,
    missing,
    states,
    tasks,
    to_do,
)
from tertulia.models.start.foundations_questions import (
    BY_A_PROFESSIONAL,
    EFFORTS,
    ESSENTIAL,
    FOUNDATION_OF,
    NEEDS,
    ON_THE_WEBSITE,
    QUESTIONS,
    Foundation,
    Question,
)
from tertulia.models.thresholds import LEAST_HOURS

EVERYTHING = frozenset(Question)
WORST_FIRST = list(Readiness)

haves = st.frozensets(st.sampled_from(list(Question)))
hours = st.integers(1, 60).map(lambda quarters: quarters / 4)
firms = st.builds(
    FoundationsInput,
    done=haves,
    decides=st.sampled_from(list(Department)),
    hours=hours,
    euros=st.integers(0, 3000),
    maker=st.sampled_from(list(WebsiteMaker)),
    profile=st.booleans(),
)


def without(*questions: Question) -> FoundationsInput:
    return FoundationsInput(done=EVERYTHING - set(questions))


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("hours", 0.0, "below"),
        ("hours", 41.0, "above"),
        ("hours", float("nan"), "not_a_number"),
        ("hours", True, "not_a_number"),
        ("euros", -1, "below"),
        ("euros", 10**6, "above"),
        ("decides", "king", "unknown"),
        ("maker", "nephew", "unknown"),
        ("done", frozenset({"fax"}), "unknown"),
    ],
)
def test_impossible_input_names_its_field(field: str, value: object, code: str) -> None:
    with pytest.raises(InputError) as caught:
        replace(without(), **{field: value})
    assert (caught.value.field, caught.value.code) == (field, code)


def test_a_stored_answer_may_give_plain_words() -> None:
    assert FoundationsInput(done=frozenset({"named"}), decides="sales").done == {Question.NAMED}  # type: ignore[arg-type]


def test_every_question_belongs_to_one_foundation_and_has_its_effort() -> None:
    assert Counter(question for questions in QUESTIONS.values() for question in questions) == Counter(Question)
    assert set(FOUNDATION_OF.values()) == set(QUESTIONS) == set(Foundation)
    assert set(EFFORTS) == set(Question)
    for effort in (*EFFORTS.values(), BY_A_PROFESSIONAL):
        assert 0 < effort.hours[0] <= effort.hours[1] and 0 <= effort.euros[0] <= effort.euros[1]
        # in whole quarters of an hour, so that the weeks and the sums agree
        assert all((4 * figure).is_integer() for figure in map(float, effort.hours))


# the order ---------------------------------------------------------------------------------------------------


@given(haves)
def test_the_order_is_the_topological_one_of_networkx(done: frozenset[Question]) -> None:
    left = to_do(done)
    graph = networkx.DiGraph()
    graph.add_nodes_from(left)
    graph.add_edges_from((need, question) for question in left for need in NEEDS.get(question, ()) if need in left)
    ranks = list(Question)
    assert list(in_order(left)) == list(networkx.lexicographical_topological_sort(graph, key=ranks.index))


@given(firms)
def test_nothing_comes_before_what_it_needs(firm: FoundationsInput) -> None:
    todo = tasks(firm)
    places = {task.question: task.number for task in todo}
    assert [task.number for task in todo] == list(range(1, len(todo) + 1))
    for task in todo:
        assert task.needs == tuple(sorted(places[need] for need in NEEDS.get(task.question, ()) if need in places))
        assert all(need < task.number for need in task.needs)


def test_an_owner_comes_before_the_inbox_and_a_domain_before_the_website() -> None:
    todo = tasks(FoundationsInput(done=frozenset()))
    order = [task.question for task in todo]
    assert order[0] is Question.NAMED
    assert order.index(Question.DOMAIN) < order.index(Question.WEBSITE) < order.index(Question.LEGAL_NOTICE)
    assert todo[order.index(Question.WEBSITE)].needs == (order.index(Question.DOMAIN) + 1,)
    assert order.index(Question.CONSENT) < order.index(Question.PHOTOS)
    assert Question.CURRENT not in order  # a new website is made with today's hours and prices


def test_without_a_website_nothing_can_stand_on_it() -> None:
    firm = without(Question.WEBSITE)
    assert {task.question for task in tasks(firm)} == {Question.WEBSITE, *ON_THE_WEBSITE} - {Question.CURRENT}
    assert states(firm.done)[Foundation.WEBSITE] is FoundationState.NO
    assert states(firm.done)[Foundation.LEGAL] is FoundationState.NO


def test_no_essential_task_waits_for_one_that_can_wait() -> None:
    assert all(need in ESSENTIAL for question in ESSENTIAL for need in NEEDS.get(question, ()))


# the weeks ---------------------------------------------------------------------------------------------------


@given(firms)
def test_no_week_holds_more_than_its_hours_and_nothing_is_lost(firm: FoundationsInput) -> None:
    todo = tasks(firm)
    for high in (False, True):
        stretches = in_weeks(todo, firm.hours, high)
        weeks: Counter[int] = Counter()
        work: Counter[int] = Counter()
        for stretch in stretches:
            assert stretch.hours > 0
            assert stretch.begins == weeks[stretch.week]
            weeks[stretch.week] += stretch.hours  # type: ignore[assignment]
            work[stretch.number] += stretch.hours  # type: ignore[assignment]
        assert all(held <= firm.hours for held in weeks.values())
        # no week but the last has room left, and none is left out
        assert all(weeks[week] == firm.hours for week in range(1, max(weeks, default=1)))
        assert work == {task.number: task.hours[high] for task in todo}
        assert [stretch.number for stretch in stretches] == sorted(stretch.number for stretch in stretches)


@given(firms)
def test_the_sums_are_the_sums(firm: FoundationsInput) -> None:
    answer = assess(firm)
    for end in (0, 1):
        assert answer.hours[end] == sum(task.hours[end] for task in answer.tasks)
        assert answer.euros[end] == sum(task.euros[end] for task in answer.tasks)
        assert answer.month_euros[end] <= answer.euros[end]
        assert answer.ready_week[end] <= answer.weeks[end]
    assert answer.weeks[0] <= answer.weeks[1] and answer.ready_week[0] <= answer.ready_week[1]
    assert answer.month_hours == min(answer.hours[1], MONTH * firm.hours)
    assert bool(answer.ready_week[1]) == any(task.essential for task in answer.tasks)


def test_the_first_month_by_hand() -> None:
    """Two hours a week for a website (20) and what stands on it: eight hours, and only its euros are begun."""
    firm = replace(without(Question.WEBSITE), hours=2.0)
    answer = assess(firm)
    assert answer.month_hours == 8.0
    assert answer.month_euros == EFFORTS[Question.WEBSITE].euros
    # 20 + 2 + 3 + 3 hours
    assert answer.hours[1] == 28.0 and answer.weeks[1] == 14


def test_a_professional_takes_fewer_hours_and_more_money() -> None:
    ours, theirs = (assess(replace(without(Question.WEBSITE), maker=maker)) for maker in WebsiteMaker)
    assert theirs.hours[1] < ours.hours[1] and theirs.euros[0] > ours.euros[0]
    with_one = (assess(replace(without(), maker=maker)) for maker in WebsiteMaker)
    assert len({answer.euros for answer in with_one}) == 1


# the verdict -------------------------------------------------------------------------------------------------


def test_ready_almost_and_not_yet() -> None:
    assert assess(without()).readiness is Readiness.READY
    assert (
        assess(without(Question.STAND_IN, Question.PHOTOS, Question.EMAIL_OWN, Question.READABLE)).readiness
        is Readiness.READY
    )
    assert assess(without(Question.PHONE, Question.PRIVACY)).readiness is Readiness.ALMOST
    assert assess(without(Question.PHONE, Question.PRIVACY, Question.TWO_STEP)).readiness is Readiness.NOT_YET
    assert assess(without(Question.WEBSITE)).readiness is Readiness.NOT_YET
    few = replace(without(), hours=LEAST_HOURS - 0.25)
    assert assess(few).readiness is Readiness.ALMOST and not assess(few).enough_hours
    assert assess(replace(without(), hours=LEAST_HOURS)).readiness is Readiness.READY


@given(firms, st.sampled_from(list(Question)))
def test_mending_one_thing_never_makes_it_worse(firm: FoundationsInput, mended: Question) -> None:
    before, after = assess(firm), assess(replace(firm, done=firm.done | {mended}))
    assert WORST_FIRST.index(after.readiness) >= WORST_FIRST.index(before.readiness)
    assert len(after.missing) <= len(before.missing)
    for end in (0, 1):
        assert after.hours[end] <= before.hours[end]
        assert after.euros[end] <= before.euros[end]
        assert after.weeks[end] <= before.weeks[end]
        assert after.ready_week[end] <= before.ready_week[end]
    rising = [FoundationState.NO, FoundationState.PARTLY, FoundationState.YES]
    assert all(
        rising.index(after.states[foundation]) >= rising.index(before.states[foundation]) for foundation in Foundation
    )


@given(firms, hours)
def test_more_hours_never_make_it_worse(firm: FoundationsInput, more: float) -> None:
    before, after = assess(firm), assess(replace(firm, hours=min(40.0, firm.hours + more)))
    assert WORST_FIRST.index(after.readiness) >= WORST_FIRST.index(before.readiness)
    assert after.weeks[1] <= before.weeks[1]


@given(firms)
def test_the_verdict_is_what_the_missing_essentials_say(firm: FoundationsInput) -> None:
    answer = assess(firm)
    open_ = set(answer.missing)
    assert open_ <= set(ESSENTIAL) and open_ == {task.question for task in answer.tasks} & set(ESSENTIAL)
    count = len(open_) + (firm.hours < LEAST_HOURS)
    if answer.readiness is Readiness.READY:
        assert count == 0
    if answer.readiness is Readiness.ALMOST:
        assert 1 <= count <= FEW and Question.WEBSITE in firm.done
    if answer.readiness is Readiness.NOT_YET:
        assert count > FEW or Question.WEBSITE not in firm.done


@given(haves)
def test_doing_the_tasks_in_order_makes_the_firm_ready(done: frozenset[Question]) -> None:
    firm = FoundationsInput(done=done)
    for _step in range(len(Question) + 1):
        todo = tasks(firm)
        if not todo:
            break
        firm = replace(firm, done=firm.done | {todo[0].question})
    assert assess(firm).readiness is Readiness.READY and not missing(firm.done)


# what to know ------------------------------------------------------------------------------------------------


def codes(firm: FoundationsInput) -> dict[str, Severity]:
    return {item.code: item.severity for item in assess(firm).findings}


def test_sales_alone_is_a_warning() -> None:
    assert codes(replace(without(), decides=Department.SALES)) == {"sales_alone": Severity.WARN}
    assert codes(replace(without(), decides=Department.NOBODY)) == {"nobody_decides": Severity.WARN}
    assert codes(replace(without(), decides=Department.MARKETING)) == {}


def test_a_profile_does_not_replace_a_website() -> None:
    assert codes(replace(without(Question.WEBSITE), profile=True))["profile_for_website"] is Severity.STOP
    assert codes(replace(without(Question.PHONE), profile=True)) == {"profile_waits": Severity.NOTE}
    assert codes(replace(without(), profile=True)) == {}


def test_a_website_on_the_domain_of_others_is_said() -> None:
    assert codes(without(Question.DOMAIN)) == {"domain_of_others": Severity.STOP}
    assert "domain_of_others" not in codes(without(Question.DOMAIN, Question.WEBSITE))


def test_money_that_cannot_be_enough_is_said_and_a_way_out_where_there_is_one() -> None:
    by_others = replace(without(Question.WEBSITE), maker=WebsiteMaker.PROFESSIONAL)
    assert codes(replace(by_others, euros=100)) == {"over_budget_make_it": Severity.STOP}
    assert codes(replace(by_others, euros=10)) == {"over_budget": Severity.STOP}
    assert codes(replace(by_others, euros=500)) == {"may_exceed_budget": Severity.NOTE}
    assert codes(replace(by_others, euros=2000)) == {}
    finding = next(item for item in assess(replace(by_others, euros=100)).findings)
    assert finding.values == {"low": 400, "euros": 100, "own": 50}
