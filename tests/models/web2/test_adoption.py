"""Adoption explorer: comparable or not, products of shares, lines that end at a break."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertulia.models.errors import InputError
from tertulia.models.web2.adoption import (
    EU27,
    EU28,
    EVERY_SECTOR,
    TEN_OR_MORE,
    Asked,
    Base,
    Sector,
    Share,
    Size,
    change,
    find,
    of_all,
    pieces,
    standing,
)
from tertulia.widgets.web2.adoption_shares import shares

SPAIN = Share(Asked.NETWORKS, "Spain", 2013, TEN_OR_MORE, EVERY_SECTOR, Base.ALL, 0.29, "read_primary", "Eurostat")


def test_the_change_between_two_years() -> None:
    assert change(SPAIN, replace(SPAIN, year=2019, value=0.51)) == pytest.approx(0.22)


@pytest.mark.parametrize(
    "other", [{"place": EU28}, {"asked": Asked.ANY}, {"size": "10-49"}, {"sector": "F"}, {"base": Base.WITH_INTERNET}]
)
def test_two_kinds_of_figures_are_not_subtracted(other: dict[str, object]) -> None:
    with pytest.raises(InputError, match="not_comparable"):
        change(SPAIN, replace(SPAIN, year=2019, **other))  # type: ignore[arg-type]


def test_the_websites_of_2009_as_a_share_of_all_firms() -> None:
    """55.9 % online, 21.87 % of them with a page: 12.2 % of all; 96.2 % and 58.9 %: 56.7 %."""
    for size, expected in (("0-9", 0.1222), (TEN_OR_MORE, 0.5666)):
        online = find(shares(), Asked.INTERNET, "Spain", size)[0]
        web = find(shares(), Asked.WEBSITE, "Spain", size)[0]
        product = of_all(online, web)
        assert product.value == pytest.approx(expected, abs=5e-4)
        assert (product.base, product.status, product.year) == (Base.ALL, "derived", 2009)


def test_a_product_of_other_firms_or_another_year_is_refused() -> None:
    online = replace(SPAIN, asked=Asked.INTERNET)
    web = replace(SPAIN, asked=Asked.WEBSITE, base=Base.WITH_INTERNET)
    assert of_all(online, web).value == pytest.approx(0.29**2)
    for wrong in (replace(web, year=2014), replace(web, size="0-9"), replace(web, base=Base.ALL)):
        with pytest.raises(InputError, match="not_comparable"):
            of_all(online, wrong)


def test_lines_end_where_the_union_or_the_base_changes() -> None:
    every = [s for s in shares() if s.asked is Asked.ANY and s.place in (EU28, EU27, "Spain")]
    lines = pieces(every)
    assert {line[0].place: [share.year for share in line] for line in lines} == {
        EU28: [2013, 2017],
        EU27: [2014, 2015, 2019, 2021, 2023],
        "Spain": [2017, 2018, 2019, 2023, 2024, 2025],
    }
    assert sum(map(len, lines)) == len(every)
    for line in lines:
        assert len({(s.place, s.base, s.asked) for s in line}) == 1


def test_firms_like_mine() -> None:
    found = standing(shares(), Sector.MANUFACTURING, Size.SMALL, "Spain")
    assert found.sector and found.size and found.place and found.place_before and found.europe
    assert [s.value for s in (found.sector, found.size, found.place, found.place_before, found.europe)] == [
        0.43,
        0.48,
        0.51,
        0.29,
        0.51,
    ]
    assert found.sector.place == found.size.place == EU28


def test_the_smallest_firms_and_unknown_sectors_have_no_figure() -> None:
    found = standing(shares(), Sector.OTHER, Size.MICRO, "Atlantis")
    assert (found.sector, found.size, found.place, found.place_before) == (None, None, None, None)
    assert found.europe is not None


def test_every_sector_of_the_list_has_its_figure() -> None:
    for sector in Sector:
        assert (standing(shares(), sector, Size.LARGE, "Spain").sector is None) is (sector is Sector.OTHER)
