"""Audience explorer: who is on which network, looked up one count at a time.

A *count* is one way of counting: what was measured, where, who was asked what, by whom, when. Accounts, the audience
of an advert, what people say of themselves and our estimate are different things, so an answer holds figures of one
count only, and a group nobody counted has no figure. Nothing here is computed from two counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from tertulia.models.errors import InputError, Refusal, number_within

ALL = "all"
"""The age or sex of a figure that is about everybody."""

ANY_NETWORK = "any"
"""The network of a figure that is about whichever network."""

CLOSE = 0.10
"""Shares nearer than this are not told apart: surveys by age rest on under a hundred interviews (our judgement, D)."""

_ROUNDING = 1e-9
"""What the last digits of a difference of shares may be off."""


class AudienceMeasure(StrEnum):
    """What was counted."""

    USE = "use"
    """People who say they use it."""
    PANEL = "panel"
    """People whose devices were seen there by an audience panel."""
    ACCOUNTS = "accounts"
    """Accounts active in a month, as the network reports them by law."""
    ADS = "ads"
    """Accounts an advert can reach, as the network tells buyers; used for its shape, never for its size."""
    ESTIMATE = "estimate"
    """Our estimate from a survey and the ad tools."""


@dataclass(frozen=True, kw_only=True)
class AudienceCount:
    """One way of counting.

    Attributes
    ----------
    view
        The key under which the learner finds it ("us_ever").
    place, question, asked, by
        Where, what was asked, who was asked and who counted, as the data say them.
    period
        A year, or a year and more ("2024-Q4").
    grade
        A to D, for our use of it.
    """

    view: str
    measure: AudienceMeasure
    place: str
    question: str = ""
    asked: str
    by: str
    period: str
    grade: str

    @property
    def year(self) -> int:
        """The year in which it was counted."""
        return int(self.period[:4])


@dataclass(frozen=True, kw_only=True)
class AudienceFigure:
    """One number of a count.

    Attributes
    ----------
    network
        Its name, or ANY_NETWORK.
    age, sex
        An age band ("18-24", "55+") and "women" or "men"; ALL for everybody.
    value
        A share 0 to 1, or a number of accounts.
    status
        How it got here: "read_primary", "read_secondary" or "derived".
    """

    count: AudienceCount
    network: str
    age: str = ALL
    sex: str = ALL
    value: float
    status: str


@dataclass(frozen=True, kw_only=True)
class GroupFigures:
    """The figures of one count for one group, the largest first, and the networks without one.

    Raises
    ------
    ValueError
        For figures of another count: measures are never mixed.
    """

    count: AudienceCount
    age: str
    sex: str
    figures: tuple[AudienceFigure, ...]
    missing: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse figures of two counts."""
        if any(figure.count != self.count for figure in self.figures):
            raise ValueError("figures of two counts in one answer")

    @property
    def close(self) -> tuple[AudienceFigure, ...]:
        """The figures too near the largest to be told from it, the largest included; for shares only."""
        if not self.figures or self.count.measure is AudienceMeasure.ACCOUNTS:
            return self.figures[:1]
        largest = self.figures[0].value
        return tuple(figure for figure in self.figures if _is_close(largest, figure.value))


def counts(figures: Iterable[AudienceFigure], view: str) -> tuple[AudienceCount, ...]:
    """List the counts of a view.

    Parameters
    ----------
    figures
        All there are.
    view
        The key of the view.

    Returns
    -------
    tuple of AudienceCount
        The newest first; of one year those with more figures first.
    """
    sizes: dict[AudienceCount, int] = {}
    for figure in figures:
        if figure.count.view == view:
            sizes[figure.count] = sizes.get(figure.count, 0) + 1
    return tuple(sorted(sizes, key=lambda count: (count.year, sizes[count], count.period), reverse=True))


def groups(figures: Iterable[AudienceFigure], count: AudienceCount) -> tuple[tuple[str, str], ...]:
    """List the groups a count has figures for.

    Parameters
    ----------
    figures
        All there are.
    count
        The way of counting.

    Returns
    -------
    tuple of (age, sex)
        Everybody first, then the ages upwards.
    """
    return tuple(sorted({(figure.age, figure.sex) for figure in figures if figure.count == count}, key=_order))


