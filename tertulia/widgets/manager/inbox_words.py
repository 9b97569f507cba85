"""The learner's words for the inbox drill: what a message is, what was decided, and why it scores as it does."""

from __future__ import annotations

from tertulia.language import _, ngettext, number
from tertulia.models.manager.inbox import (
    DANGER,
    MONTH_WARNING,
    BrokenRule,
    Decision,
    DecisionVerdict,
    How,
    InboxRule,
    Stance,
    ToneRule,
    WayRule,
    When,
    due,
    minutes,
    priority,
)
from tertulia.models.manager.inbox_messages import Case, Cause, Channel, MessageKind
from tertulia.models.manager.inbox_play import Stage
from tertulia.widgets.base.words import short


def when_words(when: When) -> str:
    """When something is done."""
    return {When.NOW: _("Now"), When.TODAY: _("Today"), When.LATER: _("Another day"), When.NEVER: _("Leave it alone")}[
        when
    ]


def how_words(how: How) -> str:
    """By which way."""
    return {
        How.PUBLIC: _("Answer in public"),
        How.PRIVATE: _("Write in private"),
        How.PHONE: _("Ring them"),
        How.REPORT: _("Hide or report it"),
        How.ESCALATE: _("Pass it to the owner"),
    }[how]


def stance_words(stance: Stance) -> str:
    """In which tone."""
    return {
        Stance.THANK: _("Thank them"),
        Stance.INFORM: _("Give the facts"),
        Stance.APOLOGISE: _("Apologise and mend it"),
        Stance.CORRECT: _("Say that it is not so"),
        Stance.ASK: _("Ask for details"),
        Stance.SILENT: _("No answer"),
    }[stance]


def kind_words(kind: MessageKind) -> str:
    """What a message is."""
    return {
        MessageKind.QUESTION: _("Question"),
        MessageKind.PRAISE: _("Praise"),
        MessageKind.IDEA: _("Idea"),
        MessageKind.COMPLAINT: _("Complaint"),
        MessageKind.CRISIS: _("Crisis"),
        MessageKind.SAFETY: _("Safety"),
        MessageKind.SPAM: _("Junk"),
        MessageKind.PRIVACY: _("Personal data"),
        MessageKind.TROLL: _("Provocation"),
        MessageKind.JOURNALIST: _("Press"),
        MessageKind.JOB: _("Job"),
        MessageKind.FAKE_REVIEW: _("False review"),
    }[kind]


def channel_words(channel: Channel) -> str:
    """Where a message came in."""
    return {
        Channel.COMMENT: _("Comment on your page"),
        Channel.REVIEW: _("Review on the map"),
        Channel.DIRECT: _("Private message"),
        Channel.MAIL: _("E-mail"),
    }[channel]


def who_words(case: Case) -> str:
    """Who wrote a message, as far as one sees it on a phone; no names, they are invented."""
    said = {MessageKind.JOURNALIST: _("A journalist"), MessageKind.JOB: _("Somebody who looks for work")}
    return said.get(
        case.kind,
        {
            Channel.COMMENT: _("A reader of your page"),
            Channel.REVIEW: _("Somebody on the map"),
            Channel.DIRECT: _("Somebody who writes to you"),
            Channel.MAIL: _("Somebody by e-mail"),
        }[case.channel],
    )


def place_words(place: int, messages: int) -> str:
    """Which message lies open."""
    return _("Message {n} of {all}").format(n=number(place + 1), all=number(messages))


def next_words(stage: Stage, *, last: bool) -> str:
    """What the button does next. last: the message that lies open is the last one."""
    return {
        Stage.DECIDE: _("Decide"),
        Stage.DECIDED: _("Show me why"),
        Stage.WHY: _("See how the round went") if last else _("Next message"),
        Stage.OVER: _("Play another round"),
    }[stage]


def decided_words(decision: Decision, spent: int, budget: int) -> str:
    """A decision that may still be taken back, and the minutes so far."""
    taken = minutes(decision)
    takes = ngettext("It takes {n} minute.", "It takes {n} minutes.", taken).format(n=number(taken))
    clock = _("{n} of your {all} minutes are spent.").format(n=number(spent), all=number(budget))
    return _("Decided: {decision}. {takes} {clock} You can still take it back.").format(
        decision=decision_words(decision), takes=takes, clock=clock
    )


def sources_words(case: Case) -> list[tuple[str, str, str]]:
    """What the reasons for a message rest on: grade, what, source."""
    law = {
        MessageKind.PRIVACY: ("B", _("One month for privacy requests"), _("GDPR, article 12.3")),
        MessageKind.FAKE_REVIEW: (
            "B",
            _("What you may do about a review"),
            _("Real Decreto Legislativo 1/2007, article 20.4"),
        ),
    }
    found = [law[case.kind]] if case.kind in law else []
    if case.cause is not Cause.NONE:
        found.append(("C", _("Tone after responsibility"), _("Coombs 2007")))
    return [*found, ("D", _("Points, thresholds and minutes"), _("Our judgement"))]


