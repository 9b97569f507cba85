"""A firm that an edition brings: made by using the course, and offered in every exercise as it was made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tertulia import widgets
from tertulia.firms import firms, invented_firm_names
from tertulia.language import speak
from tertulia.profile import ProfileKeeper
from tertulia.widgets.base.exercise import Exercise
from tests import made_edition


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        return made_edition.cafe(patch, tmp_path_factory.mktemp("author"))


@pytest.fixture
def folder(
    file: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, device_of_the_test: None
) -> Iterator[Path]:
    """An edition with one firm of ours and one of its own, half a year after that was made."""
    monkeypatch.setenv("TERTULIA_TODAY", "2027-05-26")
    monkeypatch.setattr(Exercise, "draw", lambda *_given: None)  # pictures take most of the time and tell nothing here
    made = made_edition.use(monkeypatch, tmp_path / "editions", firms=("cafe", "guesthouse"))
    made_edition.with_cafe(made, file)
    yield made
    speak("en")


@pytest.mark.parametrize("name", widgets.__all__)
def test_every_exercise_offers_it_and_begins_with_what_was_told(folder: Path, name: str) -> None:
    exercise = getattr(widgets, name)("cafe")
    assert list(exercise.who.widget.options) == [
        ("Café Plaza (invented)", "cafe"),
        ("Casa Alba, a rural guesthouse (invented)", "guesthouse"),
        ("My firm", "mine"),
    ]
    assert exercise.firm.name == "Café Plaza" and exercise.summary()
    assert "An invented example." in exercise.about_firm.value


def test_an_exercise_whose_firm_is_not_there_begins_with_the_first(folder: Path) -> None:
    assert widgets.community_simulator().firm.key == "cafe"  # the notebook asks for the bakery
    assert widgets.foundations_check().firm.key == "guesthouse"
    assert widgets.your_firm().firm.key == "mine"
    assert invented_firm_names() == ("Café Plaza", "Casa Alba")


def test_without_any_invented_firm_an_exercise_begins_with_the_learners(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_edition.use(monkeypatch, tmp_path, firms=())
    exercise = widgets.network_picker()
    assert exercise.firm.key == "mine" and len(exercise.who.widget.options) == 1


def test_what_was_typed_stands_there_again(folder: Path) -> None:
    canvas = widgets.strategy_canvas("cafe")
    assert canvas.controls.audience.value == "who works nearby"
    assert canvas.controls.objective.value == "quiet_hours"  # the profile has it
    assert canvas.controls.hours.value == 2.5
    assert [each.name for each in widgets.contact_map("cafe").contacts.people] == ["Rosa"]
    assert [value for _label, value in widgets.ask_for_help("cafe").controls.person.widget.options] == ["", "Rosa"]
    assert widgets.walk_in_check("cafe").controls["doors.website"].value == "yes"
    assert widgets.foundations_check("cafe").controls["questions.website"].value  # what the walk-in found
    told = widgets.your_firm("cafe").result
    assert (told.makes, told.people, told.answers) == ("coffee", 3, "Elena")


def test_its_days_are_those_of_today(folder: Path) -> None:
    """It was made on the 25th of November; half a year later it lives 26 weeks later."""
    by = date(2027, 9, 29)
    assert widgets.strategy_canvas("cafe").controls.kpis[0].by.value == by
    plan = widgets.plan_review("cafe").result
    assert (plan.strategy.begun, plan.strategy.kpis[0].by) == (date(2027, 5, 26), by)
    assert plan.firm.example == "cafe"  # every paper says so


def test_a_round_is_the_learners_not_the_authors(folder: Path) -> None:
    assert widgets.inbox_drill("cafe").controls.seed.value == 1


def test_it_touches_nothing_of_the_learners(folder: Path, tmp_path: Path) -> None:
    ProfileKeeper().change(sector="retail", name="Ferretería Sol", hours=6.0)
    before = {path.name: path.read_text() for path in tmp_path.glob("my-*.json")}
    canvas = widgets.strategy_canvas()
    assert canvas.firm.key == "mine" and canvas.controls.audience.value == ""
    canvas.who.value = "cafe"
    canvas.controls.audience.value = "everybody"
    canvas.who.value = "mine"
    assert canvas.controls.audience.value == "" and canvas.controls.hours.value == 6.0
    assert {path.name: path.read_text() for path in tmp_path.glob("my-*.json")} == before


def test_what_its_author_left_open_is_said_by_nobody(folder: Path) -> None:
    picker, canvas = widgets.network_picker("cafe"), widgets.strategy_canvas("cafe")
    assert not picker.said("regulars") and canvas.said("audience")
    assert widgets.network_picker("guesthouse").said("regulars")


def test_another_language_has_a_file_of_its_own(folder: Path, file: dict[str, Any]) -> None:
    spanish = json.loads(json.dumps(file))
    spanish["kept"]["firm"]["makes"] = "café"
    (folder / "firms" / "cafe.es.json").write_text(json.dumps(spanish), encoding="utf-8")
    speak("es")
    assert firms()["cafe"].profile.makes == "café"
    speak("en")
    assert firms()["cafe"].profile.makes == "coffee"


def test_another_edition_has_other_firms_at_once(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "cafe" in firms()
    made_edition.use(monkeypatch, tmp_path / "editions", key="chamber", firms=("workshop",))
    assert list(firms()) == ["workshop", "mine"]
    assert widgets.contact_map().firm.key == "workshop"
