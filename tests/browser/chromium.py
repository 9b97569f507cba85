"""The Chromium of the browser tests is the one that prints the book."""

from __future__ import annotations

from publish.chromium import ARGUMENTS, MISSING, installed

__all__ = ["ARGUMENTS", "MISSING", "installed"]
