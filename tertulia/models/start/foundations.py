"""Foundations check: what a firm has before its first network, what to do first, and in which weeks.

Each question of `Check` is answered yes or no. A question answered no becomes a task. Tasks have hours and
euros as a low and a high figure and may need another task first; the order is the topological one that
always takes, of the tasks that could come next, the one that stands first in `Check` (Kahn 1962, Topological
sorting of large networks, Communications of the ACM 5(11):558-562, with a heap). The weeks are filled one
after the other, in quarters of an hour, so that no week holds more than the hours the firm has.

Every number and the order of `Check` are our judgement (grade D).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tertulia.models.errors import InputError
from tertulia.models.finding import Finding, Severity, worst_first

GRADE = "D"
"""Evidence grade of every number in this file."""

QUARTERS = 4
"""Parts of an hour in which work is planned."""

LEAST_HOURS = 2.0
"""Hours a week below which no network is worth opening; the network picker says the same."""

MOST_HOURS = 40.0
"""Hours a week that can be entered."""

MOST_EUROS = 100_000
"""Euros that can be entered."""

FEW = 2
"""Up to so many missing foundations a firm is almost ready."""

MONTH = 4
"""Weeks of the first month."""


class Check(StrEnum):
    """What is asked, in the order in which we would do it."""

    NAMED = "named"
    EMAIL_READ = "email_read"
    PHONE = "phone"
    LISTING_CLAIMED = "listing_claimed"
    LISTING_RIGHT = "listing_right"
    ACCESS = "access"
    TWO_STEP = "two_step"
    DOMAIN = "domain"
    WEBSITE = "website"
    CURRENT = "current"
    LEGAL_NOTICE = "legal_notice"
    PRIVACY = "privacy"
    CONSENT = "consent"
    PHOTOS = "photos"
    EMAIL_OWN = "email_own"
    READABLE = "readable"
    STAND_IN = "stand_in"


class Part(StrEnum):
    """The foundations, each with one to three questions."""

    OWNER = "owner"
    EMAIL = "email"
    PHONE = "phone"
    LISTING = "listing"
    ACCESS = "access"
    WEBSITE = "website"
    LEGAL = "legal"
    PHOTOS = "photos"
    READABLE = "readable"


QUESTIONS: Mapping[Part, tuple[Check, ...]] = {
    Part.OWNER: (Check.NAMED, Check.STAND_IN),
    Part.EMAIL: (Check.EMAIL_READ, Check.EMAIL_OWN),
    Part.PHONE: (Check.PHONE,),
    Part.LISTING: (Check.LISTING_CLAIMED, Check.LISTING_RIGHT),
    Part.WEBSITE: (Check.WEBSITE, Check.CURRENT, Check.DOMAIN),
    Part.PHOTOS: (Check.PHOTOS, Check.CONSENT),
    Part.LEGAL: (Check.LEGAL_NOTICE, Check.PRIVACY),
    Part.READABLE: (Check.READABLE,),
    Part.ACCESS: (Check.ACCESS, Check.TWO_STEP),
}
"""The questions of each foundation, in the order in which they are asked."""

PART_OF: Mapping[Check, Part] = {check: part for part, checks in QUESTIONS.items() for check in checks}

NEEDS: Mapping[Check, tuple[Check, ...]] = {
    Check.EMAIL_READ: (Check.NAMED,),
    Check.PHONE: (Check.NAMED,),
    Check.STAND_IN: (Check.NAMED,),
    Check.LISTING_RIGHT: (Check.LISTING_CLAIMED,),
    Check.TWO_STEP: (Check.ACCESS,),
    Check.WEBSITE: (Check.DOMAIN,),
    Check.EMAIL_OWN: (Check.DOMAIN,),
    Check.CURRENT: (Check.WEBSITE,),
    Check.LEGAL_NOTICE: (Check.WEBSITE,),
    Check.PRIVACY: (Check.WEBSITE,),
    Check.READABLE: (Check.WEBSITE,),
    Check.PHOTOS: (Check.CONSENT,),
}
"""What has to be done before a task can begin; it counts only where that is not done already."""

ON_THE_WEBSITE = tuple(check for check, needs in NEEDS.items() if Check.WEBSITE in needs)
"""What a firm without a website cannot have."""

ESSENTIAL = tuple(
    check for check in Check if check not in (Check.STAND_IN, Check.EMAIL_OWN, Check.PHOTOS, Check.READABLE)
)
"""What must stand before a first network; the rest can follow while it begins."""


class State(StrEnum):
    """How far a foundation stands."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Desk(StrEnum):
    """Who decides what the firm publishes."""

    OWNER = "owner"
    COMMUNICATION = "communication"
    SALES = "sales"
    NOBODY = "nobody"


