"""What a contact map suggests: bridges, introductions, who could help, what is missing.

The rules and their points are our judgement (grade D). They read nothing but the map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tertulia.models.networking.contacts import WEAK, ContactGroup, ContactMap, Need, Often, folded
from tertulia.models.networking.contacts_network import MapMeasures, distances, splits, ties_matrix

GRADE = "D"
"""Evidence grade of every rule in this file."""


@dataclass(frozen=True)
class Bridge:
    """A contact who alone opens a door.

    Attributes
    ----------
    place
        Of the contact on the map.
    alone
        Whether they are the only one the owner knows in their group, where the map has more than one group.
    parts
        What would fall apart without them, each as places of contacts; empty if they join nothing.
    """

    place: int
    alone: bool
    parts: tuple[tuple[int, ...], ...]


def bridges(contacts: ContactMap, measures: MapMeasures) -> tuple[Bridge, ...]:
    """Find everybody who joins two parts or is alone in a group; first those on most ways between others."""
    matrix = ties_matrix(contacts)
    groups = [person.group for person in contacts.people]
    opening = []
    for place, group in enumerate(groups):
        parts = splits(matrix, place)
        alone = groups.count(group) == 1 and len(set(groups)) > 1 and group is not ContactGroup.OTHER
        if alone or len(parts) > 1:
            opening.append(Bridge(place, alone, parts if len(parts) > 1 else ()))
    return tuple(sorted(opening, key=lambda b: (-measures.betweenness[b.place], not b.alone, b.place)))


# introductions ----------------------------------------------------------------------------------------------

HOLE, APART, TOPIC, TOPICS_MOST, NEAR, DELICATE = 3, 1, 1, 2, 1, -2
"""Points of an introduction: nobody joins their groups; nobody joins the two even by a detour; for each thing one
knows about and the other does not, at most TOPICS_MOST for each of the two; for each whom the owner sees at least
once a month; a customer with somebody who could sell to them without the owner."""

RIVALS = frozenset({ContactGroup.SUPPLIERS, ContactGroup.FIRMS})
"""Groups that could serve the owner's customers themselves."""


@dataclass(frozen=True, kw_only=True)
class SuggestedIntroduction:
    """Two contacts who could meet, and why.

    Attributes
    ----------
    a, b
        Their places, a < b.
    points
        By which introductions are ranked.
    hole
        Nobody joins their groups.
    apart
        Not even a detour joins the two.
    brings_a, brings_b
        What one knows about and the other does not.
    near
        The owner sees both at least once a month.
    delicate
        A customer and somebody who could sell to them directly.
    """

    a: int
    b: int
    points: int
    hole: bool
    apart: bool
    brings_a: tuple[str, ...]
    brings_b: tuple[str, ...]
    near: bool
    delicate: bool


