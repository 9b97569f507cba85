"""The content mix in the plan: what the learner changed is in its document and files, and comes back from it whole."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest
from defusedxml import ElementTree

from tertulia.entries import EntriesKeeper
from tertulia.language import LANGUAGES, speak
from tertulia.models.strategy.mix_changes import changed
from tertulia.models.strategy.schedule import calendar, reply_slots
from tertulia.plan import storage
from tertulia.plan.export import export
from tertulia.plan.export.document_blocks import Paragraph, Table
from tertulia.plan.export.outline import outline
from tertulia.plan.losses import losses
from tertulia.plan.plan_file import read, write
from tertulia.plan.schema import MOST_ENTRIES, Content, Duties, Entry, Plan, Strategy, Tactic
from tertulia.plan.updates import with_mix
from tertulia.post_ideas import pool
from tertulia.profile import Closure, Profile, ProfileKeeper
from tertulia.widgets.strategy.mix import ContentMix
from tertulia.widgets.strategy.mix_from_plan import changes_from_plan, mix_from_plan
from tests.widgets.strategy.test_mix_editor import twice

MONDAY = date(2026, 11, 23)
WORDS, CAPTION, ADDED = "We show <b>new</b> brushes", "Three kinds\nfrom 4 €", "A walk through the workshop"
SHUT = Closure(date(2026, 12, 7), date(2026, 12, 13))
WINTER = Closure(date(2026, 12, 21), date(2027, 1, 10))
"""After the first four weeks."""


@pytest.fixture(autouse=True)
def device(monkeypatch, tmp_path, undrawn):
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    monkeypatch.setenv("TERTULIA_TODAY", MONDAY.isoformat())
    yield
    speak("en")


@pytest.fixture
def mine() -> ContentMix:
    ProfileKeeper().change(
        sector="retail",
        name="Ferretería Sol",
        hours=5.0,
        posts=3.0,
        region="ES-NC",
        network="instagram",
        promotion=0.2,
        reply_hours=1.0,
        closed=(SHUT,),
        stand_in="Jon",
    )
    return ContentMix()


def choose(exercise: ContentMix, place: int) -> str:
    key = exercise.calendar[place].key
    exercise.editor.controls.which.value = key
    return key


def change(exercise: ContentMix) -> tuple[str, str]:
    """Own words and a caption for the first post, the second taken out, one added; the keys of the first two."""
    first = choose(exercise, 0)
    exercise.editor.controls.text.value = WORDS
    exercise.editor.controls.caption.value = CAPTION
    second = choose(exercise, 1)
    exercise.editor.take_out()
    exercise.editor.add()
    exercise.editor.controls.text.value = ADDED
    return first, second


def add(exercise: ContentMix) -> Plan:
    exercise.plan_button.button.click()
    return storage.keeper().load().plan


def rows(plan: Plan) -> list[str]:
    tables = [block for block in outline(plan, MONDAY).blocks if isinstance(block, Table)]
    return [row[2] for table in tables if table.heads[0] == "When" for row in table.rows]


# the plan and its files -----------------------------------------------------------------------------------------


def test_own_words_captions_and_what_was_taken_out_reach_the_plan(mine):
    first, second = change(mine)
    plan = add(mine)
    by_key = {entry.key: entry for entry in plan.content.entries}
    assert (by_key[first].text, by_key[first].caption) == (WORDS, CAPTION)
    assert second not in by_key and by_key["own/1"].text == ADDED
    posts = {entry.key for entry in plan.content.entries if entry.kind}
    assert posts == {post.key for post in mine.calendar}
    assert read(write(plan)) == plan and add(mine) == plan


def test_own_words_and_captions_stand_in_the_document_and_the_files(mine):
    change(mine)
    plan = add(mine)
    said = rows(plan)
    assert len(said) == len(mine.calendar)
    assert said[0].startswith(f"{WORDS} (") and said[0].endswith("Caption: “Three kinds from 4 €”")
    assert [row for row in said if row.startswith(ADDED)] and sum("Caption" in row for row in said) == 1
    page = export("page", plan, MONDAY).decode()
    assert "We show &lt;b&gt;new&lt;/b&gt; brushes" in page and "<b>new</b>" not in page and "from 4 €" in page
    events = icalendar.Calendar.from_ical(export("calendar", plan, MONDAY)).walk("VEVENT")
    details = [str(event.get("description", "")) for event in events]
    (with_words,) = (text for text in details if WORDS in text)
    assert with_words.endswith(f"\n\n{CAPTION}") and [text for text in details if ADDED in text]
    with zipfile.ZipFile(io.BytesIO(export("spreadsheet", plan, MONDAY))) as sheet:
        shared = " ".join(ElementTree.fromstring(sheet.read("xl/sharedStrings.xml")).itertext())
    assert WORDS in shared and CAPTION in shared and ADDED in shared


def test_the_exercises_own_files_have_them_too(mine):
    change(mine)
    from tests.widgets.strategy.test_mix import link

    mine.calendar_file.fill()
    events = icalendar.Calendar.from_ical(link(mine.calendar_file.made.value, "text/calendar")).walk("VEVENT")
    assert f"{WORDS}\n\n{CAPTION}" in [str(event.get("description", "")) for event in events]
    lines = list(csv.reader(io.StringIO(link(mine.files.value, "text/csv").decode("utf-8-sig"))))
    assert f"{WORDS}\n\n{CAPTION}" in [line[-1] for line in lines]
    assert len(events) == len(lines) - 1 == len(mine.calendar) + len(reply_slots(mine.result))


def test_what_is_taken_out_later_leaves_the_plan_with_its_words(mine):
    first, _second = change(mine)
    add(mine)
    mine.editor.controls.which.value = first
    twice(mine.editor.take_out)
    mine.editor.controls.which.value = "own/1"
    twice(mine.editor.take_out)
    keys = {entry.key for entry in add(mine).content.entries}
    assert not keys & {first, "own/1"}


def test_what_is_put_back_or_undone_is_ours_again_in_the_plan_too(mine):
    first, second = change(mine)
    add(mine)
    mine.editor.controls.which.value = first
    twice(mine.editor.put_back)
    mine.editor.controls.which.value = second
    twice(mine.editor.put_back)
    mine.editor.add()
    assert "own/2" in {entry.key for entry in add(mine).content.entries}
    mine.editor.undo()
    entries = {entry.key: entry for entry in add(mine).content.entries}
    assert (entries[first].text, entries[first].caption) == ("", "") and entries[first].idea
    assert second in entries and "own/2" not in entries and entries["own/1"].text == ADDED


def test_words_written_into_the_plan_itself_stay(mine):
    plan = add(mine)
    entries = list(plan.content.entries)
    place = next(n for n, entry in enumerate(entries) if entry.kind)
    entries[place] = replace(entries[place], text="typed in the file", caption="and beside it")
    written = replace(plan, content=replace(plan.content, entries=tuple(entries)))
    again = with_mix(written, mine.result, mine.calendar, reply_slots(mine.result))
    assert again == written
    fewer = with_mix(written, mine.result, mine.calendar[3:], reply_slots(mine.result))
    kept = {entry.key: entry for entry in fewer.content.entries}
    assert (kept[entries[place].key].text, kept[entries[place].key].caption) == ("typed in the file", "and beside it")
    newer = replace(mine.calendar[0], text="typed here", caption="x")
    entry = with_mix(written, mine.result, (newer, *mine.calendar[1:]), ()).content.entries[0]
    assert (entry.text, entry.caption) == ("typed here", "x")
    without = with_mix(written, mine.result, mine.calendar[3:], (), withdrawn=[entries[place].key])
    assert entries[place].key not in {entry.key for entry in without.content.entries}


def test_things_to_do_stand_in_the_plan_where_the_calendar_has_them_now(mine):
    EntriesKeeper("canvas").save({"values": {"tactics.0.text": "Show one repair"}, "state": None})
    mine.refresh()
    assert any(entry.text == "Show one repair" for entry in add(mine).content.entries)
    mine.controls.posts.value = 1
    plan = add(mine)
    told = {post.key for post in mine.calendar if post.text}
    assert {entry.key for entry in plan.content.entries if entry.text} == told
    assert {entry.key for entry in plan.content.entries if entry.kind} == {post.key for post in mine.calendar}


def test_posts_a_week_are_those_of_a_week_that_has_any(mine):
    plan = add(mine)
    assert plan.content.weeks == 4 and plan.content.posts == len(mine.calendar) / 3 == 3


def test_a_year_of_two_posts_and_a_slot_a_day_fits():
    assert MOST_ENTRIES >= 365 * 3


# pauses ---------------------------------------------------------------------------------------------------------


def paragraphs(plan: Plan) -> str:
    return "\n".join(block.text for block in outline(plan, MONDAY).blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    ("duties", "watches"),
    [
        (Duties(answers="Nekane", stand_in="Jon"), "Jon looks at messages once a day for what cannot wait."),
        (Duties(answers="Nekane"), "Nekane looks at messages once a day for what cannot wait."),
        (Duties(), "Nobody is named yet who looks at messages then."),
    ],
)
def test_a_pause_stands_in_the_document_with_who_watches(mine, duties, watches):
    plan = add(mine)
    assert plan.content.pauses == (SHUT,)
    said = paragraphs(replace(plan, duties=duties))
    closed = "From 7 December 2026 to 13 December 2026 we are closed: nothing is published, on purpose."
    assert f"{closed} {watches}" in said and said.count("we are closed") == 1


def test_half_a_pause_is_none_in_the_document(mine):
    plan = add(mine)
    half = replace(plan.content, pauses=(Closure(SHUT.first, None), Closure(None, SHUT.last), Closure()))
    assert "we are closed" not in paragraphs(replace(plan, content=half))
    assert read(write(replace(plan, content=half))).content.pauses == half.pauses


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pause_is_told_in_both_languages(mine, language):
    plan = add(mine)
    speak(language)
    said = paragraphs(plan)
    assert "Jon" not in said or "{" not in said
    assert ("13 December 2026" if language == "en" else "13 de diciembre de 2026") in said


def test_a_pause_that_is_over_or_opened_again_leaves_the_plan_without_a_question(mine):
    plan = add(mine)
    ProfileKeeper().change(closed=())
    again = ContentMix()
    assert again.result.year.closed == () and losses(plan, again.for_plan(plan)) == ()
    assert add(again).content.pauses == ()


def test_only_pauses_of_the_calendars_weeks_are_in_the_plan(mine):
    ProfileKeeper().change(closed=(SHUT, WINTER))
    exercise = ContentMix()
    assert add(exercise).content.pauses == (SHUT,)
    exercise.controls.weeks.value = 8
    assert add(exercise).content.pauses == (SHUT, WINTER)


def test_a_plan_without_captions_and_pauses_still_reads(mine):
    """Version 3 as it was written before there were any."""
    content = json.loads(write(add(mine)))
    assert content["version"] == 3
    content["content"].pop("pauses")
    for entry in content["content"]["entries"]:
        entry.pop("caption", None)
    plan = read(json.dumps(content))
    assert plan.content.pauses == () and {entry.caption for entry in plan.content.entries} == {""}
    assert len(rows(plan)) == len(mine.calendar)


# from the mix to the plan and back --------------------------------------------------------------------------------


def elsewhere(plan: Plan, monkeypatch, tmp_path) -> ContentMix:
    """The exercise on another device, on which there is only the plan and what was told of the firm's year."""
    (tmp_path / "another").mkdir()
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "another" / "my-plan.json"))
    storage.keeper().save(plan, None)
    ProfileKeeper().change(sector="retail", region="ES-NC", closed=(SHUT,))
    return ContentMix()


