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


class RowKind(StrEnum):
    """What a row of a table is."""

    POST = "post"
    VIDEO = "video"
    AD = "ad"
    DAY = "day"
    PERIOD = "period"
    """A week or a month."""
    HOUR = "hour"
    """An hour of the day or of the week."""
    ACCOUNT = "account"
    """A page or an account, such as a competitor's."""
    AUDIENCE = "audience"
    """A group of people: an age, a country."""
    FIRM = "firm"
    """The whole firm."""
    OTHER = "other"


COMPARED = frozenset({RowKind.POST, RowKind.VIDEO, RowKind.AD, RowKind.DAY})
"""Rows that can be compared with each other as posts or days are."""


WORDS = frozenset(
    {ExportField.KEY, ExportField.TEXT, ExportField.TITLE, ExportField.LINK, ExportField.FORMAT, ExportField.PAID}
)
"""Fields whose cells stay text."""

MOMENTS = frozenset({ExportField.WHEN})
"""Fields that hold a date; every other one holds numbers."""


MOST_HEADER = 200
"""Characters of a header that are looked at."""


def plain(header: object) -> str:
    """A header without what varies: capitals, accents, blanks of any kind, a mark at the start."""
    text = str(header or "")[:MOST_HEADER].replace("\ufeff", "")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(text.replace("\u2019", "'").casefold().split()).strip(' "')


@dataclass(frozen=True, kw_only=True)
class ExportSource:
    """One export of one network.

    key: ours. network: key of the network, empty where the file does not say. rows: what a row is. marks: sets of
    headers; a file that has all of one set is this export. names: header to field. factors: header to what its numbers
    are multiplied with. order: how it writes dates with small numbers. padded: it writes these with a zero in front.
    spanned: the days in a file's name are those of its rows. cut: rows after which the network stops without saying so,
    0 for never.
    """

    key: str
    network: str
    rows: RowKind
    marks: tuple[frozenset[str], ...]
    names: Mapping[str, ExportField]
    factors: Mapping[str, float] = field(default_factory=dict)
    order: Order | None = None
    padded: bool = True
    spanned: bool = False
    cut: int = 0
