"""Network picker: criteria, their shares of a family, and many draws of the judgements at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.picker_scores import (
    FAMILY_OF,
    Criterion,
    Family,
    criterion_shares,
    criterion_values,
    family_sums,
    judgements,
)
from tests.models.strategy.picker_firms import SHOP


def test_draws_of_the_judgements_are_scored_as_each_alone():
    each = [
        judgements(
            [replace(network, load=network.load * k, people=network.people * k) for network in NETWORKS.values()]
        )
        for k in (1.0, 0.8, 0.5)
    ]
    stacked = type(each[0])(*(np.stack(parts) for parts in zip(*each, strict=True)))
    audience = np.linspace(0, 1, len(NETWORKS))
    together = criterion_values(SHOP, stacked, audience)
    assert together.shape == (3, len(NETWORKS), len(Criterion))
    assert family_sums(criterion_shares(SHOP) * together).shape == (3, len(NETWORKS), len(Family))
    for place, alone in enumerate(each):
        assert (together[place] == criterion_values(SHOP, alone, audience)).all()
    assert not (together[0] == together[1]).all()


@pytest.mark.parametrize("firms", [0.0, 0.4, 1.0])
def test_the_criteria_of_a_family_share_its_weight(firms):
    shares = dict(zip(Criterion, criterion_shares(replace(SHOP, firms=firms)), strict=True))
    for family in Family:
        assert sum(share for criterion, share in shares.items() if FAMILY_OF[criterion] is family) == pytest.approx(1)
    assert shares[Criterion.KIND] == pytest.approx((1 + firms) / 3)
