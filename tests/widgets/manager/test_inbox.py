"""The inbox drill, driven without a browser."""

from __future__ import annotations

import html
import re

import pytest

from tertulia.entries import EntriesKeeper
from tertulia.language import _, number, speak
from tertulia.models.manager import inbox as model
from tertulia.models.manager.inbox import DECISIONS, Decision, How, Stance, When
from tertulia.models.manager.inbox_messages import CASES, Cause, MessageKind
from tertulia.models.manager.inbox_play import Play, Stage
from tertulia.widgets import inbox_drill
from tertulia.widgets.base.static_html import static_html
from tertulia.widgets.manager import inbox_clock, inbox_lines
from tertulia.widgets.manager.inbox import ROUNDS
from tertulia.widgets.manager.inbox_lines import message, title, why
from tertulia.widgets.manager.inbox_words import decision_words, kind_words, sentences, who_words
from tests.widgets.playing import choose, play

pytestmark = pytest.mark.usefixtures("undrawn")


@pytest.fixture
def drill():
    return inbox_drill("guesthouse")


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


def answers(drill):
    """A round decided in different ways: the first two as well as can be, one left, one in haste."""
    left, hasty = Decision(When.NEVER, How.PRIVATE, Stance.SILENT), Decision(When.NOW, How.PUBLIC, Stance.THANK)
    best = [model.best(case) for case in drill.cases]
    return [best[0], best[1], left, best[3], hasty, best[5]]


def seen(drill):
    """What is in sight, in the order of the page."""
    shown = [part for part in drill.phone.children if "tt-hidden" not in part._dom_classes]
    return "".join(static_html(part) for part in shown)


def pressed(drill):
    """The buttons in sight, in the order in which the keyboard comes to them."""
    actions = drill.phone.children[-1].children
    return [each.description for each in actions if "tt-hidden" not in each._dom_classes]


def announced(drill):
    """What a screen reader hears."""
    return [
        html.unescape(re.sub("<.*?>", "", each))
        for part in (drill.status, drill.why)
        for each in re.findall('<p[^>]*role="status">(.*?)</p>', part.value)
    ]


def focused(drill, monkeypatch):
    """Count how often the keyboard is taken to the message."""
    times = []
    monkeypatch.setattr(type(drill.phone), "focus", lambda widget: times.append(widget))
    return times


# the page before anything is done ---------------------------------------------------------------------------


def test_it_begins_with_the_first_message_undecided_and_gives_no_answer_away(drill):
    page = html.unescape(static_html(drill.widget) + drill._repr_mimebundle_()["text/html"])
    assert drill.cases[0].text in page and not any(case.text in page for case in drill.cases[1:])
    assert not any(case.lesson in page for case in drill.cases)
    assert "checked" not in static_html(drill.phone) and not drill.why.value and not drill.lines.value
    assert all("tt-hidden" in part._dom_classes for part in (drill.numbers, drill.conclusion, drill.lines))
    assert pressed(drill) == ["Decide", "Close the inbox; the rest stays unread"]


def test_a_message_says_who_when_where_and_who_reads_it_but_not_what_it_is(drill):
    readers = {1: "only the writer", 2: "readers of your page", 3: "shared or printed"}
    for place, case in enumerate(drill.cases):
        shown = html.unescape(message(place, 6, case))
        assert f"Message {place + 1} of 6" in shown and case.text in shown and who_words(case) in shown
        assert [reach for reach, words in readers.items() if words in shown] == [case.reach]
        assert ("Public" in shown) == (case.channel in model.PUBLIC_CHANNELS) != ("Private" in shown)
        assert not re.search(f"{kind_words(case.kind)}\\b", shown.replace(case.text, ""))
    dog = next(case for case in CASES if case.key == "guesthouse.dog")
    reasons = sentences(dog, model.best(dog), model.judge(dog, model.best(dog)))
    assert "3 for severity × 1 for reach × 1.5 for age = 4.5" in reasons[0]


# one message ------------------------------------------------------------------------------------------------


def test_decide_then_why_then_the_next_and_each_is_announced(drill, monkeypatch):
    taken = focused(drill, monkeypatch)
    drill.main.click()
    assert announced(drill) == ["Choose first: when, how, in which tone."] and drill.play == Play()
    drill.controls.decisions[0].when.value = "now"
    assert announced(drill) == ["Choose first: how, in which tone."]
    choose(drill, Decision(When.NOW, How.PRIVATE, Stance.INFORM))
    assert announced(drill) == []
    drill.main.click()
    (said,) = announced(drill)
    assert said.startswith("Decided: Now · Write in private · Give the facts. It takes 8 minutes. 8 of your 30")
    assert not drill.why.value and not drill.choices.children
    assert pressed(drill) == ["Show me why", "Take it back"]
    drill.main.click()
    assert announced(drill) == ["Personal data: 18 of 18 points"]
    assert pressed(drill) == ["Next message", "Close the inbox; the rest stays unread"] and not taken
    drill.main.click()
    assert announced(drill) == ["Message 2 of 6"] and taken == [drill.phone]
    assert [box for box in drill.choices.children] == [
        each.box for each in drill.controls.decisions[1].named().values()
    ]
    assert drill.cases[1].text in html.unescape(seen(drill)) and not drill.why.value


