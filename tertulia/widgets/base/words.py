"""The learner's words for what several exercises name: aims, formats, hours, shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertulia.html import Html
from tertulia.language import _, and_list, number, percent
from tertulia.models.errors import InputError
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


HEADINGS_SHOWN, HEADING_SHOWN = 6, 40
"""Columns of a file that are named in a sentence, at most, and characters of a name."""


def heading_names(names: Sequence[str]) -> list[str]:
    """The first few of these names, and how many more there are."""
    more = len(names) - HEADINGS_SHOWN
    return [*names[:HEADINGS_SHOWN], *([_("{n} more").format(n=number(more))] if more > 0 else [])]


def columns_words(headings: Mapping[str, int]) -> str:
    """Which columns of a list were left out, with how many rows held something; empty if none was."""
    if not headings:
        return ""
    names = [f"“{name[:HEADING_SHOWN]}” ({number(count)})" for name, count in headings.items()]
    return _("Left out, and kept nowhere: {list}.").format(list=and_list(heading_names(names)))


def in_file_words(error: InputError, sentence: str) -> str:
    """A sentence about a file, with its name in front if it is one of several."""
    name = error.values.get("file")
    return _("In “{name}”: {sentence}").format(name=name, sentence=sentence) if name else sentence
