"""The foundations question, driven without a browser."""

from __future__ import annotations

import base64
import csv
import io
import re
from collections import defaultdict
from html import unescape

import pytest

from tertulia import language
from tertulia.charts.picture import NARROW, WIDE
from tertulia.device import store
from tertulia.entries import EntriesKeeper
from tertulia.models.department import Department
from tertulia.models.start import foundations as model
from tertulia.models.start.foundations import FoundationsFinding, FoundationState, Readiness, WebsiteMaker
from tertulia.models.start.foundations_questions import (
    BY_A_PROFESSIONAL,
    EFFORTS,
    FOUNDATION_OF,
    ON_THE_WEBSITE,
    QUESTIONS,
    Question,
)
from tertulia.models.thresholds import LEAST_HOURS
from tertulia.profile import Account, FoundAt, ProfileKeeper
from tertulia.widgets import foundations_check
from tertulia.widgets.base.words import hours_words
from tertulia.widgets.start import foundations_picture
from tertulia.widgets.start.foundations_starts import STARTS
from tertulia.widgets.start.foundations_words import (
    cost_words,
    decider_words,
    euros_span,
    figures_span,
    finding_words,
    foundation_words,
    hours_span,
    in_weeks_span,
    question_words,
    readiness_words,
    state_words,
)

pytestmark = pytest.mark.usefixtures("place")


@pytest.fixture(scope="module")
def exercise():
    return foundations_check("guesthouse")


@pytest.fixture
def guesthouse(exercise):
    exercise.who.value = "guesthouse"
    exercise.restart()
    return exercise


def link(html: str, kind: str) -> str:
    return base64.b64decode(re.search(rf"data:{kind};base64,([^\"]+)", html)[1]).decode("utf-8-sig")


def tick(exercise, value, *questions):
    with exercise.quietly():
        for question in questions:
            exercise.controls.questions[question].value = value
    exercise.refresh()


@pytest.mark.parametrize("firm", STARTS)
def test_the_answer_is_the_models(guesthouse, firm):
    guesthouse.who.value = firm
    assessment = model.assess(STARTS[firm])
    assert guesthouse.result == assessment
    assert readiness_words(assessment.readiness) in guesthouse.numbers.value
    places = [
        guesthouse.steps.value.index(f"<h3>{question_words(task.question).task}</h3>") for task in assessment.tasks
    ]
    assert places == sorted(places)


def test_the_start_shows_each_verdict_but_ready(guesthouse):
    seen = set()
    for firm in STARTS:
        guesthouse.who.value = firm
        seen.add(guesthouse.result.readiness)
    assert seen == {Readiness.NOT_YET, Readiness.ALMOST}


def test_the_chapter_tells_what_the_guesthouse_gets():
    """Five boxes of seventeen, twelve things to do, eight of them free, two to four weeks at five hours."""
    start = STARTS["guesthouse"]
    assessment = model.assess(start)
    assert (len(start.done), len(Question), len(assessment.tasks)) == (5, 17, 12)
    assert sum(not any(task.euros) for task in assessment.tasks) == 8
    assert (start.hours, assessment.ready_week, assessment.readiness) == (5.0, (2, 4), Readiness.NOT_YET)


def test_everything_ticked_is_ready_and_can_be_shown(guesthouse):
    tick(guesthouse, True, *Question)
    assert "You can choose a first network" in guesthouse.numbers.value
    assert "Nothing is missing" in guesthouse.words.value
    assert guesthouse.steps.value == guesthouse.files.value == ""
    assert "Nothing stands in the way" in guesthouse.picture.value
    assert guesthouse.summary() == "Ready."


def test_almost_names_the_things(guesthouse):
    tick(guesthouse, True, *Question)
    tick(guesthouse, False, Question.PHONE, Question.PRIVACY)
    lead = guesthouse.numbers.value
    assert "these 2 things" in lead
    assert "answer phone and WhatsApp the same day; write the privacy page" in lead
    guesthouse.controls.hours.value = 1.5
    assert "First <strong>3 things</strong>" in guesthouse.numbers.value
    tick(guesthouse, True, Question.PHONE, Question.PRIVACY)
    assert "find two hours a week" in guesthouse.numbers.value


