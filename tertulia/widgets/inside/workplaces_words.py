"""The words of the two exercises on workplaces: people, what a list left out, what is wrong with it, whose it is."""

from __future__ import annotations

from tertulia.html import Html, markup
from tertulia.language import _, and_list, capital, number, percent
from tertulia.models.errors import InputError, Refusal
from tertulia.models.finding import Severity
from tertulia.models.inside.staff_list import UnreadBecause, UnreadPart
from tertulia.models.inside.workplace import Organisation, StaffRefusal
from tertulia.widgets.base.components import conclusion, findings
from tertulia.widgets.base.controls import Evidence
from tertulia.widgets.base.exercise import address

SHOWN = 8
"""Lines that could not be read are named up to so many."""


def ties_evidence() -> Evidence:
    """How well we know how many pairs talk in a firm made from its departments."""
    return Evidence(
        "D", _("Our judgement. Ask three people whom they spoke with this week, and set it by what they say.")
    )


def staff_share_bold(percents: float) -> Html:
    """A share of the staff as a control shows it."""
    return markup(_("<b>{share}</b> of the staff"), share=percent(percents / 100))


def person_words(organisation: Organisation, at: int) -> str:
    """How a sentence names somebody: the name, or "person 7" where people have numbers."""
    name = organisation.names[at]
    return _("person {n}").format(n=name) if name.isdigit() else name


def people_words(organisation: Organisation, places: tuple[int, ...], most: int = 3) -> str:
    """Several names in a row."""
    names = [person_words(organisation, at) for at in places[:most]]
    if len(places) > most:
        return _("{names} and {n} more").format(names=", ".join(names), n=number(len(places) - most))
    return and_list(names)


def unread_words(unread: tuple[UnreadPart, ...]) -> Html:
    """What was left out of a list, by line."""
    sentences = {
        UnreadBecause.NO_NAME: _("line {line} has no name before the first semicolon; it was left out."),
        UnreadBecause.TWICE: _("line {line}: “{value}” was there before; the second was left out. Add an initial."),
        UnreadBecause.TOO_MANY: _("line {line}: “{value}” was left out; sixty people fit here."),
        UnreadBecause.DEPARTMENTS: _("line {line}: “{value}” would be one department too many; the line was left out."),
        UnreadBecause.BOSS: _("line {line}: the boss “{value}” has no line of their own, so no boss was noted."),
        UnreadBecause.OWN_BOSS: _("line {line}: “{value}” cannot be their own boss, so no boss was noted."),
        UnreadBecause.CIRCLE: _(
            "line {line}: above “{value}” the bosses lead back to the same person, so no boss was noted."
        ),
        UnreadBecause.COLLEAGUE: _("line {line}: “{value}” has no line of their own, so this tie was left out."),
    }
    rows = [
        (Severity.NOTE, capital(sentences[part.code].format(line=number(part.line), value=part.value)))
        for part in unread[:SHOWN]
    ]
    if len(unread) > SHOWN:
        rows.append((Severity.NOTE, _("And {n} more like these.").format(n=number(len(unread) - SHOWN))))
    return findings(rows)


def staff_complaint(error: InputError) -> str:
    """What is wrong with a list or with the departments, and what to do."""
    values = {name: value if isinstance(value, str) else number(value) for name, value in error.values.items()}
    sentence = {
        Refusal.TOO_FEW: _(
            "We could read {found} people and need at least {least}. Write one person a line, with a "
            "semicolon after the name."
        ),
        Refusal.TOO_MANY: _("That is {found}; at most {most} fit here. Take one part of your firm."),
        Refusal.EMPTY: _("Write your departments and how many work there, such as: Workshop 8, Office 3."),
        StaffRefusal.NO_SIZE: _("“{value}” has no number. Write how many work there, such as: Workshop 8, Office 3."),
        StaffRefusal.NOBODY: _("“{name}” has nobody. Give it a number from 1."),
    }.get(error.code, _("This cannot be right. Choose another value."))
    return sentence.format(**values)


def alone_words() -> str:
    """What a firm of one person is told, in plain text: nobody is asked for colleagues they do not have."""
    return _("This chapter is for firms in which more than one person works. Working alone, you can leave it out.")


def instead_words() -> Html:
    """What a firm of one person does instead, as far as it is in this edition."""
    contacts, inbox = address("exercises/networking/contact_map"), address("exercises/manager/inbox_drill")
    words = {
        (True, True): _(
            'The people who speak of you are outside: find them on the <a href="{contacts}">contact map</a>, and '
            'practise your answers in the <a href="{inbox}">inbox drill</a>.'
        ),
        (True, False): _(
            'The people who speak of you are outside: find them on the <a href="{contacts}">contact map</a>.'
        ),
        (False, True): _(
            'The people who speak of you are outside: practise your answers in the <a href="{inbox}">inbox drill</a>.'
        ),
        (False, False): _("The people who speak of you are outside."),
    }[bool(contacts), bool(inbox)]
    return markup(words, contacts=contacts, inbox=inbox)


def nothing_words(missing: str) -> Html:
    """The answer where there is none: what is missing, and for a firm of one person what to do instead."""
    return conclusion(missing, instead_words()) if missing == alone_words() else conclusion(missing)


def untold_words() -> str:
    """What is missing before a firm can be drawn, in plain text."""
    return _(
        "Write your departments and how many work in each, or a list of who works with you. From three people on there "
        "is something to see."
    )


def nobody_real_words() -> str:
    """Why a real firm's staff belongs into nobody's plan."""
    return _("These are the managers of 1987. Choose your own staff, then add the answer to your plan.")


def about_managers() -> str:
    """What one should know about the firm of 1987."""
    return _(
        "The 21 managers worked in a firm of the United States that built machines. In 1987 David Krackhardt asked "
        "each whom they asked for advice and whom they called a friend. The data came to us in a copy, the package "
        "networkdata (MIT licence). People have numbers for names. Grade B: measured, in one firm."
    )


def about_departments() -> str:
    """What one should know about a firm made from its departments."""
    return _(
        "Nobody real is in this picture. Ties are drawn by lot with the chances you set, always the same lot for "
        "the same numbers."
    )


def about_list() -> str:
    """What one should know about a typed list."""
    return " ".join(
        (
            _(
                "The people of the three firms are invented. If you write your own list, initials are enough. Ask "
                "people whether they agree to be in it: whom somebody talks with is personal data. What you type "
                "stays on this device."
            ),
            _("If you add the workplace network to your plan, those who talk with nobody stand in it."),
        )
    )
