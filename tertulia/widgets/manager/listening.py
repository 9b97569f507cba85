"""Listening set-up: searches to paste, sources to look at, a quarter of an hour a week, and a file of feeds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.clock import today
from tertulia.firms import N_, Firm
from tertulia.language import _, ngettext, number
from tertulia.models.errors import InputError
from tertulia.models.manager import listening as model
from tertulia.models.manager.listening import Listening, Purpose, Service, Source
from tertulia.models.manager.opml import opml
from tertulia.plan import LINE
from tertulia.widgets.base.components import conclusion, first_steps, fold, number_tile, numbers, table
from tertulia.widgets.base.controls import Control, TextField, Tick, card
from tertulia.widgets.base.downloads import download, take_away
from tertulia.widgets.base.exercise import Exercise, html

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan

LISTS = (
    "products",
    "places",
    "competitors",
    "nicknames",
    "without",
    "papers",
    "youtube",
    "mastodon",
    "reddit",
    "alerts",
    "others",
)

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

REVIEWS = {Source.REVIEWS: ("guesthouse", "bakery", "mine")}
"""Sources that not every firm begins with."""


class ListeningSetup(Exercise):
    """From a name to searches, a routine and a file of feeds."""

    name = "listening"

    def make_controls(self, firm: Firm) -> Mapping[str, Control]:
        """What to hear of, where to look, which feeds."""
        start = self.start(firm)
        lists = {
            "products": (_("What you sell, in customers’ words"), _("rye bread, king cake")),
            "places": (_("Town, neighbourhood or valley"), "Valladolid"),
            "competitors": (_("Others people compare you with"), _("names as customers say them")),
            "nicknames": (_("Nicknames and misspellings"), _("as your neighbours write it")),
            "without": (_("Words that bring in what is not meant"), _("jobs, river")),
            "papers": (_("Local news sites made with WordPress"), "https://"),
            "youtube": (_("YouTube channels, by their code"), _("begins with UC, 24 signs")),
            "mastodon": (_("Mastodon accounts"), _("@name@server")),
            "reddit": (_("Reddit communities"), "valladolid"),
        }
        return {
            "name": TextField(_("Name of the firm"), start["name"], most=model.MOST_LETTERS + 1),
            **{
                field: TextField(_("{label} (commas between)").format(label=label), start[field], example, most=1000)
                for field, (label, example) in lists.items()
            },
            "alerts": TextField(
                _("Feeds of your Google Alerts, one a line"), start["alerts"], "https://", long=True, most=4000
            ),
            "others": TextField(_("Any other feeds, one a line"), start["others"], "https://", long=True, most=4000),
            "site": TextField(_("Your own website"), start["site"], "https://", most=model.MOST_URL),
            "site_is_wordpress": Tick(_("It is made with WordPress"), start["site_is_wordpress"]),
            **{source.value: Tick(source_words(source), start[source.value]) for source in Source},
            "who": TextField(_("Who looks"), start["who"], _("a name"), most=LINE),
        }

    def start(self, firm: Firm) -> Mapping[str, Any]:
        """What the invented firm listens for; empty for my firm, with a name to overwrite."""
        said = EXAMPLES[firm.key]
        return {
            "name": said.get("name", _("My firm")),
            **{field: _(said[field]) if said.get(field) else "" for field in LISTS},
            "site": said.get("site", ""),
            "site_is_wordpress": bool(said),
            **{source.value: firm.key in REVIEWS.get(source, (firm.key,)) for source in Source},
            "who": {"bakery": "Pilar"}.get(firm.key, firm.owner),
        }

    def cards(self) -> list[ipywidgets.Box]:
        """The name, what else to hear of, where to look, the feeds."""
        use = self.controls
        return [
            card(_("Who you are"), [use[n] for n in ("name", "nicknames", "places")]),
            card(_("What else to hear of"), [use[n] for n in ("products", "competitors", "without")]),
            card(_("Where you look"), [*(use[source.value] for source in Source), use["who"]]),
            card(
                _("Feeds for a reader"),
                [
                    use[n]
                    for n in (
                        "site",
                        "site_is_wordpress",
                        "papers",
                        "alerts",
                        "youtube",
                        "mastodon",
                        "reddit",
                        "others",
                    )
                ],
            ),
        ]

    def answer_parts(self) -> list[Any]:
        """The numbers and the searches."""
        self.searches = html("tt-piece")
        return [self.numbers, self.searches]

    def after_parts(self) -> list[Any]:
        """The quarter of an hour, the feeds, the files."""
        self.routine, self.feeds, self.files = html("tt-piece"), html("tt-piece"), html("tt-piece")
        return [self.routine, self.feeds, self.files]

    def listening_now(self) -> Listening:
        """What the controls say, as the model takes it."""
        use = self.controls
        lists: dict[str, tuple[str, ...]] = {}
        for field in LISTS:
            cut = r"\s+" if field in ("alerts", "others") else r"[,;\n]"
            parts = (part.strip() for part in re.split(cut, use[field].value))
            lists[field] = tuple(dict.fromkeys(part for part in parts if part))
        return Listening(
            use["name"].value, site=use["site"].value, site_is_wordpress=use["site_is_wordpress"].value, **lists
        )

    def show(self) -> None:
        """The searches, the routine, the feeds and the files."""
        listening = self.listening_now()
        chosen = [source for source in Source if self.controls[source.value].value]
        setup = model.setup(listening, _("reviews"), chosen)
        self.listening, self.result = listening, setup
        self.numbers.value = numbers(
            [
                number_tile(
                    number(len(setup.searches)),
                    ngettext("search to paste", "searches to paste", len(setup.searches)),
                    main=True,
                ),
                number_tile(
                    number(len(setup.feeds)), ngettext("feed for a reader", "feeds for a reader", len(setup.feeds))
                ),
                number_tile(number(model.MINUTES), _("minutes a week, always on the same day")),
            ]
        )
        self.words.value = conclusion(*self._meaning())
        self.mini.value = f"<p><b>{number(len(setup.searches))}</b><br>{_('searches ready')}</p>"
        self.searches.value = self._searches()
        self.routine.value = first_steps(
            _("Fifteen minutes, once a week"),
            (
                (
                    source_words(step.source),
                    source_advice(step.source),
                    ngettext("{n} minute", "{n} minutes", step.minutes).format(n=number(step.minutes)),
                )
                for step in setup.routine
            ),
        )
        self.feeds.value = self._feeds()
        self.files.value = self._files()
        self.folds.value = self._for_the_curious()

    # the answer ---------------------------------------------------------------------------------------------

    def _meaning(self) -> list[str]:
        first = escape(self.result.searches[0].query)
        told = [
            _(
                "Paste {query} into a search engine today and read what is on the first two pages. Then make an alert "
                "of it, so that the next one comes to you."
            ).format(query=f"<strong>{first}</strong>")
        ]
        if not self.result.feeds:
            told.append(_("You have no feed yet. That is no loss: the routine works by hand."))
        if Source.OWN not in self.result.sources:
            told.append(_("You left out your own messages. They come first: those people are waiting for you."))
        return told

    def _searches(self) -> str:
        items = "".join(
            f"<li><p>{purpose_words(search.purpose)}</p><code>{escape(search.query)}</code></li>"
            for search in self.result.searches
        )
        title = _("Your searches")
        return f'<section class="tt-section"><h2>{title}</h2><ul class="tt-searches">{items}</ul></section>'

    def _feeds(self) -> str:
        if not self.result.feeds:
            return ""
        rows = [
            [service_words(feed.service), escape(feed.about), f"<code>{escape(feed.url)}</code>"]
            for feed in self.result.feeds
        ]
        return (
            f'<section class="tt-section"><h2>{_("Your feeds")}</h2>'
            f"<p>{_('We build these addresses and cannot try them from here. Open each one once in your reader.')}</p>"
            f"{table([_('Service'), _('What'), _('Address')], rows, words=3)}</section>"
        )

    def _files(self) -> str:
        created = datetime.combine(today(), time(), UTC)
        title = _("What is said about {name}").format(name=self.listening.name)
        folders: dict[str, list[tuple[str, str]]] = {}
        for feed in self.result.feeds:
            folders.setdefault(service_words(feed.service), []).append((feed.about, feed.url))
        lines = [title, "", _("Your searches"), ""]
        lines += [f"- {purpose_words(search.purpose)}: {search.query}" for search in self.result.searches]
        lines += ["", _("Fifteen minutes, once a week"), ""]
        lines += [
            f"- {number(step.minutes)} min: {source_words(step.source)}. {source_advice(step.source)}"
            for step in self.result.routine
        ]
        links = [
            download(
                _("Searches and routine (text)"),
                _("listening") + ".txt",
                "text/plain;charset=utf-8",
                "\n".join([*lines, ""]).encode("utf-8"),
            )
        ]
        if folders:
            links.insert(
                0,
                download(
                    _("Feeds for a reader (.opml)"),
                    _("listening") + ".opml",
                    "text/x-opml",
                    opml(title, folders, created),
                ),
            )
        note = _("A feed reader imports the .opml file in one go. Both files are made on this device.")
        return take_away(links, note)

    def _for_the_curious(self) -> str:
        known = table(
            [_("Services with a feed"), _("Address of its feed"), _("Where we read it")],
            [
                [service_words(service), f"<code>{escape(facts.pattern)}</code>", f"<cite>{escape(facts.read)}</cite>"]
                for service, facts in model.SERVICES.items()
                if facts.read
            ],
            words=3,
        )
        without = _("For {services} we found no public feed in November 2026. Read them by hand.").format(
            services=", ".join(model.WITHOUT_FEED)
        )
        rss = (
            _(
                "A feed (RSS or Atom) is the list of a site’s newest entries in a form that a program can read. A feed "
                "reader collects many of them, in order of time, without anybody choosing for you."
            ),
            _(
                "A Google Alert can be delivered as a feed instead of an e-mail: make the alert, choose the feed under "
                "its options, copy the address and paste it here. Reddit sometimes refuses readers."
            ),
            _(
                "Quotes look for the exact words, OR for either, a minus sign leaves something out. Search engines "
                "differ in how strictly they take this."
            ),
        )
        respect = _(
            "You listen to what is public. Do not save people’s profiles, and do not write to somebody only "
            "because an alert named them: a list of persons is personal data."
        )
        return (
            fold(_("Feeds and searches, in plain words"), "".join(f"<p>{part}</p>" for part in rss))
            + fold(_("Which services have a feed"), f"{known}<p>{without}</p>")
            + fold(_("Listening is not spying"), f"<p>{respect}</p>")
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        value = str(error.values.get("value", ""))
        most = number(float(error.values.get("most", 0)))
        return {
            "empty": _("Tick at least one place to look.") if error.field == "sources" else _("Write the firm’s name."),
            "too_long": _("That is too long: at most {n} signs each.").format(n=most),
            "too_many": _("That is too many to read in a quarter of an hour: at most {n}.").format(n=most),
            "bad_url": _("“{value}” is no web address. It looks like https://example.com.").format(value=value),
            "bad_channel": _("“{value}” is no channel code. It begins with UC and has 24 signs.").format(value=value),
            "bad_account": _("“{value}” is no Mastodon account. It looks like @name@server.").format(value=value),
            "bad_community": _("“{value}” is no Reddit community: letters, digits and _, 2 to 21.").format(value=value),
        }.get(error.code, _("This cannot be right. Choose another value."))

    def _complain(self, field: str, sentence: str) -> None:
        super()._complain({"sources": Source.OWN.value}.get(field, field), sentence)

    def nothing_yet(self) -> str:
        """A firm without a name cannot be listened for."""
        if self.listening.name != _("My firm"):
            return ""
        return _("Write the name of your firm, then add the searches to your plan.")

    def for_plan(self, plan: Plan) -> Plan:
        """The searches, the feeds, who looks, and the minutes."""
        from tertulia.plan import schema, updates

        return updates.with_listening(
            plan,
            schema.Listening(
                words=updates.lines(search.query for search in self.result.searches),
                feeds=tuple(feed.url for feed in self.result.feeds if len(feed.url) <= model.MOST_URL)[:20],
                who=updates.line(self.controls["who"].value),
                minutes=sum(step.minutes for step in self.result.routine),
            ),
        )

    def summary(self) -> str:
        """How many searches and feeds, and the first search."""
        return _("{searches} searches and {feeds} feeds; the first: {query}").format(
            searches=number(len(self.result.searches)),
            feeds=number(len(self.result.feeds)),
            query=self.result.searches[0].query,
        )


def source_words(source: Source) -> str:
    """Where one listens."""
    return {
        Source.OWN: _("Your own comments and messages"),
        Source.MAP: _("Reviews and questions on the map"),
        Source.REVIEWS: _("Review sites of your trade"),
        Source.NETWORKS: _("The search box of each network"),
        Source.NEWS: _("News and the web"),
        Source.FORUMS: _("Forums and neighbourhood groups"),
    }[source]


def source_advice(source: Source) -> str:
    """What to do there."""
    return {
        Source.OWN: _("Anything without an answer? Answer it, or write down who will."),
        Source.MAP: _("Read the new reviews, look whether opening hours and photos are right."),
        Source.REVIEWS: _("Booking and tasting sites: read the newest five, good and bad."),
        Source.NETWORKS: _("Type your name and your nicknames. Most networks have no feed."),
        Source.NEWS: _("Go through alerts and feeds, and open only what names you."),
        Source.FORUMS: _("Read along. Answer only where firms are welcome, and under your own name."),
    }[source]


def purpose_words(purpose: Purpose) -> str:
    """What a search is for."""
    return {
        Purpose.NAME: _("Your name, word for word"),
        Purpose.REVIEWS: _("What people think of you"),
        Purpose.PLACE: _("You and your town, to leave out namesakes"),
        Purpose.VARIANTS: _("The ways people misspell you"),
        Purpose.PRODUCT: _("Who looks for what you sell"),
        Purpose.COMPETITOR: _("What people think of the others"),
    }[purpose]


def service_words(service: Service) -> str:
    """Where a feed comes from."""
    return {
        Service.SITE: _("Your website"),
        Service.WORDPRESS_SEARCH: _("Search on a WordPress site"),
        Service.YOUTUBE: "YouTube",
        Service.MASTODON: "Mastodon",
        Service.REDDIT: "Reddit",
        Service.ALERT: "Google Alerts",
        Service.OTHER: _("Other feeds"),
    }[service]