def test_without_a_website_its_questions_wait_and_keep_their_ticks(guesthouse):
    tick(guesthouse, True, *Question)
    tick(guesthouse, False, Question.WEBSITE)
    assert "First a website" in guesthouse.numbers.value
    for question in ON_THE_WEBSITE:
        assert guesthouse.controls.questions[question].widget.disabled
        assert guesthouse.controls.questions[question].value is True
    assert not guesthouse.controls.maker.widget.disabled
    tick(guesthouse, True, Question.WEBSITE)
    assert not guesthouse.controls.questions[Question.CURRENT].widget.disabled
    assert guesthouse.result.readiness is Readiness.READY


def test_sales_alone_and_a_profile_instead_of_a_website_are_said(guesthouse):
    guesthouse.controls.decides.value = Department.SALES.value
    assert "Sales alone decides" in guesthouse.trouble.value
    guesthouse.controls.profile.value = True
    tick(guesthouse, False, Question.WEBSITE)
    assert "does not replace a website" in guesthouse.trouble.value
    assert guesthouse.trouble.value.index("does not replace") < guesthouse.trouble.value.index("Sales alone")


def test_money_is_said_with_the_way_out(guesthouse):
    tick(guesthouse, False, Question.WEBSITE)
    with guesthouse.quietly():
        guesthouse.controls.maker.value = WebsiteMaker.PROFESSIONAL.value
        guesthouse.controls.euros.value = 100
    guesthouse.refresh()
    assert "With a professional all of it costs at least €405, and you have €100" in guesthouse.trouble.value
    assert "it begins at €55" in guesthouse.trouble.value


def test_the_picture_tells_the_weeks_of_each_foundation(guesthouse):
    guesthouse.who.value = "mine"
    alternative = re.search(r'aria-label="([^"]+)"', guesthouse.picture.value)[1]
    stretches = guesthouse.result.stretches
    for task in guesthouse.result.tasks:
        assert foundation_words(FOUNDATION_OF[task.question]) + ": week" in alternative
    last = max(stretch.week for stretch in stretches if stretch.number == len(guesthouse.result.tasks))
    assert f"–{last}" in alternative or f", {last}" in alternative or f"week {last}" in alternative
    assert f"{guesthouse.result.ready_week[1]} weeks of work, then a first network" in alternative


def test_the_files_hold_every_task(guesthouse):
    assessment = guesthouse.result
    rows = list(csv.reader(io.StringIO(link(guesthouse.files.value, "text/csv"))))
    assert [row[1] for row in rows[1:]] == [question_words(task.question).task for task in assessment.tasks]
    assert sum(float(row[4]) for row in rows[1:]) == assessment.hours[1]
    assert sum(float(row[6]) for row in rows[1:]) == assessment.euros[1]
    text = link(guesthouse.files.value, "text/plain")
    assert text.count("[ ] ") == len(assessment.tasks)
    assert "Foundations of Casa Alba" in text


def test_the_firm_of_the_learner_begins_empty(guesthouse):
    guesthouse.who.value = "mine"
    assert guesthouse.result.readiness is Readiness.NOT_YET
    assert not any(guesthouse.controls.questions[question].value for question in Question)


def test_all_words_are_there_and_differ(monkeypatch):
    for spoken in language.LANGUAGES:
        monkeypatch.setattr(language, "_chosen", spoken)
        said = [text for question in Question for text in question_words(question)]
        assert all(said) and len(set(said)) == len(said)
        assert len(set(decider_words().values())) == len(decider_words()) == len(Department)
    assert question_words(Question.PHONE) != _english(monkeypatch)


def _english(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "en")
    return question_words(Question.PHONE)


# the page says what the model says, in both languages --------------------------------------------------------


@pytest.fixture(params=language.LANGUAGES)
def shown(request, monkeypatch):
    """The check in one of the languages, by the key of a firm."""
    monkeypatch.setattr(language, "_chosen", request.param)
    return foundations_check


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def parts(html: str, tag: str) -> list[str]:
    return re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", html, re.DOTALL)


