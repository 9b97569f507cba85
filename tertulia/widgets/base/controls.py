"""What the learner moves: ipywidgets' own controls with a plain label, a unit, an evidence grade and a message.

Every control has a `box` to show, a `value` to read and write, `observe` to hear of changes and `problem` to say
what is wrong with it. Nothing here knows what the value is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from html import escape
from math import isfinite
from typing import Any, NamedTuple

import ipywidgets
from babel.numbers import get_decimal_symbol, get_group_symbol

from tertulia.html import Html, as_html
from tertulia.language import _, ngettext, number, rules, spoken
from tertulia.widgets.base.components import why
from tertulia.widgets.base.words import short


@dataclass(frozen=True)
class Evidence:
    """How well we know what this control does: grade A to D, the reason in a few sentences, the source."""

    grade: str
    reason: str
    source: str = ""


class Control:
    """A labelled control. `widget` holds the value; `box` is what is shown.

    has_problem: what it holds was refused, and a message at the field says why.
    """

    def __init__(self, label: str, widget: Any, inside: Iterable[Any], evidence: Evidence | None = None) -> None:
        self.label = label
        self.widget = widget
        self.has_problem = False
        self._message = ipywidgets.HTML()
        self._message.add_class("tt-problem")
        self._message.add_class("live-problem")
        rows = [*inside, self._message]
        if evidence:
            rows.append(ipywidgets.HTML(why(evidence.grade, evidence.reason, evidence.source)))
        self.box = ipywidgets.Box(rows)
        self.box.add_class("tt-control")

    @property
    def value(self) -> Any:
        """What the learner chose."""
        return self.widget.value

    @value.setter
    def value(self, value: Any) -> None:
        self.widget.value = value

    @property
    def entry(self) -> Any:
        """What the learner chose or typed, as JSON's own kinds: what `resume` takes back. None: nothing to keep."""
        return self.widget.value

    def resume(self, entry: Any) -> bool:
        """Put back what was chosen or typed earlier; False, and nothing changed, if it does not fit any more."""
        if not self.fits(entry):
            return False
        self.widget.value = entry
        return True

    def fits(self, entry: Any) -> bool:
        """Whether an earlier entry can be put back: whoever wrote it may be no friend."""
        return False

    def observe(self, heard: Callable[[], None]) -> None:
        """Call `heard` after each change."""
        self.widget.observe(lambda _change: heard(), names="value")

    def problem(self, sentence: str = "") -> None:
        """Say at the field what is wrong; an empty sentence takes it away."""
        self.has_problem = bool(sentence)
        sentence = sentence or self.remark()
        role = "alert" if self.has_problem else "status"
        message = f'<p role="{role}">{escape(sentence)}</p>' if sentence else ""
        if self._message.value != message:
            self._message.value = message

    def remark(self) -> str:
        """What the field itself has to say about what it holds, where nothing is wrong."""
        return ""


class Slider(Control):
    """A slider with − and + beside it, so that nothing needs dragging.

    shown(value) gives the value as the learner reads it, with its unit: "<b>3</b> posts".
    """

    def __init__(
        self,
        label: str,
        value: float,
        low: float,
        high: float,
        step: float,
        shown: Callable[[float], str],
        evidence: Evidence | None = None,
    ) -> None:
        whole = all(float(part).is_integer() for part in (value, low, high, step))
        kind = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
        number = int if whole else float
        slider = kind(
            value=number(value), min=number(low), max=number(high), step=number(step), description=label, readout=False
        )
        self._shown = shown
        self._top = ipywidgets.HTML()
        less, more = (ipywidgets.Button(description=sign) for sign in ("\u2212", "+"))
        less.tooltip = _("{control}: less").format(control=label)
        more.tooltip = _("{control}: more").format(control=label)
        for button, by in ((less, -step), (more, step)):
            button.add_class("tt-step")
            button.on_click(lambda _button, by=by: self._move(by))
        row = ipywidgets.Box([less, slider, more])
        row.add_class("tt-slide")
        super().__init__(label, slider, [self._top, row], evidence)
        slider.observe(lambda _change: self._say(), names="value")
        self._say()

    def _move(self, by: float) -> None:
        slider = self.widget
        moved = min(max(round(slider.value + by, 9), slider.min), slider.max)
        slider.value = type(slider.value)(moved)

    def _say(self) -> None:
        self._top.value = (
            f'<div class="tt-control__top"><span class="tt-label">{escape(self.label)}</span>'
            f"<output>{self.shown()}</output></div>"
        )

    def shown(self) -> Html:
        """The value as the learner reads it."""
        return as_html(self._shown(self.widget.value))

    def fits(self, entry: Any) -> bool:
        """A number on the slider."""
        slider = self.widget
        return _is_number(entry) and slider.min <= entry <= slider.max and (entry == int(entry) or slider.step < 1)


