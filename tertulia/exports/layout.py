"""Where the tables begin in a grid of cells: lines before the header, prose below it, tables on top of each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tertulia.exports.cells import Cell, Grid, Note
from tertulia.exports.columns import plain
from tertulia.exports.sources import ANY, known_names, recognised

HEADER_WITHIN = 15
"""A header is looked for in so many rows."""

TOTALS = frozenset({"total", "totals", "totales", "grand total", "total general", "suma total"})


@dataclass(frozen=True, kw_only=True)
class Block:
    """A table as it stands in a file.

    headers: unique; a repeated name has " (2)" behind it. rows: its cells, each as long as the headers. numbers: the
    row of its file each stands in, counted from 1. above: what stands before the header. notes: what was set apart:
    second_header, totals, note_line. short, long: file rows with fewer, or with more, cells than the header. files: the
    file or sheet of each row, empty if all are of one.
    """

    name: str
    headers: tuple[str, ...]
    rows: list[list[Cell]] = field(repr=False)
    numbers: list[int] = field(repr=False)
    above: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    short: tuple[int, ...] = ()
    long: tuple[int, ...] = ()
    files: tuple[str, ...] = field(default=(), repr=False)

    def file(self, place: int) -> str:
        """The file of a row of the table; empty if all rows are of one file."""
        return self.files[place] if self.files else ""


def blocks(grid: Grid) -> tuple[Block, ...]:
    """The tables of a grid, in their order; none if it has no row below a header."""
    tables: list[Block] = []
    for numbers, rows in _pieces(grid.rows):
        place = _header(rows)
        if place is None or (tables and not _looks_like_header(rows[place])):
            if tables:  # only an empty line inside a table
                tables[-1] = _joined(tables[-1], rows, numbers)
            continue
        block = _block(grid.name, rows, numbers, place)
        if block:
            tables.append(block)
    return tuple(tables)


def _pieces(rows: list[list[Cell]]) -> list[tuple[list[int], list[list[Cell]]]]:
    """Runs of rows without an empty one, with their numbers; lines of notes ("# …") stay with what follows."""
    pieces: list[tuple[list[int], list[list[Cell]]]] = []
    numbers: list[int] = []
    piece: list[list[Cell]] = []
    for number, row in enumerate(rows, 1):
        if any(cell not in (None, "") and not (isinstance(cell, str) and not cell.strip()) for cell in row):
            numbers.append(number)
            piece.append(row)
        elif piece and not all(_is_note(row) for row in piece):
            pieces.append((numbers, piece))
            numbers, piece = [], []
    if piece:
        pieces.append((numbers, piece))
    return pieces


def _is_note(row: Sequence[Cell]) -> bool:
    first = row[0] if row else ""
    return isinstance(first, str) and (first.startswith("#") or first.lower().startswith("sep="))


def _header(rows: list[list[Cell]]) -> int | None:
    """The place of the header among the first rows: the one with most names we know, else the first full one."""
    head = rows[:HEADER_WITHIN]
    known = known_names()
    best, most = None, 1
    for place, row in enumerate(head):
        if _is_note(row):
            continue
        names = sum(plain(cell) in known for cell in row if isinstance(cell, str))
        if names > most:
            best, most = place, names
    if best is not None:
        return best
    widths = [len(row) for row in rows[: 3 * HEADER_WITHIN] if not _is_note(row)]
    if not widths:
        return None
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    for place, row in enumerate(head):
        if not _is_note(row) and len(row) >= min(usual, 2) and len(row) >= usual and _looks_like_header(row):
            return place
    return next((place for place, row in enumerate(head) if not _is_note(row)), None)


def _looks_like_header(row: Sequence[Cell]) -> bool:
    """Words in most cells, no two the same where it matters, and no number or date."""
    texts = [cell for cell in row if cell not in (None, "")]
    if not texts or any(isinstance(cell, int | float | datetime) for cell in texts):
        return False
    words = [str(cell).strip() for cell in texts]
    return all(not _VALUE.fullmatch(word) for word in words) and len(words) * 2 >= len(row)


_VALUE = re.compile(r"[-+€$£%\d.,:/\s\u00a0\u202fTZ]*\d[-+€$£%\d.,:/\s\u00a0\u202fTZ]*")


def _block(name: str, rows: list[list[Cell]], numbers: list[int], place: int) -> Block | None:
    names = list(rows[place])
    while names and names[-1] in (None, ""):
        names.pop()
    headers = _unique(names)
    above = tuple(" ".join(str(cell) for cell in row if cell not in (None, "")) for row in rows[:place])
    below, counted = rows[place + 1 :], numbers[place + 1 :]
    notes: list[Note] = []
    if below and recognised(headers) is not ANY and _is_prose(below[0]):
        notes.append(Note(code="second_header", count=1, row=counted[0]))
        below, counted = below[1:], counted[1:]
    if not headers:
        return None
    kept, kept_numbers, short, long = [], [], [], []
    width = len(headers)
    for number, row in zip(counted, below, strict=True):
        if _is_note(row) and len([cell for cell in row if cell not in (None, "")]) == 1 and width > 1:
            notes.append(Note(code="note_line", count=1, row=number))
            continue
        if _is_total(row):
            notes.append(Note(code="totals", count=1, row=number))
            continue
        if len(row) < width:
            short.append(number)
            row = [*row, *([None] * (width - len(row)))]
        elif len(row) > width:
            if any(cell not in (None, "") for cell in row[width:]):
                long.append(number)
            row = row[:width]
        kept.append(row)
        kept_numbers.append(number)
    if not kept:
        return None
    return Block(
        name=name,
        headers=headers,
        rows=kept,
        numbers=kept_numbers,
        above=above,
        notes=tuple(notes),
        short=tuple(short),
        long=tuple(long),
    )


def _unique(row: Sequence[Cell]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    headers = []
    for place, cell in enumerate(row, 1):
        name = " ".join(str(cell if cell is not None else "").replace("\ufeff", "").split()) or f"({place})"
        seen[name] = seen.get(name, 0) + 1
        headers.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(headers)


def _is_prose(row: Sequence[Cell]) -> bool:
    """A second header: no number in it, an empty first cell, and sentences."""
    texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    return (
        bool(texts)
        and len(texts) == sum(cell not in (None, "") for cell in row)
        and not row[0]
        and all(len(text) > 20 and not _VALUE.fullmatch(text) for text in texts)
    )


def _is_total(row: Sequence[Cell]) -> bool:
    """A row that sums up: it says so in its first cell, and its second says nothing."""
    if len(row) >= 3 and row[1] not in (None, ""):
        return False
    return bool(row) and plain(row[0]) in TOTALS


def _joined(block: Block, rows: list[list[Cell]], numbers: list[int]) -> Block:
    """The block with further rows."""
    more = _block(block.name, [list(block.headers), *rows], [0, *numbers], 0)
    if more is None:
        return block
    return Block(
        name=block.name,
        headers=block.headers,
        rows=block.rows + more.rows,
        numbers=block.numbers + more.numbers,
        above=block.above,
        notes=block.notes + more.notes,
        short=block.short + more.short,
        long=block.long + more.long,
    )
