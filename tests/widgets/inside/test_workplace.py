"""The workplace network, driven without a browser."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tertulia import language
from tertulia.language import and_list, number, percent
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
    readers = {"list": ["people", "file"], "departments": ["departments", "inside", "across"], "managers": ["ties"]}
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


def cells(html: str) -> list[list[str]]:
    """The rows of every table, as text."""
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [[unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall(r"<t[dh].*?</t[dh]>", row)] for row in rows]


@pytest.fixture
def other(arga):
    """A firm in which no two figures of the answer are the same."""
    arga.controls.staff.people.value = (
        "A; X; ; B, C\nB; X; A; A, E\nC; X; A; \nD; X; A; \nE; Y; A; F, A\n"
        "F; Y; E; B\nG; Z; E; H\nH; Z; G; G\nI; Z; E; "
    )
    arga.controls.channel.value = 50
    return arga


@pytest.mark.parametrize("language_", ["en", "es"])
def test_every_figure_stands_where_its_words_say(other, language_, monkeypatch):
    monkeypatch.setattr(language, "_chosen", language_)
    other.refresh()
    measures = other.result
    silos, before, after = measures.silos, measures.before, measures.after
    steps = [number(reach.steps, 1) for reach in (before, after)]
    figures = [
        percent(silos.share),
        percent(silos.chance),
        *steps,
        number(before.pairs - before.joined),
        number(after.pairs - after.joined),
    ]
    assert len(set(figures)) == 6
    assert re.findall(r"<(?:b|strong)>(.*?)</", other.numbers.value) == figures
    assert f"<b>{steps[0]} → {steps[1]}</b>" in other.mini.value
    numbers_said = [int(n) for n in re.findall(r"\d+", other.words.value.replace("h2", ""))]
    assert {len(measures.members), 9, after.joined - before.joined} <= set(numbers_said)


def test_a_channel_says_how_many_it_joins_or_how_much_it_shortens(other):
    measures = other.result
    gain = measures.after.joined - measures.before.joined
    assert gain > 0
    assert f"A channel that 4 of 9 people read would bring {gain} more pairs" in other.words.value
    other.controls.staff.people.value = "A; X; ; B\nB; X; A; C\nC; X; A; D\nD; Y; A; E\nE; Y; A; F\nF; Y; A; "
    before, after = (number(reach.steps, 1) for reach in (other.result.before, other.result.after))
    assert before != after
    assert f"would shorten the way between two people from {before} steps to {after}, at best" in other.words.value
    other.controls.staff.people.value = (
        "A; X; ; B, C, D, E, F\nB; X; A; C, D, E, F\nC; X; A; D, E, F\nD; Y; A; E, F\nE; Y; A; F\nF; Y; A; "
    )
    assert "would change next to nothing" in other.words.value
    other.controls.staff.people.value = "A; X; ; B\nB; X; A; C\nC; X; A; "
    assert "the best channel is a table" in other.words.value


def test_the_tables_are_the_measures(other):
    measures, organisation = other.result, other.organisation
    rows = cells(other.folds.value)
    for words, reach in (
        ("only from boss to staff", measures.tree),
        ("as people talk today", measures.before),
        ("with the channel too", measures.after),
    ):
        assert [words, number(reach.steps, 1), f"{reach.joined} / {reach.pairs}", number(reach.across)] in rows
    advice = measures.advice
    assert len({advice.boss, advice.led, advice.department, advice.across}) >= 3
    for words, count in (
        ("their boss", advice.boss),
        ("somebody they lead", advice.led),
        ("a colleague of their department", advice.department),
        ("somebody in another department", advice.across),
    ):
        assert [words, number(count), percent(count / advice.total)] in rows
    start = rows.index(["Who is asked", "by how many", "Ways through them"]) + 1
    most = rows[start : start + 8]
    counts = [int(count) for _who, count, _share in most]
    assert counts == sorted(counts, reverse=True) and counts[0] == max(measures.times_asked)
    for who, count, share in most:
        at = organisation.names.index(who[0])
        assert who == f"{who[0]} ({organisation.departments[organisation.department[at]]})"
        assert (count, share) == (number(measures.times_asked[at]), percent(measures.between[at]))
    assert f"E-I index: \u2212{abs(measures.silos.ei):.2f} " in other.folds.value and measures.silos.ei < 0
    thread = and_list(organisation.names[at] for at in measures.thread)
    assert measures.thread != measures.alone
    assert f"Held by a single tie: {thread}." in other.folds.value


def test_the_picture_counts_what_crosses(other):
    silos = other.result.silos
    assert silos.across != silos.inside
    assert f"{silos.across} ties cross from one department to another" in other.picture.value
    assert f"{silos.ties} pairs talk, {silos.inside} of them in one department and {silos.across} across" in (
        other.picture.value
    )
    assert "Without any tie: D and I." in other.picture.value


@pytest.mark.parametrize(
    ("source", "words"),
    [("list", "initials are enough"), ("departments", "Nobody real is in this picture"), ("managers", "Krackhardt")],
)
def test_where_these_people_come_from_is_said(arga, source, words):
    arga.controls.staff.source.value = source
    assert words in arga.folds.value
