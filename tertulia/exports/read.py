"""An export as columns with known meaning, and the list of everything in it that could not be read.

`file.opened` finds the tables in a file, once; `read` gives one of them its meaning and can be asked again when the
learner assigns a column or says how its dates are written. Nothing is dropped in silence: a cell is in a column, or
it was empty, or it stands in `troubles`; a row is kept, or it stands in `notes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertulia.exports.cells import Cell, Note
from tertulia.exports.columns import MOMENTS, WORDS, ExportField, ExportSource, plain
from tertulia.exports.dates import Order, read_dates
from tertulia.exports.file import ExportFile
from tertulia.exports.layout import Block
from tertulia.exports.numbers import EMPTY, Style, UnreadCell, read_numbers
from tertulia.exports.sources import ANY, daily_metric
from tertulia.models.errors import InputError, Refusal

DECIMALS = frozenset({ExportField.WATCH})
"""Fields that are no counts: here 1.234 may well be a little more than one."""

SIGNED = frozenset(
    {
        ExportField.FOLLOWS,
        ExportField.REACTIONS,
        ExportField.CLICKS,
        ExportField.SHARES,
        ExportField.INTERACTIONS,
        ExportField.COMMENTS,
    }
)
"""Counts that a network may take back, so that a day shows less than nothing."""

LIMITS = {ExportField.MONTH: (1, 12), ExportField.WEEKDAY: (1, 7), ExportField.HOUR: (0, 23)}


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the learner said about a file, by the names of its columns. table: which of its tables to read."""

    fields: Mapping[str, ExportField] = field(default_factory=dict)
    styles: Mapping[str, Style] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)
    table: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """What became of a column of the file.

    known: we knew its header; `field` may still be NOTHING. filled: cells that were read. style, order: how it writes
    decimals and dates, None where nothing shows it. ambiguous: that was assumed, and the learner may know better.
    example: the first thing that stands in it.
    """

    name: str
    field: ExportField
    known: bool
    filled: int
    style: Style | None = None
    order: Order | None = None
    ambiguous: bool = False
    example: str = ""


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """What could not be read: the row as the file numbers them (None: the whole column), the column, and why.

    code: one of `UnreadCell.code`, or negative, out_of_range, all_wrong (no cell of the column could be read as what it
    should be), long_row, short_row, twice (a second column with the same meaning).
    """

    row: int | None
    column: str
    code: str
    shown: str = ""


@dataclass(frozen=True, kw_only=True)
class Export:
    """A table of an export, read.

    source: key of the export we took it for, "unknown" else. network: its key, empty if unknown. rows: what a row is
    ("post", "day", "firm", "other"). count: rows kept. numbers: where each stands in the file, from 1. values: by
    field, each `count` long: float64 (NaN where nothing stands), datetime64[m] (NaT) or text.
    """

    source: str
    network: str
    rows: str
    table: str
    tables: tuple[str, ...]
    count: int
    numbers: NDArray[np.int64] = field(repr=False)
    values: Mapping[ExportField, NDArray[Any]] = field(repr=False)
    columns: tuple[Column, ...] = field(repr=False)
    troubles: tuple[Trouble, ...] = field(repr=False)
    notes: tuple[Note, ...] = ()
    hours: bool = False

    @property
    def unassigned(self) -> tuple[Column, ...]:
        """Columns that hold something and that nobody has given a meaning."""
        return tuple(column for column in self.columns if not column.known and column.filled)


def read(file: ExportFile, near: date, choices: Choices | None = None) -> Export:
    """One table of the file, with its columns read. near: the day of the export, for dates without a year.

    InputError on "table" with unknown if the file has no table of the chosen name.
    """
    chosen = choices or Choices()
    labels = [file.label(place) for place in range(len(file.blocks))]
    if chosen.table and chosen.table not in labels:
        raise InputError("table", Refusal.UNKNOWN, value=chosen.table)
    place = labels.index(chosen.table) if chosen.table else file.best
    block, source = file.blocks[place], file.sources[place]
    reading = _Reading(block, source, near, chosen)
    return Export(
        source=source.key,
        network=reading.network,
        rows=source.rows,
        table=labels[place],
        tables=tuple(labels),
        count=len(reading.kept),
        numbers=_still(np.array(block.numbers, dtype=np.int64)[reading.kept]),
        values={name: _still(values[reading.kept]) for name, values in reading.values.items()},
        columns=tuple(reading.columns),
        troubles=tuple(reading.troubles),
        notes=(*file.notes, *reading.notes),
        hours=reading.hours,
    )


def _still(values: NDArray[Any]) -> NDArray[Any]:
    values.setflags(write=False)
    return values