class Choice(Control):
    """One of a few named options: a list, or buttons in a column where all should be seen at once."""

    def __init__(
        self,
        label: str,
        options: Iterable[tuple[str, Any]],
        value: Any,
        evidence: Evidence | None = None,
        *,
        all_seen: bool = False,
    ) -> None:
        kind = ipywidgets.RadioButtons if all_seen else ipywidgets.Dropdown
        widget = kind(description=label, options=tuple(options), value=value)
        super().__init__(label, widget, [widget], evidence)

    def fits(self, entry: Any) -> bool:
        """One of the options."""
        return any(entry == value and type(entry) is type(value) for value in self.widget._options_values)


class EntryChoice(Choice):
    """One of what was entered or opened before: its options are the learner's, and change."""


class SourceChoice(Choice):
    """Which of the figures at hand an exercise shows: an example, a list, a file, one count of several."""


class Tick(Control):
    """Yes or no."""

    def __init__(self, label: str, value: bool, evidence: Evidence | None = None) -> None:
        widget = ipywidgets.Checkbox(description=label, value=value, indent=False)
        super().__init__(label, widget, [widget], evidence)

    def fits(self, entry: Any) -> bool:
        """Yes or no."""
        return isinstance(entry, bool)


MOST_PASTED = 10_000
"""Characters a page lets into a field, unless more count there; of what is too long, it says that only the first do."""


class TextField(Control):
    """A line of the learner's own words; `long` for more than a line. At most `most` characters are kept.

    pasted: characters a page lets into the field at all.
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        example: str = "",
        *,
        long: bool = False,
        most: int = 300,
        pasted: int | None = None,
    ) -> None:
        kind = ipywidgets.Textarea if long else ipywidgets.Text
        widget = kind(description=label, value=value, placeholder=example, continuous_update=False)
        self.most = most
        widget.add_class(f"live-most-{pasted or max(most, MOST_PASTED)}")
        super().__init__(label, widget, [widget])
        self.observe(lambda: self.problem() if not self.has_problem else None)

    def remark(self) -> str:
        """That the end of a text that is too long does not count."""
        if len(str(self.widget.value).strip()) <= self.most:
            return ""
        return _("Too long: only the first {n} characters count.").format(n=number(self.most))

    @property
    def value(self) -> str:
        """The words without blanks at the ends, cut at `most` characters."""
        return str(self.widget.value).strip()[: self.most]

    @value.setter
    def value(self, value: str) -> None:
        self.widget.value = value

    @property
    def entry(self) -> str | None:
        """The words as they count, so that a text that was too long is not lost as a whole."""
        return _HALF_A_CHARACTER.sub("", self.value)

    def fits(self, entry: Any) -> bool:
        """A text that is not too long, of whole characters."""
        return isinstance(entry, str) and len(entry) <= self.most and not _HALF_A_CHARACTER.search(entry)


class WholeNumberField(Control):
    """A whole number typed in, with its unit in the label."""

    def __init__(self, label: str, value: int, evidence: Evidence | None = None) -> None:
        widget = ipywidgets.IntText(description=label, value=value, continuous_update=False)
        super().__init__(label, widget, [widget], evidence)

    def fits(self, entry: Any) -> bool:
        """A whole number that can be typed."""
        return _is_number(entry) and entry == int(entry) and abs(entry) < 1e12


class DecimalField(Control):
    """A number typed as the learner's language writes it, "1,234.5" or "1.234,5"; it may be empty."""

    MOST = 40
    """Characters that are kept of what is typed."""

    def __init__(self, label: str, value: float | None = None, evidence: Evidence | None = None) -> None:
        widget = ipywidgets.Text(description=label, continuous_update=False)
        widget.add_class(f"live-most-{self.MOST}")
        super().__init__(label, widget, [widget], evidence)
        self.value = value

    @property
    def value(self) -> float | None:
        """The number, None if the field is empty. ValueError if what stands there is no number."""
        return read_number(self.widget.value)

    @value.setter
    def value(self, value: float | None) -> None:
        self.widget.value = "" if value is None else short(value, 4)

    @property
    def entry(self) -> float | str | None:
        """The number, whatever language it was typed in; what is none yet, as it was typed; None if it is empty."""
        try:
            return self.value
        except ValueError:
            return str(self.widget.value)[: self.MOST]

    def resume(self, entry: Any) -> bool:
        """Put a number back as the language writes it now, or what was typed."""
        if not self.fits(entry):
            return False
        self.widget.value = entry if isinstance(entry, str) else "" if entry is None else short(entry, 9)
        return True

    def fits(self, entry: Any) -> bool:
        """What was typed, a number or not yet; or nothing."""
        if isinstance(entry, str):
            return len(entry) <= self.MOST and not _HALF_A_CHARACTER.search(entry)
        return entry is None or (_is_number(entry) and abs(entry) < 1e12)


