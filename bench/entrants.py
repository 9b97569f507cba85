"""Who is measured, what came of it, and whether the answer is ours."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import quantiles

from bench.environments import Unavailable

FUTURES = 1000
LUCK_APART = 0.8
"""Divided by the root of the number of futures: how far bands may be apart by luck alone. In 24 lucks of ours against
each other, with 40 to 1,000 futures, it was at most 0.74."""


@dataclass(frozen=True, kw_only=True)
class Entrant:
    """Who is measured."""

    key: str
    """Our job, or the rival's module."""
    words: str
    against: str
    """Our job that does the same."""
    needs: str = ""
    """What its environment holds; ours is the course's own."""
    futures: int = FUTURES
    """Played in one run; the time is scaled to a thousand."""
    times: int = 1
    """Runs in a round."""
    apart: float = 0.0
    """How far its bands may be from ours for other reasons than luck."""


ENTRANTS = (
    Entrant(key="move", words="**Tertulia, a moved slider**", against="move", times=20),
    Entrant(key="first", words="Tertulia, the first answer", against="move", times=5),
    Entrant(key="numpy_binomial", words="numpy, binomial draws", against="move", needs="numpy==2.4.6", times=5),
    Entrant(key="mesa_people", words="mesa, everybody an agent", against="move", needs="mesa==3.3.1", futures=60),
    Entrant(key="calm", words="**Tertulia, without luck**", against="calm", times=20),
    Entrant(
        key="scipy_together",
        words="scipy odeint, all futures in one system",
        against="calm",
        needs="scipy==1.17.1",
        times=3,
        apart=0.01,
    ),
    Entrant(
        key="scipy_odeint",
        words="scipy odeint, future by future",
        against="calm",
        needs="scipy==1.17.1",
        times=2,
        apart=0.01,
    ),
    Entrant(key="pysd_stocks", words="PySD, future by future", against="calm", needs="pysd==3.14.3", apart=1e-9),
)
"""Those of one job stand under ours."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What came of all rounds of one entrant."""

    seconds: list[float]
    """Of each run, for a thousand futures."""
    loaded: int
    """Memory before the first run, bytes."""
    peak: int
    visible: dict[int, list[list[float]]]
    """Visible community by the first of the futures: weeks by futures."""

    @property
    def futures(self) -> list[int]:
        """Which were played, ascending."""
        return [first + place for first, weeks in sorted(self.visible.items()) for place in range(len(weeks[0]))]

    @property
    def people(self) -> list[list[float]]:
        """Of those futures, week by week."""
        parts = [weeks for _first, weeks in sorted(self.visible.items())]
        return [[one for part in week for one in part] for week in zip(*parts, strict=True)]


Found = Mapping[str, Seen | Unavailable]
"""By the entrants' keys."""


def distance(theirs: Seen, ours: Seen) -> float:
    """Largest relative distance of a median or an end of a band in any week, for the futures that they played.

    Infinite if one of them has no number in some week.
    """
    if not all(math.isfinite(one) for week in theirs.people for one in week):
        return math.inf
    chosen = theirs.futures
    pairs = (
        (_deciles(their), _deciles([our[future] for future in chosen]))
        for their, our in zip(theirs.people, ours.people, strict=True)
    )
    return max(abs(their[place] / our[place] - 1) for their, our in pairs for place in (0, 4, 8))


def _deciles(people: list[float]) -> list[float]:
    return quantiles(people, n=10, method="inclusive")


def allowed(each: Entrant, futures: int) -> float:
    """How far its answer may be from ours."""
    return each.apart or LUCK_APART / math.sqrt(futures)


def judged(each: Entrant, found: Found) -> Seen | Unavailable:
    """What was found, but whoever gives another answer than we do is not compared."""
    seen, ours = found[each.key], found[each.against]
    if isinstance(ours, Unavailable):
        return ours
    if isinstance(seen, Unavailable) or not each.needs:
        return seen
    apart, limit = distance(seen, ours), allowed(each, len(seen.futures))
    if apart <= limit:
        return seen
    return Unavailable(f"gives another answer: {apart:.2%} from ours, where {limit:.2%} is allowed")
