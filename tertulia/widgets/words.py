"""The learner's words for what several exercises name: aims, formats, hours."""

from __future__ import annotations

from tertulia.language import _, ngettext, number
from tertulia.models.formats import Format
from tertulia.models.objective import Objective
from tertulia.models.picker import Format
from tertulia.terms import aim_words as aim_words
from tertulia.terms import hours_words as hours_words
from tertulia.terms import short as short


def aim_words(aim: Objective) -> str:
    """What a firm wants, as the end of "We want to …" once in small letters."""
    return {
        Objective.BE_FOUND: _("Be found"),
        Objective.NEW_CUSTOMERS: _("Win new customers"),
        Objective.BRING_BACK: _("Bring customers back"),
        Objective.LISTEN: _("Hear what customers miss"),
        Objective.RECRUIT: _("Find new staff"),
        Objective.QUIET_HOURS: _("Fill the quiet hours"),
    }[aim]


def format_words(kind: Format) -> str:
    """What a network is fed with."""
    return {
        Format.PHOTO: _("Good photos"),
        Format.SHORT_VIDEO: _("Short videos"),
        Format.LONG_VIDEO: _("Long videos"),
        Format.WRITING: _("Written posts"),
        Format.CONVERSATION: _("Talk with people"),
    }[kind]


def short(value: float, most: int = 2) -> str:
    """A number with no more decimals than it needs."""
    digits = next((k for k in range(most) if abs(value - round(value, k)) < 1e-9), most)
    return number(value, digits)


def hours_words(hours: float, *, plain: bool = False) -> str:
    """Hours as the learner reads them, the number bold unless plain."""
    said = ngettext("{n} hour", "{n} hours", hours)
    return said.format(n=short(hours) if plain else f"<b>{short(hours)}</b>")
