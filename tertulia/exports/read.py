"""An export as columns with known meaning, and the list of everything in it that could not be read.

`file.opened` finds the tables in a file, once; `read` gives one of them its meaning and can be asked again when the
learner answers a question about it. Nothing is dropped in silence: a cell is in a column, or it was empty, or it
stands in `troubles`; a row is kept, or it stands in `notes`; what was assumed stands in `questions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertulia.exports.cells import Cell, Note
from tertulia.exports.columns import MOMENTS, WORDS, ExportField, RowKind, plain
from tertulia.exports.dates import DateDoubt, Dates, Known, Order, dates_of, dates_together, moved_to, read_dates
from tertulia.exports.file import ExportFile
from tertulia.exports.ids import by_file, rounded_ids, told_apart, without_repeats
from tertulia.exports.moments import clock_minutes, named_span, zone_offset
from tertulia.exports.numbers import EMPTY, Numbers, Style, UnreadCell, read_numbers
from tertulia.exports.pairs import paired
from tertulia.exports.questions import ExportQuestion, QuestionCode, Reading, ReadingExample
from tertulia.exports.rows import RowGuess, guessed_rows
from tertulia.exports.sources import ANY, daily_metric
from tertulia.exports.thousands import LostThousands, alike, fractions, lost_thousands, restored, three_decimals
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

MOST_COUNTED = 10**12
"""More than there are people, clicks or euros to count; so much is a mishap."""

COUNTED = frozenset(ExportField) - WORDS - MOMENTS - DECIMALS - LIMITS.keys() - {ExportField.NOTHING}
"""Fields that count something: whole by nature."""

GROWING = (ExportField.VIEWS, ExportField.REACH, ExportField.INTERACTIONS, ExportField.REACTIONS)
"""What a network only adds to: of two files about the same posts the newer one has more."""

MOST_EXAMPLES = 3
"""Cells that a question shows."""

MOST_LOOKED_AT = 200
"""Cells of a column that show what it is."""

_CURRENCY = re.compile(r" \((?:eur|usd|gbp|mxn|cop|clp|ars|pen|€|\$|£)\)$")


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the learner said about a file, by the names of its columns.

    rows: what a row is, None if it was not said. table: which of its tables to read. turned: a spreadsheet exchanged
    day and month. thousands: the fractions of a count are thousands.
    """

    fields: Mapping[str, ExportField] = field(default_factory=dict)
    styles: Mapping[str, Style] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)
    turned: Mapping[str, bool] = field(default_factory=dict)
    thousands: Mapping[str, bool] = field(default_factory=dict)
    rows: RowKind | None = None
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

    file: which of several files. code: one of `UnreadCell.code`, or negative, out_of_range, all_wrong (no cell of the
    column could be read as what it should be), no_count (percentages or shares where people are counted),
    maybe_thousands (a whole number that may be thousands, in a column that lost its comma), long_row, short_row, twice
    (a second column with the same meaning).
    """

    row: int | None
    column: str
    code: str
    shown: str = ""
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class Export:
    """A table of an export, read.

    source: key of the export we took it for, "unknown" else. network: its key, empty if unknown. rows: what a row is.
    count: rows kept. numbers: where each stands in its file, from 1. values: by field, each `count` long: float64 (NaN
    where nothing stands), datetime64[m] (NaT) or text. questions: what is open or was decided by a rule; `certain` says
    that none is open.
    """

    source: str
    network: str
    rows: RowKind
    table: str
    tables: tuple[str, ...]
    count: int
    numbers: NDArray[np.int64] = field(repr=False)
    values: Mapping[ExportField, NDArray[Any]] = field(repr=False)
    columns: tuple[Column, ...] = field(repr=False)
    troubles: tuple[Trouble, ...] = field(repr=False)
    notes: tuple[Note, ...] = ()
    questions: tuple[ExportQuestion, ...] = ()
    hours: bool = False

    @property
    def certain(self) -> bool:
        """Whether the figures hang on no question that is open."""
        return all(question.certain for question in self.questions)

    @property
    def unassigned(self) -> tuple[Column, ...]:
        """Columns that hold something and that nobody has given a meaning."""
        return tuple(column for column in self.columns if not column.known and column.filled)


def read(file: ExportFile, near: date, choices: Choices | None = None, *, zone: str = "") -> Export:
    """One table of the file, with its columns read. near: the day of the export, for dates without a year.

    zone: name of the zone in which the learner's clock runs, for hours that say how far they are from UTC.

    InputError on "table" with unknown if the file has no table of the chosen name.
    """
    chosen = choices or Choices()
    labels = [file.label(place) for place in range(len(file.blocks))]
    if chosen.table and chosen.table not in labels:
        raise InputError("table", Refusal.UNKNOWN, value=chosen.table)
    place = labels.index(chosen.table) if chosen.table else file.best
    reading = _Reading(file, place, near, chosen, zone)
    return Export(
        source=reading.source.key,
        network=reading.network,
        rows=reading.rows.kind,
        table=labels[place],
        tables=tuple(labels),
        count=len(reading.kept),
        numbers=_still(np.array(reading.block.numbers, dtype=np.int64)[reading.kept]),
        values={name: _still(values[reading.kept]) for name, values in reading.values.items()},
        columns=tuple(reading.columns),
        troubles=tuple(reading.troubles),
        notes=(*reading.notes, *file.notes),
        questions=tuple(reading.questions),
        hours=reading.hours,
    )


def _still(values: NDArray[Any]) -> NDArray[Any]:
    values.setflags(write=False)
    return values


class _Reading:
    """The work of reading one table, column by column, and then what its columns say together."""

    def __init__(self, file: ExportFile, place: int, near: date, choices: Choices, zone: str) -> None:
        self.source, self.near, self.choices, self.zone = file.sources[place], near, choices, zone
        self.block, tables_added = paired(file, place)
        self.file, self.place = file, place
        self.network, self.hours = self.source.network, False
        self.values: dict[ExportField, NDArray[Any]] = {}
        self.names: dict[ExportField, str] = {}
        self.columns: list[Column] = []
        self.troubles: list[Trouble] = []
        self.notes: list[Note] = []
        self.questions: list[ExportQuestion] = []
        self._whole_rows()
        if tables_added:
            self.notes.append(Note(code="paired", count=tables_added + 1))
        self._columns()
        self._join_hours()
        self._thousands()
        self.rows = self._kind_of_rows()
        self.kept = self._without_repeats()
        self._undated()
        if self.source.cut and len(self.kept) >= self.source.cut and len(self.kept) % self.source.cut == 0:
            self.notes.append(Note(code="cut", count=len(self.kept)))
        self.troubles.sort(key=lambda trouble: (trouble.row or 0, trouble.column))

    def _whole_rows(self) -> None:
        self.notes += self.block.notes
        for rows, code in ((self.block.long, "long_row"), (self.block.short, "short_row")):
            self.troubles += [Trouble(row=row.number, column="", code=code, file=row.file) for row in rows]

    # columns ----------------------------------------------------------------------------------------------------

    def _columns(self) -> None:
        metric = self._daily_metric()
        cells = list(zip(*self.block.rows, strict=True))
        meanings = [self._meaning(name, metric) for name in self.block.headers]
        self.cells = dict(zip(self.block.headers, cells, strict=True))
        self.rounded = self._rounded(meanings)
        for name, (meaning, known) in zip(self.block.headers, meanings, strict=True):
            self._column(name, self.cells[name], meaning, known)

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
        for spelled in (bare, _CURRENCY.sub("", bare)):
            if spelled in self.source.names:
                return self.source.names[spelled], True
        return ExportField.NOTHING, False

    def _rounded(self, meanings: Sequence[tuple[ExportField, bool]]) -> NDArray[np.bool_]:
        """Which rows have an id that lost digits; it says that the file went through a spreadsheet, too."""
        for name, (meaning, _known) in zip(self.block.headers, meanings, strict=True):
            if meaning is ExportField.KEY:
                rounded = rounded_ids(self.cells[name], self.block.files)
                if rounded.any():
                    first = self.block.numbers[int(np.flatnonzero(rounded)[0])]
                    self.notes.append(Note(code="rounded_ids", count=int(rounded.sum()), row=first))
                return rounded
        return np.zeros(len(self.block.rows), dtype=bool)

    def _column(self, name: str, cells: Sequence[Cell], meaning: ExportField, known: bool) -> None:
        example = next((str(cell) for cell in cells if cell is not None and str(cell).strip()), "")[:80]
        if meaning is ExportField.WHEN and ExportField.HOUR not in self.values and _only_clocks(cells):
            meaning = ExportField.HOUR
        if meaning is ExportField.NOTHING:
            filled = len(cells) - cells.count(None) - cells.count("")
            self.columns.append(Column(name=name, field=meaning, known=known, filled=filled, example=example))
            return
        if meaning in self.values and meaning is not ExportField.TEXT:
            self.troubles.append(Trouble(row=None, column=name, code="twice", shown=example))
            self.columns.append(Column(name=name, field=ExportField.NOTHING, known=True, filled=0, example=example))
            return
        if meaning in WORDS:
            known_texts = {cell: _text(cell) for cell in set(cells)}
            texts = np.array([known_texts[cell] for cell in cells], dtype=object)
            self._keep(meaning, name, texts)
            self.columns.append(
                Column(name=name, field=meaning, known=known, filled=int(sum(map(bool, texts))), example=example)
            )
        elif meaning in MOMENTS:
            self._moments(name, cells, known, example)
        elif meaning is ExportField.HOUR and _only_clocks(cells):
            self._clocks(name, cells, known, example)
        else:
            self._numbers(name, meaning, cells, known, example)

    def _keep(self, meaning: ExportField, name: str, values: NDArray[Any]) -> None:
        self.values[meaning], self.names[meaning] = values, name

    def _all_wrong(self, name: str, meaning: ExportField, known: bool, example: str, code: str = "all_wrong") -> None:
        self.troubles.append(Trouble(row=None, column=name, code=code, shown=example))
        self.columns.append(Column(name=name, field=meaning, known=known, filled=0, example=example))

    def _moments(self, name: str, cells: Sequence[Cell], known: bool, example: str) -> None:
        dates = self._dates(name, cells)
        if not dates.readable:
            self._all_wrong(name, ExportField.WHEN, known, example)
            return
        self._unread(name, dates.unread)
        self._keep(ExportField.WHEN, name, dates.values)
        self.hours = dates.hours
        for code, count in (
            ("years_added", dates.years_added),
            ("turned_dates", dates.turned),
            ("serial_dates", dates.serial),
            ("hours_moved", dates.moved),
            ("hours_in_utc", dates.in_utc),
        ):
            if count:
                self.notes.append(Note(code=code, count=count))
        if dates.doubt:
            self.questions.append(_date_question(name, dates))
        self.columns.append(
            Column(
                name=name,
                field=ExportField.WHEN,
                known=known,
                filled=int((~np.isnat(dates.values)).sum()),
                style=None,
                order=dates.order,
                ambiguous=dates.ambiguous,
                example=example,
            )
        )

    def _dates(self, name: str, cells: Sequence[Cell]) -> Dates:
        """The dates of a column. Each file is read by itself: one may have gone through a spreadsheet, another not."""
        known = Known(
            near=self.near,
            usual=self.source.order,
            order=self.choices.orders.get(name),
            turned=self.choices.turned.get(name),
            padded=self.source.order is not None and self.source.padded,
            zone=self.zone,
            offset=zone_offset(name),
        )
        parts = by_file(self.block.files, len(cells))
        read_parts = []
        for file, places in parts.items():
            spanned = self.source.spanned or self.source.rows is RowKind.DAY
            here = replace(
                known,
                span=named_span(file or self.block.name) if spanned else None,
                resaved=bool(self.rounded[places].any()),
            )
            read_parts.append((places, here, dates_of([cells[place] for place in places], here)))
        orders = {dates.order for _places, _known, dates in read_parts if dates.order and not dates.ambiguous}
        if any(dates.ambiguous and dates.doubt is DateDoubt.ORDER for *_, dates in read_parts) and not known.order:
            orders = orders or self._orders_elsewhere()
            if len(orders) == 1 and known.usual is None:
                usual = next(iter(orders))
                read_parts = [
                    (places, here, dates_of([cells[place] for place in places], replace(here, usual=usual)))
                    if dates.ambiguous
                    else (places, here, dates)
                    for places, here, dates in read_parts
                ]
        return dates_together([(places, dates) for places, _known, dates in read_parts], len(cells))

    def _orders_elsewhere(self) -> set[Order]:
        """How the other tables of the file write their dates, where they show it: one tool wrote them all."""
        shown = set()
        for k, block in enumerate(self.file.blocks):
            names = self.file.sources[k].names
            for column, header in enumerate(block.headers):
                if k != self.place and names.get(plain(header)) is ExportField.WHEN:
                    dates = read_dates([row[column] for row in block.rows], self.near)
                    if dates.order and not dates.ambiguous:
                        shown.add(dates.order)
        return shown

    def _clocks(self, name: str, cells: Sequence[Cell], known: bool, example: str) -> None:
        """A column of hours, as shares of a day, clock times or whole hours: in hours, 18:45 as 18.75."""
        read_cells = [clock_minutes(cell) for cell in cells]
        self._unread(
            name, [UnreadCell(k, code, str(cells[k])) for k, code in enumerate(read_cells) if isinstance(code, str)]
        )
        hours = np.array([each / 60 if isinstance(each, int) else np.nan for each in read_cells])
        self._keep(ExportField.HOUR, name, hours)
        filled = int(np.isfinite(hours).sum())
        self.columns.append(Column(name=name, field=ExportField.HOUR, known=known, filled=filled, example=example))

    def _numbers(self, name: str, meaning: ExportField, cells: Sequence[Cell], known: bool, example: str) -> None:
        column = read_numbers(cells, count=meaning not in DECIMALS, style=self.choices.styles.get(name))
        if not column.readable:
            self._all_wrong(name, meaning, known, example)
            return
        values = column.values * self.source.factors.get(plain(name), 1.0)
        if meaning not in DECIMALS:
            shares = np.isfinite(values) & (values != 0) & (np.abs(values) < 1)
            if shares.any() and np.array_equal(shares, np.isfinite(values) & (values != 0)):
                self._all_wrong(name, ExportField.NOTHING, True, example, "no_count")
                return
            if column.percent:
                values = self._without_percentages(name, cells, values)
        self._unread(name, column.unread)
        low, high = LIMITS.get(meaning, (-MOST_COUNTED if meaning in SIGNED else 0, MOST_COUNTED))
        wrong = (values < low) | (values > high)
        for place in map(int, np.flatnonzero(wrong)):
            less = meaning not in LIMITS and -MOST_COUNTED <= values[place] < 0
            self._unread(name, [UnreadCell(place, "negative" if less else "out_of_range", str(cells[place]))])
        values[wrong] = np.nan
        self._keep(meaning, name, values)
        if column.ambiguous and column.style or name in self.choices.styles and column.style:
            self.questions.append(_style_question(name, cells, column))
        self.columns.append(
            Column(
                name=name,
                field=meaning,
                known=known,
                filled=int(np.isfinite(values).sum()),
                style=column.style,
                order=None,
                ambiguous=column.ambiguous,
                example=example,
            )
        )

    def _without_percentages(self, name: str, cells: Sequence[Cell], values: NDArray[Any]) -> NDArray[Any]:
        odd = [k for k, cell in enumerate(cells) if isinstance(cell, str) and "%" in cell]
        self._unread(name, [UnreadCell(k, "no_count", str(cells[k])) for k in odd])
        values = values.copy()
        values[odd] = np.nan
        return values

    def _unread(self, name: str, cells: Iterable[UnreadCell]) -> None:
        self.troubles += [self._trouble(one.place, name, one.code, one.shown) for one in cells]

    def _trouble(self, place: int, column: str, code: str, shown: str) -> Trouble:
        block = self.block
        return Trouble(row=block.numbers[place], column=column, code=code, shown=shown[:80], file=block.file(place))

    # what the columns say together ------------------------------------------------------------------------------

    def _thousands(self) -> None:
        """Counts with fractions are thousands that lost their comma, or means: repaired, asked about or said."""
        counts = {name: self.values[name] for name in self.names if name in COUNTED}
        found = {name: lost_thousands(values) for name, values in counts.items()}
        certain = LostThousands.CERTAIN in found.values()
        for meaning, values in counts.items():
            broken = np.flatnonzero(fractions(values))
            if not len(broken):
                continue
            name, lost = self.names[meaning], found[meaning]
            if lost is LostThousands.NO:
                self._note_column("fractions", len(broken), int(broken[0]), name)
                continue
            sure = lost is LostThousands.CERTAIN or certain and alike(values)
            answer = self.choices.thousands.get(name)
            mend = sure or three_decimals(values) if answer is None else answer
            back = restored(values)
            examples = tuple(
                ReadingExample(str(self.cells[name][k]), (float(values[k]), float(back.values[k])))
                for k in broken[:MOST_EXAMPLES]
            )
            self.questions.append(
                ExportQuestion(
                    code=QuestionCode.THOUSANDS,
                    column=name,
                    options=tuple(Reading),
                    chosen=Reading.MENDED if mend else Reading.STANDS,
                    certain=sure or answer is not None,
                    examples=examples,
                )
            )
            if mend:
                mended = back.values.copy()
                self._unread(
                    name, [UnreadCell(int(k), "maybe_thousands", str(self.cells[name][k])) for k in back.doubtful]
                )
                mended[back.doubtful] = np.nan
                self.values[meaning] = mended
                self._note_column("thousands_restored", len(back.places), int(back.places[0]), name)

    def _note_column(self, code: str, count: int, place: int, name: str) -> None:
        """One note for all columns in which the same was done."""
        before = next((note for note in self.notes if note.code == code), None)
        if before is None:
            self.notes.append(Note(code=code, count=count, row=self.block.numbers[place], shown=name))
        else:
            more = replace(before, count=before.count + count, shown=f"{before.shown}, {name}")
            self.notes[self.notes.index(before)] = more

    def _join_hours(self) -> None:
        """Date and hour in two columns are one moment."""
        when, hour = self.values.get(ExportField.WHEN), self.values.get(ExportField.HOUR)
        if when is None or hour is None or self.hours:
            return
        both = ~np.isnat(when) & np.isfinite(hour)
        if not both.any():
            return
        minutes = np.zeros(len(when), dtype=np.int64)
        minutes[both] = np.round(hour[both] * 60).astype(np.int64)
        joined = when + minutes.astype("timedelta64[m]")
        offset = zone_offset(self.names[ExportField.HOUR])
        if offset is None:
            offset = zone_offset(self.names[ExportField.WHEN])
        if offset is not None:
            joined, code = moved_to(joined, both, offset, self.zone)
            if code:
                self.notes.append(Note(code=code, count=int(both.sum())))
        self.values[ExportField.WHEN], self.hours = joined, True
        self.notes.append(Note(code="date_and_hour_joined", count=int(both.sum())))

    def _kind_of_rows(self) -> RowGuess:
        """What a row is; a question where the table does not say it by itself."""
        if self.source is not ANY and self.choices.rows is None:
            return RowGuess(self.source.rows, True)
        guess = guessed_rows(self.block.headers, self.values, self.hours)
        if self.choices.rows is not None:
            guess = RowGuess(self.choices.rows, True)
        self.questions.append(
            ExportQuestion(
                code=QuestionCode.ROWS, column="", options=tuple(RowKind), chosen=guess.kind, certain=guess.certain
            )
        )
        return guess

    def _without_repeats(self) -> NDArray[np.int64]:
        """The rows to keep: of those of one post, or of one day in several files, the last one of the newest file."""
        places, files = np.arange(len(self.block.rows)), self.block.files
        counts = {name.value: self.values[name] for name in GROWING if name in self.values}
        when = self.values.get(ExportField.WHEN)
        days = np.full(len(places), np.nan)
        if when is not None:
            known = ~np.isnat(when)
            days[known] = when[known].astype(np.int64)
        kept = without_repeats(self._identities(), files, counts, days)
        if len(kept) < len(places):
            gone = np.setdiff1d(places, kept)
            several = len(set(files)) > 1
            code = "duplicates_in_files" if several else "duplicates"
            self.notes.append(Note(code=code, count=len(gone), row=self.block.numbers[int(gone[0])]))
        return kept

    def _identities(self) -> list[str]:
        """What tells the rows apart: the id, or the link where an id lost digits; empty where nothing does."""
        count, values = len(self.block.rows), self.values
        nothing = [""] * count
        keys, links = values.get(ExportField.KEY, nothing), values.get(ExportField.LINK, nothing)
        when = values.get(ExportField.WHEN)
        texts = values.get(ExportField.TEXT, values.get(ExportField.TITLE, nothing))
        several = len(set(self.block.files)) > 1

        def moments() -> list[str]:
            return nothing if when is None else ["" if text == "NaT" else text for text in when.astype(str).tolist()]

        if self.rows.kind == RowKind.DAY:
            return told_apart(moments(), self.block.files) if several else nothing
        if self.rows.kind not in (RowKind.POST, RowKind.VIDEO):
            return nothing
        if self.rounded.any() or not any(keys):
            # A link in a table that nobody knows may lead anywhere: two posts on two days can share it.
            days = moments() if self.source is ANY else nothing
            names = [f"{link.rstrip('/')} {day}" if link else "" for link, day in zip(links, days, strict=True)]
        else:
            names = list(keys)
        if several and not any(names):
            named = [f"{day} {text}" if day and text else "" for day, text in zip(moments(), texts, strict=True)]
            names = told_apart(named, self.block.files)
        return names

    def _undated(self) -> None:
        """Rows without a date where others have one: they belong to no month."""
        when = self.values.get(ExportField.WHEN)
        if when is not None:
            undated = np.isnat(when[self.kept])
            if undated.any() and not undated.all():
                row = self.block.numbers[int(self.kept[int(np.flatnonzero(undated)[0])])]
                self.notes.append(Note(code="undated", count=int(undated.sum()), row=row))


def _date_question(name: str, dates: Dates) -> ExportQuestion:
    examples = tuple(ReadingExample(each.cell, each.readings) for each in dates.examples)
    if dates.doubt is DateDoubt.TURNED:
        return ExportQuestion(
            code=QuestionCode.TURNED,
            column=name,
            options=tuple(Reading),
            chosen=Reading.MENDED if dates.turned else Reading.STANDS,
            certain=not dates.ambiguous,
            examples=examples,
        )
    return ExportQuestion(
        code=QuestionCode.ORDER,
        column=name,
        options=tuple(Order),
        chosen=dates.order or Order.DAY,
        certain=not dates.ambiguous,
        examples=examples,
    )


def _style_question(name: str, cells: Sequence[Cell], column: Numbers) -> ExportQuestion:
    """Which sign parts the decimals of a column that does not show it."""
    examples: list[ReadingExample] = []
    for cell in dict.fromkeys(cell for cell in cells if isinstance(cell, str)):
        both = [read_numbers([cell], count=False, style=style).values[0] for style in Style]
        if np.isfinite(both).all() and both[0] != both[1] and len(examples) < MOST_EXAMPLES:
            examples.append(ReadingExample(cell, (float(both[0]), float(both[1]))))
    return ExportQuestion(
        code=QuestionCode.STYLE,
        column=name,
        options=tuple(Style),
        chosen=column.style or Style.POINT,
        certain=not column.ambiguous,
        examples=tuple(examples),
    )


def _only_clocks(cells: Sequence[Cell]) -> bool:
    """Whether a column holds times of day and no dates: some is written as one, and none is anything else."""
    looked_at = cells[:MOST_LOOKED_AT]
    read_cells = [clock_minutes(cell) for cell in looked_at]
    written = any(
        isinstance(minutes, int) and (isinstance(cell, datetime) or not str(cell).strip().removesuffix(".0").isdigit())
        for cell, minutes in zip(looked_at, read_cells, strict=True)
    )
    known = [each for each in read_cells if each is not None]
    return written and bool(known) and sum(isinstance(each, int) for each in known) > 0.8 * len(known)


def _text(cell: Cell) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str) and len(cell) > 12:
        return cell.strip()
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return "" if text.strip().casefold() in EMPTY else text.strip()
