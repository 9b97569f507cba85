"""Inbox drill: which message first, by which way, and in which tone; scored on rules that are all written here.

Order: severity x reach x age. Tone for complaints and crises: Coombs' situational crisis communication theory
(Corporate Reputation Review 10(3), 2007): the more people hold you responsible, the more the answer has to mend.
The minutes, the thresholds and the points are our judgement (evidence grade D).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import product

import numpy as np

from tertulia.models.errors import InputError
from tertulia.models.manager.inbox_messages import CASES, Case, Cause, Channel, Kind
from tertulia.models.random_stream import Chance


class When(StrEnum):
    """When something is done about a message."""

    NOW = "now"
    TODAY = "today"
    LATER = "later"
    NEVER = "never"


class How(StrEnum):
    """By which way."""

    PUBLIC = "public"
    PRIVATE = "private"
    PHONE = "phone"
    REPORT = "report"
    """Hide it or report it to the network."""
    ESCALATE = "escalate"
    """Pass it to the owner, or to a lawyer."""


class Stance(StrEnum):
    """The tone of the answer; Coombs' word for it behind each."""

    THANK = "thank"
    """Bolster."""
    INFORM = "inform"
    """Tell the facts: adjusting information, or diminish."""
    APOLOGISE = "apologise"
    """Say sorry and mend: rebuild."""
    CORRECT = "correct"
    """Say that it is not so: deny."""
    ASK = "ask"
    """Ask for details."""
    SILENT = "silent"
    """No answer."""


@dataclass(frozen=True)
class Decision:
    """What somebody does about one message. With When.NEVER the other two do not matter."""

    when: When
    how: How
    stance: Stance


@dataclass(frozen=True)
class Verdict:
    """How good a decision is, and why.

    when, how, stance: 0 to 2 points each. broken: the rule it breaks, "" if none; then score is 0.
    score: 0 to 6. minutes: it takes today. how_rule, stance_rule: which rule was applied, as stable words.
    best: the decision that scores full and takes the fewest minutes.
    """

    when: int
    how: int
    stance: int
    broken: str
    score: int
    minutes: int
    how_rule: str
    stance_rule: str
    best: Decision


@dataclass(frozen=True)
class Line:
    """One message after the day: what was decided, whether it still fitted, the verdict, its points of the most."""

    case: Case
    decision: Decision | None
    slipped: bool
    verdict: Verdict | None
    points: int
    most: int


@dataclass(frozen=True)
class Result:
    """A round. points: reached. most: without any limit of time. possible: the most within the minutes.

    minutes: what was decided for today takes. budget: there are. decided: messages with a decision.
    best: for each message what the best plan within the minutes does.
    """

    lines: tuple[Line, ...]
    points: int
    most: int
    possible: int
    minutes: int
    budget: int
    decided: int
    best: tuple[Decision, ...]


FULL = 6
"""Most points for one message: two each for when, how and tone."""

MESSAGES = 6
"""Messages in a round."""

LEAST_MINUTES, MOST_MINUTES = 5, 90
"""Limits of the budget, in minutes."""

WAY_MINUTES: Mapping[How, int] = {How.PUBLIC: 4, How.PRIVATE: 6, How.PHONE: 12, How.REPORT: 2, How.ESCALATE: 5}
TONE_MINUTES: Mapping[Stance, int] = {
    Stance.THANK: 0,
    Stance.INFORM: 2,
    Stance.APOLOGISE: 4,
    Stance.CORRECT: 3,
    Stance.ASK: 1,
    Stance.SILENT: 0,
}
"""Minutes that a way and a tone take; an answer takes their sum (grade D)."""

NOW_FROM, TODAY_FROM = 12, 4
"""Priority from which a message is due now, and today (grade D)."""

MONTH = 30 * 24
"""The month of the GDPR (art. 12.3) in hours, counted short to be safe."""

MONTH_WARNING = 25 * 24
"""Age in hours from which a privacy request cannot wait."""

DANGER = (Kind.SAFETY, Kind.CRISIS)
CUSTOMER_TRUTH = (Kind.COMPLAINT, Kind.CRISIS, Kind.SAFETY)
PUBLIC_CHANNELS = (Channel.COMMENT, Channel.REVIEW)
NEEDS_DATA = (Kind.COMPLAINT, Kind.CRISIS, Kind.SAFETY, Kind.PRIVACY, Kind.JOB)
"""Kinds in which asking for details means asking for personal ones."""

