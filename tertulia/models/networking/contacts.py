"""Contact map: the people a firm knows, in groups, and who of them knows whom.

The owner, *ego* in the words of network research, knows everybody on the map; a tie stands between two
contacts who know each other. `contacts_network` measures the map, `contacts_advice` says what to do with it,
`contacts_text` reads and writes it as a list.

Everything is kept as plain values, so that a map can be saved and read again without loss.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from tertulia.models.errors import InputError, Refusal, text_within

MOST = 150
"""Contacts on a map at most."""

NAME_MOST = 40
"""Characters of a name at most."""

TOPICS_MOST = 8
"""Things a contact knows about at most."""

RESERVED = ";|\t\r\n"
"""Signs a name or a topic cannot hold, because lists are written with them."""

VERSION = 1
"""Of the plain form; another one is refused."""


class ContactGroup(StrEnum):
    """Where you know somebody from."""

    CUSTOMERS = "customers"
    SUPPLIERS = "suppliers"
    FIRMS = "firms"
    """Other firms: colleagues in the trade, neighbours of the estate, partners."""
    ADVISERS = "advisers"
    """Accountant, bank, lawyer, insurance."""
    PUBLIC = "public"
    """Town hall, agencies, schools."""
    PRESS = "press"
    NEIGHBOURS = "neighbours"
    """Neighbours, clubs and associations."""
    FAMILY = "family"
    """Family and friends."""
    OTHER = "other"


class Often(StrEnum):
    """How often you speak with somebody."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    """A few times a year."""
    RARELY = "rarely"
    """Once a year or less."""


WEAK = frozenset({Often.YEARLY, Often.RARELY})
"""A weak tie: spoken with less than once a month. Where to draw the line is our judgement (grade D)."""


class Need(StrEnum):
    """What a small firm looks for sooner or later. The list is our judgement (grade D)."""

    CUSTOMERS = "customers"
    PARTNER = "partner"
    """A firm to share or pass on work."""
    SUPPLIES = "supplies"
    STAFF = "staff"
    TRAINING = "training"
    ACCOUNTANT = "accountant"
    LAWYER = "lawyer"
    BANK = "bank"
    INSURANCE = "insurance"
    GRANTS = "grants"
    TOWN_HALL = "town_hall"
    ASSOCIATION = "association"
    PREMISES = "premises"
    TRANSPORT = "transport"
    EXPORT = "export"
    COMPUTERS = "computers"
    WEB = "web"
    PHOTO = "photo"
    PRESS = "press"


class ContactRefusal(StrEnum):
    """Why a contact or a map is refused, beside what all models refuse."""

    SIGN = "sign"
    """A name or a topic holds a sign (`sign`) with which lists are written, or one that cannot be shown."""
    ITSELF = "itself"
    """A tie that leads from a contact back to the same one."""
    SHAPE = "shape"
    """Plain values of another shape than `to_plain` writes."""


FOLDED_MOST = 200
"""Characters of a text that are compared; nothing that is kept has more."""


def folded(text: str) -> str:
    """Write a text as names are compared: without accents, capitals and extra blanks."""
    bare = text[:FOLDED_MOST].casefold()
    if not bare.isascii():
        bare = "".join(sign for sign in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(sign))
    return " ".join(bare.split())


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Somebody the owner knows.

    Attributes
    ----------
    name
        1 to `NAME_MOST` characters; a first name or initials are enough.
    group
        Where the owner knows them from.
    often
        How often the owner speaks with them.
    about
        What they know about, keys of `Need` or the owner's own words, at most `TOPICS_MOST`.

    Raises
    ------
    InputError
        EMPTY, TOO_LONG, UNKNOWN or `ContactRefusal.SIGN` for `name` and `about`, TOO_MANY for `about`, UNKNOWN for
        `group` and `often`.
    """

    name: str
    group: ContactGroup
    often: Often = Often.MONTHLY
    about: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check the values and bring them into their usual form."""
        object.__setattr__(self, "name", _checked("name", self.name))
        for name, kind in (("group", ContactGroup), ("often", Often)):
            try:
                object.__setattr__(self, name, kind(getattr(self, name)))
            except ValueError:
                raise InputError(name, Refusal.UNKNOWN, value=str(getattr(self, name))[:NAME_MOST]) from None
        topics: dict[str, str] = {}
        for topic in self.about:
            words = _checked("about", topic)
            topics.setdefault(folded(words), words)
        if len(topics) > TOPICS_MOST:
            raise InputError("about", Refusal.TOO_MANY, most=TOPICS_MOST)
        object.__setattr__(self, "about", tuple(topics.values()))

    @property
    def weak(self) -> bool:
        """Whether the owner speaks with them less than once a month."""
        return self.often in WEAK


def _checked(field: str, text: object) -> str:
    """Give a name or a topic without blanks too many, if a list can hold it."""
    if not isinstance(text, str):
        raise InputError(field, Refusal.UNKNOWN)
    for sign in text:
        if sign in RESERVED or not sign.isprintable():
            raise InputError(field, ContactRefusal.SIGN, sign=sign if sign.isprintable() else "")
    words = " ".join(text.split())
    if not folded(words):  # also what is accents only
        raise InputError(field, Refusal.EMPTY)
    return text_within(field, words, NAME_MOST)


Tie = tuple[int, int]
"""Two places in the list of contacts, the smaller first."""


@dataclass(frozen=True)
class ContactMap:
    """The contacts in the order they were entered, and the ties between them.

    Attributes
    ----------
    people
        At most `MOST`, no two with the same name.
    ties
        Pairs of places in `people`, each once.

    Raises
    ------
    InputError
        TOO_MANY or TWICE (`name`, `other`: the two names that read the same) for `people`; UNKNOWN or
        `ContactRefusal.ITSELF` for `ties`.
    """

    people: tuple[Contact, ...] = ()
    ties: tuple[Tie, ...] = ()

    def __post_init__(self) -> None:
        """Check the values and order the ties."""
        if len(self.people) > MOST:
            raise InputError("people", Refusal.TOO_MANY, most=MOST)
        seen: dict[str, str] = {}
        for person in self.people:
            key = folded(person.name)
            if key in seen:
                raise InputError("people", Refusal.TWICE, name=person.name, other=seen[key])
            seen[key] = person.name
        for a, b in self.ties:
            if a == b:
                raise InputError("ties", ContactRefusal.ITSELF)
            if not (0 <= a < len(self.people) and 0 <= b < len(self.people)):
                raise InputError("ties", Refusal.UNKNOWN)
        object.__setattr__(self, "people", tuple(self.people))
        object.__setattr__(self, "ties", tuple(sorted({(min(tie), max(tie)) for tie in self.ties})))

    def place(self, name: str) -> int | None:
        """Look up the place of the contact with this name, None if there is nobody."""
        wanted = folded(name)
        return next((k for k, person in enumerate(self.people) if folded(person.name) == wanted), None)

    def knows(self, place: int) -> tuple[int, ...]:
        """List the places of the contacts whom this one knows."""
        return tuple(b if a == place else a for a, b in self.ties if place in (a, b))


def add(contacts: ContactMap, person: Contact, knows: Iterable[str] = ()) -> ContactMap:
    """Put one more contact on the map, tied to those named.

    Parameters
    ----------
    contacts
        The map as it is.
    person
        Who comes on it.
    knows
        Names of contacts on the map, however they are written.

    Raises
    ------
    InputError
        TWICE (`other`) or TOO_MANY for `name`; UNKNOWN (`name`) for `knows`.
    """
    there = contacts.place(person.name)
    if there is not None:
        raise InputError("name", Refusal.TWICE, other=contacts.people[there].name)
    if len(contacts.people) >= MOST:
        raise InputError("name", Refusal.TOO_MANY, most=MOST)
    new = len(contacts.people)
    ties = [(place, new) for place in _places(contacts, knows)]
    return ContactMap((*contacts.people, person), (*contacts.ties, *ties))


def change(contacts: ContactMap, place: int, person: Contact, knows: Iterable[str] = ()) -> ContactMap:
    """Put another contact at this place, tied to those named and to nobody else.

    Raises
    ------
    InputError
        As in `add`.
    """
    there = contacts.place(person.name)
    if there not in (None, place):
        raise InputError("name", Refusal.TWICE, other=person.name)
    ties = [(other, place) for other in _places(contacts, knows) if other != place]
    rest = [tie for tie in contacts.ties if place not in tie]
    people = (*contacts.people[:place], person, *contacts.people[place + 1 :])
    return ContactMap(people, (*rest, *ties))


def _places(contacts: ContactMap, names: Iterable[str]) -> list[int]:
    places = []
    for name in names:
        place = contacts.place(name)
        if place is None:
            raise InputError("knows", Refusal.UNKNOWN, name=name[:NAME_MOST])
        places.append(place)
    return places


def remove(contacts: ContactMap, place: int) -> ContactMap:
    """Take this contact and their ties off the map."""

    def moved(k: int) -> int:
        return k - (k > place)

    people = (*contacts.people[:place], *contacts.people[place + 1 :])
    return ContactMap(people, tuple((moved(a), moved(b)) for a, b in contacts.ties if place not in (a, b)))


def tie(contacts: ContactMap, a: int, b: int) -> ContactMap:
    """Tie two contacts, by their places.

    Raises
    ------
    InputError
        `ContactRefusal.ITSELF` for `ties` if they are the same.
    """
    return replace(contacts, ties=(*contacts.ties, (a, b)))


def untie(contacts: ContactMap, a: int, b: int) -> ContactMap:
    """Take the tie between two contacts, by their places, off the map."""
    return replace(contacts, ties=tuple(pair for pair in contacts.ties if set(pair) != {a, b}))


def to_plain(contacts: ContactMap) -> dict[str, Any]:
    """Write the map as lists, dictionaries and words only, as JSON takes them; `from_plain` reads it again."""
    return {
        "version": VERSION,
        "contacts": [
            {"name": p.name, "group": p.group.value, "often": p.often.value, "about": list(p.about)}
            for p in contacts.people
        ],
        "ties": [[contacts.people[a].name, contacts.people[b].name] for a, b in contacts.ties],
    }


def from_plain(plain: object) -> ContactMap:
    """Read the map that `to_plain` wrote. Whatever else comes in is refused: nothing is guessed.

    Raises
    ------
    InputError
        UNKNOWN for `version`, `ContactRefusal.SHAPE` or TOO_MANY for `contacts` and `ties`, or what the contact or
        the map says that is wrong.
    """
    if not isinstance(plain, Mapping) or plain.get("version") != VERSION:
        raise InputError("version", Refusal.UNKNOWN)
    entries, ties = plain.get("contacts"), plain.get("ties")
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise InputError("contacts", ContactRefusal.SHAPE)
    if not isinstance(ties, list):
        raise InputError("ties", ContactRefusal.SHAPE)
    if len(entries) > MOST or len(ties) > MOST * MOST:
        raise InputError("contacts", Refusal.TOO_MANY, most=MOST)
    people = []
    for entry in entries:
        about = entry.get("about", [])
        if not isinstance(about, list):
            raise InputError("about", ContactRefusal.SHAPE)
        people.append(
            Contact(
                name=entry.get("name", ""),
                group=entry.get("group", ""),
                often=entry.get("often", ""),
                about=tuple(about),
            )
        )
    contacts = ContactMap(tuple(people))
    pairs = []
    for pair in ties:
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(name, str) for name in pair):
            raise InputError("ties", ContactRefusal.SHAPE)
        a, b = (contacts.place(name) for name in pair)
        if a is None or b is None:
            raise InputError("ties", Refusal.UNKNOWN)
        pairs.append((a, b))
    return ContactMap(contacts.people, tuple(pairs))
