"""The pictures of the adoption explorer: firms like mine as bars, and the years as lines."""

from __future__ import annotations

from collections.abc import Sequence

from tertulia import facts
from tertulia.charts.bars import Bar, bars
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.years import YearLine, years
from tertulia.language import _, day, percent
from tertulia.models.web2.adoption import EU27, EU28, FirmProfile, FirmShare, PeerShares, SurveyQuestion, find, unbroken
from tertulia.widgets.web2 import adoption_shares as source
from tertulia.widgets.web2.adoption_words import place_words, sector_words, size_words


def peer_rows(profile: FirmProfile, peers: PeerShares) -> list[tuple[str, FirmShare, FirmShare | None]]:
    """What the bars show: words, the share, and the same share in 2013 where there is one."""
    rows: list[tuple[str, FirmShare, FirmShare | None]] = []
    if peers.sector:
        rows.append((_("EU: {firms}").format(firms=sector_words(profile.sector)), peers.sector, None))
    if peers.size:
        rows.append((_("EU: {size}").format(size=size_words(profile.size)), peers.size, None))
    if peers.place:
        words = _("{place}: all sectors").format(place=place_words(profile.place))
        rows.append((words, peers.place, peers.place_before))
    if peers.europe:
        rows.append((_("EU: all sectors"), peers.europe, peers.europe_before))
    return rows


def year_lines(shares: Sequence[FirmShare]) -> list[tuple[str, tuple[FirmShare, ...]]]:
    """What the lines show: the name of each and its shares, in order of the years."""
    series = [
        (_("EU of 28"), find(shares, SurveyQuestion.ANY, EU28)),
        (_("EU of 27"), find(shares, SurveyQuestion.ANY, EU27)),
        (_("Spain"), find(shares, SurveyQuestion.ANY, "Spain")),
    ]
    return [(words, line) for words, of_place in series for line in unbroken(of_place)]


def peers_picture(profile: FirmProfile, peers: PeerShares, name: str) -> Picture:
    """Firms like mine in 2019 as bars, with 2013 marked on them; name: unique on the page."""
    rows = [
        Bar(words=words, share=share.value, earlier=before.value if before else None, quiet=place > 0)
        for place, (words, share, before) in enumerate(peer_rows(profile, peers))
    ]
    alternative = _("Firms on a social network in 2019, and in brackets in 2013: {list}").format(
        list="; ".join(
            f"{row.words} {percent(row.share)}" + (f" ({percent(row.earlier)})" if row.earlier is not None else "")
            for row in rows
        )
    )
    drawn = bars(rows, name, alternative, top=1.0)
    return Picture(
        title=_peers_title(profile, peers),
        alternative=alternative,
        wide=drawn[WIDE],
        narrow=drawn[NARROW],
        caption=_(
            "Share of all firms with ten or more people, 2019; the marks on the bars are 2013. The EU of 28 countries. "
            "Smaller firms were not asked."
        ),
        source=_("Source: Eurostat, isoc_cismt, read from a chart; grade B. To be reviewed by {review}.").format(
            review=day(facts.dataset(source.EU).review_by)
        ),
    )


def _peers_title(profile: FirmProfile, peers: PeerShares) -> str:
    place = place_words(profile.place)
    if peers.place and peers.place_before:
        return _("In {place} {before} of firms were on a social network in 2013, and {share} in 2019").format(
            place=place, before=percent(peers.place_before.value), share=percent(peers.place.value)
        )
    return _("{share} of firms in {place} were on a social network in 2019").format(
        share=percent(peers.place.value) if peers.place else "–", place=place
    )


def years_picture(shares: Sequence[FirmShare], name: str) -> Picture:
    """Firms on any social media over the years; name: unique on the page."""
    named = year_lines(shares)
    alternative = ". ".join(
        f"{words}: " + "; ".join(f"{share.year} {percent(share.value)}" for share in line) for words, line in named
    )
    # the name of each line stands where no other line passes
    drawn = years(
        [
            YearLine(
                words=words,
                points=tuple((share.year, share.value) for share in line),
                end=place > 0,
                above=place == 2,
                both=place == 2,
            )
            for place, (words, line) in enumerate(named)
        ],
        name,
        alternative,
    )
    _eu27, line = named[1]
    first, last = line[0], line[-1]
    return Picture(
        title=_("In the EU of 27 the share went from {first} in {then} to {last} in {now}").format(
            first=percent(first.value), then=first.year, last=percent(last.value), now=last.year
        ),
        alternative=alternative,
        wide=drawn[WIDE],
        narrow=drawn[NARROW],
        caption=_(
            "Firms with ten or more people that use any social media: networks, blogs, videos, wikis. EU: share of all "
            "firms; the figures for 28 countries, with the United Kingdom, and for 27 are two series, so no line joins "
            "them. Spain: share of firms with internet. The Spanish article for 2025 speaks of three points more than "
            "a year before, not five, so the 2024 figure may have been revised."
        ),
        source=_(
            "Sources: Eurostat and INE, some read in articles that quote them; grade B. To be reviewed by {review}."
        ).format(review=day(facts.dataset(source.SPAIN).review_by)),
    )
