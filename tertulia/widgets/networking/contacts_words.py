"""The learner's words for groups of contacts, how often one speaks with them, and what they know about.

`models.networking.contacts_vocabulary` holds all of them, in both languages, so that a list is read again.
"""

from __future__ import annotations

from collections.abc import Sequence

from tertulia.language import _, and_list, ngettext, number
from tertulia.models.networking.contacts import ContactGroup, ContactMap, Need, Often


def group_words(group: ContactGroup) -> str:
    """Where you know somebody from."""
    return {
        ContactGroup.CUSTOMERS: _("Customers"),
        ContactGroup.SUPPLIERS: _("Suppliers"),
        ContactGroup.FIRMS: _("Other firms"),
        ContactGroup.ADVISERS: _("Advisers and bank"),
        ContactGroup.PUBLIC: _("Public bodies and schools"),
        ContactGroup.PRESS: _("Press and media"),
        ContactGroup.NEIGHBOURS: _("Neighbours and associations"),
        ContactGroup.FAMILY: _("Family and friends"),
        ContactGroup.OTHER: _("Somebody else"),
    }[group]


def group_letter(group: ContactGroup) -> str:
    """One letter for a group, different for each."""
    return {
        ContactGroup.CUSTOMERS: _("C (customers)"),
        ContactGroup.SUPPLIERS: _("S (suppliers)"),
        ContactGroup.FIRMS: _("O (other firms)"),
        ContactGroup.ADVISERS: _("A (advisers)"),
        ContactGroup.PUBLIC: _("P (public bodies)"),
        ContactGroup.PRESS: _("M (press and media)"),
        ContactGroup.NEIGHBOURS: _("N (neighbours)"),
        ContactGroup.FAMILY: _("F (family)"),
        ContactGroup.OTHER: _("? (somebody else)"),
    }[group][0]


def often_words(often: Often) -> str:
    """How often you speak with somebody."""
    return {
        Often.WEEKLY: _("Every week"),
        Often.MONTHLY: _("Every month"),
        Often.YEARLY: _("A few times a year"),
        Often.RARELY: _("Once a year or less"),
    }[often]


def need_words(need: Need) -> str:
    """What somebody may know about, in small letters as inside a sentence."""
    return {
        Need.CUSTOMERS: _("new customers"),
        Need.PARTNER: _("a firm to share work with"),
        Need.SUPPLIES: _("materials"),
        Need.STAFF: _("new staff"),
        Need.TRAINING: _("training"),
        Need.ACCOUNTANT: _("accounts and taxes"),
        Need.LAWYER: _("law and contracts"),
        Need.BANK: _("money and loans"),
        Need.INSURANCE: _("insurance"),
        Need.GRANTS: _("grants"),
        Need.TOWN_HALL: _("the town hall"),
        Need.ASSOCIATION: _("trade associations"),
        Need.PREMISES: _("premises"),
        Need.TRANSPORT: _("transport"),
        Need.EXPORT: _("selling abroad"),
        Need.COMPUTERS: _("computers"),
        Need.WEB: _("websites"),
        Need.PHOTO: _("photos and video"),
        Need.PRESS: _("the press"),
    }[need]


def topic_words(topic: str) -> str:
    """A topic as the learner reads it: our words for a need, their own otherwise."""
    return need_words(Need(topic)) if topic in set(Need) else topic


def names_words(contacts: ContactMap, places: Sequence[int], most: int = 4) -> str:
    """Some contacts by name: "Ana, Leo and 3 more"."""
    names = [contacts.people[place].name for place in places[:most]]
    if len(places) > most:
        more = len(places) - most
        names.append(ngettext("{n} more", "{n} more", more).format(n=number(more)))
    return and_list(names)
