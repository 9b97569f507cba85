"""The learner's words for sectors, sizes and countries of firms."""

from __future__ import annotations

from tertulia.language import _
from tertulia.models.web2.adoption import TEN_OR_MORE, Sector, Share, Size


def sector_words(sector: Sector) -> str:
    """What a firm does."""
    return {
        Sector.MANUFACTURING: _("Manufacturing"),
        Sector.UTILITIES: _("Energy, water and waste"),
        Sector.CONSTRUCTION: _("Construction"),
        Sector.TRADE: _("Trade of all kinds, cars included"),
        Sector.RETAIL: _("Retail"),
        Sector.TRANSPORT: _("Transport and storage"),
        Sector.LODGING: _("Hotels and other lodging"),
        Sector.INFORMATION: _("Information and communication"),
        Sector.REAL_ESTATE: _("Property"),
        Sector.PROFESSIONAL: _("Professional and technical services"),
        Sector.SUPPORT: _("Business support and travel agencies"),
        Sector.OTHER: _("Something else"),
    }[sector]


def size_words(size: Size) -> str:
    """How many people work there."""
    return {
        Size.MICRO: _("Fewer than ten people"),
        Size.SMALL: _("10 to 49 people"),
        Size.MEDIUM: _("50 to 249 people"),
        Size.LARGE: _("250 people or more"),
    }[size]


def asked_words(share: Share) -> str:
    """Of which firms a share of websites is."""
    return _("Ten or more people") if share.size == TEN_OR_MORE else _("Fewer than ten people")


def place_words(place: str) -> str:
    """A country of the survey."""
    return {
        "Austria": _("Austria"),
        "Belgium": _("Belgium"),
        "Bulgaria": _("Bulgaria"),
        "Croatia": _("Croatia"),
        "Cyprus": _("Cyprus"),
        "Czechia": _("Czechia"),
        "Denmark": _("Denmark"),
        "Estonia": _("Estonia"),
        "Finland": _("Finland"),
        "France": _("France"),
        "Germany": _("Germany"),
        "Greece": _("Greece"),
        "Hungary": _("Hungary"),
        "Iceland": _("Iceland"),
        "Ireland": _("Ireland"),
        "Italy": _("Italy"),
        "Latvia": _("Latvia"),
        "Lithuania": _("Lithuania"),
        "Luxembourg": _("Luxembourg"),
        "Malta": _("Malta"),
        "Netherlands": _("the Netherlands"),
        "Norway": _("Norway"),
        "Poland": _("Poland"),
        "Portugal": _("Portugal"),
        "Romania": _("Romania"),
        "Slovakia": _("Slovakia"),
        "Slovenia": _("Slovenia"),
        "Spain": _("Spain"),
        "Sweden": _("Sweden"),
        "United Kingdom": _("the United Kingdom"),
    }[place]