def age_words(hours: float) -> str:
    """How long ago a message came."""
    if hours < 1:
        return _("half an hour ago")
    if hours < 48:
        return ngettext("{n} hour ago", "{n} hours ago", hours).format(n=short(hours))
    days = round(hours / 24)
    return ngettext("{n} day ago", "{n} days ago", days).format(n=number(days))


def decision_words(decision: Decision) -> str:
    """A whole decision in a line."""
    if decision.when is When.NEVER:
        return when_words(When.NEVER)
    parts = [when_words(decision.when), how_words(decision.how)]
    if decision.how is not How.REPORT or decision.stance is not Stance.SILENT:
        parts.append(stance_words(decision.stance))
    return " · ".join(parts)


def broken_words(rule: BrokenRule) -> str:
    """The rule a decision breaks."""
    return {
        BrokenRule.DANGER_WAITS: _(
            "Somebody may be hurt or the firm’s name is on fire. That never waits for another day."
        ),
        BrokenRule.LAW_IGNORED: _("Leaving a privacy request unanswered breaks the law: the GDPR gives one month."),
        BrokenRule.HIDES_TRUTH: _(
            "Hiding what a customer really lived through makes it bigger. They write again, elsewhere."
        ),
        BrokenRule.PRIVATE_IN_PUBLIC: _(
            "A public answer tells everybody whose data you hold. Privacy is settled in private."
        ),
        BrokenRule.ASKS_IN_PUBLIC: _(
            "You would ask for names, dates or a booking where everybody reads. Ask in private."
        ),
        BrokenRule.ARGUES: _("Arguing with a provocation is what it was written for."),
        BrokenRule.DENIES_TRUTH: _("It did happen. Anyone who denies it and is found out loses twice."),
    }[rule]


def burning() -> tuple[str, ...]:
    """What to do when it burns, in order. Ours, grade D."""
    return (
        _("Look whether somebody may be hurt. If so, ring them before you write anything."),
        _("Write down what is certain, what is not, and who said it."),
        _("Stop the planned posts. One person speaks for the firm."),
        _("Tell your own people before they read it."),
        _("Answer where it is being read, once: what happened, what you do now, where to ask."),
        _("Keep that answer up to date, and say in public how it ended."),
    )


def plan_steps() -> tuple[str, ...]:
    """The same steps as the firm's own plan says them."""
    return (
        _("We look whether somebody may be hurt. If so, we ring them before we write anything."),
        _("We write down what is certain, what is not, and who said it."),
        _("We stop the planned posts. One person speaks for the firm."),
        _("We tell our own people before they read it."),
        _("We answer where it is being read, once: what happened, what we do now, where to ask."),
        _("We keep that answer up to date, and say in public how it ended."),
    )


def plan_rule_words(rule: InboxRule) -> str:
    """A decision as the plan holds it: about a kind of message, or about the one message that was decided."""
    kind, decision = kind_words(rule.kind), decision_words(rule.decision)
    if rule.messages > 1:
        return f"{kind}: {decision}"
    return _("{kind}, as we decided for one message: {decision}").format(kind=kind, decision=decision)


def when_sentence(case: Case, decision: Decision, verdict: DecisionVerdict) -> str:
    """Whether the moment was right, with the sum behind it."""
    wanted = due(case)
    if wanted is When.NEVER:
        return (
            _("Right to leave it: nothing is asked and nobody is hurt.")
            if decision.when is When.NEVER
            else _("Nothing is asked and nobody is hurt. Your minutes are worth more elsewhere.")
        )
    if case.kind is MessageKind.SPAM and decision.when is When.NEVER:
        return _("Leaving it costs nothing. Reporting it takes two minutes and spares others.")
    if case.kind is MessageKind.PRIVACY and case.age >= MONTH_WARNING:
        why = _("few days are left of the month the law gives")
    elif case.kind in DANGER:
        why = _("safety and crises come before every sum")
    else:
        why = _("{severity} for severity × {reach} for reach × {age} for age = {priority}").format(
            severity=number(case.severity),
            reach=number(case.reach),
            age=short(priority(case) / case.severity / case.reach),
            priority=short(priority(case)),
        )
    if verdict.when == 2:
        return _("The moment is right: {why}.").format(why=why)
    if _LATENESS[decision.when] < _LATENESS[wanted]:
        return _("Sooner than needed: “{due}” would do ({why}).").format(due=when_words(wanted), why=why)
    return _("Too late: it should be “{due}” ({why}).").format(due=when_words(wanted), why=why)