DECISIONS: tuple[Decision, ...] = tuple(Decision(*parts) for parts in product(When, How, Stance))
"""Every decision there is."""

_ORDER = list(When)


def age_weight(hours: float) -> float:
    """1 for a message of under four hours, 1.5 up to a day, 2 beyond (grade D)."""
    return 1.0 if hours < 4 else 1.5 if hours <= 24 else 2.0


def priority(case: Case) -> float:
    """How urgent a message is: severity (1-5) x reach (1-3) x weight of its age, 1 to 30."""
    return case.severity * case.reach * age_weight(case.age)


def due(case: Case) -> When:
    """When something should be done about it."""
    if case.kind in DANGER or (case.kind is Kind.PRIVACY and case.age >= MONTH_WARNING):
        return When.NOW
    if case.kind is Kind.TROLL and case.severity < 3:
        return When.NEVER
    urgency = priority(case)
    return When.NOW if urgency >= NOW_FROM else When.TODAY if urgency >= TODAY_FROM else When.LATER


def ways(case: Case) -> tuple[str, Mapping[How, int]]:
    """The rule for the way, and the points of each way under it; a way that is not named has none."""
    public = case.channel in PUBLIC_CHANNELS
    if case.kind is Kind.SAFETY:
        if case.cause is not Cause.NONE:
            return "safety_incident", {How.ESCALATE: 2, How.PHONE: 2, How.PRIVATE: 1, How.PUBLIC: 1}
        if public:
            return "safety_public", {How.PUBLIC: 2, How.PHONE: 1, How.PRIVATE: 1, How.ESCALATE: 1}
        return "safety_direct", {How.PHONE: 2, How.PRIVATE: 1, How.ESCALATE: 1}
    if case.kind is Kind.CRISIS:
        if case.cause in (Cause.RUMOUR, Cause.VICTIM):
            return "crisis_outside", {How.PUBLIC: 2, How.ESCALATE: 1}
        return "crisis_ours", {How.ESCALATE: 2, How.PUBLIC: 1, How.PHONE: 1}
    fixed: Mapping[Kind, tuple[str, Mapping[How, int]]] = {
        Kind.PRIVACY: ("privacy", {How.PRIVATE: 2, How.ESCALATE: 1}),
        Kind.JOURNALIST: ("journalist", {How.ESCALATE: 2, How.PHONE: 1, How.PRIVATE: 1}),
        Kind.JOB: ("job", {How.PRIVATE: 2, How.ESCALATE: 1}),
        Kind.SPAM: ("spam", {How.REPORT: 2}),
        Kind.TROLL: ("troll", {How.REPORT: 2}),
        Kind.FAKE_REVIEW: ("fake_review", {How.PUBLIC: 2, How.REPORT: 2, How.ESCALATE: 1}),
    }
    if case.kind in fixed:
        return fixed[case.kind]
    if case.unclear:
        return "details", {How.PRIVATE: 2, How.PHONE: 2, How.PUBLIC: 1}
    if public:
        return "public", {How.PUBLIC: 2, How.PRIVATE: 1, How.PHONE: 1}
    if case.kind is Kind.COMPLAINT:
        return "complaint_direct", {How.PHONE: 2, How.PRIVATE: 2}
    return "direct", {How.PRIVATE: 2, How.PHONE: 1}


def tones(case: Case) -> tuple[str, Mapping[Stance, int]]:
    """The rule for the tone, and the points of each tone under it; a tone that is not named has none."""
    plain: Mapping[Kind, Mapping[Stance, int]] = {
        Kind.QUESTION: {Stance.INFORM: 2},
        Kind.PRAISE: {Stance.THANK: 2, Stance.INFORM: 1},
        Kind.IDEA: {Stance.THANK: 2, Stance.ASK: 2, Stance.INFORM: 1},
        Kind.PRIVACY: {Stance.INFORM: 2, Stance.ASK: 1},
        Kind.JOURNALIST: {Stance.ASK: 2, Stance.INFORM: 1},
        Kind.JOB: {Stance.THANK: 2, Stance.INFORM: 2},
        Kind.SPAM: {Stance.SILENT: 2},
        Kind.TROLL: {Stance.SILENT: 2},
        Kind.FAKE_REVIEW: {Stance.CORRECT: 2, Stance.INFORM: 1, Stance.ASK: 1},
    }
    if case.kind in plain:
        return case.kind.value, plain[case.kind]
    if case.cause is Cause.NONE:
        return "safety", {Stance.INFORM: 2, Stance.ASK: 1}
    if case.unclear:
        return "unclear", {Stance.ASK: 2, Stance.INFORM: 1, Stance.APOLOGISE: 1}
    least = {Stance.INFORM: 1, Stance.ASK: 1} if case.kind is Kind.SAFETY else {}
    if case.cause is Cause.ACCIDENT:
        if case.history:
            return "accident_again", {Stance.APOLOGISE: 2, Stance.INFORM: 1, **least}
        return "accident", {Stance.INFORM: 2, Stance.APOLOGISE: 1}
    return {
        Cause.RUMOUR: ("rumour", {Stance.CORRECT: 2, Stance.INFORM: 1}),
        Cause.VICTIM: ("victim", {Stance.INFORM: 2, Stance.APOLOGISE: 1}),
        Cause.PREVENTABLE: ("preventable", {Stance.APOLOGISE: 2, **least}),
    }[case.cause]


