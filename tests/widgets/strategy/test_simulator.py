"""The community simulator, driven as a learner drives it but without a browser."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest

from tertulia import facts
from tertulia.firms import FIRMS
from tertulia.language import euros, number, percent, speak
from tertulia.models.strategy import growth
from tertulia.widgets import community_simulator
from tertulia.widgets.base.words import short
from tertulia.widgets.strategy import simulator
from tertulia.widgets.strategy.simulator_words import often_words, signed, title_words


@pytest.fixture(scope="module")
def exercise():
    return community_simulator("bakery")


@pytest.fixture
def bakery(exercise):
    exercise.who.value = "bakery"
    exercise.restart()
    return exercise


def natively(**changes):
    firm = FIRMS["bakery"]
    settings = {
        "audience": firm.audience,
        "today": firm.today,
        "goal": firm.goal,
        "posts": firm.posts,
        "promotion": firm.promotion,
        "hours": firm.hours,
        "reply_hours": firm.reply_hours,
        "euros": firm.euros,
        "ambassadors": firm.ambassadors,
    }
    return growth.simulate(growth.Settings(**(settings | changes)))


def plain(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


def tiles(html):
    return [plain(tile) for tile in re.findall(r'<p class="tt-number[ "].*?</p>', html)]


def rows(html):
    """The cells of each table, head first."""
    return [
        [
            [plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
            for row in re.findall("<tr>.*?</tr>", part)
        ]
        for part in re.findall("<table>.*?</table>", html)
    ]


def ends(ensemble):
    return [number(path[-1]) for path in (ensemble.low, ensemble.median, ensemble.high, ensemble.nothing)]


def test_each_number_stands_with_its_words(bakery):
    ensemble = natively()
    low, median, high, nothing = ends(ensemble)
    chance = percent(ensemble.percent / 100)
    least, gain, most = (signed(each) for each in ensemble.gain)
    assert ensemble.gain[0] > 0 and len({low, median, high, nothing, least, gain, most}) == 7
    assert tiles(bakery.numbers.value) == [
        f"{chance}chance of reaching your goal of 600 people; doing nothing: {percent(ensemble.nothing_chance)}",
        f"{median}people likely after one year; 8 in 10 futures: {low} to {high}",
        f"{gain}more than doing nothing in the same future; 8 in 10: {least} to {most}",
    ]
    assert plain(bakery.mini.value) == f"{chance} for 600{median} people likely"
    assert (
        bakery.summary() == f"{chance} chance of the goal; {median} people likely, 8 in 10 futures from {low} to {high}"
    )


def test_the_same_in_spanish(bakery):
    ensemble = natively()
    low, _median, high, _nothing = ends(ensemble)
    speak("es")
    try:
        spanish = community_simulator("bakery")
    finally:
        speak("en")
    chance, likely, gain = [re.sub(r"^[+\d\s%]*", "", tile) for tile in tiles(spanish.numbers.value)]
    nobody = percent(ensemble.nothing_chance)
    assert chance == f"de probabilidad de llegar a tu meta de 600 personas; sin hacer nada: {nobody}"
    assert low in likely and high in likely and "un año" in likely and "after" not in likely
    least, most = signed(ensemble.gain[0]), signed(ensemble.gain[2])
    assert gain == f"más que sin hacer nada en el mismo futuro; 8 de cada 10: de {least} a {most}"
    assert plain(spanish.words.value).startswith(
        "Qué significa esto para tiCon 3 publicaciones y 4 horas a la semana tu comunidad crecería de 400 a cerca de"
    )


@pytest.mark.parametrize(("people", "words"), [(51.2, "+51"), (-51.2, "\u221251"), (0.4, "0"), (-0.4, "0")])
def test_a_difference_has_its_sign(people, words):
    assert signed(people) == words


def test_every_control_is_shown(bakery):
    def boxes(widget):
        yield widget
        for child in getattr(widget, "children", ()):
            yield from boxes(child)

    shown = list(boxes(bakery.widget))
    assert [name for name, control in bakery.controls.named().items() if control.box not in shown] == []


def test_the_picture_gets_the_models_futures(bakery, monkeypatch):
    drawn = []

    def draw(futures, title, caption, name):
        drawn.append((futures, title, caption))
        return real(futures, title, caption, name)

    real = simulator.growth
    monkeypatch.setattr(simulator, "growth", draw)
    with bakery.quietly():
        bakery.controls.hoped.value = True
        bakery.controls.monthly.value = 7
    bakery.refresh()
    futures, title, caption = drawn[-1]
    ensemble = natively()
    for path in ("low", "median", "high", "nothing", "dots"):
        assert getattr(futures, path).tolist() == getattr(ensemble, path).tolist(), path
    assert (futures.goal, futures.chance) == (600, ensemble.percent / 100)
    assert futures.hoped.tolist() == growth.hoped(ensemble.settings, 0.07).tolist()
    assert title == title_words(ensemble)
    assert "1,000 runs, starting from 400 people" in caption


@pytest.mark.parametrize(
    ("goal", "change", "title"),
    [
        (401, {"posts": 6, "euros": 50}, "401 in one year is within reach"),
        (430, {}, "430 in one year is more likely than not"),
        (430, {"weeks": 26}, "Growth is likely; 430 in half a year is not"),
        (402, {"weeks": 13}, "402 in three months is more likely than not"),
        (600, {}, "Growth is likely; 600 in one year is not"),
        (5000, {"today": 4000, "posts": 0}, "Holding on is likely; growing is not"),
    ],
)
def test_the_pictures_title_is_what_the_futures_say(goal, change, title):
    assert title_words(natively(goal=goal, **change)) == title


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.019, "almost no future"),
        (0.02, "about 1 in 50 futures"),
        (0.25, "about 1 in 4 futures"),
        (0.44, "about 1 in 2 futures"),
        (0.5, "about half of the futures"),
        (0.72, "about 7 of 10 futures"),
        (0.95, "nearly every future"),
    ],
)
def test_a_chance_as_people_say_it(chance, words):
    assert often_words(chance) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"today": 50, "goal": 600, "euros": 200}, "you would more than double your community and"),
        ({}, "you would grow from 400 to about 440 and"),
        ({"today": 1000, "goal": 3000}, "you would keep the community you have and"),
        ({"today": 4000, "goal": 5000}, "you would shrink from 4,000 to about 3,400 and"),
    ],
)
def test_what_the_effort_leads_to_is_said(bakery, change, words):
    with bakery.quietly():
        for name, value in change.items():
            bakery.controls[name].value = value
    bakery.refresh()
    assert f"With 3 posts and 4 hours a week {words}" in plain(bakery.words.value)


def test_much_selling_says_how_few_still_listen(bakery):
    bakery.controls.promotion.value = 80
    ensemble = natively(promotion=0.8)
    active, end = (round(path[-1] / 10) * 10 for path in (ensemble.active, ensemble.median))
    assert 100 < active < end < 1000
    assert f"only {active} of the {end} would still be listening" in plain(bakery.words.value)


@pytest.mark.parametrize(
    ("control", "value", "change"),
    [
        ("posts", 1, {"posts": 1}),
        ("promotion", 80, {"promotion": 0.8}),
        ("hours", 2, {"hours": 2}),
        ("reply_hours", 0, {"reply_hours": 0}),
        ("ambassadors", 6, {"ambassadors": 6}),
        ("euros", 50, {"euros": 50}),
        ("audience", 20000, {"audience": 20000}),
        ("today", 500, {"today": 500}),
        ("goal", 700, {"goal": 700}),
    ],
)
def test_each_control_reaches_the_model(bakery, control, value, change):
    before = bakery.numbers.value
    bakery.controls[control].value = value
    ensemble = natively(**change)
    assert bakery.numbers.value != before
    assert number(ensemble.median[-1]) in bakery.numbers.value
    assert percent(ensemble.percent / 100) in bakery.numbers.value


def test_plus_and_minus_move_by_one_step_and_stop_at_the_ends(bakery):
    posts = bakery.controls.posts
    less, _slider, more = posts.box.children[1].children
    more.click()
    assert posts.value == 4
    for _press in range(30):
        less.click()
    assert posts.value == 0


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("goal", 300, "more than the 400 people"),
        ("goal", 9000, "more than the 8,000 people"),
        ("today", 9000, "cannot have more people today"),
        ("reply_hours", 8, "Give fewer to answering"),
        ("audience", -5, "Type a number"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_changes_nothing_else(bakery, field, value, words):
    before = (bakery.numbers.value, bakery.words.value, bakery.picture.value, bakery.folds.value)
    bakery.controls[field].value = value
    assert words in bakery.controls[field]._message.value
    assert [name for name, control in bakery.controls.named().items() if control.has_problem] == [field]
    assert (bakery.numbers.value, bakery.words.value, bakery.picture.value, bakery.folds.value) == before
    assert bakery.controls[field].value == value, "what was entered is kept"
    bakery.restart()
    assert not any(control.has_problem for control in bakery.controls.named().values())


def test_another_firm_brings_its_own_values(bakery):
    bakery.who.value = "guesthouse"
    assert bakery.controls.audience.value == FIRMS["guesthouse"].audience
    assert number(FIRMS["guesthouse"].goal) in bakery.numbers.value


def test_the_offered_goal_can_be_taken(bakery):
    bakery.controls.goal.value = 2000
    (offer,) = bakery.actions.children
    offer.click()
    settings = bakery.settings_now()
    assert settings.goal == growth.likely_goal(settings)
    assert 0.4 <= bakery.result.chance <= 0.62
    assert bakery.actions.children == ()


def test_the_hoped_for_curve_appears_only_when_asked_for(bakery):
    assert "what you hoped for" not in bakery.picture.value
    bakery.controls.hoped.value = True
    assert "what you hoped for" in bakery.picture.value


def test_hours_that_allow_less_than_planned_are_told(bakery):
    bakery.controls.posts.value = 10
    assert "Your hours allow 6 posts a week, not the 10 you planned." in bakery.words.value


def test_the_sentence_is_made_from_the_inputs(bakery):
    bakery.controls.posts.value = 2
    assert "2 posts" in bakery.words.value
    assert number(bakery.settings_now().goal) in bakery.words.value


def test_every_parameter_is_shown_with_its_reason_and_grade(bakery):
    parameters = facts.rows("growth_parameters")
    assert {row["key"] for row in parameters} == set(growth.PARAMETERS)
    shown = re.findall(r"<li><h3>.*?</li>", bakery.folds.value)
    for row, item in zip(parameters, shown, strict=True):
        assert f'<h3>{escape(row["label"])}</h3><span class="tt-grade" data-grade="{row["grade"]}"' in item
        assert escape(row["evidence"]) in item
        value = re.search(r"<p><b>(.*?)</b>", item)[1]
        assert value.startswith(short(row["median"], 4))
        assert ("varied" in value) == (row["factor"] > 1)
        assert row["factor"] == 1 or value.endswith(f", varied by a factor of {short(row['factor'])}")


def test_every_slider_of_the_model_says_how_well_it_is_known(bakery):
    known = {"audience", "posts", "promotion", "hours", "reply_hours", "ambassadors", "euros"}
    graded = {
        name
        for name, control in bakery.controls.named().items()
        if any("tt-grade" in str(getattr(part, "value", "")) for part in control.box.children)
    }
    assert known <= graded


def test_the_tables_are_the_models(bakery):
    ensemble = natively()
    (figures,), (spam,) = rows(bakery.folds.value), rows(bakery.spam.value)
    assert figures[0] == ["Week", "Low", "Middle", "High", "Do nothing"]
    paths = (ensemble.low, ensemble.median, ensemble.high, ensemble.nothing)
    assert figures[1:] == [[str(week), *(number(path[week]) for path in paths)] for week in (0, 13, 26, 39, 52)]
    assert spam[0] == ["Posts that sell", "Followers after one year", "Of them, still listening"]
    bakery.controls.weeks.value = 26
    (figures,), (spam_of_half,) = rows(bakery.folds.value), rows(bakery.spam.value)
    assert [row[0] for row in figures[1:]] == ["0", "13", "26"]
    assert spam_of_half[0][1] == "Followers after half a year"
    tried = [(share, natively(promotion=share)) for share in (0, 0.2, 0.4, 0.6, 0.8, 1)]
    assert spam[1:] == [[percent(share), number(other.median[-1]), number(other.active[-1])] for share, other in tried]
    listening = [float(row[2].replace(",", "")) for row in spam[1:]]
    assert listening == sorted(listening, reverse=True) and listening[-1] < listening[0]


# how far ahead, and what working brings ----------------------------------------------------------------------


@pytest.mark.parametrize(("weeks", "words"), [(13, "three months"), (26, "half a year"), (52, "one year")])
def test_the_horizon_is_the_learners(bakery, weeks, words):
    bakery.controls.weeks.value = weeks
    ensemble = natively(weeks=weeks)
    assert bakery.result.settings.weeks == weeks
    assert f"{number(ensemble.median[-1])}people likely after {words}" in tiles(bakery.numbers.value)[1]
    assert len(bakery.result.median) == weeks + 1
    assert f"in {words}" in bakery.picture.value


def test_work_that_ends_below_doing_nothing_is_explained(bakery):
    words = "doing nothing ends higher"
    assert words not in bakery.words.value
    with bakery.quietly():
        bakery.controls.promotion.value = 100
        bakery.controls.posts.value = 14
        bakery.controls.hours.value = 8
    bakery.refresh()
    assert bakery.result.gain[1] < 0
    assert words in bakery.words.value
    assert tiles(bakery.numbers.value)[2].startswith("\u2212")


def test_an_audience_far_above_what_can_meet_the_page_changes_next_to_nothing_and_says_so(bakery):
    with bakery.quietly():
        bakery.controls.audience.value = 1_000_000
    bakery.refresh()
    assert "1,000,000 people are far more than can meet a page of 400" in plain(bakery.words.value)
    far = bakery.result.median[-1]
    bakery.controls.audience.value = 250_000
    assert bakery.result.median[-1] == pytest.approx(far, rel=0.03)
    bakery.controls.audience.value = 40_000
    assert "are far more than can meet" not in bakery.words.value


def test_the_euros_slider_is_as_weak_as_its_weakest_link_and_says_what_a_follower_costs(bakery):
    evidence = simulator.words.euros_evidence()
    parts = [growth.PARAMETERS[name] for name in ("thousand_views", "dollars_per_euro", "ad_follow")]
    assert evidence.grade == max(row.grade for row in parts) == "D"
    assert f"about {euros(6 / 1.13 / 1000 / 0.004, 2)} for each" in evidence.reason
    assert bakery.controls.euros.box is not None


def test_how_it_works_says_what_the_model_does(bakery):
    told = plain(bakery.folds.value)
    for part in ("a page left alone fades", "Employees share posts that exist", "with the same luck, future by future"):
        assert part in told


def test_where_all_futures_end_alike_nothing_is_said_to_matter(bakery):
    with bakery.quietly():
        for name, value in {"today": 0, "posts": 0, "hours": 0, "reply_hours": 0, "euros": 0, "ambassadors": 0}.items():
            bakery.controls[name].value = value
    bakery.refresh()
    assert "all futures end alike" in bakery.folds.value
    assert not any(control.has_problem for control in bakery.controls.named().values())
