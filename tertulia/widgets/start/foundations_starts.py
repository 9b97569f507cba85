"""What each firm has before its first network: invented, and for "my firm" nothing, so that one ticks what is true."""

from __future__ import annotations

from collections.abc import Mapping

from tertulia.models.department import Department
from tertulia.models.start.foundations import FoundationsInput, WebsiteMaker
from tertulia.models.start.foundations_questions import Question

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
        profile=False,
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
