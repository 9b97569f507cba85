"""What the learner decides or knows about one network, checked when it is said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from tertulia.models.errors import InputError, number_within, whole_within
from tertulia.models.strategy.growth.parameters import PARAMETERS
from tertulia.models.strategy.posts_that_fit import HOURS_A_POST, posts_that_fit

LONGEST = 260
"""Weeks: five years, the longest run."""

RANGES: dict[str, tuple[float, float]] = {
    "audience": (1, 1e9),
    "today": (0, 1e9),
    "goal": (0, 1e9),
    "posts": (0, 200),
    "promotion": (0, 1),
    "hours": (0, 168),
    "reply_hours": (0, 168),
    "hours_per_post": (0.01, 168),
    "euros": (0, 1e6),
    "ambassadors": (0, 1e6),
    "contacts": (0, 1e6),
    "shares_per_week": (0, 200),
    "reach": (0, 1),
    "messages": (0, 100),
    "minutes_per_message": (0.1, 1440),
}
"""Lowest and highest value of each setting but the weeks, which are whole."""


class GrowthRefusal(StrEnum):
    """Settings that contradict each other."""

    BELOW_TODAY = "below_today"
    """The goal is not above today (`goal`, `today`)."""
    ABOVE_AUDIENCE = "above_audience"
    """Today or the goal is more than the audience (itself, `audience`)."""
    OVER_HOURS = "over_hours"
    """More hours for answering than there are (`reply_hours`, `hours`)."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the learner decides or knows.

    Raises
    ------
    InputError
        When made, with the field's name: a code of `Refusal` with `low` and `high`, or one of `GrowthRefusal`.
    """

    audience: float
    """N, people who could ever follow."""
    today: float
    """Visible community now, people."""
    goal: float
    """Visible community wanted, people."""
    weeks: int = 52
    posts: float = 3.0
    """Planned posts per week; `published` is what the hours allow."""
    promotion: float = 0.2
    """Share of the posts that sell, 0 to 1."""
    hours: float = 4.0
    """Hours per week for the network."""
    reply_hours: float = 1.0
    """Hours per week, of those, kept for answering."""
    hours_per_post: float = HOURS_A_POST
    euros: float = 0.0
    """Paid reach, € per week."""
    ambassadors: float = 0.0
    """Employees who share, people."""
    contacts: float = PARAMETERS["contacts"].median
    """Contacts of each ambassador, people."""
    shares_per_week: float = PARAMETERS["shares"].median
    """Shares per ambassador and week."""
    reach: float = PARAMETERS["reach"].median
    """Median share of followers one post reaches on this network."""
    messages: float = PARAMETERS["messages"].median
    """Messages per active follower and week."""
    minutes_per_message: float = PARAMETERS["minutes"].median
    hours_by_week: tuple[float, ...] = ()
    """Share of the ordinary hours given in each week, 0 to 10, from the first on; 1 where it says nothing. In a week of
    0 nothing is done at all: no post, no answer, no advert, no share."""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        for share in self.hours_by_week:
            number_within("hours_by_week", share, 0, 10)
        for name, (low, high) in RANGES.items():
            number_within(name, getattr(self, name), low, high)
        object.__setattr__(self, "weeks", whole_within("weeks", self.weeks, 1, LONGEST))
        if self.today > self.audience:
            raise InputError("today", GrowthRefusal.ABOVE_AUDIENCE, today=self.today, audience=self.audience)
        if self.goal <= self.today:
            raise InputError("goal", GrowthRefusal.BELOW_TODAY, goal=self.goal, today=self.today)
        if self.goal > self.audience:
            raise InputError("goal", GrowthRefusal.ABOVE_AUDIENCE, goal=self.goal, audience=self.audience)
        if self.reply_hours > self.hours:
            raise InputError("reply_hours", GrowthRefusal.OVER_HOURS, reply_hours=self.reply_hours, hours=self.hours)


def in_week(settings: Settings, share: float) -> Settings:
    """The settings of a week in which this share of the ordinary hours is given."""
    if share == 1:
        return replace(settings, hours_by_week=())
    if share == 0:
        return idle(settings)
    hours, reply_hours = (min(each * share, RANGES["hours"][1]) for each in (settings.hours, settings.reply_hours))
    return replace(settings, hours=hours, reply_hours=reply_hours, hours_by_week=())


def idle(settings: Settings) -> Settings:
    """The same firm doing nothing: no posts, no answers, no adverts, no ambassadors."""
    return replace(
        settings, posts=0.0, promotion=0.0, hours=0.0, reply_hours=0.0, euros=0.0, ambassadors=0.0, hours_by_week=()
    )


def published(settings: Settings) -> float:
    """Compute the posts per week that really appear: min(plan, (H - H_reply) / h_post)."""
    return min(settings.posts, posts_that_fit(settings.hours, settings.reply_hours, settings.hours_per_post))
