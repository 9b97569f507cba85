"""The adoption explorer, driven without a browser."""

from __future__ import annotations

import re

import pytest

from tertulia.charts.picture import NARROW, WIDE
from tertulia.device import store
from tertulia.entries import EntriesKeeper
from tertulia.language import percent, speak
from tertulia.models.web2.adoption import EU27, EU28, NaceSector, SizeClass, SurveyQuestion, find
from tertulia.profile import Account, FoundAt, ProfileKeeper
from tertulia.widgets import adoption_explorer
from tertulia.widgets.web2 import adoption_pictures
from tertulia.widgets.web2.adoption_words import sector_words, size_words

pytestmark = pytest.mark.usefixtures("place")


@pytest.fixture(scope="module")
def exercise():
    return adoption_explorer("bakery")


@pytest.fixture
def bakery(exercise):
    exercise.who.value = "bakery"
    exercise.restart()
    return exercise


def cells(part: str) -> list[list[str]]:
    """The rows of the tables in a part of the answer, heads included."""
    return [
        [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", part)
    ]


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


@pytest.mark.parametrize(
    ("firm", "sector", "size"),
    [
        ("bakery", NaceSector.RETAIL, SizeClass.MICRO),
        ("workshop", NaceSector.MANUFACTURING, SizeClass.SMALL),
        ("guesthouse", NaceSector.LODGING, SizeClass.MICRO),
        ("mine", NaceSector.OTHER, SizeClass.MICRO),
    ],
)
def test_each_firm_begins_with_what_it_is(exercise, firm, sector, size):
    exercise.who.value = firm
    exercise.restart()
    profile = exercise.profile
    assert (profile.sector, profile.size, profile.place) == (sector, size, "Spain")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["on a social network: manufacturing, EU, 2019", "of firms with 10 to 49 people, EU, 2019"]),
        ("es", ["en una red social: industria, UE, 2019", "de las empresas de 10 a 49 personas, UE, 2019"]),
    ],
)
def test_each_number_stands_with_its_words(language, words):
    speak(language)
    try:
        workshop = adoption_explorer("workshop")
        workshop.controls.place.value = "Malta"
        place = workshop.result.place.value
        assert place not in (0.43, 0.48)
        tiles = re.findall(r"<b>([^<]+)</b>.*?<span>([^<]+)</span>", workshop.numbers.value)
        assert [number for number, _words in tiles] == [percent(0.43), percent(0.48), percent(place)]
        assert [counted for _number, counted in tiles[:2]] == words
        assert "Malta" in tiles[2][1]
        assert f"<b>{percent(0.43)}</b>" in workshop.mini.value
        assert percent(0.43) in workshop.summary()
    finally:
        speak("en")


def test_each_tick_has_its_own_sentence(bakery):
    for on_network in (True, False):
        for has_website in (True, False):
            bakery.controls.network.value, bakery.controls.website.value = on_network, has_website
            assert ("You are on a social network" in bakery.words.value) is on_network
            assert ("58 of 100 firms" in bakery.words.value) is on_network
            assert ("A website comes first" in bakery.words.value) is not has_website


def test_the_bars_are_the_shares_and_their_marks_those_of_2013(exercise, monkeypatch):
    shown = {}
    monkeypatch.setattr(
        adoption_pictures,
        "bars",
        lambda rows, name, alternative, top: shown.update(rows=rows, top=top) or {WIDE: "", NARROW: ""},
    )
    exercise.who.value = "workshop"
    exercise.restart()
    with exercise.quietly():
        exercise.controls.place.value = "Malta"
    exercise.refresh()
    here = find(exercise.shares, SurveyQuestion.NETWORKS, "Malta")
    assert here[0].value not in (here[-1].value, 0.28)
    assert [(row.words, row.share, row.earlier, row.quiet) for row in shown["rows"]] == [
        ("EU: Manufacturing", 0.43, None, False),
        ("EU: 10 to 49 people", 0.48, None, True),
        ("Malta: all sectors", here[-1].value, here[0].value, True),
        ("EU: all sectors", 0.51, 0.28, True),
    ]
    assert shown["top"] == 1.0
    title = f"In Malta {percent(here[0].value)} of firms were on a social network in 2013, and "
    assert title + percent(here[-1].value) + " in 2019" in exercise.picture.value
    table = cells(exercise.folds.value)
    assert [row[1:3] for row in table[1:5]] == [
        ["–", percent(0.43)],
        ["–", percent(0.48)],
        [percent(here[0].value), percent(here[-1].value)],
        [percent(0.28), percent(0.51)],
    ]