@pytest.mark.parametrize("firm", STARTS)
def test_the_tiles_hold_weeks_hours_and_money_of_the_model(shown, firm):
    exercise = shown(firm)
    assessment = model.assess(STARTS[firm])
    weeks, hours, money = parts(exercise.tiles.value, "b")
    assert weeks == figures_span(*assessment.ready_week)
    assert hours == hours_words(assessment.month_hours)
    assert money == euros_span(*assessment.month_euros)
    assert hours_words(STARTS[firm].hours * model.MONTH) in exercise.tiles.value
    assert hours_words(STARTS[firm].hours) in parts(exercise.tiles.value, "span")[0]
    first = text_of(exercise.words.value)
    assert hours_span(*assessment.tasks[0].hours) in first
    if assessment.ready_week[1]:
        assert hours_words(STARTS[firm].hours) in first
        assert f"<strong>{in_weeks_span(*assessment.ready_week)}</strong>" in exercise.words.value


@pytest.mark.parametrize("firm", STARTS)
def test_each_step_says_what_it_takes_what_it_waits_for_and_whether_it_can_wait(shown, firm):
    exercise = shown(firm)
    steps = parts(exercise.steps.value, "li")
    tasks = model.tasks(STARTS[firm])
    assert len(steps) == len(tasks) > 0
    for step, task in zip(steps, tasks, strict=True):
        words = question_words(task.question)
        effort = f"{hours_span(*task.hours)}<br>{euros_span(*task.euros) if any(task.euros) else cost_words(task)}"
        assert f"<h3>{words.task}</h3>" in step and f"{effort}</span>" in step
        rest = text_of(parts(step, "p")[0]).removeprefix(words.how)
        assert [int(digits) for digits in re.findall(r"\d+", rest)] == list(task.needs)
        assert (language._("It can wait until the first network has begun.") in rest) is not task.essential


@pytest.mark.parametrize("firm", STARTS)
def test_each_foundation_stands_as_far_as_the_model_says(shown, firm):
    exercise = shown(firm)
    items = parts(exercise.standing.value, "li")
    standing = model.states(STARTS[firm].done)
    yes = model.settled(STARTS[firm].done)
    assert len(items) == len(standing)
    for item, (foundation, state) in zip(items, standing.items(), strict=True):
        assert foundation_words(foundation) in item and f">{state_words(state)}</em>" in item
        assert re.findall(r'data-open="(\w+)"', item) == ["yes" if state is FoundationState.YES else "no"] * 2
        listed = unescape(parts(item, "small")[0])
        for question in QUESTIONS[foundation]:
            lacking = state is not FoundationState.YES
            assert (question_words(question).question in listed) is ((question not in yes) is lacking)


def test_the_table_holds_the_hours_and_euros_of_every_task(shown):
    html = parts(shown("guesthouse").folds.value, "tbody")[0]
    rows = [[text_of(cell).strip() for cell in parts(row, "td")] for row in parts(html, "tr")]
    efforts = [*EFFORTS.values(), BY_A_PROFESSIONAL]
    assert [row[0] for row in rows[:-1]] == [question_words(question).task for question in EFFORTS]
    assert [row[1:] for row in rows] == [[figures_span(*each.hours), figures_span(*each.euros)] for each in efforts]


@pytest.mark.parametrize("firm", STARTS)
def test_the_road_is_as_long_as_the_work_and_full_where_a_network_waits_for_it(monkeypatch, firm):
    drawn = {}

    def road(rows, weeks, after, begins, name, alternative):
        drawn.update(rows=rows, weeks=weeks, begins=begins)
        return {WIDE: "", NARROW: ""}

    monkeypatch.setattr(foundations_picture, "road", road)
    assessment = model.assess(STARTS[firm])
    foundations_picture.road_picture(assessment, "foundations")
    week = max(stretch.begins + stretch.hours for stretch in assessment.stretches)
    work: dict[tuple[str, bool], float] = defaultdict(float)
    for task in assessment.tasks:
        work[foundation_words(FOUNDATION_OF[task.question]), task.essential] += task.hours[1] / week
    lengths: dict[tuple[str, bool], float] = defaultdict(float)
    pieces = []
    for row in drawn["rows"]:
        for begin, end, full in row.pieces:
            lengths[row.words, full] += end - begin
            pieces.append((begin, end))
    assert lengths == pytest.approx(work)
    # one after the other, from the first day on, and over before the last week is
    pieces.sort()
    assert pieces[0][0] == 0
    assert all(end == pytest.approx(begin) for (_b, end), (begin, _e) in zip(pieces, pieces[1:], strict=False))
    assert drawn["weeks"] - 1 < pieces[-1][1] <= drawn["weeks"] == assessment.weeks[1]
    assert assessment.ready_week[1] - 1 < drawn["begins"] <= assessment.ready_week[1]


