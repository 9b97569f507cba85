"""The card "For the group": what it shows is what it gives, nothing else of the plan, and no name nobody ticked."""

from __future__ import annotations

import base64
import dataclasses
import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertulia.clock import today
from tertulia.device import FileStore
from tertulia.entries import EntriesKeeper
from tertulia.html import as_html
from tertulia.models.strategy.networks import NETWORKS
from tertulia.plan.examples import EXAMPLES, example
from tertulia.plan.group_sheet import Topic, read, sheet_of
from tertulia.plan.plan_file import write
from tertulia.plan.schema import Plan
from tertulia.plan.sheet_words import sheet_lines
from tertulia.plan.storage import Keeper
from tertulia.widgets import plan_review
from tertulia.widgets.base.controls import ChosenFile
from tertulia.widgets.base.static_html import static_html
from tests.plan.plans import plans

pytestmark = pytest.mark.usefixtures("place")


@pytest.fixture
def mine(place):
    """The review of a kept plan, the bakery's, its card open."""
    Keeper(FileStore(place)).save(dataclasses.replace(example("bakery", today()), edition=1), None)
    exercise = plan_review("mine")
    exercise.controls.group.in_group.value = True
    return exercise


def shown(exercise: Any) -> str:
    """Everything of the card that the learner, and the room's script, can see."""
    return str(static_html(exercise.for_the_group.box))


def visible(exercise: Any) -> set[str]:
    """The labels of the controls of the card that are not hidden; no two are the same."""

    def walk(widget: Any) -> Any:
        if "tt-hidden" in widget._dom_classes:
            return
        if getattr(widget, "description", ""):
            yield widget.description
        for child in getattr(widget, "children", ()):
            yield from walk(child)

    labels = list(walk(exercise.for_the_group.box))
    assert len(labels) == len(set(labels))
    return set(labels)


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "data-group-sheet" in dict(attrs):
            self.found.append(dict(attrs))


def handed(exercise: Any) -> dict[str, str | None]:
    """The attributes the room's script finds; empty if there is nothing for it."""
    reader = _Attributes()
    reader.feed(shown(exercise))
    assert len(reader.found) <= 1
    return reader.found[0] if reader.found else {}


def nothing_handed(exercise: Any) -> bool:
    """Whether the card is open and has nothing for the room: what was shown before can be taken back."""
    return exercise.for_the_group.sheet is None and handed(exercise)["data-group-sheet"] == ""


def saved(exercise: Any) -> tuple[str, str]:
    """The name and the text of the file that the link saves."""
    name, data = re.search(r'download="([^"]+)" href="data:application/json;base64,([^"]+)"', shown(exercise)).groups()
    return unescape(name), base64.b64decode(data).decode()


# closed, examples, nothing ------------------------------------------------------------------------------------------


def test_the_card_is_closed_and_offers_nothing_until_it_is_ticked(mine):
    mine.controls.group.in_group.value = False
    assert visible(mine) == {"I want to show the group my plan in brief"}
    assert mine.for_the_group.sheet is None and handed(mine) == {} and "download=" not in shown(mine)


@pytest.mark.parametrize("firm", EXAMPLES)
def test_an_invented_firm_can_be_looked_at_and_not_shown(firm):
    exercise = plan_review(firm)
    exercise.controls.group.in_group.value = True
    page = shown(exercise)
    assert "invented firm" in page and as_html(sheet_lines(sheet_of(exercise.result, today()))[0][1][0]) in page
    assert nothing_handed(exercise) and "download=" not in page
    assert visible(exercise) == {"I want to show the group my plan in brief"}
    exercise.controls.group.with_name.value = True
    exercise.controls.group.known_as.value = "Ana"
    assert "<dt>Name</dt>" not in shown(exercise)


def test_an_empty_plan_says_that_there_is_nothing_yet():
    exercise = plan_review("mine")
    exercise.controls.group.in_group.value = True
    assert "nothing to show yet" in shown(exercise) and nothing_handed(exercise) and "download=" not in shown(exercise)
    exercise.controls.stand_in.value = "Nuria"  # says something, and nothing a group would see but what is missing
    assert "nothing to show yet" not in shown(exercise) and "Nuria" not in shown(exercise)


