"""The conversation audit, driven without a browser."""

from __future__ import annotations

import base64
import csv
import io
import re

import pytest

from tertulia.language import percent, speak
from tertulia.models.web2 import conversation as model
from tertulia.models.web2.phrase_rules import PhraseRule, PostMark
from tertulia.models.web2.posts import MOST_POSTS, split
from tertulia.widgets import conversation_audit
from tertulia.widgets.base.controls import ChosenFile
from tertulia.widgets.web2.conversation_advice import advice_words
from tertulia.widgets.web2.conversation_posts import example
from tertulia.widgets.web2.conversation_words import mark_letter, question_for, rule_words


@pytest.fixture(scope="module")
def exercise():
    return conversation_audit("bakery")


@pytest.fixture
def bakery(exercise):
    exercise.who.value = "bakery"
    exercise.restart()
    return exercise


def choose(exercise, name: str, content: bytes) -> None:
    """What the browser sends when a file is chosen."""
    exercise.controls.file.value = ChosenFile(name, content)


def test_the_first_screen_is_the_bakerys_ten_posts(bakery):
    assert len(bakery.result.posts) == 10
    assert bakery.result.conversations == 3
    assert f"{percent(0.3)}" in bakery.numbers.value
    low, high = model.wilson(3, 10)
    assert f"{percent(low)} to {percent(high)}" in bakery.numbers.value


def test_a_changed_mark_moves_the_share_by_a_tenth_and_is_said(bakery):
    bakery.post_boxes[0].mark.value = PostMark.CONVERSATION.value
    assert bakery.result.share == pytest.approx(0.4)
    assert percent(0.4) in bakery.numbers.value
    assert "marked it otherwise" in bakery.post_boxes[0].reading.value
    bakery.post_boxes[0].mark.value = PostMark.BROADCAST.value
    assert bakery.result.share == pytest.approx(0.3)


def test_a_mark_stays_with_its_post_when_the_text_around_it_changes(bakery):
    bakery.post_boxes[0].mark.value = PostMark.CONVERSATION.value
    text = bakery.controls.text.value
    bakery.controls.text.value = "A new post on top\n\n" + text
    assert bakery.result.changed == (1,)
    bakery.restart()
    assert bakery.result.changed == ()


def test_each_suggestion_shows_the_words_that_led_to_it(bakery):
    for place, suggestion in enumerate(bakery.result.suggestions):
        for sign in suggestion.signs:
            assert rule_words(sign.rule) in bakery.post_boxes[place].reading.value


def test_what_is_pasted_is_never_markup(bakery):
    bakery.controls.text.value = '<script>alert("x")</script> €5 <b>\nThank you <img src=x>'
    shown = "".join(each.reading.value for each in bakery.post_boxes[:2]) + bakery.next.value + bakery.words.value
    assert "<script" not in shown and "<img" not in shown
    assert "&lt;script&gt;" in shown


def test_only_the_first_thirty_are_read_and_the_rest_is_said(bakery):
    bakery.controls.text.value = "\n".join(f"Post number {n}" for n in range(MOST_POSTS + 5))
    assert len(bakery.result.posts) == len(bakery.posts.children) == MOST_POSTS
    assert "5 more are left out" in bakery.posts_head.value


def test_no_posts_is_an_invitation_and_not_a_zero(bakery):
    bakery.controls.text.value = " \n "
    assert "%" not in bakery.numbers.value and bakery.picture.value == ""
    assert "Paste your last posts" in bakery.words.value
    assert bakery.posts.children == () and bakery.files.value == ""


def test_a_file_fills_the_field(bakery):
    choose(bakery, "posts.csv", "Post ID;Descripción\r\n1;¿Qué pan echáis de menos?\r\n2;Barra a 1,10 €\r\n".encode())
    assert split(bakery.controls.text.value) == ("¿Qué pan echáis de menos?", "Barra a 1,10 €")
    assert bakery.result.share == 0.5
    assert bakery.controls.file.widget.value == ()  # the same file can be chosen again


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "nothing in this file"),
        (b"PK\x03\x04", "Save the spreadsheet as CSV"),
        (b"x" * 2_000_001, "2 MB"),
        (b"a,b,c\n1,2,3\n4,5,6\n", "no column with words"),
    ],
)
def test_a_file_that_cannot_be_read_says_so_and_loses_nothing(bakery, content, words):
    before = (bakery.controls.text.value, bakery.numbers.value)
    choose(bakery, "x", content)
    assert words in bakery.controls.file._message.value
    assert (bakery.controls.text.value, bakery.numbers.value) == before


def test_the_table_to_take_away_holds_the_marks(bakery):
    bakery.post_boxes[0].mark.value = PostMark.CONVERSATION.value
    made = base64.b64decode(re.search(r'data:text/csv;base64,([^"]+)', bakery.files.value)[1]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(made)))
    assert len(rows) == 11
    assert [row[2] for row in rows[1:]].count("Conversation") == 4


def test_every_advice_has_its_sentence(bakery):
    for kind in model.AdviceKind:
        what, reason, effort = advice_words(bakery.result, model.Advice(kind=kind, post=0, other=1, count=4))
        assert what and reason and effort
        assert "{" not in what + reason


def test_words_and_letters_are_different_for_each():
    assert len({mark_letter(mark) for mark in PostMark}) == 2
    assert len({rule_words(rule) for rule in PhraseRule}) == len(PhraseRule)
    assert all(question_for({rule}).endswith("?") for rule in PhraseRule)


@pytest.mark.parametrize("firm", ["bakery", "workshop", "guesthouse"])
def test_the_examples_read_alike_in_both_languages(firm):
    marks = {}
    try:
        for language in ("en", "es"):
            speak(language)
            marks[language] = model.audit(example(firm)).marks
    finally:
        speak("en")
    assert marks["en"] == marks["es"]
