"""Followers by day, from whichever table of a file has them."""

from __future__ import annotations

from datetime import date

import numpy as np

from tertulia.exports.columns import ExportField, RowKind
from tertulia.exports.file import ExportFile
from tertulia.exports.read import Choices, read

Counted = tuple[tuple[date, float], ...]
"""Days in their order, with the followers counted on each."""


def followers_by_day(file: ExportFile, near: date) -> Counted:
    """The followers of each day a table of the file counts; empty if none does. near: the day of the export."""
    for table in read(file, near).tables:
        export = read(file, near, Choices(table=table))
        days, people = export.values.get(ExportField.WHEN), export.values.get(ExportField.FOLLOWERS)
        if days is not None and people is not None:
            counted = {
                day.astype("datetime64[D]").astype(object): float(number)
                for day, number in zip(days, people, strict=True)
                if not np.isnat(day) and np.isfinite(number)
            }
            if counted:
                return tuple(sorted(counted.items()))
    return ()


def only_new_followers(file: ExportFile, near: date) -> bool:
    """Whether a table tells who came each day, but not who left: no count follows from that."""
    every = (read(file, near, Choices(table=table)) for table in read(file, near).tables)
    return any(export.rows is RowKind.DAY and ExportField.FOLLOWS in export.values for export in every)


def weekly(counted: Counted, most: int) -> Counted:
    """The last count of each week, of at most so many weeks back."""
    weeks = {when.isocalendar()[:2]: (when, people) for when, people in counted}
    return tuple(weeks.values())[-most:]
