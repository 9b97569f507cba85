"""The controls of the contact map: the form, who knows whom, the list; what their buttons do, and undoing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.clock import today
from tertulia.exports.cells import OwnFile
from tertulia.firms import FIRMS, OWN, ExampleFirm
from tertulia.html import Html, as_html
from tertulia.language import _, and_list
from tertulia.models.errors import InputError, Refusal
from tertulia.models.networking.contacts import Contact, ContactMap, Need, add, change, remove, tie, untie
from tertulia.models.networking.contacts_text import (
    TEXT_MOST,
    ContactListReading,
    items_of,
    read,
    read_cells,
    together,
    topic,
)
from tertulia.models.networking.contacts_vocabulary import columns_of
from tertulia.widgets.base.components import note
from tertulia.widgets.base.controls import ChosenFile, button, card
from tertulia.widgets.base.exercise import Exercise, box, html
from tertulia.widgets.networking.contacts_controls import (
    NOBODY,
    ContactControls,
    contact_controls,
    empty_form,
    people_choices,
)
from tertulia.widgets.networking.contacts_firms import WANTED, contacts_of
from tertulia.widgets.networking.contacts_kept import kept_map, map_from
from tertulia.widgets.networking.contacts_messages import (
    ContactFileRefusal,
    added_words,
    new_words,
    refusal_words,
    unread_lines,
)
from tertulia.widgets.networking.contacts_picker import ContactPicker
from tertulia.widgets.networking.contacts_words import topic_words

if TYPE_CHECKING:
    from tertulia.exports.address_book import AddressBook, PeopleTable

START_SHOWN = 120
"""Characters of a file's first line in a sentence."""


