"""Foundations check: what a firm has before its first network, what to do first, and in which weeks.

Each question of `foundations_questions` is answered yes or no; a question answered no becomes a task, and a task
may need another one first. The order is the topological one that always takes, of the tasks that could come next,
the one that stands first in `Question` (Kahn 1962, Topological sorting of large networks, Communications of the
ACM 5(11):558-562, with a heap). The weeks are filled one after the other, in quarters of an hour, so that no week
holds more than the hours the firm has.

Every number is our judgement (grade D).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tertulia.models.department import Department
from tertulia.models.errors import InputError, Refusal, number_within
from tertulia.models.finding import Finding, Severity, worst_first
from tertulia.models.start.foundations_questions import (
    BY_A_PROFESSIONAL,
    EFFORTS,
    ESSENTIAL,
    NEEDS,
    ON_THE_WEBSITE,
    QUESTIONS,
    Foundation,
    Question,
)
from tertulia.models.thresholds import LEAST_HOURS

QUARTERS = 4
"""Parts of an hour in which work is planned."""

MOST_HOURS = 40.0
"""Hours a week that can be entered."""

MOST_EUROS = 100_000
"""Euros that can be entered."""

FEW = 2
"""Up to so many missing foundations a firm is almost ready."""

MONTH = 4
"""Weeks of the first month."""


class FoundationState(StrEnum):
    """How far a foundation stands."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class WebsiteMaker(StrEnum):
    """Who makes the website, should one be needed."""

    OURSELVES = "ourselves"
    PROFESSIONAL = "professional"


class Readiness(StrEnum):
    """Whether a firm is ready for a first network, the worst first."""

    NOT_YET = "not_yet"
    ALMOST = "almost"
    READY = "ready"


class FoundationsFinding(StrEnum):
    """What the check warns of beside the tasks."""

    PROFILE_FOR_WEBSITE = "profile_for_website"
    """A profile on a network stands for the website that is missing."""
    PROFILE_WAITS = "profile_waits"
    """A profile is there, the foundations are not."""
    OVER_BUDGET = "over_budget"
    """The low figures cost more (`low`) than there is (`euros`)."""
    OVER_BUDGET_MAKE_IT = "over_budget_make_it"
    """The same, and a website made by the firm itself could be paid (`own`: what all would then cost)."""
    MAY_EXCEED_BUDGET = "may_exceed_budget"
    """The high figures cost more (`high`) than there is (`euros`)."""
    SALES_ALONE = "sales_alone"
    NOBODY_DECIDES = "nobody_decides"
    FEW_HOURS = "few_hours"
    """Fewer `hours` a week than a network needs at least (`least`)."""
    DOMAIN_OF_OTHERS = "domain_of_others"


@dataclass(frozen=True, kw_only=True)
class FoundationsInput:
    """What the firm has and what it can give.

    Attributes
    ----------
    done
        The questions answered yes.
    decides
        Who decides what is published.
    hours
        Hours a week for this work, a quarter to `MOST_HOURS`.
    euros
        Euros for all of it in the first year, 0 to `MOST_EUROS`.
    maker
        Who would make a website.
    profile
        Whether the firm is on a network already.

    Raises
    ------
    InputError
        UNKNOWN for `decides`, `maker` and `done`; NOT_A_NUMBER, BELOW or ABOVE for `hours` and `euros`.
    """

    done: frozenset[Question]
    decides: Department = Department.OWNER
    hours: float = 3.0
    euros: int = 300
    maker: WebsiteMaker = WebsiteMaker.OURSELVES
    profile: bool = False

    def __post_init__(self) -> None:
        """Check the values and bring them into their usual form."""
        for name, kind in (("decides", Department), ("maker", WebsiteMaker)):
            if getattr(self, name) not in tuple(kind):
                raise InputError(name, Refusal.UNKNOWN, value=str(getattr(self, name)))
            object.__setattr__(self, name, kind(getattr(self, name)))
        for question in self.done:
            if question not in tuple(Question):
                raise InputError("done", Refusal.UNKNOWN, value=str(question))
        object.__setattr__(self, "done", frozenset(Question(question) for question in self.done))
        number_within("hours", self.hours, 1 / QUARTERS, MOST_HOURS)
        number_within("euros", self.euros, 0, MOST_EUROS)


@dataclass(frozen=True, kw_only=True)
class FoundationTask:
    """One thing to do.

    Attributes
    ----------
    number
        Its place in the order, from 1.
    question
        The question that becomes yes when it is done.
    hours, euros
        What it takes, low and high.
    needs
        Numbers of the tasks before it.
    essential
        Whether a first network has to wait for it.
    """

    number: int
    question: Question
    hours: tuple[float, float]
    euros: tuple[int, int]
    needs: tuple[int, ...]
    essential: bool


