"""Sheets to print: every exercise has one, nothing that a pen can fill in is missing, and no blank sheet tells."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tertulia import widgets
from tertulia.html import Html
from tertulia.language import _, speak
from tertulia.models.manager import inbox
from tertulia.widgets.base.controls import Control, EntryChoice, FileField, Slider, SourceChoice, TextField, Tick
from tertulia.widgets.demo import called, shown
from tests.made_sheets import made_sheets, sheet_html
from theme.workshop import feedback, forms, inbox_cards, rumour_cards
from theme.workshop.forms import SheetKind
from theme.workshop.paper_fields import ON_PAPER, PaperTable, has_form

SCREEN_ONLY = {"edit", "file", "lines", "upload", "paste", "source", "view", "period", "group"}


@pytest.fixture(scope="module", autouse=True)
def own_device(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERTULIA_PLAN", str(tmp_path_factory.mktemp("device") / "my-plan.json"))
        yield
    speak("en")


def page(kind: SheetKind, **shown_: Any) -> BeautifulSoup:
    return BeautifulSoup(sheet_html(kind, **shown_), "html.parser")


@pytest.fixture(scope="module")
def made():
    return made_sheets()


@pytest.fixture(scope="module")
def blank_pages(made):
    return {name: page(SheetKind.FORM, form=sheet.blank) for name, sheet in made.items()}


def words_of(sheet: BeautifulSoup) -> str:
    return " ".join(sheet.get_text(" ").split())


# every exercise, every control --------------------------------------------------------------------------------------


def test_every_exercise_of_the_course_has_a_sheet_with_something_to_write_and_something_that_comes_of_it(made):
    assert len(made) == 21
    for name, sheet in made.items():
        blank = sheet.blank
        assert blank.groups, name
        assert blank.outcome.hand or blank.outcome.screen, name


def kinds_of_controls() -> set[type[Control]]:
    for module in pkgutil.walk_packages(widgets.__path__, "tertulia.widgets."):
        importlib.import_module(module.name)
    found, waiting = set(), [Control]
    while waiting:
        below = waiting.pop().__subclasses__()
        found |= set(below)
        waiting += below
    return {kind for kind in found if kind.__module__.startswith("tertulia.")}


def test_every_class_of_control_has_a_form_on_paper_or_is_said_to_have_none():
    assert kinds_of_controls() == set(ON_PAPER)
    assert {kind for kind, form in ON_PAPER.items() if form is None} >= {SourceChoice, FileField}


def test_a_new_class_of_control_is_refused_with_what_to_do():
    class Knob(Tick):
        pass

    with pytest.raises(TypeError, match="Knob has no form on paper; add it to theme/workshop/paper_fields.py"):
        has_form(Knob("A knob", False))


def labels_on_screen(on_screen: str, exercise: Any) -> list[str]:
    """The labels of the controls that a reader sees, in the order of the page, read from the finished page."""
    soup = BeautifulSoup(on_screen, "html.parser")
    for away in soup.select(".tt-away, .tt-hidden"):
        away.decompose()
    named = {control.label: control for control in exercise.controls.named().values()}
    found = []
    for part in soup.select(".tt-label, .widget-label, .widget-checkbox span"):
        label = part.get_text()
        if label in named and label not in found and not re.fullmatch(r"\W+", label):
            found.append(label)
    return found


def without(label: str) -> str:
    return re.sub(r" \d$", "", label)


def test_each_label_stands_there_once_in_the_order_of_the_screen(made, blank_pages):
    for name, sheet in made.items():
        exercise, on_screen = sheet.exercise, sheet.on_screen
        told = words_of(blank_pages[name].main)
        left_out = {
            control.label
            for key, control in exercise.controls.named().items()
            if not has_form(control) or key in SCREEN_ONLY
        }
        place = -1
        for label in labels_on_screen(on_screen, exercise):
            if label in left_out:
                continue
            words = " ".join(without(label).split())
            if words.count(";") > 1:  # a list: the label says its columns
                words = words.rpartition(":")[0]
            at = [found.start() for found in re.finditer(re.escape(words), told, re.IGNORECASE)]
            assert at, f"{name}: {label}"
            repeated = any(each.endswith(label) for each in repeated_labels(exercise))
            if not repeated:
                assert max(at) > place, f"{name}: {label} stands too early"
                place = next(each for each in at if each > place)


def repeated_labels(exercise: Any) -> set[str]:
    """Labels of what may be there several times: on paper they stand together."""
    return {control.label for key, control in exercise.controls.named().items() if re.search(r"\.\d+", key)}


def test_the_groups_have_the_headings_of_the_screen_in_its_order(made, blank_pages):
    for name, sheet in made.items():
        on_screen = sheet.on_screen
        soup = BeautifulSoup(on_screen, "html.parser")
        cards = [card.h3.get_text() for card in soup.select(".tt-controls .tt-card") if card.h3]
        told = [head.get_text() for head in blank_pages[name].select("h2")][:-1]
        assert [each for each in cards if each in told] == told, name
        assert told or name == "inbox_drill", name


def test_a_slider_is_a_scale_with_its_ends_and_a_choice_has_all_its_options(made, blank_pages):
    for name, sheet in made.items():
        exercise, layout = sheet.exercise, sheet.layout
        there = {each for group in layout for each in group.names}
        told = words_of(blank_pages[name].main)
        for key, control in exercise.controls.named().items():
            if key not in there or re.search(r"\.\d+\.", key):
                continue
            if isinstance(control, Slider):
                for end in (control.widget.min, control.widget.max):
                    said = BeautifulSoup(
                        Html(control._shown(type(control.widget.value)(end))), "html.parser"
                    ).get_text()
                    assert " ".join(said.split()) in told, f"{name}: {key}"
            elif has_form(control) and hasattr(control.widget, "options") and type(control) is not EntryChoice:
                for option in control.widget._options_labels:
                    assert option == _("choose") or option in told, f"{name}: {key}: {option}"


def test_what_may_be_there_several_times_is_a_table_with_all_its_parts(made):
    canvas = made["strategy_canvas"].blank
    tables = [part for group in canvas.groups for part in group.parts if isinstance(part, PaperTable)]
    numbers, tactics = tables
    assert numbers.kind == "turned" and numbers.head == ("", "1", "2") and len(numbers.rows) == 8
    assert tactics.kind == "table" and len(tactics.rows) == 3 and len(tactics.rows[0][1]) == 4
    people = [part for group in made["rumour_run"].blank.groups for part in group.parts if isinstance(part, PaperTable)]
    assert people[0].head == ("", "Name", "Department", "Boss", "Talks with") and len(people[0].rows) >= 10


# no answers where there should be none ------------------------------------------------------------------------------


def secrets(exercise: Any, summary: str) -> set[str]:
    """What the example's owner wrote, and what the exercise answers."""
    told = {summary}
    for control in exercise.controls.named().values():
        if isinstance(control, TextField) and len(control.value) > 3:
            told |= {line.strip() for line in control.value.splitlines() if len(line.strip()) > 3}
        elif isinstance(control, EntryChoice):
            told |= set(control.widget._options_labels[1:])
    return {each for each in told if not re.fullmatch("[a-z]+", each)}  # "customers" is a word of the form as well


