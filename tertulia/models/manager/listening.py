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

from tertulia.models.errors import InputError

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


class Service(StrEnum):
    """Where a feed comes from."""

    SITE = "site"
    WORDPRESS_SEARCH = "wordpress_search"
    YOUTUBE = "youtube"
    MASTODON = "mastodon"
    REDDIT = "reddit"
    ALERT = "alert"
    OTHER = "other"


class Source(StrEnum):
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


@dataclass(frozen=True)
class Listening:
    """What the learner wants to hear of. All texts as typed; lists hold at most MOST_ITEMS.

    site: the firm's own address, "" for none. site_is_wordpress: then its comments and posts have a feed. papers: news
    sites made with WordPress, to be searched. youtube: channel ids. mastodon: @name@server. reddit: communities.
    alerts, others: addresses of feeds.

    Raises InputError with the field and one of: empty (name), too_long (most), too_many (most), bad_url, bad_channel,
    bad_account, bad_community; all with `value` and, in lists, `index`.
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
            raise InputError("name", "empty")
        if len(self.name) > MOST_LETTERS:
            raise InputError("name", "too_long", most=MOST_LETTERS)
        for field in _LISTS:
            items = getattr(self, field)
            if len(items) > MOST_ITEMS:
                raise InputError(field, "too_many", most=MOST_ITEMS, value=len(items))
            most = MOST_URL if field in ("papers", "alerts", "others") else MOST_LETTERS
            for index, item in enumerate(items):
                if len(item) > most:
                    raise InputError(field, "too_long", most=most, index=index)
        if self.site:
            _url_or(self.site, "site", 0)
        for index, item in enumerate(self.youtube):
            if not re.fullmatch(r"UC[\w-]{22}", item, re.ASCII):
                raise InputError("youtube", "bad_channel", value=item, index=index)
        for index, item in enumerate(self.mastodon):
            _account(item, index)
        for index, item in enumerate(self.reddit):
            if not re.fullmatch(r"(r/)?\w{2,21}", item.strip("/"), re.ASCII):
                raise InputError("reddit", "bad_community", value=item, index=index)
        for field in ("papers", "alerts", "others"):
            for index, item in enumerate(getattr(self, field)):
                _url_or(item, field, index)


_LISTS = (
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
class Step:
    """One step of the weekly routine, in minutes."""

    source: Source
    minutes: int


@dataclass(frozen=True)
class Setup:
    """Everything to listen with."""

    searches: tuple[Search, ...]
    sources: tuple[Source, ...]
    feeds: tuple[Feed, ...]
    routine: tuple[Step, ...]


def plain(text: str) -> str:
    """A text for a search: one line, no quotes, no signs that a search box takes for commands, no control signs."""
    kept = "".join(
        " " if char.isspace() or char in '"“”«»„<>()*|' else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn")
    )
    return " ".join(word for word in (part.lstrip("-+") for part in kept.split()) if word)


def phrase(text: str) -> str:
    """The exact words, in the quotes that search boxes understand."""
    return f'"{plain(text)}"'


def spellings(name: str) -> tuple[str, ...]:
    """Ways people may write a name: without accents, in one word, without h, with v for b and b for v.

    Never the name itself (capitals do not matter), each once, at most six. Ours, grade D.
    """
    base = plain(name)
    bare = _bare(base)
    candidates = [bare, bare.replace(" ", "")]
    if " & " in bare or " y " in bare.lower():
        candidates.append(re.sub(r"\s+(&|y)\s+", lambda m: " y " if m[1] == "&" else " & ", bare, flags=re.I))
    candidates += [re.sub(r"(?<![cs])h", "", bare, flags=re.I), _swapped(bare)]
    seen = {base.casefold()}
    found = []
    for candidate in candidates:
        word = " ".join(candidate.split())
        if len(word) > 2 and word.casefold() not in seen:
            seen.add(word.casefold())
            found.append(word)
    return tuple(found[:6])


def _bare(text: str) -> str:
    """Without accents; ñ stays, because it is a letter of its own."""
    kept = text.replace("ñ", "\0").replace("Ñ", "\1")
    stripped = "".join(c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", stripped.replace("\0", "ñ").replace("\1", "Ñ"))


def _swapped(text: str) -> str:
    return text.translate(str.maketrans("bvBV", "vbVB"))


def searches(listening: Listening, reviews_word: str) -> tuple[Search, ...]:
    """The searches in the order of their use. reviews_word: "reviews" in the language people search in."""
    without = "".join(f" -{_term(word)}" for word in listening.without if plain(word))
    name = phrase(listening.name)
    found = [Search(Purpose.NAME, name + without), Search(Purpose.REVIEWS, f"{name} {plain(reviews_word)}{without}")]
    found += [Search(Purpose.PLACE, f"{name} {phrase(place)}{without}") for place in listening.places if plain(place)]
    others = [phrase(word) for word in (*listening.nicknames, *spellings(listening.name)) if plain(word)]
    if others:
        found.append(Search(Purpose.VARIANTS, " OR ".join(dict.fromkeys(others)) + without))
    places = [place for place in listening.places if plain(place)][:1] or [""]
    for product in listening.products:
        if plain(product):
            near = f" {phrase(places[0])}" if places[0] else ""
            found.append(Search(Purpose.PRODUCT, f"{phrase(product)}{near}{without}"))
    found += [
        Search(Purpose.COMPETITOR, f"{phrase(rival)} {plain(reviews_word)}")
        for rival in listening.competitors
        if plain(rival)
    ]
    return tuple(dict.fromkeys(found))


def _term(word: str) -> str:
    return phrase(word) if " " in plain(word) else plain(word)


def address(text: str) -> str:
    """An http or https address in its usual form; ValueError for anything else.

    A name without a scheme gets https. Letters beyond ASCII are written as addresses carry them. No user name, no
    spaces, no control signs, a host with a dot, a port from 1 to 65535.
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


