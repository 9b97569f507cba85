"""Content mix: what the learner decides, what the firm can and will do, and how many posts that makes.

Replies are booked first. What is left of the week gives the number of posts that fit. `mix_weeks` lays out the weeks,
`schedule` dates the posts, `mix_check` says what breaks a rule.

Every number in this file is our judgement (grade D). The shares called 80/20, 70-20-10 and 5-3-2 are
conventions: no controlled study supports any of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from fractions import Fraction

from tertulia.models.errors import InputError, Refusal, number_within, whole_within
from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.ideas import MADE_WITH, Care, Idea, PostFormat, PostKind, Touches
from tertulia.models.strategy.networks import NETWORKS, lacking
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.occasions import CLOSING, REOPENING, Moment, Occasion, moments, with_days
from tertulia.models.strategy.working_year import WorkingYear

MINUTES: dict[PostKind, dict[PostFormat, int]] = {
    kind: dict(zip(PostFormat, minutes, strict=True))
    for kind, minutes in (
        # photo, short video, text, story, long video
        (PostKind.USEFUL, (30, 60, 30, 15, 180)),
        (PostKind.PEOPLE, (20, 45, 25, 10, 150)),
        (PostKind.CONVERSATION, (15, 40, 15, 10, 120)),
        (PostKind.PROOF, (25, 50, 20, 15, 150)),
        (PostKind.PROMOTION, (20, 45, 15, 10, 120)),
    )
}
"""Median minutes to make and publish one post, by kind and format."""

BRIEF = (PostFormat.PHOTO, PostFormat.SHORT_VIDEO, PostFormat.TEXT, PostFormat.STORY)

TAKES: dict[str, tuple[PostFormat, ...]] = {
    "facebook": BRIEF,
    "instagram": (PostFormat.PHOTO, PostFormat.SHORT_VIDEO, PostFormat.STORY),
    "linkedin": (PostFormat.PHOTO, PostFormat.SHORT_VIDEO, PostFormat.TEXT),
    "pinterest": (PostFormat.PHOTO, PostFormat.SHORT_VIDEO),
    "telegram": (PostFormat.PHOTO, PostFormat.SHORT_VIDEO, PostFormat.TEXT),
    "tiktok": (PostFormat.SHORT_VIDEO,),
    "whatsapp": BRIEF,
    "x": (PostFormat.PHOTO, PostFormat.SHORT_VIDEO, PostFormat.TEXT),
    "youtube": (PostFormat.SHORT_VIDEO, PostFormat.LONG_VIDEO),
}
"""Formats worth making for each network; one not named here takes `BRIEF`. To be reviewed by June 2027."""

OTHER_HOURS = (3.0, 1.5)
"""Hours a week that a network unknown to the picker asks for: to run it decently, and at the very least."""

CONVENTIONS: dict[str, dict[PostKind, float]] = {
    name: dict(zip(PostKind, shares, strict=True))
    for name, shares in (
        # useful, people, conversation, proof, promotion
        ("80_20", (0.30, 0.20, 0.20, 0.10, 0.20)),
        ("70_20_10", (0.40, 0.10, 0.20, 0.20, 0.10)),
        ("5_3_2", (0.50, 0.20, 0.15, 0.15, 0.00)),
    )
}
"""Rules of thumb, read into our five kinds. They are told in several versions, and none was ever tested."""

WINDOW_WEEKS = 4
"""The cap on promotion holds over any span of this many weeks."""

MOST_WEEKS = 52
"""Weeks of a calendar at most."""

PER_DAY = 2
"""Posts a day at most: people leave accounts that post many in a short time."""

MOST_HOURS = 60.0
"""Hours a week at most."""

REPLY_DAY = 480
"""Minutes of replies a day at most."""

STEP = 5
"""Every duration is a multiple of this many minutes."""

LONGEST = 475
"""Minutes for one post at most: two of them and a day's answering end by midnight."""


class MixRefusal(StrEnum):
    """Decisions that contradict each other."""

    OVER_HOURS = "over_hours"
    """More hours for answering than there are (`reply_hours`, `hours`)."""
    OVER_A_DAY = "over_a_day"
    """More answering than the chosen days hold (`days`, and `most` hours a day)."""


@dataclass(frozen=True)
class OwnThing:
    """Something the learner's canvas says is to be done; network: its key, empty if it names none."""

    text: str
    network: str = ""


