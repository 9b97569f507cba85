"""Who in a firm has the channel: the foundations check, the canvas and the plan name the same departments."""

from __future__ import annotations

from enum import StrEnum


class Department(StrEnum):
    """Who in the firm runs the channel, or decides what is published there. The values stand in kept plans."""

    OWNER = "owner"
    MARKETING = "marketing"
    SALES = "sales"
    NOBODY = "nobody"
    OUTSIDE = "outside"
