"""Adoption explorer: how many firms like mine are on a network or have a website, then and now.

Shares are compared only where the same firms were asked the same question: `change` refuses two others, and `pieces`
cuts a series where the European Union changed from 28 countries to 27 or where the base of the percentage changed.
They say who is there. They do not say whether it pays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tertulia.models.errors import InputError


class Size(StrEnum):
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


class Sector(StrEnum):
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


class Asked(StrEnum):
    """The questions."""

    NETWORKS = "social_networks"
    """Uses a social network."""
    ANY = "any social media"
    """Uses networks, blogs, sites for videos and photos, or wikis."""
    WEBSITE = "website"
    INTERNET = "internet"


class Base(StrEnum):
    """Of which firms a percentage is."""

    ALL = "all"
    WITH_INTERNET = "with internet"


@dataclass(frozen=True)
class Share:
    """A share of firms, 0 to 1. sector: a code, EVERY_SECTOR for all. size: a class, or TEN_OR_MORE."""

    asked: Asked
    place: str
    year: int
    size: str
    sector: str
    base: Base
    value: float
    status: str
    by: str


@dataclass(frozen=True)
class Standing:
    """Firms like this one, each None where nobody was asked or no figure was read.

    sector, size: in the European Union. place, europe: firms with ten or more people, latest; before: the same,
    earliest.
    """

    sector: Share | None
    size: Share | None
    place: Share | None
    place_before: Share | None
    europe: Share | None
    europe_before: Share | None


def find(
    shares: Iterable[Share], asked: Asked, place: str, size: str = TEN_OR_MORE, sector: str = EVERY_SECTOR
) -> tuple[Share, ...]:
    """The shares that answer this, the earliest first."""
    found = [s for s in shares if s.asked is asked and s.place == place and s.size == size and s.sector == sector]
    return tuple(sorted(found, key=lambda share: share.year))


def standing(shares: Sequence[Share], sector: Sector, size: Size, place: str) -> Standing:
    """Firms of this sector, size and country on social networks.

    The surveys asked by sector or by size, never both at once, and nobody with fewer than ten people.
    """

    def ends(found: tuple[Share, ...]) -> tuple[Share | None, Share | None]:
        return (found[-1], found[0] if len(found) > 1 else None) if found else (None, None)

    mine = find(shares, Asked.NETWORKS, EU28, sector=str(sector)) if sector is not Sector.OTHER else ()
    here, here_before = ends(find(shares, Asked.NETWORKS, place))
    europe, europe_before = ends(find(shares, Asked.NETWORKS, EU28))
    return Standing(
        ends(mine)[0],
        ends(find(shares, Asked.NETWORKS, EU28, size=str(size)))[0],
        here,
        here_before,
        europe,
        europe_before,
    )


def change(earlier: Share, later: Share) -> float:
    """Points from one share to the other, as a part of 1.

    Raises InputError("later", "not_comparable") where another question, place, size, sector or base was asked.
    """
    if _kind(earlier) != _kind(later):
        raise InputError("later", "not_comparable", earlier=earlier.year, later=later.year)
    return later.value - earlier.value


def of_all(online: Share, among_online: Share) -> Share:
    """A share of the firms with internet as a share of all firms: the product of the two.

    Raises InputError("among_online", "not_comparable") unless both are of the same firms in the same year, the first
    of all firms and the second of those with internet.
    """
    same = (online.place, online.year, online.size, online.sector) == (
        among_online.place,
        among_online.year,
        among_online.size,
        among_online.sector,
    )
    if not same or online.base is not Base.ALL or among_online.base is not Base.WITH_INTERNET:
        raise InputError("among_online", "not_comparable", online=online.year, among=among_online.year)
    return Share(
        among_online.asked,
        online.place,
        online.year,
        online.size,
        online.sector,
        Base.ALL,
        online.value * among_online.value,
        "derived",
        among_online.by,
    )


def pieces(shares: Iterable[Share]) -> tuple[tuple[Share, ...], ...]:
    """Shares as lines that may be drawn: each of one kind, in order of the years; a change of kind cuts the line."""
    held: dict[tuple[object, ...], list[Share]] = {}
    for share in shares:
        held.setdefault(_kind(share), []).append(share)
    return tuple(tuple(sorted(line, key=lambda share: share.year)) for line in held.values())


def _kind(share: Share) -> tuple[object, ...]:
    return share.asked, share.place, share.size, share.sector, share.base
