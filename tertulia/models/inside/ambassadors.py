"""Employees who share what the firm publishes: who may see it, who may follow, what it costs in hours.

Of `staff` people a share volunteers, E people. Each has c contacts, shares σ posts a week, and a contact sees a
share with chance u. Contacts they have in common count once: the first brings c people, each further one c (1 - o),
o being the overlap, so that E people are worth E' = 1 + (E - 1)(1 - o) of them. In a week

    seen = E' c (1 - (1 - u)^σ)          people of their contacts who see something at least once

and a year with E' and with no ambassadors is played by the community simulator (`growth`), with the same draws of
everything unknown and the same luck. c, σ, u and f (who follows) come from there with their spread and their
grades (C and D); the result is a range, never a number.

No randomised study of such programmes was found: only comparisons by vendors and observation. What the checks call
too much is our judgement (grade D).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache

import numpy as np

from tertulia.models.errors import InputError
from tertulia.models.finding import Finding, Severity, worst_first
from tertulia.models.strategy import growth

GRADE = "D"
"""Evidence grade of the effect as a whole: vendors' comparisons for parts of it, judgement for the rest."""

FUTURES = 400
"""Futures that are played: enough for a range in whole people, few enough to follow a slider."""

WEEKS = 52

MANY_SHARES = 3.0
"""Shares a week from which friends may tire of it. Grade D."""

MANY_VOLUNTEERS = 0.5
"""Share of the staff from which it is worth asking how free the choice was. Grade D."""

_RANGES = {
    "staff": (1, 2000),
    "volunteers": (0, 1),
    "contacts": (0, 5000),
    "shares": (0, 14),
    "overlap": (0, 1),
    "training": (0, 40),
    "policy_hours": (0, 80),
    "minutes": (0, 600),
}


@dataclass(frozen=True)
class Programme:
    """What the firm decides or knows. InputError names the field: "not_a_number", "out_of_range" (low, high).

    staff: people. volunteers: share of them, 0 to 1. contacts: people who know each volunteer. shares: posts
    each shares per week. overlap: share of a volunteer's contacts that others reach already, 0 to 1.
    training: hours per volunteer, once a year. policy_hours: hours to write and discuss the rules, once.
    minutes: per volunteer and week. voluntary: whoever says no loses nothing. policy: the rules are written
    down. paid: it happens in working hours.
    """

    staff: int
    volunteers: float
    contacts: float = 120.0
    shares: float = 1.0
    overlap: float = 0.3
    training: float = 2.0
    policy_hours: float = 4.0
    minutes: float = 10.0
    voluntary: bool = True
    policy: bool = True
    paid: bool = True

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        for item in fields(self):
            if item.name not in _RANGES:
                continue
            value, (low, high) = getattr(self, item.name), _RANGES[item.name]
            if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
                raise InputError(item.name, "not_a_number", value=str(value))
            if not low <= value <= high:
                raise InputError(item.name, "out_of_range", value=value, low=low, high=high)

    @property
    def people(self) -> int:
        """Volunteers, whole people; halves are rounded up."""
        return int(self.staff * self.volunteers + 0.5)

    @property
    def worth(self) -> float:
        """How many volunteers without common contacts they are worth: E' above."""
        return 1 + (self.people - 1) * (1 - self.overlap) if self.people else 0.0

    @property
    def hours(self) -> float:
        """Hours of the first year: rules, training, and each week's minutes; none without volunteers."""
        if not self.people:
            return 0.0
        return self.policy_hours + self.people * (self.training + WEEKS * self.minutes / 60)


@dataclass(frozen=True)
class Range:
    """Low, middle and high: one in ten futures lies below low, half below middle, one in ten above high."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Effect:
    """What a programme may bring. seen: people a week. extra: followers after a year, against no ambassadors in
    the same future. without, with_them: followers after a year. hours: of the first year. found: what to mind.
    """

    programme: Programme
    seen: Range
    extra: Range
    without: Range
    with_them: Range
    hours: float
    found: tuple[Finding, ...]


def effect(programme: Programme, settings: growth.Settings, n: int = FUTURES, seed: int = 1) -> Effect:
    """The year with and without these ambassadors, n futures; settings say all the rest about the firm.

    The settings' own ambassadors, contacts and shares are replaced. The same seed gives the same futures.
    """
    draws = growth.draws(n, seed)
    rows = growth.PARAMETERS
    seen_one = np.minimum(rows["share_seen"].median * draws["share_seen"], 1 - 1e-9)
    shares = programme.shares * draws["shares"]
    seen = programme.worth * programme.contacts * draws["contacts"] * -np.expm1(shares * np.log1p(-seen_one))
    bare = replace(settings, ambassadors=0.0, weeks=WEEKS)
    ours = replace(bare, ambassadors=programme.worth, contacts=programme.contacts, shares_per_week=programme.shares)
    ends, ends_bare = _ends(ours, n, seed), _ends(bare, n, seed)
    return Effect(
        programme,
        _range(seen),
        _range(ends - ends_bare),
        _range(ends_bare),
        _range(ends),
        programme.hours,
        check(programme),
    )


@lru_cache(maxsize=32)
def _ends(settings: growth.Settings, n: int, seed: int) -> growth.Array:
    visible, _active = growth.run(settings, growth.draws(n, seed), growth.luck(n, seed))
    ends: growth.Array = visible[-1].copy()
    ends.setflags(write=False)
    return ends


def _range(values: growth.Array) -> Range:
    low, middle, high = np.quantile(values, (0.1, 0.5, 0.9))
    return Range(float(low), float(middle), float(high))


def check(programme: Programme) -> tuple[Finding, ...]:
    """What to mend before anybody shares anything, the worst first.

    Codes: "compulsory", "no_policy" (stop); "no_training", "unpaid" (values: hours a year),
    "nobody" (warn); "many_shares" (values: shares), "many_volunteers" (values: share) (note).
    """
    found: list[Finding] = []
    if not programme.people:
        return (Finding("nobody", "volunteers", Severity.WARN),)
    if not programme.voluntary:
        found.append(Finding("compulsory", "voluntary", Severity.STOP))
    if not programme.policy:
        found.append(Finding("no_policy", "policy", Severity.STOP))
    if not programme.training:
        found.append(Finding("no_training", "training", Severity.WARN))
    if not programme.paid:
        hours = programme.people * WEEKS * programme.minutes / 60
        found.append(Finding("unpaid", "paid", Severity.WARN, {"hours": hours}))
    if programme.shares > MANY_SHARES:
        found.append(Finding("many_shares", "shares", Severity.NOTE, {"shares": programme.shares}))
    if programme.volunteers > MANY_VOLUNTEERS:
        found.append(Finding("many_volunteers", "volunteers", Severity.NOTE, {"share": programme.volunteers}))
    return worst_first(found)
