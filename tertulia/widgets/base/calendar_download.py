"""The learner's own calendar file: made when they ask for it, and noted, so that the next one replaces what it held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import ipywidgets

from tertulia import browser
from tertulia.clock import now
from tertulia.html import Html, as_html
from tertulia.language import _, ngettext, number
from tertulia.widgets.base.components import note
from tertulia.widgets.base.controls import button
from tertulia.widgets.base.downloads import download
from tertulia.widgets.base.own_posts_questions import show_if

if TYPE_CHECKING:
    from tertulia.calendar_editions import Edition
    from tertulia.calendar_files import Event


def phone_label() -> str:
    """What a calendar file is called where it is offered."""
    return _("Calendar for your phone (.ics)")


class CalendarDownload:
    """A button that makes the file, and below it the file and what it holds.

    file: its name. speaks_of: how the keys of all its entries begin; others that were given out stay as they are.
    """

    def __init__(self, file: str, speaks_of: tuple[str, ...]) -> None:
        self._file, self._speaks_of = file, speaks_of
        self._entries: Sequence[Event] = ()
        self._name = ""
        self.make = button(_("Make the calendar file"), self.fill, main=True)
        self.made = ipywidgets.HTML()
        row = ipywidgets.Box([self.make])
        row.add_class("tt-actions")
        self.box = ipywidgets.Box([row, self.made])
        self.box.add_class("tt-piece")
        show_if(False, self.box)
        browser.when_refused("calendar", lambda _code: self.fill() if self.made.value else None)

    def offer(self, entries: Sequence[Event], name: str) -> None:
        """Let a file of these entries be made; of none, nothing is offered. name: of the calendar."""
        import tertulia.calendar_editions  # noqa: F401 (a page learns from it what the button needs)

        if (list(entries), name) != (list(self._entries), self._name):
            self.made.value = ""  # it was a file of other entries
        self._entries, self._name = entries, name
        show_if(bool(entries), self.box)

    def fill(self) -> None:
        """Make the file and say what it holds."""
        from tertulia.calendar_files import ZONE

        content, said = calendar_file(self._entries, self._name, ZONE, lambda key: key.startswith(self._speaks_of))
        link = download(phone_label(), self._file, "text/calendar", content)
        self.made.value = Html(f'<p class="tt-actions">{link}</p>{said}')


def calendar_file(
    events: Sequence[Event], name: str, zone: str, speaks_of: Callable[[str], bool] | None = None
) -> tuple[bytes, Html]:
    """The next calendar file of the learner's own firm, noted on the device, and the lines that say what it holds."""
    from tertulia.calendar_editions import everything, next_edition
    from tertulia.calendar_files import ics_file

    moment = now()
    made = next_edition(events, moment, zone, speaks_of or everything)
    said = as_html(_what_it_holds(made))
    lines = [Html(f'<p class="tt-note" role="status">{said}</p>'), *map(note, _what_becomes_of_it(made))]
    return ics_file(made.events, name, moment, zone), Html("".join(lines))


def _what_it_holds(made: Edition) -> str:
    held = ngettext("The calendar has {n} entry.", "The calendar has {n} entries.", made.count)
    counted = [
        (made.fresh, ngettext("{n} new", "{n} new", made.fresh)),
        (made.changed, ngettext("{n} changed", "{n} changed", made.changed)),
        (made.cancelled, ngettext("{n} cancelled", "{n} cancelled", made.cancelled)),
    ]
    different = ", ".join(words.format(n=number(n)) for n, words in counted if n)
    since = _("Since the file you made before: {list}.").format(list=different or _("nothing"))
    return held.format(n=number(made.count)) + ("" if made.first else f" {since}")


def _what_becomes_of_it(made: Edition) -> list[str]:
    lines = []
    if not made.readable:
        lines.append(_("What your last file held cannot be read here: its old entries may stay in your calendar."))
    lines.append(
        _(
            "Load each new file into the same calendar: it replaces the entries of the last one and cancels what fell "
            "away. What is past stays."
        )
        if made.kept
        else _(
            "This device keeps no note of what the file holds: one you load later may leave old entries in your "
            "calendar."
        )
    )
    lines.append(
        _(
            "Some phone calendars add the entries once more, or do not take away what was cancelled. So load the file "
            "into a calendar of its own: if that happens, delete that calendar and load the file again."
        )
    )
    return lines
