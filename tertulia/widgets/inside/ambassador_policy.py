"""The rules for employees who share what the firm publishes: one page of plain text in the learner's language."""

from __future__ import annotations

import textwrap

from tertulia.edition import edition
from tertulia.language import _

WIDTH = 78
"""Characters of a line, so that any editor prints it on one page."""


BLANK = "______________"
"""To be filled in by hand."""


def policy_rules(firm: str = "", contact: str = "") -> tuple[str, ...]:
    """The rules one by one. firm, contact: as typed; a line to fill in where they are empty."""
    values = {"firm": " ".join(firm.split()) or BLANK, "contact": " ".join(contact.split()) or BLANK}
    rules = (
        (
            _("It is voluntary."),
            _("Nobody has to share anything. Anyone who says no, or stops, loses nothing and need not say why."),
        ),
        (
            _("Private accounts stay private."),
            _(
                "Nobody asks for your password, for a place among your contacts or for "
                "a look at what you post. You choose the account, and you may use "
                "none."
            ),
        ),
        (
            _("Say whom you work for."),
            _(
                "When you write about {firm}, say that you work here. No reviews of our own "
                "products, and no made-up names."
            ),
        ),
        (
            _("Use your own words."),
            _(
                "Show what you did and what you like about it. You need not praise anything. "
                "Leave out what you do not believe."
            ),
        ),
        (
            _("No data of customers or colleagues."),
            _(
                "No names, faces, drawings, prices agreed or anything else that "
                "belongs to them, unless they said yes to that very post. Look at "
                "the background of the photo as well."
            ),
        ),
        (
            _("Nothing that is secret or dangerous."),
            _("No figures, offers or plans that are not public, and nobody without protective gear in the picture."),
        ),
        (
            _("In doubt, ask first."),
            _(
                "Ask {contact} before you post. If it is already out, say so at once: we take it "
                "down together, and nobody is blamed for telling."
            ),
        ),
        (
            _("If somebody complains under your post,"),
            _("do not argue. Say that you are passing it on, and tell {contact}. The firm answers."),
        ),
        (
            _("It is working time."),
            _(
                "Making and sharing a post counts as work and is done in working hours. In the "
                "evening, at weekends and on holiday nobody expects anything."
            ),
        ),
        (_("You can stop any day."), _("One word is enough. What you shared stays yours: keep it or delete it.")),
    )
    return tuple(f"{heading} {rule}".format(**values) for heading, rule in rules)


def policy(firm: str = "", contact: str = "") -> str:
    """The page. firm, contact: as typed; a line to fill in where they are empty."""
    title = _("Sharing what {firm} publishes: our rules").format(firm=" ".join(firm.split()) or BLANK)
    lines = [title, "=" * min(len(title), WIDTH), ""]
    for number, rule in enumerate(policy_rules(firm, contact), start=1):
        lines += textwrap.wrap(f"{number}. {rule}", WIDTH, subsequent_indent="   ")
        lines.append("")
    lines += [
        _("Agreed with the staff on: {blank}   To be looked at again on: {blank}").format(blank=BLANK),
        "",
        *textwrap.wrap(
            _(
                "A draft from the course {course}. It is no legal advice: show it to whoever advises you, and "
                "to the representatives of the staff if there are any."
            ).format(course=edition().name),
            WIDTH,
        ),
    ]
    return "\n".join(lines) + "\n"