def test_the_walk_from_mix_to_plan_and_back_loses_nothing(mine, monkeypatch, tmp_path):
    mine.controls.hours.value = 6.0
    mine.controls.objective.value = "bring_back"
    mine.controls.promotion_cap.value = 25
    mine.controls.shares["useful"].value = 4
    first, second = change(mine)
    plan = add(mine)
    again = elsewhere(plan, monkeypatch, tmp_path)
    assert {name: again.controls[name].value for name, value in mix_from_plan(plan).items() if value is not None} == {
        name: value for name, value in mix_from_plan(plan).items() if value is not None
    }
    own = {post.key: (post.text, post.caption, post.day) for post in again.calendar if post.text}
    assert own == {post.key: (post.text, post.caption, post.day) for post in mine.calendar if post.text}
    after = add(again)
    told = {entry.key: entry for entry in after.content.entries if entry.text or entry.caption}
    assert told == {entry.key: entry for entry in plan.content.entries if entry.text or entry.caption}
    assert losses(plan, after) == () and after.content.parts == plan.content.parts
    assert after.duties == plan.duties and after.strategy == plan.strategy


def test_own_posts_of_the_plan_can_be_changed_on_another_device(mine, monkeypatch, tmp_path):
    first, _second = change(mine)
    again = elsewhere(add(mine), monkeypatch, tmp_path)
    again.editor.controls.which.value = first
    assert again.editor.controls.text.value == WORDS and again.editor.controls.caption.value == CAPTION
    again.editor.controls.text.value = "Other brushes"
    assert ContentMix().calendar[0].text == "Other brushes", "kept there too"
    twice(again.editor.take_out)
    assert first not in {entry.key for entry in add(again).content.entries}


