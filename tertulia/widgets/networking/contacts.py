"""Contact map: whom the firm knows, who of them knows whom, and what follows from that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tertulia import browser
from tertulia.html import joined
from tertulia.language import _, number
from tertulia.models.networking.contacts_analysis import MapAnalysis, analyse
from tertulia.models.networking.contacts_text import topic
from tertulia.widgets.base.components import conclusion
from tertulia.widgets.base.exercise import html
from tertulia.widgets.base.words import short
from tertulia.widgets.networking.contacts_answer import advice, for_the_plan, helpers, in_short, meaning, tiles
from tertulia.widgets.networking.contacts_editor import ContactEditor
from tertulia.widgets.networking.contacts_picture import map_picture
from tertulia.widgets.networking.contacts_tables import for_the_curious, tables

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan


class ContactMapExercise(ContactEditor):
    """The learner's contacts: entered one by one or as a list, drawn, measured, and put to use.

    `contacts` is the map (`to_plain` keeps it, `from_plain` and `take` bring it back); `result` is what there is to
    say about it.
    """

    name = "contacts"

    result: MapAnalysis

    def after_parts(self) -> list[Any]:
        """Who could help, introductions, doors, gaps; then the file."""
        self.help, self.advice, self.files = html("tt-piece"), html("tt-piece"), html("tt-piece")
        return [self.help, self.advice, self.files]

    def show(self) -> None:
        """The map in numbers and drawn, who could help, and what to do."""
        wanted = topic(self.controls.own.value) or self.controls.wanted.value
        before: MapAnalysis | None = getattr(self, "result", None)
        if before and before.contacts == self.contacts:
            self.result = before.looking_for(wanted)
        else:
            self.result = analyse(self.contacts, wanted)
            self._show_map()
        self.words.value = conclusion(*meaning(self.result))
        self.help.value = helpers(self.result)

    def _show_map(self) -> None:
        """What depends on the map alone."""
        self.numbers.value = tiles(self.result.measures)
        self.mini.value = in_short(self.result.measures)
        self._draw_map()
        self.advice.value = advice(self.result)
        self.folds.value = joined((tables(self.result), for_the_curious()))
        browser.when_here("icalendar", self._fill_file)

    def _draw_map(self) -> None:
        self.picture.value = map_picture(self.result, self.name)

    def _page_resized_(self) -> None:
        """The picture has another form on a phone."""
        self._draw_map()

    def _fill_file(self) -> None:
        from tertulia.widgets.networking.contacts_file import file_links  # large, and nobody waits for it

        self.files.value = file_links(self.contacts)

    def nothing_yet(self) -> str:
        """An empty map is none."""
        return "" if self.contacts.people else _("Put somebody on the map, then add it to your plan.")

    def for_plan(self, plan: Plan) -> Plan:
        """Who opens doors, whom to introduce, who is missing, and the whole map."""
        from tertulia.plan import updates

        return updates.with_contacts(plan, for_the_plan(self.result))

    def summary(self) -> str:
        """Contacts and circles in a line."""
        measures = self.result.measures
        return _("{contacts} contacts in {circles} circles; {effective} open different doors").format(
            contacts=number(measures.contacts),
            circles=number(len(measures.circles)),
            effective=short(round(measures.effective, 1), 1),
        )
