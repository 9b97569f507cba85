"""The figures of the audience explorer, read from `data/`, each under the count it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from tertulia import facts
from tertulia.models.web2.audience import ALL, ANY_NETWORK, AudienceCount, AudienceFigure, AudienceMeasure

ESTIMATE, ACCOUNTS, ADS, SPAIN, US, EU = (
    "audience_by_group_spain",
    "network_accounts_spain",
    "network_ad_audience_spain",
    "network_use_spain",
    "network_use_us",
    "people_on_networks_eu",
)

MINE = "mine"
"""The view that weighs our estimate with the learner's own customers."""


@dataclass(frozen=True, kw_only=True)
class AudienceView:
    """What the learner can choose to look at. dataset: where it comes from. by_network: else it is by group."""

    key: str
    measure: AudienceMeasure
    dataset: str
    by_network: bool = True
    question: str = ""


VIEWS: Mapping[str, AudienceView] = {
    view.key: view
    for view in (
        AudienceView(key=MINE, measure=AudienceMeasure.ESTIMATE, dataset=ESTIMATE),
        AudienceView(key="estimate", measure=AudienceMeasure.ESTIMATE, dataset=ESTIMATE),
        AudienceView(key="spain_month", measure=AudienceMeasure.USE, dataset=SPAIN, question="used in the last month"),
        AudienceView(key="spain_week", measure=AudienceMeasure.USE, dataset=SPAIN, question="used in the last week"),
        AudienceView(key="spain_uses", measure=AudienceMeasure.USE, dataset=SPAIN, question="uses"),
        AudienceView(
            key="spain_regularly", measure=AudienceMeasure.USE, dataset=SPAIN, question="uses regularly as a network"
        ),
        AudienceView(
            key="spain_messages", measure=AudienceMeasure.USE, dataset=SPAIN, question="uses regularly for messages"
        ),
        AudienceView(key="spain_seniors", measure=AudienceMeasure.USE, dataset=SPAIN, question="usual app"),
        AudienceView(
            key="spain_seniors_panel", measure=AudienceMeasure.PANEL, dataset=SPAIN, question="reached in the month"
        ),
        AudienceView(
            key="spain_any",
            measure=AudienceMeasure.USE,
            dataset=SPAIN,
            by_network=False,
            question="uses any social network",
        ),
        AudienceView(key="spain_accounts", measure=AudienceMeasure.ACCOUNTS, dataset=ACCOUNTS),
        AudienceView(key="eu_accounts", measure=AudienceMeasure.ACCOUNTS, dataset=ACCOUNTS),
        AudienceView(key="spain_ads", measure=AudienceMeasure.ADS, dataset=ADS),
        AudienceView(key="eu_any", measure=AudienceMeasure.USE, dataset=EU, by_network=False),
        AudienceView(key="us_ever", measure=AudienceMeasure.USE, dataset=US),
    )
}
"""In the order of the list on the page."""

PUBLISHERS = (
    "IAB Spain",
    "CNMC",
    "Universidad de Navarra",
    "GWI",
    "AIMC",
    "Fundación MAPFRE",
    "Pew Research Center",
    "Eurostat",
)
"""Names under which a source is told; each begins the source of its rows."""

TOGETHER = {("Telegram", "2022-Q4")}
"""Printed as one number with another app, so it is no figure of this one."""


OUR_ESTIMATE = AudienceCount(
    view="estimate",
    measure=AudienceMeasure.ESTIMATE,
    place="Spain",
    asked="social network users",
    by="IAB Spain 2024; Digital 2025 Spain",
    period="2024",
    grade="D",
)
"""How our own estimate was made."""

CUSTOMERS_LIKE_MINE = replace(OUR_ESTIMATE, view=MINE)
"""The same estimate, weighed with the learner's own customers."""


@cache
def figures() -> tuple[AudienceFigure, ...]:
    """Every figure the explorer can show."""
    return tuple(figure for read in (_estimates, _spain, _accounts, _ads, _europe, _states) for figure in read())


def shares() -> dict[str, dict[tuple[str, str], float]]:
    """Our estimate as the model weighs it: by network, share of each age and sex."""
    by_network: dict[str, dict[tuple[str, str], float]] = {}
    for row in facts.rows(ESTIMATE):
        group = str(row["age"]), str(row["sex"])
        by_network.setdefault(str(row["network"]), {})[group] = _share(row["share"])
    return by_network


