"""Whose firm the two exercises on workplaces look at: a typed list, departments and sizes, or a real firm of 1987."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import ipywidgets

from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html, paragraphs
from tertulia.language import _, ngettext, number
from tertulia.managers import managers
from tertulia.models.errors import InputError
from tertulia.models.inside import workplace as model
from tertulia.models.inside.staff_list import UnreadPart, read_departments, read_list
from tertulia.models.inside.workplace import LEAST, MOST, Organisation
from tertulia.profile import Profile
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.controls import (
    Choice,
    ChosenFile,
    Control,
    Controls,
    FileField,
    Slider,
    SourceChoice,
    TextField,
    card,
)
from tertulia.widgets.base.firm_facts import Fact
from tertulia.widgets.base.words import share_bold
from tertulia.widgets.inside import workplaces_words as words
from tertulia.widgets.inside.invented_staff import PEOPLE, SIZES
from tertulia.widgets.inside.staff_field import StaffListField, staff_file, staff_of

INSIDE, ACROSS = 40, 8
"""Percent of the pairs who talk, in a department and across, where a firm is made from its sizes. Grade D."""


class StaffSource(StrEnum):
    """Where the staff comes from."""

    LIST = "list"
    DEPARTMENTS = "departments"
    MANAGERS = "managers"
    """The real firm of 1987."""


@dataclass(kw_only=True)
class StaffControls(Controls):
    """Where the staff comes from, and what that source needs."""

    source: SourceChoice
    people: StaffListField
    file: FileField
    departments: TextField
    inside: Slider
    across: Slider
    ties: Choice

    @classmethod
    def of(cls, firm: ExampleFirm, own: Profile) -> StaffControls:
        """The controls with this firm's values; own: what is known of the learner's."""
        start = staff_start(firm, own)
        controls = cls(
            source=SourceChoice(
                _("The staff"),
                [
                    (_("From a list"), StaffSource.LIST.value),
                    (_("Made from departments"), StaffSource.DEPARTMENTS.value),
                    (_("A real firm: 21 managers, 1987"), StaffSource.MANAGERS.value),
                ],
                start["source"],
            ),
            people=StaffListField(start["people"]),
            file=staff_file(lambda chosen: controls.open(chosen)),
            departments=TextField(_("Departments and how many work there"), start["departments"], most=300),
            inside=Slider(
                _("In a department, pairs who talk"), start["inside"], 0, 100, 5, share_bold, words.ties_evidence()
            ),
            across=Slider(
                _("Across departments, pairs who talk"), start["across"], 0, 50, 1, share_bold, words.ties_evidence()
            ),
            ties=Choice(
                _("Which ties"),
                [(_("whom they call a friend"), "friendship"), (_("whom they ask for advice"), "advice")],
                start["ties"],
            ),
        )
        controls.people.box.add_class("tt-tall")
        controls.show_used()
        return controls

    @property
    def chosen(self) -> StaffSource:
        """The chosen source."""
        return StaffSource(self.source.value)

    def card(self) -> ipywidgets.Box:
        """The controls under their heading."""
        return card(_("Your firm"), self.named().values())

    def show_used(self) -> None:
        """Show the controls that the chosen source reads, and put the others away."""
        readers: dict[StaffSource, tuple[Control, ...]] = {
            StaffSource.LIST: (self.people, self.file),
            StaffSource.DEPARTMENTS: (self.departments, self.inside, self.across),
            StaffSource.MANAGERS: (self.ties,),
        }
        for source, controls in readers.items():
            for control in controls:
                change = control.box.remove_class if source is self.chosen else control.box.add_class
                change("tt-away")

    def open(self, chosen: ChosenFile) -> None:
        """Take the list in a file, or say why not; what was typed stays then."""
        from tertulia.widgets.base.people_file_words import people_file_words  # with the readers of files

        self.file.holds(chosen.name)
        try:
            table = staff_of(chosen)
        except InputError as error:
            self.people.told_nothing()
            self.file.refuses(chosen.name)
            self.file.problem(people_file_words(error))
            return
        self.file.problem()
        read = ngettext("{n} person", "{n} people", table.people).format(n=number(table.people))
        self.file.holds(chosen.name, read)
        self.people.take(table)

    def organisation(self) -> tuple[Organisation, tuple[UnreadPart, ...]]:
        """The chosen firm and what could not be read of a list; InputError at the control to be mended."""
        try:
            match self.chosen:
                case StaffSource.MANAGERS:
                    return managers(self.ties.value), ()
                case StaffSource.DEPARTMENTS:
                    return _from_departments(self.departments.value, self.inside.value, self.across.value), ()
                case StaffSource.LIST:
                    return _from_list(self.people.value)
        except InputError as error:
            field = "people" if self.chosen is StaffSource.LIST else "departments"
            raise InputError(field, error.code, **error.values) from None

    def missing(self, firm: ExampleFirm, own: Profile) -> str:
        """Why nothing can be said of the learner's own firm yet, in plain text; empty if something can."""
        typed = {StaffSource.LIST: self.people, StaffSource.DEPARTMENTS: self.departments}.get(self.chosen)
        if firm.starts != OWN or typed is None or typed.value:
            return ""
        return words.alone_words() if own.people == 1 else words.untold_words()

    def nobody_real(self) -> str:
        """Why the chosen staff belongs into nobody's plan, in plain text; empty if it may be the learner's own."""
        return words.nobody_real_words() if self.chosen is StaffSource.MANAGERS else ""

    def about(self) -> Html:
        """What one should know about the chosen source."""
        about = {
            StaffSource.MANAGERS: words.about_managers,
            StaffSource.DEPARTMENTS: words.about_departments,
            StaffSource.LIST: words.about_list,
        }
        return paragraphs(about[self.chosen]())


def staff_start(firm: ExampleFirm, own: Profile) -> Mapping[str, Any]:
    """The values `StaffControls` begin with for this firm, by the control's name.

    own: what is known of the learner's firm. Its people stand in one department until it names its own.
    """
    ties = {"inside": INSIDE, "across": ACROSS, "ties": "friendship"}
    if firm.starts == OWN:
        return {"source": StaffSource.DEPARTMENTS.value, "people": "", "departments": everybody(own.people), **ties}
    return {
        "source": StaffSource.LIST.value,
        "people": "\n".join("; ".join((name, _(part), boss, talks)) for name, part, boss, talks in PEOPLE[firm.key]),
        "departments": ", ".join(f"{_(name)} {size}" for name, size in SIZES[firm.key]),
        **ties,
    }


def everybody(people: int | None) -> str:
    """All of a firm in one department; empty for a number that has no network."""
    return _("All of us {n}").format(n=people) if people is not None and LEAST <= people <= MOST else ""


STAFF_FACTS: Mapping[str, Fact] = {"people": firm_facts.STAFF, "departments": firm_facts.DEPARTMENTS}
"""What both exercises know once one was told."""


@lru_cache(maxsize=8)
def _from_list(text: str) -> tuple[Organisation, tuple[UnreadPart, ...]]:
    return read_list(text)


@lru_cache(maxsize=8)
def _from_departments(text: str, inside: float, across: float) -> Organisation:
    return model.from_departments(read_departments(text), inside / 100, across / 100)
