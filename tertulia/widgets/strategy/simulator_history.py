"""The learner's own follower counts: typed or pasted, one a line, or read from a file their network gave them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from tertulia.exports.dates import read_dates
from tertulia.exports.file import ExportFile
from tertulia.exports.followers import followers_by_day, only_new_followers, weekly
from tertulia.exports.numbers import read_numbers
from tertulia.models.errors import InputError, Refusal
from tertulia.models.strategy.growth import LEAST_WEEKS, Count

MOST_TEXT = 8000
"""Characters of the field: two years of days."""

LONGEST_WEEKS = 104
"""Older counts say little of how the account is run now (grade D)."""

_LAST = re.compile(r"^(?P<when>.+?)[\s;,:\t]+(?P<people>\S+)\s*$")

Told = tuple[tuple[date, float], ...]


def typed(text: str, near: date) -> tuple[Told, tuple[int, ...]]:
    """Read a day and a number of followers in each line.

    Returns
    -------
    told
        In the order of the days.
    unread
        Numbers of the lines, from 1, in which no day or no number was found, or a day after `near`.
    """
    lines = [(place, line.strip()) for place, line in enumerate(text.splitlines(), 1) if line.strip()]
    parts = [(place, _LAST.match(line)) for place, line in lines]
    days = read_dates([part["when"].strip(" ;,:") if part else None for _place, part in parts], near).values
    people = read_numbers([part["people"] if part else None for _place, part in parts]).values
    told, unread = [], []
    for (place, _part), day, number in zip(parts, days, people, strict=True):
        when = None if np.isnat(day) else day.astype("datetime64[D]").astype(object)
        if when is None or not np.isfinite(number) or number < 0 or when > near:
            unread.append(place)
        else:
            told.append((when, float(number)))
    return tuple(sorted(told)), tuple(unread)


def from_file(file: ExportFile, near: date) -> Told:
    """Read the days and followers of a file.

    Raises
    ------
    InputError
        On "file": no table of it holds followers by day (UNKNOWN); NOT_A_NUMBER where it only tells who came each day:
        who left is not in it, so that no count follows.
    """
    told = followers_by_day(file, near)
    if not told:
        raise InputError("file", Refusal.NOT_A_NUMBER if only_new_followers(file, near) else Refusal.UNKNOWN)
    return told


def as_text(told: Told) -> str:
    """Write days and numbers one a line, as `typed` reads them: one for each week, the last, as many as fit."""
    return "\n".join(f"{when.isoformat()} {people:.0f}" for when, people in weekly(told, LONGEST_WEEKS))


def counts(told: Sequence[tuple[date, float]], today: date, now: float) -> tuple[Count, ...]:
    """Count weeks back from today, the last count of each week; of this week what the learner says now, if none is.

    Returns
    -------
    tuple of Count
        Empty if they go back less than `LEAST_WEEKS`.
    """
    by_week = {
        (today - when).days // 7: people for when, people in sorted(told) if (today - when).days // 7 <= LONGEST_WEEKS
    }
    by_week[0] = by_week.get(0, now)
    found = tuple(Count(week, people) for week, people in sorted(by_week.items(), reverse=True))
    return found if len(found) > 1 and found[0].weeks_ago >= LEAST_WEEKS else ()
