"""The controls of the contact map, as a firm finds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tertulia.language import _, capital
from tertulia.models.networking.contacts import ContactGroup, ContactMap, Need, Often
from tertulia.models.networking.contacts_text import TEXT_MOST
from tertulia.widgets.base.controls import Choice, ChosenFile, Controls, EntryChoice, FileField, TextField
from tertulia.widgets.base.people_field import PeopleField
from tertulia.widgets.networking.contacts_words import group_words, need_words, often_words

FILE_MOST = 25 * 2**20
"""Bytes of a file at most: address books come with pictures (`exports.table.MOST_BYTES`)."""

ACCEPT = (
    ".csv,.tsv,.txt,.xlsx,.xls,.vcf,.json,.zip,text/csv,text/plain,text/vcard,text/x-vcard,application/json,"
    "application/zip"
)
"""What the dialogue for files shows."""

NOBODY = -1
"""Chosen in a list of contacts when none is."""


@dataclass(kw_only=True)
class ContactControls(Controls):
    """What is looked for, the form, who knows whom, the list."""

    wanted: Choice
    own: TextField
    """What is looked for in the learner's own words; it goes before `wanted`."""
    edit: EntryChoice
    """The place of the contact in the form, NOBODY for a new one."""
    name: TextField
    group: Choice
    often: Choice
    skill: Choice
    about: TextField
    knows: TextField
    one: EntryChoice
    other: EntryChoice
    file: FileField
    lines: PeopleField


def people_choices(contacts: ContactMap, nobody: str) -> list[tuple[str, int]]:
    """Everybody on the map by name, and before them what is shown when nobody is chosen."""
    named = sorted(enumerate(contacts.people), key=lambda item: item[1].name.casefold())
    return [(nobody, NOBODY), *((person.name, place) for place, person in named)]


def empty_form() -> dict[str, str]:
    """The form before somebody is written down, by control."""
    return {
        "name": "",
        "group": ContactGroup.CUSTOMERS.value,
        "often": Often.MONTHLY.value,
        "skill": "",
        "about": "",
        "knows": "",
    }


def contact_controls(contacts: ContactMap, wanted: str, opened: Callable[[ChosenFile], None]) -> ContactControls:
    """The controls for a map. wanted: a key of `Need`. opened: what is done with a file."""
    needs = [(capital(need_words(need)), need.value) for need in Need]
    people = people_choices(contacts, _("nobody chosen"))
    groups = [(group_words(group), group.value) for group in ContactGroup]
    return ContactControls(
        wanted=Choice(_("I am looking for"), needs, wanted),
        own=TextField(_("Or, in your own words"), "", _("galvanising"), most=40),
        edit=EntryChoice(_("Whom to write down"), people_choices(contacts, _("somebody new")), NOBODY),
        name=TextField(_("Name or initials"), "", _("Ana P."), most=80),
        group=Choice(_("You know them from"), groups, ContactGroup.CUSTOMERS.value),
        often=Choice(_("You speak"), [(often_words(often), often.value) for often in Often], Often.MONTHLY.value),
        skill=Choice(_("They know about"), [(_("not on this list"), ""), *needs], ""),
        about=TextField(_("Also about (separate with commas)"), "", _("welding, lawyers"), most=400),
        knows=TextField(_("They know, of your contacts"), "", _("Leo, Mar"), most=8000),
        one=EntryChoice(_("This contact"), people, NOBODY),
        other=EntryChoice(_("and this one"), people, NOBODY),
        file=FileField(
            _("Open a file"),
            ACCEPT,
            most=FILE_MOST,
            heading=_(
                "A file: what you saved here, your own list, or the contacts of LinkedIn, Google, Outlook, a phone"
            ),
            opened=opened,
        ),
        lines=PeopleField(
            _("One contact on each line"),
            "",
            _("Ana P.; customers; every month; websites; Leo, Mar"),
            long=True,
            most=TEXT_MOST + 1,
            pasted=TEXT_MOST,
        ),
    )
