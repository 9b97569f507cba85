"""The ambassador programme, driven without a browser."""

from __future__ import annotations

import base64
import re
from html import unescape
from pathlib import Path

import pytest

from tertulia import facts, language
from tertulia.firms import FIRMS
from tertulia.language import number, percent
from tertulia.models.inside.ambassadors import effect
from tertulia.widgets import ambassador_programme
from tertulia.widgets.base.words import short
from tertulia.widgets.inside.ambassador_policy import WIDTH, policy
from tertulia.widgets.inside.ambassadors_tables import USED
from tertulia.widgets.inside.ambassadors_words import about

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
    assert "<b>15–85</b>" in arga.numbers.value and "<b>4–40</b>" in arga.numbers.value


def test_the_chapter_says_what_the_exercise_says(arga):
    text = CHAPTER.read_text(encoding="utf-8")
    assert "gives Arga 4 to 40 more followers in a year, for 47 hours of work" in text
    assert arga.summary() == "4 to 40 more followers in a year for 47 hours of work"


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
        ("voluntary", False, "Anyone who is made to share is not recommending"),
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


def cells(html: str) -> list[list[str]]:
    """The rows of every table, as text."""
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [[unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall(r"<t[dh].*?</t[dh]>", row)] for row in rows]


@pytest.mark.parametrize("spoken", ["en", "es"])
def test_every_figure_stands_where_its_words_say(arga, spoken, monkeypatch):
    monkeypatch.setattr(language, "_chosen", spoken)
    arga.refresh()
    result = arga.result
    seen, extra = (f"{about(q.low)}–{about(q.high)}" for q in (result.seen, result.extra))
    figures = [seen, extra, about(result.extra.middle), number(result.programme.hours)]
    assert len(set(figures)) == 4
    assert re.findall(r"<(?:b|strong)>(.*?)</", arga.numbers.value) == figures
    assert f"<b>{seen}</b>" in arga.mini.value
    bold = re.search(r"<strong>(.*?)</strong>", arga.words.value)[1]
    assert re.findall(r"\d+", bold)[:2] == [about(result.extra.low), about(result.extra.high)]
    assert number(round(result.programme.hours)) in arga.words.value


def test_the_settings_are_the_firms(arga):
    settings, firm = arga.settings_now(), FIRMS["workshop"]
    assert (settings.audience, settings.today, settings.goal) == (firm.audience, firm.today, firm.audience)
    assert (settings.posts, settings.promotion, settings.hours) == (firm.posts, firm.promotion, firm.hours)
    assert (settings.reply_hours, settings.euros) == (firm.reply_hours, firm.euros)


def test_the_programme_is_what_the_controls_say(arga):
    with arga.quietly():
        for name, value in (("training", 3.0), ("policy_hours", 9), ("minutes", 25), ("overlap", 40), ("shares", 2.5)):
            arga.controls[name].value = value
    arga.refresh()
    programme = arga.result.programme
    assert (programme.training, programme.policy_hours, programme.minutes) == (3.0, 9, 25)
    assert (programme.overlap, programme.shares, programme.volunteers, programme.contacts) == (0.4, 2.5, 0.3, 120)


def test_the_cost_of_a_follower_is_in_hours(arga):
    each = round(2 * arga.result.programme.hours / arga.result.extra.middle) / 2
    assert each > 1 and f"That is about {short(each)} hours for each follower" in arga.words.value
    arga.controls.contacts.value = 0
    assert arga.result.extra.middle < 1 and "hardly worth the hours" in arga.words.value


def test_the_picture_holds_both_years_and_says_what_is_larger(arga):
    without, with_them = arga.result.without, arga.result.with_them
    rows = "; ".join(
        f"{words}: {number(q.low)}, {number(q.middle)}, {number(q.high)}"
        for words, q in (("Without ambassadors", without), ("With 4 ambassadors", with_them))
    )
    assert rows in arga.picture.value
    for q in (without, with_them):
        assert f"{number(q.low)} – {number(q.middle)} – {number(q.high)}" in arga.picture.value
    assert arga.result.extra.middle < without.high - without.low
    assert "What nobody knows is larger" in arga.picture.value
    with arga.quietly():
        for name, value in (("staff", 400), ("volunteers", 100), ("overlap", 0), ("contacts", 600), ("shares", 7.0)):
            arga.controls[name].value = value
    arga.refresh()
    assert arga.result.extra.middle > arga.result.without.high - arga.result.without.low
    assert "Ambassadors would add more" in arga.picture.value


def test_the_tables_are_the_models(arga):
    result = arga.result
    rows = cells(arga.folds.value)
    for words, q in (
        ("People who may see it, a week", result.seen),
        ("More followers after a year", result.extra),
        ("Followers without ambassadors", result.without),
        ("Followers with them", result.with_them),
    ):
        assert [words, number(q.low), number(q.middle), number(q.high)] in rows
    assert rows[-3:] == [
        ["Writing and discussing the rules", "4"],
        ["Training", "8"],
        ["Sharing, week by week", short(round(4 * 52 * 10 / 60, 1))],
    ]


def test_what_is_taken_for_granted_is_the_simulators(arga):
    known = re.findall(r"<p><b>([\d.,]+) .*?, varied by a factor of ([\d.,]+)</b>", arga.folds.value)
    rows = {row["key"]: row for row in facts.rows("growth_parameters")}
    assert known == [(short(rows[key]["median"], 4), short(rows[key]["factor"])) for key in USED] and len(known) == 5


@pytest.mark.parametrize(
    ("control", "value", "words"),
    [
        ("staff", 0, "Type a number from 1 to 2,000."),
        ("audience", 0, "Type a number from "),
        ("today", 10**6, "more people today than the 2,500 you could ever reach"),
    ],
)
def test_the_complaint_names_the_limits(arga, control, value, words):
    arga.controls[control].value = value
    assert words in arga.controls[control]._message.value


def test_their_own_time_is_in_hours_a_year(arga):
    arga.controls.paid.value = False
    assert f"About {number(round(4 * 52 * 10 / 60))} hours a year would be their own time" in arga.trouble.value
    arga.controls.shares.value = 3.5
    arga.controls.volunteers.value = 60
    assert "3.5 posts a week" in arga.trouble.value and f"{percent(0.6)} of the staff" in arga.trouble.value
