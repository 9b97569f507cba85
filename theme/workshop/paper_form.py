"""An exercise's own fields as a form to fill in by hand, in the order and the groups of the screen.

What the screen shows is read from the exercise's own boxes. A form is blank, or holds what the controls hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import ipywidgets

from tertulia.language import number
from tertulia.models.networking.contacts import ContactGroup, Need, Often
from tertulia.models.networking.contacts_text import rows
from tertulia.widgets.base.controls import Choice, Control, EntryChoice
from tertulia.widgets.base.exercise import Exercise
from tertulia.widgets.demo import shown
from tertulia.widgets.networking.contacts_words import group_words, need_words, often_words
from theme.workshop.paper_fields import (
    BLANK_ROWS,
    ON_PAPER,
    PaperField,
    PaperPart,
    PaperTable,
    PaperTicks,
    boxes,
    has_form,
    plain,
    rows_of,
)

IN_A_CELL = 6
"""So many options have room in a cell of a table; more are listed below it and written by hand."""

IN_A_MATRIX = 5
"""So many options can be the columns of a table of questions that are answered alike."""

PARTS_IN_A_ROW = 4
"""Something with more parts than that is a column of a table, not a row."""

PAIRS = 6
"""Rows of a table for who belongs to whom."""


@dataclass(frozen=True, kw_only=True)
class PaperGroup:
    """What stands under one heading; the heading may be empty."""

    title: str
    parts: tuple[PaperPart, ...]


@dataclass(frozen=True, kw_only=True)
class ScreenGroup:
    """What stands together on the screen: its heading, its controls by name, whether it has buttons."""

    title: str
    names: tuple[str, ...]
    buttons: bool


def form_of(
    exercise: Exercise[Any], layout: Sequence[ScreenGroup] = (), *, filled: bool = False
) -> tuple[PaperGroup, ...]:
    """The exercise as a form. layout: what stood on the screen, if it is not as it stands now; filled: with values."""
    named = exercise.controls.named()
    entries = _entries(named)
    written: set[str] = set()
    groups = []
    for group in layout or screen(exercise):
        left = [name for name in group.names if name not in written and has_form(named[name])]
        parts: list[PaperPart] = []
        if group.buttons and any(isinstance(named[name], EntryChoice) for name in left):
            told = LISTED[exercise.name](exercise) if filled and exercise.name in LISTED else []
            parts.append(_edited([named[name] for name in left], told))
            written |= set(left)
        for name in left:
            if name in written:
                continue
            whole = entries.get(name)
            if whole:
                written |= {each for entry in whole for each in entry}
                parts.append(_table([[named[each] for each in entry] for entry in whole], filled))
            else:
                written.add(name)
                form = ON_PAPER[type(named[name])]
                assert form is not None
                parts.append(form(named[name], filled))
        if parts:
            groups.append(PaperGroup(title=group.title, parts=tuple(_together(parts))))
    return tuple(groups)


_ENTRY = re.compile(r"(.+?)\.(\d+)\.(.+)")


def _entries(named: Mapping[str, Control]) -> dict[str, list[list[str]]]:
    """For each part of something that may be there several times ("kpis.0.target"): the parts of all of them."""
    several: dict[str, dict[str, list[str]]] = {}
    for name in named:
        if (found := _ENTRY.fullmatch(name)) and has_form(named[name]):
            several.setdefault(found[1], {}).setdefault(found[2], []).append(name)
    wholes = [list(parts.values()) for parts in several.values()]
    return {name: whole for whole in wholes for entry in whole for name in entry}


AWAY = {"tt-away", "tt-hidden"}
"""Classes of what the screen shows only when something else is chosen."""


def screen(exercise: Exercise[Any]) -> list[ScreenGroup]:
    """What the screen shows now, in its order; a control that stands in no card belongs to a group without heading."""
    by_box = {id(control.box): name for name, control in exercise.controls.named().items()}
    groups: list[ScreenGroup] = []
    for loose, found in groupby(_open(exercise.widget, by_box), lambda each: isinstance(each, str)):
        if loose:
            groups.append(ScreenGroup(title="", names=tuple(found), buttons=False))
            continue
        for inside in (list(_within(card)) for card in found):
            heads = [each.value for each in inside if isinstance(each, ipywidgets.HTML) and "<h3" in each.value[:3]]
            groups.append(
                ScreenGroup(
                    title=plain(heads[0]) if heads else "",
                    names=tuple(by_box[id(each)] for each in inside if id(each) in by_box),
                    buttons=any(isinstance(each, ipywidgets.Button) for each in inside),
                )
            )
    return groups


def _open(widget: Any, by_box: Mapping[int, str]) -> Iterator[Any]:
    """The cards, and the names of the controls that stand in none."""
    if AWAY & set(getattr(widget, "_dom_classes", ())):
        return
    if id(widget) in by_box:
        yield by_box[id(widget)]
    elif "tt-card" in getattr(widget, "_dom_classes", ()):
        yield widget
    else:
        for child in getattr(widget, "children", ()):
            yield from _open(child, by_box)


def _within(widget: Any) -> Iterator[Any]:
    """Everything that is shown in a card; of a control, its box before what is in it."""
    for child in getattr(widget, "children", ()):
        if not AWAY & set(getattr(child, "_dom_classes", ())):
            yield child
            yield from _within(child)


def _edited(controls: Sequence[Control], told: Sequence[Sequence[str]]) -> PaperTable:
    """A card that writes one entry of a list after the other: on paper the list itself."""
    chosen = [control for control in controls if isinstance(control, EntryChoice)]
    columns = [control for control in controls if control not in chosen]
    blank: list[list[str]] = [[]] * (BLANK_ROWS if columns else PAIRS)
    table = rows_of([control.label for control in columns or chosen], told if columns and told else blank)
    notes = [(control.label, _listed(boxes(control, False))) for control in columns if type(control) is Choice]
    return PaperTable(head=table.head, rows=table.rows, notes=tuple(notes))


def _contacts(exercise: Exercise[Any]) -> list[list[str]]:
    """The contact map as the rows of its form; what they know about stands in one column there."""
    words = (
        {group: group_words(group) for group in ContactGroup},
        {often: often_words(often) for often in Often},
        {need: need_words(need) for need in Need},
    )
    told = rows(exercise.contacts, *words)  # type: ignore[attr-defined]
    return [[name, group, often, about, "", knows] for name, group, often, about, knows in told]


LISTED: Mapping[str, Callable[[Exercise[Any]], list[list[str]]]] = {"contacts": _contacts}
"""By the exercise's name: the entries that it lists, row by row."""


