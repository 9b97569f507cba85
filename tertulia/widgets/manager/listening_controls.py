"""What the listening set-up asks: the firm's names, what else to hear of, where to look, which feeds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tertulia.firms import N_, ExampleFirm
from tertulia.language import _
from tertulia.models.manager import listening as model
from tertulia.models.manager.listening import LISTS, ListeningInput, ListeningSource
from tertulia.plan import LINE
from tertulia.widgets.base.controls import Controls, TextField, Tick
from tertulia.widgets.manager.listening_words import source_words

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "bakery": {
        "name": "Horno Tres Calles",
        "products": N_("rye bread, king cake"),
        "places": "Valladolid",
        "competitors": "",
        "nicknames": "Horno 3 Calles, el Tres Calles",
        "without": N_("jobs"),
        "site": "hornotrescalles.example",
        "papers": "diariodelbarrio.example",
        "reddit": "valladolid",
    },
    "workshop": {
        "name": "Talleres Arga",
        "products": N_("stainless flanges, machining"),
        "places": "Navarra",
        "competitors": "",
        "nicknames": "Arga Talleres",
        "without": N_("river, cars"),
        "site": "talleresarga.example",
        "papers": "metalhoy.example",
        "reddit": "",
    },
    "guesthouse": {
        "name": "Casa Alba",
        "products": N_("guesthouse"),
        "places": "Somiedo",
        "competitors": "",
        "nicknames": "CasaAlba rural, Casa del Alba",
        "without": N_("wine, duchess"),
        "site": "casaalba.example",
        "papers": "montanadehoy.example",
        "reddit": "asturias",
    },
    "mine": {},
}
"""What the invented firms listen for. Their addresses end in .example, which leads nowhere."""

LOOKED_AT = {ListeningSource.REVIEWS: ("guesthouse", "bakery", "mine")}
"""Sources that not every firm begins with."""


@dataclass(kw_only=True)
class ListeningControls(Controls):
    """The controls; those of `LISTS` hold several texts. sources: by the source's value."""

    name: TextField
    products: TextField
    places: TextField
    competitors: TextField
    nicknames: TextField
    without: TextField
    papers: TextField
    youtube: TextField
    mastodon: TextField
    reddit: TextField
    alerts: TextField
    others: TextField
    site: TextField
    site_is_wordpress: Tick
    sources: Mapping[str, Tick]
    who: TextField

    def listening(self) -> ListeningInput:
        """What they say, as the model takes it."""
        lists: dict[str, tuple[str, ...]] = {}
        for field in LISTS:
            between = r"\s+" if field in ("alerts", "others") else r"[,;\n]"
            parts = (part.strip() for part in re.split(between, self[field].value))
            lists[field] = tuple(dict.fromkeys(part for part in parts if part))
        return ListeningInput(
            name=self.name.value, site=self.site.value, site_is_wordpress=self.site_is_wordpress.value, **lists
        )

    def chosen(self) -> list[ListeningSource]:
        """Where the learner looks."""
        return [source for source in ListeningSource if self.sources[source.value].value]


def listening_start(firm: ExampleFirm) -> Mapping[str, Any]:
    """What the invented firm listens for; of my firm, its name if it was told."""
    example = EXAMPLES[firm.starts]
    return {
        "name": example.get("name", firm.name),
        **{field: _(example[field]) if example.get(field) else "" for field in LISTS},
        "site": example.get("site", ""),
        "site_is_wordpress": bool(example),
        **{f"sources.{source}": firm.starts in LOOKED_AT.get(source, (firm.starts,)) for source in ListeningSource},
        "who": {"bakery": "Pilar"}.get(firm.key, firm.owner),
    }


def listening_controls(firm: ExampleFirm) -> ListeningControls:
    """The controls with the firm's values."""
    start = listening_start(firm)

    def several(field: str, label: str, example: str) -> TextField:
        return TextField(_("{label} (commas between)").format(label=label), start[field], example, most=1000)

    def addresses(field: str, label: str) -> TextField:
        return TextField(label, start[field], "https://", long=True, most=4000)

    return ListeningControls(
        name=TextField(_("Name of the firm"), start["name"], most=model.MOST_LETTERS + 1),
        products=several("products", _("What you sell, in customers’ words"), _("rye bread, king cake")),
        places=several("places", _("Town, neighbourhood or valley"), "Valladolid"),
        competitors=several("competitors", _("Others people compare you with"), _("names as customers say them")),
        nicknames=several("nicknames", _("Nicknames and misspellings"), _("as your neighbours write it")),
        without=several("without", _("Words that bring in what is not meant"), _("jobs, river")),
        papers=several("papers", _("Local news sites made with WordPress"), "https://"),
        youtube=several("youtube", _("YouTube channels, by their code"), _("begins with UC, 24 characters")),
        mastodon=several("mastodon", _("Mastodon accounts"), _("@name@server")),
        reddit=several("reddit", _("Reddit communities"), "valladolid"),
        alerts=addresses("alerts", _("Feeds of your Google Alerts, one a line")),
        others=addresses("others", _("Any other feeds, one a line")),
        site=TextField(_("Your own website"), start["site"], "https://", most=model.MOST_URL),
        site_is_wordpress=Tick(_("It is made with WordPress"), start["site_is_wordpress"]),
        sources={source.value: Tick(source_words(source), start[f"sources.{source}"]) for source in ListeningSource},
        who=TextField(_("Who looks"), start["who"], _("a name"), most=LINE),
    )
