"""What do you expect? One guess before a result is shown; the button shows it without one as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import ipywidgets

from tertulia.html import Html, markup
from tertulia.language import _
from tertulia.widgets.base.controls import Choice, button
from tertulia.widgets.base.exercise import box


class Guess:
    """The question, and what stays out of sight until it was answered or left out.

    revealed: called when the result comes in sight. Where no Python is on its way, a page shows the result at once
    (.tt-unguessed in look/jupyter.css).
    """

    def __init__(self, question: str, answers: Iterable[tuple[str, str]], revealed: Callable[[], object]) -> None:
        self.choice = Choice(question, tuple(answers), None, all_seen=True)
        self._revealed = revealed
        self._behind: tuple[Any, ...] = ()
        self._beside = ipywidgets.HTML()
        self._button = button(_("Show me the result"), self._show)
        self.box = box("tt-guess", [self.choice.box, box("tt-actions", [self._button]), self._beside])
        self.box.tabbable = False  # no stop of the keyboard, but where it stays when the button has gone
        self.begin()

    def hides(self, *behind: Any) -> None:
        """These are out of sight until then."""
        self._behind = behind

    def begin(self) -> None:
        """Nothing was shown: the start, or another firm."""
        self.shown, self._begins = False, True

    def about(self, result: str) -> None:
        """What is likely, in a sentence, to stand beside the guess; empty if there is no result to guess yet."""
        if self._begins:  # what is chosen already was kept, and seen then
            self._begins, self.shown = False, self.choice.value is not None
        _in_sight(bool(result), self.box)
        _in_sight(self.shown or not result, *self._behind)
        _in_sight(not self.shown, self.choice.box, self._button)
        said = Html()
        if self.shown:
            made = self.choice.widget.label
            guess = _("You expected: {guess}.").format(guess=made) if made else _("You made no guess.")
            said = markup('<p class="tt-note" role="status">{guess} {result}</p>', guess=guess, result=result)
        if self._beside.value != said:
            self._beside.value = said

    def _show(self) -> None:
        self.shown = True
        self._revealed()
        self.box.focus()


def _in_sight(shown: bool, *parts: Any) -> None:
    for part in parts:
        if shown:
            part.remove_class("tt-unguessed")
        else:
            part.add_class("tt-unguessed")