def test_only_what_the_learner_wrote_comes_back_as_a_change():
    day = {"day": date(2026, 11, 24), "network": "instagram", "kind": "useful", "idea": pool("other")[0].key}
    entries = (
        Entry(key="post/2026-11-23/1", **day),
        Entry(key="post/2026-11-23/2", **day, caption="beside it"),
        Entry(key="post/2026-11-23/3", **day, text="Show one repair"),
        Entry(key="post/2026-11-23/4", **day | {"network": "nowhere"}, text="x"),
        Entry(key="somewhere/1", **day, text="x"),
        Entry(key="own/7", **day, text="x" * 500),
        Entry(key="own/8", **day, text="x" * 501),
        Entry(key="reply/2026-11-23/1", day=date(2026, 11, 24), text="x"),
        Entry(key="own/9", network="instagram", kind="useful", text="no day"),
    )
    tactics = (Tactic(text="Show one repair "),)
    found = changes_from_plan(Plan(strategy=Strategy(tactics=tactics), content=Content(entries=entries)))
    assert set(found) == {"post/2026-11-23/2", "own/7"}
    assert found["own/7"].post.text == "x" * 500 and found["post/2026-11-23/2"].post.caption == "beside it"


def test_who_has_begun_here_keeps_their_own_changes(mine):
    change(mine)
    plan = add(mine)
    mine.editor.controls.which.value = mine.calendar[0].key
    twice(mine.editor.put_back)
    assert not ContentMix().calendar[0].text, "the plan fills nothing in"
    assert plan.content.entries


