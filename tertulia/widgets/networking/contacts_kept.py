"""The map as it is kept on the device while it is being made: short, and read again whoever may have written it."""

from __future__ import annotations

import re
from typing import Any

from tertulia.models.errors import InputError
from tertulia.models.networking.contacts import MOST, Contact, ContactMap, folded

_TIE = re.compile(r"([0-9]{1,3})-([0-9]{1,3})")


def kept_map(contacts: ContactMap) -> dict[str, Any]:
    """The people, each as name, group, how often and topics; the ties as pairs of their places: "0-1 0-4"."""
    return {
        "people": [[each.name, each.group.value, each.often.value, *each.about] for each in contacts.people],
        "ties": " ".join(f"{one}-{other}" for one, other in contacts.ties),
    }


def map_from(state: Any) -> ContactMap | None:
    """The map that `kept_map` wrote, without what does not fit any more; None for anything else."""
    if not isinstance(state, dict) or not isinstance(state.get("people"), list):
        return None
    people: list[Contact] = []
    places: dict[int, int] = {}
    names = set()
    for place, entry in enumerate(state["people"][:MOST]):
        person = _contact(entry)
        if person is not None and folded(person.name) not in names:
            names.add(folded(person.name))
            places[place] = len(people)
            people.append(person)
    ties = state.get("ties")
    pairs = [(int(one), int(other)) for one, other in _TIE.findall(ties)] if isinstance(ties, str) else []
    known = [(places[one], places[other]) for one, other in pairs if one in places and other in places]
    return ContactMap(tuple(people), tuple((one, other) for one, other in known if one != other))


def _contact(entry: Any) -> Contact | None:
    if not isinstance(entry, list) or len(entry) < 3 or not all(isinstance(part, str) for part in entry):
        return None
    name, group, often, *about = entry
    try:
        return Contact(name=name, group=group, often=often, about=tuple(about))
    except InputError:
        return None
