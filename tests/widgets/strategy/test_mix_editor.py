"""The learner's own changes in the content mix: made one post at a time, kept, and never somebody else's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from html import unescape

import pytest

from tertulia.entries import EntriesKeeper
from tertulia.models.strategy.ideas import PostFormat, PostKind
from tertulia.models.strategy.mix_changes import PostChange
from tertulia.models.strategy.mix_check import MixFinding, check
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.schedule import REST
from tertulia.post_ideas import idea_words
from tertulia.profile import Closure, Profile, ProfileKeeper
from tertulia.widgets.strategy.mix import ContentMix
from tertulia.widgets.strategy.mix_kept import KeptPost, changes_from, kept

MONDAY = date(2026, 11, 23)
WORDS = "We show the new paint brushes"


@pytest.fixture(autouse=True)
def held_still(monkeypatch: pytest.MonkeyPatch, undrawn: None) -> None:
    monkeypatch.setenv("TERTULIA_TODAY", MONDAY.isoformat())


@pytest.fixture
def mine() -> ContentMix:
    ProfileKeeper().change(sector="retail", name="Ferretería Sol", hours=5.0, posts=3.0, region="ES-NC")
    return ContentMix()


def choose(exercise: ContentMix, place: int = 0):
    """Choose a post of the calendar in the list, as it stands there now."""
    post = exercise.calendar[place]
    exercise.editor.controls.which.value = post.key
    return post


def twice(press: Callable[[], None]) -> None:
    """Own words ask before they go."""
    press()
    press()


def now(exercise: ContentMix, key: str):
    return next((post for post in exercise.calendar if post.key == key), None)


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def status(exercise: ContentMix) -> str:
    return plain(exercise.editor.status.value)


def listed(exercise: ContentMix) -> list[str]:
    return [words for words, _key in exercise.editor.controls.which.widget.options]


# choosing and editing ---------------------------------------------------------------------------------------


def test_until_a_post_is_chosen_there_is_nothing_to_change(mine):
    editor = mine.editor
    assert editor.chosen is None and editor.changes == {}
    assert {part.layout.display for part in editor.fields} == {"none"}
    said = []
    for press in (editor.swap, editor.take_out, editor.put_back, editor.undo, editor.draft):
        press()
        said.append(status(mine))
    assert said[:4] == [*["Choose a post first."] * 3, "There is nothing to undo."]
    assert editor.changes == {} and len(listed(mine)) == 1 + len(mine.calendar)


def test_the_chosen_post_stands_in_its_fields(mine):
    for place in (0, 4):
        post, fields = choose(mine, place), mine.editor.controls
        assert fields.text.value == (post.text or idea_words(post.idea))
        assert (fields.day.value, fields.kind.value, fields.network.value) == (post.day, post.kind, post.network)
        assert (fields.format.value, fields.caption.value) == (post.format, "")
        assert {part.layout.display for part in mine.editor.fields} == {""}
        assert listed(mine)[place + 1].startswith(f"{post.day:%a} {post.day.day} {post.day:%b}: ")
    assert mine.editor.changes == {}, "looking at a post is no change"
    assert EntriesKeeper("mix").load() is None


EDITS = {
    "text": (WORDS, "text", WORDS),
    "kind": ("people", "kind", PostKind.PEOPLE),
    "network": ("linkedin", "network", "linkedin"),
    "format": ("story", "format", PostFormat.STORY),
    "day": (date(2026, 12, 2), "day", date(2026, 12, 2)),
    "caption": ("Brushes of three kinds", "caption", "Brushes of three kinds"),
}


@pytest.mark.parametrize("field", EDITS)
def test_each_field_changes_its_post_and_nothing_else(mine, field):
    value, name, wanted = EDITS[field]
    others = [post for post in mine.calendar[1:]]
    post = choose(mine)
    mine.editor.controls[field].value = value
    after = now(mine, post.key)
    assert getattr(after, name) == wanted != getattr(post, name)
    same = {"minutes", "idea", "objective", "language", "number", *("text day kind network format caption").split()}
    same -= {name}
    assert all(getattr(after, each) == getattr(post, each) for each in same)
    # where two stand on one day, the second begins when the first ends
    rest = [each for each in mine.calendar if each.key != post.key]
    assert [replace(each, at=time()) for each in rest] == [replace(each, at=time()) for each in others]
    assert [each for each in rest if each.day != after.day] == [each for each in others if each.day != after.day]
    assert mine.editor.chosen == after and getattr(mine.editor.controls, field).value == value


def test_a_post_put_in_another_week_stands_there(mine):
    post = choose(mine)
    mine.editor.controls.day.value = date(2026, 12, 2)
    assert (post.week, now(mine, post.key).week) == (1, 2)
    week_2 = mine.posts.value.split("Week 2")[1].split("Week 3")[0]
    assert plain(week_2).count(idea_words(post.idea)) == 1
    assert plain(mine.posts.value).count(idea_words(post.idea)) == 1


def test_own_words_are_marked_and_our_words_typed_again_are_ours(mine):
    post = choose(mine)
    mine.editor.controls.text.value = WORDS
    assert WORDS in plain(mine.posts.value) and idea_words(post.idea) not in plain(mine.posts.value)
    assert "your own" in plain(mine.posts.value)
    mine.editor.controls.text.value = idea_words(post.idea)
    assert now(mine, post.key).text == "" and WORDS not in plain(mine.posts.value)
    mine.editor.controls.text.value = ""
    assert idea_words(post.idea) in plain(mine.posts.value), "an empty field says nothing"


def test_half_a_character_breaks_neither_the_files_nor_what_is_kept(mine):
    post = choose(mine)
    mine.editor.controls.text.value = "half \ud83d a brush"
    mine.editor.controls.caption.value = "half \ud83d"
    assert (now(mine, post.key).text, now(mine, post.key).caption) == ("half  a brush", "half ")
    assert now(ContentMix(), post.key).text == "half  a brush"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (date(2026, 12, 8), "Nobody works on this day."),
        (date(2026, 12, 3), "Nobody works on this day."),
        (date(2026, 12, 16), "Nobody works on this day."),
        (date(2026, 11, 22), "outside the weeks"),
        (date(2026, 12, 21), "outside the weeks"),
        (None, "Choose a day."),
    ],
    ids=["holiday of Spain", "holiday of Navarre", "shut", "before", "after", "none"],
)
def test_a_day_on_which_nothing_can_be_is_refused_at_the_field(mine, wrong, words):
    ProfileKeeper().change(closed=(Closure(date(2026, 12, 14), date(2026, 12, 18)),))
    mine = ContentMix()
    post, day = choose(mine), mine.editor.controls.day
    day.value = wrong
    assert words in day._message.value and day.has_problem
    assert now(mine, post.key).day == post.day and mine.editor.changes == {}
    choose(mine, 1)
    assert not day.has_problem, "what was wrong with one post is not wrong with the next"
    choose(mine)
    day.value = wrong
    day.value = date(2026, 12, 2)
    assert not day.has_problem and now(mine, post.key).day == date(2026, 12, 2)


def test_what_does_not_fit_the_network_is_said(mine):
    choose(mine)
    assert status(mine) == ""
    mine.editor.controls.network.value, mine.editor.controls.format.value = "tiktok", "text"
    assert status(mine) == "TikTok is not the place for this format: text."


# other ideas, out, back, added, undone ------------------------------------------------------------------------


def test_another_idea_is_never_one_that_stands_near(mine):
    mine.controls.weeks.value = 14
    post, seen = choose(mine, 20), set()
    rest = [each for each in mine.calendar if each.key != post.key]
    for _turn in range(25):
        before = now(mine, post.key)
        seen.add(before.idea)
        mine.editor.swap()
        after = now(mine, post.key)
        assert after.idea != before.idea and after.day == post.day and not (after.text or after.caption)
        near = [each.idea for each in mine.calendar if each.key != post.key and abs(each.day - post.day) < REST]
        assert after.idea not in near
        assert [each for each in mine.calendar if each.key != post.key] == rest, "so no other has to give way"
    assert len(seen) == 25, "each time the next one"


def test_an_idea_that_was_sent_away_does_not_come_back_elsewhere(mine):
    mine.controls.weeks.value = 14
    post = choose(mine, 3)
    mine.editor.swap()
    swapped = now(mine, post.key)
    for wanted in (1, 5):
        mine.controls.posts.value = wanted
        for idea in (post.idea, swapped.idea):
            elsewhere = [each for each in mine.calendar if each.key != post.key and each.idea == idea]
            assert all(abs(each.day - post.day) >= REST for each in elsewhere)


def test_where_there_is_no_other_idea_it_is_said(mine, monkeypatch):
    monkeypatch.setattr("tertulia.widgets.strategy.mix_editor.others", lambda *_given: ())
    choose(mine)
    mine.editor.swap()
    assert status(mine) == "There is no other idea for this day." and mine.editor.changes == {}


def test_taken_out_is_gone_until_ours_is_put_back(mine):
    before = mine.calendar
    post = choose(mine, 2)
    mine.editor.take_out()
    assert now(mine, post.key) is None and len(mine.calendar) == len(before) - 1
    assert mine.posts.value.count('<i class="tt-letter') == len(before) - 1
    assert mine.editor.controls.which.value == post.key and mine.editor.chosen is None
    assert [words for words in listed(mine) if words.endswith("(taken out)")] == [listed(mine)[-1]]
    mine.editor.put_back()
    assert mine.calendar == before
    mine.editor.put_back()
    assert mine.calendar == before and status(mine) == "This is ours already."


def test_ours_put_back_takes_the_own_words_away(mine):
    before = mine.calendar
    choose(mine)
    mine.editor.controls.text.value = WORDS
    twice(mine.editor.put_back)
    assert mine.calendar == before and mine.editor.controls.text.value == idea_words(before[0].idea)
    mine.editor.undo()
    assert mine.calendar[0].text == WORDS


def test_an_added_post_is_the_learners_own_and_chosen(mine):
    before = mine.calendar
    choose(mine)
    mine.editor.controls.caption.value = "Brushes"
    mine.editor.add()
    post = mine.editor.chosen
    assert post.key == "own/1" and (post.text, post.idea, post.caption) == ("A post of my own", "", "")
    assert post.day.weekday() in mine.result.weekdays and mine.result.year.works_on(post.day)
    assert post.day not in {each.day for each in before}
    mine.editor.controls.text.value = WORDS
    mine.editor.add()
    assert {each.key for each in mine.calendar} == {each.key for each in before} | {"own/1", "own/2"}
    assert now(mine, "own/1").text == WORDS
    mine.editor.take_out()
    assert now(mine, "own/2") is None and mine.editor.controls.which.value == ""
    mine.editor.undo()
    assert now(mine, "own/2") is not None


def test_everything_can_be_undone_the_last_first(mine):
    editor, stages = mine.editor, []
    for place, act in enumerate((editor.swap, editor.take_out, editor.add, editor.swap)):
        stages.append(mine.calendar)
        choose(mine, place)
        act()
        assert mine.calendar != stages[-1]
    while stages:
        editor.undo()
        assert mine.calendar == stages.pop()
    assert editor.changes == {}
    editor.undo()
    assert status(mine) == "There is nothing to undo."
    assert EntriesKeeper("mix").load()["state"] is None


# what changes outlive -----------------------------------------------------------------------------------------


def change_three(exercise: ContentMix) -> dict[str, PostChange]:
    """One post with own words and a caption, one taken out, one added."""
    choose(exercise)
    exercise.editor.controls.text.value = WORDS
    exercise.editor.controls.caption.value = "Brushes of three kinds"
    choose(exercise, 1)
    exercise.editor.take_out()
    exercise.editor.add()
    exercise.editor.controls.text.value = "A walk through the workshop"
    exercise.editor.controls.day.value = date(2026, 12, 10)
    return dict(exercise.editor.changes)


def assert_all_three(exercise: ContentMix) -> None:
    own = {post.text: post for post in exercise.calendar if post.text}
    assert own[WORDS].caption == "Brushes of three kinds" and own[WORDS].key == "post/2026-11-23/1"
    assert own["A walk through the workshop"].day == date(2026, 12, 10)
    assert "post/2026-11-23/2" not in {post.key for post in exercise.calendar}
    assert WORDS in plain(exercise.posts.value) and "Brushes of three kinds" in plain(exercise.posts.value)


@pytest.mark.parametrize(
    ("control", "value"),
    [("objective", "recruit"), ("posts", 2), ("posts", 6), ("sector", "florist"), ("weeks", 13), ("pace", 1.5)],
)
def test_changes_outlive_another_calendar(mine, control, value):
    change_three(mine)
    assert_all_three(mine)
    mine.controls[control].value = value
    assert_all_three(mine)
    ideas = [post.idea for post in mine.calendar if post.idea]
    assert len(set(ideas)) == len(ideas)


def test_kept_posts_serve_the_aim_of_today(mine):
    change_three(mine)
    mine.controls.objective.value = "recruit"
    added = now(mine, "own/1")
    assert added.objective is Objective.RECRUIT
    mine.controls.objective.value = "be_found"
    assert now(mine, "own/1").objective is Objective.BE_FOUND


def test_a_week_later_each_change_stands_in_its_own_week(mine):
    post = choose(mine, 3)
    assert post.week == 2
    mine.editor.controls.text.value = WORDS
    mine.controls.start.value = MONDAY + timedelta(days=7)
    assert now(mine, post.key).week == 1
    assert WORDS in plain(mine.posts.value.split("Week 2")[0])
    mine.controls.start.value = MONDAY + timedelta(days=21)
    assert now(mine, post.key) is None, "it waits until its weeks come"
    assert WORDS not in plain(mine.posts.value)
    mine.controls.start.value = MONDAY
    assert now(mine, post.key).text == WORDS


def test_changes_outlive_a_reload(mine):
    changes = change_three(mine)
    again = ContentMix()
    assert again.editor.changes == changes and again.calendar == mine.calendar
    assert_all_three(again)
    again.editor.undo()
    assert again.editor.changes == changes, "what was done before the reload is not undone after it"


def test_changes_are_there_again_after_an_example(mine):
    changes = change_three(mine)
    mine.who.value = "bakery"
    assert mine.editor.changes == {} and WORDS not in mine.posts.value
    assert mine.editor.controls.what.value == ""
    mine.editor.undo()
    assert mine.editor.changes == {}, "what was done in one firm is not undone in another"
    choose(mine)
    mine.editor.controls.text.value = "The bakery's words"
    mine.editor.swap()
    mine.who.value = "mine"
    assert mine.editor.changes == changes
    mine.editor.undo()
    assert mine.editor.changes == changes
    assert_all_three(mine)
    assert_all_three(ContentMix())


def test_an_example_keeps_nothing():
    exercise = ContentMix("bakery")
    change_three(exercise)
    assert_all_three(exercise)
    assert EntriesKeeper("mix").load() is None and ProfileKeeper().load() == Profile()
    assert ContentMix("bakery").editor.changes == {}


def test_starting_again_takes_changes_away_and_brings_them_back(mine):
    changes = change_three(mine)
    mine.reset.click()
    assert mine.editor.changes == {} and not any(post.text for post in mine.calendar)
    mine.reset.click()
    assert mine.editor.changes == changes


def test_every_kind_of_change_is_read_back_as_it_was(mine):
    changes = change_three(mine)
    choose(mine, 5)
    mine.editor.swap()
    state = kept(mine.editor.changes)
    assert changes_from(state) == mine.editor.changes and len(state) == len(changes) + 1
    assert kept({}) is None


POST = {"day": "2026-11-24", "network": "instagram", "text": "x", "at": "10:00"}
KEY = "post/2026-11-23/1"
HOSTILE = {
    "no group": [1, 2],
    "a number": {KEY: 7},
    "no day": {KEY: {"post": POST}},
    "a day of no calendar": {KEY: {"post": POST, "day": "2026-02-30"}},
    "another century": {KEY: {"post": {**POST, "day": "1999-01-01"}, "day": "2026-11-23"}},
    "another key": {"post/../../1": {"post": POST, "day": "2026-11-23"}},
    "script as key": {"<script>": {"post": POST, "day": "2026-11-23"}},
    "another network": {KEY: {"post": {**POST, "network": "<b>"}, "day": "2026-11-23"}},
    "another language": {KEY: {"post": {**POST, "language": "xx"}, "day": "2026-11-23"}},
    "another format": {KEY: {"post": {**POST, "format": "smoke"}, "day": "2026-11-23"}},
    "says nothing": {KEY: {"post": {**POST, "text": ""}, "day": "2026-11-23"}},
    "no idea of ours": {KEY: {"post": {**POST, "text": "", "idea": "bakery.nothing"}, "day": "2026-11-23"}},
    "too long": {KEY: {"post": {**POST, "text": "x" * 501}, "day": "2026-11-23"}},
    "half a character": {KEY: {"post": {**POST, "text": "\ud800"}, "day": "2026-11-23"}},
    "minutes without end": {KEY: {"post": {**POST, "minutes": 10**9}, "day": "2026-11-23"}},
    "something more": {KEY: {"post": {**POST, "shoe_size": 43}, "day": "2026-11-23"}},
    "more of the change": {KEY: {"post": POST, "day": "2026-11-23", "who": "me"}},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_kept_changes_that_are_none_are_left_out(mine, name):
    assert changes_from({KEY: {"post": POST, "day": "2026-11-23"}}), "it is what is wrong that is left out"
    good = {"post/2026-11-23/2": {"day": "2026-11-25"}}
    told = {**HOSTILE[name], **good} if isinstance(HOSTILE[name], dict) else HOSTILE[name]
    assert set(changes_from(told)) == (set(good) if isinstance(told, dict) else set())
    EntriesKeeper("mix").save({"values": {}, "state": {"changes": told}})
    again = ContentMix()
    assert again.editor.changes.keys() >= changes_from(told).keys(), "the device itself mends half characters"
    assert again.files.value and again.summary()


@pytest.mark.parametrize(
    "things",
    [7, "x", [7], [[]], [["a"]], [["a", "b", "c"]], [[None, {}]], [["\ud800 x", "<b>"]], [["x" * 900, "y" * 900]]],
)
def test_kept_things_to_do_that_are_none_break_nothing(mine, things):
    EntriesKeeper("mix").save({"values": {}, "state": {"things": things}})
    again = ContentMix()
    assert again.files.value and again.summary()
    assert all(len(post.text) <= 200 and "\ud800" not in post.text for post in again.calendar)


def test_the_fields_of_a_kept_post_are_those_of_a_post(mine):
    assert set(KeptPost.__dataclass_fields__) == set(type(mine.calendar[0]).__dataclass_fields__)


# captions -----------------------------------------------------------------------------------------------------


def fill(exercise: ContentMix, what: str, price: str = "", when: str = "") -> str:
    fields = exercise.editor.controls
    fields.what.value, fields.price.value, fields.when.value = what, price, when
    exercise.editor.draft()
    return fields.caption.value


OURS = {
    "useful": ["How we do it:"],
    "people": ["Behind the counter:"],
    "conversation": ["We would like to know:", "Tell us here: we read every answer."],
    "proof": ["From our work:"],
    "promotion": [],
}


@pytest.mark.parametrize("kind", PostKind)
def test_a_caption_holds_what_was_typed_and_nothing_else_of_the_firm(mine, kind):
    choose(mine)
    mine.editor.controls.kind.value = kind.value
    caption = fill(mine, "brushes of three kinds", "from 4 €", "until Saturday")
    for typed in ("brushes of three kinds", "from 4 €", "until Saturday"):
        assert caption.count(typed) == 1
    rest = caption
    for words in (
        "brushes of three kinds.",
        "Price: from 4 €.",
        "When: until Saturday.",
        "Ferretería Sol",
        *OURS[kind],
    ):
        assert words in rest
        rest = rest.replace(words, "", 1)
    assert rest.strip() == "" and now(mine, mine.editor.controls.which.value).caption == caption


def test_blanks_left_empty_are_not_spoken_of(mine):
    choose(mine)
    mine.editor.controls.kind.value = "promotion"
    assert fill(mine, "Brushes!") == "Brushes!\nFerretería Sol"


def test_without_a_word_there_is_no_caption_and_it_is_said(mine):
    post = choose(mine)
    fill(mine, "", "4 €")
    assert mine.editor.controls.what.has_problem and now(mine, post.key).caption == ""
    fill(mine, "brushes")
    assert not mine.editor.controls.what.has_problem


def test_the_blanks_of_one_post_are_not_said_of_another(mine):
    choose(mine)
    fill(mine, "brushes", "4 €", "Saturday")
    choose(mine, 1)
    fields = mine.editor.controls
    assert (fields.what.value, fields.price.value, fields.when.value, fields.caption.value) == ("", "", "", "")
    choose(mine, 0)
    assert "brushes" in fields.caption.value


def test_another_idea_has_no_caption_of_the_last(mine):
    post = choose(mine)
    fill(mine, "brushes")
    twice(mine.editor.swap)
    assert now(mine, post.key).caption == "" and mine.editor.controls.caption.value == ""
    mine.editor.undo()
    assert "brushes" in now(mine, post.key).caption


def test_html_of_the_learner_is_text(mine):
    choose(mine)
    evil = "<img src=x onerror=alert(1)> & more"
    mine.editor.controls.text.value = evil
    mine.editor.controls.caption.value = evil
    shown = (mine.posts, mine.words, mine.trouble, mine.numbers, mine.mini, mine.folds, mine.editor.status)
    assert not [piece for piece in shown if "<img" in piece.value]
    assert mine.posts.value.count("&lt;img src=x onerror=alert(1)&gt; &amp; more") == 2
    assert evil in mine.summary(), "plain text stays as it is"


# what the check says of changes -------------------------------------------------------------------------------


def test_what_own_changes_break_is_said_in_words(mine):
    mine.controls.promotion_cap.value = 5
    for place in range(4):
        choose(mine, place)
        mine.editor.controls.kind.value = "promotion"
    for _turn in range(8):
        mine.editor.add()
        mine.editor.controls.day.value = date(2026, 11, 25)
    codes = {finding.code for finding in check(mine.result, mine.calendar)}
    assert {MixFinding.PROMOTION_WINDOW, MixFinding.WEEK_OVER_HOURS, MixFinding.PROMOTIONS_IN_ROW} <= codes
    said = plain(mine.trouble.value)
    assert "In the week of 23 November 2026 your posts take" in said and "your own limit is 5" in said
    assert "Two posts that sell follow each other" in said