@dataclass(frozen=True, kw_only=True)
class WorkStretch:
    """Some work on one task within one week.

    Attributes
    ----------
    week
        From 1.
    number
        Of the task.
    begins
        Hours of that week that are gone by then.
    hours
        Of this work.
    """

    week: int
    number: int
    begins: float
    hours: float


@dataclass(frozen=True, kw_only=True)
class FoundationsAssessment:
    """The whole answer, of plain values.

    Attributes
    ----------
    readiness
        Ready for a first network, almost, or not yet.
    states
        How far each foundation stands.
    missing
        The essential questions answered no, in order.
    enough_hours
        Whether the week holds `LEAST_HOURS`.
    tasks
        What to do, in order.
    stretches
        The work week by week if every task takes its high figure.
    weeks
        How many weeks all of it takes, low and high.
    ready_week
        When the last essential task is done, low and high; 0 if none is missing.
    hours, euros
        Of all tasks, low and high.
    month_hours, month_euros
        Of the first `MONTH` weeks of `stretches`; euros count when a task begins.
    findings
        What to know, the worst first.
    """

    readiness: Readiness
    states: Mapping[Foundation, FoundationState]
    missing: tuple[Question, ...]
    enough_hours: bool
    tasks: tuple[FoundationTask, ...]
    stretches: tuple[WorkStretch, ...]
    weeks: tuple[int, int]
    ready_week: tuple[int, int]
    hours: tuple[float, float]
    euros: tuple[int, int]
    month_hours: float
    month_euros: tuple[int, int]
    findings: tuple[Finding, ...]

    @property
    def open_points(self) -> int:
        """How many things stand before a first network, too few hours being one."""
        return len(self.missing) + (not self.enough_hours)


def settled(done: Collection[Question]) -> frozenset[Question]:
    """Take only the answers that can be true together: without a website nothing stands on it."""
    return frozenset(question for question in done if Question.WEBSITE in done or question not in ON_THE_WEBSITE)


def to_do(done: Collection[Question]) -> tuple[Question, ...]:
    """List what is left to do, in the order of `Question`; a new website is made with the right hours and prices."""
    standing = settled(done)
    return tuple(
        question
        for question in Question
        if question not in standing and (question is not Question.CURRENT or Question.WEBSITE in standing)
    )


def in_order(left: Iterable[Question]) -> tuple[Question, ...]:
    """Order questions so that each comes after what it needs, and otherwise as in `Question`.

    Parameters
    ----------
    left
        The questions answered no. What one of them needs and is not among them counts as done.

    References
    ----------
    Kahn (1962), see the head of this file.
    """
    ranks = {question: rank for rank, question in enumerate(Question)}
    questions = set(left)
    waiting = {question: {need for need in NEEDS.get(question, ()) if need in questions} for question in questions}
    ready = [(ranks[question], question) for question, needs in waiting.items() if not needs]
    heapq.heapify(ready)
    ordered: list[Question] = []
    while ready:
        _rank, question = heapq.heappop(ready)
        ordered.append(question)
        for other, needs in waiting.items():
            if question in needs:
                needs.remove(question)
                if not needs:
                    heapq.heappush(ready, (ranks[other], other))
    return tuple(ordered)


def tasks(firm: FoundationsInput) -> tuple[FoundationTask, ...]:
    """List what this firm has to do, numbered in order, each task with what it takes."""
    order = in_order(to_do(firm.done))
    numbers = {question: number for number, question in enumerate(order, 1)}

    def task(question: Question) -> FoundationTask:
        by_others = question is Question.WEBSITE and firm.maker is WebsiteMaker.PROFESSIONAL
        effort = BY_A_PROFESSIONAL if by_others else EFFORTS[question]
        return FoundationTask(
            number=numbers[question],
            question=question,
            hours=effort.hours,
            euros=effort.euros,
            needs=tuple(sorted(numbers[need] for need in NEEDS.get(question, ()) if need in numbers)),
            essential=question in ESSENTIAL,
        )

    return tuple(task(question) for question in order)


def in_weeks(todo: Iterable[FoundationTask], hours: float, high: bool = True) -> tuple[WorkStretch, ...]:
    """Fill week after week with the tasks in their order; no week holds more than `hours`.

    A task may go on in the next week.

    Parameters
    ----------
    todo
        The tasks in order.
    hours
        A week; rounded down to whole quarters of an hour.
    high
        Whether each task takes its high figure or its low one.

    Returns
    -------
        The work in order. Every week but the last is full.
    """
    room = math.floor(hours * QUARTERS + 1e-9)
    week, used = 1, 0
    stretches: list[WorkStretch] = []
    for task in todo:
        left = math.ceil(task.hours[high] * QUARTERS - 1e-9)
        while left:
            if used == room:
                week, used = week + 1, 0
            now = min(left, room - used)
            stretches.append(WorkStretch(week=week, number=task.number, begins=used / QUARTERS, hours=now / QUARTERS))
            used += now
            left -= now
    return tuple(stretches)


