"""The audience explorer, driven without a browser."""

from __future__ import annotations

import re

import pytest

from tertulia.charts.picture import NARROW, WIDE
from tertulia.device import store
from tertulia.entries import EntriesKeeper
from tertulia.firms import FIRMS
from tertulia.language import percent, speak
from tertulia.models.web2 import audience as model
from tertulia.models.web2.audience import ALL, AudienceMeasure
from tertulia.plan.schema import Plan
from tertulia.profile import ProfileKeeper, Women
from tertulia.widgets import audience_explorer
from tertulia.widgets.web2 import audience_picture
from tertulia.widgets.web2.audience_figures import MINE, VIEWS, shares
from tertulia.widgets.web2.audience_words import group_words, measure_words, name_words, value_words, view_words

pytestmark = pytest.mark.usefixtures("place")


@pytest.fixture(scope="module")
def exercise():
    return audience_explorer("bakery")


@pytest.fixture
def bakery(exercise):
    exercise.who.value = "bakery"
    exercise.restart()
    return exercise


def look(exercise, view: str, period: str = "", group: tuple[str, str] | None = None) -> None:
    exercise.controls.view.value = view
    if period:
        widget = exercise.controls.period.widget
        widget.value = next(value for _words, value in widget.options if value.startswith(period))
    if group:
        exercise.controls.group.value = group


