"""The conversation audit, driven without a browser."""

from __future__ import annotations

import base64
import csv
import io
import re
from dataclasses import replace

import pytest

from tertulia.charts.picture import NARROW, WIDE
from tertulia.device import store
from tertulia.entries import EntriesKeeper
from tertulia.language import percent, speak
from tertulia.models.web2 import conversation as model
from tertulia.models.web2.phrase_rules import WEIGHTS, PhraseRule, PostMark
from tertulia.models.web2.posts import MOST_LETTERS, MOST_POSTS, split
from tertulia.plan.schema import Plan
from tertulia.widgets import conversation_audit
from tertulia.widgets.base.controls import ChosenFile
from tertulia.widgets.web2 import conversation_picture
from tertulia.widgets.web2.conversation_advice import advice_words
from tertulia.widgets.web2.conversation_posts import example
from tertulia.widgets.web2.conversation_words import mark_letter, mark_words, question_for, rule_words

pytestmark = pytest.mark.usefixtures("place")


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


def table_to_take_away(exercise, separator: str) -> list[list[str]]:
    content = base64.b64decode(re.search(r'data:text/csv;base64,([^"]+)', exercise.files.value)[1]).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content), delimiter=separator))


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
        (b"", "The file is empty"),
        (b"PK\x03\x04", "damaged"),
        (b"x" * (25 * 2**20 + 1), "25 MB"),
        (b"a;b;c\n1;2;3\n4;5;6\n", "no column with the texts of posts"),
        (b"%PDF-1.7", "no table (PDF)"),
    ],
)
def test_a_file_that_cannot_be_read_says_so_and_loses_nothing(bakery, content, words):
    before = (bakery.controls.text.value, bakery.numbers.value)
    choose(bakery, "x.csv", content)
    assert bakery.controls.file.widget.description == "Not read: x.csv; choose another"
    assert "stood there before" in bakery.controls.file._message.value
    assert words in bakery.controls.file._message.value
    assert (bakery.controls.text.value, bakery.numbers.value) == before


@pytest.mark.parametrize(("language", "separator"), [("en", ","), ("es", ";")])
def test_the_table_to_take_away_holds_the_marks(language, separator):
    speak(language)
    try:
        audit = conversation_audit("bakery")
        audit.post_boxes[0].mark.value = PostMark.CONVERSATION.value
        result = audit.result
        assert result.marks[0] is not result.suggestions[0].mark
        assert table_to_take_away(audit, separator)[1:] == [
            [
                str(place + 1),
                result.posts[place],
                mark_words(result.marks[place]),
                "; ".join(f"{rule_words(sign.rule)}: {sign.words}" for sign in result.suggestions[place].signs),
            ]
            for place in range(10)
        ]
    finally:
        speak("en")


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


TALK, SHOUT, NEITHER = "Thank you, Ana. Which one do you like?", "Loaves at €2, special offer", "The dough is resting"
BOTH = "Thank you, Ana: special offer for everybody"


@pytest.mark.parametrize(
    ("language", "tiles", "sentence"),
    [
        (
            "en",
            [
                "of your posts speak with somebody",
                "may be your habit, as far as 4 posts can tell",
                "broadcasts in a row",
            ],
            "Of your 4 posts, <strong>1 speaks? with somebody</strong> and 3 only announce.",
        ),
        (
            "es",
            ["de tus publicaciones hablan con alguien", "puede ser tu costumbre", "anuncios seguidos como mucho"],
            "De tus 4 publicaciones, <strong>1 hablan? con alguien</strong> y 3 solo anuncian.",
        ),
    ],
)
def test_each_number_stands_with_its_words(language, tiles, sentence):
    speak(language)
    try:
        audit = conversation_audit("mine")
        audit.controls.text.value = "\n".join([TALK, SHOUT, SHOUT + " today", NEITHER])
        low, high = model.wilson(1, 4)
        shown = re.findall(r"<b>([^<]+)</b>.*?<span>([^<]+)</span>", audit.numbers.value)
        assert all(words in told for words, (_number, told) in zip(tiles, shown, strict=True))
        assert [number for number, _words in shown][::2] == [percent(0.25), "3"]
        between = shown[1][0]
        assert between.index(percent(low)) < between.index(percent(high))
        assert re.search(sentence, audit.words.value)
        assert f"<b>{percent(0.25)}</b>" in audit.mini.value
        assert re.match(r"1 (of|de) 4 ", audit.summary()) and percent(0.25) in audit.summary()
    finally:
        speak("en")


