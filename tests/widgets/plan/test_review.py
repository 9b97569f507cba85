"""The plan review as an exercise, and the button that every exercise adds to the plan with."""

from __future__ import annotations

import base64
import errno
import io
import json
import re
import zipfile
from datetime import date, datetime

import pytest

from tertulia import device
from tertulia.device import FileStore
from tertulia.language import speak
from tertulia.plan.examples import EXAMPLES, example
from tertulia.plan.plan_file import read, write
from tertulia.plan.schema import Firm, Plan, filled
from tertulia.plan.storage import Keeper
from tertulia.widgets import community_simulator, content_mix, network_picker, plan_review, strategy_canvas
from tertulia.widgets.base.static_html import static_html

ADDING = {
    strategy_canvas: {"strategy", "audience", "duties", "foundations"},
    network_picker: {"networks", "foundations"},
    content_mix: {"content", "duties", "reviews"},
    community_simulator: {"growth", "duties", "content"},
}


pytestmark = pytest.mark.usefixtures("place", "undrawn")


def kept(place) -> Plan:
    return Keeper(FileStore(place)).load().plan


def upload(exercise, content: bytes) -> None:
    exercise.controls.file.widget.value = (
        {
            "name": "plan.json",
            "type": "application/json",
            "size": len(content),
            "content": memoryview(content),
            "last_modified": datetime(2026, 11, 25),
        },
    )


# adding -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", ADDING, ids=lambda made: made.__name__)
def test_each_exercise_adds_its_own_sections_once(made, place):
    exercise = made("bakery")
    assert exercise.plan_button.line.status.value == ""
    exercise.plan_button.button.click()
    assert set(filled(kept(place))) == ADDING[made]
    told = exercise.plan_button.line.status.value
    assert "It is in your plan." in told and "check that they are yours" in told
    before = place.read_text()
    exercise.plan_button.button.click()
    assert place.read_text() == before
    assert "Add to my plan" in static_html(exercise.widget)


def test_all_four_together_make_one_plan_that_the_review_reads(place):
    for made in ADDING:
        exercise = made("bakery")
        exercise.who.value = "bakery"  # who has a plan sees their own firm first
        exercise.plan_button.button.click()
    assert set(filled(kept(place))) == set().union(*ADDING.values())
    review = plan_review("mine")
    assert review.result.growth.goal == 600
    assert "fill the quiet hours" in review.words.value


def test_a_changed_answer_is_said_until_it_is_added_again(place):
    exercise = community_simulator("bakery")
    exercise.plan_button.button.click()
    exercise.controls.goal.value = 500
    assert "Changed since you added it" in exercise.plan_button.line.status.value
    assert kept(place).growth.goal == 600
    exercise.plan_button.button.click()
    assert kept(place).growth.goal == 500 and "It is in your plan." in exercise.plan_button.line.status.value


def test_an_answer_that_cannot_be_right_cannot_be_added():
    exercise = community_simulator("bakery")
    exercise.controls.goal.value = 1
    assert exercise.plan_button.button.disabled
    exercise.controls.goal.value = 500
    assert not exercise.plan_button.button.disabled


@pytest.mark.parametrize(("number", "says"), [(errno.ENOSPC, "no room left"), (errno.EACCES, "does not allow keeping")])
def test_a_place_that_keeps_nothing_is_said_and_the_plan_offered(number, says, place, monkeypatch):
    monkeypatch.setattr(device, "_replace", lambda *_: (_ for _ in ()).throw(OSError(number, "x")))
    exercise = community_simulator("mine")
    exercise.plan_button.button.click()
    told = exercise.plan_button.line.status.value
    assert says in told and 'role="alert"' in told
    offered = read(base64.b64decode(re.search(r"base64,([^\"]+)", told)[1]))
    assert offered.growth.goal == 300 and not place.exists()


@pytest.mark.parametrize("mine_wins", [True, False])
def test_two_tabs_with_the_same_exercise_ask_which_should_hold(mine_wins, place):
    one, two = community_simulator("bakery"), community_simulator("bakery")
    one.plan_button.button.click()
    two.plan_button.button.click()
    two.controls.goal.value = 500
    two.plan_button.button.click()
    one.controls.goal.value = 550
    one.plan_button.button.click()
    assert "in another tab" in one.plan_button.line.status.value and kept(place).growth.goal == 500
    here, there = one.plan_button.line.choices.children
    (here if mine_wins else there).click()
    assert kept(place).growth.goal == (550 if mine_wins else 500)
    assert [each.description for each in one.plan_button.line.choices.children] == ["Undo"]


def test_what_another_tab_added_meanwhile_is_named(place):
    one, two = community_simulator("bakery"), content_mix("bakery")
    one.plan_button.button.click()
    two.plan_button.button.click()
    one.controls.goal.value = 500
    one.plan_button.button.click()
    assert "From another tab came: What we publish" in one.plan_button.line.status.value
    assert kept(place).content.entries and kept(place).growth.goal == 500


