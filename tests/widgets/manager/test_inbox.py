"""The inbox drill, driven without a browser."""

from __future__ import annotations

import html
import re

import pytest

from tertulia.language import _, number, speak
from tertulia.models.manager import inbox as model
from tertulia.models.manager.inbox import DECISIONS, How, Stance, When
from tertulia.models.manager.inbox_messages import CASES, MessageKind
from tertulia.widgets import inbox_drill
from tertulia.widgets.manager import inbox_clock, inbox_lines
from tertulia.widgets.manager.inbox import ROUNDS
from tertulia.widgets.manager.inbox_controls import HASTE
from tertulia.widgets.manager.inbox_words import decision_words, sentences


@pytest.fixture(scope="module")
def exercise():
    return inbox_drill("guesthouse")


@pytest.fixture
def drill(exercise):
    exercise.who.value = "guesthouse"
    exercise.restart()
    return exercise


@pytest.fixture
def drawn(monkeypatch):
    """The bars that are drawn, each as the chart gets it."""
    rows = []
    drawing = inbox_lines.bars

    def recorded(given, *more, **named):
        rows[:] = given
        return drawing(given, *more, **named)

    monkeypatch.setattr(inbox_lines, "bars", recorded)
    return rows


@pytest.fixture
def spanish():
    speak("es")
    yield
    speak("en")


def decide(drill, k, decision):
    for part in ("when", "how", "stance"):
        drill.controls.decisions[k][part].value = getattr(decision, part).value


def test_it_begins_with_a_finished_example(drill):
    assert drill.result.decided == model.MESSAGES
    assert "An invented first try" in drill.words.value
    for line in drill.result.lines:
        assert line.case.lesson in drill.lines.value
    assert drill.picture.value.count("<svg") == 2
    assert set(HASTE) == set(MessageKind)


@pytest.mark.parametrize("language", ["en", "es"])
def test_points_minutes_and_bars_are_the_models_in_both_languages(language, drawn):
    speak(language)
    try:
        drill = inbox_drill("guesthouse")
        result = drill.result
        out_of = _("{n} of {all} points")
        reached = re.findall('<span class="tt-time">(.*?)</span>', drill.lines.value)
        assert reached == [out_of.format(n=number(line.points), all=number(line.most)) for line in result.lines]
        assert [bar.share for bar in drawn] == [line.points / line.most for line in result.lines]
        assert [bar.quiet for bar in drawn] == [line.points < line.most for line in result.lines]
        assert len({line.points / line.most for line in result.lines}) > 1
        points = _("{n} of {all}").format(n=number(result.points), all=number(result.most))
        tiles = re.findall("<b>(.*?)</b>", drill.numbers.value)
        assert tiles == [points, number(result.possible), number(result.minutes)]
        assert result.possible != result.most
    finally:
        speak("en")


def test_before_handing_in_the_planned_minutes_are_shown(drill):
    drill.another()
    decide(drill, 0, model.best(drill.cases[0]))
    tiles = re.findall("<b>(.*?)</b>", drill.numbers.value)
    assert tiles == ["1 of 6", str(drill.result.minutes)] and drill.result.minutes != drill.result.budget


def test_a_message_says_who_reads_it_and_why_it_is_due(drill):
    readers = {1: "only the writer", 2: "readers of your page", 3: "shared or printed"}
    for place, case in enumerate(drill.cases):
        shown = html.unescape(drill.texts[place].value)
        assert f"<h3>{place + 1}. " in shown and case.text in shown
        assert [reach for reach, words in readers.items() if words in shown] == [case.reach]
    dog = next(case for case in CASES if case.key == "guesthouse.dog")
    reasons = sentences(dog, model.best(dog), model.judge(dog, model.best(dog)))
    assert "3 for severity × 1 for reach × 1.5 for age = 4.5" in reasons[0]


def test_my_firm_begins_with_nothing_decided_and_no_score():
    mine = inbox_drill("mine")
    assert (mine.handed, mine.result.decided) == (False, 0)
    assert mine.lines.value == ""


