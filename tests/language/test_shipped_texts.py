"""No text that an exercise or a plan shows has a slip of joined words, in either language."""

from __future__ import annotations

from datetime import date

import pytest

from tertulia import widgets
from tertulia.firms import FIRMS
from tertulia.language import speak
from tertulia.plan.examples import EXAMPLES, example
from tertulia.plan.export.html_page import printed
from tertulia.widgets.base.static_html import static_html
from tests.language.grammar import sentences, slips


@pytest.fixture(autouse=True)
def device(tmp_path, monkeypatch):
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    yield
    speak("en")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("es", "Ana y Iker", "y before i"),
        ("es", "padres y hijos", "y before i"),
        ("es", "siete o ocho", "o before o"),
        ("es", "7 o 8", "o before o"),
        ("es", "Ana e Luis", "e before another sound"),
        ("es", "minutos u días", "u before another sound"),
        ("es", "de de 2 a 4 semanas", "the same word twice"),
        ("en", "in in 2 weeks", "the same word twice"),
        ("es", "1 semanas", "one of several"),
        ("es", "21 hora", "several of one"),
        ("en", "1 hours a week", "one of several"),
        ("en", "in 3 week", "several of one"),
        ("es", "sabe de el ayuntamiento", "de el, a el"),
        ("en", "Ana , Leo", "a sign astray"),
        ("en", "Well..", "a sign astray"),
        ("en", "{n} posts", "a blank left"),
    ],
)
def test_a_slip_is_seen(language, text, name):
    assert [slip.partition(":")[0] for slip in slips(text, language)] == [name]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Ana e Iker, agua y hielo, Ana y Yolanda, siete u ocho, 7 u 8, minutos u horas"),
        ("es", "1 semana, 0,1 semanas, 1,5 horas, 1.001 horas, 21 horas, 1–2 horas"),
        ("en", "1 week, 0.5 hours, 1.5 hours, 21 hours, a 3-week plan, 2 to 1 hour, well… and so on."),
        ("es", "Viene de El Corte, cada una una vez"),
    ],
)
def test_what_is_right_is_left(language, text):
    assert slips(text, language) == []


@pytest.mark.parametrize("firm", FIRMS)
@pytest.mark.parametrize("name", widgets.__all__)
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_exercise_has_a_slip(language, name, firm):
    speak(language)
    exercise = getattr(widgets, name)(firm)
    assert slips(sentences(static_html(exercise.widget)), language) == []


@pytest.mark.parametrize("firm", EXAMPLES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_plan_has_a_slip(language, firm):
    speak(language)
    plan = example(firm, date(2026, 9, 7))
    assert slips(sentences(printed(plan, date(2026, 9, 7)).decode()), language) == []
