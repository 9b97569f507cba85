"""Today's date, which tests and the stored notebooks hold still."""

from __future__ import annotations

import os
from datetime import date


def today() -> date:
    """The date in TERTULIA_TODAY (year-month-day) if it is set, else the device's own."""
    held = os.environ.get("TERTULIA_TODAY")
    return date.fromisoformat(held) if held else date.today()