def broken_rule(case: Case, decision: Decision) -> str:
    """The rule that no good wording makes up for, "" if none is broken."""
    when, how, stance = decision.when, decision.how, decision.stance
    if case.kind in DANGER and when in (When.LATER, When.NEVER):
        return "danger_waits"
    if when is When.NEVER:
        return "law_ignored" if case.kind is Kind.PRIVACY else ""
    if how is How.REPORT and case.kind in CUSTOMER_TRUTH:
        return "hides_truth"
    if how is How.PUBLIC:
        if case.kind is Kind.PRIVACY:
            return "private_in_public"
        if stance is Stance.ASK and case.kind in NEEDS_DATA:
            return "asks_in_public"
        if stance is Stance.CORRECT and case.kind is Kind.TROLL:
            return "argues"
    if stance is Stance.CORRECT and case.cause in (Cause.ACCIDENT, Cause.PREVENTABLE):
        return "denies_truth"
    return ""


def minutes(decision: Decision) -> int:
    """Minutes of today it takes; what waits or is left alone takes none."""
    if decision.when in (When.LATER, When.NEVER):
        return 0
    return WAY_MINUTES[decision.how] + TONE_MINUTES[decision.stance]


def _parts(case: Case, decision: Decision) -> tuple[int, int, int]:
    wanted = due(case)
    if decision.when is When.NEVER:
        if wanted is When.NEVER:
            return 2, 2, 2
        return (1, 0, 2) if case.kind is Kind.SPAM else (0, 0, 0)
    steps = _ORDER.index(decision.when) - _ORDER.index(wanted)
    if wanted is When.NEVER:
        when = 0
    elif steps == 1 and case.severity >= 4:
        when = 0
    else:
        when = max(0, 2 - abs(steps))
    how = ways(case)[1].get(decision.how, 0)
    if decision.how is How.REPORT:  # who hides or reports does not answer as well
        return when, how, 2 if how and decision.stance is Stance.SILENT else 0
    return when, how, tones(case)[1].get(decision.stance, 0)


@cache
def _score(case: Case, decision: Decision) -> int:
    return 0 if broken_rule(case, decision) else sum(_parts(case, decision))


@cache
def best(case: Case) -> Decision:
    """The decision with the most points, and of those the one that takes the fewest minutes."""
    return max(DECISIONS, key=lambda decision: (_score(case, decision), -minutes(decision)))


def judge(case: Case, decision: Decision) -> Verdict:
    """Points and reasons for one decision."""
    when, how, stance = _parts(case, decision)
    return Verdict(
        when,
        how,
        stance,
        broken_rule(case, decision),
        _score(case, decision),
        minutes(decision),
        ways(case)[0],
        tones(case)[0],
        best(case),
    )


def points(case: Case, score: int) -> int:
    """Points of the round: a message counts as many times as its severity."""
    return case.severity * score


def late(decision: Decision) -> Decision:
    """The same, but not today any more."""
    return replace(decision, when=When.LATER)


