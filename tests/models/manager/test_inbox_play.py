"""A round of the inbox drill, move by move."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.manager.inbox import MESSAGES, Decision, How, Stance, When
from tertulia.models.manager.inbox_play import Play, Stage, close, decide, explain, go_on, resumed, spent, undo

MOVES = (decide, undo, explain, go_on, close)


def test_a_round_goes_from_message_to_message_until_it_is_over():
    play = Play()
    for place in range(MESSAGES):
        assert (play.place, play.decided, play.stage) == (place, place, Stage.DECIDE)
        play = decide(play)
        assert (play.place, play.decided) == (place, place + 1)
        play = explain(play)
        assert play.place == place
        play = go_on(play)
    assert play == Play(MESSAGES, Stage.OVER)


def test_a_decision_is_taken_back_until_the_reasons_are_shown():
    decided = decide(Play(2))
    assert undo(decided) == Play(2)
    assert undo(explain(decided)) == explain(decided)


@pytest.mark.parametrize(
    ("move", "fits"), [(decide, Stage.DECIDE), (undo, Stage.DECIDED), (explain, Stage.DECIDED), (go_on, Stage.WHY)]
)
def test_a_move_that_does_not_fit_changes_nothing(move, fits):
    for stage in Stage:
        assert (move(Play(2, stage)) != Play(2, stage)) == (stage is fits)


def test_closed_anywhere_the_rest_stays_unread():
    for stage in Stage:
        assert close(Play(3, stage)) == Play(3, Stage.OVER)


@given(st.lists(st.sampled_from(MOVES), max_size=40))
def test_whatever_is_pressed_a_round_lies_at_one_of_its_messages_or_is_over(pressed):
    play = Play()
    for move in pressed:
        play = move(play)
        assert 0 <= play.decided <= MESSAGES
        assert play.stage is Stage.OVER or 0 <= play.place < MESSAGES
        assert resumed(play.decided, play.stage, play.decided) == play


@given(st.integers(-9, 99), st.sampled_from(Stage), st.integers(0, MESSAGES))
def test_whatever_was_kept_the_round_can_go_on(decided, stage, complete):
    play = resumed(decided, stage, complete)
    assert 0 <= play.decided <= complete
    assert play.stage is Stage.OVER or 0 <= play.place < MESSAGES


def test_what_is_no_longer_there_is_decided_anew():
    assert resumed(4, Stage.WHY, 2) == Play(2)
    assert resumed(4, Stage.OVER, 2) == Play(2, Stage.OVER)
    assert resumed(6, Stage.DECIDE, 6) == Play(6, Stage.WHY)


def test_the_minutes_are_those_of_today():
    ring = Decision(When.NOW, How.PHONE, Stance.APOLOGISE)
    later = Decision(When.LATER, How.PHONE, Stance.APOLOGISE)
    assert (spent([]), spent([ring, later, ring])) == (0, 32)
