"""Whatever is typed, opened or kept is taken, or a sentence stands beside it; it stays, and what is good goes on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tertulia import clock, widgets
from tertulia.device import FILES
from tertulia.firms import OWN
from tertulia.plan.plan_file import read, write
from tertulia.plan.repair import Aside, repaired
from tertulia.plan.schema import Plan
from tertulia.plan.words import trouble_words
from tertulia.records import RecordError
from tertulia.widgets.base import controls as kinds
from tertulia.widgets.base.controls import ChosenFile, Control, whole_characters
from tertulia.widgets.base.exercise import Exercise
from tests.inputs import corpus

NAMES = (
    "your_firm walk_in_check foundations_check contact_map ask_for_help audience_explorer adoption_explorer "
    "conversation_audit strategy_canvas network_picker content_mix community_simulator workplace_network rumour_run "
    "ambassador_programme inbox_drill results_dashboard monthly_report manager_brief listening_setup plan_review "
    "group_picture"
).split()
INNARDS = re.compile(r"\$[.\[]|Traceback|\bNone\b|Error\b|/\d+/|object at 0x")
"""What no reader should see."""

_exercises: dict[str, Any] = {}


@pytest.fixture(autouse=True)
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A device of the module's own, on a day that stays the same; the pictures, which come later, are left out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERTULIA_PLAN", str(tmp_path_factory.getbasetemp() / "corpus" / "my-plan.json"))
        (tmp_path_factory.getbasetemp() / "corpus").mkdir(exist_ok=True)
        patch.setenv("TERTULIA_TODAY", "2026-11-25")
        patch.setattr(Exercise, "draw", lambda _self, _pieces: None)
        yield


def exercise(name: str) -> Any:
    """The exercise, made once, with the learner's own firm where it has one."""
    if name not in _exercises:
        made = _exercises[name] = getattr(widgets, name)()
        if OWN in [value for _words, value in made.who.widget.options]:
            made.who.value = OWN
    return _exercises[name]


def fields(made: Any, kind: type[Control]) -> dict[str, Any]:
    """The fields of this kind that are asked now, by name."""
    return {
        name: control
        for name, control in made.controls.named().items()
        if isinstance(control, kind) and "tt-hidden" not in control.box._dom_classes
    }


def said(control: Control) -> str:
    """What stands beside a field, without its tags."""
    return re.sub("<[^>]*>", "", control._message.value)


def give(made: Any, name: str, control: Any, sent: Any) -> None:
    """What a page sends when a learner has filled in a field; whatever it is, nothing breaks and no innards show."""
    control.widget.set_state({"value": sent})
    for each in (said(control), *(said(every) for every in made.controls.named().values() if every.has_problem)):
        assert not INNARDS.search(each), (name, sent, each)


def in_turn(given: dict[str, Any], among: list[str], turn: int) -> Iterator[tuple[str, str, Any]]:
    """Every entry once, each into another field."""
    for place, (kind, each) in enumerate(given.items()):
        yield among[(place + turn) % len(among)], kind, each


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_taken_or_told_and_stays(name: str) -> None:
    made = exercise(name)
    texts = fields(made, kinds.TextField)
    if not texts:
        return
    good = {each: control.widget.value for each, control in texts.items()}
    for each, kind, text in in_turn(dict(corpus.TEXTS), [*texts], len(name)):
        control = texts[each]
        give(made, each, control, text)
        if type(control) is kinds.TextField and each not in ("text", "history"):  # those are read as tables are
            assert control.widget.value == text or not control.value or not whole_characters(text).strip(), (each, kind)
        assert not re.search("[\ud800-\udfff\0]", str(control.value)), (each, kind)
        give(made, each, control, good[each])
        assert not control.has_problem or good[each] == "", (each, kind, said(control))


@pytest.mark.parametrize("name", NAMES)
def test_half_a_character_goes_into_no_file_from_any_field(name: str) -> None:
    made = exercise(name)
    for each, control in fields(made, kinds.TextField).items():
        before = control.widget.value
        give(made, each, control, f"{before}\ud800")
        control.widget.value = before


