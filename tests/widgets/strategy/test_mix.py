"""The content mix, driven without a browser."""

from __future__ import annotations

import base64
import csv
import io
import math
import re
from datetime import date, datetime, time, timedelta
from html import unescape

import icalendar
import pytest

from tertulia.charts import month, picture
from tertulia.language import LANGUAGES, day, number, percent, speak
from tertulia.models.finding import Finding, Severity
from tertulia.models.strategy import mix as model
from tertulia.models.strategy.ideas import PostFormat, PostKind
from tertulia.models.strategy.mix_check import MixFinding
from tertulia.models.strategy.mix_weeks import capacity
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.schedule import calendar, in_order, reply_slots
from tertulia.post_ideas import occasion_words, sector_words, sectors
from tertulia.terms import post_format_words, post_kind_words
from tertulia.widgets import content_mix
from tertulia.widgets.strategy import mix_calendar
from tertulia.widgets.strategy.mix_words import finding_words, kind_letter, post_words, weekday_words


@pytest.fixture(scope="module")
def exercise():
    return content_mix("bakery")


@pytest.fixture
def bakery(exercise, undrawn):
    exercise.who.value = "bakery"
    exercise.restart()
    exercise.controls.start.value = date(2027, 1, 4)
    return exercise


def link(html: str, kind: str) -> bytes:
    return base64.b64decode(re.search(rf"data:{kind};base64,([^\"]+)", html)[1])