def test_the_keyboard_comes_to_the_message_then_the_choices_then_the_button(drill):
    button = '<button(?! class="[^"]*tt-hidden)[^>]*>(.*?)</button>'
    order = re.findall(f'<blockquote>|aria-label="(Message 1.*?)"|{button}', seen(drill))
    assert order == [
        ("", ""),
        ("Message 1: when", ""),
        ("Message 1: how", ""),
        ("Message 1: in which tone", ""),
        ("", "Decide"),
        ("", "Close the inbox; the rest stays unread"),
    ]
    assert drill.phone.tabbable is False and drill.answer.tabbable is None


def test_a_decision_is_taken_back_until_its_reasons_are_shown(drill, monkeypatch):
    taken = focused(drill, monkeypatch)
    choose(drill, model.best(drill.cases[0]))
    drill.main.click()
    drill.undo_button.click()
    assert drill.play == Play() and announced(drill) == ["Taken back. Decide once more."] and taken
    assert drill.controls.decisions[0].when.value == model.best(drill.cases[0]).when
    assert "0 of your 30" in drill.head.value
    drill.main.click()
    drill.main.click()
    assert "Take it back" not in pressed(drill)
    drill.undo()
    assert drill.play == Play(1, Stage.WHY)


@pytest.mark.parametrize("language", ["en", "es"])
def test_why_has_the_points_the_better_answer_the_lesson_and_the_source(language):
    speak(language)
    try:
        hasty = Decision(When.NOW, How.PUBLIC, Stance.CORRECT)
        for case in CASES:
            shown = html.unescape(why(case, hasty))
            verdict = model.judge(case, hasty)
            assert f"{model.points(case, verdict.score)} " in shown and _(case.lesson) in shown
            assert (decision_words(verdict.best) in shown) or verdict.score == model.FULL
            assert ("Coombs" in shown) == (case.cause is not Cause.NONE)
            assert ("GDPR" in shown or "RGPD" in shown) == (case.kind is MessageKind.PRIVACY)
            assert ("1/2007" in shown.replace("Spanish law", "")) == (case.kind is MessageKind.FAKE_REVIEW)
            assert 'data-grade="D"' in shown
    finally:
        speak("en")


def test_left_alone_needs_no_way_and_reported_no_tone(drill):
    drill.controls.decisions[0].when.value = When.NEVER.value
    drill.controls.decisions[1].when.value = When.TODAY.value
    drill.controls.decisions[1].how.value = How.REPORT.value
    assert [drill.controls.decisions[k].decision() is not None for k in range(3)] == [True, True, False]
    assert drill.controls.decisions[1].decision().stance is Stance.SILENT


# the clock --------------------------------------------------------------------------------------------------


def test_the_minutes_spent_are_those_of_what_was_decided(drill):
    spent = 0
    for decision in answers(drill):
        assert f"{spent} of your 30 minutes" in drill.head.value
        play(drill, [decision])
        spent += model.minutes(decision)
    assert f"{spent} of your 30 minutes" in drill.head.value and drill.result.minutes == spent
    drill.controls.budget.value = 5
    assert f"{spent - 5} minutes too many" in drill.head.value and 'data-over="yes"' in drill.head.value


def test_fewer_minutes_let_messages_slip(drill):
    play(drill, map(model.best, drill.cases))
    drill.controls.budget.value = 5
    assert any(line.slipped for line in drill.result.lines)
    assert "slipped to another day" in drill.lines.value and "Slipped to another day: " in drill.words.value


# the end of a round -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
def test_points_minutes_and_bars_are_the_models_in_both_languages(language, drawn):
    speak(language)
    try:
        drill = inbox_drill("guesthouse")
        decisions = answers(drill)
        play(drill, decisions)
        result = drill.result
        assert result == model.run(drill.cases, decisions, 30)
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


def test_the_summary_says_what_went_well_which_rule_was_broken_the_minutes_and_what_was_not_read(drill):
    late = Decision(When.LATER, How.PRIVATE, Stance.INFORM)
    places = [place for place, case in enumerate(drill.cases) if case.kind in model.DANGER]
    decisions = [late if place in places[:1] else model.best(case) for place, case in enumerate(drill.cases)]
    play(drill, decisions[: places[0] + 1])
    drill.close()
    told = html.unescape(drill.words.value)
    assert f"Went well: {title(0, drill.cases[0])}" in told
    assert f"A rule was broken at “{title(places[0], drill.cases[places[0]])}”: Somebody may be hurt" in told
    assert f"You decided {drill.result.minutes} minutes of work for today and had 30." in told
    rest = "; ".join(title(place, drill.cases[place]) for place in range(places[0] + 1, 6))
    assert rest and f"Not read: {rest}." in told
    assert announced(drill) == [drill.summary()] and pressed(drill) == ["Play another round", "The same round again"]
    assert drill.lines.value.count("It was not read") == 6 - places[0] - 1


