"""The foundations check and the kept plan: what it says of our questions, and what somebody else wrote there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tertulia.models.start.foundations_questions import Question
from tertulia.widgets.start.foundations_words import question_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Check, Foundations, Plan

AMONG_CHECKS: tuple[Question, ...] = tuple(
    question for question in Question if question not in (Question.WEBSITE, Question.EMAIL_READ)
)
"""The questions whose answers stand in the plan as its checks, in this order; the others have a place of their own."""


def answers(section: Foundations) -> tuple[dict[Question, bool], tuple[Check, ...]]:
    """Which of our questions the plan answers, and the checks that are none of ours."""
    checks = section.checks
    if len(checks) >= len(AMONG_CHECKS):  # all of ours, which come first in whatever language they were written
        in_order = {question: check.done for question, check in zip(AMONG_CHECKS, checks, strict=False)}
        return in_order, checks[len(AMONG_CHECKS) :]
    asked = {question_words(question).question: question for question in AMONG_CHECKS}
    ours = {asked[check.what]: check.done for check in checks if check.what in asked}
    return ours, tuple(check for check in checks if check.what not in asked)


def foundations_from_plan(plan: Plan) -> Mapping[str, Any]:
    """What the plan says of the foundations, by control."""
    stands, duties = plan.foundations, plan.duties
    done, _others = answers(stands)
    if stands.details_right is not None:
        for question in (Question.LISTING_RIGHT, Question.CURRENT):
            done.setdefault(question, stands.details_right)
    return {
        **{f"questions.{question}": yes for question, yes in done.items()},
        f"questions.{Question.WEBSITE}": stands.website,
        f"questions.{Question.EMAIL_READ}": stands.email,
        "decides": duties.channel and duties.channel.value,
        "hours": duties.hours,
    }
