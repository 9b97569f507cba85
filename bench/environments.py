"""Where those who are measured run: an environment of their own, a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = Path(__file__).with_name("constraints.txt")


class Unavailable(Exception):
    """Why somebody is not compared."""


class NotInstalled(Unavailable):
    """What it needs is not to be had here."""


def environment(folder: Path, needs: str) -> Path:
    """The Python of an environment that holds this and what it needs in turn, made if it is not there."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = folder / "ready.txt"
    wanted = f"{sys.version}\n{needs}\n{CONSTRAINTS.read_text(encoding='utf-8')}"
    if ready.is_file() and ready.read_text(encoding="utf-8") == wanted:
        return python
    print(f"Installing {needs} into {folder}", flush=True)
    venv.create(folder, clear=True, with_pip=True)
    install: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-c",
        CONSTRAINTS,
        needs,
    ]
    done = subprocess.run(install, check=False, capture_output=True, text=True)
    if done.returncode:
        raise NotInstalled(f"could not be installed here: {_last(done.stderr)}")
    ready.write_text(wanted, encoding="utf-8")
    return python


def run(command: Sequence[str | Path]) -> None:
    """Run a process to its end."""
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        raise Unavailable(f"did not run: {_last(done.stderr)}")


def _last(text: str) -> str:
    lines = text.strip().splitlines() or ["no word why"]
    return lines[-1].replace("|", "/")
