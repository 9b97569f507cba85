"""What networks are fed with: the one thing several exercises ask of the firm."""

from __future__ import annotations

from enum import StrEnum


class ContentSkill(StrEnum):
    """What a network is fed with."""

    PHOTO = "photo"
    SHORT_VIDEO = "short_video"
    LONG_VIDEO = "long_video"
    WRITING = "writing"
    CONVERSATION = "conversation"
