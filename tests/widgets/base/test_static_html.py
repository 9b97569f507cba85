"""The finished page an exercise shows before, or without, Python."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import ipywidgets
import pytest

from tertulia import widgets
from tertulia.firms import FIRMS
from tertulia.html import Html
from tertulia.widgets import __all__ as names
from tertulia.widgets.base import exercise as exercise_module
from tertulia.widgets.base.controls import Choice, DateField, Slider, TextField, Tick, WholeNumberField
from tertulia.widgets.base.static_html import static_html

VOID = {"input", "br", "img", "line", "path", "rect", "circle", "use", "polygon", "polyline", "hr", "meta", "link"}


class Tree(HTMLParser):
    """Checks that tags close in order and collects them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


def assert_needs_nothing_of_ours(stored: str, still: str) -> None:
    """What a notebook stores looks right where there are none of our style sheets and where drawings are taken out."""
    tags = Tree(stored).tags
    assert not {name for _tag, attributes in tags for name in attributes} & {"class", "id", "role", "tabindex"}
    assert not {tag for tag, _attributes in tags} & {"svg", "input", "select", "textarea", "button", "style", "script"}
    drawn = [attributes for tag, attributes in tags if tag == "img"]
    assert len(drawn) == len(re.findall(r'<svg class="ch(?: tt-wide| tt-beside)?"[^>]*aria-label=', still))
    assert all(picture["alt"] and str(picture["src"]).startswith("data:image/svg+xml,") for picture in drawn)


@pytest.mark.parametrize("name", names)
@pytest.mark.parametrize("firm", FIRMS)
def test_every_exercise_has_a_still_form_that_is_well_formed_and_cannot_be_moved(name, firm):
    exercise = getattr(widgets, name)(firm)
    bundle, still = exercise._repr_mimebundle_(), static_html(exercise.widget)
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"]
    for tag, attributes in Tree(still).tags:
        if tag in ("input", "select", "textarea", "button"):
            assert "disabled" in attributes
    assert "<style" not in still
    assert_needs_nothing_of_ours(bundle["text/html"], still)


def test_what_a_learner_types_is_never_markup():
    words = TextField("Say", '<script>alert("x")</script>')
    shown = static_html(words.box)
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_each_control_shows_its_label_and_value():
    from datetime import date

    assert "7</b> posts" in static_html(Slider("Posts", 7, 0, 14, 1, lambda n: Html(f"<b>{n}</b> posts")).box)
    assert 'value="400"' in static_html(WholeNumberField("Today", 400).box)
    assert "checked" in static_html(Tick("Yes", True).box)
    assert "checked" not in static_html(Tick("Yes", False).box)
    assert "<option selected>b</option>" in static_html(Choice("Which", [("a", 1), ("b", 2)], 2).box)
    assert "<option selected>b</option>" not in static_html(Choice("Which", [("a", 1), ("b", 2)], 1).box)
    assert "4 January 2027" in static_html(DateField("When", date(2027, 1, 4)).box)


def test_a_widget_without_a_still_form_is_named():
    with pytest.raises(TypeError, match="ColorPicker"):
        static_html(ipywidgets.ColorPicker())


def test_in_jupyter_the_exercise_brings_its_style_sheet_and_in_the_book_it_does_not(monkeypatch):
    def sheets(made):
        return [w for w in made.widget.children if "<style>" in getattr(w, "value", "")]

    monkeypatch.setattr(exercise_module, "IN_BOOK", False)
    assert len(sheets(widgets.community_simulator())) == 1
    monkeypatch.setattr(exercise_module, "IN_BOOK", True)
    assert sheets(widgets.community_simulator()) == []


def test_words_are_cut_at_their_limit():
    assert len(TextField("Say", "x" * 5000, most=300).value) == 300
