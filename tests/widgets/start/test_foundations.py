"""The foundations question, driven without a browser."""

from __future__ import annotations

import base64
import csv
import io
import re

import pytest

from tertulia import language
from tertulia.models.department import Department
from tertulia.models.start import foundations as model
from tertulia.models.start.foundations import Readiness, WebsiteMaker
from tertulia.models.start.foundations_questions import FOUNDATION_OF, ON_THE_WEBSITE, Question
from tertulia.widgets import foundations_check
from tertulia.widgets.start.foundations_starts import STARTS
from tertulia.widgets.start.foundations_words import decider_words, foundation_words, question_words, readiness_words


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


def tick(exercise, value, *questions):
    with exercise.quietly():
        for question in questions:
            exercise.controls.questions[question].value = value
    exercise.refresh()


@pytest.mark.parametrize("firm", STARTS)
def test_the_answer_is_the_models(guesthouse, firm):
    guesthouse.who.value = firm
    assessment = model.assess(STARTS[firm])
    assert guesthouse.result == assessment
    assert readiness_words(assessment.readiness) in guesthouse.numbers.value
    places = [
        guesthouse.steps.value.index(f"<h3>{question_words(task.question).task}</h3>") for task in assessment.tasks
    ]
    assert places == sorted(places)


def test_the_start_shows_each_verdict_but_ready(guesthouse):
    seen = set()
    for firm in STARTS:
        guesthouse.who.value = firm
        seen.add(guesthouse.result.readiness)
    assert seen == {Readiness.NOT_YET, Readiness.ALMOST}


def test_the_chapter_tells_what_the_guesthouse_gets():
    """Five boxes of seventeen, twelve things to do, eight of them free, two to four weeks at five hours."""
    start = STARTS["guesthouse"]
    assessment = model.assess(start)
    assert (len(start.done), len(Question), len(assessment.tasks)) == (5, 17, 12)
    assert sum(not any(task.euros) for task in assessment.tasks) == 8
    assert (start.hours, assessment.ready_week, assessment.readiness) == (5.0, (2, 4), Readiness.NOT_YET)


def test_everything_ticked_is_ready_and_can_be_shown(guesthouse):
    tick(guesthouse, True, *Question)
    assert "You can choose a first network" in guesthouse.numbers.value
    assert "Nothing is missing" in guesthouse.words.value
    assert guesthouse.steps.value == guesthouse.files.value == ""
    assert "Nothing stands in the way" in guesthouse.picture.value
    assert guesthouse.summary() == "Ready."


def test_almost_names_the_things(guesthouse):
    tick(guesthouse, True, *Question)
    tick(guesthouse, False, Question.PHONE, Question.PRIVACY)
    lead = guesthouse.numbers.value
    assert "these 2 things" in lead
    assert "answer phone and WhatsApp the same day; write the privacy page" in lead
    guesthouse.controls.hours.value = 1.5
    assert "First <strong>3 things</strong>" in guesthouse.numbers.value
    tick(guesthouse, True, Question.PHONE, Question.PRIVACY)
    assert "find two hours a week" in guesthouse.numbers.value


def test_without_a_website_its_questions_wait_and_keep_their_ticks(guesthouse):
    tick(guesthouse, True, *Question)
    tick(guesthouse, False, Question.WEBSITE)
    assert "First a website" in guesthouse.numbers.value
    for question in ON_THE_WEBSITE:
        assert guesthouse.controls.questions[question].widget.disabled
        assert guesthouse.controls.questions[question].value is True
    assert not guesthouse.controls.maker.widget.disabled
    tick(guesthouse, True, Question.WEBSITE)
    assert not guesthouse.controls.questions[Question.CURRENT].widget.disabled
    assert guesthouse.result.readiness is Readiness.READY


def test_sales_alone_and_a_profile_instead_of_a_website_are_said(guesthouse):
    guesthouse.controls.decides.value = Department.SALES.value
    assert "Sales alone decides" in guesthouse.trouble.value
    guesthouse.controls.profile.value = True
    tick(guesthouse, False, Question.WEBSITE)
    assert "does not replace a website" in guesthouse.trouble.value
    assert guesthouse.trouble.value.index("does not replace") < guesthouse.trouble.value.index("Sales alone")


def test_money_is_said_with_the_way_out(guesthouse):
    tick(guesthouse, False, Question.WEBSITE)
    with guesthouse.quietly():
        guesthouse.controls.maker.value = WebsiteMaker.PROFESSIONAL.value
        guesthouse.controls.euros.value = 100
    guesthouse.refresh()
    assert "With a professional all of it costs at least €405, and you have €100" in guesthouse.trouble.value
    assert "it begins at €55" in guesthouse.trouble.value


def test_the_picture_tells_the_weeks_of_each_foundation(guesthouse):
    guesthouse.who.value = "mine"
    alternative = re.search(r'aria-label="([^"]+)"', guesthouse.picture.value)[1]
    stretches = guesthouse.result.stretches
    for task in guesthouse.result.tasks:
        assert foundation_words(FOUNDATION_OF[task.question]) + ": week" in alternative
    last = max(stretch.week for stretch in stretches if stretch.number == len(guesthouse.result.tasks))
    assert f"–{last}" in alternative or f", {last}" in alternative or f"week {last}" in alternative
    assert f"{guesthouse.result.ready_week[1]} weeks of work, then a first network" in alternative


def test_the_files_hold_every_task(guesthouse):
    assessment = guesthouse.result
    rows = list(csv.reader(io.StringIO(link(guesthouse.files.value, "text/csv"))))
    assert [row[1] for row in rows[1:]] == [question_words(task.question).task for task in assessment.tasks]
    assert sum(float(row[4]) for row in rows[1:]) == assessment.hours[1]
    assert sum(float(row[6]) for row in rows[1:]) == assessment.euros[1]
    text = link(guesthouse.files.value, "text/plain")
    assert text.count("[ ] ") == len(assessment.tasks)
    assert "Foundations of Casa Alba" in text


def test_the_firm_of_the_learner_begins_empty(guesthouse):
    guesthouse.who.value = "mine"
    assert guesthouse.result.readiness is Readiness.NOT_YET
    assert not any(guesthouse.controls.questions[question].value for question in Question)


def test_all_words_are_there_and_differ(monkeypatch):
    for spoken in language.LANGUAGES:
        monkeypatch.setattr(language, "_chosen", spoken)
        said = [text for question in Question for text in question_words(question)]
        assert all(said) and len(set(said)) == len(said)
        assert len(set(decider_words().values())) == len(decider_words()) == 4
    assert question_words(Question.PHONE) != _english(monkeypatch)


def _english(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "en")
    return question_words(Question.PHONE)