def plain(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_the_posts_are_the_models(bakery):
    posts = calendar(bakery.mix_now())
    assert len(posts) == bakery.posts.value.count('<i class="tt-letter')
    for post in posts:
        assert post_words(post) in plain(bakery.posts.value)


def tiles(html):
    return [plain(tile) for tile in re.findall(r'<p class="tt-number[ "].*?</p>', html)]


SETTINGS = {
    "sector": "guesthouse",
    "objective": "listen",
    "network": "facebook",
    "second": "whatsapp",
    "promotion_cap": 35,
    "posts": 4,
    "hours": 8.5,
    "reply_hours": 1.5,
    "pace": 1.25,
    "weeks": 6,
    "at": 16,
    "weekdays.0": False,
    "weekdays.5": True,
    "shares.useful": 4,
    "shares.promotion": 1,
}


@pytest.fixture
def guesthouse(bakery):
    """An exercise in which nearly every control was moved."""
    with bakery.quietly():
        for name, value in SETTINGS.items():
            bakery.controls[name].value = value
    bakery.refresh()
    return bakery


def test_each_control_reaches_the_model(guesthouse):
    mix = guesthouse.mix_now()
    assert (mix.sector, mix.objective) == ("guesthouse", Objective.LISTEN)
    assert mix.networks == ("facebook", "whatsapp")
    assert (mix.posts, mix.hours, mix.reply_hours, mix.pace, mix.weeks) == (4, 8.5, 1.5, 1.25, 6)
    assert (mix.start, mix.at, mix.promotion_cap) == (date(2027, 1, 4), time(16), 0.35)
    assert mix.weekdays == (1, 2, 3, 4, 5)
    parts = {"useful": 4, "people": 2, "conversation": 2, "proof": 1, "promotion": 1}
    assert mix.shares == {PostKind(kind): part / 10 for kind, part in parts.items()}


def test_every_control_is_shown(bakery):
    def boxes(widget):
        yield widget
        for child in getattr(widget, "children", ()):
            yield from boxes(child)

    shown = list(boxes(bakery.widget))
    assert [name for name, control in bakery.controls.named().items() if control.box not in shown] == []


def test_each_number_stands_with_its_words(guesthouse):
    guesthouse.controls.posts.value, guesthouse.controls.reply_hours.value = 14, 2.5
    mix, posts = guesthouse.mix_now(), guesthouse.calendar
    weekly, selling = len(posts) // 6, sum(post.kind is PostKind.PROMOTION for post in posts)
    assert 1 < weekly < 14 and 0 < selling < len(posts) / 2
    spent = sum(entry.minutes for entry in in_order(posts, reply_slots(mix))) / 6 / 60
    hours = f"{round(2 * spent) / 2:g}"
    assert float(hours) != round(spent), "half an hour must show"
    assert tiles(guesthouse.numbers.value) == [
        f"{weekly}posts a week fit your hours",
        f"{hours} hoursof your 8.5 hours a week, answering included",
        f"{selling}of {len(posts)} posts in 6 weeks sell",
    ]
    fits = capacity(mix).posts
    assert plain(guesthouse.mini.value) == f"{weekly} posts a week{fits} fit your hours"
    assert f"{weekly} posts a week on Facebook + WhatsApp Business, and 2.5 hours a week booked first" in plain(
        guesthouse.words.value
    )
    assert guesthouse.summary().startswith(f"{len(posts)} posts in 6 weeks; the first: ")


def test_the_same_in_spanish():
    speak("es")
    try:
        spanish = content_mix("bakery")
        assert tiles(spanish.numbers.value) == [
            "3publicaciones a la semana caben en tus horas",
            "2 horasde 4 horas a la semana, respuestas incluidas",
            "2para vender, de 12 publicaciones en 4 semanas",
        ]
        assert "3 publicaciones a la semana en Instagram y, antes que nada, 1 hora a la semana" in plain(
            spanish.words.value
        )
        text = link(spanish.files.value, "text/csv").decode("utf-8-sig")
        assert text.splitlines()[0] == "Fecha;Hora;Minutos;Qué;Red;Tipo;Formato;Idea"
    finally:
        speak("en")


def test_each_post_is_told_whole(guesthouse):
    _before, *items = guesthouse.posts.value.split('<li><i class="tt-letter')
    for post, item in zip(calendar(guesthouse.mix_now()), items, strict=True):
        item = '<i class="tt-letter' + item.split("<details><summary>Before it goes out")[0]
        kind = post_kind_words(post.kind)
        assert f'title="{kind}">{kind_letter(post.kind)}</i>' in item
        assert plain(item) == (
            f"{kind_letter(post.kind)}{day(post.day, 'EEEE d MMMM')}, {post.at:%H:%M}{post_words(post)}"
            f"{kind} · {NETWORKS[post.network].name}, {post_format_words(post.format)}, {post.minutes} minutes"
            + (f" · {occasion_words(post.occasion)}" if post.occasion else "")
            + (" · your own" if post.text else "")
        )
    heads = re.findall(r"Week (\d), from ([^<]+)<", guesthouse.posts.value)
    assert [int(week) for week, _day in heads] == [1, 2, 3, 4, 5, 6]
    assert heads[0][1] == "4 January"


@pytest.fixture
def month_drawn(bakery, monkeypatch):
    monkeypatch.setattr(month, "at_widths", picture.at_widths)
    bakery.refresh()
    assert "<svg" in bakery.picture.value


def test_the_picture_gets_the_models_posts(guesthouse, month_drawn, monkeypatch):
    drawn = []
    monkeypatch.setattr(mix_calendar, "month", lambda *given: drawn.append(given) or {568: "", 350: ""})
    guesthouse.refresh()
    first, weeks, squares, letters, _name, alternative = drawn[-1]
    posts = guesthouse.calendar
    assert (first, weeks) == (date(2027, 1, 4), 6)
    assert [(square.day, tuple(PostKind)[square.kind]) for square in squares] == [
        (post.day, post.kind) for post in posts
    ]
    assert [letters[place] for place in range(5)] == [kind_letter(kind) for kind in PostKind]
    selling = sum(post.kind is PostKind.PROMOTION for post in posts)
    title = f"{len(posts) - selling} of {len(posts)} posts are for people, {selling} to sell"
    assert title in guesthouse.picture.value
    assert f"{len(posts)} posts in 6 weeks from" in alternative and f"Sells {selling}" in alternative


def test_the_tables_are_the_models(guesthouse):
    minutes, habits = (
        [[plain(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in re.findall("<tr>.*?</tr>", part)]
        for part in re.findall("<tbody>.*?</tbody>", guesthouse.folds.value)
    )
    assert minutes == [
        [post_kind_words(kind), *(number(1.25 * model.MINUTES[kind][form]) for form in PostFormat)] for kind in PostKind
    ]
    assert [row[0] for row in habits] == ["80/20", "70-20-10", "5-3-2"]
    assert [row[1:] for row in habits] == [
        [percent(shares[kind]) for kind in PostKind] for shares in model.CONVENTIONS.values()
    ]


def test_what_the_check_finds_is_said_in_numbers(bakery):
    with bakery.quietly():
        bakery.controls.second.value = "whatsapp"
        bakery.controls.posts.value = 14
        bakery.controls.reply_hours.value = 0.5
    bakery.refresh()
    room = capacity(bakery.mix_now())
    needed = f"{math.ceil(2 * room.needed) / 2:g}"
    trouble = plain(bakery.trouble.value)
    assert f"You planned 14 posts a week, but 4 hours hold {room.posts}." in trouble
    assert f"for all of them you would need {needed} hours." in trouble
    assert (
        "Your 4 hours a week are not enough for 2 networks: that takes 7 hours. The calendar uses 1 network." in trouble
    )
    bakery.controls.hours.value = 1.5
    assert "The calendar uses the first all the same." in plain(bakery.trouble.value)


VALUES = {
    MixFinding.CANNOT_MAKE: {"network": "tiktok", "format": "short_video"},
    MixFinding.CLOSED_WEEKS: {"weeks": 4, "first": date(2027, 1, 4)},
    MixFinding.HOLIDAYS_UNKNOWN: {"last": date(2028, 12, 31)},
    MixFinding.WEEK_OVER_HOURS: {"week": date(2027, 1, 4), "minutes": 240, "available": 180},
    MixFinding.PROMOTION_WINDOW: {"share": 0.5, "cap": 0.25, "first": date(2027, 1, 4), "last": date(2027, 1, 31)},
}
NUMBERS = (
    "planned",
    "hours",
    "fits",
    "needed",
    "share",
    "cap",
    "networks",
    "allowed",
    "days",
    "most",
    "ideas",
    "posts",
)
FILLED = dict.fromkeys((*NUMBERS, "of", "sell", "every", "slots"), 2) | {"first": date(2027, 1, 4)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_its_sentence(language):
    speak(language)
    try:
        sentences = {
            code: finding_words(
                Finding(code=code, part="posts", severity=Severity.WARN, values=VALUES.get(code, FILLED))
            )
            for code in MixFinding
        }
    finally:
        speak("en")
    assert len(set(sentences.values())) == len(MixFinding)
    assert not [sentence for sentence in sentences.values() if "{" in sentence or not sentence.endswith(".")]
    if language == "en":
        assert sentences[MixFinding.REPLY_GAP].startswith("Somebody may wait 2 days")
        assert sentences[MixFinding.PROMOTION_OVER_CAP].startswith("You want 200")
        assert sentences[MixFinding.CANNOT_MAKE].startswith("TikTok lives on short video")
        assert "4 January 2027 your posts take 240 minutes, and it has 180" in sentences[MixFinding.WEEK_OVER_HOURS]
        assert "50\u202f% of the posts sell, and your own limit is 25" in sentences[MixFinding.PROMOTION_WINDOW]


def test_weekdays_begin_with_monday():
    assert [weekday_words(n) for n in (0, 6)] == ["Monday", "Sunday"]


def test_more_promotion_than_the_limit_is_said_and_not_planned(bakery):
    bakery.controls.shares[PostKind.PROMOTION].value = 10
    bakery.controls.promotion_cap.value = 10
    assert "your own limit is 10\u202f%" in bakery.trouble.value
    posts = bakery.calendar
    assert sum(post.kind is PostKind.PROMOTION for post in posts) <= 0.1 * len(posts)


def test_hours_that_hold_fewer_posts_are_said(bakery):
    bakery.controls.posts.value = 14
    assert "You planned 14 posts a week" in bakery.trouble.value
    assert len(bakery.calendar) / 4 == capacity(bakery.mix_now()).posts


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
def test_what_cannot_be_is_said_at_the_field_and_changes_nothing_else(bakery, month_drawn, changes, field, words):
    before = (bakery.numbers.value, bakery.posts.value, bakery.picture.value)
    with bakery.quietly():
        for name, value in changes.items():
            bakery.controls[name].value = value
    bakery.refresh()
    assert words in bakery.controls[field]._message.value
    assert (bakery.numbers.value, bakery.posts.value, bakery.picture.value) == before


def test_the_calendar_file_holds_every_post_and_every_reply_slot(guesthouse):
    mix = guesthouse.mix_now()
    entries = icalendar.Calendar.from_ical(link(guesthouse.files.value, "text/calendar")).walk("VEVENT")
    begun = {}
    for entry in entries:
        start = entry["dtstart"].dt.replace(tzinfo=None)
        begun[start] = (
            str(entry["summary"]),
            str(entry.get("description", "")),
            entry["dtend"].dt - entry["dtstart"].dt,
        )
        (alarm,) = entry.walk("VALARM")
        assert alarm["trigger"].dt == -timedelta(minutes=15)
    booked = {
        datetime.combine(post.day, post.at): (
            f"{NETWORKS[post.network].name}: {post_kind_words(post.kind).lower()}",
            post_words(post),
            timedelta(minutes=post.minutes),
        )
        for post in calendar(mix)
    } | {
        datetime.combine(slot.day, slot.at): ("Answer messages", "", timedelta(minutes=slot.minutes))
        for slot in reply_slots(mix)
    }
    assert begun == booked and len(entries) == len(booked)


def test_two_firms_do_not_replace_each_others_entries(bakery):
    def uids():
        entries = icalendar.Calendar.from_ical(link(bakery.files.value, "text/calendar")).walk("VEVENT")
        return {str(entry["uid"]) for entry in entries}

    here = uids()
    bakery.who.value = "guesthouse"
    bakery.controls.start.value = date(2027, 1, 4)
    assert not here & uids()


def test_the_table_file_has_the_same_entries(guesthouse):
    lines = list(csv.reader(io.StringIO(link(guesthouse.files.value, "text/csv").decode("utf-8-sig"))))
    assert lines[0] == ["Date", "Time", "Minutes", "What", "Network", "Kind", "Format", "Idea"]
    mix = guesthouse.mix_now()
    for line, entry in zip(lines[1:], in_order(calendar(mix), reply_slots(mix)), strict=True):
        assert line[:3] == [entry.day.isoformat(), f"{entry.at:%H:%M}", str(entry.minutes)]
        if hasattr(entry, "idea"):
            network, kind = NETWORKS[entry.network].name, post_kind_words(entry.kind)
            form = post_format_words(entry.format)
            assert line[3:] == [f"{network}: {kind.lower()}", network, kind, form, post_words(entry)]
        else:
            assert line[3:] == ["Answer messages", "", "", "", ""]


def test_each_kind_has_a_letter_of_its_own():
    assert len({kind_letter(kind) for kind in PostKind}) == len(PostKind)


def test_every_sector_gives_a_calendar(bakery):
    for sector in sectors():
        bakery.controls.sector.value = sector.key
        assert bakery.calendar
        assert sector_words(sector.key)
