"""The content mix's calendar, shown and taken away: at a glance, post by post, as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from tertulia.charts.month import Square, month
from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.clock import today
from tertulia.firms import OWN, ExampleFirm
from tertulia.html import Html, as_html, joined, markup
from tertulia.language import _, day, number, percent, rules, small_name
from tertulia.models.strategy.ideas import PostFormat, PostKind
from tertulia.models.strategy.mix import CONVENTIONS, MINUTES, Mix
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.schedule import Post, Reply, in_order, reply_slots
from tertulia.post_ideas import occasion_words
from tertulia.terms import language_words, post_format_words, post_kind_words
from tertulia.widgets.base.calendar_download import phone_label
from tertulia.widgets.base.components import fold, note, section, table
from tertulia.widgets.base.downloads import download, take_away
from tertulia.widgets.base.exercise import address
from tertulia.widgets.strategy.mix_words import KINDS, check_words, count_words, kind_letter, pause_words, post_words

if TYPE_CHECKING:
    from tertulia.calendar_files import Cell, Event

ALARM = 15
"""Minutes before an entry at which the phone rings."""


def month_picture(mix: Mix, posts: Sequence[Post], name: str) -> Picture:
    """Every post as a square on its day."""
    letters = {place: kind_letter(kind) for place, kind in enumerate(KINDS)}
    squares = [Square(post.day, KINDS.index(post.kind)) for post in posts]
    selling = sum(post.kind is PostKind.PROMOTION for post in posts)
    alternative = _("{n} posts in {weeks} weeks from {first}: {list}").format(
        n=number(len(posts)), weeks=number(mix.weeks), first=day(mix.first_day), list=count_words(posts)
    )
    drawn = month(mix.first_day, mix.weeks, squares, letters, name, alternative)
    title = _("{people} of {n} posts are for people, {selling} to sell").format(
        people=number(len(posts) - selling), n=number(len(posts)), selling=number(selling)
    )
    key = joined(Html(f"<li>{_letter(kind)}{as_html(post_kind_words(kind))}</li>") for kind in KINDS)
    caption = Html(f'<ul class="tt-key">{key}</ul>{as_html(_("Planned from your answers; the ideas are ours."))}')
    return Picture(title=title, alternative=alternative, wide=drawn[WIDE], narrow=drawn[NARROW], caption=caption)


def _letter(kind: PostKind, tip: str = "") -> Html:
    """The square of a kind as it stands in the picture."""
    title = f' title="{as_html(tip)}"' if tip else ""
    return Html(f'<i class="tt-letter m{KINDS.index(kind)}"{title}>{as_html(kind_letter(kind))}</i>')


def week_by_week(mix: Mix, posts: Sequence[Post], watcher: str) -> Html:
    """The posts one by one, a fold for each week; a time in which the firm is shut says so in its place.

    watcher: who looks at messages then.
    """
    pauses = {
        max(pause.first, mix.first_day): joined(note(line) for line in pause_words(pause, mix, watcher))
        for pause in mix.year.pauses(mix.first_day, mix.last_day)
    }
    parts: list[Html] = []
    for week in range(1, mix.weeks + 1):
        begins = mix.first_day + timedelta(days=7 * (week - 1))
        of_week = [post for post in posts if post.week == week]
        if of_week:
            title = _("Week {n}, from {monday}").format(n=number(week), monday=day(begins, _("d MMMM")))
            items = joined(_post_item(post, mix) for post in of_week)
            parts.append(fold(title, Html(f'<ol class="tt-posts">{items}</ol>'), opened=not parts))
        ends = begins + timedelta(days=6)
        parts += [said for first, said in pauses.items() if begins <= first <= ends]
    if posts:
        parts.insert(0, _how_to())
    return section(_("Your posts"), Html(f"<div>{joined(parts)}</div>")) if posts or parts else Html("")


def _how_to() -> Html:
    """The short pages that help to make a post, as far as they are in this edition."""
    pages = {
        "photos": _("photos and short video with a phone"),
        "assistant": _("drafting with an assistant"),
        "readable": _("everybody can read it"),
    }
    links = [
        markup('<a href="{link}">{title}</a>', link=link, title=title)
        for page, title in pages.items()
        if (link := address(f"chapters/practice/{page}"))
    ]
    if not links:
        return Html()
    return note(joined((as_html(_("How to, in twenty minutes:")), Html(" "), joined(links, Html(", ")))))


def _post_item(post: Post, mix: Mix) -> Html:
    when = f"{day(post.day, _('EEEE d MMMM'))}, {post.at:%H:%M}"
    how = _("{network}, {format}, {minutes} minutes").format(
        network=NETWORKS[post.network].name, format=post_format_words(post.format), minutes=number(post.minutes)
    )
    kind = post_kind_words(post.kind)
    details = [kind, how]
    if post.occasion:
        details.append(occasion_words(post.occasion))
    if post.language:
        details.append(_("in {language}").format(language=small_name(language_words(post.language))))
    if post.text:
        details.append(_("your own"))
    seen_to = joined(Html(f"<li>{as_html(line)}</li>") for line in check_words(post, mix.care))
    caption = f'<span class="tt-caption">{as_html(post.caption)}</span>' if post.caption else ""
    return Html(
        f"<li>{_letter(post.kind, kind)}<p><b>{as_html(when)}</b><span>{as_html(post_words(post))}</span>{caption}"
        f"<small>{as_html(' · '.join(details))}</small></p>"
        f"<details><summary>{as_html(_('Before it goes out'))}</summary><ul>{seen_to}</ul></details></li>"
    )


def calendar_entries(mix: Mix, posts: Sequence[Post], firm: ExampleFirm) -> list[Event]:
    """The posts and the slots for answering as entries of a calendar."""
    from tertulia.calendar_files import Event  # large, and nobody waits for it

    events = []
    for entry in in_order(posts, reply_slots(mix)):
        title, _network, _kind, _form, text = _entry_words(entry)
        start = datetime.combine(entry.day, entry.at)
        key = f"{firm.key}/{entry.key}"
        events.append(Event(key=key, start=start, minutes=entry.minutes, title=title, details=text, alarm=ALARM))
    return events


def calendar_name(firm: ExampleFirm) -> str:
    """The calendar's name, as its owner will see it."""
    return _("Posts of {firm}").format(firm=firm.name or _("my firm"))


