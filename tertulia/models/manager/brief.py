"""Manager brief: the hours the task takes, and what they cost if you hire, train somebody inside, or outsource.

Minutes per task are our judgement (evidence grade D) and the learner's to change; the cost of an hour, of a course and
of an agency are inputs. Nothing here predicts what the work brings in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tertulia.models.errors import InputError
from tertulia.models.finding import Finding, Severity, worst_first


class Option(StrEnum):
    """Who does it."""

    HIRE = "hire"
    TRAIN = "train"
    OUTSOURCE = "outsource"


class Task(StrEnum):
    """What has to be done each week, the most neglected first."""

    LISTEN = "listen"
    ANSWER = "answer"
    POSTS = "posts"
    REPORT = "report"


class Flag(StrEnum):
    """What to look for in an offer, from outside or from inside."""

    PROMISES = "promises"
    """It promises a number of followers or sales."""
    ACCESS = "access"
    """The accounts are not opened in the firm's name, or the firm has no key to them."""
    REPORT = "report"
    """No report is foreseen, or it counts followers only."""
    SALES = "sales"
    """The sales people alone own the channel."""
    NOBODY = "nobody"
    """No name is given for whoever answers, nor for the stand-in."""
    PRIVACY = "privacy"
    """Nothing is agreed on customers' data, pictures of people and passwords."""
    BOUGHT = "bought"
    """It buys followers, likes or reviews."""
    TIED = "tied"
    """It binds for more than a year without a way out."""


FLAG_SEVERITY: Mapping[Flag, Severity] = {
    Flag.PROMISES: Severity.STOP,
    Flag.ACCESS: Severity.STOP,
    Flag.BOUGHT: Severity.STOP,
    Flag.PRIVACY: Severity.STOP,
    Flag.NOBODY: Severity.WARN,
    Flag.SALES: Severity.WARN,
    Flag.REPORT: Severity.WARN,
    Flag.TIED: Severity.NOTE,
}

WEEKS = 52
"""Weeks a year in which somebody answers; holidays need a stand-in, and the stand-in is paid too."""

SPREAD = 1.5
"""Low and high hours are the middle divided and multiplied by this (grade D)."""

POST_MINUTES, MESSAGE_MINUTES, REPORT_HOURS, LISTEN_MINUTES = 30, 8, 2.0, 15
"""Starting values: a post, a message, a month's report, a week's listening (grade D)."""

MOST_HOURS = 40.0
"""Hours a week beyond which one person cannot do it."""


