"""Conversation audit: the rules in both languages, the share and its range, and the advice."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertulia.models.web2.conversation import AdviceKind, Z, advise, audit, longest_run, repeated, suggest, wilson
from tertulia.models.web2.phrase_rules import WEIGHTS, PhraseRule, PostMark, signs

TALK, SHOUT = "Thank you, Ana. Which one do you like?", "Loaves at €2, special offer"


@pytest.mark.parametrize(
    ("post", "rules"),
    [
        ("¿Qué pan echáis de menos en verano?", {PhraseRule.QUESTION}),
        ("Which bread do you miss in summer?", {PhraseRule.QUESTION}),
        ("Nos habéis preguntado por el pan sin levadura: lo probamos el jueves.", {PhraseRule.ANSWER}),
        ("Some of you asked about bread without yeast: we try it on Thursday.", {PhraseRule.ANSWER}),
        ("@ana.lopez lo tenemos el viernes", {PhraseRule.ANSWER}),
        ("Gracias a todos los que vinisteis ayer.", {PhraseRule.THANKS}),
        ("Thank you to everybody who came yesterday.", {PhraseRule.THANKS}),
        ("Contadnos cómo lo guardáis.", {PhraseRule.INVITATION}),
        ("Tell us how you keep it.", {PhraseRule.INVITATION}),
        ("Nuestra panadera lleva once años aquí.", {PhraseRule.PERSON}),
        ("Our baker learned it from his aunt.", {PhraseRule.PERSON}),
        ("Barra a 1,10 €", {PhraseRule.PRICE}),
        ("Baguettes, €1.10", {PhraseRule.PRICE}),
        ("Two for 5 euros", {PhraseRule.PRICE}),
        ("Descuento en toda la bollería", {PhraseRule.OFFER}),
        ("-20 % hoy", {PhraseRule.OFFER}),
        ("Half price today", {PhraseRule.OFFER}),
        ("Haz tu pedido, enlace en la bio", {PhraseRule.BUY}),
        ("Order yours, link in bio", {PhraseRule.BUY}),
        ("Esta semana cerramos el domingo", {PhraseRule.HOURS}),
        ("We are closed on Sunday", {PhraseRule.HOURS}),
        ("Ya disponibles los roscones", {PhraseRule.NEWS}),
        ("The cakes have arrived", {PhraseRule.NEWS}),
        ("Pan #uno #dos #tres #cuatro #cinco", {PhraseRule.TAGS}),
    ],
)
def test_each_rule_finds_its_words_in_both_languages(post: str, rules: set[PhraseRule]) -> None:
    assert {sign.rule for sign in signs(post)} == rules
    assert suggest(post).mark is next(iter({WEIGHTS[rule][0] for rule in rules}))


@pytest.mark.parametrize(
    "post",
    [
        "El pan sale del horno a las siete de la mañana",  # "sale" is no sale in Spanish
        "This loaf is gluten-free",
        "Feel free to sit down",
        "Escríbeme a pan@horno.es",
        "Devota de la masa madre",
        "La masa espera en silencio",
        "The dough is resting",
        "#uno #dos #tres #cuatro",
        "",
        "   ",
        "🍞🍞🍞",
    ],
)
def test_words_that_only_look_like_a_sign_are_none(post: str) -> None:
    assert signs(post) == ()
    assert suggest(post).mark is PostMark.BROADCAST


@pytest.mark.parametrize(
    "post",
    [
        "Two loaves for €5. What are you waiting for?",
        "Dos panes por 5 €. ¿A qué esperas?",
        "Rebajas. ¿Te lo vas a perder?",
        "Special offer! Who can resist?",
    ],
)
def test_a_question_that_waits_for_no_answer_is_no_question(post: str) -> None:
    assert PhraseRule.QUESTION not in suggest(post).rules
    assert suggest(post).mark is PostMark.BROADCAST


def test_a_price_is_no_time_of_day_and_an_invited_question_no_announcement() -> None:
    assert {s.rule for s in signs("Café y cruasán, 2.20 €")} == {PhraseRule.PRICE}
    assert {s.rule for s in signs("Would you come and taste it?")} == {PhraseRule.QUESTION}


def test_every_sign_names_words_that_stand_in_the_post() -> None:
    post = "Gracias, Ana.\n¿Qué pan   quieres? Barra a 1,10 €, abrimos a las 8:00"
    every = signs(post)
    assert [s.rule for s in every] == [PhraseRule.THANKS, PhraseRule.QUESTION, PhraseRule.PRICE, PhraseRule.HOURS]
    for sign in every:
        assert sign.words in " ".join(post.split())


def test_both_kinds_of_words_are_doubtful_until_the_learner_marks_them() -> None:
    post = "Gracias a Ana: descuento para todos"
    assert suggest(post).doubtful
    assert suggest(post).mark is PostMark.BROADCAST  # equal weights speak for nobody
    assert audit([post]).doubtful == (0,)
    assert audit([post], {0: PostMark.BROADCAST}).doubtful == ()


@given(st.text(max_size=300))
def test_any_text_gets_a_mark(post: str) -> None:
    suggestion = suggest(post)
    assert suggestion.mark in PostMark
    assert all(0 <= sign.at < len(post) and sign.words for sign in suggestion.signs)
    assert len(suggestion.rules) == len(suggestion.signs)


def test_wilson_as_published() -> None:
    """Newcombe 1998, Statistics in Medicine 17: 857-872, table I, method 3."""
    for successes, n, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        assert wilson(successes, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_solves_the_score_equation_and_holds_the_share(case: tuple[int, int]) -> None:
    successes, n = case
    low, high = wilson(successes, n)
    share = successes / n
    assert 0 <= low <= share <= high <= 1
    for end in (low, high):
        assert abs(share - end) == pytest.approx(Z * math.sqrt(end * (1 - end) / n), abs=1e-7)
    mirrored = wilson(n - successes, n)
    assert mirrored == (pytest.approx(1 - high), pytest.approx(1 - low))


def test_wilson_of_nothing_is_everything_and_of_the_impossible_an_error() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)


@given(st.lists(st.sampled_from([TALK, SHOUT, "The dough is resting"]), min_size=1, max_size=30), st.data())
def test_changing_one_mark_changes_the_share_by_one_in_n(posts: list[str], data: st.DataObject) -> None:
    before = audit(posts)
    place = data.draw(st.integers(0, len(posts) - 1))
    other = PostMark.BROADCAST if before.marks[place] is PostMark.CONVERSATION else PostMark.CONVERSATION
    after = audit(posts, {place: other})
    assert abs(after.share - before.share) == pytest.approx(1 / len(posts))
    assert after.changed == (place,)
    assert (after.share > before.share) is (other is PostMark.CONVERSATION)
    assert (after.low > before.low) is (other is PostMark.CONVERSATION)


def test_more_posts_with_the_same_share_narrow_the_range() -> None:
    few, many = audit([TALK, SHOUT]), audit([TALK, SHOUT] * 10)
    assert few.share == many.share == 0.5
    assert many.high - many.low < few.high - few.low


def test_no_posts_no_share() -> None:
    empty = audit([])
    assert (empty.share, empty.low, empty.high, advise(empty)) == (0.0, 0.0, 1.0, ())


def test_the_longest_run_is_the_first_of_equals() -> None:
    b, c = PostMark.BROADCAST, PostMark.CONVERSATION
    assert longest_run([b, b, c, b, b, b, c, b, b, b]) == (3, 3)
    assert longest_run([c, c]) == longest_run([]) == (0, 0)


def test_two_posts_that_say_the_same() -> None:
    assert repeated(["Baguettes today", "Rye bread", "baguettes  today!"]) == (0, 2)
    assert repeated(["Baguettes today", "Rye bread on Thursday"]) is None


def test_of_long_posts_too_the_first_two_that_say_nearly_the_same_are_found():
    loaf = "The oven is lit at four, the dough has slept since noon, and what is cold by six goes to the food bank. "
    bus = "Our bus leaves the square at nine on market days, and whoever shows a receipt of ours rides home for free. "
    assert repeated([loaf * 20, bus * 20, loaf * 20 + "Come by!"]) == (0, 2)
    assert repeated([loaf * 20, bus * 20, loaf * 10 + bus * 10]) is None
    assert repeated(["x" * 2200, "x" * 2199 + "y"]) is None  # one word each, and another one


def test_advice_is_about_the_firms_own_posts() -> None:
    posts = ["We are closed on Sunday", SHOUT, "Loaves at €3", "The dough is resting"]
    steps = {advice.kind: advice for advice in advise(audit(posts), most=9)}
    assert steps[AdviceKind.ASK].post == 1  # the post that announces most
    assert steps[AdviceKind.PERSON].post == 2 and steps[AdviceKind.PERSON].count == 2  # another one than the question's
    assert steps[AdviceKind.ELSEWHERE].post == 0
    assert (steps[AdviceKind.RUN].post, steps[AdviceKind.RUN].other, steps[AdviceKind.RUN].count) == (0, 3, 4)
    assert AdviceKind.ANSWER in steps and AdviceKind.AGAIN not in steps


def test_what_went_well_keeps_the_last_place() -> None:
    audited = audit([SHOUT, "Our baker learned it from his aunt", TALK])
    steps = advise(audited)
    assert len(steps) <= 3
    assert (steps[-1].kind, steps[-1].post) == (AdviceKind.AGAIN, 2)
    assert AdviceKind.ASK not in {each.kind for each in steps} and AdviceKind.ANSWER not in {
        each.kind for each in steps
    }
