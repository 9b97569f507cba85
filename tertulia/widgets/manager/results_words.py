"""The learner's words for measures, kinds of posts, and the groups they are compared in."""

from __future__ import annotations

import math
from datetime import date
from html import escape

from tertulia.exports.columns import plain
from tertulia.language import _, day, number, percent
from tertulia.models.manager.results import BANDS, RATES, By, Measure, Posts


def measure_words(measure: Measure, unit: str = "post") -> str:
    """A measure, with its denominator in the name. unit: "post" or "day", what is counted."""
    if unit == "day" and measure not in RATES:
        return {
            Measure.INTERACTIONS: _("Interactions per day"),
            Measure.REACH: _("People reached per day"),
            Measure.VIEWS: _("Views per day"),
            Measure.CLICKS: _("Clicks per day"),
        }[measure]
    return {
        Measure.BY_REACH: _("Engagement rate by reach"),
        Measure.BY_FOLLOWERS: _("Engagement rate by followers"),
        Measure.BY_VIEWS: _("Engagement rate by views"),
        Measure.INTERACTIONS: _("Interactions per post"),
        Measure.REACH: _("People reached per post"),
        Measure.VIEWS: _("Views per post"),
        Measure.CLICKS: _("Clicks per post"),
    }[measure]


def of_what(measure: Measure, unit: str = "post") -> str:
    """What the number of a measure is a share or a count of."""
    if unit == "day":
        return _("{measure}, on the middle day").format(measure=measure_words(measure, unit).lower())
    return {
        Measure.BY_REACH: _("of the people a post reached reacted, commented or shared"),
        Measure.BY_FOLLOWERS: _("of the followers reacted, commented or shared"),
        Measure.BY_VIEWS: _("of the times a post was shown, somebody reacted, commented or shared"),
        Measure.INTERACTIONS: _("reactions, comments and shares, in the middle post"),
        Measure.REACH: _("people reached by the middle post"),
        Measure.VIEWS: _("times the middle post was shown"),
        Measure.CLICKS: _("clicks in the middle post"),
    }[measure]


def divided_by(measure: Measure) -> str:
    """What a rate is divided by; empty for a count."""
    return {
        Measure.BY_REACH: _("people reached"),
        Measure.BY_FOLLOWERS: _("followers"),
        Measure.BY_VIEWS: _("views"),
    }.get(measure, "")


def by_words(by: By) -> str:
    """What tells the groups apart."""
    return {
        By.KIND: _("Kind of post"),
        By.WEEKDAY: _("Day of the week"),
        By.HOUR: _("Hour of the day"),
        By.PAID: _("Promoted or not"),
    }[by]


def said(measure: Measure, value: float) -> str:
    """A value of a measure with as many digits as it deserves."""
    if math.isnan(value):
        return "–"
    if measure in RATES:
        return percent(value, 1 if value >= 0.00995 or value == 0 else 2)
    return number(value)


KINDS = {
    "photo": "photo",
    "photos": "photo",
    "foto": "photo",
    "fotos": "photo",
    "imagen de instagram": "photo",
    "ig image": "photo",
    "imagen": "photo",
    "image": "photo",
    "video": "video",
    "videos": "video",
    "status": "text",
    "estado": "text",
    "texto": "text",
    "text": "text",
    "link": "link",
    "links": "link",
    "enlace": "link",
    "enlaces": "link",
    "reel": "reel",
    "reels": "reel",
    "ig reel": "reel",
    "reel de instagram": "reel",
    "ig carousel": "carousel",
    "secuencia de instagram": "carousel",
    "carrusel": "carousel",
    "carousel": "carousel",
    "ig story": "story",
    "historia de instagram": "story",
    "story": "story",
    "historia": "story",
}
"""What networks call a kind of post, and what we call it."""


def kind_words(name: str) -> str:
    """A kind of post; names we do not know stay as the file has them, escaped."""
    known = KINDS.get(plain(name))
    if not known:
        return escape(name) if name else _("Other")
    return {
        "photo": _("Photo"),
        "video": _("Video"),
        "text": _("Text only"),
        "link": _("Link"),
        "reel": _("Reel"),
        "carousel": _("Several pictures"),
        "story": _("Story"),
    }[known]


def group_words(by: By, key: int, posts: Posts) -> str:
    """One group, as a label."""
    if by is By.KIND:
        return kind_words(posts.kinds[key])
    if by is By.WEEKDAY:
        return weekday_words(key)
    if by is By.HOUR:
        start, end = BANDS[key]
        return f"{start}:00–{end}:00"
    return _("Promoted") if key else _("Not promoted")


def weekday_words(key: int) -> str:
    """A day of the week, 0 Monday, with a capital."""
    name = day(date(2024, 1, 1 + key), "EEEE")  # 1 January 2024 was a Monday
    return name[0].upper() + name[1:]


def month_words(month: int) -> str:
    """A month as `models.results.Posts` counts them; without a year if the file gave none."""
    year, place = divmod(month, 12)
    return day(date(max(year, 2001), place + 1, 1), _("LLLL y") if year else "LLLL")