def test_each_line_of_the_years_has_its_own_figures(exercise, monkeypatch):
    shown = []
    monkeypatch.setattr(
        adoption_pictures, "years", lambda lines, name, alternative: shown.extend(lines) or {WIDE: "", NARROW: ""}
    )
    picture = adoption_pictures.years_picture(exercise.shares, "x")
    series = {
        name: find(exercise.shares, SurveyQuestion.ANY, place)
        for name, place in (("EU of 28", EU28), ("EU of 27", EU27), ("Spain", "Spain"))
    }
    assert {line.words: line.points for line in shown} == {
        name: tuple((share.year, share.value) for share in line) for name, line in series.items()
    }
    first, last = series["EU of 27"][0], series["EU of 27"][-1]
    assert f"from {percent(first.value)} in 2014 to {percent(last.value)} in 2023" in picture.title
    status = {"read_primary": "read at the source", "read_secondary": "read in a copy", "derived": "computed"}
    rows = [
        [name, str(share.year), percent(share.value, 1), status[share.status]]
        for name, line in series.items()
        for share in line
    ]
    assert all(row in cells(exercise.folds.value) for row in rows)
    assert {row[3] for row in rows} >= {"read at the source", "read in a copy"}


def test_the_tables_of_sectors_and_websites_hold_their_own_figures(bakery):
    table = cells(bakery.folds.value)
    for sector in set(NaceSector) - {NaceSector.OTHER}:
        share = find(bakery.shares, SurveyQuestion.NETWORKS, EU28, sector=sector.value)[-1]
        assert [sector_words(sector), percent(share.value)] in table
    for words, size in (("Fewer than ten people", "0-9"), ("Ten or more people", "10+")):
        websites = find(bakery.shares, SurveyQuestion.WEBSITE, "Spain", size=size)
        rows = [[words, str(share.year), percent(share.value, 1)] for share in websites]
        assert rows and all(row in table for row in rows)


# the learner's own firm ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sector", "people", "shown"),
    [
        ("retail", 3, (NaceSector.RETAIL, SizeClass.MICRO)),
        ("food_shop", 10, (NaceSector.RETAIL, SizeClass.SMALL)),
        ("workshop", 49, (NaceSector.MANUFACTURING, SizeClass.SMALL)),
        ("guesthouse", 250, (NaceSector.LODGING, SizeClass.LARGE)),
        ("bakery", 50, (NaceSector.OTHER, SizeClass.MEDIUM)),
        ("hospitality", None, (NaceSector.OTHER, SizeClass.MICRO)),
    ],
)
def test_the_firm_is_known_where_its_sector_is_certain_and_asked_where_not(place, sector, people, shown):
    ProfileKeeper().change(sector=sector, people=people)
    exercise = adoption_explorer()
    assert (exercise.profile.sector, exercise.profile.size) == shown
    assert ("Choose what you do" in exercise.words.value) is (shown[0] is NaceSector.OTHER)


def test_website_and_network_are_what_was_told_and_nothing_is_made_up(place):
    exercise = adoption_explorer("mine")
    assert not exercise.controls.website.value and not exercise.controls.network.value
    assert store("entries").read() is None
    ProfileKeeper().change(sector="retail", places=(FoundAt.WEBSITE,), accounts=(Account("facebook", 20),))
    told = adoption_explorer()
    assert told.controls.website.value and told.controls.network.value


def test_a_website_told_here_is_known_of_the_firm(place):
    exercise = adoption_explorer("mine")
    exercise.controls.website.value = True
    assert ProfileKeeper().load().places == (FoundAt.WEBSITE,)
    assert "foundations check" in exercise.used_elsewhere.value


@pytest.mark.parametrize("again", ["en", "es"])
def test_what_was_chosen_is_there_after_a_reload(place, again):
    ProfileKeeper().change(sector="retail", people=3, accounts=(Account("facebook", 20),))
    exercise = adoption_explorer()
    exercise.controls.sector.value = NaceSector.CONSTRUCTION.value
    exercise.controls.size.value = SizeClass.SMALL.value
    exercise.controls.place.value = "Malta"
    exercise.controls.network.value = False
    speak(again)
    reloaded = adoption_explorer()
    assert reloaded.profile == exercise.profile and not reloaded.controls.network.value
    assert ProfileKeeper().load().people == 3, "a look at larger firms makes none"


def test_an_example_changes_nothing_of_the_firm(place):
    exercise = adoption_explorer("mine")
    exercise.controls.place.value = "Malta"
    kept = (store("entries").read(), store("firm").read())
    exercise.who.value = "workshop"
    exercise.controls.website.value = False
    exercise.controls.place.value = "Italy"
    assert (store("entries").read(), store("firm").read()) == kept
    exercise.who.value = "mine"
    assert exercise.profile.place == "Malta"


@pytest.mark.parametrize(
    "values", [7, [], {"sector": 3, "size": [], "place": "Atlantis", "website": "yes", "new": 1}], ids=str
)
def test_entries_that_are_none_are_left_out(place, values):
    EntriesKeeper("adoption").save({"values": values, "state": {"x": 1}})
    exercise = adoption_explorer("mine")
    assert exercise.profile.place == "Spain" and not exercise.controls.website.value
