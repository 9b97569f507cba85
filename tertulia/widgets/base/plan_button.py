"""The button "Add to my plan" below an exercise's answer, and the line that says what became of it.

What the button does is in `adding`, and with it comes the whole plan. A page that comes alive fetches that behind the
first numbers, so nothing here may import it at the start.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING

import ipywidgets

from tertulia import browser
from tertulia.language import _
from tertulia.widgets.base.controls import button

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan
    from tertulia.widgets.base.plan_saving import Adding

BEHIND = ("tertulia.widgets.base.plan_saving", "tertulia.plan.updates")
"""What a page fetches behind the first numbers."""


class Line:
    """The line below the button, and what may be chosen there."""

    def __init__(self) -> None:
        self.status = ipywidgets.HTML()
        self.choices = ipywidgets.Box([])
        self.choices.add_class("tt-actions")

    def say(
        self, sentence: str, more: str = "", *, alert: bool = False, choices: tuple[ipywidgets.Button, ...] = ()
    ) -> None:
        """Say a sentence in plain text. more: HTML behind it."""
        self.choices.children = choices
        role = "alert" if alert else "status"
        told = f'<p class="tt-note" role="{role}">{escape(sentence)} {more}</p>'
        if self.status.value != told:
            self.status.value = told

    def clear(self) -> None:
        """Say nothing."""
        self.status.value = ""


class AddToPlan:
    """The button and its line; `Adding` says what change, beginning and plan_page are."""

    def __init__(self, change: Callable[[Plan], Plan], beginning: Callable[[], str], plan_page: str) -> None:
        self._for = change, beginning, plan_page
        self._adding: Adding | None = None
        self._waits = False
        self.button = button(_("Add to my plan"), self.add, main=True)
        self.line = Line()
        row = ipywidgets.Box([self.button])
        row.add_class("tt-actions")
        self.box = ipywidgets.Box([row, self.line.status, self.line.choices])
        self.box.add_class("tt-keep")

    def prepare(self) -> None:
        """Have at hand what the button needs; in a page, as soon as it has arrived there."""
        browser.when_here(BEHIND[0], self._arrived)

    def _arrived(self) -> None:
        for name in BEHIND:
            import_module(name)

    def add(self) -> None:
        """Keep the answer; nothing of another page's or tab's work is lost."""
        if self._adding is None:
            from tertulia.widgets.base.plan_saving import Adding

            self._adding = Adding(self.line, *self._for)
        self._adding.add()

    def answered(self, nothing_yet: str = "") -> None:
        """There is another answer; or none yet, for a reason that is said."""
        self.button.disabled = bool(nothing_yet)
        added = self._adding is not None and self._adding.kept is not None
        if nothing_yet:
            self.line.say(nothing_yet)
        elif self._adding is not None and added:
            self._adding.answer_changed()
        elif self._waits:
            self.line.clear()
        self._waits = bool(nothing_yet)
