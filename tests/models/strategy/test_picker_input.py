"""Network picker: the learner's answers and the audience figures are checked."""

from __future__ import annotations

import copy
from dataclasses import asdict, replace

import pytest

from tertulia.models.customer_groups import AGES, EVERY_AGE
from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy.picker import pick
from tertulia.models.strategy.picker_input import PickerInput, PickerRefusal
from tests.models.strategy.picker_firms import AUDIENCE, SHOP


def test_ages_are_shares_whatever_their_sum():
    assert SHOP.ages == pytest.approx(dict(zip(EVERY_AGE, (0.0, 0.1, 0.3, 0.4, 0.2), strict=True)))
    assert replace(SHOP, ages={"25-34": 2}).ages == dict(zip(EVERY_AGE, (0.0, 0.0, 1.0, 0.0, 0.0), strict=True))


def test_a_firm_can_be_copied_compared_and_used_as_a_key():
    same = copy.deepcopy(SHOP)
    assert same == SHOP and {SHOP: 1}[same] == 1
    assert PickerInput(**{**asdict(SHOP), "aim": "new_customers"}) == SHOP
    given = {"photo": 1.0}
    firm = replace(SHOP, skills=given)
    given["photo"] = 0.0
    assert firm.skills["photo"] == 1.0


@pytest.mark.parametrize(
    ("answers", "field", "code"),
    [
        ({"hours": -1}, "hours", Refusal.BELOW),
        ({"hours": 168.5}, "hours", Refusal.ABOVE),
        ({"hours": float("nan")}, "hours", Refusal.NOT_A_NUMBER),
        ({"answers_within": -1}, "answers_within", Refusal.BELOW),
        ({"answers_within": float("inf")}, "answers_within", Refusal.NOT_A_NUMBER),
        ({"firms": 1.1}, "firms", Refusal.ABOVE),
        ({"women": float("nan")}, "women", Refusal.NOT_A_NUMBER),
        ({"regulars": 1.1}, "regulars", Refusal.ABOVE),
        ({"ages": {}}, "ages", Refusal.ALL_ZERO),
        ({"ages": dict.fromkeys(AGES, 0)}, "ages", Refusal.ALL_ZERO),
        ({"ages": {"18-24": -0.1, "25-34": 1}}, "ages.18-24", Refusal.BELOW),
        ({"ages": {"18-24": float("inf")}}, "ages.18-24", Refusal.NOT_A_NUMBER),
        ({"ages": {"65+": 1}}, "ages.65+", Refusal.UNKNOWN),
        ({"skills": {"dance": 1}}, "skills.dance", Refusal.UNKNOWN),
        ({"skills": {"photo": 2}}, "skills.photo", Refusal.ABOVE),
        ({"aim": "fame"}, "aim", Refusal.UNKNOWN),
    ],
)
def test_impossible_answers_are_refused_at_their_field(answers, field, code):
    with pytest.raises(InputError) as refused:
        replace(SHOP, **answers)
    assert (refused.value.field, refused.value.code) == (field, code)


@pytest.mark.parametrize(
    ("value", "code"), [(None, PickerRefusal.MISSING_GROUP), (1.2, Refusal.ABOVE), (-0.1, Refusal.BELOW)]
)
def test_impossible_figures_are_refused_with_their_place(value, code):
    figures = dict(AUDIENCE["x"])
    figures.pop(("35-54", "men"))
    if value is not None:
        figures["35-54", "men"] = value
    with pytest.raises(InputError) as refused:
        pick(SHOP, {**AUDIENCE, "x": figures})
    assert (refused.value.field, refused.value.code) == ("audience.x.35-54.men", code)
