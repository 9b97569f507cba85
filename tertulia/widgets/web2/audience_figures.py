"""The figures of the audience explorer, read from `data/`, each under the count it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from tertulia import facts
from tertulia.language import _
from tertulia.models.web2.audience import ALL, Count, Figure, Measure

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


@dataclass(frozen=True)
class View:
    """What the learner can choose to look at. dataset: where it comes from. by_network: else it is by group."""

    key: str
    measure: Measure
    dataset: str
    by_network: bool = True
    question: str = ""


VIEWS: Mapping[str, View] = {
    view.key: view
    for view in (
        View(MINE, Measure.ESTIMATE, ESTIMATE),
        View("estimate", Measure.ESTIMATE, ESTIMATE),
        View("spain_month", Measure.USE, SPAIN, question="used in the last month"),
        View("spain_week", Measure.USE, SPAIN, question="used in the last week"),
        View("spain_uses", Measure.USE, SPAIN, question="uses"),
        View("spain_regularly", Measure.USE, SPAIN, question="uses regularly as a network"),
        View("spain_messages", Measure.USE, SPAIN, question="uses regularly for messages"),
        View("spain_seniors", Measure.USE, SPAIN, question="usual app"),
        View("spain_seniors_panel", Measure.PANEL, SPAIN, question="reached in the month"),
        View("spain_any", Measure.USE, SPAIN, by_network=False, question="uses any social network"),
        View("spain_accounts", Measure.ACCOUNTS, ACCOUNTS),
        View("eu_accounts", Measure.ACCOUNTS, ACCOUNTS),
        View("spain_ads", Measure.ADS, ADS),
        View("eu_any", Measure.USE, EU, by_network=False),
        View("us_ever", Measure.USE, US),
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


def view_words(key: str) -> str:
    """What a view shows."""
    return {
        MINE: _("Spain: customers like mine"),
        "estimate": _("Spain: by age and sex"),
        "spain_month": _("Spain: used it last month"),
        "spain_week": _("Spain: used it last week"),
        "spain_uses": _("Spain: use it"),
        "spain_regularly": _("Spain: use it often, as a network"),
        "spain_messages": _("Spain: use it often, for messages"),
        "spain_seniors": _("Spain, 55 and over: usual apps"),
        "spain_seniors_panel": _("Spain, 55 and over: seen there"),
        "spain_any": _("Spain: use any network"),
        "spain_accounts": _("Spain: accounts"),
        "eu_accounts": _("European Union: accounts"),
        "spain_ads": _("Spain: the ad tools, for sex and age"),
        "eu_any": _("European Union: use any network"),
        "us_ever": _("United States: ever use it"),
    }[key]


def measure_words(measure: Measure) -> str:
    """What was counted."""
    return {
        Measure.USE: _("What people say in a survey"),
        Measure.PANEL: _("People whose devices were seen there"),
        Measure.ACCOUNTS: _("Accounts the network reports, not people"),
        Measure.ADS: _("Accounts an advert can reach, told by the seller"),
        Measure.ESTIMATE: _("Our estimate"),
    }[measure]


@cache
def figures() -> tuple[Figure, ...]:
    """Every figure the explorer can show."""
    return tuple(figure for read in (_estimates, _spain, _accounts, _ads, _europe, _states) for figure in read())


def shares() -> dict[str, dict[tuple[str, str], float]]:
    """Our estimate as the model weighs it: by network, share of each age and sex."""
    held: dict[str, dict[tuple[str, str], float]] = {}
    for row in facts.rows(ESTIMATE):
        held.setdefault(str(row["network"]), {})[str(row["age"]), str(row["sex"])] = _number(row["share"]) / 100
    return held


def mine_count() -> Count:
    """The count behind customers like mine."""
    return Count(
        MINE, Measure.ESTIMATE, "Spain", "", "social network users", "IAB Spain 2024; Digital 2025 Spain", "2024", "D"
    )


def _estimates() -> Iterator[Figure]:
    count = Count(
        "estimate",
        Measure.ESTIMATE,
        "Spain",
        "",
        "social network users",
        "IAB Spain 2024; Digital 2025 Spain",
        "2024",
        "D",
    )
    for row in facts.rows(ESTIMATE):
        yield Figure(
            count,
            str(row["network"]),
            str(row["age"]),
            str(row["sex"]),
            _number(row["share"]) / 100,
            str(row["status"]),
            facts.dataset(ESTIMATE).sources[0].url,
        )


def _spain() -> Iterator[Figure]:
    wanted = {view.question: view for view in VIEWS.values() if view.question}
    for row in facts.rows(SPAIN):
        view = wanted.get(str(row["question"]))
        if view is None or row["answer"] or (str(row["network"]) == "any") is view.by_network:
            continue
        if (str(row["network"]), str(row["period"])) in TOGETHER:
            continue
        source = str(row["source"])
        by = next((name for name in PUBLISHERS if source.startswith(name)), source)
        count = Count(
            view.key, view.measure, "Spain", str(row["question"]), str(row["asked"]), by, str(row["period"]), "C"
        )
        yield _figure(row, count, _number(row["value"]) / 100)


def _accounts() -> Iterator[Figure]:
    for row in facts.rows(ACCOUNTS):
        view = {"Spain": "spain_accounts", "EU27": "eu_accounts"}[str(row["place"])]
        if str(row["scope"]) != "whole service":
            continue  # WhatsApp's public channels are not WhatsApp
        count = Count(
            view,
            Measure.ACCOUNTS,
            str(row["place"]),
            "",
            "accounts",
            "the networks themselves",
            str(row["period"]),
            "B",
        )
        yield _figure(row, count, _number(row["accounts"]))


def _ads() -> Iterator[Figure]:
    for row in facts.rows(ADS):
        if str(row["figure"]) == "reach":
            continue  # what the seller says of the size is not used
        count = Count(
            "spain_ads",
            Measure.ADS,
            "Spain",
            "",
            "accounts",
            "DataReportal, Digital 2025 Spain",
            str(row["period"]),
            "C",
        )
        yield _figure(row, count, _number(row["value"]) / 100)


def _europe() -> Iterator[Figure]:
    for row in facts.rows(EU):
        if str(row["place"]) != "European Union":
            continue
        count = Count("eu_any", Measure.USE, "European Union", "", str(row["asked"]), "Eurostat", str(row["year"]), "C")
        age = ALL if row["age"] == "16-74" else str(row["age"])
        yield Figure(count, "any", age, ALL, _number(row["value"]) / 100, str(row["status"]), str(row["url"]))


def _states() -> Iterator[Figure]:
    # in 2012 and 2013 single questions were asked between the surveys: the first full one of a year speaks for it
    taken: dict[tuple[str, int, str, str], date] = {}
    for row in facts.rows(US):
        group, ended = str(row["group"]), row["survey_end"]
        if not isinstance(ended, date) or str(row["split"]) == "community":
            continue
        key = (str(row["network"]), ended.year, str(row["split"]), group)
        if taken.setdefault(key, ended) != ended:
            continue
        count = Count(
            "us_ever", Measure.USE, "United States", "", str(row["asked"]), "Pew Research Center", str(ended.year), "C"
        )
        age = group if str(row["split"]) == "age" else ALL
        sex = {"Men": "men", "Women": "women"}.get(group, ALL)
        yield Figure(
            count, str(row["network"]), age, sex, _number(row["value"]) / 100, str(row["status"]), str(row["url"])
        )


def _figure(row: Mapping[str, object], count: Count, value: float) -> Figure:
    return Figure(
        count,
        str(row["network"]),
        str(row.get("age") or ALL),
        str(row.get("sex") or ALL),
        value,
        str(row["status"]),
        str(row["url"]),
        str(row["note"] or ""),
    )


def _number(cell: object) -> float:
    return float(str(cell))
