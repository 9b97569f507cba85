"""What the page "Your firm" asks and says, in the learner's language."""

from __future__ import annotations

from datetime import date

from tertulia.language import _, and_list, day, ngettext, number
from tertulia.models.strategy.ideas import Sector
from tertulia.profile import AGES, Buyers, Care, FoundAt, HowMuch, NotShown, Profile, Women
from tertulia.terms import hours_words, sector_words

REGIONS = (
    "ES-AN",
    "ES-AR",
    "ES-AS",
    "ES-IB",
    "ES-CN",
    "ES-CB",
    "ES-CL",
    "ES-CM",
    "ES-CT",
    "ES-VC",
    "ES-EX",
    "ES-GA",
    "ES-MD",
    "ES-MC",
    "ES-NC",
    "ES-PV",
    "ES-RI",
    "ES-CE",
    "ES-ML",
)
"""Autonomous communities and cities by their ISO 3166-2 codes."""

ONLINE, ABROAD = "online", "abroad"


def region_words(region: str) -> str:
    """Where the firm is."""
    return {
        "ES-AN": _("Andalusia"),
        "ES-AR": _("Aragon"),
        "ES-AS": _("Asturias"),
        "ES-IB": _("Balearic Islands"),
        "ES-CN": _("Canary Islands"),
        "ES-CB": _("Cantabria"),
        "ES-CL": _("Castile and León"),
        "ES-CM": _("Castile-La Mancha"),
        "ES-CT": _("Catalonia"),
        "ES-VC": _("Valencian Community"),
        "ES-EX": _("Extremadura"),
        "ES-GA": _("Galicia"),
        "ES-MD": _("Madrid"),
        "ES-MC": _("Murcia"),
        "ES-NC": _("Navarre"),
        "ES-PV": _("Basque Country"),
        "ES-RI": _("La Rioja"),
        "ES-CE": _("Ceuta"),
        "ES-ML": _("Melilla"),
        ONLINE: _("Online only"),
        ABROAD: _("Outside Spain"),
    }[region]


def buyers_words(buyers: Buyers) -> str:
    """Who buys from the firm."""
    return {Buyers.PEOPLE: _("People"), Buyers.BOTH: _("People and firms"), Buyers.FIRMS: _("Firms")}[buyers]


def women_words(women: Women) -> str:
    """How many of the customers are women."""
    return {Women.FEW: _("Few of them"), Women.HALF: _("About half"), Women.MOST: _("Most of them")}[women]


def place_words(place: FoundAt) -> str:
    """Where customers find the firm."""
    return {
        FoundAt.WEBSITE: _("A website of its own"),
        FoundAt.EMAIL: _("E-mail that is read every day"),
        FoundAt.MAP: _("An entry on the map"),
        FoundAt.LISTING: _("A directory or booking site"),
        FoundAt.SHOP: _("A shop or office people can enter"),
    }[place]


def how_much_words(much: HowMuch) -> str:
    """How much of a kind of content the firm can make."""
    return {HowMuch.YES: _("Yes"), HowMuch.SOME: _("Now and then"), HowMuch.NO: _("No")}[much]


def not_shown_words(refusal: NotShown) -> str:
    """What the firm does not want to show."""
    return {
        NotShown.FACES: _("Faces, mine included"),
        NotShown.VOICE: _("My voice"),
        NotShown.PRICES: _("Prices"),
        NotShown.WORKSHOP: _("The place where we work"),
    }[refusal]


def care_words(care: Care) -> str:
    """Why the firm may not say everything."""
    return {
        Care.HEALTH: _("Health: no promises, no before and after"),
        Care.LAW: _("Law"),
        Care.TAX: _("Tax and money"),
        Care.SECRET: _("Customers’ work is confidential"),
    }[care]


def language_words(language: str) -> str:
    """A language customers speak."""
    return {
        "es": _("Spanish"),
        "ca": _("Catalan"),
        "eu": _("Basque"),
        "gl": _("Galician"),
        "en": _("English"),
        "fr": _("French"),
        "de": _("German"),
        "pt": _("Portuguese"),
    }[language]


def country_words(country: str) -> str:
    """A country customers come from."""
    return {
        "ES": _("Spain"),
        "FR": _("France"),
        "PT": _("Portugal"),
        "DE": _("Germany"),
        "GB": _("United Kingdom"),
        "XX": _("Elsewhere"),
    }[country]


def age_words(band: str) -> str:
    """An age band of customers."""
    if band == AGES[0]:
        return _("under 18")
    low, high = band.split("-")
    return _("{low} to {high}").format(low=low, high=high)


def month_words(month: int) -> str:
    """A month's name."""
    return day(date(2026, month, 1), "MMMM")


def firm_lines(profile: Profile) -> list[str]:
    """The firm in a few lines, as the exercises know it; only what was told."""
    lines = []
    if profile.sector:
        lines.append(sector_words(Sector(profile.sector)))
    if profile.region:
        lines.append(region_words(profile.region) if profile.region in (*REGIONS, ONLINE, ABROAD) else profile.region)
    if profile.people:
        lines.append(
            ngettext("{n} person works here", "{n} people work here", profile.people).format(n=number(profile.people))
        )
    if profile.hours is not None:
        lines.append(_("{hours} a week for the networks").format(hours=hours_words(profile.hours)))
    if profile.answers:
        lines.append(_("{name} answers messages").format(name=profile.answers))
    if profile.places:
        lines.append(and_list(place_words(place) for place in profile.places))
    return lines
