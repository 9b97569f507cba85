"""The group's page: files read at once, what is shown of them, names only where ticked, nothing kept."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.group import broken, plans
from tertulia.language import speak
from tertulia.models.strategy.objective import Objective
from tertulia.plan import group_sheet
from tertulia.plan.examples import example, invented_group
from tertulia.plan.group_picture import LEAST, group_picture
from tertulia.plan.group_sheet import GroupSheet, Topic, sheet_of, signed
from tertulia.plan.plan_file import write
from tertulia.plan.schema import Firm
from tertulia.widgets import group_picture as page
from tertulia.widgets.base.controls import ChosenFile
from tertulia.widgets.base.static_html import static_html
from tertulia.widgets.plan import group_page
from tertulia.widgets.plan.group_page import MOST_PAIRS, whole_picture
from tests.charts.svg_marks import Drawing

pytestmark = pytest.mark.usefixtures("place")

DAY = date(2026, 11, 25)
SVG = re.compile(r"<svg class=\"ch.*?</svg>", re.DOTALL)


def choose(exercise, *files):
    exercise.controls.files.chosen = tuple(ChosenFile(file.name, file.content) for file in files)


def shown(exercise) -> str:
    """The whole page, the pictures with their words for who cannot see them included."""
    return static_html(exercise.widget)


def without_folds(html: str) -> str:
    return re.sub(r"<details.*?</details>", "", html, flags=re.DOTALL)


ALL = ("aims", "networks", "stops", "warnings", "hours", "posts", "goals", "chance")
"""The pictures in their order."""


def drawings(html: str) -> list[Drawing]:
    return [Drawing(svg) for svg in SVG.findall(html)]


# at rest and with files -------------------------------------------------------------------------------------


def test_at_rest_it_shows_an_invented_group_and_says_so():
    html = shown(page())
    assert "plans, of an invented group" in html and "An invented example." in html
    assert "nothing is kept: they are other people’s" in html
    assert len(SVG.findall(html)) == 8


def test_two_hundred_plans_with_broken_ones_in_one_go():
    exercise = page()
    choose(exercise, *plans(), *broken())
    html = shown(exercise)
    assert exercise.result.sheets == 200 and "plans of your group" in html
    assert "12 files could not be read: below stands which, and why." in html
    assert exercise.controls.files.widget.description == "212 files, 200 plans read; choose another"
    assert "An invented example." not in html
    for file in broken():
        assert html.count(file.name) == 1, "named once, among those left out"
    assert "Not a plan" not in html and "photo.jpg</b> The file is not readable text" in html


def test_the_next_files_take_the_place_of_the_first_and_going_back_forgets_them():
    exercise = page()
    choose(exercise, *plans(9))
    choose(exercise, *plans(6))
    assert exercise.result.sheets == 6
    exercise.reset.click()
    assert exercise.result == group_picture(invented_group(DAY))
    assert exercise.handed_in is None and exercise.controls.files.widget.description == "Choose all files together"


def test_of_few_plans_nothing_is_shown_but_how_many():
    exercise = page()
    choose(exercise, *plans(LEAST - 1))
    html = shown(exercise)
    assert SVG.findall(html) == [] and "4 plans are there. The picture begins with 5" in html


def test_files_of_which_none_can_be_read_say_so():
    exercise = page()
    choose(exercise, *broken())
    assert "0 plans are there." in shown(exercise) and "12 files were left out" in shown(exercise)


def test_somebody_twice_is_counted_once_and_said_without_a_name():
    exercise = page()
    files = [*plans(7)]
    choose(exercise, *files, replace(files[0], name="Maria.json"))
    assert exercise.result.sheets == 7
    assert "1 file was of somebody whose plan is there already, and counts once." in shown(exercise)
    assert "Maria" not in shown(exercise)


# nothing is kept --------------------------------------------------------------------------------------------


def test_nothing_is_kept_on_the_device(place: Path):
    exercise = page("mine")
    before = {file: file.read_bytes() for file in place.parent.rglob("*") if file.is_file()}
    choose(exercise, *plans(12))
    exercise.reset.click()
    assert {file: file.read_bytes() for file in place.parent.rglob("*") if file.is_file()} == before == {}
    assert exercise.controls.files.widget.value == ()


# names ------------------------------------------------------------------------------------------------------

NAMES = [f"Zq{letter}xan" for letter in "abcdefghijkl"]


@given(st.lists(st.booleans(), min_size=1, max_size=len(NAMES)), st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_stands_anywhere_that_was_not_ticked(monkeypatch, ticks, data):
    """Neither from plans, nor from sheets, nor from names of files, those left out aside, which only the fold names."""
    monkeypatch.setattr(group_page, "choices", lambda _picture: "")
    monkeypatch.setattr(group_page, "reviews", lambda _picture: "")
    monkeypatch.setattr(group_page, "spreads", lambda _picture: "")
    topics = st.lists(st.sampled_from(Topic), min_size=1, max_size=4, unique=True)
    files, ticked = [], set()
    for name, tick in zip(NAMES, ticks, strict=False):
        plan = replace(
            example("workshop", DAY), firm=Firm(name=f"{name} e hijos", owner=name, does=f"what {name} does")
        )
        if tick:
            sheet = signed(sheet_of(plan, DAY), name, data.draw(topics), data.draw(topics))
            files.append(ChosenFile(f"{name}.json", group_sheet.write(replace(sheet, hours=len(files) / 2)).encode()))
            ticked.add(name)
        elif data.draw(st.booleans()):
            files.append(ChosenFile(f"{name}-plan.json", write(plan).encode()))
        else:
            files.append(ChosenFile(f"{name}.jpg", b"\xff\xd8" + name.encode()))
    exercise = page()
    exercise.controls.files.chosen = tuple(files)
    html = shown(exercise)
    seen = set(re.findall(r"Zq[a-l]xan", without_folds(html)))
    assert seen <= ticked
    assert seen == {name for pair in exercise.result.help.pairs for name in (pair.helper, pair.seeker)}
    left_out = {file.name for file in files if file.name.endswith(".jpg")}
    assert set(re.findall(r"Zq[a-l]xan\.jpg", html)) == left_out
    assert not re.search(r"Zq[a-l]xan(-plan)?\.json", html) and "e hijos" not in html and "what Zq" not in html


def test_the_pictures_hold_no_name_and_what_is_left_out_is_not_within_the_picture():
    exercise = page()
    sheets = [GroupSheet(objective=Objective.LISTEN, hours=k) for k in range(12)]
    people = [signed(sheet, f"Zq{k}xan", [Topic.PHOTOS], [Topic.IDEAS]) for k, sheet in enumerate(sheets)]
    files = [ChosenFile(f"{k}.json", group_sheet.write(sheet).encode()) for k, sheet in enumerate(people)]
    exercise.controls.files.chosen = (*files, ChosenFile("Zq99xan.jpg", b"\xff\xd8"))
    assert all("Zq" not in svg for svg in SVG.findall(exercise.picture.value))
    assert "Zq99xan" not in exercise.picture.value and "Zq99xan" not in exercise.words.value + exercise.numbers.value
    fold = exercise.left_out.value
    assert (
        fold.count("Zq99xan") == 1
        and fold.startswith('<details class="tt-fold"><summary>')
        and " open" not in fold[:40]
    )
    assert "Zq99xan" not in fold[: fold.index("</summary>")]


NASTY = ["<script>alert(1)</script>", 'a"onmouseover="x', "&lt;b&gt;", "{helper}", "%s", "\u202eevil"]


@pytest.mark.parametrize("name", NASTY)
def test_a_name_is_text_wherever_it_stands(name):
    people = [signed(GroupSheet(), name, [Topic.PHOTOS], [Topic.IDEAS]), signed(GroupSheet(), "Eva", [Topic.IDEAS])]
    html = whole_picture(group_picture(people), large=True)
    assert "<script" not in html and '"onmouseover' not in html and "\u202e" not in html
    assert "Eva can help" in html


# what is drawn ----------------------------------------------------------------------------------------------


def test_the_pictures_show_the_counts():
    exercise = page()
    drawn = dict(zip(ALL, drawings(exercise.picture.value), strict=True))
    picture = exercise.result
    for name, counts in (
        ("aims", [n for _aim, n in picture.objectives] + [picture.undecided]),
        ("networks", [n for _key, n in picture.networks] + [picture.none_yet]),
        ("stops", [n for _code, n in picture.stops.shared]),
        ("goals", [picture.goals.above, picture.goals.within, picture.goals.below]),
    ):
        drawing = drawn[name]
        assert [int(words.text) for words in drawing.words("value")] == counts
        lengths = [mark.right for mark in drawing.marks("bar")]
        unit = lengths[0] / counts[0]
        assert lengths == pytest.approx([max(n * unit, 1) for n in counts], abs=0.2)
    assert len(drawn["hours"].marks("dot")) == 12 and drawn["chance"].marks("dot") == []


def test_many_networks_fit_one_picture_and_none_is_lost():
    keys = ("whatsapp", "instagram", "facebook", "youtube", "tiktok", "linkedin", "x", "other")
    people = [GroupSheet(networks=keys[k % 8 :]) for k in range(16)]
    html = whole_picture(group_picture(people), large=False)
    (drawing,) = drawings(html)
    written = {words.text: int(n.text) for words, n in zip(drawing.words("words"), drawing.words("value"), strict=True)}
    assert len(written) == 6 and sum(written.values()) == sum(len(each.networks) for each in people)
    assert "Other networks" in written and "Another network" not in written


def test_the_wall_and_the_sheet_have_room_for_so_many_pairs_and_the_page_for_all():
    people = [signed(GroupSheet(), f"P{k}", [Topic.PHOTOS], [Topic.IDEAS]) for k in range(30)]
    people += [signed(GroupSheet(), f"Q{k}", [Topic.IDEAS], [Topic.PHOTOS]) for k in range(30)]
    html = whole_picture(group_picture(people), large=True)
    assert html.count("<li>") == MOST_PAIRS and html.count("<li data-more>") == 60 - MOST_PAIRS
    assert f"{60 - MOST_PAIRS} more pairs stand on the page." in html


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_speaks_both_languages_whatever_is_chosen(language):
    speak(language)
    exercise = page()
    choose(exercise, *plans(23), *broken()[:3])
    assert exercise.summary().startswith("23: ")
    assert "{" not in re.sub(r"<style.*?</style>", "", without_folds(SVG.sub("", shown(exercise))), flags=re.DOTALL)
