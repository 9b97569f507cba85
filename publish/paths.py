"""Where things are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
BUILD = ROOT / "_build"
SITE = BUILD / "site"
EDITIONS = ROOT / "editions"
OWN_EDITION = "tertulia"
"""The course as we publish it."""
