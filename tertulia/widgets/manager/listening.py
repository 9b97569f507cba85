"""Listening set-up: searches to paste, sources to look at, a quarter of an hour a week, and a file of feeds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

import ipywidgets

from tertulia.clock import today
from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html, joined, markup, paragraphs
from tertulia.language import _, and_list, ngettext, number
from tertulia.models.errors import InputError, Refusal
from tertulia.models.manager import listening as model
from tertulia.models.manager.listening import ListeningInput, ListeningRefusal, ListeningSource
from tertulia.models.manager.opml import opml
from tertulia.widgets.base import firm_facts
from tertulia.widgets.base.components import conclusion, first_steps, fold, number_tile, numbers, section, table
from tertulia.widgets.base.controls import card
from tertulia.widgets.base.downloads import download, take_away
from tertulia.widgets.base.exercise import Exercise, html
from tertulia.widgets.manager.listening_controls import ListeningControls, listening_controls, listening_start
from tertulia.widgets.manager.listening_words import purpose_words, service_words, source_advice, source_words

if TYPE_CHECKING:
    from tertulia.plan.schema import Plan


class ListeningSetup(Exercise[ListeningControls]):
    """From a name to searches, a routine and a file of feeds."""

    name = "listening"
    facts = {"name": firm_facts.NAME}

    listening: ListeningInput | None = None
    """What was set up last; None before the firm has a name."""

    def make_controls(self, firm: ExampleFirm) -> ListeningControls:
        """What to hear of, where to look, which feeds."""
        return listening_controls(firm)

    def start(self, firm: ExampleFirm) -> Mapping[str, Any]:
        """What the invented firm listens for; of my firm, its name if it was told."""
        return listening_start(firm)

    def cards(self) -> list[ipywidgets.Box]:
        """The name, what else to hear of, where to look, the feeds."""
        controls = self.controls
        feeds = [controls.papers, controls.alerts, controls.youtube, controls.mastodon, controls.reddit]
        return [
            card(_("Who you are"), [controls.name, controls.nicknames, controls.places]),
            card(_("What else to hear of"), [controls.products, controls.competitors, controls.without]),
            card(_("Where you look"), [*controls.sources.values(), controls.who]),
            card(_("Feeds for a reader"), [controls.site, controls.site_is_wordpress, *feeds, controls.others]),
        ]

    def answer_parts(self) -> list[Any]:
        """The numbers and the searches."""
        self.searches = html("tt-piece")
        return [self.numbers, self.searches]

    def after_parts(self) -> list[Any]:
        """The quarter of an hour, the feeds, the files."""
        self.routine, self.feeds, self.files = html("tt-piece"), html("tt-piece"), html("tt-piece")
        return [self.routine, self.feeds, self.files]

    def show(self) -> None:
        """The searches, the routine, the feeds and the files."""
        if self.firm.starts == OWN and not self.controls.name.value:
            self._show_nothing()
            return
        listening = self.controls.listening()
        setup = model.setup(listening, _("reviews"), self.controls.chosen())
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
        self.mini.value = markup(
            "<p><b>{n}</b><br>{ready}</p>", n=number(len(setup.searches)), ready=_("searches ready")
        )
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

    def _show_nothing(self) -> None:
        """There is nothing to listen for before the firm has a name."""
        self.listening = None
        for part in (self.numbers, self.mini, self.searches, self.routine, self.feeds, self.files):
            part.value = ""
        self.words.value = conclusion(self.nothing_yet())
        self.folds.value = self._for_the_curious()

    def _meaning(self) -> list[str]:
        sentences: list[str] = [
            markup(
                _(
                    "Paste {query} into a search engine today and read what is on the first two pages. Then make an "
                    "alert of it, so that the next one comes to you."
                ),
                query=markup("<strong>{query}</strong>", query=self.result.searches[0].query),
            )
        ]
        if not self.result.feeds:
            sentences.append(_("You have no feed yet. That is no loss: the routine works by hand."))
        if ListeningSource.OWN not in self.result.sources:
            sentences.append(_("You left out your own messages. They come first: those people are waiting for you."))
        return sentences

    def _searches(self) -> Html:
        items = joined(
            markup("<li><p>{purpose}</p>{query}</li>", purpose=purpose_words(search.purpose), query=_code(search.query))
            for search in self.result.searches
        )
        return section(_("Your searches"), markup('<ul class="tt-searches">{items}</ul>', items=items))

    def _feeds(self) -> Html:
        if not self.result.feeds:
            return Html()
        rows = [[service_words(feed.service), feed.about, _code(feed.url)] for feed in self.result.feeds]
        warning = _("We build these addresses and cannot try them from here. Open each one once in your reader.")
        feeds = table([_("Service"), _("What"), _("Address")], rows, words=3)
        return section(_("Your feeds"), joined([paragraphs(warning), feeds]))

    def _files(self) -> str:
        created = datetime.combine(today(), time(), UTC)
        title = _("What is said about {name}").format(name=self.controls.name.value)
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
        label, name = _("Searches and routine (text)"), _("listening")
        links = [download(label, f"{name}.txt", "text/plain;charset=utf-8", "\n".join([*lines, ""]))]
        if folders:
            feeds = opml(title, folders, created)
            links.insert(0, download(_("Feeds for a reader (.opml)"), f"{name}.opml", "text/x-opml", feeds))
        return take_away(
            links, _("A feed reader imports the .opml file in one go. Both files are made on this device.")
        )

    @staticmethod
    def _for_the_curious() -> Html:
        known = table(
            [_("Services with a feed"), _("Address of its feed"), _("Where we read it")],
            [
                [service_words(service), _code(facts.pattern), markup("<cite>{read}</cite>", read=facts.read)]
                for service, facts in model.SERVICES.items()
                if facts.read
            ],
            words=3,
        )
        without = _("For {services} we found no public feed in November 2026. Read them by hand.").format(
            services=and_list(model.WITHOUT_FEED)
        )
        rss = paragraphs(
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
        respect = paragraphs(
            _(
                "You listen to what is public. Do not save people’s profiles, and do not write to somebody only "
                "because an alert named them: a list of persons is personal data."
            )
        )
        return joined(
            [
                fold(_("Feeds and searches, in plain words"), rss),
                fold(_("Which services have a feed"), joined([known, paragraphs(without)])),
                fold(_("Listening is not spying"), respect),
            ]
        )

    def complaint(self, error: InputError) -> str:
        """What is wrong with an input and what to do."""
        value = str(error.values.get("value", ""))
        most = number(float(error.values.get("most", 0)))
        return {
            Refusal.EMPTY: _("Tick at least one place to look.")
            if error.field == "sources"
            else _("Write the firm’s name."),
            Refusal.TOO_LONG: _("That is too long: at most {n} characters each.").format(n=most),
            Refusal.TOO_MANY: _("That is too many to read in a quarter of an hour: at most {n}.").format(n=most),
            ListeningRefusal.BAD_URL: _("“{value}” is no web address. It looks like https://example.com.").format(
                value=value
            ),
            ListeningRefusal.BAD_CHANNEL: _(
                "“{value}” is no channel code. It begins with UC and has 24 characters."
            ).format(value=value),
            ListeningRefusal.BAD_ACCOUNT: _("“{value}” is no Mastodon account. It looks like @name@server.").format(
                value=value
            ),
            ListeningRefusal.BAD_COMMUNITY: _(
                "“{value}” is no Reddit community: letters, digits and _, 2 to 21."
            ).format(value=value),
        }.get(error.code, _("This cannot be right. Choose another value."))

    def _complain(self, field: str, sentence: str) -> None:
        super()._complain("sources.own" if field == "sources" else field, sentence)

    def nothing_yet(self) -> str:
        """A firm without a name cannot be listened for."""
        if self.listening:
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
                who=updates.line(self.controls.who.value),
                minutes=sum(step.minutes for step in self.result.routine),
            ),
        )

    def from_plan(self, plan: Plan) -> Mapping[str, Any]:
        """The firm's name, the feeds, and who looks."""
        section = plan.listening
        return {"name": plan.firm.name or None, "others": "\n".join(section.feeds) or None, "who": section.who or None}

    def summary(self) -> str:
        """How many searches and feeds, and the first search."""
        if not self.listening:
            return self.nothing_yet()
        return _("{searches} searches and {feeds} feeds; the first: {query}").format(
            searches=number(len(self.result.searches)),
            feeds=number(len(self.result.feeds)),
            query=self.result.searches[0].query,
        )


def _code(text: str) -> Html:
    return markup("<code>{text}</code>", text=text)