_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
"""What no file can hold."""


def _is_number(entry: Any) -> bool:
    return isinstance(entry, int | float) and not isinstance(entry, bool) and isfinite(entry)


def read_number(text: str) -> float | None:
    """The number in a text as the learner's language writes it, None for an empty one.

    ValueError for anything else, also for the other language's way ("4.5" in Spanish): read loosely it would be
    45. At most twelve digits before the decimals.
    """
    bare = text.strip().replace("\u2212", "-")
    if not bare:
        return None
    point, group = (re.escape(sign(rules().place)) for sign in (get_decimal_symbol, get_group_symbol))
    if not re.fullmatch(rf"-?([0-9]{{1,12}}|[0-9]{{1,3}}({group}[0-9]{{3}}){{1,3}})({point}[0-9]{{1,9}})?", bare):
        raise ValueError(f"{text!r} is not a number in {spoken()}")
    return float(bare.replace(get_group_symbol(rules().place), "").replace(get_decimal_symbol(rules().place), "."))


class DateField(Control):
    """A date; it may be empty."""

    def __init__(self, label: str, value: date | None) -> None:
        widget = ipywidgets.DatePicker(description=label, value=value)
        super().__init__(label, widget, [widget])

    @property
    def entry(self) -> str | None:
        """The day as "2027-03-31"."""
        return self.widget.value.isoformat() if isinstance(self.widget.value, date) else None

    def resume(self, entry: Any) -> bool:
        """Put a day back, or leave the field empty as it was."""
        if not self.fits(entry):
            return False
        self.widget.value = None if entry is None else date.fromisoformat(entry)
        return True

    def fits(self, entry: Any) -> bool:
        """A day of this century, or none."""
        try:
            return entry is None or 2000 <= date.fromisoformat(entry).year < 2100
        except (TypeError, ValueError):
            return False


class ChosenFile(NamedTuple):
    """A file from the learner's own device."""

    name: str
    content: bytes


