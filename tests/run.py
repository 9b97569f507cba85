"""Everything `make test` checks, one after the other; the last lines say what failed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

from publish.notebooks import TODAY

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-q"]
PAGES = ("tests/site", "tests/browser")

STEPS = {
    "style": [sys.executable, "-m", "ruff", "check"],
    "types": [sys.executable, "-m", "mypy"],
    "catalogues": [sys.executable, "-m", "publish", "messages", "--check"],
    "a browser": [sys.executable, "tests/browser/chromium.py"],
    "an office": [sys.executable, "tests/plan/office.py"],
    "build": [sys.executable, "-m", "publish", "build"],
    "notebooks": [*PYTEST, "--nbval", "--nbval-current-env", "--nbval-sanitize-with", "tests/nbval.cfg", "exercises"],
    "pages": [*PYTEST, *PAGES],
    "the rest": [*PYTEST, *(f"--ignore={folder}" for folder in PAGES)],
}


def main() -> int:
    """Run every step, also after one failed; returns the exit status."""
    os.chdir(ROOT)
    environment = {**os.environ, "TERTULIA_LANGUAGE": "en", "TERTULIA_SITE": str(ROOT / "_build" / "site")}
    environment.pop("TERTULIA_PAGE", None)
    failed = []
    for name, command in STEPS.items():
        if name == "pages" and "build" in failed:
            print("\n== pages: not tested, they were not built")
            continue
        print(f"\n== {name}", flush=True)
        began = monotonic()
        here = {**environment, "TERTULIA_TODAY": TODAY} if name == "notebooks" else environment
        if subprocess.run(command, env=here, check=False).returncode:
            failed.append(name)
        print(f"== {name}: {'FAILED' if name in failed else 'ok'}, {monotonic() - began:.0f} s", flush=True)
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
