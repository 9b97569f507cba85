"""Who could help whom in a group: of those who said both their name and what they can do or would like help with.

Everybody who seeks gets one helper before anybody gets a second, and of several who could help the one who helps least
so far is asked, so that not all end up with the one person who can do everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tertulia.plan.group_sheet import GroupSheet, Topic

MOST_HELPED = 3
"""How often one person is asked at most: they came to learn themselves."""


@dataclass(frozen=True, kw_only=True)
class HelpingPair:
    """Somebody who can help somebody else with a topic; both by the name they ticked."""

    helper: str
    seeker: str
    topic: Topic


@dataclass(frozen=True)
class Helping:
    """The pairs, and how many more seek a topic for which nobody is left."""

    pairs: tuple[HelpingPair, ...] = ()
    unmet: tuple[tuple[Topic, int], ...] = ()


def helping(sheets: Sequence[GroupSheet]) -> Helping:
    """Pairs among those who ticked their name, in the order in which they were found; nobody helps themselves."""
    named = [sheet for sheet in sheets if sheet.name]
    able = {topic: [who for who, each in enumerate(named) if topic in each.offers] for topic in Topic}
    wishes = {who: list(dict.fromkeys(each.seeks)) for who, each in enumerate(named) if each.seeks}
    asked: Counter[int] = Counter()
    pairs: list[HelpingPair] = []

    def free(topic: Topic, seeker: int) -> list[int]:
        return [who for who in able[topic] if who != seeker and asked[who] < MOST_HELPED]

    for _round in Topic:
        # whoever has the least choice is served first
        for seeker in sorted(wishes, key=lambda who: sum(len(free(topic, who)) for topic in wishes[who])):
            could = {topic: helpers for topic in wishes[seeker] if (helpers := free(topic, seeker))}
            if not could:
                continue
            topic = min(could, key=lambda each: (min(asked[who] for who in could[each]), len(could[each])))
            # of two who help equally little, the one who can do less else
            helper = min(could[topic], key=lambda who: (asked[who], len(named[who].offers), who))
            asked[helper] += 1
            wishes[seeker].remove(topic)
            pairs.append(HelpingPair(helper=named[helper].name, seeker=named[seeker].name, topic=topic))
    unmet = Counter(topic for left in wishes.values() for topic in left)
    return Helping(tuple(pairs), tuple((topic, unmet[topic]) for topic in Topic if unmet[topic]))
