"""The content mix a kept plan holds: what the exercise begins with when nothing was typed in it yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tertulia.models.strategy.mix_changes import PostChange
from tertulia.records import plain
from tertulia.widgets.strategy.mix_kept import KeptChange, KeptPost, changes_from

if TYPE_CHECKING:
    from tertulia.plan.schema import Entry, Part, Plan

MOST_PARTS = 10
"""Of one kind, as the exercise asks them."""


def mix_from_plan(plan: Plan) -> Mapping[str, Any]:
    """What the plan says of the mix, by control."""
    content, duties, objective = plan.content, plan.duties, plan.strategy.objective
    entries = [entry for entry in content.entries if entry.day is not None and entry.at is not None]
    published = [entry.network for entry in content.entries if entry.network]
    networks = list(dict.fromkeys([*(each.network for each in plan.networks.chosen), *published]))
    first = networks[0] if networks else None
    further = [network for network in networks[1:] if network in published or not published]
    days = {entry.day.weekday() for entry in entries if entry.day is not None}
    return {
        "objective": objective and objective.value,
        "network": first,
        "second": further[0] if further else None,
        **dict(_parts(content.parts)),
        "promotion_cap": None if content.cap is None else round(100 * content.cap),
        "posts": None if content.posts is None else round(content.posts),
        "hours": duties.hours,
        "reply_hours": duties.reply_hours,
        "start": min((entry.day for entry in entries if entry.day is not None), default=None),
        "weeks": content.weeks,
        "at": min((entry.at.hour for entry in entries if entry.at is not None), default=None),
        **({f"weekdays.{day}": day in days for day in range(7)} if days else {}),
    }


def changes_from_plan(plan: Plan) -> dict[str, PostChange]:
    """What the learner changed in the plan's calendar: own words and captions, other ideas and days, what is out.

    A thing to do of the canvas is no change.
    """
    things = {tactic.text.strip() for tactic in plan.strategy.tactics}
    told = {
        entry.key: plain(_change(entry))
        for entry in plan.content.entries
        if entry.kind
        and entry.day
        and (entry.changed or entry.caption or (entry.text and entry.text.strip() not in things))
    }
    told |= {key: plain(KeptChange(day=day)) for key in plan.content.taken_out if (day := _week_of(key))}
    return changes_from(told)


def _week_of(key: str) -> date | None:
    """The Monday in the key of a place, None if there is none: the place of a post the learner added has no week."""
    try:
        return date.fromisoformat(key.split("/")[1])
    except (IndexError, ValueError):
        return None


def _change(entry: Entry) -> KeptChange:
    assert entry.kind and entry.day
    post = KeptPost(
        day=entry.day,
        at=entry.at or KeptPost.at,
        minutes=entry.minutes,
        network=entry.network,
        kind=entry.kind,
        idea=entry.idea,
        format=entry.format or KeptPost.format,
        text=entry.text,
        caption=entry.caption,
    )
    return KeptChange(post=post, day=entry.day)


def _parts(parts: Sequence[Part]) -> Iterator[tuple[str, int]]:
    """The shares as the smallest whole parts that say the same, or nearly."""
    shares = [part.share for part in parts]
    if not any(shares):
        return
    most = int(MOST_PARTS / max(shares) + 1e-9)  # so that no kind has more parts than can be asked
    whole = min(
        range(1, most + 1), key=lambda n: (round(sum(abs(n * share - round(n * share)) / n for share in shares), 9), n)
    )
    for part in parts:
        yield f"shares.{part.kind}", round(whole * part.share)