def test_the_picture_has_the_marks_the_letters_and_the_range(bakery, monkeypatch):
    drawings = []
    monkeypatch.setattr(conversation_picture, "strip", lambda *given: drawings.append(given) or {WIDE: "", NARROW: ""})
    bakery.controls.text.value = "\n".join([SHOUT, TALK, NEITHER])
    marks, letters, span, _name, alternative = drawings[-1]
    assert (marks, letters) == ([False, True, False], ("C", "B"))
    low, high = model.wilson(1, 3)
    assert span == (low, pytest.approx(1 / 3), high)
    assert f"Posts marked as conversation: 2. Range: {percent(low)} to {percent(high)}." in alternative
    assert "1 of 3 post is conversation" in bakery.picture.value
    assert '<i class="tt-letter m0">C</i>Conversation' in bakery.picture.value
    assert '<i class="tt-letter tt-letter--open">B</i>Broadcast' in bakery.picture.value


def test_each_advice_names_its_own_posts_and_quotes_them(bakery):
    bakery.controls.text.value = "\n".join(
        [NEITHER, "Closed on Sunday", *[f"Loaf number {n} at €{n}" for n in (3, 777)]]
    )
    advice = {each.kind: each for each in model.advise(bakery.result, most=9)}
    ask, run = advice[model.AdviceKind.ASK], advice[model.AdviceKind.RUN]
    assert (ask.post, run.post, run.other, run.count) == (2, 0, 3, 4)
    assert advice_words(bakery.result, ask)[:2] == (
        "End post 3 with a question",
        "None of your posts asks anything. “Loaf number 3 at €3” could end with “Which one would you take home?”",
    )
    assert advice_words(bakery.result, run) == (
        "Break the run from post 1 to post 4",
        "4 broadcasts follow each other. Put a question or an answer in the middle.",
        "5 minutes",
    )
    few = replace(run, other=2, count=3)
    assert advice_words(bakery.result, few)[0].endswith("to post 3")
    assert advice_words(bakery.result, few)[1].startswith("3 broadcasts")
    first = re.search(r"<li><h3>(.*?)</h3>", bakery.next.value)[1]
    assert f"Next: {first[0].lower()}{first[1:]}." in bakery.words.value


def test_the_plan_gets_the_share_that_only_announces(bakery):
    bakery.controls.text.value = "\n".join([SHOUT, TALK, NEITHER, "Now available: cake"])
    section = bakery.for_plan(Plan()).conversation
    assert (section.posts, section.broadcast) == (4, 0.75)


def test_of_two_equal_posts_one_is_marked(bakery):
    bakery.controls.text.value = "\n".join([NEITHER, SHOUT, NEITHER])
    bakery.post_boxes[2].mark.value = PostMark.CONVERSATION.value
    assert bakery.result.changed == (2,)


def test_a_long_file_says_that_something_is_left_out(bakery):
    choose(bakery, "x.txt", "\n".join(f"Post number {n}" for n in range(MOST_POSTS + 9)).encode())
    assert len(bakery.result.posts) == MOST_POSTS
    assert "These are the first 30 in the file; 9 more are left out." in bakery.posts_head.value
    assert "put the newest first" in bakery.posts_head.value


