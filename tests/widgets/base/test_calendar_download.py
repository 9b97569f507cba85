"""The learner's own calendar file: in the content mix, in the plan, and where nothing can be kept."""

from __future__ import annotations

import base64
import errno
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from tertulia import browser, calendar_editions
from tertulia.calendar_files import Event
from tertulia.clock import now
from tertulia.device import FileStore, Nowhere
from tertulia.plan.export.calendar import events as entries_of_plan
from tertulia.plan.plan_file import read, write
from tertulia.plan.storage import Keeper
from tertulia.widgets import content_mix, plan_review
from tertulia.widgets.base.calendar_download import CalendarDownload
from tertulia.widgets.strategy.mix_calendar import calendar_entries
from tests.calendar_readers import StrictCalendar
from tests.widgets.plan.test_review import upload

pytestmark = pytest.mark.usefixtures("place")


@pytest.fixture
def noted(place: Path) -> Path:
    return place.with_name("my-calendar.json")


@pytest.fixture
def refused(monkeypatch) -> dict[str, Callable[[str], None]]:
    """What the page calls, by store, when it could not keep what seemed to be kept."""
    calls: dict[str, Callable[[str], None]] = {}
    monkeypatch.setattr(browser, "when_refused", calls.__setitem__)
    return calls


def event(number: int, title: str = "Post") -> Event:
    start = datetime(2026, 12, 1, 10) + timedelta(days=number)
    return Event(key=f"mine/post/{number}", start=start, minutes=30, title=title)


def download_of(*entries: Event) -> CalendarDownload:
    made = CalendarDownload("posts.ics", ("mine/post/",))
    made.offer(entries, "Posts of my firm")
    return made


def file(html: str) -> bytes:
    return base64.b64decode(re.search(r"data:text/calendar;base64,([^\"]+)", html)[1])


def said(html: str) -> list[str]:
    return [unescape(re.sub(r"<[^>]+>", "", line)) for line in re.findall(r'<p class="tt-note".*?</p>', html)]


# the button -------------------------------------------------------------------------------------------------


def test_the_file_is_made_and_noted_when_the_button_is_pressed_and_not_before(noted):
    download = download_of(event(1), event(2))
    download.offer([event(1), event(3)], "Posts of my firm")
    assert download.made.value == "" and not noted.exists()
    download.make.click()
    assert noted.exists() and 'download="posts.ics"' in download.made.value
    assert said(download.made.value)[0] == "The calendar has 2 entries."
    assert 'role="status"' in download.made.value


def test_it_says_what_is_different_from_the_file_before():
    download = download_of(event(1), event(2), event(3))
    download.make.click()
    download.offer([event(1), event(2, "Other"), event(4), event(5)], "Posts of my firm")
    assert download.made.value == "", "the file that was shown held other entries"
    download.make.click()
    assert said(download.made.value)[0] == (
        "The calendar has 4 entries. Since the file you made before: 2 new, 1 changed, 1 cancelled."
    )
    download.make.click()
    assert said(download.made.value)[0] == "The calendar has 4 entries. Since the file you made before: nothing."
    download.offer([event(1)], "Posts of my firm")
    download.make.click()
    assert said(download.made.value)[0] == "The calendar has 1 entry. Since the file you made before: 3 cancelled."


def test_a_redraw_with_the_same_entries_leaves_the_file_where_it_is():
    download = download_of(event(1))
    download.make.click()
    before = download.made.value
    download.offer([event(1)], "Posts of my firm")
    assert download.made.value == before != ""


def test_without_entries_there_is_no_button():
    download = CalendarDownload("posts.ics", ("mine/post/",))
    assert "tt-hidden" in download.box._dom_classes, "what it needs may not have arrived yet"
    download.offer((), "x")
    assert "tt-hidden" in download.box._dom_classes
    download.offer([event(1)], "x")
    assert "tt-hidden" not in download.box._dom_classes


def test_it_says_what_a_phone_may_not_do_and_promises_only_what_is_noted(monkeypatch):
    download = download_of(event(1))
    download.make.click()
    _count, replaces, phones = said(download.made.value)
    assert "replaces the entries of the last one" in replaces and "Some phone calendars" in phones
    monkeypatch.setattr(calendar_editions, "store", lambda _name: Nowhere())
    download.make.click()
    count, may_stay, phones = said(download.made.value)
    assert count == "The calendar has 1 entry." and "may leave old entries in your calendar" in may_stay
    assert "replaces" not in may_stay and "Some phone calendars" in phones
    assert file(download.made.value)


def test_a_note_that_cannot_be_read_is_said(noted):
    noted.write_text("[]")
    download = download_of(event(1))
    download.make.click()
    assert said(download.made.value)[:2] == [
        "The calendar has 1 entry.",
        "What your last file held cannot be read here: its old entries may stay in your calendar.",
    ]


def test_what_another_tab_noted_in_the_same_moment_is_joined(refused, noted):
    download = download_of(event(1))
    refused["calendar"]("changed")
    assert download.made.value == "" and not noted.exists(), "nothing was made yet"
    hear = refused["calendar"]
    download.make.click()
    noted.unlink()  # it never came into the browser, for another tab was there first
    download_of(event(7)).make.click()
    hear("changed")
    assert (
        said(download.made.value)[0] == "The calendar has 1 entry. Since the file you made before: 1 new, 1 cancelled."
    )


