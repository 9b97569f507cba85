"""Adoption explorer: how many firms like mine are on a network or have a website, then and now.

Shares are put on one line only where the same firms were asked the same question: `unbroken` cuts a series where the
European Union changed from 28 countries to 27 or where the base of the percentage changed. They say who is there.
They do not say whether it pays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class SizeClass(StrEnum):
    """People in a firm, as the surveys group them."""

    MICRO = "0-9"
    SMALL = "10-49"
    MEDIUM = "50-249"
    LARGE = "250+"


TEN_OR_MORE = "10+"
"""All firms but the smallest: most surveys ask these only."""

EVERY_SECTOR = "C10-S951 excl K"
"""The code of all sectors together; banks and insurers are not in it."""

EU28, EU27 = "EU28", "EU27_2020"
"""The European Union with the United Kingdom and without it."""


class NaceSector(StrEnum):
    """What a firm does, by the code of the European classification (NACE)."""

    MANUFACTURING = "C10-33"
    UTILITIES = "D35-E39"
    CONSTRUCTION = "F"
    TRADE = "G45-47"
    RETAIL = "G47"
    TRANSPORT = "H49-53"
    LODGING = "I55"
    INFORMATION = "J58-63"
    REAL_ESTATE = "L68"
    PROFESSIONAL = "M69-74"
    SUPPORT = "N77-82"
    OTHER = ""


class SurveyQuestion(StrEnum):
    """What firms were asked."""

    NETWORKS = "social_networks"
    """Uses a social network."""
    ANY = "any social media"
    """Uses networks, blogs, sites for videos and photos, or wikis."""
    WEBSITE = "website"
    """Has a website."""


class Base(StrEnum):
    """Of which firms a percentage is."""

    ALL = "all"
    WITH_INTERNET = "with internet"


@dataclass(frozen=True, kw_only=True)
class FirmShare:
    """A share of firms, as a survey found it.

    Attributes
    ----------
    place
        A country as the survey writes it, EU28 or EU27.
    size
        A class of `SizeClass`, or TEN_OR_MORE.
    sector
        A code of `NaceSector`, or EVERY_SECTOR.
    value
        0 to 1, of the firms in `base`.
    status
        How it got here: "read_primary", "read_secondary" or "derived".
    """

    question: SurveyQuestion
    place: str
    year: int
    size: str
    sector: str
    base: Base
    value: float
    status: str


@dataclass(frozen=True, kw_only=True)
class FirmProfile:
    """Which firms are like mine: their sector, their size and their country as the survey writes it."""

    sector: NaceSector
    size: SizeClass
    place: str


@dataclass(frozen=True, kw_only=True)
class PeerShares:
    """Shares of firms like mine on social networks, each None where nobody was asked or no figure was read.

    Attributes
    ----------
    sector, size
        The latest in the European Union, of firms with ten or more people and of all sectors.
    place, europe
        The latest of firms with ten or more people and of all sectors.
    place_before, europe_before
        The same, the earliest.
    """

    sector: FirmShare | None
    size: FirmShare | None
    place: FirmShare | None
    place_before: FirmShare | None
    europe: FirmShare | None
    europe_before: FirmShare | None


def find(
    shares: Iterable[FirmShare],
    question: SurveyQuestion,
    place: str,
    size: str = TEN_OR_MORE,
    sector: str = EVERY_SECTOR,
) -> tuple[FirmShare, ...]:
    """Find the shares of firms of one place, size and sector.

    Parameters
    ----------
    shares
        All there are.
    question
        What the firms were asked.
    place
        A country, EU28 or EU27.
    size
        A class of `SizeClass`, or TEN_OR_MORE.
    sector
        A code of `NaceSector`, or EVERY_SECTOR.

    Returns
    -------
    tuple of FirmShare
        The earliest first; empty where there is none.
    """
    matching = (
        share
        for share in shares
        if share.question is question and share.place == place and share.size == size and share.sector == sector
    )
    return tuple(sorted(matching, key=lambda share: share.year))


def peer_shares(shares: Sequence[FirmShare], profile: FirmProfile) -> PeerShares:
    """Look up firms of this sector, size and country on social networks.

    The surveys asked by sector or by size, never both at once, and nobody with fewer than ten people.

    Parameters
    ----------
    shares
        All there are.
    profile
        The firm to compare with.

    Returns
    -------
    PeerShares
        One figure each; what nobody was asked is None.
    """
    by_sector = (
        find(shares, SurveyQuestion.NETWORKS, EU28, sector=str(profile.sector))
        if profile.sector is not NaceSector.OTHER
        else ()
    )
    by_size = find(shares, SurveyQuestion.NETWORKS, EU28, size=str(profile.size))
    here = find(shares, SurveyQuestion.NETWORKS, profile.place)
    europe = find(shares, SurveyQuestion.NETWORKS, EU28)
    return PeerShares(
        sector=_latest(by_sector),
        size=_latest(by_size),
        place=_latest(here),
        place_before=_earlier(here),
        europe=_latest(europe),
        europe_before=_earlier(europe),
    )


def _latest(series: tuple[FirmShare, ...]) -> FirmShare | None:
    return series[-1] if series else None


def _earlier(series: tuple[FirmShare, ...]) -> FirmShare | None:
    """Give the earliest share, None if it is the latest too."""
    return series[0] if len(series) > 1 else None


def unbroken(shares: Iterable[FirmShare]) -> tuple[tuple[FirmShare, ...], ...]:
    """Sort shares into the lines that may be drawn.

    Parameters
    ----------
    shares
        Any shares.

    Returns
    -------
    tuple of tuples of FirmShare
        Each line in order of the years, all of one question, place, size, sector and base: another one begins
        another line.
    """
    lines: dict[tuple[object, ...], list[FirmShare]] = {}
    for share in shares:
        kind = (share.question, share.place, share.size, share.sector, share.base)
        lines.setdefault(kind, []).append(share)
    return tuple(tuple(sorted(line, key=lambda share: share.year)) for line in lines.values())
