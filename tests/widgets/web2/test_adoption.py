"""The adoption explorer, driven without a browser."""

from __future__ import annotations

import pytest

from tertulia.language import percent
from tertulia.models.web2.adoption import NaceSector, SizeClass
from tertulia.widgets import adoption_explorer
from tertulia.widgets.web2.adoption_words import sector_words, size_words


@pytest.fixture(scope="module")
def exercise():
    return adoption_explorer("bakery")


@pytest.fixture
def bakery(exercise):
    exercise.who.value = "bakery"
    exercise.restart()
    return exercise


def test_the_first_screen_says_that_the_smallest_were_not_asked(bakery):
    assert bakery.result.sector.value == 0.58 and bakery.result.size is None
    assert "58 of 100 firms" in bakery.words.value
    assert "Firms of your size were not asked" in bakery.words.value
    assert "does not say whether it pays" in bakery.words.value


def test_sector_size_and_country_choose_their_figures(bakery):
    with bakery.quietly():
        bakery.controls.sector.value = NaceSector.LODGING.value
        bakery.controls.size.value = SizeClass.LARGE.value
        bakery.controls.place.value = "Malta"
    bakery.refresh()
    for share in (0.82, 0.75, bakery.result.place.value):
        assert percent(share) in bakery.numbers.value and percent(share) in bakery.picture.value
    assert "Malta" in bakery.numbers.value
    assert "not asked" not in bakery.words.value


def test_who_is_not_there_reads_the_other_half(bakery):
    bakery.controls.network.value = False
    assert "42 of 100 firms" in bakery.words.value
    bakery.controls.website.value = False
    assert "A website comes first" in bakery.words.value and percent(0.845, 1) in bakery.words.value


def test_the_break_between_two_unions_is_drawn_and_said(bakery):
    assert "no line joins them" in bakery.years.value
    assert bakery.years.value.count("EU of 28") and bakery.years.value.count("EU of 27")


def test_the_articles_number_stands_beside_the_official_ones(bakery):
    shown = bakery.websites.value
    assert "we could not find that figure" in shown
    for share in (0.559, 0.559 * 0.2187, 0.962, 0.962 * 0.589):
        assert percent(share, 1) in shown


def test_what_no_control_changes_is_drawn_once(bakery):
    before = bakery.years.value
    kept = dict(bakery._drawn_once)
    bakery.controls.place.value = "Italy"
    assert bakery.years.value == before and bakery._drawn_once == kept


def test_every_sector_and_size_gives_an_answer(bakery):
    for sector in NaceSector:
        bakery.controls.sector.value = sector.value
        assert bakery.summary().startswith(sector_words(sector))
    assert len({size_words(size) for size in SizeClass}) == len(SizeClass)