def test_the_calendar_in_the_plan_is_the_exercises_with_its_changes(mine):
    change(mine)
    assert mine.calendar == changed(mine.result, calendar(mine.result), mine.editor.changes)
    assert Profile() != ProfileKeeper().load()


def test_swaps_moves_and_what_is_out_come_back_from_the_plan_on_another_device(mine, monkeypatch, tmp_path):
    editor = mine.editor
    swapped, moved, out = choose(mine, 0), None, None
    editor.swap()
    moved = choose(mine, 1)
    free = next(day for day in (MONDAY + timedelta(days=n) for n in range(28)) if not editor._refused(day))
    editor.controls.day.value = free
    out = choose(mine, 4)
    editor.take_out()
    plan = add(mine)
    assert {entry.key for entry in plan.content.entries if entry.changed} == {swapped, moved}
    assert plan.content.taken_out == (out,)
    told = changes_from_plan(plan)
    assert told.keys() == {swapped, moved, out} and told[out].post is None
    assert told[moved].post.day == free
    assert told[swapped].post.idea == editor.changes[swapped].post.idea
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "other" / "my-plan.json"))
    (tmp_path / "other").mkdir()
    storage.keeper().save(plan, None)
    there = ContentMix()
    ours = {post.key: (post.day, post.idea) for post in mine.calendar}
    assert {key: ours[key] for key in (swapped, moved)} == {
        post.key: (post.day, post.idea) for post in there.calendar if post.key in (swapped, moved)
    }
    assert out not in {post.key for post in there.calendar}


def test_own_words_ask_before_they_go(mine):
    key = choose(mine, 0)
    mine.editor.controls.text.value = WORDS
    for press in (mine.editor.swap, mine.editor.take_out, mine.editor.put_back):
        before = mine.calendar
        press()
        assert mine.calendar == before and "This takes away what you wrote" in mine.editor.status.value
        assert "<b>new</b>" not in mine.editor.status.value
        press()
        assert mine.calendar != before
        mine.editor.undo()
        assert mine.calendar == before and mine.editor.controls.which.value == key
