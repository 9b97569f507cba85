"""What a post can be, and an idea for one: what it is for, what it takes, when it makes sense, what it touches.

The ideas themselves are content and stand in `data/ideas.csv`; `tertulia.post_ideas` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tertulia.models.strategy.content_skills import ContentSkill
from tertulia.models.strategy.objective import Objective


class PostKind(StrEnum):
    """What a post is for the person who reads it."""

    USEFUL = "useful"
    """Help and how-to."""
    PEOPLE = "people"
    """Behind the counter: the team, the day, the human side."""
    CONVERSATION = "conversation"
    """A question, a poll, an answer to a customer."""
    PROOF = "proof"
    """Work done for a customer, or a customer's words, with permission."""
    PROMOTION = "promotion"
    """An offer, a new product, a price, a vacancy."""


class PostFormat(StrEnum):
    """How a post is made."""

    PHOTO = "photo"
    SHORT_VIDEO = "short_video"
    TEXT = "text"
    STORY = "story"
    LONG_VIDEO = "long_video"
    """What is planned as a short video, told in some minutes: where a network lives on that."""


MADE_WITH: Mapping[PostFormat, tuple[ContentSkill, ...]] = {
    PostFormat.PHOTO: (ContentSkill.PHOTO,),
    PostFormat.SHORT_VIDEO: (ContentSkill.SHORT_VIDEO,),
    PostFormat.TEXT: (ContentSkill.WRITING,),
    PostFormat.STORY: (ContentSkill.PHOTO, ContentSkill.SHORT_VIDEO),
    PostFormat.LONG_VIDEO: (ContentSkill.LONG_VIDEO,),
}
"""What a firm must be able to make for each format: any one of these."""


class Touches(StrEnum):
    """What a post shows or says that a firm may not want, or not be allowed, to show or say."""

    FACES = "faces"
    """A person who can be recognised, the owner included."""
    VOICE = "voice"
    PRICES = "prices"
    WORKSHOP = "workshop"
    """The place where the work is done."""
    CUSTOMER = "customer"
    """A customer's work, case, thing, words or picture."""
    RESULT = "result"
    """The effect of a treatment, a service or a case: before and after, what was won."""


class Care(StrEnum):
    """Why a firm may not say everything."""

    HEALTH = "health"
    LAW = "law"
    TAX = "tax"
    SECRET = "secret"
    """Customers' work is confidential."""


@dataclass(frozen=True, kw_only=True)
class Sector:
    """What a firm does, as far as its posts go.

    Attributes
    ----------
    key
        Stable name, "bakery".
    texts
        Its name by language.
    care
        What firms of this kind may not say in any case.
    works_on_holidays
        Whether they are usually open on public holidays.
    survey
        Code of the sector of the European survey in which they certainly lie; empty: it has to be asked.
    """

    key: str
    texts: Mapping[str, str]
    care: frozenset[Care] = frozenset()
    works_on_holidays: bool = False
    survey: str = ""


OTHER = "other"
"""The sector whose ideas suit any firm."""


@dataclass(frozen=True, kw_only=True)
class Idea:
    """One thing to publish.

    Attributes
    ----------
    key
        Stable name, "bakery.crumb".
    sector
        Key of the sector.
    objectives
        What it serves, the strongest first.
    formats
        How it can be made, the best one first.
    minutes
        To make it in its first format, for somebody who has done it a few times (grade D).
    months
        In which it makes sense, 1 to 12; empty: all.
    occasion
        Key of the occasion it belongs to; empty: none.
    touches
        What it shows or says.
    texts
        The idea by language.
    """

    key: str
    sector: str
    kind: PostKind
    objectives: tuple[Objective, ...]
    formats: tuple[PostFormat, ...]
    minutes: int
    months: tuple[int, ...] = ()
    occasion: str = ""
    touches: frozenset[Touches] = frozenset()
    texts: Mapping[str, str]

    def in_season(self, month: int) -> bool:
        """Whether it makes sense in this month, 1 to 12."""
        return not self.months or month in self.months
