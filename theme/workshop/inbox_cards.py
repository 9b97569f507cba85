"""The inbox drill as cards: a message a card, and for the teacher what a good answer does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from tertulia.firms import OWN, firms
from tertulia.language import _, number
from tertulia.models.manager import inbox as model
from tertulia.models.manager.inbox import How, Stance, When
from tertulia.models.manager.inbox_messages import Case
from tertulia.widgets.manager.inbox import InboxDrill
from tertulia.widgets.manager.inbox_words import (
    age_words,
    broken_words,
    channel_words,
    decision_words,
    how_words,
    kind_words,
    place_words,
    stance_words,
    when_words,
    who_words,
)

ROUND = 1
"""The round that a page begins with, so that screen and cards show the same messages."""


@dataclass(frozen=True, kw_only=True)
class MessageCard:
    """A message as it came in: over (which one, to whom), where, who and how long ago, and its text."""

    over: str
    where: str
    who: str
    text: str


@dataclass(frozen=True, kw_only=True)
class MessageKey:
    """For the teacher: what the message is, what scores full, the points of every other choice, what never goes."""

    title: str
    text: str
    best: str
    lesson: str
    points: tuple[tuple[str, str], ...]
    never: tuple[str, ...]


def play_well(exercise: InboxDrill) -> None:
    """Decide the whole round as is best within its minutes."""
    for choices, decision in zip(exercise.controls.decisions, exercise.result.best, strict=True):
        with exercise.quietly():
            choices.when.value, choices.how.value = decision.when.value, decision.how.value
            choices.stance.value = decision.stance.value
        exercise.decide()
        exercise.explain()
        exercise.go_on()


def _rounds() -> Iterable[tuple[str, tuple[Case, ...]]]:
    """The messages of a round, by the name of the firm they were written to."""
    told = [firm for firm in firms().values() if firm.key != OWN]
    return [(firm.name, model.draw(ROUND, firm.starts)) for firm in told]


def cards() -> list[MessageCard]:
    """The messages to each firm, six after the other: a sheet for each firm."""
    return [
        MessageCard(
            over=f"{firm} · {place_words(place, len(cases))}",
            where=channel_words(case.channel),
            who=f"{who_words(case)}, {age_words(case.age)}",
            text=_(case.text),
        )
        for firm, cases in _rounds()
        for place, case in enumerate(cases)
    ]


def keys() -> list[tuple[str, list[MessageKey]]]:
    """For the teacher, firm by firm."""
    return [(firm, [_key(place, case) for place, case in enumerate(cases, 1)]) for firm, cases in _rounds()]


def _key(place: int, case: Case) -> MessageKey:
    best = model.best(case)
    broken = dict.fromkeys(model.broken_rule(case, decision) for decision in model.DECISIONS)
    points = [(_("When"), _scored(When, when_words, lambda each: model.judge(case, replace(best, when=each)).when))]
    if best.when is not When.NEVER:
        points += [
            (_("How"), _scored(How, how_words, lambda each: model.judge(case, replace(best, how=each)).how)),
            (
                _("Tone"),
                _scored(Stance, stance_words, lambda each: model.judge(case, replace(best, stance=each)).stance),
            ),
        ]
    return MessageKey(
        title=f"{number(place)}. {kind_words(case.kind)}",
        text=_(case.text),
        best=decision_words(best),
        lesson=_(case.lesson),
        points=tuple(points),
        never=tuple(broken_words(rule) for rule in broken if rule),
    )


def _scored(kinds: Iterable[Any], words: Callable[[Any], str], points: Callable[[Any], int]) -> str:
    """The choices that bring points, the most first."""
    found = sorted(((points(each), words(each)) for each in kinds), key=lambda item: -item[0])
    return "; ".join(f"{said} {number(n)}" for n, said in found if n)
