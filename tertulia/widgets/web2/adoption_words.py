"""The words of the adoption explorer: sectors, sizes and countries of firms, and what the figures mean."""

from __future__ import annotations

from tertulia.html import Html, markup
from tertulia.language import _, number, percent
from tertulia.models.web2.adoption import TEN_OR_MORE, FirmProfile, FirmShare, NaceSector, PeerShares, SizeClass
from tertulia.widgets.base.components import number_tile, numbers
from tertulia.widgets.base.controls import Evidence


def sector_words(sector: NaceSector) -> str:
    """What a firm does."""
    return {
        NaceSector.MANUFACTURING: _("Manufacturing"),
        NaceSector.UTILITIES: _("Energy, water and waste"),
        NaceSector.CONSTRUCTION: _("Construction"),
        NaceSector.TRADE: _("Trade of all kinds, cars included"),
        NaceSector.RETAIL: _("Retail"),
        NaceSector.TRANSPORT: _("Transport and storage"),
        NaceSector.LODGING: _("Hotels and other lodging"),
        NaceSector.INFORMATION: _("Information and communication"),
        NaceSector.REAL_ESTATE: _("Property"),
        NaceSector.PROFESSIONAL: _("Professional and technical services"),
        NaceSector.SUPPORT: _("Business support and travel agencies"),
        NaceSector.OTHER: _("Something else"),
    }[sector]


def size_words(size: SizeClass) -> str:
    """How many people work there."""
    return {
        SizeClass.MICRO: _("Fewer than ten people"),
        SizeClass.SMALL: _("10 to 49 people"),
        SizeClass.MEDIUM: _("50 to 249 people"),
        SizeClass.LARGE: _("250 people or more"),
    }[size]


def base_words(share: FirmShare) -> str:
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


def size_evidence() -> Evidence:
    """How well the shares by sector and by size are known."""
    return Evidence(
        "B",
        _(
            "Eurostat asks firms with ten or more people. It asked by sector and by size, never both at "
            "once. The shares by sector were measured from a chart of Eurostat's."
        ),
        "Eurostat, isoc_cismt, 2019",
    )


def firms_words(profile: FirmProfile, peers: PeerShares) -> str:
    """Which firms the first number counts, inside a sentence."""
    return sector_words(profile.sector).lower() if peers.sector else _("all sectors")


def tiles(profile: FirmProfile, peers: PeerShares) -> Html:
    """The answer's numbers: this sector, this size, this country."""
    main = peers.sector or peers.europe
    shown = []
    if main:
        counted = _("on a social network: {firms}, EU, 2019").format(firms=firms_words(profile, peers))
        shown.append(number_tile(percent(main.value), counted, main=True))
    if peers.size:
        counted = _("of firms with {size}, EU, 2019").format(size=size_words(profile.size).lower())
        shown.append(number_tile(percent(peers.size.value), counted))
    else:
        shown.append(number_tile("–", _("no figure: firms with fewer than ten people were not asked")))
    if peers.place:
        counted = _("of firms in {place}, 2019").format(place=place_words(profile.place))
        shown.append(number_tile(percent(peers.place.value), counted))
    return numbers(shown)


def in_short(peers: PeerShares) -> Html:
    """The first number with its words, beside the controls."""
    main = peers.sector or peers.europe
    return markup(
        "<p><b>{share}</b><br>{words}</p>",
        share=percent(main.value) if main else "–",
        words=_("on a social network, EU, 2019"),
    )


def meaning(
    profile: FirmProfile, peers: PeerShares, *, on_network: bool, has_website: bool, websites: FirmShare
) -> list[str]:
    """What the figures say to this firm, sentence by sentence.

    websites: the latest share of firms with a website in Spain.
    """
    main = peers.sector or peers.europe
    sentences: list[str] = []
    if main:
        of_100 = round(100 * main.value)
        template = (
            _(
                "You are on a social network. In 2019 so were <strong>{n} of 100 firms</strong> of ten or more "
                "people in the EU ({firms})."
            )
            if on_network
            else _(
                "You are on no social network. In 2019 neither were <strong>{rest} of 100 firms</strong> of ten or "
                "more people in the EU ({firms})."
            )
        )
        firms = firms_words(profile, peers)
        sentences.append(markup(template, n=number(of_100), rest=number(100 - of_100), firms=firms))
    if not has_website:
        sentences.append(
            _(
                "A website comes first: of firms of ten or more people in Spain with internet, {share} had one in 2025."
            ).format(share=percent(websites.value, 1))
        )
    if not peers.size:
        sentences.append(_("Firms of your size were not asked."))
    sentences.append(Html(_("That says who is there. <strong>It does not say whether it pays.</strong>")))
    return sentences


def in_one_line(profile: FirmProfile, peers: PeerShares) -> str:
    """The firm's sector and its share as plain text."""
    main = peers.sector or peers.europe
    return _("{firms}: {share} on a social network in the EU, 2019").format(
        firms=sector_words(profile.sector), share=percent(main.value) if main else "–"
    )
