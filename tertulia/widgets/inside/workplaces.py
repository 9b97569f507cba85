"""Whose firm the two exercises on workplaces look at: a typed list, departments and sizes, or a real firm of 1987.

The lists of the three firms are invented, as the firms are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

from tertulia.firms import Firm
from tertulia.language import _, number, percent
from tertulia.managers import managers
from tertulia.models.errors import InputError
from tertulia.models.finding import Severity
from tertulia.models.inside import workplace as model
from tertulia.models.inside.staff_list import Unread, read_departments, read_list
from tertulia.models.inside.workplace import Workplace
from tertulia.widgets.base.components import findings
from tertulia.widgets.base.controls import Choice, Control, Evidence, Slider, TextField


def _marked(text: str) -> str:
    """Mark a text for the catalogue; it is translated when shown."""
    return text


N_ = _marked

_OFFICE, _DRAWING, _WORKSHOP = N_("Office"), N_("Drawing office"), N_("Workshop")
_OVEN, _COUNTER, _HOUSE, _KITCHEN = N_("Oven"), N_("Counter"), N_("House"), N_("Kitchen")

PEOPLE: Mapping[str, tuple[tuple[str, str, str, str], ...]] = {
    "bakery": (
        ("Marisol", _OVEN, "", "Rafa, Pilar"),
        ("Rafa", _OVEN, "Marisol", "Marisol, Youssef"),
        ("Youssef", _OVEN, "Rafa", "Rafa"),
        ("Carmen", _COUNTER, "Marisol", "Marisol, Pilar"),
        ("Pilar", _COUNTER, "Carmen", "Carmen"),
        ("Lucía", _COUNTER, "Carmen", "Carmen"),
    ),
    "workshop": (
        ("Íñigo", _OFFICE, "", "Maite, Ana, Txema"),
        ("Maite", _OFFICE, "Íñigo", "Lourdes, Nerea, Sara"),
        ("Lourdes", _OFFICE, "Íñigo", "Maite"),
        ("Ana", _DRAWING, "Íñigo", "Íñigo, Jon, Sara"),
        ("Jon", _DRAWING, "Ana", "Ana, Sara"),
        ("Sara", _DRAWING, "Ana", "Jon, Maite"),
        ("Txema", _WORKSHOP, "Íñigo", "Íñigo, Luis"),
        ("Nerea", _WORKSHOP, "Txema", "Maite, Mikel, Karim"),
        ("Luis", _WORKSHOP, "Txema", "Txema, Mikel"),
        ("Mikel", _WORKSHOP, "Txema", "Luis, Nerea, Paco"),
        ("Karim", _WORKSHOP, "Txema", "Nerea, Vasile"),
        ("Paco", _WORKSHOP, "Txema", "Mikel"),
        ("Vasile", _WORKSHOP, "Txema", "Karim"),
        ("Ibai", _WORKSHOP, "Txema", ""),
    ),
    "guesthouse": (
        ("Nuria", _HOUSE, "", "Teresa, Dani"),
        ("Teresa", _KITCHEN, "Nuria", "Nuria"),
        ("Dani", _HOUSE, "Nuria", "Nuria"),
    ),
    "mine": (
        ("A", _OFFICE, "", "B, C"),
        ("B", _OFFICE, "A", "A"),
        ("C", _WORKSHOP, "A", "D"),
        ("D", _WORKSHOP, "C", "E"),
        ("E", _WORKSHOP, "C", ""),
    ),
}
"""The staff of each firm: name, department, boss, talks with. Invented."""

SIZES: Mapping[str, tuple[tuple[str, int], ...]] = {
    "bakery": ((_OVEN, 3), (_COUNTER, 3)),
    "workshop": ((_OFFICE, 3), (_DRAWING, 3), (_WORKSHOP, 8)),
    "guesthouse": ((_HOUSE, 2), (_KITCHEN, 1)),
    "mine": ((_OFFICE, 3), (_WORKSHOP, 7), (_COUNTER, 5)),
}

INSIDE, ACROSS = 40, 8
"""Percent of the pairs who talk, in a department and across, where a firm is made from its sizes. Grade D."""

MOST_LETTERS = 6000
"""Characters of a list that are read."""

SHOWN = 8
"""Lines that could not be read are named up to so many."""

_USED = {"list": ("list",), "departments": ("departments", "inside", "across"), "managers": ("ties",)}


def source_start(firm: Firm) -> dict[str, Any]:
    """The values of the controls below for this firm."""
    return {
        "source": "departments" if firm.key == "mine" else "list",
        "list": "\n".join("; ".join((name, _(part), boss, talks)) for name, part, boss, talks in PEOPLE[firm.key]),
        "departments": ", ".join(f"{_(name)} {size}" for name, size in SIZES[firm.key]),
        "inside": INSIDE,
        "across": ACROSS,
        "ties": "friendship",
    }


def source_controls(firm: Firm) -> dict[str, Control]:
    """Where the firm comes from, and what that source needs."""
    start = source_start(firm)
    made = Evidence(
        "D", _("Our judgement. Ask three people whom they spoke with this week, and set it by what they say.")
    )
    controls: dict[str, Control] = {
        "source": Choice(
            _("The staff"),
            [
                (_("From a list"), "list"),
                (_("Made from departments"), "departments"),
                (_("A real firm: 21 managers, 1987"), "managers"),
            ],
            start["source"],
        ),
        "list": TextField(
            _("One person a line: name; department; boss; talks with"), start["list"], long=True, most=MOST_LETTERS
        ),
        "departments": TextField(_("Departments and how many work there"), start["departments"], most=300),
        "inside": Slider(_("In a department, pairs who talk"), start["inside"], 0, 100, 5, _share, made),
        "across": Slider(_("Across departments, pairs who talk"), start["across"], 0, 50, 1, _share, made),
        "ties": Choice(
            _("Which ties"),
            [(_("whom they call a friend"), "friendship"), (_("whom they ask for advice"), "advice")],
            start["ties"],
        ),
    }
    controls["list"].box.add_class("tt-tall")
    only_used(controls)
    return controls


def nobody_real(controls: Mapping[str, Control]) -> str:
    """Why the chosen staff belongs into nobody's plan, in plain text; empty if it may be the learner's own."""
    if controls["source"].value != "managers":
        return ""
    return _("These are the managers of 1987. Choose your own staff, then add the answer to your plan.")


def _share(percents: float) -> str:
    return f"<b>{percent(percents / 100)}</b>"


SOURCE_NAMES = ("source", "list", "departments", "inside", "across", "ties")


def only_used(controls: Mapping[str, Control]) -> None:
    """Show the controls that the chosen source reads, and put the others away."""
    for source, names in _USED.items():
        for name in names:
            change = "remove_class" if source == controls["source"].value else "add_class"
            getattr(controls[name].box, change)("tt-away")


def place_now(controls: Mapping[str, Control]) -> tuple[Workplace, tuple[Unread, ...]]:
    """The chosen firm and what could not be read of a list; InputError at the control to be mended."""
    source = controls["source"].value
    try:
        if source == "managers":
            return managers(controls["ties"].value), ()
        if source == "departments":
            return _made(controls["departments"].value, controls["inside"].value, controls["across"].value), ()
        return _listed(controls["list"].value)
    except InputError as error:
        field = "list" if source == "list" else "departments"
        raise InputError(field, error.code, **error.values) from None


@lru_cache(maxsize=8)
def _listed(text: str) -> tuple[Workplace, tuple[Unread, ...]]:
    return read_list(text)


@lru_cache(maxsize=8)
def _made(text: str, inside: float, across: float) -> Workplace:
    return model.made(read_departments(text), inside / 100, across / 100)


def person(place: Workplace, at: int) -> str:
    """How a sentence names somebody, HTML: the name, or "person 7" where people have numbers."""
    name = place.names[at]
    return _("person {n}").format(n=name) if name.isdigit() else escape(name)


def people(place: Workplace, some: tuple[int, ...], most: int = 3) -> str:
    """Several names in a row, HTML."""
    said = ", ".join(person(place, at) for at in some[:most])
    if len(some) > most:
        return _("{names} and {n} more").format(names=said, n=number(len(some) - most))
    return said


def unread_words(unread: tuple[Unread, ...]) -> str:
    """What was left out of a list, by line; HTML."""
    told = {
        "no_name": _("line {line} has no name before the first semicolon; it was left out."),
        "twice": _("line {line}: “{value}” was there before; the second was left out. Add an initial."),
        "too_many": _("line {line}: “{value}” was left out; sixty people fit here."),
        "departments": _("line {line}: “{value}” would be one department too many; the line was left out."),
        "boss": _("line {line}: the boss “{value}” has no line of their own, so no boss was noted."),
        "own_boss": _("line {line}: “{value}” cannot be their own boss, so no boss was noted."),
        "circle": _("line {line}: above “{value}” the bosses lead back to the same person, so no boss was noted."),
        "colleague": _("line {line}: “{value}” has no line of their own, so this tie was left out."),
    }
    rows = []
    for item in unread[:SHOWN]:
        said = told[item.code].format(line=number(item.line), value=escape(item.value))
        rows.append((Severity.NOTE, said[0].upper() + said[1:]))
    if len(unread) > SHOWN:
        rows.append((Severity.NOTE, _("And {n} more like these.").format(n=number(len(unread) - SHOWN))))
    return findings(rows)


def source_complaint(error: InputError) -> str:
    """What is wrong with a list or with the departments, and what to do."""
    values = {name: escape(value) if isinstance(value, str) else number(value) for name, value in error.values.items()}
    told = {
        "too_few": _(
            "We could read {found} people and need at least {least}. Write one person a line, with a "
            "semicolon after the name."
        ),
        "too_many": _("That is {found}; at most {most} fit here. Take one part of your firm."),
        "empty": _("Write your departments and how many work there, such as: Workshop 8, Office 3."),
        "no_size": _("“{value}” has no number. Write how many work there, such as: Workshop 8, Office 3."),
        "not_positive": _("“{name}” has nobody. Give it a number from 1."),
    }.get(error.code, _("This cannot be right. Choose another value."))
    return told.format(**values)


def about(source: str) -> str:
    """What one should know about the chosen source, HTML paragraphs."""
    if source == "managers":
        said = _(
            "The 21 managers worked in a firm of the United States that built machines. In 1987 David Krackhardt asked "
            "each whom they asked for advice and whom they called a friend. The data came to us in a copy, the package "
            "networkdata (MIT licence). People have numbers for names. Grade B: measured, in one firm."
        )
    elif source == "departments":
        said = _(
            "Nobody real is in this picture. Ties are drawn by lot with the chances you set, always the same lot for "
            "the same numbers."
        )
    else:
        said = _(
            "The people of the three firms are invented. If you write your own list, initials are enough. Ask people "
            "whether they agree to be in it: whom somebody talks with is personal data. What you type stays on this "
            "device."
        )
        said += " " + _("If you add the workplace network to your plan, those who talk with nobody stand in it.")
    return f"<p>{said}</p>"
