"""The network picker's gates: what must stand before any network is worth opening."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tertulia.models.strategy.picker_input import PickerInput, Values
from tertulia.models.thresholds import LEAST_HOURS

ANSWER_WITHIN = 24
"""Hours within which somebody must answer. Our judgement (grade D)."""


class Gate(StrEnum):
    """The four gates, in the order they are shown."""

    BASICS = "basics"
    ANSWERING = "answering"
    HOURS = "hours"
    AIM = "aim"


class ClosedCode(StrEnum):
    """Why a gate is closed."""

    BASICS_WRONG = "basics_wrong"
    NO_PAGE = "no_page"
    NO_EMAIL = "no_email"
    NO_OWNER = "no_owner"
    SLOW_ANSWERS = "slow_answers"
    FEW_HOURS = "few_hours"
    NO_AIM = "no_aim"


@dataclass(frozen=True)
class GateState:
    """One gate: open, or closed for `reasons`; `values` holds the learner's number and the one asked."""

    gate: Gate
    reasons: tuple[ClosedCode, ...]
    values: Values

    @property
    def open(self) -> bool:
        """Whether nothing keeps it closed."""
        return not self.reasons


def gates(answers: PickerInput) -> tuple[GateState, ...]:
    """The four gates for a firm's answers, in order."""
    basics = {
        ClosedCode.BASICS_WRONG: not answers.basics_right,
        ClosedCode.NO_PAGE: not answers.website,
        ClosedCode.NO_EMAIL: not answers.email_daily,
    }
    answering = {
        ClosedCode.NO_OWNER: not answers.owner_named,
        ClosedCode.SLOW_ANSWERS: answers.answers_within > ANSWER_WITHIN,
    }
    return (
        GateState(Gate.BASICS, tuple(code for code, closed in basics.items() if closed), {}),
        GateState(
            Gate.ANSWERING,
            tuple(code for code, closed in answering.items() if closed),
            {"have": answers.answers_within, "needed": ANSWER_WITHIN},
        ),
        GateState(
            Gate.HOURS,
            () if answers.hours >= LEAST_HOURS else (ClosedCode.FEW_HOURS,),
            {"have": answers.hours, "needed": LEAST_HOURS},
        ),
        GateState(Gate.AIM, () if answers.aim else (ClosedCode.NO_AIM,), {"aim": answers.aim or ""}),
    )
