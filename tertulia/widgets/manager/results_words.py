"""The learner's words for measures, kinds of posts, and the groups they are compared in."""

from __future__ import annotations

import math
from datetime import date

from tertulia.exports.columns import plain
from tertulia.language import _, day, number, percent
from tertulia.models.manager.results import BANDS, RATES, Grouping, PostMeasure, Posts


def measure_words(measure: PostMeasure, unit: str = "post") -> str:
    """A measure, with its denominator in the name. unit: what is counted, as in `Posts`."""
    if unit == "day" and measure not in RATES:
        return {
            PostMeasure.INTERACTIONS: _("Interactions per day"),
            PostMeasure.REACH: _("People reached per day"),
            PostMeasure.VIEWS: _("Views per day"),
            PostMeasure.CLICKS: _("Clicks per day"),
        }[measure]
    if unit == "ad" and measure not in RATES:
        return {
            PostMeasure.INTERACTIONS: _("Interactions per advert"),
            PostMeasure.REACH: _("People reached per advert"),
            PostMeasure.VIEWS: _("Views per advert"),
            PostMeasure.CLICKS: _("Clicks per advert"),
        }[measure]
    return {
        PostMeasure.BY_REACH: _("Engagement rate by reach"),
        PostMeasure.BY_FOLLOWERS: _("Engagement rate by followers"),
        PostMeasure.BY_VIEWS: _("Engagement rate by views"),
        PostMeasure.INTERACTIONS: _("Interactions per post"),
        PostMeasure.REACH: _("People reached per post"),
        PostMeasure.VIEWS: _("Views per post"),
        PostMeasure.CLICKS: _("Clicks per post"),
    }[measure]


def of_what(measure: PostMeasure, unit: str = "post") -> str:
    """What the number of a measure is a share or a count of."""
    if unit == "day":
        return _("{measure}, on the middle day").format(measure=measure_words(measure, unit).lower())
    if unit == "ad":
        return _("{measure}, in the middle advert").format(measure=measure_words(measure, unit).lower())
    return {
        PostMeasure.BY_REACH: _("of the people a post reached reacted, commented or shared"),
        PostMeasure.BY_FOLLOWERS: _("of the followers reacted, commented or shared"),
        PostMeasure.BY_VIEWS: _("of the times a post was shown, somebody reacted, commented or shared"),
        PostMeasure.INTERACTIONS: _("reactions, comments and shares, in the middle post"),
        PostMeasure.REACH: _("people reached by the middle post"),
        PostMeasure.VIEWS: _("times the middle post was shown"),
        PostMeasure.CLICKS: _("clicks in the middle post"),
    }[measure]


def divided_by(measure: PostMeasure) -> str:
    """What a rate is divided by; empty for a count."""
    return {
        PostMeasure.BY_REACH: _("people reached"),
        PostMeasure.BY_FOLLOWERS: _("followers"),
        PostMeasure.BY_VIEWS: _("views"),
    }.get(measure, "")


def grouping_words(grouping: Grouping) -> str:
    """What tells the groups apart."""
    return {
        Grouping.KIND: _("Kind of post"),
        Grouping.WEEKDAY: _("Day of the week"),
        Grouping.HOUR: _("Hour of the day"),
        Grouping.PAID: _("Promoted or not"),
    }[grouping]


def measured_words(measure: PostMeasure, value: float) -> str:
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
    """A kind of post; names we do not know stay as the file has them."""
    known = KINDS.get(plain(name))
    if not known:
        return name or _("Other")
    return {
        "photo": _("Photo"),
        "video": _("Video"),
        "text": _("Text only"),
        "link": _("Link"),
        "reel": _("Reel"),
        "carousel": _("Several pictures"),
        "story": _("Story"),
    }[known]


def group_words(grouping: Grouping, key: int, posts: Posts) -> str:
    """One group, as a label."""
    if grouping is Grouping.KIND:
        return kind_words(posts.kinds[key])
    if grouping is Grouping.WEEKDAY:
        return weekday_words(key)
    if grouping is Grouping.HOUR:
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
