"""The learner's words for what several exercises name: aims, formats, hours."""

from __future__ import annotations

from tertulia.language import _
from tertulia.models.strategy.formats import Format
from tertulia.terms import aim_words as aim_words
from tertulia.terms import hours_words as hours_words
from tertulia.terms import short as short


def format_words(kind: Format) -> str:
    """What a network is fed with."""
    return {
        Format.PHOTO: _("Good photos"),
        Format.SHORT_VIDEO: _("Short videos"),
        Format.LONG_VIDEO: _("Long videos"),
        Format.WRITING: _("Written posts"),
        Format.CONVERSATION: _("Talk with people"),
    }[kind]