class _Reading:
    """The work of reading one table, column by column."""

    def __init__(self, block: Block, source: ExportSource, near: date, choices: Choices) -> None:
        self.block, self.source, self.near, self.choices = block, source, near, choices
        self.network, self.hours = source.network, False
        self.values: dict[ExportField, NDArray[Any]] = {}
        self.columns: list[Column] = []
        self.troubles: list[Trouble] = []
        self.notes: list[Note] = []
        self._whole_rows()
        metric = self._daily_metric()
        for name, cells in zip(block.headers, zip(*block.rows, strict=True), strict=True):
            self._column(name, cells, metric)
        self.kept = self._without_repeats()
        if source.cut and len(self.kept) >= source.cut and len(self.kept) % source.cut == 0:
            self.notes.append(Note(code="cut", count=len(self.kept)))
        self.troubles.sort(key=lambda trouble: (trouble.row or 0, trouble.column))

    def _whole_rows(self) -> None:
        self.notes += self.block.notes
        for rows, code in ((self.block.long, "long_row"), (self.block.short, "short_row")):
            self.troubles += [Trouble(row=row, column="", code=code) for row in rows]

    def _daily_metric(self) -> ExportField:
        """Meta's chart files name what they count above the header, and their column only "Primary"."""
        if self.source.key != "meta_daily":
            return ExportField.NOTHING
        lines = [line for line in self.block.above if not line.lower().startswith("sep=")]
        metric, self.network = daily_metric(lines[-1]) if lines else (ExportField.NOTHING, "")
        return metric

    def _meaning(self, name: str, metric: ExportField) -> tuple[ExportField, bool]:
        if name in self.choices.fields:
            return self.choices.fields[name], True
        bare = plain(name)
        if bare == "primary" and metric is not ExportField.NOTHING:
            return metric, True
        names = self.source.names if self.source is not ANY else ANY.names
        if bare in names:
            return names[bare], True
        return ExportField.NOTHING, False

    def _column(self, name: str, cells: Sequence[Cell], metric: ExportField) -> None:
        meaning, known = self._meaning(name, metric)
        example = next((str(cell) for cell in cells if cell is not None and str(cell).strip()), "")[:80]
        if meaning is ExportField.NOTHING:
            filled = len(cells) - cells.count(None) - cells.count("")
            self.columns.append(Column(name=name, field=meaning, known=known, filled=filled, example=example))
            return
        if meaning in self.values and meaning is not ExportField.TEXT:
            self.troubles.append(Trouble(row=None, column=name, code="twice", shown=example))
            self.columns.append(Column(name=name, field=ExportField.NOTHING, known=True, filled=0, example=example))
            return
        if meaning in WORDS:
            texts = np.array([_text(cell) for cell in cells], dtype=object)
            self.values[meaning] = texts
            self.columns.append(
                Column(name=name, field=meaning, known=known, filled=int(sum(map(bool, texts))), example=example)
            )
        elif meaning in MOMENTS:
            self._moments(name, cells, known, example)
        else:
            self._numbers(name, meaning, cells, known, example)

    def _moments(self, name: str, cells: Sequence[Cell], known: bool, example: str) -> None:
        dates = read_dates(cells, self.near, usual=self.source.order, order=self.choices.orders.get(name))
        if not dates.readable:
            self.troubles.append(Trouble(row=None, column=name, code="all_wrong", shown=example))
            self.columns.append(Column(name=name, field=ExportField.WHEN, known=known, filled=0, example=example))
            return
        self._unread(name, dates.unread)
        self.values[ExportField.WHEN], self.hours = dates.values, dates.hours
        if dates.years_added:
            self.notes.append(Note(code="years_added", count=dates.years_added))
        filled = int((~np.isnat(dates.values)).sum())
        self.columns.append(
            Column(
                name=name,
                field=ExportField.WHEN,
                known=known,
                filled=filled,
                style=None,
                order=dates.order,
                ambiguous=dates.ambiguous,
                example=example,
            )
        )

    def _numbers(self, name: str, meaning: ExportField, cells: Sequence[Cell], known: bool, example: str) -> None:
        column = read_numbers(cells, count=meaning not in DECIMALS, style=self.choices.styles.get(name))
        if not column.readable:
            self.troubles.append(Trouble(row=None, column=name, code="all_wrong", shown=example))
            self.columns.append(Column(name=name, field=meaning, known=known, filled=0, example=example))
            return
        self._unread(name, column.unread)
        values = column.values * self.source.factors.get(plain(name), 1.0)
        low, high = LIMITS.get(meaning, (-np.inf if meaning in SIGNED else 0, np.inf))
        wrong = np.isfinite(values) & ((values < low) | (values > high))
        for place in np.flatnonzero(wrong):
            code = "out_of_range" if meaning in LIMITS else "negative"
            self.troubles.append(
                Trouble(row=self.block.numbers[int(place)], column=name, code=code, shown=str(cells[int(place)]))
            )
        values[wrong] = np.nan
        self.values[meaning] = values
        filled = int(np.isfinite(values).sum())
        self.columns.append(
            Column(
                name=name,
                field=meaning,
                known=known,
                filled=filled,
                style=column.style,
                order=None,
                ambiguous=column.ambiguous,
                example=example,
            )
        )

    def _unread(self, name: str, cells: Iterable[UnreadCell]) -> None:
        numbers = self.block.numbers
        self.troubles += [
            Trouble(row=numbers[one.place], column=name, code=one.code, shown=one.shown[:80]) for one in cells
        ]

    def _without_repeats(self) -> NDArray[np.int64]:
        """The rows to keep: of those with the same key, the last one."""
        whole = np.arange(len(self.block.rows))
        keys = self.values.get(ExportField.KEY, self.values.get(ExportField.LINK))
        if keys is None or self.source.rows != "post":
            return whole
        last: dict[str, int] = {}
        for place, key in enumerate(keys):
            last[key or f"\0{place}"] = place
        kept = np.array(sorted(last.values()), dtype=np.int64)
        if len(kept) < len(whole):
            gone = np.setdiff1d(whole, kept)
            self.notes.append(Note(code="duplicates", count=len(gone), row=self.block.numbers[int(gone[0])]))
        return kept


def _text(cell: Cell) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str) and len(cell) > 12:
        return cell.strip()
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return "" if text.strip().casefold() in EMPTY else text.strip()
