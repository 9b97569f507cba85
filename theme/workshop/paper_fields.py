"""What a control of an exercise is on paper: a scale, boxes to tick, lines to write on.

That is decided by its class (`ON_PAPER`); what only makes sense on a screen has no form there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from math import ceil, floor
from typing import Any

import ipywidgets

from tertulia.html import as_html
from tertulia.language import _, day, number
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
from tertulia.widgets.base.own_posts import PastedTable
from tertulia.widgets.base.people_field import PeopleField
from tertulia.widgets.demo import shown
from tertulia.widgets.inside.staff_field import StaffListField

BLANK_ROWS = 10
"""Of a table for people."""

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


# what a control is on paper -----------------------------------------------------------------------------------------


def _scale(control: Slider, filled: bool) -> PaperField:
    slider = control.widget
    places = _places(slider.min, slider.max)
    words = [number(place, _decimals(place)) for place in places]
    words[0], words[-1] = (plain(as_html(control._shown(type(slider.value)(end)))) for end in (slider.min, slider.max))
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


def boxes(control: Choice, filled: bool) -> PaperField:
    """The options as boxes to tick, without what an empty list on the screen says."""
    names, values = control.widget._options_labels, control.widget._options_values
    options = tuple(
        (name, filled and value == control.value)
        for name, value in zip(names, values, strict=True)
        if name != _("choose")
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
    return rows_of(words, told or [[]] * BLANK_ROWS, control.label)


def rows_of(words: Sequence[str], told: Sequence[Sequence[str]], caption: str = "") -> PaperTable:
    """A table with a row for each thing told, or as many empty ones. words: above its columns."""

    def cell(row: Sequence[str], place: int) -> PaperField:
        return PaperField(kind="lines", label="", value=row[place] if place < len(row) else "")

    rows = tuple((number(n), tuple(cell(row, place) for place in range(len(words)))) for n, row in enumerate(told, 1))
    return PaperTable(caption=caption, head=("", *(word[:1].upper() + word[1:] for word in words)), rows=rows)


ON_PAPER: Mapping[type[Control], Callable[[Any, bool], PaperField | PaperTable] | None] = {
    Slider: _scale,
    Choice: boxes,
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
        raise TypeError(f"{type(control).__name__} has no form on paper; add it to theme/workshop/paper_fields.py")
    return ON_PAPER[type(control)] is not None


def plain(words: str) -> str:
    """HTML as its words."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", words)).split())
