"""Audience explorer: one count at a time, and the weighing of the learner's own customers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.errors import InputError
from tertulia.models.web2.audience import (
    ALL,
    Answer,
    Count,
    Figure,
    Measure,
    by_group,
    counts,
    customers,
    groups,
    look_up,
)
from tertulia.widgets.web2.audience_figures import VIEWS, figures, shares

SURVEY = Count("month", Measure.USE, "Spain", "used", "adults", "IAB", "2024", "C")
OTHER = Count("month", Measure.USE, "Spain", "used", "internet users", "GWI", "2025-02", "C")
ADS = Count("ads", Measure.ADS, "Spain", "", "accounts", "seller", "2024", "C")


def figure(count: Count, network: str, value: float, age: str = ALL, sex: str = ALL) -> Figure:
    return Figure(count, network, age, sex, value, "read_primary")


SOME = (
    figure(SURVEY, "Facebook", 0.6),
    figure(SURVEY, "Instagram", 0.65),
    figure(SURVEY, "Instagram", 0.9, "18-24"),
    figure(OTHER, "Facebook", 0.7),
    figure(ADS, "TikTok", 0.3, "18-24", "women"),
)


def test_an_answer_holds_one_count_and_says_what_is_missing() -> None:
    found = look_up(SOME, SURVEY)
    assert [(f.network, f.value) for f in found.figures] == [("Instagram", 0.65), ("Facebook", 0.6)]
    assert found.missing == ("TikTok",)
    young = look_up(SOME, SURVEY, "18-24")
    assert [f.network for f in young.figures] == ["Instagram"] and young.missing == ("Facebook", "TikTok")
    nobody = look_up(SOME, SURVEY, "65+", "men")
    assert nobody.figures == () and len(nobody.missing) == 3


def test_figures_of_two_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="two counts"):
        Answer(SURVEY, ALL, ALL, (SOME[0], SOME[3]), ())


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
    found = customers(SHARES, {"young": 3, "old": 1}, 0.25)
    assert found == {"a": pytest.approx(0.15 + 0.3375 + 0.0125 + 0.075)}  # b has no figure for the old
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
    found = customers(SHARES, given_ages, women)["a"]
    assert 0.2 - 1e-9 <= found <= 0.8 + 1e-9
    scaled = customers(SHARES, {age: part * times for age, part in given_ages.items()}, women)["a"]
    assert found == pytest.approx(scaled)


@pytest.mark.parametrize(
    ("ages", "women", "code"),
    [
        ({"young": 0.0}, 0.5, "nobody"),
        ({"young": -1.0, "old": 2.0}, 0.5, "negative"),
        ({"young": 1.0}, 1.2, "not_a_share"),
    ],
)
def test_impossible_customers_are_refused(ages: dict[str, float], women: float, code: str) -> None:
    with pytest.raises(InputError) as caught:
        customers(SHARES, ages, women)
    assert caught.value.code == code


def test_every_picture_of_the_explorer_rests_on_one_count_of_its_own_measure() -> None:
    every = figures()
    for key, view in VIEWS.items():
        for count in counts(every, key):
            assert count.measure is view.measure
            for age, sex in groups(every, count):
                found = look_up(every, count, age, sex)
                rows = found.figures if view.by_network else by_group(every, count)
                assert rows and {row.count for row in rows} == {count}
                assert len({(row.network, row.age, row.sex) for row in rows}) == len(rows)
                assert not {row.network for row in found.figures} & set(found.missing)


def test_what_a_seller_says_of_its_size_and_what_is_no_figure_of_its_own_is_left_out() -> None:
    every = figures()
    assert all(f.value <= 1 for f in every if f.count.measure is not Measure.ACCOUNTS)
    assert not any(f.count.view == "spain_accounts" and f.network == "WhatsApp" for f in every)
    assert not any(
        f.network == "Telegram" and f.count.view == "spain_messages" and f.count.period == "2022-Q4" for f in every
    )
    assert all(len(held) == 8 for held in shares().values())
