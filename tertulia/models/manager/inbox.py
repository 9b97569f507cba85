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

from tertulia.models.errors import InputError, Refusal, whole_within
from tertulia.models.manager.inbox_messages import CASES, Case, Cause, Channel, MessageKind
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


class BrokenRule(StrEnum):
    """A rule that no good wording makes up for."""

    DANGER_WAITS = "danger_waits"
    HIDES_TRUTH = "hides_truth"
    ASKS_IN_PUBLIC = "asks_in_public"
    PRIVATE_IN_PUBLIC = "private_in_public"
    LAW_IGNORED = "law_ignored"
    ARGUES = "argues"
    DENIES_TRUTH = "denies_truth"


class WayRule(StrEnum):
    """What decides about the way."""

    SAFETY_INCIDENT = "safety_incident"
    """Something went wrong."""
    SAFETY_PUBLIC = "safety_public"
    SAFETY_DIRECT = "safety_direct"
    CRISIS_OUTSIDE = "crisis_outside"
    """It is not true, or came from outside."""
    CRISIS_OURS = "crisis_ours"
    PRIVACY = "privacy"
    JOURNALIST = "journalist"
    JOB = "job"
    SPAM = "spam"
    TROLL = "troll"
    FAKE_REVIEW = "fake_review"
    DETAILS = "details"
    """Facts are missing."""
    PUBLIC = "public"
    COMPLAINT_DIRECT = "complaint_direct"
    DIRECT = "direct"


class ToneRule(StrEnum):
    """What decides about the tone: the kind of message, or whom people hold responsible."""

    QUESTION = "question"
    PRAISE = "praise"
    IDEA = "idea"
    PRIVACY = "privacy"
    JOURNALIST = "journalist"
    JOB = "job"
    SPAM = "spam"
    TROLL = "troll"
    FAKE_REVIEW = "fake_review"
    SAFETY = "safety"
    """Nothing went wrong yet."""
    UNCLEAR = "unclear"
    RUMOUR = "rumour"
    VICTIM = "victim"
    ACCIDENT = "accident"
    ACCIDENT_AGAIN = "accident_again"
    PREVENTABLE = "preventable"


@dataclass(frozen=True)
class Decision:
    """What somebody does about one message. With When.NEVER the other two do not matter."""

    when: When
    how: How
    stance: Stance


@dataclass(frozen=True, kw_only=True)
class DecisionVerdict:
    """How good a decision is, and why.

    Attributes
    ----------
    when, how, stance
        0 to 2 points each.
    broken
        The rule it breaks, None if it breaks none.
    score
        0 to 6; 0 if a rule is broken.
    minutes
        It takes today.
    way_rule, tone_rule
        Which rules were applied.
    best
        The decision that scores full and takes the fewest minutes.
    """

    when: int
    how: int
    stance: int
    broken: BrokenRule | None
    score: int
    minutes: int
    way_rule: WayRule
    tone_rule: ToneRule
    best: Decision


@dataclass(frozen=True, kw_only=True)
class InboxLine:
    """One message after the day.

    Attributes
    ----------
    case, decision
        The message and what was decided, None if nothing was.
    slipped
        Whether it no longer fitted into the day.
    verdict
        On what was done in the end, None without a decision.
    points, most
        Reached, and the most that the message can bring.
    """

    case: Case
    decision: Decision | None
    slipped: bool
    verdict: DecisionVerdict | None
    points: int
    most: int


@dataclass(frozen=True, kw_only=True)
class RoundResult:
    """A round.

    Attributes
    ----------
    lines
        One for each message.
    points, most, possible
        Reached; the most without any limit of time; the most within the minutes.
    minutes, budget
        What was decided for today takes, and there are.
    decided
        Messages with a decision.
    best
        For each message what the best plan within the minutes does.
    """

    lines: tuple[InboxLine, ...]
    points: int
    most: int
    possible: int
    minutes: int
    budget: int
    decided: int
    best: tuple[Decision, ...]


@dataclass(frozen=True)
class InboxRule:
    """What was decided about messages of a kind. messages: on how many of them, all decided alike, it rests."""

    kind: MessageKind
    decision: Decision
    messages: int


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

