"""The rumour run as a game with cards and dice: a card a person, and for the teacher how to play and what to compare.

The game is the model of the rumour run made coarse. A round stands for `DAYS` days; a chance a day becomes the number
of a die that comes nearest to it in so many days. What a die cannot say (that people tire of a rumour, luck in finer
steps than a sixth) is left out, and the rules say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tertulia.language import _, and_list, number
from tertulia.models.inside.rumour import Story, early, spread
from tertulia.models.inside.workplace import Organisation
from tertulia.widgets.inside.rumour import TALK, TALKED
from theme.workshop.rumour_game import DIE, Dice, rumour_first

DAYS = 3
"""Days that a round stands for."""

ROUNDS = 6
"""Rounds of a game: what has happened until then decides it."""

SPEAKS_IN = 3
"""The round in which the head of the firm speaks in the first game: after six days."""


@dataclass(frozen=True, kw_only=True)
class PersonCard:
    """A person of the firm. ties, boss, people: in words; rounds: what to do in each, its name and the instruction."""

    name: str
    department: str
    boss: str
    people: str
    ties: str
    rounds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class GameRules:
    """For the teacher: before, the steps of a round, what decides, what is left out; and what the model says.

    expected: for each round in which the head may speak, in how many of a hundred games with dice the rumour is first,
    and in how many of a hundred runs of the exercise.
    """

    before: tuple[str, ...]
    steps: tuple[str, ...]
    decides: str
    left_out: str
    expected: tuple[tuple[str, str, str], ...]


def thrown(chance: float, days: int = DAYS) -> int:
    """The highest number of a die that still counts, for a chance a day over so many days; 0 to 6."""
    return round(DIE * (1 - (1 - chance) ** days))


def dice() -> Dice:
    """What a die must show, after the chances of the rumour run."""
    story = Story(talk=TALK[TALKED])
    return Dice(
        tell=thrown(story.talk), relay=thrown(story.relay), doubt=thrown(story.doubt, 1), stop=thrown(story.correct)
    )


def cards(organisation: Organisation) -> list[PersonCard]:
    """A card for each person, in the order of the list."""
    die, made = dice(), []
    for person, name in enumerate(organisation.names):
        ties = _names(organisation, np.flatnonzero(organisation.talks[person]))
        people = _names(organisation, [n for n, boss in enumerate(organisation.boss) if boss == person])
        boss = organisation.boss[person]
        tell = (
            _("If the rumour has reached you, throw for each person you talk with: {n} or less, and you tell them.")
            if ties
            else _("You talk with nobody about such things. A rumour does not reach you.")
        ).format(n=die.tell)
        again = _("The same, if it has reached you by now.") if ties else _("You wait.")
        made.append(
            PersonCard(
                name=name,
                department=organisation.departments[organisation.department[person]],
                boss=organisation.names[boss] if boss >= 0 else "",
                people=and_list(people),
                ties=and_list(ties),
                rounds=(
                    (_("Round {n}").format(n=number(1)), tell),
                    (_("Round {n}").format(n=number(2)), again),
                    (
                        _("From round {n}").format(n=number(SPEAKS_IN)),
                        _third(head=boss < 0, leads=bool(people), talks=bool(ties), die=die),
                    ),
                ),
            )
        )
    return made


def _third(*, head: bool, leads: bool, talks: bool, die: Dice) -> str:
    words = []
    if head:
        words.append(_("You say what is true, before anybody throws."))
    if leads:
        words.append(
            _("If you know what is true, throw for each of your people: {n} or less, and they know it.").format(
                n=die.relay
            )
        )
    if talks:
        stop = (
            _("Throw for yourself too: {n} or less, and you pass the rumour on no more.")
            if leads
            else _("If you know what is true, throw: {n} or less, and you pass the rumour on no more.")
        )
        words.append(stop.format(n=die.stop))
    return " ".join(words) or _("You wait for what your boss says.")


def _names(organisation: Organisation, people: Iterable[int]) -> list[str]:
    return [organisation.names[person] for person in people]


def rules(organisation: Organisation) -> GameRules:
    """How to play it in a quarter of an hour, and what the model says of the same firm."""
    quarter, die = number(early(organisation.n)), dice()

    def first(round_: int) -> tuple[str, str, str]:
        story = Story(talk=TALK[TALKED], delay=DAYS * (round_ - 1))
        games = rumour_first(organisation, die, round_, ROUNDS)
        return number(round_), number(100 * games), number(100 * spread(organisation, story).first)

    return GameRules(
        before=(
            _("Cut the cards out and give one to each person. With fewer people, some hold two cards."),
            _("You need a die for every two people and a pen each."),
            _("Draw one card: the rumour has reached this person. They tick “rumour” on their card."),
        ),
        steps=(
            _("Everybody who has ticked “rumour” before this round does what the card says for it."),
            _("Whoever is told and does not know what is true ticks “rumour”, with the number of the round."),
            _(
                "Whoever is told and knows what is true throws: {n} or less, and they do not believe it and tick "
                "nothing."
            ).format(n=die.doubt),
            _("From round {n} what is true goes down from boss to people, one step a round. They tick “true”.").format(
                n=number(SPEAKS_IN)
            ),
            _("Count the ticks and write both numbers into the table. Play {n} rounds.").format(n=number(ROUNDS)),
        ),
        decides=_(
            "Which of the two had reached {n} people first, the rumour or what is true? The same round counts for what "
            "is true. Then play again, and let the head of the firm speak in round 1."
        ).format(n=quarter),
        left_out=_(
            "A round stands for {days} days. The numbers of the die come as near as they can to the chances of the "
            "exercise, which are our judgement (grade D). On paper nobody tires of the rumour by themselves, and "
            "nobody is on a shared channel. One game is one of a hundred: compare the games of all tables."
        ).format(days=number(DAYS)),
        expected=tuple(map(first, (1, 2, SPEAKS_IN, 5))),
    )