class FileField(Control):
    """A file of the learner's, or several at once, read on this device; they go nowhere.

    label stands on the button, heading (if any) above it. accept: endings and kinds, as the browser's dialogue
    understands them (".csv,.txt,text/plain"). most: bytes of all that are chosen together; a page does not even read
    more. files: how many may be chosen together. With `opened`, that is called with what was chosen, and nothing stays
    in the field, so that the same file can be chosen again after it was mended; else `chosen` holds it.
    """

    MOST_NAME = 60
    """Characters of the files' names that stand on the button."""

    def __init__(
        self,
        label: str,
        accept: str,
        *,
        most: int,
        files: int = 1,
        heading: str = "",
        opened: Callable[..., None] | None = None,
        evidence: Evidence | None = None,
    ) -> None:
        widget = ipywidgets.FileUpload(description=label, tooltip=label, accept=accept, multiple=files > 1)
        widget.add_class("tt-btn--quiet")
        widget.add_class(f"live-most-{most}")
        if files > 1:
            widget.add_class(f"live-files-{files}")
        above = [ipywidgets.HTML(f'<p class="tt-label">{escape(heading)}</p>')] if heading else []
        super().__init__(label, widget, [*above, widget], evidence)
        self._opened = opened
        if opened:
            widget.observe(lambda _change: self._open(), names="value")

    def holds(self, name: str, read: str = "") -> None:
        """Say on the button which file was chosen and what was read in it ("40 posts"); without a name, that none was.

        The button says it itself, so that nobody who hears the page has to look for it.
        """
        said = _("{file}, {read}; choose another") if read else _("{file}; choose another")
        self.widget.description = said.format(file=self._cut(name), read=read) if name else self.label

    def refuses(self, name: str) -> None:
        """Say on the button which file was not read; without a name, that none was chosen."""
        said = _("Not read: {file}; choose another")
        self.widget.description = said.format(file=self._cut(name)) if name else self.label

    def _cut(self, name: str) -> str:
        return name if len(name) <= self.MOST_NAME else f"{name[: self.MOST_NAME - 1]}…"

    def _open(self) -> None:
        chosen = self.chosen
        if chosen and self._opened:
            self.widget.value = ()
            self._opened(*chosen)

    @property
    def entry(self) -> None:
        """A file is not kept: what was read in it may be."""

    @property
    def chosen(self) -> tuple[ChosenFile, ...]:
        """The files chosen last, empty before any was chosen."""
        return tuple(ChosenFile(str(each["name"]), bytes(each["content"])) for each in self.widget.value)

    @chosen.setter
    def chosen(self, files: Iterable[ChosenFile]) -> None:
        self.widget.value = tuple(
            {
                "name": each.name,
                "type": "",
                "size": len(each.content),
                "content": each.content,
                "last_modified": datetime.fromtimestamp(0, UTC),
            }
            for each in files
        )

    @property
    def value(self) -> ChosenFile | None:
        """The file chosen last, None before one was chosen; of several, the first."""
        return next(iter(self.chosen), None)

    @value.setter
    def value(self, value: ChosenFile | None) -> None:
        self.chosen = () if value is None else (value,)

    def observe(self, heard: Callable[[], None]) -> None:
        """Call `heard` after each change; a field with `opened` has told that already."""
        if self._opened is None:
            super().observe(heard)


def files_named(files: Iterable[ChosenFile]) -> str:
    """The files by their names: all of them, or the first and how many more."""
    names = [each.name for each in files]
    whole = ", ".join(names)
    if len(names) < 2 or len(whole) <= FileField.MOST_NAME:
        return whole
    more = len(names) - 1
    return ngettext("{file} and {n} more", "{file} and {n} more", more).format(file=names[0], n=number(more))


@dataclass(kw_only=True)
class Controls:
    """The controls of an exercise, or of a part several exercises share, by name.

    A subclass is a keyword-only dataclass whose fields are controls, further `Controls` (their names stand beside
    these), tuples of `Controls` ("kpis.0.target") or mappings to controls ("ages.18-24"). The names are those by
    which a model refuses an input.
    """

    def named(self) -> dict[str, Control]:
        """Every control by its name, in the order of the fields."""
        return {
            name: control for field in fields(self) for name, control in _named(field.name, getattr(self, field.name))
        }

    def __getitem__(self, name: str) -> Control:
        """The control of this name; KeyError if there is none."""
        return self.named()[name]


def _named(name: str, part: Any) -> Iterator[tuple[str, Control]]:
    if isinstance(part, Control):
        yield name, part
    elif isinstance(part, Controls):
        yield from part.named().items()
    elif isinstance(part, Mapping):
        for key, each in part.items():
            yield from _named(f"{name}.{key}", each)
    else:
        for place, each in enumerate(part):
            if isinstance(each, Controls):
                yield from ((f"{name}.{place}.{inner}", control) for inner, control in each.named().items())
            else:
                yield from _named(f"{name}.{place}", each)


ANCHOR = "field-"
"""What the anchor of every control begins with."""


def anchor(name: str) -> str:
    """What stands after "#" in the address of a control ("kpis.0.target"), and in a class of its box."""
    return f"{ANCHOR}{re.sub('[^A-Za-z0-9-]', '-', name)}"


def card(title: str, controls: Iterable[Control]) -> ipywidgets.Box:
    """Controls that belong together, under a heading."""
    box = ipywidgets.Box([ipywidgets.HTML(f"<h3>{escape(title)}</h3>"), *(control.box for control in controls)])
    box.add_class("tt-card")
    return box


def button(label: str, pressed: Callable[[], object], *, main: bool = False) -> ipywidgets.Button:
    """A button of the exercise; `main` for the one thing to do next."""
    made = ipywidgets.Button(description=label)
    made.add_class("tt-btn" if main else "tt-btn--quiet")
    made.on_click(lambda _button: pressed())
    return made