DANGER = (MessageKind.SAFETY, MessageKind.CRISIS)
CUSTOMER_TRUTH = (MessageKind.COMPLAINT, MessageKind.CRISIS, MessageKind.SAFETY)
PUBLIC_CHANNELS = (Channel.COMMENT, Channel.REVIEW)
NEEDS_DATA = (MessageKind.COMPLAINT, MessageKind.CRISIS, MessageKind.SAFETY, MessageKind.PRIVACY, MessageKind.JOB)
"""Kinds in which asking for details means asking for personal ones."""

DECISIONS: tuple[Decision, ...] = tuple(Decision(*parts) for parts in product(When, How, Stance))
"""Every decision there is."""

_ORDER = list(When)


def age_weight(hours: float) -> float:
    """How much an age counts (grade D).

    Parameters
    ----------
    hours
        Since the message came.

    Returns
    -------
    float
        1 under four hours, 1.5 up to a day, 2 beyond.
    """
    return 1.0 if hours < 4 else 1.5 if hours <= 24 else 2.0


def priority(case: Case) -> float:
    """How urgent a message is: severity (1-5) x reach (1-3) x weight of its age.

    Parameters
    ----------
    case
        The message.

    Returns
    -------
    float
        1 to 30.
    """
    return case.severity * case.reach * age_weight(case.age)


def due(case: Case) -> When:
    """When something should be done about a message.

    Parameters
    ----------
    case
        The message.

    Returns
    -------
    When
        Safety and crises come before the sum.
    """
    if case.kind in DANGER or (case.kind is MessageKind.PRIVACY and case.age >= MONTH_WARNING):
        return When.NOW
    if case.kind is MessageKind.TROLL and case.severity < 3:
        return When.NEVER
    urgency = priority(case)
    return When.NOW if urgency >= NOW_FROM else When.TODAY if urgency >= TODAY_FROM else When.LATER


def ways(case: Case) -> tuple[WayRule, Mapping[How, int]]:
    """The rule for the way.

    Parameters
    ----------
    case
        The message.

    Returns
    -------
    tuple
        The rule, and the points of each way under it; a way that is not named has none.
    """
    public = case.channel in PUBLIC_CHANNELS
    if case.kind is MessageKind.SAFETY:
        if case.cause is not Cause.NONE:
            return WayRule.SAFETY_INCIDENT, {How.ESCALATE: 2, How.PHONE: 2, How.PRIVATE: 1, How.PUBLIC: 1}
        if public:
            return WayRule.SAFETY_PUBLIC, {How.PUBLIC: 2, How.PHONE: 1, How.PRIVATE: 1, How.ESCALATE: 1}
        return WayRule.SAFETY_DIRECT, {How.PHONE: 2, How.PRIVATE: 1, How.ESCALATE: 1}
    if case.kind is MessageKind.CRISIS:
        if case.cause in (Cause.RUMOUR, Cause.VICTIM):
            return WayRule.CRISIS_OUTSIDE, {How.PUBLIC: 2, How.ESCALATE: 1}
        return WayRule.CRISIS_OURS, {How.ESCALATE: 2, How.PUBLIC: 1, How.PHONE: 1}
    fixed: Mapping[MessageKind, tuple[WayRule, Mapping[How, int]]] = {
        MessageKind.PRIVACY: (WayRule.PRIVACY, {How.PRIVATE: 2, How.ESCALATE: 1}),
        MessageKind.JOURNALIST: (WayRule.JOURNALIST, {How.ESCALATE: 2, How.PHONE: 1, How.PRIVATE: 1}),
        MessageKind.JOB: (WayRule.JOB, {How.PRIVATE: 2, How.ESCALATE: 1}),
        MessageKind.SPAM: (WayRule.SPAM, {How.REPORT: 2}),
        MessageKind.TROLL: (WayRule.TROLL, {How.REPORT: 2}),
        MessageKind.FAKE_REVIEW: (WayRule.FAKE_REVIEW, {How.PUBLIC: 2, How.REPORT: 2, How.ESCALATE: 1}),
    }
    if case.kind in fixed:
        return fixed[case.kind]
    if case.unclear:
        return WayRule.DETAILS, {How.PRIVATE: 2, How.PHONE: 2, How.PUBLIC: 1}
    if public:
        return WayRule.PUBLIC, {How.PUBLIC: 2, How.PRIVATE: 1, How.PHONE: 1}
    if case.kind is MessageKind.COMPLAINT:
        return WayRule.COMPLAINT_DIRECT, {How.PHONE: 2, How.PRIVATE: 2}
    return WayRule.DIRECT, {How.PRIVATE: 2, How.PHONE: 1}