def run(cases: Sequence[Case], decisions: Sequence[Decision | None], budget: int) -> Result:
    """Play a round.

    What is decided for now comes first, then what is decided for today, the more urgent before the less urgent.
    The first that no longer fits, and all after it, slip to another day; slipping never brings points.
    Raises InputError(budget: below least, above most) and ValueError if there is not one decision per message.
    """
    if budget < LEAST_MINUTES:
        raise InputError("budget", "below", least=LEAST_MINUTES, value=budget)
    if budget > MOST_MINUTES:
        raise InputError("budget", "above", most=MOST_MINUTES, value=budget)
    slipped = _slipped(cases, decisions, budget)
    lines = []
    for place, (case, decision) in enumerate(zip(cases, decisions, strict=True)):
        verdict, reached = None, 0
        if decision is not None:
            done = late(decision) if place in slipped else decision
            verdict = judge(case, done)
            reached = points(case, min(verdict.score, _score(case, decision)))
        lines.append(Line(case, decision, place in slipped, verdict, reached, points(case, FULL)))
    plan = best_plan(cases, budget)
    return Result(
        tuple(lines),
        sum(line.points for line in lines),
        sum(line.most for line in lines),
        sum(points(case, _score(case, decision)) for case, decision in zip(cases, plan, strict=True)),
        sum(minutes(decision) for decision in decisions if decision),
        budget,
        sum(decision is not None for decision in decisions),
        plan,
    )


def _slipped(cases: Sequence[Case], decisions: Sequence[Decision | None], budget: int) -> frozenset[int]:
    today = [
        (_ORDER.index(decision.when), -priority(case), place, minutes(decision))
        for place, (case, decision) in enumerate(zip(cases, decisions, strict=True))
        if decision and minutes(decision)
    ]
    spent, found = 0, set()
    for _when, _urgency, place, cost in sorted(today):
        spent += cost
        if spent > budget:
            found.add(place)
    return frozenset(found)


@cache
def _choices(case: Case) -> tuple[tuple[int, int, Decision], ...]:
    """The decisions worth a thought, as (minutes, points, decision): each costs more and brings more."""
    found: list[tuple[int, int, Decision]] = []
    for decision in sorted(DECISIONS, key=lambda one: (minutes(one), -_score(case, one))):
        reached = points(case, _score(case, decision))
        if not found or reached > found[-1][1]:
            found.append((minutes(decision), reached, decision))
    return tuple(found)


def best_plan(cases: Sequence[Case], budget: int) -> tuple[Decision, ...]:
    """One decision per message that together bring the most points within the minutes (exact, by dynamic programming).

    Of equal plans the one that takes the fewest minutes.
    """
    reached: dict[int, tuple[int, tuple[Decision, ...]]] = {0: (0, ())}
    for case in cases:
        following: dict[int, tuple[int, tuple[Decision, ...]]] = {}
        for spent, (have, plan) in reached.items():
            for cost, gain, decision in _choices(case):
                total = spent + cost
                if total <= budget and (total not in following or have + gain > following[total][0]):
                    following[total] = (have + gain, (*plan, decision))
        reached = following
    spent = max(reached, key=lambda total: (reached[total][0], -total))
    return reached[spent][1]


def pool(firm: str) -> tuple[Case, ...]:
    """The messages of an invented firm; every message for a firm without its own. KeyError for no firm at all."""
    if firm == "mine":
        return CASES
    found = tuple(case for case in CASES if case.firm == firm)
    if not found:
        raise KeyError(firm)
    return found


def rules(result: Result) -> tuple[tuple[Case, Decision], ...]:
    """What to do with messages like these, the most urgent first: what was decided where it was right, else the best.

    Right is what scored full and still fitted into the minutes. Safety and crises come before every sum.
    """
    found = [
        (line.case, line.decision if line.decision and line.points == line.most else best(line.case))
        for line in result.lines
    ]

    def urgency(each: tuple[Case, Decision]) -> tuple[int, bool, float]:
        case = each[0]
        return _ORDER.index(due(case)), case.kind not in DANGER, -priority(case)

    return tuple(sorted(found, key=urgency))


def draw(seed: int, firm: str, count: int = MESSAGES) -> tuple[Case, ...]:
    """A round's messages: at least one grave and one light, in the order in which they came, oldest first.

    seed: 0 or more. Uniform draws only, so that the page and Python elsewhere agree.
    """
    if seed < 0:
        raise InputError("seed", "below", least=0, value=seed)
    cases = pool(firm)
    keys = Chance(seed).random(len(cases))
    order = [cases[int(place)] for place in np.argsort(keys, kind="stable")]
    grave = next(case for case in order if case.severity >= 4)
    light = next(case for case in order if case.severity <= 1)
    rest = [case for case in order if case not in (grave, light)]
    chosen = [grave, light, *rest][:count]
    return tuple(sorted(chosen, key=lambda case: (-case.age, case.key)))