def _table(entries: Sequence[Sequence[Control]], filled: bool) -> PaperTable:
    """Something that may be there several times."""
    fields = [[_cell(control, filled) for control in entry] for entry in entries]
    places = range(len(fields[0]))
    shared = [_shared([entry[place].label for entry in fields]) for place in places]
    notes: dict[str, str] = {}
    for place in places:
        first = _field(entries[0][place], False)
        if first.kind == "boxes" and len(first.options) > IN_A_CELL:
            notes[shared[place] or first.label] = _listed(first)
    cells = [
        tuple(replace(field, label="" if shared[place] else field.label) for place, field in enumerate(entry))
        for entry in fields
    ]
    numbers = tuple(number(n) for n in range(1, len(cells) + 1))
    if len(places) <= PARTS_IN_A_ROW:
        head = ("", *shared) if any(shared) else ()
        return PaperTable(head=head, rows=tuple(zip(numbers, cells, strict=True)), notes=tuple(notes.items()))
    turned = tuple((shared[place], tuple(entry[place] for entry in cells)) for place in places)
    return PaperTable(kind="turned", head=("", *numbers), rows=turned, notes=tuple(notes.items()))


def _field(control: Control, filled: bool) -> PaperField:
    form = ON_PAPER[type(control)]
    made = form(control, filled) if form else None
    if not isinstance(made, PaperField):
        raise TypeError(f"{control.label!r} cannot stand in a table on paper")
    return made


def _cell(control: Control, filled: bool) -> PaperField:
    """A control as a cell: what needs width elsewhere is a line to write on."""
    made = _field(control, filled)
    if made.kind == "scale" or (made.kind == "boxes" and len(made.options) > IN_A_CELL):
        return PaperField(kind="lines", label=made.label, value=shown(control) if filled else "")
    return made


def _shared(labels: Sequence[str]) -> str:
    """What all entries call a part, without their own number; empty if each calls it something else."""
    bare = {label.removesuffix(number(n)).strip() for n, label in enumerate(labels, 1)}
    return bare.pop() if len(bare) == 1 else ""


def _listed(field: PaperField) -> str:
    return "; ".join(words for words, _marked in field.options)


def _together(parts: Sequence[PaperPart]) -> Iterator[PaperPart]:
    """Ticks that follow each other as one block, questions with the same answers as one table."""

    def alike(part: PaperPart) -> Any:
        if isinstance(part, PaperField) and part.kind == "tick":
            return "tick"
        if isinstance(part, PaperField) and part.kind == "boxes" and len(part.options) <= IN_A_MATRIX:
            return tuple(words for words, _marked in part.options)
        return id(part)

    for kind, found in groupby(parts, alike):
        fields = [part for part in found]
        if kind == "tick":
            yield PaperTicks(ticks=tuple(part for part in fields if isinstance(part, PaperField)))
        elif len(fields) > 1:
            rows = tuple((part.label, (part,)) for part in fields if isinstance(part, PaperField))
            yield PaperTable(kind="matrix", head=("", *kind), rows=rows)
        else:
            yield fields[0]