def test_a_loaded_file_is_the_learners_own():
    exercise = plan_review("bakery")
    exercise.controls.group.in_group.value = True
    data = write(example("guesthouse", today())).encode()
    exercise.controls.file.value = ChosenFile("plan.json", data)
    assert read(str(handed(exercise)["data-group-sheet"]).encode()) == read(data)


# what is shown is what is given -------------------------------------------------------------------------------------


def test_what_is_shown_is_what_the_file_and_the_attribute_hold(mine):
    given = handed(mine)
    name, text = saved(mine)
    assert given["data-group-sheet"] == text and "hidden" in given
    sheet = read(text.encode())
    assert sheet == mine.for_the_group.sheet == sheet_of(mine.result, today())
    rows = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", shown(mine))
    told = [
        (unescape(label), tuple(unescape(each) for each in re.split("<[^>]+>", said) if each)) for label, said in rows
    ]
    assert told == list(sheet_lines(sheet))
    assert set(json.loads(str(given["data-words"]))) == {"show", "sent", "take_back", "taken_back", "failed"}
    assert re.fullmatch(r"for-the-group-[0-9a-f]{8}\.json", name)


MARK = "Zz9mark"


def marked(value: Any) -> Any:
    """The same plan with a mark at the beginning of every text, and in place of every network's name."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value, **{each.name: marked(getattr(value, each.name)) for each in dataclasses.fields(value)}
        )
    if isinstance(value, tuple):
        return tuple(marked(each) for each in value)
    if type(value) is str:
        return MARK if value not in NETWORKS else value
    return value


@settings(max_examples=60, deadline=None)
@given(plans())
def test_no_text_of_the_plan_is_in_the_sheet_or_in_what_is_shown_of_it(plan):
    plan = dataclasses.replace(marked(plan), zone="Europe/Madrid")
    sheet = sheet_of(plan, today())
    assert MARK not in json.dumps(dataclasses.asdict(sheet)) and MARK not in str(sheet_lines(sheet))


@settings(max_examples=8, deadline=None)
@given(plans(), st.booleans())
def test_no_text_of_the_plan_is_in_the_card(plan, ticked):
    exercise = plan_review("bakery")
    group = exercise.controls.group
    group.in_group.value = True
    plan = dataclasses.replace(marked(plan), zone="Europe/Madrid")
    exercise.controls.file.value = ChosenFile("plan.json", write(plan).encode())
    if ticked:
        group.with_name.value = True
        group.known_as.value = "Ana"
        group.help[Topic.PHOTOS].value = "offers"
        group.with_name.value = False
        group.known_as.value = ""
    assert MARK not in shown(exercise) and "Ana" not in handed(exercise).get("data-group-sheet", "")


# the name and the help ----------------------------------------------------------------------------------------------


def test_a_tick_shows_the_name_and_taking_it_off_takes_it_away(mine):
    group = mine.controls.group
    assert "Anonymous" in shown(mine) and mine.for_the_group.sheet.name == ""
    assert "Name the group sees" not in visible(mine) and group.known_as.value == ""
    anonymous = handed(mine)["data-group-sheet"]
    owner = mine.controls.owner.value
    group.with_name.value = True
    assert group.known_as.value == owner != "" and "Name the group sees" in visible(mine)
    assert mine.for_the_group.sheet.name == owner and owner in saved(mine)[1]
    assert f"<dt>Name</dt><dd>{as_html(owner)}</dd>" in shown(mine) and "Anonymous" not in shown(mine)
    group.with_name.value = False
    assert handed(mine)["data-group-sheet"] == saved(mine)[1] == anonymous
    assert f"<dd>{as_html(owner)}</dd>" not in shown(mine) and "Anonymous" in shown(mine)
    group.known_as.value = "Ana"
    group.with_name.value = True
    assert group.known_as.value == "Ana"  # what somebody typed is not put right


def test_help_belongs_to_the_name(mine):
    group = mine.controls.group
    assert "Photos and short videos" not in visible(mine)
    group.with_name.value = True
    group.help[Topic.PHOTOS].value, group.help[Topic.ADVERTS].value = "offers", "seeks"
    assert (mine.for_the_group.sheet.offers, mine.for_the_group.sheet.seeks) == ((Topic.PHOTOS,), (Topic.ADVERTS,))
    assert "<dt>Can help with</dt><dd>photos and short videos</dd>" in shown(mine)
    group.known_as.value = " "
    assert (mine.for_the_group.sheet.offers, mine.for_the_group.sheet.seeks) == ((), ())
    assert "Anonymous as long as there is no name" in shown(mine) and "<dt>Can help" not in shown(mine)


def test_a_name_is_no_markup_and_keeps_the_attribute_whole(mine):
    group = mine.controls.group
    group.with_name.value = True
    group.known_as.value = "\"><img src=x onerror='alert(1)'>"
    assert "<img" not in re.sub(r'value="[^"]*"', "", shown(mine))
    assert read(str(handed(mine)["data-group-sheet"]).encode()).name == group.known_as.value


def test_the_file_says_nothing_of_whose_it_is_and_no_two_sheets_share_a_name(mine):
    before, _text = saved(mine)
    mine.controls.group.with_name.value = True
    after, _text = saved(mine)
    assert before != after
    assert not any(word.lower() in after for word in (mine.controls.owner.value, *mine.controls.name.value.split()))


def test_every_control_has_a_label_of_its_own_and_a_state_that_is_said(mine):
    mine.controls.group.with_name.value = True
    own = {control.label for control in mine.controls.group.named().values()}
    assert visible(mine) == own and len(own) == len(mine.controls.group.named()) == 3 + len(Topic)
    others = [each.label for name, each in mine.controls.named().items() if name not in mine.controls.group.named()]
    assert not own & set(others)
    assert shown(mine).count('role="status"') == 1


# what is kept -------------------------------------------------------------------------------------------------------


def test_the_ticks_are_kept_beside_the_plan_and_not_in_it(mine, place):
    group = mine.controls.group
    group.with_name.value = True
    group.known_as.value = "Ana of the group"
    group.help[Topic.IDEAS].value = "seeks"
    mine.plan_button.button.click()
    assert "Ana of the group" not in place.read_text() and "help" not in Plan.__dataclass_fields__
    values = EntriesKeeper("review").load()["values"]
    assert values["known_as"] == "Ana of the group" and values["help.ideas"] == "seeks" and values["in_group"] is True
    again = plan_review("mine")
    assert again.for_the_group.sheet == mine.for_the_group.sheet
    again.start_again()
    assert again.for_the_group.sheet is None and again.controls.group.known_as.value == ""
    assert "Ana" not in json.dumps(EntriesKeeper("review").load() or {})


def test_a_name_that_was_taken_out_does_not_come_back(mine):
    group = mine.controls.group
    group.with_name.value = True
    group.known_as.value = ""
    assert mine.for_the_group.sheet.name == ""
    mine.controls.question.value = "Go on?"
    again = plan_review("mine")
    assert again.controls.group.with_name.value and again.for_the_group.sheet.name == ""
    again.start_again()
    again.start_again()
    assert again.controls.group.with_name.value and again.for_the_group.sheet.name == ""


def test_what_is_kept_and_does_not_fit_is_left_out(mine):
    EntriesKeeper("review").save(
        {"values": {"in_group": True, "with_name": "yes", "known_as": 7, "help.photos": "<b>", "help.cake": "seeks"}}
    )
    again = plan_review("mine")
    assert again.for_the_group.sheet == sheet_of(again.result, today())


def test_another_firm_shows_nothing_of_the_learners_name(mine):
    group = mine.controls.group
    group.with_name.value = True
    group.known_as.value = "Ana of the group"
    group.help[Topic.IDEAS].value = "seeks"
    mine.who.value = "workshop"
    group.in_group.value = True
    assert "Ana of the group" not in shown(mine) and nothing_handed(mine)
    mine.who.value = "mine"
    assert mine.for_the_group.sheet.name == "Ana of the group"