def test_a_file_that_is_no_plan_is_left_alone_and_offered(place):
    place.write_text("my shopping list")
    exercise = community_simulator("mine")
    exercise.plan_button.button.click()
    assert "It was not changed" in exercise.plan_button.line.status.value and place.read_text() == "my shopping list"


# the review -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("firm", [*EXAMPLES, "mine"])
def test_every_firm_has_a_finished_screen(firm, language):
    speak(language)
    exercise = plan_review(firm)
    assert exercise.summary() and len(static_html(exercise.widget)) > 2000
    assert exercise.finding_list.value.count('href="../../') == len(exercise.findings)


def test_findings_come_worst_first_with_the_page_that_mends_them():
    found = plan_review("workshop").finding_list.value
    assert found.index("Mend first") < found.index("Will probably disappoint") < found.index("Worth knowing")
    assert found.count("<li") == found.count('<a href="../../')
    assert "Nobody is named to answer messages." in found


def test_not_now_names_what_comes_first():
    words = plan_review("workshop").words.value
    assert "Not now. First this:" in words and "1. Nobody is named" in words


def test_the_whole_plan_is_shown_and_nothing_typed_is_markup():
    exercise = plan_review("bakery")
    assert "customers on Tuesday afternoon" in exercise.whole.value
    for name in ("name", "owner", "does", "question", "stand_in"):
        exercise.controls[name].value = "<img src=x onerror=alert(1)>"
    page = static_html(exercise.widget)
    assert "<img src=x" not in page.replace('placeholder="', "")


def test_a_plan_file_is_shown_and_only_kept_when_asked(place):
    Keeper(FileStore(place)).save(Plan(firm=Firm(name="Old")), None)
    exercise = plan_review("mine")
    upload(exercise, write(example("guesthouse", date(2026, 11, 25))).encode())
    assert exercise.controls.name.value == "Casa Alba" and exercise.result.strategy.kpis
    assert kept(place).firm.name == "Old"
    exercise.plan_button.button.click()
    assert kept(place).firm.name == "Casa Alba" and kept(place).strategy.kpis and kept(place).edition == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "breaks off"),
        (b"\xff\xfe", "UTF-8"),
        (
            json.dumps({"format": "tertulia-plan", "version": 2, "firm": {"<b>": 1}}).encode(),
            "In “The firm”: Something",
        ),
    ],
)
def test_a_broken_plan_file_says_where_and_changes_nothing(content, says):
    exercise = plan_review("bakery")
    before = exercise.result
    upload(exercise, content)
    assert says in exercise.controls.file._message.value and exercise.result == before
    exercise.controls.stand_in.value = "Nuria"  # the page goes on working
    assert exercise.result.duties.stand_in == "Nuria"


def test_an_invented_plan_is_not_the_learners_to_keep():
    exercise = plan_review("workshop")
    assert "tt-hidden" in exercise.plan_button.box._dom_classes
    exercise.who.value = "mine"
    assert "tt-hidden" not in exercise.plan_button.box._dom_classes
    exercise.who.value = "bakery"
    assert "tt-hidden" in exercise.plan_button.box._dom_classes
    upload(exercise, write(Plan(firm=Firm(name="Mi tienda"))).encode())
    assert "tt-hidden" not in exercise.plan_button.box._dom_classes


def test_own_fields_go_into_the_kept_plan_and_nothing_else(place):
    community_simulator("bakery").plan_button.button.click()
    exercise = plan_review("mine")
    exercise.controls.name.value = "Mi tienda"
    exercise.controls.day.value = date(2027, 2, 1)
    exercise.plan_button.button.click()
    plan = kept(place)
    assert (plan.firm.name, plan.reviews.dates) == ("Mi tienda", (date(2027, 2, 1),)) and plan.growth.goal == 600


def test_the_files_are_made_on_demand():
    exercise = plan_review("bakery")
    assert exercise.files.value == ""
    exercise.make.click()
    links = re.findall(r'download="([^"]+)" href="data:[^;]+;base64,([^"]+)"', exercise.files.value)
    assert [name for name, _ in links] == [f"my-plan.{end}" for end in ("docx", "ics", "xlsx", "html", "json")]
    for name, data in links:
        content = base64.b64decode(data)
        if name.endswith(("docx", "xlsx")):
            assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
        else:
            assert b"Horno Tres Calles" in content
    exercise.controls.owner.value = "Nuria"
    assert exercise.files.value == ""  # of the plan before


def test_an_empty_plan_says_where_to_begin():
    exercise = plan_review("mine")
    assert "Nothing is in the plan yet." in exercise.words.value and exercise.make.disabled


def test_the_whole_plan_begins_with_the_verdict(place):
    whole = plan_review("workshop").whole.value
    first, rest = whole.split("<details", 1)
    assert "Not now" in first and "Name one person who answers" in first
    assert "Name one person who answers" not in rest
    assert "Go ahead" in plan_review("bakery").whole.value.split("<details", 1)[0]
