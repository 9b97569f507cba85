"""Listening set-up: what to search for, where to look, fifteen minutes a week, and the feeds for a reader.

A feed address is either typed by the learner or built after a pattern that the service documents; nothing is fetched.
The pattern, and where it was read, stands beside each service in `SERVICES`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from tertulia.models.errors import InputError, Refusal, text_within

MOST_ITEMS, MOST_LETTERS, MOST_URL, MOST_FEEDS = 8, 80, 500, 40
"""Items of a list, letters of an item, letters of an address, and feeds in all."""

MINUTES = 15
"""Minutes of the weekly routine."""


class Purpose(StrEnum):
    """What a search is for."""

    NAME = "name"
    REVIEWS = "reviews"
    PLACE = "place"
    VARIANTS = "variants"
    PRODUCT = "product"
    COMPETITOR = "competitor"


class ListeningRefusal(StrEnum):
    """What is no address of a feed; the rest has `Refusal`."""

    BAD_URL = "bad_url"
    BAD_CHANNEL = "bad_channel"
    """No channel code of YouTube's."""
    BAD_ACCOUNT = "bad_account"
    """No Mastodon account."""
    BAD_COMMUNITY = "bad_community"
    """No Reddit community."""


class Service(StrEnum):
    """Where a feed comes from."""

    SITE = "site"
    WORDPRESS_SEARCH = "wordpress_search"
    YOUTUBE = "youtube"
    MASTODON = "mastodon"
    REDDIT = "reddit"
    ALERT = "alert"
    OTHER = "other"


class ListeningSource(StrEnum):
    """Where one listens, the most important first."""

    OWN = "own"
    """Comments and messages on one's own pages."""
    MAP = "map"
    """Reviews and questions on the map listing."""
    REVIEWS = "reviews"
    """Review sites of the sector."""
    NETWORKS = "networks"
    """A search inside each network: most have no feed."""
    NEWS = "news"
    """Local news and the web: alerts and feeds."""
    FORUMS = "forums"
    """Forums and neighbourhood groups."""


@dataclass(frozen=True)
class ServiceFacts:
    """What is known of a service's feeds. pattern: of the address. read: where and when the pattern was read."""

    pattern: str
    read: str


SERVICES: dict[Service, ServiceFacts] = {
    Service.SITE: ServiceFacts("https://example.com/feed/", "codex.wordpress.org, WordPress Feeds; 2026-11"),
    Service.WORDPRESS_SEARCH: ServiceFacts(
        "https://example.com/?s=words&feed=rss2", "developer.wordpress.org, get_search_feed_link; 2026-11"
    ),
    Service.YOUTUBE: ServiceFacts(
        "https://www.youtube.com/feeds/videos.xml?channel_id=UC…", "docs.rs, rustypipe channel_rss; 2026-11"
    ),
    Service.MASTODON: ServiceFacts("https://server/@name.rss", "github.com, mastodon/mastodon issue 30524; 2026-11"),
    Service.REDDIT: ServiceFacts("https://www.reddit.com/r/name/.rss", "pipes.digital, blog post 10; 2026-11"),
    Service.ALERT: ServiceFacts("https://www.google.com/alerts/feeds/…", "addresses in public projects; 2026-11"),
    Service.OTHER: ServiceFacts("https://…", ""),
}

WITHOUT_FEED = ("Facebook", "Instagram", "LinkedIn", "TikTok", "WhatsApp", "X", "Google Maps")
"""Services for which we found no documented public feed (2026-11): they are read by hand."""


