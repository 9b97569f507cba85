"""The learner's words for the marks and rules of the conversation audit."""

from __future__ import annotations

from collections.abc import Set

from tertulia.language import _
from tertulia.models.web2.phrase_rules import Code, Mark


def mark_words(mark: Mark) -> str:
    """What a post is."""
    return {Mark.CONVERSATION: _("Conversation"), Mark.BROADCAST: _("Broadcast")}[mark]


def mark_letter(mark: Mark) -> str:
    """One letter for it, different for each: that of its word."""
    return mark_words(mark)[0]


def code_words(code: Code) -> str:
    """What a rule found."""
    return {
        Code.QUESTION: _("It asks"),
        Code.ANSWER: _("It answers or names somebody"),
        Code.THANKS: _("It thanks"),
        Code.INVITATION: _("It invites people to speak"),
        Code.PERSON: _("It shows a person"),
        Code.PRICE: _("It gives a price"),
        Code.OFFER: _("It makes an offer"),
        Code.BUY: _("It asks people to buy"),
        Code.HOURS: _("It gives hours"),
        Code.NEWS: _("It announces"),
        Code.TAGS: _("It has many hashtags"),
    }[code]


def question_for(codes: Set[Code]) -> str:
    """A question that a post with these signs could end with."""
    if codes & {Code.PRICE, Code.OFFER}:
        return _("Which one would you take home?")
    if Code.BUY in codes:
        return _("Who would you give it to?")
    if Code.HOURS in codes:
        return _("What time would suit you better?")
    if Code.NEWS in codes:
        return _("What should we make next?")
    return _("How do you like it best?")


def quoted(words: str) -> str:
    """Words in the quotation marks of the learner's language; plain text."""
    return _("“{words}”").format(words=words)