def _url_or(text: str, field: str, index: int) -> str:
    try:
        return address(text)
    except ValueError:
        raise InputError(field, "bad_url", value=text[:60], index=index) from None


def _account(text: str, index: int) -> tuple[str, str]:
    found = re.fullmatch(r"@?(\w+(?:[.-]\w+)*)@([^\s@/]+)", text.strip(), re.ASCII)
    if not found:
        raise InputError("mastodon", "bad_account", value=text[:60], index=index)
    try:
        address(found[2])
    except ValueError:
        raise InputError("mastodon", "bad_account", value=text[:60], index=index) from None
    return found[1], found[2]


def feeds(listening: Listening) -> tuple[Feed, ...]:
    """Every feed, each address once, in a fixed order."""
    name = plain(listening.name)
    found: list[Feed] = []
    if listening.site and listening.site_is_wordpress:
        base = _base(listening.site)
        found.append(Feed(Service.SITE, name, f"{base}/feed/"))
    for paper in listening.papers:
        words = urlencode({"s": phrase(listening.name), "feed": "rss2"})
        found.append(Feed(Service.WORDPRESS_SEARCH, f"{name} · {_host(paper)}", f"{_base(paper)}/?{words}"))
    for channel in listening.youtube:
        link = f"https://www.youtube.com/feeds/videos.xml?channel_id={channel}"
        found.append(Feed(Service.YOUTUBE, channel, link))
    for index, account in enumerate(listening.mastodon):
        user, server = _account(account, index)
        found.append(Feed(Service.MASTODON, f"@{user}@{server}", f"{_base(server)}/@{user}.rss"))
    for community in listening.reddit:
        said = community.strip("/").removeprefix("r/")
        found.append(Feed(Service.REDDIT, f"r/{said}", f"https://www.reddit.com/r/{said}/.rss"))
    for service, links in ((Service.ALERT, listening.alerts), (Service.OTHER, listening.others)):
        found += [Feed(service, _host(link), address(link)) for link in links]
    once: dict[str, Feed] = {}
    for feed in found:
        once.setdefault(feed.url, feed)
    return tuple(once.values())[:MOST_FEEDS]


def _base(text: str) -> str:
    parts = urlsplit(address(text))
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))


def _host(text: str) -> str:
    return urlsplit(address(text)).netloc.removeprefix("www.")


def routine(sources: Sequence[Source], has_feeds: bool) -> tuple[Step, ...]:
    """Fifteen minutes shared out over the sources: what customers wrote to you first (grade D)."""
    weights = {
        Source.OWN: 4,
        Source.MAP: 3,
        Source.REVIEWS: 2,
        Source.NETWORKS: 3,
        Source.NEWS: 2 if has_feeds else 3,
        Source.FORUMS: 1,
    }
    chosen = [source for source in Source if source in sources]
    total = sum(weights[source] for source in chosen)
    minutes = [max(1, MINUTES * weights[source] // total) for source in chosen]
    for place in range(MINUTES - sum(minutes)):
        minutes[place % len(minutes)] += 1
    return tuple(Step(source, each) for source, each in zip(chosen, minutes, strict=True))


def setup(listening: Listening, reviews_word: str, sources: Iterable[Source] = tuple(Source)) -> Setup:
    """Searches, sources, feeds and routine. Raises InputError(sources: empty) without any source."""
    chosen = tuple(source for source in Source if source in set(sources))
    if not chosen:
        raise InputError("sources", "empty")
    found = feeds(listening)
    return Setup(searches(listening, reviews_word), chosen, found, routine(chosen, bool(found)))
