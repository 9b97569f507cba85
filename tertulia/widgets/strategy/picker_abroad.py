"""Customers from other countries: how much a network is used there against Spain, and what is known besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertulia import facts
from tertulia.html import Html, joined, markup
from tertulia.language import _, and_list, number, percent
from tertulia.models.strategy.networks import NETWORKS
from tertulia.widgets.base.components import fold, table

ADS, USE = "network_ad_audience_abroad", "network_use_abroad"

HOME = "ES"

PLACES = {HOME: "Spain", "FR": "France", "PT": "Portugal", "DE": "Germany", "GB": "United Kingdom"}
"""The data's name of each country the profile knows by its code."""


def use_against_spain(country: str) -> Mapping[str, float]:
    """How much a network is used there, Spain being 1: the share of adults an advert could reach here and there.

    Only the networks that were counted alike in both; nothing for a country without figures.
    """
    by_place: dict[str, dict[str, float]] = {}
    for row in facts.rows(ADS):
        by_place.setdefault(str(row["place"]), {})[str(row["network"]).lower()] = float(str(row["value"]))
    here, there = by_place[PLACES[HOME]], by_place.get(PLACES.get(country, ""), {})
    return {network: there[network] / here[network] for network in there if network in here}


def abroad(countries: Sequence[str]) -> tuple[str, ...]:
    """The countries other than Spain that customers come from, by code."""
    return tuple(country for country in countries if country != HOME)


def abroad_words(countries: Sequence[str]) -> tuple[Html, ...]:
    """For customers from other countries: whose figures were used."""
    foreign = abroad(countries)
    if not foreign:
        return ()
    known = [country for country in foreign if use_against_spain(country)]
    if not known:
        return (
            markup(
                _("For your customers from abroad <strong>we only have the figures of Spain</strong>. Ask ten of them.")
            ),
        )
    own = and_list(
        _("{country} ({networks})").format(
            country=_place_words(PLACES[country]),
            networks=and_list(NETWORKS[network].name for network in use_against_spain(country)),
        )
        for country in known
    )
    said = markup(
        _(
            "Your customers come from several countries, and each counts alike here. These shares are those of their "
            "own country: {list}. <strong>For everything else we only have the figures of Spain.</strong>"
        ),
        list=own,
    )
    return (said,)


def abroad_table(countries: Sequence[str]) -> Html:
    """What is known of use in the other countries that customers come from; nothing where nothing is."""
    places = [PLACES[country] for country in abroad(countries) if country in PLACES]
    rows = [
        [
            _place_words(str(row["place"])),
            str(row["network"]),
            _question_words(str(row["question"])),
            _("all ages") if row["age"] == "all" else str(row["age"]).replace("-", "\u2013"),
            str(row["year"]),
            percent(float(str(row["value"])) / 100),
        ]
        for row in facts.rows(USE)
        if row["place"] in places
    ]
    if not rows:
        return Html()
    heads = [_("Country"), _("Network"), _("What was asked"), _("Age"), _("Year"), _("Share")]
    lead = markup(
        "<p>{words}</p>",
        words=_(
            "Each study asks its own question of its own people, so they are not compared with each other nor with "
            "Spain, and the picker does not use them. Grade {grade}: {n} figures, most of them read in copies."
        ).format(grade=facts.dataset(USE).grade, n=number(len(rows))),
    )
    return fold(_("What is known of your customers from abroad"), joined((lead, table(heads, rows, words=4))))


def _place_words(place: str) -> str:
    return {
        "Spain": _("Spain"),
        "France": _("France"),
        "Portugal": _("Portugal"),
        "Germany": _("Germany"),
        "United Kingdom": _("United Kingdom"),
    }[place]


def _question_words(question: str) -> str:
    return {
        "used in the last week": _("Used it in the last week"),
        "has a profile": _("Have a profile there"),
        "reached in the month": _("Seen there in a month"),
        "used every day": _("Use it every day"),
    }[question]
