"""How well each network serves a firm, by six criteria in four families, 0 to 1.

Two families are about the customers, two about the firm's means:

    customers   audience (share of your customers who use it) and kind (people or firms)
    aim         how well the network serves the aim you stated
    means       formats: can you, and will you, make what it needs every week
    time        hours (does it fit your week) and load (messages it brings against how fast you answer)

The four families carry the weights, so that splitting a family into two criteria does not give it more say.
The judgements about the networks come as arrays, so that many draws of them are scored as one set is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from tertulia.models.customer_groups import EVERY_AGE
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.networks import Network
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker_gates import ANSWER_WITHIN
from tertulia.models.strategy.picker_input import Array, PickerInput, customer_shares


class Family(StrEnum):
    """The four parts of the contribution bar; the first two about customers, the others about means."""

    CUSTOMERS = "customers"
    AIM = "aim"
    MEANS = "means"
    TIME = "time"


class Criterion(StrEnum):
    """What is valued, 0-1, for each network."""

    AUDIENCE = "audience"
    KIND = "kind"
    AIM = "aim"
    FORMATS = "formats"
    HOURS = "hours"
    LOAD = "load"


FAMILY_OF = {
    Criterion.AUDIENCE: Family.CUSTOMERS,
    Criterion.KIND: Family.CUSTOMERS,
    Criterion.AIM: Family.AIM,
    Criterion.FORMATS: Family.MEANS,
    Criterion.HOURS: Family.TIME,
    Criterion.LOAD: Family.TIME,
}
"""The family whose weight each criterion shares."""

ASKS = {
    Family.CUSTOMERS: ("firms", "women", "ages"),
    Family.AIM: ("aim", "regulars"),
    Family.MEANS: ("skills",),
    Family.TIME: ("hours", "answers_within"),
}
"""The answers that a family's criteria depend on, and no others."""


class Judgements(NamedTuple):
    """What is judged about the networks, as arrays: a network is a row, the last axis holds draws (one or many).

    Shapes: formats (skills, networks, draws), aims (objectives, networks, draws), audience (ages, networks, draws), all
    others (networks, draws). audience: what is added to the share of each age who use it; the others as in `Network`.
    """

    formats: Array
    hours_per_week: Array
    load: Array
    people: Array
    firms: Array
    aims: Array
    audience: Array


def judgements(networks: Sequence[Network]) -> Judgements:
    """The judgements about these networks as they stand: one draw, and nothing added to the figures."""

    def each(*rows: Sequence[float]) -> Array:
        return np.array(rows, dtype=float).reshape(len(rows), len(networks), 1)

    return Judgements(
        formats=each(*([network.formats[skill] for network in networks] for skill in ContentSkill)),
        hours_per_week=each([network.hours_per_week for network in networks])[0],
        load=each([network.load for network in networks])[0],
        people=each([network.people for network in networks])[0],
        firms=each([network.firms for network in networks])[0],
        aims=each(*([network.aims[aim] for network in networks] for aim in Objective)),
        audience=np.zeros((len(EVERY_AGE), len(networks), 1)),
    )


_STRANGERS = {
    Objective.BE_FOUND: 1.0,
    Objective.NEW_CUSTOMERS: 1.0,
    Objective.BRING_BACK: 0.0,
    Objective.LISTEN: 0.0,
    Objective.RECRUIT: 1.0,
}


def strangers_sought(answers: PickerInput) -> float:
    """How far the aim is to reach people who do not know the firm yet, 0-1; 0 without an aim.

    Quiet hours are filled by those who come anyway: regulars where there are, strangers where guests come once.
    """
    if answers.aim is None:
        return 0.0
    return _STRANGERS.get(answers.aim, 1.0 - answers.regulars)


def criterion_values(
    family: Family, answers: PickerInput, judged: Judgements, figures: Array
) -> Mapping[Criterion, Array]:
    """How well each network does by each criterion of a family.

    Parameters
    ----------
    family
        Whose criteria.
    answers
        The firm's.
    judged
        About the networks.
    figures
        Share of each group of people who use each network, 0-1; shape (networks, 10).

    Returns
    -------
    Mapping[Criterion, Array]
        Shape (networks, draws), 0-1. Without an aim no network serves it: 0 for all.
    """
    if family is Family.CUSTOMERS:
        shares = customer_shares(answers)
        by_age = shares.reshape(len(EVERY_AGE), -1).sum(axis=1)
        added = _weighed(by_age, judged.audience)
        return {
            Criterion.AUDIENCE: np.clip((figures @ shares)[:, None] + added, 0.0, 1.0),
            Criterion.KIND: answers.firms * judged.firms + (1.0 - answers.firms) * judged.people,
        }
    if family is Family.AIM:
        return {Criterion.AIM: _aim_values(answers, judged)}
    if family is Family.MEANS:
        skills = np.array([answers.skills[skill] for skill in ContentSkill])
        return {Criterion.FORMATS: _weighed(skills, judged.formats) / judged.formats.sum(axis=0)}
    return {
        # Full marks when it takes half of the week's hours: there are bad weeks. All of them: half marks.
        Criterion.HOURS: np.minimum(1.0, answers.hours / (2.0 * judged.hours_per_week)),
        Criterion.LOAD: 1.0 - judged.load * min(1.0, answers.answers_within / ANSWER_WITHIN),
    }


def _weighed(weights: Array, rows: Array) -> Array:
    """The weighted sum of rows; much faster than `numpy.tensordot` for a few long ones."""
    total: Array = np.zeros(rows.shape[1:])
    for weight, row in zip(weights, rows, strict=True):
        if weight:
            total += weight * row
    return total


def _aim_values(answers: PickerInput, judged: Judgements) -> Array:
    if answers.aim is None:
        return np.zeros_like(judged.load)
    served: Array = judged.aims[list(Objective).index(answers.aim)]
    if answers.aim is not Objective.QUIET_HOURS:
        return served
    # A quiet week that strangers must fill is a search for new customers.
    winning: Array = judged.aims[list(Objective).index(Objective.NEW_CUSTOMERS)]
    sought = strangers_sought(answers)
    mixed: Array = (1.0 - sought) * served + sought * winning
    return mixed


def criterion_shares(answers: PickerInput) -> Mapping[Criterion, float]:
    """Share of its family's weight that each criterion takes; those of a family sum to 1.

    Audience surveys count people in private life. The more the customers are firms, the less those figures say and
    the more the kind of network counts: a third for neighbours, two thirds for firms.
    """
    kind = (1.0 + answers.firms) / 3.0
    return {
        Criterion.AUDIENCE: 1.0 - kind,
        Criterion.KIND: kind,
        Criterion.AIM: 1.0,
        Criterion.FORMATS: 1.0,
        Criterion.HOURS: 2.0 / 3.0,
        Criterion.LOAD: 1.0 / 3.0,
    }
