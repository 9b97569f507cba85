"""What a learner changes in the calendar by hand: a post edited, swapped, moved, taken out or added.

A change belongs to a place of the calendar and holds the whole post, so that it stays when the calendar is drawn anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from tertulia.models.strategy.ideas import OTHER, PostKind
from tertulia.models.strategy.mix import LONGEST, Making, Mix, usable
from tertulia.models.strategy.mix_weeks import monday, weeks_of
from tertulia.models.strategy.schedule import REST, Post, serves

ADDED = "own/"
"""What the place of a post that the learner added begins with."""


@dataclass(frozen=True, kw_only=True)
class PostChange:
    """One place of the calendar as the learner wants it.

    Attributes
    ----------
    post
        The post; None: taken out.
    instead_of
        Key of the idea that stood there: for twelve weeks it does not come back.
    day
        On which it stood.
    """

    post: Post | None
    instead_of: str = ""
    day: date


def changed(mix: Mix, posts: Sequence[Post], changes: Mapping[str, PostChange]) -> tuple[Post, ...]:
    """Put the learner's changes into a calendar, in order.

    An idea that the learner has chosen, or has taken out, does not stand elsewhere within twelve weeks: another that
    takes no longer has its place, or the post stays if there is none. A change outside the weeks of the calendar waits
    until they come.

    Parameters
    ----------
    mix
        What the calendar was made of.
    posts
        The calendar.
    changes
        By the key of the place.
    """
    inside = {
        key: change
        for key, change in changes.items()
        if mix.first_day <= (change.post.day if change.post else change.day) <= mix.last_day
    }
    # counted from another first day, or towards another aim, when it was kept
    own = [_again(mix, change.post) for change in inside.values() if change.post is not None]
    kept = [post for post in posts if post.key not in inside]
    spoken_for: dict[str, list[date]] = {}
    for change in inside.values():
        if change.instead_of:
            spoken_for.setdefault(change.instead_of, []).append(change.day)
        if change.post is not None and change.post.idea:
            spoken_for.setdefault(change.post.idea, []).append(change.post.day)
    made = usable(mix) if any(post.idea in spoken_for for post in kept) else {}
    whole = [*own, *kept]
    for place, post in enumerate(kept):
        if any(abs(day - post.day) < REST for day in spoken_for.get(post.idea, ())):
            without = [each for each in whole if each is not post]
            for other in _others(mix, without, post, made, spoken_for, post.minutes):
                kept[place] = other
                whole = [*without, other]
                break
    if inside:
        own = list(_one_after_the_other(own))
        kept = list(_one_after_the_other(kept, around=own))
    return tuple(sorted((*own, *kept), key=_in_time))


def _in_time(post: Post) -> tuple[date, time, str]:
    return post.day, post.at, post.key


def _one_after_the_other(posts: Iterable[Post], around: Iterable[Post] = ()) -> Iterator[Post]:
    """Posts in order, each begun when those before it on its day have ended: a changed one may take longer.

    around: posts that stay where they are.
    """
    taken: dict[date, list[Post]] = {}
    for post in sorted(around, key=_in_time):
        taken.setdefault(post.day, []).append(post)
    for post in sorted(posts, key=_in_time):
        that_day = taken.setdefault(post.day, [])
        later = post
        for other in that_day:
            if _begins(later) < _ends(other) and _begins(other) < _ends(later):
                later = replace(later, at=_ends(other).time()) if _ends(other).date() == post.day else later
        that_day.append(later)
        that_day.sort(key=_in_time)
        yield later


def _begins(post: Post) -> datetime:
    return datetime.combine(post.day, post.at)


def _ends(post: Post) -> datetime:
    return _begins(post) + timedelta(minutes=post.minutes)


def _again(mix: Mix, post: Post) -> Post:
    """A kept post in this calendar: its week, and what it is for now."""
    idea = next((idea for idea in mix.ideas if idea.key == post.idea), None)
    return replace(post, week=_week(mix, post.day), objective=serves(mix, idea) if idea else mix.objective)


def _week(mix: Mix, day: date) -> int:
    return (monday(day) - mix.first_day) // timedelta(weeks=1) + 1


def others(mix: Mix, posts: Sequence[Post], post: Post) -> tuple[Post, ...]:
    """List what could stand in a post's place: ideas of its kind first, then those that serve the aim.

    None of them stands elsewhere in the calendar within twelve weeks.
    """
    without = [each for each in posts if each.key != post.key]
    return tuple(_others(mix, without, post, usable(mix), {}, LONGEST))


def _others(
    mix: Mix,
    posts: Iterable[Post],
    post: Post,
    made: Mapping[str, tuple[Making, ...]],
    spoken_for: Mapping[str, Sequence[date]],
    most: int,
) -> Iterator[Post]:
    near = {each.idea for each in posts if abs(each.day - post.day) < REST}
    near |= {key for key, days in spoken_for.items() if any(abs(day - post.day) < REST for day in days)}
    near.add(post.idea)
    possible: list[tuple[tuple[bool, ...], Making]] = []
    for key, each in made.items():
        idea = each[0].idea
        in_time = idea.in_season(post.day.month) and idea.occasion in ("", post.occasion)
        sells = idea.kind is PostKind.PROMOTION and post.kind is not PostKind.PROMOTION
        fitting = [way for way in each if way.minutes <= most]
        if key in near or sells or not in_time or not fitting:
            continue
        way = next((way for way in fitting if way.network == post.network), fitting[0])
        rank = (idea.kind is not post.kind, serves(mix, idea) is not mix.objective, idea.sector == OTHER)
        possible.append((rank, way))
    for _rank, way in sorted(possible, key=lambda each: each[0]):
        yield replace(
            post,
            idea=way.idea.key,
            text="",
            kind=way.idea.kind,
            network=way.network,
            format=way.format,
            minutes=way.minutes,
            objective=serves(mix, way.idea),
            occasion=way.idea.occasion,
            place=post.key,
        )


def added(mix: Mix, posts: Sequence[Post], changes: Mapping[str, PostChange], text: str) -> Post:
    """Make a post of the learner's own, to be edited: after the others of the first week that has a day free.

    Raises
    ------
    ValueError
        If the calendar has no post that could tell where and how.
    """
    model = next(iter(posts), None)
    if model is None:
        raise ValueError("a calendar without posts has no place for one")
    number = 1 + max((int(key.removeprefix(ADDED)) for key in changes if key.startswith(ADDED)), default=0)
    taken = {post.day for post in posts}
    days = [week.day(weekday) for week in weeks_of(mix) for weekday in week.for_posts]
    day = next((day for day in days if day not in taken and day >= model.day), model.day)
    return replace(
        model,
        place=f"{ADDED}{number}",
        day=day,
        week=_week(mix, day),
        idea="",
        text=text,
        kind=PostKind.PEOPLE,
        objective=mix.objective,
        occasion="",
        language="",
        caption="",
    )


def moved(mix: Mix, post: Post, day: date) -> Post:
    """Put a post on another day; its place, by which a calendar knows it, stays the same."""
    return replace(post, day=day, week=_week(mix, day), place=post.key)
