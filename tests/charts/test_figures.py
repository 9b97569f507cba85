"""The chapters' figures say what the data say."""

from __future__ import annotations

from tertulia import facts
from tertulia.charts.figures import FIGURES
from tertulia.language import percent


def test_the_purposes_figure_shows_the_official_numbers():
    picture = FIGURES["purposes"]()
    for share, earlier in ((0.45, 0.22), (0.29, 0.15), (0.28, 0.09), (0.14, 0.09)):
        assert f"{percent(share)} ({percent(earlier)})" in picture.alternative
    seen, heard = percent(0.45), percent(0.29)
    assert picture.title == f"{seen} of firms use social media to be seen, {heard} to hear their customers"
    assert "Eurostat" in picture.source
    assert str(facts.dataset("firms_social_media_eu").review_by.year) in picture.source


def test_every_figure_has_all_a_page_needs():
    for make in FIGURES.values():
        picture = make()
        assert all((picture.title, picture.alternative, picture.wide, picture.narrow, picture.caption, picture.source))


def test_the_websites_of_2009_are_the_surveys_and_our_products():
    picture = FIGURES["websites_2009"]()
    for share in (0.559, 0.559 * 0.2187, 0.962, 0.962 * 0.589):
        assert percent(share, 1) in picture.alternative
    assert percent(0.122, 1) in picture.title  # the same as the article's number, for the smallest firms only
    assert "could not find" in picture.caption
