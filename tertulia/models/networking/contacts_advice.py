"""What a contact map suggests: bridges, introductions, who could help, what is missing.

The rules and their points are our judgement (grade D). They read nothing but the map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tertulia.models.networking.contacts import WEAK, ContactMap, Group, Need, Often, folded
from tertulia.models.networking.contacts_network import Measures, distances, splits, ties_matrix

GRADE = "D"
"""Evidence grade of every rule in this file."""


@dataclass(frozen=True)
class Bridge:
    """A contact who alone opens a door.

    alone: the only one the owner knows in their group, where the map has more than one group. parts: what would
    fall apart without them, each as places of contacts; empty if they join nothing.
    """

    place: int
    alone: bool
    parts: tuple[tuple[int, ...], ...]


def bridges(known: ContactMap, found: Measures) -> tuple[Bridge, ...]:
    """Everybody who joins two parts or is alone in a group; first those on most ways between others."""
    a = ties_matrix(known)
    of = [person.group for person in known.people]
    made = []
    for place, group in enumerate(of):
        parts = splits(a, place)
        alone = of.count(group) == 1 and len(set(of)) > 1 and group is not Group.OTHER
        if alone or len(parts) > 1:
            made.append(Bridge(place, alone, parts if len(parts) > 1 else ()))
    return tuple(sorted(made, key=lambda b: (-found.betweenness[b.place], not b.alone, b.place)))


# introductions ----------------------------------------------------------------------------------------------

HOLE, APART, TOPIC, TOPICS_MOST, NEAR, DELICATE = 3, 1, 1, 2, 1, -2
"""Points of an introduction: nobody joins their groups; nobody joins the two even by a detour; for each thing one
knows about and the other does not, at most TOPICS_MOST for each of the two; for each whom the owner sees at least
once a month; a customer with somebody who could sell to them without the owner."""

RIVALS = frozenset({Group.SUPPLIERS, Group.FIRMS})
"""Groups that could serve the owner's customers themselves."""


