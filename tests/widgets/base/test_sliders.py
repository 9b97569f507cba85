"""What stands above a slider is the number it holds, in every exercise and both languages."""

from __future__ import annotations

import re

import pytest

from tertulia import widgets
from tertulia.language import number, percent, speak
from tertulia.widgets.base.controls import Slider

pytestmark = pytest.mark.usefixtures("undrawn")


def shown(slider: Slider) -> str:
    """The words above the slider without their tags."""
    return re.sub(r"<[^>]+>", "", slider.box.children[0].value).replace(slider.label, "", 1)


def figures(value: float) -> set[str]:
    """A value as the course writes it: whole, with up to two decimals, or as a share."""
    return {number(value), number(value, 1), number(value, 2), percent(value / 100), percent(value)}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", widgets.__all__)
def test_a_slider_says_what_it_holds(name, language):
    speak(language)
    try:
        exercise = getattr(widgets, name)()
        for control in exercise.controls.named().values():
            if not isinstance(control, Slider):
                continue
            slider = control.widget
            for value in {slider.min, slider.max, type(slider.min)(slider.min + 2 * slider.step)}:
                with exercise.quietly():
                    slider.value = value
                said = re.findall(r"\d[\d.,]*", shown(control))
                wanted = {re.findall(r"\d[\d.,]*", each)[0] for each in figures(slider.value)}
                assert said and said[0].rstrip(".,") in wanted, (control.label, slider.value, shown(control))
    finally:
        speak("en")
