"""The workplace network, driven without a browser."""

from __future__ import annotations

import pytest

from tertulia import language
from tertulia.language import number, percent
from tertulia.models.inside.staff_list import read_list
from tertulia.models.inside.workplace_measures import measure
from tertulia.widgets import workplace_network
from tertulia.widgets.inside.invented_staff import PEOPLE


@pytest.fixture(scope="module")
def exercise():
    return workplace_network("workshop")


@pytest.fixture
def arga(exercise):
    exercise.who.value = "workshop"
    exercise.restart()
    return exercise


def away(control) -> bool:
    return "tt-away" in control.box._dom_classes


def test_the_numbers_are_the_models(arga):
    organisation, unread = read_list(arga.controls.staff.people.value)
    measures = measure(organisation, 0.6)
    assert unread == () and organisation.n == 14 == len(PEOPLE["workshop"])
    assert arga.result == measures
    for figure in (percent(measures.silos.share), number(measures.before.steps, 1), number(measures.after.steps, 1)):
        assert f"{figure}</" in arga.numbers.value
    assert "<strong>Maite</strong>" in arga.words.value
    assert f"{measures.cut} pairs" in arga.words.value
    assert "Ibai talks with nobody" in arga.words.value


def test_the_channel_reaches_the_model(arga):
    arga.controls.channel.value = 0
    assert arga.result.members == ()
    assert "no channel yet" in arga.words.value
    arga.controls.channel.value = 100
    assert arga.result.after.steps == 1
    assert len(arga.result.members) == 14


def test_each_source_shows_only_what_it_reads(arga):
    staff = arga.controls.staff
    readers = {"list": ["people"], "departments": ["departments", "inside", "across"], "managers": ["ties"]}
    for source, shown in readers.items():
        staff.source.value = source
        assert [name for name, control in staff.named().items() if not away(control)] == ["source", *shown]


def test_the_real_firm_is_the_one_of_1987(arga):
    arga.controls.staff.source.value = "managers"
    assert arga.organisation.n == 21 and arga.result.advice.total == 102
    assert "person 17" in arga.words.value.lower()
    arga.controls.staff.ties.value = "advice"
    assert arga.result.advice.total == 190
    assert "Krackhardt" in arga.folds.value


def test_departments_make_a_firm_of_that_size(arga):
    arga.controls.staff.source.value = "departments"
    arga.controls.staff.departments.value = "Shop 4, Bar 6"
    assert (arga.organisation.n, arga.organisation.departments) == (10, ("Shop", "Bar"))
    arga.controls.staff.inside.value = 100
    arga.controls.staff.across.value = 0
    assert arga.result.silos.share == 1 and arga.result.silos.ties == 6 + 15


def test_lines_that_cannot_be_read_are_told_and_the_rest_is_drawn(arga):
    arga.controls.staff.people.value += "\nZoe; Office; Peru; Maite, <b>Nobody"
    assert arga.organisation.n == 15
    assert "Line 15: the boss “Peru” has no line" in arga.trouble.value
    assert "&lt;b&gt;Nobody" in arga.trouble.value
    assert "<b>Nobody" not in arga.trouble.value
    arga.controls.staff.people.value = arga.controls.staff.people.value + "\n;x" * 30
    assert arga.trouble.value.count("<li") == 9
    assert "And 24 more" in arga.trouble.value


@pytest.mark.parametrize(
    ("source", "field", "text", "words"),
    [
        ("list", "people", "one", "at least 3"),
        ("list", "people", "", "at least 3"),
        ("departments", "departments", "Workshop", "“Workshop” has no number"),
        ("departments", "departments", "", "Workshop 8, Office 3"),
        ("departments", "departments", "A 2000", "at most 60"),
        ("departments", "departments", "A 0, B 9", "“A” has nobody"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_changes_nothing_else(arga, source, field, text, words):
    arga.controls.staff.source.value = source
    before = (arga.numbers.value, arga.picture.value, arga.words.value)
    arga.controls[field].value = text
    assert words in arga.controls[field]._message.value
    assert arga.controls[field].value == text
    assert (arga.numbers.value, arga.picture.value, arga.words.value) == before


def test_names_are_never_markup(arga):
    arga.controls.staff.people.value = "<script>; <i>x; ; B\nB; <i>x; <script>;\nC; &amp; ; B;"
    for piece in (arga.picture, arga.words, arga.folds, arga.trouble):
        assert "<script>" not in piece.value and "<i>x" not in piece.value
    assert "&lt;script&gt;" in arga.picture.value


def test_a_firm_that_does_not_talk_is_told_so(arga):
    arga.controls.staff.people.value = "A; X\nB; X; A\nC; Y; A"
    assert "Nobody here talks" in arga.words.value
    assert "–" in arga.numbers.value


def test_the_picture_says_in_words_what_it_shows(arga):
    assert "14 people: Office 3, Drawing office 3, Workshop 8. 15 pairs talk, 11 of them in one" in arga.picture.value
    assert "Without any tie: Ibai" in arga.picture.value
    assert arga.picture.value.count("<svg") >= 2
    arga.controls.channel.value = 0
    assert "on the channel" not in arga.picture.value


def test_in_spanish_the_departments_are_spanish_and_read_again(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "es")
    spanish = workplace_network("workshop")
    assert "Oficina técnica" in spanish.controls.staff.people.value
    assert spanish.trouble.value == "" and spanish.organisation.n == 14
    spanish.controls.staff.source.value = "managers"
    assert "Presidencia" in spanish.picture.value
