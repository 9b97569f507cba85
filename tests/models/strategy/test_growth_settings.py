"""What may be asked of the community model, and what is known about its coefficients."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy.growth.parameters import PARAMETERS
from tertulia.models.strategy.growth.settings import LONGEST, RANGES, GrowthRefusal, Settings, idle, in_week, published


def firm(**change: object) -> Settings:
    """A firm with 400 followers among 5,000 people, goal 1,500."""
    values: dict[str, object] = {"audience": 5000, "today": 400, "goal": 1500}
    return Settings(**(values | change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "field", "code", "values"),
    [
        ({"goal": 400}, "goal", GrowthRefusal.BELOW_TODAY, {"goal": 400, "today": 400}),
        ({"goal": 10}, "goal", GrowthRefusal.BELOW_TODAY, {"goal": 10, "today": 400}),
        ({"today": 6000, "goal": 7000}, "today", GrowthRefusal.ABOVE_AUDIENCE, {"today": 6000, "audience": 5000}),
        ({"goal": 5001}, "goal", GrowthRefusal.ABOVE_AUDIENCE, {"goal": 5001, "audience": 5000}),
        ({"hours": 2, "reply_hours": 2.5}, "reply_hours", GrowthRefusal.OVER_HOURS, {"hours": 2, "reply_hours": 2.5}),
        ({"audience": 0}, "audience", Refusal.BELOW, {"low": 1, "high": 1e9}),
        ({"posts": -1}, "posts", Refusal.BELOW, {"low": 0, "high": 200}),
        ({"euros": -0.01}, "euros", Refusal.BELOW, {"low": 0, "high": 1e6}),
        ({"euros": math.inf}, "euros", Refusal.NOT_A_NUMBER, {"low": 0, "high": 1e6}),
        ({"promotion": 1.01}, "promotion", Refusal.ABOVE, {"low": 0, "high": 1}),
        ({"weeks": 0}, "weeks", Refusal.BELOW, {"low": 1, "high": LONGEST}),
        ({"weeks": 261}, "weeks", Refusal.ABOVE, {"low": 1, "high": LONGEST}),
        ({"weeks": 10.5}, "weeks", Refusal.NOT_WHOLE, {"low": 1, "high": LONGEST}),
        ({"hours_per_post": 0}, "hours_per_post", Refusal.BELOW, {"low": 0.01, "high": 168}),
        ({"hours": 169}, "hours", Refusal.ABOVE, {"low": 0, "high": 168}),
        ({"posts": "three"}, "posts", Refusal.NOT_A_NUMBER, {"low": 0, "high": 200}),
        ({"posts": None}, "posts", Refusal.NOT_A_NUMBER, {"low": 0, "high": 200}),
        ({"posts": True}, "posts", Refusal.NOT_A_NUMBER, {"low": 0, "high": 200}),
    ],
)
def test_input_that_cannot_be_is_refused_by_name(
    change: dict[str, object], field: str, code: str, values: dict[str, object]
) -> None:
    with pytest.raises(InputError) as refused:
        firm(**change)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert refused.value.values == values


@pytest.mark.parametrize(
    ("share", "code"),
    [(-0.1, Refusal.BELOW), (10.5, Refusal.ABOVE), (math.nan, Refusal.NOT_A_NUMBER), ("one", Refusal.NOT_A_NUMBER)],
)
def test_a_share_of_the_hours_that_cannot_be_is_refused(share: object, code: str) -> None:
    with pytest.raises(InputError) as refused:
        firm(hours_by_week=(1.0, share))
    assert (refused.value.field, refused.value.code) == ("hours_by_week", code)
    assert refused.value.values == {"low": 0, "high": 10}


def test_a_week_of_more_or_fewer_hours() -> None:
    usual = firm(hours=6, reply_hours=2, euros=5, ambassadors=3, hours_by_week=(0.5, 0, 1))
    assert in_week(usual, 0.5) == firm(hours=3, reply_hours=1, euros=5, ambassadors=3)
    assert in_week(usual, 1) == firm(hours=6, reply_hours=2, euros=5, ambassadors=3)
    nothing = firm(hours=0, reply_hours=0, posts=0, promotion=0)
    assert in_week(usual, 0) == idle(usual) == nothing
    # A week has no more hours than that.
    busy = in_week(firm(hours=40, reply_hours=20, hours_by_week=(10,)), 10)
    assert (busy.hours, busy.reply_hours) == (168, 168)


@pytest.mark.parametrize("field", [name for name in Settings.__dataclass_fields__ if name != "hours_by_week"])
def test_no_field_takes_what_is_not_a_number(field: str) -> None:
    with pytest.raises(InputError) as refused:
        firm(**{field: math.nan})
    assert (refused.value.field, refused.value.code) == (field, Refusal.NOT_A_NUMBER)
    with pytest.raises(InputError) as refused:
        firm(**{field: -1})
    assert (refused.value.field, refused.value.code) == (field, Refusal.BELOW)


def test_every_setting_has_its_range() -> None:
    assert set(RANGES) | {"weeks", "hours_by_week"} == set(Settings.__dataclass_fields__)
    assert all(low < high for low, high in RANGES.values())


def test_edges_are_allowed() -> None:
    firm(weeks=1)
    firm(weeks=LONGEST, promotion=0)
    firm(promotion=1, posts=0, hours=0, reply_hours=0, today=0, goal=5000)
    firm(posts=np.float64(2))
    assert isinstance(firm(weeks=26.0).weeks, int)


def test_the_hours_limit_what_is_published() -> None:
    assert published(firm(posts=3, hours=4, reply_hours=1, hours_per_post=1)) == 3
    assert published(firm(posts=5, hours=4, reply_hours=1, hours_per_post=1)) == 3
    assert published(firm(posts=5, hours=4, reply_hours=1, hours_per_post=1.5)) == 2
    assert published(firm(posts=5, hours=1, reply_hours=1)) == 0


TABLE = {
    "innovation": (3e-4, 2, "D"),
    "found_without_posts": (0.1, 2, "D"),
    "posts_to_be_found": (1, 1.6, "D"),
    "near": (20, 1.8, "D"),
    "strangers": (0.5, 2, "D"),
    "imitation": (8e-3, 2, "D"),
    "leaving": (4e-3, 1.6, "C"),
    "reach": (0.1, 2, "C"),
    "promotion_harm": (5.0, 1.5, "C"),
    "thousand_views": (6, 1.5, "B"),
    "dollars_per_euro": (1.13, 1, "B"),
    "ad_follow": (4e-3, 2, "D"),
}
"""Median, factor and grade of the published table, written down a second time."""


def test_coefficients_are_those_of_the_published_table() -> None:
    for name, expected in TABLE.items():
        row = PARAMETERS[name]
        assert (row.median, row.factor, row.grade) == expected, name
    cpm = PARAMETERS["thousand_views"]
    assert cpm.median / cpm.factor == pytest.approx(4)
    assert cpm.median * cpm.factor == pytest.approx(9)
    assert 0.05 <= PARAMETERS["reach"].median <= 0.30
    assert 1.8 <= PARAMETERS["ambassador_pull"].median <= 2


def test_every_coefficient_says_what_it_is() -> None:
    for name, row in PARAMETERS.items():
        assert row.name == name
        assert row.grade in "ABCD"
        assert row.median > 0
        assert row.factor >= 1
        assert row.symbol and row.unit and row.source
        # What rests on our judgement alone must not carry a better grade.
        assert row.grade == "D" or row.source not in ("judgement", "calibrated"), name
        if row.setting and row.setting not in ("audience",):
            assert Settings.__dataclass_fields__[row.setting].default == row.median, name


def test_grades_are_counted_honestly() -> None:
    """No experiment stands behind any; two were measured; most are our judgement."""
    assert Counter(row.grade for row in PARAMETERS.values()) == {"B": 2, "C": 8, "D": 22}
    # What p and q are set by is a calibration of ours, and a figure that is the learner's own is no measurement.
    assert all(row.grade == "D" for row in PARAMETERS.values() if row.source in ("own", "bass-p", "bass-q"))
