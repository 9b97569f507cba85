"""The questions of the chapters, in both languages: how an answer is put does not tell whether it is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from theme.claims import claims

ROOT = Path(__file__).resolve().parents[2]

LANGUAGES = ("en", "es")

ALLOWED = Fraction(1, 10)
"""Above chance: with fifty questions, five more than somebody who guesses."""

LONGEST = 1.5
"""How many times the shortest answer of a question its longest may be."""

ABSOLUTE = {
    "en": "never|always|only|alone|all|every|everybody|everyone|everything|nobody|nothing|none|no one|must|cannot"
    "|proved|proven|certainly|completely|any|anybody|anything",
    "es": "nunca|jamás|siempre|solo|sola|solos|solas|únicamente|todo|toda|todos|todas|nadie|nada|ningún|ninguno"
    "|ninguna|cualquier|cualquiera|cada|debe|deben|demostrado|completamente",
}

CAREFUL = {
    "en": "perhaps|probably|maybe|may|might|could|mostly|almost|nearly|usually|often|seems?",
    "es": "quizá|quizás|puede|pueden|podría|podrían|seguramente|probablemente|casi|parece|parecen|suele|suelen",
}

ASKED = (2, 3, 9, 10, 22, 24)
"""Claims that no exercise alone makes a learner think through."""


@dataclass(frozen=True)
class Asked:
    """A question as the learner reads it: the chapter, the question, its answers, the place of the right one."""

    chapter: str
    text: str
    answers: tuple[str, ...]
    right: int


@cache
def spanish(chapter: str) -> dict[str, str]:
    with (ROOT / "locale" / "es" / "LC_MESSAGES" / "chapters" / f"{chapter}.po").open("rb") as opened:
        return {str(each.id): str(each.string) for each in read_po(opened, locale="es") if each.id and not each.fuzzy}


def blocks() -> list[tuple[str, str, str]]:
    """Chapter, question, and what stands under it, for every question of the course."""
    return [
        (file.stem, text, body)
        for file in sorted((ROOT / "chapters").glob("*.md"))
        for text, body in re.findall(
            r"^:::\{question\} ([^\n]+)\n(.*?)^:::$", file.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
        )
    ]


@cache
def questions(language: str) -> tuple[Asked, ...]:
    def said(chapter: str, text: str) -> str:
        words = text.strip() if language == "en" else spanish(chapter).get(text.strip(), "")
        assert words, f"{chapter}.po has no Spanish for: {text}"
        return words

    return tuple(
        Asked(
            chapter,
            said(chapter, text),
            tuple(said(chapter, answer) for answer in re.findall(r"^- (.+)$", body, flags=re.MULTILINE)),
            int(re.findall(r"^:right: (\d+)$", body, flags=re.MULTILINE)[0]) - 1,
        )
        for chapter, text, body in blocks()
    )


def chance(asked: tuple[Asked, ...]) -> Fraction:
    """How often somebody who guesses is right."""
    return sum((Fraction(1, len(each.answers)) for each in asked), Fraction()) / len(asked)


def success(asked: tuple[Asked, ...], choose: Callable[[Asked], list[int]]) -> Fraction:
    """How often somebody is right who picks one of the answers this habit points to; where it points to none or to
    all, it says nothing."""
    told = [(each, chosen) for each in asked if 0 < len(chosen := choose(each)) < len(each.answers)]
    return sum((Fraction(each.right in chosen, len(chosen)) for each, chosen in told), Fraction()) / len(told)


def by_length(which: Callable[..., int]) -> Callable[[Asked], list[int]]:
    def choose(each: Asked) -> list[int]:
        wanted = which(map(len, each.answers))
        return [place for place, answer in enumerate(each.answers) if len(answer) == wanted]

    return choose


def with_words(words: str, wanted: bool = True) -> Callable[[Asked], list[int]]:
    pattern = re.compile(rf"(?<!\w)({words})(?!\w)", flags=re.IGNORECASE)

    def choose(each: Asked) -> list[int]:
        return [place for place, answer in enumerate(each.answers) if bool(pattern.search(answer)) is wanted]

    return choose


def at_place(place: int) -> Callable[[Asked], list[int]]:
    return lambda each: [place % len(each.answers)] if place < len(each.answers) else []


def habits(language: str) -> dict[str, Callable[[Asked], list[int]]]:
    """Ways to choose an answer without understanding the question."""
    return {
        "the longest": by_length(max),
        "the shortest": by_length(min),
        "one with an absolute": with_words(ABSOLUTE[language]),
        "one without an absolute": with_words(ABSOLUTE[language], wanted=False),
        "one with a careful word": with_words(CAREFUL[language]),
        "one without a careful word": with_words(CAREFUL[language], wanted=False),
        "the first": at_place(0),
        "the second": at_place(1),
        "the third": at_place(2),
        "the last": at_place(-1),
    }


@pytest.mark.parametrize("habit", habits("en"))
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_habit_is_right_more_often_than_chance(language, habit):
    asked = questions(language)
    share = success(asked, habits(language)[habit])
    assert share <= chance(asked) + ALLOWED, f"{habit}: {float(share):.0%}, by chance {float(chance(asked)):.0%}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answers_to_a_question_are_about_equally_long(language):
    unequal = [
        (each.chapter, each.text)
        for each in questions(language)
        if max(map(len, each.answers)) > LONGEST * min(map(len, each.answers))
    ]
    assert unequal == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_stands_twice_in_a_question(language):
    assert [each.text for each in questions(language) if len(set(each.answers)) < len(each.answers)] == []


def test_these_claims_are_asked_about_where_they_are_taught():
    taught = {claim.number: {page for page, _anchor in claim.taught} for claim in claims()}
    asked = {
        int(number): f"chapters/{chapter}"
        for chapter, _text, body in blocks()
        for line in re.findall(r"^:claims: (.+)$", body, flags=re.MULTILINE)
        for number in line.split()
    }
    assert set(ASKED) <= set(asked)
    assert [number for number, page in asked.items() if page not in taught.get(number, ())] == []


def test_a_habit_that_works_is_found():
    asked = (Asked("x", "Which?", ("Never", "It depends on what she wants"), 1),) * 3
    assert chance(asked) == Fraction(1, 2)
    for habit in ("the longest", "one without an absolute", "the second", "the last"):
        assert success(asked, habits("en")[habit]) == 1
    for habit in ("the shortest", "one with an absolute", "the first"):
        assert success(asked, habits("en")[habit]) == 0
