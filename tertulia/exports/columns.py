"""What a column of an export can be to us, and how an export is described."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tertulia.exports.dates import Order


class ExportField(StrEnum):
    """What a column can be to us. Counts are per post, or per day in a daily file."""

    KEY = "key"
    WHEN = "when"
    TEXT = "text"
    TITLE = "title"
    LINK = "link"
    FORMAT = "format"
    PAID = "paid"
    MONTH = "month"
    WEEKDAY = "weekday"
    HOUR = "hour"
    REACH = "reach"
    VIEWS = "views"
    INTERACTIONS = "interactions"
    REACTIONS = "reactions"
    COMMENTS = "comments"
    SHARES = "shares"
    SAVES = "saves"
    CLICKS = "clicks"
    LINK_CLICKS = "link_clicks"
    FOLLOWS = "follows"
    FOLLOWERS = "followers"
    WATCH = "watch"
    """Hours watched."""
    MESSAGES = "messages"
    VISITS = "visits"
    CALLS = "calls"
    DIRECTIONS = "directions"
    BOOKINGS = "bookings"
    NOTHING = "nothing"
    """Known, and not needed here; or left out by the learner."""


WORDS = frozenset(
    {ExportField.KEY, ExportField.TEXT, ExportField.TITLE, ExportField.LINK, ExportField.FORMAT, ExportField.PAID}
)
"""Fields whose cells stay text."""

MOMENTS = frozenset({ExportField.WHEN})
"""Fields that hold a date; every other one holds numbers."""


def plain(header: object) -> str:
    """A header without what varies: capitals, accents, blanks of any kind, a mark at the start."""
    text = unicodedata.normalize("NFKD", str(header or "").replace("\ufeff", ""))
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(text.replace("\u2019", "'").casefold().split()).strip(' "')


@dataclass(frozen=True, kw_only=True)
class ExportSource:
    """One export of one network.

    key: ours. network: key of the network, empty where the file does not say. rows: what a row is: "post", "day",
    "firm" or "other". marks: sets of headers; a file that has all of one set is this export. names: header to field.
    factors: header to what its numbers are multiplied with. order: how it writes dates with small numbers.
    cut: rows after which the network stops without saying so, 0 for never.
    """

    key: str
    network: str
    rows: str
    marks: tuple[frozenset[str], ...]
    names: Mapping[str, ExportField]
    factors: Mapping[str, float] = field(default_factory=dict)
    order: Order | None = None
    cut: int = 0
