"""The content mix, driven without a browser."""

from __future__ import annotations

import base64
import csv
import io
import re
from datetime import date

import icalendar
import pytest

from tertulia.models.strategy import mix as model
from tertulia.models.strategy.ideas import PostKind, Sector, idea
from tertulia.models.strategy.schedule import calendar, reply_slots
from tertulia.widgets import content_mix
from tertulia.widgets.strategy.mix_words import kind_letter, sector_words


@pytest.fixture(scope="module")
def exercise():
    return content_mix("bakery")


@pytest.fixture
def bakery(exercise):
    exercise.who.value = "bakery"
    exercise.restart()
    exercise.controls.start.value = date(2027, 1, 4)
    return exercise


def link(html: str, kind: str) -> bytes:
    return base64.b64decode(re.search(rf"data:{kind};base64,([^\"]+)", html)[1])


def test_the_posts_are_the_models(bakery):
    posts = calendar(bakery.mix_now())
    assert len(posts) == bakery.posts.value.count('<i class="tt-letter')
    for post in posts:
        assert idea(post.idea).text in bakery.posts.value


def test_more_promotion_than_the_limit_is_said_and_not_planned(bakery):
    bakery.controls.shares[PostKind.PROMOTION].value = 10
    bakery.controls.promotion_cap.value = 10
    assert "your own limit is 10\u202f%" in bakery.trouble.value
    posts = bakery.calendar
    assert sum(post.kind is PostKind.PROMOTION for post in posts) <= 0.1 * len(posts)


def test_hours_that_hold_fewer_posts_are_said(bakery):
    bakery.controls.posts.value = 14
    assert "You planned 14 posts a week" in bakery.trouble.value
    assert len(bakery.calendar) / 4 == model.capacity(bakery.mix_now()).posts


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"second": "instagram"}, "second", "Choose another network"),
        ({"reply_hours": 8.0}, "reply_hours", "Give fewer to answering"),
        ({f"shares.{kind}": 0 for kind in PostKind}, "shares.useful", "at least one kind"),
        ({f"weekdays.{n}": False for n in range(7)}, "weekdays.0", "at least one day"),
        ({"start": None}, "start", "Choose a date"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_changes_nothing_else(bakery, changes, field, words):
    before = (bakery.numbers.value, bakery.posts.value, bakery.picture.value)
    with bakery.quietly():
        for name, value in changes.items():
            bakery.controls[name].value = value
    bakery.refresh()
    assert words in bakery.controls[field]._message.value
    assert (bakery.numbers.value, bakery.posts.value, bakery.picture.value) == before


def test_the_calendar_file_holds_every_post_and_every_reply_slot(bakery):
    mix = bakery.mix_now()
    entries = icalendar.Calendar.from_ical(link(bakery.files.value, "text/calendar")).walk("VEVENT")
    assert len(entries) == len(calendar(mix)) + len(reply_slots(mix))
    texts = {str(entry.get("description", "")) for entry in entries}
    assert {idea(post.idea).text for post in calendar(mix)} <= texts


def test_the_table_file_has_the_same_posts(bakery):
    rows = list(csv.reader(io.StringIO(link(bakery.files.value, "text/csv").decode("utf-8-sig"))))
    assert rows[0] == ["Date", "Time", "Minutes", "What", "Network", "Kind", "Format", "Idea"]
    assert sum(bool(row[-1]) for row in rows[1:]) == len(bakery.calendar)


def test_each_kind_has_a_letter_of_its_own():
    assert len({kind_letter(kind) for kind in PostKind}) == len(PostKind)


def test_every_sector_gives_a_calendar(bakery):
    for sector in Sector:
        bakery.controls.sector.value = sector.value
        assert bakery.calendar
        assert sector_words(sector)