class Maker(StrEnum):
    """Who makes the website, should one be needed."""

    OURSELVES = "ourselves"
    PROFESSIONAL = "professional"


class Verdict(StrEnum):
    """The answer, the worst first."""

    NOT_YET = "not_yet"
    ALMOST = "almost"
    READY = "ready"


@dataclass(frozen=True)
class Effort:
    """What a task takes: hours of the firm's own time, and euros in the first year, low and high."""

    hours: tuple[float, float]
    euros: tuple[int, int] = (0, 0)


EFFORTS: Mapping[Check, Effort] = {
    Check.NAMED: Effort((0.5, 1)),
    Check.EMAIL_READ: Effort((0.5, 2)),
    Check.PHONE: Effort((0.5, 1.5)),
    Check.LISTING_CLAIMED: Effort((0.5, 2)),
    Check.LISTING_RIGHT: Effort((0.5, 1)),
    Check.ACCESS: Effort((0.5, 1.5)),
    Check.TWO_STEP: Effort((0.5, 1.5)),
    Check.DOMAIN: Effort((0.5, 3), (5, 40)),
    Check.WEBSITE: Effort((8, 20), (50, 250)),
    Check.CURRENT: Effort((0.5, 2)),
    Check.LEGAL_NOTICE: Effort((0.5, 2), (0, 150)),
    Check.PRIVACY: Effort((1, 3), (0, 200)),
    Check.CONSENT: Effort((0.5, 1.5)),
    Check.PHOTOS: Effort((1.5, 4), (0, 200)),
    Check.EMAIL_OWN: Effort((0.5, 2), (0, 70)),
    Check.READABLE: Effort((1, 3)),
    Check.STAND_IN: Effort((0.5, 1)),
}
"""Hours and euros of each task; a website we make ourselves, a simple one of a few pages."""

BY_A_PROFESSIONAL = Effort((3, 8), (400, 1500))
"""The same website made by a professional: the firm's own hours go into texts, photos and checking."""


@dataclass(frozen=True)
class Foundations:
    """What the firm has and what it can give.

    done: the questions answered yes. desk: who decides what is published. hours: a week for this work, above
    0 and up to MOST_HOURS. euros: for all of it, in the first year. maker: who would make a website.
    profile: whether the firm is on a network already.

    Raises InputError with the field and one of: unknown, not_a_number, below (least), above (most).
    """

    done: frozenset[Check]
    desk: Desk = Desk.OWNER
    hours: float = 3.0
    euros: int = 300
    maker: Maker = Maker.OURSELVES
    profile: bool = False

    def __post_init__(self) -> None:
        """Check the values and bring them into their usual form."""
        for name, kind in (("desk", Desk), ("maker", Maker)):
            if getattr(self, name) not in tuple(kind):
                raise InputError(name, "unknown", value=str(getattr(self, name)))
            object.__setattr__(self, name, kind(getattr(self, name)))
        for check in self.done:
            if check not in tuple(Check):
                raise InputError("done", "unknown", value=str(check))
        object.__setattr__(self, "done", frozenset(Check(check) for check in self.done))
        for name, least, most in (("hours", 1 / QUARTERS, MOST_HOURS), ("euros", 0, MOST_EUROS)):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise InputError(name, "not_a_number", value=str(value))
            if value < least:
                raise InputError(name, "below", value=value, least=least)
            if value > most:
                raise InputError(name, "above", value=value, most=most)


@dataclass(frozen=True)
class Task:
    """One thing to do. number: its place in the order, from 1. needs: numbers of the tasks before it.

    essential: whether a first network has to wait for it.
    """

    number: int
    check: Check
    hours: tuple[float, float]
    euros: tuple[int, int]
    needs: tuple[int, ...]
    essential: bool


