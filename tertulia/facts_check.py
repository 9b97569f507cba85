"""What a table must say of itself before anybody may lean on it: checks of a whole data package.

`tertulia.facts` reads what it is asked for; these look at everything, ours and what an edition brings.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tertulia import facts
from tertulia.facts import Dataset, FactsError

FEWEST_CHARACTERS = 100
"""A description that says what was counted, and how."""

MOST_DAYS = 3 * 366
"""From the day figures were read to the day somebody looks again."""

_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")
_COPIED = re.compile(r"\bvia\b|transcribed|quoted in|quoting|secondary")


def check_local(folder: Path) -> None:
    """FactsError for the first thing wrong with the package an edition brings; its tables have names of their own."""
    ours = {data.name for data in facts.datasets()}
    file = folder / "datapackage.json"
    for data in facts.datasets(folder):
        if data.name in ours:
            raise FactsError(file, f"the course has a table “{data.name}” already", "Give yours another name.")
        if not data.path.resolve().is_relative_to(folder.resolve()):
            raise FactsError(file, f"the table “{data.name}” lies outside this folder", "Put it beside this file.")
        check_table(data)
    listed = {data.path for data in facts.datasets(folder)}
    for path in sorted(folder.glob("*.csv")):
        if path not in listed:
            raise FactsError(path, "no table in datapackage.json has this file", "Describe it there, or take it out.")


def check_table(data: Dataset) -> None:
    """FactsError for a table that says too little of itself, or whose rows contradict what it says."""
    _check_head(data)
    _check_how_rows_got_here(data)


def _check_head(data: Dataset) -> None:
    def wrong(problem: str, remedy: str) -> FactsError:
        return FactsError(data.path.parent / "datapackage.json", f"the table “{data.name}” {problem}", remedy)

    for told in ("title", "place", "unit", "licence"):
        if not getattr(data, told):
            raise wrong(f"has an empty {told}", "Fill it in.")
    if len(data.description) <= FEWEST_CHARACTERS:
        raise wrong("is hardly described", "Say what was counted, by whom and how.")
    if not data.sources:
        raise wrong("has no source", "Say who published the figures.")
    for source in data.sources:
        if not _ADDRESS.fullmatch(source.url):
            raise wrong(f"has a source at “{source.url}”", "Write the whole address, from https:// on.")
    if not re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", data.retrieved):
        raise wrong(f"was retrieved on “{data.retrieved}”", "Write the day or the month, like 2026-11-23 or 2026-11.")
    try:
        read = date.fromisoformat(f"{data.retrieved}-01" if len(data.retrieved) == 7 else data.retrieved)
    except ValueError:
        raise wrong(f"was retrieved on “{data.retrieved}”", "Write a day or a month of the calendar.") from None
    if not 0 < (data.review_by - read).days < MOST_DAYS:
        raise wrong("has a review date before it was read, or three years later", "Set a day within three years.")
    if data.measure not in facts.MEASURES:
        raise wrong(f"counts “{data.measure}”", f"Use one of: {', '.join(facts.MEASURES)}.")
    if data.grade not in facts.GRADES:
        raise wrong(f"has the grade “{data.grade}”", "Use A, B, C or D, or leave it empty where each row has its own.")
    if not (data.grade or data.measure == "law" or "grade" in {field.name for field in data.fields}):
        raise wrong("has no grade", "Give it one, or a column with that of each row.")
    if not data.key:
        raise wrong("has no key", "Name in primaryKey the columns that make a row unique.")


def _check_how_rows_got_here(data: Dataset) -> None:
    status = next((field for field in data.fields if field.name == "status"), None)
    known = ", ".join(facts.STATUSES)
    if status is None or not status.required or not status.enum or not set(status.enum) <= set(facts.STATUSES):
        problem = f"the table “{data.name}” does not say how each row got here"
        remedy = f"Give it a required column “status” with an enum of: {known}."
        raise FactsError(data.path.parent / "datapackage.json", problem, remedy)
    columns = {field.name for field in data.fields}
    texts = [column for column in ("source", "read_in", "note") if column in columns]
    for number, row in enumerate(facts.rows_of(data), start=2):
        told = " ".join(str(row[column] or "") for column in texts).lower()
        if _COPIED.search(told) and row["status"] not in ("read_secondary", "derived"):
            problem = f"it was read in a copy and is marked “{row['status']}”"
            raise FactsError(data.path, problem, "Mark it read_secondary.", row=number, column="status")
