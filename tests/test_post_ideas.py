"""What firms can post about, as it stands in data/calendar: trades, ideas and days, in both languages."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tertulia import facts, post_ideas
from tertulia.language import speak
from tertulia.models.strategy.ideas import OTHER, PostFormat, PostKind
from tertulia.models.strategy.mix import BRIEF, MINUTES, TAKES, minutes_for
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.occasions import CLOSING, FIESTA, REOPENING
from tests import made_edition

TRADES = [each.key for each in post_ideas.sectors()]
IDEAS = [each for trade in TRADES for each in post_ideas.pool(trade) if each.sector == trade]
OCCASIONS = {each.key: each for each in post_ideas.occasions()}

OF_BEFORE = {
    "bakery": "crumb keep yesterday allergens oven_times five_in_the_morning shaper did_not_rise two_breads "
    "bread_question bought_elsewhere slices cake_leaves bar_next_door read_review quiet_afternoon feast_orders "
    "saturday_loaf night_baker",
    "workshop": "tolerance drawing which_steel weld_check apprentice_part bench set_up compare_quotes delivery_times "
    "guess_the_part repair_or_new in_place came_back free_machine new_machine welder_wanted",
    "guesthouse": "walk last_bend rain honest_room breakfast before_guests cheese changeover wish_i_knew "
    "breakfast_hour dogs_and_cots guest_photo guest_book hard_review weeknights book_direct last_room",
    "food_shop": "in_season side_by_side label where_you_buy own_kitchen how_do_you_cook queue customers_dish "
    "first_time basket before_closing tasting",
    "retail": "brought_back care cheap_and_dear window bought_myself what_to_order did_not_have where_it_lives "
    "years_later arrived_today quiet_advice saturday_help",
    "trade_workshop": "before_you_call worn_part quote_line_by_line toolbox first_job mended_yourself two_finishes "
    "three_pictures held_up seasonal_check small_jobs apprentice_wanted",
    "professional": "deadline first_visit one_word colleague how_we_prepare trainee phone_question hardest_form "
    "solved_case client_sentence free_hours fixed_price",
    "hospitality": "without_a_car access one_dish team_meal quiet_shift which_stays favourite_corner every_year "
    "celebration quiet_evening opening_dates shifts",
    "other": "most_asked the_door common_mistake have_ready who_answers first_minutes how_it_began thank_a_colleague "
    "one_thing_better first_heard you_said good_hour start_to_finish thank_a_reviewer one_thing_we_sell calm_hours "
    "vacancy",
}
"""Names of the ideas by which plans of earlier versions of the course know them."""


@pytest.fixture
def in_spanish() -> Iterator[None]:
    speak("es")
    yield
    speak("en")


def test_there_are_trades_for_what_small_firms_are() -> None:
    assert len(set(TRADES)) == len(TRADES) >= 20
    assert TRADES[-1] == OTHER
    rows = {row["key"]: row for row in facts.rows("sectors", post_ideas.CALENDAR)}
    assert all(row["cnae"] for key, row in rows.items() if key != OTHER)
    divisions = {each[:2] for row in rows.values() if row["cnae"] for each in str(row["cnae"]).split(";")}
    small = "01 10 16 25 43 47 49 53 55 56 62 68 69 73 75 81 85 86 90 91 93 94 95 96"
    assert set(small.split()) <= divisions


@pytest.mark.parametrize("trade", TRADES)
def test_every_trade_has_thirty_ideas_of_its_own_and_some_of_every_kind(trade: str) -> None:
    own = [each for each in IDEAS if each.sector == trade]
    assert len(own) >= 30
    assert min(Counter(each.kind for each in own)[kind] for kind in PostKind) >= 5
    assert post_ideas.pool(trade)[: len(own)] == tuple(own), "its own come first"
    assert {each.sector for each in post_ideas.pool(trade)} == {trade, OTHER}
    for objective in Objective:
        assert sum(objective in each.objectives for each in own) >= 7, objective


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("network", TAKES)
def test_every_network_can_be_fed_with_every_kind_by_who_makes_no_video(network: str, trade: str) -> None:
    """Where a network lives on video, by who makes some."""
    video = {PostFormat.SHORT_VIDEO, PostFormat.LONG_VIDEO}
    forms = set(TAKES[network]) - video or video
    kinds = {
        each.kind
        for each in post_ideas.pool(trade)
        if set(each.formats) & forms and not each.occasion and each.objectives != (Objective.RECRUIT,)
    }
    assert kinds == set(PostKind)


@pytest.mark.parametrize("language", ["en", "es"])
def test_texts_are_there_once_and_plain(language: str) -> None:
    texts = [each.texts[language] for each in IDEAS]
    assert not [text for text, times in Counter(texts).items() if times > 1]
    for text in texts:
        assert text == text.strip() and text.endswith((".", "?")), text
        assert 20 <= len(text) <= 200, text
        assert not set("'\"%!¡<>") & set(text), text
    names = [each.texts[language] for each in (*post_ideas.sectors(), *post_ideas.occasions())]
    assert len(set(names)) == len(names)


def test_the_two_languages_are_not_the_same_text() -> None:
    assert not [each.key for each in IDEAS if each.texts["en"] == each.texts["es"]]


def test_what_an_idea_takes_is_possible() -> None:
    for each in IDEAS:
        assert each.formats and set(each.formats) <= set(BRIEF), each.key
        assert each.objectives, each.key
        for values in (each.formats, each.objectives, each.months):
            assert len(set(values)) == len(values), each.key
        assert all(1 <= month <= 12 for month in each.months) and len(each.months) < 12, each.key
        assert 5 <= each.minutes <= 60 and each.minutes % 5 == 0, each.key
        assert 0.3 <= each.minutes / MINUTES[each.kind][each.formats[0]] <= 2, each.key
        assert all(minutes_for(each, form) <= 120 for form in each.formats), each.key


def test_every_occasion_is_known_and_used() -> None:
    assert {each.occasion for each in IDEAS} - {""} == set(OCCASIONS)
    assert {key for key, each in OCCASIONS.items() if not each.days} == {CLOSING, REOPENING, FIESTA}


def test_an_idea_for_an_occasion_has_no_months_that_exclude_it() -> None:
    for each in IDEAS:
        if each.occasion and each.months:
            days = OCCASIONS[each.occasion].days
            assert {day.month for day in days} & set(each.months), each.key


def test_an_idea_is_found_by_its_key() -> None:
    crumb = post_ideas.idea("bakery.crumb")
    assert crumb is not None and (crumb.kind, crumb.sector) == (PostKind.USEFUL, "bakery")
    assert post_ideas.idea_words("bakery.crumb") == crumb.texts["en"]


def test_everything_is_said_in_the_language_in_use(in_spanish: None) -> None:
    assert post_ideas.idea_words("bakery.crumb").startswith("Corta la hogaza")
    assert post_ideas.sector_words("bakery").startswith("Panadería")
    assert post_ideas.occasion_words("christmas") == "Navidad"
    assert post_ideas.public_holidays("ES-MD")[date(2027, 12, 25)] == "Natividad del Señor"


@pytest.mark.parametrize("key", ["bakery.no_such_idea", "circus.lion", "bakery", "", "."])
def test_a_key_of_no_idea_is_nothing(key: str) -> None:
    assert post_ideas.idea(key) is None and post_ideas.idea_words(key) == ""


@pytest.mark.parametrize("key", ["circus", "", None])
def test_an_unknown_trade_is_something_else(key: str | None) -> None:
    assert post_ideas.sector(key).key == OTHER
    assert post_ideas.pool(key or "circus") == post_ideas.pool(OTHER)


def test_ideas_of_plans_of_before_are_still_there() -> None:
    keys = [f"{trade}.{name}" for trade, names in OF_BEFORE.items() for name in names.split()]
    assert len(keys) == 129
    assert [key for key in keys if post_ideas.idea(key) is None] == []
    assert set(OF_BEFORE) <= set(TRADES)


@pytest.mark.parametrize(
    ("occasion", "days"),
    [
        ("easter", [date(2026, 4, 5), date(2027, 3, 28), date(2028, 4, 16), date(2029, 4, 1)]),
        ("carnival", [date(2026, 2, 17), date(2027, 2, 9), date(2028, 2, 29), date(2029, 2, 13)]),
        ("mothers_day", [date(2026, 5, 3), date(2027, 5, 2), date(2028, 5, 7), date(2029, 5, 6)]),
        ("black_friday", [date(2026, 11, 27), date(2027, 11, 26), date(2028, 11, 24), date(2029, 11, 23)]),
        ("fathers_day", [date(year, 3, 19) for year in (2026, 2027, 2028, 2029)]),
        ("reyes", [date(year, 1, 6) for year in (2026, 2027, 2028, 2029)]),
        ("tax_quarter", [date(2026, month, 12) for month in (1, 4, 7, 10)]),
    ],
)
def test_occasions_fall_on_their_days(occasion: str, days: list[date]) -> None:
    known = [day for day in OCCASIONS[occasion].days if day in days or day.year in {each.year for each in days}]
    assert known == days


@pytest.mark.parametrize(
    ("region", "day", "off"),
    [
        ("ES-MD", date(2027, 3, 26), True),  # Good Friday
        ("ES-CT", date(2027, 3, 29), True),  # Easter Monday
        ("ES-MD", date(2027, 3, 29), False),
        ("ES-MD", date(2027, 12, 25), True),
        ("online", date(2027, 12, 25), True),
        ("", date(2027, 12, 25), True),
        ("ES-CT", date(2027, 9, 11), True),
        ("online", date(2027, 9, 11), False),
        ("ES-MD", date(2027, 6, 7), False),
    ],
)
def test_public_holidays_are_those_of_the_region(region: str, day: date, off: bool) -> None:
    assert (day in post_ideas.public_holidays(region)) is off


def test_outside_spain_no_holidays_are_known() -> None:
    assert post_ideas.public_holidays("FR") == {}


def test_a_trade_is_added_with_lines_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A teacher adds a line to each table, and the trade has its ideas."""
    for file in post_ideas.CALENDAR.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    lines = {
        "sectors.csv": ["circus", "Circus", "Circo", "90", "", "yes", ""],
        "ideas.csv": ["circus.lion", "people", "be_found", "photo", "20", "", "", "", "Show the lion.", "El león."],
    }
    for name, line in lines.items():
        with (tmp_path / name).open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow(line)
    monkeypatch.setattr(post_ideas, "CALENDAR", tmp_path)
    for name in ("sectors", "pool", "_ideas_of"):
        monkeypatch.setattr(post_ideas, name, cache(getattr(post_ideas, name).__wrapped__))
    assert post_ideas.sector("circus").works_on_holidays
    assert [each.key for each in post_ideas.pool("circus")][:1] == ["circus.lion"]


