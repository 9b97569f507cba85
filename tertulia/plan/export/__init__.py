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


@dataclass(frozen=True, kw_only=True)
class TakeHomeFile:
    """A file to download. kind: its media type. needs: the library that must have arrived before it can be made."""

    label: str
    name: str
    kind: str
    needs: str = ""


def files() -> Mapping[str, TakeHomeFile]:
    """The files by their short names, as the learner's language calls them."""
    stem = _("my-plan")
    return {
        "document": TakeHomeFile(
            label=_("Document for Word or LibreOffice (.docx)"),
            name=f"{stem}.docx",
            kind="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            needs="matplotlib",
        ),
        "calendar": TakeHomeFile(
            label=_("Calendar for your phone (.ics)"), name=f"{stem}.ics", kind="text/calendar", needs="icalendar"
        ),
        "spreadsheet": TakeHomeFile(
            label=_("Spreadsheet with your numbers (.xlsx)"),
            name=f"{stem}.xlsx",
            kind="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            needs="xlsxwriter",
        ),
        "page": TakeHomeFile(label=_("Page to print (.html)"), name=f"{stem}.html", kind="text/html"),
        "plan": TakeHomeFile(
            label=_("The plan file, to load it again (.json)"), name=f"{stem}.json", kind="application/json"
        ),
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
