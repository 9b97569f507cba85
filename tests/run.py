"""Everything `make test` checks, two steps at a time; the last lines say what failed.

With the name of an edition, `make test EDITION=camara`, what every edition must hold: its file, its build, its pages.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic

from publish import editions
from publish.errors import PublishError
from publish.notebooks import FOLDERS, TODAY
from publish.paths import OWN_EDITION, ROOT
from theme.audience import TEACHERS

PYTEST = [sys.executable, "-m", "pytest", "-q", "--durations=12"]
PAGES = ("tests/site", "tests/browser")
LIVE = "tests/live"
"""Begins with what the build has compiled for the browser."""
MOVING = tuple(
    f"tests/browser/test_{name}.py"
    for name in (
        "everywhere",
        "live",
        "manager",
        "own_files",
        "own_pages",
        "plan",
        "progress",
        "sight",
        "walk",
        "workshop_room",
    )
)
TAUGHT = ("tests/site/test_addresses.py", "tests/site/test_structure.py", "tests/theme/test_slides_shown.py")
"""Of the teachers' pages; the slides are tested there alone."""


TEACHING = "teachers' pages"
TEACHING_SITE = str(editions.site(OWN_EDITION, TEACHERS))
OTHERS = tuple(key for key in editions.keys() if key != OWN_EDITION)


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something to run, and what it is told besides.

    builds: the edition whose pages it builds; needs: the one whose pages must be built before.
    """

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    builds: str = ""
    needs: str = ""


def build_of(key: str) -> Step:
    """The pages of an edition, built."""
    return Step(name=f"build {key}", command=[sys.executable, "-m", "publish", "build", "--edition", key], builds=key)


def pages_of(key: str, *tests: str, name: str = "pages") -> Step:
    """Tests of an edition's pages; of another than ours only those that any edition must pass."""
    mark = [] if key == OWN_EDITION else ["-m", "any_edition"]
    site = {"TERTULIA_SITE": str(editions.site(key)), "TERTULIA_EDITION_NAME": key}
    return Step(name=f"{name} of {key}", command=[*PYTEST, *mark, *tests], environment=site, needs=key)


FIRST = [
    Step(name="a browser", command=[sys.executable, "-m", "publish.chromium"]),
    Step(name="other browsers", command=[sys.executable, "-m", "tests.browser.other_browsers"]),
    Step(name="an office", command=[sys.executable, "tests/plan/office.py"]),
    Step(name="a web server", command=[sys.executable, "tests/publish/web_server.py"]),
]
"""What the others need on this computer."""

STEPS = [
    build_of(OWN_EDITION),
    Step(name="the rest", command=[*PYTEST, *(f"--ignore={path}" for path in (*PAGES, LIVE, TAUGHT[-1]))]),
    Step(name="style", command=[sys.executable, "-m", "ruff", "check"]),
    Step(name="format", command=[sys.executable, "-m", "ruff", "format", "--check"]),
    Step(name="types", command=[sys.executable, "-m", "mypy"]),
    Step(name="contracts", command=[str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]),
    Step(name="catalogues", command=[sys.executable, "-m", "publish", "messages", "--check"]),
    Step(
        name="notebooks",
        command=[
            *PYTEST,
            "-p",
            "publish.kernels",
            "-p",
            "tests.drawings_alike",
            "--nbval",
            "--nbval-current-env",
            "--nbval-sanitize-with",
            "tests/nbval.cfg",
            *FOLDERS,
        ],
        environment={"TERTULIA_TODAY": TODAY},
    ),
    pages_of(OWN_EDITION, LIVE, *MOVING, name="moving pages"),
    pages_of(OWN_EDITION, *PAGES, *(f"--ignore={file}" for file in MOVING)),
    Step(
        name="a workshop",
        command=[sys.executable, "-m", "publish", "workshop", "ninety_minutes"],
        builds=TEACHING,
        needs=OWN_EDITION,
    ),
    Step(
        name="teachers' pages",
        command=[*PYTEST, *TAUGHT],
        environment={"TERTULIA_SITE": TEACHING_SITE, "TERTULIA_TEACHERS": TEACHING_SITE},
        needs=TEACHING,
    ),
    *(step for key in OTHERS for step in (build_of(key), pages_of(key, *PAGES))),
]
"""Two at a time, in this order: what takes longest begins first."""

ENVIRONMENT = {**os.environ, "TERTULIA_LANGUAGE": "en"}
ENVIRONMENT.pop("TERTULIA_PAGE", None)

print_whole = Lock()
built: dict[str, Future[bool]] = {}


def passes(step: Step) -> bool:
    """Run a step and print what it said. Tests of pages wait until those are built."""
    if step.needs and not built[step.needs].result():
        print(f"\n== {step.name}: not tested, they were not built", flush=True)
        if step.builds:
            built[step.builds].set_result(False)
        return True
    began = monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env=ENVIRONMENT | dict(step.environment),
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if step.builds:
        built[step.builds].set_result(not done.returncode)
    with print_whole:
        print(f"\n== {step.name}\n{done.stdout.rstrip()}")
        print(f"== {step.name}: {'FAILED' if done.returncode else 'ok'}, {monotonic() - began:.0f} s", flush=True)
    return not done.returncode


def failing(steps: list[Step], at_a_time: int) -> list[str]:
    """Run all steps, so many at a time, also after one failed; gives those that failed."""
    built.update({step.builds: Future() for step in steps if step.builds})
    with ThreadPoolExecutor(at_a_time) as workers:
        passed = list(workers.map(passes, steps))
    return [step.name for step, well in zip(steps, passed, strict=True) if not well]


def main(key: str) -> int:
    """Run every step, for our own edition or for what another one must hold; returns the exit status."""
    try:
        editions.load(key)
    except PublishError as problem:
        print(problem)
        return 1
    steps = STEPS if key == OWN_EDITION else [build_of(key), pages_of(key, *PAGES)]
    failed = failing(FIRST, 1) + failing(steps, 2)
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or [OWN_EDITION])))
