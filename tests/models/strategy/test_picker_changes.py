"""Network picker: single answers given otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tertulia.models.customer_groups import AGES, YOUNGEST
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker import pick
from tertulia.models.strategy.picker_changes import ChangeCode, ChangeEffect, what_would_change
from tertulia.models.strategy.picker_gates import ClosedCode
from tertulia.models.strategy.picker_ranking import Because
from tests.models.strategy.picker_firms import AUDIENCE, CLOSING, SHOP, group, some_audience, some_firm


@pytest.mark.parametrize("reason", list(ClosedCode))
def test_each_single_closed_gate_has_a_change_that_opens_it(reason):
    firm = replace(SHOP, **CLOSING[reason][1])
    opening = [c for c in what_would_change(firm, AUDIENCE) if c.effect is ChangeEffect.FIRST]
    assert opening and opening[0].place == 1 and opening[0].network in NETWORKS


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
        young = (YOUNGEST, *AGES[:2]) if firm.ages[YOUNGEST] else AGES[:2]
        bands = AGES[3:] if code is ChangeCode.MOST_OLDER else young
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
        ChangeCode.MOSTLY_REGULARS: {"regulars": 0.8},
        ChangeCode.MOSTLY_ONCE: {"regulars": 0.2},
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
    before = pick(firm, audience, draws=200)
    changes = what_would_change(firm, audience, draws=200)
    for change in changes:
        after = pick(other_firm(firm, change), audience, draws=200)
        if change.effect is ChangeEffect.JOINS:
            assert (after.network, after.because) == (before.network, before.because)
            assert after.ranking[change.place - 1].network == change.network
            assert change.network not in [s.network for s in before.ranking]
        else:
            assert after.network == change.network
            assert (after.network, after.because) != (before.network, before.because)
            assert (
                change.effect
                is {
                    Because.RANKED_FIRST: ChangeEffect.FIRST,
                    Because.PAGE_FIRST: ChangeEffect.PAGE_FIRST,
                    Because.ALL_LEFT_OUT: ChangeEffect.PAGE_FIRST if after.ranking else ChangeEffect.NONE_YET,
                    Because.GATES_CLOSED: ChangeEffect.NONE_YET,
                }[after.because]
            )
    keys = [(change.effect is ChangeEffect.JOINS, change.size) for change in changes]
    assert keys == sorted(keys)
    assert len({(c.code, str(c.values), c.effect) for c in changes}) == len(changes)


@pytest.mark.parametrize(("share_of_old", "effect"), [(0.33, []), (0.34, [ChangeEffect.FIRST])])
def test_most_older_means_sixty_per_cent(share_of_old, effect):
    # 60 % of the customers older, of whom 33 % use it, is below one in five; 34 % is above.
    only = {"facebook": NETWORKS["facebook"]}
    audience = {"facebook": group(0, 0, 0, share_of_old)}
    told = what_would_change(SHOP, audience, networks=only)
    assert [c.effect for c in told if c.code is ChangeCode.MOST_OLDER] == effect


def test_the_first_step_to_faster_answers_is_the_smallest_that_opens_the_gate():
    told = what_would_change(replace(SHOP, answers_within=96), AUDIENCE)
    assert [(c.code, c.values, c.effect) for c in told] == [
        (ChangeCode.ANSWERS_FASTER, {"hours": 24}, ChangeEffect.FIRST)
    ]
    assert told[0].size == pytest.approx(0.2)  # two doublings


def test_two_closed_gates_cannot_be_opened_by_one_change():
    assert what_would_change(replace(SHOP, website=False, aim=None), AUDIENCE) == ()


def test_answers_after_two_days_mean_none_yet():
    slower = [c for c in what_would_change(SHOP, AUDIENCE) if c.code is ChangeCode.ANSWERS_SLOWER]
    assert [(c.values, c.effect) for c in slower] == [({"hours": 48}, ChangeEffect.NONE_YET)]


def test_only_the_smallest_number_of_hours_is_told():
    less = [c for c in what_would_change(SHOP, AUDIENCE) if c.code is ChangeCode.HOURS_LESS]
    assert [(c.values["hours"], c.effect) for c in less] == [(1.0, ChangeEffect.NONE_YET)]
    # With two hours fewer, both gates and ranking stay as they are.
    assert pick(replace(SHOP, hours=2), AUDIENCE).network == pick(SHOP, AUDIENCE).network


def test_one_more_hour_lets_a_network_join():
    filming = replace(SHOP, hours=2.0, skills={**SHOP.skills, "short_video": 1.0})
    more = [c for c in what_would_change(filming, AUDIENCE) if c.code is ChangeCode.HOURS_MORE]
    joins = [c for c in more if c.effect is ChangeEffect.JOINS]
    assert [(c.network, c.values) for c in joins] == [("tiktok", {"by": 1, "hours": 3.0})]


def test_older_customers_bring_another_network():
    firm = replace(SHOP, aim=Objective.BE_FOUND)
    audience = {**AUDIENCE, "instagram": group(0.95, 0.9, 0.6, 0.05)}
    assert pick(firm, audience).network == "instagram"
    older = [c for c in what_would_change(firm, audience) if c.code is ChangeCode.MOST_OLDER]
    assert [(c.network, c.effect) for c in older] == [("facebook", ChangeEffect.FIRST)]
    assert older[0].size == pytest.approx(0.6 - 0.2)


def test_most_younger_where_today_there_are_none():
    old = replace(SHOP, ages={"55-74": 1.0})
    younger = [
        c
        for c in what_would_change(old, {**AUDIENCE, "instagram": group(1, 1, 0, 0)})
        if c.code is ChangeCode.MOST_YOUNGER
    ]
    assert [(c.network, c.effect) for c in younger] == [("instagram", ChangeEffect.FIRST)]


def test_those_under_18_count_among_the_younger_where_there_are_any():
    # One in ten is under 18 and all of them use it; of the others one in ten: 19 % in all.
    firm = replace(SHOP, ages={YOUNGEST: 1, "55-74": 9})
    use = {(age, sex): 1.0 if age == YOUNGEST else 0.1 for age in (YOUNGEST, *AGES) for sex in ("women", "men")}
    told = what_would_change(firm, {"facebook": use}, networks={"facebook": NETWORKS["facebook"]})
    assert pick(firm, {"facebook": use}).network is None
    assert [(c.network, c.size) for c in told if c.code is ChangeCode.MOST_YOUNGER] == [
        ("facebook", pytest.approx(0.6 - 0.1))
    ]
