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

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.networks import Network
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker_gates import ANSWER_WITHIN
from tertulia.models.strategy.picker_input import Array, PickerInput


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

_MEMBERS = tuple(
    [place for place, criterion in enumerate(Criterion) if FAMILY_OF[criterion] is family] for family in Family
)
"""Places of each family's criteria, in the order of `Family`."""


class Judgements(NamedTuple):
    """What is judged about the networks, as arrays; a network is a row, and leading axes may hold draws.

    Shapes: formats (..., networks, skills), aims (..., networks, objectives), all others (..., networks).
    Meaning and units as in `Network`.
    """

    formats: Array
    hours_per_week: Array
    load: Array
    people: Array
    firms: Array
    aims: Array


def judgements(networks: Sequence[Network]) -> Judgements:
    """The judgements about these networks as they stand, a row each."""
    return Judgements(
        formats=np.array([[each.formats[skill] for skill in ContentSkill] for each in networks]).reshape(-1, 5),
        hours_per_week=np.array([each.hours_per_week for each in networks]),
        load=np.array([each.load for each in networks]),
        people=np.array([each.people for each in networks]),
        firms=np.array([each.firms for each in networks]),
        aims=np.array([[each.aims[aim] for aim in Objective] for each in networks]).reshape(-1, 6),
    )


def criterion_values(answers: PickerInput, judged: Judgements, audience: Array) -> Array:
    """How well each network does by each criterion.

    Parameters
    ----------
    answers
        The firm's.
    judged
        About the networks; its leading axes are kept.
    audience
        Share of this firm's customers who use each network, 0-1; shape (..., networks).

    Returns
    -------
    Array
        Shape (..., networks, 6), 0-1, in the order of `Criterion`. Without an aim no network serves it: 0 for all.
    """
    skills = np.array([answers.skills[skill] for skill in ContentSkill])
    kind = answers.firms * judged.firms + (1.0 - answers.firms) * judged.people
    aim = judged.aims[..., list(Objective).index(answers.aim)] if answers.aim else np.zeros_like(kind)
    formats = (judged.formats * skills).sum(axis=-1) / judged.formats.sum(axis=-1)
    # Full marks when it takes half of the week's hours: there are bad weeks. All of them: half marks.
    hours = np.minimum(1.0, answers.hours / (2.0 * judged.hours_per_week))
    load = 1.0 - judged.load * min(1.0, answers.answers_within / ANSWER_WITHIN)
    return np.stack(np.broadcast_arrays(audience, kind, aim, formats, hours, load), axis=-1)


def criterion_shares(answers: PickerInput) -> Array:
    """Share of its family's weight that each criterion takes.

    Audience surveys count people in private life. The more the customers are firms, the less those figures say and
    the more the kind of network counts: a third for neighbours, two thirds for firms.

    Returns
    -------
    Array
        Shape (6,), in the order of `Criterion`; the shares of a family sum to 1.
    """
    kind = (1.0 + answers.firms) / 3.0
    shares = {
        Criterion.AUDIENCE: 1.0 - kind,
        Criterion.KIND: kind,
        Criterion.AIM: 1.0,
        Criterion.FORMATS: 1.0,
        Criterion.HOURS: 2.0 / 3.0,
        Criterion.LOAD: 1.0 / 3.0,
    }
    return np.array([shares[criterion] for criterion in Criterion])


def family_sums(parts: Array) -> Array:
    """The sum of each family's criteria: shape (..., 6) in, shape (..., 4) in the order of `Family` out."""
    return np.stack([parts[..., members].sum(axis=-1) for members in _MEMBERS], axis=-1)
