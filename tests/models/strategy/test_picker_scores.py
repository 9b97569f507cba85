"""Network picker: criteria, their shares of a family, and many draws of the judgements at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker_input import audience_figures
from tertulia.models.strategy.picker_scores import (
    ASKS,
    FAMILY_OF,
    Criterion,
    Family,
    criterion_shares,
    criterion_values,
    judgements,
    strangers_sought,
)
from tests.models.strategy.picker_firms import AUDIENCE, SHOP, some_like

FIGURES = np.array([audience_figures(AUDIENCE[key], key) for key in NETWORKS])


@pytest.mark.parametrize("family", list(Family))
def test_draws_of_the_judgements_are_scored_as_each_alone(family):
    each = [
        judgements(
            [
                replace(
                    network,
                    load=network.load * k,
                    people=network.people * k,
                    hours_per_week=network.hours_per_week / k,
                    formats={skill: need**k for skill, need in network.formats.items()},
                    aims={aim: fit * k for aim, fit in network.aims.items()},
                )
                for network in NETWORKS.values()
            ]
        )
        for k in (1.0, 0.8, 0.5)
    ]
    stacked = type(each[0])(*(np.concatenate(parts, axis=-1) for parts in zip(*each, strict=True)))
    together = criterion_values(family, SHOP, stacked, FIGURES)
    assert {FAMILY_OF[criterion] for criterion in together} == {family}
    for criterion, values in together.items():
        assert values.shape == (len(NETWORKS), 3)
        for place, alone in enumerate(each):
            assert (values[:, [place]] == criterion_values(family, SHOP, alone, FIGURES)[criterion]).all()
    changed = [values for criterion, values in together.items() if criterion is not Criterion.AUDIENCE]
    assert all((values[:, 0] != values[:, 2]).any() for values in changed)


@pytest.mark.parametrize("family", list(Family))
def test_a_family_depends_on_no_other_answers_than_those_it_names(family):
    judged = judgements(list(NETWORKS.values()))
    for one, other in zip(some_like(1, 20), some_like(2, 20), strict=True):
        mixed = replace(other, **{name: getattr(one, name) for name in ASKS[family]})
        expected, found = (criterion_values(family, firm, judged, FIGURES) for firm in (one, mixed))
        for criterion, value in expected.items():
            assert found[criterion] == pytest.approx(value)
            if family is Family.CUSTOMERS:
                assert criterion_shares(mixed)[criterion] == criterion_shares(one)[criterion]


@pytest.mark.parametrize("firms", [0.0, 0.4, 1.0])
def test_the_criteria_of_a_family_share_its_weight(firms):
    shares = criterion_shares(replace(SHOP, firms=firms))
    for family in Family:
        assert sum(share for criterion, share in shares.items() if FAMILY_OF[criterion] is family) == pytest.approx(1)
    assert shares[Criterion.KIND] == pytest.approx((1 + firms) / 3)


@pytest.mark.parametrize(("regulars", "expected"), [(1.0, 0.6), (0.0, 0.7), (0.25, 0.675)])
def test_quiet_hours_that_strangers_must_fill_are_a_search_for_new_customers(regulars, expected):
    firm = replace(SHOP, aim=Objective.QUIET_HOURS, regulars=regulars)
    assert strangers_sought(firm) == 1 - regulars
    instagram = judgements([NETWORKS["instagram"]])
    value = criterion_values(Family.AIM, firm, instagram, FIGURES[:1])[Criterion.AIM]
    assert value.item() == pytest.approx(expected)