def _last_week(stretches: Iterable[WorkStretch], numbers: Collection[int]) -> int:
    return max((stretch.week for stretch in stretches if stretch.number in numbers), default=0)


def states(done: Collection[Question]) -> dict[Foundation, FoundationState]:
    """Tell how far each foundation stands, in the order of `QUESTIONS`."""
    standing = settled(done)

    def state(foundation: Foundation, questions: tuple[Question, ...]) -> FoundationState:
        yes = sum(question in standing for question in questions)
        if not yes or (foundation is Foundation.WEBSITE and Question.WEBSITE not in standing):
            return FoundationState.NO
        return FoundationState.YES if yes == len(questions) else FoundationState.PARTLY

    return {foundation: state(foundation, questions) for foundation, questions in QUESTIONS.items()}


def missing(done: Collection[Question]) -> tuple[Question, ...]:
    """List the essential questions that are still open, in the order in which we would do them."""
    return tuple(question for question in in_order(to_do(done)) if question in ESSENTIAL)


def readiness(firm: FoundationsInput) -> Readiness:
    """Judge whether the firm is ready for a first network, almost, or not yet.

    By how many essentials are missing, too few hours being one. Without a website it is always not yet, because
    what stands on it is missing too.
    """
    count = len(missing(firm.done)) + (firm.hours < LEAST_HOURS)
    return Readiness.READY if count == 0 else Readiness.ALMOST if count <= FEW else Readiness.NOT_YET


def assess(firm: FoundationsInput) -> FoundationsAssessment:
    """Give the whole answer for what the firm has and can give."""
    todo = tasks(firm)
    slow, quick = in_weeks(todo, firm.hours), in_weeks(todo, firm.hours, high=False)
    essential = {task.number for task in todo if task.essential}
    everything = {task.number for task in todo}
    begun = {stretch.number for stretch in slow if stretch.week <= MONTH}
    month = [task for task in todo if task.number in begun]
    return FoundationsAssessment(
        readiness=readiness(firm),
        states=states(firm.done),
        missing=missing(firm.done),
        enough_hours=firm.hours >= LEAST_HOURS,
        tasks=todo,
        stretches=slow,
        weeks=(_last_week(quick, everything), _last_week(slow, everything)),
        ready_week=(_last_week(quick, essential), _last_week(slow, essential)),
        hours=(sum(task.hours[0] for task in todo), sum(task.hours[1] for task in todo)),
        euros=(sum(task.euros[0] for task in todo), sum(task.euros[1] for task in todo)),
        month_hours=sum(stretch.hours for stretch in slow if stretch.week <= MONTH),
        month_euros=(sum(task.euros[0] for task in month), sum(task.euros[1] for task in month)),
        findings=_findings(firm, todo),
    )


def _findings(firm: FoundationsInput, todo: tuple[FoundationTask, ...]) -> tuple[Finding, ...]:
    standing = settled(firm.done)
    low, high = sum(task.euros[0] for task in todo), sum(task.euros[1] for task in todo)
    findings: list[Finding] = []

    def add(code: FoundationsFinding, part: str, severity: Severity, **values: float) -> None:
        findings.append(Finding(code=code, part=part, severity=severity, values=values))

    if firm.profile and Question.WEBSITE not in standing:
        add(FoundationsFinding.PROFILE_FOR_WEBSITE, "profile", Severity.STOP)
    if low > firm.euros:
        dear = firm.maker is WebsiteMaker.PROFESSIONAL and Question.WEBSITE not in standing
        own = low - BY_A_PROFESSIONAL.euros[0] + EFFORTS[Question.WEBSITE].euros[0]
        way_out = dear and own <= firm.euros
        code = FoundationsFinding.OVER_BUDGET_MAKE_IT if way_out else FoundationsFinding.OVER_BUDGET
        add(code, "euros", Severity.STOP, low=low, euros=firm.euros, own=own)
    elif high > firm.euros:
        add(FoundationsFinding.MAY_EXCEED_BUDGET, "euros", Severity.NOTE, high=high, euros=firm.euros)
    if firm.decides is Department.SALES:
        add(FoundationsFinding.SALES_ALONE, "decides", Severity.WARN)
    if firm.decides is Department.NOBODY:
        add(FoundationsFinding.NOBODY_DECIDES, "decides", Severity.WARN)
    if firm.hours < LEAST_HOURS:
        add(FoundationsFinding.FEW_HOURS, "hours", Severity.WARN, hours=firm.hours, least=LEAST_HOURS)
    if firm.profile and Question.WEBSITE in standing and readiness(firm) is not Readiness.READY:
        add(FoundationsFinding.PROFILE_WAITS, "profile", Severity.NOTE)
    if Question.WEBSITE in standing and Question.DOMAIN not in standing:
        add(FoundationsFinding.DOMAIN_OF_OTHERS, "domain", Severity.STOP)
    return worst_first(findings)
