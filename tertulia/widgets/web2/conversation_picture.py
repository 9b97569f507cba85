"""The picture of the conversation audit: the posts in a row, and the share with its range."""

from __future__ import annotations

from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.strip import strip
from tertulia.html import Html, joined, markup
from tertulia.language import _, ngettext, number, percent
from tertulia.models.web2.conversation import Audit
from tertulia.models.web2.phrase_rules import PostMark
from tertulia.widgets.web2.conversation_words import mark_letter, mark_words


def marks_picture(audit: Audit, name: str) -> Picture:
    """The marks of at least one post; name: unique on the page."""
    letters = (mark_letter(PostMark.CONVERSATION), mark_letter(PostMark.BROADCAST))
    conversations = [number(place) for place, mark in enumerate(audit.marks, start=1) if mark is PostMark.CONVERSATION]
    alternative = ngettext(
        "{talks} of {n} post is conversation, {share}. Posts marked as conversation: {list}. Range: {low} to {high}.",
        "{talks} of {n} posts are conversation, {share}. Posts marked as conversation: {list}. Range: {low} to {high}.",
        len(audit.posts),
    ).format(
        talks=number(len(conversations)),
        n=number(len(audit.posts)),
        share=percent(audit.share),
        list=", ".join(conversations) or _("none"),
        low=percent(audit.low),
        high=percent(audit.high),
    )
    drawn = strip(
        [mark is PostMark.CONVERSATION for mark in audit.marks],
        letters,
        (audit.low, audit.share, audit.high),
        name,
        alternative,
    )
    title = ngettext("{talks} of {n} post is conversation", "{talks} of {n} posts are conversation", len(conversations))
    caption = _(
        "The dot is the share in these posts. The band is the range for your habit: posts like these would come "
        "from a habit inside it nineteen times in twenty."
    )
    return Picture(
        title=title.format(talks=number(len(conversations)), n=number(len(audit.posts))),
        alternative=alternative,
        wide=drawn[WIDE],
        narrow=drawn[NARROW],
        caption=joined((_key(), caption)),
    )


def _key() -> Html:
    """What the two letters mean."""
    looks = ((PostMark.CONVERSATION, "m0"), (PostMark.BROADCAST, "tt-letter--open"))
    items = joined(
        markup(
            '<li><i class="tt-letter {look}">{letter}</i>{words}</li>',
            look=look,
            letter=mark_letter(mark),
            words=mark_words(mark),
        )
        for mark, look in looks
    )
    return markup('<ul class="tt-key">{items}</ul>', items=items)
