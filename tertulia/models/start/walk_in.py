"""The walk-in: what a customer finds who looks for the firm, door by door.

Whoever tries a door says whether it opened. The first that stays shut is where a customer turns back; the tasks are
those of the foundations check, and what was found answers its questions. The order of the doors is our judgement
(grade D): first what a stranger meets first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tertulia.models.start.foundations_questions import Question


class Door(StrEnum):
    """What a customer tries, in the order in which they meet it."""

    SEARCH = "search"
    """A search for what the firm sells, and where."""
    MAP = "map"
    """The entry on the map."""
    OWNED = "owned"
    """The entry does not ask whose it is."""
    HOURS = "hours"
    """Hours, phone and address in it."""
    PHONE = "phone"
    MESSAGE = "message"
    """A message or an e-mail is answered."""
    WEBSITE = "website"
    PRICES = "prices"
    """Hours, prices and phone on the website."""
    READABLE = "readable"
    """The website on a phone."""
    PHOTOS = "photos"


class Found(StrEnum):
    """What came of trying a door."""

    UNTRIED = ""
    YES = "yes"
    NO = "no"


ANSWERS: Mapping[Door, Question] = {
    Door.OWNED: Question.LISTING_CLAIMED,
    Door.HOURS: Question.LISTING_RIGHT,
    Door.PHONE: Question.PHONE,
    Door.MESSAGE: Question.EMAIL_READ,
    Door.WEBSITE: Question.WEBSITE,
    Door.PRICES: Question.CURRENT,
    Door.PHOTOS: Question.PHOTOS,
}
"""The question of the foundations check that a door answers. Readable on a phone is only half of its question."""

TASKS: Mapping[Door, Question] = {**ANSWERS, Door.MAP: Question.LISTING_CLAIMED, Door.READABLE: Question.READABLE}
"""The task that opens a door; for the search there is none but all the others together."""

ON_THE_WEBSITE = (Door.PRICES, Door.READABLE)
"""Doors that are not there without a website."""

ON_THE_MAP = (Door.OWNED, Door.HOURS)
"""Doors that are not there without an entry."""


@dataclass(frozen=True, kw_only=True)
class WalkIn:
    """What was tried: doors that opened, doors that did not, doors nobody tried; and the tasks, the first one first."""

    opened: tuple[Door, ...]
    shut: tuple[Door, ...]
    untried: tuple[Door, ...]
    tasks: tuple[Question, ...]

    @property
    def turns_back(self) -> Door | None:
        """Where a customer turns back: the first door that stayed shut."""
        return self.shut[0] if self.shut else None


def missing(found: Mapping[Door, Found]) -> frozenset[Door]:
    """Doors that cannot be tried, because there is no website or no entry."""
    without = (
        *(ON_THE_WEBSITE if found.get(Door.WEBSITE) is Found.NO else ()),
        *(ON_THE_MAP if found.get(Door.MAP) is Found.NO else ()),
    )
    return frozenset(without)


def walk(found: Mapping[Door, Found]) -> WalkIn:
    """What follows from what was found. A door that is not there counts as none."""
    there = [door for door in Door if door not in missing(found)]
    tried = {door: found.get(door, Found.UNTRIED) for door in there}
    shut = tuple(door for door, what in tried.items() if what is Found.NO)
    return WalkIn(
        opened=tuple(door for door, what in tried.items() if what is Found.YES),
        shut=shut,
        untried=tuple(door for door, what in tried.items() if what is Found.UNTRIED),
        tasks=tuple(dict.fromkeys(TASKS[door] for door in shut if door in TASKS)),
    )


def answers(found: Mapping[Door, Found]) -> dict[Question, bool]:
    """The questions of the foundations check that the walk-in answers."""
    gone = missing(found)
    said = {door: found.get(door, Found.UNTRIED) for door in ANSWERS}
    return {
        ANSWERS[door]: what is Found.YES and door not in gone
        for door, what in said.items()
        if what is not Found.UNTRIED or door in gone
    }
