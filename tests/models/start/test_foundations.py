"""Foundations check: the order keeps to what comes first, the weeks hold, and mending never makes it worse."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.errors import InputError
from tertulia.models.finding import Severity
from tertulia.models.start.foundations import (
    BY_A_PROFESSIONAL,
    EFFORTS,
    ESSENTIAL,
    FEW,
    LEAST_HOURS,
    MONTH,
    NEEDS,
    ON_THE_WEBSITE,
    PART_OF,
    QUESTIONS,
    Check,
    Desk,
    Foundations,
    Maker,
    Part,
    State,
    Verdict,
    assess,
    in_order,
    in_weeks,
    missing,
    states,
    tasks,
    to_do,
)

EVERYTHING = frozenset(Check)
WORST_FIRST = list(Verdict)

haves = st.frozensets(st.sampled_from(list(Check)))
hours = st.integers(1, 60).map(lambda quarters: quarters / 4)
firms = st.builds(
    Foundations,
    haves,
    st.sampled_from(list(Desk)),
    hours,
    st.integers(0, 3000),
    st.sampled_from(list(Maker)),
    st.booleans(),
)


def without(*checks: Check) -> Foundations:
    return Foundations(EVERYTHING - set(checks))


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("hours", 0.0, "below"),
        ("hours", 41.0, "above"),
        ("hours", float("nan"), "not_a_number"),
        ("hours", True, "not_a_number"),
        ("euros", -1, "below"),
        ("euros", 10**6, "above"),
        ("desk", "king", "unknown"),
        ("maker", "nephew", "unknown"),
        ("done", frozenset({"fax"}), "unknown"),
    ],
)
def test_impossible_input_names_its_field(field: str, value: object, code: str) -> None:
    with pytest.raises(InputError) as caught:
        replace(without(), **{field: value})
    assert (caught.value.field, caught.value.code) == (field, code)


def test_a_stored_answer_may_give_plain_words() -> None:
    assert Foundations(frozenset({"named"}), "sales").done == {Check.NAMED}  # type: ignore[arg-type]


def test_every_question_belongs_to_one_foundation_and_has_its_effort() -> None:
    assert Counter(check for checks in QUESTIONS.values() for check in checks) == Counter(Check)
    assert set(PART_OF.values()) == set(QUESTIONS) == set(Part)
    assert set(EFFORTS) == set(Check)
    for effort in (*EFFORTS.values(), BY_A_PROFESSIONAL):
        assert 0 < effort.hours[0] <= effort.hours[1] and 0 <= effort.euros[0] <= effort.euros[1]
        # in whole quarters of an hour, so that the weeks and the sums agree
        assert all((4 * figure).is_integer() for figure in map(float, effort.hours))


# the order ---------------------------------------------------------------------------------------------------


@given(haves)
def test_the_order_is_the_topological_one_of_networkx(done: frozenset[Check]) -> None:
    left = to_do(done)
    graph = networkx.DiGraph()
    graph.add_nodes_from(left)
    graph.add_edges_from((need, check) for check in left for need in NEEDS.get(check, ()) if need in left)
    ranks = list(Check)
    assert list(in_order(left)) == list(networkx.lexicographical_topological_sort(graph, key=ranks.index))


@given(firms)
def test_nothing_comes_before_what_it_needs(firm: Foundations) -> None:
    todo = tasks(firm)
    places = {task.check: task.number for task in todo}
    assert [task.number for task in todo] == list(range(1, len(todo) + 1))
    for task in todo:
        assert task.needs == tuple(sorted(places[need] for need in NEEDS.get(task.check, ()) if need in places))
        assert all(need < task.number for need in task.needs)


def test_an_owner_comes_before_the_inbox_and_a_domain_before_the_website() -> None:
    todo = tasks(Foundations(frozenset()))
    order = [task.check for task in todo]
    assert order[0] is Check.NAMED
    assert order.index(Check.DOMAIN) < order.index(Check.WEBSITE) < order.index(Check.LEGAL_NOTICE)
    assert todo[order.index(Check.WEBSITE)].needs == (order.index(Check.DOMAIN) + 1,)
    assert order.index(Check.CONSENT) < order.index(Check.PHOTOS)
    assert Check.CURRENT not in order  # a new website is made with today's hours and prices


def test_without_a_website_nothing_can_stand_on_it() -> None:
    firm = without(Check.WEBSITE)
    assert {task.check for task in tasks(firm)} == {Check.WEBSITE, *ON_THE_WEBSITE} - {Check.CURRENT}
    assert states(firm.done)[Part.WEBSITE] is State.NO
    assert states(firm.done)[Part.LEGAL] is State.NO


def test_no_essential_task_waits_for_one_that_can_wait() -> None:
    assert all(need in ESSENTIAL for check in ESSENTIAL for need in NEEDS.get(check, ()))


# the weeks ---------------------------------------------------------------------------------------------------


@given(firms)
def test_no_week_holds_more_than_its_hours_and_nothing_is_lost(firm: Foundations) -> None:
    todo = tasks(firm)
    for high in (False, True):
        plan = in_weeks(todo, firm.hours, high)
        weeks: Counter[int] = Counter()
        work: Counter[int] = Counter()
        for stretch in plan:
            assert stretch.hours > 0
            assert stretch.begins == weeks[stretch.week]
            weeks[stretch.week] += stretch.hours  # type: ignore[assignment]
            work[stretch.number] += stretch.hours  # type: ignore[assignment]
        assert all(held <= firm.hours for held in weeks.values())
        # no week but the last has room left, and none is left out
        assert all(weeks[week] == firm.hours for week in range(1, max(weeks, default=1)))
        assert work == {task.number: task.hours[high] for task in todo}
        assert [stretch.number for stretch in plan] == sorted(stretch.number for stretch in plan)


@given(firms)
def test_the_sums_are_the_sums(firm: Foundations) -> None:
    found = assess(firm)
    for end in (0, 1):
        assert found.hours[end] == sum(task.hours[end] for task in found.tasks)
        assert found.euros[end] == sum(task.euros[end] for task in found.tasks)
        assert found.month_euros[end] <= found.euros[end]
        assert found.ready_week[end] <= found.weeks[end]
    assert found.weeks[0] <= found.weeks[1] and found.ready_week[0] <= found.ready_week[1]
    assert found.month_hours == min(found.hours[1], MONTH * firm.hours)
    assert bool(found.ready_week[1]) == any(task.essential for task in found.tasks)


def test_the_first_month_by_hand() -> None:
    """Two hours a week for a website (20) and what stands on it: eight hours, and only its euros are begun."""
    firm = replace(without(Check.WEBSITE), hours=2.0)
    found = assess(firm)
    assert found.month_hours == 8.0
    assert found.month_euros == EFFORTS[Check.WEBSITE].euros
    # 20 + 2 + 3 + 3 hours
    assert found.hours[1] == 28.0 and found.weeks[1] == 14


def test_a_professional_takes_fewer_hours_and_more_money() -> None:
    ours, theirs = (assess(replace(without(Check.WEBSITE), maker=maker)) for maker in Maker)
    assert theirs.hours[1] < ours.hours[1] and theirs.euros[0] > ours.euros[0]
    with_one = (assess(replace(without(), maker=maker)) for maker in Maker)
    assert len({found.euros for found in with_one}) == 1


# the verdict -------------------------------------------------------------------------------------------------


def test_ready_almost_and_not_yet() -> None:
    assert assess(without()).verdict is Verdict.READY
    assert assess(without(Check.STAND_IN, Check.PHOTOS, Check.EMAIL_OWN, Check.READABLE)).verdict is Verdict.READY
    assert assess(without(Check.PHONE, Check.PRIVACY)).verdict is Verdict.ALMOST
    assert assess(without(Check.PHONE, Check.PRIVACY, Check.TWO_STEP)).verdict is Verdict.NOT_YET
    assert assess(without(Check.WEBSITE)).verdict is Verdict.NOT_YET
    few = replace(without(), hours=LEAST_HOURS - 0.25)
    assert assess(few).verdict is Verdict.ALMOST and not assess(few).enough_hours
    assert assess(replace(without(), hours=LEAST_HOURS)).verdict is Verdict.READY


@given(firms, st.sampled_from(list(Check)))
def test_mending_one_thing_never_makes_it_worse(firm: Foundations, mended: Check) -> None:
    before, after = assess(firm), assess(replace(firm, done=firm.done | {mended}))
    assert WORST_FIRST.index(after.verdict) >= WORST_FIRST.index(before.verdict)
    assert len(after.missing) <= len(before.missing)
    for end in (0, 1):
        assert after.hours[end] <= before.hours[end]
        assert after.euros[end] <= before.euros[end]
        assert after.weeks[end] <= before.weeks[end]
        assert after.ready_week[end] <= before.ready_week[end]
    rising = [State.NO, State.PARTLY, State.YES]
    assert all(rising.index(after.states[part]) >= rising.index(before.states[part]) for part in Part)


@given(firms, hours)
def test_more_hours_never_make_it_worse(firm: Foundations, more: float) -> None:
    before, after = assess(firm), assess(replace(firm, hours=min(40.0, firm.hours + more)))
    assert WORST_FIRST.index(after.verdict) >= WORST_FIRST.index(before.verdict)
    assert after.weeks[1] <= before.weeks[1]


@given(firms)
def test_the_verdict_is_what_the_missing_essentials_say(firm: Foundations) -> None:
    found = assess(firm)
    open_ = set(found.missing)
    assert open_ <= set(ESSENTIAL) and open_ == {task.check for task in found.tasks} & set(ESSENTIAL)
    count = len(open_) + (firm.hours < LEAST_HOURS)
    if found.verdict is Verdict.READY:
        assert count == 0
    if found.verdict is Verdict.ALMOST:
        assert 1 <= count <= FEW and Check.WEBSITE in firm.done
    if found.verdict is Verdict.NOT_YET:
        assert count > FEW or Check.WEBSITE not in firm.done


@given(haves)
def test_doing_the_tasks_in_order_makes_the_firm_ready(done: frozenset[Check]) -> None:
    firm = Foundations(done)
    for _step in range(len(Check) + 1):
        todo = tasks(firm)
        if not todo:
            break
        firm = replace(firm, done=firm.done | {todo[0].check})
    assert assess(firm).verdict is Verdict.READY and not missing(firm.done)


# what to know ------------------------------------------------------------------------------------------------


def codes(firm: Foundations) -> dict[str, Severity]:
    return {item.code: item.severity for item in assess(firm).findings}


def test_sales_alone_is_a_warning() -> None:
    assert codes(replace(without(), desk=Desk.SALES)) == {"sales_alone": Severity.WARN}
    assert codes(replace(without(), desk=Desk.NOBODY)) == {"nobody_decides": Severity.WARN}
    assert codes(replace(without(), desk=Desk.COMMUNICATION)) == {}


def test_a_profile_does_not_replace_a_website() -> None:
    assert codes(replace(without(Check.WEBSITE), profile=True))["profile_for_website"] is Severity.STOP
    assert codes(replace(without(Check.PHONE), profile=True)) == {"profile_waits": Severity.NOTE}
    assert codes(replace(without(), profile=True)) == {}


def test_a_website_on_the_domain_of_others_is_said() -> None:
    assert codes(without(Check.DOMAIN)) == {"domain_of_others": Severity.STOP}
    assert "domain_of_others" not in codes(without(Check.DOMAIN, Check.WEBSITE))


def test_money_that_cannot_be_enough_is_said_and_a_way_out_where_there_is_one() -> None:
    by_others = replace(without(Check.WEBSITE), maker=Maker.PROFESSIONAL)
    assert codes(replace(by_others, euros=100)) == {"over_budget_make_it": Severity.STOP}
    assert codes(replace(by_others, euros=10)) == {"over_budget": Severity.STOP}
    assert codes(replace(by_others, euros=500)) == {"may_exceed_budget": Severity.NOTE}
    assert codes(replace(by_others, euros=2000)) == {}
    found = next(item for item in assess(replace(by_others, euros=100)).findings)
    assert found.values == {"low": 400, "euros": 100, "own": 50}
