"""An exercise as a finished page shows it before, or without, Python: the same boxes, not movable.

The HTML has the classes ipywidgets gives its own elements, so one style sheet serves both and nothing jumps
when the page comes alive.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from typing import Any

import ipywidgets

from tertulia.html import Html
from tertulia.language import _, day


def static_html(widget: Any) -> Html:
    """The widget and everything in it as HTML that cannot be moved. TypeError for a widget nobody has drawn yet."""
    for kind, draw in _FORMS.items():
        if isinstance(widget, kind):
            return Html(draw(widget))
    raise TypeError(f"{type(widget).__name__} has no static form; add one to tertulia/widgets/base/static_html.py")


def _classes(widget: Any, *own: str) -> str:
    return " ".join(("jupyter-widgets", *own, *widget._dom_classes))


def _box(widget: Any) -> str:
    inside = "".join(static_html(child) for child in widget.children)
    stop = f' tabindex="0" role="group" aria-label="{_("The answer")}"' if widget.tabbable else ""
    return f'<div class="{_classes(widget, "widget-container", "widget-box")}"{stop}>{inside}</div>'


def _html(widget: Any) -> str:
    if widget.value.startswith("<style"):
        return ""
    classes = _classes(widget, "widget-inline-hbox", "widget-html")
    return f'<div class="{classes}"><div class="widget-html-content">{widget.value}</div></div>'


def _slider(widget: Any) -> str:
    share = 100 * (widget.value - widget.min) / (widget.max - widget.min)
    return (
        f'<div class="{_classes(widget, "widget-inline-hbox", "widget-slider")}">'
        f'<input class="tt-range" type="range" disabled aria-label="{escape(widget.description, quote=True)}" '
        f'min="{widget.min}" max="{widget.max}" step="{widget.step}" value="{widget.value}" style="--v:{share:.0f}%">'
        "</div>"
    )


def _button(widget: Any) -> str:
    label = f' aria-label="{escape(widget.tooltip, quote=True)}"' if widget.tooltip else ""
    classes = _classes(widget, "jupyter-button", "widget-button")
    return f'<button class="{classes}" type="button" disabled{label}>{escape(widget.description)}</button>'


def _upload(widget: Any) -> str:
    classes = _classes(widget, "jupyter-button", "widget-button", "widget-upload")
    return f'<button class="{classes}" type="button" disabled>{escape(widget.description)}</button>'


def _labelled(widget: Any, kind: str, field: str) -> str:
    return (
        f'<div class="{_classes(widget, "widget-inline-hbox", kind)}"><label class="tt-still">'
        f'<span class="widget-label">{escape(widget.description)}</span>{field}</label></div>'
    )


def _dropdown(widget: Any) -> str:
    options = "".join(
        f"<option{' selected' if index == widget.index else ''}>{escape(label)}</option>"
        for index, label in enumerate(widget._options_labels)
    )
    return _labelled(widget, "widget-dropdown", f"<select disabled>{options}</select>")


def _radio(widget: Any) -> str:
    options = "".join(
        f'<label><input type="radio" disabled{" checked" if index == widget.index else ""}>{escape(label)}</label>'
        for index, label in enumerate(widget._options_labels)
    )
    return (
        f'<div class="{_classes(widget, "widget-inline-hbox", "widget-radio")}" role="radiogroup" '
        f'aria-label="{escape(widget.description, quote=True)}"><span class="widget-label">'
        f'{escape(widget.description)}</span><div class="widget-radio-box">{options}</div></div>'
    )


def _checkbox(widget: Any) -> str:
    ticked = " checked" if widget.value else ""
    return (
        f'<div class="{_classes(widget, "widget-inline-hbox", "widget-checkbox")}"><label class="widget-label-basic">'
        f'<input type="checkbox" disabled{ticked}><span>{escape(widget.description)}</span></label></div>'
    )


def _text(widget: Any) -> str:
    value, shown = escape(widget.value, quote=True), escape(widget.placeholder, quote=True)
    if isinstance(widget, ipywidgets.Textarea):
        field = f'<textarea disabled placeholder="{shown}">{escape(widget.value)}</textarea>'
        return _labelled(widget, "widget-textarea", field)
    return _labelled(widget, "widget-text", f'<input type="text" disabled placeholder="{shown}" value="{value}">')


def _amount(widget: Any) -> str:
    return _labelled(widget, "widget-text", f'<input type="number" disabled value="{widget.value}">')


def _day(widget: Any) -> str:
    shown = day(widget.value) if isinstance(widget.value, date) else ""
    return _labelled(widget, "widget-datepicker", f'<input type="text" disabled value="{escape(shown, quote=True)}">')


_FORMS: dict[type[Any], Callable[[Any], str]] = {
    ipywidgets.Box: _box,
    ipywidgets.IntSlider: _slider,
    ipywidgets.FloatSlider: _slider,
    ipywidgets.Button: _button,
    ipywidgets.FileUpload: _upload,
    ipywidgets.Dropdown: _dropdown,
    ipywidgets.RadioButtons: _radio,
    ipywidgets.Checkbox: _checkbox,
    ipywidgets.IntText: _amount,
    ipywidgets.Textarea: _text,
    ipywidgets.Text: _text,
    ipywidgets.DatePicker: _day,
    ipywidgets.HTML: _html,
}