def look_up(figures: Iterable[AudienceFigure], count: AudienceCount, age: str = ALL, sex: str = ALL) -> GroupFigures:
    """Look up what a count says about a group. Nothing is made up.

    Parameters
    ----------
    figures
        All there are; the networks in them are those that are asked for.
    count
        The way of counting.
    age, sex
        The group.

    Returns
    -------
    GroupFigures
        A network this count has no figure of for this group is missing; none is where no network is named.
    """
    every = tuple(figures)
    of_group = [figure for figure in every if figure.count == count and (figure.age, figure.sex) == (age, sex)]
    networks = dict.fromkeys(figure.network for figure in every if figure.network != ANY_NETWORK)
    counted = {figure.network for figure in of_group}
    missing = () if ANY_NETWORK in counted else tuple(network for network in networks if network not in counted)
    largest_first = tuple(sorted(of_group, key=lambda figure: -figure.value))
    return GroupFigures(count=count, age=age, sex=sex, figures=largest_first, missing=missing)


def by_group(figures: Iterable[AudienceFigure], count: AudienceCount) -> tuple[AudienceFigure, ...]:
    """List the figures of a count that names no network.

    Parameters
    ----------
    figures
        All there are.
    count
        The way of counting.

    Returns
    -------
    tuple of AudienceFigure
        Group by group, everybody first, then the ages upwards.
    """
    unnamed = [figure for figure in figures if figure.count == count and figure.network == ANY_NETWORK]
    return tuple(sorted(unnamed, key=lambda figure: _order((figure.age, figure.sex))))


def customers(
    shares: Mapping[str, Mapping[tuple[str, str], float]], ages: Mapping[str, float], women: float
) -> dict[str, float]:
    """Weigh the shares of each age and sex with a firm's customers.

    Parameters
    ----------
    shares
        By network, the share 0 to 1 of each (age, "women" or "men").
    ages
        How many customers of each age, in any unit.
    women
        Share of women among them, 0 to 1, taken as the same at all ages.

    Returns
    -------
    dict of str to float
        Share of customers like these who use each network, the largest first. A network without a figure for a
        group these customers have is left out.

    Raises
    ------
    InputError
        For "ages.18-24" and so on or "women", as `number_within`; ALL_ZERO for the first age if none has anybody.
    """
    for age, part in ages.items():
        number_within(f"ages.{age}", part, 0, inf)
    number_within("women", women, 0, 1)
    total = sum(ages.values())
    if not total:
        raise InputError(f"ages.{next(iter(ages), '')}", Refusal.ALL_ZERO)
    weights = {
        (age, sex): part / total * share
        for age, part in ages.items()
        for sex, share in (("women", women), ("men", 1 - women))
        if part * share > 0
    }
    weighed = {
        network: sum(weight * by_age_and_sex[group] for group, weight in weights.items())
        for network, by_age_and_sex in shares.items()
        if all(group in by_age_and_sex for group in weights)
    }
    return dict(sorted(weighed.items(), key=lambda item: -item[1]))


def runners_up(weighed: Mapping[str, float]) -> tuple[str, ...]:
    """Name the networks that come second.

    Parameters
    ----------
    weighed
        Share of customers by network, the largest first, two networks at least.

    Returns
    -------
    tuple of str
        The second network and those too near it to be told from it.
    """
    (_first, *others) = weighed.items()
    second = others[0][1]
    return tuple(network for network, share in others if _is_close(second, share))


def _is_close(larger: float, smaller: float) -> bool:
    return larger - smaller < CLOSE - _ROUNDING


def _order(group: tuple[str, str]) -> tuple[int, int, str, bool, str]:
    age, sex = group
    bounds = age.rstrip("+").split("-")
    return (-1 if age == ALL else int(bounds[0])), int(bounds[-1]) if age != ALL else 0, age, sex != ALL, sex
