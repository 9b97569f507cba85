"""What the tests of the exercises share: a place of their own for the learner's plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tertulia.language import speak


@pytest.fixture(autouse=True, scope="module")
def device_of_the_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a module makes once is kept with none of the others, and not beside the course."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERTULIA_PLAN", str(tmp_path_factory.mktemp("device") / "my-plan.json"))
        yield


@pytest.fixture(autouse=True)
def device_of_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has a device of its own: what one enters for "my firm" is not there for the next."""
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of the plan, on a day that stays the same; English again afterwards."""
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    monkeypatch.setenv("TERTULIA_TODAY", "2026-11-25")
    yield tmp_path / "my-plan.json"
    speak("en")
