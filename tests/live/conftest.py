"""What the tests of living pages share: a place for what is fetched and compiled for them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def live_cache() -> Path:
    """A cache of their own, begun with what a build of the course has fetched and compiled already."""
    built, cache = ROOT / ".cache" / "live", ROOT / ".cache" / "live-tests"
    for kept in built.glob("*/**/*"):
        there = cache / kept.relative_to(built)
        if kept.is_file() and kept.relative_to(built).parts[0] != "site" and not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(kept, there)
    return cache
