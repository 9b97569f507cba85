"""An export as columns with known meaning, and the list of everything in it that could not be read.

`opened` finds the tables in a file, once; `read` gives one of them its meaning and can be asked again when the
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

from tertulia.exports.columns import MOMENTS, WORDS, Field, Source, plain
from tertulia.exports.dates import Dates, Order, read_dates
from tertulia.exports.layout import Block, blocks
from tertulia.exports.numbers import EMPTY, Numbers, Style, Unread, read_numbers
from tertulia.exports.sources import ANY, daily_metric, recognised
from tertulia.exports.table import Cell, grids, refused
from tertulia.models.errors import InputError

DECIMALS = frozenset({Field.WATCH})
"""Fields that are no counts: here 1.234 may well be a little more than one."""

SIGNED = frozenset({Field.FOLLOWS, Field.REACTIONS, Field.CLICKS, Field.SHARES, Field.INTERACTIONS, Field.COMMENTS})
"""Counts that a network may take back, so that a day shows less than nothing."""

LIMITS = {Field.MONTH: (1, 12), Field.WEEKDAY: (1, 7), Field.HOUR: (0, 23)}


@dataclass(frozen=True)
class Choices:
    """What the learner said about a file, by the names of its columns. table: which of its tables to read."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    styles: Mapping[str, Style] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)
    table: str = ""


@dataclass(frozen=True)
class Column:
    """What became of a column of the file.

    known: we knew its header; `field` may still be NOTHING. filled: cells that were read. style, order: how it writes
    decimals and dates, None where nothing shows it. ambiguous: that was assumed, and the learner may know better.
    example: the first thing that stands in it.
    """

    name: str
    field: Field
    known: bool
    filled: int
    style: Style | None = None
    order: Order | None = None
    ambiguous: bool = False
    example: str = ""


@dataclass(frozen=True)
class Trouble:
    """What could not be read: the row as the file numbers them (None: the whole column), the column, and why.

    code: one of `Unread.code`, or negative, out_of_range, all_wrong (no cell of the column could be read as what it
    should be), long_row, short_row, twice (a second column with the same meaning).
    """

    row: int | None
    column: str
    code: str
    shown: str = ""


@dataclass(frozen=True)
class Note:
    """Something the reader did: code and how many rows it touched, or the first of them.

    code: duplicates, totals, second_header, note_line, mended_quotes, years_added, cut, no_network.
    """

    code: str
    count: int
    row: int | None = None


@dataclass(frozen=True)
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
    values: Mapping[Field, NDArray[Any]] = field(repr=False)
    columns: tuple[Column, ...] = field(repr=False)
    troubles: tuple[Trouble, ...] = field(repr=False)
    notes: tuple[Note, ...] = ()
    hours: bool = False

    @property
    def unassigned(self) -> tuple[Column, ...]:
        """Columns that hold something and that nobody has given a meaning."""
        return tuple(column for column in self.columns if not column.known and column.filled)


@dataclass(frozen=True, eq=False)
class File:
    """The tables of a file, with what each was taken for."""

    blocks: tuple[Block, ...]
    sources: tuple[Source, ...]
    mended: bool = False

    @property
    def best(self) -> int:
        """The place of the table to begin with: posts before days, and then the longest."""
        rank = {"post": 3, "day": 2, "firm": 1, "other": 0}
        known = [rank[source.rows] if source is not ANY else 0.5 for source in self.sources]
        return max(range(len(known)), key=lambda place: (known[place], len(self.blocks[place].rows)))

    def label(self, place: int) -> str:
        """A name for a table that no other table of the file has."""
        block = self.blocks[place]
        same = [k for k, other in enumerate(self.blocks) if other.name == block.name]
        name = block.name or block.headers[0]
        return name if len(same) < 2 else f"{name} ({same.index(place) + 1})"


def opened(content: bytes, name: str = "") -> File:
    """The tables in a file. InputError on "file" as `table.grids` raises it, and: one_column, no_rows."""
    found = grids(content, name)
    made = tuple(block for grid in found for block in blocks(grid))
    if not made:
        raise refused("no_rows")
    if all(len(block.headers) < 2 for block in made):
        raise refused("one_column")
    return File(made, tuple(recognised(block.headers) for block in made), any(grid.mended for grid in found))


def read(file: File, near: date, choices: Choices | None = None) -> Export:
    """One table of the file, with its columns read. near: the day of the export, for dates without a year.

    InputError on "table" with unknown if the file has no table of the chosen name.
    """
    said = choices or Choices()
    labels = [file.label(place) for place in range(len(file.blocks))]
    if said.table and said.table not in labels:
        raise InputError("table", "unknown", value=said.table)
    place = labels.index(said.table) if said.table else file.best
    block, source = file.blocks[place], file.sources[place]
    reading = _Reading(block, source, near, said)
    notes = [*reading.notes]
    if file.mended:
        notes.append(Note("mended_quotes", 1))
    return Export(
        source.key,
        reading.network,
        source.rows,
        labels[place],
        tuple(labels),
        len(reading.kept),
        _still(np.array(block.numbers, dtype=np.int64)[reading.kept]),
        {name: _still(values[reading.kept]) for name, values in reading.values.items()},
        tuple(reading.columns),
        tuple(reading.troubles),
        tuple(notes),
        reading.hours,
    )


def _still(values: NDArray[Any]) -> NDArray[Any]:
    values.setflags(write=False)
    return values


