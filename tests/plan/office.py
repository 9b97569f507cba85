"""Finds the LibreOffice that opens the exported files in the tests, and installs one if there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

NAMES = ("soffice", "libreoffice")

PACKAGES = ("libreoffice-writer-nogui", "libreoffice-calc-nogui", "libreoffice-impress-nogui", "poppler-utils")

MISSING = (
    "There is no LibreOffice here and none could be installed. Install LibreOffice (Writer, Calc and Impress), "
    "or name one: TERTULIA_OFFICE=/path/to/soffice make test"
)


def installed() -> str | None:
    """The path of a LibreOffice on this computer, or None."""
    return os.environ.get("TERTULIA_OFFICE") or next(filter(None, map(shutil.which, NAMES)), None)


def install() -> str | None:
    """Install the system's packages where we may; its path, or None."""
    if shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"] if shutil.which("sudo") else None
        if root is not None:
            subprocess.run([*root, "apt-get", "update", "-q"], check=False)
            install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *PACKAGES]
            subprocess.run([*root, *install], check=False)
    return installed()


def converted(file: Path, to: str, folder: Path) -> list[Path]:
    """What LibreOffice makes of a file, in its own profile so that two runs do not wait for each other."""
    path = installed()
    assert path, MISSING
    with TemporaryDirectory() as profile:
        command = [path, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", to]
        done = subprocess.run(
            [*command, "--outdir", str(folder), str(file)], capture_output=True, text=True, timeout=180, check=False
        )
    made = sorted(path for path in folder.glob(f"{file.stem}*") if path.suffix[1:] == to.split(":")[0])
    assert made, done.stdout + done.stderr
    return made


if __name__ == "__main__":
    if not (installed() or install()):
        sys.exit(MISSING)
