"""What the tests of the exercises share: a place of their own for the learner's plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tertulia.language import speak


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of the plan, on a day that stays the same; English again afterwards."""
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path / "my-plan.json"))
    monkeypatch.setenv("TERTULIA_TODAY", "2026-11-25")
    yield tmp_path / "my-plan.json"
    speak("en")
