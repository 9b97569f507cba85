"""What a set of posts did, honestly: rates with a named denominator, medians, ranges, and what the hours brought.

An engagement rate is interactions over something, and the something is part of its name: by reach, by followers and
by views are three numbers that are never mixed. A few posts do most of what a page does, so the middle post stands
for them, not the mean. Its range is distribution-free: between two posts in order of size, chosen with the binomial
law so that the true middle lies between them in at least 95 of 100 such samples (Conover, Practical Nonparametric
Statistics: confidence interval for a quantile).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertulia.models.errors import InputError, number_within, whole_within
from tertulia.models.random_stream import Chance

Floats = NDArray[np.float64]

TOO_FEW = 10
"""Below so many posts no comparison is made. Our judgement (grade D): from 6 on there is a range at all."""

COVERAGE = 0.95
"""How often a range holds the true middle, at least."""

LARGE = 300
"""From so many values on the normal law is as good as the binomial, and much quicker."""

BANDS = ((0, 6), (6, 9), (9, 12), (12, 15), (15, 18), (18, 21), (21, 24))
"""Hours of the day that are compared with each other: from, to (not included)."""

COUNTS = (
    "reach",
    "views",
    "interactions",
    "reactions",
    "comments",
    "shares",
    "saves",
    "clicks",
    "link_clicks",
    "follows",
    "followers",
    "messages",
    "watch",
)
"""What may be counted for a post, in people or times; `watch` in hours; `followers` the page had at that time."""


class PostMeasure(StrEnum):
    """What is compared between posts."""

    BY_REACH = "by_reach"
    """Interactions per person reached."""
    BY_FOLLOWERS = "by_followers"
    """Interactions per follower at that time."""
    BY_VIEWS = "by_views"
    """Interactions per time it was shown."""
    INTERACTIONS = "interactions"
    REACH = "reach"
    VIEWS = "views"
    CLICKS = "clicks"


RATES: Mapping[PostMeasure, str] = {
    PostMeasure.BY_REACH: "reach",
    PostMeasure.BY_FOLLOWERS: "followers",
    PostMeasure.BY_VIEWS: "views",
}
"""The denominator of each rate."""


class Grouping(StrEnum):
    """What tells the compared posts apart."""

    KIND = "kind"
    WEEKDAY = "weekday"
    HOUR = "hour"
    PAID = "paid"


@dataclass(frozen=True, kw_only=True)
class Posts:
    """A set of posts, or of days, as columns of equal length.

    Attributes
    ----------
    unit
        What is counted: "post", "video", "ad" or "day".
    month
        12 * year + month - 1, -1 unknown.
    weekday
        0 Monday to 6 Sunday, -1 unknown.
    hour
        0 to 23, -1 unknown.
    kinds, kind
        The kinds of posts by name, and each post's place among them, -1 unknown.
    paid
        1 promoted, 0 not, NaN unknown.
    counts
        By a name of COUNTS what the network counted, NaN where it gave no number; blank is never zero.
    """

    unit: str
    month: NDArray[np.int64]
    weekday: NDArray[np.int64]
    hour: NDArray[np.int64]
    kinds: tuple[str, ...]
    kind: NDArray[np.int64]
    paid: Floats
    counts: Mapping[str, Floats] = field(repr=False)

    def __len__(self) -> int:
        """How many posts, or days."""
        return len(self.month)

    def where(self, chosen: NDArray[np.bool_]) -> Posts:
        """The posts for which `chosen` is true.

        Parameters
        ----------
        chosen
            One value for each post.

        Returns
        -------
        Posts
            In the same order.
        """
        return Posts(
            unit=self.unit,
            month=self.month[chosen],
            weekday=self.weekday[chosen],
            hour=self.hour[chosen],
            kinds=self.kinds,
            kind=self.kind[chosen],
            paid=self.paid[chosen],
            counts={name: values[chosen] for name, values in self.counts.items()},
        )

    @property
    def months(self) -> tuple[int, ...]:
        """The months that have posts, in order."""
        return tuple(int(each) for each in np.unique(self.month[self.month >= 0]))


@dataclass(frozen=True, kw_only=True)
class Middle:
    """The median of n values and the range it may truly have. low, high: NaN below six values."""

    n: int
    median: float
    low: float
    high: float

    @property
    def enough(self) -> bool:
        """Whether there are enough values to compare it with another."""
        return self.n >= TOO_FEW


class GroupVerdict(StrEnum):
    """How a group of posts does beside the rest."""

    MORE = "more"
    LESS = "less"
    """Its range and that of the rest do not touch."""
    UNCLEAR = "unclear"
    TOO_FEW = "too_few"


@dataclass(frozen=True, kw_only=True)
class PostGroup:
    """Some of the posts beside the rest.

    Attributes
    ----------
    key
        Place of the kind, weekday, place in BANDS, or 1 promoted and 0 not.
    middle, rest
        Of the group, and of all other posts whose group is known.
    verdict
        How the two compare.
    """

    key: int
    middle: Middle
    rest: Middle
    verdict: GroupVerdict


class CostRefusal(StrEnum):
    """Why the costs or the sales of a month are refused; ranges have `Refusal`."""

    NO_COST = "no_cost"
    """Neither hours nor money."""
    ZERO_MARGIN = "zero_margin"
    """Nothing stays of a sale."""
    ORDER = "order"
    """The most is below the least."""


@dataclass(frozen=True, kw_only=True)
class Costs:
    """What a month takes.

    Attributes
    ----------
    hours
        Hours of work in the month.
    hour_euros
        Euros an hour.
    ads, other
        Euros in the month, for ads and for other things.

    Raises
    ------
    InputError
        For a value that is no number, below zero or beyond a small firm's month; NO_COST on "hours" if all is zero.
    """

    hours: float
    hour_euros: float
    ads: float = 0.0
    other: float = 0.0

    def __post_init__(self) -> None:
        """Check the values."""
        for name, most in (("hours", 400), ("hour_euros", 500), ("ads", 1e6), ("other", 1e6)):
            number_within(name, getattr(self, name), 0, most)
        if self.total <= 0:
            raise InputError("hours", CostRefusal.NO_COST)

    @property
    def total(self) -> float:
        """Euros."""
        return self.hours * self.hour_euros + self.ads + self.other


@dataclass(frozen=True, kw_only=True)
class TrackedSales:
    """Sales or bookings of a month that the firm could trace to its networks: by a code, a link, or by asking.

    Attributes
    ----------
    conversions
        How many, a whole number.
    margin
        Euros that stay of one after what it costs to make.
    anyway_least, anyway_most
        Share of these customers who would have come anyway, 0 to 0.95.

    Raises
    ------
    InputError
        For a value out of its range; ZERO_MARGIN on "margin", ORDER on "anyway_most".
    """

    conversions: int
    margin: float
    anyway_least: float = 0.1
    anyway_most: float = 0.5

    def __post_init__(self) -> None:
        """Check the values."""
        whole_within("conversions", self.conversions, 0, 100_000)
        number_within("margin", self.margin, 0, 1e6)
        if self.margin <= 0:
            raise InputError("margin", CostRefusal.ZERO_MARGIN)
        for name in ("anyway_least", "anyway_most"):
            number_within(name, getattr(self, name), 0, 0.95)
        if self.anyway_least > self.anyway_most:
            raise InputError("anyway_most", CostRefusal.ORDER, least=self.anyway_least)


@dataclass(frozen=True, kw_only=True)
class Return:
    """What a month brought for what it took; each triple is low, middle, high.

    gain and roi are None while nothing is tracked: no number follows from followers or likes.

    Attributes
    ----------
    cost
        Euros.
    gain
        Euros of margin that would not have come otherwise.
    roi
        (gain - cost) / cost: -1 all lost, 0 even.
    break_even
        Tracked conversions at which the month pays for itself; here low is the friendliest case. None while nobody has
        said what stays of a sale.
    """

    cost: float
    gain: tuple[float, float, float] | None
    roi: tuple[float, float, float] | None
    break_even: tuple[int, int, int] | None


def returns(costs: Costs, tracked: TrackedSales | None) -> Return:
    """What the month's tracked conversions are worth against its cost.

    Parameters
    ----------
    costs
        Of the month.
    tracked
        Of the same month; None if nothing was traced and nobody has said what stays of a sale.

    Returns
    -------
    Return
        Low, middle and high follow from the share who would have come anyway: most, half way, least.
    """
    if tracked is None:
        return Return(cost=costs.total, gain=None, roi=None, break_even=None)
    least, most = tracked.anyway_least, tracked.anyway_most
    extra = tuple(tracked.margin * (1 - share) for share in (most, (least + most) / 2, least))
    # Rounded first, because 30 * 0.7 is not quite 21 and one more sale would be asked for.
    few, middling, many = (math.ceil(round(costs.total / each, 9)) for each in reversed(extra))
    break_even = (few, middling, many)
    if tracked.conversions == 0:
        return Return(cost=costs.total, gain=None, roi=None, break_even=break_even)
    low, mid, high = (tracked.conversions * each for each in extra)
    worst, usual, best = ((gain - costs.total) / costs.total for gain in (low, mid, high))
    return Return(cost=costs.total, gain=(low, mid, high), roi=(worst, usual, best), break_even=break_even)


def values_of(posts: Posts, measure: PostMeasure) -> Floats:
    """The measure of each post.

    Parameters
    ----------
    posts
        n posts.
    measure
        What of them; a rate is a share from 0, a count is in people or times.

    Returns
    -------
    Floats
        n values; NaN where a part is missing or the denominator is zero.
    """
    empty = np.full(len(posts), np.nan)
    if measure not in RATES:
        return posts.counts.get(measure.value, empty)
    above, below = posts.counts.get("interactions", empty), posts.counts.get(RATES[measure], empty)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, above / below, np.nan)


def measurable(posts: Posts) -> tuple[PostMeasure, ...]:
    """The measures that at least one post has.

    Parameters
    ----------
    posts
        Any.

    Returns
    -------
    tuple
        In the order of `PostMeasure`; empty where nothing was counted.
    """
    return tuple(measure for measure in PostMeasure if np.isfinite(values_of(posts, measure)).any())


def middle(values: Floats) -> Middle:
    """The median and its distribution-free range.

    Parameters
    ----------
    values
        One for each post; NaN values are left out.

    Returns
    -------
    Middle
        NaN for low and high below six values, for the median, too, without any.

    References
    ----------
    Conover, Practical Nonparametric Statistics: confidence interval for a quantile.
    """
    known = np.sort(values[np.isfinite(values)])
    n = len(known)
    if n == 0:
        return Middle(n=0, median=math.nan, low=math.nan, high=math.nan)
    place = _place(n)
    low, high = (float(known[place]), float(known[n - 1 - place])) if place >= 0 else (math.nan, math.nan)
    return Middle(n=n, median=float(np.median(known)), low=low, high=high)


@cache
def _place(n: int) -> int:
    """The largest k for which sample value k (from 0) lies above the true middle in at most 2.5 of 100 samples."""
    below = np.cumsum(_law(n))
    return int(np.searchsorted(below, (1 - COVERAGE) / 2, side="right")) - 1


def _law(n: int) -> Floats:
    """Chances of 0, 1, …, n heads in n throws."""
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    law: Floats = np.exp(logs[n] - logs - logs[::-1] - n * math.log(2))
    return law


def compared(posts: Posts, measure: PostMeasure, grouping: Grouping) -> tuple[PostGroup, ...]:
    """Each group of posts beside the rest.

    Two ranges of 95 % that do not touch are rarer than 1 in 100 if nothing is different; with seven weekdays that
    keeps the chance of any false alarm below 1 in 20 (simulated: 2 to 4 in 100).

    Parameters
    ----------
    posts
        All of them; a post without the measure, or of an unknown group, is left out.
    measure
        What is compared.
    grouping
        What tells the groups apart.

    Returns
    -------
    tuple
        The groups that have a value, in the order of their keys.
    """
    values = values_of(posts, measure)
    keys = keys_of(posts, grouping)
    groups = []
    for key in np.unique(keys[keys >= 0]):
        inside = keys == key
        group, rest = middle(values[inside]), middle(values[(keys >= 0) & ~inside])
        if group.n:
            groups.append(PostGroup(key=int(key), middle=group, rest=rest, verdict=_verdict(group, rest)))
    return tuple(groups)


def keys_of(posts: Posts, grouping: Grouping) -> NDArray[np.int64]:
    """The group of each post.

    Parameters
    ----------
    posts
        n posts.
    grouping
        What tells the groups apart.

    Returns
    -------
    NDArray
        n keys as `PostGroup` has them, -1 where the group is not known.
    """
    if grouping is Grouping.PAID:
        return np.where(np.isnan(posts.paid), -1, posts.paid).astype(np.int64)
    if grouping is Grouping.HOUR:
        starts = np.array([start for start, _end in BANDS])
        band = np.searchsorted(starts, posts.hour, side="right") - 1
        return np.where(posts.hour < 0, -1, band).astype(np.int64)
    return posts.kind if grouping is Grouping.KIND else posts.weekday


def _verdict(group: Middle, rest: Middle) -> GroupVerdict:
    if not (group.enough and rest.enough):
        return GroupVerdict.TOO_FEW
    if group.low > rest.high:
        return GroupVerdict.MORE
    return GroupVerdict.LESS if group.high < rest.low else GroupVerdict.UNCLEAR


@dataclass(frozen=True)
class Ratio:
    """How many times as much the middle of `now` is as that of `before`, with its 95 % range. NaN below TOO_FEW."""

    ratio: float
    low: float
    high: float


def ratio(now: Floats, before: Floats, seed: int = 1, draws: int = 4000) -> Ratio:
    """The ratio of two medians with a bootstrap range.

    The median of a resample is one of the sample's own values, and which one follows a law that is known, so one
    uniform draw stands for a whole resample.

    Parameters
    ----------
    now, before
        One value for each post; NaN values are left out.
    seed, draws
        Of the bootstrap.

    Returns
    -------
    Ratio
        NaN with fewer than TOO_FEW values on a side, or with a median of zero before.

    References
    ----------
    Maritz & Jarrett 1978, A note on estimating the variance of the sample median. JASA 73.
    """
    one, two = (np.sort(values[np.isfinite(values)]) for values in (now, before))
    if min(len(one), len(two)) < TOO_FEW or np.median(two) <= 0:
        return Ratio(math.nan, math.nan, math.nan)
    random = Chance(seed)
    drawn = [_medians(values, random.random(draws)) for values in (one, two)]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.sort(drawn[0] / drawn[1])
    tail = int(draws * (1 - COVERAGE) / 2)
    return Ratio(float(np.median(one) / np.median(two)), float(ratios[tail]), float(ratios[-1 - tail]))


def _medians(ordered: Floats, uniform: Floats) -> Floats:
    """Medians of resamples. For an even number the lower and the upper middle value take turns."""
    half = len(uniform) // 2
    n = len(ordered)
    parts = [
        ordered[np.searchsorted(_ranks(n, (n - 1) // 2), uniform[:half])],
        ordered[np.searchsorted(_ranks(n, n // 2), uniform[half:])],
    ]
    mixed = np.empty(len(uniform))
    mixed[0::2], mixed[1::2] = parts if len(parts[0]) == len(mixed[0::2]) else parts[::-1]
    return mixed


@cache
def _ranks(n: int, place: int) -> Any:
    """Chance that value `place` (from 0) of a sorted resample of n is at most the sample's value 0, 1, …, n-1.

    It is the chance of more than `place` hits in n draws that each hit with (j + 1) / n; above LARGE values the
    normal law stands for the binomial.
    """
    if n > LARGE:
        share = np.arange(1, n) / n
        away = (place + 0.5 - n * share) / np.sqrt(n * share * (1 - share))
        return np.array([*(0.5 * math.erfc(min(max(each, -9.0), 9.0) / math.sqrt(2)) for each in away), 1.0])
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    share = np.arange(1, n) / n
    heads = np.arange(place + 1, n + 1)
    ways = logs[n] - logs[heads] - logs[n - heads]
    law = np.exp(ways[:, None] + heads[:, None] * np.log(share) + (n - heads)[:, None] * np.log1p(-share))
    return np.concatenate([np.minimum(law.sum(axis=0), 1.0), [1.0]])