@pytest.mark.parametrize("name", NAMES)
def test_a_number_is_taken_or_told(name: str) -> None:
    made = exercise(name)
    for kind, given in ((kinds.WholeNumberField, corpus.WHOLE), (kinds.DecimalField, corpus.DECIMALS)):
        found = fields(made, kind)
        good = {each: control.widget.value for each, control in found.items()}
        for each, what, sent in in_turn(dict(given), [*found], len(name)) if found else ():
            give(made, each, found[each], sent)
            if kind is kinds.WholeNumberField and isinstance(sent, int) and abs(sent) >= 10**12:
                assert found[each].widget.value == sent, (each, what)
                assert said(found[each]), (each, what)
                assert abs(found[each].value) < 10**12
            found[each].widget.value = good[each]
            assert not found[each].remark(), (each, what)


@pytest.mark.parametrize("name", NAMES)
def test_a_day_is_taken_or_told(name: str) -> None:
    made = exercise(name)
    for each, control in fields(made, kinds.DateField).items():
        good = control.widget.value
        for kind, sent in corpus.DAYS.items():
            give(made, each, control, sent)
            counts = control.value
            assert counts is None or 2000 <= counts.year <= 2099, (each, kind)
            if isinstance(control.widget.value, date) and counts is None:
                assert "2000" in said(control), (each, kind)
            give(made, each, control, {"year": 2027, "month": 2, "date": 31})
            assert control.value == date(2027, 3, 31)
            assert not control.remark()
        control.widget.value = good


@pytest.mark.parametrize("name", NAMES)
def test_a_field_has_a_limit_before_python_sees_what_is_in_it(name: str) -> None:
    for each, control in exercise(name).controls.named().items():
        limits = [kind for kind in control.widget._dom_classes if kind.startswith(("live-most-", "live-years-"))]
        if isinstance(control, kinds.TextField | kinds.WholeNumberField | kinds.DecimalField | kinds.DateField):
            assert len(limits) == 1, each
            assert isinstance(control, kinds.DateField) or int(limits[0].rpartition("-")[2]) <= 300_000
        if isinstance(control, kinds.FileField):
            assert len(limits) == 1, each
            assert int(limits[0].rpartition("-")[2]) <= 50_000_000


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("walk_in_check",)])
def test_a_file_is_read_or_refused_in_words(name: str) -> None:
    made = exercise(name)
    for each, control in fields(made, kinds.FileField).items():
        for kind, (called, content) in corpus.FILES.items():
            control.chosen = [ChosenFile(called, content)]
            assert not INNARDS.search(said(control)), (each, kind, said(control))
            assert len(control.widget.description) < 200, (each, kind)
            control.chosen = []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_of_an_exercise_may_be_anything(name: str) -> None:
    made = exercise(name)
    own = made.state()
    told = own if isinstance(own, dict) else {}
    with made.quietly():
        for state in corpus.STATES.values():
            made.resume(state)
            for key in told:
                made.resume({**told, key: state})
            for control in made.controls.named().values():
                control.resume(state)
        made.resume(own)
    made.refresh()


@pytest.mark.parametrize("name", ["your_firm", "plan_review", "content_mix", "results_dashboard"])
@pytest.mark.parametrize("kind", corpus.STORED)
def test_what_the_device_keeps_may_be_anything_and_is_not_lost(
    kind: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / FILES["plan"]))
    for file in FILES.values():
        (tmp_path / file).write_text(corpus.STORED[kind], encoding="utf-8")
    made = getattr(widgets, name)()
    made.who.value = OWN
    made.refresh()
    for told in (made.about_firm.value, made.plan_button.line.status.value):
        assert not INNARDS.search(re.sub("<[^>]*>", "", told)), told
    for what, file in FILES.items():
        assert (tmp_path / file).read_text(encoding="utf-8") == corpus.STORED[kind], what


