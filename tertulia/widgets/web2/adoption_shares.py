"""The shares of firms behind the adoption explorer, read from `data/`."""

from __future__ import annotations

from functools import cache

from tertulia import facts
from tertulia.models.web2.adoption import EVERY_SECTOR, TEN_OR_MORE, Asked, Base, Share

EU, HEADLINES, SPAIN = "firms_social_media_eu", "firms_headlines_eu", "firms_online_spain"

_INE = {"uses social media": Asked.ANY, "has website": Asked.WEBSITE, "has an internet connection": Asked.INTERNET}
_SIZES = {"10+ employees": TEN_OR_MORE, "0-9 employees": "0-9"}
_BASES = {"all enterprises": Base.ALL, "enterprises with internet": Base.WITH_INTERNET}


@cache
def shares() -> tuple[Share, ...]:
    """Every share of firms the explorer can show."""
    found: list[Share] = []
    for row in facts.rows(EU):
        if row["indicator"] == "social_networks":
            found.append(
                _share(
                    row,
                    Asked.NETWORKS,
                    str(row["place"]),
                    str(row["size_class"]),
                    str(row["activity_code"]),
                    Base.ALL,
                    "Eurostat",
                )
            )
    for row in facts.rows(HEADLINES):
        asked = _INE.get(str(row["indicator"]))
        if asked and str(row["base"]) in _BASES:
            found.append(
                _share(row, asked, str(row["place"]), TEN_OR_MORE, EVERY_SECTOR, _BASES[str(row["base"])], "Eurostat")
            )
    for row in facts.rows(SPAIN):
        asked, size, base = (
            _INE.get(str(row["indicator"])),
            _SIZES.get(str(row["firms"])),
            _BASES.get(str(row["base"])),
        )
        if asked and size and base and str(row["source"]).startswith(("INE", "Europa Press")):
            found.append(_share(row, asked, "Spain", size, EVERY_SECTOR, base, "INE"))
    return tuple(found)


def _share(row: dict[str, object], asked: Asked, place: str, size: str, sector: str, base: Base, by: str) -> Share:
    return Share(
        asked, place, int(str(row["year"])), size, sector, base, float(str(row["value"])) / 100, str(row["status"]), by
    )
