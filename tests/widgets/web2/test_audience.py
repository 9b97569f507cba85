"""The audience explorer, driven without a browser."""

from __future__ import annotations

import pytest

from tertulia.language import percent
from tertulia.models.web2 import audience as model
from tertulia.models.web2.audience import ALL, AudienceMeasure
from tertulia.widgets import audience_explorer
from tertulia.widgets.web2.audience_figures import MINE, VIEWS, shares
from tertulia.widgets.web2.audience_words import group_words, measure_words, value_words, view_words


@pytest.fixture(scope="module")
def exercise():
    return audience_explorer("bakery")


@pytest.fixture
def bakery(exercise):
    exercise.who.value = "bakery"
    exercise.restart()
    return exercise


def look(exercise, view: str, period: str = "", group: tuple[str, str] | None = None) -> None:
    exercise.controls.view.value = view
    if period:
        widget = exercise.controls.period.widget
        widget.value = next(value for _words, value in widget.options if value.startswith(period))
    if group:
        exercise.controls.group.value = group


def test_the_first_screen_weighs_the_estimate_with_the_bakerys_customers(bakery):
    expected = model.customers(shares(), {"18-24": 1, "25-34": 2, "35-54": 4, "55-74": 3}, 0.6)
    assert bakery.mine == expected
    assert percent(expected["WhatsApp"]) in bakery.numbers.value
    assert "<strong>9 open WhatsApp</strong>" in bakery.words.value
    assert "too close to tell apart" in bakery.words.value


def test_other_customers_are_elsewhere(bakery):
    with bakery.quietly():
        for band, slider in bakery.controls.ages.items():
            slider.value = 10 if band == "18-24" else 0
        bakery.controls.women.value = 10
    bakery.refresh()
    assert bakery.mine["TikTok"] == shares()["TikTok"]["18-24", "women"]


def test_no_customers_is_said_at_the_field_and_changes_nothing_else(bakery):
    before = bakery.words.value
    with bakery.quietly():
        for slider in bakery.controls.ages.values():
            slider.value = 0
    bakery.refresh()
    assert "at least one age" in bakery.controls.ages["18-24"]._message.value
    assert bakery.words.value == before


def test_the_lists_follow_the_view_and_keep_what_is_still_there(bakery):
    look(bakery, "us_ever", "2023", ("50-64", ALL))
    assert bakery.controls.group.value == ("50-64", ALL)
    look(bakery, "us_ever", "2019")
    assert bakery.controls.group.value == (ALL, ALL)  # nobody was read by age in 2019
    assert bakery.controls.period.value.startswith("2019")
    bakery.restart()
    assert bakery.controls.view.value == MINE


def test_what_nobody_counted_is_said(bakery):
    look(bakery, "us_ever", "2023", ("50-64", ALL))
    assert {f.network for f in bakery.result.figures} == {"Instagram", "TikTok"}
    assert "No figure for WhatsApp, Facebook" in bakery.picture.value
    assert "is the largest figure we have" in bakery.picture.value


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_choice_says_who_was_counted_by_whom_when_and_how_well(bakery, view):
    look(bakery, view)
    count = bakery.result.count
    assert count.by.replace("the networks", "") in bakery.counted.value or count.by in bakery.counted.value
    assert measure_words(count.measure) in bakery.counted.value
    assert str(count.year) in bakery.counted.value and f'data-grade="{count.grade}"' in bakery.counted.value
    assert f"grade {count.grade}" in bakery.picture.value
    for row in bakery.rows:
        assert value_words(row) in bakery.picture.value and value_words(row) in bakery.folds.value
    copies = sum(row.status == "read_secondary" for row in bakery.rows)
    assert (f"{copies} of {len(bakery.rows)} read in a copy" in bakery.counted.value) is bool(copies)


def test_accounts_are_never_told_as_a_share(bakery):
    look(bakery, "spain_accounts")
    assert bakery.result.count.measure is AudienceMeasure.ACCOUNTS
    assert "million" in bakery.numbers.value and "%" not in bakery.numbers.value


def test_the_ad_tools_say_nothing_of_everybody(bakery):
    look(bakery, "spain_ads")
    assert (ALL, ALL) not in [value for _words, value in bakery.controls.group.widget.options]
    assert "own ad audience" in bakery.picture.value


def test_words_are_different_for_each():
    assert len({view_words(key) for key in VIEWS}) == len(VIEWS)
    assert group_words("55+", "women") == "women, 55 and over"
    assert group_words(ALL, ALL) == "everybody asked"