def introductions(contacts: ContactMap, measures: MapMeasures, most: int = 5) -> tuple[SuggestedIntroduction, ...]:
    """Pair contacts of different groups who do not know each other, nobody in more than one pair.

    Only pairs in which somebody brings something count: a topic the other does not know about.

    Parameters
    ----------
    contacts
        The map.
    measures
        Of this map.
    most
        Pairs at most.

    Returns
    -------
        The pairs with most points first; of equal ones those that are not delicate.
    """
    people, tied = contacts.people, set(contacts.ties)
    far, _ways = distances(ties_matrix(contacts))
    topics = [{folded(topic): topic for topic in person.about} for person in people]
    pairs = []
    for a, one in enumerate(people):
        for b in range(a + 1, len(people)):
            other = people[b]
            if one.group is other.group or (a, b) in tied:
                continue
            brings_a = tuple(topic for key, topic in topics[a].items() if key not in topics[b])
            brings_b = tuple(topic for key, topic in topics[b].items() if key not in topics[a])
            if not brings_a and not brings_b:
                continue
            hole = measures.group_ties[one.group, other.group] == 0
            apart = bool(far[a, b] < 0)
            close = [person.often not in WEAK for person in (one, other)]
            groups = {one.group, other.group}
            delicate = ContactGroup.CUSTOMERS in groups and bool(groups & RIVALS)
            points = (
                HOLE * hole
                + APART * apart
                + NEAR * sum(close)
                + DELICATE * delicate
                + TOPIC * (min(len(brings_a), TOPICS_MOST) + min(len(brings_b), TOPICS_MOST))
            )
            pairs.append(
                SuggestedIntroduction(
                    a=a,
                    b=b,
                    points=points,
                    hole=hole,
                    apart=apart,
                    brings_a=brings_a,
                    brings_b=brings_b,
                    near=all(close),
                    delicate=delicate,
                )
            )
    pairs.sort(key=lambda pair: (-pair.points, pair.delicate, pair.a, pair.b))
    chosen: list[SuggestedIntroduction] = []
    met: set[int] = set()
    for pair in pairs:
        if len(chosen) < most and not {pair.a, pair.b} & met:
            chosen.append(pair)
            met |= {pair.a, pair.b}
    return tuple(chosen)


# who could help ---------------------------------------------------------------------------------------------

LIKELY: dict[Need, tuple[ContactGroup, ...]] = {
    Need.CUSTOMERS: (ContactGroup.CUSTOMERS, ContactGroup.NEIGHBOURS, ContactGroup.FIRMS),
    Need.PARTNER: (ContactGroup.FIRMS, ContactGroup.SUPPLIERS, ContactGroup.NEIGHBOURS),
    Need.SUPPLIES: (ContactGroup.SUPPLIERS, ContactGroup.FIRMS),
    Need.STAFF: (ContactGroup.PUBLIC, ContactGroup.FAMILY, ContactGroup.NEIGHBOURS),
    Need.TRAINING: (ContactGroup.PUBLIC, ContactGroup.NEIGHBOURS),
    Need.ACCOUNTANT: (ContactGroup.ADVISERS, ContactGroup.FIRMS),
    Need.LAWYER: (ContactGroup.ADVISERS, ContactGroup.FIRMS),
    Need.BANK: (ContactGroup.ADVISERS, ContactGroup.FIRMS),
    Need.INSURANCE: (ContactGroup.ADVISERS, ContactGroup.FIRMS),
    Need.GRANTS: (ContactGroup.PUBLIC, ContactGroup.ADVISERS, ContactGroup.NEIGHBOURS),
    Need.TOWN_HALL: (ContactGroup.PUBLIC, ContactGroup.NEIGHBOURS),
    Need.ASSOCIATION: (ContactGroup.NEIGHBOURS, ContactGroup.FIRMS),
    Need.PREMISES: (ContactGroup.FIRMS, ContactGroup.ADVISERS, ContactGroup.NEIGHBOURS),
    Need.TRANSPORT: (ContactGroup.SUPPLIERS, ContactGroup.FIRMS),
    Need.EXPORT: (ContactGroup.CUSTOMERS, ContactGroup.PUBLIC, ContactGroup.FIRMS),
    Need.COMPUTERS: (ContactGroup.SUPPLIERS, ContactGroup.FIRMS),
    Need.WEB: (ContactGroup.FIRMS, ContactGroup.FAMILY),
    Need.PHOTO: (ContactGroup.FIRMS, ContactGroup.FAMILY, ContactGroup.PRESS),
    Need.PRESS: (ContactGroup.PRESS, ContactGroup.NEIGHBOURS, ContactGroup.PUBLIC),
}
"""Where somebody who can help is likely to be known, the likeliest group first."""

IN_LIKELY, FAR_OFF, OWN_CIRCLE = 2, 1, 1
"""Points of somebody who might know somebody: their group; a weak tie; half or fewer of the average of your contacts
known to them, so that they move among people you do not know."""


