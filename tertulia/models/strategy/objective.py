"""What a firm may want from a network. The whole course uses these six."""

from __future__ import annotations

from enum import StrEnum


class Objective(StrEnum):
    """What a firm wants."""

    BE_FOUND = "be_found"
    NEW_CUSTOMERS = "new_customers"
    BRING_BACK = "bring_back"
    LISTEN = "listen"
    RECRUIT = "recruit"
    QUIET_HOURS = "quiet_hours"
