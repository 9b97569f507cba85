"""What each firm has before its first network: invented, and for "my firm" nothing, so that one ticks what is true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tertulia.device import KeepError
from tertulia.firms import OWN, ExampleFirm, entries_of
from tertulia.models.department import Department
from tertulia.models.start.foundations import FoundationsInput, WebsiteMaker
from tertulia.models.start.foundations_questions import Question
from tertulia.models.start.walk_in import Door, Found, answers
from tertulia.profile import FoundAt, Profile

STARTS: Mapping[str, FoundationsInput] = {
    "bakery": FoundationsInput(
        done=frozenset(Question)
        - {Question.STAND_IN, Question.EMAIL_OWN, Question.PRIVACY, Question.TWO_STEP, Question.READABLE},
        decides=Department.OWNER,
        hours=4.0,
        euros=300,
        maker=WebsiteMaker.OURSELVES,
        profile=True,
    ),
    "workshop": FoundationsInput(
        done=frozenset(Question)
        - {
            Question.LISTING_CLAIMED,
            Question.LISTING_RIGHT,
            Question.PHOTOS,
            Question.CONSENT,
            Question.TWO_STEP,
            Question.CURRENT,
            Question.READABLE,
        },
        decides=Department.SALES,
        hours=3.0,
        euros=1000,
        maker=WebsiteMaker.PROFESSIONAL,
        profile=True,
    ),
    "guesthouse": FoundationsInput(
        done=frozenset(
            {Question.NAMED, Question.PHOTOS, Question.LISTING_CLAIMED, Question.WEBSITE, Question.READABLE}
        ),
        decides=Department.OWNER,
        hours=5.0,
        euros=400,
        maker=WebsiteMaker.OURSELVES,
        profile=False,
    ),
    "mine": FoundationsInput(
        done=frozenset(), decides=Department.OWNER, hours=3.0, euros=300, maker=WebsiteMaker.OURSELVES, profile=False
    ),
}


DETAILS = (Question.LISTING_RIGHT, Question.CURRENT)
"""Whether what people read about the firm is right."""


def walked_in(firm: str) -> dict[Question, bool]:
    """What the walk-in found at the learner's own firm, as it is kept on this device; or at an edition's."""
    try:
        values = (entries_of(firm, "walk_in") or {}).get("values")
    except KeepError:
        return {}
    kept = values if isinstance(values, dict) else {}
    return answers({door: Found(what) for door in Door if (what := kept.get(f"doors.{door}")) in ("yes", "no")})


def start_of(firm: ExampleFirm, profile: Profile) -> FoundationsInput:
    """What the check begins with: an invented firm's answers, or what was told and found of the learner's own."""
    start = STARTS[firm.starts]
    if firm.starts != OWN:
        return start
    found = walked_in(firm.key)
    if profile.details_right is False and all(found.get(question, True) for question in DETAILS):
        found = {question: yes for question, yes in found.items() if question not in DETAILS}  # said elsewhere since
    told = {
        Question.NAMED: bool(profile.answers) and bool(profile.hours),
        Question.STAND_IN: bool(profile.stand_in),
        Question.LISTING_CLAIMED: FoundAt.MAP in (profile.places or ()),
        **found,
    }
    done = frozenset(question for question, yes in told.items() if yes)
    return replace(start, done=done, profile=bool(profile.accounts))
