"""What would go from the plan is named first: kept, or taken out, and undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertulia.language import speak
from tertulia.plan import storage
from tertulia.plan.schema import SECTIONS, Audience, Firm, Listening, Plan
from tertulia.widgets.base.plan_saving import MOST_NAMED, PlanSaver
from tertulia.widgets.base.status_line import StatusLine

pytestmark = pytest.mark.usefixtures("place")

FULL = Plan(
    firm=Firm(name="Sol", owner="Amaia"),
    audience=Audience(who="families"),
    listening=Listening(words=("sol", "tornillos"), who="Iker"),
)
POORER = {"audience": Audience(), "listening": Listening(words=("sol",), who="Jon")}


def begin(plan: Plan = FULL) -> None:
    storage.keeper().save(plan, None)


def kept() -> Plan:
    return storage.keeper().load().plan


def same(one: Plan, other: Plan) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in SECTIONS)


def saver(**sections) -> PlanSaver:
    return PlanSaver(StatusLine(), lambda plan: replace(plan, **sections), lambda: "", "plan.html")


def choices(saver: PlanSaver) -> dict[str, object]:
    return {button.description: button for button in saver._line.choices.children}


def press(saver: PlanSaver, label: str) -> None:
    choices(saver)[label].click()


def test_what_takes_nothing_away_is_saved_at_once():
    begin()
    saving = saver(audience=Audience(who="offices"))
    saving.add()
    assert kept().audience.who == "offices" and "It is in your plan." in saving._line.status.value
    assert list(choices(saving)) == ["Undo"]


def test_what_would_be_gone_is_named_and_nothing_is_written_before_the_answer(place):
    begin()
    before = place.read_bytes()
    saving = saver(**POORER)
    saving.add()
    said = saving._line.status.value
    assert "would be gone" in said and "families" in said and "tornillos" in said and "Iker" not in said
    assert place.read_bytes() == before
    assert list(choices(saving)) == ["Keep them, and add the rest", "Take them out"]


def test_kept_means_all_stays_and_the_rest_is_added():
    begin()
    saving = saver(**POORER)
    saving.add()
    press(saving, "Keep them, and add the rest")
    assert kept().audience == FULL.audience and kept().listening == Listening(words=("sol", "tornillos"), who="Jon")
    assert "It is in your plan." in saving._line.status.value


def test_taken_out_is_gone_and_undo_brings_it_back():
    begin()
    saving = saver(**POORER)
    saving.add()
    press(saving, "Take them out")
    assert kept().audience == Audience() and kept().listening.words == ("sol",)
    press(saving, "Undo")
    assert same(kept(), FULL) and "as it was before" in saving._line.status.value
    assert choices(saving) == {}


def test_ten_changes_are_undone_one_by_one():
    begin()
    for n in range(12):
        saving = saver(audience=Audience(who=f"group {n}"))
        saving.add()
    for n in range(10, 0, -1):
        press(saving, "Undo")
        assert kept().audience.who == f"group {n}"
    assert choices(saving) == {} and kept().edition > 12
    saving.undo()
    assert "nothing to undo" in saving._line.status.value and kept().audience.who == "group 1"


def test_the_first_answer_in_an_empty_place_has_nothing_to_undo():
    saving = saver(audience=Audience(who="offices"))
    saving.add()
    assert kept().audience.who == "offices" and choices(saving) == {}


def test_the_same_again_is_no_step():
    begin()
    saving = saver(audience=Audience(who="offices"))
    saving.add()
    saving.add()
    press(saving, "Undo")
    assert same(kept(), FULL) and choices(saving) == {}


def test_a_long_list_of_losses_is_not_read_out():
    words = tuple(f"word{n}" for n in range(10, 20))
    begin(replace(FULL, listening=Listening(words=words)))
    saving = saver(listening=Listening())
    saving.add()
    said = saving._line.status.value
    assert sum(word in said for word in words) == MOST_NAMED


def test_the_question_is_asked_in_spanish_as_well():
    begin()
    speak("es")
    saving = saver(audience=Audience())
    saving.add()
    assert "families" in saving._line.status.value and len(choices(saving)) == 2
