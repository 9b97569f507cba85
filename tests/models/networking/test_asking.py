"""The message that asks for help: each rule falls by what it is about and by nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.networking.asking import (
    GRADES,
    LEAST_WORDS,
    MOST_WORDS,
    Draft,
    Rule,
    check,
    has_time,
    several,
    vague,
)

GOOD = Draft(
    to="Elena",
    opening="Elena, this is Íñigo from Talleres Arga; we sat together on the course four years ago.",
    need="Begoña says you had to look for a galvaniser last year, and mine retires in June.",
    question="May I call you for five minutes on Tuesday?",
    in_return="If you need laser cutting, ask me.",
)
BUENO = Draft(
    to="Óscar",
    opening="Oscar, soy Nuria, de Casa Alba; coincidimos en la feria de Oviedo.",
    need="Busco a alguien que dé masajes a los huéspedes los sábados de octubre.",
    question="¿Conoces a alguien en el valle?",
    in_return="A cambio te guardo el salón para tu reunión.",
)


@pytest.mark.parametrize("draft", [GOOD, BUENO])
def test_a_good_message_keeps_every_rule_in_either_language(draft):
    assert check(draft).broken == ()


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"to": ""}, {Rule.ONE_PERSON, Rule.WHO_ASKS}),
        ({"to": "Elena, Javier"}, {Rule.ONE_PERSON}),
        ({"to": "Elena y Javier"}, {Rule.ONE_PERSON}),
        ({"opening": "This is Íñigo from Talleres Arga; we sat together on a course."}, {Rule.WHO_ASKS}),
        ({"opening": "Elena, hello!"}, {Rule.WHO_ASKS}),
        ({"need": "I need a hand with the parts before June."}, {Rule.EXACT}),
        ({"need": "A galvaniser in June."}, {Rule.EXACT}),
        ({"need": "I need a galvaniser for parts of steel.", "question": "May I call you?"}, {Rule.BY_WHEN}),
        ({"question": "I would like to call you on Tuesday."}, {Rule.ASKS, Rule.ONCE}),
        ({"question": "May I call you? Or would you rather write by June?"}, {Rule.ONCE}),
        ({"question": f"May I call you on Tuesday {'about it ' * 10}?"}, {Rule.SHORT_QUESTION}),
        ({"opening": f"{GOOD.opening} {'We spoke. ' * 50}"}, {Rule.LENGTH}),
        ({"in_return": " "}, {Rule.IN_RETURN}),
    ],
)
def test_a_rule_falls_by_what_it_is_about(change, broken):
    assert set(check(replace(GOOD, **change)).broken) == broken


def test_the_limits_of_length_are_kept_to_the_word():
    for words, kept in ((LEAST_WORDS - 1, False), (LEAST_WORDS, True), (MOST_WORDS, True), (MOST_WORDS + 1, False)):
        draft = Draft(opening="word " * words)
        assert draft.words == words and (Rule.LENGTH in check(draft).kept) is kept


def test_the_message_is_the_sentences_each_with_an_end():
    assert Draft(
        to="Ana", opening="Ana, I am Leo ", need="", question="May I call?", in_return="Bread for you"
    ).text == ("Ana, I am Leo. May I call? Bread for you.")
    assert Draft(to="Ana").text == ""


def test_several_marks_after_one_question_are_one_question():
    assert Draft(question="¿¿De verdad??").questions == 1


@pytest.mark.parametrize(
    ("to", "many"),
    [
        ("Pilar, de la galería", False),
        ("Familia Soto", False),
        ("Gestoría Paz & Hijos", False),
        ("todos mis amigos", True),
        ("María e Iker", True),
        ("", False),
    ],
)
def test_one_person_or_several(to, many):
    assert several(to) is many


@pytest.mark.parametrize(
    ("text", "when"),
    [("before may", True), ("May I call?", False), ("a las 9", True), ("el SÁBADO", True), ("", False)],
)
def test_a_time_is_found(text, when):
    assert has_time(text) is when


def test_help_of_no_kind_is_vague_and_words_that_hold_such_words_are_not():
    assert vague("¿Me echas una mano?") and vague("Any help!")
    assert not vague("algodón para una manopla")


def test_every_rule_has_a_grade():
    assert set(GRADES) == set(Rule) and set(GRADES.values()) <= set("ABCD")


@given(st.builds(Draft, to=st.text(), opening=st.text(), need=st.text(), question=st.text(), in_return=st.text()))
def test_any_text_is_checked(draft):
    checked = check(draft)
    assert {*checked.broken, *checked.kept} == set(Rule) and len(checked.broken) + len(checked.kept) == len(Rule)
