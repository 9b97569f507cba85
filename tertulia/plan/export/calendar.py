"""The plan's days as a calendar file (.ics): posts, slots to answer, half way and the day of each number, the reviews.

Every entry is named for good by its place in the plan, so that a calendar knows the later version of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from tertulia.calendar_files import Event, ics_file
from tertulia.language import _
from tertulia.plan.export import clean
from tertulia.plan.export.half_way import straight_path
from tertulia.plan.export.outline import entry_text, entry_title, kpi_sentence
from tertulia.plan.schema import Kpi, Plan
from tertulia.terms import half_words, post_format_words

REMIND = 15
"""Minutes before an entry."""

MORNING = time(9, 0)
"""When a number is read and a review is held, unless the learner's own calendar says otherwise."""


def calendar(plan: Plan, today: date) -> bytes:
    """The calendar's bytes, where nobody notes what was given out before: nothing in it is cancelled.

    today: the date it bears; of two files of one day the later edition's is the later.
    """
    stamp = datetime.combine(today, time(), UTC) + timedelta(seconds=min(plan.edition, 86_399))
    return ics_file(list(events(plan)), calendar_name(plan), stamp, plan.zone)


def calendar_name(plan: Plan) -> str:
    """The calendar's name, as its owner will see it."""
    return _("Plan of {firm}").format(firm=clean(plan.firm.name) or _("my firm"))


def events(plan: Plan) -> Iterator[Event]:
    """The entries, each once: of two with the same key the first stays. Keys begin with the firm's own."""
    seen = set()
    for event in _all(plan):
        if event.key not in seen:
            seen.add(event.key)
            yield event


def _all(plan: Plan) -> Iterator[Event]:
    firm = plan.firm.example or "mine"
    for number, entry in enumerate(plan.content.entries):
        if entry.day is None:
            continue
        description = entry_text(entry)
        if entry.format:
            description += f" ({post_format_words(entry.format)})"
        if entry.caption:
            description += f"\n\n{clean(entry.caption)}"
        start = datetime.combine(entry.day, entry.at or MORNING)
        key = f"{firm}/{entry.key or f'entry/{number}'}"
        yield Event(
            key=key, start=start, minutes=entry.minutes, title=entry_title(entry), details=description, alarm=REMIND
        )
    for number, kpi in enumerate(plan.strategy.kpis, 1):
        yield from _looks(plan, kpi, f"{firm}/kpi/{number}", clean(kpi.name) or _("number {n}").format(n=number))
    for number, day in enumerate(sorted(plan.reviews.dates), 1):
        question = clean(plan.reviews.question) or _("Go on, change or stop.")
        yield Event(
            key=f"{firm}/review/{number}",
            start=datetime.combine(day, MORNING),
            minutes=60,
            title=_("Look at the plan"),
            details=question,
            alarm=24 * 60,
        )


def _looks(plan: Plan, kpi: Kpi, key: str, name: str) -> Iterator[Event]:
    """A number is looked at half way, while something can still be changed, and on its day."""
    path = straight_path(plan, kpi)
    if path and path.halves:
        unit = clean(kpi.unit)
        half = half_words(path) + (f" {unit}" if unit else "")
        yield Event(
            key=f"{key}/half",
            start=datetime.combine(path.middle, MORNING),
            minutes=15,
            title=_("Half way: {name}").format(name=name),
            details=_("By now about {half}. {way}.").format(half=half, way=_upper(kpi_sentence(kpi))),
            alarm=REMIND,
        )
    if kpi.by:
        yield Event(
            key=key,
            start=datetime.combine(kpi.by, MORNING),
            minutes=15,
            title=_("Look up this figure: {name}").format(name=name),
            details=_upper(kpi_sentence(kpi)),
            alarm=REMIND,
        )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
