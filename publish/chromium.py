"""Finds the Chromium that prints the book and that the browser tests drive, and installs one if there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

WINDOWED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NAMES = ("chromium-headless-shell", *WINDOWED)
"""The first has no window: it does the same work in three quarters of the time."""

PACKAGES = ("chromium-headless-shell", "chromium")
"""Of Debian."""

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",  # the tests count every request: the browser makes none of its own
    "--disable-component-update",
    "--disable-sync",
]

MISSING = (
    "There is no Chromium here and none could be installed. Install Chromium or Chrome, "
    "or name one, for example: TERTULIA_CHROMIUM=/path/to/chromium make test"
)


def installed() -> str | None:
    """The path of a browser on this computer, or None."""
    return _first(NAMES)


def with_a_window() -> str | None:
    """The path of one with all parts of a browser, or None: the other keeps no pages that a reader leaves."""
    return _first(WINDOWED)


def _first(names: tuple[str, ...]) -> str | None:
    own = os.environ.get("TERTULIA_CHROMIUM")
    return own or next(filter(None, map(shutil.which, names)), None) or _playwrights_own()


def install() -> str | None:
    """Install them: Playwright's own build, else the system's packages where we may; the path of one, or None."""
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not with_a_window() and shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"] if shutil.which("sudo") else None
        if root is not None:
            subprocess.run([*root, "apt-get", "update", "-q"], check=False)
            for package in PACKAGES:  # the first is not in every release of Debian
                subprocess.run([*root, "apt-get", "install", "-q", "-y", package], check=False)
    return installed()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


if __name__ == "__main__":
    if not (with_a_window() or install()):
        sys.exit(MISSING)
