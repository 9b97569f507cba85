"""Network picker: points, places over all weightings, smallest flips; gates, steps and what would change."""

from __future__ import annotations

import copy
from dataclasses import asdict, replace
from itertools import product
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tertulia.models.errors import InputError
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker import (
    AGES,
    EFFORT,
    FAMILY_OF,
    NETWORKS,
    SEXES,
    STEP_FOR,
    Because,
    ChangeCode,
    Closed,
    ContentSkill,
    Criterion,
    Effect,
    Family,
    Firm,
    Firmness,
    Gate,
    Network,
    Out,
    StepCode,
    Weights,
    acceptability,
    gates,
    pick,
    smallest_flip,
    weightings,
    what_would_change,
)


def group(*shares: float) -> dict[tuple[str, str], float]:
    """The same share for women and men, one per age band."""
    return {(age, sex): share for age, share in zip(AGES, shares, strict=True) for sex in SEXES}


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
"""Invented shares: no survey."""

SHOP = Firm(
    website=True,
    basics_right=True,
    email_daily=True,
    owner_named=True,
    answers_within=24,
    hours=4.0,
    aim=Objective.NEW_CUSTOMERS,
    firms=0.0,
    women=0.6,
    ages=dict(zip(AGES, (1, 3, 4, 2), strict=True)),
    skills={"photo": 1.0, "writing": 0.5, "conversation": 0.5},
)
"""An invented shop with all gates open."""

share = st.floats(0, 1)
some_firm = st.builds(
    Firm,
    website=st.booleans(),
    basics_right=st.booleans(),
    email_daily=st.booleans(),
    owner_named=st.booleans(),
    answers_within=st.integers(0, 96),
    hours=st.floats(0, 30),
    aim=st.none() | st.sampled_from(Objective),
    firms=share,
    women=share,
    ages=st.fixed_dictionaries({age: st.floats(0.01, 1) for age in AGES}),
    skills=st.fixed_dictionaries({str(f): share for f in ContentSkill}),
)
some_audience = st.fixed_dictionaries(
    {key: st.tuples(*[share] * 4).map(lambda shares: group(*shares)) for key in NETWORKS}
)
some_weights = st.builds(Weights, *[st.floats(0.01, 1)] * 4)
some_values = st.integers(2, 6).flatmap(
    lambda n: arrays(float, (n, 4), elements=st.integers(0, 10).map(lambda tenths: tenths / 10))
)


