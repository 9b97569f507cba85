"""What the tests of the finished pages share: the built site."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import ipywidgets
import pytest
from hypothesis import settings

from publish import editions
from publish.editions import Edition
from publish.paths import OWN_EDITION

# A test says whether an answer is right; how fast it comes is measured in the benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# No page listens here, and telling one is most of the work of making a widget. The tests of notebooks and of pages in a
# browser make theirs in other processes, where everything is told.
ipywidgets.Widget.open = lambda _widget: None

# What stands on the disk when the power fails is no question here; the tests of that ask for it themselves.
os.fsync = lambda _file: None

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site, brought up to date first unless TERTULIA_SITE says that it is."""
    given = os.environ.get("TERTULIA_SITE")
    if given:
        return Path(given)
    done = subprocess.run([sys.executable, "-m", "publish", "build"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return ROOT / "_build" / "site"


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The edition whose site it is: TERTULIA_EDITION_NAME, else ours."""
    return editions.load(os.environ.get("TERTULIA_EDITION_NAME", OWN_EDITION))


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exercises without their pictures, for tests that do not look at them: to draw is most of what an answer takes."""
    from tertulia.charts import picture

    for module in [*sys.modules.values()]:
        if module is not picture and getattr(module, "at_widths", None) is picture.at_widths:
            monkeypatch.setattr(module, "at_widths", lambda _draw: {picture.WIDE: "", picture.NARROW: ""})