@dataclass(frozen=True, kw_only=True)
class ListeningInput:
    """What the learner wants to hear of. All texts as typed; lists hold at most MOST_ITEMS.

    Attributes
    ----------
    name
        Of the firm.
    products, places, competitors, nicknames
        As customers say them.
    without
        Words that bring in what is not meant.
    site, site_is_wordpress
        The firm's own address, "" for none; if it is made with WordPress, its posts have a feed.
    papers
        News sites made with WordPress, to be searched.
    youtube, mastodon, reddit
        Channel codes, @name@server, communities.
    alerts, others
        Addresses of feeds.

    Raises
    ------
    InputError
        EMPTY for a name without a letter, TOO_LONG, TOO_MANY, or a `ListeningRefusal` with the `value`.
    """

    name: str
    products: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    site: str = ""
    site_is_wordpress: bool = False
    papers: tuple[str, ...] = ()
    youtube: tuple[str, ...] = ()
    mastodon: tuple[str, ...] = ()
    reddit: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check lengths, counts and addresses."""
        if not plain(self.name):
            raise InputError("name", Refusal.EMPTY)
        text_within("name", self.name, MOST_LETTERS)
        for field in LISTS:
            items = getattr(self, field)
            if len(items) > MOST_ITEMS:
                raise InputError(field, Refusal.TOO_MANY, most=MOST_ITEMS)
            for item in items:
                text_within(field, item, MOST_URL if field in _ADDRESSES else MOST_LETTERS)
        if self.site:
            _check_address("site", self.site)
        for item in self.youtube:
            if not re.fullmatch(r"UC[\w-]{22}", item, re.ASCII):
                raise InputError("youtube", ListeningRefusal.BAD_CHANNEL, value=item)
        for item in self.mastodon:
            _account(item)
        for item in self.reddit:
            if not re.fullmatch(r"(r/)?\w{2,21}", item.strip("/"), re.ASCII):
                raise InputError("reddit", ListeningRefusal.BAD_COMMUNITY, value=item)
        for field in _ADDRESSES:
            for item in getattr(self, field):
                _check_address(field, item)


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
"""The fields that hold several texts."""

_ADDRESSES = ("papers", "alerts", "others")


@dataclass(frozen=True)
class Search:
    """One search: what for, and the words to paste into a search box or an alert."""

    purpose: Purpose
    query: str


@dataclass(frozen=True)
class Feed:
    """One feed for a reader: from which service, what it tells, its address."""

    service: Service
    about: str
    url: str


@dataclass(frozen=True)
class RoutineStep:
    """One step of the weekly routine, in minutes."""

    source: ListeningSource
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Setup:
    """Everything to listen with."""

    searches: tuple[Search, ...]
    sources: tuple[ListeningSource, ...]
    feeds: tuple[Feed, ...]
    routine: tuple[RoutineStep, ...]


def plain(text: str) -> str:
    """A text for a search: one line, no quotes, no signs that a search box takes for commands, no control signs.

    Parameters
    ----------
    text
        As typed.

    Returns
    -------
    str
        Empty where nothing is left.
    """
    kept = "".join(
        " " if char.isspace() or char in '"“”«»„<>()*|' else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn")
    )
    return " ".join(word for word in (part.lstrip("-+") for part in kept.split()) if word)


def phrase(text: str) -> str:
    """The exact words, in the quotes that search boxes understand.

    Parameters
    ----------
    text
        As typed.

    Returns
    -------
    str
        One line.
    """
    return f'"{plain(text)}"'


def spellings(name: str) -> tuple[str, ...]:
    """Ways people may write a name: without accents, in one word, without h, with v for b and b for v (grade D).

    Parameters
    ----------
    name
        As typed.

    Returns
    -------
    tuple
        Never the name itself (capitals do not matter), each once, at most six.
    """
    base = plain(name)
    bare = _bare(base)
    candidates = [bare, bare.replace(" ", "")]
    if " & " in bare or " y " in bare.lower():
        candidates.append(re.sub(r"\s+(&|y)\s+", lambda m: " y " if m[1] == "&" else " & ", bare, flags=re.I))
    candidates += [re.sub(r"(?<![cs])h", "", bare, flags=re.I), _swapped(bare)]
    seen = {base.casefold()}
    others = []
    for candidate in candidates:
        word = " ".join(candidate.split())
        if len(word) > 2 and word.casefold() not in seen:
            seen.add(word.casefold())
            others.append(word)
    return tuple(others[:6])


def _bare(text: str) -> str:
    """Without accents; ñ stays, because it is a letter of its own."""
    kept = text.replace("ñ", "\0").replace("Ñ", "\1")
    stripped = "".join(c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", stripped.replace("\0", "ñ").replace("\1", "Ñ"))


def _swapped(text: str) -> str:
    return text.translate(str.maketrans("bvBV", "vbVB"))


def searches(listening: ListeningInput, reviews_word: str) -> tuple[Search, ...]:
    """What to paste into a search box or an alert.

    Parameters
    ----------
    listening
        What the learner wants to hear of.
    reviews_word
        "reviews" in the language people search in.

    Returns
    -------
    tuple
        In the order of their use, each once.
    """
    without = "".join(f" -{_term(word)}" for word in listening.without if plain(word))
    name = phrase(listening.name)
    reviews = f"{name} {plain(reviews_word)}{without}"
    asked = [Search(Purpose.NAME, name + without), Search(Purpose.REVIEWS, reviews)]
    asked += [Search(Purpose.PLACE, f"{name} {phrase(place)}{without}") for place in listening.places if plain(place)]
    others = [phrase(word) for word in (*listening.nicknames, *spellings(listening.name)) if plain(word)]
    if others:
        asked.append(Search(Purpose.VARIANTS, " OR ".join(dict.fromkeys(others)) + without))
    near = next((f" {phrase(place)}" for place in listening.places if plain(place)), "")
    asked += [
        Search(Purpose.PRODUCT, f"{phrase(product)}{near}{without}") for product in listening.products if plain(product)
    ]
    asked += [
        Search(Purpose.COMPETITOR, f"{phrase(rival)} {plain(reviews_word)}")
        for rival in listening.competitors
        if plain(rival)
    ]
    return tuple(dict.fromkeys(asked))


def _term(word: str) -> str:
    return phrase(word) if " " in plain(word) else plain(word)


def address(text: str) -> str:
    """An http or https address in its usual form.

    A name without a scheme gets https. Letters beyond ASCII are written as addresses carry them.

    Parameters
    ----------
    text
        As typed.

    Returns
    -------
    str
        ASCII.

    Raises
    ------
    ValueError
        For anything else: another scheme, a user name, spaces or control signs, a host without a dot, a port of 0 or
        above 65535.
    """
    typed = text.strip()
    if not typed or len(typed) > MOST_URL or re.search(r"[\s\x00-\x1f\x7f<>\"\\^`{}|]", typed):
        raise ValueError("no address")
    if not re.match(r"[a-z][a-z0-9+.-]*:", typed, re.I):
        typed = f"https://{typed}"
    parts = urlsplit(typed)
    if parts.scheme.lower() not in ("http", "https") or "@" in parts.netloc or not parts.hostname:
        raise ValueError("no http or https address")
    port = parts.port  # ValueError if it is no number or too large
    if port == 0:
        raise ValueError("no port")
    try:
        host = parts.hostname.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError("no host") from None
    if not re.fullmatch(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,63}", host):
        raise ValueError("no host")
    place = f"{host}:{port}" if port else host
    keep = "/%:@!$&'()*+,;=~-._?#[]"
    return urlunsplit(
        (
            parts.scheme.lower(),
            place,
            quote(parts.path, safe=keep),
            quote(parts.query, safe=keep),
            quote(parts.fragment, safe=keep),
        )
    )


def _check_address(field: str, text: str) -> None:
    try:
        address(text)
    except ValueError:
        raise InputError(field, ListeningRefusal.BAD_URL, value=text[:60]) from None


def _account(text: str) -> tuple[str, str]:
    """User and server."""
    parts = re.fullmatch(r"@?(\w+(?:[.-]\w+)*)@([^\s@/]+)", text.strip(), re.ASCII)
    refusal = InputError("mastodon", ListeningRefusal.BAD_ACCOUNT, value=text[:60])
    if not parts:
        raise refusal
    try:
        address(parts[2])
    except ValueError:
        raise refusal from None
    return parts[1], parts[2]


def feeds(listening: ListeningInput) -> tuple[Feed, ...]:
    """Every feed for a reader.

    Parameters
    ----------
    listening
        What the learner wants to hear of.

    Returns
    -------
    tuple
        At most MOST_FEEDS, in a fixed order, each address once.
    """
    name = plain(listening.name)
    every: list[Feed] = []
    if listening.site and listening.site_is_wordpress:
        every.append(Feed(Service.SITE, name, f"{_base(listening.site)}/feed/"))
    words = urlencode({"s": phrase(listening.name), "feed": "rss2"})
    for paper in listening.papers:
        every.append(Feed(Service.WORDPRESS_SEARCH, f"{name} · {_host(paper)}", f"{_base(paper)}/?{words}"))
    for channel in listening.youtube:
        link = f"https://www.youtube.com/feeds/videos.xml?channel_id={channel}"
        every.append(Feed(Service.YOUTUBE, channel, link))
    for account in listening.mastodon:
        user, server = _account(account)
        every.append(Feed(Service.MASTODON, f"@{user}@{server}", f"{_base(server)}/@{user}.rss"))
    for community in listening.reddit:
        bare = community.strip("/").removeprefix("r/")
        every.append(Feed(Service.REDDIT, f"r/{bare}", f"https://www.reddit.com/r/{bare}/.rss"))
    for service, links in ((Service.ALERT, listening.alerts), (Service.OTHER, listening.others)):
        every += [Feed(service, _host(link), address(link)) for link in links]
    once: dict[str, Feed] = {}
    for feed in every:
        once.setdefault(feed.url, feed)
    return tuple(once.values())[:MOST_FEEDS]


def _base(text: str) -> str:
    parts = urlsplit(address(text))
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))


def _host(text: str) -> str:
    return urlsplit(address(text)).netloc.removeprefix("www.")


def routine(sources: Sequence[ListeningSource], has_feeds: bool) -> tuple[RoutineStep, ...]:
    """Fifteen minutes shared out over the sources: what customers wrote to you first (grade D).

    Parameters
    ----------
    sources
        At least one.
    has_feeds
        Whether a reader brings the news.

    Returns
    -------
    tuple
        A step for each source, of whole minutes, MINUTES all together.
    """
    weights = {
        ListeningSource.OWN: 4,
        ListeningSource.MAP: 3,
        ListeningSource.REVIEWS: 2,
        ListeningSource.NETWORKS: 3,
        ListeningSource.NEWS: 2 if has_feeds else 3,
        ListeningSource.FORUMS: 1,
    }
    chosen = [source for source in ListeningSource if source in sources]
    total = sum(weights[source] for source in chosen)
    minutes = [max(1, MINUTES * weights[source] // total) for source in chosen]
    for place in range(MINUTES - sum(minutes)):
        minutes[place % len(minutes)] += 1
    return tuple(RoutineStep(source, each) for source, each in zip(chosen, minutes, strict=True))


def setup(
    listening: ListeningInput, reviews_word: str, sources: Iterable[ListeningSource] = tuple(ListeningSource)
) -> Setup:
    """Searches, sources, feeds and routine.

    Parameters
    ----------
    listening
        What the learner wants to hear of.
    reviews_word
        "reviews" in the language people search in.
    sources
        Where to look, in any order.

    Returns
    -------
    Setup
        Everything to listen with.

    Raises
    ------
    InputError
        EMPTY on "sources" without any.
    """
    wanted = set(sources)
    chosen = tuple(source for source in ListeningSource if source in wanted)
    if not chosen:
        raise InputError("sources", Refusal.EMPTY)
    every = feeds(listening)
    return Setup(
        searches=searches(listening, reviews_word), sources=chosen, feeds=every, routine=routine(chosen, bool(every))
    )
