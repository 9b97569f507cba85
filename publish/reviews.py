"""Which tables of facts somebody must look at again: their review dates, past or near."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from publish.build import say
from tertulia import facts

SOON = timedelta(days=60)


def report(today: date, folder: Path | None = None) -> int:
    """Say what is past its review date or due within sixty days, the oldest first; returns 1 if anything is past."""
    waiting = facts.to_review(today + SOON, folder)
    past = [data for data in waiting if data.review_by < today]
    for data in waiting:
        state = "past" if data.review_by < today else "due "
        say(f"{data.review_by}  {state}  {data.path.name}: {data.title}")
        for source in data.sources:
            say(f"                  {source.url}")
    if past:
        say(f"Tables past their review date: {len(past)}. Read the sources again, then set retrieved and review_by.")
    elif not waiting:
        say(f"No table is to be reviewed before {today + SOON}.")
    return 1 if past else 0
