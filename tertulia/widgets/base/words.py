"""The learner's words for what several exercises name: aims, formats, hours, shares."""

from __future__ import annotations

from tertulia.html import Html
from tertulia.language import _, percent
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.terms import aim_words as aim_words
from tertulia.terms import hours_bold as hours_bold
from tertulia.terms import hours_words as hours_words
from tertulia.terms import short as short


def skill_words(kind: ContentSkill) -> str:
    """What a network is fed with."""
    return {
        ContentSkill.PHOTO: _("Good photos"),
        ContentSkill.SHORT_VIDEO: _("Short videos"),
        ContentSkill.LONG_VIDEO: _("Long videos"),
        ContentSkill.WRITING: _("Written posts"),
        ContentSkill.CONVERSATION: _("Talk with people"),
    }[kind]


def share_bold(percents: float) -> Html:
    """A share as a control shows it."""
    return Html(f"<b>{percent(percents / 100)}</b>")
