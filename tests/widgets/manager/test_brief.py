"""The manager brief, driven without a browser."""

from __future__ import annotations

import base64
import html
import re

import pytest

from tertulia import facts
from tertulia.language import _, speak
from tertulia.models.finding import Finding, Severity
from tertulia.models.manager import brief as model
from tertulia.models.manager.brief import Flag, HoursFinding, Option
from tertulia.models.strategy.objective import Objective
from tertulia.widgets import manager_brief
from tertulia.widgets.manager import brief_tables
from tertulia.widgets.manager.brief_paper import kpis
from tertulia.widgets.manager.brief_tables import YEAR, hour_cost
from tertulia.widgets.manager.brief_words import (
    finding_words,
    flag_advice,
    flag_words,
    messages_words,
    needs_of,
    posts_words,
    task_words,
    tenth,
    year_words,
)


@pytest.fixture(scope="module")
def exercise():
    return manager_brief("guesthouse")


@pytest.fixture
def brief(exercise):
    exercise.who.value = "guesthouse"
    exercise.restart()
    return exercise


@pytest.fixture(params=["en", "es"])
def spoken(request):
    speak(request.param)
    yield request.param
    speak("en")


@pytest.fixture
def drawn(monkeypatch):
    """The rows that are drawn, each as the chart gets it."""
    rows = []
    drawing = brief_tables.ranges

    def recorded(given, *more, **named):
        rows[:] = given
        return drawing(given, *more, **named)

    monkeypatch.setattr(brief_tables, "ranges", recorded)
    return rows


def cells(folds, title):
    """The rows of the table in a fold, as texts."""
    (body,) = re.findall(rf"<span>{re.escape(title)}</span>.*?<tbody>(.*?)</tbody>", folds.value, re.S)
    return [
        [html.unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall("<td.*?</td>", row)]
        for row in body.split("</tr>")[:-1]
    ]


def file(brief) -> str:
    return base64.b64decode(re.search(r"base64,([^\"]+)", brief.files.value)[1]).decode("utf-8")


def test_the_hour_is_the_official_one():
    rows = [row["value"] for row in facts.rows("labour_cost_spain") if row["year"] == YEAR]
    assert rows == [25.5]
    assert hour_cost() == 25.5


def test_the_numbers_are_the_models(brief):
    result = model.compare(brief.controls.needs())
    assert brief.result == result
    assert f"<b>{round(result.hours.mid, 1):g}</b>" in brief.numbers.value
    for cost in result.costs.values():
        assert f"{50 * round(cost.mid / 50):,}" in brief.picture.value


def test_tiles_table_picture_and_paper_hold_their_own_numbers_in_both_languages(spoken, drawn):
    exercise = manager_brief("guesthouse")
    result, needs = exercise.result, exercise.needs
    low, high = tenth(result.hours.low), tenth(result.hours.high)
    assert _("hours a week, {low} to {high}").format(low=low, high=high) in exercise.numbers.value
    assert f"<b>{year_words(result.costs[result.cheapest].mid)}</b>" in exercise.numbers.value
    assert f"<b>{tenth(result.break_even)}</b>" in exercise.numbers.value
    costs = list(result.costs.values())
    assert [(row.low, row.mid, row.high) for row in drawn] == [(cost.low, cost.mid, cost.high) for cost in costs]
    assert [row.quiet for row in drawn] == [option is not result.cheapest for option in result.costs]
    tables = cells(exercise.folds, _("The numbers as tables"))
    assert [row[1] for row in tables[:-1]] and tables[-1][1] == tenth(result.hours.mid)
    for cost in costs:
        shown = "</td><td class=num>".join(year_words(each) for each in (cost.low, cost.mid, cost.high))
        assert shown in exercise.folds.value
    week = _("{posts} and {messages} in an ordinary week")
    assert week.format(posts=posts_words(needs.posts), messages=messages_words(needs.messages)) in exercise.text
    hours = _("About {mid} hours a week ({low} to {high})").format(mid=tenth(result.hours.mid), low=low, high=high)
    assert hours in exercise.text


def test_the_paper_follows_the_option_and_holds_what_was_entered(brief):
    brief.controls.firm.value = "<b>Alba</b>\n# no heading"
    brief.controls.contact_name.value = "nuria@casaalba.example"
    brief.controls.aim.value = Objective.BE_FOUND.value
    seen = set()
    for option in Option:
        brief.controls.option.value = option.value
        text = file(brief)
        assert text == brief.text
        seen.add(text.splitlines()[0])
        assert "<b>Alba</b> # no heading · " in text
        assert "\n# no heading" not in text
        assert "nuria@casaalba.example" in text or option is Option.TRAIN
        for item in kpis(Objective.BE_FOUND):
            assert item in text
        assert "<b>Alba</b>" not in brief.paper.value
    assert len(seen) == len(Option)


def test_each_red_flag_is_named_with_what_to_do(brief):
    for flag in Flag:
        brief.controls.flags[flag.value].value = False
    assert not any(flag_advice(flag) in brief.trouble.value for flag in Flag)
    for flag in Flag:
        brief.controls.flags[flag.value].value = True
        assert flag_advice(flag) in brief.trouble.value
        brief.controls.flags[flag.value].value = False


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("hour", "", "in figures"),
        ("hour", "twenty", "in figures"),
        ("fee", "-3", "at least 0"),
        ("course", "99999999", "at most 20,000"),
        ("hour", "0.5", "at least 1"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_changes_nothing_else(brief, field, typed, words):
    before = (brief.numbers.value, brief.picture.value, brief.files.value)
    brief.controls[field].widget.value = typed
    assert words in brief.controls[field]._message.value
    assert (brief.numbers.value, brief.picture.value, brief.files.value) == before


def test_nothing_to_do_is_an_answer_too(brief):
    for name in ("posts", "messages", "listen_minutes", "report_hours"):
        brief.controls[name].value = 0
    assert brief.result.hours.mid == 0
    assert "No message is counted" in brief.trouble.value


def test_every_word_has_its_spanish():
    def words():
        return [
            *(flag_words(flag) for flag in Flag),
            *(flag_advice(flag) for flag in Flag),
            *(
                finding_words(Finding(code=code, part="hours", severity=Severity.WARN, values={"hours": 50.0}))
                for code in HoursFinding
            ),
            *(item for option in Option for item in needs_of(option)),
            *(item for aim in Objective for item in kpis(aim)),
            *(task_words(task) for task in model.ManagerTask),
        ]

    english = words()
    speak("es")
    try:
        assert not set(english) & set(words())
    finally:
        speak("en")
