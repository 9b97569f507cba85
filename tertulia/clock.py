"""Today's date and this moment, which tests and the stored notebooks hold still."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time


def today() -> date:
    """The date in TERTULIA_TODAY (year-month-day) if it is set, else the device's own."""
    held = os.environ.get("TERTULIA_TODAY")
    return date.fromisoformat(held) if held else date.today()


def now() -> datetime:
    """This second, in UTC; the first one of the day in TERTULIA_TODAY if it is set."""
    if "TERTULIA_TODAY" in os.environ:
        return datetime.combine(today(), time(), UTC)
    return datetime.now(UTC).replace(microsecond=0)
