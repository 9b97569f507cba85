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

from tertulia.models.errors import InputError

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


class Group(StrEnum):
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


def folded(text: str) -> str:
    """A text as names are compared: without accents, capitals and extra blanks."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in bare if not unicodedata.combining(sign)).split())


@dataclass(frozen=True)
class Contact:
    """Somebody the owner knows.

    name: 1 to NAME_MOST characters; a first name or initials are enough. about: what they know about, keys of
    `Need` or the owner's own words, at most TOPICS_MOST.

    Raises InputError for name or about with one of: empty, long (most), sign (sign), many (most); for group or
    often: unknown.
    """

    name: str
    group: Group
    often: Often = Often.MONTHLY
    about: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check the values and bring them into their usual form."""
        object.__setattr__(self, "name", _words("name", self.name))
        for name, kind in (("group", Group), ("often", Often)):
            try:
                object.__setattr__(self, name, kind(getattr(self, name)))
            except ValueError:
                raise InputError(name, "unknown", value=str(getattr(self, name))[:NAME_MOST]) from None
        topics: dict[str, str] = {}
        for topic in self.about:
            told = _words("about", topic)
            topics.setdefault(folded(told), told)
        if len(topics) > TOPICS_MOST:
            raise InputError("about", "many", most=TOPICS_MOST)
        object.__setattr__(self, "about", tuple(topics.values()))

    @property
    def weak(self) -> bool:
        """Whether the owner speaks with them less than once a month."""
        return self.often in WEAK


def _words(field: str, text: object) -> str:
    if not isinstance(text, str):
        raise InputError(field, "not_words")
    for sign in text:
        if sign in RESERVED or not sign.isprintable():
            raise InputError(field, "sign", sign=sign if sign.isprintable() else "")
    told = " ".join(text.split())
    if not told or not folded(told):
        raise InputError(field, "empty")
    if len(told) > NAME_MOST:
        raise InputError(field, "long", most=NAME_MOST)
    return told


Tie = tuple[int, int]
"""Two places in the list of contacts, the smaller first."""


@dataclass(frozen=True)
class ContactMap:
    """The contacts in the order they were entered, and the ties between them.

    ties: pairs of places in `people`, each once.

    Raises InputError: people with many (most) or twice (name, other: the two names that read the same); ties with
    itself or unknown.
    """

    people: tuple[Contact, ...] = ()
    ties: tuple[Tie, ...] = ()

    def __post_init__(self) -> None:
        """Check the values and order the ties."""
        if len(self.people) > MOST:
            raise InputError("people", "many", most=MOST)
        seen: dict[str, str] = {}
        for person in self.people:
            key = folded(person.name)
            if key in seen:
                raise InputError("people", "twice", name=person.name, other=seen[key])
            seen[key] = person.name
        for a, b in self.ties:
            if a == b:
                raise InputError("ties", "itself")
            if not (0 <= a < len(self.people) and 0 <= b < len(self.people)):
                raise InputError("ties", "unknown")
        object.__setattr__(self, "people", tuple(self.people))
        object.__setattr__(self, "ties", tuple(sorted({(min(tie), max(tie)) for tie in self.ties})))

    def place(self, name: str) -> int | None:
        """The place of the contact with this name, None if there is nobody."""
        wanted = folded(name)
        return next((k for k, person in enumerate(self.people) if folded(person.name) == wanted), None)

    def knows(self, place: int) -> tuple[int, ...]:
        """The places of the contacts whom this one knows."""
        return tuple(b if a == place else a for a, b in self.ties if place in (a, b))


def add(known: ContactMap, person: Contact, knows: Iterable[str] = ()) -> ContactMap:
    """The map with one more contact, tied to those named.

    InputError: name with twice (other) or many (most); knows with unknown (name).
    """
    there = known.place(person.name)
    if there is not None:
        raise InputError("name", "twice", other=known.people[there].name)
    if len(known.people) >= MOST:
        raise InputError("name", "many", most=MOST)
    new = len(known.people)
    ties = [(place, new) for place in _places(known, knows)]
    return ContactMap((*known.people, person), (*known.ties, *ties))


def change(known: ContactMap, place: int, person: Contact, knows: Iterable[str] = ()) -> ContactMap:
    """The map with another contact at this place, tied to those named and to nobody else; errors as in `add`."""
    there = known.place(person.name)
    if there not in (None, place):
        raise InputError("name", "twice", other=person.name)
    ties = [(other, place) for other in _places(known, knows) if other != place]
    rest = [tie for tie in known.ties if place not in tie]
    people = (*known.people[:place], person, *known.people[place + 1 :])
    return ContactMap(people, (*rest, *ties))


def _places(known: ContactMap, names: Iterable[str]) -> list[int]:
    found = []
    for name in names:
        place = known.place(name)
        if place is None:
            raise InputError("knows", "unknown", name=name[:NAME_MOST])
        found.append(place)
    return found


def remove(known: ContactMap, place: int) -> ContactMap:
    """The map without this contact and their ties."""

    def moved(k: int) -> int:
        return k - (k > place)

    people = (*known.people[:place], *known.people[place + 1 :])
    return ContactMap(people, tuple((moved(a), moved(b)) for a, b in known.ties if place not in (a, b)))


def tie(known: ContactMap, a: int, b: int) -> ContactMap:
    """The map on which these two know each other; InputError if they are the same."""
    return replace(known, ties=(*known.ties, (a, b)))


def untie(known: ContactMap, a: int, b: int) -> ContactMap:
    """The map on which these two do not know each other."""
    return replace(known, ties=tuple(pair for pair in known.ties if set(pair) != {a, b}))


def to_plain(known: ContactMap) -> dict[str, Any]:
    """The map as lists, dictionaries and words only, as JSON takes them; `from_plain` reads it again."""
    return {
        "version": VERSION,
        "contacts": [
            {"name": p.name, "group": p.group.value, "often": p.often.value, "about": list(p.about)}
            for p in known.people
        ],
        "ties": [[known.people[a].name, known.people[b].name] for a, b in known.ties],
    }


def from_plain(plain: object) -> ContactMap:
    """The map that `to_plain` wrote. Whatever else comes in raises InputError: nothing is guessed.

    Field: version (unknown), contacts or ties (shape, many), or that of the contact or map that is wrong.
    """
    if not isinstance(plain, Mapping) or plain.get("version") != VERSION:
        raise InputError("version", "unknown")
    contacts, ties = plain.get("contacts"), plain.get("ties")
    if not isinstance(contacts, list) or not all(isinstance(item, Mapping) for item in contacts):
        raise InputError("contacts", "shape")
    if not isinstance(ties, list):
        raise InputError("ties", "shape")
    if len(contacts) > MOST or len(ties) > MOST * MOST:
        raise InputError("contacts", "many", most=MOST)
    people = []
    for item in contacts:
        about = item.get("about", [])
        if not isinstance(about, list):
            raise InputError("about", "shape")
        people.append(Contact(item.get("name", ""), item.get("group", ""), item.get("often", ""), tuple(about)))
    known = ContactMap(tuple(people))
    pairs = []
    for pair in ties:
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(name, str) for name in pair):
            raise InputError("ties", "shape")
        a, b = (known.place(name) for name in pair)
        if a is None or b is None:
            raise InputError("ties", "unknown")
        pairs.append((a, b))
    return ContactMap(known.people, tuple(pairs))
