"""The foundations check, driven without a browser."""

from __future__ import annotations

import base64
import csv
import io
import re

import pytest

from tertulia import language
from tertulia.models.start import foundations as model
from tertulia.models.start.foundations import Check, Desk, Maker, Verdict
from tertulia.widgets import foundations_check
from tertulia.widgets.start.foundations import STARTS
from tertulia.widgets.start.foundations_words import check_words, desk_words, part_words, verdict_words


@pytest.fixture(scope="module")
def exercise():
    return foundations_check("guesthouse")


@pytest.fixture
def guesthouse(exercise):
    exercise.who.value = "guesthouse"
    exercise.restart()
    return exercise


def link(html: str, kind: str) -> str:
    return base64.b64decode(re.search(rf"data:{kind};base64,([^\"]+)", html)[1]).decode("utf-8-sig")


def tick(exercise, value, *checks):
    with exercise.quietly():
        for check in checks:
            exercise.controls[check.value].value = value
    exercise.refresh()


@pytest.mark.parametrize("firm", STARTS)
def test_the_answer_is_the_models(guesthouse, firm):
    guesthouse.who.value = firm
    found = model.assess(STARTS[firm])
    assert guesthouse.result == found
    assert verdict_words(found.verdict) in guesthouse.numbers.value
    places = [guesthouse.steps.value.index(f"<h3>{check_words(task.check).task}</h3>") for task in found.tasks]
    assert places == sorted(places)


def test_the_start_shows_each_verdict_but_ready(guesthouse):
    seen = set()
    for firm in STARTS:
        guesthouse.who.value = firm
        seen.add(guesthouse.result.verdict)
    assert seen == {Verdict.NOT_YET, Verdict.ALMOST}


def test_the_chapter_tells_what_the_guesthouse_gets():
    """Five boxes of seventeen, twelve things to do, eight of them free, two to four weeks at five hours."""
    start = STARTS["guesthouse"]
    found = model.assess(start)
    assert (len(start.done), len(Check), len(found.tasks)) == (5, 17, 12)
    assert sum(not any(task.euros) for task in found.tasks) == 8
    assert (start.hours, found.ready_week, found.verdict) == (5.0, (2, 4), Verdict.NOT_YET)


def test_everything_ticked_is_ready_and_can_be_shown(guesthouse):
    tick(guesthouse, True, *Check)
    assert "You can choose a first network" in guesthouse.numbers.value
    assert "Nothing is missing" in guesthouse.words.value
    assert guesthouse.steps.value == guesthouse.files.value == ""
    assert "Nothing stands in the way" in guesthouse.picture.value
    assert guesthouse.summary() == "Ready."


def test_almost_names_the_things(guesthouse):
    tick(guesthouse, True, *Check)
    tick(guesthouse, False, Check.PHONE, Check.PRIVACY)
    lead = guesthouse.numbers.value
    assert "these 2 things" in lead
    assert "answer phone and WhatsApp the same day; write the privacy page" in lead
    guesthouse.controls["hours"].value = 1.5
    assert "First <strong>3 things</strong>" in guesthouse.numbers.value
    tick(guesthouse, True, Check.PHONE, Check.PRIVACY)
    assert "find two hours a week" in guesthouse.numbers.value


def test_without_a_website_its_questions_wait_and_keep_their_ticks(guesthouse):
    tick(guesthouse, True, *Check)
    tick(guesthouse, False, Check.WEBSITE)
    assert "First a website" in guesthouse.numbers.value
    for check in model.ON_THE_WEBSITE:
        assert guesthouse.controls[check.value].widget.disabled
        assert guesthouse.controls[check.value].value is True
    assert not guesthouse.controls["maker"].widget.disabled
    tick(guesthouse, True, Check.WEBSITE)
    assert not guesthouse.controls[Check.CURRENT.value].widget.disabled
    assert guesthouse.result.verdict is Verdict.READY


def test_sales_alone_and_a_profile_instead_of_a_website_are_said(guesthouse):
    guesthouse.controls["desk"].value = Desk.SALES.value
    assert "Sales alone decides" in guesthouse.trouble.value
    guesthouse.controls["profile"].value = True
    tick(guesthouse, False, Check.WEBSITE)
    assert "does not replace a website" in guesthouse.trouble.value
    assert guesthouse.trouble.value.index("does not replace") < guesthouse.trouble.value.index("Sales alone")


def test_money_is_said_with_the_way_out(guesthouse):
    tick(guesthouse, False, Check.WEBSITE)
    with guesthouse.quietly():
        guesthouse.controls["maker"].value = Maker.PROFESSIONAL.value
        guesthouse.controls["euros"].value = 100
    guesthouse.refresh()
    assert "With a professional all of it costs at least €405, and you have €100" in guesthouse.trouble.value
    assert "it begins at €55" in guesthouse.trouble.value


def test_the_picture_tells_the_weeks_of_each_foundation(guesthouse):
    guesthouse.who.value = "mine"
    alternative = re.search(r'aria-label="([^"]+)"', guesthouse.picture.value)[1]
    plan = guesthouse.result.plan
    for task in guesthouse.result.tasks:
        assert part_words(model.PART_OF[task.check]) + ": week" in alternative
    last = max(stretch.week for stretch in plan if stretch.number == len(guesthouse.result.tasks))
    assert f"–{last}" in alternative or f", {last}" in alternative or f"week {last}" in alternative
    assert f"{guesthouse.result.ready_week[1]} weeks of work, then a first network" in alternative


def test_the_files_hold_every_task(guesthouse):
    found = guesthouse.result
    rows = list(csv.reader(io.StringIO(link(guesthouse.files.value, "text/csv"))))
    assert [row[1] for row in rows[1:]] == [check_words(task.check).task for task in found.tasks]
    assert sum(float(row[4]) for row in rows[1:]) == found.hours[1]
    assert sum(float(row[6]) for row in rows[1:]) == found.euros[1]
    text = link(guesthouse.files.value, "text/plain")
    assert text.count("[ ] ") == len(found.tasks)
    assert "Foundations of Casa Alba" in text


def test_the_firm_of_the_learner_begins_empty(guesthouse):
    guesthouse.who.value = "mine"
    assert guesthouse.result.verdict is Verdict.NOT_YET
    assert not any(guesthouse.controls[check.value].value for check in Check)


def test_all_words_are_there_and_differ(monkeypatch):
    for spoken in language.LANGUAGES:
        monkeypatch.setattr(language, "_chosen", spoken)
        said = [text for check in Check for text in check_words(check)]
        assert all(said) and len(set(said)) == len(said)
        assert len({desk_words(desk) for desk in Desk}) == len(Desk)
    assert check_words(Check.PHONE) != _english(monkeypatch)


def _english(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "en")
    return check_words(Check.PHONE)