@pytest.mark.parametrize("firm", STARTS)
def test_the_table_to_take_away_holds_the_figures_of_the_model(shown, firm):
    exercise = shown(firm)
    separator = ";" if language.spoken() == "es" else ","
    rows = list(csv.reader(io.StringIO(link(exercise.files.value, "text/csv")), delimiter=separator))[1:]
    tasks = model.tasks(STARTS[firm])
    assert [[float(cell) for cell in row[3:7]] for row in rows] == [[*task.hours, *task.euros] for task in tasks]
    yes, no = language._("yes"), language._("no")
    assert [row[8] for row in rows] == [yes if task.essential else no for task in tasks]
    printed = link(exercise.files.value, "text/plain")
    for task in tasks:
        assert f"{hours_span(*task.hours)}; {cost_words(task)})" in printed


def test_every_control_stands_once_in_the_cards(guesthouse):
    boxes = [child for each in guesthouse.cards() for child in each.children[1:]]
    controls = guesthouse.controls.named()
    assert sorted(map(id, boxes)) == sorted(id(control.box) for control in controls.values())
    titles = {card.children[0].value: card.children[1:] for card in guesthouse.cards()}
    assert controls["questions.photos"].box in titles["<h3>Photos</h3>"]
    assert controls["questions.two_step"].box in titles["<h3>Passwords</h3>"]


def test_what_is_entered_is_what_the_model_is_asked():
    guesthouse = foundations_check("guesthouse")
    for firm, start in STARTS.items():
        guesthouse.who.value = firm
        assert guesthouse.firm_now() == start
    guesthouse.controls.euros.value = 1250
    guesthouse.controls.hours.value = 7.5
    guesthouse.controls.maker.value = WebsiteMaker.PROFESSIONAL.value
    asked = guesthouse.firm_asked
    assert (asked.euros, asked.hours, asked.maker) == (1250, 7.5, WebsiteMaker.PROFESSIONAL)


def test_every_warning_has_its_sentence_with_the_figures(shown):
    exercise = shown("guesthouse")
    with exercise.quietly():
        exercise.controls.decides.value = Department.NOBODY.value
        exercise.controls.hours.value = 1.5
        exercise.controls.euros.value = 0
    exercise.refresh()
    trouble = text_of(exercise.trouble.value)
    assert hours_words(LEAST_HOURS) in trouble
    assert {item.code for item in exercise.result.findings} == {
        FoundationsFinding.NOBODY_DECIDES,
        FoundationsFinding.FEW_HOURS,
        FoundationsFinding.OVER_BUDGET,
        FoundationsFinding.DOMAIN_OF_OTHERS,
    }
    for item in exercise.result.findings:
        assert finding_words(item) in trouble
    low = sum(task.euros[0] for task in exercise.result.tasks)
    assert language.euros(low) in trouble and language.euros(0) in trouble


# the learner's own firm ---------------------------------------------------------------------------------------


def test_what_was_told_of_the_firm_is_ticked_and_chosen(place):
    ProfileKeeper().change(
        sector="retail",
        hours=4.5,
        answers="Pilar",
        stand_in="Leo",
        leader=Department.OUTSIDE,
        places=(FoundAt.WEBSITE, FoundAt.EMAIL, FoundAt.MAP),
        accounts=(Account("instagram", 300),),
    )
    firm = foundations_check().firm_now()
    assert firm.done == {
        Question.WEBSITE,
        Question.EMAIL_READ,
        Question.LISTING_CLAIMED,
        Question.NAMED,
        Question.STAND_IN,
    }
    assert (firm.hours, firm.decides, firm.profile) == (4.5, Department.OUTSIDE, True)


