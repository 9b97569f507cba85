"""Conversation audit: which of a firm's posts speak with somebody, and which only speak.

`signs` looks for words of two kinds in a post, with the explicit rules in `signs.py`; `suggest` weighs them;
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

from tertulia.models.web2.phrase_rules import Code, Mark, Sign, signs

GRADE = "D"
"""Evidence grade of the rules, their weights and the advice."""

Z = 1.959963984540054
"""The normal quantile of a 95 % interval."""

RUN = 4
"""Broadcasts in a row from which the run is worth a word."""

ALIKE = 0.85
"""From this share of common text on two posts count as the same one."""


@dataclass(frozen=True)
class Suggestion:
    """What the rules make of one post.

    signs: in the order of the text. speaks_with, speaks_at: the weights of the two kinds, added up.
    """

    signs: tuple[Sign, ...]
    speaks_with: int
    speaks_at: int

    @property
    def mark(self) -> Mark:
        """Conversation where its signs weigh more than the others; broadcast else, also without any sign."""
        return Mark.CONVERSATION if self.speaks_with > self.speaks_at else Mark.BROADCAST

    @property
    def doubtful(self) -> bool:
        """Whether both kinds of signs stand in the post, so that the learner should look."""
        return bool(self.speaks_with and self.speaks_at)

    @property
    def codes(self) -> frozenset[Code]:
        """The rules that found something."""
        return frozenset(sign.code for sign in self.signs)


@dataclass(frozen=True)
class Audit:
    """How much of what was posted is conversation.

    posts: their texts, the newest first. suggestions, marks: one each. share: conversations among all, 0 to 1;
    low, high: the Wilson range of it. doubtful: posts (from 0) with signs of both kinds that the learner has not
    marked. changed: posts whose mark is not the suggested one. No posts: share, low and high are 0, 0 and 1.
    """

    posts: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    marks: tuple[Mark, ...]
    share: float
    low: float
    high: float
    doubtful: tuple[int, ...]
    changed: tuple[int, ...]

    @property
    def conversations(self) -> int:
        """Posts marked as conversation."""
        return sum(mark is Mark.CONVERSATION for mark in self.marks)


class Step(StrEnum):
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


@dataclass(frozen=True)
class Advice:
    """One thing to do next. post, other: the posts it is about, from 0. count: how many it is about."""

    step: Step
    post: int
    other: int = -1
    count: int = 1


@lru_cache(maxsize=256)
def suggest(post: str) -> Suggestion:
    """What the rules make of a post."""
    found = signs(post)
    with_, at = (sum(sign.weight for sign in found if sign.mark is mark) for mark in Mark)
    return Suggestion(found, with_, at)


def wilson(successes: int, n: int, z: float = Z) -> tuple[float, float]:
    """The score interval of a share, between 0 and 1; (0, 1) for no case at all. ValueError for impossible counts.

    Wilson 1927, Journal of the American Statistical Association 22: 209-212.
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


def audit(posts: Sequence[str], own: Mapping[int, Mark] | None = None) -> Audit:
    """Count the posts. own: the learner's marks by the place of the post, from 0; they go before the suggestion."""
    own = own or {}
    found = tuple(suggest(post) for post in posts)
    marks = tuple(own.get(place, suggestion.mark) for place, suggestion in enumerate(found))
    held = sum(mark is Mark.CONVERSATION for mark in marks)
    low, high = wilson(held, len(posts))
    places = range(len(posts))
    return Audit(
        posts=tuple(posts),
        suggestions=found,
        marks=marks,
        share=held / len(posts) if posts else 0.0,
        low=low,
        high=high,
        doubtful=tuple(k for k in places if found[k].doubtful and k not in own),
        changed=tuple(k for k in places if marks[k] is not found[k].mark),
    )


def longest_run(marks: Sequence[Mark]) -> tuple[int, int]:
    """First place and length of the longest run of broadcasts; (0, 0) where there is none. The first of equals."""
    best, start = (0, 0), 0
    for place, mark in enumerate(marks):
        if mark is Mark.CONVERSATION:
            start = place + 1
        elif place + 1 - start > best[1]:
            best = (start, place + 1 - start)
    return best


def repeated(posts: Sequence[str]) -> tuple[int, int] | None:
    """The first two posts that say nearly the same, None if there are none."""
    bare = [" ".join(post.lower().split()) for post in posts]
    for first in range(len(bare)):
        for second in range(first + 1, len(bare)):
            compared = SequenceMatcher(None, bare[first], bare[second], autojunk=False)
            quick = compared.real_quick_ratio() >= ALIKE and compared.quick_ratio() >= ALIKE
            if quick and compared.ratio() >= ALIKE:
                return first, second
    return None


def advise(found: Audit, most: int = 3) -> tuple[Advice, ...]:
    """What to do next, the most useful first, at most `most`, each about one of the firm's own posts.

    The last place is kept for what went well, where something did.
    """
    places = range(len(found.posts))
    broadcasts = [k for k in places if found.marks[k] is Mark.BROADCAST]
    talks = [k for k in places if found.marks[k] is Mark.CONVERSATION]
    codes = [suggestion.codes for suggestion in found.suggestions]
    steps: list[Advice] = []
    if broadcasts and not any(Code.QUESTION in each for each in codes):
        steps.append(Advice(Step.ASK, max(broadcasts, key=lambda k: (found.suggestions[k].speaks_at, -k))))
    if places and not any(each & {Code.ANSWER, Code.THANKS} for each in codes):
        steps.append(Advice(Step.ANSWER, (broadcasts or talks)[0]))
    selling = [k for k in broadcasts if codes[k] & {Code.PRICE, Code.OFFER} and Code.PERSON not in codes[k]]
    if selling:
        used = {step.post for step in steps}
        steps.append(Advice(Step.PERSON, next((k for k in selling if k not in used), selling[0]), count=len(selling)))
    again = repeated(found.posts)
    if again:
        steps.append(Advice(Step.REPEATED, again[0], again[1]))
    hours = [k for k in broadcasts if codes[k] == {Code.HOURS}]
    if hours:
        steps.append(Advice(Step.ELSEWHERE, hours[0], count=len(hours)))
    start, length = longest_run(found.marks)
    if length >= RUN:
        steps.append(Advice(Step.RUN, start, start + length - 1, length))
    if not talks:
        return tuple(steps[:most])
    best = max(talks, key=lambda k: (found.suggestions[k].speaks_with - found.suggestions[k].speaks_at, -k))
    return (*steps[: most - 1], Advice(Step.AGAIN, best))
