"""The network picker, driven without a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from tertulia import facts, post_ideas
from tertulia.language import LANGUAGES, _, number, percent, speak
from tertulia.models.customer_groups import EVERY_AGE, SEXES, YOUNGEST
from tertulia.models.strategy.networks import NETWORKS, OWN_PAGE
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.picker import WeightFlip, pick
from tertulia.models.strategy.picker_changes import Change, ChangeCode, ChangeEffect
from tertulia.models.strategy.picker_draws import AUDIENCE_SPREAD, HOURS_FACTOR, SPREAD
from tertulia.models.strategy.picker_input import audience_figures, customer_shares
from tertulia.models.strategy.picker_ranking import Because, LeftOut, LeftOutCode, LeftOutReason
from tertulia.models.strategy.picker_scores import Criterion, Family
from tertulia.models.strategy.picker_weights import DRAWS, Weights
from tertulia.profile import FoundAt, ProfileKeeper
from tertulia.widgets import network_picker
from tertulia.widgets.strategy.picker_audience import audience, weakest_grade
from tertulia.widgets.strategy.picker_controls import REGULARS
from tertulia.widgets.strategy.picker_words import (
    cause_words,
    effect_words,
    flip_words,
    left_out_words,
    meaning_words,
    network_words,
    order_words,
    plan_why_words,
    verdict_note,
    why_words,
)


@pytest.fixture(scope="module")
def exercise():
    return network_picker("bakery")


@pytest.fixture
def bakery(exercise):
    exercise.who.value = "bakery"
    exercise.restart()
    return exercise


def test_the_audience_comes_from_the_data_for_every_network_and_group():
    shares = audience()
    assert set(shares) <= {*NETWORKS, OWN_PAGE.key}
    assert len(shares) == 10
    for groups in shares.values():
        assert set(groups) == {(age, sex) for age in EVERY_AGE for sex in SEXES}
        assert all(0 <= share <= 1 for share in groups.values())


def test_the_verdict_and_the_points_are_the_models(bakery):
    recommended = pick(bakery.answers_now(), audience())
    assert NETWORKS[recommended.network].name in bakery.numbers.value
    assert percent(recommended.ranking[0].first_share) in bakery.numbers.value
    for standing in recommended.ranking[:5]:
        assert f'<output role="none"><b>{percent(standing.first_share)}</b> of tries</output>' in bakery.ranking.value


@pytest.mark.parametrize(
    ("control", "value", "words"),
    [
        ("website", False, "There is no page of your own"),
        ("basics_right", False, "wrong somewhere"),
        ("email_daily", False, "E-mail is not read every day"),
        ("owner_named", False, "Nobody is named"),
        ("answers_within", 96, "longer than a day"),
        ("hours", 1.0, "You have 1 hour"),
        ("aim", "", "Not decided yet"),
    ],
)
def test_one_closed_gate_makes_none_yet_with_something_to_do_first(bakery, control, value, words):
    bakery.controls[control].value = value
    assert "None yet" in bakery.numbers.value
    assert words in bakery.numbers.value
    assert "Do this first" in bakery.numbers.value
    assert "If the gates were open" in bakery.ranking.value
    assert "Keep the time" in bakery.words.value


def test_nothing_to_make_leaves_every_network_out(bakery):
    with bakery.quietly():
        for control in bakery.controls.skills.values():
            control.value = 0.0
    bakery.refresh()
    left_out = bakery.ranking.value.count("Left out:")
    assert left_out == len(bakery.result.left_out) >= 5


def test_firms_as_customers_bring_linkedin_in(bakery):
    assert "LinkedIn" in bakery.ranking.value.split("Left out", 1)[1]
    bakery.who.value = "workshop"
    assert bakery.result.network == "linkedin"


def test_no_customer_of_any_age_is_refused_at_the_field(bakery):
    before = bakery.numbers.value
    with bakery.quietly():
        for control in bakery.controls.ages.values():
            control.value = 0
    bakery.refresh()
    assert "at least for one age" in bakery.controls.ages[YOUNGEST]._message.value
    assert bakery.numbers.value == before


def test_every_change_the_model_can_tell_has_a_sentence():
    for code in ChangeCode:
        change = Change(
            code=code,
            values={"by": 1, "hours": 48, "format": "photo", "aim": "listen", "share": 0.6},
            effect=ChangeEffect.FIRST,
            network="instagram",
            place=1,
            size=0.1,
        )
        sentence = cause_words(change)
        assert sentence.startswith("If ")
        assert "{" not in sentence


def test_the_picture_shows_the_share_of_this_firms_customers(bakery):
    answers, shares = bakery.answers_now(), audience()
    instagram = sum(
        answers.ages[age] * (answers.women if sex == "women" else 1 - answers.women) * use
        for (age, sex), use in shares["instagram"].items()
    )
    assert f"Instagram {percent(instagram)}" in bakery.picture.value
    assert instagram == pytest.approx(
        next(s for s in bakery.result.ranking if s.network == "instagram").values[Criterion.AUDIENCE], abs=1e-12
    )


def test_the_models_answers_are_the_firms(bakery):
    answers, firm = bakery.answers_now(), bakery.firm
    assert (answers.women, answers.firms, answers.hours) == (firm.women, firm.firms, firm.hours)
    assert answers.ages == pytest.approx({YOUNGEST: 0, **firm.ages})
    assert answers.skills == firm.makes
    assert (answers.aim, answers.answers_within) == (firm.objective, firm.answers_within)
    assert (answers.website, answers.basics_right, answers.email_daily, answers.owner_named) == (True,) * 4


def cells(section: str) -> list[list[str]]:
    """The body of the first table of a section, cell by cell."""
    body = section.split("<tbody>", 1)[1].split("</tbody>", 1)[0]
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in body.split("</tr>")[:-1]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_strip_bars_and_tables_hold_the_models_numbers(bakery, language):
    speak(language)
    try:
        bakery.restart()
        ranking = bakery.result.ranking
        best = sorted(ranking, key=lambda each: each.first_share, reverse=True)[:3]
        assert re.findall(r"flex:(\d+)", bakery.numbers.value) == [f"{100 * each.first_share:.0f}" for each in best]
        assert re.findall(r"<b>([^<]*)</b> <span class=\"nb\">(.*?)</span>", bakery.numbers.value) == [
            (network_words(each.network), percent(each.first_share)) for each in best
        ]
        whole = [each.whole_points() for each in ranking[:5]]
        drawn = re.findall(r'class="(k\d)" style="--p:(\d+)"', bakery.ranking.value)
        assert drawn == [(f"k{place}", str(points)) for each in whole for place, points in enumerate(each.values(), 1)]
        assert re.findall(r"--w:(\d+)%", bakery.ranking.value) == [str(sum(each.values())) for each in whole]
        points, judged, _looking, _how = bakery.folds.value.split("</table>")
        assert [row[1:] for row in cells(points)[:-1]] == [
            [number(each[family]) for each in whole] for family in Family
        ]
        assert cells(points)[-1][1:] == [percent(each.first_share) for each in ranking[:5]]
        assert cells(judged) == [
            [
                network_words(network.key),
                number(network.hours_per_week, 1),
                number(network.least_hours, 1),
                _("yes") if network.finds else _("no"),
                *(number(10 * network.aims[aim]) for aim in Objective),
            ]
            for network in (*NETWORKS.values(), OWN_PAGE)
        ]
    finally:
        speak("en")


def test_what_speaks_for_and_against_a_network_is_its_best_and_its_worst():
    standing = pick(network_picker("bakery").answers_now(), audience()).ranking[0]
    values = {**standing.values, Criterion.AUDIENCE: 0.42}
    told = {
        (strong, weak): why_words(replace(standing, values=values, strong=strong, weak=weak))
        for strong, weak in product(Criterion, repeat=2)
    }
    assert told[Criterion.FORMATS, Criterion.LOAD] == "You can make what it needs; it brings many messages to answer."
    assert (
        told[Criterion.LOAD, Criterion.FORMATS] == "It brings few messages to answer; it needs things you seldom make."
    )
    assert told[Criterion.AUDIENCE, Criterion.HOURS].startswith(f"{percent(0.42)} of your customers use it; ")
    assert told[Criterion.AIM, Criterion.AUDIENCE].endswith(f"; only {percent(0.42)} of your customers use it.")
    assert told[Criterion.KIND, Criterion.KIND] == "Your kind of customers meet firms there."
    assert len(set(told.values())) == len(told)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (LeftOutReason(LeftOutCode.FEW_HOURS, {"have": 1.0, "needed": 1.5}), "It needs at least 1.5 hours a week."),
        (LeftOutReason(LeftOutCode.FEW_HOURS, {"have": 1.0, "needed": 3.0}), "It needs at least 3 hours a week."),
        (
            LeftOutReason(LeftOutCode.FEW_CUSTOMERS, {"have": 0.12, "needed": 0.2}),
            f"Only {percent(0.12)} of your customers use it.",
        ),
        (
            LeftOutReason(LeftOutCode.NOBODY_FINDS, {}),
            "It serves those who gave you their number or follow you already; nobody new finds you there.",
        ),
        (LeftOutReason(LeftOutCode.LITTLE_MADE, {}), "You make too little of what it needs every week."),
        (
            LeftOutReason(LeftOutCode.NEEDS_FORMAT, {"format": "short_video"}),
            "It needs short videos every week, and you said no.",
        ),
    ],
)
def test_why_a_network_is_left_out_comes_with_its_number(reason, sentence):
    assert left_out_words(LeftOut("tiktok", (reason,), 20.0)) == sentence


@pytest.mark.parametrize(
    ("code", "values", "sentence"),
    [
        (ChangeCode.HOURS_MORE, {"by": 2, "hours": 50.0}, "If you had <strong>2 more hours</strong> a week"),
        (ChangeCode.ANSWERS_SLOWER, {"hours": 48}, "If messages waited <strong>2 days</strong>"),
        (ChangeCode.ANSWERS_FASTER, {"hours": 8}, "If messages were answered <strong>within 8 hours</strong>"),
        (ChangeCode.MOST_OLDER, {"share": 0.6}, "If 6 of ten customers were <strong>over 55</strong>"),
        (ChangeCode.MOSTLY_ONCE, {"share": 0.8}, "If 8 of ten customers <strong>came only once</strong>"),
        (ChangeCode.MOSTLY_MEN, {"share": 0.8}, "If 8 of ten customers were <strong>men</strong>"),
        (ChangeCode.AIM_CHANGED, {"aim": "recruit"}, "If you wanted to <strong>find new staff</strong>"),
    ],
)
def test_a_change_is_told_with_its_own_numbers(code, values, sentence):
    change = Change(code=code, values=values, effect=ChangeEffect.JOINS, network="facebook", place=3, size=0.1)
    assert cause_words(change) == sentence
    assert effect_words(change) == "<strong>Facebook</strong> would join the ranking, in place 3"
    assert effect_words(replace(change, effect=ChangeEffect.FIRST)) == "<strong>Facebook</strong> would come first"


def test_a_flip_is_told_in_points_of_a_hundred():
    flip = WeightFlip(rival="facebook", moved=0.084, taken={Family.AIM: 0.084}, to=Family.TIME, weights=Weights())
    cause, effect = flip_words(flip)
    assert cause == "If “it fits your hours” counted <strong>8 points more</strong> of 100 for you"
    assert effect == "<strong>Facebook</strong> would draw level"
    assert "<strong>1 point more</strong>" in flip_words(replace(flip, moved=0.001))[0]


@pytest.mark.parametrize(
    ("allowed", "sentence"),
    [
        (("whatsapp", "facebook", "x"), "Your 4 hours a week would bear Facebook as well, later."),
        (("whatsapp",), "and nothing else</strong> for three months, with your 4 hours a week."),
        ((), "but know that your 4 hours a week are tight for it."),
    ],
)
def test_the_hours_say_what_comes_later(bakery, allowed, sentence):
    recommended = replace(bakery.result, network="whatsapp", allowed=allowed)
    told = meaning_words(bakery.answers_now(), recommended)
    assert "<strong>WhatsApp Business" in told and told.endswith(sentence)


def test_first_steps_come_with_the_time_they_take(bakery):
    with bakery.quietly():
        bakery.controls.basics_right.value = False
        bakery.controls.website.value = False
    bakery.refresh()
    steps = re.findall(r'<li><h3>(.*?)</h3><span class="tt-time">(.*?)</span>', bakery.numbers.value)
    assert steps == [
        ("Put the opening hours right", "15 minutes"),
        ("Make one page of your own", "A month"),
        ("Ask ten customers one question", "A week, at the counter"),
    ]


def test_the_pictures_title_names_the_networks_that_half_of_the_customers_use(bakery):
    title = re.search(r'tt-fig__title">(.*?)</p>', bakery.picture.value)[1]
    customers = customer_shares(bakery.answers_now())
    for key, groups in audience().items():
        if key == OWN_PAGE.key:
            continue
        assert (NETWORKS[key].name in re.split(", | and ", title.split(" on ")[1])) == (
            audience_figures(groups, key) @ customers >= 0.5
        )


def every_firm_and_network():
    for firm in ("bakery", "workshop", "guesthouse", "mine"):
        exercise = network_picker(firm)
        yield from exercise.result.ranking


def test_the_reason_in_the_plan_speaks_for_the_network_and_says_what_does_not():
    for standing in every_firm_and_network():
        why = plan_why_words(standing)
        speaks_for, but, against = why.partition("; but ")
        reasons = {
            "customers use it": Criterion.AUDIENCE,
            "meet firms there": Criterion.KIND,
            "it serves what we want": Criterion.AIM,
            "we can make": Criterion.FORMATS,
            "it fits our hours": Criterion.HOURS,
            "brings few messages": Criterion.LOAD,
        }
        named = {criterion for words, criterion in reasons.items() if words in speaks_for.lower()}
        assert standing.strong in named and len(named) <= 3
        others = [value for criterion, value in standing.values.items() if criterion not in named]
        assert min(standing.values[criterion] for criterion in named) >= max(others, default=0)
        assert bool(but) == (standing.values[standing.weak] < 0.4 and standing.weak not in named)
        assert "you" not in why.replace("young", "").lower().split() and "your" not in why
        assert len(why) <= 200


def test_the_plan_gets_the_reason_that_speaks_for_it(bakery):
    from tertulia.plan.schema import Plan

    (chosen,) = bakery.for_plan(Plan()).networks.chosen
    assert chosen.why.startswith("90\u202f% of our customers use it, we can make what it needs")
    assert chosen.why.endswith("; but it brings many messages to answer.")
    assert why_words(bakery.result.ranking[0]) in bakery.ranking.value, "the page speaks to the learner as before"


# no network, strangers, the young, guests from abroad, and how well it is known ------------------------------


def test_website_and_email_can_be_the_answer(bakery):
    bakery.controls.aim.value = "be_found"
    assert bakery.result.because is Because.PAGE_FIRST
    assert "Website and e-mail, no network</p>" in bakery.numbers.value and "all open" in bakery.numbers.value
    assert "Do this instead" in bakery.numbers.value and "Do this first" not in bakery.numbers.value
    assert "The ranking" in bakery.ranking.value and "If the gates were open" not in bakery.ranking.value
    assert "Open no network for now. Your 4 hours a week do more for" in bakery.words.value
    assert bakery.summary() == f"Begin with: Website and e-mail, no network ({verdict_note(bakery.result)})"
    assert verdict_note(bakery.result).startswith("best in ")
    page = bakery.result.ranking[0]
    told = why_words(replace(page, strong=Criterion.AUDIENCE, weak=Criterion.AIM))
    share = percent(page.values[Criterion.AUDIENCE])
    assert told == f"{share} of people look for things by searching first; it does little for what you want."


def test_no_network_adds_to_the_plan_what_to_do_instead(bakery):
    from tertulia.plan.schema import Plan

    bakery.controls.aim.value = "be_found"
    networks = bakery.for_plan(Plan()).networks
    assert networks.none_yet and networks.chosen == () and networks.acceptability is None
    assert networks.first == (
        "Ask for opinions on the map, and answer each",
        "Collect e-mail addresses, with a yes",
        "Ask ten customers one question",
    )


def test_the_effect_of_a_change_can_be_no_network():
    change = Change(
        code=ChangeCode.AIM_CHANGED,
        values={"aim": "be_found"},
        effect=ChangeEffect.PAGE_FIRST,
        network=None,
        place=None,
        size=0.5,
    )
    assert effect_words(change) == "the answer would be <strong>website and e-mail, no network</strong>"


def test_a_tool_to_serve_says_that_it_brings_nobody_new(bakery):
    assert bakery.result.network == "whatsapp"
    assert "serves those who already know you" in bakery.words.value
    bakery.controls.aim.value = "new_customers"
    assert NETWORKS[bakery.result.network].finds
    assert "serves those who already know you" not in bakery.words.value
    assert "nobody new finds you there" in bakery.ranking.value
    bakery.controls.aim.value = "quiet_hours"
    bakery.controls.regulars.value = 0.0
    assert bakery.result.network not in ("whatsapp", "telegram")


def test_customers_under_18_count_and_come_with_a_caution(bakery):
    assert "under 18" not in bakery.words.value
    before = {s.network: s.values[Criterion.AUDIENCE] for s in bakery.result.ranking}
    bakery.controls.ages[YOUNGEST].value = 10
    assert "Some of your customers are under 18" in bakery.words.value and "age limits" in bakery.words.value
    after = {s.network: s.values[Criterion.AUDIENCE] for s in bakery.result.ranking}
    assert after["facebook"] < before["facebook"]


def test_the_young_of_the_profile_are_shown_and_kept():
    ProfileKeeper().change(sector="fashion", ages=(YOUNGEST, "18-24"), places=(FoundAt.WEBSITE, FoundAt.EMAIL))
    picker = network_picker()
    assert [control.value for control in picker.controls.ages.values()] == [5, 5, 0, 0, 0]
    assert picker.state() is None
    picker.controls.ages["25-34"].value = 3
    assert ProfileKeeper().load().ages == (YOUNGEST, "18-24", "25-34")
    assert picker.controls.regulars.value == 1.0


def test_guests_of_a_guesthouse_come_once_until_it_is_said():
    ProfileKeeper().change(sector="guesthouse", places=(FoundAt.WEBSITE, FoundAt.EMAIL))
    picker = network_picker()
    assert picker.controls.regulars.value == 0.0
    picker.controls.regulars.value = 0.5
    assert network_picker().controls.regulars.value == 0.5


def test_trades_with_a_guess_of_who_comes_back_exist():
    assert set(REGULARS) <= {sector.key for sector in post_ideas.sectors()}


@pytest.mark.parametrize(
    ("countries", "instagram", "tiktok"),
    [
        ((), 1, 1),
        (("ES",), 1, 1),
        (("ES", "DE"), (1 + 44.2 / 65.4) / 2, (1 + 33.9 / 52.0) / 2),
        (("FR",), 53.7 / 65.4, 43.9 / 52.0),
        (("GB",), 62.6 / 65.4, 1),
        (("PT", "XX"), 1, 1),
    ],
)
def test_guests_from_abroad_count_with_their_countrys_share_where_there_is_one(countries, instagram, tiktok):
    spain, mixed = audience(), audience(countries)
    group = ("35-54", "women")
    assert mixed["instagram"][group] == pytest.approx(instagram * spain["instagram"][group])
    assert mixed["tiktok"][group] == pytest.approx(tiktok * spain["tiktok"][group])
    for other in set(spain) - {"instagram", "tiktok"}:
        assert mixed[other] == spain[other]


def test_it_says_whose_figures_are_used_for_guests_from_abroad():
    places = (FoundAt.WEBSITE, FoundAt.EMAIL)
    ProfileKeeper().change(sector="guesthouse", countries=("ES", "DE", "GB"), places=places)
    picker = network_picker()
    assert "their own country: Germany (Instagram and TikTok) and United Kingdom (Instagram)." in picker.words.value
    assert "For everything else we only have the figures of Spain." in picker.words.value
    told = picker.folds.value.partition("What is known of your customers from abroad")[2]
    assert ["Germany", "Facebook", "Used it in the last week", "50–69", "2024", percent(0.33)] in cells(told)
    assert "France" not in told
    ProfileKeeper().change(countries=("PT",))
    picker = network_picker()
    assert "<strong>we only have the figures of Spain</strong>. Ask ten" in picker.words.value
    ProfileKeeper().change(countries=("ES",))
    assert "figures of Spain" not in network_picker().words.value
    assert "from abroad" not in network_picker().folds.value


def test_the_page_of_the_models_says_what_the_code_does():
    page = (facts.DATA.parent / "chapters" / "models.md").read_text(encoding="utf-8")
    told = page.partition("{model} Network picker")[2].partition(":::")[0]
    assert DRAWS == 10_000 and "ten thousand times" in told
    assert SPREAD == 0.1 and "off by up to one point of ten" in told
    assert HOURS_FACTOR == 1.5 and "the hours by up to half as much again" in told
    assert set(AUDIENCE_SPREAD.values()) == {0.10, 0.12} and AUDIENCE_SPREAD["55-74"] == 0.12
    assert "by up to ten points (twelve from 55 on)" in told
    assert "at least two of three tries" in told and "in at least half" in told


def test_the_grade_is_that_of_the_weakest_link(bakery):
    assert weakest_grade() == "D"
    graded = re.findall(r'data-grade="(.)"|tt-grade--?(\w)', bakery.numbers.value)
    assert graded or ">D</b>" in bakery.numbers.value
    assert "weakest link" in bakery.numbers.value
    for name, control in bakery.controls.named().items():
        shown = [part.value for part in control.box.children if "tt-why" in str(getattr(part, "value", ""))]
        assert all(">D</b>" in part for part in shown), name
    with_why = {
        name
        for name, control in bakery.controls.named().items()
        if any("tt-why" in str(getattr(part, "value", "")) for part in control.box.children)
    }
    assert {"hours", "aim", "firms", "women", "regulars", f"ages.{YOUNGEST}", "answers_within"} <= with_why


def test_where_another_has_more_points_the_page_says_why_it_is_second(bakery):
    assert order_words(replace(bakery.result, more_points=None)) == ""
    words = order_words(replace(bakery.result, more_points="facebook"))
    assert words.startswith("With all four questions counting the same, Facebook has more points.")
    assert "WhatsApp Business is stronger" in words
