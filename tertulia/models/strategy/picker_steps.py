"""What to do first when the network picker names no network."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tertulia.models.strategy.picker_gates import ClosedCode, GateState
from tertulia.models.strategy.picker_input import Values
from tertulia.models.strategy.picker_ranking import Because, LeftOut, LeftOutCode


class StepCode(StrEnum):
    """What to do first, in the order of doing it."""

    FIX_BASICS = "fix_basics"
    NAME_OWNER = "name_owner"
    STATE_AIM = "state_aim"
    USE_EMAIL = "use_email"
    FIND_HOURS = "find_hours"
    ANSWER_IN_A_DAY = "answer_in_a_day"
    MAKE_PAGE = "make_page"
    ASK_FOR_OPINIONS = "ask_for_opinions"
    COLLECT_ADDRESSES = "collect_addresses"
    LEARN_FORMAT = "learn_format"
    ASK_CUSTOMERS = "ask_customers"


class StepEffort(StrEnum):
    """How long a step takes, roughly."""

    QUARTER_HOUR = "quarter_hour"
    TALK = "talk"
    EVENING = "evening"
    WEEK = "week"
    THREE_WEEKS = "three_weeks"
    MONTH = "month"
    WEEK_AT_THE_COUNTER = "week_at_the_counter"


EFFORT = {
    StepCode.FIX_BASICS: StepEffort.QUARTER_HOUR,
    StepCode.NAME_OWNER: StepEffort.TALK,
    StepCode.STATE_AIM: StepEffort.EVENING,
    StepCode.USE_EMAIL: StepEffort.WEEK,
    StepCode.FIND_HOURS: StepEffort.WEEK,
    StepCode.ANSWER_IN_A_DAY: StepEffort.THREE_WEEKS,
    StepCode.MAKE_PAGE: StepEffort.MONTH,
    StepCode.ASK_FOR_OPINIONS: StepEffort.MONTH,
    StepCode.COLLECT_ADDRESSES: StepEffort.MONTH,
    StepCode.LEARN_FORMAT: StepEffort.MONTH,
    StepCode.ASK_CUSTOMERS: StepEffort.WEEK_AT_THE_COUNTER,
}
"""Effort of each step; our judgement (grade D)."""

STEP_FOR = {
    ClosedCode.BASICS_WRONG: StepCode.FIX_BASICS,
    ClosedCode.NO_PAGE: StepCode.MAKE_PAGE,
    ClosedCode.NO_EMAIL: StepCode.USE_EMAIL,
    ClosedCode.NO_OWNER: StepCode.NAME_OWNER,
    ClosedCode.SLOW_ANSWERS: StepCode.ANSWER_IN_A_DAY,
    ClosedCode.FEW_HOURS: StepCode.FIND_HOURS,
    ClosedCode.NO_AIM: StepCode.STATE_AIM,
}
"""What opens a gate that is closed for this reason."""


@dataclass(frozen=True)
class FirstStep:
    """Something to do before opening a network, or instead."""

    code: StepCode
    effort: StepEffort
    values: Values


def steps_before(
    states: tuple[GateState, ...], left_out: tuple[LeftOut, ...], because: Because
) -> tuple[FirstStep, ...]:
    """What to do before any network, quickest first: whatever opens the closed gates; else what the own page needs.

    Where every network was left out, also what alone would let one in.
    """
    wanted: dict[StepCode, Values] = {STEP_FOR[reason]: state.values for state in states for reason in state.reasons}
    if not wanted:
        wanted = {StepCode.ASK_FOR_OPINIONS: {}, StepCode.COLLECT_ADDRESSES: {}}
    if because is Because.ALL_LEFT_OUT:
        # Only what alone would let a network in: a longer list would be a list of everything.
        for reason in (out.reasons[0] for out in left_out if len(out.reasons) == 1):
            if reason.code is LeftOutCode.NEEDS_FORMAT:
                wanted.setdefault(StepCode.LEARN_FORMAT, reason.values)
            if reason.code is LeftOutCode.FEW_HOURS:
                known = wanted.get(StepCode.FIND_HOURS, reason.values)
                wanted[StepCode.FIND_HOURS] = min(known, reason.values, key=lambda values: float(values["needed"]))
    wanted[StepCode.ASK_CUSTOMERS] = {}
    return tuple(FirstStep(code, EFFORT[code], wanted[code]) for code in StepCode if code in wanted)
