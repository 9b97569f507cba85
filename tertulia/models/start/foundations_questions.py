"""What the foundations check asks: its questions, what each needs before it, and what each takes.

A question answered no becomes a task with hours and euros as a low and a high figure. Every number and the order
of `Question` are our judgement (grade D).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

GRADE = "D"
"""Evidence grade of every number of the foundations check."""


class Question(StrEnum):
    """What is asked, in the order in which we would do it."""

    NAMED = "named"
    EMAIL_READ = "email_read"
    PHONE = "phone"
    LISTING_CLAIMED = "listing_claimed"
    LISTING_RIGHT = "listing_right"
    ACCESS = "access"
    TWO_STEP = "two_step"
    DOMAIN = "domain"
    WEBSITE = "website"
    CURRENT = "current"
    LEGAL_NOTICE = "legal_notice"
    PRIVACY = "privacy"
    CONSENT = "consent"
    PHOTOS = "photos"
    EMAIL_OWN = "email_own"
    READABLE = "readable"
    STAND_IN = "stand_in"


class Foundation(StrEnum):
    """What a first network stands on; each foundation has one to three questions."""

    OWNER = "owner"
    EMAIL = "email"
    PHONE = "phone"
    LISTING = "listing"
    ACCESS = "access"
    WEBSITE = "website"
    LEGAL = "legal"
    PHOTOS = "photos"
    READABLE = "readable"


QUESTIONS: Mapping[Foundation, tuple[Question, ...]] = {
    Foundation.OWNER: (Question.NAMED, Question.STAND_IN),
    Foundation.EMAIL: (Question.EMAIL_READ, Question.EMAIL_OWN),
    Foundation.PHONE: (Question.PHONE,),
    Foundation.LISTING: (Question.LISTING_CLAIMED, Question.LISTING_RIGHT),
    Foundation.WEBSITE: (Question.WEBSITE, Question.CURRENT, Question.DOMAIN),
    Foundation.PHOTOS: (Question.PHOTOS, Question.CONSENT),
    Foundation.LEGAL: (Question.LEGAL_NOTICE, Question.PRIVACY),
    Foundation.READABLE: (Question.READABLE,),
    Foundation.ACCESS: (Question.ACCESS, Question.TWO_STEP),
}
"""The questions of each foundation, in the order in which they are asked."""

FOUNDATION_OF: Mapping[Question, Foundation] = {
    question: foundation for foundation, questions in QUESTIONS.items() for question in questions
}

NEEDS: Mapping[Question, tuple[Question, ...]] = {
    Question.EMAIL_READ: (Question.NAMED,),
    Question.PHONE: (Question.NAMED,),
    Question.STAND_IN: (Question.NAMED,),
    Question.LISTING_RIGHT: (Question.LISTING_CLAIMED,),
    Question.TWO_STEP: (Question.ACCESS,),
    Question.WEBSITE: (Question.DOMAIN,),
    Question.EMAIL_OWN: (Question.DOMAIN,),
    Question.CURRENT: (Question.WEBSITE,),
    Question.LEGAL_NOTICE: (Question.WEBSITE,),
    Question.PRIVACY: (Question.WEBSITE,),
    Question.READABLE: (Question.WEBSITE,),
    Question.PHOTOS: (Question.CONSENT,),
}
"""What has to be done before a task can begin; it counts only where that is not done already."""

ON_THE_WEBSITE = tuple(question for question, needs in NEEDS.items() if Question.WEBSITE in needs)
"""What a firm without a website cannot have."""

ESSENTIAL = tuple(
    question
    for question in Question
    if question not in (Question.STAND_IN, Question.EMAIL_OWN, Question.PHOTOS, Question.READABLE)
)
"""What must stand before a first network; the rest can follow while it begins."""


@dataclass(frozen=True)
class TaskEffort:
    """What a task takes: hours of the firm's own time, and euros in the first year, each low and high."""

    hours: tuple[float, float]
    euros: tuple[int, int] = (0, 0)


EFFORTS: Mapping[Question, TaskEffort] = {
    Question.NAMED: TaskEffort((0.5, 1)),
    Question.EMAIL_READ: TaskEffort((0.5, 2)),
    Question.PHONE: TaskEffort((0.5, 1.5)),
    Question.LISTING_CLAIMED: TaskEffort((0.5, 2)),
    Question.LISTING_RIGHT: TaskEffort((0.5, 1)),
    Question.ACCESS: TaskEffort((0.5, 1.5)),
    Question.TWO_STEP: TaskEffort((0.5, 1.5)),
    Question.DOMAIN: TaskEffort((0.5, 3), (5, 40)),
    Question.WEBSITE: TaskEffort((8, 20), (50, 250)),
    Question.CURRENT: TaskEffort((0.5, 2)),
    Question.LEGAL_NOTICE: TaskEffort((0.5, 2), (0, 150)),
    Question.PRIVACY: TaskEffort((1, 3), (0, 200)),
    Question.CONSENT: TaskEffort((0.5, 1.5)),
    Question.PHOTOS: TaskEffort((1.5, 4), (0, 200)),
    Question.EMAIL_OWN: TaskEffort((0.5, 2), (0, 70)),
    Question.READABLE: TaskEffort((1, 3)),
    Question.STAND_IN: TaskEffort((0.5, 1)),
}
"""Hours and euros of each task; a website we make ourselves, a simple one of a few pages."""

BY_A_PROFESSIONAL = TaskEffort((3, 8), (400, 1500))
"""The same website made by a professional: the firm's own hours go into texts, photos and checking."""