def tones(case: Case) -> tuple[ToneRule, Mapping[Stance, int]]:
    """The rule for the tone.

    References
    ----------
    Coombs 2007, Protecting organization reputations during a crisis. Corporate Reputation Review 10(3).

    Parameters
    ----------
    case
        The message.

    Returns
    -------
    tuple
        The rule, and the points of each tone under it; a tone that is not named has none.
    """
    plain: Mapping[MessageKind, Mapping[Stance, int]] = {
        MessageKind.QUESTION: {Stance.INFORM: 2},
        MessageKind.PRAISE: {Stance.THANK: 2, Stance.INFORM: 1},
        MessageKind.IDEA: {Stance.THANK: 2, Stance.ASK: 2, Stance.INFORM: 1},
        MessageKind.PRIVACY: {Stance.INFORM: 2, Stance.ASK: 1},
        MessageKind.JOURNALIST: {Stance.ASK: 2, Stance.INFORM: 1},
        MessageKind.JOB: {Stance.THANK: 2, Stance.INFORM: 2},
        MessageKind.SPAM: {Stance.SILENT: 2},
        MessageKind.TROLL: {Stance.SILENT: 2},
        MessageKind.FAKE_REVIEW: {Stance.CORRECT: 2, Stance.INFORM: 1, Stance.ASK: 1},
    }
    if case.kind in plain:
        return ToneRule(case.kind.value), plain[case.kind]
    if case.cause is Cause.NONE:
        return ToneRule.SAFETY, {Stance.INFORM: 2, Stance.ASK: 1}
    if case.unclear:
        return ToneRule.UNCLEAR, {Stance.ASK: 2, Stance.INFORM: 1, Stance.APOLOGISE: 1}
    least = {Stance.INFORM: 1, Stance.ASK: 1} if case.kind is MessageKind.SAFETY else {}
    if case.cause is Cause.ACCIDENT:
        if case.history:
            return ToneRule.ACCIDENT_AGAIN, {Stance.APOLOGISE: 2, Stance.INFORM: 1, **least}
        return ToneRule.ACCIDENT, {Stance.INFORM: 2, Stance.APOLOGISE: 1}
    return {
        Cause.RUMOUR: (ToneRule.RUMOUR, {Stance.CORRECT: 2, Stance.INFORM: 1}),
        Cause.VICTIM: (ToneRule.VICTIM, {Stance.INFORM: 2, Stance.APOLOGISE: 1}),
        Cause.PREVENTABLE: (ToneRule.PREVENTABLE, {Stance.APOLOGISE: 2, **least}),
    }[case.cause]


def broken_rule(case: Case, decision: Decision) -> BrokenRule | None:
    """The rule that no good wording makes up for.

    Parameters
    ----------
    case
        The message.
    decision
        What is done about it.

    Returns
    -------
    BrokenRule or None
        None if none is broken.
    """
    when, how, stance = decision.when, decision.how, decision.stance
    if case.kind in DANGER and when in (When.LATER, When.NEVER):
        return BrokenRule.DANGER_WAITS
    if when is When.NEVER:
        return BrokenRule.LAW_IGNORED if case.kind is MessageKind.PRIVACY else None
    if how is How.REPORT and case.kind in CUSTOMER_TRUTH:
        return BrokenRule.HIDES_TRUTH
    if how is How.PUBLIC:
        if case.kind is MessageKind.PRIVACY:
            return BrokenRule.PRIVATE_IN_PUBLIC
        if stance is Stance.ASK and case.kind in NEEDS_DATA:
            return BrokenRule.ASKS_IN_PUBLIC
        if stance is Stance.CORRECT and case.kind is MessageKind.TROLL:
            return BrokenRule.ARGUES
    if stance is Stance.CORRECT and case.cause in (Cause.ACCIDENT, Cause.PREVENTABLE):
        return BrokenRule.DENIES_TRUTH
    return None


