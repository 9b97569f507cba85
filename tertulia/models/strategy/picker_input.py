"""What the network picker takes: the learner's answers and the audience figures, checked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tertulia.models.customer_groups import EVERY_AGE, SEXES
from tertulia.models.errors import InputError, Refusal, number_within
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.objective import Objective

HOURS_OF_A_WEEK = 168

Values = Mapping[str, float | int | str]
"""What a sentence about a code needs: numbers, or the value of an enum."""

Audience = Mapping[str, Mapping[tuple[str, str], float]]
"""Network key -> (age band, "women" or "men") -> share 0-1 of that group who use the network."""

Array = NDArray[np.float64]


class PickerRefusal(StrEnum):
    """Why the picker refuses input, where `Refusal` has no word for it."""

    MISSING_GROUP = "missing_group"
    """A network has figures, but not for this group of people."""


@dataclass(frozen=True, kw_only=True)
class PickerInput:
    """The learner's answers.

    Attributes
    ----------
    website
        Whether there is a website, or at least a page of one's own.
    basics_right
        Whether hours, phone and map entry are right everywhere.
    email_daily
        Whether e-mail is read every day.
    owner_named
        Whether a named person answers.
    answers_within
        Hours until a message is answered.
    hours
        Hours a week for the networks.
    aim
        What the firm wants from a network, None while unstated. A plain value is taken, too.
    firms, women
        Shares of the customers that are firms, and that are women, 0-1.
    regulars
        Share of the customers who come back, 0-1; the others come once, as guests of a guesthouse do.
    ages
        Share of the customers per band of `EVERY_AGE`; any numbers of at least 0, brought to a sum of 1 here.
    skills
        Per `ContentSkill`, 0 "we will not" to 1 "every week"; absent = 0.

    Raises
    ------
    InputError
        At the name of the field, for one age or skill "ages.18-24" or "skills.photo": NOT_A_NUMBER, BELOW, ABOVE,
        UNKNOWN, or ALL_ZERO for ages that are all 0.
    """

    website: bool
    basics_right: bool
    email_daily: bool
    owner_named: bool
    answers_within: int
    hours: float
    aim: Objective | None
    firms: float
    women: float
    regulars: float
    ages: Mapping[str, float] = field(hash=False)
    skills: Mapping[str, float] = field(hash=False)

    def __post_init__(self) -> None:
        """Check every answer and bring the ages to a sum of 1."""
        number_within("hours", self.hours, 0, HOURS_OF_A_WEEK)
        number_within("answers_within", self.answers_within, 0, math.inf)
        number_within("firms", self.firms, 0, 1)
        number_within("women", self.women, 0, 1)
        number_within("regulars", self.regulars, 0, 1)
        for name, value in self.skills.items():
            if name not in tuple(ContentSkill):
                raise InputError(f"skills.{name}", Refusal.UNKNOWN)
            number_within(f"skills.{name}", value, 0, 1)
        if self.aim is not None and self.aim not in tuple(Objective):
            raise InputError("aim", Refusal.UNKNOWN)
        object.__setattr__(self, "aim", None if self.aim is None else Objective(self.aim))
        object.__setattr__(self, "skills", {f: float(self.skills.get(f, 0.0)) for f in ContentSkill})
        object.__setattr__(self, "ages", normalised("ages", EVERY_AGE, self.ages))


def normalised(field: str, keys: tuple[str, ...], given: Mapping[str, float]) -> dict[str, float]:
    """Numbers of at least 0 brought to a sum of 1.

    Parameters
    ----------
    field
        What a refusal calls them.
    keys
        Those there are; one that is not given is 0.
    given
        The numbers by key.

    Returns
    -------
    dict[str, float]
        The shares, in the order of `keys`.

    Raises
    ------
    InputError
        At "field.key": UNKNOWN, NOT_A_NUMBER or BELOW; at `field`: ALL_ZERO.
    """
    for key, value in given.items():
        if key not in keys:
            raise InputError(f"{field}.{key}", Refusal.UNKNOWN)
        number_within(f"{field}.{key}", value, 0, math.inf)
    total = math.fsum(given.values())
    if total <= 0:
        raise InputError(field, Refusal.ALL_ZERO)
    return {key: given.get(key, 0.0) / total for key in keys}


def audience_figures(groups: Mapping[tuple[str, str], float], network: str) -> Array:
    """The share of each group of people who use one network.

    Parameters
    ----------
    groups
        Share 0-1 by (age band, sex).
    network
        Key of the network, for a refusal.

    Returns
    -------
    Array
        Shape (10,): the age bands one after the other, women and men in each.

    Raises
    ------
    InputError
        At "audience.network.band.sex": MISSING_GROUP, NOT_A_NUMBER, BELOW or ABOVE.
    """
    figures: list[float] = []
    for age, sex in ((age, sex) for age in EVERY_AGE for sex in SEXES):
        place = f"audience.{network}.{age}.{sex}"
        if (age, sex) not in groups:
            raise InputError(place, PickerRefusal.MISSING_GROUP)
        figures.append(number_within(place, groups[age, sex], 0, 1))
    return np.array(figures, dtype=float)


def customer_shares(answers: PickerInput) -> Array:
    """The share of this firm's customers in each group of people: shape (10,), in the order of `audience_figures`."""
    ages = np.array([answers.ages[band] for band in EVERY_AGE])
    return np.outer(ages, (answers.women, 1.0 - answers.women)).ravel()
