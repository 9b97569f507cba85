"""What the tests of these exercises share: a device of their own; what one tells no other knows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def device_of_the_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For exercises that several tests share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERTULIA_PLAN", str(tmp_path_factory.mktemp("device") / "my-plan.json"))
        yield


@pytest.fixture(autouse=True)
def device(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """For exercises that a test makes."""
    monkeypatch.setenv("TERTULIA_PLAN", str(tmp_path_factory.mktemp("device") / "my-plan.json"))