def calendar_files(mix: Mix, posts: Sequence[Post], firm: ExampleFirm) -> Html:
    """The calendar to take away, for a spreadsheet and, of an example, for a phone; one's own is made on demand."""
    from tertulia.calendar_files import csv_file, ics_file

    if not posts:
        return Html("")
    links = []
    if firm.key != OWN:
        stamp = datetime.combine(today(), time(), UTC)
        ics = ics_file(calendar_entries(mix, posts, firm), calendar_name(firm), stamp)
        links.append(download(phone_label(), _("posts") + ".ics", "text/calendar", ics))
    lines: list[list[Cell]] = []
    for entry in in_order(posts, reply_slots(mix)):
        title, network, kind, form, text = _entry_words(entry)
        lines.append([entry.day.isoformat(), f"{entry.at:%H:%M}", entry.minutes, title, network, kind, form, text])
    heads = [_("Date"), _("Time"), _("Minutes"), _("What"), _("Network"), _("Kind"), _("Format"), _("Idea")]
    csv = csv_file(lines, heads, separator=rules().separator)
    links.append(download(_("Table for a spreadsheet (.csv)"), _("posts") + ".csv", "text/csv", csv))
    return take_away(links, _("Made on this device; nothing is sent anywhere."))


def _entry_words(entry: Post | Reply) -> tuple[str, str, str, str, str]:
    """An entry's title, network, kind, format and text; a slot for answering has a title only."""
    if isinstance(entry, Reply):
        return _("Answer messages"), "", "", "", ""
    network, kind = NETWORKS[entry.network].name, post_kind_words(entry.kind)
    text = "\n\n".join(filter(None, (post_words(entry), entry.caption)))
    return f"{network}: {kind.lower()}", network, kind, post_format_words(entry.format), text


def minutes_table(pace: float) -> Html:
    """How long a post takes, by kind and format. pace: the learner's minutes over ours."""
    return table(
        [_("Minutes for a post"), *(post_format_words(form) for form in PostFormat)],
        [[post_kind_words(kind), *(number(MINUTES[kind][form] * pace) for form in PostFormat)] for kind in KINDS],
    )


def habits_table() -> Html:
    """Rules of thumb, read into our kinds."""
    names = {"80_20": "80/20", "70_20_10": "70-20-10", "5_3_2": "5-3-2"}
    return table(
        [_("Rule of thumb"), *(post_kind_words(kind) for kind in KINDS)],
        [[names[key], *(percent(shares[kind]) for kind in KINDS)] for key, shares in CONVENTIONS.items()],
    )
