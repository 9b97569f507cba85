"""The pictures of a group's plans: what they chose, what the reviews stop at, how much they give and expect.

Each is as narrow as on a phone, so that two stand beside each other on a wall with letters that the last row reads, and
on paper. None holds a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from tertulia.charts.bars import Bar, bars_beside
from tertulia.charts.dots import DotLine, dots
from tertulia.charts.picture import Picture
from tertulia.html import Html, as_html, joined
from tertulia.language import _, and_list, capital, ngettext, number, percent
from tertulia.plan.group_picture import GoalsAgainstRange, GroupPicture, SharedFindings, Spread
from tertulia.plan.group_picture_words import (
    alone_words,
    chance_spread,
    goals_words,
    hours_spread,
    posts_spread,
    stops_words,
    warnings_words,
)
from tertulia.plan.group_sheet import OTHER
from tertulia.plan.group_words import matter_words, network_words
from tertulia.terms import aim_words, short

MOST_FINDINGS = 5
"""Findings in one picture; the others are counted."""

MOST_NETWORKS = 5
"""Networks by name; the others together."""

PILED = 60
"""Answers from which dots lie upon each other."""

MOST_HOURS, MOST_POSTS = 20.0, 15.0
"""Where their scales end: what a small firm can give, with room to spare; more is piled at the end."""

Counts = Sequence[tuple[str, int]]


def choices(picture: GroupPicture) -> Html:
    """What the group wants, and where."""
    aims = [(aim_words(aim), n) for aim, n in picture.objectives]
    named = sorted(picture.networks, key=lambda pair: pair[0] == OTHER)[:MOST_NETWORKS]
    networks = sorted(((capital(network_words(key)), n) for key, n in named), key=lambda pair: -pair[1])
    others = sum(n for _key, n in picture.networks) - sum(n for _key, n in named)
    none_yet = [(_("None yet, on purpose"), picture.none_yet)]
    drawn = []
    if aims:
        title = _("What we want, most often: {list}").format(list=and_list(_first(aims)).lower())
        drawn.append(_bars("group-aims", title, aims, [(_("Not decided yet"), picture.undecided)]))
    if networks or picture.none_yet:
        title = (
            _("Where, most often: {list}").format(list=and_list(_first(networks))) if networks else _("No network yet")
        )
        rest = [(_("Other networks"), others), *none_yet, (_("Not decided yet"), picture.unsaid)]
        caption = _("A plan may name several networks.") if networks else ""
        drawn.append(_bars("group-networks", title, networks, rest, caption))
    return joined(drawn)


def reviews(picture: GroupPicture) -> Html:
    """What the reviews stop at, and what will probably disappoint."""
    drawn = [
        _findings("group-stops", stops_words(picture), picture.stops),
        _findings("group-warnings", warnings_words(picture), picture.warnings, quiet=True),
    ]
    return joined(each for each in drawn if each)


def spreads(picture: GroupPicture) -> Html:
    """Hours and posts, goals beside what is likely, and the chances."""
    hours, posts, goals, chance = picture.hours, picture.posts, picture.goals, picture.chance
    drawn = []
    if hours:
        drawn.append(_dots("group-hours", hours_spread(hours), hours, MOST_HOURS, key=True))
    if posts:
        drawn.append(_dots("group-posts", posts_spread(posts), posts, MOST_POSTS, key=not drawn))
    if goals:
        drawn.append(_goals(goals))
    if chance:
        drawn.append(_dots("group-chance", chance_spread(chance), chance, 1.0, key=not hours and not posts))
    return joined(drawn)


def _first(counts: Counts) -> list[str]:
    """What was chosen most often; several if as often."""
    return [words for words, n in counts if n == counts[0][1]]


def _bars(name: str, title: str, counts: Counts, rest: Counts = (), caption: str = "", *, quiet: bool = False) -> Html:
    rows = [(words, n, quiet) for words, n in counts] + [(words, n, True) for words, n in rest if n]
    most = max(n for _words, n, _quiet in rows)
    drawn = [Bar(words=words, share=n / most, value_text=number(n), quiet=back) for words, n, back in rows]
    told = f"{title}: {'; '.join(f'{words} {number(n)}' for words, n, _quiet in rows)}"
    return _figure(title, told, bars_beside(drawn, name, told, 1.0), caption)


def _findings(name: str, title: str, findings: SharedFindings, *, quiet: bool = False) -> Html:
    shown = [(matter_words(code), n) for code, n in findings.shared[:MOST_FINDINGS]]
    more = len(findings.shared) - len(shown)
    words = ngettext("{n} more that several plans share.", "{n} more that several plans share.", more)
    also = words.format(n=number(more)) if more else ""
    caption = " ".join(each for each in (also, alone_words(findings)) if each)
    if shown:
        return _bars(name, title, shown, caption=caption, quiet=quiet)
    return _figure(title, "", "", caption) if findings.plans else Html()


def _goals(goals: GoalsAgainstRange) -> Html:
    counts = [(_("Above the likely range"), goals.above), (_("Within it"), goals.within), (_("Below it"), goals.below)]
    caption = _("The likely range: 8 of 10 simulated futures end in it.")
    rows = [
        Bar(words=words, share=n / goals.all, value_text=number(n), quiet=place > 0)
        for place, (words, n) in enumerate(counts)
    ]
    title = goals_words(goals)
    told = f"{title}: {'; '.join(f'{words} {number(n)}' for words, n in counts)}"
    return _figure(title, told, bars_beside(rows, "group-goals", told, 1.0), caption)


def _dots(name: str, title: str, spread: Spread, most: float, *, key: bool) -> Html:
    """key: whether it says what its marks mean, which it says for all of them."""
    line = DotLine(each=spread.each, low=spread.low, middle=spread.middle, high=spread.high, most=most)
    middle = percent(spread.middle) if most <= 1 else short(spread.middle)
    told = _("{title}; the middle one of {n} answers: {middle}").format(
        title=title, n=number(spread.answers), middle=middle
    )
    caption = _("The band is the middle half, the black mark the middle one.")
    if spread.answers > PILED:
        caption = _("The higher, the more firms; the band is the middle half, the black mark the middle one.")
    elif spread.each:
        caption = _("A dot is a firm; the band is the middle half, the black mark the middle one.")
    tick = percent if most <= 1 else short
    beyond = _("{n} or more")
    drawn = dots(line, name, told, tick, lambda value: beyond.format(n=short(value)))
    return _figure(title, told, drawn, caption if key else "")


def _figure(title: str, told: str, drawn: str, caption: str) -> Html:
    return Picture(
        title=as_html(title), alternative=told, wide="", narrow=drawn, caption=as_html(caption) if caption else ""
    ).html()
