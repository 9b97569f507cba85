"""Conversation audit: which of a firm's posts speak with somebody, and which only speak.

`signs` looks for words of two kinds in a post, with the explicit rules in `phrase_rules`; `suggest` weighs them;
`audit` counts the marks, the learner's own where there are any; `advise` says what to change next.

The rules, their weights and the pieces of advice are our judgement (grade D). The range of the share is the score
interval of Wilson (1927) at 95 %: where a firm's habit may lie if these posts are like its others.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from tertulia.models.web2.phrase_rules import PhraseRule, PostMark, Sign, signs

Z = 1.959963984540054
"""The normal quantile of a 95 % interval."""

RUN = 4
"""Broadcasts in a row from which the run is worth a word."""

ALIKE = 0.85
"""From this share of common text on two posts count as the same one."""

LONG = 200
"""Letters from which on posts are compared by their words."""


@dataclass(frozen=True)
class Suggestion:
    """What the rules make of one post.

    Attributes
    ----------
    signs
        In the order of the text.
    speaks_with, speaks_at
        The weights of the signs of conversation and of broadcast, added up.
    """

    signs: tuple[Sign, ...]
    speaks_with: int
    speaks_at: int

    @property
    def mark(self) -> PostMark:
        """Conversation where its signs weigh more than the others; broadcast else, also without any sign."""
        return PostMark.CONVERSATION if self.speaks_with > self.speaks_at else PostMark.BROADCAST

    @property
    def doubtful(self) -> bool:
        """Whether both kinds of signs stand in the post, so that the learner should look."""
        return bool(self.speaks_with and self.speaks_at)

    @property
    def rules(self) -> frozenset[PhraseRule]:
        """The rules that found something."""
        return frozenset(sign.rule for sign in self.signs)


@dataclass(frozen=True, kw_only=True)
class Audit:
    """How much of what was posted is conversation.

    Attributes
    ----------
    posts
        Their texts, the newest first.
    suggestions, marks
        One of each post: what the rules make of it, and the learner's mark or else the suggested one.
    share
        Conversations among all posts, 0 to 1; 0 without posts.
    low, high
        The Wilson range of the share; 0 and 1 without posts.
    doubtful
        Posts (from 0) with signs of both kinds that the learner has not marked.
    changed
        Posts (from 0) whose mark is not the suggested one.
    """

    posts: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    marks: tuple[PostMark, ...]
    share: float
    low: float
    high: float
    doubtful: tuple[int, ...]
    changed: tuple[int, ...]

    @property
    def conversations(self) -> int:
        """Posts marked as conversation."""
        return sum(mark is PostMark.CONVERSATION for mark in self.marks)


class AdviceKind(StrEnum):
    """What a piece of advice asks for."""

    ASK = "ask"
    """End a post with a question: no post asks anything."""
    ANSWER = "answer"
    """Answer somebody by name: no post answers or thanks."""
    PERSON = "person"
    """Put a person into a post that gives only prices or offers."""
    ELSEWHERE = "elsewhere"
    """Put the opening hours where people look for them, and keep the post for something else."""
    REPEATED = "repeated"
    """Two posts say nearly the same."""
    RUN = "run"
    """Many broadcasts follow each other."""
    AGAIN = "again"
    """Do this one again."""


@dataclass(frozen=True, kw_only=True)
class Advice:
    """One thing to do next.

    Attributes
    ----------
    post, other
        The posts it is about, from 0; -1 where it is about one only.
    count
        How many posts it is about.
    """

    kind: AdviceKind
    post: int
    other: int = -1
    count: int = 1


@lru_cache(maxsize=256)
def suggest(post: str) -> Suggestion:
    """Weigh the signs in a post.

    Parameters
    ----------
    post
        What was written.

    Returns
    -------
    Suggestion
        Its signs and the sums of their weights.
    """
    every = signs(post)
    speaks_with, speaks_at = (
        sum(sign.weight for sign in every if sign.mark is mark) for mark in (PostMark.CONVERSATION, PostMark.BROADCAST)
    )
    return Suggestion(every, speaks_with, speaks_at)


def wilson(successes: int, n: int, z: float = Z) -> tuple[float, float]:
    """Compute the score interval of a share.

    Parameters
    ----------
    successes, n
        Cases that count, and all cases.
    z
        Quantile of the normal distribution.

    Returns
    -------
    (low, high)
        Between 0 and 1; (0, 1) for no case at all.

    Raises
    ------
    ValueError
        For impossible counts.

    References
    ----------
    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
    Statistical Association 22 (1927) 209-212.
    """
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n}")
    if n == 0:
        return 0.0, 1.0
    share, squared = successes / n, z * z
    middle = (share + squared / (2 * n)) / (1 + squared / n)
    half = z * math.sqrt(share * (1 - share) / n + squared / (4 * n * n)) / (1 + squared / n)
    # at the ends the interval begins with the share itself, to the last digit
    return (0.0 if successes == 0 else middle - half), (1.0 if successes == n else middle + half)


def audit(posts: Sequence[str], own: Mapping[int, PostMark] | None = None) -> Audit:
    """Count the conversations among posts.

    Parameters
    ----------
    posts
        What was written, the newest first.
    own
        The learner's marks by the place of the post, from 0; they go before the suggestions.

    Returns
    -------
    Audit
        The marks, the share of conversation and its range.
    """
    own = own or {}
    suggestions = tuple(suggest(post) for post in posts)
    marks = tuple(own.get(place, suggestion.mark) for place, suggestion in enumerate(suggestions))
    conversations = sum(mark is PostMark.CONVERSATION for mark in marks)
    low, high = wilson(conversations, len(posts))
    places = range(len(posts))
    return Audit(
        posts=tuple(posts),
        suggestions=suggestions,
        marks=marks,
        share=conversations / len(posts) if posts else 0.0,
        low=low,
        high=high,
        doubtful=tuple(place for place in places if suggestions[place].doubtful and place not in own),
        changed=tuple(place for place in places if marks[place] is not suggestions[place].mark),
    )


def longest_run(marks: Sequence[PostMark]) -> tuple[int, int]:
    """Find the longest run of broadcasts, the first of equals.

    Parameters
    ----------
    marks
        One of each post, in their order.

    Returns
    -------
    (place, length)
        Where it begins, from 0, and how many posts it has; (0, 0) where there is none.
    """
    best, start = (0, 0), 0
    for place, mark in enumerate(marks):
        if mark is PostMark.CONVERSATION:
            start = place + 1
        elif place + 1 - start > best[1]:
            best = (start, place + 1 - start)
    return best


def repeated(posts: Sequence[str]) -> tuple[int, int] | None:
    """Find two posts that say nearly the same.

    Parameters
    ----------
    posts
        What was written.

    Returns
    -------
    (int, int) or None
        The places of the first two, from 0; None if there are none.
    """
    return _repeated(tuple(" ".join(post.lower().split()) for post in posts))


@lru_cache(maxsize=8)
def _repeated(posts: tuple[str, ...]) -> tuple[int, int] | None:
    return next(
        (pair for pair in combinations(range(len(posts)), 2) if _alike(*(posts[place] for place in pair))), None
    )


def _alike(one: str, other: str) -> bool:
    """Letter by letter; of long posts word by word, since comparing letters takes the square of their number."""
    long = max(len(one), len(other)) > LONG
    compared = SequenceMatcher(None, one.split() if long else one, other.split() if long else other, autojunk=False)
    quick = compared.real_quick_ratio() >= ALIKE and compared.quick_ratio() >= ALIKE
    return quick and compared.ratio() >= ALIKE


def advise(audited: Audit, most: int = 3) -> tuple[Advice, ...]:
    """Say what to do next.

    Parameters
    ----------
    audited
        The posts and their marks.
    most
        So many pieces of advice at most.

    Returns
    -------
    tuple of Advice
        The most useful first, each about one of the firm's own posts. The last place is kept for what went well,
        where something did.
    """
    suggestions = audited.suggestions
    places = range(len(audited.posts))
    broadcasts = [place for place in places if audited.marks[place] is PostMark.BROADCAST]
    conversations = [place for place in places if audited.marks[place] is PostMark.CONVERSATION]
    rules = [suggestion.rules for suggestion in suggestions]
    advice: list[Advice] = []
    if broadcasts and not any(PhraseRule.QUESTION in each for each in rules):
        loudest = max(broadcasts, key=lambda place: (suggestions[place].speaks_at, -place))
        advice.append(Advice(kind=AdviceKind.ASK, post=loudest))
    if places and not any(each & {PhraseRule.ANSWER, PhraseRule.THANKS} for each in rules):
        advice.append(Advice(kind=AdviceKind.ANSWER, post=(broadcasts or conversations)[0]))
    selling = [
        place
        for place in broadcasts
        if rules[place] & {PhraseRule.PRICE, PhraseRule.OFFER} and PhraseRule.PERSON not in rules[place]
    ]
    if selling:
        advised = {each.post for each in advice}
        place = next((place for place in selling if place not in advised), selling[0])
        advice.append(Advice(kind=AdviceKind.PERSON, post=place, count=len(selling)))
    alike = repeated(audited.posts)
    if alike:
        advice.append(Advice(kind=AdviceKind.REPEATED, post=alike[0], other=alike[1]))
    hours = [place for place in broadcasts if rules[place] == {PhraseRule.HOURS}]
    if hours:
        advice.append(Advice(kind=AdviceKind.ELSEWHERE, post=hours[0], count=len(hours)))
    start, length = longest_run(audited.marks)
    if length >= RUN:
        advice.append(Advice(kind=AdviceKind.RUN, post=start, other=start + length - 1, count=length))
    if not conversations:
        return tuple(advice[:most])
    best = max(conversations, key=lambda place: (suggestions[place].speaks_with - suggestions[place].speaks_at, -place))
    return (*advice[: most - 1], Advice(kind=AdviceKind.AGAIN, post=best))
