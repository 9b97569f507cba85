"""Adoption explorer: my sector and size against Spain and the European Union, then and now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets

from tertulia import browser, facts
from tertulia.charts.bars import Bar, bars
from tertulia.charts.figures import websites_2009
from tertulia.charts.picture import CHANGE, NARROW, WIDE, Picture
from tertulia.charts.years import YearLine, years
from tertulia.firms import Firm
from tertulia.language import _, day, number, percent, spoken
from tertulia.models.errors import InputError
from tertulia.models.web2 import adoption as model
from tertulia.models.web2.adoption import EU27, EU28, Asked, Sector, Share, Size, Standing
from tertulia.widgets.base.components import conclusion, fold, number_tile, numbers, table
from tertulia.widgets.base.controls import Choice, Control, Evidence, Tick, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.web2 import adoption_shares as source
from tertulia.widgets.web2.adoption_words import asked_words, place_words, sector_words, size_words

SECTORS = {"bakery": Sector.RETAIL, "workshop": Sector.MANUFACTURING, "guesthouse": Sector.LODGING}
"""What the invented firms do; a firm of the learner's own begins as a shop."""

SIZES = {"bakery": Size.MICRO, "workshop": Size.SMALL, "guesthouse": Size.MICRO}
"""How large they are, after the people they have."""