def test_a_blank_sheet_holds_no_value_of_the_example_no_mark_and_no_answer(made, blank_pages):
    checked = 0
    for name, each in made.items():
        sheet, exercise, blank, filled = blank_pages[name], each.exercise, each.blank, each.filled
        told = words_of(sheet).casefold()
        for secret in secrets(exercise, filled.summary):
            assert " ".join(secret.split()).casefold() not in told, f"{name}: {secret}"
            checked += 1
        assert not sheet.select(".tt-box--marked, .tt-written, circle, .tt-summary, .tt-steps-list"), name
        assert not any(part.get_text(strip=True) for part in sheet.select(".tt-hand, .tt-answerbox .tt-hand")), name
        assert (blank.firm, blank.summary, blank.demo) == ("", "", ()), name
    assert checked > 100


def test_a_filled_sheet_holds_them(made):
    for name, sheet in made.items():
        exercise, layout, filled = sheet.exercise, sheet.layout, sheet.filled
        told = words_of(page(SheetKind.ANSWERS, form=filled))
        assert filled.summary and " ".join(filled.summary.split()) in told, name
        there = {each for group in layout for each in group.names}
        for key, control in exercise.controls.named().items():
            if key in there and isinstance(control, Slider):
                assert " ".join(shown(control).split()) in told, f"{name}: {key}"
            elif key in there and type(control) is TextField and control.value:
                assert " ".join(control.value.split()) in told, f"{name}: {key}"


