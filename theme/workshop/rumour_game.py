"""The rumour game with dice, played by the computer: how often the rumour is first, to put beside one table's game."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tertulia.models.inside.rumour import early
from tertulia.models.inside.workplace import Organisation

DIE = 6
GAMES = 2000


@dataclass(frozen=True, kw_only=True)
class Dice:
    """The highest number that counts: to tell somebody, to pass the true word down, to doubt, to stop telling."""

    tell: int
    relay: int
    doubt: int
    stop: int


def rumour_first(organisation: Organisation, dice: Dice, speaks: int, rounds: int) -> float:
    """Share of the games in which the rumour reaches a quarter of the staff in an earlier round than the true word.

    speaks: the round in which the head of the firm speaks, before anybody throws.
    """
    luck = Random(1)
    return sum(_won(organisation, dice, speaks, rounds, luck) for _game in range(GAMES)) / GAMES


def _won(organisation: Organisation, dice: Dice, speaks: int, rounds: int, luck: Random) -> bool:
    def throw(most: int) -> bool:
        return luck.randint(1, DIE) <= most

    everybody, enough = range(organisation.n), early(organisation.n)
    heard = {luck.randrange(organisation.n)}
    tells, knows = set(heard), set[int]()
    for round_ in range(1, rounds + 1):
        if round_ == speaks:
            knows.update(organisation.heads)
        told = {
            other
            for person in sorted(tells)
            for other in everybody
            if organisation.talks[person, other] and other not in heard and throw(dice.tell)
            if other not in knows or not throw(dice.doubt)
        }
        relayed = {
            other
            for other in everybody
            if organisation.boss[other] in knows and other not in knows and throw(dice.relay)
        }
        tells -= {person for person in sorted(tells & knows) if throw(dice.stop)}
        heard, tells, knows = heard | told, tells | told, knows | relayed
        if len(knows) >= enough:
            return False
        if len(heard) >= enough:
            return True
    return False