class AdoptionExplorer(Exercise):
    """Who is there: firms of this sector, of this size and of this country, and how that changed."""

    name = "adoption"

    def __init__(self, firm: str = "bakery") -> None:
        self.shares = source.shares()
        self._kept: dict[tuple[str, str, bool, bool], str] = {}
        super().__init__(firm)

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """The firm's sector, size and country, and what it has."""
        start = self.start(firm)
        places = {s.place for s in self.shares if s.asked is Asked.NETWORKS} - {EU28}
        return {
            "sector": Choice(_("What you do"), [(sector_words(s), s.value) for s in Sector], start["sector"]),
            "size": Choice(
                _("People in the firm"),
                [(size_words(s), s.value) for s in Size],
                start["size"],
                Evidence(
                    "B",
                    _(
                        "Eurostat asks firms with ten or more people. It asked by sector and by size, never both at "
                        "once. The shares by sector were measured from a chart of Eurostat's."
                    ),
                    "Eurostat, isoc_cismt, 2019",
                ),
            ),
            "place": Choice(_("Country"), sorted((place_words(place), place) for place in places), start["place"]),
            "website": Tick(_("We have a website"), start["website"]),
            "network": Tick(_("We are on a social network"), start["network"]),
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """The firm's answers, by control."""
        return {
            "sector": SECTORS.get(firm.key, Sector.RETAIL).value,
            "size": SIZES.get(firm.key, Size.MICRO).value,
            "place": "Spain",
            "website": firm.website,
            "network": firm.today > 0,
        }

    def cards(self) -> list[ipywidgets.Box]:
        """One card."""
        return [card(_("Your firm"), self.controls.values())]

    def after_parts(self) -> list[Any]:
        """How it changed over the years, and the websites of 2009 beside the article's number."""
        self.years, self.websites = html("tt-piece"), html("tt-piece")
        return [self.years, self.websites]

    def show(self) -> None:
        """Find the firms like this one, say it, draw it."""
        use = self.controls
        sector, size, place = Sector(use["sector"].value), Size(use["size"].value), str(use["place"].value)
        found = model.standing(self.shares, sector, size, place)
        self.result = found
        self.numbers.value = self._numbers(found, sector, size, place)
        self.words.value = conclusion(*self._meaning(found, sector, size))
        self.mini.value = f"<p>{self._mini(found)}</p>"
        self.folds.value = self._for_the_curious(found, sector, size, place)
        self.draw(
            {
                self.picture: lambda: self._picture(found, sector, size, place).html(),
                self.years: lambda: self._once("years", lambda: self._section(_("Then and now"), self._over_time())),
                self.websites: lambda: self._once(
                    "web", lambda: self._section(_("The 12.2 % of the article"), websites_2009("adoption-web"))
                ),
            }
        )

    def _once(self, name: str, drawn: Callable[[], str]) -> str:
        """A picture the controls do not change, drawn once for each width it is shown at."""
        seen = browser.width()
        key = (name, spoken(), bool(seen), seen >= CHANGE)
        if key not in self._kept:
            self._kept[key] = drawn()
        return self._kept[key]

    # the answer ---------------------------------------------------------------------------------------------

    @staticmethod
    def _section(title: str, picture: Picture) -> str:
        return f'<section class="tt-section"><h2>{title}</h2>{picture.html()}</section>'

    def _numbers(self, found: Standing, sector: Sector, size: Size, place: str) -> str:
        main = found.sector or found.europe
        tiles = []
        if main:
            firms = sector_words(sector).lower() if found.sector else _("all sectors")
            told = _("on a social network: {firms}, EU, 2019").format(firms=firms)
            tiles.append(number_tile(percent(main.value), told, main=True))
        if found.size:
            tiles.append(
                number_tile(
                    percent(found.size.value), _("of firms with {size}, EU, 2019").format(size=size_words(size).lower())
                )
            )
        else:
            tiles.append(number_tile("–", _("no figure: firms with fewer than ten people were not asked")))
        if found.place:
            tiles.append(
                number_tile(percent(found.place.value), _("of firms in {place}, 2019").format(place=place_words(place)))
            )
        return numbers(tiles)

    @staticmethod
    def _mini(found: Standing) -> str:
        main = found.sector or found.europe
        return f"<b>{percent(main.value) if main else '–'}</b><br>{_('on a social network, EU, 2019')}"

    def _meaning(self, found: Standing, sector: Sector, size: Size) -> list[str]:
        main = found.sector or found.europe
        told: list[str] = []
        if main:
            n = round(100 * main.value)
            firms = sector_words(sector).lower() if found.sector else _("all sectors")
            if self.controls["network"].value:
                sentence = _(
                    "You are on a social network. In 2019 so were <strong>{n} of 100 firms</strong> of ten or more "
                    "people in the EU ({firms})."
                )
            else:
                sentence = _(
                    "You are on no social network. In 2019 neither were <strong>{rest} of 100 firms</strong> of ten or "
                    "more people in the EU ({firms})."
                )
            told.append(sentence.format(n=number(n), rest=number(100 - n), firms=firms))
        if not self.controls["website"].value:
            told.append(
                _(
                    "A website comes first: of firms of ten or more people in Spain with internet, {share} had "
                    "one in 2025."
                ).format(share=percent(self._latest_website().value, 1))
            )
        if not found.size:
            told.append(_("Firms of your size were not asked."))
        told.append(_("That says who is there. <strong>It does not say whether it pays.</strong>"))
        return told

    def _latest_website(self) -> Share:
        return model.find(self.shares, Asked.WEBSITE, "Spain")[-1]

    def _rows(self, found: Standing, sector: Sector, size: Size, place: str) -> list[tuple[str, Share, Share | None]]:
        """What the bars show: words, the share, and the same share in 2013 where there is one."""
        rows: list[tuple[str, Share, Share | None]] = []
        if found.sector:
            rows.append((_("EU: {firms}").format(firms=sector_words(sector)), found.sector, None))
        if found.size:
            rows.append((_("EU: {size}").format(size=size_words(size)), found.size, None))
        if found.place:
            rows.append((_("{place}: all sectors").format(place=place_words(place)), found.place, found.place_before))
        if found.europe:
            rows.append((_("EU: all sectors"), found.europe, found.europe_before))
        return rows

    def _picture(self, found: Standing, sector: Sector, size: Size, place: str) -> Picture:
        rows = self._rows(found, sector, size, place)
        drawn_rows = [
            Bar(words=words, share=share.value, earlier=before.value if before else None, quiet=k > 0)
            for k, (words, share, before) in enumerate(rows)
        ]
        alternative = _("Firms on a social network in 2019, and in brackets in 2013: {list}").format(
            list="; ".join(
                f"{row.words} {percent(row.share)}" + (f" ({percent(row.earlier)})" if row.earlier is not None else "")
                for row in drawn_rows
            )
        )
        drawn = bars(drawn_rows, self.name, alternative, top=1.0)
        here = found.place
        title = _("{share} of firms in {place} were on a social network in 2019").format(
            share=percent(here.value) if here else "–", place=place_words(place)
        )
        if here and found.place_before:
            title = _("In {place} {before} of firms were on a social network in 2013, and {share} in 2019").format(
                place=place_words(place), before=percent(found.place_before.value), share=percent(here.value)
            )
        caption = _(
            "Share of all firms with ten or more people, 2019; the marks on the bars are 2013. The EU of 28 countries. "
            "Smaller firms were not asked."
        )
        return Picture(
            title=title,
            alternative=alternative,
            wide=drawn[WIDE],
            narrow=drawn[NARROW],
            caption=caption,
            source=self._source(source.EU),
        )

    @staticmethod
    def _source(dataset: str) -> str:
        return _("Source: Eurostat, isoc_cismt, read from a chart; grade B. To be reviewed by {review}.").format(
            review=day(facts.dataset(dataset).review_by)
        )

    def _lines(self) -> list[tuple[str, tuple[Share, ...]]]:
        lines = [
            (_("EU of 28"), model.find(self.shares, Asked.ANY, EU28)),
            (_("EU of 27"), model.find(self.shares, Asked.ANY, EU27)),
            (_("Spain"), model.find(self.shares, Asked.ANY, "Spain")),
        ]
        return [(words, piece) for words, found in lines for piece in model.pieces(found)]

    def _over_time(self) -> Picture:
        named = self._lines()
        # the name of each line stands where no other line passes
        drawn = years(
            [
                YearLine(
                    words=words, points=tuple((s.year, s.value) for s in line), end=k > 0, above=k == 2, both=k == 2
                )
                for k, (words, line) in enumerate(named)
            ],
            f"{self.name}-years",
            self._told_years(named),
        )
        first, last = named[1][1][0], named[1][1][-1]
        title = _("In the EU of 27 the share went from {first} in {then} to {last} in {now}").format(
            first=percent(first.value), then=first.year, last=percent(last.value), now=last.year
        )
        caption = _(
            "Firms with ten or more people that use any social media: networks, blogs, videos, wikis. EU: share of all "
            "firms; the figures for 28 countries, with the United Kingdom, and for 27 are two series, so no line joins "
            "them. Spain: share of firms with internet. The Spanish article for 2025 speaks of three points more than "
            "a year before, not five, so the 2024 figure may have been revised."
        )
        told = _(
            "Sources: Eurostat and INE, some read in articles that quote them; grade B. To be reviewed by {review}."
        ).format(review=day(facts.dataset(source.SPAIN).review_by))
        return Picture(
            title=title,
            alternative=self._told_years(named),
            wide=drawn[WIDE],
            narrow=drawn[NARROW],
            caption=caption,
            source=told,
        )

    @staticmethod
    def _told_years(named: Sequence[tuple[str, tuple[Share, ...]]]) -> str:
        return ". ".join(
            f"{words}: " + "; ".join(f"{share.year} {percent(share.value)}" for share in line) for words, line in named
        )

    def _for_the_curious(self, found: Standing, sector: Sector, size: Size, place: str) -> str:
        rows = self._rows(found, sector, size, place)
        shown = table(
            [_("Firms"), "2013", "2019", _("How we know it")],
            [
                [words, percent(before.value) if before else "–", percent(share.value), _status(share)]
                for words, share, before in rows
            ],
            words=1,
        )
        over = table(
            [_("Where"), _("Year"), _("Share"), _("How we know it")],
            [
                [words, str(share.year), percent(share.value, 1), _status(share)]
                for words, line in self._lines()
                for share in line
            ],
            words=1,
        )
        sectors = table(
            [_("Sector, EU of 28, ten or more people"), "2019"],
            [
                [sector_words(s), percent(share.value)]
                for s in Sector
                if s is not Sector.OTHER
                for share in model.find(self.shares, Asked.NETWORKS, EU28, sector=s.value)
            ],
        )
        web = table(
            [_("Spain, of firms with internet"), _("Year"), _("Share")],
            [
                [asked_words(share), str(share.year), percent(share.value, 1)]
                for share_size in ("0-9", model.TEN_OR_MORE)
                for share in model.find(self.shares, Asked.WEBSITE, "Spain", size=share_size)
            ],
        )
        how = (
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
        return (
            fold(_("The figures as a table"), shown)
            + fold(_("All sectors"), sectors)
            + fold(_("Year by year"), over)
            + fold(_("Websites, year by year"), web)
            + fold(_("How it works, in plain words"), "".join(f"<p>{part}</p>" for part in how))
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input; lists leave no room for it."""
        return _("This cannot be right. Choose another value.")

    def summary(self) -> str:
        """The firm's sector in a line."""
        main = self.result.sector or self.result.europe
        sector = Sector(self.controls["sector"].value)
        return _("{firms}: {share} on a social network in the EU, 2019").format(
            firms=sector_words(sector), share=percent(main.value) if main else "–"
        )


def _status(share: Share) -> str:
    return {"read_primary": _("read at the source"), "read_secondary": _("read in a copy"), "derived": _("computed")}[
        share.status
    ]
