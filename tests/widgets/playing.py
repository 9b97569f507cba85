"""A round of the inbox drill, played without a browser."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tertulia.models.manager.inbox import Decision


def choose(drill: Any, decision: Decision) -> None:
    """Make the three choices for the message that lies open; press nothing."""
    for part in ("when", "how", "stance"):
        drill.controls.decisions[drill.play.place][part].value = getattr(decision, part).value


def play(drill: Any, decisions: Iterable[Decision]) -> None:
    """Decide about one message after the other, see why, and go on, with the button that does all three."""
    for decision in decisions:
        choose(drill, decision)
        for _press in ("decide", "why", "next"):
            drill.main.click()
