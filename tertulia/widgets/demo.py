"""A demonstration of an exercise: values set one after the other, and what it answers to each."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from tertulia.language import _, number
from tertulia.widgets.base.controls import Choice, Control, Slider, Tick
from tertulia.widgets.base.exercise import Exercise


@dataclass(frozen=True)
class DemoStep:
    """What is set, as (label, value) in the words of the page, and what the exercise answers then."""

    settings: tuple[tuple[str, str], ...]
    answer: str


def settings(text: str) -> dict[str, Any]:
    """The values of `posts=6; weekly=true; aim=listen`, by the name of their control; ValueError if it says none."""
    found: dict[str, Any] = {}
    for part in text.split(";"):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not (name and equals and value):
            raise ValueError(f"{part.strip()!r} sets nothing: write name=value, several parted by semicolons")
        try:
            found[name] = json.loads(value)
        except json.JSONDecodeError:
            found[name] = value
    return found


def called(source: str) -> Exercise[Any]:
    """The exercise that the last line of a notebook's cell makes: `community_simulator("bakery")`."""
    from tertulia import widgets

    call = ast.parse(source.strip().splitlines()[-1], mode="eval").body
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in widgets.__all__):
        raise ValueError(f"{ast.unparse(call)} makes no exercise of the course")
    made: Exercise[Any] = getattr(widgets, call.func.id)(*(ast.literal_eval(each) for each in call.args))
    return made


def demonstrated(exercise: Exercise[Any], steps: Sequence[Mapping[str, Any]]) -> Iterator[DemoStep]:
    """Set the values of each step in turn; ValueError for a control or a value that there is not."""
    for step in steps:
        for name, value in step.items():
            if name not in exercise.controls.named():
                raise ValueError(f"{name}: the exercise has no such control")
            control = exercise.controls[name]
            if not control.fits(value):
                raise ValueError(f"{name}={value!r} cannot be set there")
            control.value = value
        yield DemoStep(
            tuple((exercise.controls[name].label, shown(exercise.controls[name])) for name in step), exercise.summary()
        )


def shown(control: Control) -> str:
    """The value of a control as a page shows it."""
    value = control.value
    if isinstance(control, Slider):
        return unescape(re.sub(r"<[^>]+>", "", control.shown()))
    if isinstance(control, Choice):
        return str(control.widget.label)
    if isinstance(control, Tick):
        return _("yes") if value else _("no")
    return number(value) if isinstance(value, int | float) else str(value)