def test_a_firm_of_which_only_the_sector_is_known_has_nothing_ticked(place):
    ProfileKeeper().change(sector="retail")
    exercise = foundations_check()
    assert exercise.firm.key == "mine"
    assert not exercise.firm_now().done and not exercise.firm_now().profile
    assert store("entries").read() is None


def test_what_is_answered_here_is_known_of_the_firm(place):
    exercise = foundations_check("mine")
    tick(exercise, True, Question.WEBSITE, Question.EMAIL_READ, Question.LISTING_CLAIMED)
    exercise.controls.hours.value = 6.0
    assert "content mix" in exercise.used_elsewhere.value
    exercise.controls.decides.value = Department.MARKETING.value
    profile = ProfileKeeper().load()
    assert set(profile.places) == {FoundAt.WEBSITE, FoundAt.EMAIL, FoundAt.MAP}
    assert (profile.hours, profile.leader) == (6.0, Department.MARKETING)
    tick(exercise, False, Question.WEBSITE, Question.LISTING_CLAIMED)
    assert set(ProfileKeeper().load().places) == {FoundAt.EMAIL, FoundAt.MAP}, "an entry of others is one still"


def test_hours_beyond_the_slider_stand_at_its_end_and_are_not_told_anew(place):
    ProfileKeeper().change(sector="retail", hours=0.0)
    exercise = foundations_check()
    assert exercise.controls.hours.value == 0.5
    exercise.controls.euros.value = 500
    assert ProfileKeeper().load().hours == 0.0


@pytest.mark.parametrize("again", language.LANGUAGES)
def test_every_answer_is_there_after_a_reload_in_either_language(place, again):
    exercise = foundations_check("mine")
    tick(exercise, True, Question.PHONE, Question.WEBSITE, Question.PRIVACY, Question.LISTING_CLAIMED)
    exercise.controls.euros.value = 850
    exercise.controls.maker.value = WebsiteMaker.PROFESSIONAL.value
    exercise.controls.profile.value = True
    before = exercise.firm_now()
    language.speak(again)
    reloaded = foundations_check()
    assert reloaded.firm.key == "mine" and reloaded.firm_now() == before
    tick(reloaded, False, Question.LISTING_CLAIMED)
    assert Question.LISTING_CLAIMED not in foundations_check().firm_now().done, "the entry is there, but of others"


def test_an_example_changes_nothing_of_the_firm(place):
    exercise = foundations_check("mine")
    tick(exercise, True, Question.PHONE)
    kept = (store("entries").read(), store("firm").read())
    exercise.who.value = "guesthouse"
    tick(exercise, True, *Question)
    exercise.controls.hours.value = 9.0
    exercise.controls.decides.value = Department.NOBODY.value
    assert (store("entries").read(), store("firm").read()) == kept
    exercise.who.value = "mine"
    assert exercise.firm_now().done == {Question.PHONE}


def test_back_to_the_start_keeps_what_was_told_elsewhere(place):
    ProfileKeeper().change(sector="retail", places=(FoundAt.WEBSITE,))
    exercise = foundations_check()
    tick(exercise, True, Question.PHONE)
    exercise.reset.click()
    assert exercise.firm_now().done == {Question.WEBSITE}


HOSTILE = (7, [], "x", {"values": 3}, {"values": {"hours": 1e9, "decides": {}, "questions.phone": "yes"}, "state": [1]})


@pytest.mark.parametrize("entries", HOSTILE, ids=str)
def test_entries_that_are_none_are_left_out(place, entries):
    EntriesKeeper("foundations").save(entries)
    exercise = foundations_check("mine")
    assert exercise.firm_now() == STARTS["mine"]


def test_the_weeks_until_a_network_read_as_one_phrase_in_spanish(place):
    language.speak("es")
    assert "de de" not in foundations_check("guesthouse").words.value
