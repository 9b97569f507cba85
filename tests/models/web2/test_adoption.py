"""Adoption explorer: firms like mine, and lines that end at a break."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertulia.models.web2.adoption import (
    EU27,
    EU28,
    EVERY_SECTOR,
    TEN_OR_MORE,
    Base,
    FirmProfile,
    FirmShare,
    NaceSector,
    SizeClass,
    SurveyQuestion,
    find,
    peer_shares,
    unbroken,
)
from tertulia.widgets.web2.adoption_shares import shares

SPAIN = FirmShare(
    question=SurveyQuestion.NETWORKS,
    place="Spain",
    year=2013,
    size=TEN_OR_MORE,
    sector=EVERY_SECTOR,
    base=Base.ALL,
    value=0.29,
    status="read_primary",
)
OTHERS = [
    {"place": EU28},
    {"question": SurveyQuestion.ANY},
    {"size": "10-49"},
    {"sector": "F"},
    {"base": Base.WITH_INTERNET},
]


@pytest.mark.parametrize("other", OTHERS)
def test_figures_of_two_kinds_are_never_on_one_line(other: dict[str, object]) -> None:
    later = replace(SPAIN, year=2019, value=0.51)
    different = replace(SPAIN, year=2017, **other)  # type: ignore[arg-type]
    assert unbroken([later, different, SPAIN]) == ((SPAIN, later), (different,))


@pytest.mark.parametrize("other", OTHERS[:-1])
def test_only_what_was_asked_for_is_found_the_earliest_first(other: dict[str, object]) -> None:
    later = replace(SPAIN, year=2019, value=0.51)
    different = replace(SPAIN, year=2017, **other)  # type: ignore[arg-type]
    assert find([later, different, SPAIN], SurveyQuestion.NETWORKS, "Spain") == (SPAIN, later)


def test_lines_end_where_the_union_or_the_base_changes() -> None:
    every = [s for s in shares() if s.question is SurveyQuestion.ANY and s.place in (EU28, EU27, "Spain")]
    lines = unbroken(every)
    assert {line[0].place: [share.year for share in line] for line in lines} == {
        EU28: [2013, 2017],
        EU27: [2014, 2015, 2019, 2021, 2023],
        "Spain": [2017, 2018, 2019, 2023, 2024, 2025],
    }
    assert sum(map(len, lines)) == len(every)
    for line in lines:
        assert len({(s.place, s.base, s.question) for s in line}) == 1


def test_firms_like_mine() -> None:
    peers = peer_shares(shares(), FirmProfile(sector=NaceSector.MANUFACTURING, size=SizeClass.SMALL, place="Spain"))
    assert [
        (share.value, share.year, share.place) if share else None
        for share in (peers.sector, peers.size, peers.place, peers.place_before, peers.europe, peers.europe_before)
    ] == [
        (0.43, 2019, EU28),
        (0.48, 2019, EU28),
        (0.51, 2019, "Spain"),
        (0.29, 2013, "Spain"),
        (0.51, 2019, EU28),
        (0.28, 2013, EU28),
    ]


def test_the_smallest_firms_and_unknown_sectors_have_no_figure() -> None:
    peers = peer_shares(shares(), FirmProfile(sector=NaceSector.OTHER, size=SizeClass.MICRO, place="Atlantis"))
    assert (peers.sector, peers.size, peers.place, peers.place_before) == (None, None, None, None)
    assert peers.europe is not None


def test_a_single_figure_has_no_earlier_one() -> None:
    profile = FirmProfile(sector=NaceSector.OTHER, size=SizeClass.MICRO, place="Spain")
    peers = peer_shares([SPAIN], profile)
    assert (peers.place, peers.place_before, peers.europe) == (SPAIN, None, None)


def test_every_sector_of_the_list_has_its_figure() -> None:
    for sector in NaceSector:
        peers = peer_shares(shares(), FirmProfile(sector=sector, size=SizeClass.LARGE, place="Spain"))
        assert (peers.sector is None) is (sector is NaceSector.OTHER)
