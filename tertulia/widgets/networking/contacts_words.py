"""The learner's words for groups of contacts, how often one speaks with them, and what they know about.

`models.contacts_text` reads all of them again, in both languages.
"""

from __future__ import annotations

from collections.abc import Sequence

from tertulia.language import _
from tertulia.models.networking.contacts import Group, Need, Often


def group_words(group: Group) -> str:
    """Where you know somebody from."""
    return {
        Group.CUSTOMERS: _("Customers"),
        Group.SUPPLIERS: _("Suppliers"),
        Group.FIRMS: _("Other firms"),
        Group.ADVISERS: _("Advisers and bank"),
        Group.PUBLIC: _("Public bodies and schools"),
        Group.PRESS: _("Press and media"),
        Group.NEIGHBOURS: _("Neighbours and associations"),
        Group.FAMILY: _("Family and friends"),
        Group.OTHER: _("Somebody else"),
    }[group]


def group_letter(group: Group) -> str:
    """One letter for a group, different for each."""
    return {
        Group.CUSTOMERS: _("C (customers)"),
        Group.SUPPLIERS: _("S (suppliers)"),
        Group.FIRMS: _("O (other firms)"),
        Group.ADVISERS: _("A (advisers)"),
        Group.PUBLIC: _("P (public bodies)"),
        Group.PRESS: _("M (press and media)"),
        Group.NEIGHBOURS: _("N (neighbours)"),
        Group.FAMILY: _("F (family)"),
        Group.OTHER: _("? (somebody else)"),
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


def capital(text: str) -> str:
    """With a capital at the beginning."""
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str]) -> str:
    """ "Ana, Leo and Mar"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])
