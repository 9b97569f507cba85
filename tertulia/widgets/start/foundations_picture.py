"""The road of the foundations check: which foundation is worked on in which weeks, and when a network can begin."""

from __future__ import annotations

from tertulia.charts.picture import NARROW, WIDE, Picture
from tertulia.charts.road import RoadRow, road
from tertulia.language import _, ngettext, number
from tertulia.models.start.foundations import FoundationsAssessment
from tertulia.models.start.foundations_questions import FOUNDATION_OF, Foundation
from tertulia.widgets.start.foundations_words import foundation_words, in_weeks_words, weeks_span


def road_picture(assessment: FoundationsAssessment, name: str) -> Picture:
    """The weeks if every task takes its high figure; `name` begins the ids inside."""
    rows = [RoadRow(foundation_words(foundation), tuple(times)) for foundation, times in _times(assessment).items()]
    begins = max((end for row in rows for _begin, end, full in row.pieces if full), default=0.0)
    weeks = max(assessment.weeks[1], 1)
    title = _title(assessment, weeks)
    listed = "; ".join(
        f"{foundation_words(foundation)}: {in_weeks_words(sorted(set(busy)))}"
        for foundation, busy in _weeks(assessment).items()
    )
    alternative = f"{title}. {listed}." if listed else f"{title}."
    drawings = road(rows, weeks, _("First network"), min(begins, weeks), name, alternative)
    swatches = (
        ("background:var(--chart-median)", _("before the first network")),
        ("background:var(--chart-band);box-shadow:inset 0 0 0 1.5px var(--chart-band-edge)", _("can wait")),
    )
    items = "".join(f'<li><i class="tt-sw" style="{style}"></i>{words}</li>' for style, words in swatches)
    caption = _("The numbers at the top are weeks. Planned with the high figures, so that you are seldom late.")
    return Picture(
        title=title,
        alternative=alternative,
        wide=drawings[WIDE],
        narrow=drawings[NARROW],
        caption=f'<ul class="tt-key">{items}</ul>{caption}',
    )


def _title(assessment: FoundationsAssessment, weeks: int) -> str:
    if not assessment.tasks:
        return _("Nothing stands in the way of a first network")
    ready = assessment.ready_week[1]
    if not ready:
        return _("A first network can begin now; the rest takes {weeks}").format(weeks=weeks_span(weeks, weeks))
    return ngettext("{n} week of work, then a first network", "{n} weeks of work, then a first network", ready).format(
        n=number(ready)
    )


def _foundations(assessment: FoundationsAssessment) -> dict[int, Foundation]:
    """The foundation of each task, by the task's number."""
    return {task.number: FOUNDATION_OF[task.question] for task in assessment.tasks}


def _weeks(assessment: FoundationsAssessment) -> dict[Foundation, list[int]]:
    """The weeks in which each foundation is worked on."""
    foundations = _foundations(assessment)
    weeks: dict[Foundation, list[int]] = {}
    for stretch in assessment.stretches:
        weeks.setdefault(foundations[stretch.number], []).append(stretch.week)
    return weeks


def _times(assessment: FoundationsAssessment) -> dict[Foundation, list[tuple[float, float, bool]]]:
    """When each foundation is worked on, in weeks from 0, and whether a first network waits for it.

    Work that follows at once on work of its kind is one piece with it.
    """
    foundations = _foundations(assessment)
    essential = {task.number: task.essential for task in assessment.tasks}
    week = max((stretch.begins + stretch.hours for stretch in assessment.stretches), default=1.0)
    times: dict[Foundation, list[tuple[float, float, bool]]] = {}
    for stretch in assessment.stretches:
        full = essential[stretch.number]
        begin = stretch.week - 1 + stretch.begins / week
        end = begin + stretch.hours / week
        pieces = times.setdefault(foundations[stretch.number], [])
        if pieces and abs(pieces[-1][1] - begin) < 1e-9 and pieces[-1][2] is full:
            pieces[-1] = (pieces[-1][0], end, full)
        else:
            pieces.append((begin, end, full))
    return times