_LATENESS = {when: place for place, when in enumerate(When)}


def way_sentence(verdict: DecisionVerdict) -> str:
    """Why this way and not another."""
    return {
        WayRule.SAFETY_INCIDENT: _(
            "The one who can stop the sale has to know, and the person has to hear a voice: pass it on or ring."
        ),
        WayRule.SAFETY_PUBLIC: _(
            "Others have the same allergy or the same doubt, so the answer belongs where all can read it."
        ),
        WayRule.SAFETY_DIRECT: _("When it is about health, ring: then you know that it was heard."),
        WayRule.CRISIS_OURS: _("If it is your fault, the owner decides what is said, and one person says it."),
        WayRule.CRISIS_OUTSIDE: _(
            "It is being read by many, so answer where they read it, once, and keep it up to date."
        ),
        WayRule.PRIVACY: _("Privacy is settled in private and in writing, so that you can show what you did and when."),
        WayRule.JOURNALIST: _("One person speaks for the firm. Pass it on with the hour at which the paper closes."),
        WayRule.JOB: _("An application is personal: answer in private."),
        WayRule.SPAM: _("Report it and go on."),
        WayRule.TROLL: _("An insult against a person is hidden and reported, and a copy kept."),
        WayRule.FAKE_REVIEW: _(
            "Either answer calmly for those who read along, or report it; best of all both. Spanish law lets you "
            "answer in the same place, and ask for removal if you can prove that it is by no customer."
        ),
        WayRule.DETAILS: _(
            "You need facts that are nobody else’s business, so write in private or ring, and close it in "
            "public afterwards."
        ),
        WayRule.PUBLIC: _("It was said in public. If you answer elsewhere, all others see silence."),
        WayRule.COMPLAINT_DIRECT: _("They came to you and not to the public. Answer there; a call often settles it."),
        WayRule.DIRECT: _("They wrote in private, so answer there."),
    }[verdict.way_rule]


def tone_sentence(verdict: DecisionVerdict) -> str:
    """Why this tone and not another."""
    return {
        ToneRule.QUESTION: _("A question wants its answer, nothing before it."),
        ToneRule.PRAISE: _("Praise wants thanks with a detail, not a sales talk."),
        ToneRule.IDEA: _("Thank whoever thinks for you, or ask them for more."),
        ToneRule.PRIVACY: _(
            "Confirm that you have it and say by when you will answer. Ask who they are only if you truly doubt it."
        ),
        ToneRule.JOURNALIST: _("Ask first: which subject, which question, by when."),
        ToneRule.JOB: _("Thank them and say what happens next."),
        ToneRule.SPAM: _("Junk gets no answer."),
        ToneRule.TROLL: _("A provocation lives on answers."),
        ToneRule.FAKE_REVIEW: _(
            "It is not true and others read it: say so in two calm facts, without accusing anybody."
        ),
        ToneRule.SAFETY: _("Facts, and only those you have checked."),
        ToneRule.UNCLEAR: _("You do not know enough yet. Ask, and promise nothing."),
        ToneRule.RUMOUR: _("It is false, so deny it, with a fact that can be checked. An apology would confirm it."),
        ToneRule.VICTIM: _(
            "It came from outside: say what you know and what people can do. An apology is polite but more "
            "than is needed."
        ),
        ToneRule.ACCIDENT: _(
            "It happened once and nobody meant it: explain what happened and what you did. A big apology is "
            "more than is needed."
        ),
        ToneRule.ACCIDENT_AGAIN: _(
            "The second time people hold you responsible. Explaining is no longer enough: apologise and mend it."
        ),
        ToneRule.PREVENTABLE: _(
            "It should not have happened. Apologise, make it good, and say what changes; thanks or "
            "reasons can only be added."
        ),
    }[verdict.tone_rule]


def sentences(case: Case, decision: Decision, verdict: DecisionVerdict) -> list[str]:
    """Everything there is to say about one decision, never empty: a broken rule alone, or moment, way and tone."""
    if verdict.broken:
        return [broken_words(verdict.broken)]
    reasons = [when_sentence(case, decision, verdict)]
    if decision.when is When.NEVER or due(case) is When.NEVER:
        return reasons
    if verdict.how < 2:
        reasons.append(way_sentence(verdict))
    if verdict.stance < 2:
        reasons.append(
            _("Reported is answered: no words besides.")
            if decision.how is How.REPORT and verdict.how
            else tone_sentence(verdict)
        )
    if verdict.how == verdict.stance == 2:
        reasons.append(tone_sentence(verdict) if decision.how is not How.REPORT else way_sentence(verdict))
    return reasons