class _Reading:
    """The work of reading one table, column by column."""

    def __init__(self, block: Block, source: Source, near: date, said: Choices) -> None:
        self.block, self.source, self.near, self.said = block, source, near, said
        self.network, self.hours = source.network, False
        self.values: dict[Field, NDArray[Any]] = {}
        self.columns: list[Column] = []
        self.troubles: list[Trouble] = []
        self.notes: list[Note] = []
        self._whole_rows()
        metric = self._daily_metric()
        for name, cells in zip(block.headers, zip(*block.rows, strict=True), strict=True):
            self._column(name, cells, metric)
        self.kept = self._without_repeats()
        if source.cut and len(self.kept) >= source.cut and len(self.kept) % source.cut == 0:
            self.notes.append(Note("cut", len(self.kept)))
        self.troubles.sort(key=lambda trouble: (trouble.row or 0, trouble.column))

    def _whole_rows(self) -> None:
        for code, row in self.block.notes:
            self.notes.append(Note(code, 1, row))
        for rows, code in ((self.block.long, "long_row"), (self.block.short, "short_row")):
            self.troubles += [Trouble(row, "", code) for row in rows]

    def _daily_metric(self) -> Field:
        """Meta's chart files name what they count above the header, and their column only "Primary"."""
        if self.source.key != "meta_daily":
            return Field.NOTHING
        lines = [line for line in self.block.above if not line.lower().startswith("sep=")]
        found, self.network = daily_metric(lines[-1]) if lines else (Field.NOTHING, "")
        return found

    def _meaning(self, name: str, metric: Field) -> tuple[Field, bool]:
        if name in self.said.fields:
            return self.said.fields[name], True
        bare = plain(name)
        if bare == "primary" and metric is not Field.NOTHING:
            return metric, True
        names = self.source.names if self.source is not ANY else ANY.names
        if bare in names:
            return names[bare], True
        return Field.NOTHING, False

    def _column(self, name: str, cells: Sequence[Cell], metric: Field) -> None:
        meaning, known = self._meaning(name, metric)
        example = next((str(cell) for cell in cells if cell is not None and str(cell).strip()), "")[:80]
        if meaning is Field.NOTHING:
            filled = len(cells) - cells.count(None) - cells.count("")
            self.columns.append(Column(name, meaning, known, filled, example=example))
            return
        if meaning in self.values and meaning is not Field.TEXT:
            self.troubles.append(Trouble(None, name, "twice", example))
            self.columns.append(Column(name, Field.NOTHING, True, 0, example=example))
            return
        if meaning in WORDS:
            texts = np.array([_text(cell) for cell in cells], dtype=object)
            self.values[meaning] = texts
            self.columns.append(Column(name, meaning, known, int(sum(map(bool, texts))), example=example))
        elif meaning in MOMENTS:
            self._moments(name, cells, known, example)
        else:
            self._numbers(name, meaning, cells, known, example)

    def _moments(self, name: str, cells: Sequence[Cell], known: bool, example: str) -> None:
        dates: Dates = read_dates(cells, self.near, usual=self.source.order, order=self.said.orders.get(name))
        if not dates.readable:
            self.troubles.append(Trouble(None, name, "all_wrong", example))
            self.columns.append(Column(name, Field.WHEN, known, 0, example=example))
            return
        self._unread(name, dates.unread)
        self.values[Field.WHEN], self.hours = dates.values, dates.hours
        if dates.years_added:
            self.notes.append(Note("years_added", dates.years_added))
        filled = int((~np.isnat(dates.values)).sum())
        self.columns.append(Column(name, Field.WHEN, known, filled, None, dates.order, dates.ambiguous, example))

    def _numbers(self, name: str, meaning: Field, cells: Sequence[Cell], known: bool, example: str) -> None:
        read_: Numbers = read_numbers(cells, count=meaning not in DECIMALS, style=self.said.styles.get(name))
        if not read_.readable:
            self.troubles.append(Trouble(None, name, "all_wrong", example))
            self.columns.append(Column(name, meaning, known, 0, example=example))
            return
        self._unread(name, read_.unread)
        values = read_.values * self.source.factors.get(plain(name), 1.0)
        low, high = LIMITS.get(meaning, (-np.inf if meaning in SIGNED else 0, np.inf))
        wrong = np.isfinite(values) & ((values < low) | (values > high))
        for place in np.flatnonzero(wrong):
            code = "out_of_range" if meaning in LIMITS else "negative"
            self.troubles.append(Trouble(self.block.numbers[int(place)], name, code, str(cells[int(place)])))
        values[wrong] = np.nan
        self.values[meaning] = values
        filled = int(np.isfinite(values).sum())
        self.columns.append(Column(name, meaning, known, filled, read_.style, None, read_.ambiguous, example))

    def _unread(self, name: str, found: Iterable[Unread]) -> None:
        numbers = self.block.numbers
        self.troubles += [Trouble(numbers[one.place], name, one.code, one.shown[:80]) for one in found]

    def _without_repeats(self) -> NDArray[np.int64]:
        """The rows to keep: of those with the same key, the last one."""
        whole = np.arange(len(self.block.rows))
        keys = self.values.get(Field.KEY, self.values.get(Field.LINK))
        if keys is None or self.source.rows != "post":
            return whole
        last: dict[str, int] = {}
        for place, key in enumerate(keys):
            last[key or f"\0{place}"] = place
        kept = np.array(sorted(last.values()), dtype=np.int64)
        if len(kept) < len(whole):
            gone = np.setdiff1d(whole, kept)
            self.notes.append(Note("duplicates", len(gone), self.block.numbers[int(gone[0])]))
        return kept


def _text(cell: Cell) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str) and len(cell) > 12:
        return cell.strip()
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return "" if text.strip().casefold() in EMPTY else text.strip()