@dataclass(frozen=True)
class Range:
    """Low, middle and high of a quantity."""

    low: float
    mid: float
    high: float

    def scaled(self, factor: float) -> Range:
        """All three times a factor of 0 or more."""
        return Range(self.low * factor, self.mid * factor, self.high * factor)

    def overlaps(self, other: Range) -> bool:
        """Whether the two may be equal as far as we know."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True)
class Needs:
    """What the firm asks for.

    posts: a week. messages: a week, reviews included. post_minutes, message_minutes: each. listen_minutes: a week.
    report_hours: a month. hour: euros an hour of work costs the firm, social security included. contract: hours a week
    you would have to employ somebody for at the least. course: euros, once. course_hours: of working time, once.
    fee: euros a month an agency asks. contact: hours a week somebody inside still spends with the agency.
    fee_spread, hour_spread: 1 or more; low and high are the middle divided and multiplied by it. years: over which
    what is paid once is spread. Raises InputError(field: not_a_number, below, above).
    """

    posts: float
    messages: float
    post_minutes: float = POST_MINUTES
    message_minutes: float = MESSAGE_MINUTES
    listen_minutes: float = LISTEN_MINUTES
    report_hours: float = REPORT_HOURS
    hour: float = 23.4
    contract: float = 10.0
    course: float = 400.0
    course_hours: float = 30.0
    fee: float = 450.0
    contact: float = 1.0
    hour_spread: float = 1.25
    fee_spread: float = 1.6
    years: float = 2.0

    def __post_init__(self) -> None:
        """Check every value against its limits."""
        limits = {
            "posts": (0, 50),
            "messages": (0, 1000),
            "post_minutes": (1, 600),
            "message_minutes": (1, 60),
            "listen_minutes": (0, 600),
            "report_hours": (0, 40),
            "hour": (1, 500),
            "contract": (0, 40),
            "course": (0, 20_000),
            "course_hours": (0, 500),
            "fee": (0, 20_000),
            "contact": (0, 40),
            "hour_spread": (1, 5),
            "fee_spread": (1, 5),
            "years": (1, 10),
        }
        for name, (least, most) in limits.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise InputError(name, "not_a_number", value=str(value))
            if value < least:
                raise InputError(name, "below", value=value, least=least)
            if value > most:
                raise InputError(name, "above", value=value, most=most)


@dataclass(frozen=True)
class Answer:
    """What the needs come to.

    tasks: hours a week of each task, in the middle. hours: a week. costs: euros a year of each option. cheapest: the
    option with the lowest middle. clear: whether its range lies below all others. break_even: hours a week up to which
    doing it inside costs no more than the agency, None if it never or always does within 0 and MOST_HOURS.
    """

    tasks: Mapping[Task, float]
    hours: Range
    costs: Mapping[Option, Range]
    cheapest: Option
    clear: bool
    break_even: float | None


def task_hours(needs: Needs) -> dict[Task, float]:
    """Hours a week of each task."""
    return {
        Task.LISTEN: needs.listen_minutes / 60,
        Task.ANSWER: needs.messages * needs.message_minutes / 60,
        Task.POSTS: needs.posts * needs.post_minutes / 60,
        Task.REPORT: needs.report_hours * 12 / WEEKS,
    }


def hours(needs: Needs) -> Range:
    """Hours a week all in all."""
    total = math.fsum(task_hours(needs).values())
    return Range(total / SPREAD, total, total * SPREAD)


def _paid(needs: Needs) -> Range:
    return Range(needs.hour / needs.hour_spread, needs.hour, needs.hour * needs.hour_spread)


def _yearly(work: Range, paid: Range, once: float) -> Range:
    """Euros a year: the few hours at the low price, the many at the high one."""
    return Range(
        WEEKS * work.low * paid.low + once, WEEKS * work.mid * paid.mid + once, WEEKS * work.high * paid.high + once
    )


def costs(needs: Needs) -> dict[Option, Range]:
    """Euros a year of each option.

    Hire: the hours, but at least the contract's. Train: the hours, and course and course hours spread over the years.
    Outsource: twelve fees, and the hours somebody inside still spends.
    """
    work, paid = hours(needs), _paid(needs)
    held = Range(max(work.low, needs.contract), max(work.mid, needs.contract), max(work.high, needs.contract))
    once = (needs.course + needs.course_hours * needs.hour) / needs.years
    fee = Range(needs.fee / needs.fee_spread, needs.fee, needs.fee * needs.fee_spread).scaled(12)
    contact = WEEKS * needs.contact
    return {
        Option.HIRE: _yearly(held, paid, 0.0),
        Option.TRAIN: _yearly(work, paid, once),
        Option.OUTSOURCE: Range(
            fee.low + contact * paid.low, fee.mid + contact * paid.mid, fee.high + contact * paid.high
        ),
    }


def break_even(needs: Needs) -> float | None:
    """Hours a week at which training somebody inside costs as much as the agency, in the middle of all ranges.

    Below it, inside is the cheaper. None if that is not between 0 and MOST_HOURS.
    """
    once = (needs.course + needs.course_hours * needs.hour) / needs.years
    outside = 12 * needs.fee + WEEKS * needs.contact * needs.hour
    found = (outside - once) / (WEEKS * needs.hour)
    return found if 0 < found <= MOST_HOURS else None


def answer(needs: Needs) -> Answer:
    """Hours, costs, the cheapest option and whether the difference is clear."""
    found = costs(needs)
    cheapest = min(Option, key=lambda option: found[option].mid)
    clear = all(not found[cheapest].overlaps(found[other]) for other in Option if other is not cheapest)
    return Answer(task_hours(needs), hours(needs), found, cheapest, clear, break_even(needs))


def check(needs: Needs, flags: Iterable[Flag]) -> tuple[Finding, ...]:
    """Red flags of an offer, and what the hours themselves say, the worst first.

    hours_over (hours): more than one person can do. nobody_listens, nobody_answers: no time for it. answering_most:
    most of the hours are answers, so judge by answers and not by posts.
    """
    found = [
        Finding(code=flag.value, part="offer", severity=FLAG_SEVERITY[flag]) for flag in Flag if flag in set(flags)
    ]
    total, tasks = hours(needs).mid, task_hours(needs)
    if total > MOST_HOURS:
        found.append(Finding(code="hours_over", part="hours", severity=Severity.STOP, values={"hours": total}))
    if tasks[Task.LISTEN] == 0:
        found.append(Finding(code="nobody_listens", part="hours", severity=Severity.WARN))
    if tasks[Task.ANSWER] == 0:
        found.append(Finding(code="nobody_answers", part="hours", severity=Severity.WARN))
    elif tasks[Task.ANSWER] > total / 2:
        found.append(Finding(code="answering_most", part="hours", severity=Severity.NOTE))
    return worst_first(found)