@dataclass(frozen=True, kw_only=True)
class Mix:
    """What the learner decides, and what the firm can and will do.

    Attributes
    ----------
    sector
        Key of the sector whose ideas come first.
    ideas
        All the firm may draw from: its sector's and those that suit any firm.
    objective
        None while unstated.
    networks
        Keys, the most important first.
    start
        The calendar begins on the first Monday from this day on.
    hours
        A week, for everything, 0 to 60.
    reply_hours
        Of these, for answering.
    posts
        Planned per week, 1 to 50.
    shares
        Of the posts, per kind; any positive sum, kept so that they sum to 1.
    promotion_cap
        Most of the posts that may sell, a share from 0 to 1.
    weekdays
        0 Monday to 6 Sunday.
    at
        Local time of the first thing each day.
    weeks
        4 to 52.
    pace
        The learner's minutes over our median, 0.5 to 3.
    seed
        Another one orders the ideas otherwise.
    makes
        How much of each kind of content (`ContentSkill`) the firm can make, 0 to 1; what is not named, it can.
    avoids
        What its posts do not show or say.
    care
        Why it may not say everything.
    languages
        Of its customers, its own first: some posts are for those who speak the others.
    year
        When it works.
    quiet_hours
        A week in the quiet months, answering included; None: the same as ever.
    occasions
        Days its posts can lead up to.
    own
        What the learner's canvas says is to be done.

    Raises
    ------
    InputError
        When made, with the field's name (one share: "shares.useful") and a code of `Refusal` or `MixRefusal`.
    """

    sector: str
    ideas: tuple[Idea, ...] = field(repr=False)
    objective: Objective | None
    networks: tuple[str, ...]
    start: date
    hours: float = 4.0
    reply_hours: float = 1.0
    posts: int = 3
    shares: Mapping[PostKind, float] = field(default_factory=lambda: CONVENTIONS["80_20"])
    promotion_cap: float = 0.2
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    at: time = time(10, 0)
    weeks: int = 4
    pace: float = 1.0
    seed: int = 1
    makes: Mapping[str, float] = field(default_factory=dict)
    avoids: frozenset[Touches] = frozenset()
    care: frozenset[Care] = frozenset()
    languages: tuple[str, ...] = ()
    year: WorkingYear = field(default_factory=WorkingYear)
    quiet_hours: float | None = None
    occasions: tuple[Occasion, ...] = ()
    own: tuple[OwnThing, ...] = ()

    def __post_init__(self) -> None:
        """Check the values and bring them into their usual form."""
        _known("objective", self.objective, (None, *Objective))
        for name, low, high in (
            ("hours", 0.0, MOST_HOURS),
            ("reply_hours", 0.0, MOST_HOURS),
            ("promotion_cap", 0.0, 1.0),
            ("pace", 0.5, 3.0),
            *((("quiet_hours", 0.0, MOST_HOURS),) if self.quiet_hours is not None else ()),
        ):
            number_within(name, getattr(self, name), low, high)
        for name, values in (("networks", self.networks), ("weekdays", self.weekdays)):
            if not values:
                raise InputError(name, Refusal.EMPTY)
            if len(set(values)) < len(values):
                raise InputError(name, Refusal.TWICE)
        for day in self.weekdays:
            whole_within("weekdays", day, 0, 6)
        object.__setattr__(self, "posts", whole_within("posts", self.posts, 1, 50))
        object.__setattr__(self, "weeks", whole_within("weeks", self.weeks, WINDOW_WEEKS, MOST_WEEKS))
        object.__setattr__(self, "objective", None if self.objective is None else Objective(self.objective))
        object.__setattr__(self, "networks", tuple(self.networks))
        object.__setattr__(self, "weekdays", tuple(sorted(self.weekdays)))
        object.__setattr__(self, "shares", _normal(self.shares))
        if self.reply_hours > self.hours:
            raise InputError("reply_hours", MixRefusal.OVER_HOURS, hours=self.hours, reply_hours=self.reply_hours)
        if self.reply_hours * 60 > REPLY_DAY * len(self.weekdays):
            raise InputError("reply_hours", MixRefusal.OVER_A_DAY, days=len(self.weekdays), most=REPLY_DAY / 60)

    @property
    def first_day(self) -> date:
        """The Monday on which the calendar begins."""
        return self.start + timedelta(days=-self.start.weekday() % 7)

    @property
    def last_day(self) -> date:
        """The Sunday on which it ends."""
        return self.first_day + timedelta(days=7 * self.weeks - 1)

    def hours_on(self, day: date) -> float:
        """Hours a week at this time of the year."""
        if self.quiet_hours is None or day.month not in self.year.quiet_months:
            return self.hours
        return self.quiet_hours

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Occasions within the calendar; before a pause and after it are two of them."""
        pauses = list(self.year.pauses(self.first_day, self.last_day))
        own_days = {
            CLOSING: [pause.first for pause in pauses],
            REOPENING: [pause.last + timedelta(days=1) for pause in pauses],
        }
        return moments(with_days(self.occasions, own_days), self.first_day, self.last_day)


@dataclass(frozen=True, kw_only=True)
class Making:
    """An idea as it can be made."""

    idea: Idea
    network: str
    format: PostFormat
    minutes: int


def networks_allowed(networks: Sequence[str], hours: float) -> tuple[str, ...]:
    """Keep as many of these networks, in their order, as the week's hours carry.

    The first needs the least it can live on; any further one only comes in if all can be run decently.

    Parameters
    ----------
    networks
        Keys, the most important first.
    hours
        A week, for everything.
    """
    if not networks or hours < network_hours(networks[0])[1] - 1e-9:
        return ()
    count = 1
    while count < len(networks) and _decent(networks[: count + 1]) <= hours + 1e-9:
        count += 1
    return tuple(networks[:count])


def network_hours(key: str) -> tuple[float, float]:
    """Look up the hours a week a network asks for: to run it decently, and at the very least."""
    network = NETWORKS.get(key)
    return (network.hours_per_week, network.least_hours) if network else OTHER_HOURS


def networks_used(mix: Mix) -> tuple[str, ...]:
    """Choose the networks the calendar is made for: those the hours allow, and at least the first."""
    return networks_allowed(mix.networks, mix.hours) or mix.networks[:1]


def lacking_on(mix: Mix, key: str) -> tuple[ContentSkill, ...]:
    """List what this network lives on and the firm does not make; empty for a network we do not know."""
    network = NETWORKS.get(key)
    return lacking(network, mix.makes) if network else ()


def formats_made(mix: Mix) -> tuple[PostFormat, ...]:
    """List the formats the firm can make."""
    return tuple(form for form, skills in MADE_WITH.items() if any(mix.makes.get(skill, 1.0) > 0 for skill in skills))


def minutes_for(idea: Idea, form: PostFormat, pace: float = 1.0) -> int:
    """Estimate the minutes to make an idea in one of the formats: its own for the first, the others in proportion.

    Parameters
    ----------
    idea, form
        What is made, and how.
    pace
        The learner's minutes over our median.

    Returns
    -------
    int
        A multiple of `STEP`, at least one.
    """
    table = MINUTES[idea.kind]
    exact = pace * idea.minutes * table[form] / table[idea.formats[0]]
    return max(STEP, STEP * round(exact / STEP))


def ways(mix: Mix, idea: Idea) -> tuple[Making, ...]:
    """List how the firm can make an idea for its networks, the best first.

    What it makes only now and then comes after what it makes gladly. A network that lives on what the firm does not
    make gets nothing.
    """
    made, forms = formats_made(mix), idea.formats
    if PostFormat.SHORT_VIDEO in forms:
        forms = (*forms, PostFormat.LONG_VIDEO)
    return tuple(
        Making(idea=idea, network=network, format=form, minutes=minutes_for(idea, form, mix.pace))
        for form in sorted((form for form in forms if form in made), key=lambda form: -_gladly(mix, form))
        for network in networks_used(mix)
        if form in TAKES.get(network, BRIEF) and not lacking_on(mix, network)
        if minutes_for(idea, form, mix.pace) <= LONGEST
    )


def usable(mix: Mix) -> dict[str, tuple[Making, ...]]:
    """Find the ideas this firm can and will publish: for the key of each, the ways to make it.

    A vacancy is only for those who look for staff. Who must take care in matters of health, law or tax promises no
    result; in matters of health no patient is shown.
    """
    found, forbidden = {}, not_touched(mix)
    for idea in mix.ideas:
        vacancy = idea.objectives == (Objective.RECRUIT,) and mix.objective is not Objective.RECRUIT
        if not vacancy and not idea.touches & forbidden and (made := ways(mix, idea)):
            found[idea.key] = made
    return found


def not_touched(mix: Mix) -> frozenset[Touches]:
    """Compute what no post of this firm shows or says: what it will not, and what it may not."""
    forbidden = set(mix.avoids)
    if mix.care & {Care.HEALTH, Care.LAW, Care.TAX}:
        forbidden.add(Touches.RESULT)
    if Care.HEALTH in mix.care:
        forbidden.add(Touches.CUSTOMER)
    return frozenset(forbidden)


def promotion_gap(mix: Mix) -> Fraction:
    """Compute how many posts lie between two that sell, at least 2: none follows another.

    As many as the share that is wished for and the limit allow. Raises ZeroDivisionError where none may sell.
    """
    share = min(mix.shares[PostKind.PROMOTION], mix.promotion_cap)
    exact = Fraction(share)
    return max(Fraction(2), 1 / (exact.limit_denominator(1000) or exact))


def promotions_allowed(posts: int, cap: float) -> int:
    """Count how many of so many posts may sell: the limit in whole posts, and one where it comes to less."""
    return max(1, math.floor(cap * posts + 1e-9)) if cap > 0 else 0


def _gladly(mix: Mix, form: PostFormat) -> float:
    return max(mix.makes.get(skill, 1.0) for skill in MADE_WITH[form])


def _known(name: str, value: object, allowed: Iterable[object]) -> None:
    if value not in tuple(allowed):
        raise InputError(name, Refusal.UNKNOWN, value=str(value))


def _normal(shares: Mapping[PostKind, float]) -> dict[PostKind, float]:
    for kind, share in shares.items():
        _known("shares", kind, PostKind)
        number_within(f"shares.{kind}", share, 0, math.inf)
    total = math.fsum(shares.values())
    if total <= 0:
        raise InputError("shares", Refusal.ALL_ZERO)
    return {kind: shares.get(kind, 0.0) / total for kind in PostKind}


def _decent(networks: Iterable[str]) -> float:
    return math.fsum(network_hours(key)[0] for key in networks)
