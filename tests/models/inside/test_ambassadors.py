"""Ambassadors: their reach, the year with and without them, their hours, and what to mend."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.models.errors import InputError
from tertulia.models.finding import Severity
from tertulia.models.inside.ambassadors import Programme, check, effect
from tertulia.models.strategy import growth

ARGA = growth.Settings(audience=2500, today=120, goal=260, posts=1, promotion=0.2, hours=3, reply_hours=0.5)
FOUR = Programme(staff=14, volunteers=0.3)


def test_nobody_brings_nothing_and_costs_nothing() -> None:
    found = effect(replace(FOUR, volunteers=0.0), ARGA)
    assert (found.seen.high, found.extra.high, found.extra.low, found.hours) == (0, 0, 0, 0)
    assert found.without == found.with_them
    assert [item.code for item in found.found] == ["nobody"]


def test_what_is_seen_is_the_formula_at_the_medians() -> None:
    """120 contacts, one share a week that one in ten sees; three more people, three in ten contacts in common."""
    assert FOUR.people == 4
    assert FOUR.worth == pytest.approx(1 + 3 * 0.7)
    found = effect(FOUR, ARGA, n=4000)
    assert found.seen.middle == pytest.approx(3.1 * 120 * 0.1, rel=0.05)
    assert found.seen.low < found.seen.middle < found.seen.high


def test_the_year_is_the_community_simulators() -> None:
    found = effect(FOUR, ARGA, n=300)
    theirs = [
        growth.simulate(replace(ARGA, ambassadors=people, contacts=120.0, shares_per_week=1.0), n=300)
        for people in (FOUR.worth, 0.0)
    ]
    for ours, their in zip((found.with_them, found.without), theirs, strict=True):
        assert (ours.low, ours.middle, ours.high) == pytest.approx((their.low[-1], their.median[-1], their.high[-1]))
    assert found.extra.middle == pytest.approx(np.median(theirs[0].ends - theirs[1].ends))


@given(st.sampled_from(["volunteers", "contacts", "shares"]), st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=20)
def test_more_people_contacts_or_posts_are_never_seen_by_fewer(name: str, one: float, other: float) -> None:
    most = {"volunteers": 1, "contacts": 500, "shares": 7}[name]
    less, more = (effect(replace(FOUR, **{name: most * part}), ARGA, n=100) for part in sorted((one, other)))
    for span in ("low", "middle", "high"):
        assert getattr(less.seen, span) <= getattr(more.seen, span) + 1e-9
    assert less.extra.middle <= more.extra.middle + 1.5  # people: the luck of a year is played in whole persons


def test_contacts_in_common_count_once() -> None:
    alone = effect(replace(FOUR, staff=1, volunteers=1.0), ARGA)
    same = effect(replace(FOUR, overlap=1.0), ARGA)
    apart = effect(replace(FOUR, overlap=0.0), ARGA)
    assert same.seen == alone.seen
    assert apart.seen.middle == pytest.approx(4 * alone.seen.middle)


def test_hours_are_the_rules_the_training_and_each_week() -> None:
    assert FOUR.hours == pytest.approx(4 + 4 * (2 + 52 * 10 / 60))


@pytest.mark.parametrize(
    ("change", "code", "severity"),
    [
        ({"voluntary": False}, "compulsory", Severity.STOP),
        ({"policy": False}, "no_policy", Severity.STOP),
        ({"training": 0.0}, "no_training", Severity.WARN),
        ({"paid": False}, "unpaid", Severity.WARN),
        ({"shares": 3.5}, "many_shares", Severity.NOTE),
        ({"volunteers": 0.6}, "many_volunteers", Severity.NOTE),
    ],
)
def test_each_thing_to_mend_is_found_alone(change: dict, code: str, severity: Severity) -> None:
    assert check(FOUR) == ()
    (found,) = check(replace(FOUR, **change))
    assert (found.code, found.severity) == (code, severity)


def test_the_worst_comes_first() -> None:
    found = check(replace(FOUR, shares=5, training=0, policy=False, voluntary=False, paid=False))
    assert [item.code for item in found] == ["compulsory", "no_policy", "no_training", "unpaid", "many_shares"]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("staff", 0, "out_of_range"),
        ("staff", True, "not_a_number"),
        ("volunteers", 1.5, "out_of_range"),
        ("contacts", float("nan"), "not_a_number"),
        ("shares", "many", "not_a_number"),
        ("minutes", -1, "out_of_range"),
    ],
)
def test_impossible_input_names_its_field(field: str, value: object, code: str) -> None:
    with pytest.raises(InputError) as caught:
        replace(FOUR, **{field: value})
    assert (caught.value.field, caught.value.code) == (field, code)
