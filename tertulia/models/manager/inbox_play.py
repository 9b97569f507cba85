"""A round of the inbox drill as it is played: one message after the other, decided first and explained then.

What is decided may be taken back until the reasons have been shown. Whoever closes the inbox leaves the rest unread.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tertulia.models.manager.inbox import MESSAGES, Decision, minutes


class Stage(StrEnum):
    """Where a round stands."""

    DECIDE = "decide"
    """A message waits to be decided."""
    DECIDED = "decided"
    """It is decided, and may be taken back."""
    WHY = "why"
    """The reasons have been shown."""
    OVER = "over"
    """Everything is decided, or the inbox was closed."""


@dataclass(frozen=True)
class Play:
    """How far a round has come. decided: messages, the oldest first.

    A move that does not fit the stage changes nothing: a button pressed twice is no second decision.
    """

    decided: int = 0
    stage: Stage = Stage.DECIDE

    @property
    def place(self) -> int:
        """The message that lies open, from 0; of a round that is over the first that was not decided."""
        return self.decided - (self.stage in (Stage.DECIDED, Stage.WHY))


def decide(play: Play) -> Play:
    """The message that lies open is decided.

    Parameters
    ----------
    play
        The round.

    Returns
    -------
    Play
        The round after it.
    """
    return Play(play.decided + 1, Stage.DECIDED) if play.stage is Stage.DECIDE else play


def undo(play: Play) -> Play:
    """The last decision is taken back, as long as its reasons have not been shown.

    Parameters
    ----------
    play
        The round.

    Returns
    -------
    Play
        The round before it.
    """
    return Play(play.decided - 1, Stage.DECIDE) if play.stage is Stage.DECIDED else play


def explain(play: Play) -> Play:
    """The reasons are shown.

    Parameters
    ----------
    play
        The round.

    Returns
    -------
    Play
        The round with them.
    """
    return Play(play.decided, Stage.WHY) if play.stage is Stage.DECIDED else play


def go_on(play: Play, messages: int = MESSAGES) -> Play:
    """The next message; after the last one the round is over.

    Parameters
    ----------
    play
        The round.
    messages
        How many it has.

    Returns
    -------
    Play
        The round at the next message.
    """
    if play.stage is not Stage.WHY:
        return play
    return Play(play.decided, Stage.OVER if play.decided >= messages else Stage.DECIDE)


def close(play: Play) -> Play:
    """The inbox is closed; what was not decided stays unread.

    Parameters
    ----------
    play
        The round.

    Returns
    -------
    Play
        The round at its end.
    """
    return Play(play.decided, Stage.OVER)


def resumed(decided: int, stage: Stage, complete: int, messages: int = MESSAGES) -> Play:
    """A round as it was kept, as far as what was decided is still there.

    Parameters
    ----------
    decided, stage
        As they were kept.
    complete
        Messages from the first on for which there is a whole decision.
    messages
        How many the round has.

    Returns
    -------
    Play
        A round that can go on.
    """
    held = min(max(decided, 0), complete, messages)
    if stage is Stage.OVER:
        return Play(held, stage)
    if held == messages and stage is Stage.DECIDE:
        return Play(held, Stage.WHY)
    return Play(held) if held < min(decided, messages) or not held else Play(held, stage)


def spent(decisions: Iterable[Decision]) -> int:
    """Minutes that what was decided so far takes today.

    Parameters
    ----------
    decisions
        Those of the round so far.

    Returns
    -------
    int
        Minutes; they may be more than there are.
    """
    return sum(minutes(decision) for decision in decisions)
