"""What the tests of the exercises share: a place of their own for the learner's plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tertulia.language import speak


@pytest.fixture(scope="session", autouse=True)
def no_device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Exercises that several tests share keep nothing beside the notebooks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERTULIA_PLAN", str(tmp_path_factory.mktemp("device") / "my-plan.json"))
        yield


@pytest.fixture(autouse=True)
def own_device(no_device: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a device of its own: what one types, no other finds."""
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of the plan, on a day that stays the same; English again afterwards."""
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    monkeypatch.setenv("TERTULIA_TODAY", "2026-11-25")
    yield tmp_path / "my-plan.json"
    speak("en")
