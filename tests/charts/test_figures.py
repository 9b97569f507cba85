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


def test_the_websites_figure_shows_the_surveys_numbers():
    picture = FIGURES["websites"]()
    small, large, latest = ((0.287, 0.2187), (0.758, 0.589), (0.818, None))
    for share, earlier in (small, large):
        assert f"{percent(share, 1)} ({percent(earlier, 1)})" in picture.alternative
    assert picture.alternative.endswith(percent(latest[0], 1))
    assert percent(0.287) in picture.title and percent(0.758) in picture.title


def test_every_figure_has_all_a_page_needs():
    for make in FIGURES.values():
        picture = make()
        assert all((picture.title, picture.alternative, picture.wide, picture.narrow, picture.caption, picture.source))


def test_the_figure_of_small_and_large_firms_shows_the_official_numbers():
    picture = FIGURES["small_and_large"]()
    for small, large in ((0.85, 0.87), (0.55, 0.60), (0.50, 0.78), (0.26, 0.34), (0.24, 0.35)):
        assert f"{percent(small)} ({percent(large)})" in picture.alternative
    assert all(percent(share) in picture.title for share in (0.85, 0.87, 0.50, 0.78))
    assert str(facts.dataset("firms_social_media_eu").review_by.year) in picture.source


def test_the_listening_figure_shows_the_official_numbers():
    picture = FIGURES["listening"]()
    for words, share in (("Hotels and other lodging", 0.81), ("Shops", 0.67), ("Manufacturing", 0.46)):
        assert f"{words} {percent(share)}" in picture.alternative
    assert picture.title == f"{percent(0.81)} of hotels listen there, {percent(0.38)} of builders"
    assert "10" not in picture.title and "ten or more staff" in picture.caption


def test_the_websites_of_2009_are_the_surveys_and_our_products():
    picture = FIGURES["websites_2009"]()
    for share in (0.559, 0.559 * 0.2187, 0.962, 0.962 * 0.589):
        assert percent(share, 1) in picture.alternative
    assert percent(0.122, 1) in picture.title  # the same as the article's number, for the smallest firms only
    assert "could not find" in picture.caption
