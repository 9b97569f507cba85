"""The strategy canvas, driven without a browser."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from html import escape, unescape
from textwrap import shorten

import pytest

from tertulia import language
from tertulia.charts.path import amount, day_words
from tertulia.firms import FIRMS
from tertulia.models.department import Department
from tertulia.models.errors import InputError, Refusal
from tertulia.models.finding import Finding, Severity
from tertulia.models.strategy.canvas import Canvas, CanvasKpi, CanvasPart, CanvasTactic, KpiKind, SentenceParts
from tertulia.models.strategy.canvas_check import GRADE, CanvasFinding, check, open_steps, ready
from tertulia.models.strategy.canvas_examples import example
from tertulia.models.strategy.objective import Objective
from tertulia.widgets.base.controls import DecimalField, Slider, TextField, read_number
from tertulia.widgets.base.static_html import static_html
from tertulia.widgets.base.words import hours_words
from tertulia.widgets.strategy import canvas as widget
from tertulia.widgets.strategy.canvas import StrategyCanvas
from tertulia.widgets.strategy.canvas_controls import KINDS, NONE
from tertulia.widgets.strategy.canvas_words import (
    finding_words,
    kind_words,
    missing_words,
    objective_words,
    part_words,
    sentence,
)

TODAY = date(2026, 11, 23)

PIECES = ("numbers", "words", "lists", "picture", "second", "folds", "mini")


@pytest.fixture(autouse=True)
def held_still(monkeypatch):
    monkeypatch.setenv("TERTULIA_TODAY", TODAY.isoformat())
    monkeypatch.setattr(language, "_chosen", "en")


@pytest.fixture
def bakery():
    return StrategyCanvas("bakery")


@pytest.fixture
def mine():
    return StrategyCanvas("mine")


def answer(exercise) -> dict[str, str]:
    return {piece: getattr(exercise, piece).value for piece in PIECES}


def fill(exercise, **values):
    """Set controls and answer once; "baseline_0" is that of the first number, "text_0" that of the first tactic."""
    with exercise.quietly():
        for name, value in values.items():
            control, _, place = name.rpartition("_") if name[-1].isdigit() else (name, "", "")
            part = exercise.controls
            if place:
                part = (part.tactics if hasattr(part.tactics[0], control) else part.kpis)[int(place)]
            getattr(part, control).value = value
    exercise.refresh()


NUMBER = {
    "kind_0": "orders",
    "name_0": "orders by message",
    "baseline_0": 4,
    "target_0": 20,
    "unit_0": "a week",
    "by_0": TODAY + timedelta(days=182),
    "owner_0": "Ana",
    "source_0": "the order book",
}


def complete(exercise):
    fill(exercise, objective="quiet_hours", audience="families who live near the station", **NUMBER)


# the answer -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("firm", FIRMS)
def test_the_gates_are_the_models(firm):
    exercise = StrategyCanvas(firm)
    steps = open_steps(exercise.canvas_now())
    shown = re.findall(r'tt-gate" data-open="(\w+)"', exercise.numbers.value)
    assert shown == ["yes" if step.done else "no" for step in steps]
    assert f"{sum(step.done for step in steps)} of 4 gates open" in exercise.mini.value
    assert exercise.summary().startswith(f"{sum(step.done for step in steps)} of 4 gates open. We want ")


@pytest.mark.parametrize("firm", ["bakery", "workshop", "guesthouse"])
def test_the_controls_hold_the_whole_example(firm):
    assert StrategyCanvas(firm).canvas_now() == example(firm, TODAY)


def test_my_firm_begins_empty_with_one_first_step(mine):
    assert mine.canvas_now() == Canvas(firm="mine", today=TODAY)
    assert mine.numbers.value.count('class="tt-gap') == 6
    assert "Begin with one question" in mine.words.value
    assert mine.lists.value.split("What comes after that")[0].count("<li") == 1
    assert mine.picture.value == mine.second.value == ""
    assert mine.summary() == (
        "0 of 4 gates open. We want ___ from ___, and we will notice it when we see ___ go from ___ to ___ by ___."
    )


def test_the_bakerys_sentence_is_complete_and_says_its_numbers(bakery):
    assert "tt-gap" not in bakery.numbers.value
    for said in (bakery.result.audience, "customers on Tuesday afternoon", "22", "35", "24 May"):
        assert f"<strong>{said}</strong>" in bakery.numbers.value
    assert "Four gates, all open" in bakery.numbers.value
    assert "Your strategy stands" in bakery.words.value
    assert "On 22 February, half way, Marisol looks whether it is at 28" in bakery.words.value


@pytest.mark.parametrize("objective", [*Objective, None])
def test_each_aim_has_a_sentence_of_its_own_that_fills_every_blank(objective):
    parts = SentenceParts(
        objective=objective,
        audience="some people",
        kpi="orders",
        unit="a week",
        baseline=4.0,
        target=20.0,
        by=date(2027, 5, 24),
    )
    full = sentence(parts, TODAY, lambda said: f"<{said}>", lambda asks: f"[{asks}]")
    for said in ("<some people>", "<orders>", "<4>", "<20 a week>", "<24 May>"):
        assert full.count(said) == 1
    assert ("[" in full) == (objective is None)
    others = {
        sentence(replace(parts, objective=other), TODAY, str, str) for other in (*Objective, None) if other != objective
    }
    assert len(others) == len(Objective)
    assert sentence(parts, TODAY, str, str) not in others
    empty = SentenceParts(objective=objective, audience=None, kpi=None, unit="", baseline=None, target=None, by=None)
    assert sentence(empty, TODAY, str, lambda _asks: "_").count("_") == (5 if objective else 6)


def test_a_unit_the_number_names_already_is_not_said_twice():
    parts = SentenceParts(
        objective=Objective.QUIET_HOURS,
        audience="some people",
        kpi="Customers at noon",
        unit="customers",
        baseline=4.0,
        target=20.0,
        by=date(2027, 5, 24),
    )
    assert "go from 4 to 20 by 24 May." in sentence(parts, TODAY, str, str)


def test_the_gates_open_one_after_the_other(mine):
    assert "0 of 4 gates open" in mine.mini.value
    fill(mine, objective="quiet_hours")
    assert "1 of 4 gates open" in mine.mini.value
    assert "You want to fill the quiet hours" in mine.words.value
    fill(mine, audience="families who live near the station")
    assert "2 of 4 gates open" in mine.mini.value
    assert "Choose one number" in mine.words.value
    fill(mine, kind_0="orders")
    for words in ("the number today", "the number you want", "a day", "who looks"):
        assert words in mine.numbers.value
    assert "the number in your own words" not in mine.numbers.value
    fill(mine, kind_0="other")
    assert "the number in your own words" in mine.numbers.value
    fill(mine, **NUMBER)
    assert "3 of 4 gates open" in mine.mini.value
    fill(mine, text_0="Show at noon what comes out at five", kpi_0=0, hours_0=1.5)
    assert "4 of 4 gates open" in mine.mini.value
    assert "Name the person who answers messages" in mine.words.value
    fill(
        mine,
        response_owner="Ana",
        channel_owner="owner",
        hours=2.0,
        website=True,
        email=True,
        question="What is missing?",
        heard_by="all of us",
    )
    assert ready(mine.result)
    assert "Your strategy stands" in mine.words.value
    assert mine.lists.value == ""


def test_what_was_said_is_not_asked_again(mine):
    """A number is called after what it counts, and looked at by who answers; what is done serves the first number."""
    fill(mine, objective="quiet_hours", audience="families who live near the station", kind_0="orders")
    fill(mine, response_owner="Ana", baseline_0=22, target_0=35, text_0="Show at noon what comes out at five")
    number = mine.result.kpis[0]
    assert (number.name, number.owner) == ("orders", "Ana") and mine.result.tactics[0].kpi == 0
    assert mine.controls["kpis.0.name"].widget.placeholder == "orders"
    assert mine.controls["kpis.0.owner"].widget.placeholder == "Ana"
    fill(mine, name_0="orders by message", owner_0="Leo", kpi_0=-1)
    number = mine.result.kpis[0]
    assert (number.name, number.owner) == ("orders by message", "Leo") and mine.result.tactics[0].kpi is None


# tactics are locked -----------------------------------------------------------------------------------------


def locked(exercise) -> set[bool]:
    """Whether everything one could move in the tactics is disabled."""
    disabled = set()

    def walk(part):
        if part.has_trait("disabled"):
            disabled.add(part.disabled)
        for child in getattr(part, "children", ()):
            walk(child)

    for tactic in exercise.controls.tactics:
        for control in tactic.named().values():
            walk(control.box)
    return disabled


def test_what_you_will_do_is_locked_until_aim_audience_and_number_stand(mine):
    assert locked(mine) == {True}
    assert "Locked for now. First: what you want, from whom, a number to watch." in mine._why_locked.value
    assert mine._locked in mine.tactic_card.children
    fill(mine, objective="quiet_hours", audience="families who live near the station")
    assert locked(mine) == {True}
    assert "First: a number to watch." in mine._why_locked.value
    complete(mine)
    assert locked(mine) == {False}
    assert mine._locked not in mine.tactic_card.children
    fill(mine, owner_0="")
    assert locked(mine) == {True}
    assert "First: who looks." in mine._why_locked.value


def test_the_lock_keeps_what_was_written(bakery):
    before = bakery.controls.tactics[0].text.value
    fill(bakery, audience="")
    assert locked(bakery) == {True}
    assert bakery.controls.tactics[0].text.value == before
    assert bakery.result.tactics[0].text == before
    fill(bakery, audience="neighbours who come home at midday")
    assert locked(bakery) == {False}


def test_the_words_in_the_lock_are_those_of_every_gate():
    for canvas in canvases(400):
        assert missing_words(open_steps(canvas)[-1].missing) or open_steps(canvas)[-1].open


def test_a_form_grows_only_with_what_was_said(mine):
    assert len(mine.kpi_card.children) == 2
    assert mine.controls.tactics[0].text.box in mine.tactic_card.children
    assert mine.controls.tactics[0].hours.box not in mine.tactic_card.children
    complete(mine)
    assert mine.controls.second.box in mine.kpi_card.children
    fill(mine, text_0="Answer at noon")
    assert mine.controls.tactics[0].hours.box in mine.tactic_card.children
    assert mine.controls.tactics[1].text.box in mine.tactic_card.children
    assert mine.controls.tactics[2].text.box not in mine.tactic_card.children


def test_a_thing_to_do_is_shown_even_if_the_one_before_it_was_taken_away(bakery):
    fill(bakery, text_0="", hours_0=0.0)
    assert len(bakery.result.tactics) == 1
    assert bakery.controls.tactics[1].hours.box in bakery.tactic_card.children


def test_the_second_number_is_there_only_when_asked_for(bakery):
    assert bakery.controls.kpis[1].name.box in bakery.kpi_card.children
    assert len(bakery.result.kpis) == 2
    fill(bakery, second=False)
    assert bakery.controls.kpis[1].name.box not in bakery.kpi_card.children
    assert len(bakery.result.kpis) == 1
    assert bakery.second.value == ""
    assert "serves no number" in bakery.words.value


# findings ---------------------------------------------------------------------------------------------------


def canvases(count: int, seed: int = 7):
    """Canvases of every sort, the same ones each time."""
    draw = random.Random(seed)
    near, far, past = (TODAY + timedelta(days=days) for days in (182, 1200, -3))

    def kpi():
        return CanvasKpi(
            name=draw.choice(["", "orders", "orders"]),
            kind=draw.choice([*KpiKind, KpiKind.FOLLOWERS, KpiKind.REACH]),
            baseline=draw.choice([None, 4.0, 20.0, 20.0]),
            target=draw.choice([None, 4.0, 20.0, 20.0]),
            unit="a week",
            by=draw.choice([None, near, near, far, past]),
            owner=draw.choice(["", "Ana", "Ana"]),
            source=draw.choice(["", "the till"]),
        )

    for _k in range(count):
        yield Canvas(
            firm="mine",
            today=TODAY,
            objective=draw.choice([*Objective, None]),
            audience=draw.choice(["", "everybody", "us", "families near the station"]),
            kpis=tuple(kpi() for _n in range(draw.choice([0, 1, 1, 1, 2, 4]))),
            tactics=tuple(
                CanvasTactic(
                    text=draw.choice(["", "Answer at noon"]),
                    network="instagram",
                    kpi=draw.choice([None, 0, 1]),
                    hours=1.0,
                )
                for _n in range(draw.choice([0, 1, 2]))
            ),
            response_owner=draw.choice(["", "Ana"]),
            channel_owner=draw.choice(list(Department)),
            hours=draw.choice([0.0, 1.0, 4.0]),
            website=draw.choice([True, False]),
            email=draw.choice([True, False]),
            question=draw.choice(["", "What is missing?"]),
            heard_by=draw.choice(["", "all of us"]),
        )


@cache
def every_finding() -> tuple[Finding, ...]:
    return tuple(item for canvas in canvases(4000) for item in check(canvas))


def test_the_random_canvases_meet_every_code():
    assert {item.code for item in every_finding()} == set(CanvasFinding)


@pytest.mark.parametrize("code", list(CanvasFinding))
def test_every_code_has_a_sentence(code):
    told = {finding_words(item) for item in every_finding() if item.code == code}
    assert told
    for said in told:
        assert said.endswith(".") and said[0] in "“ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        assert not re.search(r"[{}]|None|Objective|KpiKind|_", said)


def test_a_code_without_a_sentence_is_noticed():
    with pytest.raises(ValueError):
        finding_words(Finding(code="no_such_code", part=CanvasPart.KPI, severity=Severity.NOTE, values={}))


def test_findings_stand_under_how_much_they_matter():
    exercise = StrategyCanvas("workshop")
    pieces = re.split(r"<h2>(.*?)</h2>", exercise.lists.value)
    shown = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    assert list(shown) == ["Mend first", "Will probably disappoint", "Worth knowing"]
    for head, severity in zip(shown, Severity, strict=True):
        expected = [item for item in exercise.findings if item.severity is severity]
        assert expected
        assert shown[head].count(f'data-severity="{severity}"') == len(expected)
        for item in expected:
            assert finding_words(item) in shown[head]


def test_before_the_sentence_stands_only_the_next_gate_is_asked_for(mine):
    fill(mine, objective="quiet_hours", channel_owner="sales")
    first, after = mine.lists.value.split("What comes after that")
    assert re.findall(r"<b>(.*?)</b>", first) == ["From whom"]
    assert "offers will soon fill the channel" in after
    assert after.count("<li") + first.count("<li") == len(mine.findings)


def test_followers_alone_do_not_open_the_gate_of_an_aim_that_sells(mine):
    complete(mine)
    fill(mine, kind_0="followers")
    assert "Followers alone cannot show “fill the quiet hours”" in mine.words.value
    assert "a number that is not followers" in mine._why_locked.value
    assert locked(mine) == {True}


def test_of_a_number_of_another_kind_the_learner_says_which_way_is_better(mine):
    complete(mine)
    fill(mine, kind_0="other", baseline_0=20, target_0=4)
    assert "3 of 4 gates open" in mine.mini.value
    fill(mine, kind_0="orders")
    assert "step back" in mine.words.value
    assert mine.picture.value == ""


def test_every_kind_is_offered_and_named():
    assert sorted(KINDS) == sorted(KpiKind)
    assert len({kind_words(kind) for kind in KpiKind}) == len(KpiKind)
    assert len({objective_words(aim) for aim in Objective}) == len(Objective)


def test_findings_quote_as_the_language_does(monkeypatch):
    item = Finding(
        code="kpi_without_tactic", part=CanvasPart.KPI, severity=Severity.NOTE, values={"index": 0, "name": "orders"}
    )
    assert "“orders”" in finding_words(item)
    monkeypatch.setattr(language, "_catalogue", lambda _spoken: {"“{words}”": ("«{words}»",)})
    assert "«orders»" in finding_words(item)


def test_every_part_is_named_as_its_card():
    exercise = StrategyCanvas("bakery")
    titles = re.findall(r"<h3>(.*?)</h3>", static_html(exercise.widget))
    for part in CanvasPart:
        assert part_words(part) in titles


# the picture ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("firm", ["bakery", "workshop", "guesthouse"])
def test_the_pictures_text_holds_the_models_numbers(firm):
    exercise = StrategyCanvas(firm)
    shown = [exercise.picture.value, exercise.second.value]
    for kpi, drawn in zip(exercise.result.kpis, shown, strict=False):
        label = re.search(r'aria-label="([^"]*)"', drawn)[1]
        assert f"{amount(kpi.baseline)} today" in label
        assert f"{amount(kpi.target)} {kpi.unit} by {day_words(kpi.by, TODAY)}" in label
        assert drawn.count("<svg") == 2
    assert bool(shown[1]) == (len(exercise.result.kpis) == 2)


def test_the_picture_says_what_the_target_asks_for(bakery):
    assert "35 customers by 24 May asks for 2 more each month" in bakery.picture.value
    assert "6 hours by 22 February asks for 6 less each month" in bakery.second.value
    fill(bakery, target_0=48)
    assert "48 customers by 24 May asks for 4 more each month" in bakery.picture.value


@pytest.mark.parametrize(
    "change", [{"baseline_0": None}, {"by_0": None}, {"by_0": TODAY}, {"target_0": 22}, {"target_0": 10}]
)
def test_a_number_without_a_way_has_no_picture(bakery, change):
    fill(bakery, second=False, **change)
    assert bakery.picture.value == ""
    assert "<strong>" in bakery.words.value


# input that cannot be right ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["kpis.0.baseline", "kpis.0.target", "kpis.1.baseline", "kpis.1.target"])
@pytest.mark.parametrize("text", ["35 customers", "1,2", "1.234,5", "many", "1e9", "--4", "12345678901234"])
def test_a_number_that_is_none_gets_a_friendly_message_and_changes_nothing_else(bakery, name, text):
    before = answer(bakery), bakery.result
    bakery.controls[name].widget.value = text
    assert "Write only a number here, such as 4.5 or 1,200." in bakery.controls[name]._message.value
    assert (answer(bakery), bakery.result) == before
    assert bakery.controls[name].widget.value == text
    assert [each for each, control in bakery.controls.named().items() if control.has_problem] == [name]
    bakery.controls[name].widget.value = "33"
    assert not bakery.controls[name].has_problem


def test_the_message_shows_how_spanish_writes_numbers(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "es")
    exercise = StrategyCanvas("mine")
    exercise.controls.kpis[0].baseline.widget.value = "4.5"
    message = exercise.controls.kpis[0].baseline._message.value
    assert "4,5" in message and "1.200" in message
    exercise.controls.kpis[0].baseline.widget.value = "4,5"
    assert exercise.result.kpis[0].baseline == 4.5
    assert not exercise.controls.kpis[0].baseline.has_problem


@pytest.mark.parametrize(
    ("error", "field"),
    [
        (InputError("tactics.1.hours", Refusal.ABOVE, low=0, high=168), "tactics.2.hours"),
        (InputError("kpis.1.target", Refusal.NOT_A_NUMBER), "kpis.1.target"),
        (InputError("hours", Refusal.BELOW, low=0, high=168), "hours"),
    ],
)
def test_what_the_model_refuses_is_said_at_its_field(bakery, monkeypatch, error, field):
    fill(bakery, text_1="", hours_1=0.0, text_2="Answer at noon", hours_2=1.0)
    before = answer(bakery)

    def refuse(*_values, **_named):
        raise error

    monkeypatch.setattr(widget, "Canvas", refuse)
    bakery.controls.audience.value = "other people than before"
    assert [each for each, control in bakery.controls.named().items() if control.has_problem] == [field]
    assert answer(bakery) == before


@pytest.mark.parametrize(
    ("text", "english", "spanish"),
    [
        ("", None, None),
        ("  ", None, None),
        ("35", 35.0, 35.0),
        (" 35 ", 35.0, 35.0),
        ("-3", -3.0, -3.0),
        ("\u22123", -3.0, -3.0),
        ("4.5", 4.5, ValueError),
        ("4,5", ValueError, 4.5),
        ("1,234.5", 1234.5, ValueError),
        ("1.234,5", ValueError, 1234.5),
        ("1234", 1234.0, 1234.0),
        ("1,234", 1234.0, 1.234),
        ("1.234", 1.234, 1234.0),
        ("12,34,567", ValueError, ValueError),
        ("4.", ValueError, ValueError),
        ("35 %", ValueError, ValueError),
        ("nan", ValueError, ValueError),
        ("inf", ValueError, ValueError),
        ("٣", ValueError, ValueError),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(monkeypatch, text, english, spanish):
    for spoken, expected in (("en", english), ("es", spanish)):
        monkeypatch.setattr(language, "_chosen", spoken)
        if expected is ValueError:
            with pytest.raises(ValueError):
                read_number(text)
        else:
            assert read_number(text) == expected


@pytest.mark.parametrize("spoken", ["en", "es"])
@pytest.mark.parametrize("value", [None, 0, 4.5, -3, 1234.5, 1_000_000, 0.0625])
def test_a_typed_number_keeps_its_value(monkeypatch, spoken, value):
    monkeypatch.setattr(language, "_chosen", spoken)
    assert DecimalField("The number", value).value == value


# what is kept, and what is not ------------------------------------------------------------------------------


@pytest.mark.parametrize("firm", FIRMS)
def test_back_to_the_starting_values(firm):
    exercise = StrategyCanvas(firm)
    before = answer(exercise), exercise.result, locked(exercise)
    for name, control in exercise.controls.named().items():
        if isinstance(control, TextField):
            control.value = f"something else for {name}"
        elif isinstance(control, DecimalField):
            control.widget.value = "no number"
        elif isinstance(control, Slider):
            control.value = control.widget.max
    assert any(control.has_problem for control in exercise.controls.named().values())
    exercise.reset.click()
    if firm == "mine":  # what other exercises know of the firm is theirs, too, and stays
        told = {"response_owner": "something else for response_owner", "hours": 15.0}
        assert exercise.result == replace(before[1], **told)
    else:
        assert (answer(exercise), exercise.result, locked(exercise)) == before
    assert not any(control.has_problem for control in exercise.controls.named().values())


def test_another_firm_brings_its_own_values(bakery):
    bakery.who.value = "guesthouse"
    assert bakery.canvas_now() == example("guesthouse", TODAY)
    bakery.who.value = "mine"
    assert bakery.canvas_now() == Canvas(firm="mine", today=TODAY)


@pytest.mark.parametrize("firm", ["bakery", "mine"])
def test_what_the_learner_writes_is_never_markup(firm):
    exercise = StrategyCanvas(firm)
    complete(exercise)
    bad = "<script>alert('x')</script> \"&{0}{audience}%s"
    with exercise.quietly():
        exercise.controls.second.value = True
        for control in exercise.controls.named().values():
            if isinstance(control, TextField):
                control.value = bad
    exercise.refresh()
    assert escape("<script>") in exercise.numbers.value
    fill(exercise, audience="", source_0="", owner_1="")
    stored = exercise._repr_mimebundle_()["text/html"]
    for said in (*answer(exercise).values(), static_html(exercise.widget), stored):
        assert "<script" not in said and "script>" not in said.replace("script&gt;", "")
    fill(exercise, audience="everybody", kpi_0=NONE, heard_by="")
    assert "<script" not in exercise.lists.value and "&lt;script&gt;" in exercise.lists.value


def test_words_beyond_the_limit_are_cut(mine):
    fill(mine, audience="x" * 1000, response_owner="y" * 1000)
    assert len(mine.result.audience) == 300
    assert len(mine.result.response_owner) == 80


def test_the_three_questions_begin_with_the_learners_own(bakery, mine):
    own = bakery.result.question
    for exercise, first in ((bakery, own), (mine, "What did you look for here and not find?")):
        asked = re.findall(r"<li><h3>(.*?)</h3>", exercise.folds.value)
        assert len(asked) == 3
        assert asked[0] == first
    assert "Who hears the answers: everybody at the Monday table" in bakery.folds.value
    assert "Who hears" not in mine.folds.value


def test_how_it_checks_is_graded_as_the_model_says(bakery):
    how = bakery.folds.value.split("How the canvas checks")[1]
    assert f'data-grade="{GRADE}"' in how


@pytest.mark.parametrize("firm", FIRMS)
def test_the_still_form_cannot_be_moved_and_is_the_same_each_time(firm):
    shown = static_html(StrategyCanvas(firm).widget)
    fields = re.findall(r"<(?:input|select|textarea|button)\b[^>]*>", shown)
    assert len(fields) > 10
    assert all(" disabled" in field for field in fields)
    assert static_html(StrategyCanvas(firm).widget) == shown


# each value where it belongs --------------------------------------------------------------------------------


@pytest.mark.parametrize("spoken", language.LANGUAGES)
def test_the_gates_say_the_numbers_and_the_hours_of_the_canvas(monkeypatch, spoken):
    monkeypatch.setattr(language, "_chosen", spoken)
    exercise = StrategyCanvas("guesthouse")
    canvas = exercise.result
    answers = [unescape(text) for text in re.findall(r"<small>(.*?)</small>", exercise.numbers.value)]
    assert len(answers) == 4
    kpi = canvas.kpis[0]
    before, after = answers[2].rsplit(shorten(kpi.name, 60, placeholder=" …"), 1)
    assert before == "" and re.findall(r"\d+", after) == [amount(kpi.baseline), amount(kpi.target)] == ["9", "16"]
    assert hours_words(canvas.hours_needed) in answers[3] and canvas.hours_needed != canvas.hours


def test_closed_gates_are_counted_apart_from_open_ones(mine):
    fill(mine, objective="quiet_hours")
    assert "Four gates, 3 closed" in mine.numbers.value
    assert mine.mini.value == "<p><b>1 of 4 gates open</b><br>next: from whom</p>"


def test_what_has_to_be_mended_is_counted_without_warnings(mine):
    complete(mine)
    fill(mine, text_0="Answer at noon", kpi_0=0, hours_0=1.0, hours=4.0, email=True)
    mend = [item for item in check(mine.result) if item.severity is Severity.STOP]
    assert 0 < len(mend) < len(mine.findings)
    assert f"<br>{len(mend)} things to mend</p>" in mine.mini.value


def test_who_looks_at_the_number_is_its_owner_not_who_answers(bakery):
    fill(bakery, owner_0="Ana", response_owner="Leo")
    assert "half way, Ana looks whether it is at 28" in bakery.words.value


def test_the_caption_says_the_day_half_way_and_only_the_last_what_holds_for_both(bakery):
    assert "Half way, on 22 February, it should be about 28." in bakery.picture.value
    assert "Drawn from what you entered" not in bakery.picture.value
    assert bakery.second.value.count("Drawn from what you entered") == 1


def test_a_number_of_no_known_kind_improves_the_way_the_learner_wants(mine):
    complete(mine)
    for baseline, target in ((20, 4), (4, 20)):
        fill(mine, kind_0="other", baseline_0=baseline, target_0=target)
        kpi = mine.result.kpis[0]
        assert (kpi.baseline, kpi.target, kpi.lower_is_better) == (baseline, target, target < baseline)


def test_each_answer_reaches_its_own_place(mine):
    complete(mine)
    fill(mine, website=True, email=False, question="What is missing?", heard_by="all of us", text_0="Walk", kpi_0=NONE)
    canvas = mine.result
    assert (canvas.website, canvas.email) == (True, False)
    assert (canvas.question, canvas.heard_by) == ("What is missing?", "all of us")
    assert canvas.tactics == (CanvasTactic(text="Walk", network="", kpi=None, hours=0.0),)


def test_a_thing_to_do_is_numbered_as_it_is_counted(mine):
    item = Finding(
        code=CanvasFinding.TACTIC_TEXT_MISSING, part=CanvasPart.TACTICS, severity=Severity.STOP, values={"index": 1}
    )
    assert finding_words(item) == "Say in a few words what you will do as number 2."


def test_what_comes_later_is_counted(mine):
    fill(mine, objective="quiet_hours")
    later = mine.lists.value.split("What comes after that")[1]
    assert f"<small>{later.count('<li')} things</small>" in later