@dataclass(frozen=True)
class Stretch:
    """Some work on one task within one week. week: from 1. begins: hours of that week that are gone by then."""

    week: int
    number: int
    begins: float
    hours: float


@dataclass(frozen=True)
class Answer:
    """The whole answer, of plain values.

    states: how far each foundation stands. missing: the essential questions answered no, in order. enough_hours:
    whether the week holds LEAST_HOURS. tasks: what to do, in order. plan: the weeks if every task takes its high
    figure. weeks: how many weeks all of it takes, low and high; ready_week: when the last essential task is
    done, low and high, 0 if none is missing. hours, euros: of all tasks. month_hours, month_euros: of the
    first MONTH weeks of the plan, euros counted when a task begins. findings: what to know, the worst first.
    """

    verdict: Verdict
    states: Mapping[Part, State]
    missing: tuple[Check, ...]
    enough_hours: bool
    tasks: tuple[Task, ...]
    plan: tuple[Stretch, ...]
    weeks: tuple[int, int]
    ready_week: tuple[int, int]
    hours: tuple[float, float]
    euros: tuple[int, int]
    month_hours: float
    month_euros: tuple[int, int]
    findings: tuple[Finding, ...]


def settled(done: Collection[Check]) -> frozenset[Check]:
    """The answers that can be true together: without a website nothing stands on it."""
    return frozenset(check for check in done if Check.WEBSITE in done or check not in ON_THE_WEBSITE)


def to_do(done: Collection[Check]) -> tuple[Check, ...]:
    """What is left to do, in the order of `Check`. A new website is made with the right hours and prices."""
    real = settled(done)
    return tuple(
        check for check in Check if check not in real and (check is not Check.CURRENT or Check.WEBSITE in real)
    )


def in_order(left: Iterable[Check]) -> tuple[Check, ...]:
    """The tasks so that each comes after what it needs, and otherwise in the order of `Check`."""
    ranks = {check: rank for rank, check in enumerate(Check)}
    checks = set(left)
    waiting = {check: {need for need in NEEDS.get(check, ()) if need in checks} for check in checks}
    ready = [(ranks[check], check) for check, needs in waiting.items() if not needs]
    heapq.heapify(ready)
    found: list[Check] = []
    while ready:
        _rank, check = heapq.heappop(ready)
        found.append(check)
        for other, needs in waiting.items():
            if check in needs:
                needs.remove(check)
                if not needs:
                    heapq.heappush(ready, (ranks[other], other))
    return tuple(found)


def tasks(firm: Foundations) -> tuple[Task, ...]:
    """What this firm has to do, numbered in order."""
    order = in_order(to_do(firm.done))
    numbers = {check: number for number, check in enumerate(order, 1)}
    found = []
    for check, number in numbers.items():
        by_others = check is Check.WEBSITE and firm.maker is Maker.PROFESSIONAL
        effort = BY_A_PROFESSIONAL if by_others else EFFORTS[check]
        needs = tuple(sorted(numbers[need] for need in NEEDS.get(check, ()) if need in numbers))
        found.append(Task(number, check, effort.hours, effort.euros, needs, check in ESSENTIAL))
    return tuple(found)


def in_weeks(todo: Iterable[Task], hours: float, high: bool = True) -> tuple[Stretch, ...]:
    """Fill week after week with the tasks in their order; no week holds more than `hours`.

    A task may go on in the next week. Whole quarters of an hour, rounded down for the week. high: whether each
    task takes its high figure or its low one.
    """
    room = math.floor(hours * QUARTERS + 1e-9)
    week, used = 1, 0
    found: list[Stretch] = []
    for task in todo:
        left = math.ceil(task.hours[high] * QUARTERS - 1e-9)
        while left:
            if used == room:
                week, used = week + 1, 0
            now = min(left, room - used)
            found.append(Stretch(week, task.number, used / QUARTERS, now / QUARTERS))
            used += now
            left -= now
    return tuple(found)


def _last_week(plan: Iterable[Stretch], numbers: Collection[int]) -> int:
    return max((stretch.week for stretch in plan if stretch.number in numbers), default=0)