def _estimates() -> Iterator[AudienceFigure]:
    for row in facts.rows(ESTIMATE):
        yield _figure(row, OUR_ESTIMATE, _share(row["share"]))


def _spain() -> Iterator[AudienceFigure]:
    views = {view.question: view for view in VIEWS.values() if view.question}
    for row in facts.rows(SPAIN):
        view = views.get(str(row["question"]))
        if view is None or row["answer"] or (str(row["network"]) == ANY_NETWORK) is view.by_network:
            continue
        if (str(row["network"]), str(row["period"])) in TOGETHER:
            continue
        source = str(row["source"])
        count = AudienceCount(
            view=view.key,
            measure=view.measure,
            place="Spain",
            question=str(row["question"]),
            asked=str(row["asked"]),
            by=next((name for name in PUBLISHERS if source.startswith(name)), source),
            period=str(row["period"]),
            grade="C",
        )
        yield _figure(row, count, _share(row["value"]))


def _accounts() -> Iterator[AudienceFigure]:
    for row in facts.rows(ACCOUNTS):
        if str(row["scope"]) != "whole service":
            continue  # WhatsApp's public channels are not WhatsApp
        count = AudienceCount(
            view={"Spain": "spain_accounts", "EU27": "eu_accounts"}[str(row["place"])],
            measure=AudienceMeasure.ACCOUNTS,
            place=str(row["place"]),
            asked="accounts",
            by="the networks themselves",
            period=str(row["period"]),
            grade="B",
        )
        yield _figure(row, count, _number(row["accounts"]))


def _ads() -> Iterator[AudienceFigure]:
    for row in facts.rows(ADS):
        if str(row["figure"]) == "reach":
            continue  # what the seller says of the size is not used
        count = AudienceCount(
            view="spain_ads",
            measure=AudienceMeasure.ADS,
            place="Spain",
            asked="accounts",
            by="DataReportal, Digital 2025 Spain",
            period=str(row["period"]),
            grade="C",
        )
        yield _figure(row, count, _share(row["value"]))


def _europe() -> Iterator[AudienceFigure]:
    for row in facts.rows(EU):
        if str(row["place"]) != "European Union":
            continue
        yield AudienceFigure(
            count=AudienceCount(
                view="eu_any",
                measure=AudienceMeasure.USE,
                place="European Union",
                asked=str(row["asked"]),
                by="Eurostat",
                period=str(row["year"]),
                grade="C",
            ),
            network=ANY_NETWORK,
            age=ALL if row["age"] == "16-74" else str(row["age"]),
            value=_share(row["value"]),
            status=str(row["status"]),
        )


def _states() -> Iterator[AudienceFigure]:
    # in 2012 and 2013 single questions were asked between the surveys: the first full one of a year speaks for it
    speaking: dict[tuple[str, int, str, str], date] = {}
    for row in facts.rows(US):
        group, ended = str(row["group"]), row["survey_end"]
        if not isinstance(ended, date) or str(row["split"]) == "community":
            continue
        key = (str(row["network"]), ended.year, str(row["split"]), group)
        if speaking.setdefault(key, ended) != ended:
            continue
        yield AudienceFigure(
            count=AudienceCount(
                view="us_ever",
                measure=AudienceMeasure.USE,
                place="United States",
                asked=str(row["asked"]),
                by="Pew Research Center",
                period=str(ended.year),
                grade="C",
            ),
            network=str(row["network"]),
            age=group if str(row["split"]) == "age" else ALL,
            sex={"Men": "men", "Women": "women"}.get(group, ALL),
            value=_share(row["value"]),
            status=str(row["status"]),
        )


def _figure(row: Mapping[str, object], count: AudienceCount, value: float) -> AudienceFigure:
    return AudienceFigure(
        count=count,
        network=str(row["network"]),
        age=str(row.get("age") or ALL),
        sex=str(row.get("sex") or ALL),
        value=value,
        status=str(row["status"]),
    )


def _number(cell: object) -> float:
    return float(str(cell))


def _share(per_cent: object) -> float:
    return _number(per_cent) / 100
