"""The tables of the adoption explorer and how it works, for the curious."""

from __future__ import annotations

from collections.abc import Sequence

from tertulia.html import Html, joined, paragraphs
from tertulia.language import _, percent
from tertulia.models.web2.adoption import (
    EU28,
    TEN_OR_MORE,
    FirmProfile,
    FirmShare,
    NaceSector,
    PeerShares,
    SizeClass,
    SurveyQuestion,
    find,
)
from tertulia.widgets.base.components import fold, table
from tertulia.widgets.web2.adoption_pictures import peer_rows, year_lines
from tertulia.widgets.web2.adoption_words import base_words, sector_words
from tertulia.widgets.web2.status_words import status_words


def for_the_curious(shares: Sequence[FirmShare], profile: FirmProfile, peers: PeerShares) -> Html:
    """Every figure behind the answer, and how it works."""
    return joined(
        (
            fold(_("The figures as a table"), _peer_table(profile, peers)),
            fold(_("All sectors"), _sector_table(shares)),
            fold(_("Year by year"), _year_table(shares)),
            fold(_("Websites, year by year"), _website_table(shares)),
            fold(_("How it works, in plain words"), _how_it_works()),
        )
    )


def _peer_table(profile: FirmProfile, peers: PeerShares) -> Html:
    return table(
        [_("Firms"), "2013", "2019", _("How we know it")],
        [
            [words, percent(before.value) if before else "–", percent(share.value), status_words(share.status)]
            for words, share, before in peer_rows(profile, peers)
        ],
    )


def _sector_table(shares: Sequence[FirmShare]) -> Html:
    return table(
        [_("Sector, EU of 28, ten or more people"), "2019"],
        [
            [sector_words(sector), percent(share.value)]
            for sector in NaceSector
            if sector is not NaceSector.OTHER
            for share in find(shares, SurveyQuestion.NETWORKS, EU28, sector=sector.value)
        ],
    )


def _year_table(shares: Sequence[FirmShare]) -> Html:
    return table(
        [_("Where"), _("Year"), _("Share"), _("How we know it")],
        [
            [words, str(share.year), percent(share.value, 1), status_words(share.status)]
            for words, line in year_lines(shares)
            for share in line
        ],
    )


def _website_table(shares: Sequence[FirmShare]) -> Html:
    return table(
        [_("Spain, of firms with internet"), _("Year"), _("Share")],
        [
            [base_words(share), str(share.year), percent(share.value, 1)]
            for size in (SizeClass.MICRO.value, TEN_OR_MORE)
            for share in find(shares, SurveyQuestion.WEBSITE, "Spain", size=size)
        ],
    )


def _how_it_works() -> Html:
    return paragraphs(
        _(
            "Every number here counts firms that say they use social media. Firms that open a page and forget it "
            "are among them."
        ),
        _(
            "We subtract two figures only where the same question was put to the same firms. Where the EU lost a "
            "member, or the percentage is of other firms, the line ends."
        ),
        _(
            "Firms with fewer than ten people are most of the firms there are, and hardly any of these surveys "
            "asks them. Where there is no figure we leave a gap."
        ),
    )
