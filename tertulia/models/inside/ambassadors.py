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

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

import numpy as np

from tertulia.models.errors import number_within, whole_within
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
    "volunteers": (0, 1),
    "contacts": (0, 5000),
    "shares": (0, 14),
    "overlap": (0, 1),
    "training": (0, 40),
    "policy_hours": (0, 80),
    "minutes": (0, 600),
}


class AmbassadorFinding(StrEnum):
    """What may be wrong with a programme."""

    NOBODY = "nobody"
    COMPULSORY = "compulsory"
    NO_POLICY = "no_policy"
    NO_TRAINING = "no_training"
    UNPAID = "unpaid"
    """Their own time: `hours` a year."""
    MANY_SHARES = "many_shares"
    """`shares` a week from each."""
    MANY_VOLUNTEERS = "many_volunteers"
    """This `share` of the staff."""


@dataclass(frozen=True, kw_only=True)
class Programme:
    """What the firm decides or knows.

    Raises
    ------
    InputError
        On the field that is out of range, as `number_within` and `whole_within` do.
    """

    staff: int
    """People."""
    volunteers: float
    """Share of them who take part, 0 to 1."""
    contacts: float = 120.0
    """People who know each volunteer."""
    shares: float = 1.0
    """Posts each shares per week."""
    overlap: float = 0.3
    """Share of a volunteer's contacts whom others reach already, 0 to 1."""
    training: float = 2.0
    """Hours for each volunteer, once a year."""
    policy_hours: float = 4.0
    """Hours to write and discuss the rules, once."""
    minutes: float = 10.0
    """Per volunteer and week."""
    voluntary: bool = True
    """Whoever says no loses nothing."""
    policy: bool = True
    """The rules are written down."""
    paid: bool = True
    """It happens in working hours."""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        whole_within("staff", self.staff, 1, 2000)
        for name, (low, high) in _RANGES.items():
            number_within(name, getattr(self, name), low, high)

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

    @property
    def weekly_hours(self) -> float:
        """Hours of the year that sharing takes, week by week."""
        return self.people * WEEKS * self.minutes / 60


@dataclass(frozen=True)
class Quantiles:
    """Of all futures: one in ten lies below low, half below middle, one in ten above high."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, kw_only=True)
class ProgrammeEffect:
    """What a programme may bring."""

    programme: Programme
    seen: Quantiles
    """People who see something, a week."""
    extra: Quantiles
    """Followers after a year, against no ambassadors in the same future."""
    without: Quantiles
    """Followers after a year without ambassadors."""
    with_them: Quantiles
    """Followers after a year with them."""
    findings: tuple[Finding, ...]
    """What to mind, the worst first."""


def effect(programme: Programme, settings: growth.Settings, n: int = FUTURES, seed: int = 1) -> ProgrammeEffect:
    """The year with and without these ambassadors.

    Parameters
    ----------
    programme
        Who shares how much.
    settings
        All the rest about the firm; its own ambassadors, contacts and shares are replaced.
    n
        Futures that are played.
    seed
        The same seed gives the same futures.
    """
    draws = growth.draws(n, seed)
    rows = growth.PARAMETERS
    seen_one = np.minimum(rows["share_seen"].median * draws["share_seen"], 1 - 1e-9)
    shares = programme.shares * draws["shares"]
    seen = programme.worth * programme.contacts * draws["contacts"] * -np.expm1(shares * np.log1p(-seen_one))
    bare = replace(settings, ambassadors=0.0, weeks=WEEKS)
    ours = replace(bare, ambassadors=programme.worth, contacts=programme.contacts, shares_per_week=programme.shares)
    ends, ends_bare = _ends(ours, n, seed), _ends(bare, n, seed)
    return ProgrammeEffect(
        programme=programme,
        seen=_quantiles(seen),
        extra=_quantiles(ends - ends_bare),
        without=_quantiles(ends_bare),
        with_them=_quantiles(ends),
        findings=check(programme),
    )


@lru_cache(maxsize=32)
def _ends(settings: growth.Settings, n: int, seed: int) -> growth.Array:
    visible, _active = growth.run(settings, growth.draws(n, seed), growth.luck(n, seed))
    ends: growth.Array = visible[-1].copy()
    ends.setflags(write=False)
    return ends


def _quantiles(values: growth.Array) -> Quantiles:
    low, middle, high = np.quantile(values, (0.1, 0.5, 0.9))
    return Quantiles(float(low), float(middle), float(high))


def check(programme: Programme) -> tuple[Finding, ...]:
    """What to mend before anybody shares anything, the worst first."""
    if not programme.people:
        return (Finding(code=AmbassadorFinding.NOBODY, part="volunteers", severity=Severity.WARN),)
    findings: list[Finding] = []

    def add(code: AmbassadorFinding, part: str, severity: Severity, **values: float) -> None:
        findings.append(Finding(code=code, part=part, severity=severity, values=values))

    if not programme.voluntary:
        add(AmbassadorFinding.COMPULSORY, "voluntary", Severity.STOP)
    if not programme.policy:
        add(AmbassadorFinding.NO_POLICY, "policy", Severity.STOP)
    if not programme.training:
        add(AmbassadorFinding.NO_TRAINING, "training", Severity.WARN)
    if not programme.paid:
        add(AmbassadorFinding.UNPAID, "paid", Severity.WARN, hours=programme.weekly_hours)
    if programme.shares > MANY_SHARES:
        add(AmbassadorFinding.MANY_SHARES, "shares", Severity.NOTE, shares=programme.shares)
    if programme.volunteers > MANY_VOLUNTEERS:
        add(AmbassadorFinding.MANY_VOLUNTEERS, "volunteers", Severity.NOTE, share=programme.volunteers)
    return worst_first(findings)
