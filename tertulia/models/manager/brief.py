"""Manager brief: the hours the task takes, and what they cost if you hire, train somebody inside, or outsource.

Minutes per task are our judgement (evidence grade D) and the learner's to change; the cost of an hour, of a course and
of an agency are inputs. Nothing here predicts what the work brings in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tertulia.models.errors import number_within
from tertulia.models.finding import Finding, Severity, worst_first


class Option(StrEnum):
    """Who does it."""

    HIRE = "hire"
    TRAIN = "train"
    OUTSOURCE = "outsource"


class ManagerTask(StrEnum):
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


class HoursFinding(StrEnum):
    """What the hours themselves say."""

    HOURS_OVER = "hours_over"
    """More than one person can do."""
    NOBODY_LISTENS = "nobody_listens"
    NOBODY_ANSWERS = "nobody_answers"
    ANSWERING_MOST = "answering_most"
    """Most of the hours are answers, so judge by answers and not by posts."""


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
class Estimate:
    """Low, middle and high of a quantity."""

    low: float
    mid: float
    high: float

    def scaled(self, factor: float) -> Estimate:
        """All three times a factor.

        Parameters
        ----------
        factor
            0 or more.

        Returns
        -------
        Estimate
            In the factor's unit.
        """
        return Estimate(self.low * factor, self.mid * factor, self.high * factor)

    def overlaps(self, other: Estimate) -> bool:
        """Whether the two may be equal as far as we know.

        Parameters
        ----------
        other
            Of the same unit.

        Returns
        -------
        bool
            True also where they only touch.
        """
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What the firm asks for.

    Attributes
    ----------
    posts, messages
        A week; messages with reviews.
    post_minutes, message_minutes
        For each.
    listen_minutes
        A week.
    report_hours
        A month.
    hour
        Euros an hour of work costs the firm, social security included.
    contract
        Hours a week you would have to employ somebody for at the least.
    course, course_hours
        Euros, and hours of working time, once.
    fee
        Euros a month an agency asks.
    contact
        Hours a week somebody inside still spends with the agency.
    hour_spread, fee_spread
        1 or more; low and high are the middle divided and multiplied by it.
    years
        Over which what is paid once is spread.

    Raises
    ------
    InputError
        For a value that is no number or out of its limits.
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
        for name, (low, high) in limits.items():
            number_within(name, getattr(self, name), low, high)


@dataclass(frozen=True, kw_only=True)
class BriefResult:
    """What the needs come to.

    Attributes
    ----------
    tasks
        Hours a week of each task, in the middle.
    hours
        A week, all in all.
    costs
        Euros a year of each option.
    cheapest
        The option with the lowest middle.
    clear
        Whether its range lies below all others.
    break_even
        Hours a week up to which doing it inside costs no more than the agency; None if there is no such point.
    """

    tasks: Mapping[ManagerTask, float]
    hours: Estimate
    costs: Mapping[Option, Estimate]
    cheapest: Option
    clear: bool
    break_even: float | None


def task_hours(needs: Needs) -> dict[ManagerTask, float]:
    """Hours of each task.

    Parameters
    ----------
    needs
        What the firm asks for.

    Returns
    -------
    dict
        Hours a week, in the middle.
    """
    return {
        ManagerTask.LISTEN: needs.listen_minutes / 60,
        ManagerTask.ANSWER: needs.messages * needs.message_minutes / 60,
        ManagerTask.POSTS: needs.posts * needs.post_minutes / 60,
        ManagerTask.REPORT: needs.report_hours * 12 / WEEKS,
    }


def hours(needs: Needs) -> Estimate:
    """Hours all in all.

    Parameters
    ----------
    needs
        What the firm asks for.

    Returns
    -------
    Estimate
        Hours a week.
    """
    total = math.fsum(task_hours(needs).values())
    return Estimate(total / SPREAD, total, total * SPREAD)


def _paid(needs: Needs) -> Estimate:
    return Estimate(needs.hour / needs.hour_spread, needs.hour, needs.hour * needs.hour_spread)


def _yearly(work: Estimate, paid: Estimate, once: float) -> Estimate:
    """Euros a year: the few hours at the low price, the many at the high one."""
    return Estimate(
        WEEKS * work.low * paid.low + once, WEEKS * work.mid * paid.mid + once, WEEKS * work.high * paid.high + once
    )


def costs(needs: Needs) -> dict[Option, Estimate]:
    """What each option costs.

    Hire: the hours, but at least the contract's. Train: the hours, and course and course hours spread over the years.
    Outsource: twelve fees, and the hours somebody inside still spends.

    Parameters
    ----------
    needs
        What the firm asks for.

    Returns
    -------
    dict
        Euros a year.
    """
    work, paid = hours(needs), _paid(needs)
    held = Estimate(max(work.low, needs.contract), max(work.mid, needs.contract), max(work.high, needs.contract))
    once = (needs.course + needs.course_hours * needs.hour) / needs.years
    fee = Estimate(needs.fee / needs.fee_spread, needs.fee, needs.fee * needs.fee_spread).scaled(12)
    contact = WEEKS * needs.contact
    return {
        Option.HIRE: _yearly(held, paid, 0.0),
        Option.TRAIN: _yearly(work, paid, once),
        Option.OUTSOURCE: Estimate(
            fee.low + contact * paid.low, fee.mid + contact * paid.mid, fee.high + contact * paid.high
        ),
    }


def break_even(needs: Needs) -> float | None:
    """Where training somebody inside costs as much as the agency, in the middle of all ranges.

    Below it, inside is the cheaper.

    Parameters
    ----------
    needs
        What the firm asks for.

    Returns
    -------
    float or None
        Hours a week; None if that is not between 0 and MOST_HOURS.
    """
    once = (needs.course + needs.course_hours * needs.hour) / needs.years
    outside = 12 * needs.fee + WEEKS * needs.contact * needs.hour
    even = (outside - once) / (WEEKS * needs.hour)
    return even if 0 < even <= MOST_HOURS else None


def compare(needs: Needs) -> BriefResult:
    """Hours, costs, the cheapest option and whether the difference is clear.

    Parameters
    ----------
    needs
        What the firm asks for.

    Returns
    -------
    BriefResult
        Everything the brief is written from.
    """
    by_option = costs(needs)
    cheapest = min(Option, key=lambda option: by_option[option].mid)
    return BriefResult(
        tasks=task_hours(needs),
        hours=hours(needs),
        costs=by_option,
        cheapest=cheapest,
        clear=not any(by_option[cheapest].overlaps(by_option[other]) for other in Option if other is not cheapest),
        break_even=break_even(needs),
    )


def check(needs: Needs, flags: Iterable[Flag]) -> tuple[Finding, ...]:
    """Red flags of an offer, and what the hours themselves say.

    Parameters
    ----------
    needs
        What the firm asks for.
    flags
        What was seen in the offer.

    Returns
    -------
    tuple
        Findings on "offer" with a `Flag`, and on "hours" with a `HoursFinding`, the worst first.
    """
    seen = set(flags)
    findings = [Finding(code=flag, part="offer", severity=FLAG_SEVERITY[flag]) for flag in Flag if flag in seen]
    total, tasks = hours(needs).mid, task_hours(needs)
    if total > MOST_HOURS:
        findings.append(
            Finding(code=HoursFinding.HOURS_OVER, part="hours", severity=Severity.STOP, values={"hours": total})
        )
    if tasks[ManagerTask.LISTEN] == 0:
        findings.append(Finding(code=HoursFinding.NOBODY_LISTENS, part="hours", severity=Severity.WARN))
    if tasks[ManagerTask.ANSWER] == 0:
        findings.append(Finding(code=HoursFinding.NOBODY_ANSWERS, part="hours", severity=Severity.WARN))
    elif tasks[ManagerTask.ANSWER] > total / 2:
        findings.append(Finding(code=HoursFinding.ANSWERING_MOST, part="hours", severity=Severity.NOTE))
    return worst_first(findings)
