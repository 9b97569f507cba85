"""The button "Add to my plan" below an exercise's answer, and the line that says what became of it.

What the button does is in `plan_saving`, and with it comes the whole plan. A page that comes alive fetches that behind
the first numbers, so nothing here may import it at the start.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

import ipywidgets

from tertulia import browser
from tertulia.language import _
from tertulia.widgets.base.controls import button
from tertulia.widgets.base.status_line import StatusLine

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan
    from tertulia.widgets.base.plan_saving import PlanSaver

BEHIND = ("tertulia.widgets.base.plan_saving", "tertulia.plan.updates")
"""What a page fetches behind the first numbers."""


class AddToPlan:
    """The button and its line; `PlanSaver` says what change, beginning and plan_page are."""

    def __init__(self, change: Callable[[Plan], Plan], beginning: Callable[[], str], plan_page: str) -> None:
        self._for = change, beginning, plan_page
        self._saver: PlanSaver | None = None
        self._waits = False
        self.kept_now: Callable[[Plan, bool], None] | None = None
        """Hears of what is kept, as `PlanSaver.kept_now` does."""
        self.button = button(_("Add to my plan"), self.add, main=True)
        self.line = StatusLine()
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

    def add(self, *, asks: bool = True) -> None:
        """Keep the answer, as `PlanSaver.add` does."""
        if self._saver is None:
            from tertulia.widgets.base.plan_saving import PlanSaver

            self._saver = PlanSaver(self.line, *self._for)
            if self.kept_now is not None:
                self._saver.kept_now = self.kept_now
        self._saver.add(asks=asks)

    def answered(self, nothing_yet: str = "") -> None:
        """There is another answer; or none yet, for a reason that is said."""
        self.button.disabled = bool(nothing_yet)
        added = self._saver is not None and self._saver.kept is not None
        if nothing_yet:
            self.line.say(nothing_yet)
        elif self._saver is not None and added:
            self._saver.answer_changed()
        elif self._waits:
            self.line.clear()
        self._waits = bool(nothing_yet)