def states(done: Collection[Check]) -> dict[Part, State]:
    """How far each foundation stands."""
    real = settled(done)
    found = {}
    for part, checks in QUESTIONS.items():
        having = sum(check in real for check in checks)
        found[part] = State.YES if having == len(checks) else State.PARTLY if having else State.NO
    if Check.WEBSITE not in real:
        found[Part.WEBSITE] = State.NO
    return found


def missing(done: Collection[Check]) -> tuple[Check, ...]:
    """The essential questions that are still open, in the order in which we would do them."""
    return tuple(check for check in in_order(to_do(done)) if check in ESSENTIAL)


def verdict(firm: Foundations) -> Verdict:
    """Ready for a first network, almost, or not yet.

    By how many essentials are missing, too few hours being one. Without a website it is always not yet, because
    what stands on it is missing too.
    """
    count = len(missing(firm.done)) + (firm.hours < LEAST_HOURS)
    return Verdict.READY if count == 0 else Verdict.ALMOST if count <= FEW else Verdict.NOT_YET


def assess(firm: Foundations) -> Answer:
    """The whole answer for what the firm has and can give."""
    todo = tasks(firm)
    plan, quick = in_weeks(todo, firm.hours), in_weeks(todo, firm.hours, high=False)
    essential = {task.number for task in todo if task.essential}
    everything = {task.number for task in todo}
    begun = {stretch.number for stretch in plan if stretch.week <= MONTH}
    month = [task for task in todo if task.number in begun]
    return Answer(
        verdict=verdict(firm),
        states=states(firm.done),
        missing=missing(firm.done),
        enough_hours=firm.hours >= LEAST_HOURS,
        tasks=todo,
        plan=plan,
        weeks=(_last_week(quick, everything), _last_week(plan, everything)),
        ready_week=(_last_week(quick, essential), _last_week(plan, essential)),
        hours=(sum(task.hours[0] for task in todo), sum(task.hours[1] for task in todo)),
        euros=(sum(task.euros[0] for task in todo), sum(task.euros[1] for task in todo)),
        month_hours=sum(stretch.hours for stretch in plan if stretch.week <= MONTH),
        month_euros=(sum(task.euros[0] for task in month), sum(task.euros[1] for task in month)),
        findings=_findings(firm, todo),
    )


def _findings(firm: Foundations, todo: tuple[Task, ...]) -> tuple[Finding, ...]:
    real = settled(firm.done)
    low, high = sum(task.euros[0] for task in todo), sum(task.euros[1] for task in todo)
    found = []
    if firm.profile and Check.WEBSITE not in real:
        found.append(Finding(code="profile_for_website", part="profile", severity=Severity.STOP))
    if low > firm.euros:
        dear = firm.maker is Maker.PROFESSIONAL and Check.WEBSITE not in real
        own = low - BY_A_PROFESSIONAL.euros[0] + EFFORTS[Check.WEBSITE].euros[0]
        code = "over_budget_make_it" if dear and own <= firm.euros else "over_budget"
        found.append(
            Finding(
                code=code, part="euros", severity=Severity.STOP, values={"low": low, "euros": firm.euros, "own": own}
            )
        )
    elif high > firm.euros:
        found.append(
            Finding(
                code="may_exceed_budget",
                part="euros",
                severity=Severity.NOTE,
                values={"high": high, "euros": firm.euros},
            )
        )
    if firm.desk is Desk.SALES:
        found.append(Finding(code="sales_alone", part="desk", severity=Severity.WARN))
    if firm.desk is Desk.NOBODY:
        found.append(Finding(code="nobody_decides", part="desk", severity=Severity.WARN))
    if firm.hours < LEAST_HOURS:
        found.append(
            Finding(
                code="few_hours",
                part="hours",
                severity=Severity.WARN,
                values={"hours": firm.hours, "least": LEAST_HOURS},
            )
        )
    if firm.profile and Check.WEBSITE in real and verdict(firm) is not Verdict.READY:
        found.append(Finding(code="profile_waits", part="profile", severity=Severity.NOTE))
    if Check.WEBSITE in real and Check.DOMAIN not in real:
        found.append(Finding(code="domain_of_others", part="domain", severity=Severity.STOP))
    return worst_first(found)
