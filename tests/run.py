"""Everything `make test` checks, in two rows side by side; the last lines say what failed."""

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
MOVING = tuple(
    f"tests/browser/test_{name}.py"
    for name in ("live", "manager", "own_files", "own_pages", "plan", "progress", "sight", "walk")
)

FIRST = {
    "a browser": [sys.executable, "tests/browser/chromium.py"],
    "an office": [sys.executable, "tests/plan/office.py"],
}
"""What the others need on this computer."""

ROWS: tuple[dict[str, list[str]], ...] = (
    {"build": [sys.executable, "-m", "publish", "build"], "moving pages": [*PYTEST, *MOVING]},
    {
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
        "the rest": [*PYTEST, *(f"--ignore={folder}" for folder in PAGES)],
        "pages": [*PYTEST, *PAGES, *(f"--ignore={file}" for file in MOVING)],
    },
)
"""About as long as each other. The steps on pages wait until those are built."""

ENVIRONMENT = {**os.environ, "TERTULIA_LANGUAGE": "en", "TERTULIA_SITE": str(ROOT / "_build" / "site")}
ENVIRONMENT.pop("TERTULIA_PAGE", None)

print_whole = Lock()
built: Future[bool] = Future()


def row(steps: dict[str, list[str]]) -> list[str]:
    """Run the steps of a row one after the other, also after one failed; gives those that failed."""
    failed: list[str] = []
    for name, command in steps.items():
        if name.endswith("pages") and not built.result():
            print(f"\n== {name}: not tested, they were not built", flush=True)
            continue
        began = monotonic()
        here = {**ENVIRONMENT, "TERTULIA_TODAY": TODAY} if name == "notebooks" else ENVIRONMENT
        done = subprocess.run(
            command, cwd=ROOT, env=here, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        if done.returncode:
            failed.append(name)
        if name == "build":
            built.set_result(not done.returncode)
        with print_whole:
            print(f"\n== {name}\n{done.stdout.rstrip()}")
            print(f"== {name}: {'FAILED' if done.returncode else 'ok'}, {monotonic() - began:.0f} s", flush=True)
    return failed


def main() -> int:
    """Run every step; returns the exit status."""
    failed = row(FIRST)
    with ThreadPoolExecutor() as rows:
        for failed_in_row in rows.map(row, ROWS):
            failed += failed_in_row
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
