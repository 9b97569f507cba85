"""An exercise as a notebook stores it: the finished answer as a plain document, then the settings it was given with.

Whoever opens a notebook before running it sees this where none of our style sheets is. JupyterLab takes style sheets,
drawings and most attributes out of a notebook it does not trust, and gives the classes of ipywidgets' elements a look
that only their own program makes sense of. What it leaves are plain elements, style attributes and pictures: so this
form has no classes, its look is in style attributes, and a drawing is a picture. Colours are those of the page around,
light or dark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from html import escape
from html.parser import HTMLParser
from typing import Any

import ipywidgets

from tertulia.html import Html, as_html, joined
from tertulia.language import _, day, number

LINE = "1px solid #8a8580"
"""A line that can be seen on white and on black."""

LEFT = "text-align: left; vertical-align: top; white-space: normal"
TABLE = "border-collapse: collapse; margin: 8px 0"

_HIDDEN = "tt-hidden"


def stored_html(answer: Any, settings: Any, after: Any) -> Html:
    """The three parts of an exercise, one below the other."""
    hint = _("A stored example. Choose “Run” and “Run All Cells”, and you can move the controls.")
    table = f'<table style="{TABLE}"><tbody>{_rows(_settings(settings))}</tbody></table>'
    return Html(
        f'<div style="max-width: 46em; line-height: 1.5"><p><em>{as_html(hint)}</em></p>{_answer(answer)}'
        f'<h2 style="{_TAG_STYLES["h2"]}">{as_html(_("Your settings"))}</h2>{table}{_answer(after)}</div>'
    )


def _answer(widget: Any) -> Html:
    """What an answer says; what can only be pressed or filled in is left out."""
    if _HIDDEN in widget._dom_classes:
        return Html()
    if isinstance(widget, ipywidgets.HTML):
        return plain(widget.value)
    if isinstance(widget, ipywidgets.Box):
        return joined(_answer(child) for child in widget.children)
    return joined(f"{name}: {value}" for name, value in _field(widget))


def _settings(widget: Any) -> Iterator[tuple[str, str | None]]:
    """The controls in their order: what each is called and holds; a heading holds None."""
    if _HIDDEN in widget._dom_classes:
        return
    heading = _HEADING.match(widget.value) if isinstance(widget, ipywidgets.HTML) else None
    if heading:
        yield Html(heading[1]), None
    yield from _field(widget)
    for child in getattr(widget, "children", ()):
        yield from _settings(child)


def _rows(fields: Iterable[tuple[str, str | None]]) -> Html:
    """The controls as rows of a table; a heading with nothing under it is left out."""
    rows, heading = [], Html()
    for name, value in fields:
        if value is None:
            heading = Html(f'<tr><th colspan="2" style="{LEFT}; padding: 12px 0 4px 0">{as_html(name)}</th></tr>')
            continue
        told = as_html(value).replace("\n", "<br>")
        rows += [heading, f'<tr><td style="{LEFT}; padding: 4px 16px 4px 0">{as_html(name)}</td>']
        rows += [f'<td style="{LEFT}; padding: 4px 0">{told}</td></tr>']
        heading = Html()
    return Html("".join(rows))


_HEADING = re.compile("<h3>(.*?)</h3>", re.DOTALL)
_SLIDER = re.compile(
    r'<div class="tt-control__top"><span class="tt-label">(.*?)</span><output>(.*?)</output>', re.DOTALL
)


def _field(widget: Any) -> Iterator[tuple[str, str]]:
    """What a control is called and what it holds, if it is one and holds something; a slider has it written above."""
    if isinstance(widget, ipywidgets.HTML):
        slider = _SLIDER.match(widget.value)
        if slider:
            yield Html(slider[1]), plain(slider[2])
    for kind, held in _HELD.items():
        if isinstance(widget, kind):
            value = held(widget)
            if value:
                yield widget.description, value
            return


_HELD: dict[type[Any], Callable[[Any], str]] = {
    ipywidgets.Dropdown: lambda widget: str(widget.label or ""),
    ipywidgets.RadioButtons: lambda widget: str(widget.label or ""),
    ipywidgets.Checkbox: lambda widget: _("yes") if widget.value else _("no"),
    ipywidgets.IntText: lambda widget: number(widget.value),
    ipywidgets.Textarea: lambda widget: widget.value,
    ipywidgets.Text: lambda widget: widget.value,
    ipywidgets.DatePicker: lambda widget: day(widget.value) if isinstance(widget.value, date) else "",
}


def plain(text: str) -> Html:
    """A piece of an answer without classes: its look in style attributes, its drawings as pictures."""
    reader = _Plain()
    reader.feed(_DRAWING.sub(_picture, text))
    reader.close()
    return Html("".join(reader.written))


_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_NAME = re.compile(r'aria-label="([^"]*)"')
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ')
_ICON_NEXT = 'd="M4 12h15'


def _picture(drawing: re.Match[str]) -> str:
    """The drawing as a picture on white; nothing for one that says what a word beside it says."""
    svg = drawing[0]
    name, size = _NAME.search(svg), _SIZE.search(svg)
    if _ICON_NEXT in svg:
        return " → "
    if name is None or size is None or 'class="ch tt-narrow"' in svg:
        return ""
    # as an address, still legible, so that a change of a drawing can be read in the notebook
    address = svg.replace("%", "%25").replace("#", "%23").replace("'", "%27").replace('"', "'")
    return (
        f'<img alt="{name[1]}" src="data:image/svg+xml,{escape(address, quote=False)}" style="display: block; '
        f'width: {size[1]}px; max-width: 100%; padding: 8px; background-color: #ffffff; border-radius: 4px">'
    )


_STYLES = {
    "tt-number": "display: inline-block; vertical-align: top; width: 12em; margin: 0 1.5em 0.75em 0",
    "tt-fig__title": "font-weight: bold; margin: 1em 0 0.25em 0",
    "tt-lead": "font-size: 1.15em",
    "tt-verdict__name": "font-size: 1.3em; font-weight: bold",
    "tt-label": "font-weight: bold",
    "num": "text-align: right; vertical-align: top",
    "tt-message": "border-left: 3px solid #8a8580; padding-left: 12px; margin: 8px 0",
    "tt-post": f"border-top: {LINE}; padding: 4px 0",
}
_TAG_STYLES = {
    "table": TABLE,
    "td": LEFT,
    "th": LEFT,
    "h2": "font-size: 1.3em; margin: 1.2em 0 0.4em 0",
    "h3": "font-size: 1.05em; margin: 0.8em 0 0.2em 0",
    "li": "margin: 0 0 0.4em 0",
    "figure": "margin: 0",
    "figcaption": "margin: 0.25em 0 1em 0; font-size: 0.9em",
    "pre": "white-space: pre-wrap",
    "small": "display: block",
}
_KEPT = {"href", "colspan", "rowspan", "scope", "start", "open"}
_APART = {"b", "i", "span", "em", "small", "cite", "output", "strong"}
"""Words in elements that our style sheet sets apart: without it a space has to."""
_VOID = {"br", "hr", "img"}
_LEFT_OUT = {"button", "input", "select", "textarea", "style", "script"}


class _Plain(HTMLParser):
    """Writes what it reads, element by element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._silent = 0
        self._gap = False
        self._before: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        classes = given.get("class", "").split()
        download = tag == "a" and given.get("href", "").startswith("data:")
        unseen = "sr" in classes and bool(self._open) and self._open[-1][0] == "a"  # says again what stands before it
        sign = tag == "i" and "tt-letter" not in classes
        shown = not (self._silent or tag in _LEFT_OUT or download or unseen or sign)
        if tag not in _VOID:
            self._open.append((tag, shown))
            self._silent += not shown
        if not shown:
            return
        self._apart()
        self._before, before = classes, self._before
        if tag == "img":
            kept = given
        else:
            kept = {name: value for name, value in given.items() if name in _KEPT}
            style = next((_STYLES[name] for name in classes if name in _STYLES), _TAG_STYLES.get(tag))
            if tag == "b" and "tt-number" in before:
                style = "display: block; font-size: 1.6em; line-height: 1.2"
            if style:
                kept["style"] = style
        self.written.append(f"<{tag}{''.join(_attribute(*each) for each in kept.items())}>")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            return
        _tag, shown = self._open.pop()
        self._silent -= not shown
        if shown:
            self.written.append(f"</{tag}>")
        self._gap = self._gap or not shown or tag in _APART

    def handle_data(self, data: str) -> None:
        if not self._silent:
            if data[:1].isalnum() or data[:1] in "“(→":
                self._apart()
            self._gap = False
            self.written.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _apart(self) -> None:
        if self._gap:
            self.written.append(" ")
        self._gap = False


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value, quote=True)}"' if value else f" {name}"
