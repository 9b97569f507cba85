"""Adoption explorer: my sector and size against Spain and the European Union, then and now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ipywidgets

from tertulia import browser
from tertulia.charts.figures import websites_2009
from tertulia.charts.picture import fits_wide
from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html
from tertulia.language import _, spoken
from tertulia.models.errors import InputError
from tertulia.models.web2 import adoption as model
from tertulia.models.web2.adoption import EU28, FirmProfile, NaceSector, SizeClass, SurveyQuestion
from tertulia.post_ideas import sector
from tertulia.profile import FoundAt, Profile
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.components import conclusion, section
from tertulia.widgets.base.controls import Choice, Controls, Tick, card
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.web2 import adoption_shares, adoption_words
from tertulia.widgets.web2.adoption_pictures import peers_picture, years_picture
from tertulia.widgets.web2.adoption_tables import for_the_curious
from tertulia.widgets.web2.adoption_words import place_words, sector_words, size_words

SECTORS = {"bakery": NaceSector.RETAIL, "workshop": NaceSector.MANUFACTURING, "guesthouse": NaceSector.LODGING}
"""What the invented firms do."""

SIZES = {"bakery": SizeClass.MICRO, "workshop": SizeClass.SMALL, "guesthouse": SizeClass.MICRO}
"""How large they are, after the people they have."""


def size_of(people: int) -> SizeClass:
    """The class of a firm with so many people."""
    if people < 10:
        return SizeClass.MICRO
    if people < 50:
        return SizeClass.SMALL
    return SizeClass.MEDIUM if people < 250 else SizeClass.LARGE


def _told(profile: Profile) -> Mapping[str, Any]:
    """What was told of the learner's firm, by control. Most firms are of the smallest class, in Spain."""
    return {
        "sector": NaceSector(sector(profile.sector).survey).value,
        "size": size_of(profile.people or 1).value,
        "place": "Spain",
        "website": FoundAt.WEBSITE in (profile.places or ()),
        "network": bool(profile.accounts),
    }


@dataclass(kw_only=True)
class AdoptionControls(Controls):
    """The firm to compare with others, and what it has."""

    sector: Choice
    size: Choice
    place: Choice
    website: Tick
    network: Tick


class AdoptionExplorer(Exercise[AdoptionControls]):
    """Who is there: firms of this sector, of this size and of this country, and how that changed."""

    name = "adoption"
    facts = {"website": firm_facts.found_at(FoundAt.WEBSITE)}

    def __init__(self, firm: str = "bakery") -> None:
        self.shares = adoption_shares.shares()
        self._drawn_once: dict[tuple[str, str, bool, bool], Html] = {}
        super().__init__(firm)

    def make_controls(self, firm: ExampleFirm) -> AdoptionControls:
        """The firm's sector, size and country, and what it has."""
        start = self.start(firm)
        places = {share.place for share in self.shares if share.question is SurveyQuestion.NETWORKS} - {EU28}
        return AdoptionControls(
            sector=Choice(
                _("What you do"), [(sector_words(sector), sector.value) for sector in NaceSector], start["sector"]
            ),
            size=Choice(
                _("People in the firm"),
                [(size_words(size), size.value) for size in SizeClass],
                start["size"],
                adoption_words.size_evidence(),
            ),
            place=Choice(_("Country"), sorted((place_words(place), place) for place in places), start["place"]),
            website=Tick(_("We have a website"), start["website"]),
            network=Tick(_("We are on a social network"), start["network"]),
        )

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """The firm's answers, by control; of the learner's own, what was told and surely means this."""
        if firm.starts == OWN:
            return _told(self.told_of(firm))
        return {
            "sector": SECTORS[firm.key].value,
            "size": SIZES[firm.key].value,
            "place": "Spain",
            "website": firm.website,
            "network": firm.today > 0,
        }

    def cards(self) -> list[ipywidgets.Box]:
        """One card."""
        return [card(_("Your firm"), self.controls.named().values())]

    def after_parts(self) -> list[Any]:
        """How it changed over the years, and the websites of 2009 beside the article's number."""
        self.years, self.websites = html("tt-piece"), html("tt-piece")
        return [self.years, self.websites]

    @property
    def profile(self) -> FirmProfile:
        """The firm as the controls have it."""
        return FirmProfile(
            sector=NaceSector(self.controls.sector.value),
            size=SizeClass(self.controls.size.value),
            place=str(self.controls.place.value),
        )

    def show(self) -> None:
        """Find the firms like this one, say it, draw it."""
        profile = self.profile
        peers = model.peer_shares(self.shares, profile)
        self.result = peers
        self.numbers.value = adoption_words.tiles(profile, peers)
        sentences = adoption_words.meaning(
            profile,
            peers,
            on_network=self.controls.network.value,
            has_website=self.controls.website.value,
            websites=model.find(self.shares, SurveyQuestion.WEBSITE, "Spain")[-1],
        )
        if self.firm.starts == OWN and profile.sector is NaceSector.OTHER:
            sentences.append(_("Choose what you do, and the first number counts firms of your sector."))
        self.words.value = conclusion(*sentences)
        self.mini.value = adoption_words.in_short(peers)
        self.folds.value = for_the_curious(self.shares, profile, peers)
        self.draw(
            {
                self.picture: lambda: peers_picture(profile, peers, self.name).html(),
                self.years: lambda: self._once("years", self._years_section),
                self.websites: lambda: self._once("websites", self._websites_section),
            }
        )

    def _years_section(self) -> Html:
        return section(_("Then and now"), years_picture(self.shares, f"{self.name}-years").html())

    @staticmethod
    def _websites_section() -> Html:
        return section(_("The 12.2 % of the article"), websites_2009("adoption-web").html())

    def _once(self, name: str, drawn: Callable[[], Html]) -> Html:
        """A picture the controls do not change, drawn once for each width it is shown at."""
        width = browser.width()
        key = (name, spoken(), bool(width), fits_wide(width))
        if key not in self._drawn_once:
            self._drawn_once[key] = drawn()
        return self._drawn_once[key]

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input; lists leave no room for it."""
        return _("This cannot be right. Choose another value.")

    def summary(self) -> str:
        """The firm's sector in a line."""
        return adoption_words.in_one_line(self.profile, self.result)
