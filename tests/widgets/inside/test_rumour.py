"""The rumour run, driven without a browser; what the chapter says about it is what it says."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from tertulia import language
from tertulia.language import number, percent
from tertulia.models.inside.rumour import Story, spread
from tertulia.widgets import rumour_run
from tertulia.widgets.inside.rumour import TALK

CHAPTER = Path(__file__).resolve().parents[3] / "chapters" / "inside.md"


@pytest.fixture(scope="module")
def exercise():
    return rumour_run("workshop")


@pytest.fixture
def arga(exercise):
    exercise.who.value = "workshop"
    exercise.restart()
    return exercise


def test_the_numbers_are_the_models(arga):
    rumour = spread(arga.organisation, Story(delay=7))
    assert arga.result.first == rumour.first
    for share in (rumour.first, rumour.median[-1], rumour.low[-1], rumour.high[-1]):
        assert percent(share) in arga.numbers.value
    half = int((rumour.official >= 0.5).argmax())
    assert f"<b>{half}</b>" in arga.numbers.value
    assert "reaches 4 of 14 people" in arga.numbers.value


@pytest.mark.parametrize(
    ("control", "value", "change"),
    [("delay", 14, {"delay": 14}), ("channel", 60, {"channel": 0.6}), ("talk", "lively", {"talk": TALK["lively"]})],
)
def test_each_control_reaches_the_model(arga, control, value, change):
    arga.controls[control].value = value
    assert arga.result.first == spread(arga.organisation, replace(Story(delay=7), **change)).first


def test_both_levers_are_those_of_the_model(arga):
    sooner, wider = (spread(arga.organisation, story).first for story in (Story(delay=4), Story(delay=7, channel=0.3)))
    assert f"makes it {number(100 * sooner)}; 30 more of 100 people on the channel make it {number(100 * wider)}" in (
        arga.words.value
    )
    assert "Speed matters more" in arga.words.value


@pytest.mark.parametrize("delay", [0, 1, 7, 21])
@pytest.mark.parametrize("channel", [0, 80, 100])
def test_every_setting_has_its_sentence_and_its_changes(arga, delay, channel):
    with arga.quietly():
        arga.controls.delay.value, arga.controls.channel.value = delay, channel
    arga.refresh()
    assert "{" not in arga.words.value + arga.levers.value + arga.folds.value + arga.picture.value
    assert arga.levers.value.count("<li>") >= 3
    if delay == 0:
        assert "Wait a week" in arga.words.value


def test_the_list_is_read_here_too(arga):
    arga.controls.staff.people.value = "one"
    assert "at least 3" in arga.controls.staff.people._message.value
    arga.controls.staff.people.value = "A; X; ; B\nB; X; A; C\nC; X; A; Zoe"
    assert "“Zoe” has no line" in arga.trouble.value
    assert arga.organisation.n == 3


def test_the_chapter_says_what_the_exercise_says(arga):
    """Whole numbers of a hundred runs, as they are written there."""
    text = CHAPTER.read_text(encoding="utf-8")
    shares = {
        (delay, channel): spread(arga.organisation, Story(delay=delay, channel=channel)).first
        for delay in (0, 3, 7, 14)
        for channel in (0.0, 0.6)
    }
    first = {case: number(100 * share) for case, share in shares.items()}
    assert f"in {first[14, 0.0]} of 100 runs; after 7 days in {first[7, 0.0]}; after 3 days in {first[3, 0.0]}" in text
    assert shares[0, 0.0] == 0.025 and "the same day in 2 or 3." in text
    assert f"are {first[14, 0.6]}, {first[7, 0.6]}, {first[3, 0.6]} and {first[0, 0.6]}." in text


def cells(html: str) -> list[list[str]]:
    """The rows of every table, as text."""
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [[unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall(r"<t[dh].*?</t[dh]>", row)] for row in rows]


@pytest.mark.parametrize("spoken", ["en", "es"])
def test_every_figure_stands_where_its_words_say(arga, spoken, monkeypatch):
    monkeypatch.setattr(language, "_chosen", spoken)
    arga.controls.delay.value = 4
    rumour = arga.result
    half = number(int((rumour.official >= 0.5).argmax()))
    spread_to = [percent(path[-1]) for path in (rumour.median, rumour.low, rumour.high)]
    figures = re.findall(r"<(?:b|strong)>(.*?)</", arga.numbers.value)
    assert figures[:2] == [percent(rumour.first), spread_to[0]] and figures[3] == half
    assert re.findall(r"\d+\s?%", figures[2]) == spread_to[1:]
    assert re.search(r"\b4 .*\b14\b", arga.numbers.value) and len({*figures}) == 4
    assert f"<b>{percent(rumour.first)}</b>" in arga.mini.value
    assert f"<strong>{number(100 * rumour.first)} " in arga.words.value
    after = "Official word after 4 days" if spoken == "en" else "Mensaje al cabo de 4 días"
    assert arga.summary().startswith(after) and f" {number(100 * rumour.first)} " in arga.summary()


@pytest.mark.parametrize(
    ("delay", "channel", "title"),
    [
        (21, 0, "usually faster than you"),
        (5, 0, "but not surely"),
        (1, 0, "Your word is there first"),
        (2, 0, "but not surely"),
    ],
)
def test_the_title_is_the_finding(arga, delay, channel, title):
    with arga.quietly():
        arga.controls.delay.value, arga.controls.channel.value = delay, channel
    arga.refresh()
    first = spread(arga.organisation, Story(delay=delay, channel=channel / 100)).first
    assert first > 0.5 if "faster than" in title else 0.1 <= first < 0.5 if "surely" in title else first < 0.1
    assert title in arga.picture.value


def test_speaking_at_once_is_compared_with_a_week(arga):
    arga.controls.delay.value = 0
    later = spread(arga.organisation, Story(delay=7)).first
    assert f"Wait a week and it is {number(100 * later)} of 100." in arga.words.value


def test_the_channel_that_is_nearly_full_can_grow_by_what_is_left(arga):
    arga.controls.channel.value = 80
    sooner, wider = (
        spread(arga.organisation, story).first for story in (Story(delay=4, channel=0.8), Story(delay=7, channel=1.0))
    )
    assert f"makes it {number(100 * sooner)}; 20 more of 100 people on the channel make it {number(100 * wider)}" in (
        arga.words.value
    )


def test_what_would_be_different_is_the_models(arga):
    arga.controls.channel.value = 60
    changed = dict(re.findall(r"<li><span>(.*?)</span>.*?<span>rumour first in (.*?) of 100</span>", arga.levers.value))
    stories = {
        "You speak the same day": Story(delay=0, channel=0.6),
        "You speak after 4 days": Story(delay=4, channel=0.6),
        "You speak after 10 days": Story(delay=10, channel=0.6),
        "Nobody is on a channel": Story(delay=7),
        f"{percent(1)} of the staff on the channel": Story(delay=7, channel=1.0),
    }
    assert changed == {words: number(100 * spread(arga.organisation, story).first) for words, story in stories.items()}


def test_the_tables_are_the_models(arga):
    rumour = arga.result
    rows = cells(arga.folds.value)
    for day in (1, 3, 7, 14, 21, 30):
        paths = (rumour.low, rumour.median, rumour.high, rumour.official)
        assert [str(day), *(percent(path[day]) for path in paths)] in rows
    for delay in (0, 3, 7, 14):
        first = (spread(arga.organisation, Story(delay=delay, channel=channel)).first for channel in (0, 0.6))
        assert [f"{delay} days", *map(percent, first)] in rows


def test_what_is_taken_for_granted_is_the_storys(arga):
    arga.controls.talk.value = "lively"
    known = dict(re.findall(r"<h3>(.*?)</h3>.*?<p><b>(\d+) in 100", arga.folds.value))
    assert known == {
        "Passing it on to one person": "25",
        "Tiring, for each who knows it already": "10",
        "A boss passes your word on": "35",
        "Somebody on the channel reads it": "50",
        "Anyone who knows your word turns the rumour down": "80",
        "Who knows your word stops spreading it": "30",
    }