@pytest.mark.parametrize("kind", corpus.CLOCKS)
def test_a_wrong_clock_is_told_and_changes_nothing_else(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTULIA_TODAY", corpus.CLOCKS[kind])
    assert clock.is_wrong()
    assert clock.EARLIEST <= clock.today() <= clock.LATEST
    assert clock.now().date() == clock.today()


@pytest.mark.parametrize("name", ["content_mix", "monthly_report", "plan_review"])
def test_with_a_wrong_clock_an_exercise_answers_and_says_so(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTULIA_TODAY", "9999-12-31")
    made = getattr(widgets, name)()
    assert "clock cannot be right" in made.about_firm.value
    assert "clock cannot be right" not in exercise(name).about_firm.value


@pytest.mark.parametrize("kind", corpus.PLANS)
def test_a_plan_is_read_or_refused_in_words_and_what_can_be_read_of_it_is_saved(kind: str) -> None:
    text = corpus.PLANS[kind]
    result = repaired(text)
    assert read(write(result.plan)) == result.plan
    try:
        plan = read(text)
    except RecordError as error:
        words = trouble_words(error)
        assert words.endswith((".", "…"))
        assert not INNARDS.search(words), words
    else:
        assert result == type(result)(plan, ())


def test_of_a_damaged_plan_all_but_the_damage_is_kept_and_the_damage_is_named() -> None:
    text = (corpus.ROOT / "data" / "plans" / "workshop.json").read_text(encoding="utf-8")
    whole, content = read(text), json.loads(text)
    result = repaired(json.dumps(corpus.changed(content, ("firm", "staff"), "six")))
    assert result.lost == ("firm",)
    assert (result.plan.firm.name, result.plan.firm.staff) == (whole.firm.name, None)
    assert result.plan.strategy == whole.strategy
    broken = write(whole)
    cut = repaired(broken[: broken.index('"strategy"') + 40])
    assert cut.lost == ("strategy",)
    assert (cut.plan.firm, cut.plan.strategy) == (whole.firm, Plan().strategy)
    assert repaired(broken.replace('"version"', '"version": 3, "version"')).plan == whole


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a kept plan in which something is wrong."""
    place = tmp_path / "my-plan.json"
    monkeypatch.setenv("TERTULIA_PLAN", str(place))
    place.write_text(
        '{"format": "tertulia-plan", "version": 3, "firm": {"name": "Uno", "staff": "six"}}', encoding="utf-8"
    )
    return place


def ways(line: Any) -> dict[str, Any]:
    """The buttons of a status line, by what they say."""
    return {each.description: each for each in line.choices.children}


@pytest.mark.parametrize("name", ["plan_review", "strategy_canvas"])
@pytest.mark.parametrize(
    ("way", "left", "aside"), [("Repair it", "Uno", 1), ("Put it aside", None, 1), ("Begin anew", None, 0)]
)
def test_a_plan_that_cannot_be_read_has_ways_out_and_each_can_be_undone(
    name: str, way: str, left: str | None, aside: int, damaged: Path
) -> None:
    before = damaged.read_text(encoding="utf-8")
    made = getattr(widgets, name)()
    line = made.plan_button.line
    if name != "plan_review":
        made.plan_button.add()
    assert "cannot be read" in line.status.value
    assert not INNARDS.search(re.sub("<[^>]*>", "", line.status.value))
    assert [*ways(line)] == ["Repair it", "Put it aside", "Begin anew"]
    ways(line)[way].click()
    assert (read(damaged.read_text(encoding="utf-8")).firm.name if damaged.exists() else None) == left
    assert len(Aside().texts()) == aside
    ways(line)["Undo"].click()
    assert damaged.read_text(encoding="utf-8") == before
    assert Aside().texts() == []
    assert [*ways(line)] == ["Repair it", "Put it aside", "Begin anew"]
    ways(line)[way].click()
    made.plan_button.add()
    assert "in your plan" in line.status.value
    read(damaged.read_text(encoding="utf-8"))


def test_the_corpus_has_every_kind() -> None:
    kinds_of_input = corpus.everything()
    assert all(kinds_of_input.values())
    assert sum(kinds_of_input.values()) >= 300