def cells(part: str) -> list[list[str]]:
    """The rows of the tables in a part of the answer, heads included."""
    return [
        [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", part)
    ]


def tiles(exercise) -> list[tuple[str, str]]:
    return re.findall(r"<b>([^<]+)</b>.*?<span>([^<]+)</span>", exercise.numbers.value)


def test_the_first_screen_weighs_the_estimate_with_the_bakerys_customers(bakery):
    expected = model.customers(shares(), {"18-24": 1, "25-34": 2, "35-54": 4, "55-74": 3}, 0.6)
    assert bakery.mine == expected
    assert percent(expected["WhatsApp"]) in bakery.numbers.value
    assert "<strong>9 open WhatsApp</strong>" in bakery.words.value
    assert "too close to tell apart" in bakery.words.value


def test_other_customers_are_elsewhere(bakery):
    with bakery.quietly():
        for band, slider in bakery.controls.ages.items():
            slider.value = 10 if band == "18-24" else 0
        bakery.controls.women.value = 10
    bakery.refresh()
    assert bakery.mine["TikTok"] == shares()["TikTok"]["18-24", "women"]


def test_no_customers_is_said_at_the_field_and_changes_nothing_else(bakery):
    before = bakery.words.value
    with bakery.quietly():
        for slider in bakery.controls.ages.values():
            slider.value = 0
    bakery.refresh()
    assert "at least one age" in bakery.controls.ages["18-24"]._message.value
    assert bakery.words.value == before


def test_the_lists_follow_the_view_and_keep_what_is_still_there(bakery):
    look(bakery, "us_ever", "2023", ("50-64", ALL))
    assert bakery.controls.group.value == ("50-64", ALL)
    look(bakery, "us_ever", "2019")
    assert bakery.controls.group.value == (ALL, ALL)  # nobody was read by age in 2019
    assert bakery.controls.period.value.startswith("2019")
    bakery.restart()
    assert bakery.controls.view.value == MINE


def test_what_nobody_counted_is_said(bakery):
    look(bakery, "us_ever", "2023", ("50-64", ALL))
    assert {f.network for f in bakery.result.figures} == {"Instagram", "TikTok"}
    assert "No figure for WhatsApp, Facebook" in bakery.picture.value
    assert "is the largest figure we have" in bakery.picture.value


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_choice_says_who_was_counted_by_whom_when_and_how_well(bakery, view):
    look(bakery, view)
    count = bakery.result.count
    assert count.by.replace("the networks", "") in bakery.counted.value or count.by in bakery.counted.value
    assert measure_words(count.measure) in bakery.counted.value
    assert str(count.year) in bakery.counted.value and f'data-grade="{count.grade}"' in bakery.counted.value
    assert f"grade {count.grade}" in bakery.picture.value
    for row in bakery.rows:
        assert value_words(row) in bakery.picture.value and value_words(row) in bakery.folds.value
    copies = sum(row.status == "read_secondary" for row in bakery.rows)
    assert (f"{copies} of {len(bakery.rows)} read in a copy" in bakery.counted.value) is bool(copies)


def test_accounts_are_never_told_as_a_share(bakery):
    look(bakery, "spain_accounts")
    assert bakery.result.count.measure is AudienceMeasure.ACCOUNTS
    assert "million" in bakery.numbers.value and "%" not in bakery.numbers.value


def test_the_ad_tools_say_nothing_of_everybody(bakery):
    look(bakery, "spain_ads")
    assert (ALL, ALL) not in [value for _words, value in bakery.controls.group.widget.options]
    assert "own ad audience" in bakery.picture.value


def test_words_are_different_for_each():
    assert len({view_words(key) for key in VIEWS}) == len(VIEWS)
    assert group_words("55+", "women") == "women, 55 and over"
    assert group_words(ALL, ALL) == "everybody asked"


@pytest.mark.parametrize("firm", [firm for firm in FIRMS if firm != "mine"])
def test_each_firm_begins_with_its_own_customers(exercise, firm):
    exercise.who.value = firm
    exercise.restart()
    shown = FIRMS[firm]
    assert exercise.controls.women.value == round(10 * shown.women)
    assert {band: slider.value for band, slider in exercise.controls.ages.items()} == {
        band: round(10 * share) for band, share in shown.ages.items()
    }


@pytest.mark.parametrize(
    ("language", "first", "sentence"),
    [
        (
            "en",
            "of customers like yours open {network} in a month",
            "about <strong>{n} open {network}</strong> in a month, and about {m} open {second}",
        ),
        (
            "es",
            "de los clientes como los tuyos abren {network} en un mes",
            "unos <strong>{n} abren {network}</strong> en un mes, y unos {m} abren {second}",
        ),
    ],
)
def test_the_estimate_is_said_as_it_was_weighed(language, first, sentence):
    speak(language)
    try:
        explorer = audience_explorer("workshop")
        (network, share), (second, share_of_second), *_others = explorer.mine.items()
        assert round(10 * share) != round(10 * share_of_second)
        assert tiles(explorer)[:2] == [
            (percent(share), first.format(network=network)),
            (percent(share_of_second), second),
        ]
        near = model.runners_up(explorer.mine)
        assert 1 < len(near) < len(explorer.mine) and str(len(near)) in explorer.words.value
        estimate = sentence.format(n=round(10 * share), network=network, m=round(10 * share_of_second), second=second)
        assert estimate in explorer.words.value
        close = {"en": f"Those {len(near)} are too close", "es": f"Esas {len(near)} están demasiado"}[language]
        assert close in explorer.words.value
        for shown in (explorer.mini.value, explorer.summary()):
            assert network in shown and percent(share) in shown
    finally:
        speak("en")


def test_what_goes_into_the_plan_is_the_share_of_each_network(bakery):
    uses = bakery.for_plan(Plan()).audience.uses
    assert [use.share for use in uses] == list(bakery.mine.values())
    assert uses[0].network == "whatsapp" and {use.source for use in uses} == {"Tertulia’s estimate, 2024, grade D"}


def test_a_group_is_looked_up_by_its_age_and_its_sex(bakery):
    look(bakery, "estimate", group=("25-34", "women"))
    shown = {figure.network: figure.value for figure in bakery.rows}
    assert shown == {network: by_group["25-34", "women"] for network, by_group in shares().items()}
    assert tiles(bakery)[0][1].endswith("women, 25–34")


def test_men_and_women_of_the_survey_are_not_exchanged(bakery):
    """Pew, 2021: 44 % of women and 36 % of men used Instagram."""
    look(bakery, "us_ever", "2021", (ALL, "women"))
    women = {figure.network: figure.value for figure in bakery.rows}
    look(bakery, "us_ever", "2021", (ALL, "men"))
    assert (women["Instagram"], {figure.network: figure.value for figure in bakery.rows}["Instagram"]) == (0.44, 0.36)


def test_accounts_are_said_in_millions(bakery):
    look(bakery, "spain_accounts")
    first, second = bakery.rows[:2]
    assert tiles(bakery) == [
        (f"{first.value / 1e6:.1f} million", f"accounts on {first.network}"),
        (f"{second.value / 1e6:.1f} million", second.network),
        ("first half of 2026", "is when it was counted"),
    ]
    assert f"{first.network}, {first.value / 1e6:.1f} million, is the largest figure we have" in bakery.picture.value


@pytest.mark.parametrize(
    ("view", "scale"), [("spain_month", 1.0), ("spain_accounts", 1e-6), ("spain_seniors_panel", 1.0)]
)
def test_each_bar_is_as_long_as_its_figure(bakery, monkeypatch, view, scale):
    drawings = []
    monkeypatch.setattr(
        audience_picture,
        "bars",
        lambda rows, name, alternative, top: drawings.append((rows, alternative, top)) or {WIDE: "", NARROW: ""},
    )
    look(bakery, view)
    rows, alternative, top = drawings[-1]
    largest = max(figure.value for figure in bakery.rows)
    by_share = scale == 1.0
    assert [(row.words, row.value_text) for row in rows] == [(f.network, value_words(f)) for f in bakery.rows]
    assert [row.share for row in rows] == pytest.approx([f.value / (1 if by_share else largest) for f in bakery.rows])
    assert top == (max(largest, 0.5) if by_share else 1.0)
    in_front = {figure.network for figure in bakery.result.close}
    assert [row.quiet for row in rows] == [row.words not in in_front for row in rows] and not rows[0].quiet
    assert all(f"{f.network} {value_words(f)}" in alternative for f in bakery.rows)


def test_small_shares_are_drawn_small(bakery, monkeypatch):
    tops = []
    monkeypatch.setattr(audience_picture, "bars", lambda *_rows, top: tops.append(top) or {WIDE: "", NARROW: ""})
    look(bakery, "spain_ads", group=("18-24", "men"))
    largest = max(figure.value for figure in bakery.rows)
    assert largest < 0.5 and tops[-1] == 0.5


def test_who_was_counted_is_told_line_by_line(bakery):
    look(bakery, "spain_month", "2025-02")
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", bakery.counted.value) == [
        ("Who was counted", "internet users 16+"),
        ("How", "What people say in a survey"),
        ("By whom", "GWI"),
        ("Where and when", "Spain, February 2025"),
        ("How we know it", "8 of 8 read in a copy, not at the source"),
    ]
    look(bakery, "estimate", group=("18-24", "women"))
    computed = sum(figure.status == "derived" for figure in bakery.rows)
    assert computed and f"{computed} of {len(bakery.rows)} computed from other figures" in bakery.counted.value
    look(bakery, "estimate", group=("55-74", "men"))
    assert "computed from other figures; 2 of 9 set by us" in bakery.counted.value


