"""Audience explorer: one count at a time, and the weighing of the learner's own customers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.errors import InputError, Refusal
from tertulia.models.web2.audience import (
    ALL,
    AudienceCount,
    AudienceFigure,
    AudienceMeasure,
    GroupFigures,
    by_group,
    counts,
    customers,
    groups,
    look_up,
    runners_up,
)
from tertulia.widgets.web2.audience_figures import VIEWS, figures, shares

SURVEY = AudienceCount(
    view="month",
    measure=AudienceMeasure.USE,
    place="Spain",
    question="used",
    asked="adults",
    by="IAB",
    period="2024",
    grade="C",
)
OTHER = replace(SURVEY, asked="internet users", by="GWI", period="2025-02")
ADS = replace(SURVEY, view="ads", measure=AudienceMeasure.ADS, question="", asked="accounts", by="seller")


def figure(count: AudienceCount, network: str, value: float, age: str = ALL, sex: str = ALL) -> AudienceFigure:
    return AudienceFigure(count=count, network=network, age=age, sex=sex, value=value, status="read_primary")


SOME = (
    figure(SURVEY, "Facebook", 0.6),
    figure(SURVEY, "Instagram", 0.65),
    figure(SURVEY, "Instagram", 0.9, "18-24"),
    figure(OTHER, "Facebook", 0.7),
    figure(ADS, "TikTok", 0.3, "18-24", "women"),
)


def test_an_answer_holds_one_count_and_says_what_is_missing() -> None:
    answer = look_up(SOME, SURVEY)
    assert [(f.network, f.value) for f in answer.figures] == [("Instagram", 0.65), ("Facebook", 0.6)]
    assert answer.missing == ("TikTok",)
    young = look_up(SOME, SURVEY, "18-24")
    assert [f.network for f in young.figures] == ["Instagram"] and young.missing == ("Facebook", "TikTok")
    nobody = look_up(SOME, SURVEY, "65+", "men")
    assert nobody.figures == () and len(nobody.missing) == 3


def test_figures_of_two_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="two counts"):
        GroupFigures(count=SURVEY, age=ALL, sex=ALL, figures=(SOME[0], SOME[3]), missing=())


def test_shares_nearer_than_ten_points_are_not_told_apart() -> None:
    assert [f.network for f in look_up(SOME, SURVEY).close] == ["Instagram", "Facebook"]
    apart = (figure(SURVEY, "a", 0.8), figure(SURVEY, "b", 0.7))
    assert [f.network for f in look_up(apart, SURVEY).close] == ["a"]


def test_counts_come_newest_first_and_groups_upwards() -> None:
    assert counts(SOME, "month") == (OTHER, SURVEY)
    many = [figure(SURVEY, "a", 0.5, *g) for g in (("55+", ALL), ("18-24", "men"), (ALL, "women"), (ALL, ALL))]
    assert groups(many, SURVEY) == ((ALL, ALL), (ALL, "women"), ("18-24", "men"), ("55+", ALL))


SHARES = {
    "a": {("young", "women"): 0.8, ("young", "men"): 0.6, ("old", "women"): 0.2, ("old", "men"): 0.4},
    "b": {("young", "women"): 0.5, ("young", "men"): 0.5},
}


def test_customers_by_hand() -> None:
    """3 of 4 young, 1 of 4 women: 3/16 0.8 + 9/16 0.6 + 1/16 0.2 + 3/16 0.4."""
    weighed = customers(SHARES, {"young": 3, "old": 1}, 0.25)
    assert weighed == {"a": pytest.approx(0.15 + 0.3375 + 0.0125 + 0.075)}  # b has no figure for the old
    assert customers(SHARES, {"young": 2, "old": 0}, 1.0) == {"a": 0.8, "b": 0.5}


@given(
    st.lists(st.floats(0, 10), min_size=2, max_size=2).filter(lambda a: sum(a) > 0.1),
    st.floats(0, 1),
    st.floats(0.1, 9),
)
def test_customers_lie_between_the_groups_and_only_proportions_matter(
    ages: list[float], women: float, times: float
) -> None:
    given_ages = dict(zip(("young", "old"), ages, strict=True))
    weighed = customers(SHARES, given_ages, women)["a"]
    assert 0.2 - 1e-9 <= weighed <= 0.8 + 1e-9
    scaled = customers(SHARES, {age: part * times for age, part in given_ages.items()}, women)["a"]
    assert weighed == pytest.approx(scaled)


@pytest.mark.parametrize(
    ("ages", "women", "field", "code"),
    [
        ({"young": 0.0, "old": 0.0}, 0.5, "ages.young", Refusal.ALL_ZERO),
        ({"young": 2.0, "old": -1.0}, 0.5, "ages.old", Refusal.BELOW),
        ({"young": 1.0}, 1.2, "women", Refusal.ABOVE),
        ({"young": 1.0}, -0.1, "women", Refusal.BELOW),
    ],
)
def test_impossible_customers_are_refused(ages: dict[str, float], women: float, field: str, code: Refusal) -> None:
    with pytest.raises(InputError) as caught:
        customers(SHARES, ages, women)
    assert (caught.value.field, caught.value.code) == (field, code)


def test_networks_too_near_the_second_come_second_with_it() -> None:
    assert runners_up({"a": 0.9, "b": 0.7, "c": 0.61, "d": 0.6}) == ("b", "c")
    assert runners_up({"a": 0.9, "b": 0.85}) == ("b",)


def test_every_picture_of_the_explorer_rests_on_one_count_of_its_own_measure() -> None:
    every = figures()
    for key, view in VIEWS.items():
        for count in counts(every, key):
            assert count.measure is view.measure
            for age, sex in groups(every, count):
                answer = look_up(every, count, age, sex)
                rows = answer.figures if view.by_network else by_group(every, count)
                assert rows and {row.count for row in rows} == {count}
                assert len({(row.network, row.age, row.sex) for row in rows}) == len(rows)
                assert not {row.network for row in answer.figures} & set(answer.missing)


def test_what_a_seller_says_of_its_size_and_what_is_no_figure_of_its_own_is_left_out() -> None:
    every = figures()
    assert all(f.value <= 1 for f in every if f.count.measure is not AudienceMeasure.ACCOUNTS)
    assert not any(f.count.view == "spain_accounts" and f.network == "WhatsApp" for f in every)
    assert not any(
        f.network == "Telegram" and f.count.view == "spain_messages" and f.count.period == "2022-Q4" for f in every
    )
    assert all(len(held) == 10 for held in shares().values())