def minutes(decision: Decision) -> int:
    """How long a decision takes today.

    Parameters
    ----------
    decision
        What is done about it.

    Returns
    -------
    int
        Minutes; what waits or is left alone takes none.
    """
    if decision.when in (When.LATER, When.NEVER):
        return 0
    return WAY_MINUTES[decision.how] + TONE_MINUTES[decision.stance]


def _parts(case: Case, decision: Decision) -> tuple[int, int, int]:
    wanted = due(case)
    if decision.when is When.NEVER:
        if wanted is When.NEVER:
            return 2, 2, 2
        return (1, 0, 2) if case.kind is MessageKind.SPAM else (0, 0, 0)
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
    """What to do about a message.

    Parameters
    ----------
    case
        The message.

    Returns
    -------
    Decision
        The one with the most points, and of those the one that takes the fewest minutes.
    """
    return max(DECISIONS, key=lambda decision: (_score(case, decision), -minutes(decision)))


def judge(case: Case, decision: Decision) -> DecisionVerdict:
    """Points and reasons for one decision.

    Parameters
    ----------
    case
        The message.
    decision
        What is done about it.

    Returns
    -------
    DecisionVerdict
        Whether there is time for it is not asked.
    """
    when, how, stance = _parts(case, decision)
    return DecisionVerdict(
        when=when,
        how=how,
        stance=stance,
        broken=broken_rule(case, decision),
        score=_score(case, decision),
        minutes=minutes(decision),
        way_rule=ways(case)[0],
        tone_rule=tones(case)[0],
        best=best(case),
    )


def points(case: Case, score: int) -> int:
    """Points of the round: a message counts as many times as its severity.

    Parameters
    ----------
    case
        The message.
    score
        Of its decision, 0 to FULL.

    Returns
    -------
    int
        0 to 30.
    """
    return case.severity * score


def late(decision: Decision) -> Decision:
    """The same, but not today any more.

    Parameters
    ----------
    decision
        What is done about it.

    Returns
    -------
    Decision
        What becomes of it when there is no time.
    """
    return replace(decision, when=When.LATER)


def run(cases: Sequence[Case], decisions: Sequence[Decision | None], budget: int) -> RoundResult:
    """Play a round.

    What is decided for now comes first, then what is decided for today, the more urgent before the less urgent.
    The first that no longer fits, and all after it, slip to another day; slipping never brings points.

    Parameters
    ----------
    cases
        The messages.
    decisions
        One for each of them, None where nothing was decided.
    budget
        Minutes there are.

    Returns
    -------
    RoundResult
        Points and reasons.

    Raises
    ------
    InputError
        "budget" out of LEAST_MINUTES to MOST_MINUTES.
    ValueError
        If there is not one decision per message.
    """
    whole_within("budget", budget, LEAST_MINUTES, MOST_MINUTES)
    slipped = _slipped(cases, decisions, budget)
    lines = []
    for place, (case, decision) in enumerate(zip(cases, decisions, strict=True)):
        verdict, reached = None, 0
        if decision is not None:
            done = late(decision) if place in slipped else decision
            verdict = judge(case, done)
            reached = points(case, min(verdict.score, _score(case, decision)))
        lines.append(
            InboxLine(
                case=case,
                decision=decision,
                slipped=place in slipped,
                verdict=verdict,
                points=reached,
                most=points(case, FULL),
            )
        )
    plan = best_plan(cases, budget)
    return RoundResult(
        lines=tuple(lines),
        points=sum(line.points for line in lines),
        most=sum(line.most for line in lines),
        possible=sum(points(case, _score(case, decision)) for case, decision in zip(cases, plan, strict=True)),
        minutes=sum(minutes(decision) for decision in decisions if decision),
        budget=budget,
        decided=sum(decision is not None for decision in decisions),
        best=plan,
    )


