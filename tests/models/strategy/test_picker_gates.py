"""Network picker: the gates, and what to do first when the answer is "none yet"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.picker import pick
from tertulia.models.strategy.picker_gates import ClosedCode, Gate, gates
from tertulia.models.strategy.picker_ranking import Because, LeftOutCode
from tertulia.models.strategy.picker_steps import EFFORT, STEP_FOR, StepCode
from tests.models.strategy.picker_firms import AUDIENCE, CLOSING, SHOP, reasons

PAGE_STEPS = [StepCode.ASK_FOR_OPINIONS, StepCode.COLLECT_ADDRESSES]


def test_all_gates_open_and_a_network_to_begin_with():
    answer = pick(SHOP, AUDIENCE)
    assert [state.gate for state in answer.gates] == list(Gate)
    assert all(state.open for state in answer.gates)
    assert (answer.network, answer.because, answer.steps) == ("instagram", Because.RANKED_FIRST, ())


def test_the_gates_open_exactly_at_their_bounds():
    assert all(state.open for state in gates(replace(SHOP, hours=2.0, answers_within=24)))


@pytest.mark.parametrize("reason", list(ClosedCode))
def test_each_reason_alone_closes_its_gate_and_only_that(reason):
    gate, answers, step = CLOSING[reason]
    answer = pick(replace(SHOP, **answers), AUDIENCE)
    assert [state.gate for state in answer.gates if not state.open] == [gate]
    assert [code for state in answer.gates for code in state.reasons] == [reason]
    assert (answer.network, answer.because) == (None, Because.GATES_CLOSED)
    assert [s.code for s in answer.steps] == [step, StepCode.ASK_CUSTOMERS]
    assert answer.ranking, "the ranking stays available for information"


def test_steps_come_quickest_first_and_carry_their_numbers():
    firm = replace(SHOP, website=False, basics_right=False, owner_named=False, answers_within=96, hours=1)
    steps = pick(firm, AUDIENCE).steps
    assert [step.code for step in steps] == [
        StepCode.FIX_BASICS,
        StepCode.NAME_OWNER,
        StepCode.FIND_HOURS,
        StepCode.ANSWER_IN_A_DAY,
        StepCode.MAKE_PAGE,
        StepCode.ASK_CUSTOMERS,
    ]
    assert all(step.effort is EFFORT[step.code] for step in steps)
    by_code = {step.code: step.values for step in steps}
    assert by_code[StepCode.FIND_HOURS] == {"have": 1, "needed": 2.0}
    assert by_code[StepCode.ANSWER_IN_A_DAY] == {"have": 96, "needed": 24}


def test_every_code_has_its_step_and_effort():
    assert set(EFFORT) == set(StepCode)
    assert set(STEP_FOR) == set(ClosedCode)


def test_the_ranking_for_information_is_that_of_open_gates():
    closed = pick(replace(SHOP, website=False, owner_named=False), AUDIENCE)
    assert closed.network is None
    assert closed.ranking == pick(SHOP, AUDIENCE).ranking


def test_none_yet_when_every_network_is_left_out():
    answer = pick(replace(SHOP, skills={}), AUDIENCE)
    assert (answer.network, answer.because) == (None, Because.ALL_LEFT_OUT)
    assert answer.ranking == () and answer.firmness is None and answer.flip is None
    assert all(state.open for state in answer.gates)
    # Photos alone would let in the best of those left out.
    assert [(s.code, dict(s.values)) for s in answer.steps] == [
        *((code, {}) for code in PAGE_STEPS),
        (StepCode.LEARN_FORMAT, {"format": "photo"}),
        (StepCode.ASK_CUSTOMERS, {}),
    ]
    assert pick(replace(SHOP, skills={"photo": 1.0}), AUDIENCE).network == "instagram"
    assert len(answer.left_out) == len(NETWORKS)


def test_none_yet_without_any_figures():
    answer = pick(SHOP, {})
    assert answer.because is Because.ALL_LEFT_OUT
    assert [s.code for s in answer.steps] == [*PAGE_STEPS, StepCode.ASK_CUSTOMERS]


def test_none_yet_for_want_of_hours_names_the_smallest_number_of_hours():
    networks = {
        key: replace(NETWORKS[key], least_hours=least) for key, least in (("instagram", 6.0), ("facebook", 5.0))
    }
    answer = pick(SHOP, AUDIENCE, networks=networks)
    assert answer.because is Because.ALL_LEFT_OUT
    assert [step.code for step in answer.steps] == [StepCode.FIND_HOURS, *PAGE_STEPS, StepCode.ASK_CUSTOMERS]
    assert answer.steps[0].values == {"have": 4.0, "needed": 5.0}


def test_steps_are_only_those_that_alone_let_a_network_in():
    networks = {key: replace(NETWORKS[key], least_hours=9.0) for key in ("instagram", "facebook")}
    answer = pick(replace(SHOP, skills={"conversation": 1.0, "writing": 1.0}), AUDIENCE, networks=networks)
    assert reasons(answer, "instagram") == [LeftOutCode.NEEDS_FORMAT, LeftOutCode.FEW_HOURS]
    assert reasons(answer, "facebook") == [LeftOutCode.FEW_HOURS]
    assert [step.code for step in answer.steps] == [StepCode.FIND_HOURS, *PAGE_STEPS, StepCode.ASK_CUSTOMERS]
