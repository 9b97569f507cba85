"""The files a learner takes home. Each function takes a plan and gives bytes; the same plan gives the same bytes.

Everything runs in the page as well: zipfile and the XML are the standard library's, XlsxWriter and icalendar are pure
Python. The pictures need matplotlib; without it a document has their numbers in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tertulia.language import _
from tertulia.plan.schema import Plan

_BAD = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, whatever way they are written."""


def clean(text: str) -> str:
    """A text as every one of our formats can hold it: line ends as "\\n", no control characters."""
    return _BAD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True)
class File:
    """A file to download. kind: its media type. needs: the library that must have arrived before it can be made."""

    label: str
    name: str
    kind: str
    needs: str = ""


def files() -> Mapping[str, File]:
    """The files by their short names, as the learner's language calls them."""
    stem = _("my-plan")
    return {
        "document": File(
            _("Document for Word or LibreOffice (.docx)"),
            f"{stem}.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "matplotlib",
        ),
        "calendar": File(_("Calendar for your phone (.ics)"), f"{stem}.ics", "text/calendar", "icalendar"),
        "spreadsheet": File(
            _("Spreadsheet with your numbers (.xlsx)"),
            f"{stem}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsxwriter",
        ),
        "page": File(_("Page to print (.html)"), f"{stem}.html", "text/html"),
        "plan": File(_("The plan file, to load it again (.json)"), f"{stem}.json", "application/json"),
    }


def export(name: str, plan: Plan, today: date) -> bytes:
    """One of `files`, made. KeyError for another name. Each brings in only what its own format needs."""
    if name == "document":
        from tertulia.plan.export.document import document

        return document(plan, today)
    if name == "calendar":
        from tertulia.plan.export.calendar import calendar

        return calendar(plan, today)
    if name == "spreadsheet":
        from tertulia.plan.export.spreadsheet import spreadsheet

        return spreadsheet(plan, today)
    if name == "page":
        from tertulia.plan.export.html_page import printed

        return printed(plan, today)
    if name == "plan":
        from tertulia.plan.plan_file import write

        return write(plan).encode()
    raise KeyError(name)
