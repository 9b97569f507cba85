"""Everything `make test` checks, two steps at a time; the last lines say what failed."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from time import monotonic

from publish.notebooks import TODAY

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-q", "--durations=12"]
PAGES = ("tests/site", "tests/browser")
LIVE = "tests/live"
"""Begins with what the build has compiled for the browser."""
MOVING = tuple(
    f"tests/browser/test_{name}.py"
    for name in ("live", "manager", "own_files", "own_pages", "plan", "progress", "sight", "walk")
)

FIRST = {
    "a browser": [sys.executable, "tests/browser/chromium.py"],
    "an office": [sys.executable, "tests/plan/office.py"],
}
"""What the others need on this computer."""

STEPS = {
    "build": [sys.executable, "-m", "publish", "build"],
    "the rest": [*PYTEST, *(f"--ignore={folder}" for folder in (*PAGES, LIVE))],
    "style": [sys.executable, "-m", "ruff", "check"],
    "format": [sys.executable, "-m", "ruff", "format", "--check"],
    "types": [sys.executable, "-m", "mypy"],
    "contracts": [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"],
    "catalogues": [sys.executable, "-m", "publish", "messages", "--check"],
    "notebooks": [
        *PYTEST,
        "-p",
        "publish.kernels",
        "-p",
        "tests.drawings_alike",
        "--nbval",
        "--nbval-current-env",
        "--nbval-sanitize-with",
        "tests/nbval.cfg",
        "exercises",
    ],
    "moving pages": [*PYTEST, LIVE, *MOVING],
    "pages": [*PYTEST, *PAGES, *(f"--ignore={file}" for file in MOVING)],
}
"""Two at a time, in this order: what takes longest begins first, and the pages are tested when they are built."""

ENVIRONMENT = {**os.environ, "TERTULIA_LANGUAGE": "en", "TERTULIA_SITE": str(ROOT / "_build" / "site")}
ENVIRONMENT.pop("TERTULIA_PAGE", None)

print_whole = Lock()
built: Future[bool] = Future()


def passes(name: str, command: list[str]) -> bool:
    """Run one step and print what it said. The steps on pages wait until those are built."""
    if name.endswith("pages") and not built.result():
        print(f"\n== {name}: not tested, they were not built", flush=True)
        return True
    began = monotonic()
    here = {**ENVIRONMENT, "TERTULIA_TODAY": TODAY} if name == "notebooks" else ENVIRONMENT
    done = subprocess.run(
        command, cwd=ROOT, env=here, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if name == "build":
        built.set_result(not done.returncode)
    with print_whole:
        print(f"\n== {name}\n{done.stdout.rstrip()}")
        print(f"== {name}: {'FAILED' if done.returncode else 'ok'}, {monotonic() - began:.0f} s", flush=True)
    return not done.returncode


def failing(steps: dict[str, list[str]], at_a_time: int) -> list[str]:
    """Run all steps, so many at a time, also after one failed; gives those that failed."""
    with ThreadPoolExecutor(at_a_time) as workers:
        passed = list(workers.map(passes, steps, steps.values()))
    return [name for name, well in zip(steps, passed, strict=True) if not well]


def main() -> int:
    """Run every step; returns the exit status."""
    failed = failing(FIRST, 1) + failing(STEPS, 2)
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