def test_the_best_plan_scores_what_is_possible_and_says_so(drill):
    play(drill, drill.result.best)
    assert drill.over and drill.result.points == drill.result.possible
    assert "Nothing better fits" in drill.words.value


def test_another_round_has_other_messages_and_the_same_one_the_same(drill, monkeypatch):
    taken = focused(drill, monkeypatch)
    before = drill.cases
    play(drill, answers(drill))
    drill.again_button.click()
    assert (drill.cases, drill.play) == (before, Play()) and announced(drill) == ["Message 1 of 6"]
    assert drill.controls.decisions[0].when.value is None and drill.controls.decisions[5].how.value is None
    drill.close_button.click()
    drill.main.click()
    assert drill.cases == model.draw(2, "guesthouse") != before and drill.play == Play()
    assert announced(drill) == ["Message 1 of 6"] and taken[-1] is drill.phone and not drill.lines.value


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


def test_while_a_round_is_played_its_number_cannot_be_changed_by_mistake(drill):
    assert not drill.controls.seed.widget.disabled
    play(drill, answers(drill)[:1])
    assert drill.controls.seed.widget.disabled
    drill.close()
    assert not drill.controls.seed.widget.disabled


def test_after_the_last_round_comes_the_first(drill):
    drill.controls.seed.value = ROUNDS
    drill.another()
    assert drill.controls.seed.value == 1


# nothing is lost --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("firm", ["guesthouse", "mine"])
def test_at_every_step_a_reload_finds_the_round_as_it_was(firm):
    drill = inbox_drill(firm)
    for decision in answers(drill):
        choose(drill, decision)
        for _press in range(3):
            drill.main.click()
            again = inbox_drill("guesthouse")
            assert again.who.value == firm and (again.play, again.cases) == (drill.play, drill.cases)
            assert again.result == drill.result and pressed(again) == pressed(drill)
            assert again.why.value == drill.why.value
    assert drill.over and again.words.value == drill.words.value


def test_what_is_chosen_and_not_yet_decided_is_there_after_a_reload():
    inbox_drill("bakery").controls.decisions[0].when.value = "today"
    again = inbox_drill("bakery")
    assert again.controls.decisions[0].when.value == "today" and again.play == Play()
    assert inbox_drill("guesthouse").controls.decisions[0].when.value is None


def test_back_to_the_start_can_be_undone_in_an_example_too():
    drill = inbox_drill("bakery")
    play(drill, answers(drill)[:2])
    drill.reset.click()
    assert drill.play == Play() and drill.controls.decisions[0].when.value is None
    assert drill.reset.description == "Put back what I entered"
    drill.reset.click()
    assert drill.play == Play(2) == inbox_drill("bakery").play


@pytest.mark.parametrize(
    "state",
    [
        {"round": 1, "decided": 6, "stage": "over"},
        {"round": 1, "decided": -3, "stage": "why"},
        {"round": 1, "decided": 99, "stage": "decide"},
        {"round": 1, "decided": 2, "stage": "nowhere"},
        {"round": 1, "decided": True, "stage": None},
        ["round"],
    ],
)
def test_a_state_that_does_not_fit_is_no_round_that_cannot_go_on(state):
    EntriesKeeper("inbox.bakery").save({"values": {"decisions.0.when": "never"}, "state": state})
    drill = inbox_drill("bakery")
    assert drill.play.decided <= 1 and drill.main.description
    while not drill.over:
        choose(drill, model.best(drill.cases[drill.play.place]))
        drill.main.click()


# the real clock ---------------------------------------------------------------------------------------------


def test_no_clock_runs_unless_it_is_started_and_it_can_be_extended_and_stopped(drill, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(inbox_clock, "monotonic", lambda: now[0])
    drill.start_clock()
    assert "No clock runs" in drill.timer.value and "tt-hidden" in drill.clock_buttons._dom_classes
    drill.controls.clock.value = 5
    assert "waits until you start it" in drill.timer.value and "tt-hidden" not in drill.clock_buttons._dom_classes
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
    play(drill, answers(drill)[:5])
    before = drill.result.points
    now[0] = 301.0
    drill.close()
    assert drill.result.points == before
    assert "The clock had run out" in drill.words.value


# the words --------------------------------------------------------------------------------------------------


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
    for case in drill.cases:
        assert case.text not in drill.message.value
        play(drill, [model.best(case)])
    assert not any(case.lesson in drill.lines.value for case in drill.cases)
