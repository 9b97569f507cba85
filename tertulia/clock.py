"""Today's date and this moment, which tests and the stored notebooks hold still."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time

MAINLAND, CANARIES = "Europe/Madrid", "Atlantic/Canary"


def zone_name(region: str) -> str:
    """The zone in which a firm's clock runs; empty where it is unknown. region: ISO 3166-2 code of its community."""
    if not region.startswith("ES-"):
        return ""
    return CANARIES if region == "ES-CN" else MAINLAND


EARLIEST, LATEST = date(2024, 1, 1), date(2060, 12, 31)
"""Days between which a clock is believed: it has run down, or was set wrong, where it says another one."""


def shown() -> date | None:
    """The date in TERTULIA_TODAY (year-month-day) if it is set, else what the device's clock says; None if nothing."""
    held = os.environ.get("TERTULIA_TODAY")
    try:
        return date.fromisoformat(held) if held else date.today()
    except (ValueError, OverflowError, OSError):  # a clock may say the year 275760
        return None


def is_wrong() -> bool:
    """Whether the device's clock cannot be right."""
    day = shown()
    return day is None or not EARLIEST <= day <= LATEST


def today() -> date:
    """The date; of a clock that cannot be right, the nearest day that could be."""
    return min(max(shown() or EARLIEST, EARLIEST), LATEST)


def now() -> datetime:
    """This second, in UTC; the first one of the day in TERTULIA_TODAY if it is set, or if the clock is wrong."""
    if "TERTULIA_TODAY" in os.environ or is_wrong():
        return datetime.combine(today(), time(), UTC)
    return datetime.now(UTC).replace(microsecond=0)