def test_each_post_says_how_it_was_read(bakery):
    bakery.controls.text.value = "\n".join([TALK, BOTH, NEITHER, SHOUT])
    bakery.post_boxes[3].mark.value = PostMark.CONVERSATION.value
    shown = [each.reading.value for each in bakery.post_boxes[:4]]
    for place, (reading, words) in enumerate(
        zip(
            shown,
            (
                "We read it as <strong>conversation</strong>, because of these words.",
                "It has words of both kinds. We read it as <strong>broadcast</strong>: look yourself.",
                "We found no words that speak with anybody, so we read it as <strong>broadcast</strong>.",
                "We read it as <strong>broadcast</strong>, and you marked it otherwise.",
            ),
            strict=True,
        )
    ):
        assert words in reading and f"<h3>Post {place + 1}</h3>" in reading
    assert "<li>It thanks: <b>“Thank you”</b></li>" in shown[0]
    assert "Look at post 2: it has words of both kinds" in bakery.words.value


def test_the_table_of_rules_is_that_of_the_model(bakery):
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", bakery.folds.value)]
    assert [row for row in rows if row] == [
        [rule_words(rule), mark_words(mark), str(weight)] for rule, (mark, weight) in WEIGHTS.items()
    ]


# the learner's own firm ---------------------------------------------------------------------------------------

POSTS = "Bread at two euros\n\nWhich bread do you miss, Ana?\n\nBread at two euros"


def marked(exercise):
    return [mark.value for mark in exercise.result.marks]


@pytest.mark.parametrize("again", ["en", "es"])
def test_posts_and_marks_are_there_after_a_reload(place, again):
    exercise = conversation_audit("mine")
    assert store("entries").read() is None
    exercise.controls.text.value = POSTS
    exercise.post_boxes[2].mark.value = PostMark.CONVERSATION.value
    speak(again)
    reloaded = conversation_audit()
    assert reloaded.firm.key == "mine" and reloaded.result.posts == exercise.result.posts
    assert marked(reloaded) == marked(exercise) == ["broadcast", "conversation", "conversation"]
    assert reloaded.result.changed == (2,)
    reloaded.reset.click()
    assert not reloaded.result.posts and not conversation_audit("mine").result.posts


def test_an_example_leaves_the_learners_posts_and_marks_alone(place):
    exercise = conversation_audit("mine")
    exercise.controls.text.value = POSTS
    exercise.post_boxes[0].mark.value = PostMark.CONVERSATION.value
    kept = store("entries").read()
    exercise.who.value = "bakery"
    assert exercise.result.changed == ()
    exercise.post_boxes[0].mark.value = PostMark.CONVERSATION.value
    exercise.controls.text.value = "Ours"
    assert store("entries").read() == kept
    exercise.who.value = "mine"
    assert exercise.result.posts == split(POSTS) and exercise.result.changed == (0,)


def test_the_longest_posts_are_kept_with_all_their_marks(place, undrawn):
    exercise = conversation_audit("mine")
    exercise.controls.text.value = "\n\n".join(f"{n:02} {'x' * (MOST_LETTERS - 3)}" for n in range(MOST_POSTS))
    for post_box in exercise.post_boxes:
        post_box.mark.value = PostMark.CONVERSATION.value
    assert conversation_audit().result.changed == tuple(range(MOST_POSTS))


def test_what_is_far_too_long_is_cut_and_the_rest_is_still_kept(place):
    exercise = conversation_audit("mine")
    exercise.controls.text.value = "\n".join(f"Post number {n} \ud83d" for n in range(40_000))
    exercise.post_boxes[0].mark.value = PostMark.CONVERSATION.value
    assert conversation_audit().result.changed == (0,)


GOOD = ["Bread at two euros", 0, "conversation"]


@pytest.mark.parametrize(
    "state",
    [
        7,
        [GOOD],
        {"marks": 3},
        {"marks": [3, [], ["x"], ["Bread at two euros", True, "conversation"], ["Bread at two euros", 0, "loud"]]},
        {"marks": [[["x"], 0, "conversation"], ["Bread at two euros", 0, []]]},
    ],
    ids=str,
)
def test_marks_that_are_none_are_left_out(place, state):
    EntriesKeeper("conversation").save({"values": {"text": POSTS, "file": "x"}, "state": state})
    exercise = conversation_audit()
    assert exercise.result.posts == split(POSTS) and exercise.result.changed == ()