def test_the_tables_hold_each_figure_and_each_year(bakery):
    look(bakery, "us_ever")
    table = cells(bakery.folds.value)
    status = {"read_primary": "read at the source", "read_secondary": "read in a copy", "derived": "computed"}
    assert table[1 : len(bakery.rows) + 1] == [
        [figure.network, percent(figure.value), status[figure.status]] for figure in bakery.rows
    ]
    heads = next(row for row in table if row[0] == "When")
    counted = [
        (count, model.look_up(bakery.figures, count).figures) for count in model.counts(bakery.figures, "us_ever")
    ]
    counted = [(count, {name_words(f.network): f.value for f in figures}) for count, figures in counted if figures]
    years = table[table.index(heads) + 1 :]
    assert len(years) == len(counted) > 2
    for row, (count, by_network) in zip(years, counted, strict=True):
        row_of_shares = [percent(by_network[name]) if name in by_network else "–" for name in heads[2:]]
        assert row == [count.period, f"{count.asked}, Pew Research Center", *row_of_shares]


# the learner's own firm ---------------------------------------------------------------------------------------


def customers(exercise) -> list[int]:
    return [slider.value for slider in exercise.controls.ages.values()]


def test_the_ages_and_women_that_were_told_are_there(place):
    ProfileKeeper().change(sector="retail", ages=("0-17", "18-24", "25-34"), women=Women.MOST)
    exercise = audience_explorer()
    assert customers(exercise) == [3, 3, 0, 0] and exercise.controls.women.value == 8
    assert "nothing of your younger customers" in exercise.words.value
    assert exercise.mine == model.customers(shares(), {"18-24": 1, "25-34": 1}, 0.8)


