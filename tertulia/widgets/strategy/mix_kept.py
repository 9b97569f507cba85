"""What is kept of the content mix besides its controls: the learner's changes, and the canvas' things to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Annotated, Any

from tertulia.models.strategy.ideas import PostFormat, PostKind
from tertulia.models.strategy.mix_changes import PostChange
from tertulia.models.strategy.networks import NETWORKS
from tertulia.models.strategy.objective import Objective
from tertulia.models.strategy.schedule import Post
from tertulia.post_ideas import idea_words
from tertulia.records import RecordError, Text, Within, plain, record_from
from tertulia.terms import CUSTOMER_LANGUAGES

MOST = 1000
"""Changes that are read back at most."""

PLACE = re.compile(r"post/[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{1,3}|own/[0-9]{1,6}")
"""What the key of a place looks like."""

Key = Annotated[str, Text(60)]


@dataclass(frozen=True, kw_only=True)
class KeptPost:
    """A post as it is kept; the fields are those of `Post`."""

    week: Annotated[int, Within(1, 53)] = 1
    number: Annotated[int, Within(0, 100)] = 1
    day: date = date.min
    at: time = time()
    minutes: Annotated[int, Within(5, 1440)] = 15
    network: Key = ""
    kind: PostKind = PostKind.USEFUL
    idea: Key = ""
    format: PostFormat = PostFormat.PHOTO
    objective: Objective | None = None
    occasion: Key = ""
    language: Key = ""
    text: Annotated[str, Text(500)] = ""
    caption: Annotated[str, Text(1000)] = ""
    place: Key = ""


@dataclass(frozen=True, kw_only=True)
class KeptChange:
    """A change as it is kept."""

    post: KeptPost | None = None
    instead_of: Key = ""
    day: date = date.min


def kept(changes: Mapping[str, PostChange]) -> Any:
    """The changes as JSON's own kinds; None if there are none."""
    found = {
        key: plain(
            KeptChange(
                post=None if change.post is None else KeptPost(**vars(change.post)),
                instead_of=change.instead_of,
                day=change.day,
            )
        )
        for key, change in changes.items()
    }
    return found or None


def _sound(post: Post) -> bool:
    """Whether a kept post can be shown: it says something, on a day, where we know of, in a language we know."""
    says = post.text or idea_words(post.idea)
    return bool(
        says and post.day > date.min and post.network in NETWORKS and post.language in ("", *CUSTOMER_LANGUAGES)
    )


def changes_from(state: Any) -> dict[str, PostChange]:
    """The changes that were kept; what is none is left out."""
    if not isinstance(state, dict):
        return {}
    found: dict[str, PostChange] = {}
    for key, value in list(state.items())[:MOST]:
        try:
            change: KeptChange = record_from(KeptChange, value, "$")
        except RecordError:
            continue
        if not (isinstance(key, str) and PLACE.fullmatch(key)) or change.day == date.min:
            continue
        post = None if change.post is None else Post(**vars(replace(change.post, place=key)))
        if post is None or _sound(post):
            found[key] = PostChange(post=post, instead_of=change.instead_of, day=change.day)
    return found