@dataclass(frozen=True)
class Introduction:
    """Two contacts who could meet, places a < b, and why.

    points: by which introductions are ranked. hole: nobody joins their groups. apart: not even a detour joins the
    two. brings_a, brings_b: what one knows about and the other does not. near: the owner sees both at least once a
    month. delicate: a customer and somebody who could sell to them directly.
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


def introductions(known: ContactMap, found: Measures, most: int = 5) -> tuple[Introduction, ...]:
    """The best pairs of contacts of different groups who do not know each other, nobody in more than one of them.

    Only pairs in which somebody brings something count: a topic the other does not know about.
    """
    people, tied = known.people, set(known.ties)
    far, _ways = distances(ties_matrix(known))
    topics = [{folded(topic): topic for topic in person.about} for person in people]
    pairs = []
    for a, one in enumerate(people):
        for b in range(a + 1, len(people)):
            other = people[b]
            if one.group is other.group or (a, b) in tied:
                continue
            brings_a = tuple(told for key, told in topics[a].items() if key not in topics[b])
            brings_b = tuple(told for key, told in topics[b].items() if key not in topics[a])
            if not brings_a and not brings_b:
                continue
            hole = found.group_ties[one.group, other.group] == 0
            apart = bool(far[a, b] < 0)
            close = [person.often not in WEAK for person in (one, other)]
            groups = {one.group, other.group}
            delicate = Group.CUSTOMERS in groups and bool(groups & RIVALS)
            points = (
                HOLE * hole
                + APART * apart
                + NEAR * sum(close)
                + DELICATE * delicate
                + TOPIC * (min(len(brings_a), TOPICS_MOST) + min(len(brings_b), TOPICS_MOST))
            )
            pairs.append(Introduction(a, b, points, hole, apart, brings_a, brings_b, all(close), delicate))
    pairs.sort(key=lambda pair: (-pair.points, pair.delicate, pair.a, pair.b))
    chosen: list[Introduction] = []
    met: set[int] = set()
    for pair in pairs:
        if len(chosen) < most and not {pair.a, pair.b} & met:
            chosen.append(pair)
            met |= {pair.a, pair.b}
    return tuple(chosen)


# who could help ---------------------------------------------------------------------------------------------

LIKELY: dict[Need, tuple[Group, ...]] = {
    Need.CUSTOMERS: (Group.CUSTOMERS, Group.NEIGHBOURS, Group.FIRMS),
    Need.PARTNER: (Group.FIRMS, Group.SUPPLIERS, Group.NEIGHBOURS),
    Need.SUPPLIES: (Group.SUPPLIERS, Group.FIRMS),
    Need.STAFF: (Group.PUBLIC, Group.FAMILY, Group.NEIGHBOURS),
    Need.TRAINING: (Group.PUBLIC, Group.NEIGHBOURS),
    Need.ACCOUNTANT: (Group.ADVISERS, Group.FIRMS),
    Need.LAWYER: (Group.ADVISERS, Group.FIRMS),
    Need.BANK: (Group.ADVISERS, Group.FIRMS),
    Need.INSURANCE: (Group.ADVISERS, Group.FIRMS),
    Need.GRANTS: (Group.PUBLIC, Group.ADVISERS, Group.NEIGHBOURS),
    Need.TOWN_HALL: (Group.PUBLIC, Group.NEIGHBOURS),
    Need.ASSOCIATION: (Group.NEIGHBOURS, Group.FIRMS),
    Need.PREMISES: (Group.FIRMS, Group.ADVISERS, Group.NEIGHBOURS),
    Need.TRANSPORT: (Group.SUPPLIERS, Group.FIRMS),
    Need.EXPORT: (Group.CUSTOMERS, Group.PUBLIC, Group.FIRMS),
    Need.COMPUTERS: (Group.SUPPLIERS, Group.FIRMS),
    Need.WEB: (Group.FIRMS, Group.FAMILY),
    Need.PHOTO: (Group.FIRMS, Group.FAMILY, Group.PRESS),
    Need.PRESS: (Group.PRESS, Group.NEIGHBOURS, Group.PUBLIC),
}
"""Where somebody who can help is likely to be known, the likeliest group first."""

IN_LIKELY, FAR_OFF, OWN_CIRCLE = 2, 1, 1
"""Points of somebody who might know somebody: their group; a weak tie; half or fewer of the average of your contacts
known to them, so that they move among people you do not know."""


@dataclass(frozen=True)
class Direct:
    """A contact who knows about it. through: contacts the owner sees more often and who know them, the best first."""

    place: int
    through: tuple[int, ...]


@dataclass(frozen=True)
class Maybe:
    """A contact who might know somebody, with the points and what gave them."""

    place: int
    points: int
    likely: bool
    weak: bool
    own_circle: bool


@dataclass(frozen=True)
class Help:
    """Who could help: those who know about it, those seen most often first, and those to ask next."""

    direct: tuple[Direct, ...]
    maybe: tuple[Maybe, ...]


def who_helps(known: ContactMap, found: Measures, wanted: str, most: int = 4) -> Help:
    """Who could help with `wanted`, a key of `Need` or the learner's own words.

    Own words are found inside topics and the other way round, without accents and capitals. At most `most` of those
    who might know somebody.
    """
    order = list(Often)
    key = folded(wanted)
    own = key not in set(Need)

    def fits(topic: str) -> bool:
        told = folded(topic)
        return told == key or (
            own and min(len(key), len(told)) > 2 and told not in set(Need) and (key in told or told in key)
        )

    people = known.people
    able = [k for k, person in enumerate(people) if key and any(fits(topic) for topic in person.about)]
    able.sort(key=lambda k: (order.index(people[k].often), k))
    direct = tuple(
        Direct(
            k,
            tuple(
                sorted(
                    (j for j in known.knows(k) if order.index(people[j].often) < order.index(people[k].often)),
                    key=lambda j: (order.index(people[j].often), j),
                )[:2]
            ),
        )
        for k in able
    )
    likely = LIKELY[Need(key)] if not own else ()
    average = float(np.mean(found.redundancy)) if people else 0.0
    maybe = []
    for k, person in enumerate(people):
        if k in able or not key:
            continue
        fit = person.group in likely
        outside = found.redundancy[k] <= average / 2
        points = IN_LIKELY * fit + FAR_OFF * person.weak + OWN_CIRCLE * outside
        if fit or (own and points):
            maybe.append(Maybe(k, points, fit, person.weak, outside))
    maybe.sort(key=lambda one: (-one.points, _rank(likely, people[one.place].group), one.place))
    return Help(direct, tuple(maybe[:most]))


def _rank(groups: Sequence[Group], group: Group) -> int:
    return groups.index(group) if group in groups else len(groups)


# what is missing --------------------------------------------------------------------------------------------

EXPECTED = tuple(group for group in Group if group is not Group.OTHER)
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


def missing_groups(known: ContactMap) -> tuple[Group, ...]:
    """Groups in which the owner knows nobody."""
    there = {person.group for person in known.people}
    return tuple(group for group in EXPECTED if group not in there)


def missing_needs(known: ContactMap) -> tuple[Need, ...]:
    """Basic needs about which no contact knows."""
    topics = {folded(topic) for person in known.people for topic in person.about}
    return tuple(need for need in BASIC if need.value not in topics)
