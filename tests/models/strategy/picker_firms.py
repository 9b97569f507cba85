"""Invented firms and figures that the tests of the network picker share."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tertulia.models.customer_groups import AGES, EVERY_AGE, SEXES
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.networks import NETWORKS, OWN_PAGE
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker_gates import ClosedCode, Gate
from tertulia.models.strategy.picker_input import PickerInput
from tertulia.models.strategy.picker_scores import Family
from tertulia.models.strategy.picker_steps import StepCode
from tertulia.models.strategy.picker_weights import Weights


def group(*shares: float) -> dict[tuple[str, str], float]:
    """The same share for women and men, one per age band; those under 18 as the youngest adults."""
    every = zip(EVERY_AGE, (shares[0], *shares), strict=True)
    return {(age, sex): share for age, share in every for sex in SEXES}


AUDIENCE = {
    "whatsapp": group(0.90, 0.90, 0.90, 0.80),
    "instagram": group(0.80, 0.70, 0.60, 0.40),
    "facebook": group(0.20, 0.50, 0.60, 0.60),
    "youtube": group(0.80, 0.80, 0.70, 0.60),
    "tiktok": group(0.70, 0.50, 0.40, 0.20),
    "linkedin": group(0.20, 0.30, 0.30, 0.20),
    "x": group(0.40, 0.40, 0.30, 0.30),
    "pinterest": group(0.15, 0.15, 0.20, 0.10),
    "telegram": group(0.20, 0.30, 0.30, 0.20),
}
"""Invented shares: no survey. The firm's own page has none, so it is not weighed."""


SHOP = PickerInput(
    website=True,
    basics_right=True,
    email_daily=True,
    owner_named=True,
    answers_within=24,
    hours=4.0,
    aim=Objective.NEW_CUSTOMERS,
    firms=0.0,
    women=0.6,
    regulars=1.0,
    ages=dict(zip(AGES, (1, 3, 4, 2), strict=True)),
    skills={"photo": 1.0, "writing": 0.5, "conversation": 0.5},
)
"""An invented shop with all gates open."""


share = st.floats(0, 1)


some_firm = st.builds(
    PickerInput,
    website=st.booleans(),
    basics_right=st.booleans(),
    email_daily=st.booleans(),
    owner_named=st.booleans(),
    answers_within=st.integers(0, 96),
    hours=st.floats(0, 30),
    aim=st.none() | st.sampled_from(Objective),
    firms=share,
    women=share,
    regulars=share,
    ages=st.fixed_dictionaries({age: st.floats(0.01, 1) for age in EVERY_AGE}),
    skills=st.fixed_dictionaries({str(f): share for f in ContentSkill}),
)


some_audience = st.fixed_dictionaries(
    {key: st.tuples(*[share] * 4).map(lambda shares: group(*shares)) for key in (*NETWORKS, OWN_PAGE.key)}
)


some_weights = st.builds(Weights, **{family.value: st.floats(0.01, 1) for family in Family})


some_values = st.integers(2, 6).flatmap(
    lambda n: arrays(float, (n, 4), elements=st.integers(0, 10).map(lambda tenths: tenths / 10))
)


CLOSING = {
    ClosedCode.BASICS_WRONG: (Gate.BASICS, {"basics_right": False}, StepCode.FIX_BASICS),
    ClosedCode.NO_PAGE: (Gate.BASICS, {"website": False}, StepCode.MAKE_PAGE),
    ClosedCode.NO_EMAIL: (Gate.BASICS, {"email_daily": False}, StepCode.USE_EMAIL),
    ClosedCode.NO_OWNER: (Gate.ANSWERING, {"owner_named": False}, StepCode.NAME_OWNER),
    ClosedCode.SLOW_ANSWERS: (Gate.ANSWERING, {"answers_within": 25}, StepCode.ANSWER_IN_A_DAY),
    ClosedCode.FEW_HOURS: (Gate.HOURS, {"hours": 1.9}, StepCode.FIND_HOURS),
    ClosedCode.NO_AIM: (Gate.AIM, {"aim": None}, StepCode.STATE_AIM),
}


def reasons(answer, network):
    """Codes for which a network is left out of a recommendation."""
    return [reason.code for out in answer.left_out if out.network == network for reason in out.reasons]


def some_like(seed, count):
    """As many plausible firms with all gates open, the same for the same seed."""
    chance = np.random.default_rng(seed)
    for _firm in range(count):
        yield PickerInput(
            website=True,
            basics_right=True,
            email_daily=True,
            owner_named=True,
            answers_within=int(chance.choice([2, 8, 24])),
            hours=float(chance.choice([2, 3, 4, 5, 6, 8, 10])),
            aim=Objective(chance.choice(list(Objective))),
            firms=float(chance.choice([0.0, 0.0, 0.1, 0.5, 0.9])),
            women=float(chance.choice([0.2, 0.5, 0.8])),
            regulars=float(chance.choice([0.0, 0.5, 1.0])),
            ages=dict(zip(EVERY_AGE, chance.dirichlet(np.ones(len(EVERY_AGE))).tolist(), strict=True)),
            skills={str(skill): float(chance.choice([0.0, 0.5, 1.0])) for skill in ContentSkill},
        )