def test_what_could_not_be_noted_after_all_is_said(refused, monkeypatch, noted):
    download = download_of(event(1))
    download.make.click()
    assert "replaces" in said(download.made.value)[1]

    class Full(FileStore):
        def write(self, text: str, expected: str | None) -> bool:
            raise OSError(errno.ENOSPC, "full")

    noted.unlink()
    monkeypatch.setattr(calendar_editions, "store", lambda _name: Full(noted))
    refused["calendar"]("full")
    assert "may leave old entries" in said(download.made.value)[1]


# the content mix --------------------------------------------------------------------------------------------


def test_an_example_has_its_file_at_once_and_nothing_is_noted(noted):
    exercise = content_mix("bakery")
    assert file(exercise.files.value) and "tt-hidden" in exercise.calendar_file.box._dom_classes
    assert "replaces" not in exercise.files.value
    assert not noted.exists()


def test_of_two_mixes_of_the_own_firm_the_second_remains(noted):
    exercise = content_mix("mine")
    exercise.controls.hours.value = 6.0
    exercise.controls.posts.value = 3
    assert "text/calendar" not in exercise.files.value and "text/csv" in exercise.files.value
    strict = StrictCalendar()
    exercise.calendar_file.make.click()
    strict.load(file(exercise.calendar_file.made.value))
    first = dict(strict.shown())
    exercise.controls.posts.value = 2
    exercise.controls.weekdays[0].value = not exercise.controls.weekdays[0].value
    assert exercise.calendar_file.made.value == ""
    exercise.calendar_file.make.click()
    strict.load(file(exercise.calendar_file.made.value))
    wanted = calendar_entries(exercise.result, exercise.calendar, exercise.firm)
    assert sorted(strict.shown().values()) == sorted((each.start, each.title) for each in wanted)
    assert strict.shown() != first and len(strict.shown()) < len(strict.held)


def test_another_visit_goes_on_from_the_file_before():
    download_of(event(1), event(2)).make.click()
    again = download_of(event(1))
    again.make.click()
    assert said(again.made.value)[0] == "The calendar has 1 entry. Since the file you made before: 1 cancelled."


# the plan ---------------------------------------------------------------------------------------------------


def planned(place: Path) -> None:
    """A plan with posts and a review, made of a content mix."""
    exercise = content_mix("mine")
    exercise.controls.hours.value = 6.0
    exercise.plan_button.button.click()


def test_the_plans_file_is_noted_with_the_mixs_and_cancels_what_left_the_plan(place, noted):
    planned(place)
    review = plan_review("mine")
    review.make.click()
    plan = Keeper(FileStore(place)).load().plan
    held = list(entries_of_plan(plan))
    kinds = {each.key.split("/")[1] for each in held}
    assert {"post", "review"} <= kinds
    assert said(review.files.value)[0] == f"The calendar has {len(held)} entries."
    strict = StrictCalendar()
    strict.load(file(review.files.value))
    assert len(strict.shown()) == len(held)

    # the mix's file speaks of posts and slots alone
    exercise = content_mix("mine")
    exercise.controls.posts.value = 1
    exercise.calendar_file.make.click()
    strict.load(file(exercise.calendar_file.made.value))
    assert {str(each.start) for each in held if "/review/" in each.key} <= {
        str(start) for start, _title in strict.shown().values()
    }

    kept = Keeper(FileStore(place)).load()
    smaller = replace(kept.plan, content=replace(kept.plan.content, entries=kept.plan.content.entries[:2]))
    Keeper(FileStore(place)).save(smaller, kept.stamp)
    review = plan_review("mine")
    review.make.click()
    strict.load(file(review.files.value))
    wanted = list(entries_of_plan(review.result))
    assert sorted(strict.shown().values()) == sorted((each.start, each.title) for each in wanted)
    assert "cancelled" in said(review.files.value)[0]


def test_an_invented_plan_and_a_loaded_one_are_not_noted(place, noted):
    example = plan_review("bakery")
    example.make.click()
    assert file(example.files.value) and not noted.exists()
    planned(place)
    plan = read(place.read_text())
    own = plan_review("mine")
    upload(own, write(replace(plan, firm=replace(plan.firm, name="Somebody else"))).encode())
    own.make.click()
    assert b"Somebody else" in file(own.files.value) and not noted.exists()
    assert "replaces" not in own.files.value


def test_what_the_plans_file_could_not_note_is_said(refused, place, monkeypatch):
    planned(place)
    review = plan_review("mine")
    refused["calendar"]("blocked")
    assert review.files.value == ""
    review.make.click()
    monkeypatch.setattr(calendar_editions, "store", lambda _name: Nowhere())
    refused["calendar"]("blocked")
    assert "may leave old entries" in review.files.value


def test_the_moment_is_held_still_with_the_day(monkeypatch):
    assert now().isoformat() == "2026-11-25T00:00:00+00:00"
    monkeypatch.delenv("TERTULIA_TODAY")
    assert now().microsecond == 0 and abs((now().date() - date.today()).days) <= 1
