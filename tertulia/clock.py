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


def today() -> date:
    """The date in TERTULIA_TODAY (year-month-day) if it is set, else the device's own."""
    held = os.environ.get("TERTULIA_TODAY")
    return date.fromisoformat(held) if held else date.today()


def now() -> datetime:
    """This second, in UTC; the first one of the day in TERTULIA_TODAY if it is set."""
    if "TERTULIA_TODAY" in os.environ:
        return datetime.combine(today(), time(), UTC)
    return datetime.now(UTC).replace(microsecond=0)
