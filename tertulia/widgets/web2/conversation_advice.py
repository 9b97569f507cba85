"""What each piece of advice says: what to do, why, and how long it takes."""

from __future__ import annotations

from tertulia.language import _, ngettext, number
from tertulia.models.web2.conversation import Advice, AdviceKind, Audit
from tertulia.widgets.web2.conversation_words import question_for, quoted

QUOTED = 110
"""Characters of a post that a piece of advice quotes."""


def advice_words(audit: Audit, advice: Advice) -> tuple[str, str, str]:
    """What to do, why, and how long it takes, for one piece of advice; plain text."""
    values = {
        "n": number(advice.post + 1),
        "other": number(advice.other + 1),
        "count": number(advice.count),
        "quote": _quote(audit.posts[advice.post]),
        "question": question_for(audit.suggestions[advice.post].rules),
    }
    what, reason, minutes = {
        AdviceKind.ASK: (
            _("End post {n} with a question"),
            _("None of your posts asks anything. {quote} could end with “{question}”"),
            2,
        ),
        AdviceKind.ANSWER: (
            _("Answer somebody"),
            _(
                "None of these posts answers or thanks anybody. Take the last question somebody asked you, at the "
                "counter too, and post the answer."
            ),
            10,
        ),
        AdviceKind.PERSON: (
            _("Put a person into post {n}"),
            _(
                "{quote} gives a price or an offer and shows nobody. In a study of 106,316 Facebook messages, such "
                "facts alone got fewer reactions; with humour or emotion they got more (Lee, Hosanagar & Nair "
                "2018, grade B)."
            ),
            5,
        ),
        AdviceKind.ELSEWHERE: (
            _("Move the opening hours of post {n}"),
            _(
                "{quote} is out of date next week. Put the hours on your website and your map entry, and use the "
                "post to ask when people would rather come."
            ),
            10,
        ),
        AdviceKind.REPEATED: (
            _("Keep one of posts {n} and {other}"),
            _("They say nearly the same. The other one could answer something you were asked."),
            5,
        ),
        AdviceKind.RUN: (
            _("Break the run from post {n} to post {other}"),
            _("{count} broadcasts follow each other. Put a question or an answer in the middle."),
            5,
        ),
        AdviceKind.AGAIN: (
            _("Do post {n} again"),
            _("{quote} speaks with somebody. What came back? Tell it in the next post."),
            10,
        ),
    }[advice.kind]
    effort = ngettext("{n} minute", "{n} minutes", minutes).format(n=number(minutes))
    return what.format(**values), reason.format(**values), effort


def plan_advice_words(audit: Audit, advice: Advice) -> str:
    """What the firm changes, as its own plan says it; plain text."""
    sentence = {
        AdviceKind.ASK: _("End a post such as {quote} with a question, for example “{question}”"),
        AdviceKind.ANSWER: _("Answer somebody in a post: the last question we were asked, at the counter too."),
        AdviceKind.PERSON: _(
            "Put a person into a post such as {quote}: it gives a price or an offer and shows nobody."
        ),
        AdviceKind.ELSEWHERE: _("Put our hours on the website and the map entry, not into a post such as {quote}."),
        AdviceKind.REPEATED: _("Of two posts that say nearly the same, keep one: {quote}."),
        AdviceKind.RUN: _("Put a question or an answer between posts that only announce: {count} follow each other."),
        AdviceKind.AGAIN: _("Do again what speaks with somebody, as in {quote}, and tell what came back."),
    }[advice.kind]
    return sentence.format(
        quote=_quote(audit.posts[advice.post]),
        question=question_for(audit.suggestions[advice.post].rules),
        count=number(advice.count),
    )


def _quote(post: str) -> str:
    """The beginning of a post in quotation marks."""
    words = " ".join(post.split())
    return quoted(words if len(words) <= QUOTED else words[: QUOTED - 1].rstrip() + "…")