def test_new_messages_are_open_until_they_are_handed_in(drill):
    before = drill.cases
    drill.another()
    assert drill.cases == model.draw(2, "guesthouse") != before
    assert (drill.handed, drill.result.decided, drill.lines.value, drill.picture.value) == (False, 0, "", "")
    decide(drill, 0, model.best(drill.cases[0]))
    assert drill.result.decided == 1
    assert drill.lines.value == ""
    drill.hand_in()
    assert drill.result.lines[0].points == drill.result.lines[0].most
    assert drill.lines.value.count("Nothing was decided") == model.MESSAGES - 1
    assert "invented first try" not in drill.words.value


def test_the_best_plan_scores_what_is_possible_and_says_so(drill):
    for k, decision in enumerate(drill.result.best):
        decide(drill, k, decision)
    assert drill.result.points == drill.result.possible
    assert "Nothing better fits" in drill.words.value


def test_left_alone_needs_no_way_and_reported_no_tone(drill):
    drill.another()
    drill.controls.decisions[0].when.value = When.NEVER.value
    drill.controls.decisions[1].when.value = When.TODAY.value
    drill.controls.decisions[1].how.value = How.REPORT.value
    assert [drill.controls.decisions[k].decision() is not None for k in range(3)] == [True, True, False]
    assert drill.controls.decisions[1].decision().stance is Stance.SILENT


def test_the_same_number_brings_the_same_round_and_a_wrong_one_is_refused(drill):
    drill.controls.seed.value = 42
    cases = drill.cases
    drill.controls.seed.value = 0
    assert drill.controls.seed.has_problem
    assert drill.cases == cases
    drill.controls.seed.value = 43
    drill.controls.seed.value = 42
    assert drill.cases == cases
    assert not drill.controls.seed.has_problem


def test_after_the_last_round_comes_the_first(drill):
    drill.controls.seed.value = ROUNDS
    drill.another()
    assert drill.controls.seed.value == 1


def test_fewer_minutes_let_messages_slip(drill):
    drill.controls.budget.value = 5
    assert any(line.slipped for line in drill.result.lines)
    assert "slipped to another day" in drill.lines.value


def test_no_clock_runs_unless_it_is_started_and_it_can_be_extended_and_stopped(drill, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(inbox_clock, "monotonic", lambda: now[0])
    drill.start_clock()
    assert "No clock runs" in drill.timer.value
    drill.controls.clock.value = 5
    assert "waits until you start it" in drill.timer.value
    drill.start_clock()
    assert "animation-duration:300s" in drill.timer.value
    now[0] += 100
    drill.more_time()
    assert "animation-duration:500s" in drill.timer.value
    drill.stop_clock()
    assert "animation" not in drill.timer.value


def test_a_clock_that_ran_out_takes_nothing_away(drill, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(inbox_clock, "monotonic", lambda: now[0])
    drill.controls.clock.value = 5
    drill.start_clock()
    before = drill.result.points
    now[0] = 301.0
    drill.hand_in()
    assert drill.result.points == before
    assert "The clock had run out" in drill.words.value


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_message_and_every_decision_has_its_reasons(language):
    speak("en")
    english = {(case, d): sentences(case, d, model.judge(case, d)) for case in CASES for d in DECISIONS}
    speak(language)
    try:
        for (case, decision), told in english.items():
            said = sentences(case, decision, model.judge(case, decision))
            assert said and all(said), (case.key, decision)
            if language == "es":
                assert not set(said) & set(told), (case.key, decision)
                assert decision_words(decision)
    finally:
        speak("en")


def test_a_full_score_is_praised_and_a_lower_one_explained():
    for case in CASES:
        for decision in DECISIONS:
            verdict = model.judge(case, decision)
            told = " ".join(sentences(case, decision, verdict))
            if verdict.score == model.FULL:
                assert "moment is right" in told or "Right to leave it" in told, (case.key, decision)
            elif not verdict.broken and verdict.when == 0:
                words = ("Too late", "Sooner than needed", "better elsewhere", "worth more elsewhere")
                assert any(word in told for word in words), (case.key, decision, told)


def test_the_messages_are_spanish_in_the_spanish_edition(spanish):
    drill = inbox_drill("bakery")
    for k, case in enumerate(drill.cases):
        assert case.text not in drill.texts[k].value
        assert case.lesson not in drill.lines.value