# an edition's own -----------------------------------------------------------------------------------------------

HEADS = {
    "sectors": "key,name_es,cnae,care,on_holidays,survey",
    "occasions": "key,name_es,rule,month,day,weekday,nth,shift,before,after",
    "ideas": "key,kind,aims,formats,minutes,months,occasion,touches,text_es",
}
IDEA = "bakery.tapa,people,be_found,photo,20,,tapas,,Enseña la tapa de la ruta de este año."
LION = "circus.lion,people,be_found,photo,20,,,,El león."
TAPAS = "tapas,La ruta de la tapa,date,6,20,,,,7,0"
CIRCUS = "circus,Circo,90,,yes,"


def guild(patch: pytest.MonkeyPatch, editions: Path, lines: dict[str, list[str]]) -> Path:
    """A Spanish edition with these lines in its tables."""
    folder = made_edition.use(patch, editions)
    (folder / "calendar").mkdir()
    for name, own in lines.items():
        text = "".join(f"{line}\n" for line in (HEADS[name], *own))
        (folder / "calendar" / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_an_edition_adds_trades_days_and_ideas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = post_ideas.pool("bakery")
    folder = guild(monkeypatch, tmp_path, {"sectors": [CIRCUS], "occasions": [TAPAS], "ideas": [IDEA, LION]})
    post_ideas.check_calendar(folder, ["es"])
    assert [each.key for each in post_ideas.sectors()] == [*TRADES[:-1], "circus", OTHER]
    assert next(each.key for each in post_ideas.pool("circus")) == "circus.lion"
    assert {each.key for each in post_ideas.pool("bakery")} - {each.key for each in before} == {"bakery.tapa"}
    assert date(2027, 6, 20) in next(each.days for each in post_ideas.occasions() if each.key == "tapas")
    assert post_ideas.idea_words("bakery.tapa").startswith("Enseña")  # there is no English: what there is
    monkeypatch.undo()
    assert post_ideas.pool("bakery") == before and post_ideas.sector("circus").key == OTHER


@pytest.mark.parametrize(
    ("lines", "languages", "row", "words"),
    [
        ({"ideas": [IDEA]}, ["es"], 2, "tapas"),
        ({"ideas": [LION]}, ["es"], 2, "circus"),
        ({"ideas": ["bakery.crumb,people,be_found,photo,20,,,,Otra."]}, ["es"], 2, "already"),
        ({"sectors": [CIRCUS, "retail,Tienda,47,,no,"]}, ["es"], 3, "already"),
        ({"occasions": [TAPAS.replace("tapas", "christmas")]}, ["es"], 2, "already"),
        ({"ideas": ["bakery.x,people,fame,photo,20,,,,Una."]}, ["es"], 2, "fame"),
        ({"sectors": [CIRCUS]}, ["es", "en"], 1, "“en”"),
        ({"sectors": [CIRCUS]}, [], 1, "“es”"),
        ({"sectors": [CIRCUS, CIRCUS]}, ["es"], 3, "repeats"),
        ({"sectors": ["circus,Circo"]}, ["es"], 2, "cells"),
    ],
)
def test_what_an_edition_adds_wrongly_is_refused_with_its_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lines: dict[str, list[str]],
    languages: list[str],
    row: int,
    words: str,
) -> None:
    folder = guild(monkeypatch, tmp_path, lines)
    with pytest.raises(facts.FactsError, match=words) as refused:
        post_ideas.check_calendar(folder, languages)
    assert (refused.value.file.stem, refused.value.row) == (next(iter(lines)), row)
