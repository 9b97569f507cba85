"""The group's picture: what the sheets of a workshop say together, and nothing that would say it of one person.

What keeps one person from being seen in it, beside what a sheet leaves out already:

- With fewer than `LEAST` sheets nothing is said but how many there are, and of a question nothing while fewer than
  `LEAST` have answered it: whoever knows their own answer would be left with too few others.
- Each question is counted by itself. Nowhere does it say that who wants this also has so many hours.
- A finding that only one plan has is that person's matter, not the group's: such findings are counted, not named.
- Each answer as a dot only from `LEAST_DOTS` answers on; below, the middle one and the middle half.

Names stand only beside what their owners offer and seek. All limits are our judgement (grade D).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import TypeVar

from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.plan.group_sheet import OTHER, GroupSheet
from tertulia.plan.helping import Helping, helping
from tertulia.plan.review import PlanFinding

Kind = TypeVar("Kind")

GRADE = "D"
"""Evidence grade of the limits below."""

LEAST = 5
"""Sheets, or answers to a question, below which the picture keeps silent."""

LEAST_DOTS = 10
"""Answers from which on each is shown as a dot."""

SHARED = 2
"""Plans that must have a finding before it is named."""


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Answers to one question: the middle one and the ends of the middle half; each answer, or none if they are few."""

    answers: int
    low: float
    middle: float
    high: float
    each: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GoalsAgainstRange:
    """Where the goals lie beside the range in which 8 of 10 simulated futures end."""

    below: int
    within: int
    above: int

    @property
    def all(self) -> int:
        """Goals with a range beside them."""
        return self.below + self.within + self.above


@dataclass(frozen=True, kw_only=True)
class SharedFindings:
    """Findings of the reviews: those of several plans with how many have each, the most frequent first.

    alone: findings that one plan has and no other, counted. plans: how many have any.
    """

    shared: tuple[tuple[PlanFinding, int], ...] = ()
    alone: int = 0
    plans: int = 0


@dataclass(frozen=True, kw_only=True)
class GroupPicture:
    """What a group's sheets say together.

    sheets: that say anything; empty: that say nothing. Where `sheets` is below `LEAST`, all else but `help` is empty.
    objectives, networks: with how many chose each, the most frequent first; a plan may name several networks.
    none_yet: plans that say so of networks. undecided: plans without an objective; unsaid: without a network or
    "none yet". hours, posts: a week. chance: of reaching the goal, 0 to 1. None: too few say so.
    """

    sheets: int = 0
    empty: int = 0
    objectives: tuple[tuple[Objective, int], ...] = ()
    undecided: int = 0
    networks: tuple[tuple[str, int], ...] = ()
    none_yet: int = 0
    unsaid: int = 0
    stops: SharedFindings = field(default_factory=SharedFindings)
    warnings: SharedFindings = field(default_factory=SharedFindings)
    hours: Spread | None = None
    posts: Spread | None = None
    chance: Spread | None = None
    goals: GoalsAgainstRange | None = None
    help: Helping = field(default_factory=Helping)

    @property
    def enough(self) -> bool:
        """Whether there are so many sheets that the picture can say anything."""
        return self.sheets >= LEAST


def group_picture(sheets: Sequence[GroupSheet]) -> GroupPicture:
    """What these sheets say together; the order of the sheets tells nothing."""
    told = [sheet for sheet in sheets if _says_anything(sheet)]
    matched = helping(sorted(sheets, key=lambda sheet: sheet.name.casefold()))
    if len(told) < LEAST:
        return GroupPicture(sheets=len(told), empty=len(sheets) - len(told), help=matched)
    aims = Counter(sheet.objective for sheet in told if sheet.objective)
    unsaid = sum(not sheet.none_yet and not sheet.networks for sheet in told)
    networks = Counter(key for sheet in told for key in dict.fromkeys(sheet.networks))
    where = len(told) - unsaid >= LEAST
    return GroupPicture(
        sheets=len(told),
        empty=len(sheets) - len(told),
        objectives=_most_first(aims, tuple(Objective)) if aims.total() >= LEAST else (),
        undecided=len(told) - aims.total(),
        networks=_most_first(networks, (*NETWORKS, OTHER)) if where else (),
        none_yet=sum(sheet.none_yet for sheet in told) if where else 0,
        unsaid=unsaid,
        stops=_findings(sheet.stops for sheet in told),
        warnings=_findings(sheet.warnings for sheet in told),
        hours=_spread(sheet.hours for sheet in told),
        posts=_spread(sheet.posts for sheet in told),
        chance=_spread(sheet.chance for sheet in told),
        goals=_goals(told),
        help=matched,
    )


def _says_anything(sheet: GroupSheet) -> bool:
    """A plan with nothing in it is no part of the picture, but its owner may seek help."""
    said = (sheet.objective, sheet.networks, sheet.none_yet, sheet.hours, sheet.posts, sheet.goal, sheet.median)
    return any(each not in (None, (), False) for each in said) or bool(sheet.stops) or bool(sheet.warnings)


def _most_first(counts: Counter[Kind], order: Sequence[Kind]) -> tuple[tuple[Kind, int], ...]:
    """Those that occur, the most frequent first; equals in the course's own order."""
    return tuple(sorted(((each, counts[each]) for each in order if counts[each]), key=lambda pair: -pair[1]))


_SAME = {
    PlanFinding.TACTICS_NO_OBJECTIVE: PlanFinding.NO_OBJECTIVE,
    PlanFinding.NOT_YET_BUT_OPEN_FIRST: PlanFinding.NOT_YET_BUT_OPEN,
}
"""Findings that differ by what one plan holds besides, and are the same for a group."""


def _findings(by_plan: Iterable[tuple[PlanFinding, ...]]) -> SharedFindings:
    plans = [{_SAME.get(code, code) for code in codes} for codes in by_plan]
    counts = Counter(code for codes in plans for code in codes)
    shared = Counter({code: n for code, n in counts.items() if n >= SHARED})
    return SharedFindings(
        shared=_most_first(shared, tuple(PlanFinding)),
        alone=sum(n < SHARED for n in counts.values()),
        plans=sum(bool(codes) for codes in plans),
    )


def _spread(answers: Iterable[float | None]) -> Spread | None:
    told = sorted(answer for answer in answers if answer is not None)
    if len(told) < LEAST:
        return None
    low, middle, high = quantiles(told, n=4, method="inclusive")
    each = tuple(told) if len(told) >= LEAST_DOTS else ()
    return Spread(answers=len(told), low=low, middle=middle, high=high, each=each)


def _goals(sheets: Iterable[GroupSheet]) -> GoalsAgainstRange | None:
    ranges = [
        (sheet.goal, sheet.low, sheet.high)
        for sheet in sheets
        if sheet.goal is not None and sheet.low is not None and sheet.high is not None
    ]
    if len(ranges) < LEAST:
        return None
    below, above = sum(goal < low for goal, low, _ in ranges), sum(goal > high for goal, _, high in ranges)
    return GoalsAgainstRange(below=below, within=len(ranges) - below - above, above=above)