@dataclass(frozen=True)
class KnowingContact:
    """A contact who knows about what is looked for."""

    place: int
    through: tuple[int, ...]
    """Contacts the owner sees more often and who know them, at most two, the one seen most often first."""


@dataclass(frozen=True, kw_only=True)
class LikelyContact:
    """A contact who might know somebody, with the points and what gave them."""

    place: int
    points: int
    likely: bool
    """They are of a group in which such people are likely to be known."""
    weak: bool
    """The owner seldom speaks with them."""
    own_circle: bool
    """They know few of the owner's other contacts."""


@dataclass(frozen=True)
class WhoHelps:
    """Who could help with what is looked for."""

    knowing: tuple[KnowingContact, ...]
    """Those who know about it, those seen most often first."""
    likely: tuple[LikelyContact, ...]
    """Those to ask next, those with most points first."""


def who_helps(contacts: ContactMap, measures: MapMeasures, wanted: str, most: int = 4) -> WhoHelps:
    """Find who could help.

    Parameters
    ----------
    contacts
        The map.
    measures
        Of this map.
    wanted
        What is looked for, a key of `Need` or the learner's own words. Own words are found inside topics and the
        other way round, without accents and capitals.
    most
        Of those who might know somebody.
    """
    order = list(Often)
    key = folded(wanted)
    own = key not in set(Need)

    def fits(topic: str) -> bool:
        words = folded(topic)
        return words == key or (
            own and min(len(key), len(words)) > 2 and words not in set(Need) and (key in words or words in key)
        )

    people = contacts.people
    able = [k for k, person in enumerate(people) if key and any(fits(topic) for topic in person.about)]
    able.sort(key=lambda k: (order.index(people[k].often), k))
    knowing = tuple(
        KnowingContact(
            k,
            tuple(
                sorted(
                    (j for j in contacts.knows(k) if order.index(people[j].often) < order.index(people[k].often)),
                    key=lambda j: (order.index(people[j].often), j),
                )[:2]
            ),
        )
        for k in able
    )
    groups = LIKELY[Need(key)] if not own else ()
    average = float(np.mean(measures.redundancy)) if people else 0.0
    likely = []
    for k, person in enumerate(people):
        if k in able or not key:
            continue
        fit = person.group in groups
        outside = measures.redundancy[k] <= average / 2
        points = IN_LIKELY * fit + FAR_OFF * person.weak + OWN_CIRCLE * outside
        if fit or (own and points):
            likely.append(LikelyContact(place=k, points=points, likely=fit, weak=person.weak, own_circle=outside))
    likely.sort(key=lambda one: (-one.points, _rank(groups, people[one.place].group), one.place))
    return WhoHelps(knowing, tuple(likely[:most]))


def _rank(groups: Sequence[ContactGroup], group: ContactGroup) -> int:
    return groups.index(group) if group in groups else len(groups)


# what is missing --------------------------------------------------------------------------------------------

EXPECTED = tuple(group for group in ContactGroup if group is not ContactGroup.OTHER)
"""Groups in which a small firm should know somebody."""

BASIC = (
    Need.ACCOUNTANT,
    Need.LAWYER,
    Need.BANK,
    Need.ASSOCIATION,
    Need.TOWN_HALL,
    Need.PRESS,
    Need.WEB,
    Need.PHOTO,
    Need.STAFF,
    Need.PARTNER,
)
"""Needs with which every small firm should know whom to ask."""


def missing_groups(contacts: ContactMap) -> tuple[ContactGroup, ...]:
    """List the groups in which the owner knows nobody."""
    there = {person.group for person in contacts.people}
    return tuple(group for group in EXPECTED if group not in there)


def missing_needs(contacts: ContactMap) -> tuple[Need, ...]:
    """List the basic needs about which no contact knows."""
    topics = {folded(topic) for person in contacts.people for topic in person.about}
    return tuple(need for need in BASIC if need.value not in topics)
