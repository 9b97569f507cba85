"""The ambassador programme, driven without a browser."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from tertulia import language
from tertulia.language import number
from tertulia.models.inside.ambassadors import effect
from tertulia.widgets import ambassador_programme
from tertulia.widgets.inside.ambassador_policy import WIDTH, policy

CHAPTER = Path(__file__).resolve().parents[3] / "chapters" / "inside.md"


@pytest.fixture(scope="module")
def exercise():
    return ambassador_programme("workshop")


@pytest.fixture
def arga(exercise):
    exercise.who.value = "workshop"
    exercise.restart()
    return exercise


def rules(html: str) -> str:
    return base64.b64decode(re.search(r"data:text/plain;charset=utf-8;base64,([^\"]+)", html)[1]).decode("utf-8-sig")


def test_the_numbers_are_the_models(arga):
    expected = effect(arga.programme_now(), arga.settings_now())
    assert arga.result == expected
    assert expected.programme.people == 4
    assert f"<b>{number(expected.programme.hours)}</b>" in arga.numbers.value
    assert "<b>14–93</b>" in arga.numbers.value and "<b>3–40</b>" in arga.numbers.value


def test_the_chapter_says_what_the_exercise_says(arga):
    text = CHAPTER.read_text(encoding="utf-8")
    assert "gives Arga 3 to 40 more followers in a year, for 47 hours of work" in text
    assert arga.summary() == "3 to 40 more followers in a year for 47 hours of work"


@pytest.mark.parametrize(
    ("control", "value"),
    [
        ("staff", 40),
        ("volunteers", 100),
        ("contacts", 300),
        ("shares", 3.0),
        ("overlap", 0),
        ("audience", 9000),
        ("today", 300),
    ],
)
def test_each_control_changes_the_answer(arga, control, value):
    before = arga.result.extra
    arga.controls[control].value = value
    assert arga.result.extra != before


@pytest.mark.parametrize(
    ("control", "value", "words"),
    [
        ("voluntary", False, "Who must share does not recommend"),
        ("policy", False, "Write the rules before"),
        ("training", 0.0, "Nobody has shown them how"),
        ("paid", False, "right to switch off"),
        ("shares", 7.0, "may tire their friends"),
        ("volunteers", 90, "of the staff is a lot"),
        ("volunteers", 0, "At least one person"),
    ],
)
def test_what_to_mend_is_said(arga, control, value, words):
    assert arga.trouble.value == ""
    arga.controls[control].value = value
    assert words in arga.trouble.value


@pytest.mark.parametrize(
    ("control", "value", "field"),
    [("staff", 0, "staff"), ("staff", 10**6, "staff"), ("today", 10**6, "today"), ("audience", 0, "audience")],
)
def test_what_cannot_be_is_said_at_the_field_and_changes_nothing_else(arga, control, value, field):
    before = (arga.numbers.value, arga.picture.value, arga.files.value)
    arga.controls[control].value = value
    assert arga.controls[field].has_problem
    assert (arga.numbers.value, arga.picture.value, arga.files.value) == before


def test_the_rules_hold_what_was_typed_and_fit_a_page(arga):
    arga.controls.name.value = "Talleres <Arga> & {contact} " + "x" * 200
    text = rules(arga.files.value)
    assert "Talleres <Arga> & {contact}" in text and "&lt;Arga&gt; &amp; {contact}" in arga.files.value
    arga.controls.name.value = "Talleres Arga"
    text = rules(arga.files.value)
    assert "Íñigo" in text and text.count("Talleres Arga") == 2
    assert len(text.splitlines()) < 60 and all(len(line) <= WIDTH + 10 for line in text.splitlines())
    for point in (
        "voluntary",
        "Private accounts stay private",
        "Say whom you work for",
        "No data of customers",
        "In doubt, ask",
        "stop any day",
    ):
        assert point in text


def test_the_rules_in_spanish_say_the_same(monkeypatch):
    english = policy("Arga", "Ana")
    monkeypatch.setattr(language, "_chosen", "es")
    spanish = policy("Arga", "Ana")
    assert "Es voluntario." in spanish and "Puedes dejarlo cualquier día." in spanish
    numbers = re.compile(r"^\d+\.", re.MULTILINE)
    assert numbers.findall(spanish) == numbers.findall(english) == [f"{k}." for k in range(1, 11)]
    assert not set(english.splitlines()) & set(spanish.splitlines()) - {""} or "=" in english


def test_empty_fields_leave_a_line_to_fill_in():
    assert "____" in policy()
