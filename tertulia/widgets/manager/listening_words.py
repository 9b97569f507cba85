"""The learner's words for the listening set-up: sources, searches, services."""

from __future__ import annotations

from tertulia.language import _
from tertulia.models.manager.listening import ListeningSource, Purpose, Service


def source_words(source: ListeningSource) -> str:
    """Where one listens."""
    return {
        ListeningSource.OWN: _("Your own comments and messages"),
        ListeningSource.MAP: _("Reviews and questions on the map"),
        ListeningSource.REVIEWS: _("Review sites of your trade"),
        ListeningSource.NETWORKS: _("The search box of each network"),
        ListeningSource.NEWS: _("News and the web"),
        ListeningSource.FORUMS: _("Forums and neighbourhood groups"),
    }[source]


def source_advice(source: ListeningSource) -> str:
    """What to do there."""
    return {
        ListeningSource.OWN: _("Anything without an answer? Answer it, or write down who will."),
        ListeningSource.MAP: _("Read the new reviews, look whether opening hours and photos are right."),
        ListeningSource.REVIEWS: _("Booking and tasting sites: read the newest five, good and bad."),
        ListeningSource.NETWORKS: _("Type your name and your nicknames. Most networks have no feed."),
        ListeningSource.NEWS: _("Go through alerts and feeds, and open only what names you."),
        ListeningSource.FORUMS: _("Read along. Answer only where firms are welcome, and under your own name."),
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