def test_what_is_worked_out_by_hand_is_what_the_exercise_computes(made):
    def value(name: str, label: str) -> str:
        hand = made[name].filled.outcome.hand
        return next(part.value for part in hand if part.label.startswith(label))

    def first(name: str, pattern: str) -> str:
        found = re.search(pattern, made[name].filled.summary)
        assert found, made[name].filled.summary
        return found[1]

    assert value("ambassador_programme", "Hours in the first year") == first("ambassador_programme", r"for (\d+) hours")
    assert float(value("manager_brief", "= hours a week")) == float(first("manager_brief", r"(\S+) hours a week"))
    assert value("workplace_network", "The first divided") == first("workplace_network", r"(\d+)\s%")
    assert value("walk_in_check", "Doors that opened") == first("walk_in_check", r"(\d+) of")
    assert value("foundations_check", "Boxes") == first("foundations_check", r"(\d+) things")
    assert value("monthly_report", "Cost") == first("monthly_report", r"€(\d+)")
    assert value("content_mix", "= hours left") == "3"


def test_making_the_sheets_knows_nobodys_firm_and_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    (tmp_path / "my-firm.json").write_text("what somebody keeps", encoding="utf-8")
    with forms.nobodys_device():
        exercise = called("your_firm()")
        exercise.who.value = "bakery"
        exercise.who.value = "mine"
        exercise.controls["name"].value = "Nobody's"
    assert [file.name for file in tmp_path.iterdir()] == ["my-firm.json"]
    assert (tmp_path / "my-firm.json").read_text(encoding="utf-8") == "what somebody keeps"


# cards --------------------------------------------------------------------------------------------------------------


def test_the_cards_are_the_first_round_of_each_firm_and_say_nothing_of_the_answer():
    cards, keys = inbox_cards.cards(), inbox_cards.keys()
    assert len(cards) == 18 == sum(len(found) for _firm, found in keys)
    drill = called('inbox_drill("guesthouse")')
    assert [card.text for card in cards if card.over.startswith("Casa Alba")] == [case.text for case in drill.cases]
    told = words_of(page(SheetKind.CARDS, messages=cards))
    for _firm, found in keys:
        for key in found:
            assert key.lesson not in told and key.best not in told and not any(rule in told for rule in key.never)


def test_the_teachers_points_are_those_of_the_drill():
    drill = called('inbox_drill("guesthouse")')
    keys = dict(inbox_cards.keys())["Casa Alba"]
    for case, key in zip(drill.cases, keys, strict=True):
        best = inbox.best(case)
        assert inbox.judge(case, best).score == inbox.FULL
        assert key.points[0][1].startswith(f"{inbox_cards.when_words(best.when)} 2")
        assert len(key.points) == (1 if best.when is inbox.When.NEVER else 3)