def _slipped(cases: Sequence[Case], decisions: Sequence[Decision | None], budget: int) -> frozenset[int]:
    today = [
        (_ORDER.index(decision.when), -priority(case), place, minutes(decision))
        for place, (case, decision) in enumerate(zip(cases, decisions, strict=True))
        if decision and minutes(decision)
    ]
    spent, slipped = 0, set()
    for _when, _urgency, place, cost in sorted(today):
        spent += cost
        if spent > budget:
            slipped.add(place)
    return frozenset(slipped)


@cache
def _choices(case: Case) -> tuple[tuple[int, int, Decision], ...]:
    """The decisions worth a thought, as (minutes, points, decision): each costs more and brings more."""
    choices: list[tuple[int, int, Decision]] = []
    for decision in sorted(DECISIONS, key=lambda one: (minutes(one), -_score(case, one))):
        reached = points(case, _score(case, decision))
        if not choices or reached > choices[-1][1]:
            choices.append((minutes(decision), reached, decision))
    return tuple(choices)


def best_plan(cases: Sequence[Case], budget: int) -> tuple[Decision, ...]:
    """The decisions that together bring the most points within the minutes (exact, by dynamic programming).

    Parameters
    ----------
    cases
        The messages.
    budget
        Minutes there are.

    Returns
    -------
    tuple
        One decision for each message; of equal plans the one that takes the fewest minutes.
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
    """The messages that may come to a firm.

    Parameters
    ----------
    firm
        Its key; "mine" has every message.

    Returns
    -------
    tuple
        Never empty.

    Raises
    ------
    KeyError
        For no firm at all.
    """
    if firm == "mine":
        return CASES
    cases = tuple(case for case in CASES if case.firm == firm)
    if not cases:
        raise KeyError(firm)
    return cases


def rules(result: RoundResult) -> tuple[InboxRule, ...]:
    """What the firm's own decisions of a round say about messages like these.

    Only what was decided, was right and fitted into the minutes counts: what scored full. One decision about one
    message is no rule about all of its kind; the rule says on how many it rests.

    Parameters
    ----------
    result
        A round.

    Returns
    -------
    tuple
        The most urgent first; safety and crises come before every sum.
    """

    def urgency(line: InboxLine) -> tuple[int, bool, float]:
        case = line.case
        return _ORDER.index(due(case)), case.kind not in DANGER, -priority(case)

    found: dict[tuple[MessageKind, Decision, bool], InboxRule] = {}
    for line in sorted(result.lines, key=urgency):
        if line.decision is None or line.points < line.most:
            continue
        kind = line.case.kind
        alike = [other for other in result.lines if other.case.kind is kind]
        same = all(other.decision == line.decision and other.points == other.most for other in alike)
        found.setdefault((kind, line.decision, same), InboxRule(kind, line.decision, len(alike) if same else 1))
    return tuple(found.values())


def draw(seed: int, firm: str, count: int = MESSAGES) -> tuple[Case, ...]:
    """A round's messages: at least one grave and one light. Uniform draws only, so that the page and Python agree.

    Parameters
    ----------
    seed
        Number of the round, 0 or more.
    firm
        Key of the firm.
    count
        How many.

    Returns
    -------
    tuple
        In the order in which they came, oldest first.

    Raises
    ------
    InputError
        BELOW on "seed".
    """
    if seed < 0:
        raise InputError("seed", Refusal.BELOW, low=0)
    cases = pool(firm)
    keys = Chance(seed).random(len(cases))
    order = [cases[int(place)] for place in np.argsort(keys, kind="stable")]
    grave = next(case for case in order if case.severity >= 4)
    light = next(case for case in order if case.severity <= 1)
    rest = [case for case in order if case not in (grave, light)]
    chosen = [grave, light, *rest][:count]
    return tuple(sorted(chosen, key=lambda case: (-case.age, case.key)))