def totals(
    firm: Firm, audience: dict[str, dict[tuple[str, str], float]], weights: Weights | None = None
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


def test_places_sum_to_one_by_network_and_by_place():
    answer = pick(SHOP, AUDIENCE)
    places = np.array([standing.acceptability for standing in answer.ranking])
    assert places.shape == (len(answer.ranking),) * 2
    assert places.sum(axis=0) == pytest.approx(1, abs=1e-12)
    assert places.sum(axis=1) == pytest.approx(1, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(some_values)
def test_places_of_any_values_sum_to_one(values):
    places = acceptability(values, draws=500)
    assert places.sum(axis=0) == pytest.approx(1, abs=1e-12)
    assert places.sum(axis=1) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("other", [0.1, 0.5, 1.0, 0.8])
def test_two_families_give_the_analytic_share(other):
    # The first wins when w > other * (1 - w), and w is even on 0-1.
    places = acceptability(np.array([[1.0, 0.0], [0.0, other]]))
    assert places[0, 0] == pytest.approx(1 / (1 + other), abs=0.015)


def test_two_families_three_networks_give_the_analytic_shares():
    # Scores w, 0.6 and 1 - w, with w even on 0-1: 40 %, 20 % and 40 % first; the middle one is never last.
    places = acceptability(np.array([[1.0, 0.0], [0.6, 0.6], [0.0, 1.0]]))
    assert places[:, 0] == pytest.approx([0.4, 0.2, 0.4], abs=0.015)
    assert places[1].tolist() == [pytest.approx(0.2, abs=0.015), pytest.approx(0.8, abs=0.015), 0]


def test_four_families_one_champion_each_share_evenly():
    assert acceptability(np.eye(4))[:, 0] == pytest.approx(0.25, abs=0.015)


def test_an_answer_takes_less_than_ten_milliseconds():
    def once() -> float:
        start = perf_counter()
        pick(SHOP, AUDIENCE)
        return perf_counter() - start

    assert min(once() for _ in range(10)) < 0.010


def test_weightings_are_even_on_the_simplex():
    drawn = weightings()
    assert drawn.shape == (10_000, 4)
    assert drawn.sum(axis=1) == pytest.approx(1, abs=1e-12)
    assert drawn.mean(axis=0) == pytest.approx(1 / 4, abs=0.01)
    # Dirichlet(1): the variance of one weight among k is (k-1) / (k^2 (k+1)).
    assert drawn.var(axis=0) == pytest.approx(3 / 80, abs=0.002)
    with pytest.raises(ValueError, match="read-only"):
        drawn[0, 0] = 1.0


@settings(max_examples=60, deadline=None)
@given(some_values, st.data())
def test_a_dominated_row_is_never_first(values, data):
    worse = data.draw(st.integers(0, len(values) - 1))
    values = np.vstack([values, values[worse] - 0.05])
    assert acceptability(values, draws=500)[-1, 0] == 0


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


def test_the_same_seed_gives_the_same_answer_and_another_seed_nearly():
    first, again = pick(SHOP, AUDIENCE, seed=7), pick(SHOP, AUDIENCE, seed=7)
    assert first == again
    weightings.cache_clear()
    assert pick(SHOP, AUDIENCE, seed=7) == first
    other = pick(SHOP, AUDIENCE, seed=8)
    assert other.ranking != first.ranking
    assert other.ranking[0].first_share == pytest.approx(first.ranking[0].first_share, abs=0.03)


def test_central_weights_put_their_network_first():
    answer = pick(SHOP, AUDIENCE)
    winners = [standing for standing in answer.ranking if standing.first_share > 0]
    assert len(winners) >= 3
    for standing in winners:
        # The weightings that favour one network are a convex set, so their mean favours it too.
        assert pick(SHOP, AUDIENCE, standing.central).network == standing.network
    assert all((s.central is None) == (s.first_share == 0) for s in answer.ranking)


def test_firmness_follows_the_first_share():
    for aim in Objective:
        answer = pick(replace(SHOP, aim=aim), AUDIENCE)
        first = answer.ranking[0].first_share
        assert answer.firmness is (
            Firmness.CLEAR if first >= 2 / 3 else Firmness.LEANING if first >= 0.5 else Firmness.DEPENDS
        )
    assert len({pick(replace(SHOP, aim=aim), AUDIENCE).firmness for aim in Objective}) > 1


# All weightings in steps of one twentieth.
GRID = np.array([(*abc, 20 - sum(abc)) for abc in product(range(21), repeat=3) if sum(abc) <= 20]) / 20


@settings(max_examples=80, deadline=None)
@given(some_values, some_weights)
def test_the_flip_is_the_nearest_weighting_that_another_row_reaches(values, weights):
    start = weights.array()
    scores = values @ start
    first = int(np.argmax(scores))
    flip = smallest_flip(values, start, first)
    beats = ((GRID @ values.T) > (GRID @ values[first])[:, None] + 1e-9).any(axis=1)
    if flip is None:
        assert not beats.any()
        return
    rival, to, at = flip
    distance = np.abs(at - start).sum()
    assert at.sum() == pytest.approx(1) and (at >= -1e-12).all()
    assert values[rival] @ at == pytest.approx(values[first] @ at, abs=1e-9)
    assert at[to] >= start[to]
    # No weighting of the grid that flips the first place is nearer.
    if beats.any():
        assert np.abs(GRID[beats] - start).sum(axis=1).min() >= distance - 1e-9
    # Just before, the first still leads; just beyond, the rival leads it and nobody leads the rival.
    before = start + 0.999 * (at - start)
    assert (values @ before).max() <= values[first] @ before + 1e-9
    if distance > 1e-6 and at[to] < 1 - 1e-6:
        beyond = at + 1e-3 * (np.eye(4)[to] - at)
        assert values[rival] @ beyond > values[first] @ beyond


@pytest.mark.parametrize("aim", list(Objective))
def test_the_flip_told_to_the_learner_flips_the_answer(aim):
    firm = replace(SHOP, aim=aim)
    start = Weights(customers=3, aim=3, means=2, time=2)
    answer = pick(firm, AUDIENCE, start)
    flip = answer.flip
    assert flip is not None and flip.rival != answer.network
    assert sum(flip.taken.values()) == pytest.approx(flip.moved)
    assert np.abs(flip.weights.array() - start.array()).sum() == pytest.approx(2 * flip.moved)
    for family in Family:
        changed = getattr(flip.weights, family) - getattr(start, family)
        expected = flip.moved if family is flip.to else -flip.taken.get(family, 0)
        assert changed == pytest.approx(expected, abs=1e-12)

    def along(t: float) -> str | None:
        at = start.array() + t * (flip.weights.array() - start.array())
        return pick(firm, AUDIENCE, Weights(*at.tolist()), draws=10).network

    assert along(1 - 1e-6) == answer.network
    assert along(1 + 1e-6) == flip.rival


def test_a_tie_at_the_learners_weights_needs_no_move():
    flip = smallest_flip(np.array([[1.0, 0, 0, 0], [0, 0, 1.0, 0]]), np.full(4, 0.25), 0)
    assert flip is not None
    rival, to, at = flip
    assert (rival, to) == (1, 2)
    assert at == pytest.approx(np.full(4, 0.25))


def test_no_flip_where_the_first_leads_in_everything():
    assert smallest_flip(np.array([[0.5] * 4, [0.4, 0.5, 0.1, 0.2]]), np.full(4, 0.25), 0) is None


def test_the_flip_takes_from_two_families_when_one_is_not_enough():
    values = np.array([[1.0, 0.4, 0.0, 0.0], [0.0, 0.0, 0.1, 0.0]])
    flip = smallest_flip(values, np.full(4, 0.25), 0)
    assert flip is not None
    rival, to, at = flip
    # The gap is 0.325. The first family's 0.25 closes 1.1 each, 0.275; the second closes 0.5 each, so 0.1.
    assert (rival, to) == (1, 2)
    assert at == pytest.approx([0, 0.15, 0.6, 0.25])


def test_the_networks_that_the_hours_allow():
    for hours in (2, 3, 4, 6, 8, 12, 40):
        answer = pick(replace(SHOP, hours=hours), AUDIENCE)
        ranked = [s.network for s in answer.ranking]
        assert list(answer.allowed) == ranked[: len(answer.allowed)]
        asked = [NETWORKS[key].hours_per_week for key in ranked]
        assert sum(asked[: len(answer.allowed)]) <= hours
        assert len(answer.allowed) == len(ranked) or sum(asked[: len(answer.allowed) + 1]) > hours
    assert pick(replace(SHOP, hours=2), AUDIENCE).allowed == ()
    assert pick(replace(SHOP, hours=4), AUDIENCE).allowed == ("instagram",)


def test_every_network_is_fully_described():
    assert list(NETWORKS) == [
        "whatsapp",
        "instagram",
        "facebook",
        "youtube",
        "tiktok",
        "linkedin",
        "x",
        "pinterest",
        "telegram",
    ]
    for key, network in NETWORKS.items():
        assert network.key == key and network.name and network.why
        assert set(network.formats) == set(ContentSkill) and set(network.aims) == set(Objective)
        shares = (*network.formats.values(), *network.aims.values(), network.load, network.people, network.firms)
        assert all(0 <= value <= 1 for value in shares)
        assert max(network.formats.values()) >= 0.7
        assert 0 < network.least_hours < network.hours_per_week


def test_each_aim_is_best_served_by_the_network_known_for_it():
    best = {aim: max(NETWORKS.values(), key=lambda n, a=aim: n.aims[a]).key for aim in Objective}
    assert best[Objective.RECRUIT] == "linkedin"
    assert best[Objective.BRING_BACK] == "whatsapp"
    assert best[Objective.BE_FOUND] == "youtube"


@pytest.mark.parametrize(
    ("weights", "code"),
    [((0, 0, 0, 0), "all_zero"), ((1, -1, 1, 1), "negative"), ((1, float("nan"), 1, 1), "not_a_number")],
)
def test_impossible_weights_are_refused(weights, code):
    with pytest.raises(InputError) as refused:
        Weights(*weights)
    assert (refused.value.field, refused.value.code) == ("weights", code)


def test_draws_below_one_are_refused():
    with pytest.raises(InputError) as refused:
        pick(SHOP, AUDIENCE, draws=0)
    assert (refused.value.field, refused.value.code) == ("draws", "below_one")


CLOSING = {
    Closed.BASICS_WRONG: (Gate.BASICS, {"basics_right": False}, StepCode.FIX_BASICS),
    Closed.NO_PAGE: (Gate.BASICS, {"website": False}, StepCode.MAKE_PAGE),
    Closed.NO_EMAIL: (Gate.BASICS, {"email_daily": False}, StepCode.USE_EMAIL),
    Closed.NO_OWNER: (Gate.ANSWERING, {"owner_named": False}, StepCode.NAME_OWNER),
    Closed.SLOW_ANSWERS: (Gate.ANSWERING, {"answers_within": 25}, StepCode.ANSWER_IN_A_DAY),
    Closed.FEW_HOURS: (Gate.HOURS, {"hours": 1.9}, StepCode.FIND_HOURS),
    Closed.NO_AIM: (Gate.AIM, {"aim": None}, StepCode.STATE_AIM),
}


def reasons(answer, network):
    """Codes for which a network is left out."""
    return [reason.code for out in answer.left_out if out.network == network for reason in out.reasons]


def test_all_gates_open_and_a_network_to_begin_with():
    answer = pick(SHOP, AUDIENCE)
    assert [state.gate for state in answer.gates] == list(Gate)
    assert all(state.open for state in answer.gates)
    assert (answer.network, answer.because, answer.steps) == ("instagram", Because.RANKED_FIRST, ())


def test_the_gates_open_exactly_at_their_bounds():
    assert all(state.open for state in gates(replace(SHOP, hours=2.0, answers_within=24)))


@pytest.mark.parametrize("reason", list(Closed))
def test_each_reason_alone_closes_its_gate_and_only_that(reason):
    gate, answers, step = CLOSING[reason]
    answer = pick(replace(SHOP, **answers), AUDIENCE)
    assert [state.gate for state in answer.gates if not state.open] == [gate]
    assert [code for state in answer.gates for code in state.reasons] == [reason]
    assert (answer.network, answer.because) == (None, Because.GATES_CLOSED)
    assert [s.code for s in answer.steps] == [step, StepCode.ASK_CUSTOMERS]
    assert answer.ranking, "the ranking stays available for information"


@pytest.mark.parametrize("reason", list(Closed))
def test_each_single_closed_gate_has_a_change_that_opens_it(reason):
    firm = replace(SHOP, **CLOSING[reason][1])
    opening = [c for c in what_would_change(firm, AUDIENCE) if c.effect is Effect.FIRST]
    assert opening and opening[0].place == 1 and opening[0].network in NETWORKS


def test_steps_come_quickest_first_and_carry_their_numbers():
    firm = replace(SHOP, website=False, basics_right=False, owner_named=False, answers_within=96, hours=1)
    steps = pick(firm, AUDIENCE).steps
    assert [step.code for step in steps] == [
        StepCode.FIX_BASICS,
        StepCode.NAME_OWNER,
        StepCode.FIND_HOURS,
        StepCode.ANSWER_IN_A_DAY,
        StepCode.MAKE_PAGE,
        StepCode.ASK_CUSTOMERS,
    ]
    assert all(step.effort is EFFORT[step.code] for step in steps)
    by_code = {step.code: step.values for step in steps}
    assert by_code[StepCode.FIND_HOURS] == {"have": 1, "needed": 2.0}
    assert by_code[StepCode.ANSWER_IN_A_DAY] == {"have": 96, "needed": 24}


def test_every_code_has_its_step_and_effort():
    assert set(EFFORT) == set(StepCode)
    assert set(STEP_FOR) == set(Closed)


def test_the_ranking_for_information_is_that_of_open_gates():
    closed = pick(replace(SHOP, website=False, owner_named=False), AUDIENCE)
    assert closed.network is None
    assert closed.ranking == pick(SHOP, AUDIENCE).ranking


def test_tiktok_is_left_out_without_video():
    assert reasons(pick(SHOP, AUDIENCE), "tiktok") == [Out.NEEDS_FORMAT]
    out = next(out for out in pick(SHOP, AUDIENCE).left_out if out.network == "tiktok")
    assert out.reasons[0].values == {"format": "short_video"}
    filming = replace(SHOP, skills={**SHOP.skills, "short_video": 0.2})
    assert reasons(pick(filming, AUDIENCE), "tiktok") == []


def test_linkedin_is_left_out_for_neighbours_only():
    writer = replace(SHOP, skills=dict.fromkeys(SHOP.skills, 1.0))
    assert reasons(pick(writer, AUDIENCE), "linkedin") == [Out.FOR_FIRMS]
    assert reasons(pick(replace(writer, firms=0.5), AUDIENCE), "linkedin") == []
    assert reasons(pick(replace(writer, firms=1.0), AUDIENCE), "pinterest") == [Out.FOR_PEOPLE]


def test_hours_below_the_least_leave_a_network_out():
    least = NETWORKS["instagram"].least_hours
    assert reasons(pick(replace(SHOP, hours=least), AUDIENCE), "instagram") == []
    answer = pick(replace(SHOP, hours=least - 0.1), AUDIENCE)
    assert reasons(answer, "instagram") == [Out.FEW_HOURS]


def test_too_few_customers_leave_a_network_out_and_firms_need_half():
    def at(value, firms):
        firm = replace(SHOP, firms=firms)
        return reasons(pick(firm, {**AUDIENCE, "facebook": group(*[value] * 4)}), "facebook")

    assert at(0.19, 0.0) == [Out.FEW_CUSTOMERS] and at(0.21, 0.0) == []
    assert at(0.09, 1.0) == [Out.FEW_CUSTOMERS] and at(0.11, 1.0) == []


def test_a_network_without_figures_is_left_out_last():
    answer = pick(SHOP, {key: value for key, value in AUDIENCE.items() if key != "instagram"})
    assert answer.left_out[-1].network == "instagram" and answer.left_out[-1].total is None
    assert reasons(answer, "instagram") == [Out.NO_FIGURES]
    assert answer.network != "instagram"
    points = [out.total for out in answer.left_out[:-1]]
    assert points == sorted(points, reverse=True)


def test_none_yet_when_every_network_is_left_out():
    answer = pick(replace(SHOP, skills={}), AUDIENCE)
    assert (answer.network, answer.because) == (None, Because.ALL_LEFT_OUT)
    assert answer.ranking == () and answer.firmness is None and answer.flip is None
    assert all(state.open for state in answer.gates)
    # Photos alone would let in the best of those left out.
    assert [(s.code, dict(s.values)) for s in answer.steps] == [
        (StepCode.LEARN_FORMAT, {"format": "photo"}),
        (StepCode.ASK_CUSTOMERS, {}),
    ]
    assert pick(replace(SHOP, skills={"photo": 1.0}), AUDIENCE).network == "instagram"
    assert len(answer.left_out) == len(NETWORKS)


def test_none_yet_without_any_figures():
    answer = pick(SHOP, {})
    assert answer.because is Because.ALL_LEFT_OUT
    assert [s.code for s in answer.steps] == [StepCode.ASK_CUSTOMERS]


def test_none_yet_for_want_of_hours_names_the_smallest_number_of_hours():
    networks = {
        key: replace(NETWORKS[key], least_hours=least) for key, least in (("instagram", 6.0), ("facebook", 5.0))
    }
    answer = pick(SHOP, AUDIENCE, networks=networks)
    assert answer.because is Because.ALL_LEFT_OUT
    assert answer.steps[0].code is StepCode.FIND_HOURS
    assert answer.steps[0].values == {"have": 4.0, "needed": 5.0}


def test_steps_are_only_those_that_alone_let_a_network_in():
    networks = {key: replace(NETWORKS[key], least_hours=9.0) for key in ("instagram", "facebook")}
    answer = pick(replace(SHOP, skills={"conversation": 1.0}), AUDIENCE, networks=networks)
    assert reasons(answer, "instagram") == [Out.NEEDS_FORMAT, Out.FEW_HOURS]
    assert reasons(answer, "facebook") == [Out.FEW_HOURS]
    assert [step.code for step in answer.steps] == [StepCode.FIND_HOURS, StepCode.ASK_CUSTOMERS]


def test_an_unstated_aim_is_neither_strength_nor_weakness():
    for standing in pick(replace(SHOP, aim=None), AUDIENCE).ranking:
        assert "aim" not in (standing.strong, standing.weak)


def other_firm(firm, change):
    """The firm with that one answer given otherwise, from the change's own code and numbers."""
    code, values = change.code, change.values
    if code in (ChangeCode.HOURS_MORE, ChangeCode.HOURS_LESS):
        return replace(firm, hours=values["hours"])
    if code in (ChangeCode.ANSWERS_SLOWER, ChangeCode.ANSWERS_FASTER):
        return replace(firm, answers_within=values["hours"])
    if code in (ChangeCode.FORMAT_YES, ChangeCode.FORMAT_NO):
        level = 1.0 if code is ChangeCode.FORMAT_YES else 0.0
        return replace(firm, skills={**firm.skills, values["format"]: level})
    if code in (ChangeCode.AIM_CHANGED, ChangeCode.AIM_STATED):
        return replace(firm, aim=Objective(values["aim"]))
    if code in (ChangeCode.MOST_OLDER, ChangeCode.MOST_YOUNGER):
        bands = AGES[3:] if code is ChangeCode.MOST_OLDER else AGES[:2]
        have = sum(firm.ages[band] for band in bands)
        return replace(
            firm,
            ages={
                band: (0.6 * share / have) if band in bands else 0.4 * share / (1 - have)
                for band, share in firm.ages.items()
            },
        )
    simple = {
        ChangeCode.MOSTLY_WOMEN: {"women": 0.8},
        ChangeCode.MOSTLY_MEN: {"women": 0.2},
        ChangeCode.MOSTLY_FIRMS: {"firms": 0.8},
        ChangeCode.MOSTLY_PEOPLE: {"firms": 0.2},
        ChangeCode.BASICS_FIXED: {"basics_right": True},
        ChangeCode.PAGE_MADE: {"website": True},
        ChangeCode.EMAIL_USED: {"email_daily": True},
        ChangeCode.OWNER_NAMED: {"owner_named": True},
    }
    return replace(firm, **simple[code])


@settings(max_examples=60, deadline=None)
@given(some_firm, some_audience)
def test_every_change_told_is_true_when_tried(firm, audience):
    before = pick(firm, audience, draws=10)
    changes = what_would_change(firm, audience)
    for change in changes:
        after = pick(other_firm(firm, change), audience, draws=10)
        if change.effect is Effect.JOINS:
            assert after.network == before.network is not None
            assert after.ranking[change.place - 1].network == change.network
            assert change.network not in [s.network for s in before.ranking]
        else:
            assert after.network == change.network != before.network
            assert (change.effect is Effect.NONE_YET) == (after.network is None)
    keys = [(change.effect is Effect.JOINS, change.size) for change in changes]
    assert keys == sorted(keys)
    assert len({(c.code, str(c.values), c.effect) for c in changes}) == len(changes)


@pytest.mark.parametrize(("share_of_old", "effect"), [(0.33, []), (0.34, [Effect.FIRST])])
def test_most_older_means_sixty_per_cent(share_of_old, effect):
    # 60 % of the customers older, of whom 33 % use it, is below one in five; 34 % is above.
    only = {"facebook": NETWORKS["facebook"]}
    audience = {"facebook": group(0, 0, 0, share_of_old)}
    told = what_would_change(SHOP, audience, networks=only)
    assert [c.effect for c in told if c.code is ChangeCode.MOST_OLDER] == effect


def test_the_first_step_to_faster_answers_is_the_smallest_that_opens_the_gate():
    told = what_would_change(replace(SHOP, answers_within=96), AUDIENCE)
    assert [(c.code, c.values, c.effect) for c in told] == [(ChangeCode.ANSWERS_FASTER, {"hours": 24}, Effect.FIRST)]
    assert told[0].size == pytest.approx(0.2)  # two doublings


def test_two_closed_gates_cannot_be_opened_by_one_change():
    assert what_would_change(replace(SHOP, website=False, aim=None), AUDIENCE) == ()


def test_answers_after_two_days_mean_none_yet():
    slower = [c for c in what_would_change(SHOP, AUDIENCE) if c.code is ChangeCode.ANSWERS_SLOWER]
    assert [(c.values, c.effect) for c in slower] == [({"hours": 48}, Effect.NONE_YET)]


def test_only_the_smallest_number_of_hours_is_told():
    less = [c for c in what_would_change(SHOP, AUDIENCE) if c.code is ChangeCode.HOURS_LESS]
    assert [(c.values["hours"], c.effect) for c in less] == [(1.0, Effect.NONE_YET)]
    # With two hours fewer, both gates and ranking stay as they are.
    assert pick(replace(SHOP, hours=2), AUDIENCE).network == pick(SHOP, AUDIENCE).network


def test_one_more_hour_lets_a_network_join():
    filming = replace(SHOP, hours=2.0, skills={**SHOP.skills, "short_video": 1.0})
    more = [c for c in what_would_change(filming, AUDIENCE) if c.code is ChangeCode.HOURS_MORE]
    joins = [c for c in more if c.effect is Effect.JOINS]
    assert [(c.network, c.values) for c in joins] == [("tiktok", {"by": 1, "hours": 3.0})]


def test_older_customers_bring_another_network():
    firm = replace(SHOP, aim=Objective.BE_FOUND)
    audience = {**AUDIENCE, "instagram": group(0.95, 0.9, 0.6, 0.05)}
    assert pick(firm, audience).network == "instagram"
    older = [c for c in what_would_change(firm, audience) if c.code is ChangeCode.MOST_OLDER]
    assert [(c.network, c.effect) for c in older] == [("facebook", Effect.FIRST)]
    assert older[0].size == pytest.approx(0.6 - 0.2)


def test_most_younger_where_today_there_are_none():
    old = replace(SHOP, ages={"55-74": 1.0})
    younger = [
        c
        for c in what_would_change(old, {**AUDIENCE, "instagram": group(1, 1, 0, 0)})
        if c.code is ChangeCode.MOST_YOUNGER
    ]
    assert [(c.network, c.effect) for c in younger] == [("instagram", Effect.FIRST)]


def test_ages_are_shares_whatever_their_sum():
    assert SHOP.ages == pytest.approx(dict(zip(AGES, (0.1, 0.3, 0.4, 0.2), strict=True)))
    assert replace(SHOP, ages={"25-34": 2}).ages == dict(zip(AGES, (0.0, 1.0, 0.0, 0.0), strict=True))


def test_a_firm_can_be_copied_compared_and_used_as_a_key():
    same = copy.deepcopy(SHOP)
    assert same == SHOP and {SHOP: 1}[same] == 1
    assert Firm(**{**asdict(SHOP), "aim": "new_customers"}) == SHOP
    given = {"photo": 1.0}
    firm = replace(SHOP, skills=given)
    given["photo"] = 0.0
    assert firm.skills["photo"] == 1.0


@pytest.mark.parametrize(
    ("answers", "field", "code"),
    [
        ({"hours": -1}, "hours", "negative"),
        ({"hours": 169}, "hours", "over_a_week"),
        ({"hours": float("nan")}, "hours", "not_a_number"),
        ({"answers_within": -1}, "answers_within", "negative"),
        ({"answers_within": float("inf")}, "answers_within", "not_a_number"),
        ({"firms": 1.1}, "firms", "not_a_share"),
        ({"women": float("nan")}, "women", "not_a_share"),
        ({"ages": {}}, "ages", "all_zero"),
        ({"ages": dict.fromkeys(AGES, 0)}, "ages", "all_zero"),
        ({"ages": {"18-24": -0.1, "25-34": 1}}, "ages", "negative"),
        ({"ages": {"18-24": float("inf")}}, "ages", "not_a_number"),
        ({"ages": {"65+": 1}}, "ages", "unknown_band"),
        ({"skills": {"dance": 1}}, "skills", "unknown_format"),
        ({"skills": {"photo": 2}}, "skills", "not_a_share"),
        ({"aim": "fame"}, "aim", "unknown_aim"),
    ],
)
def test_impossible_answers_are_refused_at_their_field(answers, field, code):
    with pytest.raises(InputError) as refused:
        replace(SHOP, **answers)
    assert (refused.value.field, refused.value.code) == (field, code)


def test_impossible_figures_are_refused_with_their_place():
    for value, code in ((None, "missing_group"), (1.2, "not_a_share")):
        figures = dict(AUDIENCE["x"])
        figures.pop(("35-54", "men"))
        if value is not None:
            figures["35-54", "men"] = value
        with pytest.raises(InputError) as refused:
            pick(SHOP, {**AUDIENCE, "x": figures})
        assert (refused.value.field, refused.value.code) == ("audience", code)
        assert refused.value.values.items() >= {"network": "x", "age": "35-54", "sex": "men"}.items()
