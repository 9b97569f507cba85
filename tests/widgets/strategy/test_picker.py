"""The network picker, driven without a browser."""

from __future__ import annotations

import pytest

from tertulia.language import percent
from tertulia.models.strategy import picker as model
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.widgets import network_picker
from tertulia.widgets.strategy.picker import audience


@pytest.fixture(scope="module")
def exercise():
    return network_picker("bakery")


@pytest.fixture
def bakery(exercise):
    exercise.who.value = "bakery"
    exercise.restart()
    return exercise


def test_the_audience_comes_from_the_data_for_every_network_and_group():
    shares = audience()
    assert set(shares) <= set(model.NETWORKS)
    assert len(shares) >= 8
    for groups in shares.values():
        assert set(groups) == {(age, sex) for age in model.AGES for sex in model.SEXES}
        assert all(0 <= share <= 1 for share in groups.values())


def test_the_verdict_and_the_points_are_the_models(bakery):
    found = model.pick(bakery.firm_now(), audience())
    assert model.NETWORKS[found.network].name in bakery.numbers.value
    assert percent(found.ranking[0].first_share) in bakery.numbers.value
    for standing in found.ranking[:5]:
        assert f"<b>{sum(standing.whole_points().values())}</b>" in bakery.ranking.value


@pytest.mark.parametrize(
    ("control", "value", "words"),
    [
        ("website", False, "There is no page of your own"),
        ("basics_right", False, "wrong somewhere"),
        ("email_daily", False, "E-mail is not read every day"),
        ("owner_named", False, "Nobody is named"),
        ("answers_within", 96, "longer than a day"),
        ("hours", 1.0, "You have 1 hour"),
        ("aim", "", "Not decided yet"),
    ],
)
def test_one_closed_gate_makes_none_yet_with_something_to_do_first(bakery, control, value, words):
    bakery.controls[control].value = value
    assert "None yet" in bakery.numbers.value
    assert words in bakery.numbers.value
    assert "Do this first" in bakery.numbers.value
    assert "If the gates were open" in bakery.ranking.value
    assert "Keep the time" in bakery.words.value


def test_nothing_to_make_leaves_every_network_out(bakery):
    with bakery.quietly():
        for format_ in ContentSkill:
            bakery.controls[format_.value].value = 0.0
    bakery.refresh()
    left_out = bakery.ranking.value.count("Left out:")
    assert left_out == len(bakery.result.left_out) >= 5


def test_firms_as_customers_bring_linkedin_in(bakery):
    assert "LinkedIn" in bakery.ranking.value.split("Left out", 1)[1]
    bakery.who.value = "workshop"
    assert bakery.result.network == "linkedin"


def test_no_customer_of_any_age_is_refused_at_the_field(bakery):
    before = bakery.numbers.value
    with bakery.quietly():
        for age in model.AGES:
            bakery.controls[f"age {age}"].value = 0
    bakery.refresh()
    assert "at least for one age" in bakery.controls[f"age {model.AGES[0]}"]._message.value
    assert bakery.numbers.value == before


def test_every_change_the_model_can_tell_has_a_sentence(bakery):
    for code in model.ChangeCode:
        change = model.Change(
            code,
            {"by": 1, "hours": 48, "format": "photo", "aim": "listen", "share": 0.6},
            model.Effect.FIRST,
            "instagram",
            1,
            0.1,
        )
        sentence = bakery._cause(change)
        assert sentence.startswith("If ")
        assert "{" not in sentence


def test_the_picture_shows_the_share_of_this_firms_customers(bakery):
    firm, shares = bakery.firm_now(), audience()
    instagram = sum(
        firm.ages[age] * (firm.women if sex == "women" else 1 - firm.women) * use
        for (age, sex), use in shares["instagram"].items()
    )
    assert f"Instagram {percent(instagram)}" in bakery.picture.value
    assert instagram == pytest.approx(
        next(s for s in bakery.result.ranking if s.network == "instagram").values[model.Criterion.AUDIENCE], abs=1e-12
    )