class ContactEditor(Exercise[ContactControls]):
    """The half of the exercise with which a map is made; `contacts` is the map."""

    contacts: ContactMap

    def make_controls(self, firm: ExampleFirm) -> ContactControls:
        """The controls, and the map that this firm begins with."""
        self.contacts, self._came = self._beginning_map(firm.key)
        self._began: ContactMap | None = self.contacts
        self._before: ContactMap | None = None
        return contact_controls(self.contacts, WANTED[firm.starts], self._open)

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """Nothing chosen and an empty form."""
        return {
            "wanted": WANTED[firm.starts],
            "own": "",
            "edit": NOBODY,
            **empty_form(),
            "one": NOBODY,
            "other": NOBODY,
            "file": None,
            "lines": "",
        }

    def cards(self) -> list[ipywidgets.Box]:
        """What is looked for; the form; who knows whom; the list."""
        controls = self.controls
        self.status = {name: html("tt-piece") for name in ("form", "ties", "list", "undo")}
        self.save = button(_("Put on the map"), self._save)
        self.drop = button(_("Take off the map"), self._drop)
        self.join = button(_("They know each other"), lambda: self._tie(tie, _("{names} know each other.")))
        self.part = button(_("They do not"), lambda: self._tie(untie, _("{names} do not know each other.")))
        self.take_list = button(_("Add these lines"), self._read)
        for pressed in (self.save, self.join, self.take_list):
            pressed.remove_class("tt-btn--quiet")
            pressed.add_class("tt-btn")
            pressed.add_class("tt-btn--line")
        self.undo = button(_("Undo the last change"), self._undo)
        self.unread = html("tt-piece")
        self.picker = ContactPicker(lambda: self.contacts, self._take_picked)
        controls.edit.observe(self._fill)
        controls.lines.observe(self._look_at_lines)
        self._update_buttons()
        self._say("undo", self._came)
        search = card(_("Who could help?"), [controls.wanted, controls.own])
        undo = box("tt-control", [self.undo, self.status["undo"]])
        return [search, self._form_card(), self._ties_card(), self._list_card(), undo]

    def _form_card(self) -> ipywidgets.Box:
        controls = self.controls
        form = card(
            _("Add or change a contact"),
            [
                controls.edit,
                controls.name,
                controls.group,
                controls.often,
                controls.skill,
                controls.about,
                controls.knows,
            ],
        )
        private = _(
            "These are other people’s names. They stay on this device; a first name or initials are enough. Added "
            "to your plan, they stand in the plan’s file as well."
        )
        heading, *fields = form.children
        buttons = box("tt-actions", [self.save, self.drop])
        form.children = (heading, html("", note(private)), *fields, buttons, self.status["form"])
        return form

    def _ties_card(self) -> ipywidgets.Box:
        ties = card(_("Who knows whom"), [self.controls.one, self.controls.other])
        ties.children = (*ties.children, box("tt-actions", [self.join, self.part]), self.status["ties"])
        return ties

    def _list_card(self) -> ipywidgets.Box:
        pasted = card(_("Or a whole list"), [self.controls.lines, self.controls.file])
        order = _("Name; group; how often; what they know about; whom they know. Only the name must be there.")
        heading, lines, file = pasted.children
        buttons = box("tt-actions", [self.take_list])
        pasted.children = (
            heading,
            html("", note(order)),
            lines,
            self.unread,
            buttons,
            self.status["list"],
            file,
            self.picker.box,
        )
        return pasted

    # the map ------------------------------------------------------------------------------------------------

    @staticmethod
    def _beginning_map(firm: str) -> tuple[ContactMap, str]:
        """The firm's map, and what there is to say about it. For the learner's own firm: the one in the kept plan."""
        if firm in FIRMS and firm != OWN:
            return contacts_of(firm), ""
        from tertulia.plan import updates
        from tertulia.plan.examples import example
        from tertulia.widgets.base.plan_saving import kept_plan

        plan, trouble = kept_plan() if firm == OWN else (example(firm, today()), "")
        if trouble:
            return ContactMap(), trouble
        try:
            contacts = updates.contact_map(plan.contacts.known)
        except InputError:
            return ContactMap(), _("The contacts in your plan cannot be read; the plan was left as it is.")
        return contacts, _("These are the contacts of your plan.") if contacts.people and firm == OWN else ""

    def take(self, contacts: ContactMap, message: str = "", at: str = "undo") -> None:
        """Show another map and say what happened, at the buttons that did it; the one before can be brought back."""
        if contacts != self.contacts:
            self._before, self.contacts = self.contacts, contacts
        was_changing = self.controls.edit.value != NOBODY
        self._offer_people()
        if was_changing:
            self._fill()
        self.refresh()
        self._say(at, message)  # once it is kept: who reads it may leave at once
        self.picker.show()
        self._update_buttons()

    def _offer_people(self) -> None:
        """Let the lists hold the people of this map; nobody is chosen then."""
        controls = self.controls
        with self.quietly():
            for choice, nobody in (
                (controls.edit, _("somebody new")),
                (controls.one, _("nobody chosen")),
                (controls.other, _("nobody chosen")),
            ):
                choice.widget.options = people_choices(self.contacts, nobody)
                choice.value = NOBODY

    def _say(self, at: str, message: str) -> None:
        """Say what happened at the buttons that did it, and nothing at the others."""
        for place, status in self.status.items():
            status.value = Html(f'<p role="status">{as_html(message)}</p>') if message and place == at else ""

    def restart(self) -> None:
        """The chosen firm's contacts: the learner's own as they left them, or those of their plan.

        The ones before can be brought back if they were this firm's: nobody invented comes onto the learner's map.
        """
        before = self.contacts if self.firm.key == self.who.value else None
        self.unread.value = ""
        self.picker.close()
        self.contacts, self._came = self._beginning_map(self.who.value)
        self._began = self.contacts
        self._offer_people()
        super().restart()
        self._before = None if before == self.contacts else before
        self._say("undo", self._came)
        self._update_buttons()

    def state(self) -> Any:
        """The whole map, from the first change on; none while it is still that of the plan."""
        return None if self.contacts == self._began else kept_map(self.contacts)

    def resume(self, state: Any) -> None:
        """The map as the learner left it; what is no map leaves that of the plan."""
        contacts = map_from(state)
        if contacts is None:
            return
        self.contacts, self._began, self._came = contacts, None, ""
        self._offer_people()
        self.picker.show()
        self._say("undo", "")

    def _undo(self) -> None:
        if self._before is not None:
            self.take(self._before, _("The map is as it was before."))

    # what the buttons do ------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """The chosen contact's values into the form, or an empty form; what was typed in it goes on after a reload."""
        if self._quiet:
            self._update_buttons()
            return
        place, form = self.controls.edit.value, empty_form()
        if place != NOBODY:
            person = self.contacts.people[place]
            skill = next((item for item in person.about if item in set(Need)), "")
            form |= {
                "name": person.name,
                "group": person.group.value,
                "often": person.often.value,
                "skill": skill,
                "about": together([topic_words(item) for item in person.about if item != skill]),
                "knows": together([self.contacts.people[k].name for k in self.contacts.knows(place)]),
            }
        with self.quietly():
            for name, value in form.items():
                self.controls[name].value = value
        self._update_buttons()

    def _update_buttons(self) -> None:
        changing = self.controls.edit.value != NOBODY
        self.save.description = _("Save the change") if changing else _("Put on the map")
        self.drop.disabled = not changing
        self.undo.disabled = self._before is None

    def _save(self) -> None:
        """Put the contact in the form on the map, or say at the field why not; what was entered stays."""
        try:
            self._save_form()
        except InputError as error:
            self._refuse(error)

    def _save_form(self) -> None:
        controls = self.controls
        skill = [controls.skill.value] if controls.skill.value else []
        person = Contact(
            name=controls.name.value,
            group=controls.group.value,
            often=controls.often.value,
            about=(*skill, *(topic(item) for item in items_of(controls.about.value))),
        )
        knows = items_of(controls.knows.value)
        if controls.edit.value == NOBODY:
            contacts, message = add(self.contacts, person, knows), _("{name} is on your map.")
        else:
            contacts = change(self.contacts, controls.edit.value, person, knows)
            message = _("{name} is changed.")
        with self.quietly():
            controls.edit.value = NOBODY
        self._fill()
        self.take(contacts, message.format(name=person.name), "form")

    def _drop(self) -> None:
        place = self.controls.edit.value
        if place != NOBODY:
            gone = self.contacts.people[place].name
            self.take(remove(self.contacts, place), _("{name} is off your map.").format(name=gone), "form")

    def _tie(self, how: Callable[[ContactMap, int, int], ContactMap], message: str) -> None:
        one, other = self.controls.one.value, self.controls.other.value
        empty = next((name for name, place in (("one", one), ("other", other)) if place == NOBODY), "")
        if empty:
            self._complain(empty, _("Choose a contact."))
            return
        if one == other:
            self._complain("other", _("Choose two different contacts."))
            return
        people = self.contacts.people
        message = message.format(names=and_list((people[one].name, people[other].name)))
        self.take(how(self.contacts, one, other), message, "ties")

    def _open(self, chosen: ChosenFile) -> None:
        """Read the file that was chosen: a list as if it had been pasted; of an address book, whom to take is asked."""
        from tertulia.exports.address_book import AddressBook, PeopleTable, read_people
        from tertulia.widgets.networking.contacts_book_words import people_words

        self.picker.close()
        self.unread.value = ""
        self.controls.file.holds(chosen.name)
        try:
            found = read_people(OwnFile(chosen.name, chosen.content))
            if isinstance(found, AddressBook):
                self._ask_whom(found)
                self.controls.file.holds(chosen.name, people_words(found))
                return
            reading = self._read_lines(found) if isinstance(found, PeopleTable) else self._read_text(found)
        except InputError as error:
            self.controls.file.refuses(chosen.name)
            self._say("list", "")
            self._refuse(error)
            return
        if reading is not None:
            self.controls.file.holds(chosen.name, new_words(reading))

    def _ask_whom(self, book: AddressBook) -> None:
        """Show the people of an address book, to be chosen from."""
        from tertulia.widgets.networking.contacts_book_words import book_words

        self.unread.value = ""
        self.picker.open(book, book_words(book))
        self._say("list", _("Nobody was added yet. Choose below whom you want on the map."))
        self.controls.file.problem()

    def _read_text(self, text: str) -> ContactListReading | None:
        if len(text) > TEXT_MOST:
            raise InputError("file", Refusal.TOO_LONG, most=TEXT_MOST)
        with self.quietly():
            self.controls.lines.value = text
        return self._read()

    def _read_lines(self, table: PeopleTable) -> ContactListReading:
        """Read the lines of a table onto the map; none of them if most are no contacts."""
        if sum(len(cell) for _line, cells in table.lines for cell in cells) > TEXT_MOST:
            raise InputError("file", Refusal.TOO_LONG, most=TEXT_MOST)
        reading = read_cells(table.lines, self.contacts)
        read_well, start = reading.lines - len(reading.unread), table.lines[0][1] if table.lines else ()
        if columns_of(start) is None and read_well <= len(reading.unread):
            begin = " · ".join(filter(None, start))[:START_SHOWN]
            raise InputError("file", ContactFileRefusal.NO_LIST, n=reading.lines, read=read_well, start=begin)
        with self.quietly():
            self.controls.lines.value = "\n".join(reading.unread)
        self.unread.value = unread_lines(reading)
        self.take(reading.contacts, added_words(reading), "list")
        return reading

    def _look_at_lines(self) -> None:
        """A pasted address book leaves the field at once: nothing of it is kept but who is chosen."""
        text = str(self.controls.lines.widget.value)
        if self._quiet or not text.strip() or len(text) > TEXT_MOST:
            return
        from tertulia.exports.address_book import pasted_people

        with suppress(InputError):  # what is wrong is said when the button is pressed
            book = pasted_people(text)
            if book is not None:
                with self.quietly():
                    self.controls.lines.value = ""
                self._ask_whom(book)

    def _take_picked(self) -> None:
        """Put those who were ticked onto the map."""
        picked = self.picker.picked()
        if picked is not None:
            self.take(picked.contacts, picked.message, "list")

    def _read(self) -> ContactListReading | None:
        """Read the list onto the map; what it gave, None if it was refused as a whole."""
        from tertulia.exports.address_book import pasted_people

        text = str(self.controls.lines.widget.value)
        if self._too_long():
            return None
        if not text.strip():
            self._refuse(InputError("lines", Refusal.EMPTY))
            return None
        try:
            pasted_people(text)
        except InputError as error:
            self._refuse(error)
            return None
        reading = read(text, self.contacts)
        whole = any(problem.line == 0 for problem in reading.problems)
        with self.quietly():
            self.controls.lines.value = text if whole else "\n".join(reading.unread)
        self.unread.value = unread_lines(reading)
        self.take(reading.contacts, added_words(reading), "list")
        return None if whole else reading

    def refresh(self) -> None:
        """Answer again; a list that is too long is said at its field, whatever was changed."""
        super().refresh()
        if not self._quiet:
            self._too_long()

    def _too_long(self) -> bool:
        """Whether the list is longer than is read; its field says so."""
        if len(str(self.controls.lines.widget.value)) <= TEXT_MOST:
            return False
        self.controls.lines.problem(self.complaint(InputError("lines", Refusal.TOO_LONG, most=TEXT_MOST)))
        return True

    def _refuse(self, error: InputError) -> None:
        self._complain(error.field, self.complaint(error))

    def complaint(self, error: InputError) -> str:
        """What is wrong with an entry and what to do."""
        return refusal_words(error)
