"""How many posts a week fit the hours: one answer for the content mix, the community simulator and the plan review.

Answering is booked first; what is left holds posts.
"""

from __future__ import annotations

import math

HOURS_A_POST = 0.5
"""To make and publish one post: our judgement (grade D). Most kinds take ten to thirty minutes, a video more."""

_TINY = 1e-9
"""Sums of floats may miss a whole number by less than this."""


def posts_that_fit(hours: float, reply_hours: float, hours_a_post: float = HOURS_A_POST) -> float:
    """Compute the posts a week for which there is time: (H - H_reply) / h_post, never below none.

    Parameters
    ----------
    hours
        A week, for everything.
    reply_hours
        Of these, for answering.
    hours_a_post
        To make and publish one.
    """
    return max(hours - reply_hours, 0.0) / hours_a_post


def whole_posts_that_fit(hours: float, reply_hours: float, hours_a_post: float = HOURS_A_POST) -> int:
    """Count the whole posts a week for which there is time; the parameters are those of `posts_that_fit`."""
    return math.floor(posts_that_fit(hours, reply_hours, hours_a_post) + _TINY)
