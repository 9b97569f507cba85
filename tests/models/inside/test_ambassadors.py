"""Ambassadors: their reach, the year with and without them, their hours, and what to mend."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.models.errors import InputError, Refusal
from tertulia.models.finding import Severity
from tertulia.models.inside.ambassadors import AmbassadorFinding, Programme, check, effect
from tertulia.models.strategy import growth

ARGA = growth.Settings(audience=2500, today=120, goal=260, posts=1, promotion=0.2, hours=3, reply_hours=0.5)
FOUR = Programme(staff=14, volunteers=0.3)


def test_nobody_brings_nothing_and_costs_nothing() -> None:
    nobody = effect(replace(FOUR, volunteers=0.0), ARGA)
    assert (nobody.seen.high, nobody.extra.high, nobody.extra.low, nobody.programme.hours) == (0, 0, 0, 0)
    assert nobody.without == nobody.with_them
    assert [finding.code for finding in nobody.findings] == [AmbassadorFinding.NOBODY]


def test_what_is_seen_is_the_formula_at_the_medians() -> None:
    """120 contacts, one share a week that one in ten sees; three more people, three in ten contacts in common."""
    assert FOUR.people == 4
    assert FOUR.worth == pytest.approx(1 + 3 * 0.7)
    seen = effect(FOUR, ARGA, n=4000).seen
    assert seen.middle == pytest.approx(3.1 * 120 * 0.1, rel=0.05)
    assert seen.low < seen.middle < seen.high


def test_the_year_is_the_community_simulators() -> None:
    year = effect(FOUR, ARGA, n=300)
    theirs = [
        growth.simulate(replace(ARGA, ambassadors=people, contacts=120.0, shares_per_week=1.0), n=300)
        for people in (FOUR.worth, 0.0)
    ]
    for ours, their in zip((year.with_them, year.without), theirs, strict=True):
        assert (ours.low, ours.middle, ours.high) == pytest.approx((their.low[-1], their.median[-1], their.high[-1]))
    assert year.extra.middle == pytest.approx(np.median(theirs[0].ends - theirs[1].ends))


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
        ({"voluntary": False}, AmbassadorFinding.COMPULSORY, Severity.STOP),
        ({"policy": False}, AmbassadorFinding.NO_POLICY, Severity.STOP),
        ({"training": 0.0}, AmbassadorFinding.NO_TRAINING, Severity.WARN),
        ({"paid": False}, AmbassadorFinding.UNPAID, Severity.WARN),
        ({"shares": 3.5}, AmbassadorFinding.MANY_SHARES, Severity.NOTE),
        ({"volunteers": 0.6}, AmbassadorFinding.MANY_VOLUNTEERS, Severity.NOTE),
    ],
)
def test_each_thing_to_mend_is_found_alone(change: dict, code: AmbassadorFinding, severity: Severity) -> None:
    assert check(FOUR) == ()
    (finding,) = check(replace(FOUR, **change))
    assert (finding.code, finding.severity) == (code, severity)


def test_the_worst_comes_first() -> None:
    findings = check(replace(FOUR, shares=5, training=0, policy=False, voluntary=False, paid=False))
    assert [finding.code for finding in findings] == [
        AmbassadorFinding.COMPULSORY,
        AmbassadorFinding.NO_POLICY,
        AmbassadorFinding.NO_TRAINING,
        AmbassadorFinding.UNPAID,
        AmbassadorFinding.MANY_SHARES,
    ]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("staff", 0, Refusal.BELOW),
        ("staff", True, Refusal.NOT_A_NUMBER),
        ("staff", 2.5, Refusal.NOT_WHOLE),
        ("volunteers", 1.5, Refusal.ABOVE),
        ("contacts", float("nan"), Refusal.NOT_A_NUMBER),
        ("shares", "many", Refusal.NOT_A_NUMBER),
        ("minutes", -1, Refusal.BELOW),
    ],
)
def test_impossible_input_names_its_field(field: str, value: object, code: Refusal) -> None:
    with pytest.raises(InputError) as caught:
        replace(FOUR, **{field: value})
    assert (caught.value.field, caught.value.code) == (field, code)
