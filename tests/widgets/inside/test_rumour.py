"""The rumour run, driven without a browser; what the chapter says about it is what it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

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