def test_a_person_is_told_whom_they_talk_with_and_what_to_do_in_each_round():
    organisation = called('rumour_run("workshop")').organisation
    cards = rumour_cards.cards(organisation)
    assert [card.name for card in cards] == list(organisation.names)
    maite, ibai = cards[1], cards[-1]
    assert (maite.boss, maite.ties) == ("Íñigo", "Íñigo, Lourdes, Sara and Nerea")
    assert "2 or less" in maite.rounds[0][1] and ibai.ties == "" and "You talk with nobody" in ibai.rounds[0][1]
    assert cards[0].rounds[2][1].startswith("You say what is true")
    assert all(len(card.rounds) == 3 for card in cards)


def test_a_die_comes_as_near_as_it_can_to_the_chances_of_the_exercise():
    assert [rumour_cards.thrown(chance) for chance in (0.0, 0.15, 0.35, 1.0)] == [0, 2, 4, 6]
    assert rumour_cards.thrown(0.8, 1) == 5


def test_the_later_the_word_the_more_often_the_rumour_is_first_with_dice_as_in_the_exercise():
    organisation = called('rumour_run("workshop")').organisation
    rules = rumour_cards.rules(organisation)
    games, runs = ([int(row[place]) for row in rules.expected] for place in (1, 2))
    assert games == sorted(games) and runs == sorted(runs)
    assert all(abs(with_dice - run) <= 15 for with_dice, run in zip(games, runs, strict=True))
    assert rules.expected == rumour_cards.rules(organisation).expected


# questions and feedback ---------------------------------------------------------------------------------------------

CHAPTER = """\
# A chapter

The first paragraph leads.

:::{outcomes}
- say what you want
- choose a network
:::

:::{question} What comes *first*?
:right: 2

- The network

  That comes later.

- The aim

  Everything serves it.
:::
"""


def test_a_sheet_of_questions_has_its_answers_only_on_the_teachers(book):
    made_book = book({"index": "# Home\n\nWelcome.", "chapter": CHAPTER}, tertulia_audience="teachers")
    assert made_book.warnings == ""
    blank, key = made_book.page("sheets/chapter_questions"), made_book.page("sheets/chapter_questions_answers")
    assert [answer.get_text(strip=True) for answer in blank.select(".tt-questions ul li")] == ["The network", "The aim"]
    assert "later" not in words_of(blank) and "serves" not in words_of(blank)
    assert not blank.select(".tt-box--marked") and "right" not in str(blank.main)
    marked = key.select("li:has(> .tt-box--marked)")
    assert len(marked) == 1 and "The aim" in marked[0].get_text() and "Everything serves it." in marked[0].get_text()
    assert blank.select_one(".tt-questions em").get_text() == "first"


def test_learners_have_no_sheets(book):
    assert not (book({"index": "# Home\n\nWelcome.", "chapter": CHAPTER}).folder / "sheets").exists()


def test_feedback_asks_at_most_eight_questions_and_no_name_and_counts_what_it_asks(book):
    form = book({"index": "# Home\n\nWelcome.", "chapter": CHAPTER}, tertulia_audience="teachers").page(feedback.PAGE)
    asked = [row.th.get_text() for row in form.select("main > table tbody tr")]
    assert asked == ["say what you want", "choose a network", "The pace was"]
    assert len(asked) + len(form.select("[data-open]")) <= 8 and len(form.select("[data-open]")) == 2
    assert [row.th.get_text() for row in form.select("[data-tally] tbody tr")] == asked
    assert feedback.MOST_OUTCOMES + 1 + 2 == 8


def test_the_words_of_head_and_foot_are_strings_of_css_whatever_they_hold():
    assert forms.css_string('A "firm"', "", "a\\b</style>") == '"A \\22 firm\\22  · a\\5c b\\3c /style\\3e "'


def test_a_sheet_asks_nothing_of_another_host_and_runs_no_script_of_its_own(blank_pages):
    for sheet in blank_pages.values():
        assert all(not script.get_text(strip=True) for script in sheet.select("script"))
        assert not re.search(r"(src|href)=\"(https?:)?//", str(sheet))
        assert sheet.html["style"].startswith("--tt-head:")
        assert len(sheet.select("h1")) == 1
