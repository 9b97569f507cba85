"""A run-sheet as a document for Word and LibreOffice (.docx), written as the learner's plan is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tertulia.edition import edition
from tertulia.language import _, day, number
from tertulia.plan.export.document import packed
from tertulia.plan.export.document_blocks import Block, Heading, List, Outline, Paragraph, Table
from theme.workshop.run_sheet import Moment, RunSheet, clock, hours, won

SHARES = (0.11, 0.1, 0.57, 0.22)
"""Of the columns: time, minutes, what, what must lie ready."""


def document(sheet: RunSheet, made: date) -> bytes:
    """The document's bytes, in the book's language. made: the day it bears."""
    when = [day(date.fromisoformat(sheet.date), "full")] if sheet.date else []
    subtitle = " · ".join([*when, *filter(None, (sheet.place, sheet.address))])
    return packed(
        Outline(title=sheet.title, subtitle=subtitle, author=edition().name, blocks=tuple(_blocks(sheet))), made
    )


def _blocks(sheet: RunSheet) -> Iterator[Block]:
    if sheet.bring:
        yield Heading(_("Before you begin"), 1)
        yield List(sheet.bring)
    for meeting in sheet.meetings:
        when = [day(date.fromisoformat(meeting.date), "full")] if meeting.date else []
        yield Heading(" · ".join([*filter(None, (meeting.title,)), *when, hours(meeting)]), 1)
        if meeting.dropped:
            yield Paragraph(_("If time runs short, leave out in this order:"))
            yield List(tuple(won(meeting)), numbered=True)
        heads = (_("Time"), _("Min."), _("What"), _("Prepare"))
        yield Table(heads, tuple(_row(each) for each in meeting.moments), SHARES)
    yield Paragraph(sheet.totals, "note")
    yield Paragraph(_("Times do not move by themselves here. In the spreadsheet they do."), "note")


def _row(moment: Moment) -> tuple[str, str, str, str]:
    title = moment.title if moment.kind != "exercise" else _("Exercise: {title}").format(title=moment.title)
    steps = [f"{n}. {step}" for n, step in enumerate(moment.steps, start=1)]
    asks = [_("Ask: {question}").format(question=each) for each in moment.asks]
    what = [title, *moment.ideas, *asks, *steps, moment.say]
    return (
        clock(moment.begin),
        number(moment.minutes),
        "\n".join(filter(None, what)),
        "\n".join(filter(None, (moment.prepare, moment.who))),
    )
