"""The shares of firms behind the adoption explorer, read from `data/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tertulia import facts
from tertulia.models.web2.adoption import EVERY_SECTOR, TEN_OR_MORE, Base, FirmShare, SizeClass, SurveyQuestion

EU, HEADLINES, SPAIN = "firms_social_media_eu", "firms_headlines_eu", "firms_online_spain"

_QUESTIONS = {"uses social media": SurveyQuestion.ANY, "has website": SurveyQuestion.WEBSITE}
_SIZES = {"10+ employees": TEN_OR_MORE, "0-9 employees": SizeClass.MICRO.value}
_BASES = {"all enterprises": Base.ALL, "enterprises with internet": Base.WITH_INTERNET}


@cache
def shares() -> tuple[FirmShare, ...]:
    """Every share of firms the explorer can show."""
    read = [
        _share(
            row,
            question=SurveyQuestion.NETWORKS,
            place=str(row["place"]),
            size=str(row["size_class"]),
            sector=str(row["activity_code"]),
            base=Base.ALL,
        )
        for row in facts.rows(EU)
        if row["indicator"] == "social_networks"
    ]
    for row in facts.rows(HEADLINES):
        question, base = _QUESTIONS.get(str(row["indicator"])), _BASES.get(str(row["base"]))
        if question and base:
            read.append(_share(row, question=question, place=str(row["place"]), size=TEN_OR_MORE, base=base))
    for row in facts.rows(SPAIN):
        question, base = _QUESTIONS.get(str(row["indicator"])), _BASES.get(str(row["base"]))
        size = _SIZES.get(str(row["firms"]))
        if question and size and base and str(row["source"]).startswith(("INE", "Europa Press")):
            read.append(_share(row, question=question, place="Spain", size=size, base=base))
    return tuple(read)


def _share(
    row: Mapping[str, object],
    *,
    question: SurveyQuestion,
    place: str,
    size: str,
    base: Base,
    sector: str = EVERY_SECTOR,
) -> FirmShare:
    """A row of a table, its percentage as a share."""
    return FirmShare(
        question=question,
        place=place,
        year=int(str(row["year"])),
        size=size,
        sector=sector,
        base=base,
        value=float(str(row["value"])) / 100,
        status=str(row["status"]),
    )
