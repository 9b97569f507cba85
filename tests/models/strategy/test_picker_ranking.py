"""Network picker: points, their order, and why a network is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.models.customer_groups import AGES, SEXES
from tertulia.models.strategy.networks import NETWORKS, Network
from tertulia.models.strategy.picker import pick
from tertulia.models.strategy.picker_input import PickerInput
from tertulia.models.strategy.picker_ranking import LeftOutCode
from tertulia.models.strategy.picker_scores import FAMILY_OF, Criterion, Family
from tertulia.models.strategy.picker_weights import Weights
from tests.models.strategy.picker_firms import (
    AUDIENCE,
    SHOP,
    group,
    reasons,
    share,
    some_audience,
    some_firm,
    some_weights,
)


def totals(
    firm: PickerInput, audience: dict[str, dict[tuple[str, str], float]], weights: Weights | None = None
) -> dict[str, float]:
    """Points of every network, ranked or left out."""
    answer = pick(firm, audience, weights, draws=10)
    found = {standing.network: standing.total for standing in answer.ranking}
    return found | {out.network: out.total for out in answer.left_out if out.total is not None}


@settings(max_examples=60, deadline=None)
@given(some_firm, some_audience, some_weights)
def test_points_sum_exactly_to_the_total(firm, audience, weights):
    for standing in pick(firm, audience, weights, draws=10).ranking:
        assert sum(standing.points.values()) == standing.total
        assert 0 <= standing.total <= 100 + 1e-9
        for family in Family:
            of_family = [standing.criterion_points[c] for c in Criterion if FAMILY_OF[c] is family]
            assert sum(of_family) == pytest.approx(standing.points[family], abs=1e-12)
        whole = standing.whole_points()
        assert sum(whole.values()) == int(standing.total + 0.5)
        assert all(abs(whole[family] - standing.points[family]) <= 1 for family in Family)


def test_points_of_one_network_by_hand():
    answer = pick(SHOP, AUDIENCE, Weights(customers=3, aim=3, means=2, time=2))
    instagram = next(s for s in answer.ranking if s.network == "instagram")
    audience = 0.1 * 0.8 + 0.3 * 0.7 + 0.4 * 0.6 + 0.2 * 0.4
    formats = (0.9 * 1 + 0.3 * 0.5 + 0.5 * 0.5) / 2.2
    expected = {
        Family.CUSTOMERS: 30 * (2 / 3 * audience + 1 / 3 * 1.0),
        Family.AIM: 30 * 0.8,
        Family.MEANS: 20 * formats,
        Family.TIME: 20 * (2 / 3 * 4 / 8 + 1 / 3 * (1 - 0.5)),
    }
    assert instagram.points == pytest.approx(expected, abs=1e-9)
    assert instagram.values[Criterion.AUDIENCE] == pytest.approx(audience)
    assert (instagram.strong, instagram.weak) == (Criterion.KIND, Criterion.HOURS)


def test_women_and_men_count_by_their_share():
    audience = {**AUDIENCE, "facebook": {(age, sex): 0.8 if sex == "women" else 0.3 for age in AGES for sex in SEXES}}
    facebook = next(s for s in pick(SHOP, audience).ranking if s.network == "facebook")
    assert facebook.values[Criterion.AUDIENCE] == pytest.approx(0.6 * 0.8 + 0.4 * 0.3)


@pytest.mark.parametrize(("within", "expected"), [(0, 1.0), (12, 0.75), (24, 0.5), (48, 0.5)])
def test_messages_weigh_less_on_those_who_answer_fast(within, expected):
    ranking = pick(replace(SHOP, answers_within=within), AUDIENCE).ranking
    instagram = next(s for s in ranking if s.network == "instagram")
    assert instagram.values[Criterion.LOAD] == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(some_firm, some_audience, some_weights, st.sampled_from(list(NETWORKS)), share, st.sampled_from(AGES))
def test_more_audience_never_lowers_a_network(firm, audience, weights, network, more, age):
    raised = {group_: max(value, more) if group_[0] == age else value for group_, value in audience[network].items()}
    before = pick(firm, audience, weights, draws=10)
    after = pick(firm, {**audience, network: raised}, weights, draws=10)
    assert totals(firm, {**audience, network: raised}, weights)[network] >= (
        totals(firm, audience, weights)[network] - 1e-9
    )
    if network in [s.network for s in before.ranking]:
        assert network in [s.network for s in after.ranking]


@settings(max_examples=60, deadline=None)
@given(some_firm, some_audience, st.floats(0, 20))
def test_more_hours_never_close_a_gate_nor_lower_a_network(firm, audience, more):
    longer = replace(firm, hours=firm.hours + more)
    before, after = pick(firm, audience, draws=10), pick(longer, audience, draws=10)
    for gate_before, gate_after in zip(before.gates, after.gates, strict=True):
        assert gate_after.open or not gate_before.open
    assert {s.network for s in before.ranking} <= {s.network for s in after.ranking}
    old, new = totals(firm, audience), totals(longer, audience)
    assert all(new[key] >= old[key] - 1e-9 for key in old)


@settings(max_examples=40, deadline=None)
@given(some_firm, some_audience, some_weights, st.sampled_from(list(NETWORKS)))
def test_a_dominated_network_is_never_first(firm, audience, weights, model):
    best = NETWORKS[model]
    shadow = replace(
        best,
        key="shadow",
        hours_per_week=best.hours_per_week * 1.2,
        load=min(1, best.load + 0.1),
        people=best.people * 0.9,
        firms=best.firms * 0.9,
        aims={a: v * 0.9 for a, v in best.aims.items()},
    )
    networks = {"shadow": shadow, **NETWORKS}
    audience = {**audience, "shadow": {g: v * 0.9 for g, v in audience[model].items()}}
    answer = pick(firm, audience, weights, draws=500, networks=networks)
    ranked = [standing.network for standing in answer.ranking]
    if "shadow" in ranked:
        assert ranked.index(model) < ranked.index("shadow")
        # Where both score alike (no aim, no skill), the tie falls to the network of fewer hours.
        assert answer.ranking[ranked.index("shadow")].first_share == 0


def test_equal_points_go_to_fewer_hours_then_to_the_earlier_network():
    def twin(key: str, hours: float) -> Network:
        return replace(NETWORKS["facebook"], key=key, hours_per_week=hours)

    # So many hours that every twin has full marks for them.
    firm = replace(SHOP, hours=40)
    audience = {key: AUDIENCE["facebook"] for key in ("b", "a", "c")}
    networks = {"b": twin("b", 3), "a": twin("a", 2), "c": twin("c", 3)}
    for order in (("b", "a", "c"), ("a", "b", "c")):
        answer = pick(firm, audience, networks={key: networks[key] for key in order})
        assert [s.network for s in answer.ranking] == ["a", "b", "c"]
        assert len({s.total for s in answer.ranking}) == 1
        assert [s.acceptability.index(1.0) for s in answer.ranking] == [0, 1, 2]
        assert answer.flip is None


def test_tiktok_is_left_out_without_video():
    assert reasons(pick(SHOP, AUDIENCE), "tiktok") == [LeftOutCode.NEEDS_FORMAT]
    out = next(out for out in pick(SHOP, AUDIENCE).left_out if out.network == "tiktok")
    assert out.reasons[0].values == {"format": "short_video"}
    filming = replace(SHOP, skills={**SHOP.skills, "short_video": 0.2})
    assert reasons(pick(filming, AUDIENCE), "tiktok") == []


def test_linkedin_is_left_out_for_neighbours_only():
    writer = replace(SHOP, skills=dict.fromkeys(SHOP.skills, 1.0))
    assert reasons(pick(writer, AUDIENCE), "linkedin") == [LeftOutCode.FOR_FIRMS]
    assert reasons(pick(replace(writer, firms=0.5), AUDIENCE), "linkedin") == []
    assert reasons(pick(replace(writer, firms=1.0), AUDIENCE), "pinterest") == [LeftOutCode.FOR_PEOPLE]


def test_hours_below_the_least_leave_a_network_out():
    least = NETWORKS["instagram"].least_hours
    assert reasons(pick(replace(SHOP, hours=least), AUDIENCE), "instagram") == []
    answer = pick(replace(SHOP, hours=least - 0.1), AUDIENCE)
    assert reasons(answer, "instagram") == [LeftOutCode.FEW_HOURS]


def test_too_few_customers_leave_a_network_out_and_firms_need_half():
    def at(value, firms):
        firm = replace(SHOP, firms=firms)
        return reasons(pick(firm, {**AUDIENCE, "facebook": group(*[value] * 4)}), "facebook")

    assert at(0.19, 0.0) == [LeftOutCode.FEW_CUSTOMERS] and at(0.21, 0.0) == []
    assert at(0.09, 1.0) == [LeftOutCode.FEW_CUSTOMERS] and at(0.11, 1.0) == []


def test_a_network_without_figures_is_left_out_last():
    answer = pick(SHOP, {key: value for key, value in AUDIENCE.items() if key != "instagram"})
    assert answer.left_out[-1].network == "instagram" and answer.left_out[-1].total is None
    assert reasons(answer, "instagram") == [LeftOutCode.NO_FIGURES]
    assert answer.network != "instagram"
    points = [out.total for out in answer.left_out[:-1]]
    assert points == sorted(points, reverse=True)
