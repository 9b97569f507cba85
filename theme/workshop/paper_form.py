"""An exercise's own fields as a form to fill in by hand: what a pen can do, in the order and the groups of the screen.

What a control is on paper is decided by its class (`ON_PAPER`); what only makes sense on a screen has no form there.
A form is blank, or holds what the exercise's controls hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from itertools import groupby
from math import ceil, floor
from typing import Any

import ipywidgets

from tertulia.html import as_html
from tertulia.language import _, day, number
from tertulia.models.networking.contacts import ContactGroup, Need, Often
from tertulia.models.networking.contacts_text import rows
from tertulia.widgets.base.controls import (
    Choice,
    Control,
    DateField,
    DecimalField,
    EntryChoice,
    FileField,
    Slider,
    SourceChoice,
    TextField,
    Tick,
    WholeNumberField,
)
from tertulia.widgets.base.exercise import Exercise
from tertulia.widgets.base.own_posts import PastedTable
from tertulia.widgets.base.people_field import PeopleField
from tertulia.widgets.demo import shown
from tertulia.widgets.inside.staff_field import StaffListField
from tertulia.widgets.networking.contacts_words import group_words, need_words, often_words

IN_A_CELL = 6
"""So many options have room in a cell of a table; more are listed below it and written by hand."""

IN_A_MATRIX = 5
"""So many options can be the columns of a table of questions that are answered alike."""

PARTS_IN_A_ROW = 4
"""Something with more parts than that is a column of a table, not a row."""

BLANK_ROWS = 10
"""Of a table for people."""

PAIRS = 6
"""Rows of a table for who belongs to whom."""

LINES = {50_000: 12, 5_000: 6, 0: 4}
"""Lines to write on in a long field that takes more than so many characters."""


ROUND = tuple(part * 10.0**power for power in range(-1, 7) for part in (1, 2, 5))
"""Round numbers for the marks of a scale."""

MOST_MARKS = 10
"""Marks on a scale that can be told apart when it is nearly as wide as a sheet."""

NEAR = 0.3
"""A mark is at least this part of a step from an end."""

LETTER = 1.3
"""The width of a letter, in percent of a scale."""


@dataclass(frozen=True, kw_only=True)
class PaperField:
    """One question on paper.

    kind: "scale", "boxes", "tick", "number", "day", "lines" or "named", a number with a line for its name. options: of
    boxes, each with whether it is marked. lines: to write on. marks: of a scale, each with its place in percent and its
    words, at the ends with the unit; at: the place of the value, in percent. example: how it may be written. value:
    written by hand.
    """

    kind: str
    label: str
    options: tuple[tuple[str, bool], ...] = ()
    lines: int = 1
    marks: tuple[tuple[float, str], ...] = ()
    at: float | None = None
    example: str = ""
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperTable:
    """Things of a kind, a row or a column each; or questions with the same answers, a row each.

    kind: "table" (a row each), "turned" (a column each) or "matrix". caption: what it asks, where the columns do not.
    head: words above the columns; rows: words at the side and the cells. notes: what may be written in which column.
    """

    kind: str = "table"
    caption: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[PaperField, ...]], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class PaperTicks:
    """Boxes to tick that stand together."""

    ticks: tuple[PaperField, ...]
    kind: str = "ticks"


PaperPart = PaperField | PaperTable | PaperTicks


@dataclass(frozen=True, kw_only=True)
class PaperGroup:
    """What stands under one heading; the heading may be empty."""

    title: str
    parts: tuple[PaperPart, ...]


# what a control is on paper -----------------------------------------------------------------------------------------


def _scale(control: Slider, filled: bool) -> PaperField:
    slider = control.widget
    places = _places(slider.min, slider.max)
    words = [number(place, _decimals(place)) for place in places]
    words[0], words[-1] = (_plain(as_html(control._shown(type(slider.value)(end)))) for end in (slider.min, slider.max))
    return PaperField(
        kind="scale",
        label=control.label,
        marks=tuple(_readable([_percent(place, slider) for place in places], words)),
        at=_percent(slider.value, slider) if filled else None,
        value=shown(control) if filled else "",
    )


def _places(low: float, high: float) -> list[float]:
    """Where a scale has marks: at both ends and at round numbers between, as many as have room."""
    step = next(size for size in ROUND if (high - low) / size <= MOST_MARKS)
    first, last = ceil(low / step + NEAR), floor(high / step - NEAR)
    return [low, *(round(n * step, 9) for n in range(first, last + 1)), high]


def _readable(places: Sequence[float], words: Sequence[str]) -> Iterator[tuple[float, str]]:
    """The marks with their words; without, where the words of an end would run into them."""
    left, right = (LETTER * len(end) + LETTER for end in (words[0], words[-1]))
    for n, (place, said) in enumerate(zip(places, words, strict=True)):
        inside = 0 < n < len(places) - 1
        yield place, "" if inside and not left < place < 100 - right else said


def _percent(value: float, slider: Any) -> float:
    share: float = (value - slider.min) / (slider.max - slider.min)
    return round(100 * share, 2)


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else 1 if float(10 * value).is_integer() else 2


def _boxes(control: Choice, filled: bool) -> PaperField:
    names, values = control.widget._options_labels, control.widget._options_values
    options = tuple(
        (name, filled and value == control.value)
        for name, value in zip(names, values, strict=True)
        if name != _("choose")  # what an empty list on the screen says
    )
    return PaperField(kind="boxes", label=control.label, options=options)


def _one_of_entries(control: Choice, filled: bool) -> PaperField:
    return PaperField(kind="lines", label=control.label, value=str(control.widget.label) if filled else "")


def _tick(control: Tick, filled: bool) -> PaperField:
    return PaperField(kind="tick", label=control.label, options=((control.label, filled and control.value),))


def _text(control: TextField, filled: bool) -> PaperField:
    long = isinstance(control.widget, ipywidgets.Textarea)
    example, told = str(control.widget.placeholder), control.value.casefold()
    tells = bool(told) and (told in example.casefold() or example.casefold() in told)
    return PaperField(
        kind="lines",
        label=control.label,
        lines=next(n for most, n in LINES.items() if control.most > most) if long else 1,
        example="" if filled or tells else example,
        value=control.value if filled else "",
    )


def _number(control: Control, filled: bool) -> PaperField:
    value = control.value
    said = number(value, _decimals(value)) if filled and value is not None else ""
    if not re.search(r"\w", control.label):  # what it counts is said by the learner's plan
        return PaperField(kind="named", label=str(control.widget.description) if filled else "", value=said)
    return PaperField(kind="number", label=control.label, value=said)


def _day(control: DateField, filled: bool) -> PaperField:
    value = control.value
    return PaperField(kind="day", label=control.label, value=day(value) if filled and isinstance(value, date) else "")


def _people(control: StaffListField, filled: bool) -> PaperTable:
    words = [part.strip() for part in control.label.rpartition(":")[2].split(";")]
    told = [[part.strip() for part in line.split(";")] for line in control.value.splitlines()] if filled else []
    return _rows(words, told or [[]] * BLANK_ROWS, control.label)


def _rows(words: Sequence[str], told: Sequence[Sequence[str]], caption: str = "") -> PaperTable:
    def cell(row: Sequence[str], place: int) -> PaperField:
        return PaperField(kind="lines", label="", value=row[place] if place < len(row) else "")

    rows = tuple((number(n), tuple(cell(row, place) for place in range(len(words)))) for n, row in enumerate(told, 1))
    return PaperTable(caption=caption, head=("", *(word[:1].upper() + word[1:] for word in words)), rows=rows)


ON_PAPER: Mapping[type[Control], Callable[[Any, bool], PaperField | PaperTable] | None] = {
    Slider: _scale,
    Choice: _boxes,
    EntryChoice: _one_of_entries,
    SourceChoice: None,
    Tick: _tick,
    TextField: _text,
    StaffListField: _people,
    PeopleField: None,
    PastedTable: None,
    WholeNumberField: _number,
    DecimalField: _number,
    DateField: _day,
    FileField: None,
}
"""By the class itself: what a control is on paper; None for what only makes sense on a screen."""


def has_form(control: Control) -> bool:
    """Whether a pen can do what this control does. TypeError for a class that nobody has thought of on paper."""
    if type(control) not in ON_PAPER:
        raise TypeError(f"{type(control).__name__} has no form on paper; add it to theme/workshop/paper_form.py")
    return ON_PAPER[type(control)] is not None


# the form of an exercise --------------------------------------------------------------------------------------------


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
                    title=_plain(heads[0]) if heads else "",
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
    table = _rows([control.label for control in columns or chosen], told if columns and told else blank)
    notes = [(control.label, _listed(_boxes(control, False))) for control in columns if type(control) is Choice]
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
        tuple(_renamed(field, "" if shared[place] else field.label) for place, field in enumerate(entry))
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


def _renamed(field: PaperField, label: str) -> PaperField:
    return PaperField(**{**{name: getattr(field, name) for name in field.__dataclass_fields__}, "label": label})


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


def _plain(words: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", words)).split())
