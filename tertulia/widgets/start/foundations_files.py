"""The tasks of the foundations check to take away: a list to print and a table for a spreadsheet."""

from __future__ import annotations

from tertulia.calendar_files import csv_file
from tertulia.html import Html
from tertulia.language import _, currency_words, rules
from tertulia.models.start.foundations import FoundationsAssessment
from tertulia.widgets.base.downloads import download, take_away
from tertulia.widgets.start.foundations_words import cost_words, hours_span, in_weeks_words, question_words


def file_links(assessment: FoundationsAssessment, firm: str) -> Html:
    """The section with both links; empty when nothing is left to do. firm: its name, "" if it has none."""
    if not assessment.tasks:
        return Html("")
    name = _("foundations")
    links = (
        download(_("List to print (.txt)"), f"{name}.txt", "text/plain", printed_list(assessment, firm)),
        download(_("Table for a spreadsheet (.csv)"), f"{name}.csv", "text/csv", table_file(assessment)),
    )
    return take_away(links, _("The file is made on this device."))


def _weeks(assessment: FoundationsAssessment, task: int) -> list[int]:
    return [stretch.week for stretch in assessment.stretches if stretch.number == task]


def printed_list(assessment: FoundationsAssessment, firm: str) -> bytes:
    """The tasks with a box to tick, and how to do each."""
    boxes = []
    for task in assessment.tasks:
        words, weeks = question_words(task.question), in_weeks_words(_weeks(assessment, task.number))
        boxes.append(
            f"[ ] {task.number}. {words.task} ({weeks}; {hours_span(*task.hours)}; {cost_words(task)})\r\n"
            f"    {words.how}\r\n"
        )
    head = _("Foundations of {firm}").format(firm=firm or _("my firm"))
    return (f"{head}\r\n\r\n" + "\r\n".join(boxes)).encode("utf-8-sig")


def table_file(assessment: FoundationsAssessment) -> bytes:
    """The tasks as a table."""
    heads = [
        _("Step"),
        _("Task"),
        _("How"),
        _("Hours, low"),
        _("Hours, high"),
        _("{currencies}, low").format(currencies=currency_words(begins=True)),
        _("{currencies}, high").format(currencies=currency_words(begins=True)),
        _("In week"),
        _("Before the first network"),
        _("Done"),
    ]
    rows: list[list[str | float]] = []
    for task in assessment.tasks:
        words, weeks = question_words(task.question), _weeks(assessment, task.number)
        span = f"{weeks[0]}–{weeks[-1]}" if weeks[0] < weeks[-1] else str(weeks[0])
        before = _("yes") if task.essential else _("no")
        rows.append([task.number, words.task, words.how, *task.hours, *task.euros, span, before, ""])
    return csv_file(rows, heads, separator=rules().separator)