def test_nothing_is_made_up_of_the_learners_customers_and_the_look_up_works_without_them(place):
    exercise = audience_explorer("mine")
    assert customers(exercise) == [0, 0, 0, 0] and not exercise.mine
    assert "at least one age" in exercise.words.value and exercise.plan_button.button.disabled
    assert not exercise.controls.ages["18-24"].has_problem, "nothing was done wrong"
    assert store("entries").read() is None
    view = next(key for key in VIEWS if key != MINE)
    look(exercise, view)
    assert exercise.rows and "another count" in exercise.words.value
    exercise.controls.ages["25-34"].value = 2
    assert exercise.mine and not exercise.plan_button.button.disabled


def test_what_is_answered_here_is_known_of_the_firm_and_the_finer_answer_stays(place):
    exercise = audience_explorer("mine")
    exercise.controls.ages["35-54"].value = 7
    exercise.controls.ages["55-74"].value = 3
    exercise.controls.women.value = 7
    profile = ProfileKeeper().load()
    assert (profile.ages, profile.women) == (("35-54", "55-74"), Women.MOST)
    for _reload in range(2):
        again = audience_explorer()
        assert customers(again) == [0, 0, 7, 3] and again.controls.women.value == 7
    ProfileKeeper().change(ages=("18-24", "35-54"), women=Women.FEW)
    changed = audience_explorer()
    assert customers(changed) == [5, 0, 7, 0] and changed.controls.women.value == 2


def looked_at(exercise):
    chosen = exercise.controls
    return chosen.view.value, chosen.period.value, chosen.group.value


@pytest.mark.parametrize("again", ["en", "es"])
def test_what_is_looked_at_is_looked_at_again_after_a_reload(place, again):
    exercise = audience_explorer("mine")
    exercise.controls.ages["35-54"].value = 7
    seen = 0
    for view in VIEWS:
        exercise.controls.view.value = view
        exercise.controls.period.value = exercise.controls.period.widget.options[-1][1]
        exercise.controls.group.value = exercise.controls.group.widget.options[-1][1]
        speak(again)
        reloaded = audience_explorer()
        assert looked_at(reloaded) == looked_at(exercise) and reloaded.rows == exercise.rows
        seen += looked_at(exercise)[2] != (ALL, ALL)
        speak("en")
    assert seen > 1


def test_an_example_changes_nothing_of_the_firm(place):
    exercise = audience_explorer("mine")
    exercise.controls.ages["35-54"].value = 7
    kept = (store("entries").read(), store("firm").read())
    exercise.who.value = "bakery"
    exercise.controls.view.value = next(key for key in VIEWS if key != MINE)
    exercise.controls.women.value = 1
    assert (store("entries").read(), store("firm").read()) == kept
    exercise.who.value = "mine"
    assert customers(exercise) == [0, 0, 7, 0] and exercise.controls.view.value == MINE


@pytest.mark.parametrize(
    "state",
    [7, [], {"view": []}, {"view": "none"}, {"view": next(iter(VIEWS)), "period": {}, "group": [[], {}]}],
    ids=str,
)
def test_entries_that_are_none_are_left_out(place, state):
    EntriesKeeper("audience").save(
        {"values": {"women": "x", "ages.18-24": 99, "group": [1], "view": {}}, "state": state}
    )
    exercise = audience_explorer("mine")
    assert customers(exercise) == [0, 0, 0, 0] and exercise.controls.women.value == 5
